"""The whole line on any texts: what goes in comes out, in every format, however it is cut."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import rdfexport
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import DCTERMS, RDF, RX
from rdfexport.pipeline import export
from rdfexport.pipeline.tools import load_tools
from rdfexport.settings import Settings, Validator
from rdfexport.sources.source import join_lines, join_paragraphs

FORMATS = (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES)
NO_FAULT_OF_OURS = {"RX-S002", "RX-S004", "RX-S006"}  # no title, nothing in a row, no row
ABSENT_IN_THE_SOURCE = {"RX-D001"}
FEW = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# NUL and halves of a character are refused by the readers; all else is text.
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=25)
odd = st.sampled_from(
    [
        '"""',
        "\\",
        "\\u0041",
        "<>",
        "\u202e",
        "e\u0301",
        "\ufffe",
        "\x1b[2J",
        "\x7f",
        "\u2028",
        "\x85",
        "]]>",
        "%zz",
        "#",
    ]
)
names = st.sampled_from(
    [
        "N. Petrov",
        "n. petrov",
        "N Petrov",
        "N.  Petrov",
        "Mao Zedong",
        "Filippov [Stalin]",
        "Soviet Embassy in Beijing",
        "the Chairman",
        "Zhou Enlai",
        "Петров",
        "***",
        "“Petrov”",
        '"Petrov"',
        "Kim Il",
        "O’Neil",
        "O'Neil",
    ]
)
forms = st.sampled_from(
    [
        "Letter, {} to {}",
        "Telegram No. 5, {} to {} via {}",
        "Memorandum of Conversation between {} and {} in Moscow",
        "{}'s Letter to {}",
        "Report, '{}'",
        "Cable from {} to {} transmitting a Message from {}",
        "From the Diary of {}",
    ]
)
titles = st.one_of(
    st.builds(lambda form, *who: form.format(*who), forms, names, names, names),
    st.builds(lambda one, two, three: f"{one}{two} {three}", anything, odd, names),
    anything,
)
dates = st.one_of(
    st.sampled_from(
        [
            "1949-01-08",
            "January 8, 1949",
            "8 January 1949",
            "March, 1949",
            "1949",
            "circa 1949",
            "",
            "n.d.",
            "0000",
            "-0049",
            "9999-12-31",
            "99999",
            "1949 or <1950>?",
            "1949/1950",
            "1949-13-45",
            "3-5 August 1961",
            "１９４９",
        ]
    ),
    anything,
)
entries = st.lists(st.tuples(dates, titles, st.one_of(anything, odd)), min_size=1, max_size=6)


@pytest.fixture(autouse=True)
def tools_loaded_once(monkeypatch):
    loaded = cache(lambda wanted: load_tools(wanted))
    monkeypatch.setattr(
        export,
        "load_tools",
        lambda wanted: replace(loaded(replace(wanted, out=Path(), chunk=1)), settings=wanted),
    )


def write(path: Path, rows) -> str:
    path.write_text(
        "".join(json.dumps(dict(zip(("date", "title", "abstract"), r, strict=True))) + "\n" for r in rows)
    )
    return str(path)


def read_back(out: Path, rdf_format: RdfFormat) -> set[ox.Triple]:
    syntax = ox.RdfFormat.from_media_type(rdf_format.media_type)
    return {quad.triple for quad in ox.parse(path=out / f"export.{rdf_format.extension}", format=syntax)}


def literals(graph: set[ox.Triple], predicate: str) -> set[str]:
    return {triple.object.value for triple in graph if triple.predicate.value == predicate}


def printed(rows) -> Iterator[tuple[str, str]]:
    for date, title, abstract in rows:
        title, abstract = join_lines(title), join_paragraphs(abstract)
        if join_lines(date) or title or abstract:
            yield title, abstract


@FEW
@given(rows=entries)
@example(rows=[("1949 or <1950>?", "Letter, A to B", "")])
@example(
    rows=[("1949", "Letter, A to B", ""), ("1949", "Letter,  A to B", ""), ("1949", "Letter, A\tto B", "x")]
)
def test_what_is_printed_stands_in_every_format(tmp_path, rows):
    source = write(tmp_path / "listing.jsonl", rows)
    report = rdfexport.build(
        [source], Settings(out=tmp_path / "out", formats=FORMATS, validator=Validator.PYSHACL)
    )
    turtle, json_ld, n_triples = (read_back(tmp_path / "out", rdf_format) for rdf_format in FORMATS)
    assert turtle == n_triples
    assert json_ld == n_triples
    assert all(isinstance(node, ox.NamedNode | ox.Literal) for t in turtle for node in (t.subject, t.object))

    expected = list(printed(rows))
    sightings = {t.subject for t in turtle if t.predicate.value == RDF.type and t.object.value == RX.Sighting}
    assert len(sightings) == report.summary.sightings == len(expected)
    said = literals(turtle, DCTERMS.title) | literals(turtle, RX.titleAsPrinted)
    assert {title for title, _ in expected} - {""} <= said
    said = literals(turtle, DCTERMS.abstract) | literals(turtle, RX.abstractAsPrinted)
    assert {abstract for _, abstract in expected} - {""} <= said
    violations = {problem.code for problem in report.problems if problem.severity == "violation"}
    untitled = any(not title for title, _ in expected)
    assert violations <= NO_FAULT_OF_OURS | (ABSENT_IN_THE_SOURCE if untitled else set())


@FEW
@given(rows=entries, more=entries, chunk=st.integers(1, 4))
@example(
    rows=[("1949", "Letter, N.  Petrov to B", "")], more=[("1949", "Letter, N. Petrov to B", "")], chunk=1
)
@example(rows=[("1949", "Letter, A to B", "")], more=[("1949", " Letter, A to B", "")], chunk=1)
@example(rows=[("1949", "n. petrov's Letter", "")], more=[("1949", "Letter, N. Petrov to B", "")], chunk=1)
def test_order_and_chunks_do_not_show(tmp_path, rows, more, chunk):
    sources = [write(tmp_path / "a.jsonl", rows), write(tmp_path / "b.jsonl", [*more, *rows[::-1]])]
    outcomes = []
    for paths, size in ((sources, 250), (sources[::-1], chunk), ([*sources, sources[0]], 1)):
        report = rdfexport.build(paths, Settings(out=tmp_path / "out", formats=FORMATS, chunk=size))
        files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
        if len(paths) > 2:  # one source is given twice, and the report says so
            files = {name: content for name, content in files.items() if name.startswith("export")}
        outcomes.append((files, report.summary))
    assert outcomes[1] == outcomes[0]
    assert outcomes[2][0].items() <= outcomes[0][0].items()
