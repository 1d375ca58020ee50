"""Blocks as Turtle and TriG, grouped by subject, made for reading and for diffs.

One predicate a line, one object a line where there are several, and never a line feed
inside a literal: a changed fact is a changed line. Source: RDF 1.1 Turtle and TriG.
"""

from __future__ import annotations

import re

from rdfexport.errors import TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import RDF, XSD
from rdfexport.serialization.layout import Layout, check_iri, relative_to, split_iri
from rdfexport.serialization.rendering import Memo, Unwritable, language_tag, quote
from rdfexport.terms import Block, Iri, Node, Term

# The part of PN_LOCAL that needs no escape and that every reader knows by sight.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
_TYPE = RDF.type
_STRING = XSD.string
# Written without quote marks, but only in the form that other writers would give back.
_BARE: dict[Iri, re.Pattern[str]] = {
    XSD.integer: re.compile(r"0|-?[1-9][0-9]*"),
    XSD.boolean: re.compile(r"true|false"),
}
_NEXT_PREDICATE = " ;\n    "
_NEXT_OBJECT = " ,\n        "


class TurtleWriter:
    """Writes Turtle; as TriG, all blocks stand in one named graph."""

    separator = b"\n"

    def __init__(self, rdf_format: RdfFormat, layout: Layout) -> None:
        self.format = rdf_format
        self._layout = layout
        self._base = layout.resolvable_base
        self._prefix_of = layout.prefix_of()
        self._terms = Memo(self._term)

    def __reduce__(self) -> tuple[type[TurtleWriter], tuple[RdfFormat, Layout]]:
        return TurtleWriter, (self.format, self._layout)

    def header(self) -> bytes:
        """Base and prefixes, a blank line and, in TriG, the name of the graph."""
        lines = [f"@base <{self._base}> .\n"] if self._base else []
        lines += [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in self._layout.prefixes.items()]
        lines.append("\n")
        if self._graph:
            lines.append(f"{self._terms[self._graph]} {{\n\n")
        return "".join(lines).encode()

    def block(self, block: Block) -> bytes:
        """The nodes of a block, a blank line between two.

        Raises:
            TermNotWritable: not an absolute IRI, not a language tag, or half a character.
        """
        try:
            return "\n".join([self._node(node) for node in block.nodes if node.statements]).encode()
        except (Unwritable, UnicodeEncodeError) as error:
            raise TermNotWritable(self.format.label, block.iri, str(error)) from error

    def footer(self) -> bytes:
        """The end of the graph in TriG, else nothing."""
        return b"\n}\n" if self._graph else b""

    @property
    def _graph(self) -> Iri | None:
        return self._layout.graph if self.format is RdfFormat.TRIG else None

    def _node(self, node: Node) -> str:
        terms = self._terms
        objects: dict[Iri, list[str]] = {}
        for predicate, term in node.statements:
            if predicate in objects:
                objects[predicate].append(terms[term])
            else:
                objects[predicate] = [terms[term]]
        parts = []
        if types := objects.pop(_TYPE, None):
            parts.append("a " + " , ".join(sorted(set(types))))
        for predicate, texts in objects.items():
            if len(texts) > 1 and len(texts := sorted(set(texts))) > 1:
                parts.append(f"{terms[predicate]}\n        {_NEXT_OBJECT.join(texts)}")
            else:
                parts.append(f"{terms[predicate]} {texts[0]}")
        # Without a type the first predicate moves to a line of its own, like the others.
        opening = " " if types else "\n    "
        return f"{terms[node.subject]}{opening}{_NEXT_PREDICATE.join(parts)} .\n"

    def _term(self, term: Term) -> str:
        if isinstance(term, Iri):
            return self._iri(term)
        lexical, datatype, language = term
        if language is not None:
            return f"{quote(lexical)}@{language_tag(language)}"
        if datatype is None or datatype == _STRING:
            return quote(lexical)
        if (bare := _BARE.get(datatype)) and bare.fullmatch(lexical):
            return lexical
        return f"{quote(lexical)}^^{self._iri(datatype)}"

    def _iri(self, iri: Iri) -> str:
        check_iri(iri)
        if relative := relative_to(self._base, iri):
            return f"<{relative}>"
        namespace, local = split_iri(iri)
        if (prefix := self._prefix_of.get(namespace)) is not None and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
        return f"<{iri}>"


def turtle_writer(layout: Layout) -> TurtleWriter:
    """Turtle with the base and the prefixes of the layout."""
    return TurtleWriter(RdfFormat.TURTLE, layout)


def trig_writer(layout: Layout) -> TurtleWriter:
    """TriG: the same text in the graph of the layout."""
    return TurtleWriter(RdfFormat.TRIG, layout)
