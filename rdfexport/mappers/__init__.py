"""LinkedEntry -> triples: the sum of the tables.

One table of rules a profile: dublin_core, schema_org, provenance, own_terms,
authority_control. To add one, name a :class:`~rdfexport.mappers.rules.Mapper` in an
entry point of the group ``rdfexport.mappers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import entry_points

from rdfexport.errors import MapperInvalid
from rdfexport.mappers.authority_control import AUTHORITY_CONTROL
from rdfexport.mappers.dublin_core import DUBLIN_CORE
from rdfexport.mappers.own_terms import OWN_TERMS
from rdfexport.mappers.provenance import PROVENANCE
from rdfexport.mappers.rules import (
    DatasetDescription,
    EventOf,
    Mapper,
    Scope,
    SightingOf,
    combine,
    node,
    vocabularies,
)
from rdfexport.mappers.schema_org import SCHEMA_ORG
from rdfexport.mappers.values import (
    attribution,
    enclosures_of,
    mentions_of,
    names_of,
    parties_of,
    records_conversation,
    tool,
)
from rdfexport.model import Authority, Concept, Document, Listing, NameKind
from rdfexport.namespaces import PREFIXES
from rdfexport.terms import Block, Iri, Node, Section

__all__ = [
    "BUILT_IN",
    "DatasetDescription",
    "Mapper",
    "Scope",
    "bound_prefixes",
    "combine",
    "describe_authority",
    "describe_concept",
    "describe_dataset",
    "describe_document",
    "describe_listing",
    "load_mappers",
    "vocabularies",
]

BUILT_IN = {
    mapper.name: mapper for mapper in (DUBLIN_CORE, SCHEMA_ORG, PROVENANCE, OWN_TERMS, AUTHORITY_CONTROL)
}
ENTRY_POINT_GROUP = "rdfexport.mappers"


def load_mappers(names: Sequence[str]) -> tuple[Mapper, ...]:
    """The mappers of these names, built in or installed, in this order.

    Raises:
        MapperInvalid: no such mapper, one that cannot be loaded, or two that bind one
            prefix to different namespaces.
    """
    installed = {}
    if not BUILT_IN.keys() >= set(names):
        installed = {point.name: point for point in entry_points(group=ENTRY_POINT_GROUP)}
    mappers = []
    for name in names:
        if name in BUILT_IN:
            mappers.append(BUILT_IN[name])
            continue
        if name not in installed:
            known = ", ".join(sorted({*BUILT_IN, *installed}))
            raise MapperInvalid(name, f"not installed; there are {known}")
        try:
            mapper = installed[name].load()
        except (ImportError, AttributeError) as error:
            raise MapperInvalid(name, f"cannot be loaded: {error}") from error
        if not isinstance(mapper, Mapper):
            raise MapperInvalid(name, "its entry point is no rdfexport.mappers.rules.Mapper")
        mappers.append(mapper)
    bound_prefixes(mappers)
    return tuple(mappers)


def bound_prefixes(mappers: Iterable[Mapper]) -> dict[str, str]:
    """Our prefixes and those of the mappers.

    Raises:
        MapperInvalid: a prefix is bound to two namespaces.
    """
    prefixes = dict(PREFIXES)
    for mapper in mappers:
        for prefix, namespace in mapper.prefixes.items():
            if prefixes.setdefault(prefix, namespace) != namespace:
                raise MapperInvalid(mapper.name, f"prefix {prefix}: already stands for {prefixes[prefix]}")
    return prefixes


def describe_document(document: Document, profile: Mapper, scope: Scope) -> Block:
    """A document with all that belongs to it alone: parties, event, enclosures, sightings."""
    return Block(Section.DOCUMENT, tuple(_document_nodes(document, profile, scope)))


def _document_nodes(document: Document, profile: Mapper, scope: Scope) -> Iterator[Node]:
    yield node(scope.iris.document(document.key), profile.document, document, scope)
    for party in parties_of(document):
        yield node(attribution(party, scope), profile.party, party, scope)
    if records_conversation(document, scope):
        yield node(scope.iris.event(document.key), profile.event, EventOf(document), scope)
    for enclosure in enclosures_of(document):
        iri = scope.iris.enclosure(document.key, enclosure.position)
        yield node(iri, profile.enclosure, enclosure, scope)
        for party in parties_of(enclosure):
            yield node(attribution(party, scope), profile.party, party, scope)
    for mention in mentions_of(document):
        iri = scope.iris.mention(document.key, mention.position)
        yield node(iri, profile.mention, mention, scope)
    for occurrence in document.occurrences:
        record = occurrence.entry.record
        iri = scope.iris.sighting(record.where.digest, record.ordinal)
        yield node(iri, profile.sighting, SightingOf(document, occurrence), scope)


def describe_authority(authority: Authority, profile: Mapper, scope: Scope) -> Block:
    """An agent or a place."""
    is_place = authority.kind is NameKind.PLACE
    section, rules = (Section.PLACE, profile.place) if is_place else (Section.AGENT, profile.agent)
    iri = scope.iris.authority(authority.key, authority.kind)
    names = (
        node(scope.iris.name(authority.key, authority.kind, name.position), profile.dated_name, name, scope)
        for name in names_of(authority)
    )
    return Block(section, (node(iri, rules, authority, scope), *names))


def describe_listing(listing: Listing, profile: Mapper, scope: Scope) -> Block:
    """A source file and the coverage it states."""
    return Block(
        Section.LISTING, (node(scope.iris.listing(listing.digest), profile.listing, listing, scope),)
    )


def describe_concept(concept: Concept, profile: Mapper, scope: Scope) -> Block:
    """A genre or a role."""
    return Block(Section.CONCEPT, (node(Iri(concept.iri), profile.concept, concept, scope),))


def describe_dataset(dataset: DatasetDescription, profile: Mapper, scope: Scope) -> Block:
    """The export as a whole, and the program that made it."""
    return Block(
        Section.DATASET,
        (
            node(scope.dataset, profile.dataset, dataset, scope),
            node(tool(dataset), profile.tool, dataset, scope),
        ),
    )
