"""The forms a title can have: one word, ``Telegram``, or a record of a talk, ``Minutes of the Session``."""

from __future__ import annotations

from typing import NamedTuple

from rdfexport.model import NameKind
from rdfexport.reading.kinds import (
    AND,
    ARTICLE,
    BETWEEN,
    BODY,
    CAPITAL,
    CARRIER,
    CUE,
    DATE,
    FIELD,
    FORM,
    FROM,
    FUNCTION,
    GROUP,
    MEMORANDUM,
    MODIFIER,
    NATION,
    NUMBER,
    OF,
    ON,
    PARTICLE,
    POSSESSIVE,
    POST,
    RANK,
    SESSION,
    SIGN,
    STATE,
    TALK,
    TALK_HEAD,
    WITH,
)
from rdfexport.reading.titles.draft import Draft, Mode

FORMS = FORM | CARRIER | TALK_HEAD
_BETWEEN_FORM_AND_TALK = 7
"""Words that may stand between "of" and the talk: "of the First Unofficial Telephone Conversation"."""
MINUTES = "minutes"
_CONVERSATION = "conversation-record"
_SPOKEN = (_CONVERSATION, "memorandum-of-conversation", "interview")


class Form(NamedTuple):
    """A form as the title names it, and the position behind it."""

    genre: str
    mode: Mode
    stop: int
    states: tuple[str, ...] = ()
    """Keys of state words inside the form: "Transcript of the Session"."""
    numbers: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None
    """Words between "of" and the talk: "of the CPSU Politburo Session", "of Mao's First Meeting"."""


def form_at(draft: Draft, i: int) -> Form | None:
    """The form that begins at a word, or None."""
    flag = draft.words.flags[i]
    if not flag & FORMS or flag & POSSESSIVE:
        return None
    if flag & CARRIER and (form := _record_at(draft, i)):
        return form
    if flag & TALK_HEAD and not flag & FORM and (form := _talk_at(draft, i, i, None)):
        return form
    return _plain_form_at(draft, i) if flag & FORM else None


def _plain_form_at(draft: Draft, i: int) -> Form | None:
    words = draft.words
    flags = words.flags
    if flags[i] & MODIFIER and flags[i + 1] & (CARRIER | STATE) and flags[i + 1] & CAPITAL:
        return None
    while flags[i + 1] & FORM and flags[i + 1] & CAPITAL and not flags[i + 1] & POSSESSIVE:
        i += 1
    key = words.keys[i]
    stop = i + 1
    if flags[stop] & (BODY | POST | GROUP) and flags[stop] & CAPITAL and not flags[stop] & SIGN:
        return None
    genre = draft.lexicon.genres[key]
    if flags[i] & CARRIER and flags[stop] & BETWEEN:
        return Form(_CONVERSATION, Mode.TALK, stop)
    mode = Mode.MESSAGE
    if genre == MINUTES:
        mode = Mode.SESSION
    elif genre in _SPOKEN:
        mode = Mode.TALK
    return Form(genre, mode, stop, (key,) if flags[i] & STATE else ())


def _record_at(draft: Draft, i: int) -> Form | None:
    """A carrier, "of", and a talk or a session."""
    words = draft.words
    flags = words.flags
    numbers: tuple[str, ...] = ()
    at = i + 1
    if flags[at] & (TALK | SESSION) and not flags[at] & FORM and not flags[i] & MEMORANDUM:
        return _talk_at(draft, at, i, None)
    if flags[at] & NUMBER:
        numbers = words.numbers(at)
        at += 1
    if not flags[at] & (OF | FROM | ON | CUE):
        return None
    begin = at + 2 if flags[at + 1] & ARTICLE else at + 1
    for talk in range(begin, begin + _BETWEEN_FORM_AND_TALK):
        flag = flags[talk]
        if flag & TALK and not flags[talk + 1] & TALK:
            break
        if flag & SIGN or (flag & FUNCTION and not flag & (PARTICLE | FIELD)):
            return None
    else:
        return None
    if flags[i] & MEMORANDUM and not flags[at] & OF and not _is_conversation(draft, talk):
        return None
    owned = any(
        not flags[k] & (MODIFIER | NATION | RANK) and not words.keys[k][0].isdigit()
        for k in range(begin, talk)
    )
    owner = (begin, talk) if owned else None
    form = _talk_at(draft, talk, i, owner)
    return form and form._replace(numbers=numbers)


def _is_conversation(draft: Draft, talk: int) -> bool:
    """A memorandum "on" a talk records it if it says "conversation" and with whom; else it is about it."""
    words = draft.words
    return "conversation" in words.keys[talk] and bool(words.flags[talk + 1] & (WITH | BETWEEN | OF))


def _talk_at(draft: Draft, talk: int, carrier: int, owner: tuple[int, int] | None) -> Form | None:
    """Tell the record of a conversation from a body's minutes by what follows the talk."""
    words = draft.words
    flags, keys = words.flags, words.keys
    stop = talk + 1
    has_carrier = carrier < talk
    states = (keys[carrier],) if has_carrier and flags[carrier] & STATE else ()
    if has_carrier and flags[carrier] & MEMORANDUM:
        return Form("memorandum-of-conversation", Mode.TALK, stop, states, (), owner)
    if not has_carrier and flags[stop] & (CARRIER | FORM) and flags[stop] & CAPITAL:
        # "Meeting Notes": the talk describes the carrier that follows it.
        states = (keys[stop],) if flags[stop] & STATE else ()
        carrier, stop, has_carrier = stop, stop + 1, True
    bodily = owner is not None and any(flags[k] & BODY for k in range(*owner))
    possessed = owner is not None and draft.is_possessive(owner[1])
    session = bool(flags[talk] & SESSION or (bodily and not possessed))
    if not session and not flags[stop] & (BETWEEN | WITH):
        if flags[stop] & OF and not flags[stop + 1] & DATE:
            found = draft.names(stop + 1)
            if found is None and not has_carrier:
                return None
            session = found is not None and all(name.kind is NameKind.ORGANISATION for name in found.names)
            session = session and found is not None and not flags[found.stop] & (WITH | AND)
        elif has_carrier and keys[carrier].endswith(MINUTES) and "meeting" in keys[talk]:
            session = True
        elif not has_carrier and not flags[stop] & (SIGN | FUNCTION):
            return None
    genre = MINUTES if session else _CONVERSATION
    if has_carrier and keys[carrier] == "protocol":
        genre = "protocol"
    return Form(genre, Mode.SESSION if session else Mode.TALK, stop, states, (), owner)
