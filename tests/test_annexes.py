"""Timeline and who is who: on the page, in the record, in the check; left out where there is nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import AS_OF, raws, sample_brief
from fakes import BRANDT, OSZLAN, empty, rich

from briefing.analysis.days import Reference, days
from briefing.errors import RecordError
from briefing.model import Brief
from briefing.pipeline import compose
from briefing.publish.page import page
from briefing.publish.record import load, record, written
from briefing.publish.rendering import render
from briefing.publish.verification import verify
from briefing.settings import Options

DOCUMENTS = {
    "a.txt": (
        "6 May 2031\n\nThe Chilean President Tomás Rojas and the Norwegian envoy Astrid Vik agreed on Tuesday to "
        "reopen the mine in Alta and to share its copper.\n\nMr Rojas said the price had not been agreed.\n\n"
        "The Rojas Palace said nothing."
    ),
    "b.txt": (
        "6 mei 2031\n\nDe Chileense president Tomas Rojas en de Noorse gezant Astrid Vik werden het dinsdag eens over "
        "de heropening van de mijn in Alta en de verdeling van het koper.\n\n"
        "Volgens Rojas staat de prijs nog niet vast."
    ),
}


def made() -> Brief:
    """Return the brief of two articles on one event."""
    return compose(raws(DOCUMENTS), Options(as_of=AS_OF, quick=True))


def markdown(brief: Brief) -> str:
    return render(brief, "md").content.decode()


def test_a_person_has_office_and_spellings_as_the_sources_write_them() -> None:
    rojas = next(each for each in made().people if each.name == "Tomás Rojas")
    assert rojas.office
    assert (rojas.office.text, rojas.office.doc) == ("Chilean President", "D1")
    assert [(each.text, each.doc, each.lang) for each in rojas.spellings] == [
        ("Tomás Rojas", "D1", "en"),
        ("Tomas Rojas", "D2", "nl"),
    ]


def test_the_office_is_that_of_the_brief_s_language_where_a_source_has_one() -> None:
    offices = {}
    for lang in ("en", "nl", "fr"):
        brief = compose(raws(DOCUMENTS), Options(as_of=AS_OF, quick=True, lang=lang))
        rojas = next(each for each in brief.people if each.name == "Tomás Rojas")
        offices[lang] = rojas.office and rojas.office.text
    assert offices == {"en": "Chilean President", "nl": "Chileense president", "fr": "Chilean President"}


def test_a_house_is_nobody() -> None:
    assert not [each.name for brief in (made(), sample_brief("geneva_2021")) for each in brief.people
                if "Palace" in each.name or "START" in each.name]  # fmt: skip


@pytest.mark.parametrize("event", ["geneva_2021", "black_sea_grain_2022"])
def test_every_word_of_a_sample_is_its_slice(event: str) -> None:
    brief = sample_brief(event)
    assert brief.timeline
    assert brief.people
    assert list(brief.timeline) == sorted(brief.timeline, key=lambda each: each.day)
    assert all(each.words in each.span.text for each in brief.timeline)
    ids = {each.id for each in brief.findings}
    assert all(each.finding is None or each.finding in ids for each in brief.timeline)
    published = {each.id: each.published for each in brief.documents}
    for each in brief.timeline:
        read = days(each.span.text, each.span.lang, Reference(published[each.span.doc], brief.event_date))
        assert each.day in read


def test_one_line_a_finding_and_day() -> None:
    told = [(each.day, each.finding) for each in made().timeline if each.finding]
    assert told
    assert len(told) == len(set(told))


def test_the_page_numbers_what_a_finding_tells() -> None:
    finding = rich().findings[4]
    dated = replace(rich().timeline[0], span=finding.span, words="eleven", finding=finding.id)
    brief = replace(rich(), timeline=(dated,))
    number = next(each["id"] for each in record(brief)["findings"] if each["text"] == finding.span.text)
    ((entry,),) = (group.entries for group in page(brief).timeline.groups)
    assert (entry.number, record(brief)["timeline"][0]["finding"]) == (number, number)
    assert f'<p class="number"><a href="#f{number}">{number}</a></p>' in render(brief, "html").content.decode()
    assert f"### 14 November 2031\n\n**{number}** Reporter · day named as “eleven”\n" in markdown(brief)


def test_a_day_named_in_full_needs_no_note() -> None:
    brief = replace(rich(), timeline=(replace(rich().timeline[0], words="14 November 2031"),))
    assert "day named as" not in markdown(brief)


def test_who_is_who_in_lines() -> None:
    lines = [line for line in markdown(rich()).splitlines() if line.startswith((f"| {OSZLAN}", f"| {BRANDT}"))]
    assert lines == [
        "| Marek Oszlan | “Minister” [D3\u00a0§1](#d3) | Dutch: “Marek Oszlan” D2; English: “Marek Oszlan” D3 |",
        "| Ida Brandt | – | English: “Ida Brandt” D1 |",
    ]


@pytest.mark.parametrize("form", ["md", "html"])
def test_an_empty_section_is_left_out(form: str) -> None:
    for brief in (empty(), replace(rich(), timeline=(), people=())):
        text = render(brief, form).content.decode()
        assert "Timeline" not in text
        assert "Who is who" not in text


def test_words_that_are_not_there_are_a_mismatch() -> None:
    spoilt = record(rich())
    spoilt["timeline"][1]["words"] = "zaterdag"
    texts = {each["path"]: "" for each in spoilt["documents"]}
    (line,) = (line for line in verify(spoilt, texts) if "does not stand" in line)
    assert line.startswith("timeline[1]: 'zaterdag' does not stand in 'Noorland")


def test_a_record_from_before_there_were_these_is_read() -> None:
    text = written(rich())
    old = {key: value for key, value in load(text).items() if key not in ("timeline", "people")}
    assert len(verify(old, {})) < len(verify(load(text), {}))
    with pytest.raises(RecordError, match="people must be a list of objects"):
        load(text.replace('"people": [', '"people": [1, '))
