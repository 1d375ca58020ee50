"""From a printed name and a date to the agent it means, or to none.

The rules are a table and are asked in order; the first that answers decides, and its
key goes with the answer. No rule guesses: where two agents could be meant, or none at
that date, the name stays unresolved and a finding says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as day
from functools import lru_cache
from typing import NamedTuple

from rdfexport.authorities.candidates import Candidates, Fit, Match, look_up, weakest
from rdfexport.authorities.vocabulary import Vocabulary
from rdfexport.iris import slug
from rdfexport.model import Authority, Certainty, DateSpan, Link, Name, NameKind, PlaceLink
from rdfexport.problems import Code, Severity

REASONS: Mapping[str, str] = {
    "preferred-label": "the name is the preferred label of one record",
    "alternative-label": "the name is another label of one record",
    "hidden-label": "the name is a known misprint of a label of one record",
    "short-form": "the name is a short or common form that means one record at the date of the document",
    "dated-pseudonym": "the name is a cover name, and the document is of the time of its use",
    "attributive-place": "the name of one place stands before another word, and may mean who sits there",
    "unnamed-office": "the name is a post whose unnamed holder at that date has a record",
    "bracket-identifies": "the title prints the real name beside another one",
    "bracket-allonym": "the title equates the agent with the real person whose name was lent",
    "bracket-conflict": "the two names that the title equates are known as those of different agents",
    "ambiguous": "several records bear the name at the date of the document",
    "outside-interval": "the name means somebody at other dates only",
    "outside-lifetime": "the only bearer of the name was not alive at the date of the document",
    "undated": "the name means somebody at certain dates only, and the document has none",
    "unresolved": "no record bears the name",
}
"""Why a rule answers as it does, by its key."""


class Finding(NamedTuple):
    """What a person should look at; becomes a Problem once its place is known."""

    code: Code
    severity: Severity
    message: str


class Resolution(NamedTuple):
    """A link, resolved or not, and what is doubtful about it."""

    link: Link
    findings: tuple[Finding, ...] = ()


class PlaceResolution(NamedTuple):
    """A link to a place, or None, and what is doubtful about it."""

    link: PlaceLink | None
    findings: tuple[Finding, ...] = ()


class Case(NamedTuple):
    """A name to resolve: the candidates for what it prints outside and inside brackets."""

    name: Name
    outer: Candidates
    inner: Candidates | None

    @property
    def pairs(self) -> tuple[tuple[Candidates, Candidates], ...]:
        """The two printed names, either way round; nothing without brackets."""
        return ((self.outer, self.inner), (self.inner, self.outer)) if self.inner else ()


@lru_cache(maxsize=1 << 15)
def resolve(name: Name, date: DateSpan | None, vocabulary: Vocabulary) -> Resolution:
    """Find the agent that a name means at a date; never fails.

    Args:
        name: as the title writes it.
        date: of the document, None where it has none.
        vocabulary: who bears which name, and when.

    Source: the rules of authority work in vocab/README.md.
    """
    labels = vocabulary.agent_labels
    case = Case(
        name,
        look_up(name.bare_name, date, labels),
        look_up(name.bracketed, date, labels) if name.bracketed else None,
    )
    for rule in RULES:
        if resolution := rule(case):
            return resolution
    return _unresolved(case, "unresolved", Code.NAME_UNRESOLVED, Severity.INFO, "no authority record")


@lru_cache(maxsize=1 << 13)
def resolve_place(
    as_written: str, date: DateSpan | None, vocabulary: Vocabulary, *, attributive: bool = False
) -> PlaceResolution:
    """Find the place that a name means at a date.

    A place that the authority file does not know gives neither link nor finding. One that
    stands before another word, "Nanjing Peace Proposal", is at most probable: it may as
    well mean the government that sits there.
    """
    candidates = look_up(as_written, date, vocabulary.place_labels)
    match = candidates.settled
    if match is None:
        doubt = _doubt(candidates, "not linked")
        return PlaceResolution(None, (doubt[1],) if doubt else ())
    certainty, rule = match.certainty, match.bearer.rule
    if attributive and certainty is Certainty.CERTAIN:
        certainty, rule = Certainty.PROBABLE, "attributive-place"
    return PlaceResolution(PlaceLink(as_written, match.agent, certainty, rule), _inferred(match))


def _bracket_allonym(case: Case) -> Resolution | None:
    """``Stalin [Kuznetsov]``: a real man's name, lent; its owner is the nominal sender."""
    for agent_side, lent_side in case.pairs:
        match = agent_side.real
        lent = match and next((m for m in lent_side.lent if m.agent is match.agent and m.in_time), None)
        if match and lent:
            owner = lent_side.real
            link = Link(
                name=case.name,
                agent=match.agent,
                certainty=weakest(match.certainty, lent.certainty),
                rule="bracket-allonym",
                alias=lent_side.text,
                nominal=owner.agent if owner and owner.agent is not match.agent else None,
            )
            return Resolution(link, _inferred(lent))
    return None


def _bracket_identifies(case: Case) -> Resolution | None:
    """``Filippov [Stalin]``: one of the two is the real name of one agent, wherever it stands."""
    for other, named in case.pairs:  # the bracket first: it commonly holds the real name
        match = named.real
        if match is None:
            continue
        if other.known and all(m.agent is not match.agent for m in other.known):
            return None
        # Of two real names the preferred one identifies, and the other is the alias.
        if other.real and other.real.bearer.rule == "preferred-label" and named is case.inner:
            match, other = other.real, named
        alias = other.of(match.agent)
        if alias and alias.fit is not Fit.OUTSIDE:
            link = Link(case.name, match.agent, match.certainty, "bracket-identifies", alias=other.text)
            return Resolution(link, _inferred(match))
        doubt = (
            f"{other.text!r} is not known as a name of {match.agent.label} at this date; the title says so"
        )
        certainty = weakest(match.certainty, Certainty.PROBABLE)
        link = Link(case.name, match.agent, certainty, "bracket-identifies", alias=other.text)
        return Resolution(link, (Finding(Code.NAME_INFERRED, Severity.INFO, doubt),))
    return None


def _bracket_conflict(case: Case) -> Resolution | None:
    """Two names that the authority file knows, or half knows, as those of different agents."""
    if case.inner is None or not (case.outer.in_time or case.inner.in_time):
        return None
    outer, inner = case.outer.settled, case.inner.settled
    if outer and inner and outer.agent is inner.agent:
        return None  # two cover names of one agent
    agents = " or ".join(_labels((*case.outer.known, *case.inner.known)))
    message = (
        f"the title equates {case.outer.text!r} and {case.inner.text!r}; the authority file has {agents}"
    )
    return _unresolved(case, "bracket-conflict", Code.NAME_AMBIGUOUS, Severity.WARNING, message)


def _label(case: Case) -> Resolution | None:
    """One printed name, one bearer at that date."""
    match = case.outer.settled
    if match is None:
        return None
    rule = "unnamed-office" if match.agent.kind is NameKind.OFFICE else match.bearer.rule
    alias = case.name.bracketed or (case.outer.text if match.bearer.hides else None)
    return Resolution(Link(case.name, match.agent, match.certainty, rule, alias=alias), _inferred(match))


def _doubtful(case: Case) -> Resolution | None:
    """Several bearers at that date, or only bearers at other dates."""
    for candidates in filter(None, (case.inner, case.outer)):
        if doubt := _doubt(candidates, "kept as an unresolved name"):
            rule, finding = doubt
            return _unresolved(case, rule, *finding)
    return None


RULES: tuple[Callable[[Case], Resolution | None], ...] = (
    _bracket_allonym,
    _bracket_identifies,
    _bracket_conflict,
    _label,
    _doubtful,
)
"""Asked in this order; the first answer counts."""


def _doubt(candidates: Candidates, consequence: str) -> tuple[str, Finding] | None:
    """Why nobody was chosen among candidates, as rule and finding; None if there are none."""
    if not candidates.matches:
        return None
    several = candidates.in_time or candidates.matches
    undated = any(match.fit is Fit.UNDATED for match in candidates.matches)
    if len(candidates.in_time) > 1 or (undated and len(several) > 1):
        message = f"may mean {' or '.join(_labels(several))}; {consequence}"
        return "ambiguous", Finding(Code.NAME_AMBIGUOUS, Severity.WARNING, message)
    facts = "; ".join(_when(match) for match in candidates.matches)
    if undated:
        rule, facts = "undated", f"{facts}; the document has no date"
    elif all(match.bearer.dated is None for match in candidates.matches):
        rule = "outside-lifetime"
    else:
        rule = "outside-interval"
    return rule, Finding(Code.NAME_OUT_OF_TIME, Severity.WARNING, f"{facts}; {consequence}")


def _when(match: Match) -> str:
    agent, dated = match.agent, match.bearer.dated
    if dated:
        return f"means {agent.label} only {_interval(dated.valid_from, dated.valid_to)}"
    return f"{agent.label} lived {agent.birth or '?'} to {agent.death or '?'}"


def _interval(first: day, last: day) -> str:
    if first == day.min:
        return f"until {last}"
    return f"from {first}" if last == day.max else f"from {first} to {last}"


def _inferred(match: Match) -> tuple[Finding, ...]:
    dated = match.bearer.dated
    if dated is None or match.fit is Fit.ATTESTED:
        return ()
    attested = _interval(dated.attested_from, dated.attested_to)
    how = "may lie outside the days in which" if match.fit is Fit.PARTIAL else "is not of the days on which"
    message = f"taken for {match.agent.label}; the document {how} the name is attested, {attested}"
    return (Finding(Code.NAME_INFERRED, Severity.INFO, message),)


def _labels(matches: tuple[Match, ...]) -> list[str]:
    return list(dict.fromkeys(match.agent.label for match in matches))


def _unresolved(case: Case, rule: str, code: Code, severity: Severity, message: str) -> Resolution:
    name = case.name
    agent = Authority(
        key=f"unresolved/{slug(name.bare_name)}", kind=name.kind, label=name.bare_name, resolved=False
    )
    link = Link(name, agent, Certainty.UNRESOLVED, rule, alias=name.bracketed)
    return Resolution(link, (Finding(code, severity, message),))
