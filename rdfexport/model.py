"""The types that pass between the stages: Record -> Entry -> LinkedEntry -> Document.

Values only: frozen, comparable, picklable, and free of any RDF library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# --- sources: what a listing prints ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Location:
    """Lines of one source file, both ends included, counted from 1."""

    source: str
    """Name of the file as the user knows it; no folder of this machine."""
    digest: str
    """SHA-256 of the file's bytes as they lie on the disk, 64 hex digits."""
    first_line: int
    last_line: int

    def __str__(self) -> str:
        if self.first_line == self.last_line:
            return f"{self.source}:{self.first_line}"
        return f"{self.source}:{self.first_line}-{self.last_line}"


@dataclass(frozen=True, slots=True)
class Record:
    """One printed occurrence of an entry: its fields as printed, nothing interpreted.

    ``date``, ``title`` and ``abstract`` are "" where the listing prints none. Outer white
    space is removed; lines of one paragraph are joined by a blank, paragraphs of an
    abstract by a line feed.
    """

    ordinal: int
    """1-based position of the entry in its listing."""
    date: str
    title: str
    abstract: str
    where: Location
    url: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A source file that was read to its end, and what it says of its own coverage."""

    name: str
    digest: str
    entries: int
    lines: int
    first_result: int | None = None
    last_result: int | None = None
    total_results: int | None = None
    """``51``, ``60``, ``112`` of a printed ``51 - 60 of 112``; the total counts the whole search."""
    coverage_line: int | None = None


# --- reading: what the printed words say ----------------------------------------------


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days a printed date may mean, both ends included, at the precision printed."""

    verbatim: str
    edtf: str
    """EDTF level 0 or 1: ``1949-01-08``, ``1949-03``, ``1949``, ``1949~``, ``1961-08-03/1961-08-05``."""
    earliest: date
    latest: date


class NameKind(StrEnum):
    """What kind of agent a name stands for (the terms of the annotation rules)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OFFICE = "office"
    """An unnamed holder of a post."""
    GROUP = "group"
    """A delegation or another collective."""
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Name:
    """A party as the title writes it."""

    as_written: str
    """The full span: role, honorific and bracketed alias included, possessive excluded."""
    bare_name: str
    """The name outside the brackets, without role and honorific; for an office, the role."""
    kind: NameKind
    bracketed: str | None = None
    """The name in brackets after it. Which of the two is the cover name, linking decides."""
    honorific: str | None = None
    role: str | None = None
    """Post or title of office, without article."""
    signatory: str | None = None
    """The person in brackets after an institution."""
    affiliation: str | None = None
    relation: str | None = None
    """``for`` or ``convey to``: named after the addressee as the final one."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document that the title says this one transmits."""

    genre: str
    creators: tuple[Name, ...] = ()
    recipients: tuple[Name, ...] = ()
    date: DateSpan | None = None
    qualifiers: tuple[str, ...] = ()


class EventDateRole(StrEnum):
    """What a date inside a title dates."""

    EVENT = "event"
    DOCUMENT = "document"
    ENCLOSED_DOCUMENT = "enclosed-document"


@dataclass(frozen=True, slots=True)
class TitleReading:
    """A title, read. Every string is a verbatim part of the title, but genre and qualifiers."""

    genre: str = "document"
    """A key of the closed list in vocab/genres.ttl."""
    genre_also: str | None = None
    qualifiers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    creators: tuple[Name, ...] = ()
    recipients: tuple[Name, ...] = ()
    via: tuple[Name, ...] = ()
    participants: tuple[Name, ...] = ()
    topic: str | None = None
    event_date: DateSpan | None = None
    event_date_role: EventDateRole | None = None
    places: tuple[str, ...] = ()
    event_place: str | None = None
    """The place where the recorded event was held, if the title says so. Also in ``places``."""
    enclosures: tuple[Enclosure, ...] = ()
    classification: str | None = None
    place_from: str | None = None
    place_to: str | None = None
    published_in: str | None = None
    unread: tuple[str, ...] = ()
    """What no rule understood, verbatim, in title order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record whose date and title have been read."""

    record: Record
    date: DateSpan | None
    """None where no date is printed or no form reads it; the latter is a Problem."""
    title: TitleReading


# --- authorities: whom the names mean -------------------------------------------------


class Certainty(StrEnum):
    """How surely a name means an agent."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNRESOLVED = "unresolved"


class PartyRole(StrEnum):
    """As what a party takes part in a document."""

    CREATOR = "creator"
    RECIPIENT = "recipient"
    VIA = "via"
    PARTICIPANT = "participant"


class LabelKind(StrEnum):
    """What kind of name a dated name is."""

    COVER_NAME = "cover-name"
    ALLONYM = "allonym"
    """The name of a real person, lent to another; resolves only where a title equates the two."""
    SHORT_FORM = "short-form"


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that means an agent in a stretch of time only."""

    text: str
    kind: LabelKind
    attested_from: date
    attested_to: date
    """Inside these days the match has the name's own certainty."""
    valid_from: date
    valid_to: date
    """Outside the attested days, but inside these, the match is inferred. Never beyond."""
    certainty: Certainty
    evidence: str = ""
    misprints: tuple[str, ...] = ()
    """Wrong spellings of this name; they mean the agent in the same stretch of time."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An agent or a place: a record of the authority file, or a name nobody has resolved.

    ``key`` is the local part of its IRI: ``mao-zedong``, or ``unresolved/n-petrov``.
    """

    key: str
    kind: NameKind
    label: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    dated_names: tuple[DatedName, ...] = ()
    birth: str | None = None
    """EDTF."""
    death: str | None = None
    """EDTF."""
    same_as: tuple[str, ...] = ()
    """IRIs of records elsewhere that the authority data carry. Never computed."""
    evidence: str = ""
    note: str = ""
    resolved: bool = True
    """False for a name without an authority record."""
    identified: bool = True
    """False for an authority record of an agent that the sources leave unnamed."""
    record_labels: tuple[str, ...] = ()
    """Forms too general to stand alone; they mean this agent only beside its full name."""
    record_iri: str = ""
    """IRI of the authority record; "" for a record without one, such as a row of a table."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of vocab/: a genre or a role."""

    iri: str
    label: str
    scheme: str
    matches: tuple[tuple[str, str], ...] = ()
    """(``exactMatch``, ``closeMatch`` or ``broadMatch``; IRI of the concept elsewhere)."""
    form: str = ""
    """Of a genre: ``message``, ``conversation`` or neither."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name, whom it was taken for, how surely, and by which rule."""

    name: Name
    agent: Authority
    certainty: Certainty
    rule: str
    """Key of the rule, such as ``preferred-label`` or ``dated-pseudonym``."""
    alias: str | None = None
    """The cover name or other name printed beside the real one."""
    nominal: Authority | None = None
    """The real person under whose name the agent wrote, where a title equates the two."""


@dataclass(frozen=True, slots=True)
class Party:
    """A link with the part it plays in a document."""

    role: PartyRole
    position: int
    """1-based within its role, in title order."""
    link: Link


@dataclass(frozen=True, slots=True)
class LinkedEnclosure:
    """An enclosure whose names have been looked up."""

    enclosure: Enclosure
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place name of the title and the place it was taken for."""

    as_written: str
    place: Authority
    certainty: Certainty
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, body or place named in running text, and what the name was taken for."""

    start: int
    end: int
    """Offsets in characters of the verbatim text, from 0, end excluded."""
    text: str
    agent: Authority
    certainty: Certainty
    rule: str
    """Key of the rule, such as ``preferred-label`` or ``part-of-name``."""
    metonym: bool = False
    """Whether a place stands for its government or leadership."""


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry whose names have been looked up."""

    entry: Entry
    parties: tuple[Party, ...]
    enclosures: tuple[LinkedEnclosure, ...] = ()
    places: tuple[PlaceLink, ...] = ()
    """Places of the title that the authority file knows, in title order."""
    mentions: tuple[Mention, ...] = ()
    """What the abstract names, in its order; offsets in the verbatim abstract."""
    topic_mentions: tuple[Mention, ...] = ()
    """What the topic of the title names; offsets in the topic."""
    candidates: tuple[str, ...] = ()
    """Names in the abstract that no record is linked to, as printed, each once. Nothing is said of them."""


# --- documents: what the occurrences have in common -----------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One described document and every occurrence of it, in the order of (source, line).

    ``key`` is the local part of its IRI: ``1949-01-08-3f2a9c0b1d4e``. All occurrences
    share date, title and abstract but for white space and quote marks; the first one
    speaks for all.
    """

    key: str
    occurrences: tuple[LinkedEntry, ...]

    @property
    def main(self) -> LinkedEntry:
        """The occurrence whose spelling stands for the document."""
        return self.occurrences[0]


# --- runs -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """What one more chunk adds to a build."""

    entries: int
    characters: int
    """Of dates, titles and abstracts."""
    size: int
    """Bytes of all sources together, as they lie on the disk."""
