"""The words the grammar of titles knows: vocab/lexicon.toml and the places of the authority file."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from rdfexport.errors import VocabularyInvalid
from rdfexport.reading import kinds

WORD = r"[^\W_][\w.&/-]*(?:['’ʼ`][\w-]+)*(?:\([a-zA-Z]\))?(?:(?<=[sS])['’](?=\s)(?!\s\W))?"
"""Pattern of a word: letters, digits, inner points and hyphens, a plural possessive; ``VKP(b)``."""

_LINE_OF_ERROR = re.compile(r"at line (\d+)")
_SPLIT = re.compile(rf"{WORD}|[^\w\s]")
_APOSTROPHES = str.maketrans("’ʼ`‘", "''''")

ListName: TypeAlias = tuple[str, str]
"""Section and name of a list."""

_KINDS: dict[ListName, int] = {
    ("records", "carriers"): kinds.CARRIER,
    ("records", "memoranda"): kinds.MEMORANDUM | kinds.CARRIER,
    ("records", "talks"): kinds.TALK,
    ("records", "heads"): kinds.TALK | kinds.TALK_HEAD,
    ("records", "sessions"): kinds.SESSION | kinds.TALK | kinds.TALK_HEAD,
    ("classification", "markings"): kinds.MARKING,
    ("modifiers", "words"): kinds.MODIFIER,
    ("names", "honorifics"): kinds.HONORIFIC,
    ("names", "honorifics_plural"): kinds.HONORIFICS,
    ("names", "posts"): kinds.POST,
    ("names", "posts_to"): kinds.POST | kinds.POST_TO,
    ("names", "aides"): kinds.POST | kinds.POST_TO | kinds.AIDE,
    ("names", "ranks"): kinds.RANK,
    ("names", "bodies"): kinds.BODY,
    ("names", "missions"): kinds.BODY | kinds.MISSION,
    ("names", "groups"): kinds.GROUP,
    ("names", "fields"): kinds.FIELD,
    ("names", "particles"): kinds.PARTICLE,
    ("names", "suffixes"): kinds.SUFFIX,
    ("names", "bodies_on"): kinds.BODY | kinds.BODY_ON,
    ("names", "missions_to"): kinds.BODY | kinds.MISSION | kinds.POST_TO,
    ("names", "world_bodies"): kinds.BODY | kinds.WORLD,
    ("names", "given"): 0,
    ("topic", "cues"): kinds.CUE,
    ("topic", "subjects"): kinds.SUBJECT,
    ("topic", "openers"): 0,
    ("topic", "subject_endings"): 0,
    ("cues", "transmitting"): kinds.TRANSMITTING,
    ("cues", "authored"): kinds.AUTHORED,
    ("cues", "via"): kinds.VIA,
    ("cues", "addressed"): kinds.TO,
    ("cues", "received"): kinds.FROM,
    ("cues", "participles"): kinds.PARTICIPLE,
    ("cues", "joined"): kinds.WITH,
    ("cues", "held"): kinds.AT,
    ("cues", "marked"): kinds.MARKED,
    ("cues", "dated"): kinds.DATED,
    ("cues", "copied"): kinds.ATTACHMENT,
    ("cues", "copies"): 0,
    ("cues", "verbs"): kinds.VERB,
    ("cues", "attachments"): kinds.ATTACHMENT,
    ("cues", "periodicals"): kinds.PERIODICAL,
    ("nations", "adjectives"): kinds.NATION,
    ("places", "countries"): kinds.PLACE,
    ("places", "regions"): kinds.PLACE,
    ("places", "cities"): kinds.PLACE,
    ("places", "buildings"): kinds.PLACE | kinds.BUILDING,
    ("places", "never"): kinds.NO_PLACE,
}
"""The lists of the lexicon, and what their words are."""


def fold(word: str) -> str:
    """A word as the lexicon knows it: no case, accents, curly apostrophes or final points.

    >>> fold("Chargé"), fold("d’Affaires"), fold("Cde."), fold("U.S.S.R.")
    ('charge', "d'affaires", 'cde', 'u.s.s.r')
    """
    key = word.casefold()
    if not key.isascii():
        decomposed = unicodedata.normalize("NFKD", key.translate(_APOSTROPHES))
        key = "".join(c for c in decomposed if not unicodedata.combining(c))
    return key.rstrip(".-/&") or key


def split_words(phrase: str) -> tuple[str, ...]:
    """The folded words and signs of a phrase.

    >>> split_words("Chargé d’Affaires")
    ('charge', "d'affaires")
    """
    return tuple(map(fold, _SPLIT.findall(phrase)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases with what they are (reading/kinds.py), by their folded text.

    A phrase is one word to the grammar; its folded words are joined by a blank.
    """

    flags: dict[str, int]
    """Of words and phrases."""
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """First word of each phrase -> the other words, the longest phrase first."""
    genres: dict[str, str]
    """Word for a form -> genre."""
    states: dict[str, str]
    """Word for a state of the text -> qualifier."""
    openers: tuple[tuple[str, ...], ...]
    copies: tuple[str, ...]
    subject_endings: tuple[str, ...]
    seen: dict[str, tuple[str, int]] = field(default_factory=dict, compare=False, repr=False)
    """Words looked up before, with key and flags: a few hundred make up most of all titles."""

    @classmethod
    def load(cls, path: Path, place_names: Collection[str] = (), extra: Sequence[Path] = ()) -> Lexicon:
        """Read the lexicon file and add the place names of the authority file.

        Adjectives ("Soviet") are no place names, wherever they come from.

        Args:
            path: our lexicon.
            place_names: of the authority file.
            extra: a user's lexicons, whose words are added to the lists of ours. A word for
                a form or a state that ours knows as another one changes its meaning.

        Raises:
            VocabularyInvalid: not TOML, a list that no rule of the grammar uses, or a value
                that is no list of words.
        """
        lists = dict(_read_lists(_read_toml(path, path.name), path.name))
        added: list[tuple[ListName, list[str]]] = []
        for own in extra:
            for list_name, words in _read_lists(_read_toml(own, str(own)), str(own), own):
                _check_own_list(list_name, words, lists, own)
                added.append((list_name, words))
        return cls._of_lists([*lists.items(), *added], place_names, path.name)

    @classmethod
    def from_sections(
        cls, sections: dict[str, object], place_names: Collection[str] = (), *, source: str = "lexicon"
    ) -> Lexicon:
        """The same from the parsed content of the file."""
        return cls._of_lists(list(_read_lists(sections, source)), place_names, source)

    @classmethod
    def _of_lists(
        cls, named_lists: Sequence[tuple[ListName, list[str]]], place_names: Collection[str], source: str
    ) -> Lexicon:
        lists: dict[ListName, list[str]] = {}
        flags = dict(kinds.FUNCTION_WORDS)
        genres: dict[str, str] = {}
        states: dict[str, str] = {}
        for (section, name), words in named_lists:
            lists.setdefault((section, name), []).extend(words)
            kind = kinds.FORM if section == "forms" else kinds.STATE if section == "states" else None
            if kind is None:
                kind = _KINDS.get((section, name))
                if kind is None:
                    raise VocabularyInvalid(source, f"no rule uses a list [{section}] {name}")
            for word in words:
                key = " ".join(split_words(word))
                if section == "forms":
                    genres[key] = name
                elif section == "states":
                    states[key] = name
                if kind:
                    flags[key] = flags.get(key, 0) | kind
        for name in place_names:
            key = " ".join(split_words(name))
            if key and not flags.get(key, 0) & (kinds.NATION | kinds.GROUP) and not name.startswith("["):
                flags[key] = flags.get(key, 0) | kinds.PLACE
        for name in lists.get(("names", "given"), ()):
            # Known to be nothing else: "Klement" has an ending of a subject.
            flags.setdefault(fold(name), 0)
        for phrase in tuple(flags):
            for word in phrase.split(" "):
                # Known to be whole: the possessive of "New Year's Address" is no possessor's.
                if word.endswith(("'s", "s'")):
                    flags.setdefault(word, 0)
        return cls(
            flags=flags,
            phrases=_phrases(flags),
            genres=genres,
            states=states,
            openers=tuple(split_words(opener) for opener in lists.get(("topic", "openers"), ())),
            copies=tuple(" ".join(split_words(copy)) for copy in lists.get(("cues", "copies"), ())),
            subject_endings=tuple(lists.get(("topic", "subject_endings"), ())),
        )


def _read_toml(path: Path, source: str) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise VocabularyInvalid(source, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise VocabularyInvalid(source, "cannot be read: not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE_OF_ERROR.search(str(error))
        # Without a line, it is the end of the file that comes too early.
        number = line[1] if line else path.read_text("utf-8-sig").rstrip().count("\n") + 1
        raise VocabularyInvalid(f"{source}:{number}", f"cannot be read: {error}") from error


def _check_own_list(
    list_name: ListName, words: list[str], ours: Mapping[ListName, list[str]], path: Path
) -> None:
    section, name = list_name
    if list_name in ours and all(map(split_words, words)):
        return
    place = f"{path}:{_line_of(section, name, path)}"
    if list_name in ours:
        raise VocabularyInvalid(place, f"[{section}] {name} has a word without letter or sign")
    known = ", ".join(sorted(name for in_section, name in ours if in_section == section))
    there = f"the lists of [{section}] are {known}" if known else "there is no such section"
    raise VocabularyInvalid(place, f"no rule uses a list [{section}] {name}; {there}")


def _line_of(section: str, name: str, path: Path) -> int:
    """The line of a list; that of its section, if it is written in another way; else 1."""
    heading, line_of_section = re.compile(r"\s*\[\s*([^\]]+?)\s*\]"), 1
    entry = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
    current = ""
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), start=1):
        if match := heading.match(line):
            current = match[1]
            line_of_section = number if current == section else line_of_section
        elif current == section and entry.match(line):
            return number
    return line_of_section


def _read_lists(
    sections: dict[str, object], source: str, own: Path | None = None
) -> Iterator[tuple[ListName, list[str]]]:
    """The lists of a lexicon; ``own`` is the file of a user's, to name the line of what is wrong."""
    for section, lists in sections.items():
        if not isinstance(lists, dict):
            place = f"{own}:{_line_of('', section, own)}" if own else source
            raise VocabularyInvalid(place, f"{section} is not a table of lists")
        for name, words in lists.items():
            if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
                place = f"{own}:{_line_of(section, name, own)}" if own else source
                raise VocabularyInvalid(place, f"[{section}] {name} is not a list of words")
            yield (section, name), words


def _phrases(keys: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    rests: dict[str, list[tuple[str, ...]]] = {}
    for key in keys:
        first, *rest = key.split(" ")
        if rest:
            rests.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in rests.items()}
