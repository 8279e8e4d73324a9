"""The issues: terms whole, as beginnings and as phrases; what each file must hold is in test_issue_files."""

from __future__ import annotations

import pytest

from briefing.analysis.issues import PHRASE_BONUS, Pattern, issues, weights


@pytest.mark.parametrize(
    ("text", "lang", "issue"),
    [
        ("The ambassadors go back.", "en", "ambassadors"),
        ("De ambassadeurs keren terug.", "nl", "ambassadors"),
        ("Die Botschafter kehren zurück.", "de", "ambassadors"),
        ("Les ambassadeurs reviennent.", "fr", "ambassadors"),
        ("Послы возвращаются.", "ru", "ambassadors"),
        ("Trawlers of both coasts may sail.", "en", "fisheries"),
        ("The talks on seed patents go on.", "en", "technology"),
        ("Die Patente bleiben strittig.", "de", "technology"),
        ("Les brevets restent en discussion.", "fr", "technology"),
        ("Los dos países discuten sobre patentes.", "es", "technology"),
        ("I brevetti restano un nodo.", "it", "technology"),
        ("As patentes ficam fora do acordo.", "pt", "technology"),
        ("De octrooien blijven een twistpunt.", "nl", "technology"),
        ("Patenty pozostają sporne.", "pl", "technology"),
        ("Патенты остаются спорными.", "ru", "technology"),
        ("Патенти залишаються спірними.", "uk", "technology"),
    ],
)
def test_one_issue_in_many_languages(text: str, lang: str, issue: str) -> None:
    assert issue in weights(text, lang)


def test_a_patent_alone_is_no_matter_of_health() -> None:
    assert "health" not in weights("The talks on seed patents go on.", "en")
    assert next(iter(weights("The patents on vaccines are waived.", "en"))) == "health"


def test_a_phrase_counts_more_than_a_word_and_a_word_once() -> None:
    assert weights("Prisoner after prisoner came.", "en")["prisoners"] == 1
    assert weights("They spoke of arms control.", "en")["arms_control"] == PHRASE_BONUS


def test_a_whole_word_is_not_found_inside_another() -> None:
    assert "water" in weights("A dam is built.", "en")
    assert "water" not in weights("A damsel is seen.", "en")


def test_hits_say_where() -> None:
    assert [(issue, place) for issue, _, place in issues("en").hits("In short, the dam stays.")] == [("water", 3)]


def test_a_pattern_needs_all_its_words() -> None:
    pattern = Pattern(("arms",), "limitation", open=True, issue="arms_control")
    assert pattern.stands_at(("on", "arms", "limitations"), 1)
    assert not pattern.stands_at(("on", "arms", "trade"), 1)
    assert not pattern.stands_at(("on", "arms"), 1)
    closed = Pattern(("arms",), "race", open=False, issue="arms_control")
    assert not closed.stands_at(("arms", "races"), 0)


def test_a_language_without_a_file_has_the_english_issues() -> None:
    assert issues("sv") == issues("en")


def test_titles_are_in_the_language_asked() -> None:
    assert issues("nl").titles["ambassadors"] != issues("en").titles["ambassadors"]
    assert issues("nl").titles.keys() == issues("en").titles.keys()


def test_a_name_is_no_term_as_it_is_written() -> None:
    assert "space" in weights("Estmark will fly to the moon.", "en", {"Moon"})
    assert "space" not in weights("President Moon will fly to Lordal.", "en", {"Moon"})
    assert "space" in weights("Lunar samples go to President Moon.", "en", {"Moon"})


def test_no_monitors_no_vote_is_of_monitors_and_of_no_referendum() -> None:
    found = weights("No monitors, no vote, the minister said.", "en")
    assert "peacekeeping" in found
    assert "referendum" not in found
    assert "monitors" in issues("en").titles["peacekeeping"].lower()
