"""SKOS and FOAF for agents, places and concepts; VoID and DCAT for the dataset.

Labels are SKOS labels, links out are ``schema:sameAs`` on agents and SKOS matches on
concepts; never ``owl:sameAs``. Source: SKOS Reference, VoID, DCAT 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdfexport.mappers import values as v
from rdfexport.mappers.rules import Mapper, Rule, Scope
from rdfexport.model import Authority, Concept, LabelKind, NameKind
from rdfexport.namespaces import DCAT, FOAF, RX, SKOS, VOID
from rdfexport.terms import Iri, Literal

CLASSES = {
    NameKind.PERSON: (FOAF.Person,),
    NameKind.ORGANISATION: (FOAF.Organization,),
    NameKind.GROUP: (FOAF.Group,),
    NameKind.OFFICE: (FOAF.Agent, RX.Office),
}


def _matches(predicate: str) -> Callable[[Concept, Scope], Iterator[Iri]]:
    return lambda c, _: (Iri(target) for kind, target in c.matches if kind == predicate)


NAME_KINDS = {
    LabelKind.COVER_NAME: RX.coverName,
    LabelKind.ALLONYM: RX.allonym,
    LabelKind.SHORT_FORM: RX.shortForm,
}


def _names(authority: Authority, scope: Scope) -> Iterator[Iri]:
    return (scope.iris.name(authority.key, authority.kind, name.position) for name in v.names_of(authority))


_LABELS: tuple[Rule[Authority], ...] = (
    Rule(SKOS.prefLabel, lambda a, _: [Literal(a.label, language="en")]),
    Rule(SKOS.altLabel, lambda a, _: v.plain(*a.alt_labels)),
    Rule(SKOS.hiddenLabel, lambda a, _: v.plain(*a.hidden_labels)),
    Rule(RX.hasName, _names),
    Rule(SKOS.scopeNote, lambda a, _: [Literal(a.note, language="en")] if a.note else []),
)
_RECORD: Rule[Authority] = Rule(RX.authorityRecord, lambda a, _: v.reference(a.record_iri))

AUTHORITY_CONTROL = Mapper(
    name="authority-control",
    document=(Rule(VOID.inDataset, lambda _, s: [s.dataset]),),
    agent=(
        Rule(v.TYPE, lambda a, _: CLASSES[a.kind]),
        *_LABELS,
        Rule(RX.birthEdtf, lambda a, _: v.edtf(a.birth)),
        Rule(RX.deathEdtf, lambda a, _: v.edtf(a.death)),
        Rule(RX.resolved, lambda a, _: v.boolean(a.resolved)),
        Rule(RX.identified, lambda a, _: () if a.identified else v.boolean(False)),
        _RECORD,
    ),
    place=(*_LABELS, _RECORD),
    dated_name=(
        Rule(v.TYPE, lambda _n, _s: [RX.Name]),
        Rule(RX.nameString, lambda n, _: [Literal(n.name.text, language="en")]),
        Rule(SKOS.hiddenLabel, lambda n, _: v.plain(*n.name.misprints)),
        Rule(RX.nameKind, lambda n, _: [NAME_KINDS[n.name.kind]]),
        Rule(RX.attestedFrom, lambda n, _: v.day(n.name.attested_from)),
        Rule(RX.attestedTo, lambda n, _: v.day(n.name.attested_to)),
        Rule(RX.validFrom, lambda n, _: v.day(n.name.valid_from)),
        Rule(RX.validTo, lambda n, _: v.day(n.name.valid_to)),
        Rule(RX.certainty, lambda n, _: v.plain(n.name.certainty)),
        Rule(RX.evidence, lambda n, _: v.plain(n.name.evidence)),
    ),
    concept=(
        Rule(v.TYPE, lambda _c, _s: [SKOS.Concept]),
        Rule(SKOS.prefLabel, lambda c, _: [Literal(c.label, language="en")]),
        Rule(SKOS.inScheme, lambda c, _: [Iri(c.scheme)]),
        Rule(SKOS.exactMatch, _matches("exactMatch")),
        Rule(SKOS.closeMatch, _matches("closeMatch")),
        Rule(SKOS.broadMatch, _matches("broadMatch")),
    ),
    dataset=(
        Rule(v.TYPE, lambda _d, _s: [VOID.Dataset, DCAT.Dataset]),
        Rule(VOID.uriSpace, lambda _, s: v.plain(s.iris.base)),
        Rule(VOID.entities, lambda d, _: v.integer(d.documents)),
        Rule(VOID.triples, lambda d, _: v.integer(d.triples)),
        Rule(VOID.vocabulary, lambda d, _: v.reference(*d.vocabularies)),
    ),
)
