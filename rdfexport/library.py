"""The library: read, parse, build and validate from Python.

>>> import rdflib, rdfexport
>>> listings = str(rdfexport.examples() / "page-dump.txt")
>>> entries = [item for item in rdfexport.parse([listings]) if isinstance(item, rdfexport.LinkedEntry)]
>>> entries[0].entry.title.genre
'telegram'
>>> graph = rdfexport.to_graph([listings])
>>> len(set(graph.subjects(rdflib.RDF.type, rdflib.SDO.ArchiveComponent)))
6
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import rdflib

from rdfexport.formats import RdfFormat, SourceFormat
from rdfexport.model import LinkedEntry, Listing, Record
from rdfexport.pipeline.checking import check_files
from rdfexport.pipeline.export import build
from rdfexport.pipeline.occurrences import parse
from rdfexport.problems import Problem
from rdfexport.reporting import Report
from rdfexport.settings import Settings, Validator, resource
from rdfexport.sources import find_sources, read_source

__all__ = [
    "LinkedEntry",
    "Listing",
    "Problem",
    "Record",
    "Report",
    "Settings",
    "build",
    "examples",
    "parse",
    "read",
    "to_graph",
    "validate",
]


def examples() -> Path:
    """The folder of the bundled example listings."""
    return resource("examples/listings")


def read(
    paths: Sequence[str],
    *,
    source_format: SourceFormat | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Record | Problem | Listing]:
    """Read listings lazily: every printed entry as a Record, what is wrong as a Problem.

    Each source ends with its Listing: its coverage and the number of its entries.

    Raises:
        ListingNotReadable: a source is missing, no text, or lacks the columns it needs.
    """
    sources, problems = find_sources(paths, format=source_format, columns=columns or {})
    yield from problems
    for source in sources:
        yield from read_source(source)


def to_graph(paths: Sequence[str], settings: Settings | None = None) -> rdflib.Graph:
    """Build the graph of these sources in memory, for work with rdflib.

    The triples are those of :func:`build`. Sixty to a hundred triples an entry: above
    some thousands of entries, build files and query those.

    Raises:
        ListingNotReadable, VocabularyInvalid, MapperInvalid: see there.
    """
    with tempfile.TemporaryDirectory() as folder:
        quick = replace(
            settings or Settings(),
            out=Path(folder),
            formats=(RdfFormat.TURTLE,),
            validator=Validator.NONE,
        )
        build(paths, quick)
        graph = rdflib.Graph(bind_namespaces="none")
        return graph.parse(Path(folder) / f"{quick.name}.ttl", format="turtle")


def validate(
    paths: Sequence[Path], *, shapes: Path | None = None, validator: Validator = Validator.AUTO
) -> Report:
    """Check RDF files against the shapes, and further ones if given.

    Raises:
        GraphNotReadable: a file is missing or no RDF.
        ShapesInvalid: see there.
    """
    return check_files(paths, shapes=shapes, validator=validator)
