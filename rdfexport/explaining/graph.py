"""What an explanation asks of a graph, and the small questions put to it."""

from __future__ import annotations

from typing import Protocol

from rdfexport.namespaces import DCTERMS, SCHEMA, SKOS
from rdfexport.terms import Iri, Literal, Term

Statements = tuple[tuple[Iri, Term], ...]

_LABELS = (SKOS.prefLabel, DCTERMS.title, SCHEMA.name)


class Graph(Protocol):
    """A graph that can be looked at node by node."""

    def describe(self, iri: str) -> Statements:
        """What is said of a node, in a fixed order; nothing if it is no subject."""

    def subjects(self, predicate: str, value: Term | None = None) -> tuple[Iri, ...]:
        """The nodes of which a predicate is stated, with this value or with any, sorted."""

    def shorten(self, iri: str) -> str:
        """An IRI as people read it: below the base, or with a prefix."""


def values(statements: Statements, predicate: Iri) -> tuple[Term, ...]:
    """Every value of a predicate."""
    return tuple(value for stated, value in statements if stated == predicate)


def nodes(statements: Statements, predicate: Iri) -> tuple[Iri, ...]:
    """Every value of a predicate that is a node."""
    return tuple(value for value in values(statements, predicate) if isinstance(value, Iri))


def text(statements: Statements, predicate: Iri) -> str:
    """The first literal value of a predicate, "" for none."""
    return next((v.lexical for v in values(statements, predicate) if isinstance(v, Literal)), "")


def number(statements: Statements, predicate: Iri) -> int | None:
    """The first value of a predicate that is a number."""
    found = text(statements, predicate)
    return int(found) if found.isdecimal() else None


def label(graph: Graph, iri: Iri) -> str:
    """How a node is called, or its IRI as people read it."""
    statements = graph.describe(iri)
    return next(
        (found for predicate in _LABELS if (found := text(statements, predicate))), graph.shorten(iri)
    )
