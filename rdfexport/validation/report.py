"""SHACL results -> Problems that speak of the listing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rdfexport.model import Location
from rdfexport.namespaces import PREFIXES
from rdfexport.problems import Code, Problem, Severity
from rdfexport.validation.shapes import Shape, Shapes


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One finding of an engine, in the words of the shape that made it."""

    focus: str
    """IRI of the node judged, or ``_:label``."""
    code: str
    path: str
    """IRI of the predicate judged, "" for rules on the node as a whole."""
    value: str
    """The offending value without syntax: a lexical form or an IRI; "" where none is named."""
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class ValidationResults:
    """What an engine found in one piece of a graph."""

    results: tuple[Result, ...] = ()
    """Sorted, without repetition."""
    disagreements: tuple[str, ...] = ()
    """Where a fast engine and the judge differ. The results are the judge's."""


def to_problems(outcome: ValidationResults, locate: Callable[[str], Location | None]) -> tuple[Problem, ...]:
    """Say the findings in terms of the listing.

    Args:
        outcome: of one engine, over one piece of a graph.
        locate: the printed lines a node was read from, None for nodes that have none.
    """
    found = [
        Problem(
            code=result.code,
            severity=result.severity,
            message=result.message,
            where=locate(result.focus),
            field=compact_iri(result.path),
            verbatim=result.value,
            focus=result.focus,
        )
        for result in outcome.results
    ]
    found += [
        Problem(Code.ENGINES_DISAGREE, Severity.WARNING, difference) for difference in outcome.disagreements
    ]
    return tuple(found)


def shapes_without_target(shapes: Shapes, counts: Mapping[str, int]) -> tuple[Shape, ...]:
    """The shapes that have judged nothing in a whole run; guards, which are best idle, left out.

    Args:
        shapes: of the run.
        counts: the sum of :meth:`Shapes.targets` over all pieces of the graph.
    """
    return tuple(
        s for s in shapes.by_iri.values() if s.targets and s.expected is not False and not counts.get(s.iri)
    )


def missing_targets(shapes: Shapes, counts: Mapping[str, int]) -> tuple[Problem, ...]:
    """A warning for every shape that should have judged something in a whole run and has not."""
    return tuple(
        Problem(
            code=Code.SHAPE_WITHOUT_TARGET,
            severity=Severity.WARNING,
            message=f"the graph has no such node, so the rules around {shape.code} have judged nothing",
            field=" or ".join(compact_iri(target.iri) for target in shape.targets),
        )
        for shape in shapes_without_target(shapes, counts)
        if shape.expected
    )


def compact_iri(iri: str) -> str:
    """An IRI with one of our prefixes where one fits.

    >>> compact_iri("http://purl.org/dc/terms/title"), compact_iri("https://example.org/x")
    ('dcterms:title', 'https://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in (local := iri[len(namespace) :]):
            return f"{prefix}:{local}"
    return iri
