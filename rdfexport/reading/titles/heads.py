"""The head of a title: genre, state of the text, and who stands before the form.

    Draft Letter ...                                 state and form
    From the Diary of N.V. Roshchin, ...             form
    Record of the First Conversation between ...     carrier and talk
    Khrushchev's Speech ...                          possessor and form
    Politburo Decisions ...                          body and form
    Hungarian Embassy in Sofia, Report on ...        name and form

A form word that stands anywhere else, inside a topic, names no genre.
"""

from __future__ import annotations

from rdfexport.model import EventDateRole, NameKind
from rdfexport.reading.kinds import (
    ARTICLE,
    BODY,
    BRACKET,
    CAPITAL,
    CARRIER,
    COLON,
    COMMA,
    CUE,
    DATE,
    FIELD,
    FORM,
    FROM,
    FUNCTION,
    GROUP,
    MARKING,
    MODIFIER,
    NATION,
    OF,
    ON,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    POST,
    RANK,
    SIGN,
    STATE,
    TO,
    VERB,
    WITH,
)
from rdfexport.reading.titles.brackets import BracketKind, bracket_kind
from rdfexport.reading.titles.draft import Draft, Mode
from rdfexport.reading.titles.forms import FORMS, MINUTES, Form, form_at
from rdfexport.reading.titles.topic import topic_between
from rdfexport.reading.titles.words import inner_words

_PASSED = ARTICLE | MODIFIER | NATION | PLACE
"""May stand before a form and name nobody: "the Soviet Telegram"."""
_NAMED = BODY | POST | GROUP | POSSESSIVE


def read_head(draft: Draft) -> int | None:
    """Read the title up to and including its form; None if it has no form at its head."""
    words = draft.words
    flags = words.flags
    states: list[str] = []
    marking: str | None = None
    dated: int | None = None
    base = at = 0
    while True:
        form = form_at(draft, at)
        if form:
            break
        flag = flags[at]
        if flag & STATE:
            states.append(words.keys[at])
            at += 1
            if flags[at] & (ON | CUE) and (behind := _topic_before_from(draft, at)):
                at = behind
            elif flags[at] & (OF | FROM) or (flags[at] & (COMMA | COLON) and form_at(draft, at + 1)):
                at += 1
            base = at
        elif flag & MARKING and flag & CAPITAL:
            marking = words.span(at, at + 1)
            at += 1
            base = at
        elif flag & BRACKET:
            inner = inner_words(words, at, draft.lexicon)
            kind = bracket_kind(inner, draft.lexicon)
            if kind is BracketKind.FORM:
                form = Form(draft.lexicon.genres[inner.keys[0]], Mode.MESSAGE, at + 1)
                draft.form_in_bracket = True
                break
            if kind is not BracketKind.STATE:
                return None
            states.append(inner.keys[0])
            at += 1
            base = at
        elif flag & FROM and at == 0:
            base = at = 1
        elif (flag & _PASSED and not flag & _NAMED) or (flag & DATE and at == 0):
            at += 1
        elif flag & DATE and flags[at + 1] & FORM:
            dated = at
            at += 1
        else:
            form = _form_behind_name(draft, base) or _form_behind_unknown(draft, base)
            break
    if form is None:
        if states and not marking:
            # A state alone, "Excerpts from X", is all the title says of its form.
            for key in states:
                draft.add_qualifier(key)
            return base
        draft.topic = None
        return None
    for key in (*states, *form.states):
        draft.add_qualifier(key)
    draft.classification = marking
    if dated is not None:
        draft.add_date(dated, EventDateRole.DOCUMENT)
    return _take_form(draft, form)


def _take_form(draft: Draft, form: Form) -> int:
    draft.genre = form.genre
    draft.mode = form.mode
    draft.numbers.extend(form.numbers)
    if form.owner:
        begin, stop = form.owner
        found = draft.names(begin, stop=stop)
        talk = form.mode is Mode.TALK
        named = found and (talk or found.names[0].kind is NameKind.ORGANISATION)
        if (
            found
            and named
            and talk == draft.is_possessive(found.stop)
            and skip_modifiers(draft, found.stop) == stop
        ):
            draft.take(found, begin, draft.participants if talk else draft.creators)
        else:
            draft.leave(begin, stop)
    return form.stop


def _topic_before_from(draft: Draft, cue: int) -> int | None:
    """``Excerpt on Xinjiang from Minutes No. 40``: the position behind "from"."""
    flags = draft.words.flags
    for at in range(cue + 1, len(draft.words)):
        if flags[at] & FROM:
            draft.topic = topic_between(draft, cue + 1, at)
            return at + 1
        if flags[at] & SIGN:
            return None
    return None


def skip_modifiers(draft: Draft, at: int) -> int:
    """The position behind words that say nothing of their own before a form."""
    flags = draft.words.flags
    while flags[at] & (MODIFIER | RANK | NATION | MARKING) and not flags[at] & (SIGN | FORMS):
        at += 1
    return at


def _form_behind_name(draft: Draft, base: int) -> Form | None:
    """A form behind its possessor, or behind a name and a comma."""
    flags = draft.words.flags
    found = draft.names(base)
    if found is None:
        return None
    possessive = draft.is_possessive(found.stop)
    if not possessive and not flags[found.stop] & (COMMA | COLON):
        return None
    at = found.stop if possessive else found.stop + 1
    form = form_at(draft, skip_modifiers(draft, at))
    if form is None:
        return None
    spoken = form.mode is Mode.TALK and (possessive or len(found.names) > 1)
    if spoken and possessive and flags[skip_modifiers(draft, at)] & CARRIER:
        # "Gomulka's Notes of a Conversation with Brezhnev" are his; that he took part, only
        # a "with" says that has no other host.
        others = [draft.participants] if flags[form.stop] & WITH and not form.owner else []
        draft.take(found, base, draft.creators, *others)
    else:
        draft.take(found, base, draft.participants if spoken else draft.creators)
    return form


def _form_behind_unknown(draft: Draft, base: int) -> Form | None:
    """A form behind a body, or behind words that say nothing we can read."""
    words = draft.words
    flags = words.flags
    at = base
    unbroken = True
    while not flags[at] & SIGN:
        unbroken &= not (flags[at] & FUNCTION and not flags[at] & (PARTICLE | FIELD | ARTICLE))
        form = form_at(draft, at) if at > base and flags[at] & CAPITAL else None
        if form is None and flags[at] & CARRIER & ~FORM and flags[at] & STATE and flags[at + 1] & SIGN:
            # "Politburo transcript": a carrier alone, behind the body that met.
            form = Form(MINUTES, Mode.SESSION, at + 1, (words.keys[at],))
            unbroken = False
        if form and (flags[form.stop] & (SIGN | FUNCTION) or words.is_numeral(form.stop)):
            if _take_body(draft, base, at):
                return form
            if unbroken and not (flags[form.stop - 1] & VERB and flags[form.stop] & (ON | CUE | TO)):
                for i in range(base, at):
                    if not flags[i] & (ARTICLE | NATION | PLACE | MODIFIER):
                        draft.leave(i, i + 1)
                return form
        at += 1
    return None


def _take_body(draft: Draft, base: int, stop: int) -> bool:
    """Take what stands before a form for its author, if that is a body, a group or an office."""
    flags = draft.words.flags
    while stop > base and flags[stop - 1] & MODIFIER and not flags[stop - 1] & BODY:
        stop -= 1
    found = draft.names(base, stop=stop)
    if found is None or found.stop != stop or found.names[0].kind is NameKind.PERSON:
        return False
    draft.take(found, base, draft.creators)
    return True
