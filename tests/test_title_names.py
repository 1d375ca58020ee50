"""Names inside titles: where each ends, and what of it is role, honorific, bracket and name."""

from __future__ import annotations

import pytest

from rdfexport.model import Name, NameKind
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles.parties import read_names
from rdfexport.reading.titles.words import scan
from rdfexport.settings import resource

LEXICON = Lexicon.load(resource("vocab") / "lexicon.toml")
PERSON, ORGANISATION, OFFICE, GROUP = (
    NameKind.PERSON,
    NameKind.ORGANISATION,
    NameKind.OFFICE,
    NameKind.GROUP,
)


def names(text: str, *, addressed: bool = False) -> tuple[list[Name], str]:
    """The names at the beginning of a text, and the text behind them."""
    words = scan(text, LEXICON)
    found = read_names(words, 0, LEXICON, addressed=addressed)
    if found is None:
        return [], text
    return list(found.names), words.text[words.starts[found.stop] :]


ONE = [
    # persons
    ("Stalin to Mao", Name("Stalin", "Stalin", PERSON), "to Mao"),
    ("Stalin I.V.", Name("Stalin I.V.", "Stalin I.V.", PERSON), ""),
    ("Joaquim de Sousa Leão to", Name("Joaquim de Sousa Leão", "Joaquim de Sousa Leão", PERSON), "to"),
    ("Filippov [Stalin] to", Name("Filippov [Stalin]", "Filippov", PERSON, bracketed="Stalin"), "to"),
    ("Stalin [Kuznetsov] to", Name("Stalin [Kuznetsov]", "Stalin", PERSON, bracketed="Kuznetsov"), "to"),
    ("Stalin [via Kuznetsov]", Name("Stalin", "Stalin", PERSON), "[via Kuznetsov]"),
    ("Stalin (excerpt)", Name("Stalin", "Stalin", PERSON), "(excerpt)"),
    (
        "Cde. Filippov [Stalin] via",
        Name("Cde. Filippov [Stalin]", "Filippov", PERSON, bracketed="Stalin", honorific="Cde."),
        "via",
    ),
    ("Mao's Visit", Name("Mao", "Mao", PERSON), "Visit"),
    (
        "PAVLOV (General Isa Pliyev)",
        Name("PAVLOV (General Isa Pliyev)", "PAVLOV", PERSON, bracketed="General Isa Pliyev"),
        "",
    ),
    # roles
    (
        "Chairman Mao Zedong on 20 October",
        Name("Chairman Mao Zedong", "Mao Zedong", PERSON, role="Chairman"),
        "on 20 October",
    ),
    (
        "Soviet Ambassador to China, N. V. Roshchin with",
        Name(
            "Soviet Ambassador to China, N. V. Roshchin",
            "N. V. Roshchin",
            PERSON,
            role="Soviet Ambassador to China",
        ),
        "with",
    ),
    (
        "Soviet delegate to the United Nations V. A. Zorin to USSR",
        Name(
            "Soviet delegate to the United Nations V. A. Zorin",
            "V. A. Zorin",
            PERSON,
            role="Soviet delegate to the United Nations",
        ),
        "to USSR",
    ),
    (
        "the President of the Chinese Republic Chiang Kai-shek on",
        Name(
            "the President of the Chinese Republic Chiang Kai-shek",
            "Chiang Kai-shek",
            PERSON,
            role="President of the Chinese Republic",
        ),
        "on",
    ),
    (
        "the 1st Secretary in the USSR Embassy, Comrade Zvetkov, on",
        Name(
            "the 1st Secretary in the USSR Embassy, Comrade Zvetkov",
            "Zvetkov",
            PERSON,
            honorific="Comrade",
            role="1st Secretary in the USSR Embassy",
        ),
        ", on",
    ),
    (
        "Cde. Lin Zuhan, Chairman of the Special Region",
        Name(
            "Cde. Lin Zuhan, Chairman of the Special Region",
            "Lin Zuhan",
            PERSON,
            honorific="Cde.",
            role="Chairman of the Special Region",
        ),
        "",
    ),
    (
        "Secretary of State (First Deputy Foreign Minister) Otto Winzer",
        Name(
            "Secretary of State (First Deputy Foreign Minister) Otto Winzer",
            "Otto Winzer",
            PERSON,
            role="Secretary of State (First Deputy Foreign Minister)",
        ),
        "",
    ),
    (
        "the President’s Assistant for National Security Affairs (Kissinger)",
        Name(
            "the President’s Assistant for National Security Affairs (Kissinger)",
            "Kissinger",
            PERSON,
            role="President’s Assistant for National Security Affairs",
        ),
        "",
    ),
    (
        "The Chancellor’s [Helmut Kohl's] Telephone Conversation",
        Name("The Chancellor’s [Helmut Kohl's]", "Helmut Kohl", PERSON, role="Chancellor"),
        "Telephone Conversation",
    ),
    (
        "Yugoslav General Ivan Gosnjak",
        Name("Yugoslav General Ivan Gosnjak", "Ivan Gosnjak", PERSON, honorific="Yugoslav General"),
        "",
    ),
    (
        "Robert Linhard of the National Security Council Staff to",
        Name(
            "Robert Linhard of the National Security Council Staff",
            "Robert Linhard",
            PERSON,
            affiliation="National Security Council Staff",
        ),
        "to",
    ),
    (
        "M.G. Roberts (Joint Nuclear Unit) to",
        Name("M.G. Roberts (Joint Nuclear Unit)", "M.G. Roberts", PERSON, affiliation="Joint Nuclear Unit"),
        "to",
    ),
    # unnamed holders of a post
    (
        "Charge d’Affaires of the Soviet Embassy with",
        Name(
            "Charge d’Affaires of the Soviet Embassy",
            "Charge d’Affaires of the Soviet Embassy",
            OFFICE,
            role="Charge d’Affaires of the Soviet Embassy",
        ),
        "with",
    ),
    (
        "East German Ambassador, Moscow, to",
        Name(
            "East German Ambassador, Moscow",
            "East German Ambassador, Moscow",
            OFFICE,
            role="East German Ambassador, Moscow",
        ),
        ", to",
    ),
    # bodies
    (
        "Polish Embassy in Havana (Jeleń), 28",
        Name(
            "Polish Embassy in Havana (Jeleń)", "Polish Embassy in Havana", ORGANISATION, signatory="Jeleń"
        ),
        ", 28",
    ),
    (
        "the Ministry of Foreign Affairs and Trade of Hungary to",
        Name(
            "the Ministry of Foreign Affairs and Trade of Hungary",
            "Ministry of Foreign Affairs and Trade of Hungary",
            ORGANISATION,
        ),
        "to",
    ),
    (
        "National Atomic Energy Commission (CNEA) to",
        Name(
            "National Atomic Energy Commission (CNEA)",
            "National Atomic Energy Commission",
            ORGANISATION,
            bracketed="CNEA",
        ),
        "to",
    ),
    (
        "the All-Union Communist Party (Bolsheviks) to",
        Name(
            "the All-Union Communist Party (Bolsheviks)",
            "All-Union Communist Party (Bolsheviks)",
            ORGANISATION,
        ),
        "to",
    ),
    ("the Commission on Disarmament on", Name(
        "the Commission on Disarmament", "Commission on Disarmament", ORGANISATION), "on"),
    ("the Committee on Monday", Name("the Committee", "Committee", ORGANISATION), "on Monday"),
    # groups
    (
        "the Members and Candidates of the Politburo of the Central Committee, 'X'",
        Name(
            "the Members and Candidates of the Politburo of the Central Committee",
            "Members and Candidates of the Politburo of the Central Committee",
            GROUP,
        ),
        ", 'X'",
    ),
    (
        "the Chinese Delegation Attending the Geneva Conference, in",
        Name("the Chinese Delegation Attending the Geneva Conference", "Chinese Delegation", GROUP),
        ", in",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "rest"), ONE, ids=[case[0][:50] for case in ONE])
def test_reads_a_name(text: str, name: Name, rest: str) -> None:
    assert names(text) == ([name], rest)


LISTS = [
    ("Gromyko and Stalin", ["Gromyko", "Stalin"], ""),
    ("Petrov, Zorin, and Gromyko to", ["Petrov", "Zorin", "Gromyko"], "to"),
    ("Mao Zedong, Nanjing Peace Proposal", ["Mao Zedong"], ", Nanjing Peace Proposal"),
    ("Stalin, Zorin to", ["Stalin"], ", Zorin to"),
    (
        "the 1st Secretary in the Embassy, Comrade Zvetkov, and Comrade Jarck on",
        ["the 1st Secretary in the Embassy, Comrade Zvetkov", "Comrade Jarck"],
        "on",
    ),
    ("the Foreign Ministry and the Embassy", ["the Foreign Ministry", "the Embassy"], ""),
    (
        "His Assistant (Haldeman), His Assistant for Domestic Affairs (Ehrlichman), and Kissinger",
        ["His Assistant (Haldeman)", "His Assistant for Domestic Affairs (Ehrlichman)", "Kissinger"],
        "",
    ),
]


@pytest.mark.parametrize(("text", "written", "rest"), LISTS)
def test_reads_a_list_of_names(text: str, written: list[str], rest: str) -> None:
    found, behind = names(text)
    assert ([name.as_written for name in found], behind) == (written, rest)


def test_a_plural_honorific_is_each_ones_and_outside_the_span() -> None:
    found, _ = names("Cdes. Petrov and Plyshevsky")
    assert found == [
        Name("Petrov", "Petrov", PERSON, honorific="Cdes."),
        Name("Plyshevsky", "Plyshevsky", PERSON, honorific="Cdes."),
    ]


NO_NAMES = [
    "Nanjing Peace Proposal",
    "Exploit Berlin Crisis",
    "the Phased Withdrawal of Troops",
    "Moscow",
    "in Moscow",
    "Soviet",
    "19 January 1951",
    "[Stalin]",
    "regarding Stalin",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_takes_no_subject_for_a_name(text: str) -> None:
    assert names(text) == ([], text)


def test_a_to_behind_a_post_opens_the_addressee_unless_one_has_been_named() -> None:
    assert names("the Soviet Ambassador to Molotov")[1] == "to Molotov"
    assert names("the Soviet Ambassador to Poland")[1] == ""
    assert names("the Assistant to the Director", addressed=True)[1] == ""
