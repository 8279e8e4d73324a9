"""The child that reads documents: it answers on standard output what it is asked on standard input, until that ends."""

from __future__ import annotations

import gc
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

from briefing.analysis.admitting import admitted
from briefing.model.packing import packed
from briefing.sources.asking import asked
from briefing.sources.formats.frames import send
from briefing.sources.mortal import die_with, grant, limit, limit_memory

# A page with 115 kB of menus and scripts takes a twentieth of a second; the worst ones do not end.
MOST_SECONDS, MOST_MEMORY = 20, 1 << 30
_NAMELESS = "D"


def main(parent: int) -> None:
    """Read what is asked for; the parent, of this number, names the documents."""
    # A terminal gives the signal to all processes at once; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with(parent)
    with suppress(OSError):  # Where memory is short, one chunk is lost and not the brief.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    gc.set_threshold(1_000_000)
    limit_memory(MOST_MEMORY)
    limit(resource.RLIMIT_CORE, 0)
    send(sys.stdout.buffer, {"ready": True})
    with suppress(EOFError):
        while True:
            raws, subject = asked(sys.stdin.buffer)
            for raw in raws:
                grant(MOST_SECONDS)
                send(sys.stdout.buffer, packed(admitted(raw, _NAMELESS, subject)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
