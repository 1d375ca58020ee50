"""A title -> its words: what each is to the lexicon, with quotations, brackets and dates as one word."""

from __future__ import annotations

import re

from rdfexport.reading import kinds
from rdfexport.reading.dates import INNER_DATE
from rdfexport.reading.lexicon import WORD, Lexicon, fold

_NUMERAL = r"(?:[A-Z]{1,4}-?)?\d\w*(?:[./-]\w+)*(?:\s/\s\d+)?"
_CLOCK = r"\d{1,2}[:.]\d\d"
_NUMBER = (
    rf"(?:(?:[Nn][Oo][Ss]?|[Nn][Rr]|Numbers?)\b\.?|[#№])\s*{_NUMERAL}"
    rf"(?:(?:,?\s(?:and|AND)\s|,\s)(?!(?i:{INNER_DATE})){_NUMERAL})*"
)
_TIME = (
    rf"(?i:(?:at|from|between)\s)?{_CLOCK}(?:\s?(?i:-|–|to|and)\s?{_CLOCK})?(?![\d.:])"
    r"(?i:\s?[ap]\.?m\b\.?)?(?i:\s(?:hours|hrs|GMT|[ECMP][SD]T)\b)?"
    r"|(?i:at\s)?\d{1,2}\s?[ap]\.?m\b\.?"
)
# A single quote mark is an apostrophe as well. It closes a quotation before a sign or after
# one; else where no plural possessive can be meant; else at the last one there is.
_INSIDE = r"(?:(?!\s['‘]\w).)"
_QUOTE = (
    rf"(?<!\w)['‘](?=[\w\[]){_INSIDE}+?(?:(?<=[,.!?])['’](?!\w)|['’](?=[,;:.)\]]|$))"
    rf"|(?<!\w)['‘](?=[\w\[]){_INSIDE}+?(?<![sS\s])['’](?!\w)"
    rf"|(?<!\w)['‘](?=[\w\[]){_INSIDE}+['’](?!\w)"
    r'|["“„][^"“”„]+["”“]'
)
_BRACKET = r"\[[^\[\]]*\]|\([^()]*(?:\([^()]*\)[^()]*)*\)"
_SIGNS = rf"(?P<quote>{_QUOTE})|(?P<bracket>{_BRACKET})|(?P<comma>,)|(?P<colon>[:;–—]|-(?=\s))"

_TOKENS = re.compile(rf"(?P<word>{WORD})|{_SIGNS}|(?P<mark>\S)")
_TOKENS_WITH_DIGITS = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<date>(?i:{INNER_DATE}))|(?P<time>{_TIME})"
    rf"|(?P<word>{WORD})|{_SIGNS}|(?P<mark>\S)"
)
_SIGN_KINDS = {
    "number": kinds.NUMBER,
    "date": kinds.DATE,
    "time": kinds.TIME,
    "quote": kinds.QUOTE,
    "bracket": kinds.BRACKET,
    "comma": kinds.COMMA,
    "colon": kinds.COLON,
    "mark": kinds.MARK,
}
_NUMERALS = re.compile(_NUMERAL)
_MOST_SEEN = 1 << 16
_HAS_DIGIT = re.compile(r"\d")
_NAMES = kinds.PLACE | kinds.NATION


class Words:
    """The words of a title by position; one past the last is END.

    Attributes:
        text: the title, white space folded.
        keys: folded words (reading/lexicon.py), "" for what is no word.
        flags: what each is (reading/kinds.py).
    """

    __slots__ = ("_inner", "ends", "flags", "keys", "starts", "text")

    def __init__(
        self, text: str, starts: list[int], ends: list[int], keys: list[str], flags: list[int]
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.keys = keys
        self.flags = flags
        self._inner: dict[int, Words] = {}

    def __len__(self) -> int:
        return len(self.flags) - 1

    def span(self, first: int, stop: int) -> str:
        """The text from the word ``first`` up to, not including, the word ``stop``."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if stop > first else ""

    def inner(self, i: int) -> str:
        """The text inside a bracket or a quotation, without a comma or point that closes it."""
        return self.text[self.starts[i] + 1 : self.ends[i] - 1].strip().rstrip(",").rstrip()

    def numbers(self, i: int) -> tuple[str, ...]:
        """The numbers of a NUMBER: ``No. 50450, 50470`` gives two."""
        return tuple(_NUMERALS.findall(self.text, self.starts[i], self.ends[i]))

    def is_numeral(self, i: int) -> bool:
        """Whether the word could be a reference number without a "No." before it."""
        return bool(_NUMERALS.fullmatch(self.text, self.starts[i], self.ends[i]))

    def without_possessive(self, first: int, stop: int) -> str:
        """Like ``span``, without the possessive ending of the last word."""
        text = self.span(first, stop)
        if self.flags[stop - 1] & kinds.POSSESSIVE:
            return text[:-2] if text[-1] in "sS" else text[:-1]
        return text


def scan(text: str, lexicon: Lexicon) -> Words:
    """Split a title whose white space is folded, and look every word up."""
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    flags: list[int] = []
    known = lexicon.flags
    seen = lexicon.seen
    phrases = lexicon.phrases
    heads: list[int] = []
    tokens = _TOKENS_WITH_DIGITS if _HAS_DIGIT.search(text) else _TOKENS
    for match in tokens.finditer(text):
        start, end = match.span()
        if match.lastgroup == "word":
            word = match[0]
            found = seen.get(word)
            if found is None:
                found = _look_up(word, known, lexicon.subject_endings)
                if len(seen) < _MOST_SEEN:
                    seen[word] = found
            key, flag = found
            if "-" in word and not flag & ~(kinds.CAPITAL | kinds.SUBJECT):
                start = _split_compound(start, word, known, (starts, ends, keys, flags))
                if start == end:
                    continue
                word = text[start:end]
                key, flag = _look_up(word, known, lexicon.subject_endings)
            if word[-1] in "./&-":
                end = _without_point(word, key, start, end)
            if key in phrases:
                heads.append(len(keys))
        else:
            key, flag = "", _SIGN_KINDS[match.lastgroup or "mark"]
            if flag == kinds.COMMA or flag == kinds.MARK:
                key = match[0]
                flag = kinds.FUNCTION_WORDS.get(key, flag)
        starts.append(start)
        ends.append(end)
        keys.append(key)
        flags.append(flag)
    words = Words(text, starts, ends, keys, flags)
    if heads:
        _join_phrases(words, heads, lexicon)
    starts.append(len(text))
    ends.append(len(text))
    keys.append("")
    flags.append(kinds.END)
    return words


def inner_words(words: Words, i: int, lexicon: Lexicon) -> Words:
    """The words inside a bracket or a quotation; read once."""
    inner = words._inner.get(i)
    if inner is None:
        inner = words._inner[i] = scan(words.inner(i), lexicon)
    return inner


def _look_up(word: str, known: dict[str, int], subject_endings: tuple[str, ...]) -> tuple[str, int]:
    shape = 0 if word[0].islower() else kinds.CAPITAL
    if len(word) == 2 and word[1] == "." and shape:
        return word.casefold(), shape
    key = fold(word)
    flag = known.get(key)
    if flag is not None:
        return key, flag | shape
    if key[-2:] in ("'s", "s'"):
        stem = key[:-2] if key[-1] == "s" else key[:-1]
        return stem, known.get(stem, 0) | shape | kinds.POSSESSIVE
    if key.endswith(subject_endings):
        shape |= kinds.SUBJECT
    elif "-" in key and known.get(key.partition("-")[0], 0) & _NAMES and word.rpartition("-")[2].islower():
        shape |= kinds.NATION
    return key, shape


def _split_compound(
    start: int, word: str, known: dict[str, int], lists: tuple[list[int], list[int], list[str], list[int]]
) -> int:
    """Take the nations off a compound, ``Brazil-`` of ``Brazil-West``; where the rest begins."""
    starts, ends, keys, flags = lists
    at = start
    if word.rpartition("-")[2][:1].islower():
        return at
    for part in word.split("-"):
        flag = known.get(fold(part), 0) if part else 0
        if not flag & _NAMES:
            # "US-Soviet" falls apart altogether; "Kai-shek", "Sino-Indian", "Soviet-led" stay whole.
            return at
        if at + len(part) == start + len(word):
            return at
        starts.append(at)
        ends.append(at + len(part))
        keys.append(fold(part))
        flags.append(flag | kinds.CAPITAL)
        at += len(part) + 1
    return at


def _without_point(word: str, key: str, start: int, end: int) -> int:
    """Where a word ends that closes with a point: inside it for a sentence, behind it for an abbreviation."""
    if word[-1] == "." and (len(word) <= 5 or "." in word[:-1]):
        return end
    return start + len(word.rstrip("./&-")) if key else end


def _join_phrases(words: Words, heads: list[int], lexicon: Lexicon) -> None:
    keys, flags, starts, ends = words.keys, words.flags, words.starts, words.ends
    found: list[tuple[int, int, str]] = []
    free = 0
    for i in heads:
        if i < free:
            continue
        for rest in lexicon.phrases[keys[i]]:
            free = i + 1 + len(rest)
            if tuple(keys[i + 1 : free]) == rest:
                found.append((i, free, " ".join((keys[i], *rest))))
                break
        else:
            free = 0
    for i, stop, key in reversed(found):
        shape = (flags[i] & kinds.CAPITAL) | (flags[stop - 1] & kinds.POSSESSIVE)
        keys[i:stop] = [key]
        flags[i:stop] = [lexicon.flags[key] | shape]
        ends[i:stop] = [ends[stop - 1]]
        starts[i:stop] = [starts[i]]
