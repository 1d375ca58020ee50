"""Read an RDF file of any syntax as N-Triples, ready to be judged.

Nothing is fetched: neither a remote JSON-LD context nor anything else that a file names.
Named graphs are merged, blank nodes numbered in the order of the file.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from rdfexport.errors import GraphNotReadable
from rdfexport.formats import RdfFormat

_GZIP_MAGIC = b"\x1f\x8b"
_EXTENSIONS = ", ".join(f".{rdf_format.extension}" for rdf_format in RdfFormat)


def read_ntriples(path: Path, rdf_format: RdfFormat | None = None) -> dict[bytes, list[bytes]]:
    """The statements of a file as lines of canonical N-Triples, by subject, none twice.

    Holds the whole file: a graph may speak of one node in many places, and a node cut in two
    would be judged wrongly.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, compressed by gzip or not.
        rdf_format: the syntax, where the extension does not tell.

    Raises:
        GraphNotReadable: no such file, an unknown extension, a syntax error (with its line),
            a context that would have to be fetched, a text of more than 16 MiB.
    """
    rdf_format = rdf_format or RdfFormat.of_extension(path.name)
    if rdf_format is None:
        raise GraphNotReadable(str(path), f"the extension tells no RDF syntax; there are {_EXTENSIONS}")
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(_GZIP_MAGIC) else data
    except OSError as error:
        raise GraphNotReadable(str(path), error.strerror or str(error)) from error
    except (EOFError, zlib.error) as error:
        raise GraphNotReadable(str(path), f"damaged gzip file: {error}") from error
    return parse_to_ntriples(data, rdf_format, name=str(path))


def parse_to_ntriples(data: bytes, rdf_format: RdfFormat, *, name: str) -> dict[bytes, list[bytes]]:
    """The same for bytes at hand; ``name`` is what an error calls them.

    >>> parse_to_ntriples(b"<ex:a> <ex:b> 1 .", RdfFormat.TURTLE, name="x")
    {b'<ex:a>': [b'<ex:a> <ex:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\\n']}
    """
    statements: dict[bytes, dict[bytes, None]] = {}
    try:
        for subject, line in _lines(data, rdf_format, name):
            statements.setdefault(subject, {})[line] = None
    except SyntaxError as error:
        raise GraphNotReadable(f"{name}:{error.lineno}" if error.lineno else name, _reason(error)) from error
    except MemoryError as error:
        raise GraphNotReadable(name, "a text or an IRI of more than 16 MiB") from error
    return {subject: list(lines) for subject, lines in statements.items()}


def _lines(data: bytes, rdf_format: RdfFormat, name: str) -> Iterator[tuple[bytes, bytes]]:
    import pyoxigraph as ox

    syntax = ox.RdfFormat.from_media_type(rdf_format.media_type)
    blanks: dict[str, ox.BlankNode] = {}

    def numbered(term: ox.BlankNode) -> ox.BlankNode:
        return blanks.setdefault(term.value, ox.BlankNode(f"b{len(blanks) + 1}"))

    for quad in ox.parse(data, format=syntax):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise GraphNotReadable(name, "statements about statements (RDF 1.2) are not supported")
        if isinstance(subject, ox.BlankNode):
            subject = numbered(subject)
        if isinstance(value, ox.BlankNode):
            value = numbered(value)
        yield str(subject).encode(), f"{subject} {quad.predicate} {value} .\n".encode()


def _reason(error: SyntaxError) -> str:
    if "LoadDocumentCallback" in error.msg:
        return "its @context would have to be fetched from the web, which is never done; embed the context"
    if "No scheme found" in error.msg:
        return "a relative IRI without a base; state @base or write the IRI out"
    return re.sub(r"^Parser error .*?: ", "", error.msg)
