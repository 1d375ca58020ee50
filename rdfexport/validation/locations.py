"""Find the printed lines that a node was read from, by what the graph itself says.

focus node -> ``rx:sighting`` or ``prov:wasDerivedFrom`` -> sighting -> ``rx:inListing`` -> listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rdfexport.model import Location
from rdfexport.namespaces import PROV, RX

_TO_SIGHTING = (RX.sighting, PROV.wasDerivedFrom)
_OF_SIGHTING = (RX.inListing, RX.firstLine, RX.lastLine)
_OF_LISTING = (RX.fileName, RX.sha256)
_STATEMENT = re.compile(
    rb'(<[^>]*>|_:\S+) <(%s)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"\S*) ?\.\n?'
    % b"|".join(re.escape(p.encode()) for p in (*_TO_SIGHTING, *_OF_SIGHTING, *_OF_LISTING))
)
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\]))')


class _Lines(NamedTuple):
    listing: str
    first: int
    last: int


class Locator:
    """Remembers the sightings of a graph; tells the first place where a node is printed."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        """Gather what the graph says of places.

        Args:
            lines: canonical N-Triples, one statement each.
        """
        self._sightings: dict[str, list[str]] = {}
        self._facts: dict[tuple[str, str], str] = {}
        for line in lines:
            if match := _STATEMENT.fullmatch(line):
                self._remember(*(group.decode() if group is not None else None for group in match.groups()))

    def _remember(
        self, subject: str | None, predicate: str | None, iri: str | None, text: str | None
    ) -> None:
        node = _bare(subject or "")
        if predicate in _TO_SIGHTING:
            self._sightings.setdefault(node, []).append(iri or "")
        else:
            # The first value counts; that there are two is a finding of the shapes.
            self._facts.setdefault((node, predicate or ""), iri if iri is not None else _unescape(text or ""))

    def __call__(self, focus: str) -> Location | None:
        """The lines a node was read from, None where the graph does not say.

        Of several places the first one, by file name and line; of a listing its first line.
        """
        if focus not in self._sightings and (focus, RX.fileName) in self._facts:
            return self._place(_Lines(focus, 1, 1))
        lines = [self._lines(sighting) for sighting in (focus, *self._sightings.get(focus, ()))]
        places = [self._place(each) for each in lines if each]
        return min(filter(None, places), key=lambda p: (p.source, p.digest, p.first_line), default=None)

    def _place(self, lines: _Lines) -> Location | None:
        name = self._facts.get((lines.listing, RX.fileName))
        if name is None:
            return None
        return Location(name, self._facts.get((lines.listing, RX.sha256), ""), lines.first, lines.last)

    def _lines(self, sighting: str) -> _Lines | None:
        listing, first, last = (self._facts.get((sighting, predicate), "") for predicate in _OF_SIGHTING)
        if not listing or not first.isdecimal() or not last.isdecimal():
            return None
        return _Lines(listing, int(first), int(last))


def _bare(subject: str) -> str:
    return subject[1:-1] if subject.startswith("<") else subject


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: m[3] or chr(int(m[1] or m[2], 16)), text)
