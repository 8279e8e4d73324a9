"""The check of a record against the standards: each rule finds what breaks it, and nothing in an honest brief."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from builders import AS_OF, sample
from editions import BEFORE, second
from fakes import TEXTS, empty, hostile, long, multilingual, rich
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import RecordError
from briefing.model import Brief
from briefing.pipeline import compose
from briefing.publish.frames import frame, languages
from briefing.publish.linting import Remark, as_json, failed, lint, table
from briefing.publish.record import Record, load, record
from briefing.publish.sourcing import Evidence
from briefing.publish.standards import PROFILES, advised, pattern, rules, words, yardstick
from briefing.publish.wording import own_words
from briefing.settings import Options
from briefing.sources.recorded import checksums, texts

HERE = Evidence(TEXTS, {path: sha256(text.encode()).hexdigest() for path, text in TEXTS.items()}, {})
AWAY = Evidence({}, {}, {})


def told(made: Record, profile: str = "icd", evidence: Evidence = HERE) -> set[tuple[str, str, str]]:
    """Return rule, number and place of what an honest record had nothing of."""
    honest = set(lint(record(rich()), evidence, profile))
    return {(each.rule, each.number, each.where) for each in lint(made, evidence, profile) if each not in honest}


def spoilt(change: Callable[[Record], object]) -> Record:
    made = copy.deepcopy(record(rich()))
    change(made)
    return made


def titled(title: str) -> Record:
    return spoilt(lambda made: made.update(title=title))


def rules_of(title: str, profile: str = "icd") -> set[str]:
    return {rule for rule, _, _ in told(titled(title), profile)}


def test_an_honest_record_has_no_error_and_says_what_is_unknown() -> None:
    found = lint(record(rich()), HERE)
    assert {(each.severity, each.rule, each.number) for each in found} == {
        ("warning", "period-unknown", ""),
        ("warning", "source-undescribed", ""),
        *(("warning", "source-unknown", name) for name in ("D3", "D4", "D5")),
    }
    assert not failed(found)


@pytest.mark.parametrize("event", ["geneva_2021", "black_sea_grain_2022"])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_brief_that_the_program_makes_has_no_error_and_its_missing_label_is_told(event: str, profile: str) -> None:
    made = record(compose(sample(event), Options(as_of=AS_OF, quick=True)))
    raws = {raw.location: raw for raw in sample(event).kept}
    found = lint(made, Evidence(texts(raws), checksums(raws), {}), profile)
    assert not failed(found)
    assert {each.rule for each in found} == {"source-unknown", "source-undescribed", "tlp-missing"}


@pytest.mark.parametrize(
    ("change", "rule", "number", "where"),
    [
        (lambda made: made["findings"][1].pop("doc"), "uncited", "2", "findings[1]"),
        (lambda made: made["bottom_line"][0].update(number=0), "uncited", "", "bottom_line[0]"),
        (lambda made: made["reports"][0].update(number=True), "uncited", "", "reports[0]"),
        (lambda made: made["discrepancies"][1]["claims"][0].update(text=" "), "uncited", "10",
         "discrepancies[1].claims[0]"),
        (lambda made: made["findings"][0]["supports"][2].update(doc="D9"), "unlisted-source", "1",
         "findings[0].supports[2]"),
        (lambda made: made["positions"][0].update(doc="D9"), "unlisted-source", "", "positions[0]"),
        (lambda made: made["findings"][2].update(origins=2), "independence", "3", "findings[2]"),
        (lambda made: made["findings"][2].pop("origins"), "independence", "3", "findings[2]"),
        (lambda made: made["findings"][2].update(documents=2), "independence", "3", "findings[2]"),
        (lambda made: made["documents"][0].pop("publisher"), "source-incomplete", "D1", "documents[0]"),
        (lambda made: made["documents"][0].update(published="soon"), "source-incomplete", "D1", "documents[0]"),
        (lambda made: made["documents"][0].update(agencies=None), "source-incomplete", "D1", "documents[0]"),
        (lambda made: made["documents"][0].update(origin=""), "source-incomplete", "D1", "documents[0]"),
        (lambda made: made["documents"][0].update(lang=""), "source-unknown", "D1", "documents[0]"),
        (lambda made: made.pop("as_of"), "cut-off", "", "as_of"),
        (lambda made: made.update(as_of="yesterday"), "cut-off", "", "as_of"),
        (lambda made: made.pop("period"), "cut-off", "", "period"),
        (lambda made: made["period"].pop("to"), "cut-off", "", "period"),
        (lambda made: made["period"].update({"from": "2031-11-15", "to": "2031-11-14"}), "cut-off", "", "period"),
        (lambda made: made["findings"][3].update(id=1), "number-twice", "1", "findings[3]"),
        (lambda made: made["discrepancies"][0].update(id=8), "number-twice", "8", "discrepancies[0]"),
        (lambda made: made["documents"][4].update(id="D1"), "number-twice", "D1", "documents[4]"),
        (lambda made: made["topics"][4].update(id="t1"), "number-twice", "", "topics[4]"),
        (lambda made: made["findings"][3].update(status="settled"), "unknown-value", "4", "findings[3]"),
        (lambda made: made["findings"][3].pop("status"), "unknown-value", "4", "findings[3]"),
        (lambda made: made["discrepancies"][0].update(kind="odd"), "unknown-value", "9", "discrepancies[0]"),
        (lambda made: made["documents"][0].update(state="lost"), "unknown-value", "D1", "documents[0]"),
        (lambda made: made["documents"][0].update(lang="xx"), "unknown-value", "D1", "documents[0]"),
        (lambda made: made["topics"][0].update(lang="xx"), "unknown-value", "", "topics[0]"),
        (lambda made: made.update(lang="pl"), "unknown-value", "", "lang"),
        (lambda made: made.update(title_lang="xx"), "unknown-value", "", "title_lang"),
        (lambda made: made["findings"][0]["supports"][0].update(lang=["en"]), "unknown-value", "",
         "findings[0].supports[0]"),
        (lambda made: made.update(as_of="2031-11-14"), "late-source", "D2", "documents[1]"),
        (lambda made: made.pop("tlp"), "tlp-missing", "", "tlp"),
        (lambda made: made.update(tlp=""), "tlp-missing", "", "tlp"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_at_its_place(
    change: Callable[[Record], object], rule: str, number: str, where: str
) -> None:
    assert (rule, number, where) in told(spoilt(change))


def test_a_period_without_a_date_is_told_and_one_with_a_date_is_not() -> None:
    made = spoilt(lambda made: made.update(period={"from": None, "to": "2031-11-15"}))
    assert {each.rule for each in lint(made, HERE)} == {"source-unknown", "source-undescribed"}
    assert "period-unknown" in {each.rule for each in lint(record(rich()), HERE)}
    assert "period-unknown" not in {each.rule for each in lint(record(replace(rich(), documents=())), HERE)}


def test_a_quotation_from_a_document_that_was_not_read_is_no_citation() -> None:
    made = spoilt(lambda made: made["documents"][4].update(state="rejected"))
    assert ("unlisted-source", "7", "findings[6]") in told(made)


def test_copies_of_one_text_count_once() -> None:
    both = spoilt(lambda made: made["findings"][3].update(doc="D4", documents=2, origins=2))
    assert ("independence", "4", "findings[3]") in told(both)


@pytest.mark.parametrize("owner", ["", "North Press"])
def test_texts_of_one_publisher_or_owner_count_once(owner: str) -> None:
    def changed(made: Record) -> None:
        for each in made["documents"]:
            each["description"] = {"name": each["id"] if owner else "The Meridian", "owner": owner}

    assert ("independence", "4", "findings[3]") in told(spoilt(changed))


def test_a_remark_may_say_what_is_unknown() -> None:
    made = spoilt(lambda made: made["documents"][2].update(remarks=["no publisher, no date"]))
    unknown = {(each.rule, each.number) for each in lint(made, HERE)}
    assert ("source-unknown", "D3") not in unknown
    assert ("source-unknown", "D4") in unknown


@pytest.mark.parametrize("label", ["TLP:WHITE", "TLP: RED", "RED", "tlp:red", "TLP:AMBER + STRICT", 7, ["TLP:RED"]])
def test_a_label_that_tlp_does_not_know_is_wrong(label: object) -> None:
    assert told(spoilt(lambda made: made.update(tlp=label))) == {("tlp-wrong", "", "tlp")}


@pytest.mark.parametrize("label", ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"])
def test_the_labels_of_tlp_are_right(label: str) -> None:
    assert told(spoilt(lambda made: made.update(tlp=label))) == set()


@pytest.mark.parametrize(
    ("title", "icd", "phia"),
    [
        ("A deal is very likely", set(), {"likelihood-unlisted"}),
        ("A deal is highly likely", {"likelihood-unlisted"}, set()),
        ("A realistic possibility of a deal", {"likelihood-unlisted"}, set()),
        ("Roughly even chance of a deal", set(), {"likelihood-unlisted"}),
        ("A deal is virtually certain", {"likelihood-unlisted"}, {"likelihood-unlisted"}),
        ("A deal is likely. War is improbable.", {"likelihood-mixed"}, {"likelihood-unlisted"}),
        ("A deal is likely, war very unlikely", set(), {"likelihood-unlisted"}),
        ("A deal is probable, war unlikely", {"likelihood-mixed"}, set()),
        ("A deal is likely, with high confidence", {"likelihood-with-confidence"}, set()),
        ("A deal is likely. We have high confidence in this.", set(), set()),
        ("A deal is possible", {"likelihood-vague"}, {"likelihood-vague"}),
        ("Talks in May on a remote island", set(), set()),
        ("The likelihood of a deal", set(), set()),
        ("A deal is likely or probable", {"likelihood-unlisted"}, set()),
        ("An impossible deal", set(), set()),
        ("Norland should pay", {"advice"}, {"advice"}),
        ("Both MUST pay", {"advice"}, {"advice"}),
        ("Mustering on the strait", set(), set()),
        ("Should talks fail, the corridor closes", set(), set()),
        ("The corridor closes, should talks fail", set(), set()),
        ("The corridor closes, should the talks fail", set(), set()),
        ("The corridor – should either side leave – closes", set(), set()),
        ("Norland leaves if the talks should fail", set(), set()),
        ("Norland, however, should pay", {"advice"}, {"advice"}),
        ("Avaria, too, should always pay", {"advice"}, {"advice"}),
        ("Should talks fail, Norland should pay", {"advice"}, {"advice"}),
        ("If talks fail, Norland should pay", {"advice"}, {"advice"}),
        ("Avaria, in turn, should pass it on", {"advice"}, {"advice"}),
        ("«A deal is highly likely» and “Avaria should pay”", set(), set()),
        ('The minister: "we must not", „we should“ and ‘very probably’', set(), set()),
    ],
)
def test_the_words_of_a_title(title: str, icd: set[str], phia: set[str]) -> None:
    assert (rules_of(title), rules_of(title, "phia")) == (icd, phia)


def test_rows_are_mixed_across_the_whole_brief_and_told_where_the_second_begins() -> None:
    made = titled("A deal is likely")
    made["discrepancies"][1]["note"] = "Is a crossing improbable?"
    assert told(made) == {("likelihood-mixed", "10", "discrepancies[1].note")}


def test_every_word_of_the_program_and_the_user_is_read_and_none_of_a_source() -> None:
    made = record(rich())
    places = {own.where for own in own_words(made) if own.text}
    assert {"title", "topics[0].title", "findings[0].why", "discrepancies[1].note", "positions[0].stance"} <= places
    assert {"documents[2]", "documents[3]", "rejections[0].reason"} <= places
    words: dict[str, object] = {"text": "They must pay, very probably.", "fragment": "must pay"}
    quoted = spoilt(lambda made: [each.update(words) for each in made["findings"]])
    assert told(quoted, evidence=AWAY) == set()


def test_the_verb_beside_a_speaker_is_the_source_s() -> None:
    def why(said: str) -> set[tuple[str, str, str]]:
        return told(spoilt(lambda made: made["findings"][2].update(why=said)))

    assert why("dispute 0.90: «must»; recommended Ida Brandt") == set()
    assert why("dispute 0.90: «must»; recommended both") == set()
    assert why("dispute 0.90: «must»; we should say") == {("advice", "3", "findings[2].why")}


def test_dutch_words_are_read_for_advice_and_said_not_to_be_read_for_likelihood() -> None:
    made = spoilt(lambda made: made.update(title="Avarië moet betalen", title_lang="nl"))
    assert told(made) == {("advice", "", "title"), ("wording-unchecked", "", "lang")}


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("de", "Avarien sollte zahlen"), ("de", "Wenn es scheitert, sollte Avarien zahlen"),
        ("es", "Avaria debería pagar"), ("fr", "L’Avarie doit payer"),
        ("fr", "Il faut payer"), ("nl", "Avarië dient te betalen"),
    ],
)  # fmt: skip
def test_advice_is_found_in_every_language_of_a_brief(lang: str, title: str) -> None:
    made = spoilt(lambda made: made.update(title=title, title_lang=lang))
    assert told(made) == {("advice", "", "title"), ("wording-unchecked", "", "lang")}


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("de", "Der Gipfel soll im Mai beginnen"),
        ("de", "Sollten die Gespräche scheitern, schließt der Korridor"),
        ("de", "Der Korridor schließt, falls die Gespräche scheitern sollten."),
        ("es", "Debate en Puerto Selin"),
        ("fr", "«\u202fIl faut payer\u202f»"),
    ],
)
def test_what_only_looks_like_advice_is_none(lang: str, title: str) -> None:
    assert told(spoilt(lambda made: made.update(title=title, title_lang=lang))) == {("wording-unchecked", "", "lang")}


def test_a_title_in_a_language_without_words_of_advice_is_said_not_to_be_read() -> None:
    made = spoilt(lambda made: made.update(title="Переговори", title_lang="uk"))
    assert told(made) == {("wording-unchecked", "", "lang"), ("advice-unchecked", "", "lang")}
    said = next(each.why for each in lint(made, HERE) if each.rule == "advice-unchecked")
    assert said.endswith("the words in 'uk': it has lists in de, en, es, fr, nl.")
    assert set(advised()) == set(languages())


@pytest.mark.parametrize("lang", languages())
def test_the_notes_of_a_brief_are_english_in_every_language(lang: str) -> None:
    made = spoilt(lambda made: made.update(lang=lang, title_lang="en"))
    made["discrepancies"][1]["note"] = "Norland should pay"
    assert told(made) == {("advice", "10", "discrepancies[1].note")}


def test_a_quotation_that_is_not_its_slice_is_found() -> None:
    made = spoilt(lambda made: made["findings"][0].update(text="They agreed on nothing."))
    assert told(made) == {("quotation", "1", "findings[0]"), ("unfounded", "1", "findings[0]")}


def test_a_fragment_and_a_number_that_cannot_be_are_found() -> None:
    made = spoilt(lambda made: made["findings"][0].update(fragment="agreed to exchange 14"))
    assert told(made) == {("unfounded", "1", "findings[0]")}
    twice = spoilt(lambda made: made["discrepancies"][1]["claims"][0].update(number=70))
    assert ("unfounded", "10", "discrepancies[1].claims[0]") in told(twice, evidence=AWAY)


def test_a_document_that_changed_is_found() -> None:
    changed = HERE._replace(checksums={**HERE.checksums, "meridian.txt": "0" * 64})
    assert ("document-changed", "D1") in {(each.rule, each.number) for each in lint(record(rich()), changed)}


def test_quotations_of_documents_that_are_not_there_are_said_not_to_be_checked() -> None:
    found = [each for each in lint(record(rich()), AWAY) if each.rule == "quotation-unchecked"]
    assert [each.number for each in found] == ["D1", "D2", "D3", "D5"]
    assert "quotations: 11." in found[0].why
    assert not failed(found)


def test_sentences_of_earlier_editions_are_checked_where_their_documents_are() -> None:
    made = record(second())
    for change in made["changes"]:
        if change["before"]:
            change["before"]["sha256"] = sha256(BEFORE[change["before"]["path"]].encode()).hexdigest()
    then = {sha256(text.encode()).hexdigest(): text for text in BEFORE.values()}
    assert "changes" in {each.where for each in lint(made, HERE)}
    assert not {each.where for each in lint(made, HERE._replace(earlier=then))} & {"changes"}
    place = next(place for place, change in enumerate(made["changes"]) if change["before"])
    made["changes"][place]["before"]["text"] = "Never said."
    found = {(each.rule, each.where) for each in lint(made, HERE._replace(earlier=then))}
    assert ("quotation", f"changes[{place}].before") in found


def test_errors_come_first_and_each_has_its_reason_below() -> None:
    found = lint(spoilt(lambda made: made.update(title="A\nB should\x1b[31m", tlp="no\nlabel")), AWAY)
    assert [each.severity for each in found] == sorted(each.severity for each in found)
    lines = table(found).splitlines()
    assert len([line for line in lines if not line.startswith(" ")]) == len(found) + 2
    assert lines[-1] == f"errors: 2, warnings: {len(found) - 2}"
    assert lines[1].split() == ["error", "tlp-wrong", "–", "tlp"]
    assert "label' is no label: write TLP:RED" in lines[2]
    assert "(FIRST TLP 2.0, 1)" in "".join(lines[2:4])
    odd = spoilt(lambda made: made["documents"][0].update(path="a\x1b[31m\nb"))
    changed = lint(odd, AWAY._replace(checksums={"a\x1b[31m\nb": "0" * 64}))
    assert "document-changed" in {each.rule for each in changed}
    assert all(line.isprintable() for each in (found, changed) for line in table(each).splitlines())
    assert table(()) == "errors: 0, warnings: 0\n"


def test_the_table_fits_a_terminal_of_80_columns() -> None:
    odd = spoilt(lambda made: made["documents"][0].update(id="D" * 90, path="a" * 200, published="never"))
    for made in (odd, record(rich()), record(hostile()), titled("A deal is likely, with high confidence, and must be")):
        found = lint(made, HERE)
        lines = table(found).splitlines()
        assert max(map(len, lines)) <= 80
        text = " ".join(" ".join(lines).split())
        assert all(each.source in text for each in found)


def test_json_says_the_same() -> None:
    found = lint(titled("They should"), HERE)
    told = json.loads(as_json(found, "icd"))
    assert [Remark(**each) for each in told["violations"]] == list(found)
    assert (told["profile"], told["errors"], told["warnings"]) == ("icd", 1, len(found) - 1)


def test_every_rule_can_be_broken_and_is_explained() -> None:
    for rule in rules().values():
        assert rule.severity in {"error", "warning"}
        assert rule.why.format(found="X").endswith((".", "X."))
        assert rule.source.startswith(
            ("ICD 20", "FIRST TLP 2.0", "{yardstick}", "schema of the record", "NATO STANAG 2511")
        )


def test_the_two_rows_of_icd_203_have_no_term_in_common() -> None:
    first, other = yardstick("icd").rows
    assert not set(first) & set(other)


@pytest.mark.parametrize("lang", languages())
def test_the_words_of_the_page_advise_nothing_and_weigh_no_likelihood(lang: str) -> None:
    made, known, measure = frame(lang), words(lang), yardstick("icd")
    tables = (made.words, made.empty, made.base, made.method, made.comparison, made.kinds, made.tags)
    likely = (*(term for row in measure.rows for term in row), *measure.unlisted) if lang == "en" else ()
    judging = pattern((*likely, *known.unlisted, *known.confidence, *known.advice))
    assert not [text for each in tables for text in each.values() if judging.search(text.lower())]


@pytest.mark.parametrize("made", [rich(), empty(), long(), multilingual(), hostile()])
def test_any_brief_can_be_checked(made: Brief) -> None:
    assert all(line.isprintable() for line in table(lint(record(made), AWAY)).splitlines())
    assert json.loads(as_json(lint(record(made), AWAY, "phia"), "phia"))


JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.just({"a": [1]})


def paths(made: object, *before: str | int) -> list[tuple[str | int, ...]]:
    inside = made.items() if isinstance(made, dict) else enumerate(made) if isinstance(made, list) else ()
    return [found for key, value in inside for found in [(*before, key), *paths(value, *before, key)]]


GONE = object()
EVERYWHERE = paths(record(second()))


@settings(max_examples=300, deadline=None)
@given(where=st.sampled_from(EVERYWHERE), junk=JUNK | st.just(GONE))
def test_whatever_stands_anywhere_is_a_remark_or_a_refusal(where: tuple[str | int, ...], junk: object) -> None:
    made: Any = copy.deepcopy(record(second()))
    holder = made
    for key in where[:-1]:
        holder = holder[key]
    if junk is GONE:
        del holder[where[-1]]
    else:
        holder[where[-1]] = junk
    try:
        loaded = load(json.dumps(made))
    except RecordError:
        return
    for profile in PROFILES:
        told = table(lint(loaded, HERE, profile))
        assert told.encode().decode() == told
        assert told.splitlines()[-1].startswith("errors: ")
