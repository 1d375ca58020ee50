"""All labels of the authority file, compiled to be found in running text in one pass.

The longest label at word boundaries wins. Case counts where it tells a name from a word
(``US``, not ``us``) and does not where writers vary (``Chinese communist party``).
Apostrophes of any shape, hyphens and accents make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rdfexport.authorities.mention_forms import Form, read_forms
from rdfexport.authorities.spellings import dotted, fold
from rdfexport.authorities.vocabulary import Vocabulary

_SHAPES = str.maketrans("’‘ʼ\u00a0\u202f\u2010\u2011", "'''  --")
"""One character for one: offsets in the folded text are offsets in the verbatim one."""
_HYPHENS = frozenset("-‐‑")
_CAPITAL_WORD = re.compile(r"[^\W_a-zà-öø-ÿ]\w*")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_MOST_SURFACES = 1 << 14


class Found(NamedTuple):
    """A form at its place in the text."""

    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True, eq=False)
class MentionIndex:
    """Every form of every label, and the pattern that finds them."""

    forms: Mapping[str, Form]
    """By :func:`fold`."""
    pattern: re.Pattern[str]
    """Matches the longest form at a place, in folded text."""
    lower_starts: frozenset[str]
    """First words of the forms that may begin in lower case."""
    surfaces: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    """What a matched string has been found to hold; offsets from its own start."""

    def find(self, text: str) -> list[Found]:
        """Every printed form, longest first, without overlaps, in the order of the text."""
        folded = _folded(text)
        found: list[Found] = []
        match_at = self.pattern.match
        has_hyphen = "-" in text or not text.isascii()
        at = 0
        for start in self._starts(text):
            if start < at or (match := match_at(folded, start)) is None:
                continue
            if start and text[start - 1].isalnum():
                continue
            at = match.end()
            surface = text[start:at]
            held = self.surfaces.get(surface)
            if held is None:
                held = self._read(surface)
            for first, last, form in held:
                mention = Found(start + first, start + last, form)
                if not has_hyphen or _is_noun(text, mention, found):
                    found.append(mention)
        return found

    def _starts(self, text: str) -> list[int]:
        """Where a form can begin: at capitals, and at a few words in lower case."""
        starts = [match.start() for match in _CAPITAL_WORD.finditer(text)]
        if self.lower_starts.isdisjoint(text.replace("(", " ").replace('"', " ").replace("“", " ").split()):
            return starts
        lower = []
        for word in self.lower_starts:
            at = text.find(word)
            while at >= 0:
                lower.append(at)
                at = text.find(word, at + len(word))
        return sorted(starts + lower) if lower else starts

    def _read(self, surface: str) -> tuple[Found, ...]:
        """The longest forms in a string whose letters are those of a label."""
        words = list(_WORDS.finditer(surface.translate(_SHAPES)))
        starts = sorted({0, *(word.start() for word in words)})
        ends = sorted({len(surface), *(word.end() for word in words)}, reverse=True)
        found: list[Found] = []
        for start in starts:
            if found and start < found[-1].end:
                continue
            for end in ends:
                form = self.forms.get(fold(surface[start:end])) if start < end else None
                if form and _has_capitals(surface[start:end], form):
                    found.append(Found(start, end, form))
                    break
        if len(self.surfaces) >= _MOST_SURFACES:
            self.surfaces.clear()
        self.surfaces[surface] = tuple(found)
        return tuple(found)


def _is_noun(text: str, mention: Found, before: list[Found]) -> bool:
    """Whether hyphens do not make an adjective of a name: "US-led", "pro-US".

    "Mao-Stalin" names two.
    """
    start, end, _ = mention
    if text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].islower():
        return False
    return not start or text[start - 1] not in _HYPHENS or bool(before and before[-1].end == start - 1)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = text.translate(_SHAPES).lower()
    if folded.isascii() or (len(folded) == len(text) and unicodedata.is_normalized("NFC", text)):
        return folded
    # A letter that has another length in lower case, or carries its accent as a character
    # of its own, would move every offset behind it.
    return "".join(lower if len(lower := c.lower()) == 1 else c for c in text.translate(_SHAPES))


def _has_capitals(surface: str, form: Form) -> bool:
    letters = [c for c in unicodedata.normalize("NFC", surface) if c.isalnum()]
    return all(i < len(letters) and not letters[i].islower() for i in form.capitals)


@lru_cache(maxsize=8)
def mention_index(vocabulary: Vocabulary) -> MentionIndex:
    """Compile the labels of a vocabulary; once for each vocabulary."""
    forms = read_forms(vocabulary)
    spelled = {s for form in forms.values() for label in form.spellings for s in _spellings(label)}
    pattern = re.compile(rf"(?:{_trie_pattern(spelled)})(?!\w)")
    lower = {form.label.split()[0].lower() for form in forms.values() if 0 not in form.capitals}
    return MentionIndex(
        forms, pattern, frozenset(word for word in lower if word.isascii() and word.isalpha())
    )


def _spellings(label: str) -> Iterator[str]:
    """The lower-case strings that fold to a form: with or without its marks and accents."""
    if with_stops := dotted(label):
        yield with_stops.lower()
    label = unicodedata.normalize("NFC", label).translate(_SHAPES).lower()
    parts = re.split(r"(['-]|\. ?| +)", label)
    choices = [_CHOICES.get(part[:1], (part,)) if i % 2 else (part,) for i, part in enumerate(parts)]
    for chosen in product(*choices):
        spelling = "".join(chosen)
        yield spelling
        decomposed = unicodedata.normalize("NFD", spelling)
        if decomposed != spelling:
            yield decomposed
            yield "".join(c for c in decomposed if not unicodedata.combining(c))


_CHOICES = {"'": ("'", ""), "-": ("-", " ", ""), ".": (".", ". "), " ": (" ",)}
_End = object()


def _trie_pattern(spellings: Iterable[str]) -> str:
    """One pattern that matches the longest of many strings and shares their beginnings."""
    root: dict[object, object] = {}
    for spelling in spellings:
        node = root
        for character in spelling:
            node = node.setdefault(character, {})  # type: ignore[assignment]
        node[_End] = None
    return _node_pattern(root)


def _node_pattern(node: Mapping[object, object]) -> str:
    branches = []
    for character in sorted(c for c in node if isinstance(c, str)):
        child = node[character]
        assert isinstance(child, dict)
        branches.append((" +" if character == " " else re.escape(character)) + _node_pattern(child))
    if not branches:
        return ""
    if len(branches) == 1 and _End not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if _End in node else "")
