"""The days between which a person may have acted, from life dates in EDTF.

Source: Extended Date/Time Format, levels 0 and 1, and "one of a set" of level 2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<doubt>[?~%]?)")
_ONE_OF_A_SET = re.compile(r"\[(?P<members>[^\[\]]+)\]")


class Lifetime(NamedTuple):
    """First and last day on which a person can have been alive, as far as is known."""

    first: date = date.min
    last: date = date.max


def lifetime(birth: str | None, death: str | None) -> Lifetime:
    """The widest lifetime that the dates allow.

    An uncertain or approximate date sets no bound: nobody is ruled out by a doubt.

    >>> lifetime("1901?", "[1955,1956]")
    Lifetime(first=datetime.date(1, 1, 1), last=datetime.date(1956, 12, 31))

    Raises:
        ValueError: a date in a form that is not read here.
    """
    first = min((span.first for span in _members(birth)), default=date.min)
    last = max((span.last for span in _members(death)), default=date.max)
    return Lifetime(first, last)


def _members(edtf: str | None) -> list[Lifetime]:
    if edtf is None:
        return []
    one_of = _ONE_OF_A_SET.fullmatch(edtf)
    return [day_span(member.strip()) for member in (one_of["members"].split(",") if one_of else [edtf])]


def day_span(edtf: str) -> Lifetime:
    """The days of a day, month or year; all days there are if it is in doubt.

    Raises:
        ValueError: a date in a form that is not read here.
    """
    match = _DATE.fullmatch(edtf)
    if match is None:
        raise ValueError(f"{edtf!r} is no date in EDTF that is read here")
    year, month, day = int(match["year"]), match["month"], match["day"]
    first = date(year, int(month or 1), int(day or 1))
    last_month = int(month or 12)
    last = date(year, last_month, int(day or monthrange(year, last_month)[1]))
    return Lifetime() if match["doubt"] else Lifetime(first, last)
