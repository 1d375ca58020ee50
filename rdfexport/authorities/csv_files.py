"""A user's authority file in CSV -> records.

The columns are ``kind``, ``key``, ``pref_label`` and, if there is more to say, those of
OPTIONAL; several values of a cell are parted by ``|``. Lines are counted as they lie in the
file, a row by its first. Source: docs/authorities.md.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdfexport.authorities.lifetimes import day_span, lifetime
from rdfexport.authorities.own_records import OwnFile, OwnRecord, flaw, read_text
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Authority, Certainty, DatedName, LabelKind, Location, NameKind
from rdfexport.problems import Code, Problem, Severity

REQUIRED = ("kind", "key", "pref_label")
OPTIONAL = (
    *("alt_labels", "pseudonyms", "birth", "death", "role_note"),
    *("wikidata", "viaf", "lcnaf", "tgn", "aat", "geonames"),
    *("evidence", "unverified_from_memory", "notes"),
)
KINDS: Mapping[str, NameKind] = {
    "person": NameKind.PERSON,
    "org": NameKind.ORGANISATION,
    "organisation": NameKind.ORGANISATION,
    "organization": NameKind.ORGANISATION,
    "group": NameKind.GROUP,
    "office": NameKind.OFFICE,
    "place": NameKind.PLACE,
}
_GENRE = "genre"
_SHOWN_KINDS = "person, org, group, office, place"
_DELIMITERS = (",", ";", "\t")
# Column, form of the identifier, an example, IRI before and after it.
_LINKS = (
    ("wikidata", re.compile(r"Q[1-9][0-9]*"), "Q5816", "http://www.wikidata.org/entity/", ""),
    ("viaf", re.compile(r"[1-9][0-9]*"), "51699962", "http://viaf.org/viaf/", ""),
    ("lcnaf", re.compile(r"n[a-z]{0,2}[0-9]{6,10}"), "n79091151", "http://id.loc.gov/authorities/names/", ""),
    ("tgn", re.compile(r"[1-9][0-9]*"), "7001758", "http://vocab.getty.edu/tgn/", ""),
    ("geonames", re.compile(r"[1-9][0-9]*"), "783754", "https://sws.geonames.org/", "/"),
)
_UNCERTAIN = re.compile(r"[?~%]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by its columns, and where it stands."""

    source: str
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        return f"{self.source}:{self.line}"

    def get(self, column: str) -> str:
        return " ".join(self.cells.get(column, "").split())

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell, each once."""
        values = (" ".join(value.split()) for value in self.cells.get(column, "").split("|"))
        return tuple(dict.fromkeys(value for value in values if value))

    def invalid(self, reason: str) -> VocabularyInvalid:
        return VocabularyInvalid(self.place, reason)


def read_csv(path: Path) -> OwnFile:
    """Read a CSV file; comma, semicolon and tab are told apart by the header.

    Rows of the kind ``genre`` are reported and not used: forms of document are a closed list.

    Raises:
        VocabularyInvalid: see docs/authorities.md.
    """
    text, data = read_text(path)
    digest = hashlib.sha256(data).hexdigest()
    records: list[OwnRecord] = []
    problems: list[Problem] = []
    for row in _rows(text, str(path)):
        for column in REQUIRED:
            if not row.get(column):
                raise row.invalid(f"{column} is empty")
        if row.get("kind") == _GENRE:
            problems.append(_genre_not_used(row, Location(path.name, digest, row.line, row.line)))
            continue
        authority = _authority(row)
        if reason := flaw(authority):
            raise row.invalid(reason)
        records.append(OwnRecord(authority, row.place, may_be_lent=True))
    return OwnFile(tuple(records), problems=tuple(problems))


def _genre_not_used(row: _Row, where: Location) -> Problem:
    message = "forms of document are a closed list; words for them are taught with --lexicon"
    return Problem(Code.RECORD_NOT_USED, Severity.INFO, message, where, "genre", row.get("key"))


def _rows(text: str, source: str) -> Iterator[_Row]:
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            row = _Row(source, line, dict(zip(header or (), cells, strict=False)))
            line = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, row)
            elif len(cells) > len(header):
                raise row.invalid(f"the row has {len(cells)} cells and the header {len(header)}")
            else:
                yield row
    except csv.Error as error:
        raise VocabularyInvalid(f"{source}:{line}", f"not CSV: {error}") from error
    if header is None:
        raise VocabularyInvalid(f"{source}:1", f"the header is missing: {', '.join(REQUIRED)}")


def _header(cells: list[str], row: _Row) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    if missing := [column for column in REQUIRED if column not in header]:
        raise row.invalid(f"the column {missing[0]} is missing")
    for i, column in enumerate(header):
        if column not in (*REQUIRED, *OPTIONAL):
            raise row.invalid(f"unknown column {column!r}; there are {', '.join((*REQUIRED, *OPTIONAL))}")
        if column in header[:i]:
            raise row.invalid(f"the column {column} is there twice")
    return header


def _authority(row: _Row) -> Authority:
    kind = KINDS.get(row.get("kind"))
    if kind is None:
        raise row.invalid(f"unknown kind {row.get('kind')!r}; there are {_SHOWN_KINDS}")
    birth, death = row.get("birth") or None, row.get("death") or None
    try:
        lived = lifetime(birth, death)
    except ValueError as error:
        raise row.invalid(f"has a life date that cannot be read: {error}") from error
    if lived.first > lived.last:
        raise row.invalid(f"is dead ({death}) before the birth ({birth})")
    label, links = row.get("pref_label"), tuple(_links(row))
    identified = not label.startswith("[")
    if links and not identified:
        raise row.invalid(f"{label!r} is a supplied label and cannot have identifiers")
    return Authority(
        key=row.get("key"),
        kind=kind,
        label=label,
        alt_labels=tuple(alt for alt in row.several("alt_labels") if alt != label),
        dated_names=tuple(_pseudonym(row, value) for value in row.several("pseudonyms")),
        birth=birth,
        death=death,
        same_as=links,
        evidence=row.get("evidence"),
        note=row.get("role_note"),
        identified=identified,
    )


def _links(row: _Row) -> Iterator[str]:
    for column, form, example, before, after in _LINKS:
        value = row.get(column)
        if value and not form.fullmatch(value):
            raise row.invalid(f"{column} {value!r} is no identifier such as {example}")
        if value:
            yield f"{before}{value}{after}"
    if row.get("aat"):
        raise row.invalid("aat is for forms of document; it has no persons, bodies or places")


def _pseudonym(row: _Row, value: str) -> DatedName:
    name, at, interval = value.rpartition("@")
    if not (at and name.strip() and interval.strip()):
        raise row.invalid(f"the pseudonym {value!r} has no interval, such as Name@1948-04-26/1951-07-03")
    first, last = _interval(row, name.strip(), interval.strip())
    return DatedName(
        text=name.strip(),
        kind=LabelKind.COVER_NAME,
        attested_from=first,
        attested_to=last,
        valid_from=first,
        valid_to=last,
        certainty=Certainty.CERTAIN,
        evidence=row.get("evidence"),
    )


def _interval(row: _Row, name: str, edtf: str) -> tuple[date, date]:
    start, slash, end = edtf.partition("/")
    try:
        # A doubt would make the interval endless.
        if _UNCERTAIN.search(edtf):
            raise ValueError(f"{edtf!r} has a doubtful end")
        first = day_span(start).first
        last = day_span(end if slash else start).last
    except ValueError as error:
        raise row.invalid(f"the interval of the pseudonym {name!r} cannot be read: {error}") from error
    if first > last:
        raise row.invalid(f"the interval of the pseudonym {name!r} is impossible: {start} is after {end}")
    return first, last
