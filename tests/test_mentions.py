"""Whom and what abstracts name: found beside not found, and the rules that decide."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rdfexport.authorities import link_entry
from rdfexport.authorities.mention_index import mention_index
from rdfexport.authorities.mentions import REASONS, find_mentions
from rdfexport.authorities.resolution import REASONS as TITLE_REASONS
from rdfexport.model import LinkedEntry, Location, Mention, NameKind, Record
from rdfexport.pipeline.occurrences import occurrence, parse
from rdfexport.pipeline.tools import load_reading_tools
from rdfexport.reading import read_entry

SHARED = Path(__file__).resolve().parents[2] / "shared"
WHERE = Location("listing.txt", "0" * 64, 1, 2)
TITLE = "Cable, Stalin to Mao Zedong"
DATE = "January 10, 1949"
TOOLS = load_reading_tools()


def linked(abstract: str, title: str = TITLE, date: str = DATE) -> LinkedEntry:
    entry, _ = read_entry(Record(1, date, title, abstract, WHERE), TOOLS.lexicon)
    return link_entry(entry, TOOLS.vocabulary)[0]


def named(entry: LinkedEntry) -> list[tuple[str, str]]:
    return [(mention.text, mention.agent.key) for mention in entry.mentions]


SPANS = [  # an abstract, and what it names, in order
    ("", []),
    ("Nobody is named here.", []),
    ("Mao Zedong's reply to Mao.", [("Mao Zedong", "mao-zedong"), ("Mao", "mao-zedong")]),
    ("The CCP’s areas, and PLA arms.", [("CCP", "ccp"), ("PLA", "pla")]),
    (
        'Stalin, (Mao) and "Zhou Enlai".',
        [("Stalin", "stalin-joseph"), ("Mao", "mao-zedong"), ("Zhou Enlai", "zhou-enlai")],
    ),
    # adjectives, and words that are names only with their capitals
    ("Soviet aid, Chinese rice, American ships and Sino-Soviet trade.", []),
    ("It tells us of mid-year plans and un-made promises.", []),
    ("The US and the UN.", [("US", "united-states"), ("UN", "united-nations")]),
    (
        "The U.S. is named before the U.S.S.R. here.",
        [("U.S.", "united-states"), ("U.S.S.R.", "soviet-union")],
    ),
    ("MAO TELLS STALIN OF KOREA", [("MAO", "mao-zedong"), ("STALIN", "stalin-joseph"), ("KOREA", "korea")]),
    # the longest label
    ("Guomindang naval forces", [("Guomindang naval forces", "nationalist-navy")]),
    ("the Guomindang and its navy", [("Guomindang", "kuomintang")]),
    ("the Kuomintang", [("Kuomintang", "kuomintang")]),
    ("Guomindang Forces", [("Guomindang Forces", "nationalist-armed-forces")]),
    ("Kim Il and Kim Il Sung", [("Kim Il", "kim-il"), ("Kim Il Sung", "kim-il-sung")]),
    ("Xibaipo, China", [("Xibaipo", "xibaipo"), ("China", "china")]),
    # letter case, apostrophes, hyphens, accents, blanks
    ("the Chinese communist party", [("Chinese communist party", "ccp")]),
    ("the chinese communist party", []),
    ("in inner Mongolia", [("inner Mongolia", "inner-mongolia")]),
    ("(inner Mongolia)", [("inner Mongolia", "inner-mongolia")]),
    ("in inner circles", []),
    ("Workers’ Party of Korea", [("Workers’ Party of Korea", "workers-party-of-korea")]),
    ("Workers Party of Korea", [("Workers Party of Korea", "workers-party-of-korea")]),
    ("Mao Tse Tung wrote", [("Mao Tse Tung", "mao-zedong")]),
    ("Mao  Zedong wrote", [("Mao  Zedong", "mao-zedong")]),
    ("Pak Hŏn-yŏng", [("Pak Hŏn-yŏng", "pak-hon-yong")]),
    (
        "Pak Ho\u0306n-yo\u0306ng, then Mao",
        [("Pak Ho\u0306n-yo\u0306ng", "pak-hon-yong"), ("Mao", "mao-zedong")],
    ),
    ("İzmir is far; Mao stays", [("Mao", "mao-zedong")]),
    ("Shytkov and Flippov", [("Shytkov", "shtykov-terentii"), ("Flippov", "stalin-joseph")]),
    # hyphens
    ("US-led troops and pro-US circles", []),
    ("a Mao-Stalin meeting", [("Mao", "mao-zedong"), ("Stalin", "stalin-joseph")]),
    # inside longer names that nobody knows
    ("Vasily Stalin came", []),
    ("the Stalin Museum", []),
    ("Mao Anying came", []),
    ("North China is cold", []),
    ("the Bank of China", []),
    ("the CCP Politburo met", []),
    ("V. Stalin came", []),
    # ... but not beside posts, origins and words that open a sentence
    (
        "Comrade Stalin and Foreign Minister Molotov",
        [("Stalin", "stalin-joseph"), ("Molotov", "molotov-vyacheslav")],
    ),
    ("Soviet Ambassador Roshchin", [("Roshchin", "roshchin-nikolai")]),
    ("It rains. When Mao came, it stopped.", [("Mao", "mao-zedong")]),
    ("Telling Mao so, he leaves.", [("Mao", "mao-zedong")]),
    ("Tells Mao so.", [("Mao", "mao-zedong")]),
    ("a Minister of Foreign Trade, Anastas Mikoyan", [("Anastas Mikoyan", "mikoyan-anastas")]),
]


@pytest.mark.parametrize(("abstract", "expected"), SPANS)
def test_finds_whole_names(abstract: str, expected: list[tuple[str, str]]) -> None:
    assert named(linked(abstract)) == expected


def printable_labels() -> list[str]:
    records = [*TOOLS.vocabulary.agents.values(), *TOOLS.vocabulary.places.values()]
    return [
        label
        for record in records
        if record.kind is not NameKind.OFFICE and record.identified
        for label in (
            record.label,
            *record.alt_labels,
            *record.hidden_labels,
            *(name.text for name in record.dated_names),
        )
    ]


@pytest.mark.parametrize("label", printable_labels())
def test_finds_every_label_of_the_authority_file(label: str) -> None:
    found = mention_index(TOOLS.vocabulary).find(f"He saw {label} there.")
    assert [(name.start, name.end) for name in found] == [(7, 7 + len(label))]


RESOLVED = [  # abstract, title, date; then the key of the last mention, certainty and rule
    ("He likes China.", TITLE, "September 30, 1949", ("china", "certain", "short-form")),
    ("He likes China.", TITLE, "October 1, 1949", ("prc", "certain", "short-form")),
    ("He likes China.", TITLE, "1949", None),
    ("He likes China.", TITLE, "", None),
    ("He likes Russia.", TITLE, "February 3, 1949", ("soviet-union", "certain", "short-form")),
    ("He likes Russia.", TITLE, "February 3, 1999", None),
    ("Of Filippov.", TITLE, "May 3, 1948", ("stalin-joseph", "certain", "dated-pseudonym")),
    ("Of Filippov.", TITLE, "May 3, 1958", None),
    ("Of Stalin.", TITLE, "May 3, 1958", ("stalin-joseph", "certain", "alternative-label")),
    ("Of Stalin.", TITLE, "May 3, 1858", None),
    # Kuznetsov: by date, by what the entry prints, by an equation
    (
        "Of Kuznetsov.",
        "Telegram from Kuznetsov to Molotov",
        "July 29, 1953",
        ("kuznetsov-vasili", "certain", "short-form"),
    ),
    ("Of Kuznetsov.", TITLE, "July 29, 1957", None),
    (
        "Of Kuznetsov.",
        "Letter from Vasili Kuznetsov to Mao Zedong",
        "July 29, 1957",
        ("kuznetsov-vasili", "probable", "part-of-name"),
    ),
    ("Of Kuznetsov.", "Letter from Sergei Kuznetsov to Mao Zedong", DATE, None),
    (
        "Of Kuznetsov.",
        "Cable, Stalin [Kuznetsov] to Mao Zedong",
        "April 20, 1948",
        ("stalin-joseph", "probable", "title-allonym"),
    ),
    ("Mao reads (Kuznetsov).", TITLE, "April 20, 1948", ("kuznetsov-fedor", "probable", "short-form")),
    ("By Stalin (Kuznetsov).", TITLE, "April 20, 1948", ("stalin-joseph", "possible", "text-allonym")),
    # parts of names need the full name in the same entry
    (
        "Of Anastas.",
        "Letter from Anastas Mikoyan to Mao Zedong",
        DATE,
        ("mikoyan-anastas", "probable", "part-of-name"),
    ),
    ("Of Anastas.", "Letter from Mikoyan to Mao Zedong", DATE, None),
    ("Of Zhou Enlai and Zhou.", TITLE, DATE, ("zhou-enlai", "probable", "part-of-name")),
    ("Of Zhou.", TITLE, DATE, None),
    (
        "Of Jieshi.",
        "Letter from Mao Zedong to Chiang Kai-shek",
        DATE,
        ("chiang-kai-shek", "probable", "part-of-name"),
    ),
    ("Of Jieshi.", TITLE, DATE, None),
    # spellings
    ("Of Andrey Gromyko.", TITLE, DATE, ("gromyko-andrei", "probable", "spelling-variant")),
    ("Of A. Ya. Vyshinskiy.", TITLE, DATE, ("vyshinsky-andrey", "probable", "spelling-variant")),
    (
        "Of the Kuomintang government.",
        TITLE,
        DATE,
        ("nationalist-government-china", "probable", "composed-label"),
    ),
    (
        "Of the Central Committee of the CCP.",
        TITLE,
        DATE,
        ("ccp-central-committee", "probable", "composed-label"),
    ),
    # bodies that every party has
    ("Mao meets the Central Committee.", TITLE, DATE, ("ccp-central-committee", "probable", "party-body")),
    (
        "Stalin meets the Central Committee.",
        TITLE,
        DATE,
        ("cpsu-central-committee", "probable", "party-body"),
    ),
    (
        "Mao is ill. He meets the Central Committee.",
        TITLE,
        DATE,
        ("ccp-central-committee", "possible", "party-body"),
    ),
    (
        "Mao wants Stalin to send someone of the Politburo.",
        TITLE,
        DATE,
        ("politburo-vkpb", "possible", "party-body"),
    ),
    ("Of the Soviet Politburo.", TITLE, DATE, ("politburo-vkpb", "probable", "composed-label")),
    ("Of the Politburo.", TITLE, DATE, None),
]


@pytest.mark.parametrize(("abstract", "title", "date", "expected"), RESOLVED)
def test_settles_names_inside_the_entry(
    abstract: str, title: str, date: str, expected: tuple[str, str, str] | None
) -> None:
    entry = linked(abstract, title, date)
    found = [(m.agent.key, str(m.certainty), m.rule) for m in entry.mentions]
    assert (found[-1] if found else None) == expected


def test_a_name_with_two_possible_owners_means_neither() -> None:
    entry = linked("Kim Il and Kim Il Sung meet; Kim speaks.")
    assert named(entry) == [("Kim Il", "kim-il"), ("Kim Il Sung", "kim-il-sung")]


def test_an_equation_that_the_authority_file_contradicts_is_not_asserted() -> None:
    entry = linked("Kuznetsov (Stalin) writes.")
    assert named(entry) == [("Stalin", "stalin-joseph")]
    assert entry.candidates == ("Kuznetsov",)


METONYMS = [  # a place stands for its government, or is a place
    ("an agreement with *Moscow*", True),
    ("negotiations between Burma and the *Soviet Union*", True),
    ("recognition by *England*", True),
    ("recognition of *Albania*", True),
    ("contacts with the *US*", True),
    ("*India* must sign", True),
    ("*India* and Burma have recognized it", True),
    ("*India*, Burma and Japan agree", True),
    ("an offer from the *Soviet Union*", True),
    ("*Soviet Union* shipments", True),
    ("*US*-Japan relations", True),
    ("He asks the *USSR* to wait", True),
    ("He went to *Moscow*", False),
    ("a train from *Moscow*", False),
    ("*Japan*'s rivers", False),
    ("the coast of *Japan*", False),
    ("*Japan* is an island", False),
    ("rice in *Burma* will grow", False),
    ("the talks in *Moscow*", False),
    ("*India* has rivers", False),
]


@pytest.mark.parametrize(("marked", "expected"), METONYMS)
def test_tells_governments_from_places(marked: str, expected: bool) -> None:
    start = marked.index("*")
    mentions = linked(marked.replace("*", "")).mentions
    assert next(m.metonym for m in mentions if m.start == start) is expected


CANDIDATES = [
    ("He met John Leighton Stuart twice; John Leighton Stuart left.", ("John Leighton Stuart",)),
    ("The Ministry of Foreign Trade of the USSR.", ("Ministry of Foreign Trade of the USSR",)),
    ("Then N. Ya. Petrov came.", ("N. Ya. Petrov",)),
    ("Mao Zedong met Zhou Enlai in Moscow.", ()),
    ("He met Stuart. Afterwards Mao left on Monday, May 3.", ()),
    ("The Deputy Foreign Minister and the Soviet Ambassador left.", ()),
    ("VERY LOUD WORDS", ()),
]


@pytest.mark.parametrize(("abstract", "expected"), CANDIDATES)
def test_lists_names_that_nobody_knows(abstract: str, expected: tuple[str, ...]) -> None:
    assert linked(abstract).candidates == expected


def test_the_topic_of_a_title_is_read_too() -> None:
    entry = linked("", "Cable, Stalin to Mao Zedong, Mao Visit to Moscow")
    topic = entry.entry.title.topic
    assert topic is not None
    assert [(m.text, m.agent.key, str(m.certainty)) for m in entry.topic_mentions] == [
        ("Mao", "mao-zedong", "possible"),
        ("Moscow", "moscow", "certain"),
    ]
    assert all(topic[m.start : m.end] == m.text for m in entry.topic_mentions)


def test_every_rule_is_explained() -> None:
    rules = {form.rule for form in mention_index(TOOLS.vocabulary).forms.values() if form.rule}
    rules |= {
        bearer.rule for form in mention_index(TOOLS.vocabulary).forms.values() for bearer in form.bearers
    }
    rules |= {expected[2] for *_, expected in RESOLVED if expected}
    assert rules <= REASONS.keys() | TITLE_REASONS.keys()


def test_parse_shows_mentions_and_candidates() -> None:
    shown = occurrence(linked("Mao met John Leighton Stuart of the US Navy."))
    assert shown["mentions"] == [
        {
            "start": 0,
            "end": 3,
            "text": "Mao",
            "kind": "person",
            "key": "mao-zedong",
            "metonym": False,
            "certainty": "certain",
            "rule": "alternative-label",
        }
    ]
    assert shown["candidates"] == ["John Leighton Stuart", "US Navy"]


WORDS = st.sampled_from(
    """
    Mao Zedong Kim Il Sung Stalin (Kuznetsov) Kuznetsov's Central Committee of the CCP, Politburo China.
    and Soviet Union US-led Pak Hŏn-yŏng Nanjing government Terebin (Andrei Orlov) inner Mongolia – İ
    “Guomindang” forces U.S. De N. V. Roshchin Worker’s Party Korea
    """.split()  # noqa: SIM905
)
BLANKS = st.sampled_from((" ", " ", " ", "  ", "\n", "\u00a0", ""))


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.tuples(WORDS, BLANKS), max_size=25), noise=st.text(max_size=12))
def test_mentions_are_ordered_verbatim_and_known(words: list[tuple[str, str]], noise: str) -> None:
    text = "".join(part for pair in words for part in pair) + noise
    reading = find_mentions(text, None, (), TOOLS.vocabulary)
    assert_sound(reading.mentions, text)
    assert all(candidate in text for candidate in reading.candidates)


def assert_sound(mentions: tuple[Mention, ...], text: str) -> None:
    known = {**TOOLS.vocabulary.agents, **TOOLS.vocabulary.places}
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert known[mention.agent.key] == mention.agent
        at = mention.end


def scorer() -> ModuleType:
    path = SHARED / "gold" / "score_mentions.py"
    if not path.exists():
        pytest.skip("the annotated mentions are not part of this checkout")
    spec = importlib.util.spec_from_file_location("score_mentions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reads_the_annotated_abstracts() -> None:
    score = scorer()
    gold = score.read(str(SHARED / "gold" / "mentions.jsonl"))
    paths = sorted(str(path) for path in (SHARED / "seeds").glob("00[012]_*.txt"))
    entries = [item for item in parse(paths) if isinstance(item, LinkedEntry)]
    for entry in entries:
        assert_sound(entry.mentions, entry.entry.record.abstract)
    shown = json.loads(json.dumps([occurrence(entry) for entry in entries]))
    figures, errors = score.score(score.pair(gold, shown))
    assert figures["spans"]["f1"] >= 0.97, errors
    assert figures["right_key"]["accuracy"] >= 0.99, errors
    assert figures["same_text"]["accuracy"] == 1
