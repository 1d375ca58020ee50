"""Problem: what an archivist can mend, said in terms of the listing.

Problems are collected, never raised; a run goes on. Codes are stable: scripts and
suppression lists may rely on them. The codes of shapes (RX-D..., RX-M...) are in shapes/.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rdfexport.model import Location


class Severity(StrEnum):
    """The three levels of SHACL, in our words."""

    INFO = "info"
    WARNING = "warning"
    VIOLATION = "violation"


class Code(StrEnum):
    """What the stages before validation report. The value is the code printed."""

    LINE_NOT_UNDERSTOOD = "RX-S001"
    ENTRY_WITHOUT_TITLE = "RX-S002"
    ENTRY_WITHOUT_DATE = "RX-S003"
    ROW_MALFORMED = "RX-S004"
    NOTHING_READ = "RX-S006"
    SOURCE_REPEATED = "RX-S007"
    PAGE_INCOMPLETE = "RX-S008"
    COLUMN_NOT_USED = "RX-S009"
    ADDRESS_NOT_WEB = "RX-S010"
    FILES_SKIPPED = "RX-S011"
    DATE_NOT_READ = "RX-R001"
    TITLE_REMAINDER = "RX-R002"
    TITLE_WITHOUT_FORM = "RX-R003"
    NAME_UNRESOLVED = "RX-A001"
    NAME_AMBIGUOUS = "RX-A002"
    NAME_OUT_OF_TIME = "RX-A003"
    NAME_INFERRED = "RX-A004"
    RECORD_NOT_USED = "RX-A005"
    SHAPE_WITHOUT_TARGET = "RX-V001"
    ENGINES_DISAGREE = "RX-V002"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful at a place of a listing.

    ``code`` is a Code or the ``rx:code`` of a shape; ``focus`` the IRI of the node a shape
    judged, "" before validation.
    """

    code: str
    severity: Severity
    message: str
    where: Location | None = None
    field: str = ""
    verbatim: str = ""
    focus: str = ""

    def __str__(self) -> str:
        """One line: ``004.txt:31-33: RX-R001 warning: date 'bei Gelegenheit': no date form reads this``."""
        place = f"{self.where}: " if self.where else f"<{self.focus}>: " if self.focus else ""
        quoted = " ".join(filter(None, (self.field, repr(self.verbatim) if self.verbatim else "")))
        return f"{place}{self.code} {self.severity}: {quoted}{': ' if quoted else ''}{self.message}"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str, str, str]:
        """Orders problems by place, then code; total, so that reports are deterministic."""
        where = self.where or Location("", "", 0, 0)
        return (
            where.source,
            where.first_line,
            where.last_line,
            self.code,
            self.field,
            self.verbatim,
            self.focus,
            self.message,
        )
