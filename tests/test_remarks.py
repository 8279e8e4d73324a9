"""What the page says of its own base."""

from __future__ import annotations

from dataclasses import replace

from fakes import BRANDT, line, rich

from briefing.analysis.admitting import MOST_TOLD
from briefing.model import Claim, Discrepancy, Rejection, Report
from briefing.publish.draft import draft
from briefing.publish.remarks import left_out, source_base

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


def test_what_very_many_are_left_out_for_is_counted_in_the_language_of_the_brief() -> None:
    many = tuple(Rejection(f"{n:05}.txt", f"tells of another event: number {n}") for n in range(MOST_TOLD + 1_234))
    lines = [each.text for each in left_out(draft(replace(rich(), lang="de", rejections=many, untranslated=())))]
    assert lines[0] == "00000.txt: handelt von einem anderen Ereignis: number 0"
    assert lines[MOST_TOLD] == "1.234 weitere Dokumente: handelt von einem anderen Ereignis: …"
    assert not any("00100.txt" in line for line in lines)
