"""Whole files: the texts a person has checked, and what all writers have in common."""

import pickle
from pathlib import Path

import pyoxigraph
import pytest

from rdfexport.errors import TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import DCAT, DCTERMS, EDTF, PREFIXES, PROV, RDF, RELATORS, RX, SCHEMA, VOCAB, XSD
from rdfexport.serialization import Writer, canonical_ntriples, joined, serialize, writer_for
from rdfexport.terms import Block, Iri, Literal, Node, Section, is_absolute_iri

BASE = "https://example.org/archive/"
GRAPH = Iri(BASE + "dataset/export")


def writer(rdf_format, base=BASE):
    return writer_for(rdf_format, graph=GRAPH, base=base)


EXPECTED = Path(__file__).parent / "data" / "serialization"


def at(local):
    return Iri(BASE + local)


def english(text):
    return Literal(text, None, "en")


CABLE = "1949-01-aaaaaaaaaaaa"
CABLE_TITLE = english('Cable No. 50450, Terebin to Kuznetsov, "Nanjing"')
PRINTED = (at("sighting/0123456789ab-6"), at("sighting/0123456789ab-5"))
TALK = "1949-10-20-bbbbbbbbbbbb"
# Values stand in no order here; predicates stand in the order in which they are written.
SAMPLE = [
    Block(
        Section.DOCUMENT,
        (
            Node(
                at(f"document/{CABLE}"),
                (
                    (DCTERMS.title, CABLE_TITLE),
                    (RDF.type, SCHEMA.Message),
                    (RDF.type, SCHEMA.ArchiveComponent),
                    (RDF.type, SCHEMA.CreativeWork),
                    (RDF.type, PROV.Entity),
                    (SCHEMA.name, CABLE_TITLE),
                    (DCTERMS.type, VOCAB["genre/cable"]),
                    (SCHEMA.genre, VOCAB["genre/cable"]),
                    (DCTERMS.identifier, Literal("50470")),
                    (DCTERMS.identifier, Literal("50450")),
                    (DCTERMS.identifier, Literal("50470", XSD.string)),
                    (DCTERMS.creator, at("agent/orlov-andrei")),
                    (SCHEMA.recipient, at("agent/unresolved/n-petrov")),
                    (PROV.qualifiedAttribution, at(f"attribution/{CABLE}-creator-1")),
                    (DCTERMS.created, Literal("1949-01", XSD.gYearMonth)),
                    (RX.edtf, Literal("1949-01", EDTF.EDTF)),
                    (RX.earliest, Literal("1949-01-01", XSD.date)),
                    (DCTERMS.abstract, english("Two paragraphs.\nThe second: C:\\archive.")),
                    (SCHEMA.hasPart, at(f"enclosure/{CABLE}-1")),
                    *((RX.sighting, sighting) for sighting in PRINTED),
                    *((PROV.wasDerivedFrom, sighting) for sighting in PRINTED),
                    (SCHEMA.isPartOf, at("dataset/export")),
                ),
            ),
            Node(
                at(f"attribution/{CABLE}-creator-1"),
                (
                    (RDF.type, PROV.Attribution),
                    (PROV.agent, at("agent/orlov-andrei")),
                    (DCAT.hadRole, RELATORS.cre),
                    (RX.asPrinted, Literal("Terebin")),
                    (RX.position, Literal("1", XSD.integer)),
                    (PROV.wasDerivedFrom, at("sighting/0123456789ab-5")),
                ),
            ),
            Node(
                at(f"enclosure/{CABLE}-1"),
                (
                    (RDF.type, RX.Enclosure),
                    (RDF.type, SCHEMA.CreativeWork),
                    (SCHEMA.isPartOf, at(f"document/{CABLE}")),
                    (PROV.wasDerivedFrom, at("sighting/0123456789ab-5")),
                ),
            ),
            *(
                Node(
                    at(f"sighting/0123456789ab-{ordinal}"),
                    (
                        (RDF.type, RX.Sighting),
                        (RDF.type, PROV.Entity),
                        (RX.inListing, at("listing/0123456789ab")),
                        (RX.ordinal, Literal(str(ordinal), XSD.integer)),
                    ),
                )
                for ordinal in (5, 6)
            ),
        ),
    ),
    Block(
        Section.DOCUMENT,
        (
            Node(
                at(f"document/{TALK}"),
                (
                    (RDF.type, SCHEMA.CreativeWork),
                    (RDF.type, PROV.Entity),
                    (SCHEMA.name, english("Record of a Conversation")),
                    (DCTERMS.created, Literal("1949-10-20", XSD.date)),
                    (PROV.qualifiedAttribution, at(f"attribution/{TALK}-participant-1")),
                    (SCHEMA.about, at(f"event/{TALK}")),
                ),
            ),
            Node(
                at(f"attribution/{TALK}-participant-1"),
                (
                    (RDF.type, PROV.Attribution),
                    (PROV.agent, at("agent/mao-zedong")),
                    (DCAT.hadRole, VOCAB["role/participant"]),
                ),
            ),
            Node(
                at(f"event/{TALK}"),
                (
                    (RDF.type, SCHEMA.Event),
                    (RDF.type, PROV.Entity),
                    (SCHEMA.name, english("Record of a Conversation")),
                    (SCHEMA.attendee, at("agent/roshchin-nikolai")),
                    (SCHEMA.attendee, at("agent/mao-zedong")),
                    (SCHEMA.startDate, Literal("1949", XSD.gYear)),
                    (RX.dateBasis, Literal("title")),
                ),
            ),
        ),
    ),
    Block(
        Section.AGENT,
        (
            Node(
                at("agent/mao-zedong"),
                (
                    (SCHEMA.name, english("Mao Zedong")),
                    (RX.authorityRecord, VOCAB["agent/mao-zedong"]),
                    (SCHEMA.sameAs, Iri("http://www.wikidata.org/entity/Q5816")),
                    (SCHEMA.sameAs, Iri("http://viaf.org/viaf/51699962")),
                    (RX.resolved, Literal("true", XSD.boolean)),
                ),
            ),
        ),
    ),
]


def test_turtle_reads_like_this():
    bound = ["dcat", "dcterms", "edtf", "genre", "prov", "relators", "role", "rx", "schema", "xsd"]
    turtle = writer_for(RdfFormat.TURTLE, {p: PREFIXES[p] for p in bound}, base=BASE)
    assert b"".join(serialize(turtle, SAMPLE)).decode() == (EXPECTED / "blocks.ttl").read_text("utf-8")


def test_json_ld_reads_like_this():
    objects = b",\n".join(map(writer(RdfFormat.JSON_LD).block, SAMPLE)).decode() + "\n"
    assert objects == (EXPECTED / "blocks.jsonld").read_text("utf-8")


def test_the_checked_turtle_says_what_the_n_triples_say():
    turtle = pyoxigraph.parse((EXPECTED / "blocks.ttl").read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    lines = pyoxigraph.parse(b"".join(map(canonical_ntriples, SAMPLE)), pyoxigraph.RdfFormat.N_TRIPLES)
    assert set(turtle) == set(lines)


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
def test_rendered_blocks_join_to_the_same_file(rdf_format):
    rendered = [writer(rdf_format).block(block) for block in SAMPLE]
    assert b"".join(joined(writer(rdf_format), rendered)) == b"".join(serialize(writer(rdf_format), SAMPLE))


UNWRITABLE = [
    ("a blank in an IRI", SCHEMA.url, Iri("https://example.org/a b")),
    ("a relative IRI", SCHEMA.url, Iri("agent/x")),
    ("a quote mark in an IRI", SCHEMA.url, Iri('https://example.org/"')),
    ("half a character", SCHEMA.name, Literal("\ud800")),
    ("half a character in an IRI", SCHEMA.url, Iri("https://example.org/\ud800")),
    ("no language tag", SCHEMA.name, Literal("x", None, "en us")),
    ("no datatype", SCHEMA.name, Literal("x", Iri("date"))),
    ("a relative predicate", Iri("name"), Literal("x")),
]


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
@pytest.mark.parametrize(("predicate", "term"), [c[1:] for c in UNWRITABLE], ids=[c[0] for c in UNWRITABLE])
def test_what_no_format_can_say_is_an_error_that_names_the_node(rdf_format, predicate, term):
    block = Block(Section.AGENT, (Node(at("agent/x"), ((predicate, term),)),))
    with pytest.raises(TermNotWritable, match=r"cannot write <https://example\.org/archive/agent/x> as "):
        writer(rdf_format).block(block)


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
def test_a_subject_has_to_be_an_absolute_iri(rdf_format):
    block = Block(Section.AGENT, (Node(Iri("agent/x y"), ((SCHEMA.name, Literal("x")),)),))
    with pytest.raises(TermNotWritable, match="'agent/x y' is not an absolute IRI"):
        writer(rdf_format).block(block)


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
def test_a_writer_goes_to_another_process(rdf_format):
    here = writer(rdf_format)
    block = Block(Section.AGENT, (Node(Iri(BASE + "agent/x"), ((SCHEMA.name, Literal("X", None, "en")),)),))
    expected = here.block(block)
    there: Writer = pickle.loads(pickle.dumps(here))
    assert (there.format, there.separator) == (rdf_format, here.separator)
    assert (there.header(), there.block(block), there.footer()) == (here.header(), expected, here.footer())


def test_the_memo_of_terms_is_bounded_and_harmless():
    shared = writer(RdfFormat.TURTLE)
    many = [
        Block(
            Section.AGENT,
            (Node(Iri(f"{BASE}agent/{i}"), ((SCHEMA.name, Literal(f"Name {i}", None, "en")),)),),
        )
        for i in range(6000)
    ]
    assert [shared.block(b) for b in many] == [writer(RdfFormat.TURTLE).block(b) for b in many]
    assert len(shared._terms) <= 4096


def test_canonical_ntriples_are_those_of_the_writer():
    block = Block(
        Section.AGENT, (Node(Iri(BASE + "agent/x"), ((RX.resolved, Literal("true", XSD.boolean)),)),)
    )
    assert canonical_ntriples(block) == writer(RdfFormat.N_TRIPLES).block(block)


IRIS = [
    "https://x.org/",
    "urn:x",
    "http:///a",
    "https://[::1]:80/",
    "https://ü@é.org/毛?\ue000#%2F",
    "x:/",
    "mailto:a@b",
]
NO_IRIS = [
    "",
    "a",
    "/a",
    "1:a",
    "https://x.org/%zz",
    "https://x.org/[1]",
    "https://x.org/a#b#",
    "https://x.org:p/",
    "https://[x/",
    "x:a b",
    "x:\ue000",
    "x:\ufdd0",
    "x:\ud800",
    "x://a@/",
    "x:<",
    "x:\x80",
]


@pytest.mark.parametrize(("text", "is_one"), [*((t, True) for t in IRIS), *((t, False) for t in NO_IRIS)])
def test_tells_iris_from_other_texts(text, is_one):
    assert is_absolute_iri(text) is is_one
    if is_one:
        list(pyoxigraph.parse(f"<{text}> <x:p> <x:o> .".encode(), format=pyoxigraph.RdfFormat.N_TRIPLES))
