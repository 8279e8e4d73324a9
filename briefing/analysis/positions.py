"""Who holds what on each disputed topic: the findings that somebody speaks, with the stance that their words take."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.cues import cues
from briefing.model import Finding, Position, Status, Topic
from briefing.text.contrasts import said, small

# The classes of cues that take a stance, the most telling first; what is denied turns into its opposite.  The class
# «accuse» also holds what people are accused of, so only the verbs of accusing count for it.
STANCES = {
    "deny": "denies", "reject": "rejects", "demand": "demands", "warn": "warns",
    "criticise": "criticises", "accept": "accepts", "agree": "agrees", "offer": "offers", "pledge": "promises",
}  # fmt: skip
PLAIN = "states"
_NEGATED = {"accept": "rejects", "agree": "rejects", "reject": "leaves open", "deny": PLAIN}


def positions(findings: Sequence[Finding], topics: Sequence[Topic]) -> tuple[Position, ...]:
    """Return the positions on the topics with a dispute, in the order of the topics, those of one speaker together.

    A topic on which nobody is named has none.
    """
    disputed = {finding.topic for finding in findings if finding.status is Status.DISPUTE}
    found: list[Position] = []
    for topic in topics:
        spoken = [each for each in findings if each.topic == topic.id and each.speakers and topic.id in disputed]
        names = list(dict.fromkeys(each.speakers[0] for each in spoken))
        spoken.sort(key=lambda each: names.index(each.speakers[0]))
        found += [Position(topic.id, each.speakers[0], stance(each), each.span) for each in spoken]
    return tuple(found)


def stance(finding: Finding) -> str:
    """Return what a finding's words do: «accuses», «denies», «demands» ..., «states» where no word says."""
    text, lang = finding.span.text, finding.span.lang
    if said("accuse", small(text), lang):
        return "accuses"
    met = cues(text, lang)
    for kind, name in STANCES.items():
        for cue in met:
            if cue.kind == kind:
                return _NEGATED.get(kind, name) if cue.negated else name
    return PLAIN
