"""Header names of a table, or keys of a JSON object -> our fields.

Names are compared without case and with ``_`` and ``-`` as blanks. Where a source has two
names of one field, the one that stands first here is used and the other is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rdfexport.errors import ListingNotReadable
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources.source import Source, shorten

FIELDS: dict[str, tuple[str, ...]] = {
    "date": ("date", "date text", "dates", "datum", "created", "document date"),
    "title": ("title", "titel", "document title", "name"),
    "abstract": ("abstract", "description", "summary", "scope and content"),
    "url": ("url", "link", "uri", "iri", "permalink"),
    "identifier": ("identifier", "id", "reference code", "reference", "call number"),
}
"""A field of a Record and the names by which it is known, the best one first."""

_KNOWN = frozenset(name for names in FIELDS.values() for name in names)


def fold(name: str) -> str:
    """A header name as it is compared.

    >>> fold(" Scope_and  Content")
    'scope and content'
    """
    return " ".join(re.sub(r"[_-]", " ", name).casefold().split())


def count_known(names: Sequence[str], columns: Mapping[str, str]) -> int:
    """How many of these names mean a field, by our table or by the user's word."""
    wanted = {fold(name) for name in columns.values()}
    return len({fold(name) for name in names} & (_KNOWN | wanted))


def assign(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Which name stands for which field: field -> position in ``names``.

    Args:
        names: of the columns, as the source has them.
        columns: field -> name, the user's choice. A name that is not there assigns nothing.

    >>> assign(["Datum", "Titel", "Notes"], {"abstract": "notes"})
    {'abstract': 2, 'date': 0, 'title': 1}
    """
    folded = [fold(name) for name in names]
    assigned: dict[str, int] = {}
    for field, name in columns.items():
        if name in names:
            assigned[field] = names.index(name)
        elif fold(name) in folded:
            assigned[field] = folded.index(fold(name))
    for field, known in FIELDS.items():
        if field in columns:
            continue
        free = (name for name in known if name in folded and folded.index(name) not in assigned.values())
        if found := next(free, None):
            assigned[field] = folded.index(found)
    return assigned


def check_columns(columns: Mapping[str, str]) -> None:
    """Refuse a choice of columns for a field that no record has.

    Raises:
        ListingNotReadable: naming the fields there are.
    """
    for field in columns:
        if field not in FIELDS:
            raise ListingNotReadable("--map", f"no field {field!r}", f"the fields are {', '.join(FIELDS)}")


def column_missing(source: Source, field: str, name: str, there: Sequence[str]) -> ListingNotReadable:
    """The error for a column that the user names and the source does not have."""
    return ListingNotReadable(
        source.name, f"no column {name!r} for {field}", f"its columns are {quote_names(there)}"
    )


def title_missing(source: Source, there: Sequence[str]) -> ListingNotReadable:
    """The error for a source in which no column is known to hold titles."""
    return ListingNotReadable(
        source.name,
        f"no column of titles among {quote_names(there)}",
        "name it with --map title=COLUMN",
    )


def columns_not_used(source: Source, line: int, names: Sequence[str], *, more: bool = False) -> Problem:
    """The report of columns whose content no export will hold; ``more`` where not all are known by name."""
    those = quote_names(names) + (" and others" if more else "")
    return Problem(
        Code.COLUMN_NOT_USED,
        Severity.INFO,
        f"not used: {those}; --map FIELD=COLUMN takes a column for a field",
        source.lines(line),
    )


def quote_names(names: Sequence[str]) -> str:
    """Names of columns for a message: the first twenty of them, and how many more."""
    quoted = ", ".join(repr(shorten(name, 60)) for name in names[:20])
    return quoted + (f" and {len(names) - 20} more" if len(names) > 20 else "")
