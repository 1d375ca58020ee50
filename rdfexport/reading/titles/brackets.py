"""What a bracket in a title speaks of."""

from __future__ import annotations

from enum import Enum, auto

from rdfexport.reading.kinds import (
    BODY,
    CAPITAL,
    DATE,
    DESCRIBING,
    FIELD,
    FORM,
    FUNCTION,
    GROUP,
    HONORIFIC,
    MARKING,
    MODIFIER,
    NATION,
    NUMBER,
    PARTICLE,
    PERIODICAL,
    PLACE,
    POST,
    SIGN,
    STATE,
    SUBJECT,
    VIA,
)
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.words import Words


class BracketKind(Enum):
    """The kinds of bracket the grammar tells apart."""

    VIA = auto()
    STATE = auto()
    """``(excerpt)``, ``(First Draft)``."""
    COPY = auto()
    """Speaks of the copy: ``[Approved for Release, February 16, 2011]``."""
    DATE = auto()
    NUMBER = auto()
    MARKING = auto()
    PERIODICAL = auto()
    FORM = auto()
    """``[Memorandum]``."""
    PLACE = auto()
    OFFICE = auto()
    BODY = auto()
    PERSON = auto()
    OTHER = auto()


_SINGLE = (
    (STATE, BracketKind.STATE),
    (DATE, BracketKind.DATE),
    (NUMBER, BracketKind.NUMBER),
    (MARKING, BracketKind.MARKING),
    (PERIODICAL, BracketKind.PERIODICAL),
    (PLACE, BracketKind.PLACE),
    (FORM, BracketKind.FORM),
)
_NO_PERSON = SUBJECT | FORM | NATION | PLACE | STATE | MODIFIER | FIELD


def bracket_kind(inner: Words, lexicon: Lexicon) -> BracketKind:
    """Tell what the words inside a bracket are."""
    flags = inner.flags[:-1]
    if not flags:
        return BracketKind.OTHER
    if flags[0] & VIA:
        return BracketKind.VIA
    key = " ".join(inner.keys[:-1])
    if key.startswith(lexicon.copies):
        return BracketKind.COPY
    if len(flags) == 1:
        for mask, kind in _SINGLE:
            if flags[0] & mask:
                return kind
    if any(flag & (SIGN | FUNCTION & ~PARTICLE) for flag in flags):
        return _of_phrase(flags)
    last = flags[-1]
    if last & POST and flags[0] & CAPITAL:
        return BracketKind.OFFICE
    if last & (BODY | GROUP) and flags[0] & CAPITAL:
        return BracketKind.BODY
    personal = sum(1 for flag in flags if flag & CAPITAL and not flag & (_NO_PERSON | DESCRIBING))
    plain = all(flag & (CAPITAL | PARTICLE) and (flag & HONORIFIC or not flag & _NO_PERSON) for flag in flags)
    return BracketKind.PERSON if personal and plain else BracketKind.OTHER


def _of_phrase(flags: list[int]) -> BracketKind:
    """A bracket with prepositions inside: an office or a body by its first head word."""
    for flag in flags:
        if flag & SIGN or not flag & CAPITAL:
            break
        if flag & POST:
            return BracketKind.OFFICE
        if flag & (BODY | GROUP):
            return BracketKind.BODY
    return BracketKind.OTHER
