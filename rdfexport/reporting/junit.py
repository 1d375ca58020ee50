"""The report as JUnit XML: a suite for each listing, so that pipelines show what failed.

A violation is a failed test. A warning or an info is a passed one that says so in its
output, for JUnit has no such level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from rdfexport.problems import Problem, Severity
from rdfexport.reporting.explanations import explain
from rdfexport.reporting.report import Report

_ELSEWHERE = "the graph as a whole"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report) -> Iterator[bytes]:
    """One suite a listing, those without any problem included."""
    root = ET.Element("testsuites", name="rdfexport", tests="0", failures="0")
    read = [listing.name for listing in report.summary.listings] if report.summary else []
    for source, problems in _by_source(report.problems, read):
        root.append(_suite(source or _ELSEWHERE, problems, report))
    for attribute in ("tests", "failures"):
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in root)))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _by_source(problems: Iterable[Problem], read: Iterable[str]) -> list[tuple[str, list[Problem]]]:
    found: dict[str, list[Problem]] = {name: [] for name in read}
    for problem in problems:
        found.setdefault(problem.where.source if problem.where else "", []).append(problem)
    return sorted(found.items())


def _suite(name: str, problems: list[Problem], report: Report) -> ET.Element:
    failures = sum(problem.severity is Severity.VIOLATION for problem in problems)
    suite = ET.Element(
        "testsuite",
        name=_xml(name),
        tests=str(len(problems) or 1),
        failures=str(failures),
        errors="0",
        skipped="0",
    )
    suite.extend(_case(name, problem, report) for problem in problems)
    if not problems:
        ET.SubElement(suite, "testcase", classname=_xml(name), name="no problems")
    return suite


def _case(suite: str, problem: Problem, report: Report) -> ET.Element:
    name = " ".join(filter(None, (problem.code, _lines(problem), problem.field)))
    case = ET.Element("testcase", classname=_xml(suite), name=_xml(name))
    said = "\n".join(filter(None, (str(problem), problem.focus, explain(problem.code, report.texts).text)))
    if problem.severity is Severity.VIOLATION:
        failure = ET.SubElement(case, "failure", type=str(problem.code), message=_xml(problem.message))
        failure.text = _xml(said)
    else:
        ET.SubElement(case, "system-out").text = _xml(said)
    return case


def _lines(problem: Problem) -> str:
    where = problem.where
    if where is None:
        return ""
    one = where.first_line == where.last_line
    return f"line {where.first_line}" if one else f"lines {where.first_line}-{where.last_line}"


def _xml(text: str) -> str:
    """XML 1.0 has no way to write most control characters."""
    return _NOT_XML.sub("�", text)
