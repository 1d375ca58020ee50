"""Judge an RDF file, whoever wrote it: file in, Problems and counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from rdfexport.formats import RdfFormat
from rdfexport.namespaces import RDFS
from rdfexport.problems import Problem
from rdfexport.validation.engines import Engine
from rdfexport.validation.graph_files import read_ntriples
from rdfexport.validation.locations import Locator
from rdfexport.validation.report import missing_targets, to_problems
from rdfexport.validation.shapes import Shapes

CHUNK_NODES = 1000
"""Nodes judged at a time, where the shapes allow it; keeps pySHACL's graphs small."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said of one RDF file."""

    name: str
    triples: int
    problems: tuple[Problem, ...]
    """Sorted by place, then code."""
    targets: Counter[str]
    """Nodes per shape, by IRI of the shape."""


def validate_file(
    path: Path, shapes: Shapes, engine: Engine, rdf_format: RdfFormat | None = None
) -> Judgement:
    """Judge a file of any RDF syntax, compressed or not.

    Args:
        path: the file.
        shapes: those the engine was made of.
        engine: who judges.
        rdf_format: the syntax, where the extension does not tell.

    Raises:
        GraphNotReadable: see :func:`rdfexport.validation.graph_files.read_ntriples`.
    """
    statements = read_ntriples(path, rdf_format)
    return judge(statements, shapes, engine, name=path.name)


def judge(statements: dict[bytes, list[bytes]], shapes: Shapes, engine: Engine, *, name: str) -> Judgement:
    """Judge lines of N-Triples that are gathered by subject."""
    targets: Counter[str] = Counter()
    outcomes = []
    for chunk in _chunks(statements, cut=shapes.subject_local):
        targets.update(shapes.targets(chunk))
        outcomes.append(engine.validate(chunk))
    locate = Locator(chain.from_iterable(statements.values()))
    problems = chain(
        chain.from_iterable(to_problems(outcome, locate) for outcome in outcomes),
        missing_targets(shapes, targets),
    )
    return Judgement(
        name=name,
        triples=sum(map(len, statements.values())),
        problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
        targets=targets,
    )


def _chunks(statements: dict[bytes, list[bytes]], *, cut: bool) -> Iterator[bytes]:
    """The graph in pieces that hold every node whole; in one piece where that would change the findings."""
    subclass = b" <" + RDFS.subClassOf.encode() + b"> "
    if not cut or any(subclass in line for line in chain.from_iterable(statements.values())):
        yield b"".join(chain.from_iterable(statements.values()))
        return
    nodes = iter(statements.values())
    while chunk := list(islice(nodes, CHUNK_NODES)):
        yield b"".join(chain.from_iterable(chunk))
