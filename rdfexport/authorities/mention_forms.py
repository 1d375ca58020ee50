"""Every string by which a record of the authority file may be named in running text.

Goes in: a vocabulary. Comes out: for each string the records that bear it as a label, the
records that it means only beside their full name, and which of its letters are capitals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.mention_words import ADJECTIVES, COMMON_NAME_WORDS, FUNCTION_WORDS
from rdfexport.authorities.party_bodies import PARTIES, named_bodies
from rdfexport.authorities.spellings import compositions, fold, transliterations, with_initials
from rdfexport.authorities.vocabulary import Bearer, Index, Vocabulary
from rdfexport.model import Authority, Certainty, NameKind


class Meaning(NamedTuple):
    """Whom a name means, how surely, and by which rule."""

    agent: Authority
    certainty: Certainty
    rule: str


# No equality by value: a form is a key of caches.
@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a string may mean, when it is printed with the capitals of a name."""

    label: str
    """As the authority file writes it, or as a rule spells it."""
    spellings: tuple[str, ...] = ()
    """The label and others that differ from it in marks only."""
    bearers: tuple[Bearer, ...] = ()
    """Who bears it; empty if it only counts beside a full name."""
    beside_full_name: tuple[Authority, ...] = ()
    """Records that it means inside an entry that prints their full name: a part of a name."""
    part_only: bool = True
    """Whether no record lists it: it is a word of the names of ``beside_full_name``."""
    rule: str | None = None
    """Key of the rule that spelled it so; None for a label of the file."""
    capitals: tuple[int, ...] = ()
    """Which of its letters and digits must be upper case."""
    is_full: bool = False
    """Whether it has more words than one, so that its words may be used alone after it."""
    sole: Meaning | None = None
    """What it means at any date, if it has one bearer only."""
    born: date = date.min
    """From when on it means ``sole``: nobody is named before his birth."""
    stands_alone: bool = False
    """Whether nothing else in the entry can change what it means."""
    is_own_part: bool = False
    """Whether it is a word of no other record's name than that of ``sole``."""

    @property
    def is_body(self) -> bool:
        """Whether it is the general name of a body."""
        return any(record.kind is not NameKind.PERSON for record in self.beside_full_name)


@dataclass(frozen=True, slots=True)
class _Draft:
    label: str
    bearers: tuple[Bearer, ...] = ()
    beside: Authority | None = None
    is_part: bool = False
    rule: str | None = None


def read_forms(vocabulary: Vocabulary) -> Mapping[str, Form]:
    """Every form of every label, by :func:`fold`."""
    return {key: _form(drafts) for key, drafts in _drafts(vocabulary).items()}


def _drafts(vocabulary: Vocabulary) -> dict[str, list[_Draft]]:
    """What each folded string may mean: labels first, then record labels, parts, spellings."""
    drafts: dict[str, list[_Draft]] = defaultdict(list)
    labels = list(_labels(vocabulary))
    for label, bearers in labels:
        drafts[fold(label)].append(_Draft(label, bearers))
    records = [*vocabulary.agents.values(), *vocabulary.places.values()]
    for record in records:
        for label in record.record_labels if record.identified else ():
            drafts[fold(label)].append(_Draft(label, beside=record))
    for label, bearers in labels:
        for word in label.split() if " " in label and "," not in label else ():
            for bearer in bearers:
                record = bearer.authority
                if record.kind is NameKind.PERSON and word[0].isupper() and len(word) > 1 and "." not in word:
                    drafts[fold(word)].append(_Draft(word, beside=record, is_part=True))
    known = frozenset(drafts)
    for label, bearers, rule in _spelled_by_rule(labels, records):
        if fold(label) not in known:
            drafts[fold(label)].append(_Draft(label, bearers, rule=rule))
    drafts.pop("", None)
    return {
        key: found
        for key, found in drafts.items()
        if key not in ADJECTIVES and len({id(b.authority) for d in found if d.rule for b in d.bearers}) <= 1
    }


def _labels(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[Bearer, ...]]]:
    """Printed names and their bearers. Posts are no names; a bracketed gloss is a second one."""
    for record in (*vocabulary.agents.values(), *vocabulary.places.values()):
        if record.kind is NameKind.OFFICE:
            continue
        index = vocabulary.place_labels if record.key in vocabulary.places else vocabulary.agent_labels
        texts = [record.label, *record.alt_labels, *record.hidden_labels]
        for name in record.dated_names:
            texts += [name.text, *name.misprints]
        for text in dict.fromkeys(texts):
            bearers = _bearers(text, record, index)
            if bearers and not _is_glossed(text, index):
                yield text, bearers


def _bearers(text: str, record: Authority, index: Index) -> tuple[Bearer, ...]:
    return tuple(b for b in index.get(normal_form(text), ()) if b.authority is record)


def _is_glossed(text: str, index: Index) -> bool:
    outer, bracket, inner = text.partition(" (" if " (" in text else " [")
    return bool(bracket) and normal_form(inner.rstrip(")]")) in index and normal_form(outer) in index


def _spelled_by_rule(
    labels: list[tuple[str, tuple[Bearer, ...]]], records: Iterable[Authority]
) -> Iterator[tuple[str, tuple[Bearer, ...], str]]:
    synonyms = {
        label: (record.label, *record.alt_labels)
        for record in records
        if record.kind is not NameKind.PERSON and record.identified
        for label in (record.label, *record.alt_labels)
    }
    alone: dict[str, set[str]] = defaultdict(set)
    for label, bearers in labels:
        if all(bearer.dated is None for bearer in bearers):
            alone[bearers[0].authority.key].add(label)
    for label, bearers in labels:
        kind = bearers[0].authority.kind
        if kind is NameKind.PERSON:
            suffices = label.split()[-1] in alone.get(bearers[0].authority.key, ())
            spelled = {label, *transliterations(label)}
            spelled |= {s for name in spelled for s in with_initials(name, surname_suffices=suffices)}
            for other in sorted(spelled - {label}):
                yield other, bearers, "spelling-variant"
        elif kind in (NameKind.ORGANISATION, NameKind.GROUP):
            record = bearers[0].authority
            own = {record.label, *record.alt_labels}
            others = {name: names for name, names in synonyms.items() if name not in own}
            for other in compositions(label, others):
                yield other, bearers, "composed-label"
    bearing = {bearers[0].authority.key: bearers[:1] for _, bearers in labels if not bearers[0].dated}
    for party in PARTIES:
        names = [label for label, bearers in labels if bearers[0].authority.key == party]
        for name, key in named_bodies(party, names):
            if key in bearing:
                yield name, bearing[key], "composed-label"


def _form(drafts: list[_Draft]) -> Form:
    label = drafts[0].label
    beside = {d.beside.key: d.beside for d in drafts if d.beside}
    bearers = {(b.authority.key, b.dated): b for d in drafts for b in d.bearers}
    rule = drafts[0].rule
    only = next(iter(bearers.values())) if len(bearers) == 1 else None
    sole = None
    if only and only.dated is None:
        certainty = Certainty.PROBABLE if rule else Certainty.CERTAIN
        sole = Meaning(only.authority, certainty, rule or only.rule)
    return Form(
        label=label,
        spellings=tuple(dict.fromkeys(draft.label for draft in drafts)),
        bearers=tuple(bearers.values()),
        beside_full_name=tuple(beside.values()),
        part_only=all(d.is_part for d in drafts),
        rule=rule,
        # "Kim Il Sung" is also "Kim Il-sung": only what all of them write with a capital must have one.
        capitals=tuple(sorted(set.intersection(*(set(_capitals(draft.label)) for draft in drafts)))),
        is_full=" " in label,
        stands_alone=bool(bearers) and (" " in label or not beside),
        sole=sole,
        born=only.lived.first if only else date.min,
        is_own_part=sole is not None and beside.keys() <= {sole.agent.key},
    )


def _capitals(label: str) -> tuple[int, ...]:
    """Which letters must be upper case: those of the words that are nothing but names."""
    proper: list[int] = []
    common: list[int] = []
    at = 0
    for word in label.split():
        letters = [c for c in word if c.isalnum()]
        upper = [at + i for i, c in enumerate(letters) if c.isupper()]
        (common if fold(word).removesuffix("s") in _COMMON else proper).extend(upper)
        at += len(letters)
    return tuple(proper) or tuple(common)


_COMMON = frozenset(word.removesuffix("s") for word in COMMON_NAME_WORDS | FUNCTION_WORDS)
