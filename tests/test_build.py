"""The build: what it writes, that it is whole or not at all, and always the same."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import rdfexport
from rdfexport.errors import ListingNotReadable
from rdfexport.formats import RdfFormat
from rdfexport.settings import Settings, SettingsInvalid, Validator, resource

EXAMPLES = sorted(str(path) for path in resource("examples/listings").iterdir() if path.suffix != ".md")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def build(out: Path, sources=EXAMPLES, **settings) -> rdfexport.Report:
    return rdfexport.build(sources, Settings(out=out, **settings))


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("export")
    build(out, formats=tuple(RdfFormat))
    return out


def test_the_bundled_examples_conform_and_merge(tmp_path):
    summary = build(tmp_path).summary
    assert (summary.sightings, summary.documents) == (44, 40)
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "export.jsonld",
        "export.ttl",
        "report.html",
        "report.json",
    ]


def test_nothing_of_the_examples_violates_a_shape(tmp_path):
    report = build(tmp_path, validator=Validator.PYSHACL)
    assert [str(p) for p in report.problems if p.severity == "violation"] == []


def test_the_fast_engine_and_pyshacl_report_the_same(tmp_path):
    build(tmp_path / "auto", validator=Validator.AUTO)
    build(tmp_path / "judge", validator=Validator.PYSHACL)
    assert digests(tmp_path / "auto") == digests(tmp_path / "judge")


def test_order_and_chunks_and_jobs_do_not_show(tmp_path):
    build(tmp_path / "plain")
    shuffled = random.Random(5).sample(EXAMPLES, len(EXAMPLES))
    build(tmp_path / "shuffled", shuffled)
    build(tmp_path / "small", chunk=3)
    build(tmp_path / "pool", chunk=3, jobs=2)
    expected = digests(tmp_path / "plain")
    for other in ("shuffled", "small", "pool"):
        assert digests(tmp_path / other) == expected, other


def test_the_hash_seed_does_not_show(tmp_path):
    found = []
    for seed in ("0", "1949"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "rdfexport", "build", "--quiet", "--out", str(out), *EXAMPLES],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        found.append(digests(out))
    assert found[0] == found[1]


def turtle(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse((folder / "export.ttl").read_bytes(), format="turtle")


def with_rdflib(path: Path) -> set:
    name = RdfFormat.of_extension(path.name).rdflib_name
    dataset = rdflib.Dataset()
    dataset.parse(path.read_bytes(), format=name)
    return {(str(s), str(p), o.n3()) for s, p, o, _ in dataset.quads()}


def with_oxigraph(path: Path) -> set:
    quads = ox.parse(path=str(path), format=ox.RdfFormat.from_extension(path.suffix[1:]))
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, inside its own parsers
@pytest.mark.parametrize("read", [with_rdflib, with_oxigraph])
def test_every_syntax_says_the_same(export, read):
    turtle = read(export / "export.ttl")
    assert len(turtle) > 1500
    for other in RdfFormat:
        assert read(export / f"export.{other.extension}") == turtle, other.label


def test_no_blank_node_and_every_object_described(export):
    graph = turtle(export)
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]
    base = Settings().base
    ours = {o for o in graph.objects() if isinstance(o, rdflib.URIRef) and o.startswith(base)}
    assert ours - set(graph.subjects()) == set()


def test_the_dataset_counts_itself(export):
    graph = turtle(export)
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    assert graph.value(predicate=void.triples, object=rdflib.Literal(len(graph)))


def test_terms_of_other_vocabularies_exist(export):
    graph = turtle(export)
    known = {
        namespace._NS: namespace
        for namespace in (
            rdflib.DCTERMS,
            rdflib.SDO,
            rdflib.PROV,
            rdflib.SKOS,
            rdflib.DCAT,
            rdflib.VOID,
            rdflib.FOAF,
        )
    }
    used = set(graph.predicates()) | set(graph.objects(predicate=rdflib.RDF.type))
    for term in used:
        for iri, namespace in known.items():
            if term.startswith(iri):
                assert term in namespace, term


def test_a_failed_build_leaves_the_last_one(tmp_path):
    build(tmp_path)
    before = digests(tmp_path)
    broken = tmp_path.parent / f"{tmp_path.name}.txt"
    broken.write_bytes("January 8, 1949\n\nCable, Müller to Stalin\n".encode("latin-1"))
    with pytest.raises(ListingNotReadable):
        build(tmp_path, [*EXAMPLES, str(broken)])
    assert digests(tmp_path) == before


def test_an_interrupted_build_leaves_the_last_one(tmp_path):
    build(tmp_path)
    before = digests(tmp_path)

    def interrupted(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rdfexport.build(EXAMPLES[:1], Settings(out=tmp_path), on_progress=interrupted)
    assert digests(tmp_path) == before


def test_the_same_listing_twice_is_read_once(tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(Path(EXAMPLES[0]).read_bytes())
    report = build(tmp_path / "out", [EXAMPLES[0], str(copy)])
    once = build(tmp_path / "once", EXAMPLES[:1])
    assert report.summary.sightings == once.summary.sightings
    assert "RX-S007" in {p.code for p in report.problems}


@pytest.mark.parametrize(
    "setting",
    [
        {"base": "archive"},
        {"base": "https://x.org/a"},
        {"base": "https://x.org/ /"},
        {"jobs": 0},
        {"name": "a/b"},
        {"licence": "CC0"},
    ],
)
def test_impossible_settings_are_refused(setting):
    with pytest.raises(SettingsInvalid):
        Settings(**setting)


SAMPLES = [
    ("documents", 50),
    ("sightings", 60),
    ("agents_unresolved", 0),
]


def test_the_samples(shared, tmp_path):
    report = build(tmp_path, [str(shared / "seeds")])
    assert {name: getattr(report.summary, name) for name, _ in SAMPLES} == dict(SAMPLES)
    stated = [listing for listing in report.summary.listings if listing.total_results]
    assert len(stated) == 4
    codes = {p.code for p in report.problems}
    assert "RX-S001" not in codes
    assert not [p for p in report.problems if p.severity == "violation"]


def test_who_is_who_in_the_samples(shared):
    graph = rdfexport.to_graph([str(shared / "seeds")])
    base = Settings().base
    rx = rdflib.Namespace("https://w3id.org/rdfexport/ns#")
    printed = {}
    for attribution, name in graph.subject_objects(rx.asPrinted):
        document_date = str(attribution).removeprefix(f"{base}attribution/")[:10]
        agent = graph.value(attribution, rdflib.PROV.agent)
        printed.setdefault((str(name), document_date), set()).add(str(agent).removeprefix(f"{base}agent/"))
    assert printed["Kuznetsov", "1953-07-29"] == {"kuznetsov-vasili"}
    assert printed["Kuznetsov", "1949-01-13"] == {"kuznetsov-fedor"}
    assert printed["Flippov [Stalin]", "1950-07-05"] == {"stalin-joseph"}
    assert printed["Terebin", "1949-01-10"] == {"orlov-andrei"}
    memoranda = [
        d
        for d in graph.subjects(
            rdflib.DCTERMS.created, rdflib.Literal("1949-02-01", datatype=rdflib.XSD.date)
        )
        if (
            d,
            rdflib.DCTERMS.type,
            rdflib.URIRef("https://w3id.org/rdfexport/vocab/genre/memorandum-of-conversation"),
        )
        in graph
    ]
    assert len(memoranda) == 2
