"""What a user types for a node -> the node: its IRI, a part of it, or a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from rdfexport.errors import ExportError
from rdfexport.explaining.graph import Graph, values
from rdfexport.namespaces import PROV, RDF, RX, SCHEMA, SKOS
from rdfexport.terms import Iri, Literal

_SHOWN = 5
# Of two kinds of node with one tail the first is meant: document/1949-… rather than event/1949-….
_KINDS = (SCHEMA.ArchiveComponent, PROV.Agent, SCHEMA.Place)
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_OWNERS = (PROV.qualifiedAttribution, SCHEMA.about, SCHEMA.hasPart, RX.sighting)


class NodeUnknown(ExportError):
    """No node, or more than one, is meant by what the user typed."""

    def __init__(self, typed: str, reason: str) -> None:
        super().__init__(f"{typed}: {reason}")


def find_node(graph: Graph, typed: str, base: str = "") -> Iri:
    """The node that the user means.

    Args:
        graph: where to look.
        typed: an IRI, its part below the base, the end of one, or a label of an agent or a
            place.
        base: of the graph, "" if it has none.

    Raises:
        NodeUnknown: nothing or too much is found; the message names what comes near.
    """
    wanted = typed.strip().removeprefix("<").removesuffix(">")
    for iri in (wanted, base + wanted):
        if graph.describe(iri):
            return Iri(iri)
    for found in _candidates(graph, wanted):
        if len(found) == 1:
            return found[0]
        if found:
            raise NodeUnknown(typed, f"may mean {_listed(graph, found)}; type more of it")
    near = _near(graph, wanted)
    raise NodeUnknown(
        typed,
        f"not in the graph; near it are {_listed(graph, near)}"
        if near
        else "not in the graph; rdfexport query PATH --name links-out lists its agents and places",
    )


def document_of(graph: Graph, node: Iri) -> Iri | None:
    """The document to which a node belongs: a party, an event, an enclosure or a sighting of it."""
    seen = {node}
    while True:
        owner = next((o for predicate in _OWNERS for o in graph.subjects(predicate, node)), None)
        if owner is None or owner in seen:
            return None
        if SCHEMA.ArchiveComponent in values(graph.describe(owner), RDF.type):
            return owner
        seen.add(owner)
        node = owner


def _candidates(graph: Graph, wanted: str) -> Iterator[list[Iri]]:
    """Sets of nodes that may be meant; the first that is not empty decides."""
    if not wanted:
        return
    everything = graph.subjects(RDF.type)
    for kind in (*_KINDS, None):
        members = everything if kind is None else graph.subjects(RDF.type, kind)
        ending = [iri for iri in members if iri.endswith(wanted)]
        # A whole last segment is meant before the end of a longer one.
        yield [iri for iri in ending if iri.endswith((f"/{wanted}", f"#{wanted}"))] or ending
    yield sorted(
        {iri for iri in _labelled(graph) if any(wanted.casefold() == name for name in _names(graph, iri))}
    )


def _labelled(graph: Graph) -> Iterable[Iri]:
    return (iri for kind in _KINDS[1:] for iri in graph.subjects(RDF.type, kind))


def _names(graph: Graph, iri: Iri) -> Iterator[str]:
    statements = graph.describe(iri)
    for predicate in _LABELS:
        for value in values(statements, predicate):
            if isinstance(value, Literal):
                yield value.lexical.casefold()


def _near(graph: Graph, wanted: str) -> list[Iri]:
    """The nodes whose last segment or label holds what was typed, or a word much like it."""
    tail = wanted.rstrip("/#").rpartition("/")[2].casefold()
    if not tail:
        return []
    names: dict[str, list[Iri]] = {}
    for kind in _KINDS:
        for iri in graph.subjects(RDF.type, kind):
            names.setdefault(iri.rpartition("/")[2].casefold(), []).append(iri)
    for iri in _labelled(graph):
        for name in _names(graph, iri):
            for part in (name, *name.split()):
                names.setdefault(part, []).append(iri)
    holding = sorted(name for name in names if tail in name)
    close = get_close_matches(tail, names, n=_SHOWN, cutoff=0.7)
    return list(dict.fromkeys(iri for name in (*holding, *close) for iri in names[name]))


def _listed(graph: Graph, found: list[Iri]) -> str:
    shown = ", ".join(graph.shorten(iri) for iri in found[:_SHOWN])
    more = len(found) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
