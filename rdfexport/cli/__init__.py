"""The command line: one module a command; options, messages and exit codes, no logic.

Data goes to standard output, words to standard error. Exit codes: 0 done and clean,
1 could not go on, 2 wrong usage, 3 done, and violations were found.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from rdfexport.cli.build import build
from rdfexport.cli.completion import completion
from rdfexport.cli.explain import explain
from rdfexport.cli.names import names
from rdfexport.cli.parse import parse
from rdfexport.cli.query import query
from rdfexport.cli.settings_file import defaults_from_file
from rdfexport.cli.validate import validate
from rdfexport.errors import ExportError
from rdfexport.version import VERSION


class _Group(click.Group):
    """Turns what stops a run into one line on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ExportError as error:
            click.echo(f"rdfexport: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader has gone (| head): nobody to talk to, and nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            ctx.exit(0)
        except OSError as error:
            # Files of ours are explained where they are written: this is standard output.
            click.echo(f"rdfexport: cannot write the output: {error.strerror or error}", err=True)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            ctx.exit(1)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done and clean; 1 could not go on; 2 wrong usage; 3 done, and violations found.",
)
@click.version_option(VERSION, prog_name="rdfexport")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="RDFEXPORT_SETTINGS",
    help="Settings in this TOML file; else the nearest rdfexport.toml or [tool.rdfexport] in pyproject.toml.",
)
@click.pass_context
def main(ctx: click.Context, settings_file: Path | None) -> None:
    """Turn archival catalogue listings into checked linked data.

    Listings are saved search results (dates, titles, abstracts), CSV, TSV or JSON Lines.
    What comes out is Turtle and JSON-LD, and a report on everything doubtful.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        # nohup asks for one of them to be ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Words for people: better an escape than no word, where an old encoding lacks the letter.
            stream.reconfigure(errors="backslashreplace")
    ctx.default_map = defaults_from_file(settings_file, main)


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  (the signal module's form)
    # Leave by an exception, so that every temporary file is removed on the way out.
    raise SystemExit(128 + signum)


for command in (build, parse, validate, query, explain, names, completion):
    main.add_command(command)
