"""``rdfexport explain``: from a statement of an export back to the printed lines."""

from __future__ import annotations

import json
from pathlib import Path

import click

EXAMPLES = """\b
Examples:
  rdfexport explain out agent/mao-zedong
  rdfexport explain out document/1949-01-08-06b6949dea26
  rdfexport explain out 06b6949dea26 --source listings/
  rdfexport explain out 'Zhou Enlai' --format json

Listings are looked for by their SHA-256, then by name: in --source, the current folder, the
folder of the export and the one above it, and among the bundled examples."""


@click.command(epilog=EXAMPLES)
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("iri")
@click.option(
    "--source",
    "sources",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="A listing, or a folder of listings, that the export was built from. Repeatable.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def explain(path: Path, iri: str, sources: tuple[Path, ...], output: str) -> None:
    """Show why a document or an agent is in an export as it is.

    PATH is an RDF file or the folder of an export. IRI is a full IRI, its part below the
    base, the end of one, or the name of an agent or a place.

    For a document: the printed lines, who takes part and by which rule each name was taken
    for whom, and every statement. For an agent or a place: its authority record with the
    evidence, and every document in which it stands. A listing that has changed since the
    export, or is not found, is said to be so.
    """
    from rdfexport.explaining import as_json, in_words
    from rdfexport.pipeline.explanation import explain_node

    explanation, graph = explain_node(path, iri, sources)
    if output == "json":
        click.echo(json.dumps(as_json(explanation), ensure_ascii=False, indent=2))
    else:
        click.echo(in_words(explanation, graph), nl=False)
