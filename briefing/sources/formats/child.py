"""The child in which strangers' files are opened: little memory, little time, no secrets, and nothing but two pipes."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from typing import IO

from briefing.sources.formats.frames import receive, send, send_part
from briefing.sources.formats.opening import document_of, parts_of
from briefing.sources.formats.parts import MOST_SECONDS, Bound, Part, Refused, TooMuch
from briefing.sources.mortal import grant, limit, limit_memory

MOST_MEMORY = 400 << 20
_MOST_FILES = 64


def main() -> None:
    """Answer what is asked on standard input until it ends."""
    _limit()
    while _answer(sys.stdin.buffer, sys.stdout.buffer):
        pass


def _answer(asked: IO[bytes], told: IO[bytes]) -> bool:
    """Answer once; False where nothing more is asked, or this child can do no more."""
    try:
        said, content = receive(asked)
    except EOFError:
        return False
    grant(MOST_SECONDS)
    try:
        for part in _parts(content, said):
            send_part(told, part)
            grant(MOST_SECONDS)
        send(told, {"end": True})
    except Refused as refusal:
        send(told, {"refused": str(refusal), "whole": isinstance(refusal, TooMuch)})
    except MemoryError:
        send(told, {"spent": f"needs more than {MOST_MEMORY >> 20} MB of memory to be read", "memory": True})
        return False
    except RecursionError:
        send(told, {"refused": "is nested too deeply", "whole": False})
    except Exception as error:  # noqa: BLE001 - around one document, and it is told
        send(told, {"spent": f"is damaged, or not as its format wants it ({type(error).__name__})", "memory": False})
        return False
    return True


def _parts(content: bytes, said: dict[str, str | int]) -> Iterator[Part]:
    suffix = str(said["suffix"])
    if said["alone"]:
        return iter([document_of(content, suffix)])
    return parts_of(content, suffix, Bound(int(said["size"]), int(said["members"])))


def _limit() -> None:
    """Take so much memory over what a started Python has, and leave no core behind."""
    limit_memory(MOST_MEMORY)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_NOFILE, _MOST_FILES)


if __name__ == "__main__":
    main()
