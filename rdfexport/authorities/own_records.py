"""What a user's authority file holds, before it meets ours; and what no record may be.

Shared by the readers of CSV (:mod:`.csv_files`) and of SKOS (:mod:`.skos_files`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.lifetimes import lifetime
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Authority, NameKind
from rdfexport.problems import Problem

KEY = re.compile(r"[^\W_][\w.~-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MARK = re.compile(r"[-.'’‘ʼ‐‑]")
# Labels are compiled into one pattern, with and without each of their marks.
_MOST_CHARACTERS = 200
_MOST_MARKS = 9


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record that adds to ours, or replaces the one of its key as a whole."""

    authority: Authority
    place: str
    """File and line, ``own.csv:3``."""
    may_be_lent: bool = False
    """Whether the file cannot tell a cover name from the name of a real person, lent."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A record that has given way to another one; names that mean it mean its successor."""

    key: str
    successor: str
    """Key of the record that ``dcterms:isReplacedBy`` names."""
    place: str
    authority: Authority | None = None
    """None where the file says nothing else of it: then the record of this key is ours."""


@dataclass(frozen=True, slots=True)
class Broader:
    """That one concept stands below another one."""

    iri: str
    broader: str
    place: str


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file, read."""

    records: tuple[OwnRecord, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    hierarchy: tuple[Broader, ...] = ()
    problems: tuple[Problem, ...] = ()


def folder_of(kind: NameKind) -> str:
    """Where the records of a kind belong: keys are unique among agents, and among places."""
    return "place" if kind is NameKind.PLACE else "agent"


def read_text(path: Path) -> tuple[str, bytes]:
    """A file as text without its byte order mark, and its bytes.

    Raises:
        VocabularyInvalid: it cannot be read or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise VocabularyInvalid(str(path), f"cannot be read: {error.strerror or error}") from error
    try:
        return data.decode("utf-8-sig"), data
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise VocabularyInvalid(f"{path}:{line}", "not UTF-8") from error


def flaw(authority: Authority) -> str | None:
    """Why a record cannot be, whatever file it stands in; None if nothing speaks against it."""
    if not KEY.fullmatch(authority.key):
        return f"the key {authority.key!r} is not made of letters, digits, '-', '_', '.' and '~' alone"
    lived = lifetime(authority.birth, authority.death)
    names = authority.dated_names
    texts = [authority.label, *authority.alt_labels, *authority.hidden_labels, *authority.record_labels]
    for label in (*texts, *(text for name in names for text in (name.text, *name.misprints))):
        if reason := _flaw_of_label(label):
            return reason
    for name in names:
        if name.valid_from > lived.last or name.valid_to < lived.first:
            when = f"from {name.valid_from} to {name.valid_to}"
            return f"the name {name.text!r} is borne {when}, outside the life of {authority.key}"
    for i, name in enumerate(names):
        for other in names[:i]:
            same = normal_form(name.text) == normal_form(other.text)
            if same and name.valid_from <= other.valid_to and other.valid_from <= name.valid_to:
                return f"the name {name.text!r} has two intervals that overlap"
    return None


def _flaw_of_label(label: str) -> str | None:
    if not any(map(str.isalnum, label)):
        return f"the label {label!r} has neither letter nor digit"
    if _CONTROL.search(label):
        return f"the label {label!r} holds a control character"
    if len(label) > _MOST_CHARACTERS:
        return f"the label '{label[:40]}…' is longer than {_MOST_CHARACTERS} characters"
    if len(_MARK.findall(label)) > _MOST_MARKS:
        return f"the label {label!r} has more than {_MOST_MARKS} hyphens, points and apostrophes"
    return None


def find_cycle(edges: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """The first way that leads from a node back to it, with the node at both ends.

    >>> find_cycle({"a": ["b"], "b": ["c"], "c": ["b"]})
    ('b', 'c', 'b')
    """
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        # Each node of it depends on the one after it; the sorter tells them the other way round.
        ring = list(reversed(error.args[1][1:]))
        order = {node: i for i, node in enumerate(edges)}
        start = ring.index(min(ring, key=lambda node: order.get(node, len(order))))
        return (*ring[start:], *ring[:start], ring[start])
    return None
