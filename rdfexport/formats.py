"""Facts about formats, each written once: names, media types, extensions."""

from __future__ import annotations

from enum import Enum


class RdfFormat(Enum):
    """An RDF syntax we write: our name, rdflib's name, media type, extension."""

    TURTLE = ("turtle", "turtle", "text/turtle", "ttl")
    JSON_LD = ("json-ld", "json-ld", "application/ld+json", "jsonld")
    N_TRIPLES = ("n-triples", "nt", "application/n-triples", "nt")
    N_QUADS = ("n-quads", "nquads", "application/n-quads", "nq")
    TRIG = ("trig", "trig", "application/trig", "trig")
    RDF_XML = ("rdf-xml", "xml", "application/rdf+xml", "rdf")

    def __init__(self, label: str, rdflib_name: str, media_type: str, extension: str) -> None:
        self.label = label
        self.rdflib_name = rdflib_name
        self.media_type = media_type
        self.extension = extension

    @classmethod
    def of_label(cls, label: str) -> RdfFormat:
        """The format with this name.

        >>> RdfFormat.of_label("json-ld").extension
        'jsonld'
        """
        return next(f for f in cls if f.label == label)

    @classmethod
    def of_extension(cls, file_name: str) -> RdfFormat | None:
        """The format a file name tells, compressed or not.

        >>> RdfFormat.of_extension("export.ttl.gz").label
        'turtle'
        """
        ending = file_name.lower().removesuffix(".gz").rpartition(".")[2]
        ending = {"json": "jsonld", "xml": "rdf"}.get(ending, ending)
        return next((f for f in cls if f.extension == ending), None)


class ResultFormat(Enum):
    """A form of query answers: name, media type. The last two are for graphs, the others for solutions."""

    TABLE = ("table", "text/plain")
    CSV = ("csv", "text/csv")
    TSV = ("tsv", "text/tab-separated-values")
    JSON = ("json", "application/sparql-results+json")
    TURTLE = ("turtle", "text/turtle")
    N_TRIPLES = ("n-triples", "application/n-triples")

    def __init__(self, label: str, media_type: str) -> None:
        self.label = label
        self.media_type = media_type


class SourceFormat(Enum):
    """A form of input: our name and the extensions that suggest it."""

    LISTING = ("listing", ("txt", "text", "lst"))
    CSV = ("csv", ("csv",))
    TSV = ("tsv", ("tsv", "tab"))
    JSON_LINES = ("jsonl", ("jsonl", "ndjson"))

    def __init__(self, label: str, extensions: tuple[str, ...]) -> None:
        self.label = label
        self.extensions = extensions


class ReportFormat(Enum):
    """A form of report: our name and the extension."""

    TABLE = ("table", "txt")
    JSON = ("json", "json")
    HTML = ("html", "html")
    SARIF = ("sarif", "sarif")
    JUNIT = ("junit", "xml")

    def __init__(self, label: str, extension: str) -> None:
        self.label = label
        self.extension = extension
