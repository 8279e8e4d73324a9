"""Read documents in several processes: the same documents, in their order, whatever the number of processes.

Plain processes, as those that open files (``confined``): a fork would copy the locks that threads hold, and
``multiprocessing`` would run the user's own script again.  A document over which a child dies is left out.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from queue import SimpleQueue
from subprocess import Popen
from threading import Lock
from typing import IO, cast

from briefing.analysis.admitting import Reading, admitted, numbered
from briefing.errors import SourceError
from briefing.model import Batch, Document, RawDocument, Rejection, sifted
from briefing.sources.confined import ended, started, stopped
from briefing.sources.formats.frames import receive
from briefing.sources.packing import Said, ask, packed, unpacked

# In the time in which a child starts, so many documents are read without one; see tests/bench/readers.py.
FEW = 256
# What a child is given at once: so many documents, fewer where they come to so many bytes.
MOST, LARGEST = 16, 1 << 18
IN_FLIGHT = 2  # chunks for each child

Chunk = tuple[RawDocument, ...]
# What a child says of a document, and the location of that.
Answer = tuple[Said, str]


def read_in_children(
    raws: Iterable[RawDocument | Rejection], subject: Sequence[str] = (), *, jobs: int, few: int = FEW
) -> Batch[Document]:
    """Read documents as ``pipeline.corpus`` does: the first ``few`` in this process, the others in so many children.

    Raise SourceError where a child cannot be started.
    """
    before: list[Rejection] = []
    return numbered(_readings(sifted(raws, before), subject, jobs, few), before)


def _readings(documents: Iterator[RawDocument], subject: Sequence[str], jobs: int, few: int) -> Iterator[Reading]:
    for raw in islice(documents, few):
        yield partial(admitted, raw, subject=subject)
    for answer in _Readers(jobs, subject).answers(documents):
        yield partial(unpacked, *answer)


def chunks(documents: Iterator[RawDocument]) -> Iterator[Chunk]:
    """Yield documents as children are given them."""
    chunk: list[RawDocument] = []
    size = 0
    for raw in documents:
        chunk.append(raw)
        size += len(raw.content)
        if len(chunk) == MOST or size >= LARGEST:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


class _Died(Exception):
    """A child that is no more; the text is the reason why its document is left out."""


class _Readers:
    """So many children, started when there is work for them, and a thread for each that waits for its answer."""

    def __init__(self, jobs: int, subject: Sequence[str]) -> None:
        self._jobs, self._subject = jobs, subject
        self._idle: SimpleQueue[Popen[bytes] | None] = SimpleQueue()
        self._alive: set[Popen[bytes]] = set()
        self._lock, self._over = Lock(), False

    def answers(self, documents: Iterator[RawDocument]) -> Iterator[Answer]:
        """Yield what the children say of each document, in their order; few documents are in memory at once."""
        for _ in range(self._jobs):
            self._idle.put(None)
        flying: deque[Future[list[Answer]]] = deque()
        with ThreadPoolExecutor(self._jobs) as threads:
            try:
                for chunk in chunks(documents):
                    flying.append(threads.submit(self._read, chunk))
                    del chunk
                    if len(flying) >= IN_FLIGHT * self._jobs:
                        yield from flying.popleft().result()
                while flying:
                    yield from flying.popleft().result()
            finally:
                self._kill_all()
                threads.shutdown(cancel_futures=True)
                for child in self._alive:
                    child.communicate()

    def _read(self, chunk: Chunk) -> list[Answer]:
        """Return what a child says of a chunk; where it dies, what others say of each document alone."""
        child = self._idle.get()
        try:
            child = child or self._started()
            try:
                return self._answered(child, chunk)
            except _Died:
                child = None
            found: list[Answer] = []
            for raw in chunk:
                child = child or self._started()
                try:
                    found += self._answered(child, (raw,))
                except _Died as death:
                    child = None
                    found.append((packed(Rejection(raw.location, str(death))), raw.location))
            return found
        finally:
            self._idle.put(child)

    def _started(self) -> Popen[bytes]:
        try:
            with self._lock:
                if self._over:
                    raise _Died
                child = started("briefing.sources.reader", str(os.getpid()))
                self._alive.add(child)
            receive(cast("IO[bytes]", child.stdout))
        except (OSError, EOFError, ValueError) as error:
            raise SourceError("no process can be started to read documents: --jobs 1 needs none") from error
        return child

    def _answered(self, child: Popen[bytes], chunk: Chunk) -> list[Answer]:
        told = cast("IO[bytes]", child.stdout)
        try:
            ask(cast("IO[bytes]", child.stdin), chunk, self._subject)
            return [(receive(told)[0], raw.location) for raw in chunk]
        except (OSError, EOFError, ValueError) as error:
            raise _Died(stopped(self._ended(child))) from error

    def _ended(self, child: Popen[bytes]) -> int:
        with self._lock:
            self._alive.discard(child)
        code = ended(child)
        child.communicate()
        return code

    def _kill_all(self) -> None:
        with self._lock:
            self._over = True
            for child in self._alive:
                child.kill()
