"""The short summary a build prints: what was read, what is doubtful, where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdfexport.problems import Code, Severity
from rdfexport.reporting.coverage import pages_as_text
from rdfexport.reporting.report import Report

_WIDTH = 14


def render_summary(report: Report, out: Path) -> str:
    """A few aligned lines; ends with the files of the export and of the report."""
    return "\n".join(f"{name:<{_WIDTH}}{text}" for name, text in _lines(report, out))


def _lines(report: Report, out: Path) -> Iterator[tuple[str, str]]:
    summary = report.summary
    if summary:
        yield "documents", f"{summary.documents:,} in {summary.sightings:,} printed entries"
        if summary.earliest and summary.latest:
            yield "dates", f"{summary.earliest} to {summary.latest}"
        lines = sum(listing.lines for listing in summary.listings)
        lost = report.number(Code.LINE_NOT_UNDERSTOOD)
        yield "lines", f"{lines:,}, {f'{lost:,} not understood' if lost else 'all accounted for'}"
        agents = f"{summary.agents_resolved:,} resolved, {summary.agents_unresolved:,} not"
        yield "agents", agents
        stated = [listing for listing in summary.listings if listing.total_results is not None]
        heading = "results"
        for listing in stated[:10]:
            yield heading, f"{pages_as_text(listing)} ({listing.name})"
            heading = ""
        if len(stated) > 10:
            yield "", f"and {len(stated) - 10:,} more listings"
    yield "findings", ", ".join(_findings(report)) + ("" if report.judged else "; the shapes were not asked")
    if summary and report.counts:
        yield "", f"read them in {out / 'report.html'}"
    if summary:
        heading = "files"
        for file in summary.files:
            yield heading, f"{out / file.name} ({file.size:,} bytes)"
            heading = ""
        yield "", f"{out / 'report.html'}, {out / 'report.json'}"


def _findings(report: Report) -> Iterator[str]:
    for severity, one, many in (
        (Severity.VIOLATION, "violation", "violations"),
        (Severity.WARNING, "warning", "warnings"),
        (Severity.INFO, "info", "info"),
    ):
        total = report.total(severity)
        codes = sorted(code for each, code in report.counts if each is severity)
        if total or severity is Severity.VIOLATION:
            named = f" ({', '.join(codes)})" if codes else ""
            yield f"{total:,} {one if total == 1 else many}{named}"
