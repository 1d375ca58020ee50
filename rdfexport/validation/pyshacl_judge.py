"""pySHACL behind the protocol of an engine: N-Triples in, Results out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from rdfexport.errors import GraphNotReadable, ShapesInvalid
from rdfexport.namespaces import SH
from rdfexport.problems import Severity
from rdfexport.validation.report import Result, ValidationResults
from rdfexport.validation.shapes import Shapes

# rdflib is loaded only when something is judged, so its types cannot stand in signatures.
_Graph = Any
_BNode = Any


class PyShacl:
    """SHACL Core by pySHACL: no inference, no SHACL extensions, every severity reported."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    @cached_property
    def _shapes_graph(self) -> _Graph:
        from rdflib import Graph

        return Graph(bind_namespaces="none").parse(data=self._shapes.ntriples, format="nt")

    def code_of(self, shape: str) -> str:
        """The code under which the findings of a shape are reported."""
        known = self._shapes.by_iri.get(shape)
        return known.code if known else re.split(r"[/#]", shape)[-1]

    def validate(self, data: bytes) -> ValidationResults:
        """Judge one piece of a graph, given as canonical N-Triples in UTF-8.

        Raises:
            ShapesInvalid: a shape is not valid SHACL.
            GraphNotReadable: pySHACL cannot judge these data, such as an order of blank nodes.
        """
        import pyshacl
        from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError

        labels: dict[str, _BNode] = {}
        with _unlogged("rdflib.term"):
            graph = _parse(data, labels)
            try:
                _, report, _ = pyshacl.validate(
                    graph, shacl_graph=self._shapes_graph, inference="none", advanced=False
                )
            except (ShapeLoadError, ConstraintLoadError, RuleLoadError) as error:
                raise ShapesInvalid("shapes", str(error.args[0])) from error
            except ReportableRuntimeError as error:
                raise GraphNotReadable("graph", f"pySHACL cannot judge it: {error.message}") from error
        if not hasattr(report, "objects"):
            raise ShapesInvalid("shapes", f"pySHACL gives no report: {report!r}")
        return ValidationResults(tuple(sorted(set(self._results(report, labels)))))

    def _results(self, report: _Graph, labels: dict[str, _BNode]) -> Iterator[Result]:
        from rdflib import BNode, URIRef
        from rdflib.namespace import SH as SHACL

        printed = {node: f"_:{label}" for label, node in labels.items()}

        def text(node: object) -> str:
            return "" if node is None else printed[node] if isinstance(node, BNode) else str(node)

        # Only sh:result leads to findings; findings of inner shapes hang on these as sh:detail.
        for found in report.objects(None, SHACL.result):
            source = str(report.value(found, SHACL.sourceShape))
            shape = self._shapes.by_iri.get(source)
            focus, value = (text(report.value(found, p)) for p in (SHACL.focusNode, SHACL.value))
            path = report.value(found, SHACL.resultPath)
            yield Result(
                focus=focus,
                code=self.code_of(source),
                path=str(path) if isinstance(path, URIRef) else "",
                # A rule on the node as a whole names the node itself once more.
                value="" if value == focus else value,
                severity=shape.severity if shape else Severity.VIOLATION,
                message=shape.message if shape else str(report.value(found, URIRef(SH.resultMessage)) or ""),
            )


def _parse(data: bytes, labels: dict[str, _BNode]) -> _Graph:
    """Parse N-Triples; ``labels`` receives the blank nodes by the labels they have there."""
    from rdflib import Graph, Literal

    class Incomparable(Literal):
        """An ill-typed literal, which no comparison can find to be in order.

        SHACL (4.5.3) wants a finding where two values cannot be compared; rdflib raises a
        TypeError there, which would take the findings of the whole graph with it.
        """

        def __lt__(self, other: object) -> bool:
            return False

        __gt__ = __le__ = __ge__ = __lt__

    graph = Graph(bind_namespaces="none").parse(data=data, format="nt", bnode_context=labels)
    for subject, predicate, value in [t for t in graph if getattr(t[2], "ill_typed", None)]:
        assert isinstance(value, Literal)
        graph.remove((subject, predicate, value))
        graph.add((subject, predicate, Incomparable(str(value), datatype=value.datatype, normalize=False)))
    return graph


@contextmanager
def _unlogged(name: str) -> Iterator[None]:
    """Keep the tracebacks off stderr that rdflib logs for ill-typed literals: they are findings."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
