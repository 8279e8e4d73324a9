"""The head of a brief: a composed title, or the best headline, and a bottom line of at most 60 words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import assessment, document, likened, sample_brief, sentence
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.headline import BOTTOM_LINE_WORDS, LONGEST_TITLE, bottom_line, composed_title, title_of
from briefing.analysis.issues import issues
from briefing.analysis.quotability import leans
from briefing.analysis.topics import key
from briefing.model import Assessment, Status, Topic
from briefing.text.lexicon import LANGUAGES

FISH = Topic("fisheries", "Fisheries")
LEAD = "The ministers of Norvania and Estmark agreed on Tuesday to exchange all prisoners before the end of the month."
DUTCH = (
    "De ministers van Norvanië en Estmark spraken dinsdag af om alle gevangenen voor het einde van de maand te ruilen."
)
ASIDE = "A band of nine old men played waltzes on the quay while the ferries came in from the islands."
OTHER = "Engineers will measure the dam near Lordal in spring, and both capitals promised to publish what they find."


def test_a_title_is_made_of_the_parties_and_the_matters() -> None:
    topics = [Topic("outcome", "Overall outcome"), FISH, Topic("government", "Morel"), Topic("country-BO", "Bolivia")]
    assert composed_title(["Peru", "Chile", "Spain"], topics, "en") == "Chile – Peru: fisheries, Morel, Bolivia"


def test_a_title_names_three_matters_at_most_and_leaves_abbreviations_and_german_nouns_in_capitals() -> None:
    topics = [FISH, Topic("a", "UN mission"), Topic("b", "Aid"), Topic("c", "Trade")]
    assert composed_title(["Peru", "Chile"], topics, "en") == "Chile – Peru: fisheries, UN mission, Aid"
    fish = Topic("fisheries", issues("de").titles["fisheries"])
    assert composed_title(["Peru", "Chile"], [fish], "fr").startswith("Chile – Peru\u202f: ")
    assert composed_title(["Peru", "Chile"], [fish], "de") == f"Chile – Peru: {fish.title}"


@pytest.mark.parametrize(("sides", "topics"), [([], [FISH]), (["Peru"], []), (["Peru"], [Topic("tone", "Tone")])])
def test_no_title_without_a_party_or_a_matter(sides: list[str], topics: list[Topic]) -> None:
    assert composed_title(sides, topics, "en") == ""


def headline(*titles: str, lang: str = "en") -> tuple[str, str]:
    documents = [document(f"D{n}", LEAD, title=title, lang=lang) for n, title in enumerate(titles, start=1)]
    return title_of(documents, lang)


PLAIN = "Clouds hang low over the harbour"


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("We exchange all prisoners", "en"),
        ("“Ministers agreed to exchange prisoners”", "en"),
        ("„Minister tauschen Gefangene“", "de"),
        ("Morgen tauschen wir alle Gefangenen", "de"),
        ("Alle gevangenen ruil ik", "nl"),
    ],
)
def test_a_headline_in_the_first_person_or_a_quotation_gives_way(title: str, lang: str) -> None:
    assert headline(title, PLAIN, lang=lang) == (PLAIN, lang)
    assert headline(title, lang=lang) == (title, lang)


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("EU ministers exchange prisoners", "en"),
        ("I ministri scambiano i prigionieri", "it"),
        ("Ministrowie i prezydent o jeńcach", "pl"),
        ("Ministers say je ne sais quoi", "en"),
    ],
)
def test_a_word_that_is_a_pronoun_only_elsewhere_is_none(title: str, lang: str) -> None:
    assert headline(title, f"“{PLAIN}”", lang=lang) == (title, lang)


def test_the_headline_nearest_to_all_comes_first_in_the_language_of_the_brief() -> None:
    near = "Ministers agreed to exchange prisoners"
    assert headline(PLAIN, near) == (near, "en")
    pair = [
        document("D1", DUTCH, lang="nl", title="Ministers ruilen alle gevangenen"),
        document("D2", LEAD, title=PLAIN),
    ]
    assert title_of(pair, "en") == (PLAIN, "en")
    assert title_of(pair, "nl")[1] == title_of(pair[:1], "en")[1] == "nl"


def test_a_loose_end_is_cut_and_what_is_too_short_or_too_long_is_no_title() -> None:
    assert headline("Ministers exchange prisoners – ") == ("Ministers exchange prisoners", "en")
    assert headline("Live blog", "word " * LONGEST_TITLE, "") == ("", "")
    assert title_of([], "en") == ("", "")


def line(*told: Assessment, usable: Sequence[Assessment] | None = None, lang: str = "en") -> list[str]:
    like = likened([one.sentence for one in told])
    keys = frozenset(key(one.sentence) for one in (told if usable is None else usable))
    return [one.sentence.text for one in bottom_line(told, like, keys, frozenset(("Anton Belik",)), lang)]


def told(text: str, name: str = "D1", number: int = 1, topic: str = "prisoners", lang: str = "en") -> Assessment:
    return assessment(sentence(text, name, number, lang), Status.AGREEMENT, topic=topic)


def test_the_bottom_line_takes_two_leads_on_different_topics() -> None:
    rest = told(ASIDE, "D3", 9, topic="tone")
    assert sorted(line(told(LEAD), told(OTHER, "D2", topic="water"), rest)) == [OTHER, LEAD]


def test_the_bottom_line_does_not_say_one_thing_twice() -> None:
    again = LEAD.replace("all", "the")
    rest = told(OTHER, "D3", topic="dam"), told(ASIDE, "D4", topic="tone")
    found = line(told(LEAD), told(again, "D2", topic="water"), *rest)
    assert len(found) == 2
    assert not {LEAD, again} <= {*found}
    assert len(line(told(LEAD), told(OTHER, "D2"), usable=None)) == 1


def test_the_bottom_line_prefers_the_language_of_the_brief() -> None:
    pair = told(LEAD), told(DUTCH, "D2", lang="nl")
    assert line(*pair, lang="en") == [LEAD]
    assert line(*pair, lang="nl") == [DUTCH]


def test_only_usable_leads_that_stand_alone_make_the_bottom_line() -> None:
    assert line(told(LEAD), told(OTHER, "D2"), usable=[]) == []
    assert line(told("He said so to the ministers of Norvania and Estmark on that long and rainy Tuesday.")) == []
    assert line(told("Ministers agreed to exchange prisoners.")) == []
    late = [told(f"Too short {number}.", number=number) for number in (1, 2, 3)]
    assert line(*late, told(LEAD, number=4)) == []


def test_the_long_lead_of_an_agency_is_the_bottom_line() -> None:
    more = (
        ", the host said, in the largest exchange since the fighting on the Morn began, but they could not settle who"
    )
    lead = LEAD.rstrip(".") + more + " is to guard the bridge at Lordal while the engineers measure it in spring."
    assert 48 < len(lead.split()) <= BOTTOM_LINE_WORDS
    assert line(told(lead)) == [lead]


def test_without_any_status_there_is_still_a_line() -> None:
    assert line(assessment(sentence(LEAD), None, 0.2)) == [LEAD]


@given(st.lists(st.integers(10, 50), min_size=1, max_size=5))
def test_the_bottom_line_never_has_more_than_sixty_words(lengths: list[int]) -> None:
    words = (LEAD[:-1] + " " + OTHER[:-1] + " " + ASIDE[:-1]).split()
    leads = [told(" ".join(words[:n]) + ".", f"D{at}", topic=f"t{at}") for at, n in enumerate(lengths, start=1)]
    leads += [told(OTHER, "D8", topic="water"), told(ASIDE, "D9", topic="tone")]
    found = line(*leads)
    assert 1 <= len(found) <= 2
    assert sum(len(text.split()) for text in found) <= BOTTOM_LINE_WORDS


def test_the_bottom_line_of_the_sample_is_verbatim_and_in_the_language_of_the_brief() -> None:
    brief = sample_brief("geneva_2021")
    assert brief.bottom_line
    assert brief.bottom_line[0].lang == "en"
    assert sum(len(span.text.split()) for span in brief.bottom_line) <= BOTTOM_LINE_WORDS


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Also on Tuesday the two sides spoke of the ferry."),
        ("nl", "Ook hebben de ministers over de veerboot gesproken."),
        ("de", "Zudem sprachen die Minister über die Fähre."),
        ("fr", "Cependant, rien n’est signé."),
        ("es", "Además hablaron del transbordador."),
        ("it", "Inoltre hanno parlato del traghetto."),
        ("pl", "Ponadto rozmawiano o promie."),
        ("pt", "Isso não muda nada no porto."),
        ("ru", "Однако о пароме речи не было."),
        ("uk", "Проте про пором не йшлося."),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_known_in_every_language(lang: str, text: str) -> None:
    assert leans(sentence(text, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_that_begins_with_a_name_leans_on_nothing(lang: str) -> None:
    assert not leans(sentence("Norvania 12.", lang=lang))


def test_a_lead_without_a_result_gives_way() -> None:
    scene = LEAD.replace("agreed", "came")
    assert scene != LEAD
    still = assessment(sentence(scene), None, topic="format")
    late = told("One.", "D2", 1), told("Two.", "D2", 2), told(LEAD, "D2", 3, topic="prisoners")
    assert line(still, *late)[0] == LEAD
    assert line(still) == [scene]


CLAIM = "The Norvanian minister said that Estmark had broken its word and would have to pay for every lost day of work."


def claimed(text: str, name: str, status: Status | None = Status.DISPUTE, topic: str = "dam") -> Assessment:
    return assessment(sentence(text, name), status, 0.99, topic, ("Ann Lund",))


def test_the_bottom_line_is_what_the_reporter_tells_as_agreed_and_no_claim_of_one_side() -> None:
    assert line(claimed(CLAIM, "D1"), told(LEAD, "D2")) == [LEAD]
    assert line(claimed(CLAIM, "D1", Status.AGREEMENT), told(LEAD, "D2")) == [LEAD]
    open_point = assessment(sentence(OTHER, "D1"), Status.UNRESOLVED, 0.99, "water")
    assert line(open_point, told(LEAD, "D2")) == [LEAD, OTHER]


def test_what_a_mediator_tells_is_no_claim_of_one_side() -> None:
    host = replace(told(LEAD, "D3"), speakers=("Anton Belik",))
    assert line(claimed(CLAIM, "D1", Status.AGREEMENT), host) == [LEAD]
    assert line(assessment(sentence(ASIDE, "D2"), None), host)[0] == LEAD
    assert line(replace(host, speakers=("Ann Lund",)), told(OTHER, "D2", topic="water")) == [OTHER]


def test_a_claim_of_one_side_is_taken_where_nothing_else_is() -> None:
    assert line(claimed(CLAIM, "D1")) == [CLAIM]
