"""Let a child process die with its parent, however that ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent, of this number, is gone; only Linux does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # It was gone before it could be asked for.
            os.kill(os.getpid(), signal.SIGKILL)
