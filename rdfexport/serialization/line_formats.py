"""Blocks as N-Triples and N-Quads: one statement a line, canonical, sorted within the block.

Source: RDF 1.1 N-Triples and N-Quads; the canonical form of RDF 1.2 N-Triples, section 3.
"""

from __future__ import annotations

from rdfexport.errors import TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import XSD
from rdfexport.serialization.layout import Layout, check_iri
from rdfexport.serialization.rendering import Memo, Unwritable, language_tag, quote
from rdfexport.terms import Block, Iri, Term

_STRING = XSD.string


class LineWriter:
    """Writes N-Triples; with a graph name, N-Quads."""

    separator = b""

    def __init__(self, rdf_format: RdfFormat, graph: Iri | None = None) -> None:
        self.format = rdf_format
        self._graph = graph
        self._terms = Memo(render_term)
        self._ending = f" {self._terms[graph]} .\n" if graph else " .\n"

    def __reduce__(self) -> tuple[type[LineWriter], tuple[RdfFormat, Iri | None]]:
        return LineWriter, (self.format, self._graph)

    def header(self) -> bytes:
        """Nothing: the syntax has no beginning."""
        return b""

    def block(self, block: Block) -> bytes:
        """The statements of a block, each once, in the order of their characters.

        Raises:
            TermNotWritable: not an absolute IRI, not a language tag, or half a character.
        """
        terms, ending = self._terms, self._ending
        try:
            lines = {
                f"{subject} {terms[predicate]} {terms[term]}{ending}"
                for subject, statements in ((terms[node.subject], node.statements) for node in block.nodes)
                for predicate, term in statements
            }
            return "".join(sorted(lines)).encode()
        except (Unwritable, UnicodeEncodeError) as error:
            raise TermNotWritable(self.format.label, block.iri, str(error)) from error

    def footer(self) -> bytes:
        """Nothing: the syntax has no end."""
        return b""


def n_triples_writer(layout: Layout) -> LineWriter:
    """N-Triples: no prefixes, no graph name."""
    del layout
    return LineWriter(RdfFormat.N_TRIPLES)


def n_quads_writer(layout: Layout) -> LineWriter:
    """N-Quads in the graph of the layout."""
    return LineWriter(RdfFormat.N_QUADS, layout.graph)


def render_term(term: Term) -> str:
    """A term as N-Triples writes it; ``xsd:string`` goes unsaid.

    >>> from rdfexport.terms import Literal
    >>> render_term(Literal("1949", XSD.gYear))
    '"1949"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    """
    if isinstance(term, Iri):
        check_iri(term)
        return f"<{term}>"
    lexical, datatype, language = term
    if language is not None:
        return f"{quote(lexical)}@{language_tag(language)}"
    if datatype is None or datatype == _STRING:
        return quote(lexical)
    check_iri(datatype)
    return f"{quote(lexical)}^^<{datatype}>"


_WRITER = LineWriter(RdfFormat.N_TRIPLES)


def canonical_ntriples(block: Block) -> bytes:
    """A block as canonical N-Triples: what validation reads.

    Raises:
        TermNotWritable: see :meth:`LineWriter.block`.
    """
    return _WRITER.block(block)
