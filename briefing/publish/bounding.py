"""A template filled, or a page printed, where it can be stopped: in a process of its own, with an end to what it takes.

A template may loop for ever or grow without end, in nested loops as in one expression, and a few boxes in one another
keep the PDF engine busy without end.  The sandbox bounds a single ``range``, and an alarm waits for the operation that
is under way; only the system ends a process in the middle of one.
"""

from __future__ import annotations

import logging
import os
import signal
import warnings
from collections.abc import Callable
from select import select
from typing import NamedTuple, NoReturn

from briefing.errors import BriefingError, PublishError, TemplateError

log = logging.getLogger(__name__)
MOST_MEMORY = 4 << 30
# A busy machine may take so many times the processor time; what waits for ever takes more.
PATIENCE = 5
_CHUNK = 1 << 16
_DONE, _BROKEN, _FAILED, _CUT_OFF = 0, 3, 4, 5


class Bound(NamedTuple):
    """How much may be taken, and what is said where it is not enough.

    ``seconds`` are of processor time, which a busy machine does not use up; ``size`` is that of what is made, in bytes.
    """

    doing: str
    seconds: int
    size: int
    slow: str
    large: str
    error: type[BriefingError]


# The largest page that was seen takes two seconds to fill, and the worst that documents can bring five to print.
FILLING = Bound(
    "filling it", 20, 20_000_000, "it loops without end, or far too often", "shorten what it repeats", TemplateError
)
PRINTING = Bound(
    "printing it",
    60,
    100_000_000,
    "simplify its layout (boxes in one another, columns, cells and variables without end); the other formats are made",
    "shorten what it repeats; the other formats are made",
    PublishError,
)


def can_bound() -> bool:
    """Tell whether this system can stop what is under way."""
    return hasattr(os, "fork")


def bounded(make: Callable[[], bytes], place: str, bound: Bound) -> bytes:
    """Return what ``make`` returns, or raise what went wrong there as the error of its bound, led by ``place``.

    A TemplateError stays one.  PublishError where it was ended by somebody else, as by a system without memory: it may
    be right the next time.
    """
    if not can_bound():
        raise TemplateError(
            f"{place}: this system has no fork, so a template of your own could not be stopped: use one that ships"
        )
    reading, writing = os.pipe()
    child = _fork()
    if not child:
        os.close(reading)
        _make(make, writing, place, bound)
    os.close(writing)
    told = _heard(reading, bound)
    if told is None:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if told is None:
        raise bound.error(f"{place}: {bound.doing} took more than {PATIENCE * bound.seconds} s: {bound.slow}")
    if len(told) > bound.size:
        raise bound.error(f"{place}: it makes more than {bound.size // 1_000_000} MB: {bound.large}")
    if code == _DONE:
        return told
    if code in (_BROKEN, _FAILED):
        raise (TemplateError if code == _BROKEN else bound.error)(told.decode("utf-8", "replace"))
    if code == -signal.SIGXCPU:
        raise bound.error(f"{place}: {bound.doing} took more than {bound.seconds} s of processor time: {bound.slow}")
    raise PublishError(f"{place}: the process of {bound.doing} ended with code {code}: try again")


def _fork() -> int:
    with warnings.catch_warnings():
        # What a child makes waits for no other thread of this process, so it may be forked beside them.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _heard(reading: int, bound: Bound) -> bytes | None:
    """Return what comes through a pipe, a little more than may come at most; None where nothing comes for too long."""
    told = bytearray()
    # Closed early, it ends whoever still writes.
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while len(told) <= bound.size:
            if not select([pipe], [], [], PATIENCE * bound.seconds)[0]:
                return None
            chunk = pipe.read(_CHUNK)
            if not chunk:
                break
            told += chunk
    return bytes(told)


def _make(make: Callable[[], bytes], writing: int, place: str, bound: Bound) -> NoReturn:
    """Write what is made, or what is wrong, into the pipe, and end this process, whatever happens."""
    code = _CUT_OFF
    try:
        _limit(bound.seconds)
        code, told = _made(make, place, bound)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(code)


def _made(make: Callable[[], bytes], place: str, bound: Bound) -> tuple[int, bytes]:
    try:
        return _DONE, make()
    except TemplateError as error:
        return _BROKEN, str(error).encode("utf-8", "replace")
    except MemoryError:
        why = f"{bound.doing} takes more than {MOST_MEMORY >> 30} GB of memory"
    except RecursionError:
        why = f"{bound.doing} leads too deep: {bound.slow}"
    except Exception as error:
        log.debug("the trace", exc_info=True)
        why = f"{type(error).__name__}: {error}"
    return _FAILED, f"{place}: {why}".encode("utf-8", "replace")


def _limit(seconds: int) -> None:
    import resource

    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        soft, hard = resource.getrlimit(kind)
        least = min(each for each in (most, soft, hard) if each != resource.RLIM_INFINITY)
        resource.setrlimit(kind, (least, hard))
