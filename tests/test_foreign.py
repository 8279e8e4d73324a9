"""Under a quotation in another language: a source's own statement, else a machine's words, else that there is none."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from editions import GRAIN, second
from fakes import HOSTILE, TEXTS, line, rich
from jsonschema import Draft202012Validator
from test_html import Tree
from test_linting import AWAY, HERE
from test_markdown import quotations
from test_record import SCHEMA

from briefing.model import (
    Brief,
    Change,
    ChangeKind,
    Claim,
    Counterpart,
    Dated,
    Finding,
    Rejection,
    Report,
    Translation,
)
from briefing.publish.foreign import untold
from briefing.publish.linting import lint
from briefing.publish.record import load, record, written
from briefing.publish.rendering import paper, render
from briefing.publish.rereading import unfounded
from briefing.publish.templates import names
from briefing.publish.verification import spans, verify

TOLL, GRAIN_OPEN, HOURS = line("avondpost.txt", 3), line("visnyk.txt", 2), line("avondpost.txt", 5)
MACHINE = "The question of the grain corridor stays open."


def told(brief: Brief | None = None) -> Brief:
    """Return the rich brief with a counterpart of finding 4 and a translation of finding 7."""
    return replace(
        brief or rich(),
        counterparts=(Counterpart(TOLL, line("wire.html", 1)),),
        translations=(Translation(GRAIN_OPEN.text, "uk", MACHINE, "Lingua 2"),),
    )


def text(brief: Brief, form: str = "md", template: str = "diplomatic") -> str:
    return render(brief, form, template).content.decode()


def under(page: str) -> list[str]:
    """Return the lines under quotations in another language."""
    return [each for each in page.splitlines() if each.startswith("EN")]


def test_one_of_three_things_stands_under_each_and_nothing_else() -> None:
    assert under(text(told()))[:2] == [
        f"EN, [D3\u00a0§1](#d3): “{line('wire.html', 1).text}”",
        f"EN (machine translation by Lingua 2): {MACHINE}",
    ]
    assert set(under(text(told()))[2:]) == {"EN not available", "EN: also told in [D1\u00a0§3](#d1)"}
    facts: list[Finding | Report | Dated] = [*rich().findings, *rich().reports, *rich().timeline]
    foreign = [each for each in facts if each.span.lang != "en"]
    claims = [claim for each in rich().discrepancies for claim in each.claims if claim.span.lang != "en"]
    assert len(under(text(told()))) == len(foreign) + len(claims) == 4


@pytest.mark.parametrize("template", names())
def test_a_support_in_the_language_of_the_brief_is_pointed_at_where_nothing_else_is(template: str) -> None:
    assert "EN: also told in [D3\u00a0§1](#d3)" in text(rich(), "md", template)
    for page in (text(rich(), "html", template), paper(rich(), template)):
        assert "EN: also told in" in page
    assert "EN: also told in [D3\u00a0§1](#d3)" not in text(told(), "md", template)
    dutch = replace(rich(), lang="nl")
    assert "NL: ook bericht in [D2\u00a0§2](#d2)" in text(dutch, "md", template)
    alone = [replace(each, supports=()) for each in rich().findings]
    assert "also told in" not in text(replace(rich(), findings=tuple(alone)), "md", template)


def test_a_claim_of_the_same_in_a_contradiction_is_pointed_at_where_no_support_is() -> None:
    alone = tuple(replace(each, supports=()) for each in rich().findings)
    claimed = Counterpart(TOLL, line("wire.html", 3), rich().discrepancies[0].id)
    pointed = "EN: also told in [D3\u00a0§3](#d3)"
    assert pointed in under(text(replace(rich(), findings=alone, counterparts=(claimed,))))
    assert pointed not in under(text(replace(rich(), findings=alone)))


def test_nothing_stands_under_a_quotation_in_the_language_of_the_brief() -> None:
    english = rich()
    assert under(text(replace(english, findings=english.findings[:3], discrepancies=(), timeline=()))) == []


@pytest.mark.parametrize("template", names())
def test_every_template_shows_all_three_on_screen_paper_and_in_markdown(template: str) -> None:
    pages = (text(told(), "html", template), paper(told(), template))
    for page in pages:
        tree = Tree(page)
        lines = [each["text"] for each in tree.all("p", class_="rendering")]
        assert any(each.startswith("EN, D3\u00a0§1: Minister Marek") for each in lines)
        assert f"EN (machine translation by Lingua 2): {MACHINE}" in lines
        assert "EN not available" in page
        # Serif is the source: no word of the machine is in it.
        verbatim = {each["text"] for each in tree.all("span", class_="verbatim")}
        assert line("wire.html", 1).text in verbatim
        assert not any(MACHINE in each for each in verbatim)
    markdown = text(told(), "md", template)
    assert len(under(markdown)) >= 3
    assert not any(MACHINE in each for each in quotations(markdown))


def test_a_machine_is_told_in_the_method_and_so_is_a_counterpart() -> None:
    note, other = "the original governs", "a source’s own statement"
    assert note in text(told())
    assert other in text(told())
    assert note not in text(rich())
    assert other not in text(rich())


def test_a_claim_has_the_counterpart_of_its_contradiction_only() -> None:
    brief = rich()
    hours = replace(
        brief.discrepancies[0], claims=(*brief.discrepancies[0].claims, Claim(line("wire.html", 3), "elf uur"))
    )
    brief = replace(brief, findings=(), timeline=(), discrepancies=(hours,))
    of_the_fact = Counterpart(HOURS, line("wire.html", 3))
    assert under(text(replace(brief, counterparts=(of_the_fact,)))) == ["EN not available"]
    # It stands beside the claim already, as one of the contradiction.
    assert under(text(replace(brief, counterparts=(replace(of_the_fact, discrepancy=1),)))) == []


def test_a_sentence_of_an_earlier_edition_never_has_a_counterpart() -> None:
    edition = replace(second(), findings=second().findings[:1], changes=(Change(ChangeKind.CHANGED, "t1", 1, GRAIN),))
    spoken = replace(
        edition, counterparts=(Counterpart(GRAIN.span, line("wire.html", 3)),), timeline=(), discrepancies=()
    )
    assert under(text(spoken)) == ["EN not available"]
    by_machine = Translation(GRAIN.span.text, "nl", "The grain stays.", "Lingua 2")
    assert under(text(replace(spoken, translations=(by_machine,)))) == [
        "EN (machine translation by Lingua 2): The grain stays."
    ]


def test_what_needs_a_translation_is_what_has_no_counterpart_once() -> None:
    wanted = untold(told(second()))
    assert wanted == (
        ("uk", GRAIN_OPEN.text),
        ("nl", line("avondpost.txt", 2).text),
        ("nl", HOURS.text),
        ("nl", GRAIN.span.text),
    )
    assert ("nl", TOLL.text) in untold(rich())


@pytest.mark.parametrize("template", names())
def test_nothing_of_a_translation_is_live(template: str) -> None:
    for words in HOSTILE:
        evil = replace(told(), translations=(Translation(GRAIN_OPEN.text, "uk", words, words),))
        assert not list(Tree(text(evil, "html", template)).all("script"))
        assert "<script" not in text(evil, "html", template)


def test_a_failure_is_among_what_was_left_out() -> None:
    failed = replace(rich(), lang="nl", untranslated=(Rejection("Lingua 2", "it is not installed"),))
    assert "- Machinevertaling door Lingua 2: is niet geïnstalleerd" in text(failed)


def test_the_record_has_both_apart_from_the_quotations() -> None:
    made = json.loads(written(replace(told(), untranslated=(Rejection("Lingua 2", "it is not installed"),))))
    Draft202012Validator(SCHEMA).validate(made)
    (each,) = made["counterparts"]
    assert each["of"] == {"doc": "D2", "start": TOLL.start, "end": TOLL.end}
    assert (each["doc"], each["number"], each["discrepancy"]) == ("D3", 1, None)
    assert made["translations"] == [
        {"original": GRAIN_OPEN.text, "from": "uk", "to": "en", "text": MACHINE, "translator": "Lingua 2"}
    ]
    assert made["untranslated"] == [{"translator": "Lingua 2", "reason": "it is not installed"}]
    assert not any(MACHINE in str(span) for _, span in spans(made))
    old = {key: value for key, value in made.items() if key not in {"counterparts", "translations", "untranslated"}}
    assert load(json.dumps(old)) == old


def test_verify_checks_the_counterpart_and_no_translation() -> None:
    made = record(told())
    assert verify(made, TEXTS) == ()
    made["translations"][0]["text"] = "Something else."
    assert verify(made, TEXTS) == ()
    made["counterparts"][0]["text"] = "Minister Marek Oszlan agreed."
    (found,) = verify(made, TEXTS)
    assert found.startswith("counterparts[0]: D3 ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"lang": "nl"}, "its language is 'nl', not the brief's, 'en'"),
        ({"of": {"doc": "D1", "start": 0, "end": 5}}, "no finding rests on both"),
        ({"of": None}, "no finding rests on both"),
        ({"discrepancy": 9}, "no finding rests on both"),
        ({"start": 7}, "no finding rests on both"),
    ],
)
def test_a_counterpart_belongs_to_its_quotation(change: dict[str, Any], said: str) -> None:
    made = copy.deepcopy(record(replace(told(), people=())))
    made["counterparts"][0] |= change
    found = [line for line in unfounded(made, {}) if line[0] == "counterparts[0]" and "§" not in line[1]]
    assert len(found) == bool(said)
    assert all(said in line[1] for line in found)


def test_a_quotation_is_no_counterpart_of_itself_nor_a_claim_of_another_value() -> None:
    made = record(replace(told(), people=()))
    quoted, claims = made["findings"][3], made["discrepancies"][0]["claims"]
    place = {key: quoted[key] for key in ("doc", "start", "end", "number")}
    made["counterparts"][0] |= place
    assert [where for where, _ in unfounded(made, {})] == ["counterparts[0]"]
    of = {key: claims[1][key] for key in ("doc", "start", "end")}
    made["counterparts"][0] = {**claims[0], "of": of, "discrepancy": made["discrepancies"][0]["id"]}
    assert [where for where, _ in unfounded(made, {})] == ["counterparts[0]"]
    claims[0]["value"] = claims[1]["value"]
    assert list(unfounded(made, {})) == []


def test_lint_says_where_a_translation_is_shown() -> None:
    rule = "machine-translated"
    found = [each for each in lint(record(told()), HERE) if each.rule == rule]
    assert [(each.severity, each.number, each.where) for each in found] == [("warning", "7", "findings[6]")]
    assert "machine translation by Lingua 2" in found[0].why
    assert not any(each.rule == rule for each in lint(record(rich()), AWAY))
    # Where a counterpart stands no translation is shown, though another quotation of the same words may have one.
    both = replace(told(), translations=(Translation(TOLL.text, "nl", "A toll.", "Lingua 2"),))
    assert not any(each.rule == rule for each in lint(record(both), HERE))
