"""The report as JSON: everything a program may want to know, in the schema of report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rdfexport.model import Listing, Location
from rdfexport.problems import Problem
from rdfexport.reporting.coverage import searches
from rdfexport.reporting.explanations import explain
from rdfexport.reporting.report import SEVERITIES, Report, Summary, generated
from rdfexport.version import VERSION

FORMAT = "rdfexport-report"
FORMAT_VERSION = 1
"""Rises when a key goes or changes its meaning; new keys may come at any time."""

_Json = dict[str, object]


def render_json(report: Report) -> Iterator[bytes]:
    """UTF-8, keys in a fixed order, one line for each problem, so that reports can be compared."""
    head: _Json = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "tool": {"name": "rdfexport", "version": VERSION},
        "generated": generated() or None,
        "summary": _summary(report.summary) if report.summary else None,
        "counts": {severity.value: report.total(severity) for severity in SEVERITIES},
        "codes": [
            {
                "code": entry.code,
                "severity": entry.severity.value,
                "count": entry.count,
                "title": explain(entry.code, report.texts).title,
                "explanation": explain(entry.code, report.texts).text,
            }
            for entry in report.codes()
        ],
    }
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{opening},\n "problems": ['.encode()
    separator = "\n  "
    for problem in report.problems:
        yield (separator + json.dumps(_problem(problem), ensure_ascii=False)).encode()
        separator = ",\n  "
    yield b"\n ]\n}\n"


def _problem(problem: Problem) -> _Json:
    return {
        "code": str(problem.code),
        "severity": problem.severity.value,
        "message": problem.message,
        "where": _where(problem.where) if problem.where else None,
        "field": problem.field,
        "verbatim": problem.verbatim,
        "focus": problem.focus,
    }


def _where(where: Location) -> _Json:
    return {
        "source": where.source,
        "sha256": where.digest,
        "firstLine": where.first_line,
        "lastLine": where.last_line,
    }


def _summary(summary: Summary) -> _Json:
    return {
        "title": summary.title,
        "documents": summary.documents,
        "sightings": summary.sightings,
        "agents": {"resolved": summary.agents_resolved, "unresolved": summary.agents_unresolved},
        "triples": summary.triples,
        "earliest": summary.earliest.isoformat() if summary.earliest else None,
        "latest": summary.latest.isoformat() if summary.latest else None,
        "genres": [{"label": label, "documents": count} for label, count in summary.genres.items()],
        "listings": [_listing(listing) for listing in summary.listings],
        "searches": [
            {
                "totalResults": search.total,
                "listings": [listing.name for listing in search.listings],
                "shown": [list(span) for span in search.shown],
                "missing": [list(span) for span in search.missing],
            }
            for search in searches(summary.listings)
        ],
        "files": [{"name": file.name, "bytes": file.size, "sha256": file.digest} for file in summary.files],
        "shapesWithoutTarget": list(summary.shapes_without_target),
    }


def _listing(listing: Listing) -> _Json:
    return {
        "name": listing.name,
        "sha256": listing.digest,
        "entries": listing.entries,
        "lines": listing.lines,
        "firstResult": listing.first_result,
        "lastResult": listing.last_result,
        "totalResults": listing.total_results,
    }
