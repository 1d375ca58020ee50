"""Count the nodes that shapes look at, by the bytes of N-Triples, without making a graph of them.

A shape that finds no node passes in silence: ``http://schema.org/Message`` against
``https://schema.org/Message`` is no error to any engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rdfexport.namespaces import RDF, SH


class Target(NamedTuple):
    """How a shape finds its nodes: by a class, or by a predicate they are subjects of."""

    kind: str
    """``sh:targetClass`` or ``sh:targetSubjectsOf``, as an IRI."""
    iri: str


def count_targets(data: bytes, targets: Iterable[Target]) -> Counter[Target]:
    """How many nodes there are of each class, and how many statements with each predicate.

    Args:
        data: canonical N-Triples: one blank between terms, no statement twice.
        targets: what to look for.
    """
    wanted = set(targets)
    found = Counter(
        {
            target: sum(1 for _ in _after_subject(data, f"<{target.iri}> "))
            for target in wanted
            if target.kind == SH.targetSubjectsOf
        }
    )
    if any(target.kind == SH.targetClass for target in wanted):
        classes = Counter(rest[: rest.find(b">")] for rest in _after_subject(data, f"<{RDF.type}> <"))
        for iri, nodes in classes.items():
            found[Target(SH.targetClass, iri.decode())] = nodes
    return Counter({target: found[target] for target in wanted if found[target]})


def _after_subject(data: bytes, token: str) -> Iterable[bytes]:
    """What follows a token, wherever it stands right behind the subject of a line.

    Split rather than matched line by line: this runs over every byte of an export.
    """
    before, *rest = b"".join((b"\n", data)).split(b" " + token.encode())
    for after in rest:
        # Elsewhere in a line, such as in a literal, a blank stands before the token, or another token.
        line_feed = before.rfind(b"\n")
        if line_feed >= 0 and b" " not in before[line_feed:]:
            yield after
        before = after
