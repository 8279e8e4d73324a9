"""The label that says who may read a brief: Traffic Light Protocol 2.0 (FIRST)."""

from __future__ import annotations

from briefing.errors import ConfigError
from briefing.values import LABELS


def label(tlp: str) -> str:
    """Return a label in full, «TLP:AMBER» for «amber», '' for none; raise ConfigError for anything else."""
    text = tlp.strip().upper()
    full = text if not text or text.startswith("TLP:") else f"TLP:{text}"
    if full and full not in LABELS:
        raise ConfigError(f"tlp must be one of {', '.join(LABELS)}, not {tlp!r}")
    return full


def strictest(*labels: str) -> str:
    """Return the label of what quotes from all of these, in full: the strictest, '' where none has one."""
    return next((each for each in LABELS if each in labels), "")
