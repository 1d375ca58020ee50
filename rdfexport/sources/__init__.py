"""Sources: listing files -> Records, verbatim, each with its lines.

In: files, folders or standard input. Out: :class:`Source` values, and for each of them its
Records, Problems and at last its Listing. Nothing is interpreted here; every line, column
and key that becomes no part of a Record is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rdfexport.formats import SourceFormat
from rdfexport.sources.columns import FIELDS
from rdfexport.sources.discovery import find_sources
from rdfexport.sources.json_lines import read_json_lines
from rdfexport.sources.listing_text import read_listing_text
from rdfexport.sources.source import Item, Source
from rdfexport.sources.tables import CSV_DELIMITERS, TSV_DELIMITERS, read_table

__all__ = ["FIELDS", "READERS", "Item", "Source", "find_sources", "read_source"]

READERS: dict[SourceFormat, Callable[[Source], Iterator[Item]]] = {
    SourceFormat.LISTING: read_listing_text,
    SourceFormat.CSV: partial(read_table, delimiters=CSV_DELIMITERS),
    SourceFormat.TSV: partial(read_table, delimiters=TSV_DELIMITERS),
    SourceFormat.JSON_LINES: read_json_lines,
}


def read_source(source: Source) -> Iterator[Item]:
    """Read a source lazily, in constant memory; the last item is its Listing.

    Raises:
        ListingNotReadable: also after the first records, since a file is not read twice.
    """
    return READERS[source.format](source)
