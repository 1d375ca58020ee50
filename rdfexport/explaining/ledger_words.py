"""The ledger of names as a table, as text for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdfexport.explaining.graph import Graph
from rdfexport.explaining.ledger import NOBODY, Row, Use
from rdfexport.explaining.readings import Bearing, Reading
from rdfexport.explaining.structure import Json

ROW_HEADER = (
    "name",
    "taken for",
    "certainty",
    "rule",
    "documents",
    "first use",
    "last use",
    "cover name",
    "as printed",
)
USE_HEADER = (
    "name",
    "as printed",
    "taken for",
    "certainty",
    "rule",
    "date",
    "role",
    "cover name",
    "document",
    "lines",
)


def row_cells(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """One line of cells for each row, as in ROW_HEADER."""
    return [
        (
            row.name,
            row.taken_for,
            row.certainty,
            _listed(row.distinct(lambda use: use.rule)),
            str(len(row.documents)),
            row.first_use,
            row.last_use,
            _listed(row.distinct(lambda use: use.alias)),
            " | ".join(row.distinct(lambda use: use.as_printed)),
        )
        for row in rows
    ]


def use_cells(readings: Iterable[Reading]) -> list[tuple[str, ...]]:
    """One line of cells for each use, as in USE_HEADER."""
    return [
        (
            *(use.name, use.as_printed, use.taken_for, use.certainty, use.rule),
            *(use.date, use.role, use.alias, use.document, " ".join(use.lines)),
        )
        for reading in readings
        for use in reading.uses
    ]


def rows_as_json(rows: Iterable[Row]) -> list[Json]:
    """The ledger, an object for each row."""
    return [_row(row) for row in rows]


def readings_as_json(readings: Iterable[Reading], reasons: Mapping[str, str]) -> list[Json]:
    """The readings of one name, an object for each."""
    return [
        {
            "takenFor": reading.taken_for,
            "agent": reading.agent,
            "record": reading.record,
            "rows": [_row(row) for row in reading.rows],
            "for": [_bearing(bearing) for bearing in reading.supporting],
            "against": [{**_bearing(a.bearing), "reason": a.reason} for a in reading.against],
            "uses": [_use(use, reasons) for use in reading.uses],
        }
        for reading in readings
    ]


def readings_in_words(
    typed: str, readings: tuple[Reading, ...], graph: Graph, reasons: Mapping[str, str]
) -> str:
    """The readings of one name, a blank line between them."""
    heading = f"{typed}: {len(readings)} reading{'' if len(readings) == 1 else 's'}"
    sections = ("\n".join(map(_visible, _reading(reading, graph, reasons))) for reading in readings)
    return "\n\n".join((heading, *sections)) + "\n"


def _reading(reading: Reading, graph: Graph, reasons: Mapping[str, str]) -> Iterator[str]:
    yield f"{reading.taken_for} ({graph.shorten(reading.agent)})"
    for certainty, rule in dict.fromkeys((use.certainty, use.rule) for use in reading.uses):
        yield f"  {certainty}, by rule {rule}: {reasons.get(rule, 'not known to this version')}"
    yield "  for"
    for bearing in reading.supporting:
        yield f"    {_told(bearing)}"
    if reading.taken_for != NOBODY and not reading.supporting:
        yield "    the authority file of this version does not say that the name is one of this agent"
    for use in reading.uses:
        yield f"    {use.date or 'undated'}  {_role(use, graph)}"
        yield f"      {use.title}"
        yield f"      {', '.join(use.lines) or 'no printing known'}; {graph.shorten(use.document)}"
    yield "  against"
    for against in reading.against:
        yield f"    {against.bearing.label}, {_told(against.bearing, evidence=False)}: {against.reason}"
    if not reading.against:
        yield "    no other record of the authority file bears the name"


def _role(use: Use, graph: Graph) -> str:
    lent = f", under the name of {graph.shorten(use.nominal)}" if use.nominal else ""
    return f'{use.role}, printed "{use.as_printed}"{lent}'


def _told(bearing: Bearing, *, evidence: bool = True) -> str:
    spans = [
        f"{what} {first or '?'} to {last or '?'}"
        for what, (first, last) in (
            ("valid", bearing.valid),
            ("attested", bearing.attested),
            ("lived", ("", "") if any(bearing.valid) else bearing.lived),
        )
        if first or last
    ]
    said = ", ".join(filter(None, (f'{bearing.kind} "{bearing.name}"', *spans, bearing.certainty)))
    return f"{said}; evidence: {bearing.evidence}" if evidence and bearing.evidence else said


def _row(row: Row) -> Json:
    return {
        "name": row.name,
        "asPrinted": list(row.distinct(lambda use: use.as_printed)),
        "takenFor": row.taken_for,
        "agent": row.agent,
        "certainty": row.certainty,
        "rules": list(row.distinct(lambda use: use.rule)),
        "coverNames": list(row.distinct(lambda use: use.alias)),
        "firstUse": row.first_use or None,
        "lastUse": row.last_use or None,
        "documents": list(row.documents),
    }


def _bearing(bearing: Bearing) -> dict[str, Json]:
    members: dict[str, Json] = {
        "record": bearing.record,
        "label": bearing.label,
        "name": bearing.name,
        "kind": bearing.kind,
        "validFrom": bearing.valid[0],
        "validTo": bearing.valid[1],
        "attestedFrom": bearing.attested[0],
        "attestedTo": bearing.attested[1],
        "born": bearing.lived[0],
        "died": bearing.lived[1],
        "certainty": bearing.certainty,
        "evidence": bearing.evidence,
    }
    return {key: value for key, value in members.items() if value}


def _use(use: Use, reasons: Mapping[str, str]) -> Json:
    members: dict[str, Json] = {
        "name": use.name,
        "asPrinted": use.as_printed,
        "certainty": use.certainty,
        "rule": use.rule,
        "reason": reasons.get(use.rule, ""),
        "coverName": use.alias,
        "nominal": use.nominal,
        "role": use.role,
        "document": use.document,
        "title": use.title,
        "date": use.date,
        "earliest": use.earliest,
        "latest": use.latest,
        "lines": list(use.lines),
    }
    return {key: value for key, value in members.items() if value}


def _listed(found: Iterable[str]) -> str:
    return ", ".join(found)


def _visible(line: str) -> str:
    # A terminal would obey control characters instead of showing them.
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in line)
