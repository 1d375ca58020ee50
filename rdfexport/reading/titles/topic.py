"""What a title is about: where the topic begins and ends."""

from __future__ import annotations

from rdfexport.model import EventDateRole
from rdfexport.reading.kinds import (
    ARTICLE,
    AT,
    ATTACHMENT,
    AUTHORED,
    BRACKET,
    COMMA,
    DATE,
    FROM,
    IN,
    MARKING,
    NUMBER,
    OF,
    ON,
    STATE,
    TIME,
    TO,
    TRANSMITTING,
    VIA,
    WITH,
)
from rdfexport.reading.titles.brackets import BracketKind, bracket_kind
from rdfexport.reading.titles.draft import Draft, Mode
from rdfexport.reading.titles.words import inner_words

_OUTSIDE = frozenset(
    (BracketKind.VIA, BracketKind.STATE, BracketKind.COPY, BracketKind.DATE, BracketKind.MARKING,
     BracketKind.PERIODICAL, BracketKind.NUMBER)
)  # fmt: skip
"""Brackets behind a topic that are no part of it."""
_CLOSING = DATE | TIME | MARKING | NUMBER | STATE


def topic_end(draft: Draft, first: int) -> int:
    """Where a topic ends: at the end of the title, or before what says something else."""
    words = draft.words
    flags = words.flags
    stop = len(words)
    for at in range(first + 1, stop):
        flag = flags[at]
        if flag & COMMA and _leaves_topic(draft, at + 1):
            return at
        if (
            flag & BRACKET
            and bracket_kind(inner_words(words, at, draft.lexicon), draft.lexicon) is BracketKind.VIA
        ):
            stop = at
            break
    while stop > first + 1:
        flag = flags[stop - 1]
        if flag & BRACKET:
            if bracket_kind(inner_words(words, stop - 1, draft.lexicon), draft.lexicon) not in _OUTSIDE:
                break
        elif not (flag & _CLOSING and flags[stop - 2] & COMMA):
            break
        else:
            stop -= 1
        stop -= 1
    return stop


def _leaves_topic(draft: Draft, at: int) -> bool:
    """Whether a comma inside a topic closes it, since a party or another document follows."""
    flag = draft.words.flags[at]
    if flag & (ATTACHMENT | TRANSMITTING):
        return True
    if draft.mode is not Mode.MESSAGE:
        return False
    if flag & FROM:
        return not draft.creators and draft.names(at + 1) is not None
    if flag & TO:
        return not draft.recipients and draft.names(at + 1) is not None
    if flag & WITH:
        return True
    if flag & (VIA | AUTHORED):
        return draft.names(at + 1) is not None
    return False


def topic_between(draft: Draft, first: int, stop: int) -> str | None:
    """The topic among words: without article, opener, and a date at either end that dates the event."""
    words = draft.words
    flags, keys = words.flags, words.keys
    for at in range(first, stop):
        if flags[at] & DATE:
            draft.add_date(at, EventDateRole.EVENT)
    begin = first
    if flags[begin] & ARTICLE:
        begin += 1
    for opener in draft.lexicon.openers:
        behind = begin + len(opener)
        if tuple(keys[begin:behind]) == opener and behind < stop:
            begin = behind
            break
    if flags[begin] & DATE and begin + 1 < stop:
        begin += 1
    if flags[begin] & ARTICLE and begin + 1 < stop:
        begin += 1
    end = stop
    while end - 1 > begin and flags[end - 1] & (DATE | TIME):
        before = flags[end - 2]
        if before & OF and flags[end - 1] & DATE:
            break
        end -= 1
        if end - 1 > begin and before & (ON | COMMA | AT | IN):
            end -= 1
    return words.span(begin, end) or None
