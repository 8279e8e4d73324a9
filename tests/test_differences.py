"""What changed between two briefs: the same notion of a fact as between editions, the same in both directions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import BRANDT, OSZLAN, empty, hostile, long, multilingual, rich
from hypothesis import given, settings
from hypothesis import strategies as st
from test_frames import ENGLISH
from test_html import Tree

from briefing.analysis.differences import turned
from briefing.errors import ConfigError, RecordError
from briefing.model import Brief, Comparison, Finding, Pair, Span, Status, Topic
from briefing.pipeline import compare_records
from briefing.publish.differences import differences, kind
from briefing.publish.frames import languages
from briefing.publish.record import record
from briefing.publish.rendering import render_comparison
from briefing.publish.restoring import restored
from briefing.resources import PACKAGE, shipped

ALL = [rich(), empty(), long(), multilingual(), hostile()]
FOR_HTML = ("a.json", "b.json")
OPENED = "The two delegations could not agree on the price of water, and no date has been set for another round."
CLOSED = "The two delegations agreed on the price of water, and on a date for another round."


def compared(before: Brief, after: Brief) -> Comparison:
    return compare_records(record(before), record(after), FOR_HTML)


def told(before: Brief, after: Brief, form: str = "text") -> str:
    return render_comparison(compared(before, after), FOR_HTML, form)


def parts(before: Brief, after: Brief) -> dict[str, int]:
    return {part.name: len(part.lines) for part in differences(compared(before, after), FOR_HTML).parts}


def later(brief: Brief, **fields: object) -> Brief:
    """Return a brief of the next day in which these fields are otherwise."""
    return replace(brief, as_of=brief.as_of + timedelta(days=1), **fields)  # type: ignore[arg-type]  # fields of Brief


def with_findings(*findings: Finding) -> Brief:
    """Return the rich brief with these findings and without discrepancies."""
    return replace(rich(), findings=findings, discrepancies=())


def saying(text: str, status: Status, finding: int = 0, **fields: object) -> Finding:
    """Return a finding of the rich brief with other words."""
    made = rich().findings[finding]
    quoted = Span("D1", 500, 500 + len(text), text, "en", 90)
    return replace(made, span=quoted, status=status, speakers=(), supports=(), **fields)  # type: ignore[arg-type]  # of Finding


@pytest.mark.parametrize("brief", ALL)
def test_a_brief_compared_with_itself_has_not_changed(brief: Brief) -> None:
    assert parts(brief, brief) == {}
    assert "Nothing changed: findings, discrepancies, sources and topics are the same." in told(brief, brief)
    assert "Nothing changed:" in told(brief, brief, "html")
    assert parts(brief, later(brief)) == {}


@pytest.mark.parametrize("brief", ALL)
def test_everything_of_both_is_in_a_pair(brief: Brief) -> None:
    found = compared(brief, later(empty()))
    assert {each.before.id for each in found.findings if each.before} == {each.id for each in brief.findings}
    assert len([each for each in found.discrepancies if each.before]) == len(brief.discrepancies)


def test_what_was_open_and_is_agreed_moved_and_stands_first() -> None:
    before = with_findings(saying(OPENED, Status.UNRESOLVED), *rich().findings[1:])
    after = later(with_findings(saying(CLOSED, Status.AGREEMENT), *rich().findings[1:]))
    assert list(parts(before, after)) == ["moved"]
    text = told(before, after)
    assert "- Prisoners · ? Unresolved → = Agreed" in text
    assert f"[A:\u00a0D1\u00a0§90]\n  > {OPENED}\n" in text
    assert f"[B:\u00a0D1\u00a0§90]\n  > {CLOSED}\n" in text
    assert "Moved between sections: 1" in text
    assert list(parts(after, before)) == ["moved"]
    assert "= Agreed → ? Unresolved" in told(after, before)


def test_what_was_agreed_and_more_has_not_moved_to_what_is_open_in_part() -> None:
    more = CLOSED.replace(".", ", on ferries, and on lamps in the harbour.")
    agreed = with_findings(saying(more, Status.AGREEMENT), *rich().findings[1:])
    still = with_findings(saying(OPENED, Status.UNRESOLVED), *rich().findings[1:])
    assert parts(agreed, later(still)) == {"new": 1, "gone": 1}
    assert parts(still, later(agreed)) == {"moved": 1}


def test_the_same_words_in_another_section_moved_and_stand_once() -> None:
    before = rich()
    moved = replace(before.findings[7], status=Status.AGREEMENT)
    after = later(before, findings=(moved, *before.findings[:7]))
    assert parts(before, after) == {"moved": 1}
    assert told(before, after).count(moved.span.text) == 1


@pytest.mark.parametrize("lang", languages())
def test_a_finding_that_is_only_on_another_topic_is_told(lang: str) -> None:
    before = rich()
    after = later(before, findings=(replace(before.findings[0], topic="t5"), *before.findings[1:]), lang=lang)
    assert parts(before, after)["retopiced"] == 1
    assert parts(after, before)["retopiced"] == 1
    text = told(before, after)
    assert "Prisoners → Visits" in text
    assert ("On another topic now" in text) == (lang == "en")
    assert "Prisoners → Visits" in told(before, after, "html")


def test_a_finding_that_moved_to_another_topic_too_is_told_both() -> None:
    before = rich()
    moved = replace(before.findings[7], status=Status.AGREEMENT, topic="t3")
    after = later(before, findings=(*before.findings[:7], moved))
    assert "- Grain corridor · ? Unresolved → = Agreed · Visits → Grain corridor\n" in told(before, after)


def test_moves_to_an_agreement_come_first() -> None:
    before = rich()
    statuses = {7: Status.DISPUTE, 8: Status.AGREEMENT, 6: Status.AGREEMENT}
    after = later(before, findings=tuple(replace(f, status=statuses.get(f.id, f.status)) for f in before.findings))
    (part,) = [each for each in differences(compared(before, after), FOR_HTML).parts if each.name == "moved"]
    assert [line.notes[0] for line in part.lines] == [
        "? Unresolved → = Agreed", "≠ Disputed → = Agreed", "? Unresolved → ≠ Disputed"]  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "origins", "said"),
    [
        (5, 4, "support grew: 4 sources, 4 independent texts → 5 sources, 4 independent texts"),
        (1, 1, "support shrank: 4 sources, 4 independent texts → 1 source, 1 independent text"),
        (5, 3, "support changed: 4 sources, 4 independent texts → 5 sources, 3 independent texts"),
    ],
)
def test_support_that_grew_or_shrank(documents: int, origins: int, said: str) -> None:
    first, *others = rich().findings
    after = later(rich(), findings=(replace(first, documents=documents, origins=origins), *others))
    assert parts(rich(), after) == {"support": 1}
    assert said in told(rich(), after)


def test_another_sentence_for_the_same_fact() -> None:
    first, *others = rich().findings
    after = later(rich(), findings=(replace(first, span=first.supports[1], supports=(first.span,)), *others))
    assert parts(rich(), after) == {"reworded": 1}
    assert first.span.text in told(rich(), after)
    assert first.supports[1].text in told(rich(), after)


def test_another_number_or_another_speaker_is_told_otherwise() -> None:
    first, *others = rich().findings
    text = first.span.text.replace("114", "140")
    counted = replace(first, span=replace(first.span, text=text), supports=())
    before = replace(rich(), findings=(replace(first, supports=()), *others))
    assert parts(before, later(rich(), findings=(counted, *others))) == {"altered": 1}
    *ahead, last = rich().findings
    assert parts(rich(), later(rich(), findings=(*ahead, replace(last, speakers=(BRANDT,))))) == {"altered": 1}
    assert parts(rich(), later(rich(), findings=(*ahead, replace(last, speakers=("M. Oszlan",))))) == {}


def test_two_facts_that_became_one_are_not_gone() -> None:
    first = rich().findings[0]
    alone = replace(first, id=9, span=first.supports[1], supports=())
    before = replace(rich(), findings=(*rich().findings, alone))
    assert parts(before, later(rich())) == {"reworded": 1}
    assert parts(later(rich()), before) == {"reworded": 1}
    assert "support" not in told(before, later(rich())).lower().replace("supports", "")


def test_new_and_gone_findings_with_citation_and_words() -> None:
    before, after = replace(rich(), findings=rich().findings[:7]), later(rich())
    last = rich().findings[7]
    assert parts(before, after) == {"new": 1, "topics_new": 1}
    assert f"B ? 8 · {OSZLAN} · 1/5 [B:\u00a0D3\u00a0§4]\n  > {last.span.text}" in told(before, after)
    assert parts(after, before) == {"gone": 1, "topics_gone": 1}
    assert f"A ? 8 · {OSZLAN} · 1/5 [A:\u00a0D3\u00a0§4]\n  > {last.span.text}" in told(after, before)


def test_discrepancies_new_settled_and_with_other_versions() -> None:
    one, two = rich().discrepancies
    assert parts(rich(), later(rich(), discrepancies=(two,))) == {"discrepancies_gone": 1}
    assert parts(later(rich(), discrepancies=(two,)), rich()) == {"discrepancies_new": 1}
    more = replace(one, claims=(*one.claims, replace(two.claims[0], value="ten hours")))
    assert parts(rich(), later(rich(), discrepancies=(more, two))) == {"discrepancies_altered": 1}
    assert "B ! ten hours" in told(rich(), later(rich(), discrepancies=(more, two)))
    other = replace(one, claims=(one.claims[0], replace(two.claims[0], value="ten hours")))
    changed = {"discrepancies_new": 1, "discrepancies_gone": 1}
    assert parts(rich(), later(rich(), discrepancies=(other, two))) == changed


def test_sources_added_removed_changed_and_renamed() -> None:
    first, *others = rich().documents
    assert parts(replace(rich(), documents=(*others, first)), later(rich())) == {}
    moved = replace(first, path="b/meridian.txt")
    assert parts(rich(), later(rich(), documents=(moved, *others))) == {"sources_renamed": 1}
    corrected = replace(first, sha256="f" * 64)
    assert parts(rich(), later(rich(), documents=(corrected, *others))) == {"sources_altered": 1}
    assert "meridian.txt [A: D1, B: D1]" in told(rich(), later(rich(), documents=(corrected, *others)))
    assert f"SHA-256 {first.sha256} → {'f' * 64}" in told(rich(), later(rich(), documents=(corrected, *others)))
    more = replace(first, id="D9", path="new.txt", sha256="e" * 64)
    assert parts(rich(), later(rich(), documents=(*rich().documents, more))) == {"sources_new": 1}
    assert parts(rich(), later(rich(), documents=(*rich().documents, more)))
    assert parts(later(rich(), documents=(*rich().documents, more)), rich()) == {"sources_gone": 1}


def test_topics_new_and_gone() -> None:
    ferries = replace(rich().topics[0], id="t9", title="Ferries")
    one, *others = rich().discrepancies
    conflicts = (replace(one, topic="t9"), *others)
    with_ferries = replace(rich(), topics=(*rich().topics, ferries), discrepancies=conflicts)
    assert parts(rich(), later(with_ferries))["topics_new"] == 1
    assert "\nTopics that are gone\n\n- Ferries\n" in told(with_ferries, later(rich()))


def test_the_strictest_label_and_both_heads_are_printed() -> None:
    text = told(replace(rich(), tlp="TLP:AMBER"), later(rich(), title="Other talks"))
    assert text.startswith("TLP:AMBER\n")
    assert text.endswith("TLP:AMBER\n")
    assert "A  Norland–Avaria talks, Port Selin · As of 15 November 2031 · English · 5 sources · a.json\n" in text
    assert "B  Other talks · As of 16 November 2031 · English · 5 sources · b.json\n" in text
    assert "TLP" not in told(replace(rich(), tlp=""), replace(rich(), tlp=""))


FINDINGS = st.lists(
    st.builds(
        lambda place, status, documents: (place, status, documents),
        st.integers(0, 7),
        st.sampled_from(Status),
        st.integers(1, 3),
    ),
    max_size=8,
    unique_by=lambda each: each[0],
)
BRIEFS = st.builds(
    lambda chosen, days, sources, discrepancies, topics, text: replace(
        rich(),
        as_of=rich().as_of + timedelta(days=days),
        findings=tuple(
            replace(rich().findings[place], status=status, documents=documents)
            if place or not text
            else replace(saying(text, status), id=1, documents=documents)
            for place, status, documents in chosen
        ),
        documents=tuple(
            replace(each, sha256=(letter * 64 if letter else each.sha256))
            for each, letter in zip(rich().documents, sources, strict=True)
        ),
        discrepancies=rich().discrepancies[:discrepancies],
        topics=rich().topics[:topics],
    ),
    FINDINGS,
    st.integers(0, 2),
    st.lists(st.sampled_from(["", "a", "b"]), min_size=5, max_size=5),
    st.integers(0, 2),
    st.integers(0, 5),
    st.sampled_from(["", OPENED, CLOSED, "Both delegations agreed to exchange the prisoners of the winter."]),
)


def bag(pairs: tuple[Pair[object], ...]) -> list[str]:
    return sorted(repr(each) for each in pairs)


@settings(max_examples=80, deadline=None)
@given(BRIEFS, BRIEFS)
def test_what_is_new_one_way_is_gone_the_other_way(before: Brief, after: Brief) -> None:
    there, back = compared(before, after), compared(after, before)
    assert there == turned(back)
    mirror = {"new": "gone", "gone": "new"}
    kinds = sorted(kind(pair) for pair in there.findings)
    assert kinds == sorted(mirror.get(kind(pair), kind(pair)) for pair in back.findings)
    one, other = parts(before, after), parts(after, before)
    swapped = {re.sub("new|gone", lambda found: mirror[found[0]], name): count for name, count in one.items()}
    assert swapped == other
    assert parts(before, before) == {}
    assert {each.id for each in there.before.findings} == {p.before.id for p in there.findings if p.before}
    assert {each.id for each in there.after.findings} == {p.after.id for p in there.findings if p.after}


@pytest.mark.parametrize("brief", ALL)
@pytest.mark.parametrize("code", languages())
def test_the_page_is_whole_loads_nothing_and_lets_nothing_live(brief: Brief, code: str) -> None:
    html = told(brief, later(rich(), lang=code), "html")
    tree = Tree(html)
    ids = [each["@id"] for each in tree.elements if "@id" in each]
    assert len(ids) == len(set(ids))
    assert {each["@href"] for each in tree.all("a")} <= {f"#{each}" for each in ids}
    assert not {"script", "img", "link"} & {each["tag"] for each in tree.elements}
    assert "default-src 'none'" in next(tree.all("meta", **{"http-equiv": "Content-Security-Policy"}))["@content"]
    assert not re.search(r"url\(|@import|{\w+}", re.sub(r"{{ 7 \* 7 }}", "", html))
    assert next(tree.all("html"))["@lang"] == code
    text = told(brief, later(rich(), lang=code))
    assert not re.search(r"{\w+}|\n\n\n|[\x00-\x09\x0b-\x1f\u202e]", text)


def test_contradictions_and_places_are_in_the_words_and_signs_of_the_language() -> None:
    one, two = rich().discrepancies
    claims = tuple(replace(each, value=said) for each, said in zip(one.claims, ("3.5 hours", "20 June"), strict=False))
    more = later(rich(), lang="fr", discrepancies=(replace(one, note="3.5 hours / 20 June", claims=claims), two))
    text = told(replace(rich(), discrepancies=(two,)), more)
    assert "Contradictions entre les sources\u202f: nouvelles\u202f: 1\n" in text
    assert "3,5\u00a0heures / 20 juin" in text
    assert "B ! 3,5\u00a0heures" in text
    assert "[B\u202f:\u00a0D" in text
    assert not re.search(r"\b[AB]:", text)
    first, *others = rich().documents
    corrected = later(rich(), lang="fr", documents=(replace(first, sha256="f" * 64), *others))
    assert "meridian.txt [A\u202f: D1, B\u202f: D1]" in told(rich(), corrected)
    agreed, *rest = rich().findings
    grown = told(rich(), later(rich(), lang="fr", findings=(replace(agreed, documents=5), *rest)))
    assert "corroboration accrue\u202f: 4 sources, " in grown
    assert "[A\u202f:\u00a0D1\u00a0§3\u202f; B\u202f:\u00a0D1\u00a0§3]" in grown


def test_every_quotation_is_serif_and_marked_with_its_language() -> None:
    tree = Tree(told(empty(), later(rich()), "html"))
    quoted = {each["text"] for each in tree.all("span", class_="verbatim")}
    assert {each.span.text for each in rich().findings} <= quoted
    assert {each["@lang"] for each in tree.all("blockquote")} == {"en", "nl", "uk"}


def test_no_word_of_the_comparison_is_idle() -> None:
    code = "".join(path.read_text("utf-8") for path in shipped("templates", "_compare").iterdir())
    code += (PACKAGE / "publish" / "differences.py").read_text("utf-8")
    built = re.compile("(discrepancies|sources|topics)_")
    idle = [
        key
        for key in ENGLISH["comparison"]
        if not built.match(key) and not re.search(rf"comparison\.{key}\b|\"{key}\"", code)
    ]
    assert idle == []


def test_a_language_without_a_frame_is_refused() -> None:
    spoilt = record(rich()) | {"lang": "xx"}
    with pytest.raises(ConfigError, match="'xx': choose one of"):
        differences(compare_records(record(rich()), spoilt, FOR_HTML), FOR_HTML)


@pytest.mark.parametrize("brief", ALL)
def test_a_record_is_read_back_as_it_was_written(brief: Brief) -> None:
    again = restored(record(brief))
    for field in ("title", "as_of", "lang", "bottom_line", "positions", "reports", "tlp", "edition"):
        assert getattr(again, field) == getattr(brief, field)
    numbers = [each["id"] for each in record(brief)["findings"]]
    assert [each.id for each in again.findings] == numbers
    mine, theirs = ({(each.span, each.status, each.supports) for each in one.findings} for one in (again, brief))
    assert mine == theirs
    assert [each.claims for each in again.discrepancies] == [each.claims for each in brief.discrepancies]
    assert [(each.path, each.sha256) for each in again.documents] == [
        (each.path, each.sha256) for each in brief.documents
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"as_of": "tomorrow"}, "b.json is no whole record of a brief: .*tomorrow"),
        ({"title": None}, "title must be of type str, not NoneType"),
        ({"tlp": "TLP:BLUE"}, "'TLP:BLUE' must be one of"),
        ({"documents": []}, "finding 1 quotes D1, which is not among its documents"),
        ({"findings": [{}]}, r"findings\[0\].id is missing"),
        ({"findings": [record(rich())["findings"][0]] * 2}, "two of its parts are finding 1"),
        ({"findings": [record(rich())["findings"][0] | {"status": "calm"}]}, r"findings\[0\]: 'calm' is not a valid"),
        ({"findings": [record(rich())["findings"][0] | {"speakers": [1]}]}, "speakers must be a list of texts"),
        ({"topics": [{"id": 1}]}, r"topics\[0\]: id must be of type str"),
    ],
)
def test_a_record_that_is_not_whole_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        compare_records(record(rich()), record(rich()) | change, FOR_HTML)


def test_a_topic_that_a_brief_says_nothing_on_is_neither_new_nor_gone() -> None:
    silent = Topic("silent", "Silent matters", "en", ())
    more = replace(rich(), topics=(*rich().topics, silent))
    assert "Silent matters" not in told(rich(), more)
    spoken = replace(more, findings=(*more.findings, replace(more.findings[0], id=99, topic="silent")))
    assert "Silent matters" in told(rich(), spoken)
