"""What is held of each sentence: its status where it is sure enough and nothing refutes it, its topic, who says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.analysis.history import OPENS
from briefing.analysis.speakers import Attribution
from briefing.analysis.status import Reading
from briefing.analysis.topics import Topics, key
from briefing.model import Assessment, Sentence, Status

LEAST = 0.4
MANNER = "on the manner of the talks"


def assess(
    sentences: Sequence[Sentence],
    read: Sequence[Reading],
    topics: Topics,
    attribution: Attribution,
    past: Mapping[tuple[str, int], str],
) -> tuple[Assessment, ...]:
    """Return an assessment of each sentence; below ``LEAST`` a status is not said.

    ``past`` are the sentences that tell history, with the reason; what tells how the talks went is no dispute either.
    """
    against = dict.fromkeys(topics.manner, MANNER) | {**past}
    return tuple(
        _assessment(sentence, reading, topics.of, attribution, against.get(key(sentence), ""))
        for sentence, reading in zip(sentences, read, strict=True)
    )


def _assessment(
    sentence: Sentence, reading: Reading, topics: Mapping[tuple[str, int], str], attribution: Attribution, against: str
) -> Assessment:
    at = key(sentence)
    refuted = _refuted(reading, against)
    said = reading.status if reading.probability >= LEAST and not refuted else None
    return Assessment(
        sentence=sentence,
        status=said,
        score=round(reading.probability, 3),
        topic=topics.get(at),
        speakers=attribution.speakers.get(at, ()),
        why="; ".join(filter(None, (_reason(reading, said, refuted), attribution.reasons.get(at, "")))),
        cues=reading.cues,
    )


def _refuted(reading: Reading, against: str) -> str:
    """Return what speaks against the likeliest status, whatever its probability; '' for nothing."""
    if reading.offered and reading.status is Status.AGREEMENT:
        return "offered or possible, not agreed"
    if reading.status is Status.DISPUTE or (reading.status is Status.AGREEMENT and against == OPENS):
        return against
    return ""


def _reason(reading: Reading, said: Status | None, refuted: str) -> str:
    cues = ", ".join(f"«{cue}»" for cue in reading.cues)
    if said:
        return f"{said.value} {reading.probability:.2f}: {cues}"
    if refuted:
        return f"{refuted}: {cues}"
    if reading.status:
        return f"not sure enough: {reading.status.value} {reading.probability:.2f}: {cues}"
    return f"background {reading.probability:.2f}"
