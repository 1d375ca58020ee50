"""Whom and what a running text names: LinkedEntry.mentions from the labels of vocab/.

Whole names only, longest first (:mod:`.mention_index`); whom each stands for is decided
within one entry, from its date, title and text. What stays open becomes a candidate and is
not asserted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day
from functools import lru_cache
from typing import NamedTuple

from rdfexport.authorities.candidates import Fit, look_up, weakest
from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.mention_forms import Form, Meaning
from rdfexport.authorities.mention_index import Found, mention_index
from rdfexport.authorities.metonyms import is_metonym
from rdfexport.authorities.party_bodies import Named, body_key
from rdfexport.authorities.unknown_names import survey
from rdfexport.authorities.vocabulary import Vocabulary
from rdfexport.model import Authority, Certainty, DateSpan, Mention, NameKind, Party

REASONS: Mapping[str, str] = {
    "spelling-variant": "the name is another transliteration of a label of one record",
    "composed-label": "the name is a label of one record with a body in it called by another of its names",
    "part-of-name": "the name is a part of a full name that the same entry prints",
    "gloss": "the text equates the name with another one of the same agent",
    "text-allonym": "the text equates the agent with the real person whose name was lent",
    "title-allonym": "the title of the entry equates the agent with the real person whose name was lent",
    "party-body": "the body is that of the party which the sentence implies",
}
"""Why a rule of mentions answers as it does; the other rules are those of titles."""

_OPENING = re.compile(r"(?:'s|’s)? ?[(\[]")
_CLOSING = frozenset(")]")


class Reading(NamedTuple):
    """What a text names, and the names in it that nobody is linked to."""

    mentions: tuple[Mention, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """What the entry says about its names elsewhere."""

    by_word: Mapping[str, frozenset[str]]
    """For a word, the keys of those whose full name the entry prints with it."""
    full: Mapping[str, Authority]
    """By key: persons and bodies whose full name the entry prints."""
    strangers: frozenset[str]
    """Words of the title's full names that nobody is known by."""
    lent: Mapping[str, Meaning]
    """For a lent name, who writes under it according to the title."""


_EMPTY = Reading()


def find_mentions(
    text: str, date: DateSpan | None, parties: Sequence[Party], vocabulary: Vocabulary
) -> Reading:
    """Find every name of the authority file in an abstract.

    Args:
        text: verbatim; offsets count its characters.
        date: of the document, None where it has none.
        parties: of the same entry's title, those of its enclosures included.
        vocabulary: who bears which name, and when.
    """
    found = mention_index(vocabulary).find(text) if text else []
    surveyed = survey(text, found)
    if surveyed.inside_longer:
        found = [label for i, label in enumerate(found) if i not in surveyed.inside_longer]
    if not found:
        return Reading((), surveyed.candidates) if surveyed.candidates else _EMPTY
    mentions, unsettled = _settled(text, found, date, parties, vocabulary)
    return Reading(tuple(mentions), tuple(dict.fromkeys((*surveyed.candidates, *unsettled))))


def find_topic_mentions(
    topic: str, date: DateSpan | None, parties: Sequence[Party], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """Find every name of the authority file in the topic of a title.

    Every word of a title has a capital, so nobody can tell "Mao Visit" from "Mao Anying":
    a person's single name beside another capitalised word is possible, no more.
    """
    found = mention_index(vocabulary).find(topic)
    if not found:
        return ()
    mentions, _ = _settled(topic, found, date, parties, vocabulary)
    doubtful = {found[i].start for i in survey(topic, found).inside_longer if not found[i].form.is_full}
    return tuple(
        _weakened(mention) if mention.start in doubtful and mention.agent.kind is NameKind.PERSON else mention
        for mention in mentions
    )


def _weakened(mention: Mention) -> Mention:
    start, end, text, agent = mention.start, mention.end, mention.text, mention.agent
    certainty = weakest(mention.certainty, Certainty.POSSIBLE)
    return Mention(start, end, text, agent, certainty, mention.rule, mention.metonym)


def _settled(
    text: str, found: list[Found], date: DateSpan | None, parties: Sequence[Party], vocabulary: Vocabulary
) -> tuple[list[Mention], list[str]]:
    meanings = _meanings(found, date, parties)
    if "(" in text or "[" in text:
        _settle_glosses(text, found, date, meanings)
    if None in meanings:
        _settle_bodies(text, found, meanings, [party.link.agent for party in parties], vocabulary)
    mentions: list[Mention] = []
    unsettled: list[str] = []
    for (start, end, form), meaning in zip(found, meanings, strict=True):
        if meaning is None:
            if form.bearers:
                unsettled.append(text[start:end])
            continue
        agent, certainty, rule = meaning
        metonym = agent.kind is NameKind.PLACE and is_metonym(text, start, end)
        mentions.append(Mention(start, end, text[start:end], agent, certainty, rule, metonym))
    return mentions, unsettled


def _meanings(
    found: Sequence[Found], date: DateSpan | None, parties: Sequence[Party]
) -> list[Meaning | None]:
    """Whom each form means. Most mean one record in every entry and need no context."""
    latest = date.latest if date else day.max
    has_title_doubts = False
    for party in parties:
        if not party.link.agent.resolved or party.link.rule == "bracket-allonym":
            has_title_doubts = True
    context: _Context | None = None
    meanings: list[Meaning | None] = []
    for _, _, form in found:
        if form.stands_alone or (form.is_own_part and not has_title_doubts):
            # Nobody is named before his birth; after his death one may be.
            meanings.append(
                _borne_in_time(form, date)
                if form.sole is None
                else form.sole
                if latest >= form.born
                else None
            )
            continue
        if context is None:
            context = _context(found, date, parties)
        meanings.append(_meaning(form, date, context))
    return meanings


def _context(found: Iterable[Found], date: DateSpan | None, parties: Sequence[Party]) -> _Context:
    by_word: dict[str, set[str]] = defaultdict(set)
    full: dict[str, Authority] = {}
    strangers: set[str] = set()
    lent: dict[str, Meaning] = {}

    def add(printed: str, agent: Authority) -> None:
        words = printed.split()
        if len(words) > 1 or agent.kind is not NameKind.PERSON:
            full[agent.key] = agent
            for word in words:
                by_word[word.casefold()].add(agent.key)

    for party in parties:
        link = party.link
        if not link.agent.resolved:
            if link.name.kind is NameKind.PERSON and " " in link.name.bare_name:
                strangers.update(word.casefold() for word in link.name.bare_name.split())
            continue
        add(link.name.bare_name, link.agent)
        if link.rule == "bracket-allonym" and link.alias:
            lent[link.alias.casefold()] = Meaning(link.agent, link.certainty, "title-allonym")
        elif link.name.bracketed:
            add(link.name.bracketed, link.agent)
    for label in found:
        form = label.form
        if form.bearers and (form.is_full or form.bearers[0].authority.kind is not NameKind.PERSON):
            known = _borne(form, date)
            if known:
                add(form.label, known.agent)
    return _Context(
        {word: frozenset(keys) for word, keys in by_word.items()}, full, frozenset(strangers), lent
    )


def _meaning(form: Form, date: DateSpan | None, context: _Context) -> Meaning | None:
    """Whom a form means in an entry, as far as one form alone can tell."""
    if form.is_full or not form.beside_full_name:
        if form.bearers:
            return _borne(form, date)
        # A general name of a body beside its full one.
        beside = [a for a in form.beside_full_name if a.key in context.full]
        return Meaning(beside[0], Certainty.PROBABLE, "part-of-name") if len(beside) == 1 else None
    word = form.label.casefold()
    if word in context.lent:
        return context.lent[word]
    own = _borne(form, date)
    keys = context.by_word.get(word, frozenset())
    # "Jieshi" need not stand in the full name as printed; a mere word of a name must.
    meant = [
        a for a in form.beside_full_name if a.key in (keys if form.part_only else context.full.keys() | keys)
    ]
    if own and len(meant) == 1 and meant[0] is own.agent:
        return own
    if word in context.strangers:
        return None
    if meant:
        return Meaning(meant[0], Certainty.PROBABLE, "part-of-name") if len(meant) == 1 else None
    return own


def _borne(form: Form, date: DateSpan | None) -> Meaning | None:
    """Who bears the form as a label at the date of the document.

    One may be named after one's death, but not before one's birth.
    """
    if form.sole is None:
        return _borne_in_time(form, date) if form.bearers else None
    return form.sole if date is None or date.latest >= form.born else None


@lru_cache(maxsize=1 << 14)
def _borne_in_time(form: Form, date: DateSpan | None) -> Meaning | None:
    match = look_up(form.label, date, {normal_form(form.label): form.bearers}).settled
    if match is None:
        return None
    certainty = weakest(match.certainty, Certainty.CERTAIN if form.rule is None else Certainty.PROBABLE)
    return Meaning(match.agent, certainty, form.rule or match.bearer.rule)


def _settle_glosses(
    text: str, found: Sequence[Found], date: DateSpan | None, meanings: list[Meaning | None]
) -> None:
    """``Kuznetsov's (Stalin) cable``: two names of one agent, if the authority file allows it."""
    for i in range(len(found) - 1):
        one, other = found[i], found[i + 1]
        if text[other.end : other.end + 1] not in _CLOSING or not _OPENING.fullmatch(
            text, one.end, other.start
        ):
            continue
        for doubtful, sure in ((i, i + 1), (i + 1, i)):
            meaning, known = meanings[doubtful], meanings[sure]
            if known is None or (meaning and meaning.agent is known.agent):
                continue
            if equated := _equated(found[doubtful].form, known, date, is_unknown=meaning is None):
                meanings[doubtful] = equated
                break
            if meaning and _is_conflict(found[doubtful].form, meaning, known):
                # The text equates two whom the authority file keeps apart: neither is asserted.
                meanings[doubtful] = None


def _is_conflict(form: Form, meaning: Meaning, known: Meaning) -> bool:
    persons = meaning.agent.kind is NameKind.PERSON and known.agent.kind is NameKind.PERSON
    return persons and form.sole is None


def _equated(form: Form, known: Meaning, date: DateSpan | None, *, is_unknown: bool) -> Meaning | None:
    """What a form means that the text equates with the name of a known agent."""
    candidates = look_up(form.label, date, {normal_form(form.label): form.bearers})
    for match in candidates.lent:
        if match.agent is known.agent and match.in_time:
            certainty = weakest(match.certainty, known.certainty, Certainty.POSSIBLE)
            return Meaning(known.agent, certainty, "text-allonym")
    match_of = candidates.of(known.agent)
    named_so = match_of is not None and match_of.fit is not Fit.OUTSIDE
    if is_unknown and (named_so or known.agent in form.beside_full_name):
        return Meaning(known.agent, weakest(known.certainty, Certainty.PROBABLE), "gloss")
    return None


def _settle_bodies(
    text: str,
    found: Sequence[Found],
    meanings: list[Meaning | None],
    of_title: Sequence[Authority],
    vocabulary: Vocabulary,
) -> None:
    """``Central Committee``: of the party that the sentence implies."""
    for i, label in enumerate(found):
        if meanings[i] is None and not label.form.bearers and label.form.is_body:
            named = [
                Named(other.start, other.end, meaning.agent)
                for other, meaning in zip(found, meanings, strict=True)
                if meaning
            ]
            if body := body_key(text, label.start, label.end, named, of_title):
                key, certainty = body
                if agent := vocabulary.agents.get(key):
                    meanings[i] = Meaning(agent, certainty, "party-body")
