"""A name while it is being read: what has been seen of it so far, and the Name it makes in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rdfexport.model import Name, NameKind
from rdfexport.reading.kinds import (
    ARTICLE,
    BODY,
    CAPITAL,
    FIELD,
    FORM,
    FUNCTION,
    GROUP,
    NATION,
    PARTICLE,
    POSSESSIVE,
    POST,
    SIGN,
    SUBJECT,
    TO,
)
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.words import Words

HEADS = POST | BODY | GROUP
"""What can be the head of a name that is no person's."""


class Found(NamedTuple):
    """A name, the position behind it, and whether more than capital letters speaks for it."""

    name: Name
    stop: int
    sure: bool


NameReader = Callable[[Words, int, int], Found | None]
"""Reads the name between two positions that stands where no "to" can follow it."""


class NameState:
    """What the rules of ``names.py`` have seen of a name.

    Positions are those of words. A name is ``[first, at)`` so far; ``[first, fixed)`` of it
    describes, and the words of a person begin at ``person`` (-1 while none was seen).
    """

    __slots__ = (
        "addressed",
        "affiliation",
        "at",
        "begin",
        "bracketed",
        "first",
        "fixed",
        "flags",
        "head",
        "honorific",
        "lexicon",
        "name_end",
        "person",
        "person_in_bracket",
        "post_to",
        "refused",
        "role",
        "signatory",
        "stop",
        "sure",
        "words",
    )

    def __init__(self, words: Words, begin: int, stop: int, lexicon: Lexicon, *, addressed: bool) -> None:
        """Begin at a word; ``addressed`` as in :func:`names.read_name`."""
        self.words = words
        self.lexicon = lexicon
        self.flags = words.flags
        self.begin = begin
        self.first = self.at = self.fixed = begin + 1 if words.flags[begin] & ARTICLE else begin
        self.stop = stop
        self.addressed = addressed
        self.head = 0
        """POST, BODY or GROUP: what the description is headed by."""
        self.post_to = False
        """The post may still have a place after "to"."""
        self.person = -1
        self.name_end = -1
        """Where the name proper ends, if brackets or appositions follow it."""
        self.honorific: tuple[int, int] | None = None
        self.role: tuple[int, int] | None = None
        self.person_in_bracket: str | None = None
        self.bracketed: str | None = None
        self.signatory: str | None = None
        self.affiliation: str | None = None
        self.sure = False
        self.refused = False

    def is_text_numeral(self, i: int) -> bool:
        """Whether a word begins with a digit."""
        return self.words.text[self.words.starts[i]].isdigit()

    def close_name(self, at: int) -> None:
        """What comes from here on is no part of the name proper."""
        if self.name_end < 0:
            self.name_end = at

    def extend_role(self, stop: int) -> None:
        """The role goes on up to here, if there is one."""
        if self.role:
            self.role = (self.role[0], stop)

    def leads_on(self, at: int) -> bool:
        """Whether a post, a body or a group follows, behind words that describe it."""
        for i in range(at, min(at + 4, self.stop)):
            flag = self.flags[i]
            if flag & HEADS and flag & (CAPITAL | POST | GROUP) and not flag & (FUNCTION & ~TO):
                return True
            if not flag & CAPITAL or flag & (SIGN | FUNCTION) or flag & POSSESSIVE:
                return False
        return False

    def opens_name(self, at: int) -> bool:
        """Whether what follows a form of address goes on as a name."""
        flag = self.flags[at]
        if at >= self.stop or flag & SIGN or flag & FUNCTION & ~PARTICLE:
            return False
        return bool(flag & CAPITAL) and not flag & (BODY | FIELD | SUBJECT | FORM | GROUP)

    def _is_acronym(self, end: int) -> bool:
        """Whether the only word is in capitals and the title is not: "CPY" is nobody's name."""
        if self.person != self.first or end != self.first + 1 or self.bracketed:
            return False
        text = self.words.without_possessive(self.person, end)
        return len(text) > 1 and text.isalpha() and text.isupper() and not self.words.text.isupper()

    def _is_people(self, end: int) -> bool:
        """Whether a nation and one plural make the name: "Czechoslovak Hardliners"."""
        if end != self.first + 2 or self.person != self.first + 1 or self.honorific or self.bracketed:
            return False
        plural = self.words.keys[self.person]
        return bool(self.flags[self.first] & NATION) and plural.endswith("s") and len(plural) > 4

    def result(self) -> Found | None:
        """The name, or None where no head, no person and no people was seen."""
        words = self.words
        end = self.name_end if self.name_end >= 0 else self.at
        if self.refused or end <= self.first:
            return None
        honorific = words.span(*self.honorific) if self.honorific else None
        role = words.without_possessive(*self.role) if self.role and self.role[1] > self.role[0] else None
        if self.person_in_bracket:
            bare, kind = self.person_in_bracket, NameKind.PERSON
        elif self.head & (BODY | GROUP):
            bare = words.without_possessive(self.first, end)
            kind, role = (NameKind.ORGANISATION if self.head & BODY else NameKind.GROUP), None
        elif self.person >= 0 and self._is_acronym(end):
            return None
        elif self.person >= 0 and self._is_people(end):
            bare, kind = words.span(self.first, end), NameKind.GROUP
        elif self.person >= 0:
            bare, kind = words.without_possessive(self.person, end), NameKind.PERSON
            self.sure |= bool(honorific) or "." in bare
        elif self.head:
            bare, kind = words.without_possessive(self.first, end), NameKind.OFFICE
            role = bare
        elif self.begin < self.first and self.flags[end - 1] & NATION and end == self.first + 1:
            bare, kind = words.span(self.first, end), NameKind.GROUP
        else:
            return None
        name = Name(
            as_written=words.without_possessive(self.begin, self.at),
            bare_name=bare,
            kind=kind,
            bracketed=self.bracketed,
            honorific=honorific,
            role=role,
            signatory=self.signatory,
            affiliation=self.affiliation,
        )
        return Found(name, self.at, self.sure)
