"""Productions for what follows the form, a comma, a colon or a dash."""

from __future__ import annotations

from rdfexport.model import Name, NameKind
from rdfexport.reading.kinds import (
    AND,
    ARTICLE,
    AT,
    ATTACHMENT,
    AUTHORED,
    BETWEEN,
    BRACKET,
    CAPITAL,
    COLON,
    COMMA,
    CUE,
    DATE,
    DATED,
    END,
    FIELD,
    FORM,
    FROM,
    FUNCTION,
    IN,
    MARK,
    MARKED,
    MARKING,
    NUMBER,
    OF,
    ON,
    PERIODICAL,
    QUOTE,
    SIGN,
    STATE,
    SUBJECT,
    TALK_HEAD,
    TIME,
    TO,
    TRANSMITTING,
    VIA,
    WITH,
)
from rdfexport.reading.titles.details import read_topic_from
from rdfexport.reading.titles.draft import Draft, Mode
from rdfexport.reading.titles.forms import Form, form_at
from rdfexport.reading.titles.heads import skip_modifiers
from rdfexport.reading.titles.parties import BEHIND_PARTY, is_plain_person
from rdfexport.reading.titles.topic import topic_end

_CARRYING = ("minutes", "notes", "note", "document")
"""Genres that only say how a talk was taken down: ``Minutes, Mao's Conversation with A``."""
_REPORTING = ("report", "memorandum")
"""Genres whose second segment may name the talk they record: ``Report, Discussion with A``."""
_OPENERS = (
    DATE | NUMBER | TIME | QUOTE | BRACKET | END | COMMA | COLON | MARK
    | FROM | TO | VIA | CUE | ON | AUTHORED | TRANSMITTING | MARKED | DATED | ATTACHMENT | BETWEEN | WITH
)  # fmt: skip
"""Words with a production of their own."""


def read_behind_form(draft: Draft, i: int) -> int:
    """What follows the form without a sign or a preposition; gives ``i`` where nothing does."""
    words = draft.words
    if words.flags[i] & (SIGN | FUNCTION) or words.is_numeral(i):
        return i
    behind = _parties(draft, i)
    if behind is None and draft.form_in_bracket:
        behind = read_topic_from(draft, i)
    return i if behind is None else behind


def read_behind_sign(draft: Draft, i: int) -> int | None:
    """A segment: left to its own production, or a second form, parties, or the topic."""
    words = draft.words
    flags = words.flags
    at = i + 1
    flag = flags[at]
    if flag & _OPENERS or (flag & (IN | AT) and draft.is_spoken):
        return at
    if flags[at + 1] & SIGN and (flag & (STATE | MARKING | PERIODICAL) or words.is_numeral(at)):
        return at
    if draft.is_lone_place(at) and not flags[at + 1] & (TO | AND):
        return at
    if flags[i] & COLON and draft.is_unread(i):
        return _label(draft, at)
    return _second_form(draft, at) or _parties(draft, at) or _names(draft, i) or _subject(draft, at)


def _second_form(draft: Draft, i: int) -> int | None:
    """The recorded event behind its carrier: ``From the Diary of A, Memorandum of Conversation with B``."""
    flags = draft.words.flags
    diary = draft.genre == "diary-extract"
    if draft.mode is Mode.TALK and not draft.participants and flags[i] & TALK_HEAD:
        form = form_at(draft, i)
        return form.stop if form and flags[form.stop] & (WITH | BETWEEN | FROM | OF) else None
    if draft.topic or draft.mode is Mode.TALK or not (diary or draft.genre in _CARRYING + _REPORTING):
        return None
    form = form_at(draft, i)
    host = None
    if form is None:
        host = draft.names(i)
        if host is None or not draft.is_possessive(host.stop):
            return None
        form = form_at(draft, skip_modifiers(draft, host.stop))
    if form is None or not (diary or _records(draft, form)):
        return None
    if draft.genre in _CARRYING:
        draft.genre = form.genre
    else:
        draft.genre_also = form.genre
    for key in form.states:
        draft.add_qualifier(key)
    draft.numbers.extend(form.numbers)
    draft.mode = form.mode
    if host:
        draft.take(host, i, draft.participants if form.mode is Mode.TALK else [])
    elif form.mode is Mode.TALK and diary and flags[form.stop] & WITH:
        draft.participants.extend(draft.creators)
    return form.stop


def _records(draft: Draft, form: Form) -> bool:
    """Whether a second form is a talk whose parties follow, not the subject of a text."""
    if form.mode is Mode.SESSION:
        return draft.genre in _CARRYING
    return form.mode is Mode.TALK and bool(draft.words.flags[form.stop] & (WITH | BETWEEN))


def _parties(draft: Draft, i: int) -> int | None:
    """Sender, author or interlocutors right behind the form and a comma."""
    flags = draft.words.flags
    talk = draft.mode is Mode.TALK
    taken: list[Name] = draft.participants if talk else draft.creators + draft.recipients
    if (taken and draft.listed != i - 1) or draft.topic:
        return None
    found = draft.names(i)
    if found is None or not flags[found.stop] & BEHIND_PARTY or draft.is_possessive(found.stop):
        return None
    leads_on = flags[found.stop] & ((WITH | AND) if talk else (TO | VIA)) or (
        flags[found.stop] & COMMA and flags[found.stop + 1] & TO
    )
    if not (found.sure or leads_on or is_plain_person(draft.words, i, found)):
        return None
    if not talk and draft.genre == "document" and "transcript" in draft.qualifiers and not leads_on:
        # "Transcript: Kennedy and Rusk": they spoke; who wrote it down, nobody says.
        return None
    if not talk:
        return draft.take(found, i, draft.creators)
    draft.listed = draft.take(found, i, draft.participants)
    return draft.listed


def _label(draft: Draft, i: int) -> int:
    """What stands behind a colon and a label that nobody understood: ``cc: Mao Zedong``."""
    flags = draft.words.flags
    stop = i
    while not flags[stop] & (COMMA | END):
        stop += 1
    draft.leave(i, stop)
    return stop


def _says_matter(draft: Draft, first: int) -> bool:
    """Whether a word of a segment belongs to a subject, and not to a house or a newspaper."""
    flags = draft.words.flags
    at = first
    while not flags[at] & (COMMA | END):
        if flags[at] & (SUBJECT | FIELD | FORM | TALK_HEAD | QUOTE):
            return True
        at += 1
    return False


def _names(draft: Draft, sign: int) -> int | None:
    """A segment that is a name and no more: not what the title is about, nor do we know what else."""
    found = draft.names(sign + 1)
    if found is None or not draft.words.flags[found.stop] & SIGN:
        return None
    # "Dimitrov to Zhou Enlai, Mao Zedong": behind a name, two capital words may be another.
    listed = (draft.named[sign - 1] or draft.is_unread(sign)) and draft.words.flags[sign] & COMMA
    if not (found.sure or (listed and is_plain_person(draft.words, sign + 1, found))):
        return None
    if draft.words.flags[sign] & COLON and found.names[0].kind is not NameKind.PERSON:
        return None
    draft.leave(sign + 1, found.stop)
    return found.stop


def _subject(draft: Draft, i: int) -> int | None:
    """A last segment that is nothing else is the topic; one unknown word alone is not."""
    words = draft.words
    if not words.flags[i] & (CAPITAL | ARTICLE):
        return None
    alone = topic_end(draft, i) == i + 1 and not words.flags[i] & (SUBJECT | FIELD | FORM)
    if alone or words.is_numeral(i):
        return None
    if draft.mode is not Mode.MESSAGE and words.flags[i - 1] & COMMA and not _says_matter(draft, i):
        return None
    return read_topic_from(draft, i)
