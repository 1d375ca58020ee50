"""Blocks as RDF/XML, for tools that read nothing else: one ``rdf:Description`` a node.

All IRIs are written in full. XML 1.0 cannot hold most control characters, and a
predicate has to end in an XML name; what cannot be said is an error, never left out.
Source: RDF 1.1 XML Syntax; XML 1.0, section 2.2.
"""

from __future__ import annotations

import re
from html import escape

from rdfexport.errors import TermNotWritable
from rdfexport.formats import RdfFormat
from rdfexport.namespaces import RDF, XSD
from rdfexport.serialization.layout import Layout, check_iri
from rdfexport.serialization.rendering import Memo, Unwritable, language_tag
from rdfexport.terms import Block, Iri, Node, Term

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._\-]*\Z")
# Names of the syntax itself (section 5.1), and rdf:li, which a reader would number.
_RESERVED = frozenset(
    {RDF[name] for name in ("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li")}
    | {RDF[name] for name in ("Description", "aboutEach", "aboutEachPrefix", "bagID")}
)


class RdfXmlWriter:
    """Writes RDF/XML, node by node."""

    format = RdfFormat.RDF_XML
    separator = b""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        # The syntax itself needs this one.
        self._prefixes = {**layout.prefixes, "rdf": RDF.iri}
        self._prefix_of = {namespace: prefix for prefix, namespace in self._prefixes.items()}
        self._values = Memo(_render_value)
        self._names: dict[Iri, tuple[str, str]] = {}

    def __reduce__(self) -> tuple[type[RdfXmlWriter], tuple[Layout]]:
        return RdfXmlWriter, (self._layout,)

    def header(self) -> bytes:
        """The XML declaration and the root element with the prefixes."""
        bindings = "".join(
            f"\n    xmlns:{prefix}={_attribute(iri)}" for prefix, iri in self._prefixes.items()
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{bindings}>\n'.encode()

    def block(self, block: Block) -> bytes:
        """The nodes of a block.

        Raises:
            TermNotWritable: a control character, a predicate without an XML name at its
                end, not an absolute IRI, not a language tag, or half a character.
        """
        try:
            return "".join([self._node(node) for node in block.nodes if node.statements]).encode()
        except (Unwritable, UnicodeEncodeError) as error:
            raise TermNotWritable(self.format.label, block.iri, str(error)) from error

    def footer(self) -> bytes:
        """The end of the root element."""
        return b"</rdf:RDF>\n"

    def _node(self, node: Node) -> str:
        check_iri(node.subject)
        values: dict[Iri, set[str]] = {}
        for predicate, term in node.statements:
            values.setdefault(predicate, set()).add(self._values[term])
        lines = [f"  <rdf:Description rdf:about={_attribute(node.subject)}>\n"]
        for predicate, texts in values.items():
            start, end = self._element(predicate)
            # A literal ends in the "</" of its end tag; a resource is an empty element.
            lines += [
                f"    <{start}{text}{end}>\n" if text.endswith("</") else f"    <{start}{text}\n"
                for text in sorted(texts)
            ]
        lines.append("  </rdf:Description>\n")
        return "".join(lines)

    def _element(self, predicate: Iri) -> tuple[str, str]:
        """What a start tag and an end tag of the property element hold."""
        if predicate not in self._names:
            self._names[predicate] = self._name(predicate)
        return self._names[predicate]

    def _name(self, predicate: Iri) -> tuple[str, str]:
        check_iri(predicate)
        match = _LOCAL_NAME.search(predicate)
        if match is None or not match.start() or predicate in _RESERVED:
            raise Unwritable(f"the predicate <{predicate}> cannot be an XML element")
        namespace, local = predicate[: match.start()], match[0]
        if prefix := self._prefix_of.get(namespace):
            return f"{prefix}:{local}", f"{prefix}:{local}"
        return f"ns:{local} xmlns:ns={_attribute(namespace)}", f"ns:{local}"


def _render_value(term: Term) -> str:
    """What follows the name in a start tag, up to the name in the end tag."""
    if isinstance(term, Iri):
        check_iri(term)
        return f" rdf:resource={_attribute(term)}/>"
    lexical, datatype, language = term
    if odd := _NOT_IN_XML.search(lexical):
        raise Unwritable(f"the character U+{ord(odd[0]):04X} in {lexical[:60]!r} cannot stand in XML")
    # A reader turns a bare carriage return into a line feed (section 2.11 of XML 1.0).
    text = escape(lexical, quote=False).replace("\r", "&#13;")
    if language is not None:
        return f" xml:lang={_attribute(language_tag(language))}>{text}</"
    if datatype is None or datatype == XSD.string:
        return f">{text}</"
    check_iri(datatype)
    return f" rdf:datatype={_attribute(datatype)}>{text}</"


def _attribute(value: str) -> str:
    return f'"{escape(value)}"'
