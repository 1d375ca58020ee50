"""Sort more than memory holds: sorted runs on the disk, merged while they are read.

A run is a sequence of frames; a frame is its length (four bytes, big end first) and a
marshalled list of (key, payload) pairs.
"""

from __future__ import annotations

import heapq
import marshal
import os
import struct
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from rdfexport.serialization.files import not_writable

Key = tuple[int | str, ...]
Item = tuple[Key, bytes]

_RUN_BYTES = 32 * 2**20
_FRAME_BYTES = 2**16
# Of one level; more are merged into one run of the next, so that open files stay few.
_MOST_RUNS = 64
# What a tuple, its key and the object header of its payload take beside the payload.
_ITEM_BYTES = 250
_LENGTH = struct.Struct(">I")


class ExternalSorter:
    """Takes pairs of key and payload, gives them back in order, in bounded memory.

    Equal keys are ordered by payload, so that the order of arrival never shows. Reading
    may be repeated; nothing is added while one goes on.

    The runs are temporary files without a name: they vanish with the process, however it
    ends.

    >>> with ExternalSorter(Path("/tmp")) as sorter:
    ...     sorter.add((2, "b"), b"second")
    ...     sorter.add((1, "z"), b"first")
    ...     list(sorter)
    [((1, 'z'), b'first'), ((2, 'b'), b'second')]
    """

    def __init__(self, folder: Path, *, run_bytes: int = _RUN_BYTES, most_runs: int = _MOST_RUNS) -> None:
        self._folder = folder
        self._run_bytes = run_bytes
        self._most_runs = most_runs
        self._items: list[Item] = []
        self._held = 0
        self._levels: list[list[IO[bytes]]] = []
        self._files = ExitStack()

    def __enter__(self) -> ExternalSorter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._items = []
        self._levels = []
        # What a full disk did not take is not wanted any more.
        with suppress(OSError):
            self._files.close()

    def add(self, key: tuple[int | str, ...], payload: bytes) -> None:
        """Take one pair.

        Args:
            key: numbers and strings; the same kind at the same place in all keys.
            payload: any bytes.

        Raises:
            OutputNotWritable: the disk is full, or the folder does not take files.
        """
        # marshal takes plain numbers and strings, not the enumerations and IRIs made of them.
        plain = tuple([str(part) if isinstance(part, str) else int(part) for part in key])
        self._items.append((plain, payload))
        self._held += len(payload) + _ITEM_BYTES
        if self._held >= self._run_bytes:
            self._spill()

    def __iter__(self) -> Iterator[Item]:
        self._items.sort()
        runs = [_read_run(run) for level in self._levels for run in level]
        return heapq.merge(*runs, self._items)

    def _spill(self) -> None:
        self._items.sort()
        self._store(0, self._items)
        self._items = []
        self._held = 0

    def _store(self, level: int, items: Iterable[Item]) -> None:
        if level == len(self._levels):
            self._levels.append([])
        runs = self._levels[level]
        runs.append(self._write_run(items))
        if len(runs) == self._most_runs:
            self._store(level + 1, heapq.merge(*map(_read_run, runs)))
            for run in runs:
                run.close()
            runs.clear()

    def _write_run(self, items: Iterable[Item]) -> IO[bytes]:
        try:
            run = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - the exit closes it
            self._files.callback(run.close)
            for frame in _frames(items):
                run.write(_LENGTH.pack(len(frame)) + frame)
            run.flush()
        except OSError as error:
            raise not_writable(self._folder, error) from error
        return run


def _frames(items: Iterable[Item]) -> Iterator[bytes]:
    batch: list[Item] = []
    held = 0
    for item in items:
        batch.append(item)
        held += len(item[1]) + _ITEM_BYTES
        if held >= _FRAME_BYTES:
            yield marshal.dumps(batch)
            batch = []
            held = 0
    if batch:
        yield marshal.dumps(batch)


def _read_run(run: IO[bytes]) -> Iterator[Item]:
    # A place of its own in the file: two readings may go on at once.
    descriptor, place = run.fileno(), 0
    while length := os.pread(descriptor, _LENGTH.size, place):
        place += _LENGTH.size
        (size,) = _LENGTH.unpack(length)
        yield from marshal.loads(os.pread(descriptor, size, place))
        place += size
