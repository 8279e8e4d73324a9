"""The check of a brief's record against the standards of its trade, and how its result is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from briefing.publish.coherence import coherence
from briefing.publish.descriptors import describing, rating
from briefing.publish.printable import printable
from briefing.publish.record import Record
from briefing.publish.sourcing import Evidence, bearing, dating, quoting, sharing, sourcing, translating
from briefing.publish.standards import ERROR, WARNING, rules, yardstick
from briefing.publish.wording import wording

LONGEST_FOUND = 300
WIDTH, INDENT, LONGEST_NUMBER = 80, "    ", 8
_HEADINGS = ("severity", "rule", "no.", "where")


class Remark(NamedTuple):
    """A violation in words: the rule and how much it weighs, the number and the place, why it matters, who says so."""

    severity: str
    rule: str
    number: str
    where: str
    why: str
    source: str


def lint(record: Record, evidence: Evidence, profile: str = "icd") -> tuple[Remark, ...]:
    """Return what a record has against the rules of ``data/standards``, in the order of the rules, then of the record.

    ``profile`` names the likelihood words: «icd» (ICD 203) or «phia» (the United Kingdom's yardstick).
    """
    measure, known = yardstick(profile), rules()
    found = (*sourcing(record), *quoting(record, evidence), *bearing(record, evidence))
    found = (*found, *coherence(record), *dating(record), *sharing(record), *translating(record))
    found = (*found, *describing(record), *rating(record))
    order = {name: place for place, name in enumerate(known)}
    return tuple(
        Remark(
            severity=known[each.rule].severity,
            rule=each.rule,
            number=printable(each.number, LONGEST_FOUND),
            where=each.where,
            why=known[each.rule].why.format(found=printable(each.found, LONGEST_FOUND)),
            source=known[each.rule].source.format(yardstick=measure.source),
        )
        for each in sorted((*found, *wording(record, measure)), key=lambda each: order[each.rule])
    )


def failed(remarks: Sequence[Remark]) -> bool:
    """Tell whether one of them is an error."""
    return any(each.severity == ERROR for each in remarks)


def table(remarks: Sequence[Remark]) -> str:
    """Return the remarks as a table of WIDTH columns, why and source under each, and their numbers on the last line."""
    told = [(each.severity, each.rule, printable(each.number, LONGEST_NUMBER) or "–", each.where) for each in remarks]
    rows = [_HEADINGS, *told] if told else []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    heads = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    bodies = [[], *(_wrapped(f"{each.why} ({each.source})") for each in remarks)] if remarks else []
    count = Counter(each.severity for each in remarks)
    lines = [line for head, body in zip(heads, bodies, strict=True) for line in (head, *body)]
    return "".join(f"{line}\n" for line in (*lines, f"errors: {count[ERROR]}, warnings: {count[WARNING]}"))


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)


def as_json(remarks: Sequence[Remark], profile: str) -> str:
    """Return the remarks as JSON: the profile, the numbers of errors and warnings, an object a violation."""
    count = Counter(each.severity for each in remarks)
    told = {"profile": profile, "errors": count[ERROR], "warnings": count[WARNING]}
    return json.dumps(told | {"violations": [each._asdict() for each in remarks]}, indent=1) + "\n"
