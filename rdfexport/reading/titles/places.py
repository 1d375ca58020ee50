"""Place names in a title: all but those inside a person's role or the name of a body."""

from __future__ import annotations

from rdfexport.reading.kinds import (
    ARTICLE,
    AT,
    BODY,
    BRACKET,
    CAPITAL,
    FIELD,
    FUNCTION,
    GROUP,
    IN,
    NATION,
    OF,
    PLACE,
    POSSESSIVE,
    POST,
    POST_TO,
    QUOTE,
    RANK,
    SIGN,
    TO,
)
from rdfexport.reading.titles.draft import Draft
from rdfexport.reading.titles.words import Words, inner_words


def find_places(draft: Draft) -> tuple[str, ...]:
    """The place names as printed, in title order, once for each mention."""
    return tuple(_places_in(draft.words, draft))


def _places_in(words: Words, draft: Draft | None, *, inside: Draft | None = None) -> list[str]:
    found: list[str] = []
    owner = draft or inside
    for i, flag in enumerate(words.flags):
        if draft and draft.named[i]:
            continue
        if flag & (QUOTE | BRACKET) and owner:
            inner = inner_words(words, i, owner.lexicon)
            found.extend(_places_in(inner, None, inside=owner))
        elif (flag & PLACE and flag & CAPITAL and not _in_corporate_name(words, i)) or (
            draft and i in draft.placed
        ):
            found.append(words.without_possessive(i, i + 1))
    return found


def _in_corporate_name(words: Words, i: int) -> bool:
    """Whether a place belongs to a post or a body: ``US Deputy Secretary``, ``Embassy in Moscow``."""
    flags = words.flags
    at = i + 1
    if not flags[i] & POSSESSIVE:
        while (
            flags[at] & (FIELD | RANK | NATION) and flags[at] & CAPITAL and not flags[at] & (SIGN | FUNCTION)
        ):
            if flags[at] & (POST | BODY):
                break
            at += 1
        if flags[at] & (POST | BODY | GROUP) and flags[at] & CAPITAL and not flags[at] & (SIGN | FUNCTION):
            return True
    at = i - 1
    while at >= 0 and flags[at] & (ARTICLE | NATION):
        at -= 1
    if at < 1 or not flags[at] & (OF | IN | AT | TO):
        return False
    head = flags[at - 1]
    if not head & CAPITAL and not head & POST:
        return False
    return bool(head & POST_TO) if flags[at] & TO else bool(head & (POST | BODY))
