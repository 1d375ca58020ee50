"""Brackets and commas inside a name: ``Filippov [Stalin]``, ``Soviet Ambassador to China, N. V. Roshchin``.

Rules as in ``descriptions.py``: True where something was taken and the name may go on.
"""

from __future__ import annotations

from rdfexport.model import NameKind
from rdfexport.reading.kinds import (
    AND,
    ARTICLE,
    BODY,
    CAPITAL,
    DESCRIBING,
    FORM,
    FUNCTION,
    GROUP,
    HONORIFIC,
    MISSION,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    POST,
    RANK,
    SESSION,
    SIGN,
    SUBJECT,
    SUFFIX,
)
from rdfexport.reading.titles.brackets import BracketKind, bracket_kind
from rdfexport.reading.titles.name_state import HEADS, NameReader, NameState
from rdfexport.reading.titles.words import Words, inner_words

_KNOWN = HEADS | DESCRIBING | SESSION | FORM | SUBJECT


def take_bracket(name: NameState, read: NameReader) -> bool:
    """The bracket behind what was read of the name: a person, an office, a body or a seat."""
    at = name.at
    if at == name.first:
        return False
    inner = inner_words(name.words, at, name.lexicon)
    kind = _kind(inner, name, read)
    text = name.words.inner(at)
    person = name.person >= 0
    if kind is BracketKind.PERSON:
        if name.bracketed or name.signatory or name.person_in_bracket:
            return False
        _take_person(name, inner, text)
    elif kind is BracketKind.OFFICE and not person and name.head & POST:
        name.fixed = at + 1
        name.extend_role(at + 1)
    elif kind is BracketKind.BODY and person:
        name.affiliation = text
        name.close_name(at)
    elif kind is BracketKind.BODY and name.head & (BODY | GROUP):
        if not inner.flags[len(inner) - 1] & GROUP:
            # A body is another name; a group, "Communist Party (Bolsheviks)", belongs to the name.
            name.bracketed = text
            name.close_name(at)
    elif kind in (BracketKind.BODY, BracketKind.PLACE) and name.head and not person:
        name.close_name(at)
    else:
        return False
    name.sure = True
    name.at = at + 1
    return True


def _kind(inner: Words, name: NameState, read: NameReader) -> BracketKind:
    kind = bracket_kind(inner, name.lexicon)
    if kind is BracketKind.OTHER and len(inner):
        found = read(inner, 0, len(inner))
        if found and found.sure and found.stop == len(inner) and found.name.kind is NameKind.PERSON:
            return BracketKind.PERSON
    return kind


def _take_person(name: NameState, inner: Words, text: str) -> None:
    if inner.flags[len(inner) - 1] & POSSESSIVE:
        text = inner.without_possessive(0, len(inner))
    if name.person >= 0 or not name.head:
        name.bracketed = text
    elif name.head & POST:
        name.person_in_bracket = text
    elif text.isalpha() and text.isupper() and len(text) <= 6 and not name.words.text.isupper():
        # "National Atomic Energy Commission (CNEA)": short for the body, nobody's name.
        name.bracketed = text
    else:
        name.signatory = text
    name.close_name(name.at)


def take_comma(name: NameState, read: NameReader) -> bool:
    """A comma inside a name: a seat, the person behind the post, or the post behind the person."""
    if name.flags[name.at + 1] & SUFFIX and name.person >= 0 and name.name_end < 0:
        name.at += 2
        return True
    if name.person >= 0 or name.person_in_bracket:
        _take_post_behind(name, read)
        return False
    if not name.head or name.name_end >= 0:
        return False
    flags = name.flags
    at = name.at
    behind = at + 1
    if flags[behind] & PLACE:
        seated = name.post_to or flags[at - 1] & MISSION
        if not seated or flags[behind] & POSSESSIVE or not flags[behind + 1] & (SIGN | FUNCTION):
            return False
        name.at = name.fixed = behind + 1
        name.extend_role(behind + 1)
        return True
    if name.head == POST and _is_person(name, behind):
        name.fixed = name.at = behind
        return True
    return False


def _take_post_behind(name: NameState, read: NameReader) -> None:
    """``Cde. Lin Zuhan, Chairman of the Special Region``."""
    behind = name.at + 1
    flags = name.flags
    if not flags[behind] & (ARTICLE | CAPITAL) or behind >= name.stop:
        return
    office = read(name.words, behind, name.stop)
    if office is None or office.name.kind is not NameKind.OFFICE or flags[office.stop] & AND:
        return
    name.close_name(name.at)
    begin = behind + 1 if flags[behind] & ARTICLE else behind
    name.role = name.role or (begin, office.stop)
    name.sure = True
    name.at = office.stop


def _is_person(name: NameState, begin: int) -> bool:
    """Whether the words from here to the next sign or function word can only be a person."""
    flags = name.flags
    at = begin
    while at < name.stop and flags[at] & (HONORIFIC | RANK) and flags[at] & CAPITAL:
        at += 1
    personal = at
    while at < name.stop and not flags[at] & (SIGN | FUNCTION & ~PARTICLE):
        if flags[at] & (POSSESSIVE | _KNOWN & ~RANK & ~GROUP) or not flags[at] & (CAPITAL | PARTICLE):
            return False
        at += 1
    return 1 <= at - personal <= 4 or (personal > begin and at > personal)
