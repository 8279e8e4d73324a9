"""What sentences are about, word by word."""

from __future__ import annotations

from briefing.analysis.matter import covered, matter, missing, shares


def test_status_speakers_numbers_and_days_are_no_matter() -> None:
    text = "Minister Ada Kelm said on Tuesday that Estmark had agreed to lower 3 dams by two metres."
    assert set(matter(text, "en", ("Ada Kelm",))) == {"estmark", "lower", "dams", "metres"}


def test_an_elided_article_is_no_part_of_a_word() -> None:
    assert set(matter("L’usine d'eau et l'amarrage qu'elle voulait.", "fr")) >= {"usine", "eau", "amarrage"}
    assert set(matter("L'isola e l'ormeggio dell'armatore.", "it")) == {"isola", "ormeggio", "armatore"}
    assert covered(matter("l'eau", "fr"), matter("the water", "en"), ("fr", "en")) == 1


def test_a_counterpart_may_be_the_word_its_stem_or_its_translation() -> None:
    assert shares(("dam",), ("dam",), ("en", "en")) == (1.0,)
    assert shares(("estmarkers",), ("estmarker",), ("en", "en")) == (1.0,)
    assert shares(("prisoners",), ("gevangenen",), ("en", "nl"))[0] > 0.45
    assert shares(("prisoners",), ("price",), ("en", "en"))[0] < 0.45


def test_what_is_missing_is_counted() -> None:
    mine, theirs = ("price", "drinking", "water"), ("quality", "drinking", "water")
    assert missing(mine, theirs, ("en", "en")) == 1
    assert 0.4 < covered(mine, theirs, ("en", "en")) < 1
    assert covered(mine, mine, ("en", "en")) == 1


def test_of_nothing_nothing_is_covered() -> None:
    assert covered((), ("water",), ("en", "en")) == 0
    assert covered(("water",), (), ("en", "en")) == 0
    assert missing(("water",), (), ("en", "en")) == 1
