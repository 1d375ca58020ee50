"""The bundled examples: every layout is read without remainder, and they overlap as they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rdfexport.formats import SourceFormat
from rdfexport.model import Listing, Record
from rdfexport.problems import Problem
from rdfexport.settings import resource
from rdfexport.sources import find_sources, read_source

SHARED = Path(__file__).resolve().parents[2] / "shared"
LISTINGS = {  # file: format, entries, coverage
    "bulleted.txt": (SourceFormat.LISTING, 8, (None, None, None)),
    "comma-separated.csv": (SourceFormat.CSV, 6, (None, None, None)),
    "dense.txt": (SourceFormat.LISTING, 5, (None, None, None)),
    "json-lines.jsonl": (SourceFormat.JSON_LINES, 5, (None, None, None)),
    "page-dump-without-headings.txt": (SourceFormat.LISTING, 6, (101, 106, 120)),
    "page-dump.txt": (SourceFormat.LISTING, 6, (51, 56, 112)),
    "tab-separated.tsv": (SourceFormat.TSV, 4, (None, None, None)),
    "titles-only.csv": (SourceFormat.CSV, 4, (None, None, None)),
}


@pytest.fixture(scope="module")
def items():
    sources, problems = find_sources([str(resource("examples/listings"))])
    assert {source.name: source.format for source in sources} == {n: v[0] for n, v in LISTINGS.items()}
    return [*problems, *(item for source in sources for item in read_source(source))]


@pytest.fixture(scope="module")
def records(items):
    return [item for item in items if isinstance(item, Record)]


def test_each_is_read_without_remainder(items):
    assert [str(item) for item in items if isinstance(item, Problem)] == [
        "titles-only.csv:5: RX-S003 info: date: entry without a date"
    ]
    assert {
        item.name: (item.entries, (item.first_result, item.last_result, item.total_results))
        for item in items
        if isinstance(item, Listing)
    } == {name: expected[1:] for name, expected in LISTINGS.items()}


def test_all_entries_are_complete(records):
    whole = [r for r in records if r.where.source != "titles-only.csv"]
    assert all(r.date and r.title and r.abstract for r in whole)


def test_four_documents_are_printed_twice(records):
    printed = [(r.date.replace(" 0", " "), r.title, r.abstract) for r in records]
    twice = {entry for entry in printed if printed.count(entry) == 2}
    assert len(set(printed)) == 40
    assert sorted(date for date, _, _ in twice) == [
        "February 1, 1949",
        "January 8, 1949",
        "July 5, 1950",
        "October 26, 1949",
    ]


def test_two_memoranda_share_date_and_title(records):
    memoranda = {
        r.abstract
        for r in records
        if "Zhou Enlai" in r.title and r.date in ("February 1, 1949", "February 01, 1949")
    }
    assert len(memoranda) == 2


def test_paragraphs_are_kept_in_both_forms(records):
    assert {r.where.source for r in records if "\n" in r.abstract} == {"bulleted.txt", "comma-separated.csv"}


def test_the_page_that_describes_them_names_each():
    text = (resource("examples/listings") / "README.md").read_text("utf-8")
    assert {
        name: int(count) for name, count in re.findall(r"^\| `([^`]+)` \|.*\| (\d+) \|$", text, re.MULTILINE)
    } == {name: entries for name, (_, entries, _) in LISTINGS.items()}


def test_titles_and_dates_are_those_of_the_archive_and_abstracts_are_not(records):
    if not (SHARED / "gold").exists():
        pytest.skip("the sample listings are not here")
    files = [SHARED / "gold" / name for name in ("seed-entries.jsonl", "dev-titles.jsonl")]
    samples = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    dated = {((s["date_text"] or "").replace(" 0", " "), s["title"]) for s in samples}
    assert {(r.date.replace(" 0", " "), r.title) for r in records} <= dated
    copied = {words for s in samples for words in runs_of_words(s["abstract"] or "")}
    assert [(r.title, run) for r in records for run in runs_of_words(r.abstract) if run in copied] == []


def runs_of_words(text, length=5):
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}
