"""``rdfexport query``: where the query comes from, what goes to which stream, exit codes."""

import json
import signal
import sys

import pytest
from click.testing import CliRunner

from rdfexport.cli import main
from rdfexport.settings import resource

TURTLE = """\
@prefix schema: <https://schema.org/> .
@base <https://example.org/archive/> .
<agent/mao-zedong> schema:name "Mao Zedong"@en .
<agent/stalin-joseph> schema:name "Joseph Stalin"@en .
"""
NAMES = "SELECT ?name { ?s schema:name ?name } ORDER BY STR(?name)"
TABLE = "name\n-------------\nJoseph Stalin\nMao Zedong\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run ``rdfexport query`` in a folder with an export ``out/export.ttl``."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "export.ttl").write_text(TURTLE, "utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*args, stdin=None):
        return CliRunner().invoke(main, ["query", *args], input=stdin)

    return run


def test_the_answer_goes_to_stdout_and_the_count_to_stderr(run):
    result = run("out", NAMES)
    assert (result.stdout, result.stderr, result.exit_code) == (TABLE, "2 rows\n", 0)


def test_one_row_is_one_row(run):
    assert run("out/export.ttl", f"{NAMES} LIMIT 1").stderr == "1 row\n"


def test_the_query_may_come_from_a_file_or_from_stdin(run, tmp_path):
    (tmp_path / "names.rq").write_bytes(b"\xef\xbb\xbf" + NAMES.encode())
    assert run("out", "--file", "names.rq").stdout == TABLE
    assert run("out", "-", stdin=NAMES).stdout == TABLE


def test_the_query_may_come_from_the_cookbook(run):
    result = run("out", "--name", "genres", "--format", "csv")
    assert (result.stdout_bytes, result.exit_code) == (b"kind,documents,first,last,matchType,match\r\n", 0)


def test_more_files_are_read_into_the_same_graph(run, tmp_path):
    (tmp_path / "more.ttl").write_text('<urn:x> <https://schema.org/name> "Zhou Enlai" .')
    assert run("out", NAMES, "--also", "more.ttl").stdout.splitlines()[-1] == "Zhou Enlai"


def test_formats(run):
    assert run("out", NAMES, "--format", "csv").stdout_bytes == b"name\r\nJoseph Stalin\r\nMao Zedong\r\n"
    assert run("out", NAMES, "--format", "tsv").stdout == '?name\n"Joseph Stalin"@en\n"Mao Zedong"@en\n'
    rows = json.loads(run("out", NAMES, "--format", "json").stdout)["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["Joseph Stalin", "Mao Zedong"]
    graph = "DESCRIBE <agent/mao-zedong>"
    assert run("out", graph).stdout.startswith("@prefix schema: <https://schema.org/> .\n")
    assert run("out", graph, "--format", "n-triples").stdout == (
        '<https://example.org/archive/agent/mao-zedong> <https://schema.org/name> "Mao Zedong"@en .\n'
    )
    assert run("out", "ASK { ?s ?p 1 }").stdout == "no\n"


WRONG_USAGE = [
    ([], "PATH is missing"),
    (["out"], "give one query: SPARQL, --file or --name"),
    (["out", NAMES, "--name", "genres"], "give one query"),
    (
        ["out", NAMES, "--format", "turtle"],
        "a SELECT query has no answer as turtle; --format may be table, csv",
    ),
    (["out", "ASK {}", "--format", "n-triples"], "an ASK query has no answer as n-triples"),
    (["out", "DESCRIBE <urn:x>", "--format", "csv"], "a CONSTRUCT or DESCRIBE query has no answer as csv"),
    (["out", "--file", "missing.rq"], "missing.rq"),
    (["out", NAMES, "--format", "xml"], "'xml' is not one of"),
]


@pytest.mark.parametrize(("args", "said"), WRONG_USAGE)
def test_wrong_usage_exits_with_2(run, args, said):
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


CANNOT_GO_ON = [
    (["missing.ttl", NAMES], "rdfexport: missing.ttl: no such file or folder; check the path\n"),
    (["out", "--name", "nothing"], "rdfexport: the cookbook has no query 'nothing'; it has "),
    (["out", "SELECT"], "rdfexport: not a SPARQL query: line 1, column 7, at its end\n"),
    (["out", "DELETE WHERE { ?s ?p ?o }"], "rdfexport: DELETE is an update"),
    (["out", "ASK { SERVICE <urn:x> {} }"], "rdfexport: the query is refused: SERVICE would call"),
    (["--show", "nothing"], "rdfexport: the cookbook has no query 'nothing'"),
]


@pytest.mark.parametrize(("args", "said"), CANNOT_GO_ON)
def test_what_stops_a_query_is_one_line_and_exit_code_1(run, args, said):
    result = run(*args)
    assert result.exit_code == 1
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_query_file_that_is_no_text_is_named(run, tmp_path):
    (tmp_path / "bad.rq").write_bytes(b"SELECT \xff")
    assert run("out", "--file", "bad.rq").stderr == "rdfexport: bad.rq: not UTF-8 at byte 7\n"


def test_the_cookbook_is_listed_with_titles(run):
    lines = run("--list").stdout.splitlines()
    assert len(lines) == len(list(resource("docs/queries").glob("*.rq")))
    assert "who-wrote-to-whom           Who wrote to whom, and how often" in lines
    assert lines == sorted(lines)


def test_a_recipe_is_shown_as_it_is(run):
    shown = run("--show", "genres").stdout
    assert shown == (resource("docs/queries") / "genres.rq").read_text("utf-8")


def test_lines_are_cut_to_the_terminal_and_only_there(run, monkeypatch):
    wide = "SELECT * { ?s ?p ?name } ORDER BY STR(?name)"
    assert "…" not in run("out", wide).stdout
    monkeypatch.setattr(sys.modules["rdfexport.cli.query"], "terminal_width", lambda: 30)
    lines = run("out", wide).stdout.splitlines()
    assert max(map(len, lines)) <= 30


def test_signals_are_as_before_when_the_query_is_done(run):
    before = signal.getsignal(signal.SIGINT)
    run("out", NAMES)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_folder_is_asked_in_its_last_state(tmp_path):
    def build(listing, *formats):
        flags = [word for name in formats for word in ("--format", name)]
        path = tmp_path / "listing.txt"
        path.write_text(listing, "utf-8")
        result = CliRunner().invoke(main, ["build", str(path), "--out", str(tmp_path / "out"), *flags])
        assert result.exit_code == 0, result.stderr

    def documents():
        query = "SELECT (COUNT(?d) AS ?n) { ?d a schema:ArchiveComponent }"
        result = CliRunner().invoke(main, ["query", str(tmp_path / "out"), query, "--format", "csv"])
        return result.stdout.split()[-1]

    build("January 8, 1949\n\nCable, Mao Zedong to Stalin\n", "turtle", "json-ld")
    assert documents() == "1"
    build("January 8, 1949\n\nCable, Mao to Stalin\n\nMay 1, 1949\n\nNotes\n", "n-quads")
    assert documents() == "2"
