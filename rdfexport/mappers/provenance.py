"""PROV: from every statement back to the printed lines it rests on.

Who takes part is said in full by ``prov:qualifiedAttribution`` with the role
(``dcat:hadRole``), the name as printed, the certainty and the rule that led there.
Source: PROV-O, https://www.w3.org/TR/prov-o/; DCAT 3, section on qualified relations.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdfexport.iris import concept
from rdfexport.mappers import values as v
from rdfexport.mappers.rules import DatasetDescription, Mapper, PartyOf, Rule, Scope
from rdfexport.model import Document, PartyRole
from rdfexport.namespaces import DCAT, PROV, RELATORS, RX
from rdfexport.terms import Iri

# Relator terms where MARC has them; it has none for a go-between or a party to a talk.
ROLES = {
    PartyRole.CREATOR: RELATORS.cre,
    PartyRole.RECIPIENT: RELATORS.rcp,
    PartyRole.VIA: concept("role", "via"),
    PartyRole.PARTICIPANT: concept("role", "participant"),
}


def _nominal(thing: PartyOf, scope: Scope) -> Iterator[Iri]:
    if nominal := thing.party.link.nominal:
        yield scope.iris.authority(nominal.key, nominal.kind)


def _differs(document: Document, printed: str, main: str) -> str | None:
    return printed if len(document.occurrences) > 1 and printed != main else None


def _listings(dataset: DatasetDescription, scope: Scope) -> list[Iri]:
    return [scope.iris.listing(listing.digest) for listing in dataset.listings]


PROVENANCE = Mapper(
    name="provenance",
    document=(
        Rule(v.TYPE, lambda _d, _s: [PROV.Entity]),
        Rule(PROV.qualifiedAttribution, lambda d, s: [v.attribution(p, s) for p in v.parties_of(d)]),
        Rule(RX.mention, lambda d, s: [s.iris.mention(d.key, m.position) for m in v.mentions_of(d)]),
        Rule(RX.sighting, v.sightings),
        Rule(PROV.wasDerivedFrom, v.sightings),
    ),
    party=(
        Rule(v.TYPE, lambda _p, _s: [PROV.Attribution]),
        Rule(
            PROV.agent,
            lambda p, s: [s.iris.authority(p.party.link.agent.key, p.party.link.agent.kind)],
        ),
        Rule(DCAT.hadRole, lambda p, _: [ROLES[p.party.role]]),
        Rule(RX.position, lambda p, _: v.integer(p.party.position)),
        Rule(RX.asPrinted, lambda p, _: v.plain(p.party.link.name.as_written)),
        Rule(RX.certainty, lambda p, _: v.plain(p.party.link.certainty)),
        Rule(RX.rule, lambda p, _: v.plain(p.party.link.rule)),
        Rule(RX.alias, lambda p, _: v.plain(p.party.link.alias)),
        Rule(RX.nominalAgent, _nominal),
        Rule(RX.honorific, lambda p, _: v.plain(p.party.link.name.honorific)),
        Rule(RX.roleAsPrinted, lambda p, _: v.plain(p.party.link.name.role)),
        Rule(RX.signatory, lambda p, _: v.plain(p.party.link.name.signatory)),
        Rule(RX.affiliation, lambda p, _: v.plain(p.party.link.name.affiliation)),
        Rule(RX.relation, lambda p, _: v.plain(p.party.link.name.relation)),
        Rule(PROV.wasDerivedFrom, lambda p, s: v.sightings(p.document, s)),
    ),
    enclosure=(
        Rule(v.TYPE, lambda _e, _s: [PROV.Entity]),
        Rule(PROV.qualifiedAttribution, lambda e, s: [v.attribution(p, s) for p in v.parties_of(e)]),
        Rule(PROV.wasDerivedFrom, lambda e, s: v.sightings(e.document, s)),
    ),
    mention=(
        Rule(v.TYPE, lambda _m, _s: [RX.Mention, PROV.Entity]),
        Rule(RX.mentioned, lambda m, s: [s.iris.authority(m.agent.key, m.agent.kind)]),
        Rule(RX.inField, lambda m, _: v.plain(m.field)),
        Rule(RX.asPrinted, lambda m, _: v.plain(m.as_written)),
        Rule(RX.certainty, lambda m, _: v.plain(m.certainty)),
        Rule(RX.rule, lambda m, _: v.plain(m.rule)),
        Rule(RX.metonym, lambda m, _: v.boolean(True) if m.metonym else ()),
        Rule(PROV.wasDerivedFrom, lambda m, s: v.sightings(m.document, s)),
    ),
    event=(
        Rule(v.TYPE, lambda _e, _s: [PROV.Entity]),
        Rule(PROV.wasDerivedFrom, lambda e, s: v.sightings(e.document, s)),
    ),
    sighting=(
        Rule(v.TYPE, lambda _o, _s: [RX.Sighting, PROV.Entity]),
        Rule(RX.inListing, lambda o, s: [s.iris.listing(o.occurrence.entry.record.where.digest)]),
        Rule(RX.ordinal, lambda o, _: v.integer(o.occurrence.entry.record.ordinal)),
        Rule(RX.firstLine, lambda o, _: v.integer(o.occurrence.entry.record.where.first_line)),
        Rule(RX.lastLine, lambda o, _: v.integer(o.occurrence.entry.record.where.last_line)),
        Rule(RX.dateAsPrinted, lambda o, _: v.plain(o.occurrence.entry.record.date)),
        Rule(
            RX.titleAsPrinted,
            lambda o, s: v.text(
                _differs(o.document, o.occurrence.entry.record.title, o.document.main.entry.record.title), s
            ),
        ),
        Rule(
            RX.abstractAsPrinted,
            lambda o, s: v.text(
                _differs(
                    o.document, o.occurrence.entry.record.abstract, o.document.main.entry.record.abstract
                ),
                s,
            ),
        ),
    ),
    listing=(
        Rule(v.TYPE, lambda _l, _s: [RX.Listing, PROV.Entity]),
        Rule(RX.fileName, lambda li, _: v.plain(li.name)),
        Rule(RX.sha256, lambda li, _: v.plain(li.digest)),
        Rule(RX.entries, lambda li, _: v.integer(li.entries)),
        Rule(RX.firstResult, lambda li, _: v.integer(li.first_result)),
        Rule(RX.lastResult, lambda li, _: v.integer(li.last_result)),
        Rule(RX.totalResults, lambda li, _: v.integer(li.total_results)),
    ),
    agent=(Rule(v.TYPE, lambda _a, _s: [PROV.Agent]),),
    dataset=(
        Rule(v.TYPE, lambda _d, _s: [PROV.Entity]),
        Rule(PROV.wasAttributedTo, lambda d, _: [v.tool(d)]),
        Rule(PROV.wasDerivedFrom, _listings),
    ),
    tool=(Rule(v.TYPE, lambda _t, _s: [PROV.SoftwareAgent]),),
)
