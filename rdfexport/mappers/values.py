"""Literals and IRIs that several tables need: texts, dates by precision, parties by role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from rdfexport.iris import concept, is_web_address
from rdfexport.mappers.rules import (
    DatasetDescription,
    EnclosureOf,
    EventOf,
    MentionOf,
    NameOf,
    PartyOf,
    Scope,
)
from rdfexport.model import (
    Authority,
    Certainty,
    DateSpan,
    Document,
    EventDateRole,
    Party,
    PartyRole,
)
from rdfexport.namespaces import EDTF, RDF, VOCAB, XSD
from rdfexport.terms import Iri, Literal

TYPE = RDF.type

_XSD_BY_PRECISION = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)


def text(value: str | None, scope: Scope) -> Iterator[Literal]:
    """A text of the listing in the listing's language; nothing for none."""
    if value:
        yield Literal(value, language=scope.language)


def plain(*values: str | None) -> Iterator[Literal]:
    """Strings without a language; nothing for none."""
    return (Literal(value) for value in values if value)


def integer(*values: int | None) -> Iterator[Literal]:
    """Numbers as ``xsd:integer``, the one form that stores leave alone."""
    return (Literal(str(value), XSD.integer) for value in values if value is not None)


def boolean(value: bool) -> Iterator[Literal]:
    """``true`` or ``false``."""
    yield Literal("true" if value else "false", XSD.boolean)


def edtf(date: DateSpan | str | None) -> Iterator[Literal]:
    """A date as EDTF, with the datatype of the Library of Congress."""
    if date:
        yield Literal(date.edtf if isinstance(date, DateSpan) else date, EDTF.EDTF)


def typed_date(date: DateSpan | str | None) -> Iterator[Literal]:
    """A day, month or year (a span or its EDTF) typed by its precision.

    Nothing for an interval or a qualified date: a plain ``1949`` would hide the doubt.

    >>> [literal.datatype.rpartition("#")[2] for literal in typed_date("1949-03")]
    ['gYearMonth']
    >>> list(typed_date("1949~"))
    []
    """
    value = date.edtf if isinstance(date, DateSpan) else date
    for pattern, datatype in _XSD_BY_PRECISION:
        if value and pattern.fullmatch(value):
            yield Literal(value, datatype)


def day(value: date) -> Iterator[Literal]:
    """A day as ``xsd:date``."""
    yield Literal(value.isoformat(), XSD.date)


def earliest(span: DateSpan | None) -> Iterator[Literal]:
    """The first day a date may mean."""
    if span:
        yield Literal(span.earliest.isoformat(), XSD.date)


def latest(span: DateSpan | None) -> Iterator[Literal]:
    """The last day a date may mean."""
    if span:
        yield Literal(span.latest.isoformat(), XSD.date)


def timestamp(seconds: int | None) -> Iterator[Literal]:
    """Seconds since 1970 as ``xsd:dateTime`` in UTC."""
    if seconds is not None:
        moment = datetime.fromtimestamp(seconds, UTC)
        yield Literal(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), XSD.dateTime)


def tool(dataset: DatasetDescription) -> Iri:
    """The program, in the version that made the dataset."""
    return VOCAB[f"tool/rdfexport-{dataset.tool_version}"]


def reference(*values: str) -> Iterator[Iri]:
    """IRIs given by the user or an authority file; nothing for none."""
    return (Iri(value) for value in values if value)


def genre(key: str | None) -> Iterator[Iri]:
    """The concept of a genre."""
    if key:
        yield concept("genre", key)


def agents(parties: Iterable[Party], role: PartyRole, scope: Scope) -> Iterator[Iri]:
    """The agents that take part in this role."""
    return (
        scope.iris.authority(party.link.agent.key, party.link.agent.kind)
        for party in parties
        if party.role is role
    )


def is_message(document: Document, scope: Scope) -> bool:
    """Whether a document has a sender and an addressee, by its genre."""
    return scope.forms.get(document.main.entry.title.genre) == "message"


def records_conversation(document: Document, scope: Scope) -> bool:
    """Whether a document records a conversation: its genre says so, or the title names who took part."""
    title = document.main.entry.title
    genres = (title.genre, title.genre_also or "")
    return bool(title.participants) or any(scope.forms.get(genre) == "conversation" for genre in genres)


def dates_event(document: Document) -> bool:
    """Whether the title itself dates the conversation."""
    title = document.main.entry.title
    return title.event_date is not None and title.event_date_role is EventDateRole.EVENT


def event_date(event: EventOf) -> DateSpan | None:
    """When the conversation took place: as the title says, else the date of the catalogue."""
    entry = event.document.main.entry
    return entry.title.event_date if dates_event(event.document) else entry.date


def sightings(document: Document, scope: Scope) -> Iterator[Iri]:
    """Every printed occurrence."""
    for occurrence in document.occurrences:
        record = occurrence.entry.record
        yield scope.iris.sighting(record.where.digest, record.ordinal)


def attribution(thing: PartyOf, scope: Scope) -> Iri:
    """The node that says how a party is known."""
    role = f"enclosure-{thing.enclosure}-{thing.party.role}" if thing.enclosure else str(thing.party.role)
    return scope.iris.attribution(thing.document.key, role, thing.party.position)


def parties_of(thing: Document | EnclosureOf) -> Iterator[PartyOf]:
    """The parties of a document, or those of an enclosure."""
    if isinstance(thing, Document):
        yield from (PartyOf(thing, party) for party in thing.main.parties)
    else:
        yield from (PartyOf(thing.document, party, thing.position) for party in thing.linked.parties)


def enclosures_of(document: Document) -> Iterator[EnclosureOf]:
    """The documents that this one transmits."""
    for position, linked in enumerate(document.main.enclosures, start=1):
        yield EnclosureOf(document, position, linked)


def mentions_of(document: Document) -> Iterator[MentionOf]:
    """Every name of title, topic and abstract that the authority file knows.

    One that is printed more than once in a field is told once for each way it was understood.
    """
    main = document.main
    found: dict[tuple[str, str, str, str, Certainty, str, bool], MentionOf] = {}

    def take(field: str, text: str, agent: Authority, certainty: Certainty, rule: str, metonym: bool) -> None:
        key = (field, text, agent.kind, agent.key, certainty, rule, metonym)
        if key not in found:
            found[key] = MentionOf(document, len(found) + 1, field, text, agent, certainty, rule, metonym)

    for field, mentions in (("topic", main.topic_mentions), ("abstract", main.mentions)):
        for mention in mentions:
            take(field, mention.text, mention.agent, mention.certainty, mention.rule, mention.metonym)
    # The topic is a part of the title: what stands there is told already.
    in_topic = {(mention.text, mention.agent.key) for mention in main.topic_mentions}
    for link in main.places:
        if (link.as_written, link.place.key) not in in_topic:
            take("title", link.as_written, link.place, link.certainty, link.rule, False)
    return iter(found.values())


def names_of(authority: Authority) -> Iterator[NameOf]:
    """The dated names of an agent or a place."""
    for position, name in enumerate(authority.dated_names, start=1):
        yield NameOf(authority, position, name)


def identifiers(document: Document) -> Iterator[str]:
    """Reference numbers of the title, identifiers of the source, addresses that are no IRIs."""
    yield from document.main.entry.title.numbers
    for occurrence in document.occurrences:
        record = occurrence.entry.record
        yield record.identifier
        yield "" if is_web_address(record.url) else record.url


def addresses(document: Document) -> Iterator[Iri]:
    """Where the sources say the document is described."""
    for occurrence in document.occurrences:
        if is_web_address(occurrence.entry.record.url):
            yield Iri(occurrence.entry.record.url)
