"""What is wrong with a query, in one line that says where.

The engine that answers queries says little on why it cannot read one, and counts the place
wrongly; so the text is read a second time by rdflib, which finds the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_COMMENT = re.compile(r"#[^\r\n]*")
_FIRST_KEYWORD = re.compile(
    r"\s*(?:(?:PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s+<[^>]*>|#[^\r\n]*)\s*)*(?P<keyword>[A-Za-z]+)",
    re.IGNORECASE,
)
_UPDATES = frozenset({"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"})
_UNKNOWN_PREFIX = re.compile(r"Unknown namespace prefix ?: ?(\S*)")
_UNBOUND = "contains a variable that is unbound"
_SHOWN = 40


def complaint(sparql: str, reason: str, prefixes: Mapping[str, str]) -> str:
    """Why a query was refused.

    Args:
        sparql: the query.
        reason: what the engine says.
        prefixes: those that need no declaration.
    """
    if not _COMMENT.sub("", sparql).strip():
        return "the query is empty"
    first = _FIRST_KEYWORD.match(sparql)
    if first and first["keyword"].lower() in _UPDATES:
        return (
            f"{first['keyword'].upper()} is an update; a query only reads (SELECT, ASK, CONSTRUCT, DESCRIBE)"
        )
    if _UNBOUND in reason:
        return "not a SPARQL query: SELECT names a variable that is neither grouped nor bound"
    return f"not a SPARQL query: {_second_opinion(sparql, prefixes) or _one_line(reason)}"


def _second_opinion(sparql: str, prefixes: Mapping[str, str]) -> str:
    """What rdflib has against the query, "" for nothing."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        translateQuery(parseQuery(sparql), initNs=dict(prefixes))
    except ParseException as error:
        rest = sparql[error.loc :].strip()
        near = f"near {_one_line(rest)!r}" if rest else "at its end"
        return f"line {error.lineno}, column {error.column}, {near}"
    except Exception as error:
        # rdflib raises bare Exception for what it can parse and cannot accept.
        if unknown := _UNKNOWN_PREFIX.search(str(error)):
            return f"the prefix {unknown[1]}: is not declared"
        return _one_line(str(error))
    return ""


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
