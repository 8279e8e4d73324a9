"""Counterparts: what a quotation tells, as a source tells it in the language of the brief, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from articles import DUTCH, ENGLISH, OTHER
from builders import AS_OF, raws, sample

from briefing.analysis.examination import Examination, examine
from briefing.analysis.restated import SURE, SURE_BY_ITSELF, headed, restated, span_of
from briefing.analysis.sameness import Sameness, sameness
from briefing.analysis.selection import SURER, Fact
from briefing.analysis.topics import key
from briefing.model import Assessment, Claim, Discrepancy, Span, Status
from briefing.pipeline import compose, corpus
from briefing.publish.record import record
from briefing.publish.rereading import unfounded
from briefing.settings import Options

RIVER = {"a.txt": ENGLISH, "b.txt": OTHER, "c.txt": DUTCH, "d.txt": ENGLISH.replace("neighbour", "neighbor")}


@pytest.fixture(scope="module")
def river() -> Examination:
    return examine(corpus(raws(RIVER)), "en", quick=True)


def telling(found: Examination, words: str, document: str = "") -> Assessment:
    """Return the assessment of the sentence that has some words."""
    told = [one for one in found.assessments if words in one.sentence.text]
    return next(one for one in told if document in {"", one.sentence.document})


def span(one: Assessment) -> Span:
    return span_of(one.sentence)


def test_of_several_supports_it_is_the_one_most_alike(river: Examination) -> None:
    dutch = telling(river, "afgesproken om de gezamenlijke patrouilles")
    near, far = telling(river, "signed a protocol on joint patrols"), telling(river, "is still open")
    for supports in ([near, far], [far, near]):
        found = river._replace(facts=(Fact(dutch, supports),))
        (each,) = restated(found, [span(dutch)], [], "en")
        assert (each.of, each.span, each.discrepancy) == (span(dutch), span(near), None)


def test_a_fact_is_headed_in_the_language_of_the_brief_where_a_support_is_as_sure(river: Examination) -> None:
    dutch = telling(river, "afgesproken om de gezamenlijke patrouilles")
    near = replace(telling(river, "signed a protocol on joint patrols"), score=SURER, topic=None)
    other = telling(river, "is still open")
    found = river._replace(facts=(Fact(dutch, [other, near]),))
    (fact,) = headed(found, frozenset(), "en")
    assert (fact.head, fact.supports) == (replace(near, topic=dutch.topic), [dutch, other])
    assert headed(found, frozenset(), "nl") == found.facts


@pytest.mark.parametrize("reason", ["unsure", "quoted", "copy", "leaning", "another fact"])
def test_a_fact_keeps_its_head_where_no_support_is_as_good(river: Examination, reason: str) -> None:
    dutch = telling(river, "afgesproken om de gezamenlijke patrouilles")
    near = replace(telling(river, "signed a protocol on joint patrols"), score=SURER)
    quoted = frozenset((key(near.sentence),)) if reason == "quoted" else frozenset()
    origins = river.origins._replace(copies={near.sentence.document: "D9"}) if reason == "copy" else river.origins
    support = {
        "unsure": replace(near, score=SURER - 0.01),
        "leaning": replace(near, sentence=replace(near.sentence, text=f"But {near.sentence.text}")),
        "another fact": replace(telling(river, "is still open"), status=dutch.status, score=SURER),
    }.get(reason, near)
    facts = (Fact(dutch, [support]),)
    assert headed(river._replace(facts=facts, origins=origins), quoted, "en") == facts


def test_what_leans_on_the_sentence_before_must_be_surer(river: Examination, monkeypatch: pytest.MonkeyPatch) -> None:
    dutch = telling(river, "afgesproken om de gezamenlijke patrouilles")
    near = telling(river, "signed a protocol on joint patrols")
    leaning = replace(
        near, sentence=replace(near.sentence, text=f"So {near.sentence.text[0].lower()}{near.sentence.text[1:]}")
    )
    for chance, others in ((SURE_BY_ITSELF, 1), (SURE, 0)):
        monkeypatch.setattr(Sameness, "chance", lambda *_, chance=chance: chance)
        found = river._replace(facts=(Fact(dutch, [leaning]),))
        assert len(restated(found, [span(dutch)], [], "en")) == others


def test_who_denies_it_tells_nothing_of_the_same(river: Examination) -> None:
    dutch = telling(river, "afgesproken om de gezamenlijke patrouilles")
    near = telling(river, "signed a protocol on joint patrols")
    denial = replace(near, sentence=replace(near.sentence, text=f"Norvania denies it {near.sentence.text}"))
    assert restated(river._replace(facts=(Fact(dutch, [denial]),)), [span(dutch)], [], "en") == ()


def test_a_support_that_may_be_another_fact_tells_nothing(river: Examination) -> None:
    dutch = telling(river, "afgesproken om de gezamenlijke patrouilles")
    far = replace(telling(river, "is still open"), status=dutch.status, topic=dutch.topic)
    assert restated(river._replace(facts=(Fact(dutch, [far]),)), [span(dutch)], [], "en") == ()


def test_what_lasts_longer_is_another_fact() -> None:
    dutch = "De ministers van Norvania en Estmark spraken woensdag in Lordal drie uur over de patrouilles op de Morn."
    english = (
        "The ministers of Norvania and Estmark talked in Lordal on Wednesday for {} about the patrols on the Morn."
    )
    for length, others in (("three hours", 1), ("five hours", 0)):
        texts = {"a.txt": f"{DUTCH}\n{dutch}\n", "b.txt": f"{OTHER}\n{english.format(length)}\n"}
        found = examine(corpus(raws(texts)), "en", quick=True)
        one, other = telling(found, "drie uur"), telling(found, length)
        other = replace(other, status=one.status, topic=one.topic)
        told = restated(found._replace(facts=(Fact(one, [other]),)), [span(one)], [], "en")
        assert len(told) == others


@pytest.mark.parametrize(
    ("english", "others"),
    [
        ("According to the British president it is not yet clear when the fishermen will return.", 1),
        ("The British president must also speak to the press before returning to the palace.", 0),
    ],
)
def test_what_shares_no_word_of_the_matter_is_another_fact(english: str, others: int) -> None:
    dutch = "Volgens de Britse president is het nog niet duidelijk wanneer de vissers weer terugkeren."
    found = examine(corpus(raws({"a.txt": f"{DUTCH}\n{dutch}\n", "b.txt": f"{OTHER}\n{english}\n"})), "en", quick=True)
    one = replace(telling(found, "wanneer de vissers"), status=Status.UNRESOLVED, topic="visits")
    other = replace(telling(found, english), status=Status.UNRESOLVED, topic="visits")
    told = {key(each.sentence): each for each in (*found.assessments, one)}
    found = found._replace(assessments=tuple(told.values()), facts=(Fact(one, [other]),))
    assert sameness().chance(found.like, one, other) >= SURE
    assert len(restated(found, [span(one)], [], "en")) == others


def test_names_alone_are_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    dutch = "Norvania en Estmark verlengen het bestand op de Morn met zestig dagen."
    english = "Norvania and Estmark let the Red Cross into the camps on the Morn."
    found = examine(corpus(raws({"a.txt": f"{DUTCH}\n{dutch}\n", "b.txt": f"{OTHER}\n{english}\n"})), "en", quick=True)
    one, other = (replace(telling(found, each), status=Status.AGREEMENT, topic="water") for each in (dutch, english))
    told = {key(each.sentence): each for each in (*found.assessments, one)}
    found = found._replace(assessments=tuple(told.values()), facts=(Fact(one, [other]),))
    for sure_by_itself, others in ((1.0, 0), (0.0, 1)):
        monkeypatch.setattr("briefing.analysis.restated.SURE_BY_ITSELF", sure_by_itself)
        assert len(restated(found, [span(one)], [], "en")) == others


def test_the_head_tells_it_for_a_support(river: Examination) -> None:
    dutch, english = telling(river, "gezamenlijke patrouilles"), telling(river, "signed a protocol on joint patrols")
    found = river._replace(facts=(Fact(english, [dutch]),))
    assert [each.span for each in restated(found, [span(dutch)], [], "en")] == [span(english)]
    assert [each.span for each in restated(found, [span(english)], [], "nl")] == [span(dutch)]


def test_a_copy_comes_last(river: Examination) -> None:
    dutch = telling(river, "gezamenlijke patrouilles")
    own, copied = telling(river, "agreed on Tuesday", "D1"), telling(river, "agreed on Tuesday", "D4")
    found = river._replace(facts=(Fact(dutch, [copied, own]),))
    for copies, expected in ((("D1",), copied), (("D4",), own)):
        marked = found._replace(origins=found.origins._replace(copies=dict.fromkeys(copies, "D9")))
        assert [each.span for each in restated(marked, [span(dutch)], [], "en")] == [span(expected)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers signed a “protocol on joint patrols.",
        "The ministers signed a protocol on joint patrols",
        "Signed.",
    ],
)
def test_half_a_quotation_or_a_torn_sentence_tells_nothing(river: Examination, text: str) -> None:
    dutch, english = telling(river, "gezamenlijke patrouilles"), telling(river, "signed a protocol on joint patrols")
    torn = replace(english, sentence=replace(english.sentence, text=text))
    assert restated(river._replace(facts=(Fact(dutch, [torn]),)), [span(dutch)], [], "en") == ()
    assert restated(river._replace(facts=(Fact(dutch, [english]),)), [span(dutch)], [], "en") != ()


def test_without_one_there_is_none(river: Examination) -> None:
    dutch, english = telling(river, "gezamenlijke patrouilles"), telling(river, "signed a protocol on joint patrols")
    apart = river._replace(facts=(Fact(dutch), Fact(english)))
    assert restated(apart, [span(dutch), span(english)], [], "en") == ()
    assert restated(apart._replace(facts=(Fact(dutch, [english]),)), [span(dutch)], [], "fr") == ()


def test_a_claim_has_that_of_another_claim_of_its_value_only(river: Examination) -> None:
    dutch, english = telling(river, "beschuldigde het buurland"), telling(river, "Estmark accused its neighbour")
    rival = telling(river, "Kelm rejected")
    for value, expected in (("yes", [span(english)]), ("no", [])):
        claims = (Claim(span(dutch), "yes"), Claim(span(english), value), Claim(span(rival), "no"))
        found = river._replace(facts=(Fact(dutch, [rival]),))
        told = restated(found, [], [Discrepancy(7, "negation", "dam", "yes / no", claims)], "en")
        assert [each.span for each in told] == expected
        assert all(each.of == span(dutch) and each.discrepancy == 7 for each in told)


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_in_a_brief_each_is_a_support_in_the_language_under_one_in_another(lang: str) -> None:
    brief = compose(sample("geneva_2021"), Options(as_of=AS_OF, lang=lang, quick=True))
    assert brief.counterparts
    assert {each.span.lang for each in brief.counterparts} == {lang}
    assert lang not in {each.of.lang for each in brief.counterparts}
    assert [line for line in unfounded(record(brief), {}) if line[0].startswith("counterparts")] == []
