"""Terms as text: what the writers share.

Escapes follow canonical N-Triples (RDF 1.2 N-Triples, section 3), which Turtle, TriG and
N-Quads read as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rdfexport.terms import Term

_MEMO_LIMIT = 4096
_LANGUAGE_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")
_SHORT_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


class Unwritable(ValueError):
    """A term cannot be said in the syntax. The writers turn it into TermNotWritable."""


class Memo(dict[Term, str]):
    """Remembers how terms are written; emptied when full, so that it never grows.

    Predicates and classes recur in every block, a title or a date twice in one.
    """

    __slots__ = ("_render",)

    def __init__(self, render: Callable[[Term], str]) -> None:
        super().__init__()
        self._render = render

    def __missing__(self, term: Term) -> str:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        text = self[term] = self._render(term)
        return text


def quote(lexical: str) -> str:
    r"""A lexical form in quote marks, on one line whatever it holds.

    >>> print(quote('He said "no".\nThen\x00'))
    "He said \"no\".\nThen\u0000"
    """
    if "\\" in lexical:
        lexical = lexical.replace("\\", "\\\\")
    if '"' in lexical:
        lexical = lexical.replace('"', '\\"')
    # Quicker than the pattern, and true of nearly every text of one paragraph.
    if not lexical.isprintable():
        lexical = _UNPRINTABLE.sub(_escape, lexical)
    return f'"{lexical}"'


def language_tag(tag: str) -> str:
    """The tag itself.

    Raises:
        Unwritable: not of the form of a language tag (BCP 47).
    """
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise Unwritable(f"{tag!r} is not a language tag")
    return tag


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04X}"
