"""What a report says, whatever its form: the figures of a run and its problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from rdfexport.model import Listing
from rdfexport.problems import Problem, Severity
from rdfexport.settings import source_date_epoch

SEVERITIES = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
"""The gravest first: the order of every report."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file that a build wrote."""

    name: str
    size: int
    """Bytes."""
    digest: str
    """SHA-256, 64 hex digits."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a build."""

    title: str
    """Of the export."""
    documents: int
    sightings: int
    """Printed occurrences; a document may be printed several times."""
    agents_resolved: int
    agents_unresolved: int
    triples: int
    listings: tuple[Listing, ...] = ()
    genres: Mapping[str, int] = field(default_factory=dict)
    """Label of the genre -> number of documents, the most frequent first."""
    earliest: date | None = None
    latest: date | None = None
    files: tuple[ExportFile, ...] = ()
    shapes_without_target: tuple[str, ...] = ()
    """The codes of shapes that found nothing to judge."""


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often one code was reported at one severity."""

    severity: Severity
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """A run, told.

    ``problems`` can be gone through more than once, in the order of ``Problem.sort_key``;
    it may hold only the first of each code, where ``counts`` counts all.
    """

    summary: Summary | None
    """None where RDF files were checked, which no listing was read for."""
    problems: Iterable[Problem]
    counts: Counter[tuple[Severity, str]]
    """By severity and code."""
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What the codes of shapes say and which harm they avert."""
    judged: bool = True
    """False where nobody was asked whether the shapes are kept."""

    def total(self, severity: Severity) -> int:
        """How many problems of this severity there are."""
        return sum(n for (found, _), n in self.counts.items() if found == severity)

    def number(self, code: str) -> int:
        """How many problems of this code there are, of whatever severity."""
        return sum(n for (_, found), n in self.counts.items() if found == code)

    def codes(self) -> Iterator[CodeCount]:
        """The codes reported: the gravest first, then in their own order."""
        for severity in SEVERITIES:
            for each, code in sorted(self.counts):
                if each is severity:
                    yield CodeCount(severity, str(code), self.counts[each, code])

    def has_findings(self, *, strict: bool = False) -> bool:
        """Whether violations were found; ``strict`` counts warnings too."""
        return bool(self.total(Severity.VIOLATION) or (strict and self.total(Severity.WARNING)))


def generated() -> str:
    """The time of a build as ISO 8601, "" where ``SOURCE_DATE_EPOCH`` does not tell one."""
    epoch = source_date_epoch()
    return "" if epoch is None else datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
