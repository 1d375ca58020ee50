"""The forms of a report: each tells the same, and the same report gives the same bytes."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from rdfexport import reporting
from rdfexport.formats import ReportFormat
from rdfexport.model import Listing, Location
from rdfexport.problems import Problem, Severity
from rdfexport.reporting import RENDERERS, ExportFile, Report, Summary
from rdfexport.reporting.html import SHOWN_PER_CODE
from rdfexport.version import VERSION

DIGEST = "0123456789abcdef" * 4
SCHEMA = json.loads((Path(reporting.__file__).parent / "report.schema.json").read_text("utf-8"))
HOSTILE = '<script>alert("1")</script> & \x1b[31m\x00'

PROBLEMS = (
    Problem("RX-V001", Severity.WARNING, "the graph has no such node", field="schema:Event"),
    Problem("RX-S001", Severity.WARNING, HOSTILE, Location("a b.txt", DIGEST, 7, 7), verbatim=HOSTILE),
    Problem(
        "RX-R001",
        Severity.WARNING,
        "no date form reads this",
        Location("c.txt", DIGEST, 3, 3),
        "date",
        "1949-13",
    ),
    Problem(
        "RX-D012",
        Severity.VIOLATION,
        "It ends before it begins.",
        Location("c.txt", DIGEST, 31, 33),
        "rx:earliest",
        "1949-01-14",
        "https://example.org/archive/document/毛",
    ),
    Problem(
        "RX-A001",
        Severity.INFO,
        "no authority record",
        Location("c.txt", DIGEST, 31, 33),
        "creator",
        "N. Petrov",
    ),
)
TEXTS = {"RX-D012": ("It ends before it begins.", "No search by date finds it.")}
SUMMARY = Summary(
    title="Letters & Cables",
    documents=50,
    sightings=1060,
    agents_resolved=31,
    agents_unresolved=4,
    triples=12345,
    listings=(
        Listing("a b.txt", DIGEST, 10, 70, 51, 60, 112, 5),
        Listing("c.txt", DIGEST, 20, 90),
        Listing("clean.txt", DIGEST, 10, 70, 1, 10, 112, 5),
    ),
    genres={"Cable": 30, "Letter": 20},
    earliest=date(1947, 12, 17),
    latest=date(1959, 10, 14),
    files=(ExportFile("export.ttl", 123456, DIGEST),),
    shapes_without_target=("RX-E001",),
)
REPORT = Report(SUMMARY, PROBLEMS, Counter((p.severity, p.code) for p in PROBLEMS), TEXTS)
CLEAN = Report(SUMMARY, (), Counter(), TEXTS)
CHECK = Report(None, PROBLEMS, REPORT.counts, TEXTS)
EMPTY = Report(None, (), Counter())
REPORTS = {"build": REPORT, "clean build": CLEAN, "check": CHECK, "clean check": EMPTY}


def render(report_format: ReportFormat, report: Report) -> str:
    return b"".join(RENDERERS[report_format](report)).decode()


def many(number: int) -> Report:
    """A report with so many problems of one code."""
    problems = tuple(
        Problem(
            "RX-A001",
            Severity.INFO,
            "no authority record",
            Location("c.txt", DIGEST, n, n),
            verbatim=f"Name {n}",
        )
        for n in range(1, number + 1)
    )
    return Report(None, problems, Counter((p.severity, p.code) for p in problems))


def test_every_format_has_a_renderer() -> None:
    assert set(RENDERERS) == set(ReportFormat)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("report_format", ReportFormat)
def test_the_same_report_gives_the_same_bytes(
    report_format: ReportFormat, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = b"".join(RENDERERS[report_format](REPORTS[name]))
    assert first == b"".join(RENDERERS[report_format](REPORTS[name]))
    assert first.endswith(b"\n")


DATED = {ReportFormat.JSON, ReportFormat.HTML, ReportFormat.SARIF}


@pytest.mark.parametrize("report_format", sorted(DATED, key=lambda f: f.label))
def test_the_time_comes_from_source_date_epoch_alone(
    report_format: ReportFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "2023-11-14T22:13:20Z" in render(report_format, REPORT)


@pytest.mark.parametrize("report_format", ReportFormat)
def test_every_form_tells_every_problem(report_format: ReportFormat) -> None:
    text = render(report_format, REPORT)
    for problem in PROBLEMS:
        assert problem.code in text
    for word in ("1949-13", "N. Petrov"):
        assert word in text
    # A terminal line names the printed place, and the node only where there is none.
    assert ("document/毛" in text) is (report_format is not ReportFormat.TABLE)


@pytest.mark.parametrize("report_format", ReportFormat)
def test_no_control_character_of_a_listing_gets_through(report_format: ReportFormat) -> None:
    text = render(report_format, REPORT)
    assert not re.search("[\x00-\x08\x0b-\x1f]", text)


# --- table ------------------------------------------------------------------------------


def test_table() -> None:
    quiet = tuple(p for p in PROBLEMS if p.code != "RX-S001")
    report = Report(None, quiet, Counter((p.severity, p.code) for p in quiet), TEXTS)
    assert render(ReportFormat.TABLE, report).splitlines() == [
        "RX-V001 warning: schema:Event: the graph has no such node",
        "c.txt:3: RX-R001 warning: date '1949-13': no date form reads this",
        "c.txt:31-33: RX-D012 violation: rx:earliest '1949-01-14': It ends before it begins.",
        "c.txt:31-33: RX-A001 info: creator 'N. Petrov': no authority record",
        "",
        "1 violation RX-D012  It ends before it begins.",
        "1 warning   RX-R001  A date was not understood",
        "1 warning   RX-V001  A rule had nothing to judge",
        "1 info      RX-A001  A name has no authority record",
    ]


def test_table_without_problems() -> None:
    assert render(ReportFormat.TABLE, EMPTY) == "no problems\n"


def test_table_says_what_it_does_not_list() -> None:
    report = replace(many(1200), problems=tuple(many(3).problems))
    assert render(ReportFormat.TABLE, report).splitlines()[-2:] == [
        "1,200 info      RX-A001  A name has no authority record",
        "1,197 more are not listed here",
    ]


# --- JSON -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_json_keeps_its_schema(name: str) -> None:
    report = json.loads(render(ReportFormat.JSON, REPORTS[name]))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


def test_the_schema_names_every_key_that_is_written() -> None:
    report = json.loads(render(ReportFormat.JSON, REPORT))
    assert set(report) == set(SCHEMA["properties"])
    assert set(report["summary"]) == set(SCHEMA["$defs"]["summary"]["properties"])
    assert set(report["problems"][0]) == set(SCHEMA["$defs"]["problem"]["properties"])


def test_json() -> None:
    report = json.loads(render(ReportFormat.JSON, REPORT))
    assert report["tool"] == {"name": "rdfexport", "version": VERSION}
    assert report["generated"] is None
    assert report["counts"] == {"violation": 1, "warning": 3, "info": 1}
    assert report["codes"][0] == {
        "code": "RX-D012",
        "severity": "violation",
        "count": 1,
        "title": "It ends before it begins.",
        "explanation": "No search by date finds it.",
    }
    assert report["problems"][3] == {
        "code": "RX-D012",
        "severity": "violation",
        "message": "It ends before it begins.",
        "where": {"source": "c.txt", "sha256": DIGEST, "firstLine": 31, "lastLine": 33},
        "field": "rx:earliest",
        "verbatim": "1949-01-14",
        "focus": "https://example.org/archive/document/毛",
    }
    assert report["problems"][1]["verbatim"] == HOSTILE
    summary = report["summary"]
    assert summary["genres"] == [{"label": "Cable", "documents": 30}, {"label": "Letter", "documents": 20}]
    assert summary["searches"] == [
        {
            "totalResults": 112,
            "listings": ["clean.txt", "a b.txt"],
            "shown": [[1, 10], [51, 60]],
            "missing": [[11, 50], [61, 112]],
        }
    ]
    assert summary["files"] == [{"name": "export.ttl", "bytes": 123456, "sha256": DIGEST}]


def test_json_has_one_line_for_each_problem() -> None:
    lines = [line for line in render(ReportFormat.JSON, REPORT).splitlines() if line.startswith('  {"code"')]
    assert len(lines) == len(PROBLEMS)


# --- SARIF ------------------------------------------------------------------------------


def test_sarif() -> None:
    log = json.loads(render(ReportFormat.SARIF, REPORT))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("rdfexport", VERSION)
    assert [rule["id"] for rule in driver["rules"]] == ["RX-D012", "RX-R001", "RX-S001", "RX-V001", "RX-A001"]
    assert driver["rules"][0] == {
        "id": "RX-D012",
        "shortDescription": {"text": "It ends before it begins."},
        "fullDescription": {"text": "No search by date finds it."},
        "help": {"text": "No search by date finds it."},
        "defaultConfiguration": {"level": "error"},
    }
    assert [result["level"] for result in run["results"]] == [
        "warning",
        "warning",
        "warning",
        "error",
        "note",
    ]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    assert run["results"][3]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "c.txt"},
                "region": {"startLine": 31, "endLine": 33},
            },
            "logicalLocations": [
                {"fullyQualifiedName": "https://example.org/archive/document/毛", "kind": "resource"}
            ],
        }
    ]
    assert run["results"][0]["locations"] == []
    assert run["artifacts"] == [
        {"location": {"uri": "a%20b.txt"}, "hashes": {"sha-256": DIGEST}},
        {"location": {"uri": "c.txt"}, "hashes": {"sha-256": DIGEST}},
    ]


def test_sarif_takes_the_gravest_level_of_a_code() -> None:
    problems = (Problem("RX-S004", Severity.WARNING, "a"), Problem("RX-S004", Severity.VIOLATION, "b"))
    report = Report(None, problems, Counter((p.severity, p.code) for p in problems))
    (run,) = json.loads(render(ReportFormat.SARIF, report))["runs"]
    assert [rule["defaultConfiguration"] for rule in run["tool"]["driver"]["rules"]] == [{"level": "error"}]
    assert [result["level"] for result in run["results"]] == ["warning", "error"]


# --- JUnit ------------------------------------------------------------------------------


def test_junit() -> None:
    root = ET.fromstring(render(ReportFormat.JUNIT, REPORT))
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "6", "1")
    suites = [(s.get("name"), s.get("tests"), s.get("failures")) for s in root]
    assert suites == [
        ("the graph as a whole", "1", "0"),
        ("a b.txt", "1", "0"),
        ("c.txt", "3", "1"),
        ("clean.txt", "1", "0"),
    ]
    failure = root.find(".//failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("RX-D012", "It ends before it begins.")
    assert failure.text is not None
    assert failure.text.startswith("c.txt:31-33: RX-D012 violation")
    assert [case.get("name") for case in root.iter("testcase")] == [
        "RX-V001 schema:Event",
        "RX-S001 line 7",
        "RX-R001 line 3 date",
        "RX-D012 lines 31-33 rx:earliest",
        "RX-A001 lines 31-33 creator",
        "no problems",
    ]
    assert len(list(root.iter("system-out"))) == 4


def test_junit_loses_no_problem_that_comes_out_of_order() -> None:
    shuffled = replace(REPORT, problems=(PROBLEMS[3], PROBLEMS[1], PROBLEMS[2]))
    names = [
        case.get("name") for case in ET.fromstring(render(ReportFormat.JUNIT, shuffled)).iter("testcase")
    ]
    assert len([name for name in names if name and name.startswith("RX-")]) == 3


# --- HTML -------------------------------------------------------------------------------

VOID = {"meta", "br", "input", "link", "img", "hr"}


class Page(HTMLParser):
    """What a page holds, and whether its elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.text += data

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]


@pytest.mark.parametrize("name", REPORTS)
def test_html_is_well_formed_and_links_lead_somewhere(name: str) -> None:
    page = Page(render(ReportFormat.HTML, REPORTS[name]))
    assert page.open == []
    assert len(page.ids()) == len(set(page.ids()))
    targets = [a["href"] or "" for tag, a in page.tags if tag == "a"]
    assert {target.removeprefix("#") for target in targets} <= set(page.ids())
    headings = [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1


def test_html_asks_nothing_of_the_network() -> None:
    text = render(ReportFormat.HTML, REPORT)
    page = Page(text)
    assert not [a for _, a in page.tags if {"src", "srcset", "action", "data"} & set(a)]
    assert not [tag for tag, _ in page.tags if tag in {"link", "img", "iframe", "object"}]
    assert "url(" not in text
    assert "@import" not in text
    assert "fetch(" not in text


def test_html_shows_what_a_listing_prints_and_runs_none_of_it() -> None:
    page = Page(render(ReportFormat.HTML, REPORT))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert '<script>alert("1")</script> &' in page.text
    assert "Letters & Cables" in page.text


def test_html_tells_the_figures_and_the_coverage() -> None:
    text = " ".join(Page(render(ReportFormat.HTML, REPORT)).text.split())
    for words in (
        "1,060",
        "1947-12-17 to 1959-10-14",
        "1-10, 51-60",
        "11-50, 61-112",
        "20 of 112",
        "which part of their search they show: 1 of 3.",
        "c.txt:31-33",
        "No search by date finds it.",
        "https://example.org/archive/document/毛",
        "RX-E001",
        DIGEST,
    ):
        assert words in text
    bars = re.findall(
        r"left:([\d.]+)%;width:([\d.]+)%|left:0;width:([\d.]+)%", render(ReportFormat.HTML, REPORT)
    )
    assert [tuple(filter(None, bar)) for bar in bars] == [
        ("0.00", "8.93"),
        ("44.64", "8.93"),
        ("60.00",),
        ("40.00",),
    ]


def test_html_tables_name_their_columns() -> None:
    page = Page(render(ReportFormat.HTML, REPORT))
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    names = [tag for tag, _ in page.tags]
    assert names.count("caption") == 5


def test_html_says_how_many_problems_it_leaves_out() -> None:
    text = Page(render(ReportFormat.HTML, many(SHOWN_PER_CODE + 50))).text
    assert f"Name {SHOWN_PER_CODE}" in text
    assert f"Name {SHOWN_PER_CODE + 1}" not in text
    assert "50 more are not shown here; all 250 stand in report.json." in " ".join(text.split())
    assert "not shown here" not in Page(render(ReportFormat.HTML, many(SHOWN_PER_CODE))).text


def test_html_without_problems_says_so() -> None:
    assert "Nothing: every line was read" in Page(render(ReportFormat.HTML, CLEAN)).text
    assert "Report of a check" in Page(render(ReportFormat.HTML, EMPTY)).text


def test_html_is_readable_without_its_script() -> None:
    page = Page(render(ReportFormat.HTML, REPORT))
    (form,) = [attributes for tag, attributes in page.tags if tag == "form"]
    assert "hidden" in form
    assert all("open" in attributes for tag, attributes in page.tags if tag == "details")
