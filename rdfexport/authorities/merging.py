"""Our records and those of a user's authority files -> the records of one vocabulary.

A record with a key of ours takes the place of our record as a whole; a new key adds one.
Records that are replaced give their names to their successors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rdfexport.authorities.csv_files import read_csv
from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.own_records import OwnFile, OwnRecord, Replaced, find_cycle, flaw, folder_of
from rdfexport.authorities.skos_files import read_skos
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Authority, Certainty, LabelKind, NameKind
from rdfexport.problems import Problem

READERS: Mapping[str, Callable[[Path], OwnFile]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".ttl": read_skos,
    ".turtle": read_skos,
}
"""By the ending of the file's name."""
_HIDING = frozenset((LabelKind.COVER_NAME, LabelKind.ALLONYM))


@dataclass(slots=True)
class Merged:
    """The records by folder and key, and where those of the user stand."""

    records: Mapping[str, dict[str, Authority]]
    """``agent`` and ``place`` -> key -> record."""
    places: dict[str, dict[str, str]] = field(default_factory=lambda: {"agent": {}, "place": {}})
    """The same for file and line of the user's records."""
    problems: list[Problem] = field(default_factory=list)


def merge(agents: Mapping[str, Authority], places: Mapping[str, Authority], paths: Sequence[Path]) -> Merged:
    """Read the user's files and lay their records over ours.

    Raises:
        VocabularyInvalid: a file cannot be read or contradicts itself, another one, or us.
    """
    files = [_read(path) for path in paths]
    merged = Merged({"agent": dict(agents), "place": dict(places)})
    for file in files:
        merged.problems.extend(file.problems)
    _refuse_cycle_of_broader(files)
    replaced = _replaced(files)
    records = [record for file in files for record in file.records]
    for record in records:
        _add(record, merged, replaced)
    _give_names(replaced, merged)
    _tell_lent_names(records, merged)
    _refuse_cycle_of_names(merged)
    return merged


def _read(path: Path) -> OwnFile:
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise VocabularyInvalid(str(path), f"is none of {', '.join(READERS)}")
    file = read(path)
    if file == OwnFile():
        raise VocabularyInvalid(f"{path}:1", "holds no record")
    return file


def _add(record: OwnRecord, merged: Merged, replaced: Mapping[str, Replaced]) -> None:
    authority = record.authority
    folder = folder_of(authority.kind)
    places = merged.places[folder]
    earlier = places.get(authority.key) or (
        replaced[authority.key].place if authority.key in replaced else None
    )
    if earlier:
        raise VocabularyInvalid(record.place, f"the key {authority.key!r} is taken by {earlier}")
    places[authority.key] = record.place
    merged.records[folder][authority.key] = authority


def _refuse_cycle_of_broader(files: Iterable[OwnFile]) -> None:
    edges: dict[str, list[str]] = defaultdict(list)
    places: dict[str, str] = {}
    for file in files:
        for step in file.hierarchy:
            edges[step.iri].append(step.broader)
            places.setdefault(step.iri, step.place)
    if cycle := find_cycle(edges):
        ring = " -> ".join(f"<{iri}>" for iri in cycle)
        raise VocabularyInvalid(places[cycle[0]], f"a cycle of skos:broader: {ring}")


def _replaced(files: Iterable[OwnFile]) -> dict[str, Replaced]:
    found: dict[str, Replaced] = {}
    for file in files:
        for record in file.replaced:
            if earlier := found.get(record.key):
                raise VocabularyInvalid(record.place, f"the key {record.key!r} is taken by {earlier.place}")
            found[record.key] = record
    if cycle := find_cycle({key: (record.successor,) for key, record in found.items()}):
        ring = " -> ".join(cycle)
        raise VocabularyInvalid(found[cycle[0]].place, f"a cycle of dcterms:isReplacedBy: {ring}")
    return found


def _give_names(replaced: Mapping[str, Replaced], merged: Merged) -> None:
    """Move the names of each replaced record to the record at the end of the line."""
    gone: list[tuple[Replaced, str, Authority]] = []
    for record in replaced.values():
        folder, authority = _of_whom(record, merged)
        merged.records[folder].pop(record.key, None)
        gone.append((record, folder, authority))
    for record, folder, authority in gone:
        key = record.successor
        while key in replaced:
            key = replaced[key].successor
        successor = merged.records[folder].get(key)
        if successor is None:
            raise VocabularyInvalid(
                record.place, f"{record.key!r} is replaced by {key!r}, which no file describes as {folder}"
            )
        successor = _with_names_of(successor, authority)
        if reason := flaw(successor):
            raise VocabularyInvalid(
                record.place, f"{record.key!r} cannot give its names to {key!r}: {reason}"
            )
        merged.records[folder][key] = successor
        merged.places[folder].setdefault(key, record.place)


def _of_whom(record: Replaced, merged: Merged) -> tuple[str, Authority]:
    """Folder and record of what is replaced: as the file describes it, else ours."""
    if record.authority:
        return folder_of(record.authority.kind), record.authority
    for folder, records in merged.records.items():
        if authority := records.get(record.key):
            return folder, authority
    raise VocabularyInvalid(record.place, f"{record.key!r} is replaced, and no file says what its names are")


def _with_names_of(successor: Authority, replaced: Authority) -> Authority:
    preferred = () if replaced.label.startswith("[") else (replaced.label,)
    own = {normal_form(label) for label in (successor.label, *successor.alt_labels)}
    names = tuple(label for label in (*preferred, *replaced.alt_labels) if normal_form(label) not in own)
    return replace(
        successor,
        alt_labels=(*successor.alt_labels, *dict.fromkeys(names)),
        hidden_labels=tuple(dict.fromkeys((*successor.hidden_labels, *replaced.hidden_labels))),
        dated_names=(*successor.dated_names, *replaced.dated_names),
        record_labels=tuple(dict.fromkeys((*successor.record_labels, *replaced.record_labels))),
    )


def _owners(merged: Merged) -> Mapping[str, list[str]]:
    """Whose own name a label is: keys of the agents that bear it other than to hide."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key, agent in merged.records["agent"].items():
        hiding = {normal_form(name.text) for name in agent.dated_names if name.kind in _HIDING}
        short = (name.text for name in agent.dated_names if name.kind not in _HIDING)
        for label in dict.fromkeys(map(normal_form, (agent.label, *agent.alt_labels, *short))):
            if label not in hiding:
                owners[label].append(key)
    return owners


def _tell_lent_names(records: Iterable[OwnRecord], merged: Merged) -> None:
    """Tell pseudonyms from names lent by somebody real, which mean the borrower beside his own name only."""
    agents = merged.records["agent"]
    owners = _owners(merged)
    for record in records:
        key = record.authority.key
        if not record.may_be_lent or record.authority.kind is NameKind.PLACE or key not in agents:
            continue
        agents[key] = replace(
            agents[key],
            dated_names=tuple(
                replace(name, kind=LabelKind.ALLONYM, certainty=Certainty.PROBABLE)
                if name.kind is LabelKind.COVER_NAME and set(owners[normal_form(name.text)]) - {key}
                else name
                for name in agents[key].dated_names
            ),
        )


def _refuse_cycle_of_names(merged: Merged) -> None:
    """Two agents cannot each write under the name of the other one."""
    owners = _owners(merged)
    agents, own = merged.records["agent"], merged.places["agent"]
    edges: dict[str, list[str]] = {}
    # The user's first: a cycle is told from the record that closes it.
    for key in sorted(agents, key=lambda key: key not in own):
        hiding = (name.text for name in agents[key].dated_names if name.kind in _HIDING)
        edges[key] = [owner for text in hiding for owner in owners[normal_form(text)] if owner != key]
    if cycle := find_cycle(edges):
        ring = " -> ".join(cycle)
        raise VocabularyInvalid(own[cycle[0]], f"a cycle of pseudonyms: {ring}")
