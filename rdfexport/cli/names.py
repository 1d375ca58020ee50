"""``rdfexport names``: every name as printed, and whom it was taken for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click

EXAMPLES = """\b
Examples:
  rdfexport names out
  rdfexport names out --all --format csv > names.csv
  rdfexport names out Kuznetsov
  rdfexport names out 'Kim Il' --format json"""


@click.command(epilog=EXAMPLES)
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("name", required=False)
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="For people, or for programs; of one NAME, csv has a line for each use.",
)
@click.option(
    "--all", "mentions", is_flag=True, help="Names in titles and abstracts too, not of parties only."
)
def names(path: Path, name: str | None, output: str, mentions: bool) -> None:
    """List every name as printed, whom it was taken for, how surely, and when it was used.

    PATH is an RDF file or the folder of an export. Without NAME: a line for each name, agent
    and certainty. With NAME, a whole name or a whole word of one: who was meant by it, with
    the rule, the evidence of the authority file and the printed lines; and which other
    records bear the name, and why they were not taken.
    """
    from rdfexport.explaining import ledger_words as words
    from rdfexport.pipeline.explanation import list_names, weigh_name

    if name is None:
        rows, _ = list_names(path, mentions=mentions)
        cells = words.row_cells(rows)
        if output == "table":
            # What is printed around the bare names would double the width.
            _echo_table(words.ROW_HEADER[:-1], [row[:-1] for row in cells])
        elif output == "csv":
            _echo_csv(words.ROW_HEADER, cells)
        else:
            click.echo(json.dumps(words.rows_as_json(rows), ensure_ascii=False, indent=2))
        click.echo(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", err=True)
        return
    readings, graph, reasons = weigh_name(path, name, mentions=mentions)
    if output == "table":
        click.echo(words.readings_in_words(name, readings, graph, reasons), nl=False)
    elif output == "csv":
        _echo_csv(words.USE_HEADER, words.use_cells(readings))
    else:
        click.echo(json.dumps(words.readings_as_json(readings, reasons), ensure_ascii=False, indent=2))


def _echo_table(header: tuple[str, ...], cells: list[tuple[str, ...]]) -> None:
    from rdfexport.cli.query import terminal_width
    from rdfexport.stores.tables import render_table

    for line in render_table(header, cells, terminal_width()):
        click.echo(line)


def _echo_csv(header: tuple[str, ...], cells: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(cells)
    click.echo(text.getvalue(), nl=False)
