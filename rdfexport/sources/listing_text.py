"""Saved results pages and typed lists -> Records.

Three layouts, told apart entry by entry:

- a page dump: date, title and abstract are paragraphs, with blank lines between them;
- a bulleted list: the same, each date behind a bullet;
- the dense layout: the line right after the date is the title, the lines after it are the
  abstract; entries follow each other at once, or behind a blank line or a line of dashes.

What begins an entry:

- a date line behind a bullet, a blank line, a separator or page furniture;
- in the dense layout, and right behind another date, any date line. In the other layouts
  a date line in the middle of a paragraph is a wrapped line of that paragraph;
- a line that is a date only perhaps (``1949``, ``May``), if it stands as the first kind
  and a line of text follows;
- behind a separator that ended an entry, and behind a bullet like that of the entry
  before, any text: an entry without a date.

Page furniture and separators end an entry. Every line that is not blank belongs to
exactly one piece; what belongs to no entry and is no furniture is a Problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from rdfexport.errors import ListingNotReadable
from rdfexport.model import Listing
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources.lines import read_lines
from rdfexport.sources.listing_lines import Extent, Line, LineKind, parse_coverage, read_line
from rdfexport.sources.source import MAX_TEXT, Item, Source, make_record, nothing_read, shorten

EXPECTED = "lines that hold a date alone, each followed by a title"


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """The lines of one entry; ``date`` is "" where none is printed."""

    first_line: int
    last_line: int
    date: str
    title: str
    abstract: str


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """A line that belongs to the page, not to an entry."""

    line: int
    text: str
    coverage: Extent | None = None
    """What the line states, if it is the coverage statement."""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that no rule understands."""

    line: int
    text: str


Piece = PrintedEntry | PageFurniture | UnreadLine


@dataclass(slots=True)
class _OpenEntry:
    """An entry whose last line has not come yet."""

    first: int
    last: int
    date: str
    bullet: tuple[int, str] | None
    dense: bool | None = None
    """None until the first line after the date."""
    paragraphs: list[list[str]] = field(default_factory=list)
    """The title, then the paragraphs of the abstract."""
    size: int = 0

    def add(self, line: Line) -> None:
        if self.dense is None:
            self.dense = not line.after_blank
        if not self.paragraphs:
            self.paragraphs.append([line.body])
            if line.bullet == self.bullet:
                self.bullet = None  # a bullet before every line is no mark of an entry
        elif line.after_blank or (self.dense and len(self.paragraphs) == 1):
            self.paragraphs.append([line.text])
        else:
            self.paragraphs[-1].append(line.text)
        self.last = line.number
        self.size += len(line.text)

    def close(self) -> PrintedEntry:
        title, *abstract = map(" ".join, self.paragraphs or [[]])
        return PrintedEntry(self.first, self.last, self.date, title, "\n".join(abstract))


def read_listing_text(source: Source) -> Iterator[Item]:
    """Read a listing in one of the printed layouts, entry by entry.

    Yields:
        Records, Problems, and at the end the Listing.

    Raises:
        ListingNotReadable: as ``read_lines``; an entry of more than 2 MiB.
    """
    entries, lines = 0, 0
    coverage: PageFurniture | None = None
    extent: Extent | None = None

    def counted() -> Iterator[str]:
        nonlocal lines
        for line in read_lines(source.path, source.name):
            lines += 1
            yield line

    for piece in split_listing(counted(), source.name):
        match piece:
            case PrintedEntry():
                entries += 1
                where = source.lines(piece.first_line, piece.last_line)
                yield from make_record(
                    entries, where, date=piece.date, title=piece.title, abstract=piece.abstract
                )
            case PageFurniture(coverage=Extent() as stated):
                if not 0 < stated.first <= stated.last <= stated.total:
                    yield _unread(source, piece, "no page can hold these results; not used")
                elif extent is None:
                    coverage, extent = piece, stated
                elif stated == extent:
                    pass  # printed above and below the results
                elif stated.first == extent.last + 1 and stated.total == extent.total:
                    extent = extent._replace(last=stated.last)  # the next page, saved into the same file
                else:
                    yield _unread(source, piece, f"contradicts the statement {extent}; not used")
            case UnreadLine():
                yield _unread(source, piece, "neither part of an entry nor known page furniture")
    if not entries:
        yield nothing_read(source, lines, EXPECTED)
    if coverage and extent and entries and entries != (stated_entries := extent.last - extent.first + 1):
        yield Problem(
            Code.PAGE_INCOMPLETE,
            Severity.WARNING,
            f"states {stated_entries} results, {entries} entries were read",
            source.lines(coverage.line),
            verbatim=coverage.text,
        )
    first, last, total = extent or (None, None, None)
    line = coverage.line if coverage else None
    yield Listing(source.name, source.digest, entries, lines, first, last, total, line)


def split_listing(lines: Iterable[str], name: str) -> Iterator[Piece]:
    """Tell the entries, the furniture and the rest of a listing apart.

    The pieces come in the order of their lines. Each line that is not blank belongs to
    exactly one of them: an entry has those from ``first_line`` to ``last_line``.

    Args:
        lines: of one listing, from its first.
        name: of the source, for the error.

    Raises:
        ListingNotReadable: an entry of more than 2 MiB.
    """
    entry: _OpenEntry | None = None
    ended: _OpenEntry | None = None
    """The entry that the separator just read has ended: another may follow without a date."""
    at_start = True
    """Nothing but furniture since the last entry: a boundary, even without a blank line."""
    for line, following in pairwise(chain(_printed_lines(lines), (None,))):
        if line is None:
            break
        kind = _kind_in_place(line, following, entry, at_start)
        if kind in (LineKind.FURNITURE, LineKind.COVERAGE, LineKind.SEPARATOR):
            ended = (entry or ended) if kind is LineKind.SEPARATOR else None
            if entry:
                yield entry.close()
            entry, at_start = None, True
            yield PageFurniture(line.number, line.text, parse_coverage(line.body))
        elif kind is LineKind.DATE:
            if entry:
                yield entry.close()
            entry = _OpenEntry(line.number, line.number, line.body, line.bullet)
            ended, at_start = None, False
        elif before := ended or _marked_like(entry, line):
            if entry:
                yield entry.close()
            # Its own title line cannot tell the layout: there is no date line before it.
            entry = _OpenEntry(line.number, line.number, "", before.bullet, before.dense)
            entry.add(line)
            ended, at_start = None, False
        elif entry:
            entry.add(line)
            if entry.size > MAX_TEXT:
                raise ListingNotReadable(
                    name,
                    f"the entry that begins in line {entry.first} is longer than 2 MiB: not a listing",
                    "check that this is the file you mean",
                )
        else:
            at_start = False
            yield UnreadLine(line.number, line.text)
    if entry:
        yield entry.close()


def _printed_lines(lines: Iterable[str]) -> Iterator[Line]:
    after_blank = True
    for number, text in enumerate(lines, 1):
        line = read_line(number, text, after_blank)
        after_blank = line is None
        if line:
            yield line


def _kind_in_place(line: Line, following: Line | None, entry: _OpenEntry | None, at_start: bool) -> LineKind:
    """The kind of a line among its neighbours: DATE only where it begins an entry."""
    kind = line.kind
    if kind is LineKind.TEXT:
        return kind
    boundary = line.after_blank or at_start or line.bullet is not None
    if kind is LineKind.DATE:
        accepted = boundary or entry is None or not entry.paragraphs or bool(entry.dense)
        return kind if accepted else LineKind.TEXT
    if kind is LineKind.WEAK_DATE:
        titled = following is not None and following.kind is LineKind.TEXT
        return LineKind.DATE if boundary and titled else LineKind.TEXT
    if kind is LineKind.PAGE_NUMBER:
        titled = entry is None or bool(entry.paragraphs)
        return LineKind.FURNITURE if boundary and titled else LineKind.TEXT
    if kind is LineKind.FURNITURE and not boundary and line.body[0].islower():
        return LineKind.TEXT  # a word of the abstract, alone on a wrapped line
    return kind


def _marked_like(entry: _OpenEntry | None, line: Line) -> _OpenEntry | None:
    """The open entry, if the line has a bullet like its own and it has a title already."""
    marked = entry and entry.paragraphs and line.bullet and line.bullet == entry.bullet
    return entry if marked else None


def _unread(source: Source, piece: PageFurniture | UnreadLine, reason: str) -> Problem:
    return Problem(
        Code.LINE_NOT_UNDERSTOOD,
        Severity.WARNING,
        reason,
        source.lines(piece.line),
        verbatim=shorten(piece.text),
    )
