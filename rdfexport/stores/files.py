"""Paths of the command line -> RDF files, and their bytes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from rdfexport.errors import GraphNotReadable
from rdfexport.formats import RdfFormat

_ENDINGS = ", ".join(f".{f.extension}" for f in RdfFormat)


def find_export(path: Path) -> Path:
    """The RDF file that a path stands for: itself, or the export in a folder.

    Of the syntaxes in which the last build wrote it, the first of :class:`RdfFormat` is
    taken; older files of other syntaxes may describe another state.

    Raises:
        GraphNotReadable: not there, a folder without an export, or with several.
    """
    if not path.is_dir():
        if not path.exists():
            raise GraphNotReadable(str(path), "no such file or folder; check the path")
        return path
    try:
        files = sorted(file for file in path.iterdir() if _is_export(file))
    except OSError as error:
        raise GraphNotReadable(str(path), f"cannot be read: {error.strerror or error}") from error
    if not files:
        raise GraphNotReadable(
            str(path), f"no export in this folder (no file ends in {_ENDINGS}); make one with rdfexport build"
        )
    stems = {_stem(file) for file in files}
    if len(stems) > 1:
        raise GraphNotReadable(
            str(path), f"several exports in this folder ({', '.join(sorted(stems))}); name the file you mean"
        )
    written = {file: file.stat().st_mtime_ns for file in files}
    last = [file for file in files if written[file] == max(written.values())]
    return min(last, key=lambda file: list(RdfFormat).index(format_of(file)))


def format_of(path: Path) -> RdfFormat:
    """The syntax that the file's ending tells.

    Raises:
        GraphNotReadable: an ending we do not know.
    """
    found = RdfFormat.of_extension(path.name)
    if found is None:
        raise GraphNotReadable(
            str(path), f"not known as RDF by its ending; known are {_ENDINGS}, each also with .gz"
        )
    return found


@contextmanager
def open_rdf(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked if its name ends in ``.gz``.

    Raises:
        GraphNotReadable: not there, not allowed, or a broken gzip file; also inside the block.
    """
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            yield cast(BinaryIO, stream)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise GraphNotReadable(str(path), f"the gzip file is broken: {error}") from error
    except OSError as error:
        raise GraphNotReadable(str(path), f"cannot be read: {error.strerror or error}") from error


def find_exports(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The RDF files that the paths stand for, each once, in the order given."""
    return tuple(dict.fromkeys(find_export(path) for path in paths))


def _is_export(file: Path) -> bool:
    # By the endings we write, not those we can read: report.json is no graph.
    endings = {f".{f.extension}" for f in RdfFormat}
    return file.is_file() and not file.name.startswith(".") and Path(_without_gz(file)).suffix in endings


def _stem(file: Path) -> str:
    return Path(_without_gz(file)).stem


def _without_gz(file: Path) -> str:
    return file.name.removesuffix(".gz")
