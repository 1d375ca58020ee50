"""What has been read of a title so far, and the few ways to add to it."""

from __future__ import annotations

from enum import Enum, auto

from rdfexport.model import DateSpan, Enclosure, EventDateRole, Name
from rdfexport.reading.dates import parse_inner_date
from rdfexport.reading.kinds import BRACKET, PLACE, POSSESSIVE
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.parties import BEHIND_PARTY, FoundNames, read_names
from rdfexport.reading.titles.words import Words

_SPOKEN_GENRES = ("speech", "interview")


class Mode(Enum):
    """What the parties of a title are to it."""

    MESSAGE = auto()
    """Written by somebody, perhaps to somebody."""
    TALK = auto()
    """Spoken between participants."""
    SESSION = auto()
    """A body's own meeting."""


class Draft:
    """The reading of one title while it grows; ``grammar.py`` makes the TitleReading of it."""

    def __init__(self, words: Words, lexicon: Lexicon, year: int | None) -> None:
        """Begin with the words of a title and the year a date without one takes."""
        self.words = words
        self.lexicon = lexicon
        self.year = year
        self.mode = Mode.MESSAGE
        self.genre = "document"
        self.form_in_bracket = False
        """The form is the cataloguer's: ``[Memorandum] Broadcasts to Eastern Europe``."""
        self.genre_also: str | None = None
        self.qualifiers: list[str] = []
        self.numbers: list[str] = []
        self.creators: list[Name] = []
        self.recipients: list[Name] = []
        self.via: list[Name] = []
        self.participants: list[Name] = []
        self.listed = -1
        """Behind a participant named between commas: another may follow."""
        self.topic: str | None = None
        self.event_place: str | None = None
        self.place_from: str | None = None
        self.place_to: str | None = None
        self.enclosures: list[Enclosure] = []
        self.classification: str | None = None
        self.published_in: str | None = None
        self.named = bytearray(len(words) + 1)
        """1 for a word inside the name of a party: no place."""
        self.placed: set[int] = set()
        """Words taken for places by where they stand, not by the lexicon."""
        self._unread: list[tuple[int, int]] = []
        self._dates: dict[EventDateRole, DateSpan] = {}

    def names(self, first: int, *, stop: int | None = None, addressed: bool = False) -> FoundNames | None:
        """The names that begin at a word; nothing is added yet."""
        return read_names(self.words, first, self.lexicon, stop=stop, addressed=addressed)

    def take(self, found: FoundNames, first: int, *roles: list[Name]) -> int:
        """Add names to lists of this draft and mark their words; gives the position behind."""
        for role in roles:
            role.extend(name for name in found.names if name not in role)
        for i in range(first, found.stop):
            self.named[i] = 1
        return found.stop

    def add_qualifier(self, key: str) -> None:
        """Add the qualifier that a word of the lexicon stands for, once."""
        qualifier = self.lexicon.states[key]
        if qualifier not in self.qualifiers:
            self.qualifiers.append(qualifier)

    def add_date(self, i: int, role: EventDateRole | None = None) -> DateSpan | None:
        """Take the DATE at a word; without a role it dates the event where the title has one."""
        words = self.words
        return self.add_date_text(words.text[words.starts[i] : words.ends[i]], role)

    def add_date_text(self, text: str, role: EventDateRole | None = None) -> DateSpan | None:
        """Take a printed date; the first of each role counts."""
        span = parse_inner_date(text, self.year)
        if span:
            if role is None:
                role = EventDateRole.EVENT if self.is_spoken else EventDateRole.DOCUMENT
            self._dates.setdefault(role, span)
        return span

    @property
    def event_date(self) -> tuple[DateSpan | None, EventDateRole | None]:
        """The date to record: that of the event, else of an enclosure, else of the document."""
        for role in (EventDateRole.EVENT, EventDateRole.ENCLOSED_DOCUMENT, EventDateRole.DOCUMENT):
            if role in self._dates:
                return self._dates[role], role
        return None, None

    def leave(self, first: int, stop: int) -> None:
        """Keep words that no rule read."""
        if self._unread and self._unread[-1][1] == first:
            first = self._unread.pop()[0]
        self._unread.append((first, stop))

    def is_unread(self, stop: int) -> bool:
        """Whether the word before this position was left."""
        return bool(self._unread) and self._unread[-1][1] == stop

    @property
    def unread(self) -> tuple[str, ...]:
        """What was left, verbatim, where it says anything at all."""
        spans = (self.words.span(first, stop) for first, stop in self._unread)
        return tuple(text for text in spans if any(c.isalnum() for c in text))

    @property
    def is_spoken(self) -> bool:
        """Whether the title records something said somewhere, on some occasion."""
        return self.mode is not Mode.MESSAGE or self.genre in _SPOKEN_GENRES

    def is_lone_place(self, i: int) -> bool:
        """Whether a word is a place and not the beginning of a longer name."""
        flags = self.words.flags
        return bool(flags[i] & PLACE and flags[i + 1] & BEHIND_PARTY)

    def is_possessive(self, stop: int) -> bool:
        """Whether the word before this position, or before its bracket, is a possessor."""
        flags = self.words.flags
        if flags[stop - 1] & BRACKET and stop > 1:
            stop -= 1
        return bool(flags[stop - 1] & POSSESSIVE)
