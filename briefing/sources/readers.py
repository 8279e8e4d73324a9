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
from signal import SIGXCPU
from subprocess import Popen
from threading import Lock
from typing import IO, Self, cast

from briefing.analysis.admitting import Reading, admitted, numbered
from briefing.errors import SourceError
from briefing.model import Batch, Document, RawDocument, Rejection, sifted
from briefing.model.packing import Said, packed, unpacked
from briefing.sources.asking import ask
from briefing.sources.confined import ended, started, stopped
from briefing.sources.formats.frames import receive
from briefing.sources.reader import MOST_SECONDS

# In the time in which a child starts, so many documents are read without one; see tests/bench/readers.py.
FEW = 256
# What is larger is read in a child however few documents there are: only there can it be stopped.
HEAVY = 200_000
# So is a page of so many tags: the worst of 200 kB would take 5 to 10 s; of half as many elements it takes 1 s.
MOST_TAGS = 10_000
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

    Children read what is ``HEAVY`` among the first too.  Raise SourceError where a child cannot be started.
    """
    before: list[Rejection] = []
    return numbered(_readings(sifted(raws, before), subject, jobs, few), before)


def _readings(documents: Iterator[RawDocument], subject: Sequence[str], jobs: int, few: int) -> Iterator[Reading]:
    with _Readers(jobs, subject) as readers:
        for raw in islice(documents, few):
            if _is_heavy(raw):
                yield partial(unpacked, *readers.answer(raw))
            else:
                yield partial(admitted, raw, subject=subject)
        for answer in readers.answers(documents):
            yield partial(unpacked, *answer)


def _is_heavy(raw: RawDocument) -> bool:
    if max(len(raw.content), len(raw.page.text) if raw.page else 0) > HEAVY:
        return True
    return raw.page is None and raw.content.count(b"<") > MOST_TAGS


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
    """A child that is no more; the text is the reason why its document is left out, ``spent`` that its time was up."""

    def __init__(self, code: int = 0) -> None:
        self.spent = code == -SIGXCPU
        super().__init__(f"took more than {MOST_SECONDS} s to be read" if self.spent else stopped(code))


class _Readers:
    """So many children, started when there is work for them, and a thread for each that waits for its answer."""

    def __init__(self, jobs: int, subject: Sequence[str]) -> None:
        self._jobs, self._subject = jobs, subject
        self._idle: SimpleQueue[Popen[bytes] | None] = SimpleQueue()
        self._alive: set[Popen[bytes]] = set()
        self._lock, self._over = Lock(), False

    def __enter__(self) -> Self:
        for _ in range(self._jobs):
            self._idle.put(None)
        return self

    def __exit__(self, *_: object) -> None:
        self._kill_all()
        for child in self._alive:
            child.communicate()

    def answer(self, raw: RawDocument) -> Answer:
        """Return what a child says of a document."""
        return self._read((raw,))[0]

    def answers(self, documents: Iterator[RawDocument]) -> Iterator[Answer]:
        """Yield what the children say of each document, in their order; few documents are in memory at once."""
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

    def _read(self, chunk: Chunk) -> list[Answer]:
        """Return what a child says of a chunk; where it dies, what others say of each document alone."""
        child = self._idle.get()
        try:
            child = child or self._started()
            try:
                return self._answered(child, chunk)
            except _Died as death:
                child = None
                if death.spent and len(chunk) == 1:
                    return [_left_out(chunk[0], death)]
            found: list[Answer] = []
            for raw in chunk:
                child = child or self._started()
                try:
                    found += self._answered(child, (raw,))
                except _Died as death:
                    child = None
                    found.append(_left_out(raw, death))
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
            message = (
                "no process can be started to read documents: --jobs 1 needs none for those under"
                f" {HEAVY:,} bytes and {MOST_TAGS:,} tags"
            )
            raise SourceError(message) from error
        return child

    def _answered(self, child: Popen[bytes], chunk: Chunk) -> list[Answer]:
        told = cast("IO[bytes]", child.stdout)
        try:
            ask(cast("IO[bytes]", child.stdin), chunk, self._subject)
            return [(receive(told)[0], raw.location) for raw in chunk]
        except (OSError, EOFError, ValueError) as error:
            raise _Died(self._ended(child)) from error

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


def _left_out(raw: RawDocument, death: _Died) -> Answer:
    return packed(Rejection(raw.location, str(death))), raw.location
