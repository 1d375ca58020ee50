"""Every rule of shapes/: its words, one graph that keeps it, and at least one that breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rdfexport.errors import ShapesInvalid
from rdfexport.namespaces import SH
from rdfexport.problems import Severity
from rdfexport.settings import resource
from rdfexport.validation.documentation import shapes_page
from rdfexport.validation.engines import FastThenJudge, PyShacl
from rdfexport.validation.graph_files import read_ntriples
from rdfexport.validation.shapes import Shape, Shapes, load_shapes
from rdfexport.validation.targets import Target

FOLDER = resource("shapes")
SHAPES = load_shapes(FOLDER)
DATA = Path(__file__).parent / "data" / "shapes"
CONFORMING = sorted(DATA.glob("*.conforms.ttl"))
VIOLATING = sorted(DATA.glob("*.violates.ttl"))
CODE = re.compile(r"RX-[DMCEPQHTLGKXN]\d{3}")
ENGINES = {"pyshacl": PyShacl(SHAPES), "fast": FastThenJudge(SHAPES, sample_every=1)}


def ntriples(path: Path) -> bytes:
    return b"".join(line for lines in read_ntriples(path).values() for line in lines)


def expected_codes(path: Path) -> set[str]:
    first = path.read_text("utf-8").split("\n", 1)[0]
    assert first.startswith("# expects: ")
    return set(first.removeprefix("# expects: ").split())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", CONFORMING, ids=lambda path: path.stem)
def test_conforming_graph_has_no_finding(path: Path, engine: str) -> None:
    outcome = ENGINES[engine].validate(ntriples(path))
    assert outcome.results == ()
    assert outcome.disagreements == ()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", VIOLATING, ids=lambda path: path.stem)
def test_violating_graph_has_exactly_the_findings_it_names(path: Path, engine: str) -> None:
    outcome = ENGINES[engine].validate(ntriples(path))
    assert {result.code for result in outcome.results} == expected_codes(path)
    assert outcome.disagreements == ()


def test_every_rule_has_a_fixture_that_breaks_it() -> None:
    broken = set().union(*map(expected_codes, VIOLATING))
    assert {shape.code for shape in SHAPES.by_iri.values()} - broken == set()


@pytest.mark.parametrize("shape", SHAPES.by_iri.values(), ids=lambda shape: shape.code)
def test_rule_has_its_words_and_a_pair_of_fixtures(shape: Shape) -> None:
    assert CODE.fullmatch(shape.code)
    assert shape.message.endswith(".")
    assert shape.harm.endswith((".", "!"))
    name = shape.iri.rpartition("/")[2]
    assert (DATA / f"{name}.conforms.ttl").exists()
    assert shape.code in expected_codes(DATA / f"{name}.violates.ttl")


def test_codes_are_unique() -> None:
    codes = [shape.code for shape in SHAPES.by_iri.values()]
    assert len(codes) == len(set(codes)) > 100


def test_severity_is_written_out_in_every_shape() -> None:
    for path in FOLDER.glob("*.ttl"):
        text = path.read_text("utf-8")
        assert text.count("rx:code") == text.count("sh:severity") == text.count("sh:message")


def test_shapes_are_core_and_judge_each_node_alone() -> None:
    assert SHAPES.subject_local
    assert b"http://www.w3.org/ns/shacl#sparql" not in SHAPES.ntriples
    assert b"http://www.w3.org/ns/shacl#js" not in SHAPES.ntriples


def test_expected_shapes_are_those_every_export_has_nodes_for() -> None:
    expected = {shape.code for shape in SHAPES.by_iri.values() if shape.expected}
    assert expected == {"RX-D001", "RX-L001", "RX-T001", "RX-X001"}
    guards = {shape.code for shape in SHAPES.by_iri.values() if shape.expected is False}
    assert guards == {f"RX-N00{n}" for n in range(1, 7)}


def test_manual_page_is_in_step() -> None:
    page = Path(__file__).resolve().parents[1] / "docs" / "shapes.md"
    assert page.read_text("utf-8") == shapes_page(SHAPES, FOLDER), "write it anew: docs/shapes.md"


# --- loading ---------------------------------------------------------------------------

PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rx: <https://w3id.org/rdfexport/ns#> .
@prefix : <ex:s/> .
"""


def load(tmp_path: Path, turtle: str) -> Shapes:
    (tmp_path / "mine.ttl").write_text(PREFIXES + turtle, "utf-8")
    return load_shapes(tmp_path)


def test_reads_a_shape(tmp_path: Path) -> None:
    shapes = load(
        tmp_path,
        ':x a sh:NodeShape ; sh:targetClass :X ; rx:code "U1" ; sh:severity sh:Info ; sh:nodeKind sh:IRI ;'
        ' sh:message "Falsch."@de , "Wrong."@en .',
    )
    assert shapes.by_iri == {
        "ex:s/x": Shape(
            iri="ex:s/x",
            code="U1",
            severity=Severity.INFO,
            message="Wrong.",
            harm="",
            path="",
            source="mine.ttl",
            targets=(Target(SH.targetClass, "ex:s/X"),),
        )
    }


def test_a_users_shapes_need_neither_codes_nor_names(tmp_path: Path) -> None:
    shapes = load(
        tmp_path,
        ":Letter-shape sh:targetClass :Letter ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
        ' [] sh:targetClass :Y ; sh:property [ sh:path :q ; sh:minCount 1 ; rx:code "U7" ] .',
    )
    found = PyShacl(shapes).validate(
        b"<ex:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <ex:s/Letter> .\n"
        b"<ex:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <ex:s/Y> .\n"
    )
    assert [(r.focus, r.code, r.path) for r in found.results] == [
        ("ex:d", "Letter-shape", "ex:s/p"),
        ("ex:d", "U7", "ex:s/q"),
    ]


def test_a_users_shapes_join_ours(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(PREFIXES + ":x sh:targetClass :X ; sh:nodeKind sh:IRI .", "utf-8")
    both = load_shapes(FOLDER, tmp_path)
    assert set(both.by_iri) - set(SHAPES.by_iri) == {"ex:s/x"}


INVALID = [
    (":x a sh:NodeShape ;\n  sh:targetClass :X", r"mine\.ttl:5: not Turtle"),
    (":x sh:targetClass :X ; sh:severity :Bad .", r"mine\.ttl: <ex:s/x> has the unknown severity <ex:s/Bad>"),
    (
        ':x sh:targetClass :X ; rx:code "U1" . :y sh:targetClass :X ; rx:code "U1" .',
        r"mine\.ttl: <ex:s/y> and <ex:s/x> share the code U1",
    ),
]


@pytest.mark.parametrize(("turtle", "message"), INVALID)
def test_invalid_shapes_are_refused_with_file_and_line(tmp_path: Path, turtle: str, message: str) -> None:
    with pytest.raises(ShapesInvalid, match=message):
        load(tmp_path, turtle)


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapesInvalid, match=r"no \*\.ttl file"):
        load_shapes(tmp_path / "nowhere")


LOCAL = [
    (":x sh:targetClass :X ; sh:property [ sh:path :p ; sh:minCount 1 ] .", True),
    (":x sh:targetClass :X ; sh:or ( [ sh:path :p ; sh:minCount 1 ] [ sh:class :Y ] ) .", True),
    (":x sh:targetClass :X ; sh:property [ sh:path :p ; sh:node :n ] . :n sh:nodeKind sh:IRI .", True),
    (":x sh:targetClass :X ; sh:property [ sh:path :p ; sh:class :Y ] .", False),
    (":x sh:targetClass :X ; sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ] .", False),
    (":x sh:targetClass :X ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ] .", False),
    (":x sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .", False),
    (
        ":x sh:targetClass :X ; sh:property [ sh:path :p ; sh:node :n ] . :n sh:node :m . :m sh:class :Y .",
        False,
    ),
    (":x sh:targetClass :X ; sh:property [ sh:path :p ; sh:or ( [ sh:path :q ; sh:minCount 1 ] ) ] .", False),
    (":x sh:targetClass :X ; sh:property [ sh:path :p ; sh:node :n ] . :n sh:node :n .", False),
]


@pytest.mark.parametrize(("turtle", "local"), LOCAL)
def test_knows_whether_a_rule_looks_beyond_its_node(tmp_path: Path, turtle: str, local: bool) -> None:
    assert load(tmp_path, turtle).subject_local is local
