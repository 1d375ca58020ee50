"""Which part of a search was saved: what the listings print, put together.

Listings that print the same total are taken for pages of one search. Two searches may
share a total; what is printed tells no more, and reports say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rdfexport.model import Listing

Span = tuple[int, int]
"""First and last result, both included."""


@dataclass(frozen=True, slots=True)
class Search:
    """The saved pages of what prints one total."""

    total: int
    listings: tuple[Listing, ...]
    """By first result, then name."""
    shown: tuple[Span, ...]
    missing: tuple[Span, ...]

    @property
    def shown_results(self) -> int:
        """How many results the pages show together, each counted once."""
        return sum(last - first + 1 for first, last in self.shown)


def searches(listings: Iterable[Listing]) -> tuple[Search, ...]:
    """Put the pages of each search together, the largest search first.

    Args:
        listings: those without a pagination statement are passed over.
    """
    stated = [listing for listing in listings if _span(listing) and listing.total_results is not None]
    stated.sort(key=lambda listing: (-(listing.total_results or 0), _span(listing) or (0, 0), listing.name))
    return tuple(
        _search(total or 0, tuple(pages))
        for total, pages in groupby(stated, key=lambda each: each.total_results)
    )


def _span(listing: Listing) -> Span | None:
    if listing.first_result is None or listing.last_result is None:
        return None
    return (listing.first_result, listing.last_result)


def _search(total: int, listings: tuple[Listing, ...]) -> Search:
    shown: list[Span] = []
    for first, last in filter(None, map(_span, listings)):
        if shown and first <= shown[-1][1] + 1:
            shown[-1] = (shown[-1][0], max(shown[-1][1], last))
        else:
            shown.append((first, last))
    starts = [1, *(last + 1 for _, last in shown)]
    ends = [*(first - 1 for first, _ in shown), total]
    missing = tuple((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)
    return Search(total, listings, tuple(shown), missing)


def spans_as_text(spans: Iterable[Span]) -> str:
    """Spans for reading.

    >>> spans_as_text([(1, 50), (61, 61)])
    '1-50, 61'
    """
    return ", ".join(f"{first}-{last}" if first != last else str(first) for first, last in spans)


def pages_as_text(listing: Listing) -> str:
    """What a listing prints of its coverage, "" where it prints nothing.

    >>> pages_as_text(Listing("a.txt", "", 10, 70, 51, 60, 112))
    '51-60 of 112'
    """
    span = _span(listing)
    if span is None:
        return ""
    return spans_as_text([span]) + (
        f" of {listing.total_results}" if listing.total_results is not None else ""
    )
