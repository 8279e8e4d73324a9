"""Bytes to a document: rows, languages, rejections, and properties that hold for any bytes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256

import pytest
from costs import linear
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import Document, Kind, Page, RawDocument, Rejection, Sentence
from briefing.text import reading
from briefing.text.reading import read
from briefing.text.rows import rows

ARTICLE = """Two states agree to share one radar

By Marit Olsen
March 3, 1998, 6:15 p.m.

VELLMAR, March 3 (AP) - The two coastal states have agreed to share the radar station on the cape, their ministers said.

“It is not about money. It is about fog,” Ona Reel told reporters at the pier. And with me “.

Advertisement

Who pays?

Jasper Kohl left the question open. . He will be asked again.

Subscribe to our newsletter
"""

LAST = "The fishermen of both states had asked for the radar for years, in vain."


def read_text(text: str, location: str = "radar.txt") -> Document:
    document = read(RawDocument(location, text.encode()), "D1")
    assert isinstance(document, Document)
    return document


def rejection(content: bytes, location: str = "radar.txt") -> str:
    found = read(RawDocument(location, content), "D1")
    assert isinstance(found, Rejection)
    assert found.location == location
    return found.reason


def prose(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences if sentence.kind is Kind.PROSE]


def test_an_article() -> None:
    document = read_text(ARTICLE)
    assert (document.id, document.location, document.lang) == ("D1", "radar.txt", "en")
    assert document.title == "Two states agree to share one radar"
    assert document.agencies == ("AP",)
    assert document.published == date(1998, 3, 3)
    assert prose(document) == [
        "The two coastal states have agreed to share the radar station on the cape, their ministers said.",
        "“It is not about money.",
        "It is about fog,” Ona Reel told reporters at the pier.",
        "Jasper Kohl left the question open.",
        "He will be asked again.",
    ]
    assert [sentence.kind for sentence in document.sentences] == [
        *(Kind.HEADING, Kind.BYLINE, Kind.BYLINE, Kind.BYLINE),
        *(Kind.PROSE, Kind.PROSE, Kind.PROSE, Kind.FRAGMENT),
        *(Kind.BOILERPLATE, Kind.HEADING, Kind.PROSE, Kind.PROSE, Kind.BOILERPLATE),
    ]
    assert [sentence.number for sentence in document.sentences] == list(range(1, 14))
    assert [sentence.text for sentence in document.sentences if sentence.inside_quotation] == [prose(document)[2]]
    assert all(sentence.why for sentence in document.sentences)


def test_sentences_of_a_paragraph_share_its_number() -> None:
    paragraphs = [s.paragraph for s in read_text(ARTICLE).sentences if s.kind is Kind.PROSE]
    assert len(set(paragraphs)) == 3
    assert paragraphs == sorted(paragraphs)


def test_the_language_of_a_sentence() -> None:
    document = read_text(
        "De twee kuststaten gaan de radar op de kaap samen gebruiken, zeiden de ministers dinsdag na een lange nacht. "
        "“We have waited for this radar for three winters and nobody will take it from us,” was what she told them. "
        "De vissers hadden erom gevraagd, maar het geld is er nog niet, en niemand op de pier wist wie het zou geven."
    )
    assert document.lang == "nl"
    assert [sentence.lang for sentence in document.sentences] == ["nl", "en", "nl"]


def test_a_wrapped_sentence_is_the_raw_slice() -> None:
    first = (
        "The two coastal states have agreed to share the radar\r\n"
        "station on the cape from the first of May, their ministers\r\nsaid."
    )
    second = "Nobody on the pier asked them who is to pay for it, or\r\nfor the fuel of the boats."
    assert prose(read_text(f"    {first} {second}\r\n")) == [first, second]


def test_a_headline_glued_in_front_of_the_dateline() -> None:
    document = read_text(
        "Zwei Staaten teilen sich ein Radar – Reel: „Ein Anfang“. Vellmar – Die beiden Küstenstaaten nutzen das Radar "
        "auf dem Kap künftig gemeinsam. Das sagten die Minister am Dienstag nach einer langen Nacht."
    )
    assert [sentence.kind for sentence in document.sentences] == [
        Kind.HEADING, Kind.BYLINE, Kind.PROSE, Kind.PROSE,
    ]  # fmt: skip
    assert document.title == "Zwei Staaten teilen sich ein Radar – Reel: „Ein Anfang“."


def test_a_pull_quote_is_no_second_sentence() -> None:
    repeated = "Nobody on the pier asked who will pay for it."
    paragraph = f"The two coastal states share the radar on the cape, their ministers said. {repeated}"
    document = read_text(f"{paragraph}\n\n    “{repeated}”\n\nThe fishermen of both states had asked for it in vain.")
    assert prose(document).count(repeated) == 1
    assert [s.kind for s in document.sentences if repeated in s.text] == [Kind.PROSE, Kind.HEADING]


def test_prompts_flood_a_paragraph() -> None:
    prompts = "Newsletter Sign Up Please verify your email. Invalid email address. Please re-enter. Thank you."
    document = read_text(f"{ARTICLE}\n\n{prompts}\n\n{LAST}")
    assert not any("email" in sentence or "re-enter" in sentence for sentence in prose(document))
    assert LAST in prose(document)


@pytest.mark.parametrize(
    "prompt",
    [
        "Sign up for the Morning Tide newsletter.",
        "You can unsubscribe at any time.",
        "Per Lund contributed to this report.",
        "This article was updated on 4 March.",
        "Correction: The name of the cape was wrong.",
        "An earlier version of this story said the lease ends in May.",
        "In einer früheren Fassung dieses Artikels hieß es, der Vertrag ende im Mai.",
        "In een eerdere versie van dit artikel stond dat het verdrag in mei afloopt.",
        "Dans une version précédente de cet article, la date était fausse.",
        "Fe de erratas: una versión anterior de esta nota daba otra fecha.",
        "Erramos: o acordo vence em maio.",
        "Uma versão anterior desta reportagem dava outra data.",
        "Una versione precedente di questo articolo riportava un'altra data.",
        "W poprzedniej wersji tego tekstu podaliśmy inną datę.",
        "В предыдущей версии статьи была указана другая дата.",
        "У попередній версії цього матеріалу було вказано іншу дату.",
        "Do you have a tip? Write to marit@vellmarpost.example.",
        "Dieser Beitrag wurde aus dem Norwegischen übersetzt.",
        "Ten artykuł ukazał się w poniedziałek.",
    ],
)
def test_prompts_to_the_reader(prompt: str) -> None:
    document = read_text(f"{ARTICLE}\n\n{prompt}\n\n{LAST}")
    assert {s.kind for s in document.sentences if s.text in prompt} == {Kind.BOILERPLATE}


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry subscribed to the radar plan on Twitter.",
        "“Please subscribe to the plan,” said Reel.",
        "Both governments took note of the views expressed by the crews.",
        "The article of the treaty was amended.",
        "An earlier version of the text named another cape.",
        "Die frühere Fassung des Vertrags nannte ein anderes Kap.",
        "La version précédente du texte nommait un autre cap.",
        "The correction of the border took a year.",
    ],
)
def test_what_is_no_prompt(sentence: str) -> None:
    assert sentence in prose(read_text(f"{ARTICLE}\n\n{sentence}\n\n{LAST}"))


def test_a_quoted_speaker_may_say_you() -> None:
    said = "“It is our radar. You open your email and you sail out. It is fog that kills,” said Reel."
    assert "You open your email and you sail out." in prose(read_text(f"{ARTICLE}\n\n{said}"))


def test_credits_at_the_end_of_a_paragraph() -> None:
    lead = "The two coastal states have agreed to share the radar station on the cape."
    assert prose(read_text(f"{lead} Nobody paid. (Reuters)")) == [lead, "Nobody paid."]
    assert prose(read_text(f"{lead} Nobody paid. Marit Olsen, Vellmar.")) == [lead, "Nobody paid."]
    assert len(prose(read_text(f"{lead} Kohl told Reuters."))) == 2


def test_a_page_and_a_note() -> None:
    body = "The two coastal states have agreed to share the radar station on the cape, their ministers said on Tuesday."
    assert prose(read_text(f"# Radar\n\n{body}", "radar.md")) == [body]
    page = f"<html><body><article><h1>Radar</h1><p>{body}</p><p>{body[:-1]} again.</p></article></body></html>"
    assert prose(read_text(page, "radar.html")) == [body, f"{body[:-1]} again."]


@pytest.mark.parametrize(
    ("content", "location", "reason"),
    [
        (b"", "a.txt", "empty file"),
        (b"\0\1\2", "a.txt", "binary file, not text"),
        (b"%PDF-1.7 some words", "a.pdf", "unknown format .pdf"),
        (b"Some words.", "a.csv", "unknown format .csv"),
        (b"Share this article\n\nAdvertisement\n", "a.txt", "furniture only: no sentence of prose"),
        (b"<html><body></body></html>", "a.html", "furniture only: no sentence of prose"),
    ],
)
def test_rejections(content: bytes, location: str, reason: str) -> None:
    assert rejection(content, location) == reason


def test_a_legacy_encoding_is_remarked() -> None:
    found = read(RawDocument("a.txt", "Der Zug fährt über die Brücke, sagte Müller.".encode("cp1252")), "D1")
    assert isinstance(found, Document)
    assert found.remarks == ("decoded as windows-1252",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Οι δύο χώρες συμφώνησαν να μοιραστούν το ραντάρ στο ακρωτήριο από τον Μάιο.", "el"),
        ("İki ülke mayıs ayından itibaren burundaki radarı paylaşma konusunda anlaştı.", "und"),
    ],
)
def test_a_language_that_is_not_analysed_is_refused(text: str, code: str) -> None:
    raw = RawDocument("radar.txt", text.encode())
    assert read(raw, "D1") == Rejection("radar.txt", f"in a language that is not analysed ({code})")


NEWS = st.lists(
    st.sampled_from(
        [*ARTICLE.splitlines(), "“", ". .", "\r\n", "Photo: AP", "Mr.", "?", "» «", "(Reuters)", "1.", "\t"]
    )
).map("\n".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NEWS | st.text(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_every_sentence_is_its_slice_in_order(text: str, location: str) -> None:
    raw = RawDocument(location, text.encode(errors="replace"))
    document = read(raw, "D1")
    assert read(raw, "D1") == document
    if isinstance(document, Document):
        found: tuple[Sentence, ...] = document.sentences
        assert all(sentence.text == document.text[sentence.start : sentence.end] for sentence in found)
        assert all(sentence.text and sentence.text == sentence.text.strip() for sentence in found)
        assert all(one.end <= other.start for one, other in itertools.pairwise(found))
        assert [sentence.number for sentence in found] == list(range(1, len(found) + 1))


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_no_bytes_crash(content: bytes, location: str) -> None:
    assert isinstance(read(RawDocument(location, content), "D1"), Document | Rejection)


@given(NEWS)
def test_rows_hold_every_letter(text: str) -> None:
    kept = "".join(text[row.start : row.end] for row in rows(text, "en"))
    assert [c for c in text if c.isalpha()] == [c for c in kept if c.isalpha()]


@pytest.mark.parametrize("unit", ["a", " ", ".", '"', "\n", "“a. ", "a\n", "AB. ", "photo: ", "(", "a. b"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def reading_of(size: int) -> Callable[[], object]:
        raw = RawDocument("a.txt", (unit * size)[:size].encode())
        return lambda: read(raw, "D1")

    read(RawDocument("a.txt", unit.encode()), "D1")
    assert linear(reading_of, 20_000)


def test_what_a_page_says_goes_before_the_bytes() -> None:
    text = f"Radar on the cape\n\n{LAST}"
    page = Page(text, "One radar", "The Post", date(1998, 3, 3), "https://post.example/a", frozenset({0}))
    found = read(RawDocument("a.pdf", b"%PDF-1.7 \x00", page), "D1")
    assert isinstance(found, Document)
    assert (found.text, found.title, found.publisher, found.published, found.url) == page[:5]
    assert [each.kind for each in found.sentences[:2]] == [Kind.HEADING, Kind.PROSE]
    assert found.sha256 == sha256(b"%PDF-1.7 \x00").hexdigest()


def test_what_a_text_says_of_itself_has_an_end() -> None:
    named = f"title: Radar {'– ' * 50_000}x\noutlet: Post {'o ' * 50_000}\nurl: https://a.example/{'a' * 50_000}"
    for text in (f"---\n{named}\n---\n\n{LAST}", f"# Radar {'– ' * 50_000}x\n\n{LAST}"):
        document = read(RawDocument("a.md", text.encode()), "D1")
        assert isinstance(document, Document)
        assert document.title.startswith("Radar – –")
        assert max(map(len, (document.title, document.publisher))) <= 500
        assert document.url == ""


def test_a_text_of_more_than_a_thousand_pages_is_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The ministers met on Monday in Lordal, the ministry said.\n\n" * 20
    raw = RawDocument("long.txt", text.encode())
    assert isinstance(read(raw, "D1"), Document)
    monkeypatch.setattr(reading, "LONGEST", len(text) - 1)
    found = read(raw, "D1")
    assert isinstance(found, Rejection)
    assert "characters of text" in found.reason


ITEMS = (
    "The fishing boats will return to the strait on the first of May.",
    "Both coast guards agreed to share one radio channel from June.",
)


@pytest.mark.parametrize("marks", ["••", "--", "––", "▪▪", ("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("a)", "b)")])
def test_the_mark_of_a_list_is_no_part_of_a_sentence(marks: Sequence[str]) -> None:
    text = "\n\n".join(f"{mark} {item}" for mark, item in zip(marks, ITEMS, strict=True))
    assert [text[row.start : row.end] for row in rows(text, "en")] == [*ITEMS]


def test_a_number_that_stands_alone_or_before_a_month_opens_its_sentence() -> None:
    alone = "3. Runde der Gespräche über den Hafen beginnt am Montag, sagte der Sprecher der Stadt am Sonntag."
    days = "3. Mai war der Tag, an dem beide Seiten unterschrieben haben.", "4. Mai war ein Tag der Ruhe im Hafen."
    for text in (alone, "\n\n".join(days)):
        assert "".join(text[row.start : row.end] for row in rows(text, "de")).startswith("3. ")
