"""The subject of an edition's mail: what it is about, which edition it is, and how much is new."""

from __future__ import annotations

from collections import Counter
from typing import Any

from briefing.publish.frames import frame
from briefing.publish.headers import subject

# What a reader wants to know before opening: the rarer first.
_TELLING = ("moved", "changed", "withdrawn", "new")


def subject_of(record: dict[str, Any]) -> str:
    """Return the subject of the edition whose record this is, e.g. «Talks in Geneva (edition 2: 1 moved, 3 new)»."""
    words = frame(record["lang"])
    title = record["title"] or words.words["kicker"]
    counts = Counter(change["kind"] for change in record["changes"] if record["since"])
    told = [words.count(kind, counts[kind]) for kind in _TELLING if counts[kind]]
    if not record["findings"]:
        left_out = len(record["rejections"])
        told = [words.words["mail_left_out"].format(n=left_out) if left_out else words.words["mail_nothing"]]
    edition = words.words["mail_edition"].format(n=record["edition"])
    if not record["findings"]:
        return subject(words.told(f"{told[0][0].upper()}{told[0][1:]}", f"{title} ({edition})"), record["tlp"])
    detail = words.told(edition, ", ".join(told)) if told else edition
    return subject(f"{title} ({detail})", record["tlp"])
