"""Problems -> reports: for a terminal, for programs, for a browser, for code hosts and pipelines.

Every form is made from one :class:`Report`; the same report gives the same bytes.
"""

from collections.abc import Callable, Iterator

from rdfexport.formats import ReportFormat
from rdfexport.reporting.explanations import EXPLANATIONS, Explanation, explain
from rdfexport.reporting.html import render_html
from rdfexport.reporting.json_report import render_json
from rdfexport.reporting.junit import render_junit
from rdfexport.reporting.report import CodeCount, ExportFile, Report, Summary
from rdfexport.reporting.sarif import render_sarif
from rdfexport.reporting.summary import render_summary
from rdfexport.reporting.table import printable, render_table

__all__ = [
    "EXPLANATIONS",
    "RENDERERS",
    "CodeCount",
    "Explanation",
    "ExportFile",
    "Report",
    "Summary",
    "explain",
    "printable",
    "render_summary",
]

RENDERERS: dict[ReportFormat, Callable[[Report], Iterator[bytes]]] = {
    ReportFormat.TABLE: render_table,
    ReportFormat.JSON: render_json,
    ReportFormat.HTML: render_html,
    ReportFormat.SARIF: render_sarif,
    ReportFormat.JUNIT: render_junit,
}
