"""What ``rdfexport parse`` shows: each printed occurrence, read and looked up, as one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from rdfexport.formats import SourceFormat
from rdfexport.iris import document_key
from rdfexport.model import LinkedEntry, Listing, Mention, NameKind, Party, PartyRole, Record
from rdfexport.pipeline.chunks import read_and_link
from rdfexport.pipeline.tools import load_reading_tools
from rdfexport.problems import Problem
from rdfexport.reporting import printable
from rdfexport.sources import find_sources, read_source

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


def parse(
    paths: Sequence[str],
    *,
    source_format: SourceFormat | None = None,
    columns: Mapping[str, str] | None = None,
    authorities: Sequence[Path] = (),
    lexicons: Sequence[Path] = (),
) -> Iterator[LinkedEntry | Problem | Listing]:
    """Read the sources lazily: each entry after the Problems it gave rise to, then its Listing.

    Raises:
        ListingNotReadable, VocabularyInvalid: see there.
    """
    sources, problems = find_sources(paths, format=source_format, columns=columns or {})
    tools = load_reading_tools(authorities, lexicons)
    yield from problems
    yield from tools.vocabulary.problems
    for source in sources:
        for item in read_source(source):
            if isinstance(item, Record):
                linked, found = read_and_link(item, tools)
                yield from found
                yield linked
            else:
                yield item


def occurrence(linked: LinkedEntry) -> dict[str, Json]:
    """One printed occurrence with the keys of the annotation rules.

    Names carry ``name`` (the label of the agent, or the name as printed where nobody is
    known by it), ``as_written``, ``bare_name``, ``type`` and, if there is more to say,
    ``honorific``, ``role``, ``alias``, ``agent``, ``certainty`` and ``rule``.
    """
    entry = linked.entry
    record, title = entry.record, entry.title
    date = entry.date.edtf if entry.date else None
    return {
        "source": record.where.source,
        "ordinal": record.ordinal,
        "first_line": record.where.first_line,
        "last_line": record.where.last_line,
        "date_text": record.date or None,
        "date_edtf": date,
        "title": record.title,
        "abstract": record.abstract or None,
        "url": record.url or None,
        "identifier": record.identifier or None,
        "genre": title.genre,
        "genre_also": title.genre_also,
        "qualifiers": list(title.qualifiers),
        "numbers": list(title.numbers),
        "creators": _names(linked.parties, PartyRole.CREATOR),
        "recipients": _names(linked.parties, PartyRole.RECIPIENT),
        "via": _names(linked.parties, PartyRole.VIA),
        "participants": _names(linked.parties, PartyRole.PARTICIPANT),
        "topic": title.topic,
        "mentions": [_mention(mention) for mention in linked.mentions],
        "candidates": list(linked.candidates),
        "event_date_edtf": title.event_date.edtf if title.event_date else None,
        "event_date_role": title.event_date_role,
        "places_in_title": list(title.places),
        "enclosures": [
            {
                "genre": enclosed.enclosure.genre,
                "creators": _names(enclosed.parties, PartyRole.CREATOR),
                "recipients": _names(enclosed.parties, PartyRole.RECIPIENT),
                "date_edtf": enclosed.enclosure.date.edtf if enclosed.enclosure.date else None,
                "qualifiers": list(enclosed.enclosure.qualifiers),
            }
            for enclosed in linked.enclosures
        ],
        "classification": title.classification,
        "place_from": title.place_from,
        "place_to": title.place_to,
        "published_in": title.published_in,
        "unread": list(title.unread),
        "document_key": document_key(date or record.date, record.title, record.abstract),
    }


def _names(parties: Iterable[Party], role: PartyRole) -> list[Json]:
    return [_name(party) for party in parties if party.role is role]


def _name(party: Party) -> dict[str, Json]:
    name, link = party.link.name, party.link
    full: dict[str, Json] = {
        "name": link.agent.label,
        "as_written": name.as_written,
        "bare_name": name.bare_name,
        "type": name.kind,
        "honorific": name.honorific,
        "role": name.role,
        "alias": link.alias,
        "signatory": name.signatory,
        "affiliation": name.affiliation,
        "relation": name.relation,
        "agent": link.agent.key if link.agent.resolved else None,
        "certainty": link.certainty,
        "rule": link.rule,
    }
    return {key: value for key, value in full.items() if value is not None}


_KINDS = {NameKind.PERSON: "person", NameKind.PLACE: "place"}


def _mention(mention: Mention) -> dict[str, Json]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": _KINDS.get(mention.agent.kind, "org"),
        "key": mention.agent.key,
        "metonym": mention.metonym,
        "certainty": mention.certainty,
        "rule": mention.rule,
    }


def occurrence_table(shown: Mapping[str, Json]) -> str:
    """An occurrence as a paragraph for people: one line a field, nothing for empty ones."""
    lines = [
        f"{shown['source']}:{shown['first_line']}  {shown['date_text'] or '(no date)'}  {shown['title']}"
    ]
    for key in _TABLE_FIELDS:
        value = shown[key]
        if value:
            lines.append(f"  {_WORDS.get(key, key.replace('_', ' ')):<16}{_in_words(value)}")
    return "\n".join([*map(printable, lines), ""])


_WORDS = {"date_edtf": "date", "event_date_edtf": "date in title", "unread": "not understood"}
_TABLE_FIELDS = (
    "date_edtf",
    "genre",
    "genre_also",
    "qualifiers",
    "numbers",
    "creators",
    "recipients",
    "via",
    "participants",
    "enclosures",
    "topic",
    "event_date_edtf",
    "places_in_title",
    "published_in",
    "classification",
    "unread",
)


def _in_words(value: Json) -> str:
    if isinstance(value, list):
        return "; ".join(map(_in_words, value))
    if not isinstance(value, dict):
        return str(value)
    if "as_written" not in value:
        return ", ".join(f"{key}: {_in_words(inner)}" for key, inner in value.items() if inner)
    known = f" = {value['name']}" if "agent" in value else ""
    return f"{value['as_written']}{known} ({value['certainty']})"
