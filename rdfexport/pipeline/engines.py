"""Engines: who calls :func:`process` on the chunks. A loop, or a pool of processes.

Results come in the order of the chunks, so that no engine can be told from its output.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from threading import Thread

from rdfexport.errors import ExportError
from rdfexport.model import Record
from rdfexport.pipeline.chunks import ChunkResult, process
from rdfexport.pipeline.tools import Tools, load_tools
from rdfexport.settings import Settings

Chunk = Sequence[Record]
_worker_tools: Tools | None = None


class WorkerLost(ExportError):
    """A worker process died, most often for want of memory."""

    def __init__(self) -> None:
        super().__init__("a worker process died (out of memory?); try fewer --jobs")


class WorkersNotStarted(ExportError):
    """The worker processes ended before they took any work."""

    def __init__(self) -> None:
        super().__init__(
            "the worker processes did not start; a script has to call build() under "
            "if __name__ == '__main__', or set jobs to 1"
        )


def run(chunks: Iterable[Chunk], tools: Tools) -> Generator[ChunkResult]:
    """Process all chunks; with ``jobs`` above 1 and more than one chunk, in a pool.

    At most two chunks a worker wait at any time, so memory does not grow with the input.
    """
    stream = iter(chunks)
    first = list(islice(stream, 2))
    if tools.settings.jobs > 1 and len(first) > 1:
        return _in_pool(chain(first, stream), tools.settings)
    return (process(chunk, tools) for chunk in chain(first, stream))


def _in_pool(chunks: Iterator[Chunk], settings: Settings) -> Generator[ChunkResult]:
    pool = ProcessPoolExecutor(
        settings.jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(settings,),
    )
    waiting: deque[Future[ChunkResult]] = deque()
    try:
        _wait_for_workers(pool)
        for chunk in chunks:
            with _interrupts_held():
                waiting.append(pool.submit(_process_in_worker, chunk))
            if len(waiting) >= 2 * settings.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerLost from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _wait_for_workers(pool: ProcessPoolExecutor) -> None:
    """Tell a pool that never comes up from one that dies at work."""
    with _interrupts_held():
        ready = pool.submit(os.getpid)
    try:
        ready.result()
    except BrokenProcessPool as error:
        raise WorkersNotStarted from error


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes that no interrupt reaches: it is the parent's to cancel what waits and to clean up.

    A worker has the mask of the thread that starts it from its first moment, when it could
    not yet ignore the signal itself. Ours comes as soon as the mask is taken back.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker(settings: Settings) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    global _worker_tools  # one set of tools a process: chunks are too small to carry them
    _worker_tools = load_tools(settings)


def _end_with_parent() -> None:
    # A parent that was killed cannot end its workers, who would wait for chunks for ever.
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _process_in_worker(chunk: Chunk) -> ChunkResult:
    assert _worker_tools is not None
    return process(chunk, _worker_tools)
