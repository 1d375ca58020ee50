"""Who bears a printed name at the date of a document, before any rule decides.

A dated name is compared with all the days that the document may be of:

- all inside the attested days: the name's own certainty;
- all inside the valid days: inferred, at most probable;
- some inside the valid days (a year, a month, a circa): partial, no more than possible;
- none: the name does not mean the bearer. Nor does it where the document has no date.

An undated label holds on every day on which its bearer may have been alive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.vocabulary import Bearer, Index
from rdfexport.model import Authority, Certainty, DateSpan, NameKind

_BY_STRENGTH = (Certainty.UNRESOLVED, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
_DOUBT = frozenset("~?%")


class Fit(IntEnum):
    """How the date of a document fits the time in which a bearer bears a name."""

    OUTSIDE = 0
    UNDATED = 1
    """The name is dated and the document is not."""
    PARTIAL = 2
    INFERRED = 3
    ATTESTED = 4


_LIMIT = {Fit.ATTESTED: Certainty.CERTAIN, Fit.INFERRED: Certainty.PROBABLE, Fit.PARTIAL: Certainty.POSSIBLE}


@dataclass(frozen=True, slots=True)
class Match:
    """A bearer of the name, and how well the date of the document fits."""

    bearer: Bearer
    fit: Fit

    @property
    def agent(self) -> Authority:
        """The record that bears the name."""
        return self.bearer.authority

    @property
    def in_time(self) -> bool:
        """Whether the name may mean the bearer at the date of the document."""
        return self.fit >= Fit.PARTIAL

    @property
    def certainty(self) -> Certainty:
        """How surely the name means the bearer, if it means nobody else."""
        own = self.bearer.dated.certainty if self.bearer.dated else Certainty.CERTAIN
        return weakest(own, _LIMIT.get(self.fit, Certainty.UNRESOLVED))


@dataclass(frozen=True, slots=True)
class Candidates:
    """All who bear a printed name, in the order of their keys.

    ``lent`` holds those who wrote under it although it is somebody else's.
    """

    text: str
    matches: tuple[Match, ...] = ()
    lent: tuple[Match, ...] = ()

    @property
    def in_time(self) -> tuple[Match, ...]:
        """Who may be meant at the date of the document."""
        return tuple(match for match in self.matches if match.in_time)

    @property
    def known(self) -> tuple[Match, ...]:
        """Who may be meant, and those whom the name means at any date, dead or alive."""
        return tuple(match for match in self.matches if match.in_time or match.bearer.dated is None)

    @property
    def settled(self) -> Match | None:
        """The only one who may be meant, if there is only one."""
        found = self.in_time
        return found[0] if len(found) == 1 else None

    @property
    def real(self) -> Match | None:
        """The only one who may be meant, if it is by his own name and no cover name."""
        found = self.settled
        return found if found and not found.bearer.hides else None

    def of(self, agent: Authority) -> Match | None:
        """The match with this agent, in time or not."""
        return next((match for match in self.matches if match.agent is agent), None)


def weakest(*certainties: Certainty) -> Certainty:
    """The weakest of several certainties: a conclusion is no surer than its premises."""
    return min(certainties, key=_BY_STRENGTH.index)


def look_up(text: str, date: DateSpan | None, labels: Index) -> Candidates:
    """Find all who bear a name, each once, by the label that fits best.

    The holder of a post at another time is no candidate: the post is held by somebody
    else then.
    """
    best: dict[str, Match] = {}
    lent: dict[str, Match] = {}
    for bearer in labels.get(normal_form(text), ()):
        match = Match(bearer, _fit(bearer, date))
        if bearer.authority.kind is NameKind.OFFICE and not match.in_time:
            continue
        found = lent if bearer.is_lent else best
        key = bearer.authority.key
        if key not in found or match.fit > found[key].fit:
            found[key] = match
    return Candidates(text, _sorted(best), _sorted(lent))


def _sorted(matches: dict[str, Match]) -> tuple[Match, ...]:
    return tuple(matches[key] for key in sorted(matches))


def _fit(bearer: Bearer, date: DateSpan | None) -> Fit:
    dated = bearer.dated
    if date is None:
        return Fit.UNDATED if dated else Fit.ATTESTED
    if date.latest < bearer.lived.first or date.earliest > bearer.lived.last:
        return Fit.OUTSIDE
    if dated is None:
        return Fit.ATTESTED
    if date.latest < dated.valid_from or date.earliest > dated.valid_to:
        return Fit.OUTSIDE
    # A circa may lie outside the bounds that its span computes.
    if _DOUBT.isdisjoint(date.edtf):
        if dated.attested_from <= date.earliest and date.latest <= dated.attested_to:
            return Fit.ATTESTED
        if dated.valid_from <= date.earliest and date.latest <= dated.valid_to:
            return Fit.INFERRED
    return Fit.PARTIAL
