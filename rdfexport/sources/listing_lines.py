"""One line of a saved results page -> what kind of line it is, by its shape alone.

Page furniture is a table of whole lines; a date line is a line that holds a date and
nothing else. What the date means is not asked here: that is the business of reading.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from rdfexport.sources.lines import BLANKS


class LineKind(Enum):
    """What a line looks like. What it is, its place among the others decides."""

    TEXT = "text"
    DATE = "date"
    WEAK_DATE = "weak date"
    """Could be a date or words: ``1949``, ``May``. The lines around it decide."""
    SEPARATOR = "separator"
    FURNITURE = "furniture"
    PAGE_NUMBER = "page number"
    """``3`` or ``…``: furniture among page links and after a blank line, else text."""
    COVERAGE = "coverage"
    """``51 - 60 of 112``."""


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    kind: LineKind
    text: str
    """Without the blanks around it."""
    body: str
    """``text`` without its bullet."""
    bullet: tuple[int, str] | None
    """Indentation and bullet, where there is one: entries of one list have the same."""
    after_blank: bool
    """A blank line, or nothing, comes before it."""


class Extent(NamedTuple):
    """What a coverage statement states: first result, last result, results in all."""

    first: int
    last: int
    total: int


FURNITURE = frozenset(
    {
        "current search",
        "digital archive",
        "digital archive international history declassified",
        "documents",
        "pagination",
        "results",
        "results:",
        "search in",
        "search results",
        "skip to content",
        "skip to main content",
    }
)
"""Whole lines, in lower case."""

_LONGEST_FURNITURE = 120  # characters; the rest need not be tried
_LONGEST_DATE = 64

_BULLET = re.compile(r"([•·▪◦‣∙●○*+–—-])\s+(?=\S)")
_SEPARATOR = re.compile(r"[-–—−](?:\s*[-–—−])*")
_PAGE_NUMBERS = re.compile(r"(?:\d{1,3}|…|\.\.\.)(?:\s+(?:\d{1,3}|…|\.\.\.))*")
_PAGE_LINK = (
    r"(?:(?:current |go to )?page \d{1,5}(?: of \d{1,5})?"
    r"|(?:go to )?(?:next|previous|prev|first|last)(?: page)?|\d{1,5}|…|\.\.\.|[«‹›»]+)"
)
_PAGE_LINKS = re.compile(
    rf"(?=.*(?:page|next|prev|first|last|[«‹›»])){_PAGE_LINK}(?:[ |,]+{_PAGE_LINK})*", re.IGNORECASE
)

_NUMBER = r"(\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+|\d{1,9})"
_COVERAGE = re.compile(
    r"(?:(?:displaying|showing|viewing|results?|items?|documents?|entries|records?)\s*:?\s*)*"
    rf"{_NUMBER}\s*(?:[-–—−]|to|through)\s*{_NUMBER}\s+of\s+{_NUMBER}"
    r"(?:\s+(?:results?|items?|documents?|entries|records?))?\.?",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_YEAR = r"[12]\d{3}"
_GAP = r"(?:\s*,\s*|\s+)"
_DASH = r"\s*(?:[-–—−/]|\bto\b|\band\b|&)\s*"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:{_DASH}{_DAY})?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY_AND_MONTH = rf"(?:{_MONTH}\s*{_DAYS}|{_DAYS}\s*(?:of\s+)?{_MONTH})"
_DATED = (
    rf"(?:{_WEEKDAY}{_DAY_AND_MONTH}{_GAP}{_YEAR}"
    rf"|(?:{_MONTH}|{_SEASON})(?:{_DASH}(?:{_MONTH}|{_SEASON}))?(?:{_GAP}|\s+of\s+){_YEAR}"
    rf"|{_YEAR}{_GAP}{_MONTH}(?:\s+{_DAYS})?"
    rf"|{_YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:[12]\d{3}|\d\d))"
)
_YEARS = rf"{_YEAR}s?(?:{_DASH}(?:{_YEAR}|\d\d))?"
_CIRCA = r"(?:(?:circa|ca?\.|ca|about|approx(?:imately|\.)?|probably|possibly)\s*)"
_PART = r"(?:(?:early|mid|late|beginning of|middle of|end of)[\s-]*)"
_BOUND = r"(?:(?:before|after|by|since|from|between|until|no later than)\s+)"

_DATE = re.compile(
    rf"{_CIRCA}?{_PART}?{_DATED}(?:{_DASH}{_CIRCA}?{_DATED})?"
    rf"|(?:{_DAY_AND_MONTH}|{_MONTH}){_DASH}{_DATED}"
    rf"|{_CIRCA}{_PART}?{_YEARS}"
    r"|undated|not dated|no date|date unknown|unknown date|n\.\s?d\.?|s\.\s?d\.?",
    re.IGNORECASE,
)
_WEAK_DATE = re.compile(
    rf"{_PART}?{_YEARS}|{_WEEKDAY}{_DAY_AND_MONTH}|{_MONTH}"
    rf"|{_BOUND}(?:{_DATED}|{_YEARS})(?:{_DASH}(?:{_DATED}|{_YEARS}))?",
    re.IGNORECASE,
)
_BRACKETED_YEAR = re.compile(rf"\[{_YEARS}\??\]", re.IGNORECASE)
_DOUBT = str.maketrans("", "", "[]()?")  # a date in square brackets, or with a question mark, is a date


def read_line(number: int, line: str, after_blank: bool) -> Line | None:
    """The kind of a line; None for a blank one."""
    text = line.strip(BLANKS)
    if not text:
        return None
    # Separators and bullets are neither letters nor digits: most lines need not be tried.
    if text[0].isalnum() or _SEPARATOR.fullmatch(text) or not (match := _BULLET.match(text)):
        return Line(number, line_kind(text), text, text, None, after_blank)
    body = text[match.end() :].strip(BLANKS)
    return Line(number, line_kind(body), text, body, (line.index(text[0]), match[1]), after_blank)


def line_kind(body: str) -> LineKind:
    """The kind of a line without bullet.

    >>> line_kind("March, 1949"), line_kind("In March, 1949"), line_kind("1 - 10 of 43")
    (<LineKind.DATE: 'date'>, <LineKind.TEXT: 'text'>, <LineKind.COVERAGE: 'coverage'>)
    """
    if len(body) > _LONGEST_FURNITURE:
        return LineKind.TEXT
    if len(body) <= _LONGEST_DATE:
        bare = body.translate(_DOUBT).strip()
        if _DATE.fullmatch(bare) or _BRACKETED_YEAR.fullmatch(body):
            return LineKind.DATE
        if _WEAK_DATE.fullmatch(bare):
            return LineKind.WEAK_DATE
        if _SEPARATOR.fullmatch(body):
            return LineKind.SEPARATOR
        if _PAGE_NUMBERS.fullmatch(body):
            return LineKind.PAGE_NUMBER
        if parse_coverage(body):
            return LineKind.COVERAGE
    if " ".join(body.casefold().split()) in FURNITURE or _PAGE_LINKS.fullmatch(body):
        return LineKind.FURNITURE
    return LineKind.TEXT


def parse_coverage(text: str) -> Extent | None:
    """The numbers of a statement such as ``51 - 60 of 1,112``; they may be impossible.

    >>> parse_coverage("Displaying 51 - 60 of 1,112")
    Extent(first=51, last=60, total=1112)
    """
    if match := _COVERAGE.fullmatch(text):
        return Extent(*(int(re.sub(r"\D", "", group)) for group in match.groups()))
    return None
