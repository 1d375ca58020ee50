"""Documents that a title says it transmits: ``transmitting a Message from A to B``."""

from __future__ import annotations

from typing import NamedTuple

from rdfexport.model import DateSpan, Enclosure, EventDateRole, Name
from rdfexport.reading.kinds import (
    AND,
    ARTICLE,
    AUTHORED,
    DATE,
    DATED,
    FORM,
    FROM,
    MARKING,
    MODIFIER,
    NATION,
    NUMBER,
    OF,
    ON,
    RANK,
    STATE,
    TO,
)
from rdfexport.reading.titles.draft import Draft


def read_enclosures(draft: Draft, verb: int) -> int | None:
    """Read what a transmitting verb transmits; None if no form follows it."""
    form = _read_form(draft, verb + 1)
    if form is None:
        return None
    at = _read_parties(draft, form)
    while draft.words.flags[at] & AND:
        # "Messages from A to B and from C to D": the form counts for both.
        following = form._replace(stop=at + 1, creators=(), date=None)
        if not draft.words.flags[at + 1] & FROM:
            found = _read_form(draft, at + 1)
            if found is None:
                break
            form = following = found
        at = _read_parties(draft, following)
    return at


class _Form(NamedTuple):
    """The form of an enclosure and what stands before it."""

    genre: str
    stop: int
    qualifiers: tuple[str, ...]
    creators: tuple[Name, ...]
    date: DateSpan | None


def _read_form(draft: Draft, at: int) -> _Form | None:
    words = draft.words
    flags = words.flags
    date: DateSpan | None = None
    qualifiers: list[str] = []
    creators: list[Name] = []
    while not flags[at] & FORM:
        flag = flags[at]
        if flag & DATE:
            date = date or draft.add_date(at, EventDateRole.ENCLOSED_DOCUMENT)
        elif flag & STATE:
            qualifiers.append(draft.lexicon.states[words.keys[at]])
        elif not flag & (ARTICLE | MODIFIER | NATION | MARKING | OF | RANK):
            found = draft.names(at)
            if found is None or creators or not draft.is_possessive(found.stop):
                return None
            at = draft.take(found, at, creators) - 1
        at += 1
    while flags[at + 1] & FORM:
        at += 1
    genre = draft.lexicon.genres[words.keys[at]]
    if genre == "document":
        return None
    return _Form(genre, at + 1, tuple(dict.fromkeys(qualifiers)), tuple(creators), date)


def _read_parties(draft: Draft, form: _Form) -> int:
    flags = draft.words.flags
    creators, recipients = list(form.creators), list[Name]()
    date = form.date
    at = form.stop
    while True:
        flag = flags[at]
        dated = flag & (OF | DATED | FROM | ON) and flags[at + 1] & DATE
        if flag & DATE or dated:
            at += 1 if dated else 0
            date = date or draft.add_date(at, EventDateRole.ENCLOSED_DOCUMENT)
            at += 1
        elif flag & NUMBER:
            at += 1
        elif flag & (FROM | OF | AUTHORED) and not creators and (found := draft.names(at + 1)):
            at = draft.take(found, at + 1, creators)
        elif flag & TO and not recipients and (found := draft.names(at + 1, addressed=True)):
            at = draft.take(found, at + 1, recipients)
        else:
            break
    draft.enclosures.append(Enclosure(form.genre, tuple(creators), tuple(recipients), date, form.qualifiers))
    return at
