"""Mappers: what a document becomes, told by its triples."""

from dataclasses import replace
from datetime import date

import pytest

from rdfexport.errors import MapperInvalid
from rdfexport.iris import Iris
from rdfexport.mappers import (
    BUILT_IN,
    Mapper,
    Scope,
    bound_prefixes,
    combine,
    describe_authority,
    describe_document,
    load_mappers,
    vocabularies,
)
from rdfexport.mappers.rules import Rule
from rdfexport.mappers.values import typed_date
from rdfexport.model import (
    Authority,
    Certainty,
    DatedName,
    DateSpan,
    Document,
    Enclosure,
    Entry,
    EventDateRole,
    LabelKind,
    Link,
    LinkedEnclosure,
    LinkedEntry,
    Location,
    Mention,
    Name,
    NameKind,
    Party,
    PartyRole,
    Record,
    TitleReading,
)
from rdfexport.namespaces import DCAT, DCTERMS, PROV, RDF, RELATORS, RX, SCHEMA, SKOS, VOID, XSD
from rdfexport.terms import Iri, Literal

IRIS = Iris("https://example.org/archive/")
FORMS = {"cable": "message", "ciphered-telegram": "message", "message": "message", "telegram": "message"}
FORMS |= {"memorandum-of-conversation": "conversation", "conversation-record": "conversation"}
SCOPE = Scope(IRIS, "en", IRIS.dataset("export"), FORMS)
PROFILE = combine(tuple(BUILT_IN.values()))
USED = (DCAT, DCTERMS, PROV, RDF, RELATORS, RX, SCHEMA, SKOS, VOID)
DIGEST = "0123456789ab" + "c" * 52
STALIN = Authority(
    "stalin-joseph", NameKind.PERSON, "Joseph Stalin", same_as=("http://www.wikidata.org/entity/Q855",)
)
MAO = Authority("mao-zedong", NameKind.PERSON, "Mao Zedong")
PETROV = Authority("unresolved/petrov", NameKind.PERSON, "Petrov", resolved=False)


def span(edtf, first, last):
    return DateSpan(edtf, edtf, date.fromisoformat(first), date.fromisoformat(last))


DAY = span("1949-01-08", "1949-01-08", "1949-01-08")


def party(role, agent, printed, position=1):
    name = Name(printed, printed, agent.kind)
    certainty = Certainty.CERTAIN if agent.resolved else Certainty.UNRESOLVED
    return Party(role, position, Link(name, agent, certainty, "preferred-label"))


def document(
    title="Cable, Mao Zedong to Stalin", *, day=DAY, parties=(), enclosures=(), ordinals=(5,), **reading
):
    occurrences = tuple(
        LinkedEntry(
            Entry(
                Record(
                    ordinal,
                    "January 8, 1949",
                    title,
                    "",
                    Location("a.txt", DIGEST, ordinal * 10, ordinal * 10 + 2),
                ),
                day,
                TitleReading(**reading),
            ),
            tuple(parties),
            tuple(enclosures),
        )
        for ordinal in ordinals
    )
    return Document("1949-01-08-0123456789ab", occurrences)


def statements(thing):
    block = describe_document(thing, PROFILE, SCOPE)
    return {(node.subject, predicate, value) for node in block.nodes for predicate, value in node.statements}


def values(thing, predicate, subject=None):
    subject = subject or IRIS.document(thing.key)
    return {o for s, p, o in statements(thing) if (s, p) == (subject, predicate)}


MESSAGE = document(
    genre="cable",
    parties=[
        party(PartyRole.CREATOR, MAO, "Mao Zedong"),
        party(PartyRole.RECIPIENT, STALIN, "Filippov [Stalin]"),
    ],
)
TALK = document(
    genre="memorandum-of-conversation",
    parties=[party(PartyRole.PARTICIPANT, MAO, "Mao"), party(PartyRole.PARTICIPANT, PETROV, "Petrov", 2)],
)


def test_a_message_has_sender_and_recipient():
    mao, stalin = IRIS.authority(MAO.key, MAO.kind), IRIS.authority(STALIN.key, STALIN.kind)
    assert SCHEMA.Message in values(MESSAGE, RDF.type)
    for predicate in (DCTERMS.creator, SCHEMA.creator, SCHEMA.sender):
        assert values(MESSAGE, predicate) == {mao}
    for predicate in (SCHEMA.recipient, RELATORS.rcp):
        assert values(MESSAGE, predicate) == {stalin}
    assert values(MESSAGE, SCHEMA.about) == set()


def test_a_conversation_has_an_event_with_attendees_and_no_sender():
    event = IRIS.event(TALK.key)
    assert SCHEMA.Message not in values(TALK, RDF.type)
    assert values(TALK, SCHEMA.about) == {event}
    assert len(values(TALK, SCHEMA.attendee, event)) == 2
    assert values(TALK, SCHEMA.startDate, event) == {Literal("1949-01-08", XSD.date)}
    assert values(TALK, RX.dateBasis, event) == {Literal("catalogue")}
    for predicate in (SCHEMA.sender, SCHEMA.recipient, DCTERMS.creator):
        assert values(TALK, predicate) == set()


def test_the_date_in_the_title_dates_the_event():
    other = span("1948-06-02", "1948-06-02", "1948-06-02")
    talk = document(genre="conversation-record", event_date=other, event_date_role=EventDateRole.EVENT)
    event = IRIS.event(talk.key)
    assert values(talk, SCHEMA.startDate, event) == {Literal("1948-06-02", XSD.date)}
    assert values(talk, RX.dateBasis, event) == {Literal("title")}
    assert values(talk, SCHEMA.dateCreated) == {Literal("1949-01-08", XSD.date)}
    assert values(talk, RX.dateInTitle) == set()


def test_a_date_in_the_title_of_a_telegram_is_kept():
    other = span("1962-09-28", "1962-09-28", "1962-09-28")
    telegram = document(genre="telegram", event_date=other, event_date_role=EventDateRole.DOCUMENT)
    assert {value.lexical for value in values(telegram, RX.dateInTitle)} == {"1962-09-28"}


def test_an_enclosure_keeps_its_own_parties():
    enclosure = LinkedEnclosure(Enclosure("message"), (party(PartyRole.CREATOR, MAO, "Mao Zedong"),))
    telegram = document(
        genre="ciphered-telegram",
        parties=[party(PartyRole.CREATOR, PETROV, "Petrov")],
        enclosures=[enclosure],
    )
    inner = IRIS.enclosure(telegram.key, 1)
    assert values(telegram, SCHEMA.hasPart) == {inner}
    assert values(telegram, SCHEMA.sender, inner) == {IRIS.authority(MAO.key, MAO.kind)}
    assert values(telegram, SCHEMA.sender) == {IRIS.authority(PETROV.key, PETROV.kind)}


def test_whoever_takes_part_attends_an_event_whatever_the_genre():
    name = Name("Mao", "Mao", NameKind.PERSON)
    interview = document(
        genre="interview", participants=(name,), parties=[party(PartyRole.PARTICIPANT, MAO, "Mao")]
    )
    assert values(interview, SCHEMA.attendee, IRIS.event(interview.key)) == {
        IRIS.authority(MAO.key, MAO.kind)
    }


def test_the_dataset_names_the_vocabularies_of_its_profile():
    assert vocabularies(PROFILE) == tuple(sorted(n.iri for n in USED))
    assert vocabularies(BUILT_IN["dublin-core"]) == (DCTERMS.iri,)


def test_every_party_is_traced_to_its_lines():
    (attribution,) = [a for a in values(MESSAGE, PROV.qualifiedAttribution) if a.endswith("recipient-1")]
    assert values(MESSAGE, RX.asPrinted, attribution) == {Literal("Filippov [Stalin]")}
    (sighting,) = values(MESSAGE, PROV.wasDerivedFrom, attribution)
    assert values(MESSAGE, RX.firstLine, sighting) == {Literal("50", XSD.integer)}
    assert values(MESSAGE, RX.inListing, sighting) == {IRIS.listing(DIGEST)}


def test_every_occurrence_is_a_sighting():
    assert len(values(document(ordinals=(1, 2, 3)), RX.sighting)) == 3


TYPED = [("1949-01-08", "date"), ("1949-03", "gYearMonth"), ("1949", "gYear")]


@pytest.mark.parametrize(("edtf", "datatype"), TYPED)
def test_dates_are_typed_by_their_precision(edtf, datatype):
    assert list(typed_date(edtf)) == [Literal(edtf, XSD[datatype])]


@pytest.mark.parametrize("edtf", ["1949~", "1949?", "1961-08-03/1961-08-05", "194X", "", None])
def test_a_doubtful_date_is_never_a_plain_one(edtf):
    assert list(typed_date(edtf)) == []


def test_bounds_are_kept_where_no_plain_date_is():
    interval = span("1961-08-03/1961-08-05", "1961-08-03", "1961-08-05")
    meeting = document(day=interval)
    assert values(meeting, DCTERMS.created) == set()
    assert values(meeting, RX.earliest) == {Literal("1961-08-03", XSD.date)}
    assert values(meeting, RX.latest) == {Literal("1961-08-05", XSD.date)}


def test_nothing_known_means_no_triple():
    bare = document(day=None)
    assert values(bare, RX.edtf) == values(bare, DCTERMS.abstract) == values(bare, SCHEMA.creator) == set()
    assert all(value.lexical for _, _, value in statements(bare) if isinstance(value, Literal))


def test_an_unresolved_agent_has_no_links():
    (node,) = describe_authority(PETROV, PROFILE, SCOPE).nodes
    assert node.subject == "https://example.org/archive/agent/unresolved/petrov"
    said = dict(node.statements)
    assert said[RX.resolved] == Literal("false", XSD.boolean)
    assert SCHEMA.sameAs not in said
    assert RX.authorityRecord not in said


def test_a_resolved_agent_links_out_by_the_authority_file_only():
    (node,) = describe_authority(STALIN, PROFILE, SCOPE).nodes
    assert {o for p, o in node.statements if p == SCHEMA.sameAs} == {"http://www.wikidata.org/entity/Q855"}
    (node,) = describe_authority(MAO, PROFILE, SCOPE).nodes
    assert SCHEMA.sameAs not in dict(node.statements)


def test_a_mapper_of_another_institution_adds_its_statements():
    own = Mapper(
        "own",
        document=(Rule(Iri("https://example.net/has"), lambda d, _: [Literal(d.key)]),),
        prefixes={"own": "https://example.net/"},
    )
    profile = combine([*BUILT_IN.values(), own])
    block = describe_document(MESSAGE, profile, SCOPE)
    assert (Iri("https://example.net/has"), Literal(MESSAGE.key)) in block.nodes[0].statements
    assert bound_prefixes([own])["own"] == "https://example.net/"


def test_two_meanings_of_a_prefix_are_refused():
    with pytest.raises(MapperInvalid, match="schema"):
        bound_prefixes([Mapper("own", prefixes={"schema": "http://schema.org/"})])


def test_a_mapper_that_is_not_installed_is_named():
    with pytest.raises(MapperInvalid, match=r"mapper dublin-cor: not installed; there are .*dublin-core"):
        load_mappers(["dublin-cor"])


class EntryPoint:
    """What an installed package declares."""

    def __init__(self, name, value):
        self.name, self._value = name, value

    def load(self):
        if isinstance(self._value, Exception):
            raise self._value
        return self._value


def test_a_mapper_is_found_by_its_entry_point(monkeypatch):
    own = Mapper("own")
    monkeypatch.setattr("rdfexport.mappers.entry_points", lambda **_: [EntryPoint("own", own)])
    assert load_mappers(["schema-org", "own"]) == (BUILT_IN["schema-org"], own)


@pytest.mark.parametrize("value", [ImportError("no such module"), {"name": "own"}])
def test_an_entry_point_that_is_no_mapper_is_refused(monkeypatch, value):
    monkeypatch.setattr("rdfexport.mappers.entry_points", lambda **_: [EntryPoint("own", value)])
    with pytest.raises(MapperInvalid, match="mapper own"):
        load_mappers(["own"])


def test_no_node_is_blank_and_no_value_an_anonymous_one():
    for subject, _, value in statements(TALK) | statements(MESSAGE):
        assert subject.startswith("https://")
        assert isinstance(value, Literal) or ":" in value


def test_a_name_is_mentioned_once_a_field_and_a_possibility_is_not_asserted():
    moscow = Authority("moscow", NameKind.PLACE, "Moscow")
    said = [
        Mention(0, 3, "Mao", MAO, Certainty.CERTAIN, "short-form"),
        Mention(9, 12, "Mao", MAO, Certainty.CERTAIN, "short-form"),
        Mention(20, 26, "Moscow", moscow, Certainty.PROBABLE, "preferred-label", metonym=True),
        Mention(30, 36, "Stalin", STALIN, Certainty.POSSIBLE, "part-of-name"),
    ]
    (plain,) = document(genre="notes").occurrences
    notes = Document("1949-01-08-0123456789ab", (replace(plain, mentions=tuple(said)),))
    place = IRIS.authority(moscow.key, moscow.kind)
    assert values(notes, SCHEMA.mentions) == {IRIS.authority(MAO.key, MAO.kind), place}
    nodes = values(notes, RX.mention)
    assert len(nodes) == 3
    (metonym,) = [node for node in nodes if values(notes, RX.mentioned, node) == {place}]
    assert values(notes, RX.metonym, metonym) == {Literal("true", XSD.boolean)}
    assert values(notes, RX.inField, metonym) == {Literal("abstract")}


def test_a_name_of_some_years_is_a_node_of_its_bearer():
    days = [date(1948, 4, 26), date(1951, 7, 3), date(1948, 1, 1), date(1953, 3, 5)]
    filippov = DatedName("Filippov", LabelKind.COVER_NAME, *days, Certainty.CERTAIN, "a note", ("Flippov",))
    bearer, name = describe_authority(replace(STALIN, dated_names=(filippov,)), PROFILE, SCOPE).nodes
    assert (RX.hasName, name.subject) in bearer.statements
    assert name.subject == "https://example.org/archive/name/agent-stalin-joseph-1"
    said = dict(name.statements)
    assert said[RX.nameKind] == RX.coverName
    assert [said[term].lexical for term in (RX.attestedFrom, RX.attestedTo, RX.validFrom, RX.validTo)] == [
        day.isoformat() for day in days
    ]
    assert said[RX.evidence] == Literal("a note")


def test_the_names_of_an_agent_and_a_place_with_one_key_stay_apart():
    day = date(1949, 1, 1)
    name = DatedName("Moscow", LabelKind.SHORT_FORM, day, day, day, day, Certainty.CERTAIN)
    agent, place = (
        Authority("moscow", kind, "Moscow", dated_names=(name,)) for kind in (NameKind.PERSON, NameKind.PLACE)
    )
    blocks = (describe_authority(one, PROFILE, SCOPE) for one in (agent, place))
    assert len({block.nodes[1].subject for block in blocks}) == 2


def test_a_certain_printing_is_not_hidden_by_a_doubtful_one():
    said = (
        Mention(0, 6, "Stalin", STALIN, Certainty.POSSIBLE, "part-of-name"),
        Mention(20, 26, "Stalin", STALIN, Certainty.CERTAIN, "alternative-label"),
    )
    (plain,) = document(genre="notes").occurrences
    notes = Document("1949-01-08-0123456789ab", (replace(plain, mentions=said),))
    assert values(notes, SCHEMA.mentions) == {IRIS.authority(STALIN.key, STALIN.kind)}
    assert len(values(notes, RX.mention)) == 2
