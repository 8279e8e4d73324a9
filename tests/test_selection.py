"""Selection: every fact once, every sentence once, claims of different speakers apart."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from builders import assessment, likened, sample, sentence
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.examination import Examination, examine
from briefing.analysis.quotability import opens_with_person, quotable
from briefing.analysis.sameness import sameness
from briefing.analysis.selection import (
    ENOUGH,
    LEAST_SALIENCE,
    MOST_A_CELL,
    MOST_FINDINGS,
    SALIENT_WITHOUT_TOPIC,
    SUPPORT_SCORE,
    SURE_WITHOUT_TOPIC,
    SURER,
    Fact,
    Grounds,
    select,
)
from briefing.analysis.topics import key
from briefing.model import Assessment, Kind, Status
from briefing.pipeline import corpus

SURE = 0.6
DEAL = "Both governments agreed to exchange all the prisoners of the war."
DEAL_AGAIN = "The two governments have agreed on an exchange of all prisoners of the war."
DEAL_OTHERWISE = "All prisoners of the war go home, as both governments have agreed."
DEAL_SHORT = "They agreed to exchange all prisoners."
DAM = "Norvania must not build the dam on the river, the minister said."
DAM_AGAIN = "No dam may rise on that river, said a minister, whatever Norvania thinks."
FEES = "Nobody could say what a licence for the harbour will cost next summer."
OTHERS = (
    "The ferry to the northern islands will sail on Sundays from now on.",
    "A school for the children of refugees opens its doors in the capital.",
    "The generals are going to telephone each other every single Monday.",
    "Wheat from the south passes the customs office without any duty.",
    "Doctors of both hospitals may treat the wounded on either bank.",
    "An archive of the old treaties moves into the national library.",
)


def selected(
    *assessments: Assessment,
    sure: float = SURE,
    copies: Sequence[str] = (),
    salient: Mapping[Assessment, float] | None = None,
) -> tuple[Fact, ...]:
    """Select: each as salient as it is sure, but for those in ``salient``."""
    like = likened([one.sentence for one in assessments])
    chances = {key(one.sentence): (salient or {}).get(one, one.score) for one in assessments}
    return select(assessments, like, Grounds(sure, dict.fromkeys(copies, "D99"), chances, date(2031, 5, 9)))


def agreed(text: str, document: str = "D1", number: int = 1, score: float = 0.9, topic: str = "water") -> Assessment:
    return assessment(sentence(text, document, number), Status.AGREEMENT, score, topic)


def disputed(text: str, document: str, speaker: str) -> Assessment:
    return assessment(sentence(text, document), Status.DISPUTE, 0.9, "water", (speaker,))


def unlike(count: int) -> list[Assessment]:
    """Return agreements on as many topics that have no word in common."""
    letters = random.Random(1)
    texts = [" ".join("".join(letters.choices("bdfgklmnprst", k=7)) for _ in range(9)) for _ in range(count)]
    return [agreed(f"{text.capitalize()}.", "D1", at, topic=f"t{at}") for at, text in enumerate(texts, start=1)]


def shown(facts: Sequence[Fact]) -> list[tuple[str, list[str]]]:
    return [(fact.head.sentence.text, [one.sentence.text for one in fact.supports]) for fact in facts]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Das teilte das dänische Verkehrsministerium am Dienstagabend mit."),
        ("de", "Dies hat die Regierung in Lordal am Abend bekanntgegeben."),
        ("nl", "Dat heeft het Deense ministerie van Visserij dinsdag bekendgemaakt."),
        ("it", "Lo ha annunciato il ministero dei Trasporti danese al termine della visita."),
        ("es", "Así lo anunció el Ministerio de Pesca danés este martes."),
        ("ru", "Об этом сообщило министерство транспорта Дании по итогам визита."),
        ("uk", "Про це повідомило Міністерство транспорту Данії у вівторок."),
        ("pl", "Poinformowało o tym duńskie Ministerstwo Transportu we wtorek."),
        ("fr", "Cela a été annoncé par le ministère danois des Transports."),
        ("pt", "Isso foi anunciado pelo Ministério dos Transportes da Dinamarca."),
        ("en", "This was announced by the Danish transport ministry on Tuesday."),
    ],
)
def test_what_only_names_who_said_so_is_no_finding_and_no_support(lang: str, text: str) -> None:
    told = sentence(text, "D2", lang=lang)
    assert not quotable(told)
    other = sentence("Both countries agreed on Tuesday to let the night ferry sail again.")
    (fact,) = selected(assessment(other, Status.AGREEMENT), assessment(told, Status.AGREEMENT))
    assert (fact.head.sentence, fact.supports) == (other, [])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "That said, the night ferry will not sail again before the spring."),
        ("de", "Das, sagte Kelm, habe die Fähre und den Hafen von Lordal gerettet."),
        ("nl", "Dat heeft grote gevolgen voor de veerboot en de haven van Lordal."),
        ("ru", "Об этом сообщил министр, добавив, что паром до весны не пойдёт."),
        ("und", "Norvania, Estmark: the night ferry sails in the spring again."),
    ],
)
def test_what_tells_more_than_who_said_so_may_be_quoted(lang: str, text: str) -> None:
    assert quotable(sentence(text, lang=lang))


def test_the_surest_sentence_heads_and_the_other_supports_it() -> None:
    facts = selected(agreed(DEAL, "D1", score=0.8), agreed(DEAL_AGAIN, "D2"), agreed(OTHERS[0], "D3", score=0.89))
    assert shown(facts) == [(DEAL_AGAIN, [DEAL]), (OTHERS[0], [])]


def test_the_more_salient_heads_though_the_other_is_surer() -> None:
    early, sure = agreed(DEAL, "D1", score=0.7), agreed(DEAL_AGAIN, "D2", score=0.9)
    (fact, _) = selected(early, sure, agreed(FEES, "D3", score=0.8), salient={early: 0.8, sure: 0.5})
    assert (fact.head, fact.supports) == (early, [sure])


def test_what_is_not_salient_is_left_out_once_there_are_enough() -> None:
    many = unlike(ENOUGH + 3)
    minor = dict.fromkeys(many[3:], LEAST_SALIENCE - 0.01)
    assert len(selected(*many)) == ENOUGH + 3
    assert len(selected(*many, salient=minor)) == ENOUGH
    assert len(selected(*many, salient=dict.fromkeys(many, LEAST_SALIENCE))) == ENOUGH + 3


def test_the_less_sure_are_shown_where_there_are_not_enough_others() -> None:
    many = unlike(ENOUGH + 5)
    doubtful = [replace(one, score=SURER - 0.05) for one in many]
    mixed = [*many[:3], *doubtful[3:]]
    assert len(selected(*many, sure=SURER - 0.1)) == ENOUGH + 5
    heads = [fact.head for fact in selected(*mixed, sure=SURER - 0.1)]
    assert len(heads) == ENOUGH
    assert {*many[:3]} == {*heads[:3]}
    assert [fact.head for fact in selected(*many[:ENOUGH], *doubtful[ENOUGH:], sure=SURER - 0.1)] == many[:ENOUGH]
    assert selected(*doubtful, sure=SURER) == ()


def test_another_status_is_another_fact_and_another_topic_is_not() -> None:
    assert len(selected(agreed(DEAL), agreed(DEAL_AGAIN, "D2"), agreed(FEES, "D3"))) == 2
    two_topics = selected(agreed(DEAL), agreed(DEAL_AGAIN, "D2", topic="prisoners"), agreed(FEES, "D3"))
    assert shown(two_topics)[0] == (DEAL, [DEAL_AGAIN])
    unresolved = assessment(sentence(DEAL_OTHERWISE, "D2"), Status.UNRESOLVED)
    assert len(selected(agreed(DEAL), unresolved, agreed(FEES, "D3"))) == 3


def test_two_agreements_of_one_deal_are_two_facts() -> None:
    rights = agreed("Both sides agreed that citizens keep their rights during the transition.", "D1")
    catch = agreed("The island was assured that its catch of fish stays the same during the transition.", "D2")
    rest = [agreed(text, "D4", number, topic=f"t{number}") for number, text in enumerate((FEES, *OTHERS))]
    facts = shown(selected(rights, catch, *rest))
    assert (rights.sentence.text, []) in facts
    assert (catch.sentence.text, []) in facts


def test_the_same_words_are_one_fact_whatever_is_read_in_them() -> None:
    facts = selected(agreed(DEAL), agreed(DEAL, "D2", topic="prisoners"), agreed(FEES, "D3"))
    assert (DEAL, [DEAL]) in shown(facts)


def test_two_disputes_are_one_fact_only_from_the_chance_of_disputes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    found = sameness()
    lines = (DAM, DAM_AGAIN)
    first, again = (assessment(sentence(text, f"D{at}"), Status.DISPUTE) for at, text in enumerate(lines, start=1))
    chance = found.chance(likened((first.sentence, again.sentence)), first, again)
    for least, facts in ((chance, 1), (chance + 0.001, 2)):
        bounds = found._replace(sure={Status.AGREEMENT: 0.0, Status.DISPUTE: least, Status.UNRESOLVED: 0.0})
        monkeypatch.setattr("briefing.analysis.selection.sameness", lambda bounds=bounds: bounds)
        assert len(selected(first, again)) == facts


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        ("both governments agreed to exchange 420 prisoners.", "both governments agreed to exchange 380 prisoners.", 2),
        ("both governments agreed to meet again in April.", "both governments agreed to meet again in May.", 2),
        ("both governments agreed to exchange 420 prisoners.", "both governments agreed to exchange 420 prisoners.", 1),
        (
            "both governments agreed on 7 May to exchange prisoners.",
            "both governments agreed to exchange prisoners.",
            1,
        ),
    ],
)
def test_what_gives_another_value_is_another_fact(one: str, other: str, facts: int) -> None:
    assert len(selected(agreed(f"In Geneva {one}"), agreed(f"In Geneva {other}", "D2"))) == facts


@pytest.mark.parametrize(
    ("text", "supports"), [("Brask has ruled out the plan of the dam.", 1), ("Brask has ruled out that plan.", 0)]
)
def test_a_no_to_what_only_the_sentence_before_names_supports_nothing(
    text: str, supports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    anything = sameness()._replace(sure=dict.fromkeys(Status, 0.0))
    monkeypatch.setattr("briefing.analysis.selection.sameness", lambda: anything)
    facts = selected(disputed(DAM, "D1", "Brask"), disputed(text, "D2", "Brask"))
    assert [len(fact.supports) for fact in facts] == [supports]


def test_a_claim_of_another_speaker_stays_apart() -> None:
    rest = [agreed(FEES, "D3"), agreed(OTHERS[0], "D4")]
    same = selected(disputed(DAM, "D1", "Brask"), disputed(DAM_AGAIN, "D2", "Brask"), *rest)
    apart = selected(disputed(DAM, "D1", "Brask"), disputed(DAM_AGAIN, "D2", "Kelm"), *rest)
    assert len(apart) == len(same) + 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Norvania denies that it agreed to exchange all the prisoners of the war.", "en"),
        ("Norvania bestreitet, dass beide Regierungen den Austausch aller Kriegsgefangenen vereinbart haben.", "de"),
        ("Las partes no acordaron el intercambio de todos los prisioneros de guerra.", "es"),
    ],
)
def test_who_denies_an_agreement_does_not_support_it(text: str, lang: str) -> None:
    denial = assessment(sentence(text, "D2", lang=lang), Status.AGREEMENT)
    facts = shown(selected(agreed(DEAL), denial, agreed(DEAL_AGAIN, "D3"), agreed(FEES, "D4")))
    assert (DEAL, [DEAL_AGAIN]) in facts
    assert len(facts) == 2 + (lang == "es")  # what says that nothing was agreed denies nobody's word


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Foreign Minister Ada Kelm of Norvania denied that.", "en"),
        ("“We will not agree to this proposal,” Ada Kelm said.", "en"),
        ("Die norwanische Außenministerin Ada Kelm wies dies zurück.", "de"),
        ("«Мы никогда не согласимся на это предложение», – сказала Кельм.", "ru"),
        ("Minister spraw zagranicznych Ada Kelm zaprzeczyła tym słowom.", "pl"),
        ("Міністерка закордонних справ Ада Кельм заперечила це.", "uk"),
        ("La ministra norvana Ada Kelm rechazó esto.", "es"),
        ("Minister Ada Kelm van Norvania ontkende dat.", "nl"),
        ("Ada Kelm, the foreign minister, says that is simply untrue.", "en"),
        ("La ministra norvana dijo que eso es falso.", "es"),
        ("La ministre Ada Kelm dit que cela est tout simplement faux.", "fr"),
    ],
)
def test_a_no_to_what_only_the_sentence_before_names_is_no_quotation(text: str, lang: str) -> None:
    assert not quotable(sentence(text, lang=lang))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ada Kelm denied that Norvania had dammed the river.", "en"),
        ("Ada Kelm denied this, saying that no dam stood on the river.", "en"),
        ("Ada Kelm wies dies zurück: Kein Damm stehe am Fluss.", "de"),
        ("Ада Кельм отвергла предложение закрыть плотину на реке.", "ru"),
        ("Ada Kelm rejected the plan for a dam on the river.", "en"),
        ("Ada Kelm said that what Brask tells is untrue.", "en"),
    ],
)
def test_a_no_that_says_to_what_is_a_quotation(text: str, lang: str) -> None:
    assert quotable(sentence(text, lang=lang))


@pytest.mark.parametrize(
    ("text", "lang", "opens"),
    [
        ("She left open whether the dam will be closed.", "en", True),
        ("Он предложил закрыть плотину на реке весной.", "ru", True),
        ("Él dejó abierto si la presa se cerrará.", "es", True),
        ("They agreed to close the dam on the river.", "en", False),
        ("It was agreed to close the dam on the river.", "en", False),
        ("Il aura fallu fermer le barrage de la rivière.", "fr", False),
        ("Sie vereinbarten die Schließung des Damms am Fluss.", "de", False),
        ("“He must close the dam,” the minister said.", "en", False),
    ],
)
def test_he_or_she_heads_a_fact_only_where_the_speaker_is_known(text: str, lang: str, *, opens: bool) -> None:
    assert opens_with_person(sentence(text, lang=lang)) == opens
    nobodys = assessment(sentence(text, lang=lang), Status.DISPUTE)
    assert bool(selected(nobodys, agreed(FEES, "D2"))[1:]) != opens
    assert len(selected(replace(nobodys, speakers=("Ada Kelm",)), agreed(FEES, "D2"))) == 2


def test_what_is_on_no_topic_is_shown_where_it_is_surer_and_comes_last() -> None:
    sure = replace(agreed(DEAL), topic=None, score=SURE_WITHOUT_TOPIC)
    on_topic = agreed(FEES, "D2", score=SURER)
    assert [fact.head for fact in selected(sure, on_topic)] == [on_topic, sure]
    assert [fact.head for fact in selected(replace(sure, score=SURE_WITHOUT_TOPIC - 0.01), on_topic)] == [on_topic]


def test_what_is_on_no_topic_must_be_more_salient_once_there_are_enough() -> None:
    many = unlike(ENOUGH + 1)
    sure = replace(many[ENOUGH], topic=None)
    for rest, shown_at in ((many[:ENOUGH], SALIENT_WITHOUT_TOPIC), (many[: ENOUGH - 1], 0.0)):
        assert selected(*rest, sure, salient={sure: shown_at})[-1].head == sure
    assert len(selected(*many[:ENOUGH], sure, salient={sure: SALIENT_WITHOUT_TOPIC - 0.01})) == ENOUGH


@pytest.mark.parametrize("change", ["status", "topic", "kind", "score", "copy", "poor"])
def test_what_is_not_sure_enough_or_no_sentence_of_its_own_is_no_head(change: str) -> None:
    one = agreed(DEAL)
    changed = {
        "status": replace(one, status=None),
        "topic": replace(one, topic=None, score=SURER),
        "kind": replace(one, sentence=replace(one.sentence, kind=Kind.CAPTION)),
        "score": replace(one, score=0.59),
        "poor": replace(one, sentence=replace(one.sentence, text=DEAL[:-1])),
    }.get(change, one)
    assert {fact.head.sentence.text for fact in selected(one, agreed(FEES, "D2"))} == {DEAL, FEES}
    copies = ["D1"] if change == "copy" else []
    assert [fact.head.sentence.text for fact in selected(changed, agreed(FEES, "D2"), copies=copies)] == [FEES]


def test_a_copy_may_support_and_a_less_sure_sentence_too() -> None:
    facts = selected(agreed(DEAL), agreed(DEAL_AGAIN, "D2", score=SUPPORT_SCORE), agreed(FEES, "D3"), copies=["D2"])
    assert (DEAL, [DEAL_AGAIN]) in shown(facts)
    below = selected(agreed(DEAL), agreed(DEAL_AGAIN, "D2", score=SUPPORT_SCORE - 0.01), agreed(FEES, "D3"))
    assert (DEAL, []) in shown(below)


def test_what_is_not_sure_supports_no_sentence_of_its_own_document() -> None:
    unsure = agreed(DEAL_AGAIN, "D1", number=2, score=0.5)
    assert (DEAL, []) in shown(selected(agreed(DEAL), unsure, agreed(FEES, "D3")))
    sure = replace(unsure, score=0.88)
    assert (DEAL, [DEAL_AGAIN]) in shown(selected(agreed(DEAL), sure, agreed(FEES, "D3")))


def test_a_sentence_supports_the_likest_of_all_findings() -> None:
    bodies = "The bodies of all soldiers who fell will be exchanged, as was agreed."
    both = "The governments agreed to exchange prisoners and the bodies of all soldiers who fell."
    deal = agreed(DEAL, "D3", number=2)
    told = deal, agreed(both, "D3", score=0.8), agreed(bodies, "D2", score=0.7), agreed(FEES, "D4", score=0.65)
    facts = shown(selected(*told))
    assert (DEAL, []) in facts
    assert (bodies, [both]) in facts


THIRD = "The prisoners of war return to their homes before winter, both governments agreed."


def in_three_wordings(third: str) -> list[tuple[str, list[str]]]:
    """Return what is shown of a fact told in Russian, in German and, most like the German, in a third wording."""
    russian = sentence("Обе страны договорились обменять всех военнопленных войны.", "D1", lang="ru")
    german = sentence("Beide Regierungen vereinbarten den Austausch aller Gefangenen des Krieges.", "D2", lang="de")
    rest = [agreed(text, "D4", number, topic=f"t{number}") for number, text in enumerate((FEES, *OTHERS))]
    facts = selected(
        assessment(russian, Status.AGREEMENT, 0.95),
        assessment(sentence(third, "D3"), Status.AGREEMENT, 0.92),
        assessment(german, Status.AGREEMENT, 0.91),
        *rest,
    )
    return [(head, told) for head, told in shown(facts) if head not in (FEES, *OTHERS)]


def test_what_a_support_tells_too_is_joined_to_its_fact() -> None:
    ((head, told),) = in_three_wordings(THIRD)
    assert head == THIRD
    assert len(told) == 2


def test_so_is_what_one_language_tells_in_three_wordings() -> None:
    other = "The captives return to their families before winter, both governments agreed."
    between = "Captives of the war go home before winter, as both governments agreed."
    heads = agreed(DEAL), agreed(other, "D2", score=0.85)
    apart, joined = (
        shown(selected(*heads, *agreed_too, agreed(FEES, "D4", score=0.65)))
        for agreed_too in ((), (agreed(between, "D3", score=0.55),))
    )
    assert apart == [(DEAL, []), (other, []), (FEES, [])]
    assert joined == [(DEAL, [other, between]), (FEES, [])]


def test_what_is_only_likely_both_ways_is_not_joined() -> None:
    between = "Captives of the war go home before winter, as both governments agreed."
    other = "All who were captured in the war may go home, both sides agreed."
    told = agreed(DEAL), agreed(other, "D2", score=0.85), agreed(between, "D3", score=0.55)
    heads = [head for head, _ in shown(selected(*told, agreed(FEES, "D4", score=0.65)))]
    assert heads == [DEAL, other, FEES]


def test_what_denies_the_fact_is_not_joined_to_it_through_a_support() -> None:
    facts = in_three_wordings("Both governments did not agree that the prisoners of war return before winter.")
    assert len(facts) == 2


def test_a_cell_holds_only_so_many_facts() -> None:
    many = [agreed(text, f"D{number}") for number, text in enumerate((*OTHERS, FEES, DEAL), start=1)]
    apart = [replace(one, topic=f"topic-{number}") for number, one in enumerate(many)]
    assert len(selected(*apart)) == len(many) > MOST_A_CELL
    facts = selected(*many)
    assert 1 < len(facts) <= MOST_A_CELL
    disputes = selected(*(replace(one, status=Status.DISPUTE, speakers=(one.sentence.document,)) for one in many))
    assert len(disputes) == MOST_A_CELL


def test_a_brief_holds_only_so_many_facts() -> None:
    many = unlike(MOST_FINDINGS + 9)
    assert len(selected(*many)) == MOST_FINDINGS


@pytest.mark.parametrize(
    "text",
    [
        "They agreed to meet again soon.",
        "both governments agreed to exchange all their prisoners of war.",
        "Both governments agreed to exchange all their prisoners of war",
        "Have both governments agreed to exchange all their prisoners of war?",
        " ".join(["Both"] + ["governments"] * 60) + ".",
        "The quarrel of the two governments They agreed to end the war.",
    ],
)
def test_not_every_sentence_can_stand_alone(text: str) -> None:
    assert not quotable(sentence(text))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The two governments agreed in May to exchange all their prisoners."),
        ("en", "Both governments agreed in The Hague to exchange all their prisoners."),
        ("en", "Mr. Brask told The Ledger that both governments had agreed on it."),
        ("en", "Prime Minister Will Kelm said that both governments had agreed on it."),
        ("nl", "De regeringen ruilen aan het Meer van Kelm al hun gevangenen."),
        ("fr", "Les deux gouvernements ont été d’accord pour échanger tous leurs prisonniers."),
        ("uk", "Обидва уряди домовилися обміняти всіх полонених, які ще є в них."),
        ("ru", "Оба правительства договорились обменять всех пленных, которые у них ещё есть."),
    ],
)
def test_a_name_or_a_small_letter_glues_nothing(lang: str, text: str) -> None:
    assert quotable(sentence(text, lang=lang))


def test_a_sentence_inside_a_quotation_cannot_stand_alone() -> None:
    assert quotable(sentence(DEAL))
    assert quotable(sentence("“Both governments agreed to exchange all their prisoners.”"))
    assert not quotable(replace(sentence(DEAL), inside_quotation=True))


@pytest.mark.parametrize(
    "poorer",
    [
        "They agreed that the exchange of all the prisoners of the war begins.",
        "But both governments agreed to exchange all the prisoners of the war.",
        "Both governments agreed to “exchange all the prisoners of the war.",
    ],
)
def test_of_two_equally_sure_sentences_the_better_quotation_heads(poorer: str) -> None:
    facts = selected(agreed(poorer, "D1"), agreed(DEAL, "D2"), agreed(FEES, "D3"))
    assert (DEAL, [poorer]) in shown(facts)


@given(st.permutations([*enumerate((DEAL, DEAL_AGAIN, DAM, DAM_AGAIN, FEES, DEAL_SHORT, *OTHERS), start=1)]))
def test_the_order_of_the_assessments_changes_nothing_and_no_sentence_is_shown_twice(
    shuffled: list[tuple[int, str]],
) -> None:
    facts = selected(*(agreed(text, f"D{number}") for number, text in shuffled))
    keys = [key(one.sentence) for fact in facts for one in (fact.head, *fact.supports)]
    assert len(keys) == len(set(keys))
    assert shown(facts) == shown(selected(*(agreed(text, f"D{number}") for number, text in sorted(shuffled))))


@pytest.fixture(scope="module")
def examined() -> Examination:
    return examine(corpus(sample("geneva_2021")), "en")


def test_in_the_sample_no_sentence_is_shown_twice(examined: Examination) -> None:
    facts = examined.facts
    keys = [key(one.sentence) for fact in facts for one in (fact.head, *fact.supports)]
    assert len(keys) == len(set(keys))
    assert any(fact.supports for fact in facts)
    assert examined.origins.of["D2"] == examined.origins.of["D3"]
    cells = Counter((fact.head.topic, fact.head.status) for fact in facts)
    assert max(cells.values()) <= MOST_A_CELL


def test_in_the_sample_a_shorter_copy_heads_nothing_unless_it_alone_has_a_publisher() -> None:
    read = corpus(sample("geneva_2021"))
    named = examine(read, "en", quick=True)
    assert named.origins.copies == {}
    assert any(fact.head.sentence.document == "D2" for fact in named.facts)
    bare = [replace(one, publisher="", url="", published=None) if one.id == "D2" else one for one in read.kept]
    anonymous = examine(replace(read, kept=tuple(bare)), "en", quick=True)
    assert anonymous.origins.copies == {"D2": "D3"}
    assert not [fact for fact in anonymous.facts if fact.head.sentence.document == "D2"]


def test_in_the_sample_a_fact_joins_no_two_speakers_of_claims(examined: Examination) -> None:
    for fact in examined.facts:
        for one in fact.supports:
            if Status.AGREEMENT not in (fact.head.status, one.status) and fact.head.speakers and one.speakers:
                same = examined.like.wording(fact.head.sentence, one.sentence) >= 0.75
                assert same or {*fact.head.speakers} & {*one.speakers}
