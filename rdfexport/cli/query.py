"""``rdfexport query``: ask an export a question in SPARQL."""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from rdfexport.errors import QueryInvalid
from rdfexport.formats import ResultFormat
from rdfexport.settings import resource

EXAMPLES = """\b
Examples:
  rdfexport query --list
  rdfexport query out --name who-wrote-to-whom
  rdfexport query out --name conversations --format csv > conversations.csv
  rdfexport query out 'SELECT ?title { ?document dcterms:title ?title } LIMIT 5'
  rdfexport query export.ttl --file question.rq --format json

\b
Prefixes of the export (dcterms:, schema:, rx: and so on) need no PREFIX line, and
<agent/mao-zedong> is read relative to the base of the export. SERVICE and updates are
refused. A query - is read from standard input."""


@click.command(epilog=EXAMPLES)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.argument("sparql", required=False)
@click.option(
    "--file",
    "query_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the query from this file.",
)
@click.option("--name", "recipe", metavar="NAME", help="Run this query of the cookbook; --list names them.")
@click.option(
    "--also",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Another RDF file or export to read into the same graph. Repeatable.",
)
@click.option(
    "--format",
    "format_label",
    type=click.Choice([f.label for f in ResultFormat]),
    help="Form of the answer: table, csv, tsv, json for SELECT and ASK (default table); "
    "turtle, n-triples for CONSTRUCT and DESCRIBE (default turtle).",
)
@click.option("--list", "list_recipes", is_flag=True, help="List the queries of the cookbook and leave.")
@click.option("--show", metavar="NAME", help="Print this query of the cookbook and leave.")
def query(
    path: Path | None,
    sparql: str | None,
    query_file: Path | None,
    recipe: str | None,
    also: tuple[Path, ...],
    format_label: str | None,
    list_recipes: bool,
    show: str | None,
) -> None:
    """Ask an export a question in SPARQL 1.1.

    PATH is an RDF file (.ttl, .jsonld, .nt, .nq, .trig, .rdf, each also with .gz) or the
    folder of an export. SPARQL is the query; --file and --name stand in for it.
    """
    cookbook = resource("docs/queries")
    if list_recipes or show:
        from rdfexport.stores.cookbook import read_cookbook, read_recipe

        if show:
            click.echo(read_recipe(cookbook, show).text, nl=False)
            return
        recipes = read_cookbook(cookbook)
        width = max((len(each.name) for each in recipes), default=0)
        for each in recipes:
            click.echo(f"{each.name:<{width}}  {each.title}")
        return
    if path is None:
        raise click.UsageError("PATH is missing: an RDF file, or the folder of an export")
    if sum(given is not None for given in (sparql, query_file, recipe)) != 1:
        raise click.UsageError("give one query: SPARQL, --file or --name")

    from rdfexport.stores import load, read_recipe, serialize

    text = read_recipe(cookbook, recipe).text if recipe else _text(sparql, query_file)
    graph = load((path, *also))
    with _killable():
        answer = graph.query(text)
        result_format = _format(format_label, answer.form.formats, answer.form.label)
        rows = serialize(answer, result_format, sys.stdout.buffer, width=terminal_width())
        sys.stdout.buffer.flush()
    if rows is not None:
        click.echo(f"{rows} row{'' if rows == 1 else 's'}", err=True)


def terminal_width() -> int | None:
    """Columns of the terminal that shows the answer; None if it goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _text(sparql: str | None, query_file: Path | None) -> str:
    if sparql is not None and sparql != "-":
        return sparql
    source = str(query_file) if query_file else "standard input"
    try:
        read = query_file.read_bytes() if query_file else sys.stdin.buffer.read()
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryInvalid(f"{source}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise QueryInvalid(f"{source}: cannot be read: {error.strerror or error}") from error


def _format(label: str | None, formats: tuple[ResultFormat, ...], form: str) -> ResultFormat:
    if label is None:
        return formats[0]
    found = next((f for f in formats if f.label == label), None)
    if found is None:
        possible = ", ".join(f.label for f in formats)
        raise click.UsageError(f"{form} has no answer as {label}; --format may be {possible}")
    return found


@contextmanager
def _killable() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the process at once: the engine does not return to Python to be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(number, signal.signal(number, signal.SIG_DFL)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
