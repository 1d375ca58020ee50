"""A node of an export -> the account of it: statements, printed lines, parties, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rdfexport.explaining.finding import document_of
from rdfexport.explaining.graph import Graph, Statements, label, nodes, number, text, values
from rdfexport.explaining.listings import Finder, Places, Printing, ReadLines
from rdfexport.namespaces import DCAT, DCTERMS, PROV, RDF, RELATORS, RX, SCHEMA
from rdfexport.terms import Iri, Literal, Term

_ROLES = {RELATORS.cre: "creator", RELATORS.rcp: "recipient"}
# Predicates whose values the title, the date line or the abstract print; all others are concluded.
_PRINTED = frozenset(
    (
        *(DCTERMS.title, DCTERMS.abstract, DCTERMS.identifier),
        *(SCHEMA.name, SCHEMA.abstract, SCHEMA.identifier, SCHEMA.keywords, SCHEMA.url),
        *(RX.dateAsPrinted, RX.titleAsPrinted, RX.abstractAsPrinted, RX.titleRemainder),
        *(RX.asPrinted, RX.alias, RX.honorific, RX.roleAsPrinted, RX.signatory),
        *(RX.affiliation, RX.relation, RX.classification, RX.publishedIn),
        *(RX.placeInTitle, RX.placeAsPrinted, RX.placeFrom, RX.placeTo),
    )
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A predicate with a value, and where exactly the value is printed."""

    predicate: Iri
    value: Term
    label: str = ""
    """How the value is called, if it is a node with a name."""
    printed_at: tuple[str, ...] = ()
    """``page.txt:35``, one for each printing that prints the value; nothing if it was concluded."""


@dataclass(frozen=True, slots=True)
class NodeAccount:
    """All that is said of one node, and the printings it rests on."""

    iri: Iri
    statements: tuple[Statement, ...]
    printings: tuple[Printing, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The part that an agent plays in a document, and how it is known."""

    role: str
    position: int
    """1-based within the role, in title order; 0 where the graph does not say."""
    agent: Iri
    agent_label: str
    as_printed: str
    certainty: str
    rule: str
    reason: str
    """The rule in plain words; "" for a rule that this version does not know."""
    alias: str
    nominal: str
    """Label of the real person whose name was lent to the agent."""
    document: Iri
    document_title: str
    date: str
    enclosure: int | None
    """1-based position of the enclosure in which the agent stands."""
    printings: tuple[Printing, ...]
    printed_at: tuple[str, ...]
    """``page.txt:35``, as far as the lines have been read."""


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name of an authority record that holds in a stretch of time only."""

    name: str
    kind: str
    attested: tuple[str, str]
    valid: tuple[str, str]
    certainty: str
    evidence: str


@dataclass(frozen=True, slots=True)
class RecordAccount:
    """What the authority file says of an agent or a place."""

    iri: Iri
    evidence: tuple[str, ...]
    statements: tuple[Statement, ...]
    """Empty where the vocabulary at hand does not hold the record."""
    names: tuple[DatedName, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a node is in the export."""

    kind: str
    """``document``, ``agent``, ``place`` or ``node``."""
    iri: Iri
    label: str
    asked: Iri
    """The node that was asked for: the same, or one that belongs to it."""
    nodes: tuple[NodeAccount, ...]
    parts: tuple[Part, ...] = ()
    """Who takes part in the document; or where the agent takes part."""
    printings: tuple[Printing, ...] = ()
    mentions: tuple[tuple[Iri, str], ...] = ()
    """Documents, with their titles, that name the agent or the place."""
    record: RecordAccount | None = None
    resolved: bool = False
    """Whether a record of an authority file stands behind an agent or a place."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an explanation draws on beside the graph."""

    places: Places
    read_lines: ReadLines
    reasons: Mapping[str, str]
    """Rule -> the rule in plain words."""
    vocabulary: Callable[[], Graph]
    """Gives the authority file; asked only when a record is to be shown."""


def explain(graph: Graph, asked: Iri, evidence: Evidence) -> Explanation:
    """Account for a node: a document with all that belongs to it, an agent, a place, or any other."""
    finder = Finder(graph, evidence.places, evidence.read_lines)
    return _Teller(graph, evidence, finder).explain(asked)


@dataclass(frozen=True, slots=True)
class _Teller:
    graph: Graph
    evidence: Evidence
    finder: Finder

    def explain(self, asked: Iri) -> Explanation:
        types = values(self.graph.describe(asked), RDF.type)
        if SCHEMA.ArchiveComponent in types:
            return self._document(asked, asked)
        if PROV.Agent in types or SCHEMA.Place in types:
            return self._authority(asked, "agent" if PROV.Agent in types else "place")
        if document := document_of(self.graph, asked):
            return self._document(document, asked)
        return Explanation("node", asked, label(self.graph, asked), asked, (self._node(asked),))

    def _document(self, document: Iri, asked: Iri) -> Explanation:
        sightings = nodes(self.graph.describe(document), RX.sighting)
        printings = tuple(map(self.finder.with_lines, self.finder.printings(sightings)))
        return Explanation(
            kind="document",
            iri=document,
            label=label(self.graph, document),
            asked=asked,
            nodes=tuple(map(self._node, self._belonging(document))),
            parts=tuple(self._parts(document)),
            printings=printings,
        )

    def _belonging(self, document: Iri) -> Iterator[Iri]:
        """The document, its parties, its event, its enclosures with their parties, its sightings."""
        statements = self.graph.describe(document)
        yield document
        yield from nodes(statements, PROV.qualifiedAttribution)
        yield from (iri for iri in nodes(statements, SCHEMA.about) if self.graph.describe(iri))
        for enclosure in nodes(statements, SCHEMA.hasPart):
            yield enclosure
            yield from nodes(self.graph.describe(enclosure), PROV.qualifiedAttribution)
        yield from nodes(statements, RX.sighting)

    def _parts(self, document: Iri) -> Iterator[Part]:
        statements = self.graph.describe(document)
        own = nodes(statements, PROV.qualifiedAttribution)
        yield from sorted((self._part(iri, document, None) for iri in own), key=_by_role)
        for position, enclosure in enumerate(nodes(statements, SCHEMA.hasPart), 1):
            theirs = nodes(self.graph.describe(enclosure), PROV.qualifiedAttribution)
            yield from sorted((self._part(iri, document, position) for iri in theirs), key=_by_role)

    def _part(self, attribution: Iri, document: Iri, enclosure: int | None) -> Part:
        stated = self.graph.describe(attribution)
        described = self.graph.describe(document)
        role = next(iter(nodes(stated, DCAT.hadRole)), Iri(""))
        agent = next(iter(nodes(stated, PROV.agent)), Iri(""))
        nominal = next(iter(nodes(stated, RX.nominalAgent)), None)
        rule, as_printed = text(stated, RX.rule), text(stated, RX.asPrinted)
        printings = self.finder.printings(nodes(stated, PROV.wasDerivedFrom))
        return Part(
            role=_ROLES.get(role, role.rpartition("/")[2]),
            position=number(stated, RX.position) or 0,
            agent=agent,
            agent_label=label(self.graph, agent),
            as_printed=as_printed,
            certainty=text(stated, RX.certainty),
            rule=rule,
            reason=self.evidence.reasons.get(rule, ""),
            alias=text(stated, RX.alias),
            nominal=label(self.graph, nominal) if nominal else "",
            document=document,
            document_title=text(described, DCTERMS.title) or text(described, SCHEMA.name),
            date=text(described, RX.edtf),
            enclosure=enclosure,
            printings=printings,
            printed_at=_places(as_printed, printings),
        )

    def _authority(self, iri: Iri, kind: str) -> Explanation:
        parts = [
            part
            for attribution in self.graph.subjects(PROV.agent, iri)
            if (document := document_of(self.graph, attribution))
            for part in self._parts_by(attribution, document)
        ]
        naming = [
            d
            for d in self.graph.subjects(SCHEMA.mentions, iri)
            if RX.sighting in dict(self.graph.describe(d))
        ]
        return Explanation(
            kind=kind,
            iri=iri,
            label=label(self.graph, iri),
            asked=iri,
            nodes=(self._node(iri),),
            parts=tuple(sorted(parts, key=lambda part: (part.date, part.document, _by_role(part)))),
            mentions=tuple((document, label(self.graph, document)) for document in naming),
            record=self._record(iri),
            resolved=text(self.graph.describe(iri), RX.resolved) != "false",
        )

    def _parts_by(self, attribution: Iri, document: Iri) -> Iterator[Part]:
        """The part of one attribution, with the position of its enclosure."""
        statements = self.graph.describe(document)
        if attribution in nodes(statements, PROV.qualifiedAttribution):
            yield self._part(attribution, document, None)
        for position, enclosure in enumerate(nodes(statements, SCHEMA.hasPart), 1):
            if attribution in nodes(self.graph.describe(enclosure), PROV.qualifiedAttribution):
                yield self._part(attribution, document, position)

    def _record(self, iri: Iri) -> RecordAccount | None:
        record = next(iter(nodes(self.graph.describe(iri), RX.authorityRecord)), None)
        if record is None:
            return None
        vocabulary = self.evidence.vocabulary()
        stated = vocabulary.describe(record)
        names = [_dated_name(vocabulary.describe(name)) for name in nodes(stated, RX.hasName)]
        return RecordAccount(
            iri=record,
            evidence=tuple(v.lexical for v in values(stated, RX.evidence) if isinstance(v, Literal)),
            statements=tuple(Statement(p, v) for p, v in stated if p not in (RX.evidence, RX.hasName)),
            names=tuple(sorted(names, key=lambda name: (name.valid, name.name))),
        )

    def _node(self, iri: Iri) -> NodeAccount:
        stated = self.graph.describe(iri)
        sightings = (iri, *nodes(stated, PROV.wasDerivedFrom))
        printings = self.finder.printings(sightings)
        return NodeAccount(iri, tuple(self._statement(p, value, printings) for p, value in stated), printings)

    def _statement(self, predicate: Iri, value: Term, printings: tuple[Printing, ...]) -> Statement:
        if isinstance(value, Iri):
            known = predicate != RDF.type and self.graph.describe(value)
            name = label(self.graph, value) if known else ""
            return Statement(predicate, value, "" if name == self.graph.shorten(value) else name)
        if predicate not in _PRINTED:
            return Statement(predicate, value)
        return Statement(predicate, value, printed_at=_places(value.lexical, printings))


def _places(printed: str, printings: tuple[Printing, ...]) -> tuple[str, ...]:
    return tuple(place for printing in printings if (place := printing.place_of(printed)))


_ROLE_ORDER = ("creator", "recipient", "via", "participant")


def _by_role(part: Part) -> tuple[int, int, int, str]:
    known = _ROLE_ORDER.index(part.role) if part.role in _ROLE_ORDER else len(_ROLE_ORDER)
    return (part.enclosure or 0, known, part.position, part.as_printed)


def _dated_name(stated: Statements) -> DatedName:
    kind = next(iter(nodes(stated, RX.nameKind)), Iri(""))
    return DatedName(
        name=text(stated, RX.nameString),
        kind=_NAME_KINDS.get(kind, ""),
        attested=(text(stated, RX.attestedFrom), text(stated, RX.attestedTo)),
        valid=(text(stated, RX.validFrom), text(stated, RX.validTo)),
        certainty=text(stated, RX.certainty),
        evidence=text(stated, RX.evidence),
    )


_NAME_KINDS = {RX.coverName: "cover name", RX.allonym: "lent name", RX.shortForm: "short form"}
