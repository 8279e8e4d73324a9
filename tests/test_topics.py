"""Topics: one issue in all languages, third countries, neither hosts nor parties, each sentence once."""

from __future__ import annotations

import pytest
from builders import document, sample

from briefing.analysis.issues import issues
from briefing.analysis.topics import COUNTRY, Topics, find_topics, key
from briefing.model import Document, Kind
from briefing.pipeline import corpus

FISH = [
    "The trawlers of Peru stay out of the bay, the minister of Chile said.",
    "Fishermen from Chile may land their catch of fish again.",
    "Peru counts the fishing fleets in the south.",
    "The fisheries of Chile lose a third of their fish to others.",
]
PRISONERS = [
    "Peru and Chile will exchange the prisoners they hold.",
    "The list of prisoners was handed to Chile.",
    "Peru wants its prisoners home by winter.",
    "The release of all prisoners is what Chile asked for.",
]
BOLIVIA = [
    "Peru wants to see Bolivia at the coast.",
    "Chile answered that Bolivia had asked for nothing.",
    "Nobody had spoken to the Bolivian people about it, Peru said.",
]
HOST = [
    "The talks in Uruguay ended without a breakthrough.",
    "In Uruguay the talks made no progress, delegates told Chile.",
    "The delegations leave Uruguay after a constructive meeting.",
]
PLAIN = [f"Somebody from Peru walked to the gate number {number}." for number in "one two three four five six".split()]
DUTCH_FISH = [
    "De visserij van Chili blijft weg uit de baai van Peru.",
    "Peru telt de vissers in het zuiden.",
]
WIND = [f"The {each} blew over the square all through that long day." for each in "wind dust sand".split()]


def article(*parts: list[str], name: str = "D1", lang: str = "en") -> Document:
    return document(name, *(text for part in parts for text in part), lang=lang)


def found(*documents: Document, lang: str = "en", speaking: frozenset[str] = frozenset()) -> Topics:
    return find_topics(documents, lang, speaking)


def topic_of(topics: Topics, documents: list[Document], beginning: str) -> str | None:
    for one in documents:
        for sentence in one.sentences:
            if sentence.text.startswith(beginning):
                return topics.of.get(key(sentence))
    raise AssertionError(beginning)


def test_the_same_issue_in_two_languages_is_one_topic() -> None:
    pair = [article(FISH, PRISONERS), article(DUTCH_FISH, name="D2", lang="nl")]
    topics = found(*pair)
    assert topic_of(topics, pair, "De visserij") == topic_of(topics, pair, "Fishermen from") == "fisheries"
    assert topic_of(topics, pair, "The list") == "prisoners"
    assert len([topic for topic in topics.topics if topic.id == "fisheries"]) == 1


def test_a_third_country_is_a_topic_and_a_party_and_the_host_are_none() -> None:
    whole = [article(FISH, PRISONERS, BOLIVIA, HOST, PLAIN)]
    topics = found(*whole)
    assert {topic.id for topic in topics.topics if topic.id.startswith(COUNTRY)} == {COUNTRY + "BO"}
    assert topic_of(topics, whole, "Chile answered") == COUNTRY + "BO"


def test_a_party_that_is_seldom_named_is_no_topic() -> None:
    named = ["Peru wants to see Bolivia at the coast.", "The letter of Bolivia came late.", "Bolivia sent it back."]
    plain = [f"Somebody came in by the door number {number}." for number in range(len(named) * 6)]
    fish = [text.replace("Chile", "the bay") for text in FISH]
    topics = found(article(fish, named, plain))
    assert not [topic.id for topic in topics.topics if topic.id.startswith(COUNTRY)]


def test_a_country_named_as_often_where_nothing_is_hosted_is_a_topic() -> None:
    plain = [text.replace("talks", "train").replace("breakthrough", "whistle") for text in HOST[:1]]
    named = ["They bought wheat for Uruguay.", "She painted Uruguay in blue."]
    topics = found(article(FISH, PRISONERS, BOLIVIA, plain, named, PLAIN))
    assert COUNTRY + "UY" in {topic.id for topic in topics.topics}


def test_titles_are_in_the_language_asked() -> None:
    whole = article(FISH, PRISONERS, BOLIVIA, HOST, PLAIN)
    english = {topic.id: topic.title for topic in found(whole).topics}
    dutch = {topic.id: topic.title for topic in found(whole, lang="nl").topics}
    assert english.keys() == dutch.keys()
    assert (english["prisoners"], english[COUNTRY + "BO"]) == ("Prisoner exchange", "Bolivia")
    assert dutch["prisoners"] == "Gevangenenruil"
    assert {topic.lang for topic in found(whole, lang="nl").topics} == {"nl"}


def test_a_topic_is_called_after_the_name_that_it_is_about_but_not_after_a_speaker() -> None:
    named = [
        "They put Morel in jail, Peru said.",
        "No visitor saw Morel while he was in jail.",
        "A guard of the jail brought Morel a lamp.",
        "The jail let Morel write to Peru.",
    ]
    whole = article(named, FISH, PLAIN)
    assert "Morel" in {topic.title for topic in found(whole).topics}
    assert "Morel" not in {topic.title for topic in found(whole, speaking=frozenset({"Morel"})).topics}


def test_a_heading_speaks_for_what_stands_below_it() -> None:
    whole = [document("D1", WIND[0], "# Prisoners", WIND[1])]
    topics = found(*whole)
    assert topic_of(topics, whole, "The wind") is None
    assert topic_of(topics, whole, "The dust") == "prisoners"


def test_a_sentence_that_points_back_is_on_the_topic_of_the_one_before_it() -> None:
    pair = [article(FISH, PLAIN[:1], FISH[:1], ["They want it to stay so until the winter."], FISH[1:2])]
    topics = found(*pair)
    assert topic_of(topics, pair, "They want it") == "fisheries"
    assert topic_of(topics, pair, "Somebody from Peru") is None


def test_the_title_of_a_document_speaks_for_no_sentence_of_it() -> None:
    whole = [document("D1", "# Prisoners", WIND[0], "# Fishing fleets", WIND[1])]
    topics = found(*whole)
    assert topic_of(topics, whole, "The wind") is None
    assert topic_of(topics, whole, "The dust") == "fisheries"


def test_topics_share_no_sentence_and_list_the_most_spoken_of_first() -> None:
    documents = corpus(sample("geneva_2021")).kept
    topics = find_topics(documents, "en")
    prose = {key(s) for one in documents for s in one.sentences if s.kind is Kind.PROSE}
    assert topics.of.keys() <= prose
    assert len(topics.of) > len(prose) / 2
    ids = [topic.id for topic in topics.topics]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(topics.of.values())
    sizes = [list(topics.of.values()).count(each) for each in ids]
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_to_speak_of_is_no_topic() -> None:
    assert found() == Topics((), {})
    assert found(article(WIND)) == Topics((), {})


def in_jail(name: str) -> list[str]:
    return [
        f"They kept {name} in jail, Peru said.",
        f"No visitor saw {name} while the jail was closed.",
        f"A guard of the jail thought of {name} at night.",
        f"The jail had one rule for {name}, Peru wrote.",
    ]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("November", id="month"),
        pytest.param("Tuesday", id="weekday"),
        pytest.param("Nations", id="part of the name of an organisation"),
        pytest.param("Lone Pine", id="part of another name"),
        pytest.param("NATO", id="organisation"),
        pytest.param("Kenya", id="country"),
        pytest.param("Senate", id="body"),
    ],
)
def test_what_is_no_matter_does_not_stand_for_the_title_of_the_catalogue(name: str) -> None:
    assert "Sealand" in {topic.title for topic in found(article(in_jail("Sealand"), FISH, PLAIN)).topics}
    titles = {topic.title for topic in found(article(in_jail(name), FISH, PLAIN)).topics}
    assert titles & set(issues("en").titles.values()) == titles - {"Kenya"}


def test_a_part_of_a_name_in_the_language_of_the_documents_is_no_title_in_another() -> None:
    titles = {topic.title for topic in found(article(in_jail("Nations"), FISH, PLAIN), lang="nl").topics}
    assert titles <= set(issues("nl").titles.values())


def test_a_topic_is_called_after_no_person_who_is_only_named() -> None:
    whole = article(in_jail("Sealand"), FISH, PLAIN)
    assert "Sealand" not in {topic.title for topic in find_topics([whole], "en", persons=frozenset({"Sealand"})).topics}
