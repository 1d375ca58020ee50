"""Blocks as compact JSON-LD with an embedded context, one nested object a block.

A node that belongs to a block stands inside the node that refers to it, as near to the
top as the references allow; one that nobody refers to follows as an object of its own.
Source: JSON-LD 1.1, sections 4 and 9; RDF is read back by the JSON-LD 1.1 API, section 7.
"""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import NamedTuple

from rdfexport.errors import TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import RDF, XSD
from rdfexport.serialization.context import NATIVE, REFERENCE, ContextTerm, make_context, read_context
from rdfexport.serialization.layout import Layout, check_iri, relative_to
from rdfexport.serialization.rendering import Memo, Unwritable, language_tag
from rdfexport.terms import Block, Iri, Node, Term

_TYPE = RDF.type
_STRING = XSD.string
# Fifteen digits: what every JSON reader keeps exact (RFC 8259, section 6).
_BARE: dict[Iri, re.Pattern[str]] = {
    XSD.integer: re.compile(r"0|-?[1-9][0-9]{0,14}"),
    XSD.boolean: re.compile(r"true|false"),
}
_OUTERMOST = "    "


class _Column(NamedTuple):
    """How one predicate is written."""

    key: str
    """In quote marks, with the colon."""
    values: Memo
    repeatable: bool


class _Pending:
    """The nodes of a block that are not yet written, by subject."""

    __slots__ = ("by_subject", "homeless")

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.by_subject: dict[Iri, Node] = {}
        self.homeless: list[Node] = []
        """A second node of a subject: the first one has the place inside."""
        subjects = {nodes[0].subject}
        for node in nodes[1:]:
            if node.subject in subjects:
                self.homeless.append(node)
            else:
                subjects.add(node.subject)
                self.by_subject[node.subject] = node


class JsonLdWriter:
    """Writes JSON-LD with the context and the base of the layout."""

    format = RdfFormat.JSON_LD
    separator = b",\n"

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._base = layout.resolvable_base
        entries = read_context() if layout.context is None else layout.context
        self._context = make_context(entries, layout.prefixes, self._base)
        self._identifiers = Memo(self._identifier)
        self._classes = Memo(self._class)
        self._columns: dict[Iri, _Column] = {}
        self._values: dict[tuple[str, str | None], Memo] = {}

    def __reduce__(self) -> tuple[type[JsonLdWriter], tuple[Layout]]:
        return JsonLdWriter, (self._layout,)

    def header(self) -> bytes:
        """The context, one term a line, and the beginning of the array of blocks."""
        lines = ",\n".join(
            f"    {encode_basestring(name)}: {json.dumps(definition, ensure_ascii=False)}"
            for name, definition in self._context.entries.items()
        )
        return f'{{\n  "@context": {{\n{lines}\n  }},\n  "@graph": [\n'.encode()

    def block(self, block: Block) -> bytes:
        """One object, and one more for each node that nothing in the block refers to.

        Raises:
            TermNotWritable: an IRI that is not absolute or that a reader would take for a
                compact one, not a language tag, or half a character.
        """
        pending = _Pending(block.nodes)
        try:
            objects = [self._object(block.nodes[0], pending, _OUTERMOST)]
            while pending.by_subject:
                first = pending.by_subject.pop(next(iter(pending.by_subject)))
                objects.append(self._object(first, pending, _OUTERMOST))
            objects += [self._object(node, pending, _OUTERMOST) for node in pending.homeless]
            return (_OUTERMOST + f",\n{_OUTERMOST}".join(objects)).encode()
        except (Unwritable, UnicodeEncodeError) as error:
            raise TermNotWritable(self.format.label, block.iri, str(error)) from error

    def footer(self) -> bytes:
        """The end of the array and of the document."""
        return b"\n  ]\n}\n"

    def _object(self, node: Node, pending: _Pending, indent: str) -> str:
        grouped: dict[Iri, list[Term]] = {}
        inside: dict[Iri, Node] = {}
        waiting = pending.by_subject
        for predicate, term in node.statements:
            if predicate in grouped:
                grouped[predicate].append(term)
            else:
                grouped[predicate] = [term]
            # Taken before any object inside is written: a sighting stands in its document,
            # not in the attribution that is derived from it.
            if waiting and term.__class__ is Iri and predicate != _TYPE and term in waiting:
                inside[term] = waiting.pop(term)
        member = f",\n{indent}  "
        members = [f'"id": {self._identifiers[node.subject]}']
        if classes := grouped.pop(_TYPE, None):
            members.append(f'"type": [{", ".join(sorted({self._classes[term] for term in classes}))}]')
        for predicate, terms in grouped.items():
            column = self._columns.get(predicate) or self._column(predicate)
            if inside:
                texts = self._nested(terms, column, inside, pending, indent)
            elif len(terms) == 1:
                texts = [column.values[terms[0]]]
            else:
                texts = sorted({column.values[term] for term in terms})
            if len(texts) > 1 or (column.repeatable and texts[0].startswith("{\n")):
                inner = f",\n{indent}    ".join(texts)
                members.append(f"{column.key}[\n{indent}    {inner}\n{indent}  ]")
            elif column.repeatable:
                members.append(f"{column.key}[{texts[0]}]")
            else:
                members.append(column.key + texts[0])
        return f"{{\n{indent}  {member.join(members)}\n{indent}}}"

    def _nested(
        self, terms: list[Term], column: _Column, inside: dict[Iri, Node], pending: _Pending, indent: str
    ) -> list[str]:
        """The values of one predicate, where some may be whole objects; sorted by their IRIs."""
        by_text = {column.values[term]: term for term in terms}
        deeper = indent + ("    " if column.repeatable or len(by_text) > 1 else "  ")
        texts = []
        for text in sorted(by_text):
            term = by_text[text]
            node = inside.pop(term, None) if isinstance(term, Iri) else None
            texts.append(text if node is None else self._object(node, pending, deeper))
        return texts

    def _column(self, predicate: Iri) -> _Column:
        term = self._context.terms.get(predicate) or ContextTerm(self._name(predicate))
        meaning = (term.coercion, term.language)
        if meaning not in self._values:
            self._values[meaning] = Memo(lambda value: self._value(value, *meaning))
        column = _Column(f"{encode_basestring(term.name)}: ", self._values[meaning], term.repeatable)
        self._columns[predicate] = column
        return column

    def _value(self, term: Term, coercion: str, context_language: str | None) -> str:
        if isinstance(term, Iri):
            identifier = self._identifiers[term]
            return identifier if coercion == REFERENCE else f'{{"@id": {identifier}}}'
        lexical, datatype, language = term
        text = encode_basestring(lexical)
        if language is not None:
            if coercion == NATIVE and language == context_language:
                return text
            return f'{{"@value": {text}, "@language": "{language_tag(language)}"}}'
        if datatype is None or datatype == _STRING:
            # A value object without a type is a plain string whatever the context says.
            return text if coercion == NATIVE and context_language is None else f'{{"@value": {text}}}'
        if datatype == coercion:
            return text
        if coercion == NATIVE and (bare := _BARE.get(datatype)) and bare.fullmatch(lexical):
            return lexical
        return f'{{"@value": {text}, "@type": {encode_basestring(self._name(datatype))}}}'

    def _identifier(self, term: Term) -> str:
        """An IRI where JSON-LD resolves it against the base."""
        if not isinstance(term, Iri):
            raise Unwritable(f"the literal {term.lexical[:60]!r} cannot be a subject")
        check_iri(term)
        return encode_basestring(relative_to(self._base, term) or self._unmistakable(term))

    def _class(self, term: Term) -> str:
        if not isinstance(term, Iri):
            raise Unwritable(f"the literal {term.lexical[:60]!r} cannot be a class")
        return encode_basestring(self._name(term))

    def _name(self, iri: Iri) -> str:
        """An IRI where JSON-LD looks up terms: a predicate, a class, a datatype."""
        check_iri(iri)
        term = self._context.terms.get(iri)
        return term.name if term else self._unmistakable(iri)

    def _unmistakable(self, iri: Iri) -> str:
        if compact := self._context.compact(iri):
            return compact
        scheme, _, rest = iri.partition(":")
        if scheme in self._context.entries and not rest.startswith("//"):
            raise Unwritable(f"{iri!r} would be read as a term with the prefix {scheme!r} of the context")
        return iri
