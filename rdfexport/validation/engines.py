"""Judge N-Triples against the shapes: pySHACL, alone or behind a fast engine.

Only pySHACL's findings are ever reported. A fast engine may spare it the nodes that conform;
now and then those are handed on all the same, so that a disagreement shows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from importlib.util import find_spec
from itertools import islice
from typing import Protocol

from rdfexport.namespaces import RDFS
from rdfexport.settings import Validator
from rdfexport.validation.pyshacl_judge import PyShacl
from rdfexport.validation.report import ValidationResults
from rdfexport.validation.shapes import Shapes

SAMPLE_EVERY = 50
"""One in so many cleared pieces is sampled, chosen by content, so that any order gives the same."""
SAMPLE_NODES = 40
"""So many nodes of a sampled piece are judged twice."""


class Engine(Protocol):
    """Whoever can judge a graph."""

    def validate(self, data: bytes) -> ValidationResults:
        """Judge one piece of a graph, given as canonical N-Triples in UTF-8."""


class FastThenJudge:
    """The ``shacl`` package clears, pySHACL judges the rest.

    Where all shapes are subject-local, the judge is handed only the nodes that were not
    cleared: no rule can look beyond them, so its findings are those it would make of the whole.
    """

    def __init__(self, shapes: Shapes, *, sample_every: int = SAMPLE_EVERY) -> None:
        """
        Args:
            shapes: what to judge by.
            sample_every: one in so many cleared pieces is sampled; 0 samples none, 1 all.
        """
        import shacl

        self._fast = shacl.Shapes.from_text(shapes.ntriples.decode(), format="ntriples")
        self._judge = PyShacl(shapes)
        self._shapes = shapes
        self._sample_every = sample_every

    def validate(self, data: bytes) -> ValidationResults:
        """Judge one piece of a graph, given as canonical N-Triples in UTF-8."""
        try:
            # The report's own `conforms` speaks of blocking severities; hints matter to us too.
            findings = self._fast.validate_text(data.decode(), format="ntriples").results
        except ValueError as error:
            return ValidationResults(
                self._judge.validate(data).results,
                (f"the fast engine cannot read what pySHACL can: {error}",),
            )
        cut = self._shapes.subject_local and b"<" + RDFS.subClassOf.encode() + b">" not in data
        if not findings:
            if not self._is_sampled(data):
                return ValidationResults()
            return self._compare(frozenset(), statements_of_first(data, SAMPLE_NODES) if cut else data)
        suspects = frozenset(finding.focus_node for finding in findings)
        rest = statements_of(suspects, data) if cut else data
        fast = frozenset(
            (finding.focus_node.strip("<>"), self._code((finding.root_shape or "").strip("<>")))
            for finding in findings
        )
        return self._compare(fast, rest)

    def _is_sampled(self, data: bytes) -> bool:
        return self._sample_every > 0 and zlib.crc32(data) % self._sample_every == 0

    def _code(self, shape: str) -> str:
        return self._judge.code_of(shape)

    def _compare(self, fast: frozenset[tuple[str, str]], data: bytes) -> ValidationResults:
        """Let the judge speak, and note which codes the two find at different nodes."""
        results = self._judge.validate(data).results
        judged = frozenset((result.focus, result.code) for result in results)
        # Engines give blank nodes labels of their own.
        only_fast, only_judge = (
            sorted(pair for pair in pairs if not pair[0].startswith("_:"))
            for pairs in (fast - judged, judged - fast)
        )
        return ValidationResults(
            results,
            (
                *_differences("the fast engine alone reports", only_fast),
                *_differences("pySHACL alone reports", only_judge),
            ),
        )


def _differences(who: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{who} {code} at <{focus}>; the report follows pySHACL" for focus, code in pairs)


def statements_of(subjects: frozenset[str], data: bytes) -> bytes:
    """The lines of N-Triples about some nodes; all lines where one of the nodes is not found.

    Args:
        subjects: in N-Triples syntax, ``<iri>`` or ``_:label``.
        data: canonical N-Triples.
    """
    wanted = {subject.encode() for subject in subjects}
    lines = [line for line in data.splitlines(keepends=True) if line.split(b" ", 1)[0] in wanted]
    found = {line.split(b" ", 1)[0] for line in lines}
    return b"".join(lines) if found == wanted else data


def statements_of_first(data: bytes, nodes: int) -> bytes:
    """The lines of N-Triples about the first few nodes that are described."""
    subjects = dict.fromkeys(line.split(b" ", 1)[0] for line in islice(data.splitlines(), 100 * nodes))
    return statements_of(frozenset(subject.decode() for subject in islice(subjects, nodes)), data)


def make_engine(validator: Validator, shapes: Shapes) -> Engine | None:
    """The engine a setting asks for, None for no validation.

    ``auto`` takes the fast engine where its package is installed, pySHACL alone elsewhere.
    """
    if validator is Validator.NONE:
        return None
    if validator is Validator.AUTO and find_spec("shacl") is not None:
        return FastThenJudge(shapes)
    return PyShacl(shapes)
