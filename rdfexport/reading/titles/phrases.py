"""The productions for phrases with a preposition, and the table of all productions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rdfexport.model import NameKind
from rdfexport.reading.kinds import (
    AT,
    ATTACHMENT,
    AUTHORED,
    BETWEEN,
    BODY,
    BRACKET,
    BUILDING,
    CAPITAL,
    COLON,
    COMMA,
    CUE,
    DATE,
    FIELD,
    FOR,
    FORM,
    FROM,
    FUNCTION,
    IN,
    MARKED,
    MARKING,
    NATION,
    NO_PLACE,
    NUMBER,
    OF,
    ON,
    PERIODICAL,
    PLACE,
    POST,
    QUOTE,
    SESSION,
    SIGN,
    STATE,
    SUBJECT,
    TALK,
    TIME,
    TO,
    TRANSMITTING,
    VIA,
    WITH,
)
from rdfexport.reading.titles.details import (
    DATE_LEADERS,
    read_attachment,
    read_bracket,
    read_date,
    read_marked,
    read_marking,
    read_number,
    read_numeral,
    read_periodical,
    read_quote,
    read_state,
    read_talk,
    read_time,
    read_topic,
    read_topic_from,
)
from rdfexport.reading.titles.draft import Draft, Mode
from rdfexport.reading.titles.enclosures import read_enclosures
from rdfexport.reading.titles.parties import FoundNames, is_plain_person
from rdfexport.reading.titles.segments import read_behind_sign

Production = Callable[[Draft, int], int | None]
"""Given the position of the word that opens it; gives the position behind what it read, or None."""

_SESSION_CARRIERS = ("notes", "note", "minutes")
_CONCLUDED = ("agreement", "protocol", "official-statement")
"""Genres that two parties issue together: "between A and B"."""
_STATING = ("proposal", "instructions", "guidelines")
"""Genres of what is to be done: "Proposal to Exploit ..."."""
_NO_PLACE = SIGN | FUNCTION | SUBJECT | FIELD | BODY | POST | FORM | NATION | NO_PLACE
"""Words that no unlisted place begins with."""
_DEPENDENT = OF | TO | FOR
"""Behind a place none of these: "in Response to"."""
_BEFORE_PLACE = COMMA | COLON | DATE
"""Behind one of these a place stands for itself: "Stalin to Mao, Moscow"."""
_OF_MATTER = ("list", "agreement")
"""Genres that are "of" a matter, not of an author."""


def _behind_article(draft: Draft, i: int) -> int:
    return i + 1 if draft.words.keys[i] in ("the", "a", "an") else i


def _via(draft: Draft, i: int) -> int | None:
    found = draft.names(i + 1, addressed=True)
    return draft.take(found, i + 1, draft.via) if found else None


def _by(draft: Draft, i: int) -> int | None:
    found = draft.names(i + 1)
    return draft.take(found, i + 1, draft.creators) if found else None


def _from(draft: Draft, i: int) -> int | None:
    words = draft.words
    first = _behind_article(draft, i + 1)
    if words.flags[first] & PERIODICAL:
        draft.published_in = words.span(first, first + 1)
        return first + 1
    if draft.mode is not Mode.TALK and draft.is_lone_place(first):
        draft.place_from = draft.place_from or words.span(first, first + 1)
        return first + 1
    if draft.enclosures and draft.creators:
        return None
    if draft.creators and draft.genre in _SESSION_CARRIERS and words.flags[first] & (SESSION | TALK):
        return _from_session(draft, first)
    found = draft.names(i + 1)
    if found is None:
        return None
    return draft.take(found, i + 1, draft.participants if draft.mode is Mode.TALK else draft.creators)


def _from_session(draft: Draft, talk: int) -> int | None:
    """``Working Notes of A from the Session of B``."""
    if not draft.words.flags[talk + 1] & OF:
        return None
    found = draft.names(talk + 2)
    if found is None or found.names[0].kind is not NameKind.ORGANISATION:
        return None
    draft.genre, draft.mode = "minutes", Mode.SESSION
    return draft.take(found, talk + 2, draft.creators)


def _to(draft: Draft, i: int) -> int | None:
    words = draft.words
    if draft.enclosures and draft.recipients:
        return None
    found = draft.names(i + 1, addressed=True)
    if draft.mode is Mode.TALK:
        # "Telephone Call from A to B"; else nobody knows what leads to whom.
        called = found and draft.participants and draft.named[i - 1]
        return draft.take(found, i + 1, draft.participants) if found and called else None
    if found and (found.sure or draft.genre != "proposal"):
        key = words.keys[i]
        relation = "convey to" if "conve" in key else "for" if key.startswith("for ") else None
        stop = draft.take(_related(found, relation), i + 1, draft.recipients)
        if draft.genre == "draft-reply" and draft.is_possessive(stop) and words.flags[stop] & FORM:
            # "Draft Reply to Mao Zedong's Telegram": what is answered is what it is about.
            draft.topic = words.span(i + 1, stop + 1)
            return stop + 1
        return stop
    first = _behind_article(draft, i + 1)
    if draft.is_lone_place(first):
        draft.place_to = draft.place_to or words.span(first, first + 1)
        return first + 1
    return read_topic_from(draft, i + 1) if draft.genre in _STATING else None


def _for(draft: Draft, i: int) -> int | None:
    """An addressee if a name is sure to follow, else the thing agreed or prepared."""
    if draft.mode is not Mode.MESSAGE:
        return None
    found = draft.names(i + 1)
    if found and (found.sure or is_plain_person(draft.words, i + 1, found)):
        relation = "for" if draft.recipients else None
        return draft.take(_related(found, relation), i + 1, draft.recipients)
    return read_topic_from(draft, i + 1)


def _related(found: FoundNames, relation: str | None) -> FoundNames:
    """Names of final addressees, behind the one who is to pass the text on."""
    if relation is None:
        return found
    return found._replace(names=tuple(replace(name, relation=relation) for name in found.names))


def _of(draft: Draft, i: int) -> int | None:
    """The author of a text, the body of a session, the parties of a talk; what a list is of."""
    flags = draft.words.flags
    first = i + 1
    if draft.is_unread(i):
        # It belongs to the word that nobody understood: "Hall of Huairentang".
        return None
    if draft.genre in _OF_MATTER:
        return read_topic_from(draft, first)
    if draft.mode is Mode.TALK:
        found = draft.names(first, addressed=True)
        return draft.take(found, first, draft.participants) if found else None
    if flags[first] & CAPITAL and flags[first + 1] & FROM:
        # "Letter of Apology from Tito": the author is still to come.
        draft.leave(i, first + 1)
        return first + 1
    if draft.creators or draft.recipients or draft.is_lone_place(_behind_article(draft, first)):
        return None
    found = draft.names(first)
    return draft.take(found, first, draft.creators) if found else _of_matter(draft, first)


def _of_matter(draft: Draft, first: int) -> int | None:
    """``Account of a Meeting, on X`` is about X; ``Account of a Meeting`` about the meeting."""
    flags = draft.words.flags
    for at in range(first, len(draft.words)):
        if flags[at] & COMMA and flags[at + 1] & (ON | CUE) and not flags[at + 2] & DATE:
            return at
    return read_topic_from(draft, first)


def _parties(draft: Draft, i: int) -> int | None:
    """``between A and B``, ``with B``; a text "with" something else is not understood."""
    flags = draft.words.flags
    concluded = flags[i] & BETWEEN and draft.genre in _CONCLUDED
    if draft.mode is Mode.TALK or concluded:
        found = draft.names(i + 1, addressed=True)
        if found:
            return draft.take(found, i + 1, draft.creators if concluded else draft.participants)
        if not concluded:
            return None
    at = i + 1
    while not flags[at] & (SIGN | FROM | ON | CUE):
        at += 1
    draft.leave(i, at)
    return at


def _somewhere(draft: Draft, i: int) -> int | None:
    """``in Moscow``, ``at the Kremlin``: where a talk was held; ``at the Congress``: on what occasion."""
    words = draft.words
    flags = words.flags
    if flags[i + 1] & PERIODICAL:
        draft.published_in = words.span(i + 1, i + 2)
        return i + 2
    first = _behind_article(draft, i + 1)
    if not draft.is_spoken:
        sent = draft.creators and not draft.recipients and draft.named[i - 1]
        return _take_place(draft, first) if sent and flags[i] & IN and draft.is_lone_place(first) else None
    if draft.is_lone_place(first):
        return _take_place(draft, first)
    stop = first
    while flags[stop] & CAPITAL and not flags[stop] & _NO_PLACE:
        stop += 1
    if flags[i] & IN and stop > first and flags[stop] & (SIGN | FUNCTION) and not flags[stop] & _DEPENDENT:
        # A place by where it stands, though no list knows it: "in Xibaipo".
        if stop == first + 1:
            draft.placed.add(first)
        draft.event_place = draft.event_place or words.span(first, stop)
        return stop
    venue = draft.names(i + 1)
    if venue and venue.names[0].kind is NameKind.ORGANISATION:
        return draft.take(venue, i + 1)
    behind = _occasion(draft, first)
    if behind and flags[i] & IN and not flags[first] & (TALK | SESSION):
        # "in March", "in Honor of Kim Il Sung": neither a place nor an occasion.
        draft.leave(i, behind)
    return behind


def _occasion(draft: Draft, first: int) -> int | None:
    """The words that name an occasion; no field holds it."""
    flags = draft.words.flags
    at = first
    while not flags[at] & (SIGN | CUE | VIA | TRANSMITTING):
        if flags[at] & ON and not flags[at + 1] & CAPITAL:
            break
        at += 1
    return at if at > first else None


def _place(draft: Draft, i: int) -> int | None:
    """A place between commas, or behind "in"."""
    stands_alone = draft.is_lone_place(i) and draft.words.flags[i - 1] & _BEFORE_PLACE
    return _take_place(draft, i) if stands_alone else None


def _take_place(draft: Draft, i: int) -> int:
    words = draft.words
    flags = words.flags
    place = words.span(i, i + 1)
    if not draft.is_spoken:
        # Behind an addressee the place could be anybody's, unless the date of dispatch follows.
        if not draft.recipients or (flags[i + 1] & COMMA and flags[i + 2] & DATE):
            draft.place_from = draft.place_from or place
    elif draft.event_place is None or (flags[i - 1] & COMMA and not flags[i] & BUILDING):
        # Of "the Kremlin, Moscow" the town is the place of the event.
        draft.event_place = place
    return i + 1


PRODUCTIONS: tuple[tuple[int, Production], ...] = (
    (DATE | DATE_LEADERS, read_date),
    (COMMA | COLON, read_behind_sign),
    (TO, _to),
    (FROM, _from),
    (BETWEEN | WITH, _parties),
    (OF, _of),
    (VIA, _via),
    (AUTHORED, _by),
    (BRACKET, read_bracket),
    (QUOTE, read_quote),
    (ON | CUE, read_topic),
    (TRANSMITTING, read_enclosures),
    (NUMBER, read_number),
    (TIME, read_time),
    (IN | AT, _somewhere),
    (FOR, _for),
    (MARKED, read_marked),
    (ATTACHMENT, read_attachment),
    (TALK, read_talk),
    (STATE, read_state),
    (MARKING, read_marking),
    (PERIODICAL, read_periodical),
    (PLACE, _place),
    (CAPITAL, read_numeral),
)
"""A kind of word and what may begin with it, tried in this order."""
