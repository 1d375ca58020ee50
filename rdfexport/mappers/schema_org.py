"""schema.org (https): messages with sender and recipient, conversations as events.

``sender`` and ``recipient`` stand on ``schema:Message`` only, their domain; a
conversation has an event with attendees instead. Source: https://schema.org/
"""

from __future__ import annotations

from collections.abc import Iterator

from rdfexport.mappers import values as v
from rdfexport.mappers.rules import DatasetDescription, EnclosureOf, EventOf, Mapper, Rule, Scope
from rdfexport.model import Authority, Certainty, Document, NameKind, PartyRole
from rdfexport.namespaces import SCHEMA
from rdfexport.terms import Iri, Literal

AGENT_CLASSES = {
    NameKind.PERSON: SCHEMA.Person,
    NameKind.ORGANISATION: SCHEMA.Organization,
    NameKind.GROUP: SCHEMA.Organization,
}


def _classes(document: Document, scope: Scope) -> Iterator[Iri]:
    if v.is_message(document, scope):
        yield SCHEMA.Message
    yield SCHEMA.ArchiveComponent
    yield SCHEMA.CreativeWork


def _sender(document: Document, scope: Scope) -> Iterator[Iri]:
    if v.is_message(document, scope):
        yield from v.agents(document.main.parties, PartyRole.CREATOR, scope)


def _recipient(document: Document, scope: Scope) -> Iterator[Iri]:
    if v.is_message(document, scope):
        yield from v.agents(document.main.parties, PartyRole.RECIPIENT, scope)


def _status(qualifiers: tuple[str, ...]) -> Iterator[Literal]:
    if "draft" in qualifiers:
        yield Literal("Draft", language="en")


def _about(document: Document, scope: Scope) -> Iterator[Iri]:
    if v.records_conversation(document, scope):
        yield scope.iris.event(document.key)


def _mentions(document: Document, scope: Scope) -> Iterator[Iri]:
    """Whom and what the document names; a mere possibility stands on the rx:Mention alone."""
    return (
        scope.iris.authority(mention.agent.key, mention.agent.kind)
        for mention in v.mentions_of(document)
        if mention.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
    )


def _location(event: EventOf, scope: Scope) -> Iterator[Iri]:
    main = event.document.main
    if main.entry.title.event_place:
        for link in main.places:
            if link.as_written == main.entry.title.event_place:
                yield scope.iris.authority(link.place.key, link.place.kind)


def _enclosure_classes(enclosure: EnclosureOf, scope: Scope) -> Iterator[Iri]:
    if scope.forms.get(enclosure.linked.enclosure.genre) == "message":
        yield SCHEMA.Message
    yield SCHEMA.CreativeWork


def _enclosure_party(enclosure: EnclosureOf, role: PartyRole, scope: Scope) -> Iterator[Iri]:
    if scope.forms.get(enclosure.linked.enclosure.genre) == "message":
        yield from v.agents(enclosure.linked.parties, role, scope)


def _agent_classes(agent: Authority, _: Scope) -> Iterator[Iri]:
    if agent.kind in AGENT_CLASSES:
        yield AGENT_CLASSES[agent.kind]


def _coverage(dataset: DatasetDescription, _: Scope) -> Iterator[Literal]:
    if dataset.earliest and dataset.latest:
        yield Literal(f"{dataset.earliest.isoformat()}/{dataset.latest.isoformat()}")


_LABELS: tuple[Rule[Authority], ...] = (
    Rule(SCHEMA.name, lambda a, _: [Literal(a.label, language="en")]),
    Rule(SCHEMA.sameAs, lambda a, _: v.reference(*a.same_as)),
)

SCHEMA_ORG = Mapper(
    name="schema-org",
    document=(
        Rule(v.TYPE, _classes),
        Rule(SCHEMA.name, lambda d, s: v.text(d.main.entry.record.title, s)),
        Rule(SCHEMA.genre, lambda d, _: v.genre(d.main.entry.title.genre)),
        Rule(SCHEMA.creativeWorkStatus, lambda d, _: _status(d.main.entry.title.qualifiers)),
        Rule(SCHEMA.identifier, lambda d, _: v.plain(*v.identifiers(d))),
        Rule(SCHEMA.creator, lambda d, s: v.agents(d.main.parties, PartyRole.CREATOR, s)),
        Rule(SCHEMA.sender, _sender),
        Rule(SCHEMA.recipient, _recipient),
        Rule(SCHEMA.dateCreated, lambda d, _: v.typed_date(d.main.entry.date)),
        Rule(SCHEMA.abstract, lambda d, s: v.text(d.main.entry.record.abstract, s)),
        Rule(SCHEMA.keywords, lambda d, s: v.text(d.main.entry.title.topic, s)),
        Rule(SCHEMA.mentions, _mentions),
        Rule(SCHEMA.about, _about),
        Rule(SCHEMA.hasPart, lambda d, s: [s.iris.enclosure(d.key, e.position) for e in v.enclosures_of(d)]),
        Rule(SCHEMA.url, lambda d, _: v.addresses(d)),
    ),
    enclosure=(
        Rule(v.TYPE, _enclosure_classes),
        Rule(SCHEMA.genre, lambda e, _: v.genre(e.linked.enclosure.genre)),
        Rule(SCHEMA.creativeWorkStatus, lambda e, _: _status(e.linked.enclosure.qualifiers)),
        Rule(SCHEMA.isPartOf, lambda e, s: [s.iris.document(e.document.key)]),
        Rule(SCHEMA.creator, lambda e, s: v.agents(e.linked.parties, PartyRole.CREATOR, s)),
        Rule(SCHEMA.sender, lambda e, s: _enclosure_party(e, PartyRole.CREATOR, s)),
        Rule(SCHEMA.recipient, lambda e, s: _enclosure_party(e, PartyRole.RECIPIENT, s)),
        Rule(SCHEMA.dateCreated, lambda e, _: v.typed_date(e.linked.enclosure.date)),
    ),
    event=(
        Rule(v.TYPE, lambda _e, _s: [SCHEMA.Event]),
        Rule(SCHEMA.name, lambda e, s: v.text(e.document.main.entry.record.title, s)),
        Rule(SCHEMA.attendee, lambda e, s: v.agents(e.document.main.parties, PartyRole.PARTICIPANT, s)),
        Rule(SCHEMA.startDate, lambda e, _: v.typed_date(v.event_date(e))),
        Rule(SCHEMA.location, _location),
    ),
    agent=(
        Rule(v.TYPE, _agent_classes),
        *_LABELS,
        Rule(SCHEMA.birthDate, lambda a, _: v.typed_date(a.birth)),
        Rule(SCHEMA.deathDate, lambda a, _: v.typed_date(a.death)),
    ),
    place=(Rule(v.TYPE, lambda _a, _s: [SCHEMA.Place]), *_LABELS),
    dataset=(
        Rule(v.TYPE, lambda _d, _s: [SCHEMA.Dataset]),
        Rule(SCHEMA.name, lambda d, s: v.text(d.title, s)),
        Rule(SCHEMA.description, lambda d, s: v.text(d.description, s)),
        Rule(SCHEMA.license, lambda d, _: v.reference(d.licence)),
        Rule(SCHEMA.publisher, lambda d, _: v.reference(d.publisher)),
        Rule(SCHEMA.temporalCoverage, _coverage),
        Rule(SCHEMA.dateModified, lambda d, _: v.timestamp(d.modified)),
    ),
    tool=(
        Rule(v.TYPE, lambda _t, _s: [SCHEMA.SoftwareApplication]),
        Rule(SCHEMA.name, lambda _t, _s: [Literal("rdfexport", language="en")]),
        Rule(SCHEMA.softwareVersion, lambda d, _: v.plain(d.tool_version)),
    ),
)
