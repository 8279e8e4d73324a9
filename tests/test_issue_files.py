"""The files of the issues of diplomacy: the same issues in every language, and terms that can be matched."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache

import pytest

from briefing.analysis.issues import issues, weights
from briefing.resources import shipped
from briefing.text.lexicon import LANGUAGES

LONGEST_TITLE = 22
FEWEST_TERMS = 4
PLAIN_TITLE = re.compile(r"[^\W\d_][\w’, -]*\w")
PLAIN_TERM = re.compile(r"[^\W_]+(?:[ ’-][^\W_]+)*\*?")


@cache
def table(lang: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(source(lang))


def source(lang: str) -> str:
    return shipped("data", "issues", f"{lang}.toml").read_text(encoding="utf-8")


def terms_of(lang: str, issue: str) -> list[str]:
    return re.split(r",\s+", table(lang)[issue]["terms"].strip())


def all_terms(lang: str) -> list[tuple[str, str]]:
    return [(issue, term) for issue in table(lang) for term in terms_of(lang, issue)]


def test_there_are_enough_issues_and_not_too_many() -> None:
    assert 60 <= len(table("en")) <= 75


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_issues_in_the_same_order(lang: str) -> None:
    assert list(table(lang)) == list(table("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_issue_has_a_title_and_terms_and_nothing_else(lang: str) -> None:
    assert {frozenset(entry) for entry in table(lang).values()} == {frozenset({"title", "terms"})}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_are_short_plain_and_distinct(lang: str) -> None:
    titles = [entry["title"] for entry in table(lang).values()]
    assert [title for title in titles if len(title) > LONGEST_TITLE] == []
    assert [title for title in titles if not PLAIN_TITLE.fullmatch(title) or title[0].islower()] == []
    assert [title for title, count in Counter(title.casefold() for title in titles).items() if count > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_are_words_in_lower_case_with_a_star_only_at_the_end(lang: str) -> None:
    assert [term for _, term in all_terms(lang) if not PLAIN_TERM.fullmatch(term) or term != term.lower()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_term_points_to_two_issues_or_stands_twice(lang: str) -> None:
    counts = Counter(term for _, term in all_terms(lang))
    assert [term for term, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_term_is_covered_by_a_shorter_one_of_its_issue(lang: str) -> None:
    covered = []
    for issue in table(lang):
        beginnings = tuple(term[:-1] for term in terms_of(lang, issue) if term.endswith("*"))
        for term in terms_of(lang, issue):
            bare = term.rstrip("*")
            covered += [(issue, term) for beginning in beginnings if bare.startswith(beginning) and bare != beginning]
    assert covered == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_beginning_is_long_enough_to_mean_something(lang: str) -> None:
    assert [term for _, term in all_terms(lang) if term.endswith("*") and len(term) < len("5g*")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_issue_has_terms_enough(lang: str) -> None:
    counts = {issue: len(terms_of(lang, issue)) for issue in table(lang)}
    assert {issue: n for issue, n in counts.items() if n < FEWEST_TERMS} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_strings_are_literal_for_they_load_in_one_step(lang: str) -> None:
    assert '"' not in source(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_finds_its_issue(lang: str) -> None:
    assert [(issue, term) for issue, term in all_terms(lang) if issue not in weights(term.rstrip("*"), lang)] == []


@pytest.mark.parametrize(
    ("lang", "text", "issue"),
    [
        ("de", "Beide Botschafter kehren an ihre Posten zurück.", "ambassadors"),
        ("en", "The cease-fire held for a third night.", "ceasefire"),
        ("es", "Las inspecciones empezarán en otoño.", "verification"),
        ("fr", "Personne n'a parlé de l'ambassadeur.", "ambassadors"),
        ("fr", "L’électricité manque des deux côtés.", "energy"),
        ("it", "Nessuno ha parlato dell'ambasciatore.", "ambassadors"),
        ("nl", "Het staakt-het-vuren hield drie nachten stand.", "ceasefire"),
        ("pl", "Rozejm ma potrwać do wiosny.", "ceasefire"),
        ("pt", "O cessar-fogo entra amanhã na segunda semana.", "ceasefire"),
        ("ru", "Самолёты соседей снова летают напрямую.", "aviation"),
        ("uk", "В'їзд дозволять лише навесні.", "visas"),
    ],
)
def test_a_sentence_is_seen_to_speak_of_its_issue(lang: str, text: str, issue: str) -> None:
    assert issue in weights(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "issue"),
    [
        ("en", "The talks start on Monday, and that is a sign of trust.", "arms_control"),
        ("en", "Churchill would have smoked.", "minorities"),
        ("es", "Hubo represalias.", "water"),
        ("fr", "À ce stade, il est prêt à attendre.", "sport"),
        ("fr", "Les visages étaient fermés.", "visas"),
        ("it", "L'articolo tre resta aperto.", "arctic"),
        ("pl", "Rzecznik rządu milczał.", "water"),
        ("ru", "Судьба договора неясна.", "jurisdiction"),
        ("uk", "Водночас сторони мовчать.", "water"),
    ],
)
def test_a_word_that_only_looks_like_a_term_is_passed_over(lang: str, text: str, issue: str) -> None:
    assert issue not in weights(text, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_reach_the_program(lang: str) -> None:
    assert issues(lang).titles == {issue: entry["title"] for issue, entry in table(lang).items()}
