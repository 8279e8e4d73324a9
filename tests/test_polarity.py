"""Polarity: who denies or turns something down supports nobody who claims, demands or agrees to it."""

from __future__ import annotations

import pytest
from builders import assessment, sentence

from briefing.analysis.polarity import denies_agreement, opposed
from briefing.model import Assessment, Status


def told(text: str, lang: str, status: Status = Status.DISPUTE, speakers: tuple[str, ...] = ()) -> Assessment:
    return assessment(sentence(text, lang=lang), status, speakers=speakers)


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        (("Estmark denies having dammed the Vell.", "en"), ("Norvania accused Estmark of damming the Vell.", "en")),
        (("Estmark bestreitet, die Vell gestaut zu haben.", "de"), ("Norvania accuses Estmark of damming it.", "en")),
        (("Эстмарк отрицает, что перекрыл реку Велль.", "ru"), ("Norwania oskarża Estmark o przegrodzenie.", "pl")),
        (("Ada Kelm wies die Vorwürfe zurück.", "de"), ("Естмарк звинуватив Аду Кельм у погрозах.", "uk")),
        (("Estmark rechaza el cierre de la presa.", "es"), ("Norvania exige el cierre de la presa.", "es")),
        (("Estmark ontkent dat het de Vell afdamt.", "nl"), ("Norvania beschuldigt Estmark van een dam.", "nl")),
        (("Эстмарк не согласился платить.", "ru"), ("Norvania says Estmark has promised to pay.", "en")),
    ],
)
def test_a_denial_and_a_claim_are_opposed_whichever_comes_first(no: tuple[str, str], yes: tuple[str, str]) -> None:
    assert opposed(told(*no), told(*yes))
    assert opposed(told(*yes), told(*no))


def test_nobody_is_his_own_opponent() -> None:
    texts = "Kelm said she accuses the opposition of fraud.", "Kelm demands a new count."
    assert opposed(*(told(text, "en", speakers=(name,)) for text, name in zip(texts, ("Kelm", "Brask"), strict=True)))
    assert not opposed(*(told(text, "en", speakers=("Kelm",)) for text in texts))


def test_what_is_open_is_told_with_and_without_a_no() -> None:
    texts = "The sides did not agree on a date.", "Both sides want to agree on a date later."
    assert not opposed(*(told(text, "en", Status.UNRESOLVED) for text in texts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Estmark denies having dammed the Vell.", "en"), ("Estmark bestreitet, die Vell zu stauen.", "de")),
        (("Estmark rejects the demand.", "en"), ("Estmark will never accept this demand.", "en")),
        (("Estmark rechaza el cierre de la presa.", "es"), ("Estmark sagte, die Presa bleibe offen.", "de")),
        (("Norvania demands the closure.", "en"), ("Norvania exige el cierre de la presa.", "es")),
    ],
)
def test_two_denials_or_two_claims_are_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not opposed(told(*one), told(*other))


@pytest.mark.parametrize(
    ("text", "lang", "against"),
    [
        ("Estmark denies that both sides agreed on a customs commission.", "en", True),
        ("Estmark bestreitet, dass eine Zollkommission vereinbart wurde.", "de", True),
        ("The two sides did not agree to set up a customs commission.", "en", True),
        ("Strony nie uzgodniły utworzenia komisji celnej.", "pl", True),
        ("Стороны не договорились о таможенной комиссии.", "ru", True),
        ("Both sides agreed that the commission will not tax fish.", "en", False),
        ("Patrouillen fahren nicht ohne Vereinbarung aus, auch nicht zur Zollkommission.", "de", False),
    ],
)
def test_what_denies_that_anything_was_agreed_is_against_an_agreement(text: str, lang: str, *, against: bool) -> None:
    agreed = told("Both sides agreed to set up a customs commission.", "en", Status.AGREEMENT)
    assert opposed(told(text, lang, Status.AGREEMENT), agreed) == against


@pytest.mark.parametrize(
    ("text", "lang", "denies"),
    [
        ("Kelm denies that both sides agreed on a customs commission.", "en", True),
        ("Kelm bestreitet, dass eine Zollkommission vereinbart wurde.", "de", True),
        ("Кельм отрицает, что стороны договорились о таможенной комиссии.", "ru", True),
        ("Kelm niega que las partes acordaran una comisión de aduanas.", "es", True),
        ("Both sides agreed on a commission, which Kelm does not deny.", "en", False),
        ("Beide Seiten vereinbarten eine Kommission, was Kelm nun bestreitet.", "de", False),
    ],
)
def test_who_denies_first_agrees_to_nothing(text: str, lang: str, *, denies: bool) -> None:
    assert denies_agreement(sentence(text, lang=lang)) == denies
