"""The report as SARIF 2.1.0, which code hosts and editors show at the lines of the listing.

Source: SARIF 2.1.0 (OASIS), sections 3.14 (run), 3.27 (result), 3.29 (physicalLocation), 3.49 (rule).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from rdfexport.model import Location
from rdfexport.problems import Problem, Severity
from rdfexport.reporting.explanations import explain
from rdfexport.reporting.report import Report, generated
from rdfexport.version import VERSION

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_Json = dict[str, object]


def render_sarif(report: Report) -> Iterator[bytes]:
    """One run with one rule a code and one result a problem."""
    codes = list(dict.fromkeys(entry.code for entry in report.codes()))
    index = {code: position for position, code in enumerate(codes)}
    sources: dict[str, str] = {}
    results = []
    for problem in report.problems:
        if problem.where:
            sources.setdefault(problem.where.source, problem.where.digest)
        results.append(_result(problem, index[problem.code]))
    driver: _Json = {
        "name": "rdfexport",
        "semanticVersion": VERSION,
        "rules": [_rule(code, report) for code in codes],
    }
    run: _Json = {
        "tool": {"driver": driver},
        "artifacts": [_artifact(source, digest) for source, digest in sources.items()],
        "results": results,
    }
    if time := generated():
        run["invocations"] = [{"executionSuccessful": True, "endTimeUtc": time}]
    log: _Json = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    yield (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()


def _rule(code: str, report: Report) -> _Json:
    title, text = explain(code, report.texts)
    severity = max((e.severity for e in report.codes() if e.code == code), key=list(_LEVELS)[::-1].index)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text or title},
        "help": {"text": text or title},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(problem: Problem, rule_index: int) -> _Json:
    quoted = ": ".join(filter(None, (problem.field, problem.verbatim)))
    location: _Json = {}
    if problem.where:
        location["physicalLocation"] = _physical(problem.where)
    if problem.focus:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.focus, "kind": "resource"}]
    return {
        "ruleId": str(problem.code),
        "ruleIndex": rule_index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} ({quoted})" if quoted else problem.message},
        "locations": [location] if location else [],
    }


def _physical(where: Location) -> _Json:
    return {
        "artifactLocation": {"uri": quote(where.source)},
        # SARIF counts lines from 1.
        "region": {"startLine": max(where.first_line, 1), "endLine": max(where.last_line, 1)},
    }


def _artifact(source: str, digest: str) -> _Json:
    artifact: _Json = {"location": {"uri": quote(source)}}
    if digest:
        artifact["hashes"] = {"sha-256": digest}
    return artifact
