"""Words -> lists of names: ``A``, ``A and B``, ``A, B, and C``, ``Cdes. A and B``."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rdfexport.model import Name
from rdfexport.reading.kinds import (
    AND,
    ARTICLE,
    COMMA,
    FIELD,
    FUNCTION,
    HONORIFICS,
    MARK,
    NATION,
    PLACE,
    SIGN,
    SUBJECT,
)
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.names import read_name
from rdfexport.reading.titles.words import Words

BEHIND_PARTY = SIGN & ~MARK | FUNCTION
"""What may follow a complete name."""
_NO_PERSON = FIELD | NATION | PLACE | SUBJECT | ARTICLE


class FoundNames(NamedTuple):
    """Names of one list, the position behind it, and whether the first is sure to be a name."""

    names: tuple[Name, ...]
    stop: int
    sure: bool


def read_names(
    words: Words, first: int, lexicon: Lexicon, *, stop: int | None = None, addressed: bool = False
) -> FoundNames | None:
    """The list of names that begins at a word, or None; arguments as for :func:`names.read_name`.

    A comma goes on with the list only if an "and" ends it; else what follows the comma is
    something else.
    """
    limit = len(words) if stop is None else stop
    flags = words.flags
    plural = None
    if flags[first] & HONORIFICS and first + 1 < limit:
        plural = words.span(first, first + 1)
        first += 1
    found = read_name(words, first, lexicon, stop=limit, addressed=addressed)
    if found is None:
        return None
    names = [found.name]
    settled, settled_stop = 1, found.stop
    at = found.stop
    while at < limit and flags[at] & (COMMA | AND):
        behind = at + 1 if flags[at] & COMMA else at
        last = flags[behind] & AND
        following = read_name(words, behind + 1 if last else behind, lexicon, stop=limit, addressed=addressed)
        if following is None:
            break
        names.append(following.name)
        at = following.stop
        if last:
            settled, settled_stop = len(names), at
    names = names[:settled]
    if plural:
        names = [name if name.honorific else replace(name, honorific=plural) for name in names]
    return FoundNames(tuple(names), settled_stop, found.sure or settled > 1 or plural is not None)


def is_plain_person(words: Words, first: int, found: FoundNames) -> bool:
    """Whether capital words alone can be taken for somebody's name: two or three that no list knows."""
    if not words.flags[found.stop] & BEHIND_PARTY:
        return False
    if any(words.flags[k] & _NO_PERSON for k in range(first, found.stop)):
        return False
    return 2 <= found.stop - first <= 3
