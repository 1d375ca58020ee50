"""Paths of the command line -> Sources, in an order that does not depend on theirs."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from unicodedata import category

from rdfexport.errors import ListingNotReadable
from rdfexport.formats import RdfFormat, SourceFormat
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources.columns import check_columns
from rdfexport.sources.detection import detect_format, format_of_name
from rdfexport.sources.lines import open_plain, read_head
from rdfexport.sources.source import Source

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"

# Controls, marks of direction, bytes that are no text, and what ends a line or a paragraph.
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
COMPANIONS = ("README", "LICENSE", "LICENCE")
"""Files that lie beside listings and that nobody expects to be read, by how their names begin."""
EXPORTED = (*(f".{rdf_format.extension}" for rdf_format in RdfFormat), "report.html", "report.json")
"""What a build writes, maybe into the folder of its sources: no listing, and nobody's loss."""
SKIPPED_SHOWN = 20
_AS_DETECTED: Mapping[str, str] = MappingProxyType({})


def find_sources(
    paths: Sequence[str],
    *,
    format: SourceFormat | None = None,
    columns: Mapping[str, str] = _AS_DETECTED,
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Find, hash and recognise every source.

    Args:
        paths: files, folders, ``-`` for standard input. A folder stands for all files in it and
            below whose ending we know; hidden ones are left out, others told of, links are
            followed. Pipes are copied to a temporary file, which goes when the program ends.
        format: of all sources; without it, each is looked into.
        columns: field -> column of tables, key of JSON Lines.

    Returns:
        The sources, by name and digest; a Problem for each that repeats another's bytes, and one for
        the files of folders that are no listings.

    Raises:
        ListingNotReadable: a path that is not there, cannot be read, is empty or is not text; a
            folder without a source; a field that no record has.
    """
    check_columns(columns)
    once = [
        given for place, given in enumerate(paths) if given != STANDARD_INPUT or given not in paths[:place]
    ]
    skipped: list[str] = []
    found = (
        _recognize(path, name, format, columns) for given in once for path, name in _expand(given, skipped)
    )
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    # Also by format and path: of two equal files the same one is kept in whatever order they come.
    for source in sorted(found, key=lambda s: (s.name, s.digest, s.format.label, str(s.path))):
        kept = sources.setdefault(source.digest, source)
        if kept is not source:
            reason = f"the same bytes as {kept.name}; read once"
            problems.append(Problem(Code.SOURCE_REPEATED, Severity.INFO, reason, source.lines(1)))
    if skipped:
        problems.append(Problem(Code.FILES_SKIPPED, Severity.INFO, _skipped_in_words(skipped)))
    return tuple(sorted(sources.values(), key=lambda s: (s.name, s.digest))), tuple(problems)


def _expand(given: str, skipped: list[str]) -> Iterator[tuple[Path, str]]:
    """The files that a path of the command line stands for, each with its name; the rest is ``skipped``."""
    if given == STANDARD_INPUT:
        if sys.stdin is None:
            raise ListingNotReadable(STANDARD_INPUT_NAME, "is closed", "give a file, or pipe one in")
        yield _spool(sys.stdin.buffer), STANDARD_INPUT_NAME
        return
    path = Path(given)
    mode = _mode(path, given)
    if stat.S_ISDIR(mode) and given:
        yield from _files_below(path, skipped)
    elif stat.S_ISFIFO(mode):
        with open_plain(path, given) as stream:
            yield _spool(stream), _shown(path)
    elif stat.S_ISREG(mode):
        yield path, _shown(path)
    else:
        raise ListingNotReadable(given or "''", "is neither a file nor a folder", "check the path")


def _mode(path: Path, given: str) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError as error:
        raise ListingNotReadable(given, "no such file or folder", "check the path") from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise ListingNotReadable(given, f"cannot be read: {reason}", "check the path") from error


def _shown(path: Path) -> str:
    """The name of a file as records and reports can hold it: what is no character, as in a web address.

    >>> _shown(Path("page\\n1.txt"))
    'page%0A1.txt'
    """
    text = os.fsencode(path.name).decode("utf-8", "surrogateescape")
    return "".join(_escaped(char) if char == "\\" or category(char) in _NOT_SHOWN else char for char in text)


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape"))


def _files_below(folder: Path, skipped: list[str]) -> Iterator[tuple[Path, str]]:
    """Every listing of a folder. Links are followed, but no folder is read twice."""
    count = 0
    seen = {folder.resolve()}

    def first_time(place: Path) -> bool:
        before = len(seen)
        seen.add(place.resolve())
        return len(seen) > before

    for place, folders, files in os.walk(folder, onerror=_refuse, followlinks=True):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and first_time(here / name))
        for name in sorted(files):
            if name.startswith("."):
                continue
            if not format_of_name(name):
                if not name.upper().startswith(COMPANIONS) and not name.endswith(EXPORTED):
                    skipped.append(_shown(here / name))
                continue
            path = here / name
            if not stat.S_ISREG(_mode(path, str(path))):
                raise ListingNotReadable(str(path), "is not a file", "remove it, or name each file")
            count += 1
            yield path, _shown(path)
    if not count:
        endings = ", ".join(f".{ending}" for f in SourceFormat for ending in f.extensions)
        raise ListingNotReadable(
            str(folder), "no listing in this folder", f"one ends in {endings}, or one of these and .gz"
        )


def _skipped_in_words(names: Sequence[str]) -> str:
    first = ", ".join(sorted(set(names))[:SKIPPED_SHOWN])
    more = f" and {len(names) - SKIPPED_SHOWN} more" if len(names) > SKIPPED_SHOWN else ""
    return f"not read, since their endings are those of no listing: {first}{more}; save them as text or CSV"


def _refuse(error: OSError) -> None:
    reason = f"cannot be read: {error.strerror or error}"
    raise ListingNotReadable(str(error.filename), reason, "change its permissions") from error


def _spool(stream: BinaryIO) -> Path:
    """Copy a stream that can be read only once, since it is hashed first and read then."""
    with tempfile.NamedTemporaryFile(prefix="rdfexport-", delete=False) as file:
        path = Path(file.name)
        atexit.register(path.unlink, missing_ok=True)
        shutil.copyfileobj(stream, file)
    return path


def _recognize(path: Path, name: str, format: SourceFormat | None, columns: Mapping[str, str]) -> Source:
    head = read_head(path, name)
    with open_plain(path, name) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Source(path, name, digest, format or detect_format(head, name, columns), tuple(columns.items()))
