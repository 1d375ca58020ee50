"""The ledger of names: each name as printed, whom it was taken for, how surely, where and when.

A name stands in the ledger without honorific and post; what is printed stays beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from rdfexport.explaining.finding import document_of
from rdfexport.explaining.graph import Graph, Statements, label, nodes, number, text, values
from rdfexport.namespaces import DCAT, DCTERMS, PROV, RDF, RELATORS, RX, SCHEMA
from rdfexport.terms import Iri

NOBODY = "nobody"
_UNRESOLVED = "unresolved"
_ROLES = {RELATORS.cre: "creator", RELATORS.rcp: "recipient"}


@dataclass(frozen=True, slots=True)
class Use:
    """A name in one document: a party of it, or a mention in its text."""

    name: str
    """Without honorific and post in front; a name in brackets stays."""
    as_printed: str
    agent: Iri
    taken_for: str
    """Label of the agent, or NOBODY."""
    certainty: str
    rule: str
    alias: str
    nominal: Iri | None
    """The real person whose name was lent."""
    role: str
    document: Iri
    title: str
    date: str
    """As EDTF, "" for none."""
    earliest: str
    latest: str
    lines: tuple[str, ...]
    """``page.txt:33-37``, one for each printing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name, one agent it was taken for, and one certainty."""

    name: str
    agent: Iri
    taken_for: str
    certainty: str
    uses: tuple[Use, ...]
    """By date, those without one last."""

    @property
    def documents(self) -> tuple[Iri, ...]:
        """Each once."""
        return tuple(dict.fromkeys(use.document for use in self.uses))

    @property
    def first_use(self) -> str:
        """Date of the use that may be the earliest, "" if none has a date."""
        return next((use.date for use in self.uses if use.earliest), "")

    @property
    def last_use(self) -> str:
        """Date of the use that may be the latest, "" if none has a date."""
        return max(self.uses, key=lambda use: use.latest).date if self.first_use else ""

    def distinct(self, field: Callable[[Use], str]) -> tuple[str, ...]:
        """What the uses have in one field, each value once."""
        return tuple(sorted({value for use in self.uses if (value := field(use))}))


def list_names(graph: Graph, *, mentions: bool = False) -> tuple[Row, ...]:
    """Every name in an export, sorted by name, then first use.

    Args:
        graph: the export.
        mentions: the names in titles and abstracts too, and not those of parties only.
    """
    known = _Known(graph)
    uses = [*_parties(graph, known), *(_mentions(graph, known) if mentions else ())]
    grouped: dict[tuple[str, Iri, str], list[Use]] = defaultdict(list)
    for use in uses:
        grouped[use.name, use.agent, use.certainty].append(use)
    rows = [
        Row(name, agent, found[0].taken_for, certainty, tuple(sorted(found, key=by_date)))
        for (name, agent, certainty), found in grouped.items()
    ]
    return tuple(sorted(rows, key=lambda r: (r.name.casefold(), r.name, by_date(r.uses[0]), r.certainty)))


class _Known:
    """Labels of agents and places of sightings, each looked up once: many uses share them."""

    def __init__(self, graph: Graph) -> None:
        self.label = cache(partial(label, graph))
        self.lines = cache(partial(_lines, graph))


def _parties(graph: Graph, known: _Known) -> Iterator[Use]:
    for owner in graph.subjects(PROV.qualifiedAttribution):
        stated = graph.describe(owner)
        document = owner
        if RX.Enclosure in values(stated, RDF.type):
            whole = next(iter(nodes(stated, SCHEMA.isPartOf)), None)
            document = whole or document_of(graph, owner) or owner
        described = graph.describe(document)
        # A name in an enclosure was looked up at the date of the enclosure, if it has one.
        dated = stated if text(stated, RX.edtf) else described
        inside = "" if document == owner else " of enclosure"
        for attribution in nodes(stated, PROV.qualifiedAttribution):
            said = graph.describe(attribution)
            role = next(iter(nodes(said, DCAT.hadRole)), Iri(""))
            role_name = _ROLES.get(role, role.rpartition("/")[2]) + inside
            agent = next(iter(nodes(said, PROV.agent)), Iri(""))
            yield _use(known, said, agent, role_name, document, (described, dated))


def _mentions(graph: Graph, known: _Known) -> Iterator[Use]:
    for document in graph.subjects(RX.mention):
        described = graph.describe(document)
        for mention in nodes(described, RX.mention):
            said = graph.describe(mention)
            agent = next(iter(nodes(said, RX.mentioned)), Iri(""))
            role = f"named in {text(said, RX.inField)}"
            yield _use(known, said, agent, role, document, (described, described))


def _use(
    known: _Known,
    said: Statements,
    agent: Iri,
    role: str,
    document: Iri,
    about: tuple[Statements, Statements],
) -> Use:
    """One use; ``about`` is what is said of the document, and of that whose date counts."""
    described, dated = about
    certainty = text(said, RX.certainty)
    as_printed = text(said, RX.asPrinted)
    return Use(
        name=_bare(as_printed, (text(said, RX.honorific), text(said, RX.roleAsPrinted))),
        as_printed=as_printed,
        agent=agent,
        taken_for=NOBODY if certainty == _UNRESOLVED else known.label(agent),
        certainty=certainty,
        rule=text(said, RX.rule),
        alias=text(said, RX.alias),
        nominal=next(iter(nodes(said, RX.nominalAgent)), None),
        role=role,
        document=document,
        title=text(described, DCTERMS.title) or text(described, SCHEMA.name),
        date=text(dated, RX.edtf),
        earliest=text(dated, RX.earliest),
        latest=text(dated, RX.latest),
        lines=tuple(sorted(filter(None, map(known.lines, nodes(said, PROV.wasDerivedFrom))))),
    )


def _bare(as_printed: str, before: tuple[str, str]) -> str:
    """The name without honorific and post; a post without a name stays.

    >>> _bare("the Chairman Cde. Mao Zedong", ("Cde.", "Chairman"))
    'Mao Zedong'
    """
    name = " ".join(as_printed.split())
    # Twice: either of the two may stand before the other.
    for word in before * 2:
        shorter = name.removeprefix("the ")
        if word and shorter.startswith(word):
            rest = shorter.removeprefix(word)
            if rest.strip(" ,") and not rest[0].isalnum():
                name = rest.lstrip(" ,")
        elif word and name.endswith(f", {word}"):
            name = name.removesuffix(f", {word}")
    return name


def _lines(graph: Graph, sighting: Iri) -> str:
    stated = graph.describe(sighting)
    listing = next(iter(nodes(stated, RX.inListing)), None)
    first, last = number(stated, RX.firstLine), number(stated, RX.lastLine)
    if listing is None or first is None:
        return ""
    until = f"-{last}" if last is not None and last != first else ""
    return f"{text(graph.describe(listing), RX.fileName) or graph.shorten(listing)}:{first}{until}"


def by_date(use: Use) -> tuple[str, str, str, str]:
    """Sorts uses by date, those without one last."""
    return (use.earliest or "~", use.latest, use.document, use.role)
