"""Dates as printed: what is read, at which precision, beside what is not."""

from __future__ import annotations

import re
import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdfexport.model import DateSpan
from rdfexport.reading.dates import INNER_DATE, parse_date, parse_inner_date

READ = [
    # days
    ("January 8, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("January 08, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("January 8 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("8 January 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("8th January, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("January 1st, 1949", "1949-01-01", (1949, 1, 1), (1949, 1, 1)),
    ("Jan. 8, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("Sept. 9, 1949", "1949-09-09", (1949, 9, 9), (1949, 9, 9)),
    ("JANUARY 8, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("january 8, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("Saturday, January 8, 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("Sat. 8 January 1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("January 8, 1949.", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("January\u00a08,\u00a01949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("  January  8,  1949 ", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("1949-01-08", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("8.I.1949", "1949-01-08", (1949, 1, 8), (1949, 1, 8)),
    ("13/7/1950", "1950-07-13", (1950, 7, 13), (1950, 7, 13)),
    ("7/13/1950", "1950-07-13", (1950, 7, 13), (1950, 7, 13)),
    ("29.02.1952", "1952-02-29", (1952, 2, 29), (1952, 2, 29)),
    ("5/5/1950", "1950-05-05", (1950, 5, 5), (1950, 5, 5)),
    # months and years
    ("March, 1949", "1949-03", (1949, 3, 1), (1949, 3, 31)),
    ("March 1949", "1949-03", (1949, 3, 1), (1949, 3, 31)),
    ("FEBRUARY 1952", "1952-02", (1952, 2, 1), (1952, 2, 29)),
    ("May 1949", "1949-05", (1949, 5, 1), (1949, 5, 31)),
    ("1949-01", "1949-01", (1949, 1, 1), (1949, 1, 31)),
    ("1949", "1949", (1949, 1, 1), (1949, 12, 31)),
    # spans
    ("8-10 January 1949", "1949-01-08/1949-01-10", (1949, 1, 8), (1949, 1, 10)),
    ("8–10 January 1949", "1949-01-08/1949-01-10", (1949, 1, 8), (1949, 1, 10)),
    ("January 8-10, 1949", "1949-01-08/1949-01-10", (1949, 1, 8), (1949, 1, 10)),
    ("from 18 to 26 April 1975", "1975-04-18/1975-04-26", (1975, 4, 18), (1975, 4, 26)),
    ("28 January - 3 February 1949", "1949-01-28/1949-02-03", (1949, 1, 28), (1949, 2, 3)),
    ("January 28 - February 3, 1949", "1949-01-28/1949-02-03", (1949, 1, 28), (1949, 2, 3)),
    ("December 30, 1948 - January 3, 1949", "1948-12-30/1949-01-03", (1948, 12, 30), (1949, 1, 3)),
    ("January-March 1949", "1949-01/1949-03", (1949, 1, 1), (1949, 3, 31)),
    ("December 1948 - January 1949", "1948-12/1949-01", (1948, 12, 1), (1949, 1, 31)),
    ("1948-1949", "1948/1949", (1948, 1, 1), (1949, 12, 31)),
    ("1948-49", "1948/1949", (1948, 1, 1), (1949, 12, 31)),
    ("1949-01-08/1949-01-10", "1949-01-08/1949-01-10", (1949, 1, 8), (1949, 1, 10)),
    # doubt is kept
    ("circa 1949", "1949~", (1949, 1, 1), (1949, 12, 31)),
    ("c. 1949", "1949~", (1949, 1, 1), (1949, 12, 31)),
    ("ca. March 1949", "1949-03~", (1949, 3, 1), (1949, 3, 31)),
    ("about 1948-1949", "1948~/1949~", (1948, 1, 1), (1949, 12, 31)),
    ("1949?", "1949?", (1949, 1, 1), (1949, 12, 31)),
    ("1949 (?)", "1949?", (1949, 1, 1), (1949, 12, 31)),
    ("[1949]", "1949?", (1949, 1, 1), (1949, 12, 31)),
    ("[January 8, 1949?]", "1949-01-08?", (1949, 1, 8), (1949, 1, 8)),
    ("[ca. 1949]", "1949%", (1949, 1, 1), (1949, 12, 31)),
    ("1949~", "1949~", (1949, 1, 1), (1949, 12, 31)),
    # digits left open
    ("194X", "194X", (1940, 1, 1), (1949, 12, 31)),
    ("19XX", "19XX", (1900, 1, 1), (1999, 12, 31)),
    ("1940s", "194X", (1940, 1, 1), (1949, 12, 31)),
    ("1949-XX", "1949-XX", (1949, 1, 1), (1949, 12, 31)),
    ("1949-02-XX", "1949-02-XX", (1949, 2, 1), (1949, 2, 28)),
]

NOT_READ = [
    "8.IIX.1949",
    "8.VV.1949",
    "",
    "s.d.",
    "undated",
    "bei Gelegenheit",
    "10/7/1950",
    "8.1.1949",
    "1949-02-30",
    "February 30, 1949",
    "February 29, 1949",
    "1949-13",
    "1949-13-XX",
    "1949/1948",
    "10-8 January 1949",
    "1948-1948",
    "0222",
    "No. 0222",
    "January 8",
    "January",
    "January 8, 49",
    "mayhem 1949",
    "Spring 1949",
    "1949-21",
    "early 1949",
    "before 1949",
    "after January 8, 1949",
    "../1949",
    "8 or 9 January 1949",
    "between 8 and 10 January 1949",
    "[194X]",
    "19491",
    "January 8, 1949, 5 p.m.",
    "[January] 8, 1949",
]


@pytest.mark.parametrize(("verbatim", "edtf", "earliest", "latest"), READ)
def test_reads(
    verbatim: str, edtf: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    assert parse_date(verbatim) == DateSpan(verbatim, edtf, date(*earliest), date(*latest))


@pytest.mark.parametrize("verbatim", NOT_READ)
def test_does_not_read(verbatim: str) -> None:
    assert parse_date(verbatim) is None


def test_what_it_writes_is_edtf() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf

        for _, written, earliest, latest in READ:
            oracle = parse_edtf(written)
            assert str(oracle) == written
            # The oracle widens approximate dates; the bounds of plain ones must agree.
            if not set(written) & set("~?%"):
                assert tuple(oracle.lower_strict()[:3]) == earliest
                assert tuple(oracle.upper_strict()[:3]) == latest


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_printing_of_a_day_is_that_day(day: date) -> None:
    month = day.strftime("%B")
    for printed in (
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day:02}, {day.year}",
        f"{day.day} {month} {day.year}",
        day.isoformat(),
    ):
        span = parse_date(printed)
        assert span is not None
        assert (span.edtf, span.earliest, span.latest) == (day.isoformat(), day, day)


@given(st.text(max_size=40))
def test_any_text_is_read_or_left(text: str) -> None:
    span = parse_date(text)
    assert span is None or (span.verbatim == text and span.earliest <= span.latest)


INNER = [
    ("Events of 19-23 October 1956", "19-23 October 1956", "1956-10-19/1956-10-23"),
    ("Visit from 18 to 26 April 1975", "from 18 to 26 April 1975", "1975-04-18/1975-04-26"),
    ("on Friday 16 March: 14.30 Hours", "Friday 16 March", "1979-03-16"),
    ("the 4 December meeting", "4 December", "1979-12-04"),
    ("January 12, 1980, 057016, Secret", "January 12, 1980", "1980-01-12"),
    ("17 or 18 March 1979", "17 or 18 March 1979", None),
]


@pytest.mark.parametrize(("text", "found", "edtf"), INNER)
def test_finds_a_date_inside_a_title(text: str, found: str, edtf: str | None) -> None:
    match = re.search(INNER_DATE, text, re.IGNORECASE)
    assert match is not None
    assert match[0] == found
    span = parse_inner_date(found, 1979)
    assert (span.edtf if span else None) == edtf


@pytest.mark.parametrize("text", ["it may 3 times", "No. 0222", "in 1972", "Protocol 48"])
def test_finds_no_date_where_none_is(text: str) -> None:
    assert re.search(INNER_DATE, text, re.IGNORECASE) is None


def test_a_date_without_a_year_needs_one() -> None:
    assert parse_inner_date("4 December", None) is None
