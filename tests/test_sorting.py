"""ExternalSorter: the order of keys, in memory and on the disk."""

import errno
import os
import random
import tempfile
from pathlib import Path

import pytest

from rdfexport.errors import OutputNotWritable
from rdfexport.serialization import ExternalSorter
from rdfexport.terms import Iri, Section

PAIRS = [((n % 7, f"key {n % 50:02}"), f"payload {n}".encode() * 20) for n in range(500)]


OPEN_FILES = Path("/proc/self/fd")
FULL = Path("/dev/full")


def open_files():
    return sum(1 for _ in OPEN_FILES.iterdir())


def shuffled(seed):
    pairs = list(PAIRS)
    random.Random(seed).shuffle(pairs)
    return pairs


@pytest.mark.parametrize("run_bytes", [1, 1000, 20_000, 10**9], ids=lambda n: f"{n} bytes")
@pytest.mark.parametrize("most_runs", [2, 5, 1000], ids=lambda n: f"{n} runs")
def test_pairs_come_back_in_order_whatever_is_spilled(tmp_path, run_bytes, most_runs):
    with ExternalSorter(tmp_path, run_bytes=run_bytes, most_runs=min(most_runs, 100)) as sorter:
        for key, payload in shuffled(run_bytes):
            sorter.add(key, payload)
        assert list(sorter) == sorted(PAIRS)
    assert list(tmp_path.iterdir()) == []


def test_large_payloads_take_several_frames(tmp_path):
    pairs = [((n,), bytes([n]) * 50_000) for n in range(20)]
    with ExternalSorter(tmp_path, run_bytes=300_000) as sorter:
        for key, payload in reversed(pairs):
            sorter.add(key, payload)
        assert list(sorter) == pairs


def test_nothing_added_nothing_given(tmp_path):
    with ExternalSorter(tmp_path) as sorter:
        assert list(sorter) == []


def test_equal_pairs_are_all_kept(tmp_path):
    with ExternalSorter(tmp_path, run_bytes=1) as sorter:
        for _ in range(3):
            sorter.add(("a",), b"x")
        assert list(sorter) == [(("a",), b"x")] * 3


def test_iris_and_sections_are_keys(tmp_path):
    with ExternalSorter(tmp_path, run_bytes=1) as sorter:
        sorter.add((Section.AGENT, Iri("urn:a")), b"agent")
        sorter.add((Section.LISTING, Iri("urn:z")), b"listing")
        assert list(sorter) == [((1, "urn:z"), b"listing"), ((3, "urn:a"), b"agent")]


def test_two_readings_may_go_on_at_once_and_more_may_follow(tmp_path):
    with ExternalSorter(tmp_path, run_bytes=2000) as sorter:
        for key, payload in shuffled(3)[:250]:
            sorter.add(key, payload)
        one, two = iter(sorter), iter(sorter)
        assert [(next(one), next(two)) for _ in range(250)] == [(pair, pair) for pair in list(sorter)]
        for key, payload in shuffled(3)[250:]:
            sorter.add(key, payload)
        assert list(sorter) == sorted(PAIRS)


def test_no_file_is_left_after_an_interrupt(tmp_path):
    def interrupted():
        with ExternalSorter(tmp_path, run_bytes=1) as sorter:
            sorter.add((1,), b"x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="counts open files by /proc")
def test_few_files_are_open_and_none_afterwards(tmp_path):
    before = open_files()
    with ExternalSorter(tmp_path, run_bytes=1, most_runs=4) as sorter:
        for n in range(200):
            sorter.add((n,), b"x")
        # At most three runs on each of the four levels that 200 runs need.
        assert open_files() - before <= 12
    assert open_files() == before


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_in_our_words(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FULL.open("r+b", 0))
    with (
        pytest.raises(OutputNotWritable, match="the disk is full; free some space"),
        ExternalSorter(tmp_path, run_bytes=1) as sorter,
    ):
        sorter.add((1,), b"x" * 100_000)


def test_a_folder_that_takes_no_files_is_said_in_our_words(tmp_path, monkeypatch):
    def refuse(**_):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with (
        pytest.raises(OutputNotWritable, match="no permission"),
        ExternalSorter(tmp_path, run_bytes=1) as sorter,
    ):
        sorter.add((1,), b"x")
