"""Time the reading of titles: ``python bench/read_titles.py [SOURCE...]``.

Reads the titles of the sources (by default the bundled examples), each several times in
one process, and prints the time per title: median, 90th percentile, worst. The caches
of names and dates are warm, as they are in a build.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time

import rdfexport
from rdfexport.pipeline.tools import load_reading_tools
from rdfexport.reading import parse_date
from rdfexport.reading.titles import read_title

ROUNDS = 30


def main() -> None:
    lexicon = load_reading_tools().lexicon
    records = [
        r
        for r in rdfexport.read(sys.argv[1:] or [str(rdfexport.examples())])
        if isinstance(r, rdfexport.Record)
    ]
    titles = sorted({(record.title, parse_date(record.date)) for record in records}, key=lambda pair: pair[0])
    best = []
    for title, date in titles:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            read_title(title, date, lexicon)
            times.append(time.perf_counter() - start)
        best.append(min(times) * 1e6)
    best.sort()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, one core; best of {ROUNDS} for each title"
    )
    print(f"{len(best)} titles: median {statistics.median(best):.0f} µs", end=", ")
    print(f"90th percentile {best[int(len(best) * 0.9)]:.0f} µs, worst {best[-1]:.0f} µs")


if __name__ == "__main__":
    main()
