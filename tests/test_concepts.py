"""Concepts and their weights."""

from __future__ import annotations

from briefing.analysis.concepts import concepts, everyday, stems, weigh


def test_forms_of_a_word_have_one_stem() -> None:
    assert stems("Ministers sign; the minister signed.", "en") == ("minist", "sign", "the", "minist", "sign")
    assert stems("ministr ministři ministrům", "cs") == ("minis",) * 3


def test_vowel_signs_do_not_break_words() -> None:
    assert len(stems("मंत्रियों की बैठक", "hi")) == 3
    assert len(stems("שָׁלוֹם עֲלֵיכֶם", "he")) == 2
    assert len(stems("มีการประชุม วันนี้", "th")) == 2


def test_a_concept_is_a_pair_of_neighbours_counted_once() -> None:
    assert concepts(("a", "b", "a", "b")) == (("a", "b"), ("b", "a"))
    assert concepts(("a",)) == ()


def test_a_concept_told_by_more_documents_weighs_more_than_in_proportion() -> None:
    weights = weigh([[("grain", "deal")], [("grain", "deal")], [("sea", "lane")]], ())
    assert weights["grain", "deal"] == 4 * weights["sea", "lane"]


def test_a_concept_weighs_by_where_a_document_first_tells_it() -> None:
    first, last = ("grain", "deal"), ("sea", "lane")
    weights = weigh([[first, first, last, first]], ())
    assert weights[first] == 1000**2
    assert weights[first] > weights[last] > 0


def test_pairs_of_stop_words_tell_nothing() -> None:
    weights = weigh([[("of", "the", "deal")]], {"of", "the"})
    assert set(weights) == {("the", "deal")}


def test_a_large_corpus_is_told_by_what_several_documents_hold() -> None:
    shared, rare = ("grain", "deal"), ("sea", "lane")
    documents = [[shared] for _ in range(60)]
    assert rare in weigh([*documents[:5], [rare]], ())
    assert set(weigh([*documents, [rare]], ())) == {shared}


def test_everyday_stems_are_frequent_and_in_a_known_language_stop_words() -> None:
    sentences = [("the", "summit", "of", f"word{number}") for number in range(10)]
    assert everyday(sentences, "en") == {"the", "of"}
    assert everyday(sentences, "cs") == {"the", "of", "summit"}
    assert everyday(sentences[:3], "cs") == set()
