"""Entry -> LinkedEntry: whom the names of a title mean, and what is doubtful about it.

Agents and places come from the SKOS files in ``vocab/`` (:mod:`.vocabulary`); the rules
by which a name means one of them are in :mod:`.resolution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdfexport.authorities import mentions, resolution
from rdfexport.authorities.mentions import find_mentions, find_topic_mentions
from rdfexport.authorities.resolution import Finding, resolve, resolve_place
from rdfexport.authorities.vocabulary import Vocabulary
from rdfexport.model import (
    DateSpan,
    Enclosure,
    Entry,
    EventDateRole,
    LinkedEnclosure,
    LinkedEntry,
    Name,
    Party,
    PartyRole,
    PlaceLink,
)
from rdfexport.problems import Problem

__all__ = ["REASONS", "Vocabulary", "link_entry"]

REASONS = {**resolution.REASONS, **mentions.REASONS}
"""Key of each rule by which a name was taken for somebody -> the rule in a sentence."""

_WORD_BEHIND = re.compile(r"\s[A-Z][a-z]")

Roles = tuple[tuple[PartyRole, tuple[Name, ...]], ...]
"""Each role and the names that play it, in title order."""


def link_entry(entry: Entry, vocabulary: Vocabulary) -> tuple[LinkedEntry, tuple[Problem, ...]]:
    """Look up every name of an entry at the date of its document.

    The catalogue date counts; where none is printed, a date by which the title dates the
    document itself. The names of an enclosure are looked up at its own date, if the title
    gives one.

    Returns:
        The entry with its parties in the order creators, recipients, via, participants,
        and the Problems in the same order.
    """
    title = entry.title
    date = entry.date or (title.event_date if title.event_date_role is EventDateRole.DOCUMENT else None)
    problems: list[Problem] = []

    def report(findings: Iterable[Finding], field: str, verbatim: str) -> None:
        problems.extend(
            Problem(finding.code, finding.severity, finding.message, entry.record.where, field, verbatim)
            for finding in findings
        )

    def parties(roles: Roles, date: DateSpan | None, prefix: str = "") -> Iterator[Party]:
        for role, names in roles:
            for position, name in enumerate(names, 1):
                link, findings = resolve(name, date, vocabulary)
                report(findings, f"{prefix}{role}", name.as_written)
                yield Party(role, position, link)

    def places() -> Iterator[PlaceLink]:
        for as_written, attributive in _in_context(title.places, entry.record.title):
            link, findings = resolve_place(as_written, date, vocabulary, attributive=attributive)
            report(findings, "place", as_written)
            if link:
                yield link

    own_parties = tuple(
        parties(
            (
                (PartyRole.CREATOR, title.creators),
                (PartyRole.RECIPIENT, title.recipients),
                (PartyRole.VIA, title.via),
                (PartyRole.PARTICIPANT, title.participants),
            ),
            date,
        )
    )
    enclosures = tuple(
        LinkedEnclosure(enclosure, tuple(parties(_roles(enclosure), enclosure.date or date, "enclosure ")))
        for enclosure in title.enclosures
    )
    named = (*own_parties, *(party for enclosure in enclosures for party in enclosure.parties))
    reading = find_mentions(entry.record.abstract, date, named, vocabulary)
    linked = LinkedEntry(
        entry=entry,
        parties=own_parties,
        enclosures=enclosures,
        places=tuple(places()),
        mentions=reading.mentions,
        topic_mentions=find_topic_mentions(title.topic, date, named, vocabulary) if title.topic else (),
        candidates=reading.candidates,
    )
    return linked, tuple(problems)


def _in_context(places: tuple[str, ...], title: str) -> Iterator[tuple[str, bool]]:
    """Each place, and whether another capital word follows it: "Nanjing Peace Proposal"."""
    text = " ".join(title.split())
    # In capitals, every word looks like a name.
    plain = not text.isupper()
    at = 0
    for place in places:
        at = text.find(place, at) + len(place)
        yield place, plain and bool(_WORD_BEHIND.match(text, at))


def _roles(enclosure: Enclosure) -> Roles:
    return ((PartyRole.CREATOR, enclosure.creators), (PartyRole.RECIPIENT, enclosure.recipients))
