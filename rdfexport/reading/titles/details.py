"""Productions for what needs no parties: dates, numbers, states, markings, brackets, quotations.

A production is given the position of the word that opens it; it reads as far as it
understands and gives the position behind, or None if it cannot read what stands there.
"""

from __future__ import annotations

from rdfexport.model import EventDateRole
from rdfexport.reading.dates import parse_date
from rdfexport.reading.kinds import (
    AT,
    CAPITAL,
    COLON,
    COMMA,
    CUE,
    DATE,
    DATED,
    END,
    FOR,
    FROM,
    FUNCTION,
    IN,
    OF,
    ON,
    QUOTE,
    SIGN,
    STATE,
)
from rdfexport.reading.titles.brackets import BracketKind, bracket_kind
from rdfexport.reading.titles.draft import Draft, Mode
from rdfexport.reading.titles.parties import read_names
from rdfexport.reading.titles.topic import topic_between, topic_end
from rdfexport.reading.titles.words import Words, inner_words

DATE_LEADERS = ON | OF | FROM | IN | AT | FOR | DATED


def read_date(draft: Draft, i: int) -> int | None:
    """``on 9 December 1949``, ``, 28 September 1962``."""
    flags = draft.words.flags
    at = i + 1 if flags[i] & DATE_LEADERS and flags[i + 1] & DATE else i
    if not flags[at] & DATE:
        return None
    if not flags[at + 1] & (SIGN | FUNCTION) and (flags[i] & ON or at == i):
        # "on 4 December 1956 Meeting of the Leaders": the date stands before the topic;
        # "in reply to 11 September Telegram": it is that of another document.
        return None
    if draft.add_date(at) is None:
        draft.leave(i, at + 1)
    return at + 1


def read_time(_: Draft, i: int) -> int | None:
    """Hours are read, so that nobody takes them for anything else; no field holds them."""
    return i + 1


def read_number(draft: Draft, i: int) -> int | None:
    """``No. 50450, 50470, and 50490``."""
    draft.numbers.extend(draft.words.numbers(i))
    return i + 1


def read_numeral(draft: Draft, i: int) -> int | None:
    """A number without "No.": right behind the form, or alone between commas."""
    words = draft.words
    if not words.is_numeral(i) or not words.flags[i + 1] & (SIGN | FUNCTION):
        return None
    if (span := parse_date(words.span(i, i + 1))) is not None:
        # Four digits that could be a year: a year between commas, else nobody knows.
        return i + 1 if words.flags[i - 1] & COMMA and draft.add_date_text(span.verbatim) else None
    draft.numbers.append(words.span(i, i + 1))
    return i + 1


def read_state(draft: Draft, i: int) -> int | None:
    """A state of the text that stands alone: ``, excerpt``."""
    if not draft.words.flags[i + 1] & SIGN:
        return None
    draft.add_qualifier(draft.words.keys[i])
    return i + 1


def read_marking(draft: Draft, i: int) -> int | None:
    """A security marking that stands alone: ``, Secret``."""
    if not draft.words.flags[i + 1] & SIGN or not draft.words.flags[i] & CAPITAL:
        return None
    draft.classification = draft.classification or draft.words.span(i, i + 1)
    return i + 1


def read_periodical(draft: Draft, i: int) -> int | None:
    """A newspaper that stands alone: ``, Le Monde``."""
    flags = draft.words.flags
    if not flags[i - 1] & COMMA or not flags[i + 1] & SIGN or draft.published_in:
        return None
    draft.published_in = draft.words.span(i, i + 1)
    return i + 1


def read_marked(draft: Draft, i: int) -> int | None:
    """``marked 'Final Version'``."""
    words = draft.words
    if words.flags[i + 1] & QUOTE:
        inner = inner_words(words, i + 1, draft.lexicon)
        if inner.flags[0] & STATE and len(inner) == 1:
            draft.add_qualifier(inner.keys[0])
            return i + 2
    return None


def read_talk(draft: Draft, i: int) -> int | None:
    """The talk behind its host: ``from Mao's Reception of Ambassador Chervonenko``."""
    return i + 1 if draft.mode is Mode.TALK and draft.is_possessive(i) else None


def read_attachment(draft: Draft, i: int) -> int | None:
    """The document that this one is attached to: no field holds it."""
    stop = len(draft.words)
    draft.leave(i, stop)
    return stop


def read_quote(draft: Draft, i: int) -> int | None:
    """What stands in quotes, taken whole."""
    words = draft.words
    text = words.inner(i)
    if draft.topic or not text or (draft.is_unread(i) and draft.words.flags[i - 1] & FUNCTION):
        return None
    draft.topic = text
    quoted = inner_words(words, i, draft.lexicon)
    for k, flag in enumerate(quoted.flags):
        if flag & DATE:
            draft.add_date_text(quoted.span(k, k + 1), EventDateRole.EVENT)
    return i + 1


def read_topic(draft: Draft, i: int) -> int | None:
    """``regarding X``, ``on X``, ``Subject: X``; the cue stands at ``i``."""
    behind = i + 2 if draft.words.flags[i] & CUE and draft.words.flags[i + 1] & COLON else i + 1
    return read_topic_from(draft, behind)


def read_topic_from(draft: Draft, first: int) -> int | None:
    """The topic that begins at a word; a title has one, the first."""
    if draft.topic or draft.words.flags[first] & (END | COMMA):
        return None
    if draft.words.flags[first] & QUOTE:
        return read_quote(draft, first)
    stop = topic_end(draft, first)
    draft.topic = topic_between(draft, first, stop)
    return stop if draft.topic else None


def read_bracket(draft: Draft, i: int) -> int | None:
    """A bracket that belongs to no name."""
    inner = inner_words(draft.words, i, draft.lexicon)
    kind = bracket_kind(inner, draft.lexicon)
    if kind is BracketKind.VIA:
        return i + 1 if _take_via(draft, i, inner) else None
    if kind is BracketKind.STATE:
        draft.add_qualifier(inner.keys[0])
    elif kind is BracketKind.DATE:
        draft.add_date_text(inner.text)
    elif kind is BracketKind.NUMBER:
        draft.numbers.extend(inner.numbers(0))
    elif kind is BracketKind.MARKING:
        draft.classification = draft.classification or inner.text
    elif kind is BracketKind.PERIODICAL:
        draft.published_in = inner.text
    elif kind is BracketKind.OTHER:
        return i + 1 if _take_interlocutors(draft, i, inner) else None
    elif kind not in (BracketKind.COPY, BracketKind.PLACE):
        return None
    return i + 1


def _take_via(draft: Draft, i: int, inner: Words) -> bool:
    found = read_names(inner, 1, draft.lexicon, addressed=True) if len(inner) > 1 else None
    if found is None or found.stop != len(inner):
        return False
    draft.via.extend(found.names)
    draft.named[i] = 1
    return True


def _take_interlocutors(draft: Draft, i: int, inner: Words) -> bool:
    """``Notes from a Conversation (Gromyko, Khrushchev, and Gomulka)``."""
    if draft.mode is not Mode.TALK or draft.participants or not len(inner):
        return False
    found = read_names(inner, 0, draft.lexicon, addressed=True)
    if found is None or found.stop != len(inner) or len(found.names) == 1:
        return False
    draft.participants.extend(found.names)
    draft.named[i] = 1
    return True
