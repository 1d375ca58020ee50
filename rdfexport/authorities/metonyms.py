"""When the name of a place stands for its government: "agreement with Moscow".

Tables of words. Those before and after the name decide: who acts, or is partner of
others, does so as a government; a location, a destination, an owner or a mere topic is no
metonym.
"""

from __future__ import annotations

import re

from rdfexport.authorities.mention_words import ACTS, words

PARTNERSHIPS = words("""
    accord agreement alliance arrangement collaboration communication confrontation consensus
    consultation contact cooperation dispute friendship negotiation pact partnership protocol
    rapprochement recognition relation relationship rift split talk tension tie treaty trade
    understanding unity war
    """)
"""What a place has with or between others only as a state; singular."""

GIFTS = words("""
    advice aid approval assistance backing consent credit delivery deliverie equipment guarantee
    help instruction intervention invitation loan message note offer permission pressure proposal
    protest recognition refusal reply request response shipment supply supplie support threat
    """)
"""What a government gives or gets: aid from, recognition by; singular or cut before an s."""

PARTNER_VERBS = (
    "agree", "allied", "allying", "ask", "assist", "blam", "consult", "convinc", "cooperat", "coordinat",
    "criticis", "criticiz", "inform", "negotiat", "notif", "persuad", "pressur", "provok", "recognis",
    "recogniz", "request", "sign", "support", "thank", "trust", "urg", "warn",
)  # fmt: skip
"""Stems of verbs whose object or partner can only be somebody who acts."""

WILLS = words("""
    able asking considering determined going interested negotiating obliged planning preparing
    prepared ready reluctant seeking sending trying unwilling willing
    """)
"""After "is": what only somebody who acts can be."""

PAST_ACTS = words("""
    agreed asked began came decided declared gave made met offered proposed refused sent signed
    told took wanted wished recognized recognised
    """)
_MODALS = words("""
    must should would will shall may might can could cannot did does do to doesn't doesn’t didn't
    didn’t won't won’t can't can’t wouldn't wouldn’t
    """)
_WISHES = ("advis", "ask", "demand", "insist", "propos", "recommend", "request", "suggest", "urg")
"""Stems of verbs before "that", whose clause says what somebody is to do."""
_PERFECT = words("has have had")
_COPULA = words("is are was were")
_ADVERBS = words("also now then still both already never each not jointly soon ever always")
_LOCATIVE = words("""
    in into inside within throughout across through near around outside from at to toward towards
    for of on over via about regarding concerning against leaving visiting reaching entering
    """)
_PARTNER_HEADS = words("by with between among from")
_ARTICLES = words("the both either neither")
_NAME_LINKS = frozenset(("and", "or"))
_JOINING = _ARTICLES | _NAME_LINKS
_PARTICIPLE = re.compile(r"\w+(?:ed|en|de|nt|ne|ld|id)")
_ACTS = ACTS | {verb.removesuffix("s") for verb in ACTS} | PAST_ACTS
_REACH = 90
"""Characters before and after a name in which its construction is looked for."""
_NOUN_REACH = 4
"""Words between a noun and its preposition: "relations of some length with"."""


def is_metonym(text: str, start: int, end: int) -> bool:
    """Whether the place named at ``text[start:end]`` acts, or is partner, as a government does.

    >>> text = "He urges an agreement with Moscow before he goes to Moscow."
    >>> is_metonym(text, 27, 33), is_metonym(text, 52, 58)
    (True, False)
    """
    if text.startswith(("'s ", "’s "), end):
        return False
    before = _governing(text[max(0, start - _REACH) : start].split())
    after = text[end : end + _REACH].split()
    if text[end : end + 1] == " " and after and _singular(after[0]) in GIFTS:
        return True
    if "-" in (text[start - 1 : start], text[end : end + 1]):  # "US-China relations"
        return any(_singular(word) in PARTNERSHIPS for word in after[:3])
    head = before[-1].lower() if before else ""
    if head in ("with", "between", "among", "by", "of", "from"):
        nouns = GIFTS if head == "from" else PARTNERSHIPS | GIFTS if head == "by" else PARTNERSHIPS
        if any(_singular(word) in nouns for word in before[-1 - _NOUN_REACH : -1]):
            return True
    if head == "by":
        return True
    verb = before[-2].lower() if head in ("with", "against") and len(before) > 1 else head
    if verb.startswith(PARTNER_VERBS) and not verb.endswith(("ment", "tion", "ture")):
        return True
    if head == "for" and after[:1] == ["to"]:
        return _acts(after)
    if head == "that" and len(before) > 1 and before[-2].lower().startswith(_WISHES):
        return True
    if after[:2] == ["taking", "part"]:
        return True
    if head in _LOCATIVE or head in ("with", "between", "among"):
        return False
    return text[end : end + 1] in (" ", ",") and _acts(_predicate(after))


def _singular(word: str) -> str:
    return word.strip(".,;:\"'”’()").lower().removesuffix("s")


def _governing(before: list[str]) -> list[str]:
    """The words before a name, without its article and the names that it is joined to."""
    while before:
        if before[-1].lower() in _ARTICLES:
            before.pop()
        elif before[-1] in _NAME_LINKS and len(before) > 1:
            partner = next((i for i in range(2, min(8, len(before)) + 1) if before[-i] in _PARTNER_HEADS), 0)
            if partner:
                return before[: len(before) - partner + 1]
            before.pop()
            while before and before[-1][:1].isupper():
                before.pop()
        elif before[-1].endswith(",") and before[-1][:1].isupper():
            while before and before[-1][:1].isupper():
                before.pop()
            if before and before[-1] in _JOINING:
                return []  # "between A and B, C": the pair was complete
        else:
            break
    return before


def _predicate(after: list[str]) -> list[str]:
    """The words after a name, without the names joined to it and without adverbs."""
    at = 0
    if after and (after[0] in _NAME_LINKS or after[0] == ","):
        at = 1
        while at < len(after) and (after[at] in _JOINING or after[at][0].isupper()):
            at += 1
        if not any(word[0].isupper() for word in after[:at]):
            return []  # "China and later visits"
    while at < len(after) and after[at].strip(",") in _ADVERBS:
        at += 1
    return after[at : at + 5]


def _acts(predicate: list[str]) -> bool:
    if not predicate:
        return False
    first, rest = predicate[0].strip(",.;:"), [w.strip(",.;:") for w in predicate[1:] if w not in _ADVERBS]
    if first in _MODALS:
        return bool(rest) and rest[0].isalpha() and rest[0].islower() and rest[0] != "be"
    if first in _PERFECT:
        return bool(rest) and rest[0] != "been" and _PARTICIPLE.fullmatch(rest[0]) is not None
    if first in _COPULA:
        return bool(rest) and rest[0] in WILLS
    return first in _ACTS
