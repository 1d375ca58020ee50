"""``rdfexport build``: listings in, checked Turtle and JSON-LD and a report out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from rdfexport.cli.options import SOURCES_HELP, cores, source_options, vocabulary_options
from rdfexport.formats import RdfFormat, SourceFormat
from rdfexport.model import Progress
from rdfexport.settings import DEFAULT_BASE, Settings, Validator, resource

_DEFAULTS = Settings()


@click.command(epilog=SOURCES_HELP)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@source_options
@vocabulary_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=_DEFAULTS.out,
    show_default=True,
    envvar="RDFEXPORT_OUT",
    help="Folder of the export; made if it is not there.",
)
@click.option(
    "--name",
    default=_DEFAULTS.name,
    show_default=True,
    envvar="RDFEXPORT_NAME",
    help="File name of the export without its ending; also names the dataset.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice([f.label for f in RdfFormat]),
    multiple=True,
    default=[f.label for f in _DEFAULTS.formats],
    show_default=True,
    envvar="RDFEXPORT_FORMAT",
    help="RDF syntax to write. Repeatable.",
)
@click.option(
    "--base",
    default=DEFAULT_BASE,
    show_default=True,
    envvar="RDFEXPORT_BASE",
    help="IRI below which documents and agents get theirs; ends in / or #.",
)
@click.option(
    "--language",
    default=_DEFAULTS.language,
    show_default=True,
    envvar="RDFEXPORT_LANGUAGE",
    help="Language tag of the listing's titles and abstracts.",
)
@click.option("--title", default=_DEFAULTS.title, show_default=True, help="Title of the dataset.")
@click.option("--description", default=_DEFAULTS.description, show_default=True, help="What the dataset is.")
@click.option("--licence", default="", metavar="IRI", help="Licence of the dataset; unstated if not given.")
@click.option(
    "--publisher", default="", metavar="IRI", help="Publisher of the dataset; unstated if not given."
)
@click.option(
    "--mapper",
    "added_mappers",
    multiple=True,
    metavar="NAME",
    envvar="RDFEXPORT_MAPPER",
    help="A profile of another package, beside the built-in ones. Repeatable.",
)
@click.option(
    "--without-mapper",
    "dropped_mappers",
    multiple=True,
    type=click.Choice(_DEFAULTS.mappers),
    help="Leave a built-in profile out; the shapes that look for its statements will say so. Repeatable.",
)
@click.option(
    "--validator",
    type=click.Choice([v.value for v in Validator]),
    default=_DEFAULTS.validator.value,
    show_default=True,
    envvar="RDFEXPORT_VALIDATOR",
    help="Who judges the graph; auto lets a fast engine clear what conforms before pySHACL judges.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=cores,
    show_default="number of processors",
    envvar="RDFEXPORT_JOBS",
    help="Processes that work side by side.",
)
@click.option("--strict", is_flag=True, envvar="RDFEXPORT_STRICT", help="Exit with 3 on warnings too.")
@click.option("--quiet", "-q", is_flag=True, help="Print no summary.")
def build(
    sources: tuple[str, ...],
    source_format: SourceFormat | None,
    columns: Mapping[str, str],
    formats: tuple[str, ...],
    quiet: bool,
    validator: str,
    added_mappers: tuple[str, ...],
    dropped_mappers: tuple[str, ...],
    **options: object,
) -> None:
    """Build the export of listings: Turtle, JSON-LD and a report.

    Without SOURCE the bundled examples are built. The files are written whole or not at
    all: an interrupted or failed build leaves the last export as it was.
    """
    from rdfexport.pipeline.export import build as build_export
    from rdfexport.reporting import render_summary

    kept = (name for name in _DEFAULTS.mappers if name not in dropped_mappers)
    settings = Settings(
        formats=tuple(dict.fromkeys(map(RdfFormat.of_label, formats))),
        validator=Validator(validator),
        mappers=tuple(dict.fromkeys((*kept, *added_mappers))),
        **options,  # type: ignore[arg-type]  # click has made each the type of its setting
    )
    if not sources:
        sources = (str(resource("examples/listings")),)
        click.echo(f"no SOURCE given: building the bundled examples in {sources[0]}", err=True)
    with _progress(quiet) as advance:
        report = build_export(
            sources, settings, source_format=source_format, columns=columns, on_progress=advance
        )
    if not quiet:
        click.echo(render_summary(report, settings.out))
    for stale in _files_of_earlier_builds(settings):
        click.echo(f"note: {stale} is of an earlier build and not written anew", err=True)
    if settings.base == DEFAULT_BASE:
        click.echo(
            f"note: IRIs begin with {DEFAULT_BASE}; set --base to your own before you publish", err=True
        )
    if report.has_findings(strict=settings.strict):
        raise SystemExit(3)


def _files_of_earlier_builds(settings: Settings) -> list[Path]:
    others = [rdf_format for rdf_format in RdfFormat if rdf_format not in settings.formats]
    paths = [settings.out / f"{settings.name}.{rdf_format.extension}" for rdf_format in others]
    return [path for path in paths if path.exists()]


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on a terminal; nothing of it anywhere else."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    entries = 0
    with click.progressbar(
        range(0), length=1, label="building", file=sys.stderr, item_show_func=lambda n: f"{n or 0:,} entries"
    ) as bar:

        def advance(progress: Progress) -> None:
            nonlocal entries
            entries += progress.entries
            bar.length = max(progress.size, bar.pos + progress.characters)
            bar.update(progress.characters, entries)

        yield advance
