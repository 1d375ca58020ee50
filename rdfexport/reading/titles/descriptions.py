"""Prepositions and "and" inside a name: ``Ambassador to China``, ``Ministry of Foreign Affairs and Trade``.

Each rule is given a NameState that stands at the word in question, takes it with what
belongs to it and gives True, or gives False where the name ends before it.
"""

from __future__ import annotations

from rdfexport.reading.kinds import (
    AIDE,
    AND,
    ARTICLE,
    AT,
    BODY,
    BODY_ON,
    BUILDING,
    CAPITAL,
    COLON,
    CUE,
    DESCRIBING,
    END,
    FIELD,
    FOR,
    FORM,
    FUNCTION,
    GROUP,
    HONORIFIC,
    IN,
    NAMING,
    NATION,
    OF,
    ON,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    POST,
    QUOTE,
    RANK,
    SESSION,
    SIGN,
    SUBJECT,
    TO,
    TRANSMITTING,
    WORLD,
)
from rdfexport.reading.titles.name_state import HEADS, NameState

_KNOWN = HEADS | DESCRIBING | SESSION | FORM | SUBJECT
_JOINING = OF | FOR | IN | AT
_LATER_TO_STOPS = CUE | ON | QUOTE | TRANSMITTING | COLON | END


def take_function_word(name: NameState) -> bool:
    """A function word that may belong to the name."""
    flag = name.flags[name.at]
    described = name.head and name.person < 0 and name.name_end < 0
    if flag & AND:
        return name.name_end < 0 and _take_and(name)
    if flag & OF and (name.person >= 0 or name.person_in_bracket):
        return _take_affiliation(name)
    if not described:
        return False
    behind = name.flags[name.at + 1]
    if flag & _JOINING or (flag & TO and name.post_to and _takes_to(name)):
        return _take_complement(name)
    # "Commission on Disarmament"; else "on" opens the topic.
    if flag & ON and behind & FIELD and behind & CAPITAL:
        return bool(name.flags[name.at - 1] & BODY_ON) and _take_complement(name)
    return False


def _takes_to(name: NameState) -> bool:
    """Whether a "to" after a post belongs to it, and does not open the addressee."""
    flags = name.flags
    at = name.at + 2 if flags[name.at + 1] & ARTICLE else name.at + 1
    if flags[at] & (PLACE | WORLD) and not name.leads_on(at + 1):
        return True
    if not name.head & POST:
        return False
    if name.flags[name.at - 1] & AIDE and flags[at - 1] & ARTICLE and flags[at] & POST:
        return True
    if not flags[at] & (CAPITAL | NAMING):
        return False
    if name.addressed:
        return True
    while not flags[at] & _LATER_TO_STOPS and at < name.stop:
        if flags[at] & TO:
            return True
        at += 1
    return False


def _take_complement(name: NameState) -> bool:
    """What a post or a body is of, for, in or to; a person may follow without a comma."""
    flags = name.flags
    joint = flags[name.at]
    begin = name.at + 2 if flags[name.at + 1] & ARTICLE else name.at + 1
    stop = known = initials = begin
    possessed = -1
    while stop < name.stop:
        flag = flags[stop]
        if flag & SIGN or (flag & FUNCTION and not flag & _KNOWN):
            break
        if flag & HONORIFIC and not flag & FIELD and name.opens_name(stop + 1):
            break
        if not flag & (CAPITAL | NAMING | PARTICLE) and not name.is_text_numeral(stop):
            break
        stop += 1
        if flag & _KNOWN:
            known = stop
        elif initials == begin and "." in name.words.keys[stop - 1]:
            initials = stop - 1
        if flag & POSSESSIVE and not name.leads_on(stop):
            possessed = stop
            break
    if stop == begin:
        return False
    matter = flags[begin] & SUBJECT and not flags[begin] & (FIELD | HEADS)
    if joint & FOR and matter and not name.head & BODY:
        return False
    if joint & (IN | AT) and name.head & GROUP and flags[begin] & BUILDING:
        return False
    if possessed >= 0:
        name.name_end = possessed
    # Words the lexicon knows belong to the complement; unknown ones behind them are a person.
    end = known if known > begin else initials if initials > begin else stop
    name.at = name.fixed = end = _with_second_place(name, end)
    name.extend_role(end)
    name.post_to = name.post_to and bool(joint & OF)
    return True


def _with_second_place(name: NameState, end: int) -> int:
    """The end of ``Delegations of the GDR and the PRC``, if the head word is a plural."""
    flags, keys = name.flags, name.words.keys
    if not (keys[name.at - 1].endswith("s") and flags[end - 1] & PLACE and flags[end] & AND):
        return end
    place = end + 2 if flags[end + 1] & ARTICLE else end + 1
    apart = place + 1 < name.stop and not flags[place + 1] & (SIGN | FUNCTION)
    return end if apart or not flags[place] & PLACE or flags[place] & POSSESSIVE else place + 1


def _run(name: NameState, begin: int) -> int:
    """The end of the capital words and "of" from here on."""
    flags = name.flags
    at = begin
    while at < name.stop and flags[at] & (CAPITAL | OF) and not flags[at] & (SIGN | FUNCTION & ~OF):
        at += 1
    return at - 1 if at > begin and flags[at - 1] & OF else at


def take_participle(name: NameState) -> bool:
    """``the Delegation Attending the Geneva Conference``: what follows is no part of the name proper."""
    begin = name.at + 2 if name.flags[name.at + 1] & ARTICLE else name.at + 1
    stop = _run(name, begin)
    if stop == begin:
        return False
    name.close_name(name.at)
    name.at = stop
    return True


def _take_affiliation(name: NameState) -> bool:
    """``Robert Linhard of the National Security Council Staff``."""
    begin = name.at + 2 if name.flags[name.at + 1] & ARTICLE else name.at + 1
    stop = _run(name, begin)
    if not any(name.flags[i] & (HEADS | PLACE) for i in range(begin, stop)):
        return False
    name.close_name(name.at)
    name.affiliation = name.words.without_possessive(begin, stop)
    name.at = stop
    return True


def _take_and(name: NameState) -> bool:
    """An "and" inside a name; one between two names is left to the list of names."""
    at = name.at
    flags = name.flags
    left, right = flags[at - 1], flags[at + 1]
    if at == name.first or name.person >= 0 or not right & CAPITAL:
        return False
    if name.role and name.role[1] == at and name.head & (POST | GROUP) and right & (POST | GROUP | RANK):
        # "Prime Minister and Foreign Minister", "Members and Candidates of the Politburo"
        single = all(flags[i] & (RANK | HEADS | NATION | FIELD) for i in range(name.first, at))
        joined = single and not right & NATION
    elif left & BODY and right & BODY and flags[at + 2] & GROUP:
        joined = True
    elif left & NATION and right & NATION and at == name.first + 1:
        # "the Soviet and Chinese Delegations"
        joined = name.leads_on(at + 1)
    elif right & FIELD and (left & FIELD or (left & BODY and " of " in name.words.keys[at - 1])):
        joined = not name.head or not name.leads_on(at + 1)
    else:
        return False
    if joined:
        name.at = at + 1
        if name.head & BODY and not name.leads_on(at + 1):
            name.fixed = name.at = at + 2
            name.extend_role(name.at)
    return joined
