"""The report for a terminal: one line a problem, then one line a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unicodedata import category

from rdfexport.problems import Severity
from rdfexport.reporting.explanations import explain
from rdfexport.reporting.report import Report


def render_table(report: Report) -> Iterator[bytes]:
    """One line per problem, by place; then one line per code."""
    return (f"{line}\n".encode() for line in _lines(report))


def printable(line: str) -> str:
    """A line for a terminal, without what it would take for a command: a listing may print it.

    >>> printable("\x1b[2JCable")
    '�[2JCable'
    """
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() or category(c) == "Zs" else "�" for c in line)


def _lines(report: Report) -> Iterator[str]:
    listed: Counter[tuple[Severity, str]] = Counter()
    for problem in report.problems:
        listed[problem.severity, problem.code] += 1
        yield printable(str(problem))
    if report.counts:
        yield ""
    yield from _codes(report)
    left_out = report.counts.total() - listed.total()
    if left_out > 0:
        yield f"{left_out:,} more are not listed here"


def _codes(report: Report) -> Iterator[str]:
    if not report.counts:
        yield "no problems"
        return
    width = max(len(f"{entry.count:,}") for entry in report.codes())
    for entry in report.codes():
        title = explain(entry.code, report.texts).title
        yield f"{entry.count:>{width},} {entry.severity:<9} {entry.code}  {title}"
