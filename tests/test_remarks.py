"""What the page says of its own base."""

from __future__ import annotations

from dataclasses import replace

from fakes import BRANDT, line, rich

from briefing.model import Claim, Discrepancy, Report
from briefing.publish.draft import draft
from briefing.publish.remarks import source_base

ALONE = "Everything quoted of Ida Brandt rests on D1 alone."
ELSEWHERE = line("wire.html", 2)


def test_who_is_quoted_from_one_document_alone() -> None:
    assert ALONE in source_base(draft(rich()))


def test_other_reporting_and_contradictions_are_quoted_too() -> None:
    brief = rich()
    reported = replace(brief, reports=(*brief.reports, Report("t4", ELSEWHERE, (BRANDT,))))
    claims = (Claim(line("meridian.txt", 7), "11", (BRANDT,)), Claim(ELSEWHERE, "12", (BRANDT,)))
    contradicted = replace(brief, discrepancies=(Discrepancy(1, "number", "t4", "", claims),))
    for changed in (reported, contradicted):
        assert ALONE not in source_base(draft(changed))


def test_sources_of_one_publisher_are_no_independent_texts() -> None:
    assert "5 sources, 4 independent texts." in source_base(draft(rich()))
    documents = tuple(replace(each, publisher="The Meridian") for each in rich().documents)
    assert "5 sources, 1 independent text." in source_base(draft(replace(rich(), documents=documents)))
