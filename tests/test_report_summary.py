"""The summary a build prints: figures first, then where they were written."""

from collections import Counter
from datetime import date
from pathlib import Path

from rdfexport.model import Listing
from rdfexport.problems import Severity
from rdfexport.reporting import ExportFile, Report, Summary, render_summary

SUMMARY = Summary(
    title="Listings",
    documents=1050,
    sightings=1060,
    agents_resolved=21,
    agents_unresolved=2,
    triples=3000,
    earliest=date(1947, 12, 17),
    latest=date(1959, 10, 14),
    listings=(Listing("a.txt", "0" * 64, 10, 70, 51, 60, 112), Listing("b.txt", "1" * 64, 20, 125)),
    genres={"Cable": 17},
    files=(ExportFile("export.ttl", 158755, "2" * 64),),
)


def test_says_what_was_read_and_where_it_was_written():
    counts = Counter({(Severity.VIOLATION, "RX-D002"): 2, (Severity.INFO, "RX-A001"): 1})
    assert render_summary(Report(SUMMARY, (), counts), Path("out")).splitlines() == [
        "documents     1,050 in 1,060 printed entries",
        "dates         1947-12-17 to 1959-10-14",
        "lines         195, all accounted for",
        "agents        21 resolved, 2 not",
        "results       51-60 of 112 (a.txt)",
        "findings      2 violations (RX-D002), 1 info (RX-A001)",
        "              read them in out/report.html",
        "files         out/export.ttl (158,755 bytes)",
        "              out/report.html, out/report.json",
    ]


def test_lines_that_were_not_understood_are_not_hidden():
    counts = Counter({(Severity.WARNING, "RX-S001"): 3})
    lines = render_summary(Report(SUMMARY, (), counts), Path("out")).splitlines()
    assert "lines         195, 3 not understood" in lines
    assert "findings      0 violations, 3 warnings (RX-S001)" in lines
