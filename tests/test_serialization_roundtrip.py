"""Every format, read back by two libraries, gives the triples of the blocks."""

import json
import random
import warnings

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from rdfexport.formats import RdfFormat
from rdfexport.namespaces import (
    DCAT,
    DCTERMS,
    EDTF,
    PROV,
    RDF,
    RELATORS,
    RX,
    SCHEMA,
    SKOS,
    VOCAB,
    XSD,
)
from rdfexport.serialization import serialize, writer_for
from rdfexport.terms import Block, Iri, Literal, Node, Section

BASE = "https://example.org/archive/"
GRAPH = Iri(BASE + "dataset/export")
STRING = str(XSD.string)
LANG_STRING = str(RDF.langString)

OXIGRAPH = {
    RdfFormat.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    RdfFormat.JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
    RdfFormat.N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
    RdfFormat.N_QUADS: pyoxigraph.RdfFormat.N_QUADS,
    RdfFormat.TRIG: pyoxigraph.RdfFormat.TRIG,
    RdfFormat.RDF_XML: pyoxigraph.RdfFormat.RDF_XML,
}
NAMED = {RdfFormat.N_QUADS, RdfFormat.TRIG}


def writer(rdf_format, base=BASE):
    return writer_for(rdf_format, graph=GRAPH, base=base)


def text_of(rdf_format, blocks, base=BASE):
    return b"".join(serialize(writer(rdf_format, base), blocks))


# --- triples as plain tuples ----------------------------------------------------------


def of_blocks(blocks):
    return {
        (str(node.subject), str(predicate), *plain(term))
        for block in blocks
        for node in block.nodes
        for predicate, term in node.statements
    }


def plain(term):
    if isinstance(term, Iri):
        return (str(term),)
    if term.language is not None:
        return term.lexical, LANG_STRING, term.language
    return term.lexical, str(term.datatype or STRING), None


def by_oxigraph(data, rdf_format):
    def parts(term):
        if isinstance(term, pyoxigraph.NamedNode):
            return (term.value,)
        return term.value, term.datatype.value, term.language

    quads = list(pyoxigraph.parse(data, OXIGRAPH[rdf_format]))
    names = {str(quad.graph_name) for quad in quads}
    assert names <= ({f"<{GRAPH}>"} if rdf_format in NAMED else {"DEFAULT"})
    return {(q.subject.value, q.predicate.value, *parts(q.object)) for q in quads}


def by_rdflib(data, rdf_format):
    def parts(term):
        if isinstance(term, rdflib.URIRef):
            return (str(term),)
        datatype = LANG_STRING if term.language else str(term.datatype or STRING)
        return str(term), datatype, term.language

    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        # Dataset.parse calls what the same class deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=data, format=rdf_format.rdflib_name)
    return {(str(s), str(p), *parts(o)) for s, p, o, _ in dataset.quads()}


def by_pyld(data):
    dataset = jsonld.to_rdf(json.loads(data))

    def parts(term):
        if term["type"] == "IRI":
            return (term["value"],)
        return term["value"], term["datatype"], term.get("language")

    return {
        (t["subject"]["value"], t["predicate"]["value"], *parts(t["object"])) for t in dataset["@default"]
    }


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch):
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


# --- blocks of every kind -------------------------------------------------------------

# Letters of several scripts, what looks like syntax, an emoji beyond the first plane.
SEGMENT_CHARACTERS = "abzAZ019-_~éß毛עם𝒳😀.,;=+!$&'()*"
segments = st.one_of(
    st.text(SEGMENT_CHARACTERS, min_size=1, max_size=8),
    st.sampled_from(
        [
            "1949-01-13-aaaaaaaaaaaa",
            "%C3%A9",
            "a%20b",
            "x;",
            "a;b",
            "name",
            "via",
            "id",
            "@id",
            "1.",
            "-",
            "a:b",
            "schema",
        ]
    ),
).filter(lambda s: s not in (".", ".."))
folders = st.sampled_from(["document", "agent", "sighting", "agent/unresolved"])
below_base = st.builds(lambda folder, segment: Iri(f"{BASE}{folder}/{segment}"), folders, segments)
others = st.one_of(
    st.builds(lambda segment: Iri(BASE + segment), segments),
    st.builds(lambda s: Iri(f"https://other.example/{s}?q={s}#{s}"), segments),
    st.builds(lambda s: VOCAB[f"genre/{s}"], segments),
    st.builds(lambda s: SCHEMA[s], segments),
    st.sampled_from(
        [
            Iri("urn:isbn:9780140449136"),
            Iri("http://www.wikidata.org/entity/Q5816"),
            Iri("http://purl.org/dc/terms/"),
            Iri("https://schema.org//name"),
            Iri("https://schema.org///name"),
            Iri(BASE),
            Iri(BASE + "a//b"),
            Iri(BASE + "a/"),
            Iri(BASE + "document/.."),
            Iri("mailto:archive@example.org"),
            RELATORS.cre,
        ]
    ),
)
iris = st.one_of(below_base, others)
predicates = st.sampled_from(
    [
        DCTERMS.title,
        DCTERMS.created,
        DCTERMS.creator,
        SCHEMA.name,
        SCHEMA.identifier,
        SCHEMA.hasPart,
        SCHEMA.genre,
        SCHEMA.url,
        RX.earliest,
        RX.edtf,
        RX.ordinal,
        RX.sighting,
        RX.resolved,
        RX.unknownTerm,
        PROV.qualifiedAttribution,
        DCAT.hadRole,
        SKOS.altLabel,
        RELATORS.rcp,
        Iri("https://other.example/ns#p-1"),
        Iri("https://other.example/9lives"),
    ]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(
        [
            "",
            " two  blanks ",
            'He said "no" \\ "yes"',
            '"""',
            "\\",
            "line\nfeed\r\nreturn\ttab",
            "\u202eעברית\u202c",
            "𝒳😀",
            "@id",
            "schema:name",
            "https://schema.org/",
            "\u0085\u2028\u2029\u00a0",
            "<&>]]>",
            "\x00\x07\b\f\x1f\x7f\ufffe\uffff",
        ]
    ),
)
typed = st.sampled_from(
    [
        Literal("1949-01-13", XSD.date),
        Literal("1949-01", XSD.gYearMonth),
        Literal("1949", XSD.gYear),
        Literal("1949~", EDTF.EDTF),
        Literal("33", XSD.integer),
        Literal("-1", XSD.integer),
        Literal("0", XSD.integer),
        Literal("007", XSD.integer),
        Literal("+1", XSD.integer),
        Literal("12345678901234567890123", XSD.integer),
        Literal("true", XSD.boolean),
        Literal("1", XSD.boolean),
        Literal("1.50", XSD.decimal),
        Literal("1949-01-13T00:00:00Z", XSD.dateTime),
        Literal("x", Iri("https://other.example/type#odd")),
    ]
)
literals = st.one_of(
    typed,
    st.builds(lambda t: Literal(t), texts),
    st.builds(lambda t: Literal(t, XSD.string), texts),
    st.builds(lambda t, tag: Literal(t, None, tag), texts, st.sampled_from(["en", "de", "zh-hans"])),
)
statements = st.one_of(
    st.tuples(predicates, st.one_of(iris, literals)),
    st.tuples(
        st.just(RDF.type), st.one_of(st.sampled_from([SCHEMA.Message, RX.Sighting, PROV.Entity]), iris)
    ),
)


@st.composite
def blocks(draw):
    """A main node and others; they refer to each other as often as not."""
    subjects = draw(st.lists(iris, min_size=1, max_size=4))
    reference = st.tuples(predicates, st.sampled_from(subjects))
    nodes = [
        Node(subject, tuple(draw(st.lists(st.one_of(statements, reference), min_size=1, max_size=8))))
        for subject in subjects
    ]
    return Block(Section.DOCUMENT, tuple(nodes))


def without_control_characters(block):
    """The block as XML can hold it."""

    def clean(term):
        if isinstance(term, Iri):
            return term
        kept = "".join(c for c in term.lexical if (c >= " " and c not in "\ufffe\uffff") or c in "\t\n\r")
        return term._replace(lexical=kept)

    return Block(
        block.section,
        tuple(Node(n.subject, tuple((p, clean(t)) for p, t in n.statements)) for n in block.nodes),
    )


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_two_libraries_read_back_what_was_written(rdf_format, data):
    described = data.draw(st.lists(blocks(), max_size=3))
    if rdf_format is RdfFormat.RDF_XML:
        described = [without_control_characters(block) for block in described]
    written = text_of(rdf_format, described, data.draw(st.sampled_from([BASE, ""])))
    assert by_oxigraph(written, rdf_format) == of_blocks(described)
    assert by_rdflib(written, rdf_format) == of_blocks(described)


@settings(deadline=None, max_examples=150)
@given(described=st.lists(blocks(), max_size=3))
def test_the_reference_processor_reads_the_json_ld(described):
    assert by_pyld(text_of(RdfFormat.JSON_LD, described)) == of_blocks(described)


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
@settings(deadline=None, max_examples=60)
@given(block=blocks(), seed=st.integers(0, 99))
def test_the_order_of_values_does_not_show(rdf_format, block, seed):
    block = without_control_characters(block)
    assert writer(rdf_format).block(block) == writer(rdf_format).block(with_values_shuffled(block, seed))


def with_values_shuffled(block, seed):
    """The same block; the values of a predicate in another order, some of them twice."""
    chance = random.Random(seed)

    def shuffled(node):
        values = {}
        for predicate, term in node.statements:
            values.setdefault(predicate, []).append(term)
        for terms in values.values():
            terms.append(chance.choice(terms))
            chance.shuffle(terms)
        return Node(node.subject, tuple((p, t) for p, terms in values.items() for t in terms))

    return Block(block.section, tuple(map(shuffled, block.nodes)))


# --- whole files ----------------------------------------------------------------------


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
def test_a_file_without_blocks_is_valid(rdf_format):
    written = text_of(rdf_format, [])
    assert by_oxigraph(written, rdf_format) == by_rdflib(written, rdf_format) == set()


@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
def test_a_block_that_says_nothing_leaves_no_trace(rdf_format):
    said = Block(Section.AGENT, (Node(Iri(BASE + "agent/x"), ((RDF.type, PROV.Agent),)),))
    silent = Block(Section.AGENT, (Node(Iri(BASE + "agent/y"), ()),))
    written = text_of(rdf_format, [silent, said, silent, said])
    assert by_oxigraph(written, rdf_format) == by_rdflib(written, rdf_format) == of_blocks([said])


def test_a_context_of_ones_own_takes_the_place_of_ours():
    block = Block(Section.AGENT, (Node(Iri(BASE + "agent/x"), ((SCHEMA.name, Literal("X")),)),))
    context = {"id": "@id", "type": "@type", "s": "https://schema.org/", "label": "s:name"}
    written = b"".join(serialize(writer_for(RdfFormat.JSON_LD, context=context), [block]))
    document = json.loads(written)
    assert document["@graph"] == [{"id": BASE + "agent/x", "label": "X"}]
    assert by_pyld(written) == of_blocks([block])
    assert "dcterms" in document["@context"], "prefixes of the export that the context lacks are added"
    assert "dcterms" not in context, "the caller's own object stays as it is"
