"""Capitalised names in running text that no label covers, and labels inside longer names.

``Stalin`` in "Vasily Stalin" is not the Stalin of the authority file: the longest string
that is a name counts. Goes in: a text and the labels found in it. Comes out: which of them
stand inside a longer unknown name, and the runs of unknown names, to be listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rdfexport.authorities.mention_index import Found
from rdfexport.authorities.mention_words import (
    ACTS,
    ADJECTIVES,
    BODY_NOUNS,
    CALENDAR_WORDS,
    SENTENCE_OPENERS,
    TITLES_OF_PERSONS,
    WORDS_BEFORE_TITLES,
)
from rdfexport.model import NameKind

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_REST = r"[\w-]*(?:['’](?!s\b)\w+)*"
_WORD = _CAPITAL + _REST
# A full stop belongs to a name behind an initial, "N." or "Ya.", only.
_INITIAL = "|".join(rf"(?<={i})(?<!\w{i})\. ?" for i in (_CAPITAL, f"{_CAPITAL}[aehsu]"))
_GAP = rf"(?:{_INITIAL}| | of the | of | for )"
# The look behind the first letter stands after it: so the engine can jump from capital to capital.
_RUN = re.compile(rf"{_CAPITAL}(?<![\w’'-]{_CAPITAL}){_REST}(?:{_GAP}{_WORD})+")
_TOKEN = re.compile(_WORD)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]|\n)[\s\"'”’“‘()\[\]]*$")
_OPENING = re.compile(r"\w+(?:ing|ed|ly)")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a text's capitalised runs tell."""

    inside_longer: frozenset[int] = frozenset()
    """Positions in the list of labels: those that stand inside a longer unknown name."""
    candidates: tuple[str, ...] = ()
    """Unknown names of two words or more, each once, in the order of the text."""


class _Piece(NamedTuple):
    """A word of a run, or a label inside it."""

    start: int
    end: int
    label: int | None
    """Its position in the list of labels."""
    is_known: bool
    """Whether it is a label that means somebody by itself."""


_NOTHING = Survey()


def survey(text: str, found: Sequence[Found]) -> Survey:
    """Look at every run of capitalised words that labels do not cover exactly."""
    if text.isupper():
        return _NOTHING
    ends: dict[int, int] | None = None
    inside: set[int] = set()
    names: dict[str, None] = {}
    for run in _RUN.finditer(text):
        if ends is None:
            ends = {label.start: label.end for label in found}
        if ends.get(run.start(), -1) >= run.end():
            continue
        for name in _names(text, _pieces(text, run, found), found):
            if len(name) > 1 and not all(piece.is_known for piece in name):
                inside.update(piece.label for piece in name if piece.label is not None)
                names[text[name[0].start : name[-1].end]] = None
    return Survey(frozenset(inside), tuple(names)) if names else _NOTHING


def _pieces(text: str, run: re.Match[str], found: Sequence[Found]) -> list[_Piece]:
    at, end = run.span()
    labels = [i for i, label in enumerate(found) if label.end > at and label.start < end]
    pieces: list[_Piece] = []
    while at < end and (match := _TOKEN.search(text, at, end)):
        i = next((i for i in labels if found[i].start <= match.start() < found[i].end), None)
        if i is None:
            pieces.append(_Piece(match.start(), match.end(), None, is_known=False))
        else:
            pieces.append(_Piece(found[i].start, found[i].end, i, is_known=bool(found[i].form.bearers)))
        at = pieces[-1].end
    return pieces


def _names(text: str, pieces: Sequence[_Piece], found: Sequence[Found]) -> Iterator[list[_Piece]]:
    """The stretches of a run between words that belong to no name."""
    name: list[_Piece] = []
    in_post = False
    for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
        outside = piece.label is None and _is_outside(text, piece, following)
        gap = text[name[-1].end : piece.start] if name else ""
        if name and not outside and _continues(text, name[-1], gap, piece, found):
            name.append(piece)
            continue
        if name:
            yield name
        # "Minister of Foreign Trade" is a post, not a name and not a part of one.
        in_post = in_post and _is_of_post(text, piece)
        name = [] if outside or in_post else [piece]
        in_post = in_post or outside
    if name:
        yield name


def _is_of_post(text: str, piece: _Piece) -> bool:
    before = text[max(0, piece.start - 8) : piece.start]
    return piece.label is None and before.endswith((" of ", " for ", " of the ", " and "))


def _continues(text: str, last: _Piece, gap: str, piece: _Piece, found: Sequence[Found]) -> bool:
    """Whether two pieces of a run are one name."""
    if last.is_known and piece.is_known:
        return False
    if gap not in (" ", ". ", "."):
        # "Bank of China": an unknown body that a known place belongs to. A person of a
        # place is not one name with it.
        return not last.is_known and _is_body_noun(text[last.start : last.end])
    # The full name of a person is not made longer by a word before it.
    return not (piece.label is not None and _is_full_person(found[piece.label]))


def _is_body_noun(phrase: str) -> bool:
    return phrase.lower().rpartition(" ")[2] in BODY_NOUNS


def _is_full_person(label: Found) -> bool:
    return label.form.is_full and any(b.authority.kind is NameKind.PERSON for b in label.form.bearers)


def _is_outside(text: str, piece: _Piece, following: _Piece | None) -> bool:
    """Whether a word of a run is no part of a name: a post, an origin, a date, an opening word."""
    word = text[piece.start : piece.end].lower()
    if word in CALENDAR_WORDS or word in TITLES_OF_PERSONS:
        return True
    after = text[piece.end + 1 : following.end].lower() if following else ""
    if word in WORDS_BEFORE_TITLES:
        return after in TITLES_OF_PERSONS or after in WORDS_BEFORE_TITLES
    if word.rpartition("-")[2].removesuffix("s") in ADJECTIVES:
        # "Chinese Eastern Railway" is a name; "Soviet Ambassador Roshchin" ends in one.
        return following is None or following.is_known or _is_outside(text, following, None)
    if not _SENTENCE_START.search(text, max(0, piece.start - 4), piece.start):
        return False
    return word in SENTENCE_OPENERS or word in ACTS or _OPENING.fullmatch(word) is not None
