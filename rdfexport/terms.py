"""RDF terms as light values: what the mappers give and the writers take.

No RDF library is needed to make or to compare them, so that the hot path of a build
stays free of graph objects. Source: RDF 1.1 Concepts, section 3.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

# RFC 3987, section 2.2: the characters beyond ASCII, and those of a query alone.
_BEYOND_ASCII = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0xF0000, 0x10000)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"


def _characters(more: str, times: str = "*+") -> str:
    plain = f"[A-Za-z0-9._~!$&'()*+,;=\\-{_BEYOND_ASCII}{more}]"
    return f"(?:{plain}++|%[0-9A-Fa-f]{{2}}){times}"


_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    # With "//" comes a host, if only an empty one; a path cannot begin so.
    rf"(?://(?:(?:{_characters(':')}@)?(?:\[[0-9A-Fa-f:.]+\]|{_characters('', '++')})(?::[0-9]*)?)?"
    rf"(?=[/?#]|\Z)|(?!//)){_characters(':@/')}"
    rf"(?:\?{_characters(':@/?' + _PRIVATE)})?(?:\#{_characters(':@/?')})?"
)


def is_absolute_iri(text: str) -> bool:
    """Whether every RDF syntax and every store can hold a text as an IRI. Source: RFC 3987.

    >>> is_absolute_iri("https://example.org/ü%20/"), is_absolute_iri("https://example.org/a[1]")
    (True, False)
    """
    return _IRI.fullmatch(text) is not None


class Iri(str):
    """An absolute IRI. A string in every other respect."""

    __slots__ = ()


class Literal(NamedTuple):
    """An RDF literal; neither datatype nor language means ``xsd:string``.

    Language tags are lower case (triple stores fold them). A literal has a datatype or a
    language, never both.
    """

    lexical: str
    datatype: Iri | None = None
    language: str | None = None


Term = Iri | Literal


class Node(NamedTuple):
    """One subject and what is said of it, in the order it should be read."""

    subject: Iri
    statements: tuple[tuple[Iri, Term], ...]


class Section(IntEnum):
    """The parts of an export, in the order they are written."""

    LISTING = 1
    DOCUMENT = 2
    AGENT = 3
    PLACE = 4
    CONCEPT = 5
    DATASET = 6
    """Last: it counts what stands before it, and an export is written in one pass."""


class Block(NamedTuple):
    """A main node and the nodes that belong to it alone: what is written in one piece.

    ``nodes[0]`` is the main node. Blocks are sorted by ``(section, iri)``.
    """

    section: Section
    nodes: tuple[Node, ...]

    @property
    def iri(self) -> Iri:
        """The IRI of the main node."""
        return self.nodes[0].subject
