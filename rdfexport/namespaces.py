"""The prefixes we bind, and the only place where a namespace IRI is written out."""

from __future__ import annotations

from rdfexport.terms import Iri


class Namespace:
    """A namespace IRI whose attributes are its terms: ``DCTERMS.title``.

    >>> DCTERMS.title
    'http://purl.org/dc/terms/title'
    """

    __slots__ = ("iri",)

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getattr__(self, local: str) -> Iri:
        if local.startswith("__"):
            raise AttributeError(local)
        return Iri(self.iri + local)

    def __getitem__(self, local: str) -> Iri:
        return Iri(self.iri + local)


DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
RELATORS = Namespace("http://id.loc.gov/vocabulary/relators/")
RX = Namespace("https://w3id.org/rdfexport/ns#")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

# The concepts and authority records of vocab/, each scheme a folder below this one.
VOCAB = Namespace("https://w3id.org/rdfexport/vocab/")
AAT = Namespace("http://vocab.getty.edu/aat/")

PREFIXES: dict[str, str] = {
    "aat": AAT.iri,
    "dcat": DCAT.iri,
    "dcterms": DCTERMS.iri,
    "edtf": EDTF.iri,
    "foaf": FOAF.iri,
    "genre": VOCAB.iri + "genre/",
    "prov": PROV.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "relators": RELATORS.iri,
    "role": VOCAB.iri + "role/",
    "rx": RX.iri,
    "schema": SCHEMA.iri,
    "skos": SKOS.iri,
    "void": VOID.iri,
    "xsd": XSD.iri,
}
"""Bound in every export, in this order."""
