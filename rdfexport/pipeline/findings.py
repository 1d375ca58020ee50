"""What a build finds: all its problems, kept on the disk."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rdfexport.problems import Problem, Severity
from rdfexport.serialization import ExternalSorter


class Findings:
    """All problems of a build, on the disk; read in the order of their places, each once."""

    def __init__(self, sorter: ExternalSorter) -> None:
        self._sorter = sorter

    def add(self, problems: Iterable[Problem]) -> None:
        """Take problems in, in any order."""
        for problem in problems:
            self._sorter.add(problem.sort_key, pickle.dumps(problem))

    def __iter__(self) -> Iterator[Problem]:
        return (pickle.loads(payload) for payload, _ in groupby(payload for _, payload in self._sorter))

    def counts(self) -> Counter[tuple[Severity, str]]:
        """How many there are of each (severity, code)."""
        return Counter((problem.severity, problem.code) for problem in self)

    def first_of_each_code(self, most: int) -> Iterator[Problem]:
        """At most so many of each code."""
        seen: Counter[str] = Counter()
        for problem in self:
            seen[problem.code] += 1
            if seen[problem.code] <= most:
                yield problem
