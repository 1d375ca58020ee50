"""Source: one file to read; and what every reader gives for it.

In: nothing of a file's format. Out: the values and the two small constructions that the
readers share, so that a missing title is said in the same words whatever the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdfexport.formats import SourceFormat
from rdfexport.iris import is_web_address
from rdfexport.model import Listing, Location, Record
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources.lines import BLANKS

Item = Record | Problem | Listing
"""What a reader yields. The Listing comes last, and once."""

MAX_TEXT = 1 << 21
"""Characters that one entry or one table cell may have; a file with more is no listing.

Oxigraph reads no literal of more than 16 MiB, and an escaped character may take six bytes.
"""

PRINTED = ("date", "title", "abstract")
"""The fields that tell one document from another; a record needs one of them."""

_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: found, hashed, and of a known format."""

    path: Path
    """Where the bytes lie. Not for messages: a folder of this machine says nothing to others."""
    name: str
    """Base name of the file, or ``<stdin>``."""
    digest: str
    """SHA-256 of the bytes as they lie on the disk, compressed or not; 64 hex digits."""
    format: SourceFormat
    columns: tuple[tuple[str, str], ...] = ()
    """(our field, the source's column) where the user says which is which."""

    def lines(self, first: int, last: int | None = None) -> Location:
        """The place of some lines; of one line, if only ``first`` is given."""
        return Location(self.name, self.digest, first, first if last is None else last)


def make_record(
    ordinal: int,
    where: Location,
    *,
    date: str,
    title: str,
    abstract: str,
    url: str = "",
    identifier: str = "",
) -> Iterator[Record | Problem]:
    """The record of an entry, before it what it lacks."""
    if not title:
        yield Problem(Code.ENTRY_WITHOUT_TITLE, Severity.WARNING, "entry without a title", where, "title")
    if not date:
        yield Problem(Code.ENTRY_WITHOUT_DATE, Severity.INFO, "entry without a date", where, "date")
    if url and not is_web_address(url):
        message = "no web address; kept as an identifier of the document"
        yield Problem(Code.ADDRESS_NOT_WEB, Severity.WARNING, message, where, "url", url)
    yield Record(ordinal, date, title, abstract, where, url, identifier)


def nothing_read(source: Source, lines: int, expected: str) -> Problem:
    """The problem of a source in which there is no entry."""
    return Problem(
        Code.NOTHING_READ,
        Severity.VIOLATION,
        f"no entry found; expected {expected}",
        source.lines(1, max(lines, 1)),
    )


def shorten(text: str, limit: int = _QUOTED) -> str:
    """A text fit to be quoted in a message; the place beside it leads to the rest.

    >>> shorten("Cable, Mao Zedong to Stalin", 10)
    'Cable, Ma…'
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"


def join_lines(text: str) -> str:
    """A text of several lines as one: the title of a cell, or of a JSON string.

    >>> join_lines(" Cable, Mao Zedong\\r\\n to Stalin ")
    'Cable, Mao Zedong to Stalin'
    """
    return " ".join(_lines_of(text))


def join_paragraphs(text: str) -> str:
    """The abstract of a cell, or of a JSON string: each of its lines is a paragraph."""
    return "\n".join(_lines_of(text))


def _lines_of(text: str) -> list[str]:
    if "\n" not in text and "\r" not in text:
        return [text.strip(BLANKS)]
    lines = text.replace("\r", "\n").split("\n")
    return [stripped for line in lines if (stripped := line.strip(BLANKS))]
