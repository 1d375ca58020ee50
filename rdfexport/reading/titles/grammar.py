"""A title -> TitleReading: the head, then one production after the other, then the places."""

from __future__ import annotations

from rdfexport.model import DateSpan, EventDateRole, TitleReading
from rdfexport.reading.kinds import ARTICLE, BRACKET, COLON, COMMA, CUE, ON, QUOTE, SIGN, SUBJECT, TO
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.brackets import BracketKind, bracket_kind
from rdfexport.reading.titles.draft import Draft, Mode
from rdfexport.reading.titles.heads import read_head
from rdfexport.reading.titles.phrases import PRODUCTIONS
from rdfexport.reading.titles.places import find_places
from rdfexport.reading.titles.segments import read_behind_form
from rdfexport.reading.titles.topic import topic_between, topic_end
from rdfexport.reading.titles.words import inner_words, scan


def read_title(title: str, date: DateSpan | None, lexicon: Lexicon) -> TitleReading:
    """Read a title; what no rule understands is in ``unread``.

    Args:
        title: as printed.
        date: the catalogue date: a date in the title that names no year takes its year.
        lexicon: the words the rules know.
    """
    text = " ".join(title.split())
    year = date.earliest.year if date and date.earliest.year == date.latest.year else None
    draft = Draft(scan(text, lexicon), lexicon, year)
    if len(draft.words):
        at = read_head(draft)
        if at is not None:
            _read_rest(draft, read_behind_form(draft, at))
        elif (quoted := _quoted_title(draft)) is not None:
            _adopt(draft, read_title(quoted, date, lexicon), quoted)
        elif (at := _correspondence(draft)) is not None:
            _read_rest(draft, at)
        else:
            _subject_alone(draft)
    return _finish(draft)


def _read_rest(draft: Draft, at: int) -> None:
    flags = draft.words.flags
    stop = len(draft.words)
    while at < stop:
        flag = flags[at]
        for mask, read in PRODUCTIONS:
            if flag & mask and (behind := read(draft, at)) is not None:
                at = behind
                break
        else:
            if not flag & COMMA:
                draft.leave(at, at + 1)
            at += 1


def _quoted_title(draft: Draft) -> str | None:
    """``A, 'Title'``: the quoted title, if only an author stands before it."""
    words = draft.words
    found = draft.names(0)
    if found is None:
        return None
    at = found.stop + 1 if words.flags[found.stop] & COMMA else found.stop
    if not words.flags[at] & QUOTE or at + 1 < len(words):
        return None
    draft.take(found, 0, draft.creators)
    return words.inner(at)


def _adopt(draft: Draft, quoted: TitleReading, text: str) -> None:
    """Take over what a quoted title says, as if it were the title."""
    draft.genre = quoted.genre
    draft.genre_also = quoted.genre_also
    draft.qualifiers.extend(quoted.qualifiers)
    draft.numbers.extend(quoted.numbers)
    draft.participants.extend(quoted.participants)
    draft.creators.extend(name for name in quoted.creators if name not in draft.creators)
    draft.recipients.extend(quoted.recipients)
    draft.via.extend(quoted.via)
    draft.topic = text if quoted.genre == "document" else quoted.topic
    draft.event_place = quoted.event_place
    draft.enclosures.extend(quoted.enclosures)
    if quoted.event_date:
        draft.add_date_text(quoted.event_date.verbatim, quoted.event_date_role)


def _correspondence(draft: Draft) -> int | None:
    """``A to B`` without a word for the form."""
    flags = draft.words.flags
    sender = draft.names(0)
    if sender is None:
        return None
    to = sender.stop + 1 if _is_seat(draft, sender.stop) else sender.stop
    if not flags[to] & TO:
        return None
    addressee = draft.names(to + 1, addressed=True)
    if addressee is None or not flags[addressee.stop] & SIGN:
        return None
    if any(flag & SUBJECT for flag in flags[: addressee.stop]):
        return None
    draft.genre = "correspondence"
    draft.take(sender, 0, draft.creators)
    return draft.take(addressee, to + 1, draft.recipients)


def _is_seat(draft: Draft, i: int) -> bool:
    """Whether a bracket names a place: ``Sir H. Trevelyan (Peking) to Mr. Eden``."""
    if not draft.words.flags[i] & BRACKET:
        return False
    inner = inner_words(draft.words, i, draft.lexicon)
    return bracket_kind(inner, draft.lexicon) is BracketKind.PLACE


def _subject_alone(draft: Draft) -> None:
    """Where nothing but a subject is named, the words are the topic."""
    flags = draft.words.flags
    first = 1 if flags[0] & (ON | CUE) and len(draft.words) > 1 else 0
    if first and flags[0] & CUE and flags[1] & COLON and len(draft.words) > 2:
        first = 2
    stop = topic_end(draft, first)
    if first == 0 and flags[0] & QUOTE and len(draft.words) == 1:
        draft.topic = draft.words.inner(0) or None
    elif first == 0 and flags[0] & ARTICLE:
        topic_between(draft, 0, stop)
        draft.topic = draft.words.span(0, stop)
    else:
        draft.topic = topic_between(draft, first, stop)
    _read_rest(draft, stop)


def _finish(draft: Draft) -> TitleReading:
    event_date, role = draft.event_date
    if draft.mode is not Mode.MESSAGE and role is EventDateRole.DOCUMENT:
        role = EventDateRole.EVENT
    return TitleReading(
        genre=draft.genre,
        genre_also=draft.genre_also,
        qualifiers=tuple(draft.qualifiers),
        numbers=tuple(draft.numbers),
        creators=tuple(draft.creators),
        recipients=tuple(draft.recipients),
        via=tuple(draft.via),
        participants=tuple(draft.participants),
        topic=draft.topic,
        event_date=event_date,
        event_date_role=role,
        places=find_places(draft),
        event_place=draft.event_place,
        enclosures=tuple(draft.enclosures),
        classification=draft.classification,
        place_from=draft.place_from,
        place_to=draft.place_to,
        published_in=draft.published_in,
        unread=draft.unread,
    )
