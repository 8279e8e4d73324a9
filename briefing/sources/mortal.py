"""Let a child process die with its parent, however that ends, and take no more than it is given."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent, of this number, is gone; only Linux does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # It was gone before it could be asked for.
            os.kill(os.getpid(), signal.SIGKILL)


def limit_memory(most: int) -> None:
    """Give this process so many bytes over what a started Python has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if sys.platform == "linux" else 0
    limit(resource.RLIMIT_AS, pages * resource.getpagesize() + most)


def limit(kind: int, most: int) -> None:
    """Set a limit of the system, or keep the lower one that there is."""
    hard = resource.getrlimit(kind)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (least, least))


def grant(seconds: int) -> None:
    """Let this process use so many seconds of processor time more than it has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most, hard = int(used.ru_utime + used.ru_stime) + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (least, hard))
