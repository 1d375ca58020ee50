"""What titles leave unread, the commonest first: which words the lexicon lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdfexport.model import LinkedEntry, Location


@dataclass(frozen=True, slots=True)
class Remainder:
    """Words of titles that no rule understands."""

    text: str
    """As first printed; others may differ from it in case."""
    titles: int
    first: Location


def remainders(entries: Iterable[LinkedEntry]) -> list[Remainder]:
    """Count the unread words of all titles; grows with the number of different remainders."""
    found: dict[str, Remainder] = {}
    for linked in entries:
        for text in linked.entry.title.unread:
            before = found.get(text.casefold(), Remainder(text, 0, linked.entry.record.where))
            found[text.casefold()] = Remainder(before.text, before.titles + 1, before.first)
    return sorted(found.values(), key=lambda r: (-r.titles, r.text))
