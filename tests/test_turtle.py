"""Turtle and TriG: how single terms and nodes are laid out."""

import pytest

from rdfexport.formats import RdfFormat
from rdfexport.namespaces import DCTERMS, RDF, RX, SCHEMA, XSD
from rdfexport.serialization import serialize, writer_for
from rdfexport.terms import Block, Iri, Literal, Node, Section

BASE = "https://example.org/archive/"
SUBJECT = Iri(BASE + "agent/x")


def block(*statements):
    return Block(Section.AGENT, (Node(SUBJECT, statements),))


def written(term, **options):
    """How a value of rx:via is written."""
    text = writer_for(RdfFormat.TURTLE, **options).block(block((RX.via, term))).decode()
    return text.partition("rx:via ")[2].removesuffix(" .\n")


LITERALS = [
    (Literal("Terebin"), '"Terebin"'),
    (Literal("Terebin", XSD.string), '"Terebin"'),
    (Literal("Telegramm", None, "de"), '"Telegramm"@de'),
    (Literal(""), '""'),
    (Literal('"no"'), r'"\"no\""'),
    (Literal('ends in "'), r'"ends in \""'),
    (Literal("a\\b\\"), r'"a\\b\\"'),
    (Literal("two\nlines\r\n\ttab"), r'"two\nlines\r\n\ttab"'),
    (Literal("\x00\x0b\x1f\x7f"), r'"\u0000\u000B\u001F\u007F"'),
    (Literal("毛泽东 עברית 😀\u00a0"), '"毛泽东 עברית 😀\u00a0"'),
    (Literal("33", XSD.integer), "33"),
    (Literal("0", XSD.integer), "0"),
    (Literal("-7", XSD.integer), "-7"),
    (Literal("007", XSD.integer), '"007"^^xsd:integer'),
    (Literal("+7", XSD.integer), '"+7"^^xsd:integer'),
    (Literal("-0", XSD.integer), '"-0"^^xsd:integer'),
    (Literal("٣", XSD.integer), '"٣"^^xsd:integer'),
    (Literal("7\n", XSD.integer), r'"7\n"^^xsd:integer'),
    (Literal("true", XSD.boolean), "true"),
    (Literal("1", XSD.boolean), '"1"^^xsd:boolean'),
    (Literal("1.5", XSD.decimal), '"1.5"^^xsd:decimal'),
    (Literal("1949", XSD.gYear), '"1949"^^xsd:gYear'),
    (Literal("x", Iri("urn:t")), '"x"^^<urn:t>'),
]


@pytest.mark.parametrize(("term", "text"), LITERALS)
def test_literals(term, text):
    assert written(term) == text


IRIS = [
    ("http://purl.org/dc/terms/title", "dcterms:title"),
    ("https://w3id.org/rdfexport/vocab/genre/cable", "genre:cable"),
    ("http://purl.org/dc/terms/", "<http://purl.org/dc/terms/>"),
    ("http://purl.org/dc/terms/a.b", "dcterms:a.b"),
    ("http://purl.org/dc/terms/ends.", "<http://purl.org/dc/terms/ends.>"),
    ("http://purl.org/dc/terms/-begins", "<http://purl.org/dc/terms/-begins>"),
    ("http://purl.org/dc/terms/a~b", "<http://purl.org/dc/terms/a~b>"),
    ("http://purl.org/dc/terms/a/b", "<http://purl.org/dc/terms/a/b>"),
    ("http://vocab.getty.edu/aat/300026909", "aat:300026909"),
    ("https://example.org/archive/agent/mao-zedong", "<agent/mao-zedong>"),
    ("https://example.org/archive/agent/unresolved/n-petrov", "<agent/unresolved/n-petrov>"),
    ("https://example.org/archive/document/1949~-a%20b", "<document/1949~-a%20b>"),
    ("https://example.org/archive/", "<https://example.org/archive/>"),
    ("https://example.org/archive/agent", "<https://example.org/archive/agent>"),
    ("https://example.org/archive/a:b/c", "<https://example.org/archive/a:b/c>"),
    ("https://example.org/archive//agent/x", "<https://example.org/archive//agent/x>"),
    ("https://example.org/archive/agent/../x", "<https://example.org/archive/agent/../x>"),
    ("https://example.org/archive/agent/x?y", "<https://example.org/archive/agent/x?y>"),
    ("https://example.org/archive/agent/x;", "<https://example.org/archive/agent/x;>"),
    ("https://example.org/archive/agent/毛泽东", "<agent/毛泽东>"),
    ("https://example.org/archived/agent/x", "<https://example.org/archived/agent/x>"),
]


@pytest.mark.parametrize(("iri", "text"), IRIS)
def test_iris(iri, text):
    assert written(Iri(iri), base=BASE) == text


BASES = [
    ("https://example.org/archive/", True),
    ("http://localhost:8000/", True),
    ("", False),
    ("https://example.org/archive#", False),
    ("https://example.org/a/../archive/", False),
    ("https://example.org/?q=/", False),
    ("urn:archive/", False),
]


@pytest.mark.parametrize(("base", "relative"), BASES)
def test_only_a_base_that_resolves_cleanly_is_declared(base, relative):
    turtle = writer_for(RdfFormat.TURTLE, base=base)
    assert turtle.header().startswith(b"@base") == relative
    full = f"{base or 'https://example.org/'}agent/x"
    assert written(Iri(full), base=base) == ("<agent/x>" if relative else f"<{full}>")


def test_the_first_prefix_of_a_namespace_counts():
    prefixes = {"rx": RX.iri, "a": "https://other.example/", "b": "https://other.example/"}
    assert written(Iri("https://other.example/x"), prefixes=prefixes) == "a:x"


def test_the_type_comes_first_and_predicates_keep_their_order():
    node = block(
        (SCHEMA.url, Iri("urn:b")),
        (DCTERMS.title, Literal("T", None, "en")),
        (RDF.type, SCHEMA.Person),
        (SCHEMA.url, Iri("urn:a")),
        (SCHEMA.url, Iri("urn:b")),
    )
    assert writer_for(RdfFormat.TURTLE, base=BASE).block(node).decode() == (
        "<agent/x> a schema:Person ;\n"
        "    schema:url\n        <urn:a> ,\n        <urn:b> ;\n"
        '    dcterms:title "T"@en .\n'
    )


def test_a_value_said_twice_is_written_once_on_one_line():
    twice = block((RX.via, Literal("x")), (RX.via, Literal("x", XSD.string)))
    assert writer_for(RdfFormat.TURTLE, base=BASE).block(twice).decode() == '<agent/x>\n    rx:via "x" .\n'


def test_trig_puts_all_blocks_in_one_graph():
    trig = writer_for(RdfFormat.TRIG, {"rx": RX.iri}, Iri(BASE + "dataset/export"), base=BASE)
    said = block((RX.resolved, Literal("true", XSD.boolean)))
    assert b"".join(serialize(trig, [said, said])).decode() == (
        "@base <https://example.org/archive/> .\n"
        "@prefix rx: <https://w3id.org/rdfexport/ns#> .\n\n"
        "<dataset/export> {\n\n"
        "<agent/x>\n    rx:resolved true .\n\n"
        "<agent/x>\n    rx:resolved true .\n\n"
        "}\n"
    )


def test_trig_without_a_graph_is_turtle():
    said = [block((RX.resolved, Literal("true", XSD.boolean)))]
    trig, turtle = writer_for(RdfFormat.TRIG), writer_for(RdfFormat.TURTLE)
    assert b"".join(serialize(trig, said)) == b"".join(serialize(turtle, said))
