"""The report as one HTML page that needs nothing else: no network, no script to be readable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdfexport.formats import ReportFormat
from rdfexport.problems import Problem
from rdfexport.reporting.coverage import Search, Span, pages_as_text, searches, spans_as_text
from rdfexport.reporting.explanations import Explanation, explain
from rdfexport.reporting.report import SEVERITIES, CodeCount, Report, generated
from rdfexport.version import VERSION

SHOWN_PER_CODE = 200
"""So many problems of each code; more would make the page too long to open."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class _Group:
    """The problems of one code, as far as the page shows them."""

    entry: CodeCount
    explanation: Explanation
    problems: list[Problem] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        return self.entry.count - len(self.problems)


def render_html(report: Report) -> Iterator[bytes]:
    """One self-contained page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printable,
    )
    environment.filters["number"] = "{:,}".format
    summary = report.summary
    page = environment.get_template("report.html.j2").render(
        version=VERSION,
        summary=summary,
        searches=searches(summary.listings) if summary else (),
        unpaged=[listing for listing in summary.listings if not pages_as_text(listing)] if summary else (),
        groups=list(_groups(report).values()),
        severities=[(severity, report.total(severity)) for severity in SEVERITIES],
        judged=report.judged,
        generated=generated(),
        complete_report=f"report.{ReportFormat.JSON.extension}",
        pages_as_text=pages_as_text,
        spans_as_text=spans_as_text,
        bars=_bars,
    )
    yield page.encode()


def _printable(value: object) -> object:
    """HTML, like XML, has no way to write most control characters that a listing may hold."""
    return _CONTROL.sub("�", value) if isinstance(value, str) else value


def _groups(report: Report) -> Mapping[tuple[str, str], _Group]:
    groups = {
        (str(entry.severity), entry.code): _Group(entry, explain(entry.code, report.texts))
        for entry in report.codes()
    }
    shown: Counter[tuple[str, str]] = Counter()
    for problem in report.problems:
        key = (str(problem.severity), str(problem.code))
        shown[key] += 1
        if shown[key] <= SHOWN_PER_CODE:
            groups[key].problems.append(problem)
    return groups


def _bars(search: Search) -> list[tuple[str, str]]:
    """Where the pages saved lie within a search: left edge and width in percent."""
    return [_bar(span, search.total) for span in search.shown]


def _bar(span: Span, total: int) -> tuple[str, str]:
    first, last = span
    return f"{100 * (first - 1) / total:.2f}", f"{100 * (last - first + 1) / total:.2f}"
