"""RDF files -> a graph in memory (Oxigraph) that answers SPARQL 1.1 queries.

Nothing is fetched: a query with ``SERVICE`` and a JSON-LD file with a remote context are
refused. Nothing is changed: updates are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rdfexport.errors import GraphNotReadable, QueryInvalid
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import PREFIXES, RDF, VOID, XSD
from rdfexport.stores.answers import Answer, Form, Layout
from rdfexport.stores.complaints import complaint
from rdfexport.stores.federation import calls_service
from rdfexport.stores.files import find_exports, format_of, open_rdf
from rdfexport.terms import Iri, Literal, Term

_TRIPLES_ONLY = frozenset({RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML})


class LoadedGraph:
    """A graph in memory, read-only, with the prefixes and the base IRI of its files."""

    def __init__(self, store: Any, layout: Layout) -> None:
        self._store = store  # a pyoxigraph.Store, whose type no top-level import may name
        self.layout = layout

    def __len__(self) -> int:
        import pyoxigraph

        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))

    def query(self, sparql: str) -> Answer:
        """Run a query. Prefixes it does not declare are ours and those of the files.

        Relative IRIs are resolved against the base of the files: ``<agent/mao-zedong>``.

        Raises:
            QueryInvalid: no SPARQL query, an update, or a query that calls another server.
        """
        import pyoxigraph

        if calls_service(sparql):
            raise QueryInvalid(
                "the query is refused: SERVICE would call another server; query that one itself"
            )
        try:
            result = self._store.query(
                sparql,
                base_iri=self.layout.base or None,
                prefixes=dict(self.layout.prefixes),
            )
        except SyntaxError as error:
            raise QueryInvalid(complaint(sparql, str(error), self.layout.prefixes)) from error
        forms = {pyoxigraph.QuerySolutions: Form.SELECT, pyoxigraph.QueryBoolean: Form.ASK}
        return Answer(forms.get(type(result), Form.GRAPH), result, self.layout)

    def describe(self, iri: str) -> tuple[tuple[Iri, Term], ...]:
        """What is said of a node, its types first; nothing if it is no subject. Blank nodes are left out."""
        import pyoxigraph

        try:
            subject = pyoxigraph.NamedNode(iri)
        except ValueError:  # no absolute IRI, so no subject of any graph
            return ()
        found = {
            (Iri(quad.predicate.value), term)
            for quad in self._store.quads_for_pattern(subject, None, None, pyoxigraph.DefaultGraph())
            if (term := _term(quad.object)) is not None
        }
        return tuple(sorted(found, key=lambda s: (s[0] != RDF.type, self.shorten(s[0]), _sort_key(s[1]))))

    def subjects(self, predicate: str, value: Term | None = None) -> tuple[Iri, ...]:
        """The nodes of which a predicate is stated, with this value or with any, sorted."""
        import pyoxigraph

        wanted = None if value is None else _native(value)
        quads = self._store.quads_for_pattern(
            None, pyoxigraph.NamedNode(predicate), wanted, pyoxigraph.DefaultGraph()
        )
        return tuple(
            sorted({Iri(q.subject.value) for q in quads if isinstance(q.subject, pyoxigraph.NamedNode)})
        )

    def shorten(self, iri: str) -> str:
        """An IRI below the base without it, another one by its prefix, else in full."""
        return self.layout.shorten(iri)


def load(paths: Sequence[Path]) -> LoadedGraph:
    """Read files, or the exports in folders, into one graph.

    Raises:
        GraphNotReadable: a file is missing or broken, or its ending is not known.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    prefixes: dict[str, str] = {}
    bases: list[str] = []
    files = find_exports(paths)
    for path in files:
        rdf_format = format_of(path)
        with open_rdf(path) as stream:
            try:
                parser = pyoxigraph.parse(
                    stream,
                    format=pyoxigraph.RdfFormat.from_media_type(rdf_format.media_type),
                    rename_blank_nodes=len(files) > 1,
                )
                store.bulk_extend(parser if rdf_format in _TRIPLES_ONLY else _merged(parser))
            except (SyntaxError, ValueError) as error:
                raise GraphNotReadable(str(path), _broken(rdf_format, error)) from error
        for prefix, namespace in parser.prefixes.items():
            prefixes.setdefault(prefix, namespace)
        bases.append(parser.base_iri or "")
    stated = [
        quad.object.value
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(VOID.uriSpace), None, None)
        if isinstance(quad.object, pyoxigraph.Literal)
    ]
    base = next((base for base in (*sorted(stated), *bases) if base), "")
    return LoadedGraph(store, Layout({**prefixes, **PREFIXES}, base))


def _merged(quads: Iterable[Any]) -> Iterator[Any]:
    """Each quad, and its triple in the default graph: a query need not know the name of the graph."""
    import pyoxigraph

    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _broken(rdf_format: RdfFormat, error: SyntaxError | ValueError) -> str:
    reason = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    if "LoadDocumentCallback" in reason:
        return "its JSON-LD context lies elsewhere and is not fetched; embed the context in the file"
    return f"not {rdf_format.label}: {reason.removeprefix('Parser error at ')}"


def _term(value: Any) -> Term | None:
    import pyoxigraph

    if isinstance(value, pyoxigraph.NamedNode):
        return Iri(value.value)
    if not isinstance(value, pyoxigraph.Literal):
        return None
    if value.language:
        return Literal(value.value, language=value.language)
    datatype = Iri(value.datatype.value)
    return Literal(value.value, None if datatype == XSD.string else datatype)


def _native(term: Term) -> Any:
    import pyoxigraph

    if isinstance(term, Iri):
        return pyoxigraph.NamedNode(term)
    if term.language:
        return pyoxigraph.Literal(term.lexical, language=term.language)
    datatype = pyoxigraph.NamedNode(term.datatype) if term.datatype else None
    return pyoxigraph.Literal(term.lexical, datatype=datatype)


def _sort_key(term: Term) -> tuple[str, ...]:
    return (term,) if isinstance(term, Iri) else (term.lexical, term.language or "", term.datatype or "")
