"""``rdfexport parse``: how each entry is read, before any RDF is made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from rdfexport.cli.options import SOURCES_HELP, source_options, vocabulary_options
from rdfexport.formats import SourceFormat
from rdfexport.model import LinkedEntry
from rdfexport.problems import Problem, Severity


@click.command(epilog=SOURCES_HELP)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@source_options
@vocabulary_options
@click.option(
    "--format",
    "output",
    type=click.Choice(["jsonl", "table"]),
    default="table",
    show_default=True,
    help="One JSON object per occurrence, or a table for people.",
)
@click.option(
    "--unread",
    is_flag=True,
    help="List what the titles leave unread instead, the commonest first: words to add to a --lexicon.",
)
@click.option("--problems/--no-problems", default=False, help="Print every problem on standard error.")
def parse(
    sources: tuple[str, ...],
    source_format: SourceFormat | None,
    columns: Mapping[str, str],
    authorities: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    output: str,
    unread: bool,
    problems: bool,
) -> None:
    """Show how dates, titles and names are read.

    Prints one object, or one paragraph, for every printed occurrence of an entry; nothing
    is merged and nothing is written.
    """
    from rdfexport.pipeline.occurrences import occurrence, occurrence_table
    from rdfexport.pipeline.occurrences import parse as parse_sources
    from rdfexport.pipeline.remainders import remainders
    from rdfexport.reporting import printable

    counts: Counter[Severity] = Counter()

    def entries() -> Iterator[LinkedEntry]:
        items = parse_sources(
            sources,
            source_format=source_format,
            columns=columns,
            authorities=authorities,
            lexicons=lexicons,
        )
        for item in items:
            if isinstance(item, Problem):
                counts[item.severity] += 1
                if problems:
                    click.echo(printable(str(item)), err=True)
            elif isinstance(item, LinkedEntry):
                yield item

    if unread:
        for left in remainders(entries()):
            row = {"titles": left.titles, "unread": left.text, "first": str(left.first)}
            words = printable(f"{left.titles:>7,}  {left.text}  ({left.first})")
            click.echo(_json(row) if output == "jsonl" else words)
    else:
        for linked in entries():
            shown = occurrence(linked)
            click.echo(_json(shown) if output == "jsonl" else occurrence_table(shown))
    if counts and not problems:
        said = ", ".join(f"{counts[s]} {s}" for s in reversed(Severity) if counts[s])
        click.echo(f"problems: {said}; --problems lists them", err=True)
    if counts[Severity.VIOLATION]:
        raise SystemExit(3)


def _json(row: Mapping[str, object]) -> bytes:
    # As bytes: JSON is UTF-8 whatever the terminal speaks.
    return json.dumps(row, ensure_ascii=False).encode()
