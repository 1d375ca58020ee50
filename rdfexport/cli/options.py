"""Options that several commands share, and the Settings they make."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from rdfexport.formats import SourceFormat

F = TypeVar("F", bound=Callable[..., Any])

SOURCES_HELP = "Files or folders; - is standard input; .gz is read as it is."


def source_options(command: F) -> F:
    """``--from`` and ``--map``: how the sources are to be read."""
    command = click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="FIELD=COLUMN",
        callback=_columns,
        help="Column or key of a field: date, title, abstract, url, identifier. Repeatable.",
    )(command)
    return click.option(
        "--from",
        "source_format",
        type=click.Choice([f.label for f in SourceFormat]),
        callback=lambda _ctx, _param, value: next((f for f in SourceFormat if f.label == value), None),
        help="Format of the sources; detected if not given.",
    )(command)


def vocabulary_options(command: F) -> F:
    """``--authorities`` and ``--lexicon``: the user's own names and words."""
    command = click.option(
        "--lexicon",
        "lexicons",
        type=click.Path(path_type=Path),
        multiple=True,
        envvar="RDFEXPORT_LEXICON",
        metavar="FILE",
        help="Words of your own for the reading of titles, beside ours (TOML). Repeatable.",
    )(command)
    return click.option(
        "--authorities",
        type=click.Path(path_type=Path),
        multiple=True,
        envvar="RDFEXPORT_AUTHORITIES",
        metavar="FILE",
        help="Persons, bodies and places of your own, beside ours or instead (Turtle or CSV). Repeatable.",
    )(command)


def _columns(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [value.partition("=") for value in values]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise click.BadParameter(f"{field + equals + column!r} is not FIELD=COLUMN, such as date=Datum")
    columns = {field.strip(): column.strip() for field, _, column in pairs}
    if len(columns) < len(pairs):
        raise click.BadParameter("a field has two columns")
    return columns


def cores() -> int:
    """Number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
