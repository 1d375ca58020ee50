"""Whose Central Committee, whose Politburo: bodies that every communist party has.

Whose body such a bare name means, the sentence has to tell. Who speaks decides, unless
the sentence is about somebody whom the body is to send.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdfexport.authorities.spellings import fold
from rdfexport.model import Authority, Certainty

BODIES: Mapping[str, Mapping[str, str]] = {
    "Central Committee": {"ccp": "ccp-central-committee", "cpsu": "cpsu-central-committee"},
    "Politburo": {"cpsu": "politburo-vkpb"},
}
"""For the name, each party's key and the key of its body."""
_BY_FOLDED_NAME = {fold(name): bodies for name, bodies in BODIES.items()}

PARTIES = tuple(sorted({party for bodies in BODIES.values() for party in bodies}))

ADJECTIVES_OF: Mapping[str, tuple[str, ...]] = {"ccp": ("Chinese",), "cpsu": ("Soviet",)}
"""By the party's key, what tells of a body that it is this party's: "Soviet Politburo"."""

PARTY_OF: Mapping[str, str] = {
    **dict.fromkeys(("mao-zedong", "zhou-enlai", "liu-shaoqi", "zhu-de", "peng-dehuai", "ccp", "pla"), "ccp"),
    **dict.fromkeys(
        (
            "antonov-sergei",
            "cpsu",
            "gromyko-andrei",
            "kovalev-ivan",
            "kuznetsov-fedor",
            "kuznetsov-vasili",
            "mikoyan-anastas",
            "molotov-vyacheslav",
            "orlov-andrei",
            "roshchin-nikolai",
            "shtykov-terentii",
            "stalin-joseph",
            "vyshinsky-andrey",
            "ussr-government",
            "ussr-foreign-ministry",
        ),
        "cpsu",
    ),
    **dict.fromkeys(("kim-il", "kim-il-sung", "pak-hon-yong", "workers-party-of-korea"), "wpk"),
}
"""The party on whose side a person or body of these documents speaks.

Only to tell whose organ a sentence means: nothing is said of membership, or exported.
"""

_HOME: Mapping[str, str] = {
    **dict.fromkeys(("china", "prc", "beijing", "xibaipo"), "ccp"),
    **dict.fromkeys(("soviet-union", "moscow"), "cpsu"),
    **dict.fromkeys(("north-korea",), "wpk"),
}
_ENVOY = re.compile(
    r"\b(?:send|sends|sent|sending|dispatch\w*|come|comes|coming|visit|visits|envoys?|emissar(?:y|ies)|delegates?|arriv\w+)\b"
)
_ASKING = re.compile(
    r"\b(?:ask|asks|request\w*|invit\w+|await\w*|want|wants|agrees? to receive|thanks?|welcomes?)\b"
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)\"”])[.!?]\s+(?=[\"“]?[A-Z])")
# Who is only a channel or an addressee is not who speaks.
_NOT_SPEAKING = re.compile(
    r"\b(?:via|through|by way of|tells|informs|asks|to|with|from|by|about|of)(?: \w+)? $", re.IGNORECASE
)


def named_bodies(party: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """How the bodies of a party are called with its name, and the key of each.

    >>> list(named_bodies("cpsu", ["CPSU"]))[-3:]
    [('CPSU Politburo', 'politburo-vkpb'), ('Politburo of the CPSU', 'politburo-vkpb'), \
('Soviet Politburo', 'politburo-vkpb')]
    """
    for body, by_party in BODIES.items():
        if key := by_party.get(party):
            for name in names:
                yield f"{name} {body}", key
                yield f"{body} of the {name}", key
            yield from ((f"{adjective} {body}", key) for adjective in ADJECTIVES_OF.get(party, ()))


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named where, already settled."""

    start: int
    end: int
    agent: Authority


def body_key(
    text: str, start: int, end: int, named: Sequence[Named], of_title: Iterable[Authority]
) -> tuple[str, Certainty] | None:
    """Key of the body that a party's organ, named alone at ``text[start:end]``, must be.

    Args:
        text: the abstract.
        start, end: of the name.
        named: the other names of the abstract, in its order.
        of_title: whom the title of the same entry names.

    Returns:
        Probable where the sentence itself tells; possible where the one before does. None
        where nothing tells, or where the implied party has no such body on record.
    """
    bodies = _BY_FOLDED_NAME.get(fold(text[start:end]))
    if bodies is None:
        return None
    first, last = _sentence(text, start)
    party, certainty = _party(text, start, (first, last), named, of_title)
    key = bodies.get(party) if party else None
    return (key, certainty) if key else None


def _party(
    text: str,
    start: int,
    sentence: tuple[int, int],
    named: Sequence[Named],
    of_title: Iterable[Authority],
) -> tuple[str | None, Certainty]:
    first, last = sentence
    here = [name for name in named if first <= name.start < last]
    if owner := next((name for name in here if text[name.end : start] in ("'s ", "’s ")), None):
        return PARTY_OF.get(owner.agent.key), Certainty.PROBABLE
    speaker, certainty = _speaker(text, first, [n for n in here if n.start < start]), Certainty.PROBABLE
    if speaker is None:
        earlier = [name for name in named if name.start < first]
        if earlier:
            sentence_before = _sentence(text, earlier[-1].start)[0]
            speaker = _speaker(text, sentence_before, [n for n in earlier if n.start >= sentence_before])
        certainty = Certainty.POSSIBLE
    if _ENVOY.search(text, first, last):
        goal = next((_HOME[n.agent.key] for n in here if n.start > start and n.agent.key in _HOME), None)
        host = goal or (speaker if _ASKING.search(text, first, last) else None)
        if host:
            known = (*(name.agent for name in named), *of_title)
            senders = {PARTY_OF[agent.key] for agent in known if agent.key in PARTY_OF} - {host}
            return (senders.pop() if len(senders) == 1 else None), Certainty.POSSIBLE
    return speaker, certainty


def _speaker(text: str, first: int, names: Sequence[Named]) -> str | None:
    """The party of the first name of a sentence that is no mere channel or addressee."""
    members = [name for name in names if name.agent.key in PARTY_OF]
    for name in members:
        if not _NOT_SPEAKING.search(text, first, name.start):
            return PARTY_OF[name.agent.key]
    return None


def _sentence(text: str, at: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for stop in _SENTENCE_END.finditer(text):
        if stop.end() <= at:
            first = stop.end()
        elif stop.start() >= at:
            return first, stop.start()
    return first, last
