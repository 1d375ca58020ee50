"""RDF terms as light values: what the mappers give and the writers take.

No RDF library is needed to make or to compare them, so that the hot path of a build
stays free of graph objects. Source: RDF 1.1 Concepts, section 3.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


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
