"""The files in vocab/: true to their sources, complete, and readable by anybody."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.vocabulary import Vocabulary
from rdfexport.model import Authority
from rdfexport.namespaces import AAT, RX, SCHEMA, VOCAB

ROOT = Path(__file__).resolve().parents[1]
FILES = ("agents", "genres", "places", "rdfexport", "roles")
SHARED = ROOT.parent / "shared"
AUTHORITIES = SHARED / "authority" / "authorities.csv"
GENRE_RULES = SHARED / "gold" / "README.md"
VOCABULARY = Vocabulary.load(ROOT / "vocab")

GENRES = frozenset(
    (
        *("cable", "telegram", "ciphered-telegram", "airgram", "letter", "message", "correspondence"),
        *("memorandum", "memorandum-of-conversation", "conversation-record", "minutes", "protocol"),
        *("report", "note", "notes", "diary-extract", "draft-reply", "resolution", "instructions"),
        *("guidelines", "proposal", "agreement", "official-statement", "speech", "interview"),
        *("recollections", "list", "document"),
    )
)

LINKS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "lcnaf": "http://id.loc.gov/authorities/names/{}",
    "tgn": "http://vocab.getty.edu/tgn/{}",
    "geonames": "https://sws.geonames.org/{}/",
}

MATCHES = {
    "cable": ("cable", "closeMatch"),
    "ciphered-telegram": ("ciphered-telegram", "broadMatch"),
    "telegram": ("telegram", "exactMatch"),
    "memorandum-of-conversation": ("memorandum-of-conversation", "broadMatch"),
    "letter": ("letter", "exactMatch"),
    "diary": ("diary-extract", "closeMatch"),
    "journal": ("diary-extract", "closeMatch"),
    "draft-reply": ("draft-reply", "closeMatch"),
    "notes": ("notes", "closeMatch"),
}
"""Key in the authority data -> genre and how its concept in the AAT relates to it."""


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ROOT / "vocab" / f"{name}.ttl")


def text(name: str) -> str:
    return (ROOT / "vocab" / f"{name}.ttl").read_text("utf-8")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    if not AUTHORITIES.exists():
        pytest.skip("the authority data are not beside this checkout")
    with AUTHORITIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def records() -> dict[str, Authority]:
    return {**VOCABULARY.agents, **VOCABULARY.places}


# --- the files as files ---------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same(name: str) -> None:
    path = ROOT / "vocab" / f"{name}.ttl"
    quads = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(set(quads)) == len(graph(name))
    assert len(quads) == len(set(quads)), "a statement stands twice"


@pytest.mark.parametrize("name", FILES)
def test_every_node_has_an_iri_and_nothing_is_declared_identical(name: str) -> None:
    assert all(isinstance(node, URIRef) for node in graph(name).subjects())
    assert OWL.sameAs not in set(graph(name).predicates())


@pytest.mark.parametrize("name", FILES)
def test_declares_no_prefix_in_vain(name: str) -> None:
    prefixes = re.findall(r"^@prefix (\w+):", text(name), re.MULTILINE)
    body = re.sub(r'^@prefix.*$|"(?:[^"\\]|\\.)*"', "", text(name), flags=re.MULTILINE)
    assert [p for p in prefixes if not re.search(rf"\b{p}:", body)] == []


@pytest.mark.parametrize(("name", "prefix"), [("agents", "agent"), ("places", "place"), ("genres", "genre")])
def test_records_are_sorted_by_key(name: str, prefix: str) -> None:
    keys = re.findall(rf"^{prefix}:(\S+) a skos:Concept", text(name), re.MULTILINE)
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["agents", "places", "genres", "roles"])
def test_every_concept_is_in_the_scheme_of_its_file(name: str) -> None:
    (scheme,) = graph(name).subjects(RDF.type, SKOS.ConceptScheme)
    assert graph(name).value(scheme, DCTERMS.title)
    for concept in graph(name).subjects(RDF.type, SKOS.Concept):
        assert list(graph(name).objects(concept, SKOS.inScheme)) == [scheme]
        assert str(concept).startswith(f"{scheme}/")


@pytest.mark.parametrize("name", ["agents", "places", "genres", "roles"])
def test_every_label_has_the_language_of_its_script(name: str) -> None:
    scripts = {"ko": "[가-힣]", "zh": "[一-鿿]", "ru": "[Ѐ-ӿ]", "en": "[A-Za-z]"}
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, URIRef(RX.recordLabel)):
        for label in graph(name).objects(None, predicate):
            assert re.search(scripts[label.language], label), label


# --- true to the sources --------------------------------------------------------------


def test_has_the_records_of_the_authority_data_and_no_other(rows: list[dict[str, str]]) -> None:
    kinds = {"person": VOCABULARY.agents, "org": VOCABULARY.agents, "place": VOCABULARY.places}
    expected = {(r["kind"] == "place", r["key"]) for r in rows if r["kind"] in kinds}
    held = {(records is VOCABULARY.places, key) for records in kinds.values() for key in records}
    assert held == expected


def test_links_are_those_of_the_identifier_columns_and_no_other(rows: list[dict[str, str]]) -> None:
    expected = {
        row["key"]: {form.format(row[column]) for column, form in LINKS.items() if row[column]}
        for row in rows
        if row["kind"] != "genre"
    }
    assert {key: set(record.same_as) for key, record in records().items()} == expected


def test_a_supplied_entity_has_no_link(rows: list[dict[str, str]]) -> None:
    supplied = {row["key"] for row in rows if row["pref_label"].startswith("[")}
    assert {key for key, record in records().items() if not record.identified} == supplied
    assert not any(records()[key].same_as for key in supplied)


def test_labels_life_dates_and_evidence_are_those_of_the_authority_data(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["kind"] != "genre":
            record = records()[row["key"]]
            assert record.label == row["pref_label"]
            assert (record.birth or "", record.death or "") == (row["birth"], row["death"])
            assert record.evidence == row["evidence"]


def test_genres_match_the_thesaurus_as_the_authority_data_say(rows: list[dict[str, str]]) -> None:
    expected = {
        (VOCAB[f"genre/{MATCHES[row['key']][0]}"], MATCHES[row["key"]][1], AAT[row["aat"]])
        for row in rows
        if row["kind"] == "genre" and row["aat"]
    }
    held = {
        (concept.iri, kind, target)
        for concept in VOCABULARY.concepts.values()
        for kind, target in concept.matches
        if concept.scheme == VOCAB["genre"]
    }
    assert held == expected


def test_nothing_from_memory_leaks(rows: list[dict[str, str]]) -> None:
    everything = "\n".join(str(o) for name in FILES for o in graph(name).objects())
    for row in rows:
        for sentence in _sentences(row["unverified_from_memory"]):
            assert sentence not in everything
        for number in re.findall(r"\d{5,}", row["unverified_from_memory"]):
            assert number not in everything
        if row["unverified_from_memory"] and row["kind"] != "genre":
            leaked = _telling(row["unverified_from_memory"]) - _telling(
                " ".join(row[column] for column in ("evidence", "pref_label", "role_note", "birth", "death"))
            )
            record = records()[row["key"]]
            said = {record.note, *record.alt_labels, *record.hidden_labels, *record.record_labels}
            said |= {part for name in record.dated_names for part in (name.text, name.evidence)}
            assert leaked.isdisjoint(_telling(" ".join(said))), row["key"]


def test_no_prose_of_the_notes_is_taken_over(rows: list[dict[str, str]]) -> None:
    everything = "\n".join(str(o) for name in FILES for o in graph(name).objects())
    taken_over = "\n".join(f"{row['evidence']} {row['pref_label']} {row['alt_labels']}" for row in rows)
    for row in rows:
        for sentence in (*_sentences(row["notes"]), *_sentences(row["role_note"])):
            assert sentence not in everything or sentence in taken_over


def _sentences(cell: str) -> Iterator[str]:
    return (s for part in re.split(r"(?<=[.;:]) ", cell) if len(s := part.strip(" .;:")) > 12)


def _telling(prose: str) -> set[str]:
    """Words that carry a fact: with a digit, or with a capital."""
    return {w for w in re.findall(r"\w{2,}", prose) if re.search(r"\d{3}|^[A-Z]", w)}


# --- names ----------------------------------------------------------------------------

NEVER_GLOBAL = (
    "Kim",
    "De",
    "Jieshi",
    "Anastas",
    "Central Committee",
    "Politburo",
    "Americans",
    "Soviet",
    "Zhu",
)
"""Given names, family names and general forms that mean somebody only beside a full name."""


@pytest.mark.parametrize("label", NEVER_GLOBAL)
def test_is_no_label_of_an_agent(label: str) -> None:
    assert normal_form(label) not in VOCABULARY.agent_labels


def test_no_label_holds_a_role_an_honorific_or_a_second_name() -> None:
    pattern = re.compile(r"^(Cde|Comrade|Chairman|Ambassador|Soviet Ambassador|Deputy Chairman)\b|\[")
    for record in records().values():
        labels = (*record.alt_labels, *record.hidden_labels, *record.record_labels)
        assert [label for label in labels if pattern.search(label)] == []


def test_no_label_is_said_twice_of_one_record() -> None:
    for record in records().values():
        labels = [normal_form(label) for label in (record.label, *record.alt_labels, *record.record_labels)]
        assert len(labels) == len(set(labels)), record.key


def test_every_misprint_is_hidden() -> None:
    hidden = {label for record in records().values() for label in record.hidden_labels}
    assert hidden == {"Flippov", "Shytkov", "Izyestia"}


# --- genres, roles and our own terms --------------------------------------------------


def test_genres_are_the_closed_list() -> None:
    held = {c.iri.rpartition("/")[2] for c in VOCABULARY.concepts.values() if c.scheme == VOCAB["genre"]}
    assert held == GENRES


def test_the_closed_list_is_that_of_the_annotation_rules() -> None:
    if not GENRE_RULES.exists():
        pytest.skip("the annotation rules are not beside this checkout")
    section = GENRE_RULES.read_text("utf-8").partition("## 3. Genres")[2].partition("\n1. ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)) == GENRES


def test_every_genre_and_role_is_defined_and_no_word_names_two() -> None:
    for name in ("genres", "roles"):
        labels = [
            normal_form(label)
            for predicate in (SKOS.prefLabel, SKOS.altLabel)
            for label in graph(name).objects(None, predicate)
        ]
        assert len(labels) == len(set(labels))
        for concept in graph(name).subjects(RDF.type, SKOS.Concept):
            assert graph(name).value(concept, SKOS.definition)


def test_roles_are_those_of_a_party() -> None:
    held = {c.iri.rpartition("/")[2] for c in VOCABULARY.concepts.values() if c.scheme == VOCAB["role"]}
    assert held == {"creator", "recipient", "via", "participant"}


def own_terms() -> set[str]:
    return {str(s).removeprefix(RX.iri) for s in graph("rdfexport").subjects() if str(s).startswith(RX.iri)}


def used_terms() -> dict[str, set[str]]:
    """Where our own terms are used: file -> terms."""
    used = {}
    for path in (*(ROOT / "vocab").glob("*.ttl"), *(ROOT / "shapes").glob("*.ttl")):
        lines = re.sub(r"^\s*#.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        used[path.name] = set(re.findall(r"(?<![\w\"])rx:(\w+)", lines))
    for path in (ROOT / "rdfexport").rglob("*.py"):
        source = path.read_text("utf-8")
        used[str(path.relative_to(ROOT))] = {*re.findall(r"\bRX\.(\w+)", source)} - {"iri"}
    return used


def test_every_term_of_our_own_is_defined() -> None:
    missing = {file: sorted(terms - own_terms()) for file, terms in used_terms().items()}
    assert {file: terms for file, terms in missing.items() if terms} == {}


def test_every_definition_tells_what_a_reader_may_conclude() -> None:
    ontology = graph("rdfexport")
    kinds = {OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty, URIRef(RX.NameKind)}
    for local in own_terms():
        term = URIRef(RX[local])
        (kind,) = ontology.objects(term, RDF.type)
        assert kind in kinds
        assert len(list(ontology.objects(term, RDFS.label))) == 1
        (comment,) = ontology.objects(term, RDFS.comment)
        assert comment.language == "en"
        assert len(comment) > 20
        if kind in {OWL.DatatypeProperty, OWL.ObjectProperty}:
            ranges = (RDFS.range, URIRef(SCHEMA.rangeIncludes))
            assert any(ontology.value(term, predicate) for predicate in ranges)
            domains = list(ontology.objects(term, RDFS.domain))
            included = list(ontology.objects(term, URIRef(SCHEMA.domainIncludes)))
            assert (len(domains) == 1) != bool(included), local
