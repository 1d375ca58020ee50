"""Dates as printed -> DateSpan, at the precision printed.

A date is read only when one of FORMS matches all of it; what no form reads is None, never
a guess. Parts that the form does not have stay absent: no default day, no default month.
Month and weekday names are those of python-dateutil; its parser is not used, since it
fills absent parts from today's date.

Source: Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateutil.parser import parserinfo

from rdfexport.model import DateSpan


class _Point(NamedTuple):
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        return "-".join(f"{part:0{width}}" for part, width in zip(self, (4, 2, 2), strict=True) if part)

    @property
    def exists(self) -> bool:
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year, self.month)[1]

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class _Reading(NamedTuple):
    """What a form read: EDTF without qualifier, and the days at both ends."""

    edtf: str
    earliest: date
    latest: date


Match = re.Match[str]
Reader = Callable[[Match], _Reading | None]

_MONTH_NUMBERS = {
    name.lower(): number for number, names in enumerate(parserinfo.MONTHS, start=1) for name in names
}
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_NUMBERS = {roman: number for number, roman in enumerate(_ROMANS, start=1)}
_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_WEEKDAYS = "|".join(name for names in parserinfo.WEEKDAYS for name in reversed(names))

_YEAR = r"[12]\d{3}"
_DAY = r"\d{1,2}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|through|until)\s)"


def _m(suffix: str = "") -> str:
    return rf"(?P<m{suffix}>{_NAMES})\.?"


def _d(suffix: str = "") -> str:
    return rf"(?P<d{suffix}>{_DAY}){_ORDINAL}"


def _y(suffix: str = "") -> str:
    return rf"(?P<y{suffix}>{_YEAR})"


def _day_of(match: Match, suffix: str) -> tuple[int | None, int | None, int | None]:
    groups = match.groupdict()
    year, month, day = (groups.get(part + suffix) for part in "ymd")
    number = _MONTH_NUMBERS[month.lower()] if month else None
    return int(year) if year else None, number, int(day) if day else None


def _span(first: _Point, last: _Point | None = None) -> _Reading | None:
    if not first.exists or (last and not last.exists):
        return None
    if last is None:
        return _Reading(first.edtf, first.earliest, first.latest)
    if last.earliest <= first.earliest:
        return None
    return _Reading(f"{first.edtf}/{last.edtf}", first.earliest, last.latest)


def _named(match: Match) -> _Reading | None:
    """Month names; at either end of a range, month and year may be left to the other end."""
    year, month, day = _day_of(match, "")
    year_2, month_2, day_2 = _day_of(match, "2")
    if year is None and year_2 is None:
        return None
    first = _Point(year or year_2 or 0, month or month_2, day)
    if not (year_2 and year) and not month_2 and not day_2:
        return _span(first)
    return _span(first, _Point(year_2 or year or 0, month_2 or month, day_2))


def _years(match: Match) -> _Reading | None:
    first, last = match["y"], match["y2"]
    return _span(_Point(int(first)), _Point(int(first[: 4 - len(last)] + last)))


def _numeric(match: Match) -> _Reading | None:
    """Day and month as numbers: read only if no more than one order makes a date."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    points = {_Point(year, month, day) for month, day in ((first, second), (second, first))}
    possible = [point for point in points if point.exists]
    return _span(possible[0]) if len(possible) == 1 else None


def _roman(match: Match) -> _Reading | None:
    return _span(_Point(int(match["y"]), _ROMAN_NUMBERS[match["roman"].upper()], int(match["d"])))


def _iso_point(text: str) -> _Point:
    return _Point(*map(int, text.split("-")))


def _iso(match: Match) -> _Reading | None:
    last = match["last"]
    return _span(_iso_point(match["first"]), _iso_point(last) if last else None)


def _unspecified(match: Match) -> _Reading | None:
    """EDTF ``194X``, ``1949-XX``, ``1949-01-XX``: the days that the digits left open allow."""
    edtf = match[0].upper()
    whole = _iso_point(edtf.partition("-X")[0].replace("X", "0"))
    end = _iso_point(edtf.partition("-X")[0].replace("X", "9"))
    return _Reading(edtf, whole.earliest, end.latest) if whole.exists else None


def _decade(match: Match) -> _Reading | None:
    first = int(match["decade"]) * 10
    return _Reading(f"{match['decade']}X", date(first, 1, 1), date(first + 9, 12, 31))


_ISO_POINT = rf"{_YEAR}(?:-\d\d(?:-\d\d)?)?"

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"{_m()} {_d()},? {_y()}", _named),
        (rf"{_d()} {_m()},? {_y()}", _named),
        (rf"{_m()},? {_y()}", _named),
        (rf"(?P<first>{_ISO_POINT})(?:/(?P<last>{_ISO_POINT}))?", _iso),
        (rf"(?:from )?{_d()}{_TO}{_d('2')} {_m()},? {_y()}", _named),
        (rf"(?:from )?{_m()} {_d()}{_TO}{_d('2')},? {_y()}", _named),
        (rf"(?:from )?{_d()} {_m()}(?:,? {_y()})?{_TO}{_d('2')} {_m('2')},? {_y('2')}", _named),
        (rf"(?:from )?{_m()} {_d()}(?:,? {_y()})?{_TO}{_m('2')} {_d('2')},? {_y('2')}", _named),
        (rf"(?:from )?{_m()}(?:,? {_y()})?{_TO}{_m('2')},? {_y('2')}", _named),
        # 21 to 24 after a year are seasons in EDTF: neither they nor years are surely meant.
        (rf"(?:from )?{_y()}{_TO}(?P<y2>{_YEAR}|(?!2[1-4])\d\d)", _years),
        (r"(?P<decade>[12]\d\d)0s", _decade),
        (rf"(?P<a>{_DAY})[/.-](?P<b>{_DAY})[/.-]{_y()}", _numeric),
        (rf"{_d()}[. ](?P<roman>{'|'.join(sorted(_ROMANS, key=len, reverse=True))})[. ]{_y()}", _roman),
        (r"[12]\d(?:\dX|XX)|[12]\d{3}-(?:XX|\d\d-XX)", _unspecified),
    )
)
"""A form of date and what reads it. A new form is one line here and one case in the tests."""

_CIRCA = re.compile(r"(?:circa|about|approximately|approx\.?|ca?\.?)\s?(?=[\[\dA-Za-z])", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:{_WEEKDAYS})\.?,? (?=\w)", re.IGNORECASE)


def _peel(text: str) -> tuple[str, bool, bool]:
    """A printed date without its marks of doubt, and which there were: uncertain, approximate."""
    uncertain = approximate = False
    while True:
        before = text
        if text[:1] == "[" and text[-1:] == "]" and "[" not in text[1:-1]:
            text, uncertain = text[1:-1].strip(), True
        if text[-3:] in ("[?]", "(?)"):
            text, uncertain = text[:-3].strip(), True
        if text[-1:] in ("?", "~", "%"):
            uncertain |= text[-1] != "~"
            approximate |= text[-1] != "?"
            text = text[:-1].strip()
        if match := _CIRCA.match(text):
            text, approximate = text[match.end() :], True
        if text == before:
            return text, uncertain, approximate


@lru_cache(maxsize=8192)
def parse_date(verbatim: str) -> DateSpan | None:
    """Read a printed date, or None if no form reads all of it.

    Brackets and a question mark make the date uncertain (``?``), ``ca.`` approximate (``~``).

    >>> parse_date("March, 1949").edtf
    '1949-03'
    >>> parse_date("[ca. 1949]").edtf
    '1949%'
    >>> parse_date("10/7/1950") is None
    True
    """
    text, uncertain, approximate = _peel(" ".join(verbatim.split()))
    if text[-1:] == "." and text[-2:-1].isdigit():
        text = text[:-1]
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    for pattern, read in FORMS:
        if match := pattern.fullmatch(text):
            reading = read(match)
            if reading is None:
                continue
            mark = "%" if uncertain and approximate else "?" if uncertain else "~" if approximate else ""
            if mark and "X" in reading.edtf:
                return None
            edtf = "/".join(end + mark for end in reading.edtf.split("/"))
            return DateSpan(verbatim, edtf, reading.earliest, reading.latest)
    return None


# --- dates inside a longer text ---------------------------------------------------------

_INNER_DAY = rf"{_DAY}{_ORDINAL}"
_INNER_MONTH = rf"(?-i:(?=[A-Z]))(?:{_NAMES})\b\.?"
_INNER_YEAR = rf"(?:,?\s{_YEAR})\b(?!\s?[-–]\s?\d)"
_INNER_FORMS = (
    # Two days that are no range: found, so that nobody reads half of it, and not read.
    rf"{_INNER_DAY}\s(?:or|and)\s{_INNER_DAY}\s{_INNER_MONTH}(?:{_INNER_YEAR})?",
    rf"{_INNER_MONTH}\s{_INNER_DAY}\s(?:or|and)\s{_INNER_DAY}\b(?:{_INNER_YEAR})?",
    rf"{_INNER_DAY}\s{_INNER_MONTH}(?:{_INNER_YEAR})?{_TO}{_INNER_DAY}\s{_INNER_MONTH}(?:{_INNER_YEAR})?",
    rf"(?:from\s)?{_INNER_DAY}{_TO}{_INNER_DAY}\s{_INNER_MONTH}(?:{_INNER_YEAR})?",
    rf"{_INNER_DAY}\s{_INNER_MONTH}(?:{_INNER_YEAR})?",
    rf"{_INNER_MONTH}\s{_INNER_DAY}(?:,?\s{_YEAR})?{_TO}{_INNER_MONTH}\s{_INNER_DAY}(?:{_INNER_YEAR})?",
    rf"{_INNER_MONTH}\s{_INNER_DAY}{_TO}{_INNER_DAY}\b(?:{_INNER_YEAR})?",
    rf"{_INNER_MONTH}\s{_INNER_DAY}\b(?:{_INNER_YEAR})?",
    rf"{_INNER_MONTH}{_TO}{_INNER_MONTH}{_INNER_YEAR}",
    rf"{_INNER_MONTH}{_INNER_YEAR}",
    r"[12]\d{3}-\d\d-\d\d\b",
)
INNER_DATE = rf"(?:(?:{_WEEKDAYS})\b\.?,?\s)?(?:{'|'.join(_INNER_FORMS)})"
"""Pattern of a date printed inside a title; the year may be missing."""


def parse_inner_date(text: str, year: int | None) -> DateSpan | None:
    """Read what INNER_DATE matched; a date without a year takes the one given.

    >>> parse_inner_date("Friday 16 March", 1979).edtf
    '1979-03-16'
    """
    span = parse_date(text)
    if span or year is None or re.search(_YEAR, text):
        return span
    span = parse_date(f"{text} {year}")
    return span and DateSpan(text, span.edtf, span.earliest, span.latest)
