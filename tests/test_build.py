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
from rdfexport.errors import ListingNotReadable, OutputNotWritable, TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.settings import Settings, SettingsInvalid, Validator, resource

LISTING = "January 8, 1949\n\nCable, Mao Zedong to Stalin\n\nWords of our own.\n"
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
        {"licence": "https://x.org/%zz"},
        {"base": "https://[x/"},
        {"base": "https://x.org/%zz/"},
        {"base": "https://x.org/a#b#"},
        {"base": "https://x.org:port/"},
        {"base": "https://x.org/a[1]/"},
        {"base": "https://x.org/\udc80/"},
        {"name": "a\nb"},
        {"name": "a\0b"},
        {"name": "\udc80"},
        {"title": "half \ud800"},
        {"out": Path("a\0b")},
        {"mappers": ()},
        {"formats": ()},
        {"language": ""},
        {"language": "english!"},
        {"language": "en_GB"},
        {"language": "abcdefghi"},
        {"language": "zh-"},
        {"language": "e"},
    ],
)
def test_impossible_settings_are_refused(setting):
    with pytest.raises(SettingsInvalid, match=f"^{next(iter(setting)).rstrip('s')}s?: "):
        Settings(**setting)


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "EN-gb",
        "zh-Hans-CN",
        "de-1996",
        "sl-rozaj-biske",
        "es-419",
        "x-own",
        "en-x-us",
        "de-u-co-phonebk",
    ],
)
def test_language_tags_become_lower_case(tag):
    assert Settings(language=tag).language == tag.lower()


@pytest.mark.parametrize("epoch", ["soon", "-5", "1e9", "²", "253402300800", "9" * 5000, "1.5", " "])
def test_a_clock_that_tells_no_time_is_refused(tmp_path, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SettingsInvalid, match="SOURCE_DATE_EPOCH"):
        build(tmp_path, EXAMPLES[:1], validator=Validator.NONE)


@pytest.mark.parametrize(
    ("epoch", "time"),
    [
        ("0", "1970-01-01T00:00:00Z"),
        ("253402300799", "9999-12-31T23:59:59Z"),
        ("0" * 5000 + "1", "1970-01-01T00:00:01Z"),
    ],
)
def test_the_clock_dates_the_dataset(tmp_path, monkeypatch, epoch, time):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    build(tmp_path, EXAMPLES[:1], validator=Validator.NONE)
    assert f'dcterms:modified "{time}"^^xsd:dateTime' in (tmp_path / "export.ttl").read_text("utf-8")


@pytest.mark.parametrize("name", ["report.json", "report.html", "export.ttl"])
def test_a_source_is_not_written_over(tmp_path, name):
    source = tmp_path / name
    source.write_text(LISTING, "utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(OutputNotWritable, match="it is a source of this build"):
        build(tmp_path / "link", [str(source)])
    assert source.read_text("utf-8") == LISTING
    build(tmp_path / "out", [str(source)])


def test_an_export_among_its_sources_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_text(LISTING, "utf-8")
    build(tmp_path, [str(tmp_path)])
    before = digests(tmp_path)
    build(tmp_path, [str(tmp_path)])
    assert digests(tmp_path) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1949", ""), ("1949", "")),
        (("", "Letter, N. Petrov to B"), ("", "Letter, N.  Petrov to B")),
        (("1949", "The Plan of “Petrov”"), ("1949", 'The Plan of "Petrov"')),
    ],
)
def test_what_is_found_in_two_chunks_is_reported_as_in_one(tmp_path, first, second):
    sources = []
    for number, (date, title) in enumerate((first, second, ("1950", "Letter, C to D"))):
        sources.append(str(tmp_path / f"{number}.csv"))
        Path(sources[-1]).write_text(
            f'date,title,id\n{date},"{title.replace(chr(34), chr(34) * 2)}",{number}\n'
        )
    for name, chunk in (("one", 250), ("two", 1)):
        build(tmp_path / name, sources, chunk=chunk)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_a_date_that_no_form_reads_does_not_stop_the_build(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text('date,title\n"1949 or <1950>?","Letter, A to B"\n')
    build(tmp_path / "out", [str(source)], formats=(RdfFormat.N_TRIPLES,))
    assert "/document/undated-" in (tmp_path / "out" / "export.nt").read_text()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_format_cannot_say_is_told_from_a_worker_too(tmp_path, jobs):
    source = tmp_path / "a.csv"
    source.write_text('date,title\n1949,"Letter, A to B"\n1949,"Letter, \x01 to B"\n')
    with pytest.raises(TermNotWritable, match=r"U\+0001 .* cannot stand in XML"):
        build(tmp_path / "out", [str(source)], formats=(RdfFormat.RDF_XML,), jobs=jobs, chunk=1)
    assert list((tmp_path / "out").iterdir()) == []


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


def test_a_script_without_a_main_guard_is_told_so(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("date,title\n" + "".join(f"1949,Notes {n}\n" for n in range(20)), "utf-8")
    script = tmp_path / "script.py"
    settings = f"rdfexport.Settings(out=Path({str(tmp_path / 'out')!r}), jobs=2, chunk=5)"
    call = f"rdfexport.build([{str(table)!r}], {settings})"
    script.write_text(f"from pathlib import Path\nimport rdfexport\n{call}\n")
    result = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert result.returncode != 0
    assert "WorkersNotStarted" in result.stderr
    assert not (tmp_path / "out" / "export.ttl").exists()


def test_without_a_validator_nobody_says_that_the_rules_are_kept(tmp_path):
    build(tmp_path, EXAMPLES[:1], validator=Validator.NONE)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "every rule is kept" not in page
    with pytest.raises(SettingsInvalid):
        rdfexport.validate([tmp_path / "export.ttl"], validator=Validator.NONE)


def test_odd_file_names_keep_every_rule(tmp_path):
    (tmp_path / "in").mkdir()
    for number, name in enumerate(("a\nb\x01.txt", "caf\udce9.txt", "a\\b.txt", '<&"]]>.txt')):
        (tmp_path / "in" / name).write_text(LISTING.replace("8", str(number + 1)), "utf-8")
    report = build(tmp_path / "out", [str(tmp_path / "in")], formats=tuple(RdfFormat))
    assert len(report.summary.listings) == 4
    assert [str(p) for p in report.problems if p.severity == "violation"] == []
