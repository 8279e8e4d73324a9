"""The glyph of each status, the same in every format."""

from __future__ import annotations

from briefing.model import Status

GLYPHS = {Status.AGREEMENT: "=", Status.DISPUTE: "≠", Status.UNRESOLVED: "?"}
