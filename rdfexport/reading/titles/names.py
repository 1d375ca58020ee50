"""Words -> a Name: where it begins and ends, its role, honorific and brackets.

A name is read from left to right: a description (``Soviet Ambassador to China``, ``the
Embassy in Havana``, ``Cde.``), then the words of a person, then brackets and appositions.
Neither a comma nor a "to" inside the description ends it.
"""

from __future__ import annotations

from rdfexport.reading.kinds import (
    BODY,
    BRACKET,
    CAPITAL,
    CARRIER,
    COMMA,
    DESCRIBING,
    FIELD,
    FORM,
    FUNCTION,
    GROUP,
    HONORIFIC,
    HONORIFICS,
    MODIFIER,
    NAMING,
    PARTICIPLE,
    PARTICLE,
    POSSESSIVE,
    POST,
    POST_TO,
    RANK,
    SIGN,
    STATE,
    SUBJECT,
    TALK,
)
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.appositions import take_bracket, take_comma
from rdfexport.reading.titles.descriptions import take_function_word, take_participle
from rdfexport.reading.titles.name_state import HEADS, Found, NameState
from rdfexport.reading.titles.words import Words

_MATTER = SUBJECT | FORM | TALK | CARRIER | STATE
_NO_NAME = _MATTER | MODIFIER


def read_name(
    words: Words, first: int, lexicon: Lexicon, *, stop: int | None = None, addressed: bool = False
) -> Found | None:
    """The name that begins at a word, or None.

    Args:
        words: the title, or what a bracket of it holds.
        first: where the name begins, its article included.
        lexicon: the words the rules know.
        stop: where it has to end at the latest.
        addressed: the name stands where a "to" can only belong to a role: after "to",
            "with" or "between".
    """
    limit = len(words) if stop is None else stop
    if first >= limit:
        return None
    name = NameState(words, first, limit, lexicon, addressed=addressed)
    while name.at < limit and _step(name):
        pass
    return name.result()


def _step(name: NameState) -> bool:
    """Take the next word or phrase; False where the name ends."""
    at = name.at
    flag = name.flags[at]
    if flag & SIGN:
        if not flag & (BRACKET | COMMA):
            return False

        def read(words: Words, begin: int, stop: int) -> Found | None:
            return read_name(words, begin, name.lexicon, stop=stop, addressed=True)

        return take_bracket(name, read) if flag & BRACKET else take_comma(name, read)
    if flag & PARTICIPLE and name.head & (BODY | GROUP):
        return take_participle(name)
    if flag & FUNCTION and not flag & (NAMING | FIELD) & ~RANK:
        return take_function_word(name)
    if name.name_end >= 0 or not _take_word(name, flag):
        return False
    if flag & POSSESSIVE and not name.leads_on(name.at):
        name.name_end = name.at
        return bool(name.flags[name.at] & BRACKET)
    return True


def _take_word(name: NameState, flag: int) -> bool:
    at = name.at
    if flag & (HONORIFIC | HONORIFICS) and name.person < 0 and name.opens_name(at + 1):
        begin = name.honorific[0] if name.honorific else name.fixed
        name.honorific = (begin, at + 1)
        name.fixed = name.at = at + 1
    elif flag & HEADS and not (flag & RANK and name.leads_on(at + 1)) and not _is_inner_title(name, flag):
        _take_head(name, flag)
    elif flag & DESCRIBING and flag & (CAPITAL | RANK) and not _ends_as_subject(name, flag):
        name.at = at + 1
    elif flag & PARTICLE and not flag & CAPITAL:
        return bool(name.flags[at + 1] & CAPITAL) and _take_personal(name)
    elif flag & _NO_NAME:
        if flag & CAPITAL and name.leads_on(at + 1):
            name.at = at + 1
            return True
        # "Nanjing Peace Proposal": what ends as a subject was no name from the beginning.
        name.refused = bool(flag & _MATTER) and not name.flags[at - 1] & POSSESSIVE
        return False
    elif flag & CAPITAL and not name.is_text_numeral(at):
        return _take_personal(name)
    else:
        return False
    return True


def _is_inner_title(name: NameState, flag: int) -> bool:
    """Whether a form of address stands in the middle of a name: "Mohammad Reza Shah Pahlavi"."""
    return bool(flag & HONORIFIC) and name.person >= 0 and name.opens_name(name.at + 1)


def _take_head(name: NameState, flag: int) -> None:
    """A post, a body or a group: whatever stood before it describes it."""
    name.head = POST if flag & POST else flag & HEADS
    name.post_to = bool(flag & POST_TO)
    name.person = -1
    name.at += 1
    name.fixed = name.at
    name.role = (name.honorific[1] if name.honorific else name.first, name.at)
    name.sure = True


def _take_personal(name: NameState) -> bool:
    if name.person < 0:
        name.person = name.at
    name.at += 1
    return True


def _ends_as_subject(name: NameState, flag: int) -> bool:
    """Whether a describing word that may be a subject ends the phrase: "Economic Aid, ..."."""
    return bool(flag & SUBJECT) and not name.head and not name.leads_on(name.at + 1)
