"""``rdfexport explain``: from statements back to printed lines, and what has become of these."""

import gzip
import hashlib
import json
import re
import types

import pytest
from click.testing import CliRunner

from rdfexport.authorities import REASONS, resolution, vocabulary
from rdfexport.cli import main
from rdfexport.settings import resource

LISTING = """\
January 13, 1949

Telegram No. 0100, Terebin to “Filippov” [Stalin],
with a Message from N. Petrov

What the listing says of it.
In two lines.

January 14, 1949

Cable, Stalin to Mao Zedong
"""
GRAPH = """\
@base <https://example.org/archive/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix relators: <http://id.loc.gov/vocabulary/relators/> .
@prefix rx: <https://w3id.org/rdfexport/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<listing/1> a rx:Listing ; rx:fileName "page.txt" ; rx:sha256 "{digest}" ; rx:entries 2 .

<document/1949-01-13-aaaaaaaaaaaa> a schema:ArchiveComponent , schema:Message ;
    dcterms:title "Telegram No. 0100, Terebin to \\"Filippov\\" [Stalin], with a Message from N. Petrov"@en ;
    dcterms:identifier "0100" ;
    dcterms:creator <agent/orlov-andrei> ;
    dcterms:abstract "What the listing says of it. In two lines."@en ;
    rx:dateAsPrinted "January 13, 1949" ;
    rx:edtf "1949-01-13"^^edtf:EDTF ;
    schema:hasPart <enclosure/1949-01-13-aaaaaaaaaaaa-1> ;
    prov:qualifiedAttribution <attribution/1949-01-13-aaaaaaaaaaaa-creator-1> ,
        <attribution/1949-01-13-aaaaaaaaaaaa-recipient-1> ;
    rx:sighting <sighting/1-1> ;
    prov:wasDerivedFrom <sighting/1-1> .
<attribution/1949-01-13-aaaaaaaaaaaa-creator-1> a prov:Attribution ;
    prov:agent <agent/orlov-andrei> ; dcat:hadRole relators:cre ; rx:position 1 ;
    rx:asPrinted "Terebin" ; rx:certainty "certain" ; rx:rule "dated-pseudonym" ; rx:alias "Terebin" ;
    prov:wasDerivedFrom <sighting/1-1> .
<attribution/1949-01-13-aaaaaaaaaaaa-recipient-1> a prov:Attribution ;
    prov:agent <agent/stalin-joseph> ; dcat:hadRole relators:rcp ; rx:position 1 ;
    rx:asPrinted "\\"Filippov\\" [Stalin]" ; rx:certainty "certain" ; rx:rule "bracket-identifies" ;
    rx:nominalAgent <agent/orlov-andrei> ;
    prov:wasDerivedFrom <sighting/1-1> .
<enclosure/1949-01-13-aaaaaaaaaaaa-1> a rx:Enclosure ;
    prov:qualifiedAttribution <attribution/1949-01-13-aaaaaaaaaaaa-enclosure-1-creator-1> ;
    prov:wasDerivedFrom <sighting/1-1> .
<attribution/1949-01-13-aaaaaaaaaaaa-enclosure-1-creator-1> a prov:Attribution ;
    prov:agent <agent/unresolved/n-petrov> ; dcat:hadRole relators:cre ; rx:position 1 ;
    rx:asPrinted "N. Petrov" ; rx:certainty "unresolved" ; rx:rule "a-rule-of-tomorrow" ;
    prov:wasDerivedFrom <sighting/1-1> .
<sighting/1-1> a rx:Sighting ; rx:inListing <listing/1> ; rx:ordinal 1 ; rx:firstLine 1 ; rx:lastLine 7 .

<document/1949-01-14-bbbbbbbbbbbb> a schema:ArchiveComponent ;
    dcterms:title "Cable, Stalin to Mao Zedong"@en ; rx:edtf "1949-01-14"^^edtf:EDTF ;
    schema:about <event/1949-01-14-bbbbbbbbbbbb> ; schema:mentions <place/moscow> ;
    rx:sighting <sighting/1-2> ; prov:wasDerivedFrom <sighting/1-2> .
<event/1949-01-14-bbbbbbbbbbbb> a schema:Event ; schema:name "Cable, Stalin to Mao Zedong"@en .
<sighting/1-2> a rx:Sighting ; rx:inListing <listing/1> ; rx:ordinal 2 ; rx:firstLine 9 ; rx:lastLine 11 .

<agent/orlov-andrei> a prov:Agent , foaf:Person ; skos:prefLabel "Andrei Orlov"@en ; rx:resolved true ;
    rx:authorityRecord <https://w3id.org/rdfexport/vocab/agent/orlov-andrei> .
<agent/stalin-joseph> a prov:Agent , foaf:Person ; skos:prefLabel "Joseph Stalin"@en ; rx:resolved true ;
    rx:authorityRecord <https://w3id.org/rdfexport/vocab/agent/somebody-of-another-vocabulary> .
<agent/unresolved/n-petrov> a prov:Agent ; skos:prefLabel "N. Petrov"@en ; rx:resolved false .
<place/moscow> a schema:Place ; skos:prefLabel "Moscow"@en ;
    rx:authorityRecord <https://w3id.org/rdfexport/vocab/place/moscow> .
"""
DOCUMENT = "document/1949-01-13-aaaaaaaaaaaa"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run ``rdfexport explain out`` where ``out`` holds the export of ``page.txt``."""
    (tmp_path / "out").mkdir()
    (tmp_path / "page.txt").write_text(LISTING, "utf-8")
    digest = hashlib.sha256(LISTING.encode()).hexdigest()
    (tmp_path / "out" / "export.ttl").write_text(GRAPH.format(digest=digest), "utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ["explain", "out", *args])


def sections(text):
    """The sections of an explanation, by their first lines."""
    parts = re.split(r"\n\n(?=\S)", text.rstrip("\n"))
    return {part.splitlines()[0]: part.splitlines()[1:] for part in parts}


# --- a document ------------------------------------------------------------------------


def test_a_document_is_shown_with_its_printed_lines(run, tmp_path):
    result = run(DOCUMENT)
    assert result.exit_code == 0
    assert sections(result.stdout)["Printed lines"] == [
        f"  page.txt:1-7, entry 1: unchanged, {tmp_path}/page.txt",
        "         1  January 13, 1949",
        "         2",
        "         3  Telegram No. 0100, Terebin to “Filippov” [Stalin],",
        "         4  with a Message from N. Petrov",
        "         5",
        "         6  What the listing says of it.",
        "         7  In two lines.",
    ]


def test_parties_are_told_in_plain_words(run):
    assert sections(run(DOCUMENT).stdout)["Parties"] == [
        (
            '  creator: Andrei Orlov, printed "Terebin", certain, by rule dated-pseudonym: '
            f"{resolution.REASONS['dated-pseudonym']} [page.txt:3]"
        ),
        (
            '  recipient: Joseph Stalin, printed ""Filippov" [Stalin]", under the name of Andrei Orlov, '
            f"certain, by rule bracket-identifies: {resolution.REASONS['bracket-identifies']} [page.txt:3]"
        ),
        (
            '  enclosure 1, creator: N. Petrov, printed "N. Petrov", unresolved, by rule a-rule-of-tomorrow '
            "[page.txt:4]"
        ),
    ]


def test_each_statement_names_the_lines_that_print_it(run):
    statements = sections(run(DOCUMENT).stdout)["Statements"]
    assert statements[0] == f"  {DOCUMENT}  (from page.txt:1-7)"
    for line in (
        '    rx:dateAsPrinted  "January 13, 1949"  [printed at page.txt:1]',
        '    dcterms:identifier  "0100"  [printed at page.txt:3]',
        '    dcterms:abstract  "What the listing says of it. In two lines."@en  [printed at page.txt:6-7]',
        '    rx:edtf  "1949-01-13" (edtf:EDTF)',  # concluded, not printed
        "    dcterms:creator  agent/orlov-andrei (Andrei Orlov)",
        '    rx:certainty  "certain"',
        "    rx:position  1",
        "  enclosure/1949-01-13-aaaaaaaaaaaa-1  (from page.txt:1-7)",
        "  attribution/1949-01-13-aaaaaaaaaaaa-enclosure-1-creator-1  (from page.txt:1-7)",
        "  sighting/1-1  (from page.txt:1-7)",
    ):
        assert line in statements
    (title,) = [line for line in statements if line.startswith("    dcterms:title")]
    assert title.endswith("[printed at page.txt:3-4]")


def test_every_statement_of_the_document_is_there(run):
    shown = json.loads(run(DOCUMENT, "--format", "json").stdout)
    assert sum(len(node["statements"]) for node in shown["nodes"]) == 13 + 9 + 9 + 3 + 8 + 5


# --- what has become of the listing ----------------------------------------------------


def printed(result):
    return "\n".join(sections(result.stdout)["Printed lines"])


def test_a_changed_listing_is_no_evidence(run, tmp_path):
    (tmp_path / "page.txt").write_text("Now something else.\nJanuary 13, 1949\n")
    result = run(DOCUMENT)
    assert result.exit_code == 0
    assert f"CHANGED since the export (its SHA-256 is another), {tmp_path}/page.txt" in printed(result)
    assert "now reads there, which is no evidence:\n         1  Now something else." in printed(result)
    assert "printed at" not in result.stdout


def test_a_changed_listing_may_be_anything(run, tmp_path):
    (tmp_path / "page.txt").write_bytes(b"\xff\xfe\x00")
    assert "CHANGED since the export" in printed(run(DOCUMENT))


def test_a_missing_listing_is_asked_for(run, tmp_path):
    (tmp_path / "page.txt").unlink()
    result = run(DOCUMENT)
    assert result.exit_code == 0
    assert printed(result) == (
        "  page.txt:1-7, entry 1: not found; pass --source with page.txt or the folder that holds it"
    )


def test_a_listing_from_standard_input_cannot_be_found_by_name(run, tmp_path):
    (tmp_path / "page.txt").unlink()
    export = tmp_path / "out" / "export.ttl"
    export.write_text(export.read_text("utf-8").replace('"page.txt"', '"<stdin>"'), "utf-8")
    assert "was read from standard input; if you have it as a file, pass --source FILE" in printed(
        run(DOCUMENT)
    )


@pytest.mark.parametrize("place", ["renamed.txt", "out/page.txt", "deep/er/page.txt", "deep/er/other.txt"])
def test_a_listing_is_found_by_its_bytes(run, tmp_path, place):
    target = tmp_path / place
    target.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "page.txt").rename(target)
    found = printed(run(DOCUMENT, "--source", "deep")) if "deep" in place else printed(run(DOCUMENT))
    assert f"unchanged, {'' if 'deep' in place else tmp_path}" in found
    assert place in found


def test_the_right_bytes_count_before_the_right_name(run, tmp_path):
    (tmp_path / "page.txt").rename(tmp_path / "a.txt")
    (tmp_path / "page.txt").write_text("another listing")
    assert f"unchanged, {tmp_path}/a.txt" in printed(run(DOCUMENT))


def test_a_packed_listing_is_unpacked(run, tmp_path):
    packed = gzip.compress(LISTING.encode(), mtime=0)
    (tmp_path / "page.txt").unlink()
    (tmp_path / "page.txt.gz").write_bytes(packed)
    digest = hashlib.sha256(packed).hexdigest()
    (tmp_path / "out" / "export.ttl").write_text(GRAPH.format(digest=digest), "utf-8")
    assert "3  Telegram No. 0100" in printed(run(DOCUMENT))


def test_a_source_that_is_not_there_is_wrong_usage(run):
    assert run(DOCUMENT, "--source", "nowhere").exit_code == 2


# --- an agent, a place -----------------------------------------------------------------


def test_an_agent_is_shown_with_the_evidence_of_its_record(run):
    record = sections(run("agent/orlov-andrei").stdout)["Authority record"]
    assert record[0] == "  https://w3id.org/rdfexport/vocab/agent/orlov-andrei"
    assert any(line.startswith("  evidence: ") for line in record)
    assert any(line.startswith('  dated name "Terebin": cover name, attested 1947-') for line in record)


def test_an_agent_is_shown_with_all_its_documents(run):
    shown = sections(run("agent/orlov-andrei").stdout)
    assert shown["Takes part in"][:2] == [
        (
            '  1949-01-13  creator: Telegram No. 0100, Terebin to "Filippov" [Stalin], '
            "with a Message from N. Petrov"
        ),
        f'      printed "Terebin", certain, by rule dated-pseudonym; page.txt:1-7; {DOCUMENT}',
    ]
    assert shown["Rules"] == [f"  dated-pseudonym: {resolution.REASONS['dated-pseudonym']}"]
    assert '    skos:prefLabel  "Andrei Orlov"@en' in shown["Statements"]


def test_an_unresolved_name_has_no_record(run):
    result = run("n-petrov")
    shown = sections(result.stdout)
    assert shown["Authority record"][0].startswith("  none: this is a printed name that no record bears")
    assert "creator of enclosure 1" in shown["Takes part in"][0]
    assert shown["Rules"] == ["  a-rule-of-tomorrow: not known to this version"]


def test_a_record_of_another_vocabulary_is_named_and_no_more(run):
    record = sections(run("stalin-joseph").stdout)["Authority record"]
    assert record[1:] == ["  not in the vocabulary of this version, so its evidence cannot be shown"]


def test_an_agent_says_which_listings_are_not_as_they_were(run, tmp_path):
    (tmp_path / "page.txt").unlink()
    assert sections(run("orlov-andrei").stdout)["Listings"] == [
        "  page.txt: not found; pass --source with page.txt or the folder that holds it"
    ]


def test_a_place_is_shown_with_the_titles_that_name_it(run):
    shown = sections(run("moscow").stdout)
    assert shown["Named in the title or the abstract of"] == [
        "  Cable, Stalin to Mao Zedong (document/1949-01-14-bbbbbbbbbbbb)"
    ]
    assert "  https://w3id.org/rdfexport/vocab/place/moscow" in shown["Authority record"]


# --- which node is meant ---------------------------------------------------------------

FOUND = [
    ("https://example.org/archive/agent/orlov-andrei", "agent/orlov-andrei"),
    ("<https://example.org/archive/agent/orlov-andrei>", "agent/orlov-andrei"),
    ("agent/orlov-andrei", "agent/orlov-andrei"),
    ("orlov-andrei", "agent/orlov-andrei"),
    ("Andrei Orlov", "agent/orlov-andrei"),
    ("andrei orlov", "agent/orlov-andrei"),
    ("aaaaaaaaaaaa", DOCUMENT),
    # The event has the same last segment; the document is meant.
    ("1949-01-14-bbbbbbbbbbbb", "document/1949-01-14-bbbbbbbbbbbb"),
    ("event/1949-01-14-bbbbbbbbbbbb", "document/1949-01-14-bbbbbbbbbbbb"),
    ("attribution/1949-01-13-aaaaaaaaaaaa-enclosure-1-creator-1", DOCUMENT),
    ("sighting/1-1", DOCUMENT),
    ("listing/1", "listing/1"),
]


@pytest.mark.parametrize(("typed", "iri"), FOUND)
def test_a_node_is_found_by_what_is_typed(run, typed, iri):
    shown = json.loads(run(typed, "--format", "json").stdout)
    assert shown["iri"] == f"https://example.org/archive/{iri}"


def test_what_belongs_to_a_document_is_explained_with_it(run):
    head = run("sighting/1-1").stdout.splitlines()[:3]
    assert head[1:] == [DOCUMENT, "(sighting/1-1 belongs to this document)"]


NOT_FOUND = [
    ("agent/orlow-andrei", "not in the graph; near it are agent/orlov-andrei"),
    ("Orlof", "not in the graph; near it are agent/orlov-andrei"),
    ("1949-01-13", f"not in the graph; near it are {DOCUMENT}"),
    ("xyz", "not in the graph; rdfexport query PATH --name links-out lists its agents and places"),
    ("", "not in the graph; rdfexport query"),
    (
        "creator-1",
        "may mean attribution/1949-01-13-aaaaaaaaaaaa-creator-1, attribution/1949-01-13-aaaaaaaaaaaa-e",
    ),
]


@pytest.mark.parametrize(("typed", "said"), NOT_FOUND)
def test_what_is_not_found_is_one_line_and_exit_code_1(run, typed, said):
    result = run(typed)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"rdfexport: {typed}: {said}")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_an_export_that_is_not_there_is_one_line(run):
    result = CliRunner().invoke(main, ["explain", "nowhere", "x"])
    assert (result.exit_code, result.stderr) == (
        1,
        "rdfexport: nowhere: no such file or folder; check the path\n",
    )
    assert run


# --- JSON ------------------------------------------------------------------------------


def test_json_says_the_same(run, tmp_path):
    shown = json.loads(run(DOCUMENT, "--format", "json").stdout)
    assert (shown["kind"], shown["label"][:17]) == ("document", "Telegram No. 0100")
    (printing,) = shown["printings"]
    assert (printing["state"], printing["file"]) == ("unchanged", str(tmp_path / "page.txt"))
    assert (printing["firstLine"], printing["lines"][0]) == (1, "January 13, 1949")
    assert [(part["role"], part["label"], part.get("enclosure")) for part in shown["parts"]] == [
        ("creator", "Andrei Orlov", None),
        ("recipient", "Joseph Stalin", None),
        ("creator", "N. Petrov", 1),
    ]
    assert shown["parts"][0]["reason"] == resolution.REASONS["dated-pseudonym"]
    assert {
        "predicate": "http://purl.org/dc/terms/identifier",
        "value": "0100",
        "printedAt": ["page.txt:3"],
    } in shown["nodes"][0]["statements"]


def test_json_of_an_agent_holds_the_dated_names(run):
    shown = json.loads(run("orlov-andrei", "--format", "json").stdout)
    (name,) = [each for each in shown["record"]["names"] if each["name"] == "Terebin"]
    assert name["kind"] == "cover name"
    assert name["validFrom"] <= name["attestedFrom"] <= name["attestedTo"] <= name["validTo"]


# --- rules -----------------------------------------------------------------------------


def constants(code):
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from constants(constant)
        else:
            yield from constant if isinstance(constant, tuple) else (constant,)


@pytest.mark.parametrize("module", [resolution, vocabulary], ids=lambda m: m.__name__)
def test_every_rule_is_explained(module):
    functions = [f for f in vars(module).values() if isinstance(f, types.FunctionType)]
    words = {c for f in functions for c in constants(f.__code__) if isinstance(c, str)}
    rules = {word for word in words if re.fullmatch(r"[a-z]+(-[a-z]+)+", word)}
    assert rules
    assert rules <= REASONS.keys()


def test_every_rule_of_a_kind_of_name_is_explained():
    assert set(vocabulary._RULE_OF_KIND.values()) <= resolution.REASONS.keys()


# --- the whole line --------------------------------------------------------------------


def test_every_document_of_the_bundled_examples_is_explained_from_their_lines(tmp_path):
    """Each title, date and abstract of the export is found at the lines that it names."""
    built = CliRunner().invoke(main, ["build", "--quiet", "--out", str(tmp_path), "--format", "turtle"])
    assert built.exit_code == 0, built.stderr
    from rdfexport.explaining import Evidence, Places, explain
    from rdfexport.namespaces import DCTERMS, RDF, RX, SCHEMA
    from rdfexport.sources.lines import read_lines
    from rdfexport.stores import load

    graph = load([tmp_path])
    places = Places(folders=(resource("examples/listings"),))
    evidence = Evidence(places, read_lines, REASONS, lambda: graph)
    documents = graph.subjects(RDF.type, SCHEMA.ArchiveComponent)
    assert documents
    for iri in documents:
        explanation = explain(graph, iri, evidence)
        stated = {s.predicate: s.printed_at for s in explanation.nodes[0].statements}
        assert stated[DCTERMS.title], explanation.label
        assert stated.get(RX.dateAsPrinted, True), explanation.label  # one of them has no date
        assert all(part.reason for part in explanation.parts), explanation.label
        assert all(printing.lines for printing in explanation.printings)
