"""Titles: what the grammar reads of them, field by field, beside what it leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdfexport.model import EventDateRole, Name, TitleReading
from rdfexport.reading.dates import parse_date
from rdfexport.reading.lexicon import Lexicon
from rdfexport.reading.titles import read_title
from rdfexport.settings import resource

LEXICON = Lexicon.load(resource("vocab") / "lexicon.toml", ["Moscow", "Nanjing", "China", "Soviet"])
SHARED = Path(__file__).resolve().parents[2] / "shared"
PARTIES = ("creators", "recipients", "via", "participants")


def fields(reading: TitleReading) -> dict[str, object]:
    """What a reading says beyond the default, names by their full span, dates as EDTF."""
    said: dict[str, object] = {}
    default = TitleReading()
    for field in TitleReading.__slots__:
        value = getattr(reading, field)
        if value == getattr(default, field) or field == "event_date_role":
            continue
        if field in PARTIES:
            value = tuple(name.as_written for name in value)
        elif field == "event_date":
            value = (value.edtf, reading.event_date_role)
        elif field == "enclosures":
            value = tuple(
                (
                    enclosure.genre,
                    tuple(name.as_written for name in enclosure.creators),
                    tuple(name.as_written for name in enclosure.recipients),
                    enclosure.date.edtf if enclosure.date else None,
                    enclosure.qualifiers,
                )
                for enclosure in value
            )
        said[field] = value
    return said


def read(title: str, date: str = "January 1, 1949") -> dict[str, object]:
    return fields(read_title(title, parse_date(date), LEXICON))


MESSAGES = [
    (
        "Cable, Mao Zedong to Stalin",
        {"genre": "cable", "creators": ("Mao Zedong",), "recipients": ("Stalin",)},
    ),
    (
        "CABLE, MAO ZEDONG TO STALIN",
        {"genre": "cable", "creators": ("MAO ZEDONG",), "recipients": ("STALIN",)},
    ),
    (
        "Telegram\u00a0Shtykov  to Vyshinsky",
        {"genre": "telegram", "creators": ("Shtykov",), "recipients": ("Vyshinsky",)},
    ),
    (
        "Cable, Stalin [Kuznetsov] to Mao Zedong [via Terebin]",
        {
            "genre": "cable",
            "creators": ("Stalin [Kuznetsov]",),
            "recipients": ("Mao Zedong",),
            "via": ("Terebin",),
        },
    ),
    (
        "Message from Stalin to Mao Zedong, transmitted via Kovalev",
        {"genre": "message", "creators": ("Stalin",), "recipients": ("Mao Zedong",), "via": ("Kovalev",)},
    ),
    (
        "Letter, Fyn Si (Stalin) to Kim Il Sung (via Shtykov)",
        {
            "genre": "letter",
            "creators": ("Fyn Si (Stalin)",),
            "recipients": ("Kim Il Sung",),
            "via": ("Shtykov",),
        },
    ),
    (
        "Cable, Stalin to Mao Zedong, Nanjing Peace Proposal",
        {
            "genre": "cable",
            "creators": ("Stalin",),
            "recipients": ("Mao Zedong",),
            "topic": "Nanjing Peace Proposal",
            "places": ("Nanjing",),
        },
    ),
    (
        "Ciphered Telegrams No. 50450, 50470, and 50490, Terebin to Kuznetsov",
        {
            "genre": "ciphered-telegram",
            "numbers": ("50450", "50470", "50490"),
            "creators": ("Terebin",),
            "recipients": ("Kuznetsov",),
        },
    ),
    (
        "Ciphered Telegram No. 21334 from Beijing, Mao Zedong to Cde. Filippov [Stalin]",
        {
            "genre": "ciphered-telegram",
            "numbers": ("21334",),
            "creators": ("Mao Zedong",),
            "recipients": ("Cde. Filippov [Stalin]",),
            "place_from": "Beijing",
            "places": ("Beijing",),
        },
    ),
    (
        "State Department Cable 77343 to Embassy Beirut, 'Nuclear Transfer'",
        {
            "genre": "cable",
            "numbers": ("77343",),
            "creators": ("State Department",),
            "recipients": ("Embassy Beirut",),
            "topic": "Nuclear Transfer",
        },
    ),
    (
        "Cable from Zhou Enlai to Zhang Wentian, Wang Jiaxiang, and Li Kenong",
        {
            "genre": "cable",
            "creators": ("Zhou Enlai",),
            "recipients": ("Zhang Wentian", "Wang Jiaxiang", "Li Kenong"),
        },
    ),
    (
        "Telegram from Soviet Ambassador to Cuba A.I. Alekseev to USSR Foreign Ministry on His Meeting",
        {
            "genre": "telegram",
            "creators": ("Soviet Ambassador to Cuba A.I. Alekseev",),
            "recipients": ("USSR Foreign Ministry",),
            "topic": "His Meeting",
        },
    ),
    (
        "Telegram from the Soviet Ambassador to Molotov",
        {"genre": "telegram", "creators": ("the Soviet Ambassador",), "recipients": ("Molotov",)},
    ),
    (
        ("Confidential Note from M.G. Roberts (Joint Nuclear Unit) to Sir A. Acland, 'Panorama Documentary'"),
        {
            "genre": "note",
            "classification": "Confidential",
            "creators": ("M.G. Roberts (Joint Nuclear Unit)",),
            "recipients": ("Sir A. Acland",),
            "topic": "Panorama Documentary",
        },
    ),
    (
        (
            "Telegram from the Embassy in Pyongyang to the Ministry of Foreign Affairs, "
            "January 12, 1980, 057016, Secret"
        ),
        {
            "genre": "telegram",
            "creators": ("the Embassy in Pyongyang",),
            "recipients": ("the Ministry of Foreign Affairs",),
            "event_date": ("1980-01-12", EventDateRole.DOCUMENT),
            "numbers": ("057016",),
            "classification": "Secret",
        },
    ),
    (
        "Instructions for General Vasilii Chuikov and Vladimir Semyonov regarding Border Control",
        {
            "genre": "instructions",
            "recipients": ("General Vasilii Chuikov", "Vladimir Semyonov"),
            "topic": "Border Control",
        },
    ),
    (
        "Protocol for the Phased Withdrawal of Troops (First Draft)",
        {"genre": "protocol", "topic": "Phased Withdrawal of Troops", "qualifiers": ("draft",)},
    ),
    (
        "Liu Shaoqi to Cde. G.M. Malenkov",
        {
            "genre": "correspondence",
            "creators": ("Liu Shaoqi",),
            "recipients": ("Cde. G.M. Malenkov",),
        },
    ),
    (
        "Letter from Gomulka to Khrushchev, Marked 'Final Version'",
        {
            "genre": "letter",
            "creators": ("Gomulka",),
            "recipients": ("Khrushchev",),
            "qualifiers": ("final-version",),
        },
    ),
    (
        "Draft Reply to Mao Zedong's Telegram from Stalin via Molotov",
        {
            "genre": "draft-reply",
            "qualifiers": ("draft",),
            "creators": ("Stalin",),
            "recipients": ("Mao Zedong",),
            "via": ("Molotov",),
            "topic": "Mao Zedong's Telegram",
        },
    ),
]

TALKS = [
    (
        "Memorandum of Conversation between Anastas Mikoyan and Zhou Enlai",
        {"genre": "memorandum-of-conversation", "participants": ("Anastas Mikoyan", "Zhou Enlai")},
    ),
    (
        "Conversation between A. Vyshinsky and Mao Zedong, Moscow",
        {
            "genre": "conversation-record",
            "participants": ("A. Vyshinsky", "Mao Zedong"),
            "event_place": "Moscow",
            "places": ("Moscow",),
        },
    ),
    (
        (
            "Memorandum of Conversation, Soviet Ambassador to China, N. V. Roshchin with "
            "the President of the Chinese Republic Chiang Kai-shek on 2 June 1948"
        ),
        {
            "genre": "memorandum-of-conversation",
            "participants": (
                "Soviet Ambassador to China, N. V. Roshchin",
                "the President of the Chinese Republic Chiang Kai-shek",
            ),
            "event_date": ("1948-06-02", EventDateRole.EVENT),
        },
    ),
    (
        (
            "From the Diary of N.V. Roshchin: Memorandum of Conversation with Chairman Mao "
            "Zedong on 16 October 1949"
        ),
        {
            "genre": "diary-extract",
            "genre_also": "memorandum-of-conversation",
            "creators": ("N.V. Roshchin",),
            "participants": ("N.V. Roshchin", "Chairman Mao Zedong"),
            "event_date": ("1949-10-16", EventDateRole.EVENT),
        },
    ),
    (
        (
            "From the Journal of V. V. Vaskov, 27 August 1954: Record of a Conversation "
            "with Kim Il on 5 July 1954"
        ),
        {
            "genre": "diary-extract",
            "genre_also": "conversation-record",
            "creators": ("V. V. Vaskov",),
            "participants": ("V. V. Vaskov", "Kim Il"),
            "event_date": ("1954-07-05", EventDateRole.EVENT),
        },
    ),
    (
        "Djilas's First Conversation with Stalin",
        {"genre": "conversation-record", "participants": ("Djilas", "Stalin")},
    ),
    (
        "Minutes of Chairman Mao Zedong’s First Meeting with Nehru",
        {"genre": "conversation-record", "participants": ("Chairman Mao Zedong", "Nehru")},
    ),
    (
        "Minutes, Mao's Conversation with a Cuban Delegation, Beijing, September 1956",
        {
            "genre": "conversation-record",
            "participants": ("Mao", "a Cuban Delegation"),
            "event_place": "Beijing",
            "places": ("Beijing",),
            "event_date": ("1956-09", EventDateRole.EVENT),
        },
    ),
    (
        "Transcript of the Meeting between Nicolae Ceausescu and Kim Il Sung (excerpt)",
        {
            "genre": "conversation-record",
            "qualifiers": ("transcript", "excerpt"),
            "participants": ("Nicolae Ceausescu", "Kim Il Sung"),
        },
    ),
    (
        "Record of Discussion in the State Department on Friday 16 March: 14.30 Hours",
        {"genre": "conversation-record", "event_date": ("1949-03-16", EventDateRole.EVENT)},
    ),
    (
        "Conversation between Premier Kosygin and Taraki, 17 or 18 March 1979",
        {
            "genre": "conversation-record",
            "participants": ("Premier Kosygin", "Taraki"),
            "unread": ("17 or 18 March 1979",),
        },
    ),
]

SESSIONS = [
    (
        "Meeting of the Politburo of the CC CPSU, Regarding Andrei Sakharov's Situation",
        {
            "genre": "minutes",
            "creators": ("the Politburo of the CC CPSU",),
            "topic": "Andrei Sakharov's Situation",
        },
    ),
    (
        "Transcript of the CPSU Politburo Session, 22 January 1981 (excerpt)",
        {
            "genre": "minutes",
            "qualifiers": ("transcript", "excerpt"),
            "creators": ("CPSU Politburo",),
            "event_date": ("1981-01-22", EventDateRole.EVENT),
        },
    ),
    (
        "Excerpt on Xinjiang from Minutes No. 40 of the VKP(b) CC Politburo Meetings",
        {
            "genre": "minutes",
            "qualifiers": ("excerpt",),
            "numbers": ("40",),
            "creators": ("VKP(b) CC Politburo",),
            "topic": "Xinjiang",
            "places": ("Xinjiang",),
        },
    ),
    (
        "Working Notes of Imre Horváth from the Session of the CPSU CC Presidium, 27 October 1956",
        {
            "genre": "minutes",
            "creators": ("Imre Horváth", "the CPSU CC Presidium"),
            "event_date": ("1956-10-27", EventDateRole.EVENT),
        },
    ),
    (
        "Meeting of Mao Zedong and Nikita Khrushchev",
        {"genre": "conversation-record", "participants": ("Mao Zedong", "Nikita Khrushchev")},
    ),
]

TEXTS = [
    (
        (
            "Guidelines of the Chinese Communist Party on the Question of Work in the "
            "Sphere of Foreign Policy"
        ),
        {
            "genre": "guidelines",
            "creators": ("the Chinese Communist Party",),
            "topic": "Work in the Sphere of Foreign Policy",
        },
    ),
    ("List of Products Brought Back", {"genre": "list", "topic": "Products Brought Back"}),
    (
        "The Official Statement on the Answer to the Note (Izyestia)",
        {"genre": "official-statement", "topic": "Answer to the Note", "published_in": "Izyestia"},
    ),
    (
        "Free Europe Committee Proposal to Exploit Berlin Crisis",
        {
            "genre": "proposal",
            "creators": ("Free Europe Committee",),
            "topic": "Exploit Berlin Crisis",
            "places": ("Berlin",),
        },
    ),
    (
        "Politburo Decisions of 29 September 1935 Concerning Xinjiang",
        {
            "genre": "resolution",
            "creators": ("Politburo",),
            "event_date": ("1935-09-29", EventDateRole.DOCUMENT),
            "topic": "Xinjiang",
            "places": ("Xinjiang",),
        },
    ),
    (
        "Hungarian Embassy in Sofia, Report on Bulgarian-Cuban Relations",
        {
            "genre": "report",
            "creators": ("Hungarian Embassy in Sofia",),
            "topic": "Bulgarian-Cuban Relations",
        },
    ),
    (
        "Khrushchev's Speech at the Opening of the Moscow Conference, 3-5 August 1961",
        {
            "genre": "speech",
            "creators": ("Khrushchev",),
            "event_date": ("1961-08-03/1961-08-05", EventDateRole.EVENT),
            "places": ("Moscow",),
        },
    ),
    (
        "Telegram on Argentina's Stance Regarding a Brazil-West Germany Nuclear Cooperation Agreement",
        {
            "genre": "telegram",
            "topic": "Argentina's Stance Regarding a Brazil-West Germany Nuclear Cooperation Agreement",
            "places": ("Argentina", "Brazil", "West Germany"),
        },
    ),
    (
        "Report on 4 December 1956 Meeting of the Leaders",
        {
            "genre": "report",
            "topic": "Meeting of the Leaders",
            "event_date": ("1956-12-04", EventDateRole.EVENT),
        },
    ),
    (
        "Report on the Events of 19-23 October 1956",
        {
            "genre": "report",
            "topic": "Events of 19-23 October 1956",
            "event_date": ("1956-10-19/1956-10-23", EventDateRole.EVENT),
        },
    ),
    (
        "On the Visit of Kim Il Sung to the PR China from 18 to 26 April 1975",
        {
            "topic": "Visit of Kim Il Sung to the PR China",
            "event_date": ("1975-04-18/1975-04-26", EventDateRole.EVENT),
            "places": ("PR China",),
        },
    ),
    (
        "A. Putintsev and V. Gorovoy, 'Key Aspects of Relations'",
        {"creators": ("A. Putintsev", "V. Gorovoy"), "topic": "Key Aspects of Relations"},
    ),
    (
        "Col. Jan Kowalski, 'Record of Conversation of Marshal Konev with General Spychalski'",
        {
            "genre": "conversation-record",
            "creators": ("Col. Jan Kowalski",),
            "participants": ("Marshal Konev", "General Spychalski"),
        },
    ),
    (
        "[Memorandum] Russian-Language Broadcasts by Fund to Soviet Personnel",
        {"genre": "memorandum", "topic": "Russian-Language Broadcasts by Fund to Soviet Personnel"},
    ),
    (
        "Recommendations on Utilization of the Emigration [Approved for Release, February 16, 2011]",
        {"genre": "proposal", "topic": "Utilization of the Emigration"},
    ),
    ("Evidence of Stalin's Letter to Mao", {"topic": "Evidence of Stalin's Letter to Mao"}),
    ("Diary of Georgi Dimitrov, 1949", {
        "genre": "diary-extract",
        "creators": ("Georgi Dimitrov",),
        "event_date": ("1949", EventDateRole.DOCUMENT),
    }),
]  # fmt: skip

ENCLOSURES = [
    (
        (
            "Ciphered Telegram No. 50333, Terebin to Kuznetsov, transmitting a Message from "
            "Mao Zedong to Stalin"
        ),
        {
            "genre": "ciphered-telegram",
            "numbers": ("50333",),
            "creators": ("Terebin",),
            "recipients": ("Kuznetsov",),
            "enclosures": (("message", ("Mao Zedong",), ("Stalin",), None, ()),),
        },
    ),
    (
        (
            "Telegram from Mao Zedong to I.V. Stalin, Conveying the 19 January 1951 "
            "Telegram from Peng Dehuai to Mao Zedong regarding Meetings with Kim Il Sung"
        ),
        {
            "genre": "telegram",
            "creators": ("Mao Zedong",),
            "recipients": ("I.V. Stalin",),
            "enclosures": (("telegram", ("Peng Dehuai",), ("Mao Zedong",), "1951-01-19", ()),),
            "event_date": ("1951-01-19", EventDateRole.ENCLOSED_DOCUMENT),
            "topic": "Meetings with Kim Il Sung",
        },
    ),
    (
        "Letter from Shtykov to Zakharov, enclosing Kim Il Sung's draft letter to Stalin of 1 May 1950",
        {
            "genre": "letter",
            "creators": ("Shtykov",),
            "recipients": ("Zakharov",),
            "enclosures": (("letter", ("Kim Il Sung",), ("Stalin",), "1950-05-01", ("draft",)),),
            "event_date": ("1950-05-01", EventDateRole.ENCLOSED_DOCUMENT),
        },
    ),
    (
        (
            "Cable, Terebin to Stalin, containing Messages from Mao Zedong to Stalin and "
            "from Liu Shaoqi to Molotov"
        ),
        {
            "genre": "cable",
            "creators": ("Terebin",),
            "recipients": ("Stalin",),
            "enclosures": (
                ("message", ("Mao Zedong",), ("Stalin",), None, ()),
                ("message", ("Liu Shaoqi",), ("Molotov",), None, ()),
            ),
        },
    ),
    (
        "Cable, Kovalev to Stalin, Conveying Greetings",
        {
            "genre": "cable",
            "creators": ("Kovalev",),
            "recipients": ("Stalin",),
            "unread": ("Conveying Greetings",),
        },
    ),
]

LEFT = [
    (
        (
            "CPSU CC Politburo Decision on Afghanistan, with Report by "
            "Gromyko-Ustinov-Andropov, 27 December 1979"
        ),
        {
            "genre": "resolution",
            "creators": ("CPSU CC Politburo",),
            "topic": "Afghanistan",
            "places": ("Afghanistan",),
            "event_date": ("1979-12-27", EventDateRole.DOCUMENT),
            "unread": ("with Report by Gromyko-Ustinov-Andropov",),
        },
    ),
    (
        (
            "Declaration of the CC CPSU concerning the Situation, Attachment to CPSU "
            "Politburo Protocol #177"
        ),
        {
            "genre": "official-statement",
            "creators": ("the CC CPSU",),
            "topic": "Situation",
            "unread": ("Attachment to CPSU Politburo Protocol #177",),
        },
    ),
    ("Flamboyant Report", {"genre": "report", "unread": ("Flamboyant",)}),
    (
        "Record of Stalin-Mao Conversation",
        {"genre": "conversation-record", "unread": ("Stalin-Mao",)},
    ),
    ("Cable, Stalin to Mao Zedong (?)", {
        "genre": "cable",
        "creators": ("Stalin",),
        "recipients": ("Mao Zedong",),
    }),
    ("Cable from Stalin to Mao thanking him", {
        "genre": "cable",
        "creators": ("Stalin",),
        "recipients": ("Mao",),
        "unread": ("thanking him",),
    }),
    ("Zhou Enlai", {"topic": "Zhou Enlai"}),
    ("", {}),
]  # fmt: skip


FALSE_FRIENDS = [
    (
        "Letter from George C. McGhee, Jr. to Dean Acheson",
        {"genre": "letter", "creators": ("George C. McGhee, Jr.",), "recipients": ("Dean Acheson",)},
    ),
    (
        "Letter from Mohammad Reza Shah Pahlavi to the Shah of Iran",
        {"genre": "letter", "creators": ("Mohammad Reza Shah Pahlavi",), "recipients": ("the Shah of Iran",)},
    ),
    (
        "Conversation of Marshal Kliment Voroshilov with Rákosi",
        {"genre": "conversation-record", "participants": ("Marshal Kliment Voroshilov", "Rákosi")},
    ),
    (
        "Klement Gottwald to Joseph Stalin",
        {"genre": "correspondence", "creators": ("Klement Gottwald",), "recipients": ("Joseph Stalin",)},
    ),
    (
        "Report by Captain Second Rank N. Shumkov",
        {"genre": "report", "creators": ("Captain Second Rank N. Shumkov",)},
    ),
    (
        "Letter from Czechoslovak Hardliners to Brezhnev",
        {"genre": "letter", "creators": ("Czechoslovak Hardliners",), "recipients": ("Brezhnev",)},
    ),
    ("Letter from the Widow of Kim Tu-bong", {"genre": "letter", "creators": ("the Widow of Kim Tu-bong",)}),
    (
        "Letter from Stalin and others to Tito",
        {"genre": "letter", "creators": ("Stalin",), "recipients": ("Tito",), "unread": ("and others",)},
    ),
    (
        "Letter from the CC VKP(b) to CPY",
        {"genre": "letter", "creators": ("the CC VKP(b)",), "unread": ("to CPY",)},
    ),
    (
        "Telegram from Dimitrov to Zhou Enlai, Mao Zedong, Zhu De",
        {
            "genre": "telegram",
            "creators": ("Dimitrov",),
            "recipients": ("Zhou Enlai",),
            "unread": ("Mao Zedong", "Zhu De"),
        },
    ),
    (
        "Telegram from Peng Dehuai to Gao Gang, cc: Mao Zedong",
        {
            "genre": "telegram",
            "creators": ("Peng Dehuai",),
            "recipients": ("Gao Gang",),
            "unread": ("cc", "Mao Zedong"),
        },
    ),
    (
        "Telegram, Zhou Enlai to Mao Zedong, copy to Peng Dehuai",
        {
            "genre": "telegram",
            "creators": ("Zhou Enlai",),
            "recipients": ("Mao Zedong",),
            "unread": ("copy to Peng Dehuai",),
        },
    ),
    (
        "Telegram from 'Filippov' to Mao Zedong",
        {"genre": "telegram", "recipients": ("Mao Zedong",), "unread": ("from 'Filippov'",)},
    ),
    ("Telegram of Condolences on the Death of Stalin", {"genre": "telegram", "topic": "Death of Stalin"}),
    (
        "Message of Congratulations from Mao to Khrushchev",
        {"genre": "message", "creators": ("Mao",), "recipients": ("Khrushchev",)},
    ),
    (
        "Letter of Apology from Tito to Stalin",
        {"genre": "letter", "creators": ("Tito",), "recipients": ("Stalin",), "unread": ("of Apology",)},
    ),
    (
        "Excerpt, Letter from Zhdanov to Stalin",
        {"genre": "letter", "qualifiers": ("excerpt",), "creators": ("Zhdanov",), "recipients": ("Stalin",)},
    ),
    (
        "Zhou Enlai Reports on the Geneva Conference",
        {"topic": "Zhou Enlai Reports on the Geneva Conference", "places": ("Geneva",)},
    ),
    ("Re: Soviet Aid to China", {"topic": "Soviet Aid to China", "places": ("China",)}),
    (
        "Hungarian Embassy in the DPRK, Telegram, 17 December 1976. Subject: DPRK nuclear plans",
        {
            "genre": "telegram",
            "creators": ("Hungarian Embassy in the DPRK",),
            "topic": "DPRK nuclear plans",
            "event_date": ("1976-12-17", EventDateRole.DOCUMENT),
            "places": ("DPRK",),
        },
    ),
    (
        "Telegram from Tunkin to Soviet Foreign Ministry, in reply to 11 September Telegram",
        {
            "genre": "telegram",
            "creators": ("Tunkin",),
            "recipients": ("Soviet Foreign Ministry",),
            "unread": ("in reply to 11 September Telegram",),
        },
    ),
    (
        "Report on Conversations of Zorin with Gottwald in February 1948",
        {
            "genre": "report",
            "topic": "Conversations of Zorin with Gottwald",
            "event_date": ("1948-02", EventDateRole.EVENT),
        },
    ),
    (
        "Statement of the Soviet Government on Nuclear Tests",
        {"genre": "official-statement", "creators": ("the Soviet Government",), "topic": "Nuclear Tests"},
    ),
    (
        "Report of the Committee on Foreign Affairs",
        {"genre": "report", "creators": ("the Committee on Foreign Affairs",)},
    ),
    (
        "Agreement between the Government of the USSR and the Government of the DPRK on Nuclear Energy",
        {
            "genre": "agreement",
            "creators": ("the Government of the USSR", "the Government of the DPRK"),
            "topic": "Nuclear Energy",
        },
    ),
    (
        "Protocol of Talks between the Government Delegations of the GDR and the PRC",
        {"genre": "protocol", "creators": ("the Government Delegations of the GDR and the PRC",)},
    ),
    (
        "Report from the Permanent Mission of the GDR to the UN",
        {"genre": "report", "creators": ("the Permanent Mission of the GDR to the UN",)},
    ),
    (
        "Telegram from the US Ambassador to NATO",
        {"genre": "telegram", "creators": ("the US Ambassador to NATO",)},
    ),
    (
        "Memorandum by the Special Assistant to the Secretary of State (Jessup) to the Secretary of State",
        {
            "genre": "memorandum",
            "creators": ("the Special Assistant to the Secretary of State (Jessup)",),
            "recipients": ("the Secretary of State",),
        },
    ),
    (
        "Joint Communique of the Soviet Union and China",
        {
            "genre": "official-statement",
            "places": ("Soviet Union", "China"),
            "unread": ("of the Soviet Union and China",),
        },
    ),
    (
        "Proposal of the Soviet Union on Disarmament",
        {
            "genre": "proposal",
            "topic": "Disarmament",
            "places": ("Soviet Union",),
            "unread": ("of the Soviet Union",),
        },
    ),
    (
        "Telegram from Gromyko to Tunkin at the Soviet Embassy in Pyongyang",
        {
            "genre": "telegram",
            "creators": ("Gromyko",),
            "recipients": ("Tunkin",),
            "unread": ("at the Soviet Embassy in Pyongyang",),
        },
    ),
    (
        "Situation Report from Malenkov in Hungary to the CC CPSU",
        {
            "genre": "report",
            "creators": ("Malenkov",),
            "recipients": ("the CC CPSU",),
            "places": ("Hungary",),
            "place_from": "Hungary",
        },
    ),
    (
        "Sir H. Trevelyan (Peking) to Mr. Eden",
        {
            "genre": "correspondence",
            "creators": ("Sir H. Trevelyan",),
            "recipients": ("Mr. Eden",),
            "places": ("Peking",),
        },
    ),
    (
        "Meeting between the Soviet and Chinese Delegations",
        {"genre": "conversation-record", "participants": ("the Soviet and Chinese Delegations",)},
    ),
    (
        "Stalin's Meeting with Cominform Leaders in the Kremlin",
        {
            "genre": "conversation-record",
            "participants": ("Stalin", "Cominform Leaders"),
            "places": ("Kremlin",),
            "event_place": "Kremlin",
        },
    ),
    (
        "Conversation between Stalin and Mao in March",
        {"genre": "conversation-record", "participants": ("Stalin", "Mao"), "unread": ("in March",)},
    ),
    (
        "Conversation between Stalin and Mao in Russian",
        {"genre": "conversation-record", "participants": ("Stalin", "Mao"), "unread": ("in Russian",)},
    ),
    (
        "Conversation between Stalin and Mao in Sochi",
        {
            "genre": "conversation-record",
            "participants": ("Stalin", "Mao"),
            "places": ("Sochi",),
            "event_place": "Sochi",
        },
    ),
    ("Speech in Honor of Kim Il Sung", {"genre": "speech", "unread": ("in Honor of Kim Il Sung",)}),
    (
        "Meeting between Stalin and Mao in the Presence of Zhou Enlai",
        {
            "genre": "conversation-record",
            "participants": ("Stalin", "Mao"),
            "unread": ("in the Presence of Zhou Enlai",),
        },
    ),
    ("Conversation on the Margins of the UN General Assembly", {"genre": "conversation-record"}),
    (
        "Memorandum of Conversation, A. Gromyko, J. F. Dulles, Geneva",
        {
            "genre": "memorandum-of-conversation",
            "participants": ("A. Gromyko", "J. F. Dulles"),
            "places": ("Geneva",),
            "event_place": "Geneva",
        },
    ),
    (
        "Memorandum of Conversation: Mr. Henry Kissinger, Ambassador Anatoly Dobrynin",
        {
            "genre": "memorandum-of-conversation",
            "participants": ("Mr. Henry Kissinger", "Ambassador Anatoly Dobrynin"),
        },
    ),
    (
        "Notes of a Conversation between L.I. Brezhnev and Edward Gierek, Party Leaders",
        {
            "genre": "conversation-record",
            "participants": ("L.I. Brezhnev", "Edward Gierek"),
            "unread": ("Party Leaders",),
        },
    ),
    (
        "Record of Conversation, Mao Zedong and N.S. Khrushchev, Hall of Huairentang, 31 July 1958",
        {
            "genre": "conversation-record",
            "participants": ("Mao Zedong", "N.S. Khrushchev"),
            "event_date": ("1958-07-31", EventDateRole.EVENT),
            "unread": ("Hall of Huairentang",),
        },
    ),
    (
        "Interview with Kim Il Sung, Le Monde, 1977",
        {
            "genre": "interview",
            "participants": ("Kim Il Sung",),
            "event_date": ("1977", EventDateRole.EVENT),
            "published_in": "Le Monde",
        },
    ),
    (
        "Transcript: Kennedy, Rusk, and McNamara",
        {"qualifiers": ("transcript",), "unread": ("Kennedy, Rusk, and McNamara",)},
    ),
    (
        "Gomulka's Notes of a Conversation with Brezhnev",
        {"genre": "conversation-record", "creators": ("Gomulka",), "participants": ("Gomulka", "Brezhnev")},
    ),
    (
        "Chernyaev's Notes from Eduard Shevardnadze's Meeting with Helmut Kohl",
        {
            "genre": "conversation-record",
            "creators": ("Chernyaev",),
            "participants": ("Eduard Shevardnadze", "Helmut Kohl"),
        },
    ),
    (
        "Record of Conversation from Ambassador Chervonenko's Visit to Chen Yi",
        {
            "genre": "conversation-record",
            "participants": ("Ambassador Chervonenko",),
            "unread": ("Visit to Chen Yi",),
        },
    ),
    ("Telephone Call from Kohl to Bush", {"genre": "conversation-record", "participants": ("Kohl", "Bush")}),
    (
        "Ciphergram No. 5432 from Warsaw to Hanoi",
        {
            "genre": "ciphered-telegram",
            "numbers": ("5432",),
            "places": ("Warsaw", "Hanoi"),
            "place_from": "Warsaw",
            "place_to": "Hanoi",
        },
    ),
]
"""Words that look like somebody, a place, a date or a topic and are not, and what is left of them."""


@pytest.mark.parametrize(
    ("title", "said"),
    [*MESSAGES, *TALKS, *SESSIONS, *TEXTS, *ENCLOSURES, *LEFT, *FALSE_FRIENDS],
    ids=lambda v: str(v)[:60],
)
def test_reads(title: str, said: dict[str, object]) -> None:
    assert read(title) == said


# --- what holds for any title -----------------------------------------------------------


def strings(reading: TitleReading) -> Iterator[str]:
    """Every verbatim string of a reading."""
    names: list[Name] = [name for field in PARTIES for name in getattr(reading, field)]
    for enclosure in reading.enclosures:
        names += (*enclosure.creators, *enclosure.recipients)
    for name in names:
        optional = (name.bracketed, name.honorific, name.role, name.signatory, name.affiliation)
        yield from (text for text in (name.as_written, name.bare_name, *optional) if text is not None)
    single = ("topic", "event_place", "classification", "place_from", "place_to", "published_in")
    yield from (text for field in single if (text := getattr(reading, field)) is not None)
    yield from (*reading.numbers, *reading.places, *reading.unread)


SAMPLES = [title for title, _ in (*MESSAGES, *TALKS, *SESSIONS, *TEXTS, *ENCLOSURES, *LEFT, *FALSE_FRIENDS)]
WORDS = sorted({word for title in SAMPLES for word in title.split()} | set(LEXICON.flags))
TITLES = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*WORDS, *"[]()',:;“”‘’\"-&#", "No.", "1949"]), max_size=14).map(" ".join),
    st.tuples(st.sampled_from(SAMPLES), st.integers(0, 80), st.sampled_from(WORDS)).map(
        lambda cut: f"{cut[0][: cut[1]]} {cut[2]} {cut[0][cut[1] :]}"
    ),
)


@given(TITLES)
def test_any_title_is_read_verbatim(title: str) -> None:
    folded = " ".join(title.split())
    for reading in (read_title(title, None, LEXICON), read_title(title.upper(), None, LEXICON)):
        for text in strings(reading):
            assert text
            assert text.upper() in folded.upper()
    for text in strings(read_title(title, None, LEXICON)):
        assert text in folded


def upper(value: object) -> object:
    """The same value with all its text in capitals."""
    if isinstance(value, dict):
        return {key: upper(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(map(upper, value))
    return value.upper() if isinstance(value, str) else value


# In capitals a verb cannot be told from a name.
# Without its small letters nobody can tell "thanking" and "CPY" from names.
@pytest.mark.parametrize("title", [t for t in SAMPLES if "thanking" not in t and "CPY" not in t])
def test_capitals_change_nothing_but_case(title: str) -> None:
    assert upper(read(title.upper())) == upper(read(title))


# --- against the annotated titles -------------------------------------------------------


def annotated(file: str) -> list[dict[str, object]]:
    path = SHARED / "gold" / file
    if not path.exists():
        pytest.skip(f"no annotated titles at {path}")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def plain(text: object) -> str:
    return re.sub(r"^the ", "", str(text).casefold())


def test_reads_the_annotated_seeds_as_a_person_did() -> None:
    for entry in annotated("seed-entries.jsonl"):
        title, doubtful = str(entry["title"]), entry["doubtful"]
        reading = read_title(title, parse_date(str(entry["date_text"])), LEXICON)
        assert isinstance(doubtful, list)
        assert reading.genre == entry["genre"], title
        assert reading.genre_also == entry["genre_also"], title
        assert list(reading.numbers) == entry["numbers"], title
        assert list(reading.qualifiers) == entry["qualifiers"], title
        assert (reading.event_date.edtf if reading.event_date else None) == entry["event_date_edtf"], title
        assert reading.event_date_role == entry["event_date_role"], title
        if "topic" not in doubtful:
            assert reading.topic == entry["topic"], title
        for field in PARTIES:
            wanted = entry[field]
            assert isinstance(wanted, list)
            if field not in doubtful:
                read_names = [plain(name.as_written) for name in getattr(reading, field)]
                assert read_names == [plain(name["as_written"]) for name in wanted], title
