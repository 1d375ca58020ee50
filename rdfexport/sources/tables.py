"""CSV and TSV -> Records, one per row after the header.

Comma, semicolon and tab are told apart by the header. Cells may hold line breaks; lines
are counted as they lie in the file. Source: RFC 4180.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain

from rdfexport.errors import ListingNotReadable
from rdfexport.model import Listing, Location
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources.columns import assign, column_missing, columns_not_used, count_known, title_missing
from rdfexport.sources.lines import read_lines
from rdfexport.sources.source import (
    MAX_TEXT,
    PRINTED,
    Item,
    Source,
    join_lines,
    join_paragraphs,
    make_record,
    nothing_read,
    shorten,
)

CSV_DELIMITERS = (",", ";", "\t")
TSV_DELIMITERS = ("\t",)

_SURPLUS_QUOTED = 1000  # characters: the report is the only place where they are kept

Row = tuple[list[str], int, int, bool]
"""Cells, first and last line, and whether its quote marks had to be read leniently."""


class _Lines:
    """Lines for the csv module, which remembers those of the row that is being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.number = 0
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines) + "\n"
        self.number += 1
        self.row.append(line)
        return line

    def peek(self) -> str:
        """The next line that is not blank, "" at the end; blank ones are passed over."""
        for line in self._lines:
            if line.strip():
                self._lines = chain((line,), self._lines)
                return line
            self.number += 1
        return ""


def read_table(source: Source, delimiters: Sequence[str]) -> Iterator[Item]:
    """Read a table row by row.

    Args:
        source: its first row that is not blank names the columns.
        delimiters: those possible; the header decides.

    Yields:
        Records, Problems, and at the end the Listing. What stands in no column of ours is
        reported; a row with too few or too many cells is reported, and read if it has a title.

    Raises:
        ListingNotReadable: as ``read_lines``; no column of titles, or not the one that the user
            names; a cell of more than 2 MiB or one that never ends.
    """
    # The csv module has but one limit for all readers; it stands at 128 KiB at first.
    csv.field_size_limit(MAX_TEXT)
    lines = _Lines(read_lines(source.path, source.name))
    columns = dict(source.columns)
    rows = _read_rows(source, lines, delimiters)
    header, header_line, _, _ = next(rows, ([], 1, 1, False))
    header = _named(header)
    positions = assign(header, columns)
    for field, name in columns.items():
        if field not in positions:
            raise column_missing(source, field, name, header)
    if "title" not in positions:
        raise title_missing(source, header)
    used = set(positions.values())
    names = (name or f"column {place}" for place, name in enumerate(header, 1))
    if unused := [name for place, name in enumerate(names) if place not in used]:
        yield columns_not_used(source, header_line, unused)

    entries = 0
    for cells, first, last, lenient in rows:
        where = source.lines(first, last)
        missing = len(header) - len(cells)
        surplus = [cell for cell in cells[len(header) :] if cell.strip()]
        cells += [""] * missing
        values = {field: cells[position] for field, position in positions.items()}
        title = join_lines(values["title"])
        if lenient or missing > 0 or surplus:
            yield from _malformed(lines.row, where, lenient, len(header), missing, surplus)
        blank = not any(values[field].strip() for field in PRINTED if field in values)
        if blank or (not title and (missing > 0 or surplus)):
            text = shorten("".join(lines.row).strip())
            reason = f"no {'title, date or abstract' if blank else 'title'} in this row; it was not read"
            yield Problem(Code.ROW_MALFORMED, Severity.VIOLATION, reason, where, verbatim=text)
            continue
        entries += 1
        yield from make_record(
            entries,
            where,
            date=join_lines(values.get("date", "")),
            title=title,
            abstract=join_paragraphs(values.get("abstract", "")),
            url=join_lines(values.get("url", "")),
            identifier=join_lines(values.get("identifier", "")),
        )
    if not entries:
        yield nothing_read(source, lines.number, "rows below the header")
    yield Listing(source.name, source.digest, entries, lines.number)


def _named(header: Sequence[str]) -> list[str]:
    """The names of the columns, without empty ones at the end: spreadsheets leave those behind."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    return names


def _malformed(
    row: Sequence[str], where: Location, lenient: bool, columns: int, missing: int, surplus: Sequence[str]
) -> Iterator[Problem]:
    """What is wrong with the cells of a row."""
    text = shorten("".join(row).strip())
    if lenient:
        reason = "quote marks inside a quoted cell; compare what was read"
        yield Problem(Code.ROW_MALFORMED, Severity.WARNING, reason, where, verbatim=text)
    if missing > 0:
        reason = f"{missing} of {columns} cells missing"
        yield Problem(Code.ROW_MALFORMED, Severity.WARNING, reason, where, verbatim=text)
    if surplus:
        reason = f"more cells than the {columns} columns; these were not read"
        text = shorten(" | ".join(surplus), _SURPLUS_QUOTED)
        yield Problem(Code.ROW_MALFORMED, Severity.WARNING, reason, where, verbatim=text)


def choose_delimiter(
    header: str, delimiters: Sequence[str], columns: dict[str, str]
) -> tuple[str, list[str]]:
    """The delimiter under which a header line has most names that we know; then most names.

    >>> choose_delimiter("date;title;scope, and content", CSV_DELIMITERS, {})
    (';', ['date', 'title', 'scope, and content'])
    """
    splits = [(d, next(csv.reader([header], delimiter=d, skipinitialspace=True), [])) for d in delimiters]
    return max(splits, key=lambda split: (count_known(split[1], columns), len(split[1])))


def _read_rows(source: Source, lines: _Lines, delimiters: Sequence[str]) -> Iterator[Row]:
    """The rows that are not blank, the header among them."""
    delimiter, _ = choose_delimiter(lines.peek(), delimiters, dict(source.columns))
    # In strict mode, so that a quote mark that is never closed is seen: it swallows all rows after it.
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        lines.row.clear()
        first, lenient = lines.number + 1, False
        try:
            rows = [next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            if "limit" in str(error) or "end of data" in str(error):
                raise ListingNotReadable(
                    source.name,
                    f"line {first}: a quoted cell of the row that begins here does not end",
                    "close its quote mark",
                ) from error
            rows = list(csv.reader(tuple(lines.row), delimiter=delimiter, skipinitialspace=True))
            lenient = True
        for cells in rows:
            if any(map(str.strip, cells)):
                yield cells, first, lines.number, lenient
