"""Printed layouts -> records: what is read, beside what is not; and no line unaccounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdfexport.errors import ListingNotReadable
from rdfexport.model import Listing, Record
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources import find_sources, read_source
from rdfexport.sources.listing_lines import LineKind, line_kind, parse_coverage
from rdfexport.sources.listing_text import PageFurniture, PrintedEntry, UnreadLine, split_listing

SHARED = Path(__file__).resolve().parents[2] / "shared"


def read(tmp_path, text):
    """Records as (date, title, abstract, first line, last line); codes with lines; the Listing."""
    path = tmp_path / "listing.txt"
    path.write_bytes(text.encode())
    (source,), _ = find_sources([str(path)])
    items = list(read_source(source))
    records = [
        (i.date, i.title, i.abstract, i.where.first_line, i.where.last_line)
        for i in items
        if isinstance(i, Record)
    ]
    problems = [(i.code, i.where.first_line) for i in items if isinstance(i, Problem)]
    return records, problems, items[-1]


LAYOUTS = {
    "page dump": (
        "Skip to content\n\nResults:\n\n1 - 1 of 9\n\nDocuments\n\nMay, 1950\n\nCable\n\nOn C.\n\nPagination",
        [("May, 1950", "Cable", "On C.", 9, 13)],
    ),
    "page dump without headings": (
        "3 - 4 of 9\n\n\nJuly 5, 1950\n\nCable, A to B\n\nOn C.\n\nMay, 1950\n\nNotes\n\nOn D.\n",
        [("July 5, 1950", "Cable, A to B", "On C.", 4, 8), ("May, 1950", "Notes", "On D.", 10, 14)],
    ),
    "bulleted": (
        "Search in\n\n  • July 05, 1950\n\n    Cable, A to B\n\n    On C.\n\n  • May, 1950\n\n    Notes\n",
        [("July 05, 1950", "Cable, A to B", "On C.", 3, 7), ("May, 1950", "Notes", "", 9, 11)],
    ),
    "dense with separators": (
        "July 5, 1950\nCable, A to B\nOn C.\n-\nMay, 1950\nNotes\nOn D.\n—\n1951\nList\n",
        [
            ("July 5, 1950", "Cable, A to B", "On C.", 1, 3),
            ("May, 1950", "Notes", "On D.", 5, 7),
            ("1951", "List", "", 9, 10),
        ],
    ),
    "dense without separators": (
        "July 5, 1950\nCable, A to B\nOn C.\nMay, 1950\nNotes\nOn D.",
        [("July 5, 1950", "Cable, A to B", "On C.", 1, 3), ("May, 1950", "Notes", "On D.", 4, 6)],
    ),
    "dense, a blank line between entries": (
        "July 5, 1950\nCable, A to B\nOn C.\n\nMay, 1950\nNotes\nOn D.",
        [("July 5, 1950", "Cable, A to B", "On C.", 1, 3), ("May, 1950", "Notes", "On D.", 5, 7)],
    ),
    "dense with a dash as bullet": (
        "- July 5, 1950\nCable, A to B\nOn C.\n- May, 1950\nNotes\n",
        [("July 5, 1950", "Cable, A to B", "On C.", 1, 3), ("May, 1950", "Notes", "", 4, 5)],
    ),
    "a bullet before every line": (
        "• July 5, 1950\n• Cable, A to B\n• On C.\n",
        [("July 5, 1950", "Cable, A to B", "• On C.", 1, 3)],
    ),
}

TOLERATED = {
    "no abstract": (
        "May 1, 1950\n\nNotes\n\nMay 2, 1950\n\nList",
        [("May 1, 1950", "Notes", "", 1, 3), ("May 2, 1950", "List", "", 5, 7)],
    ),
    "several paragraphs": (
        "May 1, 1950\n\nNotes\n\nOne.\n\nTwo.\n",
        [("May 1, 1950", "Notes", "One.\nTwo.", 1, 7)],
    ),
    "a wrapped title and abstract": (
        "May 1, 1950\n\nCable, A\nto B\n\nOn C\nand D.\n",
        [("May 1, 1950", "Cable, A to B", "On C and D.", 1, 7)],
    ),
    "a wrapped abstract, dense": (
        "May 1, 1950\nCable, A to B\nOn C\nand D.\n\nMore.",
        [("May 1, 1950", "Cable, A to B", "On C and D.\nMore.", 1, 6)],
    ),
    "CRLF": ("May 1, 1950\r\n\r\nNotes\r\n\r\nOne.\r\n", [("May 1, 1950", "Notes", "One.", 1, 5)]),
    "lone CR": ("May 1, 1950\r\rNotes\r\rOne.", [("May 1, 1950", "Notes", "One.", 1, 5)]),
    "byte order mark": ("\ufeffMay 1, 1950\n\nNotes\n", [("May 1, 1950", "Notes", "", 1, 3)]),
    "byte order mark of an appended file": (
        "May 1, 1950\n\nNotes\n\n\ufeffMay 2, 1950\n\nList",
        [("May 1, 1950", "Notes", "", 1, 3), ("May 2, 1950", "List", "", 5, 7)],
    ),
    "no-break spaces": (
        "\xa0May\xa01, 1950\xa0\n\xa0\nA\xa0Note\n",
        [("May\xa01, 1950", "A\xa0Note", "", 1, 3)],
    ),
    "curly quotes": ("May 1, 1950\n\nMao’s “Notes”\n", [("May 1, 1950", "Mao’s “Notes”", "", 1, 3)]),
    "upper case": ("MAY 1, 1950\n\nCABLE, A TO B\n", [("MAY 1, 1950", "CABLE, A TO B", "", 1, 3)]),
    "trailing blanks": ("May 1, 1950  \n \t\nNotes  \n", [("May 1, 1950", "Notes", "", 1, 3)]),
    "form feed": (
        "May 1, 1950\n\nNotes\n\n\fMay 2, 1950\n\nList",
        [("May 1, 1950", "Notes", "", 1, 3), ("May 2, 1950", "List", "", 5, 7)],
    ),
    "a date in a wrapped paragraph": (
        "May 1, 1950\n\nNotes\n\nThe plan of\nMay 2, 1950\nwas dropped.\n",
        [("May 1, 1950", "Notes", "The plan of May 2, 1950 was dropped.", 1, 7)],
    ),
    "a year before no title": (
        "May 1, 1950\n\nNotes\n\nIn\n\n1951\n",
        [("May 1, 1950", "Notes", "In\n1951", 1, 7)],
    ),
    "a furniture word on a wrapped line": (
        "May 1, 1950\n\nNotes\n\nOn the\ndocuments\nof May.\n",
        [("May 1, 1950", "Notes", "On the documents of May.", 1, 7)],
    ),
    "page links": (
        "May 1, 1950\nNotes\nOne.\nPagination\n1\n2\n…\nNext page\nLast »\n",
        [("May 1, 1950", "Notes", "One.", 1, 3)],
    ),
    "page numbers without heading": (
        "May 1, 1950\n\nNotes\n\nOne.\n\n1 2 3\n\nNext",
        [("May 1, 1950", "Notes", "One.", 1, 5)],
    ),
}


@pytest.mark.parametrize(
    ("text", "records"), [*LAYOUTS.values(), *TOLERATED.values()], ids=[*LAYOUTS, *TOLERATED]
)
def test_reads(tmp_path, text, records):
    read_records, problems, listing = read(tmp_path, text)
    assert read_records == records
    assert [code for code, _ in problems if code != Code.PAGE_INCOMPLETE] == []
    assert listing.entries == len(records)


REPORTED = {
    "a line before the first entry": (
        "Log in\n\nMay 1, 1950\n\nNotes\n",
        [("May 1, 1950", "Notes", "", 3, 5)],
        [("RX-S001", 1)],
    ),
    "lines behind the furniture": (
        "May 1, 1950\n\nNotes\n\nPagination\nPrivacy\nTerms",
        [("May 1, 1950", "Notes", "", 1, 3)],
        [("RX-S001", 6), ("RX-S001", 7)],
    ),
    "no title": (
        "May 1, 1950\n\nMay 2, 1950\n\nNotes\n",
        [("May 1, 1950", "", "", 1, 1), ("May 2, 1950", "Notes", "", 3, 5)],
        [("RX-S002", 1)],
    ),
    "no title, dense": (
        "May 1, 1950\nMay 2, 1950\nNotes\n",
        [("May 1, 1950", "", "", 1, 1), ("May 2, 1950", "Notes", "", 2, 3)],
        [("RX-S002", 1)],
    ),
    "no date between separators": (
        "May 1, 1950\nNotes\n-\nCable, A to B\nOn C.\n-\nMay 2, 1950\nList",
        [
            ("May 1, 1950", "Notes", "", 1, 2),
            ("", "Cable, A to B", "On C.", 4, 5),
            ("May 2, 1950", "List", "", 7, 8),
        ],
        [("RX-S003", 4)],
    ),
    "no date behind a bullet": (
        " • May 1, 1950\n\n   Notes\n\n • Cable, A to B\n\n   On C.\n",
        [("May 1, 1950", "Notes", "", 1, 3), ("", "Cable, A to B", "On C.", 5, 7)],
        [("RX-S003", 5)],
    ),
    "text behind a separator before any entry": (
        "Log in\n---\nHelp\n\nMay 1, 1950\n\nNotes\n",
        [("May 1, 1950", "Notes", "", 5, 7)],
        [("RX-S001", 1), ("RX-S001", 3)],
    ),
    "no entry": ("One.\n\nTwo.\n", [], [("RX-S001", 1), ("RX-S001", 3), ("RX-S006", 1)]),
    "fewer entries than stated": (
        "1 - 3 of 9\n\nMay 1, 1950\n\nNotes\n",
        [("May 1, 1950", "Notes", "", 3, 5)],
        [("RX-S008", 1)],
    ),
    "results that end before they begin": (
        "5 - 3 of 9\n\nMay 1, 1950\n\nNotes\n",
        [("May 1, 1950", "Notes", "", 3, 5)],
        [("RX-S001", 1)],
    ),
    "more results than there are": (
        "May 1, 1950\n\nNotes\n\n8 - 10 of 9\n",
        [("May 1, 1950", "Notes", "", 1, 3)],
        [("RX-S001", 5)],
    ),
    "two statements that contradict each other": (
        "1 - 1 of 9\n\nMay 1, 1950\n\nNotes\n\n4 - 4 of 8\n",
        [("May 1, 1950", "Notes", "", 3, 5)],
        [("RX-S001", 7)],
    ),
}


@pytest.mark.parametrize(("text", "records", "problems"), REPORTED.values(), ids=REPORTED)
def test_reports(tmp_path, text, records, problems):
    assert read(tmp_path, text)[:2] == (records, problems)


COVERAGE = [
    ("51 - 60 of 112", (51, 60, 112)),
    ("1-10 of 43", (1, 10, 43)),
    ("1 – 10 of 43 results", (1, 10, 43)),
    ("Displaying 1 - 10 of 21", (1, 10, 21)),
    ("Showing results 1 to 10 of 1,234", (1, 10, 1234)),
    ("Results: 1,991 - 2,000 of 12.345.678", (1991, 2000, 12345678)),
    ("1 - 10", None),
    ("10 of 43", None),
    ("Talks on 1 - 10 of 43 points", None),
]


@pytest.mark.parametrize(("text", "extent"), COVERAGE)
def test_coverage_statement(text, extent):
    assert parse_coverage(text) == extent
    assert (line_kind(text) is LineKind.COVERAGE) == (extent is not None)


PAGES = [  # statements in front of one entry and behind it -> what the listing covers, and its line
    ("51 - 51 of 112", "", (51, 51, 112, 1)),
    ("", "51 - 51 of 112", (51, 51, 112, 7)),
    ("51 - 51 of 112", "51 - 51 of 112", (51, 51, 112, 1)),
    ("51 - 51 of 112", "52 - 52 of 112\n\nMay 2, 1950\n\nList", (51, 52, 112, 1)),
    ("", "", (None, None, None, None)),
]


@pytest.mark.parametrize(("above", "below", "covered"), PAGES)
def test_listing_keeps_its_coverage(tmp_path, above, below, covered):
    _, problems, listing = read(tmp_path, f"{above}\n\nMay 1, 1950\n\nNotes\n\n{below}\n")
    assert isinstance(listing, Listing)
    assert (
        listing.first_result,
        listing.last_result,
        listing.total_results,
        listing.coverage_line,
    ) == covered
    assert problems == []


DATE_LINES = [
    "January 8, 1949", "January 08, 1949", "JANUARY 8, 1949", "january 8 1949", "Jan. 8, 1949",
    "Sept. 3, 1949", "January 8th, 1949", "January 8, 1949?", "[January 8, 1949]", "January 8, [1949]",
    "Saturday, January 8, 1949", "8 January 1949", "8 January, 1949", "8th of January 1949", "March, 1949",
    "March 1949", "March of 1949", "Spring 1949", "early March 1949", "mid-January 1949", "1949-01-08",
    "1949-01", "1949/01/08", "8.1.1949", "1949 January 8", "1949, January 8", "January 8-10, 1949",
    "January 30 - February 2, 1949", "January-February 1949", "August 3, 1961 - August 5, 1961",
    "circa 1949", "ca. 1949", "c. January 1949", "[1949]", "[1949?]", "[ca. 1949]", "undated", "Undated",
    "[undated]", "n.d.", "[n. d.]", "s.d.",
]  # fmt: skip
WEAK_DATE_LINES = [
    "1949",
    "(1949)",
    "1949?",
    "1949-1950",
    "1949-50",
    "1940s",
    "May",
    "March 8",
    "before 1949",
]
NOT_DATE_LINES = [
    "", "In March, 1949", "January 8, 1949.", "January 8, 1949 Cable", "No. 0222", "50450", "0949", "3049",
    "38th parallel", "Mayor", "January 1949 plan", "march on", "Cable of 8 January 1949", "[Stalin]", "nd",
]  # fmt: skip


@pytest.mark.parametrize("text", DATE_LINES)
def test_date_line(text):
    assert line_kind(text) is LineKind.DATE


@pytest.mark.parametrize("text", WEAK_DATE_LINES)
def test_weak_date_line(text):
    assert line_kind(text) is LineKind.WEAK_DATE


@pytest.mark.parametrize("text", NOT_DATE_LINES)
def test_not_a_date_line(text):
    assert line_kind(text) not in (LineKind.DATE, LineKind.WEAK_DATE)


FURNITURE_LINES = [
    "Skip to content", "SKIP TO CONTENT", "Results:", "Documents", "Pagination", "Search in", "Next page",
    "Last page", "Current page 1", "Page 2", "Page 2 of 12", "Previous", "First", "1 2 3 … Next",
    "« First ‹ Previous 1 2 Next › Last »",
]  # fmt: skip
NOT_FURNITURE_LINES = [
    "Documents on Korea", "First Meeting", "Next steps", "Page from a Diary", "50450 50470",
    "Last Will",
]  # fmt: skip


@pytest.mark.parametrize("text", FURNITURE_LINES)
def test_furniture_line(text):
    assert line_kind(text) is LineKind.FURNITURE


@pytest.mark.parametrize("text", NOT_FURNITURE_LINES)
def test_not_a_furniture_line(text):
    assert line_kind(text) is LineKind.TEXT


@pytest.mark.parametrize("text", ["-", "--", "---", "–", "—", "- - -"])
def test_separator_line(text):
    assert line_kind(text) is LineKind.SEPARATOR


LINES = st.sampled_from(
    [
        "", "", " ", "\xa0", "January 8, 1949", "  • January 9, 1949", "- March, 1949", "1949", "May",
        "undated", "-", "---", "Documents", "documents", "Pagination", "1 - 10 of 43", "9 - 3 of 2",
        "Next page", "1", "1 2 3", "…", "Cable, Mao Zedong to Stalin", "  • Notes", "- Notes",
        "A long line of an abstract.", "in", "[1949]", "•",
    ]
)  # fmt: skip


@given(
    st.lists(
        LINES | st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
    )
)
def test_every_line_is_accounted_for_once(lines):
    """Each line that is not blank belongs to one entry, or is furniture, or is a problem."""
    pieces = list(split_listing(lines, "listing.txt"))
    accounted: list[int] = []
    for piece in pieces:
        match piece:
            case PrintedEntry():
                span = range(piece.first_line, piece.last_line + 1)
                accounted += [number for number in span if printed(lines[number - 1])]
                words = " ".join((piece.date, piece.title, piece.abstract))
                assert letters(words) == letters("".join(lines[number - 1] for number in span))
            case PageFurniture() | UnreadLine():
                accounted.append(piece.line)
                assert letters(piece.text) == letters(lines[piece.line - 1])
    assert accounted == [number for number, line in enumerate(lines, 1) if printed(line)]


def printed(line):
    """Is there anything but white space and marks that print nothing?"""
    return any(not c.isspace() and c not in "\u200b\u200e\u200f\u2060\ufeff" for c in line)


def letters(text):
    """What no bullet and no white space takes away."""
    return [c for c in text if c.isalnum()]


def test_reading_reports_every_unread_line(tmp_path):
    path = tmp_path / "listing.txt"
    path.write_text("Log in\nHelp\n\nMay 1, 1950\n\nNotes\n")
    (source,), _ = find_sources([str(path)])
    problems = [item for item in read_source(source) if isinstance(item, Problem)]
    assert [(str(p.where), p.severity, p.verbatim) for p in problems] == [
        ("listing.txt:1", Severity.WARNING, "Log in"),
        ("listing.txt:2", Severity.WARNING, "Help"),
    ]


def test_an_entry_without_end_is_refused(tmp_path):
    path = tmp_path / "listing.txt"
    path.write_text("May 1, 1950\n\nNotes\n\n" + ("x" * 1_000_000 + "\n") * 18)
    (source,), _ = find_sources([str(path)])
    with pytest.raises(
        ListingNotReadable, match=r"listing\.txt: the entry that begins in line 1 is longer than 2 MiB"
    ):
        list(read_source(source))


def test_samples_are_read_as_annotated():
    gold_file = SHARED / "gold" / "seed-entries.jsonl"
    if not gold_file.exists():
        pytest.skip("the sample listings and their annotation are not here")
    gold = [json.loads(line) for line in gold_file.read_text("utf-8").splitlines()]
    sources, problems = find_sources([str(SHARED / "seeds")])
    items = [item for source in sources for item in read_source(source)]
    assert [
        (r.where.source, r.ordinal, r.where.first_line, r.date, r.title, r.abstract)
        for r in items
        if isinstance(r, Record)
    ] == [
        (g["source"], g["ordinal"], g["first_line"], g["date_text"], g["title"], g["abstract"]) for g in gold
    ]
    assert [
        (listing.first_result, listing.last_result, listing.total_results, listing.coverage_line)
        for listing in items
        if isinstance(listing, Listing)
    ] == [(51, 60, 112, 5), (101, 110, 120, 4), (None, None, None, None), (1, 10, 21, 5), (1, 10, 43, 5)]
    assert [item for item in (*problems, *items) if isinstance(item, Problem)] == []
