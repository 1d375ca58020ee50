"""Records become entries; what is not understood becomes a Problem; the lexicon is data."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Location, Record
from rdfexport.problems import Code, Severity
from rdfexport.reading import read_entry, read_title
from rdfexport.reading.lexicon import Lexicon
from rdfexport.settings import resource

FILE = resource("vocab") / "lexicon.toml"
LEXICON = Lexicon.load(FILE)
WHERE = Location("listing.txt", "0" * 64, 3, 5)


def record(date: str, title: str) -> Record:
    return Record(1, date, title, "", WHERE)


def test_reads_date_and_title() -> None:
    entry, problems = read_entry(record("January 8, 1949", "Cable, Mao Zedong to Stalin"), LEXICON)
    assert problems == ()
    assert entry.date is not None
    assert entry.date.edtf == "1949-01-08"
    assert entry.title.genre == "cable"
    assert entry.record.title == "Cable, Mao Zedong to Stalin"


def test_a_date_no_form_reads_is_a_problem_that_quotes_it() -> None:
    entry, (problem,) = read_entry(record("10/7/1950", "Cable, Mao Zedong to Stalin"), LEXICON)
    assert entry.date is None
    assert (problem.code, problem.severity) == (Code.DATE_NOT_READ, Severity.WARNING)
    assert (problem.where, problem.field, problem.verbatim) == (WHERE, "date", "10/7/1950")


def test_no_date_is_no_problem_of_reading() -> None:
    entry, problems = read_entry(record("", "Cable, Mao Zedong to Stalin"), LEXICON)
    assert entry.date is None
    assert problems == ()


def test_a_remainder_is_a_problem_that_says_where_to_add_the_word() -> None:
    _, (problem,) = read_entry(record("1949", "Flamboyant Report"), LEXICON)
    assert (problem.code, problem.severity) == (Code.TITLE_REMAINDER, Severity.INFO)
    assert (problem.field, problem.verbatim) == ("title", "Flamboyant")
    assert "'Flamboyant'" in problem.message
    assert "--lexicon" in problem.message


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("The Chinese Volunteers", True),
        ("On the Chinese Volunteers", False),
        ("The Chinese Volunteers, 8 January 1951", False),
        ("Letter on the Chinese Volunteers", False),
        ("", False),
    ],
)
def test_a_title_of_which_nothing_was_read_is_told(title: str, told: bool) -> None:
    _, problems = read_entry(record("1951", title), LEXICON)
    assert (Code.TITLE_WITHOUT_FORM in {problem.code for problem in problems}) is told


def test_a_date_in_the_title_takes_the_year_of_the_catalogue() -> None:
    title = "Record of Discussion on Friday 16 March"
    dated, _ = read_entry(record("March 20, 1979", title), LEXICON)
    undated, problems = read_entry(record("", title), LEXICON)
    assert dated.title.event_date is not None
    assert dated.title.event_date.edtf == "1979-03-16"
    assert undated.title.event_date is None
    assert [problem.verbatim for problem in problems] == ["on Friday 16 March"]


# --- the lexicon ------------------------------------------------------------------------


def test_a_word_added_to_the_lexicon_is_read(tmp_path: Path) -> None:
    more = FILE.read_text("utf-8").replace('cable = ["cable",', 'cable = ["cable", "heliogram",')
    path = tmp_path / "lexicon.toml"
    path.write_text(more, "utf-8")
    title = "Heliogram, Mao Zedong to Stalin"
    assert read_title(title, None, LEXICON).genre == "document"
    assert read_title(title, None, Lexicon.load(path)).genre == "cable"


def test_place_names_of_the_authorities_are_read_but_adjectives_are_not() -> None:
    title = "Letter on Soviet Work in Kaihsienkung"
    assert read_title(title, None, LEXICON).places == ()
    lexicon = Lexicon.load(FILE, ["Kaihsienkung", "Soviet", "[China-Korea border]"])
    assert read_title(title, None, lexicon).places == ("Kaihsienkung",)


def test_the_lexicon_travels_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(LEXICON)) == LEXICON


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[forms", "cannot be read"),
        ("[forms]\ncable = 'cable'", "not a list of words"),
        ("[forms]\ncable = ['']", "not a list of words"),
        ("forms = 3", "not a table"),
        ("[names]\nbodys = ['ministry']", "[names] bodys"),
    ],
)
def test_a_lexicon_that_no_rule_can_use_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(VocabularyInvalid, match=r"lexicon\.toml") as refused:
        Lexicon.load(path)
    assert said in str(refused.value)


def test_no_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyInvalid):
        Lexicon.load(tmp_path / "lexicon.toml")


def test_no_word_is_listed_twice_in_a_list() -> None:
    import tomllib

    for section, lists in tomllib.loads(FILE.read_text("utf-8")).items():
        for name, words in lists.items():
            twice = {word for word in words if words.count(word) > 1}
            assert not twice, f"[{section}] {name}"
