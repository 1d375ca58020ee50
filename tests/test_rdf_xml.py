"""RDF/XML: names of elements, text that XML can and cannot hold."""

import pytest

from rdfexport.errors import TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import RDF, RX, SCHEMA, XSD
from rdfexport.serialization import serialize, writer_for
from rdfexport.terms import Block, Iri, Literal, Node, Section

SUBJECT = Iri("https://example.org/a?b&c='d'")


def block(*statements):
    return Block(Section.AGENT, (Node(SUBJECT, statements),))


def test_a_whole_file():
    said = block(
        (SCHEMA.name, Literal("Zhou <Enlai> & others", None, "en")),
        (RDF.type, SCHEMA.Person),
        (SCHEMA.name, Literal("Chou")),
        (RX.ordinal, Literal("5", XSD.integer)),
        (SCHEMA.name, Literal("Chou", XSD.string)),
    )
    xml = writer_for(RdfFormat.RDF_XML, {"rx": RX.iri, "schema": SCHEMA.iri})
    assert b"".join(serialize(xml, [said])).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<rdf:RDF\n"
        '    xmlns:rx="https://w3id.org/rdfexport/ns#"\n'
        '    xmlns:schema="https://schema.org/"\n'
        '    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="https://example.org/a?b&amp;c=&#x27;d&#x27;">\n'
        '    <schema:name xml:lang="en">Zhou &lt;Enlai&gt; &amp; others</schema:name>\n'
        "    <schema:name>Chou</schema:name>\n"
        '    <rdf:type rdf:resource="https://schema.org/Person"/>\n'
        '    <rx:ordinal rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">5</rx:ordinal>\n'
        "  </rdf:Description>\n"
        "</rdf:RDF>\n"
    )


ELEMENTS = [
    ("https://schema.org/name", "<schema:name>x</schema:name>"),
    ("https://other.example/p", '<ns:p xmlns:ns="https://other.example/">x</ns:p>'),
    ("https://other.example/9p", '<ns:p xmlns:ns="https://other.example/9">x</ns:p>'),
    ("https://other.example/p-1.a", '<ns:p-1.a xmlns:ns="https://other.example/">x</ns:p-1.a>'),
]


@pytest.mark.parametrize(("predicate", "element"), ELEMENTS)
def test_elements(predicate, element):
    text = writer_for(RdfFormat.RDF_XML).block(block((Iri(predicate), Literal("x")))).decode()
    assert text.splitlines()[1].strip() == element


def test_a_carriage_return_survives():
    text = writer_for(RdfFormat.RDF_XML).block(block((SCHEMA.name, Literal("a\r\nb\tc"))))
    assert b"<schema:name>a&#13;\nb\tc</schema:name>" in text


NOT_WRITABLE = [
    (SCHEMA.name, Literal("a\x00b"), r"U\+0000 in 'a\\x00b' cannot stand in XML"),
    (SCHEMA.name, Literal("\x1b"), r"U\+001B"),
    (SCHEMA.name, Literal("\uffff"), r"U\+FFFF"),
    (Iri("https://other.example/1949"), Literal("x"), "cannot be an XML element"),
    (Iri("https://other.example/p/"), Literal("x"), "cannot be an XML element"),
    (RDF.li, Literal("x"), "cannot be an XML element"),
    (RDF.Description, Literal("x"), "cannot be an XML element"),
]


@pytest.mark.parametrize(("predicate", "term", "message"), NOT_WRITABLE)
def test_what_xml_cannot_hold_is_an_error(predicate, term, message):
    with pytest.raises(TermNotWritable, match=message):
        writer_for(RdfFormat.RDF_XML).block(block((predicate, term)))
