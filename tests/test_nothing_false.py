"""Every statement of an export, traced back: to a printed line, or to the authority data.

Nothing of the program is used but its finished graph: lines, dates and authority data are
read here a second time, by plainer means, so that a mistake cannot vouch for itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import OWL, PROV, RDF, SDO, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, XSD
from rdflib.term import Node

import rdfexport
from rdfexport.settings import resource

RX = "https://w3id.org/rdfexport/ns#"
VOCAB = "https://w3id.org/rdfexport/vocab/"
RELATORS = "http://id.loc.gov/vocabulary/relators/"
HAD_ROLE = URIRef("http://www.w3.org/ns/dcat#hadRole")
SHARED = Path(__file__).resolve().parents[2] / "shared"
IDENTIFIERS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "lcnaf": "http://id.loc.gov/authorities/names/{}",
    "tgn": "http://vocab.getty.edu/tgn/{}",
    "geonames": "https://sws.geonames.org/{}/",
}
FURNITURE = re.compile(
    r"Skip to content|Search in|Digital Archive International History Declassified|Results:|Documents"
    r"|Pagination|\d+ - \d+ of \d+|-+"
)
PRINTED = (
    ("%B %d, %Y", 3),
    ("%d %B %Y", 3),
    ("%Y-%m-%d", 3),
    ("%B, %Y", 2),
    ("%B %Y", 2),
    ("%Y", 1),
)
"""The forms in which dates are printed, and how many parts of a date each has."""
DAY_IN_TITLE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
VERBATIM = (
    *(RX + name for name in ("publishedIn", "placeInTitle", "placeFrom", "placeTo", "classification")),
    *(RX + "titleRemainder", str(SDO.keywords), str(DCTERMS.identifier), str(SDO.identifier)),
)
"""Statements about a document that must be words of its title."""
VERBATIM_OF_PARTY = tuple(
    RX + name for name in ("asPrinted", "alias", "honorific", "roleAsPrinted", "signatory")
)
NEVER = {
    OWL.sameAs, SDO.dateSent, SDO.dateReceived, SDO.inLanguage, DCTERMS.language, SDO.holdingArchive,
    SDO.jobTitle, SDO.nationality, SDO.gender,
}  # fmt: skip
"""What no listing says."""


def rx(name: str) -> URIRef:
    return URIRef(RX + name)


def folded(text: object) -> str:
    """One blank for any white space, one shape for any quote mark."""
    return " ".join(str(text).translate(str.maketrans("‘’“”", "''\"\"")).split())


class Source(NamedTuple):
    """A source file, and the text that stands between two of its lines."""

    name: str
    lines: list[str]

    def between(self, first: int, last: int) -> str:
        text = "\n".join(self.lines[first - 1 : last])
        if self.name.endswith(".jsonl"):
            return folded(" ".join(map(str, json.loads(text).values())))
        if self.name.endswith((".csv", ".tsv")):
            delimiter = "\t" if self.name.endswith(".tsv") else ","
            return folded(
                " ".join(cell for row in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in row)
            )
        return folded(text)


class Export(NamedTuple):
    """A graph and the sources that it was built from."""

    graph: Graph
    sources: dict[str, Source]

    def all(self, kind: str) -> list[URIRef]:
        return [s for s in self.graph.subjects(RDF.type, URIRef(kind)) if isinstance(s, URIRef)]

    @property
    def documents(self) -> list[URIRef]:
        return self.all(str(SDO.ArchiveComponent))

    def text(self, subject: Node, predicate: URIRef) -> str:
        (value,) = set(self.graph.objects(subject, predicate))
        return str(value)

    def document_of(self, party: URIRef) -> URIRef:
        """The document that an attribution belongs to, directly or by an enclosure."""
        (bearer,) = self.graph.subjects(PROV.qualifiedAttribution, party)
        if (bearer, RDF.type, rx("Enclosure")) in self.graph:
            (bearer,) = self.graph.objects(bearer, SDO.isPartOf)
        assert isinstance(bearer, URIRef)
        return bearer

    def source_of(self, sighting: Node) -> Source:
        (listing,) = self.graph.objects(sighting, rx("inListing"))
        return self.sources[str(self.graph.value(listing, rx("fileName")))]

    def span_of(self, sighting: Node) -> tuple[int, int]:
        first, last = (int(self.text(sighting, rx(name))) for name in ("firstLine", "lastLine"))
        return first, last


@pytest.fixture(scope="module", params=["samples", "examples"])
def export(request: pytest.FixtureRequest) -> Export:
    folder = SHARED / "seeds" if request.param == "samples" else resource("examples/listings")
    if not folder.is_dir():
        pytest.skip("the sample listings (../shared) are not there")
    files = [path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".csv", ".tsv", ".jsonl"}]
    sources = {path.name: Source(path.name, path.read_text("utf-8-sig").splitlines()) for path in files}
    return Export(rdfexport.to_graph([str(path) for path in files]), sources)


@pytest.fixture(scope="module")
def authority_data() -> dict[str, dict[str, str]]:
    """Rows of the authority data by kind and key: ``agent/mao-zedong``, ``genre/cable``."""
    path = SHARED / "authority" / "authorities.csv"
    if not path.exists():
        pytest.skip("the authority data (../shared) are not there")
    folders = {"person": "agent", "org": "agent"}
    with path.open(encoding="utf-8", newline="") as file:
        return {f"{folders.get(row['kind'], row['kind'])}/{row['key']}": row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def records() -> Graph:
    graph = Graph()
    for name in ("agents", "places", "genres", "roles"):
        graph.parse(resource("vocab") / f"{name}.ttl")
    return graph


# --- the printed lines ----------------------------------------------------------------


def test_every_title_and_abstract_stands_in_the_lines_it_is_traced_to(export: Export) -> None:
    graph = export.graph
    assert export.documents
    for document in export.documents:
        sightings = list(graph.objects(document, rx("sighting")))
        assert sightings
        assert set(sightings) == set(graph.objects(document, PROV.wasDerivedFrom))
        for sighting in sightings:
            printed = export.source_of(sighting).between(*export.span_of(sighting))
            for whole, own in ((DCTERMS.title, "titleAsPrinted"), (DCTERMS.abstract, "abstractAsPrinted")):
                own_texts = list(graph.objects(sighting, rx(own)))
                for text in own_texts or list(graph.objects(document, whole)):
                    assert folded(text) in printed
            for text in graph.objects(sighting, rx("dateAsPrinted")):
                assert folded(text) in printed


def test_both_vocabularies_say_the_same_of_a_document(export: Export) -> None:
    graph = export.graph
    for document in export.documents:
        for one, other in (
            (DCTERMS.title, SDO.name),
            (DCTERMS.abstract, SDO.abstract),
            (DCTERMS.creator, SDO.creator),
            (DCTERMS.identifier, SDO.identifier),
            (DCTERMS.created, SDO.dateCreated),
        ):
            assert set(graph.objects(document, one)) == set(graph.objects(document, other))


def test_every_line_is_in_an_entry_or_furniture(export: Export) -> None:
    within: dict[str, set[int]] = {name: set() for name in export.sources}
    for sighting in export.all(RX + "Sighting"):
        first, last = export.span_of(sighting)
        lines = set(range(first, last + 1))
        name = export.source_of(sighting).name
        assert not lines & within[name], f"{name}: {sorted(lines & within[name])} are in two entries"
        within[name] |= lines
    for source in export.sources.values():
        heading = {1} if source.name.endswith((".csv", ".tsv")) else set()
        outside = set(range(1, len(source.lines) + 1)) - within[source.name] - heading
        left = [source.lines[i - 1] for i in sorted(outside) if source.lines[i - 1].strip()]
        assert [line for line in left if not FURNITURE.fullmatch(line.strip())] == [], source.name


def test_the_coverage_is_printed(export: Export) -> None:
    for listing in export.all(RX + "Listing"):
        numbers = [
            str(export.graph.value(listing, rx(name)))
            for name in ("firstResult", "lastResult", "totalResults")
        ]
        lines = [line.strip() for line in export.sources[export.text(listing, rx("fileName"))].lines]
        printed = "{} - {} of {}".format(*numbers)
        assert (printed in lines) == (numbers != ["None"] * 3)


# --- the words of the title -----------------------------------------------------------


def test_topics_places_and_numbers_are_words_of_the_title(export: Export) -> None:
    for document in export.documents:
        title = folded(export.text(document, DCTERMS.title))
        for predicate in VERBATIM:
            for text in export.graph.objects(document, URIRef(predicate)):
                assert folded(text) in title, (predicate, title)


def test_every_name_is_printed_in_the_title_of_its_document(export: Export) -> None:
    for party in export.all(str(PROV.Attribution)):
        title = folded(export.text(export.document_of(party), DCTERMS.title))
        assert list(export.graph.objects(party, rx("asPrinted")))
        for predicate in VERBATIM_OF_PARTY:
            for text in export.graph.objects(party, URIRef(predicate)):
                assert folded(text) in title, (predicate, title)


ASSERTED = {"certain", "probable"}
"""How sure a mention has to be before the document is said to mention somebody."""


def test_whatever_is_mentioned_is_printed(export: Export, records: Graph) -> None:
    graph = export.graph
    for mention in export.all(RX + "Mention"):
        (document,) = graph.subjects(rx("mention"), mention)
        printed = " ".join(folded(graph.value(document, p) or "") for p in (DCTERMS.title, DCTERMS.abstract))
        found = graph.value(mention, rx("mentioned"))
        record = graph.value(found, rx("authorityRecord"))
        certainty = str(graph.value(mention, rx("certainty")))
        assert certainty not in ASSERTED or (document, SDO.mentions, found) in graph
        assert list(graph.objects(mention, rx("rule")))
        for text in map(folded, graph.objects(mention, rx("asPrinted"))):
            assert text in printed
            name = text.replace(". ", ".").casefold()
            # Part of a full name, or a full name within what is printed.
            known = labels(records, record) if record else set()
            assert record is None or any(label in name or name in label for label in known), name
    for document in export.documents:
        mentioned = {
            graph.value(m, rx("mentioned"))
            for m in graph.objects(document, rx("mention"))
            if str(graph.value(m, rx("certainty"))) in ASSERTED
        }
        assert set(graph.objects(document, SDO.mentions)) == mentioned


# --- dates ----------------------------------------------------------------------------


class Printed(NamedTuple):
    """What a printed date says, read by strptime."""

    edtf: str
    earliest: date
    latest: date
    datatype: URIRef


def read_date(text: str) -> Printed:
    for form, parts in PRINTED:
        try:
            day = datetime.strptime(folded(text), form).date()
        except ValueError:
            continue
        last_month = day.month if parts > 1 else 12
        last_day = day.day if parts > 2 else monthrange(day.year, last_month)[1]
        edtf = day.isoformat()[: (0, 4, 7, 10)[parts]]
        datatype = (XSD.gYear, XSD.gYearMonth, XSD.date)[parts - 1]
        return Printed(edtf, day, date(day.year, last_month, last_day), datatype)
    raise AssertionError(f"an unknown form of date: {text}")


def assert_dated(graph: Graph, subject: URIRef, printed: Printed, *literals: URIRef) -> None:
    assert [str(o) for o in graph.objects(subject, rx("edtf"))] == [printed.edtf]
    assert [str(o) for o in graph.objects(subject, rx("earliest"))] == [str(printed.earliest)]
    assert [str(o) for o in graph.objects(subject, rx("latest"))] == [str(printed.latest)]
    for predicate in literals:
        assert list(graph.objects(subject, predicate)) == [Literal(printed.edtf, datatype=printed.datatype)]


def test_dates_are_those_printed_at_the_precision_printed(export: Export) -> None:
    graph = export.graph
    for document in export.documents:
        printed = {str(text) for text in graph.objects(document, rx("dateAsPrinted"))}
        seen = {
            str(text)
            for sighting in graph.objects(document, rx("sighting"))
            for text in graph.objects(sighting, rx("dateAsPrinted"))
        }
        assert printed == seen
        if not printed:
            said = (DCTERMS.created, SDO.dateCreated, rx("edtf"), rx("earliest"), rx("latest"))
            assert [p for p in said if list(graph.objects(document, p))] == []
            continue
        (read,) = {read_date(text) for text in printed}
        assert_dated(graph, document, read, DCTERMS.created, SDO.dateCreated)


def test_events_are_dated_by_the_title_or_else_by_the_catalogue(export: Export) -> None:
    graph = export.graph
    events = export.all(str(SDO.Event))
    assert events
    for event in events:
        (document,) = graph.subjects(SDO.about, event)
        assert isinstance(document, URIRef)
        in_title = DAY_IN_TITLE.findall(export.text(document, DCTERMS.title))
        assert export.text(event, rx("dateBasis")) == ("title" if in_title else "catalogue")
        text = in_title[0] if in_title else str(graph.value(document, rx("dateAsPrinted")))
        assert_dated(graph, event, read_date(text), SDO.startDate)
        for place in graph.objects(event, rx("placeAsPrinted")):
            assert str(place) in export.text(document, DCTERMS.title)
        located = set(graph.objects(event, SDO.location))
        assert located <= set(graph.objects(document, SDO.mentions))


def test_enclosures_are_dated_by_the_title_alone(export: Export) -> None:
    graph = export.graph
    for enclosure in export.all(RX + "Enclosure"):
        (document,) = graph.objects(enclosure, SDO.isPartOf)
        in_title = DAY_IN_TITLE.findall(str(graph.value(document, DCTERMS.title)))
        if in_title:
            assert_dated(graph, enclosure, read_date(in_title[0]), DCTERMS.created, SDO.dateCreated)
        else:
            assert not set(graph.objects(enclosure, rx("edtf"))) | set(
                graph.objects(enclosure, DCTERMS.created)
            )


# --- who is meant ---------------------------------------------------------------------


def labels(records: Graph, record: object) -> set[str]:
    """Every name by which the authority file knows a record, folded."""
    assert isinstance(record, URIRef)
    names = {
        *(o for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) for o in records.objects(record, p)),
        *records.objects(record, rx("recordLabel")),
        *(o for n in records.objects(record, rx("hasName")) for o in records.objects(n, rx("nameString"))),
    }
    return {folded(name).replace(". ", ".").casefold() for name in names}


def test_every_party_has_its_certainty_its_rule_and_its_line(export: Export) -> None:
    graph = export.graph
    parties = export.all(str(PROV.Attribution))
    assert parties
    for party in parties:
        (agent,) = graph.objects(party, PROV.agent)
        certainty = export.text(party, rx("certainty"))
        resolved = graph.value(agent, rx("resolved"))
        assert resolved in (Literal(True), Literal(False))
        assert (certainty == "unresolved") == (resolved == Literal(False))
        assert certainty in {"certain", "probable", "possible", "unresolved"}
        assert export.text(party, rx("rule"))
        lines = set(graph.objects(party, PROV.wasDerivedFrom))
        assert lines
        assert lines <= set(graph.objects(export.document_of(party), rx("sighting")))


def test_a_party_bears_a_name_that_is_printed(export: Export, records: Graph) -> None:
    graph = export.graph
    for party in export.all(str(PROV.Attribution)):
        (agent,) = graph.objects(party, PROV.agent)
        record = graph.value(agent, rx("authorityRecord"))
        printed = folded(graph.value(party, rx("asPrinted"))).replace(". ", ".").casefold()
        if record:
            assert any(label in printed for label in labels(records, record)), (agent, printed)
        else:
            assert folded(graph.value(agent, SKOS.prefLabel)) in folded(graph.value(party, rx("asPrinted")))


def test_an_unresolved_name_says_nothing_of_a_person(export: Export) -> None:
    graph = export.graph
    for agent in graph.subjects(rx("resolved"), Literal(False)):
        assert "/agent/unresolved/" in str(agent)
        for predicate in (SDO.sameAs, SDO.birthDate, SDO.deathDate, rx("authorityRecord"), SKOS.altLabel):
            assert not list(graph.objects(agent, predicate))


def test_every_sender_and_recipient_is_attributed(export: Export) -> None:
    graph = export.graph
    roles = {
        DCTERMS.creator: URIRef(RELATORS + "cre"),
        URIRef(RELATORS + "rcp"): URIRef(RELATORS + "rcp"),
        rx("via"): URIRef(VOCAB + "role/via"),
    }
    for bearer in (*export.documents, *export.all(RX + "Enclosure")):
        parties = list(graph.objects(bearer, PROV.qualifiedAttribution))
        for predicate, role in roles.items():
            attributed = {graph.value(p, PROV.agent) for p in parties if (p, HAD_ROLE, role) in graph}
            assert set(graph.objects(bearer, predicate)) == attributed
        assert set(graph.objects(bearer, SDO.sender)) <= set(graph.objects(bearer, DCTERMS.creator))
        assert set(graph.objects(bearer, SDO.recipient)) <= set(
            graph.objects(bearer, URIRef(RELATORS + "rcp"))
        )
        attendees = {
            graph.value(p, PROV.agent)
            for p in parties
            if (p, HAD_ROLE, URIRef(VOCAB + "role/participant")) in graph
        }
        for event in graph.objects(bearer, SDO.about):
            assert set(graph.objects(event, SDO.attendee)) == attendees


# --- the authority data ---------------------------------------------------------------


def described(export: Export) -> Iterable[tuple[URIRef, URIRef]]:
    """Agents and places with the record that they were taken for."""
    for subject, record in export.graph.subject_objects(rx("authorityRecord")):
        assert isinstance(subject, URIRef)
        assert isinstance(record, URIRef)
        yield subject, record


def test_links_out_are_those_of_the_vocabulary(export: Export, records: Graph) -> None:
    linked = set(export.graph.subjects(SDO.sameAs, None))
    assert linked <= {subject for subject, _ in described(export)}
    for subject, record in described(export):
        assert set(export.graph.objects(subject, SDO.sameAs)) == set(records.objects(record, SDO.sameAs))
    for predicate in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch):
        for concept, target in export.graph.subject_objects(predicate):
            assert (concept, predicate, target) in records


def test_links_out_are_those_of_the_identifier_columns(
    export: Export, authority_data: dict[str, dict[str, str]]
) -> None:
    for subject, record in described(export):
        row = authority_data[str(record).removeprefix(VOCAB)]
        expected = {form.format(row[column]) for column, form in IDENTIFIERS.items() if row[column]}
        assert {str(o) for o in export.graph.objects(subject, SDO.sameAs)} == expected
    known = {"http://vocab.getty.edu/aat/" + row["aat"] for row in authority_data.values() if row["aat"]}
    for predicate in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch):
        assert {str(target) for target in export.graph.objects(None, predicate)} <= known


def test_life_dates_are_those_of_the_authority_data(
    export: Export, authority_data: dict[str, dict[str, str]]
) -> None:
    graph = export.graph
    for subject, record in described(export):
        row = authority_data[str(record).removeprefix(VOCAB)]
        for column in ("birth", "death"):
            edtf = [row[column]] if row[column] else []
            assert [str(o) for o in graph.objects(subject, rx(f"{column}Edtf"))] == edtf
            sure = [text for text in edtf if re.fullmatch(r"\d{4}(-\d\d){0,2}", text)]
            assert [str(o) for o in graph.objects(subject, SDO[f"{column}Date"])] == sure


def test_says_nothing_that_no_listing_says(export: Export) -> None:
    assert not set(export.graph.predicates()) & NEVER
    assert not [o for o in export.graph.objects() if isinstance(o, Literal) and not str(o).strip()]


# --- people who share a name ----------------------------------------------------------

NAMESAKES = """date,title
"December 17, 1947","Cable, Terebin to Stalin [via Kuznetsov]"
"April 20, 1948","Cable, Stalin [Kuznetsov] to Mao Zedong [via Terebin]"
"July 29, 1953","Telegram from Kuznetsov to Soviet Foreign Ministry"
"March 1, 1951","Telegram from Kuznetsov to Mao Zedong"
"May 15, 1949","Telegram from Kim Il to Kim Il Sung"
"May 15, 1949","Telegram from Kim to Shtykov"
"June 1, 1954","Letter from Filippov to Mao Zedong"
"June 1, 1980","Letter from Mao to Gromyko"
"June 1, 1985","Letter from Andrei Orlov to Ivan Kovalev"
"December 9, 1949","Conversation between Charge d’Affaires of the Soviet Embassy and Zhou Enlai"
"December 20, 1949","Conversation between Charge d’Affaires of the Soviet Embassy and Zhou Enlai"
"""


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[str, str]]:
    """Day and printed name -> key of the agent, certainty."""
    path = tmp_path_factory.mktemp("namesakes") / "namesakes.csv"
    path.write_text(NAMESAKES, "utf-8")
    export = Export(rdfexport.to_graph([str(path)]), {})
    return {
        (
            export.text(export.document_of(party), rx("edtf")),
            export.text(party, rx("asPrinted")),
        ): (
            export.text(party, PROV.agent).partition("/agent/")[2],
            export.text(party, rx("certainty")),
        )
        for party in export.all(str(PROV.Attribution))
    }


@pytest.mark.parametrize(
    ("day", "printed", "agent", "certainty"),
    [
        ("1947-12-17", "Kuznetsov", "kuznetsov-fedor", "probable"),
        ("1948-04-20", "Stalin [Kuznetsov]", "stalin-joseph", "probable"),
        ("1953-07-29", "Kuznetsov", "kuznetsov-vasili", "certain"),
        ("1951-03-01", "Kuznetsov", "unresolved/kuznetsov", "unresolved"),
        ("1949-05-15", "Kim Il", "kim-il", "certain"),
        ("1949-05-15", "Kim Il Sung", "kim-il-sung", "certain"),
        ("1949-05-15", "Kim", "unresolved/kim", "unresolved"),
        ("1954-06-01", "Filippov", "unresolved/filippov", "unresolved"),
        ("1980-06-01", "Mao", "unresolved/mao", "unresolved"),
        ("1985-06-01", "Andrei Orlov", "unresolved/andrei-orlov", "unresolved"),
        ("1985-06-01", "Ivan Kovalev", "unresolved/ivan-kovalev", "unresolved"),
        ("1949-12-09", "Charge d’Affaires of the Soviet Embassy", "soviet-charge-1949-12", "certain"),
        (
            "1949-12-20",
            "Charge d’Affaires of the Soviet Embassy",
            "unresolved/charge-d-affaires-of-the-soviet-embassy",
            "unresolved",
        ),
    ],
)
def test_people_who_share_a_name_stay_apart(
    namesakes: dict[tuple[str, str], tuple[str, str]], day: str, printed: str, agent: str, certainty: str
) -> None:
    assert namesakes[day, printed] == (agent, certainty)
