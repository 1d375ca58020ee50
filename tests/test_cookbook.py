"""The cookbook: every query runs, means the same in two engines, and is in the manual with its answer.

``python tests/test_cookbook.py`` writes the queries and their answers into docs/cookbook.md anew.
"""

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner

from rdfexport.cli import main
from rdfexport.formats import ResultFormat
from rdfexport.namespaces import PREFIXES
from rdfexport.settings import resource
from rdfexport.stores import Form, LoadedGraph, Recipe, load, read_cookbook, serialize

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cookbook.md"
BEGIN = "<!-- what follows is written by tests/test_cookbook.py -->\n"
RECIPES = read_cookbook(resource("docs/queries"))
ROWS = 5
WIDTH = 118

# What the examples do not have: an unresolved name, a message without addressee, words that no
# rule reads, a date in the title that is not of a conversation, no date at all.
ODDITIES = """\
January 13, 1949

Cable, Boris Ivanovich Quux to Stalin

March, 1949

Telegram from Mao Zedong

1950

Letter from Zhou Enlai to Stalin via Kovalev, 5 March 1949

February 1, 1949

Cable No. 0222, Mao Zedong to Stalin ((?)) zzz: qqq

February 2, 1949

Memorandum of Conversation between Anastas Mikoyan and Mao Zedong on 30 January 1949, Moscow
"""


def build(sources: list[str], out: Path) -> LoadedGraph:
    result = CliRunner().invoke(
        main, ["build", *sources, "--out", str(out), "--quiet", "--validator", "none", "--format", "turtle"]
    )
    assert result.exit_code in (0, 3), result.stderr
    return load([out])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cookbook")


@pytest.fixture(scope="module")
def examples(folder):
    return build([], folder / "examples")


@pytest.fixture(scope="module")
def samples(folder, shared):
    return build([str(shared / "seeds")], folder / "samples")


@pytest.fixture(scope="module")
def oddities(folder):
    listing = folder / "oddities.txt"
    listing.write_text(ODDITIES)
    return build([str(listing)], folder / "oddities")


@pytest.fixture(scope="module", params=["examples", "samples", "oddities"])
def both(request, folder):
    """One export in both engines: the samples too, where they are."""
    ours = request.getfixturevalue(request.param)
    theirs = rdflib.Graph().parse(folder / request.param / "export.ttl")
    return ours, theirs


def each_recipe(test):
    return pytest.mark.parametrize("recipe", RECIPES, ids=lambda r: r.name)(test)


# --- the files -------------------------------------------------------------------------


def test_there_is_a_cookbook():
    assert len(RECIPES) >= 20


@each_recipe
def test_a_recipe_says_what_it_answers(recipe: Recipe):
    comment = recipe.text.split("\n\n")[0].splitlines()
    assert all(line.startswith("#") for line in comment)
    assert comment[0] == f"# {recipe.title}"
    assert comment[1] == "#"
    assert len(comment) >= 4
    assert max(map(len, recipe.text.splitlines())) <= 110


@each_recipe
def test_a_recipe_runs_in_any_store(recipe: Recipe):
    """It declares the prefixes it uses, as we bind them, and no others; it assumes no base."""
    body = re.sub(r'"[^"]*"|#[^\n]*|<[^>]*>', " ", recipe.text.partition("\nSELECT")[2] or recipe.text)
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", recipe.text, re.MULTILINE))
    used = set(re.findall(r"(?<![\w?])(\w+):\w", body.replace("PREFIX", "")))
    assert set(declared) == used
    assert all(PREFIXES[prefix] == iri for prefix, iri in declared.items())
    assert "example.org" not in recipe.text


@each_recipe
def test_the_order_of_an_answer_is_stated(recipe: Recipe):
    assert "ORDER BY" in recipe.text or "CONSTRUCT" in recipe.text


# --- the answers -----------------------------------------------------------------------

Cell = tuple[str, str | None, str | None] | str | None


def theirs_as_cell(term: rdflib.term.Node | None) -> Cell:
    if isinstance(term, rdflib.Literal):
        datatype = str(term.datatype) if term.datatype else None
        return (str(term), term.language, None if datatype == f"{PREFIXES['xsd']}string" else datatype)
    return None if term is None else str(term)


def ours_as_cell(term) -> Cell:
    if term is None or not hasattr(term, "datatype"):
        return None if term is None else term.value
    named = term.language or term.datatype.value == f"{PREFIXES['xsd']}string"
    return (term.value, term.language, None if named else term.datatype.value)


@each_recipe
def test_two_engines_give_the_same_answer_in_the_same_order(recipe: Recipe, both):
    ours, theirs = both
    answer, result = ours.query(recipe.text), theirs.query(recipe.text)
    if answer.form is Form.GRAPH:
        out = io.BytesIO()
        serialize(answer, ResultFormat.N_TRIPLES, out)
        expected = rdflib.Graph().parse(data=out.getvalue(), format="nt")
        assert set(result.graph) == set(expected)
        return
    rows = [tuple(map(ours_as_cell, solution)) for solution in answer.result]
    assert rows == [tuple(map(theirs_as_cell, row)) for row in result]
    assert len(rows) == len(set(rows)), "a row is there twice: the order is not total"


@each_recipe
def test_some_export_has_an_answer(recipe: Recipe, examples, oddities):
    assert table(recipe, examples) or table(recipe, oddities)


ANSWERS = [
    ("who-wrote-to-whom", ("Zhou Enlai", "Joseph Stalin", "1", "0", "1950-01-01", "1950-12-31")),
    ("intermediaries", ("Ivan Kovalev", "Kovalev")),
    ("letters-between-two", ("1949-02-01", "Mao Zedong", "Joseph Stalin")),
    ("documents-of-a-period", ("1949-01-13", "yes", "Cable, Boris Ivanovich Quux to Stalin")),
    ("conversations", ("1949-01-30", "title", "Anastas Mikoyan")),
    ("dates-that-disagree", ("1949-02-02", "1949-01-30", "conversation")),
    ("reference-numbers", ("0222", "1949-02-01")),
    ("messages-without-recipient", ("recipient", "1949-03", "Telegram from Mao Zedong")),
    ("unresolved-names", ("Boris Ivanovich Quux", "unresolved", "oddities.txt", "1", "3")),
    ("coverage", ("oddities.txt", "5", "", "", "", "", "0")),
    ("certainty", ("unresolved", "unresolved", "1", "1")),
    ("one-person", ("1950", "creator", "document", "Zhou Enlai", "certain")),
    ("names-as-printed", ("Joseph Stalin", "Stalin", "", "recipient", "certain")),
    ("places", ("Moscow",)),
    ("topics", None),
]


@pytest.mark.parametrize(("name", "beginning"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_answers(oddities, name, beginning):
    """What a person reads off the listing above."""
    (recipe,) = [each for each in RECIPES if each.name == name]
    rows = table(recipe, oddities)
    if beginning is None:
        assert rows == []
    else:
        assert beginning in [row[: len(beginning)] for row in rows]


def test_a_year_may_lie_in_a_month_but_need_not(oddities):
    (recipe,) = [each for each in RECIPES if each.name == "documents-of-a-period"]
    march_1950 = recipe.text.replace("1949-01-01", "1950-03-01").replace("1949-01-31", "1950-03-31")
    rows = table(Recipe("march", march_1950), oddities)
    assert [row[:2] for row in rows] == [("1950", "perhaps")]


def table(recipe: Recipe, graph: LoadedGraph) -> list[tuple[str, ...]]:
    answer = graph.query(recipe.text)
    if answer.form is Form.GRAPH:
        return [tuple(map(str, triple)) for triple in answer.result]
    return [tuple("" if v is None else v.value for v in solution) for solution in answer.result]


# --- the manual ------------------------------------------------------------------------


def chapters(graph: LoadedGraph) -> Iterator[str]:
    """Each query with its question, its text and the beginning of its answer."""
    for recipe in RECIPES:
        answer = graph.query(recipe.text)
        out = io.BytesIO()
        serialize(answer, answer.form.formats[0], out, width=WIDTH)
        lines = out.getvalue().decode().splitlines()
        head = 2 if answer.form is Form.SELECT else 0
        shown, left = lines[: head + ROWS], len(lines) - head - ROWS
        more = f"\n… and {left} more lines" if left > 0 else ""
        said = "\n".join(shown) + more if len(lines) > head else "(the examples give no row)"
        yield (
            f"## {recipe.title}\n\n```sh\nrdfexport query out --name {recipe.name}\n```\n\n"
            f"```sparql\n{recipe.text}```\n\n```text\n{said}\n```\n"
        )


def page(graph: LoadedGraph) -> str:
    introduction = PAGE.read_text("utf-8").partition(BEGIN)[0]
    return introduction + BEGIN + "\n" + "\n".join(chapters(graph))


@each_recipe
def test_the_manual_has_every_query_as_it_is(recipe: Recipe):
    assert f"```sparql\n{recipe.text}```" in PAGE.read_text("utf-8")


def test_the_answers_in_the_manual_are_those_of_the_examples(examples):
    assert PAGE.read_text("utf-8") == page(examples), "run: python tests/test_cookbook.py"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        PAGE.write_text(page(build([], Path(place))), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
