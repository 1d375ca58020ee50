"""Load the shapes: Turtle files in, one value with every rule and its words out.

Shapes are editorial policy. Each rule has a stable code (``rx:code``), a severity, a message
and a sentence on the harm to a reader; ``rx:expected true`` marks a shape that every export
should have nodes for, ``false`` a guard that is best without any.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdfexport.errors import ShapesInvalid
from rdfexport.namespaces import RDFS, RX, SH
from rdfexport.problems import Severity
from rdfexport.validation.shapes_graph import ANONYMOUS, ShapesGraph
from rdfexport.validation.targets import Target, count_targets

SEVERITIES: dict[str, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One rule: what it is called, what it says, and where it looks."""

    iri: str
    code: str
    severity: Severity
    message: str
    harm: str
    path: str
    """The predicate a property shape judges; "" for node shapes and for longer paths."""
    source: str
    """Name of the file the shape stands in."""
    targets: tuple[Target, ...] = ()
    expected: bool | None = None
    """True: an export without a target is suspicious. False: a guard, best without. None: neither."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes of a run."""

    ntriples: bytes
    """The shapes graph, for the engines."""
    by_iri: Mapping[str, Shape]
    """Every shape that a result can name, by IRI, in the order of codes."""
    subject_local: bool
    """True if every rule judges a node by that node's own statements.

    Then a graph may be judged in pieces, as long as no node is cut in two.
    """

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """What each code says and the harm it averts, for reports."""
        return {s.code: (s.message, s.harm) for s in self.by_iri.values() if not s.iri.startswith(ANONYMOUS)}

    def targets(self, data: bytes) -> Counter[str]:
        """How many targets each shape has in a piece of a graph, by IRI of the shape.

        The counts of several pieces add up. A node found in two ways counts twice; only
        whether there is none matters. Guards are not counted: nobody misses their targets.

        Args:
            data: canonical N-Triples: one blank between terms, no statement twice.
        """
        counted = [s for s in self.by_iri.values() if s.targets and s.expected is not False]
        counts = count_targets(data, (target for s in counted for target in s.targets))
        return Counter({s.iri: sum(counts[t] for t in s.targets) for s in counted})


def load_shapes(*places: Path) -> Shapes:
    """Read shapes: our folder, then a user's files, or folders with every ``*.ttl`` in them.

    A user's shape without ``rx:code`` is reported under the last part of its IRI, a blank
    property shape under the code of the shape around it.

    Raises:
        ShapesInvalid: no such folder, no shapes in it, bad Turtle (with file and line), an
            unknown severity, or two rules with one code.
    """
    graph = ShapesGraph()
    for place in places:
        paths = [place] if place.is_file() else sorted(place.glob("*.ttl"))
        if not paths:
            raise ShapesInvalid(str(place), "no *.ttl file with shapes in this folder")
        for path in paths:
            graph.read(path)
    shapes = sorted((_shape(graph, iri) for iri in graph.reported_shapes()), key=lambda s: (s.code, s.iri))
    _refuse_shared_codes(shapes)
    return Shapes(graph.ntriples(), {s.iri: s for s in shapes}, graph.is_subject_local())


def _shape(graph: ShapesGraph, iri: str) -> Shape:
    severity = next(iter(graph.nodes(iri, SH.severity)), SH.Violation)
    if severity not in SEVERITIES:
        raise ShapesInvalid(graph.source[iri], f"<{iri}> has the unknown severity <{severity}>")
    code = _code(graph, iri)
    expected = graph.text(iri, RX.expected)
    return Shape(
        iri=iri,
        code=code,
        severity=SEVERITIES[severity],
        message=graph.text(iri, SH.message) or f"The node does not conform to {code}.",
        harm=graph.text(iri, RDFS.comment),
        path=graph.predicate(iri),
        source=graph.source[iri],
        targets=tuple(
            Target(kind, target)
            for kind in (SH.targetClass, SH.targetSubjectsOf)
            for target in graph.nodes(iri, kind)
        ),
        expected=expected == "true" if expected else None,
    )


def _code(graph: ShapesGraph, iri: str) -> str:
    own = graph.text(iri, RX.code)
    if own:
        return own
    if iri.startswith(ANONYMOUS) and iri in graph.parent:
        return _code(graph, graph.parent[iri])
    return re.split(r"[/#]", iri)[-1]


def _refuse_shared_codes(shapes: Iterable[Shape]) -> None:
    owners: dict[str, Shape] = {}
    for shape in shapes:
        if shape.iri.startswith(ANONYMOUS):
            continue
        owner = owners.setdefault(shape.code, shape)
        if owner is not shape:
            raise ShapesInvalid(shape.source, f"<{shape.iri}> and <{owner.iri}> share the code {shape.code}")
