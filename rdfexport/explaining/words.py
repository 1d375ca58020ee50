"""An explanation as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from rdfexport.explaining.accounts import Explanation, NodeAccount, Part, RecordAccount, Statement
from rdfexport.explaining.graph import Graph
from rdfexport.explaining.listings import FileState, Listing, Printing
from rdfexport.namespaces import RDF, RX, SCHEMA, SKOS, XSD
from rdfexport.terms import Iri, Term


def in_words(explanation: Explanation, graph: Graph) -> str:
    """The whole explanation, a blank line between its sections."""
    sections = (
        _head(explanation, graph),
        _printed(explanation.printings),
        _parties(explanation.parts) if explanation.kind == "document" else (),
        _record(explanation, graph),
        _appearances(explanation.parts, graph) if explanation.kind != "document" else (),
        _mentions(explanation.mentions, graph),
        _statements(explanation.nodes, graph),
    )
    return "\n\n".join("\n".join(lines) for section in sections if (lines := list(section))) + "\n"


def _head(explanation: Explanation, graph: Graph) -> Iterator[str]:
    yield explanation.label
    yield graph.shorten(explanation.iri)
    if explanation.asked != explanation.iri:
        yield f"({graph.shorten(explanation.asked)} belongs to this document)"


def _printed(printings: Iterable[Printing]) -> Iterator[str]:
    for number, printing in enumerate(printings):
        if number == 0:
            yield "Printed lines"
        entry = f", entry {printing.ordinal}" if printing.ordinal else ""
        yield f"  {printing}{entry}: {_file(printing.listing)}"
        if printing.listing.state is FileState.CHANGED and printing.lines:
            yield "    now reads there, which is no evidence:"
        for line_number, line in enumerate(printing.lines, printing.first_line):
            yield f"    {line_number:>6}  {_visible(line)}".rstrip()


def _file(listing: Listing) -> str:
    if listing.state is FileState.UNCHANGED:
        return f"unchanged, {listing.path}"
    if listing.state is FileState.CHANGED:
        return f"CHANGED since the export (its SHA-256 is another), {listing.path}"
    if listing.name.startswith("<"):
        return "was read from standard input; if you have it as a file, pass --source FILE"
    return f"not found; pass --source with {listing.name} or the folder that holds it"


def _parties(parts: tuple[Part, ...]) -> Iterator[str]:
    if parts:
        yield "Parties"
    for part in parts:
        inside = f"enclosure {part.enclosure}, " if part.enclosure else ""
        where = f" [{', '.join(part.printed_at)}]" if part.printed_at else ""
        yield f"  {inside}{part.role}: {part.agent_label}, {_how(part)}{_reason(part)}{where}"


def _how(part: Part) -> str:
    said = [f'printed "{part.as_printed}"', part.certainty, f"by rule {part.rule}"]
    if part.nominal:
        said.insert(1, f"under the name of {part.nominal}")
    return ", ".join(said)


def _reason(part: Part) -> str:
    return f": {part.reason}" if part.reason else ""


_NO_RECORD = {
    False: "none: this is a printed name that no record bears; see the rule at each place below",
    True: "in an authority table of your own, whose records have no address; look its key up there",
}


def _record(explanation: Explanation, graph: Graph) -> Iterator[str]:
    record = explanation.record
    if explanation.kind not in ("agent", "place"):
        return
    yield "Authority record"
    if record is None:
        yield f"  {_NO_RECORD[explanation.resolved]}"
        return
    yield f"  {record.iri}"
    if not record.statements:
        yield "  not in the vocabulary of this version, so its evidence cannot be shown"
    for said in record.evidence:
        yield f"  evidence: {said}"
    yield from _names(record)
    shown = [s for s in record.statements if s.predicate not in _SAID_BY_THE_AGENT]
    yield from (f"  {_line(statement, graph)}" for statement in shown)


# The agent's own statements, further down, say the same.
_SAID_BY_THE_AGENT = frozenset(
    (
        *(RDF.type, SKOS.inScheme, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel),
        *(SCHEMA.sameAs, RX.birthEdtf, RX.deathEdtf, RX.identified),
    )
)


def _names(record: RecordAccount) -> Iterator[str]:
    for name in record.names:
        spans = [
            f"{what} {first or '?'} to {last or '?'}"
            for what, (first, last) in (("attested", name.attested), ("valid", name.valid))
            if first or last
        ]
        said = ", ".join(filter(None, (name.kind, *spans, name.certainty)))
        yield f'  dated name "{name.name}": {said}' + (
            f"; evidence: {name.evidence}" if name.evidence else ""
        )


def _appearances(parts: tuple[Part, ...], graph: Graph) -> Iterator[str]:
    if not parts:
        return
    yield "Takes part in"
    for part in parts:
        inside = f" of enclosure {part.enclosure}" if part.enclosure else ""
        where = ", ".join(map(str, part.printings))
        yield f"  {part.date or 'undated'}  {part.role}{inside}: {part.document_title}"
        yield f"      {_how(part)}; {where or 'no printing known'}; {graph.shorten(part.document)}"
    yield ""
    yield "Rules"
    reasons = {part.rule: part.reason or "not known to this version" for part in parts}
    for rule in sorted(reasons):
        yield f"  {rule}: {reasons[rule]}"
    yield from _doubtful_files(parts)


def _doubtful_files(parts: tuple[Part, ...]) -> Iterator[str]:
    """The listings that were not found as they were, each once."""
    listings = {printing.listing.iri: printing.listing for part in parts for printing in part.printings}
    doubtful = [each for each in listings.values() if each.state is not FileState.UNCHANGED]
    if doubtful:
        yield ""
        yield "Listings"
        for listing in sorted(doubtful, key=lambda each: (each.name, each.digest)):
            yield f"  {listing.name}: {_file(listing)}"


def _mentions(mentions: tuple[tuple[Iri, str], ...], graph: Graph) -> Iterator[str]:
    if mentions:
        yield "Named in the title or the abstract of"
    for document, title in mentions:
        yield f"  {title} ({graph.shorten(document)})"


def _statements(nodes: tuple[NodeAccount, ...], graph: Graph) -> Iterator[str]:
    yield "Statements"
    for number, node in enumerate(nodes):
        if number:
            yield ""
        source = ", ".join(map(str, node.printings))
        yield f"  {graph.shorten(node.iri)}" + (f"  (from {source})" if source else "")
        for statement in node.statements:
            yield f"    {_line(statement, graph)}"


def _line(statement: Statement, graph: Graph) -> str:
    shown = f"{graph.shorten(statement.predicate)}  {_term(statement.value, graph)}"
    if statement.label:
        shown += f" ({shorten(statement.label, width=60, placeholder='…')})"
    if statement.printed_at:
        shown += f"  [printed at {', '.join(statement.printed_at)}]"
    return shown


def _term(value: Term, graph: Graph) -> str:
    if isinstance(value, Iri):
        return graph.shorten(value)
    if value.language:
        return f'"{_visible(value.lexical)}"@{value.language}'
    if value.datatype in (XSD.integer, XSD.boolean):
        return value.lexical
    kind = f" ({graph.shorten(value.datatype)})" if value.datatype else ""
    return f'"{_visible(value.lexical)}"{kind}'


def _visible(text: str) -> str:
    """The text in one line, without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
