"""From an RDF file to Problems: reading it, judging it, finding the printed lines."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from rdfexport.errors import GraphNotReadable
from rdfexport.formats import RdfFormat
from rdfexport.model import Location
from rdfexport.namespaces import RDF, SH
from rdfexport.problems import Code, Problem, Severity
from rdfexport.settings import resource
from rdfexport.validation import (
    PyShacl,
    Result,
    ValidationResults,
    files,
    load_shapes,
    missing_targets,
    shapes_without_target,
    to_problems,
    validate_file,
)
from rdfexport.validation.graph_files import parse_to_ntriples, read_ntriples
from rdfexport.validation.locations import Locator
from rdfexport.validation.targets import Target, count_targets

SHAPES = load_shapes(resource("shapes"))
ENGINE = PyShacl(SHAPES)
EXPORT = Path(__file__).parent / "data" / "shapes" / "export.conforms.ttl"
DIGEST = "0123456789abcdef" * 4
BASE = "https://example.org/archive/"

# --- files of any syntax ----------------------------------------------------------------


@pytest.mark.parametrize("rdf_format", list(RdfFormat), ids=lambda f: f.label)
@pytest.mark.parametrize("compressed", [False, True])
def test_reads_every_syntax_alike(tmp_path: Path, rdf_format: RdfFormat, compressed: bool) -> None:
    syntax = ox.RdfFormat.from_media_type(rdf_format.media_type)
    data = ox.serialize((q.triple for q in ox.parse(path=str(EXPORT))), format=syntax)
    path = tmp_path / f"export.{rdf_format.extension}{'.gz' if compressed else ''}"
    path.write_bytes(gzip.compress(data) if compressed else data)
    found, expected = read_ntriples(path), read_ntriples(EXPORT)
    assert {s: sorted(lines) for s, lines in found.items()} == {
        s: sorted(lines) for s, lines in expected.items()
    }


def test_statements_are_gathered_by_subject_and_blank_nodes_numbered() -> None:
    data = b"<ex:a> <ex:p> [ <ex:q> 1 ] . <ex:b> <ex:p> _:z . <ex:a> <ex:p> <ex:b> , <ex:b> ."
    integer = b"<http://www.w3.org/2001/XMLSchema#integer>"
    assert parse_to_ntriples(data, RdfFormat.TURTLE, name="x") == {
        b"_:b1": [b'_:b1 <ex:q> "1"^^' + integer + b" .\n"],
        b"<ex:a>": [b"<ex:a> <ex:p> _:b1 .\n", b"<ex:a> <ex:p> <ex:b> .\n"],
        b"<ex:b>": [b"<ex:b> <ex:p> _:b2 .\n"],
    }


def test_named_graphs_are_merged() -> None:
    data = b"<ex:g> { <ex:a> <ex:p> <ex:b> } <ex:h> { <ex:a> <ex:p> <ex:b> , <ex:c> }"
    assert parse_to_ntriples(data, RdfFormat.TRIG, name="x") == {
        b"<ex:a>": [b"<ex:a> <ex:p> <ex:b> .\n", b"<ex:a> <ex:p> <ex:c> .\n"]
    }


NOT_READ = [
    ("bad.ttl", b"<ex:a> <ex:p> <ex:b> .\n<ex:a> <ex:p>\n", r"bad\.ttl:3: Unexpected end"),
    ("bad.nt", b"<ex:a> <ex:p> <ex:b> .\nnonsense\n", r"bad\.nt:2: "),
    ("bad.ttl", b"<a> <ex:p> <ex:b> .", r"bad\.ttl:1: a relative IRI without a base"),
    ("bad.ttl", b"\xff", r"bad\.ttl:1: Invalid UTF-8"),
    ("bad.ttl", b"<ex:a> <ex:p> <<( <ex:a> <ex:p> <ex:b> )>> .", "statements about statements"),
    ("bad.jsonld", b'{"@context": "https://schema.org/", "name": "x"}', "would have to be fetched"),
    (
        "bad.jsonld",
        b'{"@context": {"@import": "https://schema.org/"}, "name": "x"}',
        "would have to be fetched",
    ),
    ("bad.ttl.gz", b"\x1f\x8b\x08\x00", "damaged gzip file"),
    ("bad.xyz", b"", "the extension tells no RDF syntax"),
]


@pytest.mark.parametrize(("name", "data", "message"), NOT_READ)
def test_what_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(GraphNotReadable, match=message):
        read_ntriples(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphNotReadable, match="No such file"):
        read_ntriples(tmp_path / "none.ttl")


def test_a_format_that_is_named_overrides_the_extension(tmp_path: Path) -> None:
    (tmp_path / "export.dat").write_bytes(b"<ex:a> <ex:p> <ex:b> .")
    assert len(read_ntriples(tmp_path / "export.dat", RdfFormat.TURTLE)) == 1


# --- the whole way ----------------------------------------------------------------------


def test_an_export_is_clean() -> None:
    judgement = validate_file(EXPORT, SHAPES, ENGINE)
    assert judgement.problems == ()
    assert judgement.triples == sum(1 for _ in ox.parse(path=str(EXPORT)))


def test_a_finding_names_the_printed_lines(tmp_path: Path) -> None:
    text = EXPORT.read_text("utf-8").replace('"1949-12-31"^^xsd:date', '"1948-12-31"^^xsd:date')
    (tmp_path / "export.ttl").write_text(text, "utf-8")
    problem = Problem(
        code="RX-D012",
        severity=Severity.VIOLATION,
        message="The earliest day lies after the latest day.",
        where=Location("page-6.txt", DIGEST, 39, 43),
        field="rx:earliest",
        verbatim="1949-01-01",
        focus=BASE + "document/1949-10-20-bbbbbbbbbbbb",
    )
    assert validate_file(tmp_path / "export.ttl", SHAPES, ENGINE).problems == (problem,)
    assert str(problem) == (
        "page-6.txt:39-43: RX-D012 violation: rx:earliest '1949-01-01': "
        "The earliest day lies after the latest day."
    )


def test_http_instead_of_https_does_not_pass(tmp_path: Path) -> None:
    text = EXPORT.read_text("utf-8").replace("https://schema.org/", "http://schema.org/")
    (tmp_path / "export.ttl").write_text(text, "utf-8")
    found = Counter(
        problem.code for problem in validate_file(tmp_path / "export.ttl", SHAPES, ENGINE).problems
    )
    assert found["RX-N001"] == 10
    assert found["RX-N002"] == 11
    assert found[Code.SHAPE_WITHOUT_TARGET] == 2


def test_pieces_give_the_findings_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXPORT.read_text("utf-8").replace("schema:CreativeWork", "schema:Thing")
    (tmp_path / "export.ttl").write_text(text, "utf-8")
    whole = validate_file(tmp_path / "export.ttl", SHAPES, ENGINE)
    monkeypatch.setattr(files, "CHUNK_NODES", 3)
    pieces = validate_file(tmp_path / "export.ttl", SHAPES, ENGINE)
    assert [problem.code for problem in whole.problems] == ["RX-D037", "RX-D037"]
    assert pieces == whole


def test_a_graph_with_subclasses_is_judged_in_one_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CHUNK_NODES", 1)
    path = tmp_path / "small.ttl"
    path.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <ex:Seen> rdfs:subClassOf"
        " <https://w3id.org/rdfexport/ns#Sighting> . <ex:s> a <ex:Seen> .",
        "utf-8",
    )
    assert "RX-T002" in {problem.code for problem in validate_file(path, SHAPES, ENGINE).problems}


def test_results_become_problems() -> None:
    where = Location("a.txt", DIGEST, 1, 2)
    outcome = ValidationResults(
        (
            Result("ex:a", "RX-D002", "http://purl.org/dc/terms/title", "x", Severity.VIOLATION, "Words."),
            Result("ex:b", "RX-D001", "", "", Severity.INFO, "Words."),
        ),
        ("they differ",),
    )
    assert to_problems(outcome, {"ex:a": where}.get) == (
        Problem("RX-D002", Severity.VIOLATION, "Words.", where, "dcterms:title", "x", "ex:a"),
        Problem("RX-D001", Severity.INFO, "Words.", None, "", "", "ex:b"),
        Problem(Code.ENGINES_DISAGREE, Severity.WARNING, "they differ"),
    )


# --- where a node is printed ------------------------------------------------------------

LOCATED = [
    ("document/1949-01-13-aaaaaaaaaaaa", (33, 37)),
    ("attribution/1949-01-13-aaaaaaaaaaaa-via-1", (33, 37)),
    ("enclosure/1949-01-13-aaaaaaaaaaaa-1", (33, 37)),
    ("event/1949-10-20-bbbbbbbbbbbb", (39, 43)),
    ("sighting/0123456789ab-6", (39, 43)),
    ("listing/0123456789ab", (1, 1)),
]
# The dataset comes from all listings, so a problem of it is a problem of none of them.
NOT_LOCATED = ["agent/mao-zedong", "dataset/export", "nothing/at-all"]


def locator(text: str) -> Locator:
    statements = parse_to_ntriples(text.encode(), RdfFormat.TURTLE, name="x")
    return Locator(line for lines in statements.values() for line in lines)


@pytest.mark.parametrize(("node", "lines"), LOCATED)
def test_locates(node: str, lines: tuple[int, int]) -> None:
    assert locator(EXPORT.read_text("utf-8"))(BASE + node) == Location("page-6.txt", DIGEST, *lines)


@pytest.mark.parametrize("node", NOT_LOCATED)
def test_does_not_locate(node: str) -> None:
    assert locator(EXPORT.read_text("utf-8"))(BASE + node) is None


def test_the_first_of_several_places_counts() -> None:
    locate = locator(
        "@prefix rx: <https://w3id.org/rdfexport/ns#> . <ex:d> rx:sighting <ex:s2> , <ex:s1> , <ex:lost> ."
        " <ex:s1> rx:inListing <ex:b> ; rx:firstLine 4 ; rx:lastLine 5 ."
        " <ex:s2> rx:inListing <ex:a> ; rx:firstLine 9 ; rx:lastLine 10 ."
        ' <ex:a> rx:fileName "a \\"1\\".txt" . <ex:b> rx:fileName "b.txt" .'
    )
    assert locate("ex:d") == Location('a "1".txt', "", 9, 10)


def test_broken_line_numbers_locate_nothing() -> None:
    locate = locator(
        "@prefix rx: <https://w3id.org/rdfexport/ns#> . <ex:d> rx:sighting <ex:s> ."
        ' <ex:s> rx:inListing <ex:l> ; rx:firstLine "x" ; rx:lastLine 5 . <ex:l> rx:fileName "l.txt" .'
    )
    assert locate("ex:d") is None


# --- targets ----------------------------------------------------------------------------

CLASS = Target(SH.targetClass, "ex:C")
SUBJECTS = Target(SH.targetSubjectsOf, "ex:p")
TYPE = f"<{RDF.type}>"
COUNTED = [
    (f"<ex:a> {TYPE} <ex:C> .\n", {CLASS: 1}),
    (f"<ex:a> {TYPE} <ex:C> .\n_:b {TYPE} <ex:C> .\n<ex:a> {TYPE} <ex:D> .\n", {CLASS: 2}),
    (f"<ex:a> {TYPE} <ex:Cc> .\n", {}),
    (f'<ex:a> <ex:q> "x {TYPE} <ex:C> ." .\n', {}),
    (f'<ex:a> <ex:q> "x {TYPE} <ex:C> ." .\n<ex:b> {TYPE} <ex:C> .\n', {CLASS: 1}),
    ('<ex:a> <ex:p> "x" .\n<ex:b> <ex:p> <ex:p> .\n<ex:c> <ex:q> <ex:p> .\n', {SUBJECTS: 2}),
    ('<ex:a> <ex:q> "<ex:b> <ex:p> <ex:c> <ex:p> <ex:c> ." .\n', {}),
    ("", {}),
]


@pytest.mark.parametrize(("data", "counts"), COUNTED)
def test_counts_targets(data: str, counts: dict[Target, int]) -> None:
    assert count_targets(data.encode(), (CLASS, SUBJECTS)) == Counter(counts)


def test_counts_of_pieces_add_up() -> None:
    statements = read_ntriples(EXPORT)
    pieces = [SHAPES.targets(b"".join(lines)) for lines in statements.values()]
    whole = SHAPES.targets(b"".join(line for lines in statements.values() for line in lines))
    assert sum(pieces, Counter()) == +whole
    counts = {SHAPES.by_iri[iri].code: n for iri, n in whole.items()}
    assert (counts["RX-D001"], counts["RX-M001"], counts["RX-P001"], counts["RX-K001"]) == (2, 2, 3, 1)


def test_expected_shapes_without_target_are_warned_of_the_others_listed() -> None:
    everything = Counter(dict.fromkeys(SHAPES.by_iri, 1))
    assert missing_targets(SHAPES, everything) == shapes_without_target(SHAPES, everything) == ()
    assert [problem.field for problem in missing_targets(SHAPES, {})] == [
        "schema:ArchiveComponent",
        "rx:Listing",
        "rx:Sighting",
        "schema:Dataset",
    ]
    idle = {shape.code for shape in shapes_without_target(SHAPES, {})}
    assert {"RX-E001", "RX-K001"} <= idle
    assert not {code for code in idle if code.startswith("RX-N")}


def test_a_text_too_long_for_the_parser_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.nt"
    path.write_bytes(b'<x:a> <x:b> "' + b"a" * (17 << 20) + b'" .')
    with pytest.raises(GraphNotReadable, match="more than 16 MiB"):
        read_ntriples(path)
