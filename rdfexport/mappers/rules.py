"""What a mapper is: tables of rules, one table for each kind of thing an export describes.

A rule names a predicate and says which values it has for a thing. A mapper is data: an
institution adds its own profile by an entry point of the group ``rdfexport.mappers``
that names a :class:`Mapper`, and by its name in the setting ``mappers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Generic, TypeVar

from rdfexport.iris import Iris
from rdfexport.model import (
    Authority,
    Certainty,
    Concept,
    DatedName,
    Document,
    LinkedEnclosure,
    LinkedEntry,
    Listing,
    Party,
)
from rdfexport.terms import Iri, Node, Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What every rule may know beside the thing it describes."""

    iris: Iris
    language: str
    """Language tag of titles and abstracts."""
    dataset: Iri
    forms: Mapping[str, str]
    """Key of a genre -> ``message``, ``conversation`` or ""."""


@dataclass(frozen=True, slots=True)
class PartyOf:
    """A party of a document, or of one of its enclosures."""

    document: Document
    party: Party
    enclosure: int | None = None
    """1-based position of the enclosure; None for the document's own party."""


@dataclass(frozen=True, slots=True)
class EnclosureOf:
    """A document that another one transmits."""

    document: Document
    position: int
    linked: LinkedEnclosure


@dataclass(frozen=True, slots=True)
class NameOf:
    """A name that an agent or a place had in a stretch of time only."""

    authority: Authority
    position: int
    name: DatedName


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A name that the title, its topic or the abstract of a document prints, told once."""

    document: Document
    position: int
    field: str
    """``title``, ``topic`` or ``abstract``."""
    as_written: str
    agent: Authority
    certainty: Certainty
    rule: str
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class EventOf:
    """The conversation that a document records."""

    document: Document


@dataclass(frozen=True, slots=True)
class SightingOf:
    """One printed occurrence of a document."""

    document: Document
    occurrence: LinkedEntry


@dataclass(frozen=True, slots=True)
class DatasetDescription:
    """The export as a whole: what was read, what came out, on whose behalf."""

    title: str
    description: str
    tool_version: str
    listings: tuple[Listing, ...]
    documents: int
    sightings: int
    triples: int
    """Of the whole export, this description included; 0 while they are being counted."""
    earliest: date | None
    latest: date | None
    licence: str
    publisher: str
    modified: int | None
    """Seconds since 1970, from SOURCE_DATE_EPOCH; None says nothing of it."""
    vocabularies: tuple[str, ...]
    """Namespace IRIs whose terms the export uses."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A predicate and the values it has for a thing; no value, no triple."""

    predicate: Iri
    values: Callable[[T, Scope], Iterable[Term]]


@dataclass(frozen=True, slots=True)
class Mapper:
    """A profile: for each kind of thing the rules that describe it, in reading order."""

    name: str
    document: tuple[Rule[Document], ...] = ()
    party: tuple[Rule[PartyOf], ...] = ()
    enclosure: tuple[Rule[EnclosureOf], ...] = ()
    mention: tuple[Rule[MentionOf], ...] = ()
    event: tuple[Rule[EventOf], ...] = ()
    sighting: tuple[Rule[SightingOf], ...] = ()
    listing: tuple[Rule[Listing], ...] = ()
    agent: tuple[Rule[Authority], ...] = ()
    place: tuple[Rule[Authority], ...] = ()
    dated_name: tuple[Rule[NameOf], ...] = ()
    concept: tuple[Rule[Concept], ...] = ()
    dataset: tuple[Rule[DatasetDescription], ...] = ()
    tool: tuple[Rule[DatasetDescription], ...] = ()
    """The program that made the dataset."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefix -> namespace IRI of the profile's own terms, bound in the export."""


def combine(mappers: Sequence[Mapper], name: str = "all") -> Mapper:
    """The sum of the tables: one mapper whose rules are those of all, in order."""
    tables = {
        item.name: tuple(rule for mapper in mappers for rule in getattr(mapper, item.name))
        for item in fields(Mapper)
        if item.name not in ("name", "prefixes")
    }
    prefixes = {prefix: iri for mapper in mappers for prefix, iri in mapper.prefixes.items()}
    return Mapper(name, **tables, prefixes=prefixes)


def vocabularies(profile: Mapper) -> tuple[str, ...]:
    """Namespace IRIs of the predicates that the rules of a profile may use, sorted."""
    rules = (
        rule
        for item in fields(Mapper)
        if item.name not in ("name", "prefixes")
        for rule in getattr(profile, item.name)
    )
    return tuple(sorted({rule.predicate[: max(map(rule.predicate.rfind, "/#")) + 1] for rule in rules}))


def node(subject: Iri, rules: Iterable[Rule[T]], thing: T, scope: Scope) -> Node:
    """What the rules say of a thing, each statement once, in the order of the rules."""
    statements: dict[tuple[Iri, Term], None] = {}
    for rule in rules:
        for value in rule.values(thing, scope):
            statements[rule.predicate, value] = None
    return Node(subject, tuple(statements))
