"""The trace: one JSON object a sentence-like line, with why it was kept, labelled, chosen."""

from __future__ import annotations

from briefing.masking import as_json
from briefing.model import Assessment


def row(location: str, assessment: Assessment) -> bytes:
    """Return a line of the trace in UTF-8, its fields in the order of the contract."""
    sentence = assessment.sentence
    fields = {
        "doc": location,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "kind": sentence.kind.value,
        "lang": sentence.lang,
        "status": assessment.status.value if assessment.status else None,
        "score": round(assessment.score, 4),
        "topic": assessment.topic,
        "speakers": list(assessment.speakers),
        "selected": assessment.selected,
        "why": assessment.why,
    }
    return f"{as_json(fields)}\n".encode()
