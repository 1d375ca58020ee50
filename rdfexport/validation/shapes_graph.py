"""The triples of some shapes files, with what SHACL says about how they hang together.

Blank shapes of a user's file get IRIs, so that the results of any engine can be told apart.
Source: SHACL, sections 2.1 (shapes), 2.3 (paths), 4.6 and 4.7 (shapes inside shapes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rdfexport.errors import ShapesInvalid
from rdfexport.namespaces import RDF, SH, XSD
from rdfexport.terms import Iri, Literal

ANONYMOUS = "https://w3id.org/rdfexport/shapes/anonymous/"
"""The IRIs of shapes that their author left blank begin so."""

ALL_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_HOLDS_A_SHAPE = (SH.node, SH["not"], SH.qualifiedValueShape)
_HOLDS_A_LIST_OF_SHAPES = (SH["and"], SH["or"], SH.xone)
_LOOKS_ELSEWHERE = (SH.targetObjectsOf, SH.target, SH.sparql, SH.rule)
_JUDGES_STATEMENTS = (SH.path, SH.property, SH["class"], SH.closed)


class Blank(str):
    """A blank node, ``_:`` included."""

    __slots__ = ()


Value = Iri | Blank | Literal


class ShapesGraph:
    """What one or several shapes files say."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._statements: dict[str, dict[str, list[Value]]] = {}
        self.source: dict[str, str] = {}
        """The file in which a node is described first."""
        self.parent: dict[str, str] = {}
        """The shape around a property shape."""

    def read(self, path: Path) -> None:
        """Add a Turtle file.

        Raises:
            ShapesInvalid: it cannot be read or parsed, with the line.
        """
        triples = _parse(path)
        names = _names_of_blank_shapes(triples, path.stem)
        for subject, predicate, value in triples:
            subject = names.get(subject, subject)
            if isinstance(value, Blank):
                value = names.get(value, value)
            self._lines.append(f"{_token(subject)} {_token(predicate)} {_token(value)} .\n")
            self._statements.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self.source.setdefault(subject, path.name)
            if predicate == SH.property and isinstance(value, str):
                self.parent.setdefault(value, subject)

    def ntriples(self) -> bytes:
        """The whole graph, for the engines."""
        return "".join(self._lines).encode()

    def values(self, subject: str, predicate: str) -> list[Value]:
        """The terms stated, in the order of the file."""
        return self._statements.get(subject, {}).get(predicate, [])

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """The IRIs and blank nodes stated."""
        return [value for value in self.values(subject, predicate) if isinstance(value, str)]

    def text(self, subject: str, predicate: str) -> str:
        """The only literal stated, or the English one; "" where there is none."""
        literals = [v for v in self.values(subject, predicate) if isinstance(v, Literal)]
        fitting = [v for v in literals if v.language in (None, "en")]
        return next((v.lexical for v in (*fitting, *literals)), "")

    def predicate(self, shape: str) -> str:
        """The predicate a property shape judges; "" for node shapes and for longer paths."""
        return next((v for v in self.values(shape, SH.path) if isinstance(v, Iri)), "")

    def reported_shapes(self) -> Iterator[str]:
        """The shapes a result can name: those with targets, and the property shapes of these."""
        return filter(self._is_reached, sorted(self._statements))

    def _is_reached(self, shape: str) -> bool:
        seen: set[str] = set()
        while shape and shape not in seen:
            if any(self.values(shape, kind) for kind in ALL_TARGETS):
                return True
            seen.add(shape)
            shape = self.parent.get(shape, "")
        return False

    def is_subject_local(self) -> bool:
        """Whether every rule judges a node by that node's own statements alone."""
        return not any(self._looks_beyond(shape) for shape in self._statements)

    def _looks_beyond(self, shape: str) -> bool:
        statements = self._statements[shape]
        if any(predicate in statements for predicate in _LOOKS_ELSEWHERE):
            return True
        if SH.path not in statements:
            return False
        return (
            not self.predicate(shape)
            or SH["class"] in statements
            or SH.property in statements
            or any(self._judges_statements(inner, set()) for inner in self._inner_shapes(shape))
        )

    def _judges_statements(self, shape: str, seen: set[str]) -> bool:
        """Whether a shape for values judges what is said of a value, not only the value itself."""
        if shape in seen:
            return True
        seen.add(shape)
        statements = self._statements.get(shape, {})
        return any(predicate in statements for predicate in _JUDGES_STATEMENTS) or any(
            self._judges_statements(inner, seen) for inner in self._inner_shapes(shape)
        )

    def _inner_shapes(self, shape: str) -> Iterator[str]:
        for predicate in _HOLDS_A_SHAPE:
            yield from self.nodes(shape, predicate)
        for predicate in _HOLDS_A_LIST_OF_SHAPES:
            for head in self.nodes(shape, predicate):
                yield from self._members(head)

    def _members(self, head: str) -> Iterator[str]:
        nodes = [head]
        while nodes and nodes[0] != RDF.nil:
            yield from self.nodes(nodes[0], RDF.first)
            nodes = self.nodes(nodes[0], RDF.rest)


_Triple = tuple[Iri | Blank, Iri, Value]


def _parse(path: Path) -> list[_Triple]:
    import pyoxigraph as ox

    def term(found: object) -> Value:
        match found:
            case ox.NamedNode():
                return Iri(found.value)
            case ox.BlankNode():
                return Blank(f"_:{found.value}")
            case ox.Literal():
                # As in our exports: rdflib holds a plain and a typed string unequal.
                untyped = found.language or found.datatype.value == XSD.string
                return Literal(found.value, None if untyped else Iri(found.datatype.value), found.language)
        raise ShapesInvalid(str(path), "triple terms (RDF 1.2) are not supported")

    try:
        quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        reason = re.sub(r"^Parser error .*?: ", "", error.msg)
        raise ShapesInvalid(f"{path}{line}", f"not Turtle: {reason}") from error
    except OSError as error:
        raise ShapesInvalid(str(path), error.strerror or str(error)) from error
    triples = [(term(quad.subject), Iri(quad.predicate.value), term(quad.object)) for quad in quads]
    return [(s, p, o) for s, p, o in triples if not isinstance(s, Literal)]


def _names_of_blank_shapes(triples: list[_Triple], stem: str) -> dict[str, Iri]:
    names: dict[str, Iri] = {}
    for subject, predicate, value in triples:
        shape = value if predicate == SH.property else subject
        is_shape = predicate in (SH.property, *ALL_TARGETS)
        if is_shape and isinstance(shape, Blank) and shape not in names:
            names[shape] = Iri(f"{ANONYMOUS}{stem}-{len(names) + 1}")
    return names


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def _token(term: Value) -> str:
    """A term in N-Triples."""
    if isinstance(term, Literal):
        ending = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
        return f'"{term.lexical.translate(_ESCAPES)}"{ending}'
    return term if isinstance(term, Blank) else f"<{term}>"
