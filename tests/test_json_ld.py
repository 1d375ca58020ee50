"""JSON-LD: how values are compacted and nodes nested; the shipped context."""

import json

import pytest
import rdflib
from pyld import jsonld

from rdfexport.errors import TermNotWritable, VocabularyInvalid
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import DCTERMS, EDTF, PREFIXES, PROV, RDF, RELATORS, RX, SCHEMA, VOCAB, XSD
from rdfexport.serialization import read_context, serialize, writer_for
from rdfexport.serialization.context import make_context
from rdfexport.settings import resource
from rdfexport.terms import Block, Iri, Literal, Node, Section

BASE = "https://example.org/archive/"


def at(local):
    return Iri(BASE + local)


def objects(*nodes, **options):
    """The objects of one block."""
    block = Block(Section.DOCUMENT, nodes)
    return json.loads(b"".join(serialize(writer_for(RdfFormat.JSON_LD, base=BASE, **options), [block])))[
        "@graph"
    ]


# How one value stands under its key: the plain form for what the context says of the
# term, an object for everything else.
VALUES = [
    (SCHEMA.name, Literal("Cable", None, "en"), "name", "Cable"),
    (SCHEMA.name, Literal("Kabel", None, "de"), "name", {"@value": "Kabel", "@language": "de"}),
    (SCHEMA.name, Literal("rdfexport"), "name", {"@value": "rdfexport"}),
    (SCHEMA.name, Literal("3", XSD.integer), "name", 3),
    (RX.rule, Literal("dated-pseudonym"), "rule", "dated-pseudonym"),
    (RX.rule, Literal("x", XSD.string), "rule", "x"),
    (RX.rule, Literal("x", None, "en"), "rule", {"@value": "x", "@language": "en"}),
    (RX.rule, at("agent/x"), "rule", {"@id": "agent/x"}),
    (RX.ordinal, Literal("5", XSD.integer), "ordinal", 5),
    (RX.ordinal, Literal("05", XSD.integer), "ordinal", {"@value": "05", "@type": "xsd:integer"}),
    (RX.ordinal, Literal("9" * 16, XSD.integer), "ordinal", {"@value": "9" * 16, "@type": "xsd:integer"}),
    (RX.resolved, Literal("false", XSD.boolean), "resolved", False),
    (RX.resolved, Literal("0", XSD.boolean), "resolved", {"@value": "0", "@type": "xsd:boolean"}),
    (DCTERMS.created, Literal("1949-01-13", XSD.date), "dcterms:created", "1949-01-13"),
    (
        DCTERMS.created,
        Literal("1949", XSD.gYear),
        "dcterms:created",
        {"@value": "1949", "@type": "xsd:gYear"},
    ),
    (DCTERMS.created, Literal("1949"), "dcterms:created", {"@value": "1949"}),
    (
        DCTERMS.created,
        Literal("1949", XSD.integer),
        "dcterms:created",
        {"@value": "1949", "@type": "xsd:integer"},
    ),
    (RX.edtf, Literal("1949~", EDTF.EDTF), "edtf", "1949~"),
    (RX.rule, Literal("1949~", EDTF.EDTF), "rule", {"@value": "1949~", "@type": str(EDTF.EDTF)}),
    (SCHEMA.isPartOf, at("dataset/export"), "isPartOf", "dataset/export"),
    (SCHEMA.isPartOf, Iri(BASE + "export"), "isPartOf", BASE + "export"),
    (SCHEMA.isPartOf, VOCAB["genre/cable"], "isPartOf", "vocab:genre/cable"),
    (SCHEMA.isPartOf, SCHEMA.name, "isPartOf", "schema:name"),
    (SCHEMA.isPartOf, Iri("https://schema.org///name"), "isPartOf", "https://schema.org///name"),
    (SCHEMA.isPartOf, Iri("urn:isbn:1"), "isPartOf", "urn:isbn:1"),
    (SCHEMA.isPartOf, Literal("schema:name"), "isPartOf", {"@value": "schema:name"}),
    (SCHEMA.creator, at("agent/x"), "creator", ["agent/x"]),
    (RELATORS.rcp, at("agent/x"), "relators:rcp", ["agent/x"]),
    (SCHEMA.unknown, Literal("x"), "schema:unknown", "x"),
    (SCHEMA.unknown, at("agent/x"), "schema:unknown", {"@id": "agent/x"}),
    (Iri("https://other.example/p"), Literal("x"), "https://other.example/p", "x"),
    (RDF.type, SCHEMA.Message, "type", ["Message"]),
    (RDF.type, PROV.Entity, "type", ["prov:Entity"]),
    (RDF.type, at("agent/x"), "type", [BASE + "agent/x"]),
]


@pytest.mark.parametrize(("predicate", "term", "key", "value"), VALUES)
def test_values(predicate, term, key, value):
    assert objects(Node(at("agent/s"), ((predicate, term),))) == [{"id": "agent/s", key: value}]


def test_a_node_stands_in_the_outermost_one_that_refers_to_it():
    main, party, sighting = at("document/d"), at("attribution/a"), at("sighting/s")
    nested = objects(
        Node(
            main,
            ((PROV.qualifiedAttribution, party), (RX.sighting, sighting), (PROV.wasDerivedFrom, sighting)),
        ),
        Node(party, ((PROV.wasDerivedFrom, sighting), (SCHEMA.isPartOf, main))),
        Node(sighting, ((RX.ordinal, Literal("5", XSD.integer)),)),
    )
    assert nested == [
        {
            "id": "document/d",
            "qualifiedAttribution": [
                {"id": "attribution/a", "wasDerivedFrom": ["sighting/s"], "isPartOf": "document/d"}
            ],
            "sighting": [{"id": "sighting/s", "ordinal": 5}],
            "wasDerivedFrom": ["sighting/s"],
        }
    ]


def test_nodes_that_nobody_refers_to_follow():
    said = ((RX.ordinal, Literal("1", XSD.integer)),)
    followers = objects(
        Node(at("build/export"), said),
        Node(at("tool/a"), ((SCHEMA.about, at("tool/b")),)),
        Node(at("tool/b"), ((SCHEMA.about, at("tool/a")),)),
    )
    assert followers == [
        {"id": "build/export", "ordinal": 1},
        {"id": "tool/a", "about": {"id": "tool/b", "about": "tool/a"}},
    ]


def test_a_second_node_of_a_subject_is_not_lost():
    one, two = ((RX.ordinal, Literal(n, XSD.integer)) for n in "12")
    said = objects(
        Node(at("a/a"), (one, (SCHEMA.about, at("b/b")))),
        Node(at("b/b"), (one,)),
        Node(at("b/b"), (two,)),
        Node(at("a/a"), (two,)),
    )
    assert said == [
        {"id": "a/a", "ordinal": 1, "about": {"id": "b/b", "ordinal": 1}},
        {"id": "b/b", "ordinal": 2},
        {"id": "a/a", "ordinal": 2},
    ]


def test_a_class_is_a_name_and_holds_no_node():
    said = ((RDF.type, at("class/c")),)
    assert objects(Node(at("a/a"), said), Node(at("class/c"), ((RDF.type, PROV.Entity),))) == [
        {"id": "a/a", "type": [BASE + "class/c"]},
        {"id": "class/c", "type": ["prov:Entity"]},
    ]


REFUSED = [
    (SCHEMA.url, Iri("schema:name")),
    (SCHEMA.url, Iri("about:blank")),
    (RDF.type, Literal("Message")),
]


@pytest.mark.parametrize(("predicate", "term"), REFUSED)
def test_what_would_be_read_as_something_else_is_refused(predicate, term):
    with pytest.raises(TermNotWritable, match="as json-ld: "):
        objects(Node(at("agent/s"), ((predicate, term),)))


# --- the context ----------------------------------------------------------------------


def test_the_shipped_context_is_valid_and_means_what_its_keys_say():
    entries = read_context()
    context = make_context(entries)
    assert len(context.terms) > 100
    for iri, term in context.terms.items():
        if term.name[0].islower():
            expanded = jsonld.expand({"@context": entries, term.name: {"@value": "x"}})
            assert expanded == [{iri: [{"@value": "x"}]}]
        else:
            assert jsonld.expand({"@context": entries, "@type": term.name}) == [{"@type": [iri]}]
        namespace, _, local = term.name.rpartition(":")
        assert iri == (entries[namespace] + local if namespace else iri)
        assert iri.endswith(local), "a term keeps the local name of its IRI"


# What the context has to say of a property with this range; with any other, strings are IRIs.
EXPECTED = {
    str(XSD.string): ("", None),
    str(XSD.integer): ("", None),
    str(XSD.boolean): ("", None),
    str(XSD.date): (str(XSD.date), None),
    str(EDTF.EDTF): (str(EDTF.EDTF), None),
    str(RDF.langString): ("", "en"),
}


def test_prefixes_of_the_context_are_those_of_the_export():
    shared = {name: iri for name, iri in read_context().items() if name in PREFIXES}
    terms = {"edtf", "genre"}
    assert {name for name in PREFIXES if name not in shared} == {"role"}
    assert {name: iri for name, iri in shared.items() if PREFIXES[name] != iri}.keys() == terms
    assert make_context(read_context(), PREFIXES).compact(PREFIXES["role"] + "via") == "vocab:role/via"


def test_every_property_of_our_own_vocabulary_has_a_term_that_fits_its_range():
    path = resource("vocab") / "rdfexport.ttl"
    if not path.exists():
        pytest.skip("vocab/rdfexport.ttl is not there")
    graph = rdflib.Graph().parse(path, format="turtle")
    terms = make_context(read_context()).terms
    kinds = (rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    defined = {prop for kind in kinds for prop in graph.subjects(rdflib.RDF.type, kind)}
    assert len(defined) > 50
    for prop in defined:
        term = terms.get(str(prop))
        assert term, f"{prop} has no term"
        value_range = str(graph.value(prop, rdflib.RDFS.range))
        assert (term.coercion, term.language) == EXPECTED.get(value_range, ("@id", None)), prop


def test_the_context_is_embedded_with_the_base_and_the_prefixes_it_lacks():
    prefixes = {**PREFIXES, "ex": "https://other.example/ns#", "name": "https://clash.example/"}
    header = writer_for(RdfFormat.JSON_LD, prefixes, base=BASE).header().decode()
    assert header.startswith(
        '{\n  "@context": {\n    "@base": "https://example.org/archive/",\n    "@version": 1.1,\n'
    )
    assert header.endswith('    "ex": "https://other.example/ns#"\n  },\n  "@graph": [\n')
    assert "clash" not in header
    said = Node(at("a/a"), ((Iri("https://clash.example/p"), Iri("https://other.example/ns#x")),))
    assert objects(said, prefixes=prefixes) == [{"id": "a/a", "https://clash.example/p": {"@id": "ex:x"}}]


NOT_CONTEXTS = ["", "[]", "{}", '{"@context": "https://schema.org/"}']


@pytest.mark.parametrize("text", NOT_CONTEXTS)
def test_a_file_without_a_context_is_refused(text, tmp_path):
    path = tmp_path / "context.jsonld"
    path.write_text(text)
    with pytest.raises(VocabularyInvalid):
        read_context(path)


def test_a_missing_context_is_refused(tmp_path):
    with pytest.raises(VocabularyInvalid, match="nowhere"):
        read_context(tmp_path / "nowhere.jsonld")


NOT_SUPPORTED = [
    {"name": {"@id": "https://schema.org/name", "@reverse": "x"}},
    {"name": {"@id": "https://schema.org/name", "@container": "@list"}},
    {"name": {"@type": "@id"}},
    {"name": None},
]


@pytest.mark.parametrize("entries", NOT_SUPPORTED)
def test_a_context_that_the_writer_could_not_obey_is_refused(entries):
    with pytest.raises(VocabularyInvalid, match="name"):
        make_context(entries)
