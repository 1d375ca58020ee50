"""A chunk of Records in, rendered pieces and Problems out, without any state.

Whether a loop, a pool or a cluster runs :func:`process`, the bytes are the same. The
output comes in *pieces*, rendered and sortable; pieces of one IRI that come from several
chunks are joined by :func:`remake`.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rdfexport.authorities import link_entry
from rdfexport.iris import document_key
from rdfexport.mappers import describe_authority, describe_concept, describe_document
from rdfexport.model import Authority, Document, LinkedEntry, Location, NameKind, Record
from rdfexport.pipeline.tools import ReadingTools, Tools
from rdfexport.problems import Problem
from rdfexport.reading import read_entry
from rdfexport.terms import Block, Section
from rdfexport.validation import to_problems


class Piece(NamedTuple):
    """A rendered block, and what is needed to describe it anew with more occurrences."""

    section: Section
    iri: str
    rendered: tuple[bytes, ...]
    """One text for each writer."""
    triples: int
    facts: tuple[str, ...]
    """What the summary counts: (genre, earliest, latest) of a document; of an agent ("resolved",)."""
    source: bytes
    """Pickled Records of a document; the pickled Authority of an agent or a place."""
    problems: tuple[Problem, ...] = ()
    """What the shapes find in the block. Void when it is described anew, like all the rest."""

    @property
    def key(self) -> tuple[int, str]:
        """The order of the export."""
        return (int(self.section), self.iri)


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """What became of a chunk."""

    records: int
    characters: int
    """Length of the records' texts: how far the build is."""
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]
    """Of reading and naming; those of the shapes are in the pieces."""
    targets: Counter[str]
    """For each shape the number of nodes it judged."""


def read_and_link(record: Record, tools: ReadingTools) -> tuple[LinkedEntry, tuple[Problem, ...]]:
    """Read a record and look its names up."""
    entry, reading_problems = read_entry(record, tools.lexicon)
    linked, naming_problems = link_entry(entry, tools.vocabulary)
    return linked, reading_problems + naming_problems


def process(records: Sequence[Record], tools: Tools) -> ChunkResult:
    """Read, link, describe, validate and render a chunk.

    The result depends on the records and the tools alone: no clock, no order of hashes,
    no state from one chunk to the next.
    """
    documents, problems = _documents(records, tools)
    blocks = [(describe_document(document, tools.profile, tools.scope), document) for document in documents]
    pieces = [_document_piece(block, document, tools) for block, document in blocks]
    described: list[Block] = [block for block, _ in blocks]
    for authority in _authorities_of(documents):
        block = describe_authority(authority, tools.profile, tools.scope)
        described.append(block)
        pieces.append(_authority_piece(block, authority, tools))
    for block in _concepts_of((*described, *_other_readings(documents, tools)), tools):
        described.append(block)
        pieces.append(render(block, tools))
    results, targets = validate_blocks(described, _locator(blocks), tools)
    pieces, shared = _share_out(results, described, pieces)
    characters = sum(len(r.date) + len(r.title) + len(r.abstract) for r in records)
    return ChunkResult(len(records), characters, tuple(pieces), (*problems, *shared), targets)


def _share_out(
    results: Iterable[Problem], blocks: Sequence[Block], pieces: Sequence[Piece]
) -> tuple[list[Piece], list[Problem]]:
    """The pieces with the problems of their blocks, and the problems that are no block's."""
    found: dict[str, list[Problem]] = {}
    for problem in results:
        found.setdefault(problem.focus, []).append(problem)
    with_problems = []
    for block, piece in zip(blocks, pieces, strict=True):
        own = [problem for node in block.nodes for problem in found.pop(node.subject, ())] if found else ()
        with_problems.append(piece._replace(problems=tuple(sorted(own, key=_sort_key))) if own else piece)
    return with_problems, [problem for rest in found.values() for problem in rest]


def validate_blocks(
    blocks: Iterable[Block], locate: Callable[[str], Location | None], tools: Tools
) -> tuple[tuple[Problem, ...], Counter[str]]:
    """Judge blocks by the shapes: the Problems found, and how many nodes each shape judged."""
    if tools.engine is None or tools.shapes is None:
        return (), Counter()
    data = b"".join(tools.triples.block(block) for block in blocks)
    outcome = tools.engine.validate(data)
    return to_problems(outcome, locate), tools.shapes.targets(data)


def remake(pieces: Sequence[Piece], tools: Tools) -> tuple[Piece, Block, Location | None]:
    """One piece for an IRI that several chunks described differently, and where it is printed.

    A document gets all its occurrences; a name that no authority knows, all its spellings.
    """
    section = pieces[0].section
    if section is Section.DOCUMENT:
        records = {record for piece in pieces for record in pickle.loads(piece.source)}
        (document,), _ = _documents(sorted(records, key=_place), tools)
        block = describe_document(document, tools.profile, tools.scope)
        return _document_piece(block, document, tools), block, document.main.entry.record.where
    authority = _same_name([pickle.loads(piece.source) for piece in pieces])
    block = describe_authority(authority, tools.profile, tools.scope)
    return _authority_piece(block, authority, tools), block, None


def _documents(records: Sequence[Record], tools: Tools) -> tuple[list[Document], list[Problem]]:
    occurrences: dict[str, list[LinkedEntry]] = {}
    problems: list[Problem] = []
    for record in records:
        linked, found = read_and_link(record, tools.reading)
        problems += found
        date = linked.entry.date.edtf if linked.entry.date else record.date
        key = document_key(date, record.title, record.abstract)
        occurrences.setdefault(key, []).append(linked)
    documents = [
        Document(key, tuple(sorted(entries, key=lambda e: _place(e.entry.record))))
        for key, entries in occurrences.items()
    ]
    return documents, problems


def _sort_key(problem: Problem) -> tuple[str, int, int, str, str, str, str, str]:
    return problem.sort_key


def _place(record: Record) -> tuple[str, str, int]:
    return (record.where.source, record.where.digest, record.ordinal)


def _authorities_of(documents: Iterable[Document]) -> Iterator[Authority]:
    """Every agent and place that the documents name, each once."""
    found: dict[tuple[bool, str], dict[Authority, None]] = {}
    # Of every printing, not of the main one alone: which one that is, a chunk does not know.
    for linked in (linked for document in documents for linked in document.occurrences):
        for authority in _named_in(linked):
            key = (authority.kind is NameKind.PLACE, authority.key)
            found.setdefault(key, {})[authority] = None
    return (_same_name(tuple(spellings)) for spellings in found.values())


def _named_in(linked: LinkedEntry) -> Iterator[Authority]:
    for party in (*linked.parties, *(p for e in linked.enclosures for p in e.parties)):
        yield party.link.agent
        if party.link.nominal:
            yield party.link.nominal
    for place in linked.places:
        yield place.place
    for mention in (*linked.topic_mentions, *linked.mentions):
        yield mention.agent


def _other_readings(documents: Iterable[Document], tools: Tools) -> Iterator[Block]:
    """Each document as its further printings would have it described, alone."""
    for document in documents:
        for occurrence in document.occurrences[1:]:
            yield describe_document(Document(document.key, (occurrence,)), tools.profile, tools.scope)


def _same_name(spellings: Sequence[Authority]) -> Authority:
    """An agent whose names differ but for case and punctuation; the choice knows no order."""
    first = min(spellings, key=lambda a: (a.kind, a.label))
    others = {label for a in spellings for label in (a.label, *a.alt_labels)} - {first.label}
    return first if first.resolved else replace(first, alt_labels=tuple(sorted(others)))


def _concepts_of(blocks: Iterable[Block], tools: Tools) -> Iterator[Block]:
    """The concepts of vocab/ that the blocks point at."""
    concepts = tools.reading.vocabulary.concepts
    used = {
        term: None
        for block in blocks
        for node in block.nodes
        for _, term in node.statements
        if isinstance(term, str) and term in concepts
    }
    for iri in used:
        yield describe_concept(concepts[iri], tools.profile, tools.scope)


def render(block: Block, tools: Tools, *, facts: tuple[str, ...] = (), source: bytes = b"") -> Piece:
    """A block as text, once for each writer."""
    return Piece(
        section=block.section,
        iri=block.iri,
        rendered=tuple(writer.block(block) for writer in tools.writers),
        triples=sum(len(node.statements) for node in block.nodes),
        facts=facts,
        source=source,
    )


def _document_piece(block: Block, document: Document, tools: Tools) -> Piece:
    entry = document.main.entry
    days = (entry.date.earliest.isoformat(), entry.date.latest.isoformat()) if entry.date else ("", "")
    source = pickle.dumps([occurrence.entry.record for occurrence in document.occurrences])
    return render(block, tools, facts=(entry.title.genre, *days), source=source)


def _authority_piece(block: Block, authority: Authority, tools: Tools) -> Piece:
    if authority.resolved:
        return render(block, tools, facts=("resolved",))
    return render(block, tools, facts=("unresolved",), source=pickle.dumps(authority))


def _locator(blocks: Sequence[tuple[Block, Document]]) -> Callable[[str], Location | None]:
    """Where the nodes of the documents are printed; nodes that many documents share, nowhere."""
    places = {
        str(node.subject): document.main.entry.record.where
        for block, document in blocks
        for node in block.nodes
    }
    return places.get
