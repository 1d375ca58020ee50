"""Record -> Entry and Problems: what the printed date and title say."""

from __future__ import annotations

from rdfexport.model import Entry, Record, TitleReading
from rdfexport.problems import Code, Problem, Severity
from rdfexport.reading.dates import parse_date
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles import read_title

__all__ = ["Lexicon", "parse_date", "read_entry", "read_title"]


def read_entry(record: Record, lexicon: Lexicon) -> tuple[Entry, tuple[Problem, ...]]:
    """Read date and title of a record; what is not understood becomes a Problem that quotes it."""
    problems: list[Problem] = []
    date = parse_date(record.date) if record.date else None
    if record.date and date is None:
        problems.append(
            Problem(
                Code.DATE_NOT_READ,
                Severity.WARNING,
                "no date form reads this; the entry stays without a date",
                record.where,
                "date",
                record.date,
            )
        )
    title = read_title(record.title, date, lexicon)
    problems.extend(
        Problem(
            Code.TITLE_REMAINDER,
            Severity.INFO,
            f"no rule reads {remainder.split()[0]!r} here; a word of your own goes into a --lexicon file",
            record.where,
            "title",
            remainder,
        )
        for remainder in title.unread
    )
    if record.title and _says_nothing_else(title, record.title):
        problems.append(
            Problem(
                Code.TITLE_WITHOUT_FORM,
                Severity.INFO,
                "no word for a form was read, and nothing else: the title is taken for its subject",
                record.where,
                "title",
                record.title,
            )
        )
    return Entry(record, date, title), tuple(problems)


def _says_nothing_else(title: TitleReading, verbatim: str) -> bool:
    """Whether the reading of a title is the title itself and no more."""
    plain = TitleReading(topic=title.topic, places=title.places, unread=title.unread)
    return title == plain and title.topic in (None, " ".join(verbatim.split()))
