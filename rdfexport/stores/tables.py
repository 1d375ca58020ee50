"""Rows of text -> lines of a table with aligned columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

Row = tuple[str, ...]

_GAP = "  "
_NARROWEST = 8
_WIDE = frozenset("WF")


def render_table(header: Row, rows: Sequence[Row], width: int | None) -> Iterator[str]:
    """The lines of a table: header, rule, rows.

    Args:
        header: names of the columns.
        rows: as many cells as columns; runs of white space and control characters become blanks.
        width: cut cells so that lines fit; None cuts nothing.

    >>> print(*render_table(("who", "n"), [("Mao Zedong", "21")], None), sep="\\n")
    who         n
    ----------  --
    Mao Zedong  21
    """
    clean = [tuple(map(_one_line, row)) for row in (header, *rows)]
    columns = [max(map(_columns, cells)) for cells in zip(*clean, strict=True)]
    if width is not None:
        columns = _fit(columns, width)
    for number, row in enumerate(clean):
        cells = [_pad(_cut(cell, size), size) for cell, size in zip(row, columns, strict=True)]
        yield _GAP.join(cells).rstrip()
        if number == 0:
            yield _GAP.join("-" * size for size in columns)


def _one_line(text: str) -> str:
    # A terminal would obey control characters instead of showing them.
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _fit(columns: list[int], width: int) -> list[int]:
    """Take from the widest columns until the lines fit, or until every column is narrow."""
    columns = list(columns)
    excess = sum(columns) + len(_GAP) * (len(columns) - 1) - width
    while excess > 0 and max(columns, default=0) > _NARROWEST:
        columns[columns.index(max(columns))] -= 1
        excess -= 1
    return columns


def _columns(text: str) -> int:
    """Columns of a terminal that the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_character_columns, text))


def _character_columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _cut(text: str, size: int) -> str:
    if _columns(text) <= size:
        return text
    kept, used = "", 1
    for character in text:
        used += _character_columns(character)
        if used > size:
            break
        kept += character
    return kept + "…"


def _pad(text: str, size: int) -> str:
    return text + " " * (size - _columns(text))
