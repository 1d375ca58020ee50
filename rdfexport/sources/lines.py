"""Bytes of a source -> its lines of text, with bounded memory.

UTF-8 with or without byte order mark, UTF-16 with one; gzip is unpacked; LF, CRLF and a
lone CR end a line. A byte that is no text stops the run: a replacement character in a
title would alter the record in silence, and the document's IRI with it.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from rdfexport.errors import ListingNotReadable

MAX_LINE = 1 << 20
"""Characters of a line; what is longer is no listing, and would not fit into memory some day."""

BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"  # all that str.isspace() knows
    "\u200b\u200e\u200f\u2060\ufeff"  # and marks that print nothing
)
"""What may surround the text of a line and is no part of it."""

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (  # how a file begins, what it then is, what helps
    (b"%PDF-", "a PDF", "save the listing as plain text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or export the table as CSV"),
    (b"\xd0\xcf\x11\xe0", "an office document", "export the table as CSV"),
    (b"{\\rtf", "RTF", "save the listing as plain text"),
    (b"<!doctype", "HTML or XML", "save the page as plain text"),
    (b"<html", "HTML", "save the page as plain text"),
    (b"<?xml", "XML", "save the page as plain text"),
    (b"\x89png", "an image", "give the text of the listing"),
    (b"\xff\xd8\xff", "an image", "give the text of the listing"),
    (b"gif8", "an image", "give the text of the listing"),
    (b"bzh", "compressed by bzip2", "unpack it, or compress it by gzip"),
    (b"\xfd7zxz", "compressed by xz", "unpack it, or compress it by gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", "unpack it, or compress it by gzip"),
)


@contextmanager
def open_plain(path: Path, name: str) -> Iterator[io.BufferedReader]:
    """Open a file for reading its bytes as they lie on the disk.

    Raises:
        ListingNotReadable: not there, or not allowed. Also while the block is running.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except PermissionError as error:
        raise ListingNotReadable(name, "may not be read", "change its permissions") from error
    except OSError as error:
        raise ListingNotReadable(name, f"cannot be read: {error.strerror or error}") from error


@contextmanager
def open_bytes(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked if it is gzip, whatever its name says.

    Raises:
        ListingNotReadable: as :func:`open_plain`; a gzip file that is broken or cut off.
    """
    with open_plain(path, name) as plain:
        if plain.peek(2)[:2] != _GZIP:
            if path.suffix.lower() == ".gz" and plain.peek(1):
                raise ListingNotReadable(name, "is named .gz but is not gzip", "rename it or compress it")
            yield plain
            return
        try:
            with gzip.GzipFile(fileobj=plain) as unpacked:
                yield cast(BinaryIO, unpacked)
        except EOFError as error:
            raise ListingNotReadable(name, "the gzip file is cut off", "get it once more") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            reason = f"the gzip file is broken: {error}"
            raise ListingNotReadable(name, reason, "get it once more") from error


def read_head(path: Path, name: str) -> str:
    """The first lines of a source, at most 64 KiB of it; enough to tell its format.

    Raises:
        ListingNotReadable: as :func:`open_bytes`; the file is empty or is not text.
    """
    with open_bytes(path, name) as stream:
        head = stream.read(_CHUNK)
    if not head:
        raise ListingNotReadable(name, "is empty", "give a listing with at least one entry")
    encoding, mark = _encoding(head)
    start = head[mark : mark + 64].lstrip().lower()
    for begin, what, remedy in _FOREIGN:
        if start.startswith(begin.lower()):
            raise ListingNotReadable(name, f"is {what}, not plain text", remedy)
    text = head[mark:].decode(encoding, "ignore")
    if "\0" in text:
        raise _not_text(name, 1 + text[: text.index("\0")].count("\n"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_lines(path: Path, name: str) -> Iterator[str]:
    """The lines of a source, without their ends, one after the other.

    Raises:
        ListingNotReadable: as :func:`open_bytes`; bytes that are not text in the encoding;
            a line longer than ``MAX_LINE``.
    """
    with open_bytes(path, name) as stream:
        yield from _split(stream, name)


def _split(stream: BinaryIO, name: str) -> Iterator[str]:
    head = stream.read(_CHUNK)
    encoding, offset = _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)()
    # Holds back a CR at the end of a chunk until it is known whether a LF follows.
    line_ends = io.IncrementalNewlineDecoder(None, translate=True)
    number, rest = 0, ""
    more = iter(partial(stream.read, _CHUNK), b"")
    for chunk in chain((head[offset:],), more, (None,)):
        last = chunk is None
        waiting = len(decoder.getstate()[0])
        try:
            text = line_ends.decode(decoder.decode(chunk or b"", last), last)
        except UnicodeDecodeError as error:
            before = line_ends.decode(error.object[: error.start].decode(encoding), True)
            line = number + 1 + before.count("\n")
            at = offset - waiting + error.start
            raise ListingNotReadable(
                name,
                f"line {line}, byte {at}: not {encoding[:6].upper()}",
                "convert it, for example: iconv -f CP1252 -t UTF-8",
            ) from error
        offset += len(chunk or b"")
        if "\0" in text:
            raise _not_text(name, number + 1 + text[: text.index("\0")].count("\n"))
        text = rest + text
        lines = text.split("\n")
        if len(text) > MAX_LINE:
            _check_lengths(lines, number, name)
        rest = lines.pop()
        yield from lines
        number += len(lines)
    if rest:
        yield rest


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding and how many bytes of a byte order mark to skip."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def _check_lengths(lines: list[str], before: int, name: str) -> None:
    for number, line in enumerate(lines, before + 1):
        if len(line) > MAX_LINE:
            raise ListingNotReadable(
                name,
                f"line {number} is longer than 1 MiB: not a listing",
                "check that this is the file you mean",
            )


def _not_text(name: str, line: int) -> ListingNotReadable:
    return ListingNotReadable(
        name,
        f"line {line} holds a NUL byte: not a text file",
        "give the listing as text; UTF-16 needs its byte order mark",
    )
