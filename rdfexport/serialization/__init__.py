"""Serialization: blocks of triples to bytes, and bytes to files.

A file is the header of a writer, its blocks with the separator between them, and its
footer. Each part is a pure function of its arguments, so that blocks rendered by several
processes make the same file; writers can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from rdfexport.formats import RdfFormat
from rdfexport.namespaces import PREFIXES
from rdfexport.serialization.context import read_context
from rdfexport.serialization.files import ExportFolder, write
from rdfexport.serialization.json_ld import JsonLdWriter
from rdfexport.serialization.layout import Layout
from rdfexport.serialization.line_formats import canonical_ntriples, n_quads_writer, n_triples_writer
from rdfexport.serialization.rdf_xml import RdfXmlWriter
from rdfexport.serialization.sorting import ExternalSorter
from rdfexport.serialization.turtle import trig_writer, turtle_writer
from rdfexport.terms import Block, Iri

__all__ = [
    "WRITERS",
    "Assembly",
    "ExportFolder",
    "ExternalSorter",
    "Layout",
    "Writer",
    "canonical_ntriples",
    "joined",
    "read_context",
    "serialize",
    "write",
    "writer_for",
]


class Writer(Protocol):
    """How one format is written."""

    @property
    def format(self) -> RdfFormat:
        """The format."""

    @property
    def separator(self) -> bytes:
        """What stands between two blocks."""

    def header(self) -> bytes:
        """What stands before the first block."""

    def block(self, block: Block) -> bytes:
        """One block; b"" if it says nothing.

        Raises:
            TermNotWritable: it holds a term that the format cannot say.
        """

    def footer(self) -> bytes:
        """What stands behind the last block."""


WRITERS: dict[RdfFormat, Callable[[Layout], Writer]] = {
    RdfFormat.TURTLE: turtle_writer,
    RdfFormat.JSON_LD: JsonLdWriter,
    RdfFormat.N_TRIPLES: n_triples_writer,
    RdfFormat.N_QUADS: n_quads_writer,
    RdfFormat.TRIG: trig_writer,
    RdfFormat.RDF_XML: RdfXmlWriter,
}


def writer_for(
    rdf_format: RdfFormat,
    prefixes: Mapping[str, str] = PREFIXES,
    graph: Iri | None = None,
    *,
    base: str = "",
    context: Mapping[str, object] | None = None,
) -> Writer:
    """The writer of a format.

    Args:
        rdf_format: what to write.
        prefixes: prefix -> namespace, in the order in which they are bound. JSON-LD has the
            prefixes of its context and adds only those whose namespaces these do not reach.
        graph: the graph name of N-Quads and TriG; other formats have none.
        base: IRIs below it are written relative to it in Turtle, TriG and JSON-LD; "" for
            full IRIs.
        context: the entries of a JSON-LD context, by default those of ``vocab/context.jsonld``.

    Raises:
        VocabularyInvalid: the context cannot be read.
    """
    return WRITERS[rdf_format](Layout(prefixes, base, graph, context))


class Assembly:
    """How rendered blocks, in order already, follow each other in one file."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._separator = b""

    def opening(self) -> bytes:
        """What stands before the first block."""
        return self._writer.header()

    def next(self, rendered: bytes) -> bytes:
        """One more block, behind the separator it needs; b"" for one that says nothing."""
        if not rendered:
            return b""
        text = self._separator + rendered
        self._separator = self._writer.separator
        return text

    def closing(self) -> bytes:
        """What stands behind the last block."""
        return self._writer.footer()


def joined(writer: Writer, rendered: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a whole file, from blocks that are rendered and in order already.

    >>> b"".join(joined(writer_for(RdfFormat.N_TRIPLES), [b"<s:> <p:> <o:> .\\n"]))
    b'<s:> <p:> <o:> .\\n'
    """
    assembly = Assembly(writer)
    yield assembly.opening()
    yield from map(assembly.next, rendered)
    yield assembly.closing()


def serialize(writer: Writer, blocks: Iterable[Block]) -> Iterator[bytes]:
    """The pieces of a whole file, from blocks in the order of ``(section, iri)``."""
    return joined(writer, map(writer.block, blocks))
