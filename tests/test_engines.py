"""The engines: the same findings, whoever looks first, and pySHACL has the last word."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from rdfexport.errors import GraphNotReadable, ShapesInvalid
from rdfexport.problems import Severity
from rdfexport.settings import Validator, resource
from rdfexport.validation import (
    FastThenJudge,
    PyShacl,
    Result,
    Shapes,
    ValidationResults,
    engines,
    load_shapes,
    make_engine,
)
from rdfexport.validation.engines import statements_of, statements_of_first
from rdfexport.validation.graph_files import read_ntriples

SHAPES = load_shapes(resource("shapes"))
DATA = Path(__file__).parent / "data" / "shapes"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
RX = "https://w3id.org/rdfexport/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def sighting(iri: str, first: str, last: str) -> str:
    """A sighting whose lines are what a case says, in N-Triples."""
    return (
        f"{iri} {A} <{RX}Sighting> .\n"
        f"{iri} <{RX}inListing> <ex:listing> .\n"
        f'{iri} <{RX}ordinal> "1"^^<{XSD}integer> .\n'
        f"{iri} <{RX}firstLine> {first} .\n"
        f"{iri} <{RX}lastLine> {last} .\n"
    )


def integer(number: object) -> str:
    return f'"{number}"^^<{XSD}integer>'


GOOD = sighting("<ex:good>", integer(1), integer(2))
BAD = sighting("<ex:bad>", integer(3), integer(2))


@pytest.fixture(params=["pyshacl", "fast"])
def engine(request: pytest.FixtureRequest) -> engines.Engine:
    return PyShacl(SHAPES) if request.param == "pyshacl" else FastThenJudge(SHAPES, sample_every=1)


def test_a_finding_has_the_words_of_its_shape(engine: engines.Engine) -> None:
    assert engine.validate((GOOD + BAD).encode()) == ValidationResults(
        (
            Result(
                focus="ex:bad",
                code="RX-T006",
                path=RX + "firstLine",
                value="3",
                severity=Severity.VIOLATION,
                message="The first line of the occurrence comes after its last line.",
            ),
        )
    )


def test_hints_are_reported_too(engine: engines.Engine) -> None:
    statements = read_ntriples(DATA / "dataset-licensed.violates.ttl")
    data = b"".join(line for lines in statements.values() for line in lines)
    assert [(r.code, r.severity) for r in engine.validate(data).results] == [("RX-X008", Severity.INFO)]


def test_an_empty_graph_conforms(engine: engines.Engine) -> None:
    assert engine.validate(b"") == ValidationResults()


def test_order_of_ill_typed_values_is_a_finding_not_a_crash(
    engine: engines.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        found = engine.validate(sighting("<ex:x>", integer("three"), integer("four")).encode())
    assert [(r.code, r.value) for r in found.results] == [
        ("RX-T004", "three"),
        ("RX-T005", "four"),
        ("RX-T006", "three"),
    ]
    assert found.disagreements == ()
    assert caplog.records == []


def test_letters_beyond_ascii_and_blank_nodes_keep_their_names(engine: engines.Engine) -> None:
    found = engine.validate(
        (sighting("<ex:毛>", integer(3), integer(2)) + sighting("_:b1", integer(1), integer(2))).encode()
    )
    assert [(r.focus, r.code) for r in found.results] == [("_:b1", "RX-T001"), ("ex:毛", "RX-T006")]
    assert found.disagreements == ()


def test_what_pyshacl_cannot_judge_stops_the_run() -> None:
    with pytest.raises(GraphNotReadable, match="pySHACL cannot judge it"):
        PyShacl(SHAPES).validate(sighting("<ex:x>", "_:b1", integer(1)).encode())


def test_shapes_that_are_no_shacl_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <ex:s> sh:targetClass <ex:C> ; sh:minCount 1 ."
        " <ex:s> sh:property <ex:p> . <ex:p> a sh:PropertyShape .",
        "utf-8",
    )
    with pytest.raises(ShapesInvalid, match="sh:path"):
        PyShacl(load_shapes(tmp_path)).validate(GOOD.encode())


# --- the fast engine and the judge ------------------------------------------------------


class Judge:
    """Stands in for pySHACL: remembers what it was asked, answers as told."""

    def __init__(self, *results: Result) -> None:
        self.asked: list[bytes] = []
        self.results = results

    def validate(self, data: bytes) -> ValidationResults:
        self.asked.append(data)
        return ValidationResults(self.results)

    def code_of(self, shape: str) -> str:
        return SHAPES.by_iri[shape].code


def with_judge(judge: Judge, *, sample_every: int, shapes: Shapes = SHAPES) -> FastThenJudge:
    engine = FastThenJudge(shapes, sample_every=sample_every)
    engine._judge = judge  # type: ignore[assignment]
    return engine


FOUND = Result("ex:bad", "RX-T006", RX + "firstLine", "3", Severity.VIOLATION, "")


def test_what_conforms_is_cleared_without_the_judge() -> None:
    judge = Judge()
    assert with_judge(judge, sample_every=0).validate(GOOD.encode()) == ValidationResults()
    assert judge.asked == []


def test_a_sample_of_what_conforms_goes_to_the_judge() -> None:
    judge = Judge()
    assert with_judge(judge, sample_every=1).validate(GOOD.encode()) == ValidationResults()
    assert judge.asked == [GOOD.encode()]


def test_the_choice_of_samples_follows_the_content() -> None:
    pieces = [sighting(f"<ex:{n}>", integer(1), integer(2)).encode() for n in range(200)]
    chosen = []
    for order in (pieces, pieces[::-1]):
        judge = Judge()
        engine = with_judge(judge, sample_every=10)
        for piece in order:
            engine.validate(piece)
        chosen.append(set(judge.asked))
    assert chosen[0] == chosen[1]
    assert 5 < len(chosen[0]) < 50


def test_the_judge_gets_only_the_nodes_that_were_not_cleared() -> None:
    judge = Judge(FOUND)
    found = with_judge(judge, sample_every=0).validate((GOOD + BAD).encode())
    assert judge.asked == [BAD.encode()]
    assert found == ValidationResults((FOUND,))


def test_the_judge_gets_the_whole_where_classes_have_subclasses() -> None:
    judge = Judge(FOUND)
    data = GOOD + BAD + "<ex:C> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <ex:D> .\n"
    with_judge(judge, sample_every=0).validate(data.encode())
    assert judge.asked == [data.encode()]


def test_the_judge_gets_the_whole_where_a_shape_looks_beyond_its_node(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <ex:s> sh:targetClass <ex:C> ;"
        " sh:property [ sh:path <ex:p> ; sh:class <ex:D> ] .",
        "utf-8",
    )
    judge = Judge(FOUND)
    shapes = load_shapes(resource("shapes"), tmp_path)
    with_judge(judge, sample_every=0, shapes=shapes).validate((GOOD + BAD).encode())
    assert judge.asked == [(GOOD + BAD).encode()]


def test_where_they_disagree_the_judge_is_reported_and_the_difference_noted() -> None:
    acquitted = with_judge(Judge(), sample_every=0).validate(BAD.encode())
    assert acquitted.results == ()
    assert acquitted.disagreements == (
        "the fast engine alone reports RX-T006 at <ex:bad>; the report follows pySHACL",
    )
    caught = with_judge(Judge(FOUND), sample_every=1).validate(GOOD.encode())
    assert caught.results == (FOUND,)
    assert caught.disagreements == ("pySHACL alone reports RX-T006 at <ex:bad>; the report follows pySHACL",)


def test_what_the_fast_engine_cannot_read_goes_to_the_judge() -> None:
    judge = Judge()
    found = with_judge(judge, sample_every=0).validate(b"no triples\n")
    assert judge.asked == [b"no triples\n"]
    assert "the fast engine cannot read" in found.disagreements[0]


def test_cutting_changes_no_finding() -> None:
    files = sorted(DATA.glob("*.violates.ttl"))
    # Each file's nodes are named apart, so that the files can be judged as one graph.
    data = b"".join(
        statement.replace(b"https://example.org/archive/", b"https://example.org/%d/" % number)
        for number, path in enumerate(files)
        for lines in read_ntriples(path).values()
        for statement in lines
        if not statement.startswith(b"_:")
    )
    whole = PyShacl(SHAPES).validate(data)
    assert len(whole.results) > 100
    assert FastThenJudge(SHAPES, sample_every=0).validate(data) == whole


STATEMENTS = b"<a> <p> <b> .\n<b> <p> <a> .\n_:x <p> <a> .\n<a> <q> <c> .\n"


def test_statements_of() -> None:
    assert statements_of(frozenset({"<a>"}), STATEMENTS) == b"<a> <p> <b> .\n<a> <q> <c> .\n"
    assert statements_of(frozenset({"_:x"}), STATEMENTS) == b"_:x <p> <a> .\n"
    assert statements_of(frozenset({"<a>", "_:engine-label"}), STATEMENTS) == STATEMENTS
    assert statements_of_first(STATEMENTS, 1) == b"<a> <p> <b> .\n<a> <q> <c> .\n"


# --- the choice -------------------------------------------------------------------------


def test_make_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_engine(Validator.NONE, SHAPES) is None
    assert isinstance(make_engine(Validator.PYSHACL, SHAPES), PyShacl)
    assert isinstance(make_engine(Validator.AUTO, SHAPES), FastThenJudge)
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    assert isinstance(make_engine(Validator.AUTO, SHAPES), PyShacl)
