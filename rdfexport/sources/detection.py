"""The first lines of a source -> its format. Content counts first, the file's ending second."""

from __future__ import annotations

from collections.abc import Mapping

from rdfexport.formats import SourceFormat
from rdfexport.sources.columns import count_known
from rdfexport.sources.lines import BLANKS
from rdfexport.sources.listing_lines import LineKind, line_kind
from rdfexport.sources.tables import CSV_DELIMITERS, TSV_DELIMITERS, choose_delimiter

_KNOWN_COLUMNS = 2  # "Title, Date" may be words of a listing; a header of one name proves nothing


def format_of_name(name: str) -> SourceFormat | None:
    """The format that the ending of a file name suggests, compressed or not.

    >>> format_of_name("Search Results.CSV.gz")
    <SourceFormat.CSV: ('csv', ('csv',))>
    """
    stem, dot, ending = name.lower().removesuffix(".gz").rpartition(".")
    return next((f for f in SourceFormat if stem and dot and ending in f.extensions), None)


def detect_format(head: str, name: str, columns: Mapping[str, str]) -> SourceFormat:
    """The format of a source.

    Args:
        head: its first lines.
        name: of the file.
        columns: field -> column, as the user names them.

    >>> detect_format('{"date": "1949"}', "export.txt", {}).label
    'jsonl'
    """
    first = next((line for line in head.lstrip(BLANKS).split("\n") if line.strip(BLANKS)), "")
    suggested = format_of_name(name)
    # No listing begins so; "[1949]" is a date.
    if first.startswith(("{", "[{")) or first.strip(BLANKS) == "[":
        return SourceFormat.JSON_LINES
    if suggested is not SourceFormat.JSON_LINES:
        delimiter, names = choose_delimiter(first, CSV_DELIMITERS, dict(columns))
        if count_known(names, columns) >= _KNOWN_COLUMNS:
            return SourceFormat.TSV if delimiter in TSV_DELIMITERS else SourceFormat.CSV
    if line_kind(first.strip(BLANKS)) not in (LineKind.TEXT, LineKind.PAGE_NUMBER):
        return SourceFormat.LISTING
    return suggested or SourceFormat.LISTING
