"""The listings of an export on this machine: found by digest, else by name; and their lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path

from rdfexport.errors import ListingNotReadable
from rdfexport.explaining.graph import Graph, nodes, number, text
from rdfexport.formats import SourceFormat
from rdfexport.iris import normalize
from rdfexport.namespaces import RX
from rdfexport.terms import Iri

ReadLines = Callable[[Path, str], Iterator[str]]
"""Path and name of a listing -> its lines; raises ListingNotReadable."""

_ENDINGS = frozenset(f".{ending}" for f in SourceFormat for ending in f.extensions)


class FileState(StrEnum):
    """What has become of a listing since the export was made."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Places:
    """Where listings may lie."""

    given: tuple[Path, ...] = ()
    """Files, and folders that are searched with all below them."""
    folders: tuple[Path, ...] = ()
    """Folders of which only the listings directly inside count."""

    def files(self) -> Iterator[Path]:
        """Every file that may be a listing, each once, the given ones first."""
        given = (file for path in self.given for file in _below(path))
        near = (file for folder in self.folders for file in _directly_in(folder))
        seen: set[Path] = set()
        for file in (*given, *near):
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing that the graph names, and the file that was found for it."""

    iri: Iri
    name: str
    digest: str
    state: FileState
    path: Path | None
    """None where the state is MISSING."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One printed occurrence of a document."""

    sighting: Iri
    listing: Listing
    ordinal: int | None
    first_line: int
    last_line: int
    lines: tuple[str, ...] = ()
    """Empty while unread and where no listing was found; of a changed one, what stands there now."""

    def __str__(self) -> str:
        return _place(self.listing.name, self.first_line, self.last_line - self.first_line + 1)

    def place_of(self, printed: str) -> str | None:
        """The shortest stretch of lines that prints a text, as ``page.txt:35``, or None.

        White space and the shape of quote marks make no difference. A listing that has
        changed is no evidence.
        """
        wanted = normalize(printed)
        if not wanted or self.listing.state is not FileState.UNCHANGED:
            return None
        lines = [normalize(line) for line in self.lines]
        for length in range(1, len(lines) + 1):
            for start in range(len(lines) - length + 1):
                if wanted in " ".join(filter(None, lines[start : start + length])):
                    return _place(self.listing.name, self.first_line + start, length)
        return None


def _place(name: str, first: int, length: int) -> str:
    return f"{name}:{first}-{first + length - 1}" if length > 1 else f"{name}:{first}"


class Finder:
    """Finds the listings that a graph names, each once, and reads the lines of its printings."""

    def __init__(self, graph: Graph, places: Places, read_lines: ReadLines) -> None:
        self._graph = graph
        self._places = places
        self._read_lines = read_lines
        self._listings: dict[Iri, Listing] = {}
        self._files: list[Path] | None = None
        self._read: dict[Iri, Printing] = {}

    def printings(self, sightings: Iterable[Iri]) -> tuple[Printing, ...]:
        """The printed occurrences behind sightings, in the order of their places.

        They come without lines, but for those that :meth:`with_lines` has read before.
        """
        found = []
        for sighting in sightings:
            if sighting in self._read:
                found.append(self._read[sighting])
                continue
            stated = self._graph.describe(sighting)
            first, last = number(stated, RX.firstLine), number(stated, RX.lastLine)
            listing = next(iter(nodes(stated, RX.inListing)), None)
            if listing and first is not None and last is not None:
                ordinal = number(stated, RX.ordinal)
                found.append(Printing(sighting, self.listing(listing), ordinal, first, last))
        return tuple(sorted(found, key=lambda p: (p.listing.name, p.listing.digest, p.first_line)))

    def with_lines(self, printing: Printing) -> Printing:
        """The same printing with its lines, as far as its listing was found."""
        path = printing.listing.path
        if path is None:
            return printing
        lines = self._read_lines(path, printing.listing.name)
        try:
            shown = tuple(islice(lines, printing.first_line - 1, printing.last_line))
        except ListingNotReadable:
            # A changed file may be anything by now; that it is not the listing is said by its state.
            return printing
        return self._read.setdefault(printing.sighting, replace(printing, lines=shown))

    def listing(self, iri: Iri) -> Listing:
        """The file of a listing: one with the same bytes, else one of the same name."""
        if iri not in self._listings:
            stated = self._graph.describe(iri)
            self._listings[iri] = self._find(iri, text(stated, RX.fileName), text(stated, RX.sha256))
        return self._listings[iri]

    def _find(self, iri: Iri, name: str, digest: str) -> Listing:
        if self._files is None:
            self._files = list(self._places.files())
        # Files of the right name first: most searches then hash one file.
        for file in sorted(self._files, key=lambda f: f.name != name):
            if digest and _digest(file) == digest:
                return Listing(iri, name, digest, FileState.UNCHANGED, file)
        namesake = next((file for file in self._files if file.name == name), None)
        return Listing(iri, name, digest, FileState.CHANGED if namesake else FileState.MISSING, namesake)


@lru_cache(maxsize=1 << 12)
def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from sorted(file for file in path.rglob("*") if _may_be_listing(file))


def _directly_in(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(file for file in folder.iterdir() if _may_be_listing(file))
    except OSError:
        return


def _may_be_listing(file: Path) -> bool:
    ending = Path(file.name.lower().removesuffix(".gz")).suffix
    return ending in _ENDINGS and not file.name.startswith(".") and file.is_file()
