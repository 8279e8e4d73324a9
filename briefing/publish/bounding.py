"""A template filled where it can be stopped: in a process of its own, with an end to its time, memory and size.

A template may loop for ever or grow without end, in nested loops as in one expression.  The sandbox bounds a single
``range``, and an alarm waits for the operation that is under way; only the system ends a process in the middle of one.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from typing import NoReturn

from briefing.errors import PublishError, TemplateError

log = logging.getLogger(__name__)
# Of processor time, which a busy machine does not use up: the largest page that was seen takes two of them.
MOST_SECONDS = 20
MOST_BYTES = 20_000_000
MOST_MEMORY = 4 << 30
_DONE, _BROKEN, _CUT_OFF = 0, 3, 4


def bounded(fill: Callable[[], str], place: str) -> str:
    """Return what ``fill`` returns, or raise what it raises as a TemplateError, led by the template's ``place``.

    It is ended after MOST_SECONDS of processor time, with MOST_MEMORY bytes, or where it returns over MOST_BYTES.
    PublishError where it was ended by somebody else, as by a system without memory: it may be right the next time.
    """
    if not hasattr(os, "fork"):
        raise TemplateError(
            f"{place}: this system has no fork, so a template of your own could not be stopped: use one that ships"
        )
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _fill(fill, writing, place)
    os.close(writing)
    # Closed early, it ends whoever still writes.
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read(MOST_BYTES + 1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if len(told) > MOST_BYTES:
        raise TemplateError(f"{place}: it makes more than {MOST_BYTES // 1_000_000} MB: shorten what it repeats")
    text = told.decode("utf-8", "surrogatepass")
    if code == _DONE:
        return text
    if code == _BROKEN:
        raise TemplateError(text)
    if code == -signal.SIGXCPU:
        raise TemplateError(
            f"{place}: filling it took more than {MOST_SECONDS} s: it loops without end, or far too often"
        )
    raise PublishError(f"{place}: the process that filled it ended with code {code}: try again")


def _fill(fill: Callable[[], str], writing: int, place: str) -> NoReturn:
    """Write what is made, or what is wrong, into the pipe, and end this process, whatever happens."""
    code = _CUT_OFF
    try:
        _limit()
        code, told = _made(fill, place)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told.encode("utf-8", "surrogatepass"))
    finally:
        os._exit(code)


def _made(fill: Callable[[], str], place: str) -> tuple[int, str]:
    try:
        return _DONE, fill()
    except TemplateError as error:
        return _BROKEN, str(error)
    except MemoryError:
        return _BROKEN, f"{place}: filling it takes more than {MOST_MEMORY >> 30} GB of memory"
    except Exception as error:
        log.debug("the trace", exc_info=True)
        return _BROKEN, f"{place}: {type(error).__name__}: {error}"


def _limit() -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        soft, hard = resource.getrlimit(kind)
        least = min(each for each in (most, soft, hard) if each != resource.RLIM_INFINITY)
        resource.setrlimit(kind, (least, hard))
