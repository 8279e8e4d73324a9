"""``python -m briefing`` is the command ``briefing``."""

from __future__ import annotations

from briefing.cli import main

main(prog_name="briefing")
