"""Contradictions other than of measured values: each kind, across languages, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import assessment, document, sentence
from labelled_discrepancies import KINDS, false_alarms, pairs, table

from briefing.analysis.claimable import noted
from briefing.analysis.contested import MOST, contested, without_rivals
from briefing.analysis.examination import examine
from briefing.analysis.restated import span_of
from briefing.analysis.selection import Fact
from briefing.analysis.settlements import settlements
from briefing.analysis.tellings import Rivals, Telling, surest
from briefing.model import Assessment, Batch, Claim, Discrepancy, Document, Status
from briefing.text.contrasts import said, small
from briefing.text.lexicon import LANGUAGES

SORTS = (
    "already", "promise", "accuse", "charge", "mutual", "when", "again", "unless", "future",
    "formerly", "failed", "former", "formality", "night",
    "warm", "cool", "mood", "there", "ill-will", "tomorrow", "days", "next_week", "month_end", "next_month", "year_end",
)  # fmt: skip


def found(*documents: Document) -> tuple[Discrepancy, ...]:
    return contested(examine(Batch(documents, ()), "en"), "en")


def two(one: str, other: str, langs: tuple[str, str] = ("en", "en")) -> tuple[Discrepancy, ...]:
    return found(document("D1", one, lang=langs[0]), document("D2", other, lang=langs[1]))


@pytest.mark.parametrize(
    ("kind", "one", "lang", "other", "values"),
    [
        ("date", "The ambassador returns to Lordal on 4 June.", "nl",
         "De ambassadeur keert op 9 juni terug naar Lordal.", ("4 June", "9 June")),
        ("date", "When the envoys return to Lordal is not yet clear.", "de",
         "Die Gesandten kehren am 4. Juni nach Lordal zurück.", ("no date", "4 June")),
        ("negation", "Serbia and Kosovo agreed on the bridge at Lordal.", "fr",
         "Aucun accord sur le pont de Lordal, ont admis la Serbie et le Kosovo.", ("agreed", "not agreed")),
        ("modality", "The minister promised to extend the transit treaty.", "nl",
         "Het transitverdrag is in maart al verlengd.", ("promised", "done")),
        ("attribution", "Greece accused Turkey of violating its airspace.", "fr",
         "La Turquie a accusé la Grèce de violer son espace aérien.", ("Greece → Turkey", "Turkey → Greece")),
        ("modality", "The atmosphere of the meeting was frosty.", "nl", "De sfeer was hartelijk.", ("cool", "warm")),
        ("name", "Norwegian foreign minister Sunniva Hauge signed.", "de",
         "Die norwegische Außenministerin Sunniva Haugland unterschrieb.", ("Sunniva Hauge", "Sunniva Haugland")),
    ],
)  # fmt: skip
def test_each_kind_across_languages(kind: str, one: str, lang: str, other: str, values: tuple[str, str]) -> None:
    (each,) = two(one, other, ("en", lang))
    assert (each.id, each.kind, each.note) == (1, kind, " / ".join(values))
    assert [(claim.span.doc, claim.value) for claim in each.claims] == [("D1", values[0]), ("D2", values[1])]
    assert [claim.span.text for claim in each.claims] == [one, other]


def test_what_a_contradiction_sets_against_a_head_is_no_support() -> None:
    lines = (
        "The envoy returns on 4 June.",
        "The envoy is back by 9 June.",
        "On 4 June the envoy returns.",
        "He returns.",
    )
    head, against, same, vague = (
        assessment(sentence(text, f"D{at}"), Status.AGREEMENT) for at, text in enumerate(lines, start=1)
    )
    values = {"4 June": (head, same), "9 June": (against,)}
    claims = tuple(Claim(span_of(one.sentence), value) for value, told in values.items() for one in told)
    (fact,) = without_rivals([Fact(head, [against, same, vague])], [Discrepancy(1, "date", "water", "", claims)])
    assert fact.supports == [same, vague]
    (fact,) = without_rivals([Fact(vague, [against, same])], [Discrepancy(1, "date", "water", "", claims)])
    assert fact.supports == [against, same]


def test_what_a_contradiction_quotes_as_agreed_supports_no_dispute() -> None:
    lines = ("The bridge is not up for discussion.", "Both agree on the bridge.", "Nobody agreed on the bridge.")
    head, agreed, refused = (
        assessment(sentence(text, f"D{at}"), Status.DISPUTE) for at, text in enumerate(lines, start=1)
    )
    values = {"agreed": agreed, "not agreed": refused}
    claims = tuple(Claim(span_of(one.sentence), value) for value, one in values.items())
    contradiction = Discrepancy(1, "negation", "bridge", "", claims)
    (fact,) = without_rivals([Fact(head, [agreed, refused])], [contradiction])
    assert fact.supports == [refused]
    open_ = assessment(head.sentence, Status.UNRESOLVED)
    (fact,) = without_rivals([Fact(open_, [agreed, refused])], [contradiction])
    assert fact.supports == [agreed, refused]


def test_what_was_not_so_before_the_event_contradicts_nothing() -> None:
    today, then = "Serbia and Kosovo agreed on the bridge at Lordal.", "Serbia and Kosovo had not agreed on the bridge."
    told = [
        replace(document(name, text), published=date(2031, 5, 5))
        for name, text in (("D1", today), ("D2", f"In March {then}"))
    ]
    assert not found(*told)
    assert [each.kind for each in two(today, then)] == ["negation"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The envoy returns to Lordal on 4 June.", "The envoy returns to Lordal in June."),
        ("The Polish envoy returns to Lordal on 4 June.", "The Danish envoy returns to Lordal on 9 June."),
        ("No date was set for another meeting in Lordal.", "The ministers meet in Lordal tomorrow."),
        ("The trawler was boarded off Lordal in the night to 14 June.",
         "The trawler was boarded off Lordal on the night of 13 June."),
        ("The ministers met in Lordal on Monday.", "The ministers meet again in Lordal on Friday."),
        ("Serbia and Kosovo agreed on the bridge.", "Croatia and Slovenia did not agree on the bridge."),
        ("Last year the sides did not agree on the bridge at Lordal.", "The sides agreed on the bridge at Lordal."),
        ("The sides would not agree on the bridge at Lordal.", "The sides agreed on the bridge at Lordal."),
        ("Serbia and Kosovo did not agree on the bridge at Lordal.",
         "Serbia and Kosovo regret the failure of the Lordal commission, LC, to see them agree on the bridge."),
        ("Peru promised to extend the transit treaty.", "Chile has already extended the transit treaty."),
        ("Peru promised to extend the transit treaty.", "The transit treaty has lasted already six years."),
        ("Greece accused Turkey of violating its airspace.", "Turkey was accused by Greece of violating airspace."),
        ("Greece accused Turkey of violating airspace.", "Greece and Turkey accused each other of violating airspace."),
        ("The weather was cool when the meeting began.", "The atmosphere of the meeting was cordial."),
        ("The atmosphere of the meeting was not hostile.", "The atmosphere of the meeting was cordial."),
        ("The atmosphere was frosty.", "There might have been no hostility, the premier said."),
        ("The atmosphere was frosty.", "The premier bears the islanders no hostility."),
        ("The accord was signed on 12 May.", "The accord takes effect on 1 July."),
        ("Norwegian foreign minister Sunniva Hauge signed the cod agreement in Lordal.",
         "Former Norwegian foreign minister Rolf Dahl signed the cod agreement in Lordal."),
    ],
)  # fmt: skip
def test_what_only_looks_like_one(one: str, other: str) -> None:
    assert two(one, other) == ()


@pytest.mark.parametrize(
    ("lang", "denied"),
    [
        ("en", "There was no rancour, the premier said."),
        ("nl", "Er was geen vijandigheid, zei de premier."),
        ("de", "Es gab keine Feindseligkeit, sagte die Ministerin."),
        ("fr", "Il n'y avait pas d'hostilité, a dit le premier ministre."),
        ("es", "No hubo hostilidad, dijo la ministra."),
        ("it", "Non c'è stata ostilità, ha detto la ministra."),
        ("pt", "Não houve hostilidade, disse a ministra."),
        ("pl", "Nie było wrogości, powiedział premier."),
        ("ru", "Не было никакой враждебности, сказал премьер."),
        ("uk", "Не було жодної ворожості, сказав прем'єр."),
    ],
)
def test_ill_will_that_is_denied_is_warmth_and_needs_no_word_for_the_meeting(lang: str, denied: str) -> None:
    (each,) = two("The atmosphere of the meeting was frosty.", denied, ("en", lang))
    assert (each.kind, each.note) == ("modality", "cool / warm")


def test_accusations_that_a_document_has_both_ways_are_a_quarrel() -> None:
    one = document("D1", "Greece accused Turkey of violating its airspace.")
    turned = "Turkey accused Greece of violating its airspace."
    both = document("D2", turned, "Greece accused Turkey of violating the airspace of two islands.")
    assert len(found(one, document("D2", turned))) == 1
    assert found(one, both) == ()


def test_what_is_open_is_told_with_and_without_a_no() -> None:
    texts = (
        "The two ports of Lordal remain divided over the mooring fees for herring boats.",
        "The two ports of Lordal have not settled the mooring fees for herring boats.",
    )
    lines = [sentence(text, f"D{number}") for number, text in enumerate(texts, start=1)]

    def told(*states: Status) -> list[Rivals]:
        return settlements([assessment(line, state) for line, state in zip(lines, states, strict=True)])

    assert told(Status.UNRESOLVED, Status.UNRESOLVED) == []
    (each,) = told(Status.AGREEMENT, Status.UNRESOLVED)
    assert {each.left.value, each.right.value} == {"yes", "no"}


def test_another_name_for_who_did_the_same() -> None:
    line = "Norwegian foreign minister {} signed the cod agreement in Lordal."
    names = "Sunniva Hauge", "Rolf Dahl"
    (each,) = two(line.format(names[0]), line.format(names[1]))
    assert (each.kind, each.note) == ("name", " / ".join(names))


def test_what_an_earlier_document_has_open_is_settled_later() -> None:
    texts = "The two sides did not agree on the bridge at Lordal.", "The two sides agreed on the bridge at Lordal."
    first, last = (document(name, text) for name, text in zip(("D1", "D2"), texts, strict=True))
    days = date(2031, 5, 4), date(2031, 5, 6)
    assert len(found(first, last)) == 1
    assert found(replace(first, published=days[0]), replace(last, published=days[1])) == ()
    assert len(found(replace(first, published=days[1]), replace(last, published=days[0]))) == 1


def test_two_parties_have_a_dispute() -> None:
    agreed = "Minister Ada Kelm said that the two sides agreed on the bridge at Lordal."
    denied = "Minister Jon Brask said that the two sides did not agree on the bridge at Lordal."
    assert two(agreed, denied) == ()
    assert len(two(agreed, denied.replace("Minister Jon Brask said that t", "T"))) == 1


def test_a_third_document_joins_the_contradiction_that_it_is_in() -> None:
    line, dutch = "The ambassador returns to Lordal on {} June.", "De ambassadeur keert op 4 juni terug naar Lordal."
    documents = document("D1", line.format(4)), document("D2", dutch, lang="nl"), document("D3", line.format(9))
    (each,) = found(*documents)
    assert each.note == "4 June / 9 June"
    assert {claim.span.doc: claim.value for claim in each.claims} == {"D1": "4 June", "D2": "4 June", "D3": "9 June"}
    assert noted("date", [claim.value for claim in each.claims], each.note)


def test_a_list_has_an_end() -> None:
    towns = "Lordal Morn Velden Tarvo Odrin Hvalnes Koldra Bergen Aflao Dostan Zumba Marnau Karol Seltsy".split()
    one = document("D1", *(f"The envoys return to {town} on 4 June." for town in towns))
    other = document("D2", *(f"The envoys return to {town} on 9 June." for town in towns))
    numbers = [each.id for each in found(one, other)]
    assert numbers == list(range(1, MOST + 1))


def test_the_labelled_pairs() -> None:
    tuning, held = [p for p in pairs() if p.tuning], [p for p in pairs() if not p.tuning]
    for wanted, least, most in ((tuning, 39, 3), (held, 14, 1)):
        assert sum(row.right for row in table(wanted).values()) >= least
        assert len(false_alarms(wanted)) <= most
    assert {pair.kind for pair in pairs()} == {*KINDS, "none"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_sort(lang: str) -> None:
    assert all(said(sort, ("",), lang) == () for sort in SORTS)


def test_a_phrase_may_end_in_a_beginning() -> None:
    assert said("promise", small("Ils se sont engagées à partir"), "fr") == ((1, 4),)
    assert said("promise", small("They undertook"), "en") == ()


def test_of_too_many_tellings_those_of_the_surest_statements_are_compared_in_their_order() -> None:
    (sentence,) = document("D1", "The envoy returns on 4 June.").sentences
    unsaid = Assessment(sentence, score=0.9)
    told = [Telling(Assessment(sentence, Status.DISPUTE, score), "", ()) for score in (0.2, 0.7, 0.5)]
    row = [told[0], Telling(unsaid, "", ()), told[1], told[2]]
    assert surest(row, 3) == [told[0], told[1], told[2]]
    assert surest(row, 2) == [told[1], told[2]]
    assert surest(row, 4) == row
