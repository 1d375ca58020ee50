"""N-Triples and N-Quads: canonical terms, sorted lines."""

import pytest

from rdfexport.formats import RdfFormat
from rdfexport.namespaces import RX, XSD
from rdfexport.serialization import canonical_ntriples, serialize, writer_for
from rdfexport.serialization.line_formats import render_term
from rdfexport.terms import Block, Iri, Literal, Node, Section

SUBJECT, OTHER = Iri("https://example.org/s"), Iri("https://example.org/o")
BLOCK = Block(
    Section.LISTING,
    (
        Node(SUBJECT, ((RX.ordinal, Literal("5", XSD.integer)), (RX.alias, Literal("b")), (RX.alias, OTHER))),
        Node(OTHER, ((RX.alias, Literal("a", None, "en")), (RX.alias, Literal("a", None, "en")))),
    ),
)

TERMS = [
    (OTHER, "<https://example.org/o>"),
    (Iri("https://example.org/毛?a=%20#b"), "<https://example.org/毛?a=%20#b>"),
    (Literal("Mao’s"), '"Mao’s"'),
    (Literal("x", XSD.string), '"x"'),
    (Literal("x", None, "zh-hans"), '"x"@zh-hans'),
    (Literal("5", XSD.integer), '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    (Literal('\\"'), r'"\\\""'),
    (Literal("\b\t\n\f\r"), r'"\b\t\n\f\r"'),
    (Literal("\x00\x0b\x7f\uffff"), r'"\u0000\u000B\u007F\uFFFF"'),
    (Literal("\x85\u2028😀"), '"\x85\u2028😀"'),
]


@pytest.mark.parametrize(("term", "text"), TERMS)
def test_terms(term, text):
    assert render_term(term) == text


LINES = [
    '<https://example.org/o> <https://w3id.org/rdfexport/ns#alias> "a"@en',
    '<https://example.org/s> <https://w3id.org/rdfexport/ns#alias> "b"',
    "<https://example.org/s> <https://w3id.org/rdfexport/ns#alias> <https://example.org/o>",
    f'<https://example.org/s> <https://w3id.org/rdfexport/ns#ordinal> "5"^^<{XSD.integer}>',
]


def test_n_triples_are_sorted_and_said_once():
    assert canonical_ntriples(BLOCK).decode() == "".join(f"{line} .\n" for line in LINES)


def test_n_quads_name_the_graph():
    quads = writer_for(RdfFormat.N_QUADS, graph=Iri("https://example.org/g"))
    expected = "".join(f"{line} <https://example.org/g> .\n" for line in LINES)
    assert b"".join(serialize(quads, [BLOCK])).decode() == expected


def test_n_quads_without_a_graph_are_n_triples():
    assert writer_for(RdfFormat.N_QUADS).block(BLOCK) == canonical_ntriples(BLOCK)
