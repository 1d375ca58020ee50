"""Names and dates beside the agent they mean, and beside those they do not."""

from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdfexport.authorities import Vocabulary, link_entry
from rdfexport.authorities.resolution import REASONS, Resolution, resolve, resolve_place
from rdfexport.model import (
    Certainty,
    DateSpan,
    Enclosure,
    Entry,
    EventDateRole,
    Location,
    Name,
    NameKind,
    PartyRole,
    Record,
    TitleReading,
)
from rdfexport.problems import Code, Severity

VOCABULARY = Vocabulary.load(Path(__file__).resolve().parents[1] / "vocab")
WHERE = Location("listing.txt", "0" * 64, 3, 5)


def span(edtf: str | None) -> DateSpan | None:
    """A day, month or year, or two joined by a slash; a final ~ or ? is kept as a doubt."""
    if edtf is None:
        return None
    first, _, last = edtf.rstrip("~?").partition("/")
    return DateSpan(edtf, edtf, _day(first, False), _day(last or first, True))


def _day(text: str, at_end: bool) -> date:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    month = month or (12 if at_end else 1)
    return date(year, month, day or (monthrange(year, month)[1] if at_end else 1))


def name(text: str, kind: NameKind = NameKind.PERSON) -> Name:
    """``Filippov [Stalin]`` as the reader of titles hands it on."""
    bare, _, bracketed = text.removesuffix("]").partition(" [")
    return Name(as_written=text, bare_name=bare, kind=kind, bracketed=bracketed or None)


def resolved(text: str, edtf: str | None, kind: NameKind = NameKind.PERSON) -> Resolution:
    return resolve(name(text, kind), span(edtf), VOCABULARY)


CERTAIN, PROBABLE, POSSIBLE = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE

RESOLVES = [
    # the real name
    ("Joseph Stalin", "1949-02-03", "stalin-joseph", CERTAIN, "preferred-label"),
    ("Stalin", "1949-01-10", "stalin-joseph", CERTAIN, "alternative-label"),
    ("Stalin", None, "stalin-joseph", CERTAIN, "alternative-label"),
    ("Stalin", "1953", "stalin-joseph", CERTAIN, "alternative-label"),
    ("I.V. Stalin", "1951-01-27", "stalin-joseph", CERTAIN, "alternative-label"),
    ("I. V. Stalin", "1946-04-10", "stalin-joseph", CERTAIN, "alternative-label"),
    ("MAO ZEDONG", "1949-01-08", "mao-zedong", CERTAIN, "preferred-label"),
    ("Mao", "1949-01-10", "mao-zedong", CERTAIN, "alternative-label"),
    ("毛泽东", "1950", "mao-zedong", CERTAIN, "alternative-label"),
    ("S.F. Antonov", "1959-10-14", "antonov-sergei", CERTAIN, "preferred-label"),
    ("N. V. Roshchin", "1948-06-20", "roshchin-nikolai", CERTAIN, "alternative-label"),
    ("N.V. Roshchin", "1949-10-16", "roshchin-nikolai", CERTAIN, "alternative-label"),
    ("A. Vyshinsky", "1950-01-06", "vyshinsky-andrey", CERTAIN, "alternative-label"),
    ("Fedor Fedotovich Kuznetsov", "1951", "kuznetsov-fedor", CERTAIN, "alternative-label"),
    # a given name and a surname that others bear too
    ("Andrei Orlov", "1949-01-10", "orlov-andrei", CERTAIN, "short-form"),
    ("Andrei Orlov", "1943", "orlov-andrei", PROBABLE, "short-form"),
    ("Ivan Kovalev", "1949-01-08", "kovalev-ivan", CERTAIN, "short-form"),
    ("Ivan Kovalev", "1949-10-25", "kovalev-ivan", PROBABLE, "short-form"),
    ("Fyodor Kuznetsov", "1948-10-21", "kuznetsov-fedor", CERTAIN, "short-form"),
    ("F. Kuznetsov", "1947-12-17", "kuznetsov-fedor", CERTAIN, "short-form"),
    ("Vasily Kuznetsov", "1953-07-29", "kuznetsov-vasili", CERTAIN, "short-form"),
    ("Vasily Kuznetsov", "1962-11-02", "kuznetsov-vasili", PROBABLE, "short-form"),
    ("S. Antonov", "1959-09-10", "antonov-sergei", PROBABLE, "short-form"),
    # a misprint
    ("Shytkov", "1950-09-29", "shtykov-terentii", CERTAIN, "hidden-label"),
    ("Flippov", "1950-07-05", "stalin-joseph", CERTAIN, "hidden-label"),
    ("Flippov", "1952-02-01", "stalin-joseph", PROBABLE, "hidden-label"),
    # a cover name
    ("Filippov", "1948-04-26", "stalin-joseph", CERTAIN, "dated-pseudonym"),
    ("Filippov", "1951-07-03", "stalin-joseph", CERTAIN, "dated-pseudonym"),
    ("Filippov", "1950-07", "stalin-joseph", CERTAIN, "dated-pseudonym"),
    ("Filippov", "1952-02-08", "stalin-joseph", PROBABLE, "dated-pseudonym"),
    ("Filippov", "1948-01-01", "stalin-joseph", PROBABLE, "dated-pseudonym"),
    ("Filippov", "1953-03-05", "stalin-joseph", PROBABLE, "dated-pseudonym"),
    ("Filippov", "1953-03", "stalin-joseph", POSSIBLE, "dated-pseudonym"),
    ("Filippov", "1950~", "stalin-joseph", POSSIBLE, "dated-pseudonym"),
    ("Terebin", "1947-12-17", "orlov-andrei", CERTAIN, "dated-pseudonym"),
    ("Terebin", "1949-01-13", "orlov-andrei", CERTAIN, "dated-pseudonym"),
    ("Terebin", "1947-12-16", "orlov-andrei", PROBABLE, "dated-pseudonym"),
    ("Terebin", "1949-01", "orlov-andrei", POSSIBLE, "dated-pseudonym"),
    # a bare surname
    ("Kuznetsov", "1947-12-17", "kuznetsov-fedor", PROBABLE, "short-form"),
    ("Kuznetsov", "1948-04-20", "kuznetsov-fedor", PROBABLE, "short-form"),
    ("Kuznetsov", "1949-01-13", "kuznetsov-fedor", PROBABLE, "short-form"),
    ("Kuznetsov", "1949-01-20", "kuznetsov-fedor", PROBABLE, "short-form"),
    ("Kuznetsov", "1953-07-29", "kuznetsov-vasili", CERTAIN, "short-form"),
    ("Kovalev", "1949-10-25", "kovalev-ivan", PROBABLE, "short-form"),
    ("Roshchin", "1949-10-24", "roshchin-nikolai", CERTAIN, "short-form"),
    ("Roschin", "1950-07-22", "roshchin-nikolai", CERTAIN, "short-form"),
    ("Antonov", "1959-10-14", "antonov-sergei", PROBABLE, "short-form"),
    # names that begin alike
    ("Kim Il", "1949-05-15", "kim-il", CERTAIN, "preferred-label"),
    ("Kim Il Sung", "1949-05-15", "kim-il-sung", CERTAIN, "preferred-label"),
    ("Kim Il-sung", "1951-06-26", "kim-il-sung", CERTAIN, "alternative-label"),
    # two names that the title equates
    ("Filippov [Stalin]", "1949-01-11", "stalin-joseph", CERTAIN, "bracket-identifies"),
    ("Filippov [Stalin]", "1952-02-08", "stalin-joseph", CERTAIN, "bracket-identifies"),
    ("Filippov [Stalin]", None, "stalin-joseph", CERTAIN, "bracket-identifies"),
    ("Filippov [Stalin]", "1946-01-01", "stalin-joseph", PROBABLE, "bracket-identifies"),
    ("Flippov [Stalin]", "1950-07-05", "stalin-joseph", CERTAIN, "bracket-identifies"),
    ("Stalin [Filippov]", "1950-07-05", "stalin-joseph", CERTAIN, "bracket-identifies"),
    ("Terebin [Andrei Orlov]", "1949-01-10", "orlov-andrei", CERTAIN, "bracket-identifies"),
    ("Kuznetsov [Vasili Kuznetsov]", "1953-07-29", "kuznetsov-vasili", CERTAIN, "bracket-identifies"),
    ("Feng Xi [Stalin]", "1950-09-26", "stalin-joseph", PROBABLE, "bracket-identifies"),
    ("Chou En-lai [Zhou Enlai]", "1954-06-18", "zhou-enlai", CERTAIN, "bracket-identifies"),
    ("Zhou Enlai [Chou En-lai]", "1954-06-18", "zhou-enlai", CERTAIN, "bracket-identifies"),
    ("Filippov [Flippov]", "1950-07-05", "stalin-joseph", CERTAIN, "dated-pseudonym"),
    ("Stalin [Kuznetsov]", "1948-04-20", "stalin-joseph", PROBABLE, "bracket-allonym"),
    ("Kuznetsov [Stalin]", "1947-12-17", "stalin-joseph", PROBABLE, "bracket-allonym"),
    # bodies and posts
    ("the Chinese Communist Party", "1949-01-19", "ccp", CERTAIN, "preferred-label"),
    ("CCP CC", "1949", "ccp-central-committee", CERTAIN, "alternative-label"),
    ("CC CPC", "1959", "ccp-central-committee", CERTAIN, "alternative-label"),
    ("VKP(b) CC", "1949-01-31", "cpsu-central-committee", CERTAIN, "alternative-label"),
    ("VKP(b)", "1949-01-31", "cpsu", CERTAIN, "short-form"),
    ("Guomindang", "1949", "kuomintang", CERTAIN, "alternative-label"),
    ("Nanjing Government", "1949-01-18", "nationalist-government-china", CERTAIN, "short-form"),
    ("Soviet Foreign Ministry", "1953-07-29", "ussr-foreign-ministry", CERTAIN, "alternative-label"),
    ("Worker’s Party of Korea", "1950", "workers-party-of-korea", CERTAIN, "alternative-label"),
    ("Izyestia", "1949-01-18", "izvestia", CERTAIN, "hidden-label"),
    (
        *("Charge d’Affaires of the Soviet Embassy", "1949-12-09", "soviet-charge-1949-12"),
        *(CERTAIN, "unnamed-office"),
    ),
]

UNRESOLVED = [
    ("N. Petrov", "1949-01-10", "unresolved", Code.NAME_UNRESOLVED),
    ("Stalin", "1959-10-14", "outside-lifetime", Code.NAME_OUT_OF_TIME),
    ("Stalin", "1953-03-06", "outside-lifetime", Code.NAME_OUT_OF_TIME),
    ("Joseph Stalin", "1870", "outside-lifetime", Code.NAME_OUT_OF_TIME),
    ("Filippov [Stalin]", "1955-01-01", "outside-lifetime", Code.NAME_OUT_OF_TIME),
    ("Filippov", "1955-01-01", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Filippov", "1947-12-31", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Filippov", "1953-03-06", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Filippov", None, "undated", Code.NAME_OUT_OF_TIME),
    ("Flippov", "1970", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Terebin", "1950-01-01", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Kuznetsov", "1951-05-01", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Kuznetsov", "1953-08-01", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Kuznetsov", None, "ambiguous", Code.NAME_AMBIGUOUS),
    ("Kuznetsov", "1948/1953", "ambiguous", Code.NAME_AMBIGUOUS),
    ("V.V. Kuznetsov", "1962-11-02", "unresolved", Code.NAME_UNRESOLVED),
    ("Kovalev", "1943", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("E. Kovalev", "1949-02-01", "unresolved", Code.NAME_UNRESOLVED),
    ("Orlov", "1949-01-10", "unresolved", Code.NAME_UNRESOLVED),
    ("Alexander Orlov", "1949-01-10", "unresolved", Code.NAME_UNRESOLVED),
    ("Antonov", "1944", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Roshchin", "1965", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Alexei Roshchin", "1950", "unresolved", Code.NAME_UNRESOLVED),
    ("Andrei Orlov", "1985", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Ivan Kovalev", "1981-08-25", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Fedor Kuznetsov", "1941-06-22", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("F. Kuznetsov", "1975", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Vasily Kuznetsov", "1945-05-02", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("S. Antonov", "1982", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("PLA", "1978", "outside-interval", Code.NAME_OUT_OF_TIME),
    ("Nanjing Government", "1941", "outside-interval", Code.NAME_OUT_OF_TIME),
    # given names and family names alone, and forms that any record could use
    ("Kim", "1950-09-29", "unresolved", Code.NAME_UNRESOLVED),
    ("Kim Il S", "1950-09-29", "unresolved", Code.NAME_UNRESOLVED),
    ("Jieshi", "1948-06-20", "unresolved", Code.NAME_UNRESOLVED),
    ("De", "1949-10-24", "unresolved", Code.NAME_UNRESOLVED),
    ("Zhou", "1954-06-28", "unresolved", Code.NAME_UNRESOLVED),
    ("Anastas", "1949-02-01", "unresolved", Code.NAME_UNRESOLVED),
    ("Central Committee", "1958-04-11", "unresolved", Code.NAME_UNRESOLVED),
    ("Politburo", "1935-09-29", "unresolved", Code.NAME_UNRESOLVED),
    ("Americans", "1950", "unresolved", Code.NAME_UNRESOLVED),
    ("VKP(b)", "1959", "outside-interval", Code.NAME_OUT_OF_TIME),
    # a place is nobody's name, and a label supplied by the cataloguer is printed nowhere
    ("Nanjing", "1949-01-10", "unresolved", Code.NAME_UNRESOLVED),
    ("[War ministry, China]", "1949-02-01", "unresolved", Code.NAME_UNRESOLVED),
    # the holder of a post at another date is another person
    ("Charge d'Affaires of the Soviet Embassy", "1955-01-01", "unresolved", Code.NAME_UNRESOLVED),
    ("Charge d'Affaires of the Soviet Embassy", None, "unresolved", Code.NAME_UNRESOLVED),
    # the title equates names of different agents
    ("Terebin [Stalin]", "1949-01-10", "bracket-conflict", Code.NAME_AMBIGUOUS),
    ("Stalin [Kuznetsov]", "1949-01-10", "bracket-conflict", Code.NAME_AMBIGUOUS),
    ("Mao Zedong [Stalin]", "1949-01-10", "bracket-conflict", Code.NAME_AMBIGUOUS),
    ("Fedor Kuznetsov [Stalin]", "1948-04-20", "bracket-conflict", Code.NAME_AMBIGUOUS),
    ("Filippov [N. Petrov]", "1950-01-01", "bracket-conflict", Code.NAME_AMBIGUOUS),
    ("Stalin [Kuznetsov]", "1953-07-29", "bracket-conflict", Code.NAME_AMBIGUOUS),
    ("N. Petrov [M. Ivanov]", "1950-01-01", "unresolved", Code.NAME_UNRESOLVED),
    ("Kuznetsov [M. Ivanov]", None, "ambiguous", Code.NAME_AMBIGUOUS),
]


@pytest.mark.parametrize(("text", "edtf", "key", "certainty", "rule"), RESOLVES)
def test_resolves(text: str, edtf: str | None, key: str, certainty: Certainty, rule: str) -> None:
    link = resolved(text, edtf).link
    assert (link.agent.key, link.certainty, link.rule) == (key, certainty, rule)
    assert link.agent is VOCABULARY.agents[key]


@pytest.mark.parametrize(("text", "edtf", "rule", "code"), UNRESOLVED)
def test_does_not_resolve(text: str, edtf: str | None, rule: str, code: Code) -> None:
    link, findings = resolved(text, edtf)
    assert (link.rule, link.certainty, link.agent.resolved) == (rule, Certainty.UNRESOLVED, False)
    assert link.agent.key.startswith("unresolved/")
    assert [finding.code for finding in findings] == [code]
    assert not link.agent.same_as


def test_an_unresolved_name_keeps_what_is_printed() -> None:
    link = resolved("N. Petrov", "1949").link
    assert (link.agent.key, link.agent.label, link.agent.kind) == (
        "unresolved/n-petrov",
        "N. Petrov",
        NameKind.PERSON,
    )
    assert resolved("N. Petrov [M. Ivanov]", "1949").link.alias == "M. Ivanov"


@pytest.mark.parametrize(
    ("text", "edtf", "alias"),
    [
        ("Filippov [Stalin]", "1949-01-11", "Filippov"),
        ("Stalin [Filippov]", "1949-01-11", "Filippov"),
        ("Flippov [Stalin]", "1950-07-05", "Flippov"),
        ("Stalin [Kuznetsov]", "1948-04-20", "Kuznetsov"),
        ("Chou En-lai [Zhou Enlai]", "1954-06-18", "Chou En-lai"),
        ("Zhou Enlai [Chou En-lai]", "1954-06-18", "Chou En-lai"),
        ("Terebin", "1949-01-10", "Terebin"),
        ("Flippov", "1950-07-05", "Flippov"),
        ("Kuznetsov", "1949-01-10", None),
        ("Mao", "1949-01-10", None),
    ],
)
def test_the_other_name_is_the_alias(text: str, edtf: str, alias: str | None) -> None:
    assert resolved(text, edtf).link.alias == alias


def test_a_lent_name_keeps_its_owner_as_nominal_sender() -> None:
    link = resolved("Stalin [Kuznetsov]", "1948-04-20").link
    assert link.nominal is VOCABULARY.agents["kuznetsov-fedor"]
    assert resolved("Filippov [Stalin]", "1948-04-26").link.nominal is None


def test_the_two_kuznetsovs_are_two_and_neither_is_stalin() -> None:
    keys = {resolved("Kuznetsov", edtf).link.agent.key for edtf in ("1949-01-10", "1953-07-29")}
    assert keys == {"kuznetsov-fedor", "kuznetsov-vasili"}


@pytest.mark.parametrize(
    ("text", "edtf", "words"),
    [
        ("Filippov", "1952-02-08", "from 1948-04-26 to 1951-07-03"),
        ("Filippov", "1953-03", "may lie outside"),
        ("Feng Xi [Stalin]", "1950-09-26", "'Feng Xi' is not known as a name of Joseph Stalin"),
        ("Kuznetsov", "1949-01-20", "Fedor Kuznetsov"),
    ],
)
def test_what_is_inferred_is_said(text: str, edtf: str, words: str) -> None:
    (finding,) = resolved(text, edtf).findings
    assert (finding.code, finding.severity) == (Code.NAME_INFERRED, Severity.INFO)
    assert words in finding.message


@pytest.mark.parametrize(
    ("text", "edtf", "words"),
    [
        ("Kuznetsov", None, "Fedor Kuznetsov or Vasili Kuznetsov"),
        ("Filippov", "1955", "means Joseph Stalin only from 1948-01-01 to 1953-03-05"),
        ("Stalin", "1959", "Joseph Stalin lived 1878-12-18 to 1953-03-05"),
        ("VKP(b)", "1959", "only until 1952-10-31"),
        ("Filippov", None, "the document has no date"),
        ("Terebin [Stalin]", "1949-01-10", "Andrei Orlov or Joseph Stalin"),
    ],
)
def test_a_warning_names_the_candidates(text: str, edtf: str | None, words: str) -> None:
    (finding,) = resolved(text, edtf).findings
    assert finding.severity is Severity.WARNING
    assert words in finding.message


@pytest.mark.parametrize(("text", "edtf"), [("Filippov", "1949-01-11"), ("Stalin", "1949"), ("Mao", None)])
def test_what_is_sure_raises_no_finding(text: str, edtf: str | None) -> None:
    assert resolved(text, edtf).findings == ()


PLACES = [
    ("Moscow", None, "moscow", CERTAIN),
    ("MOSCOW", "1949", "moscow", CERTAIN),
    ("Peking", "1973", "beijing", CERTAIN),
    ("England", "1949-12-09", "united-kingdom", PROBABLE),
    ("Burma", "1949-12-09", "burma", CERTAIN),
    ("China", "1949-09-30", "china", CERTAIN),
    ("China", "1949-10-01", "prc", CERTAIN),
    ("China", "1973", "prc", CERTAIN),
    ("Russia", "1949-01-30", "soviet-union", CERTAIN),
    ("Russia", "1950", "soviet-union", PROBABLE),
    ("Yugoslavia", "1949-10-16", "yugoslavia", CERTAIN),
    ("North Korea", "1948-09-10", "north-korea", CERTAIN),
    ("East Germany", "1949-10", "east-germany", POSSIBLE),
    ("GDR", None, "east-germany", CERTAIN),
    ("Tibet", "1959", "tibet", CERTAIN),
]
NO_PLACE = [
    ("China", "1949", Code.NAME_AMBIGUOUS),
    ("China", None, Code.NAME_AMBIGUOUS),
    ("Russia", "1995", Code.NAME_OUT_OF_TIME),
    ("Yugoslavia", "1975", Code.NAME_OUT_OF_TIME),
    ("East Germany", "1949-06", Code.NAME_OUT_OF_TIME),
    ("South Korea", "1947", Code.NAME_OUT_OF_TIME),
    ("Nationalist China", "1955", Code.NAME_OUT_OF_TIME),
    ("Tibet", "1989", Code.NAME_OUT_OF_TIME),
    ("Chinese", "1949", None),
    ("Soviet", "1949", None),
    ("Lagos", "1977-08-22", None),
    ("Mao", "1949", None),
]


@pytest.mark.parametrize(("text", "edtf", "key", "certainty"), PLACES)
def test_links_places(text: str, edtf: str | None, key: str, certainty: Certainty) -> None:
    link = resolve_place(text, span(edtf), VOCABULARY).link
    assert link is not None
    assert (link.as_written, link.place.key, link.certainty) == (text, key, certainty)


def test_a_place_before_another_word_may_mean_who_sits_there() -> None:
    link = resolve_place("Nanjing", span("1949-01-10"), VOCABULARY, attributive=True).link
    assert link is not None
    assert (link.place.key, link.certainty, link.rule) == ("nanjing", PROBABLE, "attributive-place")


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Cable, Stalin to Mao Zedong, Nanjing Peace Proposal", PROBABLE),
        ("Plans for Mao's Visit to Nanjing", CERTAIN),
        ("Conversation between A. Vyshinsky and Mao Zedong, Nanjing", CERTAIN),
        ("CABLE, STALIN TO MAO ZEDONG, NANJING PEACE PROPOSAL", CERTAIN),
    ],
)
def test_sees_what_stands_behind_a_place(title: str, certainty: Certainty) -> None:
    place = "Nanjing" if "Nanjing" in title else "NANJING"
    record = Record(ordinal=1, date="", title=title, abstract="", where=WHERE)
    linked, _ = link_entry(Entry(record, None, TitleReading(places=(place,))), VOCABULARY)
    assert [found.certainty for found in linked.places] == [certainty]


@pytest.mark.parametrize(("text", "edtf", "code"), NO_PLACE)
def test_does_not_link_places(text: str, edtf: str | None, code: Code | None) -> None:
    link, findings = resolve_place(text, span(edtf), VOCABULARY)
    assert link is None
    assert [finding.code for finding in findings] == ([code] if code else [])


def entry(title: TitleReading, edtf: str | None) -> Entry:
    record = Record(ordinal=1, date=edtf or "", title="", abstract="", where=WHERE)
    return Entry(record, span(edtf), title)


def test_links_an_entry_in_order_and_at_the_right_dates() -> None:
    title = TitleReading(
        creators=(name("Terebin"),),
        recipients=(name("Kuznetsov"), name("N. Petrov")),
        via=(name("Mao"),),
        participants=(name("Stalin"),),
        places=("Moscow", "China", "Lagos"),
        enclosures=(
            Enclosure("message", creators=(name("Mao Zedong"),), recipients=(name("Filippov [Stalin]"),)),
            Enclosure("telegram", creators=(name("Kuznetsov"),), date=span("1953-07-29")),
        ),
    )
    linked, problems = link_entry(entry(title, "1949-01-13"), VOCABULARY)
    assert [(p.role, p.position, p.link.agent.key) for p in linked.parties] == [
        (PartyRole.CREATOR, 1, "orlov-andrei"),
        (PartyRole.RECIPIENT, 1, "kuznetsov-fedor"),
        (PartyRole.RECIPIENT, 2, "unresolved/n-petrov"),
        (PartyRole.VIA, 1, "mao-zedong"),
        (PartyRole.PARTICIPANT, 1, "stalin-joseph"),
    ]
    assert [[p.link.agent.key for p in e.parties] for e in linked.enclosures] == [
        ["mao-zedong", "stalin-joseph"],
        ["kuznetsov-vasili"],
    ]
    assert [p.place.key for p in linked.places] == ["moscow", "china"]
    (problem,) = problems
    assert (problem.code, problem.where, problem.field, problem.verbatim) == (
        Code.NAME_UNRESOLVED,
        WHERE,
        "recipient",
        "N. Petrov",
    )


def test_problems_say_which_part_of_the_title_they_are_about() -> None:
    title = TitleReading(
        creators=(name("Terebin"),),
        places=("China",),
        enclosures=(Enclosure("message", recipients=(name("Terebin"),)),),
    )
    problems = link_entry(entry(title, "1949"), VOCABULARY)[1]
    assert [(p.field, p.code) for p in problems] == [
        ("creator", Code.NAME_INFERRED),
        ("enclosure recipient", Code.NAME_INFERRED),
        ("place", Code.NAME_AMBIGUOUS),
    ]


@pytest.mark.parametrize(
    ("role", "key"),
    [
        (EventDateRole.DOCUMENT, "orlov-andrei"),
        (EventDateRole.EVENT, "unresolved/terebin"),
        (EventDateRole.ENCLOSED_DOCUMENT, "unresolved/terebin"),
    ],
)
def test_a_date_in_the_title_serves_where_it_dates_the_document(role: EventDateRole, key: str) -> None:
    title = TitleReading(creators=(name("Terebin"),), event_date=span("1949-01-10"), event_date_role=role)
    linked = link_entry(entry(title, None), VOCABULARY)[0]
    assert linked.parties[0].link.agent.key == key


LABELS = sorted({*VOCABULARY.agent_labels, "Kuznetsov", "N. Petrov", "Flippov", ""})


@given(
    bare=st.sampled_from(LABELS) | st.text(max_size=12),
    bracketed=st.none() | st.sampled_from(LABELS) | st.text(max_size=12),
    kind=st.sampled_from(NameKind),
    days=st.none() | st.tuples(st.dates(), st.dates()),
    doubt=st.sampled_from(["", "~", "?"]),
)
def test_always_answers_and_invents_nobody(
    bare: str, bracketed: str | None, kind: NameKind, days: tuple[date, date] | None, doubt: str
) -> None:
    date_span = days and DateSpan("", f"{min(days)}/{max(days)}{doubt}", min(days), max(days))
    link, findings = resolve(Name(bare, bare, kind, bracketed), date_span, VOCABULARY)
    assert link.rule in REASONS
    if link.agent.resolved:
        assert VOCABULARY.agents[link.agent.key] is link.agent
        assert link.certainty is not Certainty.UNRESOLVED
    else:
        assert link.certainty is Certainty.UNRESOLVED
        assert findings
