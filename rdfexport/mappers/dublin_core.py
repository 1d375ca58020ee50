"""Dublin Core: DCMI Metadata Terms for documents, enclosures and the dataset.

Dublin Core has no term for an addressee: see the schema.org table and ``relators:rcp``.
Source: DCMI Metadata Terms, https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
"""

from __future__ import annotations

from rdfexport.mappers import values as v
from rdfexport.mappers.rules import Mapper, Rule
from rdfexport.model import PartyRole
from rdfexport.namespaces import DCTERMS

DUBLIN_CORE = Mapper(
    name="dublin-core",
    document=(
        Rule(DCTERMS.title, lambda d, s: v.text(d.main.entry.record.title, s)),
        Rule(DCTERMS.type, lambda d, _: v.genre(d.main.entry.title.genre)),
        Rule(DCTERMS.identifier, lambda d, _: v.plain(*v.identifiers(d))),
        Rule(DCTERMS.creator, lambda d, s: v.agents(d.main.parties, PartyRole.CREATOR, s)),
        Rule(DCTERMS.created, lambda d, _: v.typed_date(d.main.entry.date)),
        Rule(DCTERMS.abstract, lambda d, s: v.text(d.main.entry.record.abstract, s)),
    ),
    enclosure=(
        Rule(DCTERMS.type, lambda e, _: v.genre(e.linked.enclosure.genre)),
        Rule(DCTERMS.creator, lambda e, s: v.agents(e.linked.parties, PartyRole.CREATOR, s)),
        Rule(DCTERMS.created, lambda e, _: v.typed_date(e.linked.enclosure.date)),
    ),
    dataset=(
        Rule(DCTERMS.title, lambda d, s: v.text(d.title, s)),
        Rule(DCTERMS.description, lambda d, s: v.text(d.description, s)),
        Rule(DCTERMS.license, lambda d, _: v.reference(d.licence)),
        Rule(DCTERMS.publisher, lambda d, _: v.reference(d.publisher)),
        Rule(DCTERMS.modified, lambda d, _: v.timestamp(d.modified)),
    ),
)
