"""The answer to a query, and its bytes: a table for people, the W3C formats for programs.

SELECT and ASK have solutions (table, CSV, TSV, JSON), CONSTRUCT and DESCRIBE a graph
(Turtle, N-Triples), which is sorted so that the same graph gives the same bytes.
Sources: SPARQL 1.1 Query Results JSON Format, and CSV and TSV Formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, BinaryIO

from rdfexport.errors import QueryInvalid
from rdfexport.formats import ResultFormat
from rdfexport.stores.tables import Row, render_table

_SOLUTIONS = (ResultFormat.TABLE, ResultFormat.CSV, ResultFormat.TSV, ResultFormat.JSON)
_GRAPH = (ResultFormat.TURTLE, ResultFormat.N_TRIPLES)


class Form(Enum):
    """What kind of answer a query has: how to name it, and the formats it can take, the usual one first."""

    SELECT = ("a SELECT query", _SOLUTIONS)
    ASK = ("an ASK query", _SOLUTIONS)
    GRAPH = ("a CONSTRUCT or DESCRIBE query", _GRAPH)

    def __init__(self, label: str, formats: tuple[ResultFormat, ...]) -> None:
        self.label = label
        self.formats = formats


@dataclass(frozen=True, slots=True)
class Layout:
    """How IRIs are shortened for people: the prefixes and the base of the graph."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    base: str = ""

    def shorten(self, iri: str) -> str:
        """An IRI below the base without it, another one by its prefix, else in full.

        >>> layout = Layout({"schema": "https://schema.org/"}, "https://example.org/archive/")
        >>> layout.shorten("https://example.org/archive/agent/mao-zedong"), layout.shorten("https://schema.org/name")
        ('agent/mao-zedong', 'schema:name')
        """
        if self.base and iri.startswith(self.base) and iri != self.base:
            return iri[len(self.base) :]
        known = [
            (namespace, prefix) for prefix, namespace in self.prefixes.items() if iri.startswith(namespace)
        ]
        if not known:
            return iri
        namespace, prefix = max(known, key=lambda pair: len(pair[0]))
        local = iri[len(namespace) :]
        return f"{prefix}:{local}" if local and not set(local) & set("/#?") else iri


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave. It is worked out while it is read, and can be read once."""

    form: Form
    result: Any
    """The engine's own iterator, or its truth value."""
    layout: Layout


def serialize(
    answer: Answer, result_format: ResultFormat, out: BinaryIO, *, width: int | None = None
) -> int | None:
    """Write an answer; gives the number of rows of a table, else None.

    Args:
        answer: not yet read.
        result_format: one of ``answer.form.formats``.
        out: takes UTF-8.
        width: cut the lines of a table to so many columns; None cuts nothing.

    Raises:
        QueryInvalid: the query fails while it runs.
    """
    try:
        if result_format is ResultFormat.TABLE:
            return _write_table(answer, out, width)
        _WRITERS[answer.form](answer, result_format, out)
    except RuntimeError as error:
        raise QueryInvalid(f"the query fails: {' '.join(str(error).split())}") from error
    return None


def _write_table(answer: Answer, out: BinaryIO, width: int | None) -> int | None:
    if answer.form is Form.ASK:
        out.write(b"yes\n" if answer.result else b"no\n")
        return None
    header = tuple(variable.value for variable in answer.result.variables)
    rows = [_row(solution, answer.layout) for solution in answer.result]
    out.writelines(f"{line}\n".encode() for line in render_table(header, rows, width))
    return len(rows)


def _row(solution: Any, layout: Layout) -> Row:
    return tuple("" if value is None else _shown(value, layout) for value in solution)


def _shown(value: Any, layout: Layout) -> str:
    import pyoxigraph

    if isinstance(value, pyoxigraph.NamedNode):
        return layout.shorten(value.value)
    return value.value if isinstance(value, pyoxigraph.Literal) else str(value)


def _write_solutions(answer: Answer, result_format: ResultFormat, out: BinaryIO) -> None:
    import pyoxigraph

    native = {
        ResultFormat.CSV: pyoxigraph.QueryResultsFormat.CSV,
        ResultFormat.TSV: pyoxigraph.QueryResultsFormat.TSV,
        ResultFormat.JSON: pyoxigraph.QueryResultsFormat.JSON,
    }
    answer.result.serialize(output=out, format=native[result_format])
    if answer.form is Form.ASK or result_format is ResultFormat.JSON:
        out.write(b"\n")


def _write_graph(answer: Answer, result_format: ResultFormat, out: BinaryIO) -> None:
    import pyoxigraph

    triples = sorted(_canonical(list(answer.result)), key=str)
    is_turtle = result_format is ResultFormat.TURTLE
    pyoxigraph.serialize(
        triples,
        output=out,
        format=pyoxigraph.RdfFormat.TURTLE if is_turtle else pyoxigraph.RdfFormat.N_TRIPLES,
        prefixes=dict(_used_prefixes(triples, answer.layout)) if is_turtle else None,
    )


def _canonical(triples: list[Any]) -> list[Any]:
    """The triples with blank nodes named by what is said of them, not by the engine's chance."""
    import pyoxigraph

    ends = (end for triple in triples for end in (triple.subject, triple.object))
    if all(isinstance(end, pyoxigraph.NamedNode | pyoxigraph.Literal) for end in ends):
        return triples
    dataset = pyoxigraph.Dataset(pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def _used_prefixes(triples: list[Any], layout: Layout) -> Iterator[tuple[str, str]]:
    text = "\n".join(map(str, triples))
    return ((prefix, iri) for prefix, iri in layout.prefixes.items() if f"<{iri}" in text)


_WRITERS: dict[Form, Callable[[Answer, ResultFormat, BinaryIO], None]] = {
    Form.SELECT: _write_solutions,
    Form.ASK: _write_solutions,
    Form.GRAPH: _write_graph,
}
