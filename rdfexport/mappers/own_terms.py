"""Our own terms (``rx:``, vocab/rdfexport.ttl): what no common vocabulary can say.

The intermediary of a message, dates with their bounds, the state of a text, what the
title prints of place and marking, and what no rule understood.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdfexport.mappers import values as v
from rdfexport.mappers.rules import EventOf, Mapper, Rule, Scope
from rdfexport.model import Document, PartyRole
from rdfexport.namespaces import RELATORS, RX, XSD
from rdfexport.terms import Literal


def _dates_as_printed(document: Document, _: Scope) -> Iterator[Literal]:
    return v.plain(*(occurrence.entry.record.date for occurrence in document.occurrences))


def _date_in_title(document: Document, scope: Scope) -> Iterator[Literal]:
    """The title's own date, where no event and no enclosure carries it."""
    title = document.main.entry.title
    enclosed = any(title.event_date == linked.enclosure.date for linked in document.main.enclosures)
    if (
        title.event_date
        and not enclosed
        and not (v.dates_event(document) and v.records_conversation(document, scope))
    ):
        yield from v.edtf(title.event_date)


def _date_basis(event: EventOf, _: Scope) -> Iterator[Literal]:
    if v.event_date(event):
        yield Literal("title" if v.dates_event(event.document) else "catalogue")


OWN_TERMS = Mapper(
    name="rdfexport",
    document=(
        Rule(RELATORS.rcp, lambda d, s: v.agents(d.main.parties, PartyRole.RECIPIENT, s)),
        Rule(RX.via, lambda d, s: v.agents(d.main.parties, PartyRole.VIA, s)),
        Rule(RX.genreAlso, lambda d, _: v.genre(d.main.entry.title.genre_also)),
        Rule(RX.qualifier, lambda d, _: v.plain(*d.main.entry.title.qualifiers)),
        Rule(RX.dateAsPrinted, _dates_as_printed),
        Rule(RX.edtf, lambda d, _: v.edtf(d.main.entry.date)),
        Rule(RX.earliest, lambda d, _: v.earliest(d.main.entry.date)),
        Rule(RX.latest, lambda d, _: v.latest(d.main.entry.date)),
        Rule(RX.dateInTitle, _date_in_title),
        Rule(RX.placeFrom, lambda d, _: v.plain(d.main.entry.title.place_from)),
        Rule(RX.placeTo, lambda d, _: v.plain(d.main.entry.title.place_to)),
        Rule(RX.placeInTitle, lambda d, _: v.plain(*d.main.entry.title.places)),
        Rule(RX.classification, lambda d, _: v.plain(d.main.entry.title.classification)),
        Rule(RX.publishedIn, lambda d, _: v.plain(d.main.entry.title.published_in)),
        Rule(RX.titleRemainder, lambda d, s: (t for u in d.main.entry.title.unread for t in v.text(u, s))),
    ),
    enclosure=(
        Rule(v.TYPE, lambda _e, _s: [RX.Enclosure]),
        Rule(RELATORS.rcp, lambda e, s: v.agents(e.linked.parties, PartyRole.RECIPIENT, s)),
        Rule(RX.qualifier, lambda e, _: v.plain(*e.linked.enclosure.qualifiers)),
        Rule(RX.edtf, lambda e, _: v.edtf(e.linked.enclosure.date)),
        Rule(RX.earliest, lambda e, _: v.earliest(e.linked.enclosure.date)),
        Rule(RX.latest, lambda e, _: v.latest(e.linked.enclosure.date)),
    ),
    event=(
        Rule(RX.dateBasis, _date_basis),
        Rule(RX.edtf, lambda e, _: v.edtf(v.event_date(e))),
        Rule(RX.earliest, lambda e, _: v.earliest(v.event_date(e))),
        Rule(RX.latest, lambda e, _: v.latest(v.event_date(e))),
        Rule(RX.placeAsPrinted, lambda e, _: v.plain(e.document.main.entry.title.event_place)),
    ),
    dataset=(
        Rule(RX.documents, lambda d, _: v.integer(d.documents)),
        Rule(RX.sightings, lambda d, _: v.integer(d.sightings)),
        Rule(RX.earliest, lambda d, _: [Literal(d.earliest.isoformat(), XSD.date)] if d.earliest else []),
        Rule(RX.latest, lambda d, _: [Literal(d.latest.isoformat(), XSD.date)] if d.latest else []),
    ),
)
