"""Other ways in which a label may be spelled without becoming another name.

Goes in: a label of the authority file. Comes out: spellings that no record has to list,
because a rule of transliteration or of composition gives them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

_ENDINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    # -ский, -ий: Vyshinsky, Vyshinskii, Vyshinskiy; Vasili, Vasily
    (re.compile(r"(?<=[dgklmnrstvz])(?:ii|iy|ij|y|i)$"), ("ii", "iy", "y", "i")),
    # -ей: Andrei, Andrey
    (re.compile(r"e[iyj]$"), ("ei", "ey")),
    # -ёв: Kovalev, Kovalyov
    (re.compile(r"(?<=[lnr])(?:ev|yov)$"), ("ev", "yov")),
)
_INSIDE: tuple[tuple[str, str], ...] = (("shch", "sch"), ("Fedor", "Fyodor"), ("Alexei", "Aleksei"))
_SHORTEST = 5
"""Letters; below that an ending is too much of the word."""
_TRANSLITERATED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")


_ONE_IN_CYRILLIC = re.compile(r"Y[aeou]|Zh|Kh|Ts|Ch|Shch|Sh")


def fold(text: str) -> str:
    """Letters and digits only, without case and accents: two spellings of one name agree.

    >>> fold("Pak Hŏn-yŏng"), fold("Worker’s Party")
    ('pakhonyong', 'workersparty')
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(filter(str.isalnum, text)).lower()


def transliterations(label: str) -> Iterator[str]:
    """Other transliterations from the Cyrillic of a person's name, the label itself left out.

    >>> sorted(transliterations("Petrovsky"))
    ['Petrovski', 'Petrovskii', 'Petrovskiy']
    """
    if not _TRANSLITERATED.fullmatch(label):
        return
    spelled = [""]
    for word in label.split():
        spelled = [f"{left} {right}".lstrip() for left in spelled for right in sorted(_of_word(word))]
    yield from (other for other in spelled if other != label)


def _of_word(word: str) -> set[str]:
    found = {word}
    for one, other in _INSIDE:
        found |= {w.replace(one, other) for w in found} | {w.replace(other, one) for w in found}
    if len(word) >= _SHORTEST:
        for pattern, endings in _ENDINGS:
            found |= {pattern.sub(ending, w) for w in found if pattern.search(w) for ending in endings}
    return found


def dotted(label: str) -> str | None:
    """An abbreviation with its full stops, ``U.N.`` for ``UN``; None for other labels."""
    return "".join(f"{letter}." for letter in label) if re.fullmatch(r"[A-Z]{2,5}", label) else None


def compositions(label: str, synonyms: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The label with a body or place that it names called by another of its names.

    Args:
        label: of a body.
        synonyms: for a name, all the names of the same record.

    >>> list(compositions("Rot army", {"Rot": ("Rot", "Red Party")}))
    ['Red Party army']
    """
    words = label.split()
    for length in range(len(words) - 1, 0, -1):
        for first in range(len(words) - length + 1):
            inner = " ".join(words[first : first + length])
            for other in synonyms.get(inner, ()):
                if other != inner:
                    yield " ".join((*words[:first], other, *words[first + length :]))


def with_initials(label: str, *, surname_suffices: bool) -> Iterator[str]:
    """A person's name with initials instead of given name and patronymic.

    Args:
        label: given name, perhaps patronymic, surname.
        surname_suffices: whether the surname alone means the person at any date. One
            initial more does not make sure which bearer of a common surname is meant.

    >>> list(with_initials("Pyotr Yurievich Petrov", surname_suffices=True))
    ['P.Y. Petrov', 'P.Yu. Petrov', 'P. Petrov']
    """
    *given, surname = label.split()
    if not _TRANSLITERATED.fullmatch(label) or not 1 <= len(given) <= 2 or len(surname) < _SHORTEST:
        return
    if len(given) == 2:
        for first, second in product(_initials(given[0]), _initials(given[1])):
            yield f"{first}.{second}. {surname}"
    if surname_suffices:
        yield from (f"{first}. {surname}" for first in _initials(given[0]))


def _initials(name: str) -> tuple[str, ...]:
    """The first letter, and the two or more that stand for one Cyrillic letter."""
    digraph = _ONE_IN_CYRILLIC.match(name)
    return (name[0], digraph[0]) if digraph else (name[0],)
