"""Whether a SPARQL query calls another server: the only way in which a query connects out.

The engine obeys ``SERVICE`` and has no switch against it, so a query is judged before it
runs. Where a text could be read in two ways both are followed, and the engine takes the
keyword without a blank around it (``1SERVICE<...>``, ``servicesilent:x``): in doubt a
query is refused, never run. Source: SPARQL 1.1 Query Language, section 19.8 (grammar).
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
      \#[^\r\n]*
    | <(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>
    | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}
    | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\r\n]|\\.)*"
    | '(?:[^'\\\r\n]|\\.)*'
    | [?$]\w+
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | (?P<prefixed>(?P<prefix>[^\W\d](?:[\w.\-]*[\w\-])?)?:(?:[\w:\-]|\.(?=[\w:.%\\-])|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
# "<" here cannot be the operator: no expression begins with a slash, with "name/", "name>" or "name://".
_SURELY_IRI = re.compile(r"<(?:[/>]|\.\.?/|(?!true\b|false\b)[A-Za-z_][\w.+\-]*(?:/|>|://))", re.IGNORECASE)
_BLANKS = re.compile(r"(?:[\x00-\x20]|\#[^\r\n]*)*")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_KEYWORD = "service"
# The keywords after which a prefixed name may stand before a brace.
_BEFORE_GRAPH_NAME = frozenset({"graph", "from", "named"})


def calls_service(sparql: str) -> bool:
    """Whether the query may call another server.

    >>> calls_service("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    True
    >>> calls_service('SELECT ?service { ?service <http://example.org/service> "SERVICE" } # SERVICE')
    False
    """
    unescaped = _ESCAPE.sub(_character, sparql)
    return any(_KEYWORD in text.lower() and _has_keyword(text) for text in dict.fromkeys((sparql, unescaped)))


def _has_keyword(text: str) -> bool:
    starts, seen = [0], set[tuple[int, bool]]()
    while starts:
        position, names_graph = starts.pop(), False
        while position < len(text) and (position, names_graph) not in seen:
            seen.add((position, names_graph))
            token = _TOKEN.match(text, position)
            if token is None:
                names_graph = names_graph and text[position].isspace()
                position += 1
                continue
            if token["word"] and _KEYWORD in token["word"].lower() and text[position - 1 : position] != "/":
                return True
            if token["prefixed"] and _KEYWORD in (token["prefix"] or "").lower():
                blanks = _BLANKS.match(text, token.end())
                end = blanks.end() if blanks else token.end()
                if text[end : end + 1] == "{" and not names_graph:
                    return True
            if token["iri"] is not None and not _SURELY_IRI.match(text, position):
                starts.append(position + 1)
            if text[position] != "#":
                names_graph = (token["word"] or "").lower() in _BEFORE_GRAPH_NAME
            position = token.end()
    return False


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else escape[0]
