"""Which part of a search was saved, and what the figures of a report add up to."""

from __future__ import annotations

from collections import Counter

import pytest

from rdfexport.model import Listing
from rdfexport.problems import Code, Severity
from rdfexport.reporting import EXPLANATIONS, CodeCount, Explanation, Report, explain
from rdfexport.reporting.coverage import Search, pages_as_text, searches, spans_as_text


def page(name: str, first: int | None, last: int | None, total: int | None) -> Listing:
    return Listing(name, "", 10, 70, first, last, total)


SEARCHES = [
    ([], []),
    ([page("a", None, None, None)], []),
    ([page("a", 51, 60, 112)], [(112, [(51, 60)], [(1, 50), (61, 112)])]),
    ([page("a", 1, 10, 10)], [(10, [(1, 10)], [])]),
    ([page("a", 1, 10, 21), page("b", 11, 20, 21)], [(21, [(1, 20)], [(21, 21)])]),
    ([page("b", 11, 21, 21), page("a", 1, 12, 21)], [(21, [(1, 21)], [])]),
    ([page("a", 1, 10, 21), page("b", 1, 10, 21)], [(21, [(1, 10)], [(11, 21)])]),
    ([page("a", 1, 20, 40), page("b", 5, 10, 40)], [(40, [(1, 20)], [(21, 40)])]),
    (
        [page("a", 1, 10, 21), page("b", 51, 60, 112)],
        [(112, [(51, 60)], [(1, 50), (61, 112)]), (21, [(1, 10)], [(11, 21)])],
    ),
    ([page("a", 1, 10, None)], []),
    ([page("a", 1, 10, 5)], [(5, [(1, 10)], [])]),
    ([page("a", 0, 0, 0)], [(0, [(0, 0)], [])]),
]


@pytest.mark.parametrize(("listings", "expected"), SEARCHES)
def test_pages_are_put_together(listings: list[Listing], expected: list[object]) -> None:
    found = [(search.total, list(search.shown), list(search.missing)) for search in searches(listings)]
    assert found == expected


def test_results_shown_are_counted_once() -> None:
    assert [s.shown_results for s in searches([page("a", 1, 10, 21), page("b", 6, 15, 21)])] == [15]
    assert Search(112, (), ((1, 10), (51, 60)), ()).shown_results == 20


def test_coverage_as_text() -> None:
    assert pages_as_text(page("a", 51, 60, 112)) == "51-60 of 112"
    assert pages_as_text(page("a", 51, 60, None)) == "51-60"
    assert pages_as_text(page("a", None, None, None)) == ""
    assert spans_as_text([]) == ""


# --- counts -----------------------------------------------------------------------------

COUNTS = Counter(
    {(Severity.INFO, "RX-A001"): 4, (Severity.WARNING, "RX-R001"): 2, (Severity.WARNING, "RX-A002"): 1}
)
HAS_FINDINGS = [
    (Counter(), False, False),
    (Counter({(Severity.INFO, "x"): 1}), False, False),
    (COUNTS, False, True),
    (COUNTS + Counter({(Severity.VIOLATION, "x"): 1}), True, True),
]


@pytest.mark.parametrize(("counts", "plain", "strict"), HAS_FINDINGS)
def test_has_findings(counts: Counter[tuple[Severity, str]], plain: bool, strict: bool) -> None:
    report = Report(None, (), counts)
    assert report.has_findings() is plain
    assert report.has_findings(strict=True) is strict


def test_codes_come_gravest_first() -> None:
    report = Report(None, (), COUNTS)
    assert list(report.codes()) == [
        CodeCount(Severity.WARNING, "RX-A002", 1),
        CodeCount(Severity.WARNING, "RX-R001", 2),
        CodeCount(Severity.INFO, "RX-A001", 4),
    ]
    assert [report.total(severity) for severity in Severity] == [4, 3, 0]


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", Code)
def test_every_code_is_explained(code: Code) -> None:
    title, text = EXPLANATIONS[code]
    assert not title.endswith(".")
    assert text.endswith(".")


def test_no_explanation_outlives_its_code() -> None:
    assert set(EXPLANATIONS) == set(Code)


def test_shapes_bring_their_own_words() -> None:
    assert explain("RX-D012", {"RX-D012": ("It ends.", "Harm.")}) == Explanation("It ends.", "Harm.")
    assert explain("U1", {}) == Explanation("U1", "")
