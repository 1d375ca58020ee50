"""The readings of one name: what speaks for each agent it was taken for, and what for others.

For a reading speak the uses in the ledger and what the authority file says of the name;
against it, the other records that bear the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as day
from difflib import get_close_matches

from rdfexport.errors import ExportError
from rdfexport.explaining.graph import Graph, Statements, label, nodes, text, values
from rdfexport.explaining.ledger import Row, Use, by_date, list_names
from rdfexport.namespaces import RX, SKOS
from rdfexport.terms import Iri, Literal

_SHOWN = 5
_BRACKETS = re.compile(r"[\[\]()]")
_LENT = "lent name"
_NAME_KINDS = {RX.coverName: "cover name", RX.allonym: _LENT, RX.shortForm: "short form"}
_LABEL_KINDS = {
    SKOS.prefLabel: "preferred label",
    SKOS.altLabel: "other label",
    SKOS.hiddenLabel: "known misprint",
}


class NameUnknown(ExportError):
    """No name in the ledger is the one that the user typed."""

    def __init__(self, typed: str, near: list[str], *, in_texts: bool) -> None:
        if in_texts:
            reason = "no party of a document bears this name; titles and abstracts mention it, see --all"
        elif near:
            reason = f"no name in the export; near it are {', '.join(near)}"
        else:
            reason = "no name in the export; rdfexport names PATH lists them"
        super().__init__(f"{typed}: {reason}")


@dataclass(frozen=True, slots=True)
class Bearing:
    """A record of the authority file, and one name that it bears."""

    record: Iri
    label: str
    name: str
    kind: str
    """``cover name``, ``lent name``, ``short form``, or the kind of an undated label."""
    attested: tuple[str, str] = ("", "")
    valid: tuple[str, str] = ("", "")
    """First and last day, "" where open."""
    lived: tuple[str, str] = ("", "")
    """Birth and death as EDTF."""
    certainty: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    """Another record that bears the name, and why it was not taken."""

    bearing: Bearing
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a name was taken for, what speaks for it, and what for others."""

    agent: Iri
    taken_for: str
    rows: tuple[Row, ...]
    record: Iri | None
    supporting: tuple[Bearing, ...]
    """What the authority file says of the name as one of this agent."""
    against: tuple[Against, ...]

    @property
    def uses(self) -> tuple[Use, ...]:
        """All uses, by date."""
        return tuple(sorted((use for row in self.rows for use in row.uses), key=by_date))


@dataclass(frozen=True, slots=True)
class Authorities:
    """What is known of names beside the graph."""

    vocabulary: Callable[[], Graph]
    normal_form: Callable[[str], str]
    """The form in which two spellings are one name."""
    lifetime: Callable[[str | None, str | None], tuple[day, day]]
    """Birth and death as EDTF -> the first and the last day on which somebody may have lived."""


def weigh(graph: Graph, typed: str, known: Authorities, *, mentions: bool = False) -> tuple[Reading, ...]:
    """The readings of a name, in the order of their first uses.

    Args:
        graph: the export.
        typed: a whole name or whole words of one, in any letter case.
        known: the authority file.
        mentions: see :func:`list_names`.

    Raises:
        NameUnknown: no name in the ledger has these words; the message names what comes near.
    """
    rows = list_names(graph, mentions=mentions)
    found: dict[Iri, list[Row]] = defaultdict(list)
    for row in rows:
        if _is_called(row, typed):
            found[row.agent].append(row)
    if not found:
        in_texts = not mentions and any(_is_called(row, typed) for row in list_names(graph, mentions=True))
        raise NameUnknown(typed, _near(rows, typed), in_texts=in_texts)
    bearings = _bearings(known.vocabulary())
    readings = [_reading(graph, theirs, typed, bearings, known) for theirs in found.values()]
    return tuple(sorted(readings, key=lambda reading: (*by_date(reading.uses[0]), reading.agent)))


# --- which names are meant ----------------------------------------------------------------


def _is_called(row: Row, typed: str) -> bool:
    return any(map(_has_words(typed), (row.name, *row.distinct(lambda use: use.alias))))


def _has_words(typed: str) -> Callable[[str], bool]:
    wanted = re.escape(" ".join(typed.casefold().split()))
    if not wanted:
        return lambda _name: False
    pattern = re.compile(rf"(?<!\w){wanted}(?!\w)")
    return lambda name: pattern.search(name.casefold()) is not None


def _near(rows: Iterable[Row], typed: str) -> list[str]:
    wanted = [" ".join(typed.casefold().split())]
    # A short word of several is part of too many names.
    wanted += [word for word in wanted[0].split() if len(word) > 2 and word != wanted[0]]
    words: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for word in {row.name, *_BRACKETS.sub(" ", row.name).split()}:
            words[word.casefold()].append(row.name)
    near = [
        word
        for part in filter(None, wanted)
        for word in (
            *sorted(each for each in words if part in each),
            *get_close_matches(part, words, n=_SHOWN, cutoff=0.7),
        )
    ]
    return list(dict.fromkeys(name for word in near for name in words[word]))[:_SHOWN]


# --- what the authority file says ---------------------------------------------------------


def _bearings(vocabulary: Graph) -> tuple[Bearing, ...]:
    """Who bears which name; a label that is also dated holds in its interval only."""
    found: list[Bearing] = []
    for record in vocabulary.subjects(SKOS.prefLabel):
        stated = vocabulary.describe(record)
        called = label(vocabulary, record)
        lived = (text(stated, RX.birthEdtf), text(stated, RX.deathEdtf))
        dated = [
            Bearing(record, called, name, kind, certainty=text(said, RX.certainty), lived=lived,
                    attested=(text(said, RX.attestedFrom), text(said, RX.attestedTo)),
                    valid=(text(said, RX.validFrom), text(said, RX.validTo)),
                    evidence=_joined(said, RX.evidence))
            for said in map(vocabulary.describe, nodes(stated, RX.hasName))
            for name, kind in _dated_names(said)
        ]  # fmt: skip
        own = {bearing.name for bearing in dated}
        found += dated
        found += [
            Bearing(record, called, value.lexical, kind, lived=lived, evidence=_joined(stated, RX.evidence))
            for predicate, kind in _LABEL_KINDS.items()
            for value in values(stated, predicate)
            if isinstance(value, Literal) and value.lexical not in own
        ]
    return tuple(found)


def _dated_names(said: Statements) -> Iterator[tuple[str, str]]:
    kind = next((_NAME_KINDS[k] for k in nodes(said, RX.nameKind) if k in _NAME_KINDS), "dated name")
    yield text(said, RX.nameString), kind
    for value in values(said, SKOS.hiddenLabel):
        if isinstance(value, Literal):
            yield value.lexical, f"known misprint of a {kind}"


def _joined(stated: Statements, predicate: Iri) -> str:
    return "; ".join(v.lexical for v in values(stated, predicate) if isinstance(v, Literal))


def _reading(
    graph: Graph, rows: list[Row], typed: str, bearings: tuple[Bearing, ...], known: Authorities
) -> Reading:
    agent = rows[0].agent
    forms = {known.normal_form(form) for row in rows for form in _forms(row, typed)}
    record = _record(graph, agent)
    bearing = [b for b in bearings if known.normal_form(b.name) in forms]
    uses = [use for row in rows for use in row.uses]
    lenders = {_record(graph, use.nominal) for use in uses if use.nominal}
    return Reading(
        agent=agent,
        taken_for=rows[0].taken_for,
        rows=tuple(rows),
        record=record,
        supporting=tuple(b for b in bearing if b.record == record),
        against=tuple(Against(b, _why_not(b, uses, lenders, known)) for b in bearing if b.record != record),
    )


def _record(graph: Graph, agent: Iri) -> Iri | None:
    return next(iter(nodes(graph.describe(agent), RX.authorityRecord)), None)


def _forms(row: Row, typed: str) -> list[str]:
    """The names that a row prints, brackets apart, as far as they hold what was typed."""
    printed = {*_BRACKETS.split(row.name), *row.distinct(lambda use: use.alias)}
    parts = [part.strip() for part in printed if part.strip()]
    return list(filter(_has_words(typed), parts)) or parts


def _why_not(bearing: Bearing, uses: list[Use], lenders: set[Iri | None], known: Authorities) -> str:
    if bearing.record in lenders:
        return "lent the name; the title equates it with another agent"
    if bearing.kind.endswith(_LENT):
        return "means this record only where a title equates the two"
    birth, death = bearing.lived
    lived = known.lifetime(birth or None, death or None)
    fitting = [use for use in uses if _fits(bearing, use, lived)]
    if fitting:
        dates = list(dict.fromkeys(use.date for use in fitting))
        more = f" and {len(dates) - _SHOWN} more dates" if len(dates) > _SHOWN else ""
        rules = ", ".join(sorted({use.rule for use in fitting}))
        return f"another record that may bear it on {', '.join(dates[:_SHOWN])}{more}; see rule {rules}"
    if not any(use.earliest for use in uses):
        return "the documents have no date to compare"
    return "no use is inside its interval" if any(bearing.valid) else "not alive at the dates of the uses"


def _fits(bearing: Bearing, use: Use, lived: tuple[day, day]) -> bool:
    """Whether the record may bear the name on a day of the use."""
    if not use.earliest or use.latest < lived[0].isoformat() or use.earliest > lived[1].isoformat():
        return False
    first, last = bearing.valid
    return (not first or use.latest >= first) and (not last or use.earliest <= last)
