"""Make a large, varied, reproducible listing: ``python bench/synthetic.py 100000 > entries.csv``.

Titles are put together from forms, names, offices, places and topics; the same number
and seed give the same bytes. One entry in twenty is printed twice.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

KNOWN = (
    "Mao Zedong",
    "Stalin",
    "Zhou Enlai",
    "Anastas Mikoyan",
    "Kim Il Sung",
    "Roshchin",
    "Shtykov",
    "Molotov",
)
COVER = ("Filippov [Stalin]", "Cde. Filippov [Stalin]", "Filippov (Stalin)", "Terebin", "Comrade Mao Zedong")
GIVEN = (
    "Anna",
    "Boris",
    "Chen",
    "Dragan",
    "Elena",
    "Ferenc",
    "Gheorghe",
    "Hans",
    "Ivan",
    "Jan",
    "Li",
    "Nikolai",
)
FAMILY = (
    "Adamov",
    "Baranek",
    "Chlumsky",
    "Dobrev",
    "Erdei",
    "Fuchs",
    "Gavrilov",
    "Horvath",
    "Ilic",
    "Jansen",
)
POSTS = ("Soviet Ambassador to Hungary", "Chinese Foreign Minister", "Deputy Chairman", "First Secretary")
BODIES = ("Soviet Foreign Ministry", "Hungarian Embassy in Moscow", "Polish Embassy in Beijing")
TOPICS = (
    "Trade",
    "the Supply of Coal",
    "Railway Cooperation",
    "a Visit to Moscow",
    "the Harvest",
    "Military Aid",
)
PLACES = ("Moscow", "Beijing", "Nanjing", "Guangzhou")
_WORDS = """asks reports agrees proposes meeting delegation railway coal credit harvest visit border
talks party reply schedule engineers advisers treaty delivery note questions government committee army
winter spring plan"""
WORDS = _WORDS.split()


def name(pick: random.Random) -> str:
    kind = pick.random()
    if kind < 0.45:
        return pick.choice(KNOWN)
    if kind < 0.6:
        return pick.choice(COVER)
    person = f"{pick.choice(GIVEN)} {pick.choice(FAMILY)}{pick.randrange(200)}"
    return f"{pick.choice(POSTS)} {person}" if kind < 0.75 else person


def title(pick: random.Random, day: date) -> str:
    a, b, c = name(pick), name(pick), name(pick)
    number = f"No. {pick.randrange(100, 99999):05}"
    forms = (
        lambda: f"Cable, {a} to {b}",
        lambda: f"Telegram from {a} to {b}",
        lambda: f"Ciphered Telegram {number}, {a} to {b}",
        lambda: f"Letter from {a} to {b} via {name(pick)}",
        lambda: f"Cable, {a} to {b} [via {name(pick)}]",
        lambda: f"Memorandum of Conversation between {a} and {b}",
        lambda: f"Memorandum of Conversation between {a} and {b} on {day.day} {day:%B %Y}",
        lambda: f"Conversation between {a} and {b}, {pick.choice(PLACES)}",
        lambda: f"Telegram from {a} to {pick.choice(BODIES)} regarding {pick.choice(TOPICS)}",
        lambda: f"Ciphered Telegram {number}, {a} to {b}, transmitting a Message from {c} to {a}",
        lambda: f"Report from {a} on {pick.choice(TOPICS)}",
    )
    return pick.choice(forms)()


def abstract(pick: random.Random) -> str:
    sentences = (
        " ".join(pick.choices(WORDS, k=pick.randrange(8, 20))).capitalize() + "."
        for _ in range(pick.randrange(1, 4))
    )
    return " ".join(sentences)


def entries(count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    pick = random.Random(seed)
    entry = ("", "", "")
    for number in range(count):
        if number % 20 == 19:
            yield entry
            continue
        day = date(1945, 1, 1) + timedelta(days=pick.randrange(20000))
        printed = f"{day:%B} {day.day}, {day.year}" if pick.random() < 0.95 else f"{day:%B, %Y}"
        entry = (printed, title(pick, day), abstract(pick) + f" ({number})")
        yield entry


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1949)
    arguments = parser.parse_args()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("date", "title", "abstract"))
    writer.writerows(entries(arguments.count, arguments.seed))


if __name__ == "__main__":
    main()
