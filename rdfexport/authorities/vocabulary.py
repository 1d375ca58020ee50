"""The authority file and the concepts of vocab/, with every label ready to be looked up.

Plain values without any RDF library: a vocabulary is read once and sent to each worker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.lifetimes import Lifetime, lifetime
from rdfexport.authorities.merging import merge
from rdfexport.authorities.turtle_files import read_authorities, read_concepts
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Authority, Concept, DatedName, LabelKind
from rdfexport.problems import Problem

_RULE_OF_KIND = {
    LabelKind.COVER_NAME: "dated-pseudonym",
    LabelKind.ALLONYM: "bracket-allonym",
    LabelKind.SHORT_FORM: "short-form",
}


@dataclass(frozen=True, slots=True)
class Bearer:
    """A record that bears a label, and on which terms."""

    authority: Authority
    rule: str
    """Key of the rule by which the label means the record: ``alternative-label``."""
    lived: Lifetime
    dated: DatedName | None = None
    """None for a label that holds at any date of the bearer's life."""

    @property
    def hides(self) -> bool:
        """Whether the label is a cover name or a misprint of one."""
        return self.dated is not None and self.dated.kind is LabelKind.COVER_NAME

    @property
    def is_lent(self) -> bool:
        """Whether the label is the name of somebody else."""
        return self.dated is not None and self.dated.kind is LabelKind.ALLONYM


Index = Mapping[str, tuple[Bearer, ...]]


# No equality by value: a vocabulary is a key of caches, and comparing two would cost more
# than it saves.
@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Agents, places and concepts, and who bears which label."""

    agents: Mapping[str, Authority]
    """By key."""
    places: Mapping[str, Authority]
    """By key."""
    concepts: Mapping[str, Concept]
    """Genres and roles by IRI."""
    agent_labels: Index
    """By :func:`normal_form`."""
    place_labels: Index
    problems: tuple[Problem, ...] = ()
    """What a user's authority files hold that is not used."""

    @classmethod
    def load(cls, folder: Path, own: Sequence[Path] = ()) -> Vocabulary:
        """Read ``agents.ttl``, ``places.ttl``, ``genres.ttl`` and ``roles.ttl``.

        Args:
            folder: of these files.
            own: a user's authority files, whose records add to ours or replace them.

        Raises:
            VocabularyInvalid: a file is missing, not Turtle, or contradicts itself.
        """
        agents = read_authorities(folder / "agents.ttl", "agent")
        places = read_authorities(folder / "places.ttl", "place")
        concepts = read_concepts(folder / "genres.ttl", "genre") | read_concepts(folder / "roles.ttl", "role")
        if not own:
            return cls.of(agents, places, concepts)
        merged = merge(agents, places, own)
        agents, places = merged.records["agent"], merged.records["place"]
        return cls(
            agents,
            places,
            concepts,
            _index(agents, "agents.ttl", merged.places["agent"]),
            _index(places, "places.ttl", merged.places["place"]),
            tuple(merged.problems),
        )

    @classmethod
    def of(
        cls,
        agents: Mapping[str, Authority],
        places: Mapping[str, Authority],
        concepts: Mapping[str, Concept],
    ) -> Vocabulary:
        """A vocabulary of these records.

        Raises:
            VocabularyInvalid: a label without dates means two records.
        """
        return cls(agents, places, concepts, _index(agents, "agents.ttl"), _index(places, "places.ttl"))

    def forms(self) -> dict[str, str]:
        """Key of each genre -> what its documents are by their form: a message, a conversation, or ""."""
        return {
            iri.rpartition("/")[2]: c.form for iri, c in self.concepts.items() if c.scheme.endswith("/genre")
        }

    def place_names(self) -> frozenset[str]:
        """Every name of a place as the authority file writes it, misprints included.

        Names too general to stand alone (``record_labels``) and supplied labels in square
        brackets are no names that a title could print.
        """
        return frozenset(text for place in self.places.values() for text, _, _ in _labels(place))


def _labels(authority: Authority) -> Iterator[tuple[str, str, DatedName | None]]:
    """Label, rule and dated name. A label that is also dated holds in its interval only."""
    dated = {normal_form(text) for name in authority.dated_names for text in (name.text, *name.misprints)}
    preferred = () if authority.label.startswith("[") else (authority.label,)
    for rule, labels in (
        ("preferred-label", preferred),
        ("alternative-label", authority.alt_labels),
        ("hidden-label", authority.hidden_labels),
    ):
        yield from ((label, rule, None) for label in labels if normal_form(label) not in dated)
    for name in authority.dated_names:
        yield name.text, _RULE_OF_KIND[name.kind], name
        yield from ((misprint, "hidden-label", name) for misprint in name.misprints)


def _index(authorities: Mapping[str, Authority], source: str, own: Mapping[str, str] | None = None) -> Index:
    """Who bears each label.

    Args:
        authorities: by key.
        source: their file.
        own: file and line of those that are the user's, by key.
    """
    own = own or {}
    bearers: dict[str, list[Bearer]] = defaultdict(list)
    for authority in authorities.values():
        lived = lifetime(authority.birth, authority.death)
        for label, rule, dated in _labels(authority):
            known = bearers[normal_form(label)]
            if not normal_form(label):
                raise VocabularyInvalid(source, f"{authority.key} has an empty label")
            bearer = Bearer(authority, rule, lived, dated)
            others = () if dated else (b for b in known if b.authority is not authority and not b.dated)
            if other := next((b for b in others if not _may_share(bearer, b, own)), None):
                both = f"{other.authority.key} and {authority.key}"
                place = own.get(authority.key) or own.get(other.authority.key, source)
                raise VocabularyInvalid(place, f"the label {label!r} means both {both}, without dates")
            if dated or not any(b.authority is authority and not b.dated for b in known):
                known.append(bearer)
    return {label: tuple(found) for label, found in bearers.items()}


def _may_share(one: Bearer, other: Bearer, own: Mapping[str, str]) -> bool:
    """Whether a user's records may bear a label together, which then means neither of them.

    A label that two preferred ones share would name two agents alike in the export; one of
    ours would stop to mean the record that it means today.
    """
    both_own = one.authority.key in own and other.authority.key in own
    return both_own and not one.rule == other.rule == "preferred-label"
