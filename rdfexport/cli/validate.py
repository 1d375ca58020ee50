"""``rdfexport validate``: any RDF file against the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from rdfexport.errors import OutputNotWritable
from rdfexport.formats import ReportFormat
from rdfexport.settings import Validator


@click.command(
    epilog="Reads Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD with an embedded context; also .gz."
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--shapes",
    type=click.Path(exists=True, path_type=Path),
    help="Folder or file of further shapes, beside ours.",
)
@click.option(
    "--validator",
    type=click.Choice([Validator.AUTO.value, Validator.PYSHACL.value]),
    default=Validator.AUTO.value,
    show_default=True,
    envvar="RDFEXPORT_VALIDATOR",
    help="Who judges the graph.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice([f.label for f in ReportFormat]),
    default=ReportFormat.TABLE.label,
    show_default=True,
    help="Form of the report.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--strict", is_flag=True, envvar="RDFEXPORT_STRICT", help="Exit with 3 on warnings too.")
def validate(
    files: tuple[Path, ...],
    shapes: Path | None,
    validator: str,
    output: str,
    report: Path | None,
    strict: bool,
) -> None:
    """Check RDF files, or the export in a folder, against the shapes.

    Each finding names the listing and the lines the statement came from, where the graph
    still tells them.
    """
    from rdfexport.pipeline.checking import check_files
    from rdfexport.reporting import RENDERERS
    from rdfexport.serialization import write

    if report and report.resolve() in {file.resolve() for file in files}:
        raise OutputNotWritable(str(report), "it is a file to be checked; choose another name")
    found = check_files(files, shapes=shapes, validator=Validator(validator))
    rendered = RENDERERS[next(f for f in ReportFormat if f.label == output)](found)
    if report:
        write(b"".join(rendered), report)
        click.echo(f"report: {report}", err=True)
    else:
        for part in rendered:
            click.echo(part.decode() if output == ReportFormat.TABLE.label else part, nl=False)
    if found.has_findings(strict=strict):
        raise SystemExit(3)
