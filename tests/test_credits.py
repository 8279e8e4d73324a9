"""Title, publisher and agencies of a text, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Document, Page, RawDocument
from briefing.text import datelines
from briefing.text.agencies import agencies
from briefing.text.credits import agencies_of, publisher, title
from briefing.text.datelines import dateline, is_dateline
from briefing.text.reading import read
from briefing.text.rows import rows

LEAD = "The two coastal states have agreed to share the radar station on the cape from the first of May, they said."
HEADLINE = "Two states agree to share one radar"


def headline_of(*lines: str, marked: str = "") -> str:
    text = "\n\n".join([*lines, LEAD])
    return title(rows(text, "en"), text, marked)


def publisher_of(*lines: str, below: str = "", marked: str = "") -> str:
    text = "\n\n".join([*lines, LEAD, LEAD.replace("coastal", "inland"), *([below] if below else [])])
    found = rows(text, "en")
    return publisher(found, text, marked, title(found, text, marked))


def test_title() -> None:
    assert headline_of(HEADLINE) == HEADLINE
    assert headline_of("THE VELLMAR POST", "World / Sea", HEADLINE, "By Marit Olsen") == HEADLINE
    assert headline_of("VLM0417 4 pol 348 SEA-RADAR-TALKS", HEADLINE) == HEADLINE
    assert headline_of(f"{HEADLINE} | The Vellmar Post") == HEADLINE
    assert headline_of(f"{HEADLINE} – –") == HEADLINE
    assert headline_of("Two states\none radar") == "Two states"
    assert headline_of("One radar") == "One radar"
    assert headline_of(HEADLINE, marked="Marked") == "Marked"


def test_the_first_sentence_is_no_title() -> None:
    assert headline_of() == ""
    assert headline_of("“We waited three winters for this radar,” said a skipper in the harbour of Vellmar.") == ""


@pytest.mark.parametrize(
    "name",
    [
        "The Vellmar Beacon",
        "Le Matin de Vellmar",
        "El Correo del Cabo",
        "Der Kapbote",
        "De Vellmarse Bode",
        "Голос Мису",
    ],
)
def test_a_name_on_the_first_line_above_title_and_byline_is_the_publisher(name: str) -> None:
    assert publisher_of(name, HEADLINE, "By Marit Olsen") == name
    assert publisher_of(name, HEADLINE, "VELLMAR, 3 May 2031") == name
    assert headline_of(name, HEADLINE, "By Marit Olsen") == HEADLINE
    assert publisher_of(name, HEADLINE) == ""
    assert publisher_of("By Marit Olsen", name, HEADLINE) == ""
    assert publisher_of(name, "By Marit Olsen") == ""


def test_a_name_that_owns_the_text_is_the_publisher_and_not_the_title() -> None:
    name, headline, byline = "Das Neue Kap und Meer", "Two small states agree to share one radar", "By Marit Olsen"
    assert publisher_of(name, headline, byline, below=f"© {name} 2031") == name
    assert publisher_of(name, headline, byline) == ""
    text = "\n\n".join([name, headline, byline, LEAD, LEAD.replace("coastal", "inland"), f"© {name} 2031"])
    assert title(rows(text, "en"), text, "") == headline


@pytest.mark.parametrize("kicker", ["Radar Talks", "The Long Read", "Two Voices, One Radar", "The Radar Crisis"])
def test_what_stands_above_a_title_is_not_always_a_publisher(kicker: str) -> None:
    assert publisher_of(kicker, HEADLINE, "By Marit Olsen") == ""


def test_publisher() -> None:
    assert publisher_of("THE VELLMAR POST", HEADLINE) == "THE VELLMAR POST"
    assert publisher_of("Vellmarer Kurier | Politik | Ausland", HEADLINE) == "Vellmarer Kurier"
    assert publisher_of(f"{HEADLINE} | Sea and Cape") == "Sea and Cape"
    assert publisher_of(f"{HEADLINE} – The Vellmar Herald") == "The Vellmar Herald"
    assert publisher_of(HEADLINE, "The Cape Ledger", below="Source: Cape Ledger reporting") == "The Cape Ledger"
    assert publisher_of(HEADLINE, marked="Marked") == "Marked"


@pytest.mark.parametrize(
    "line", ["RADAR TALKS", "World / Sea", "By Marit Olsen", "Marit Olsen/The Associated Press", ""]
)
def test_what_is_no_publisher(line: str) -> None:
    assert publisher_of(*filter(None, [line, HEADLINE])) == ""
    assert publisher_of(f"{HEADLINE} – and one crew") == ""


def agencies_above_and_below(line: str, lang: str) -> set[tuple[str, ...]]:
    texts = ("\n\n".join(lines) for lines in ([HEADLINE, line, LEAD], [HEADLINE, LEAD, LEAD.upper(), line]))
    return {agencies_of(rows(text, lang), text, lang) for text in texts}


def test_agencies_are_those_of_credits_not_of_sentences_or_pictures() -> None:
    text = "\n\n".join(
        [HEADLINE, f"VELLMAR (AFP) - {LEAD}", "Reel told Reuters nothing of it.", "The pier. Photo: dpa/AP", "REUTER"]
    )
    assert agencies_of(rows(text, "en"), text, "en") == ("AFP", "Reuters")


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Photo: AP"),
        ("en", "Picture: Reuters"),
        ("en", "Image credit: AFP"),
        ("en", "AP Photo/Jan Kok"),
        ("en", "Marit Olsen/Getty Images"),
        ("en", "Olsen, left, and Kok, right, on the pier (AFP)"),
        ("nl", "Foto: ANP/AFP"),
        ("nl", "Afbeelding: Reuters"),
        ("de", "Foto: dpa"),
        ("de", "Bild: picture alliance/dpa"),
        ("fr", "Crédit photo : AFP"),
        ("es", "Imagen: EFE"),
        ("it", "Immagine: ANSA"),
        ("pl", "Zdjęcie: PAP"),
        ("pl", "fot. PAP/EPA"),
        ("pt", "Imagem: AFP"),
        ("ru", "Фото: РИА Новости"),
        ("uk", "Світлина: УНІАН"),
        ("nl", "Photo: AFP"),
    ],
)
def test_the_credit_of_a_picture_is_none_of_the_text(lang: str, line: str) -> None:
    assert agencies_above_and_below(line, lang) == {()}


@pytest.mark.parametrize(
    ("lang", "line", "named"),
    [
        ("en", "By Marit Olsen, Associated Press", ("AP",)),
        ("en", "By Marit Olsen, Associated Press. Photo: Reuters", ("AP",)),
        ("en", "Reporting by Reuters", ("Reuters",)),
        ("en", "Reuters and AFP contributed to this report.", ("Reuters", "AFP")),
        ("en", "(Reporting by Marit Olsen; pictures by AFP; Reuters)", ("Reuters",)),
        ("de", "Quelle: dpa", ("dpa",)),
        ("de", "dpa/AFP", ("dpa", "AFP")),
        ("nl", "Bron: ANP", ("ANP",)),
        ("fr", "(avec AFP et Reuters)", ("AFP", "Reuters")),
        ("ru", "Источник: РИА Новости", ("RIA Novosti",)),
    ],
)
def test_the_credit_of_the_text_names_its_agencies(lang: str, line: str, named: tuple[str, ...]) -> None:
    assert agencies_above_and_below(line, lang) == {named}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("LORDAL (WAFA) — ", ("WAFA",)),
        ("LORDAL, 3 May (Ritzau) - ", ("Ritzau",)),
        ("LORDAL /ČTK/ — ", ("ČTK",)),
        ("LORDAL (PA) — ", ("PA",)),
        ("LORDAL (PA Media) — ", ("PA",)),
        ("LORDAL (SANA/AFP) - ", ("AFP", "SANA")),
        ("LORDAL (AFP, SPA) - ", ("AFP", "SPA")),
        ("HARRISBURG, PA (AP) — ", ("AP",)),
        ("LORDAL, PA — ", ()),
        ("LORDAL (Photo: PA) — ", ()),
        ("LORDAL (MAP of the bay) — ", ()),
        ("(STT)\n\n", ("STT",)),
        ("By Marit Olsen/APS\n\n", ("APS",)),
        ("By Marit Olsen in Lordal, PA\n\n", ()),
        ("The MAP of the bay and the SPA in Lordal (PA) are old. ", ()),
        ("BTA told SANA nothing of it. ", ()),
    ],
)
def test_an_agency_whose_name_means_other_things_counts_in_a_credit_only(line: str, named: tuple[str, ...]) -> None:
    text = f"{HEADLINE}\n\n{line}{LEAD}\n\n{LEAD.replace('coastal', 'inland')}"
    assert agencies_of(rows(text, "en"), text, "en") == named


@pytest.mark.parametrize(("author", "named"), [("STT", ("STT",)), ("Marit Olsen | PA", ("PA",)), ("Pa Olsen", ())])
def test_the_author_that_a_page_names_may_be_an_agency(author: str, named: tuple[str, ...]) -> None:
    found = read(RawDocument("a.html", b"", Page(f"{HEADLINE}\n{LEAD}\n{LEAD}", author=author)), "D1")
    assert isinstance(found, Document)
    assert found.agencies == named


def test_names_of_agencies() -> None:
    assert agencies("Ritzau, WAFA, Agerpres, Tanjug, The Canadian Press") == (
        "Ritzau", "WAFA", "Agerpres", "Tanjug", "Canadian Press",
    )  # fmt: skip
    assert agencies("PA, SPA, MAP, STT, BTA, APS, HINA") == ()
    assert agencies("Source: AFP and EFE, The Associated Press (AFP)") == ("AFP", "EFE", "AP")
    assert agencies("Агентства ТАСС, РИА Новости, Укрінформ") == ("TASS", "RIA Novosti", "Ukrinform")
    assert agencies("The EFECTOS of TAPAS and a map") == ()


@pytest.mark.parametrize(
    "prefix",
    [
        "VELLMAR, March 3 - ",
        "VELLMAR (AP) — ",
        "VELLMAR, Norland (AP) — ",
        "(CNN) ",
        "VELLMAR — ",
        "VELLMAR/BRYNE (Reuters) - ",
        "Vellmar, 3 mar (EFE).- ",
        "(ANSA) - VELLMAR, 3 MAR - ",
        "Vellmar, 3 mar 1998 (Lusa) – ",
        "МОСКВА, 3 марта. /ТАСС/. ",
        "КИЇВ. 3 березня. УНІАН. ",
        "3 марта, Минск /Корр. БЕЛТА/. ",
        "date 1998-03-03 ",
        "1998-03-03 18:15 | ",
    ],
)
def test_datelines(prefix: str) -> None:
    assert dateline(prefix + LEAD, near_top=False) == len(prefix)


@pytest.mark.parametrize("prefix", ["Vellmar – ", "VELLMAR. "])
def test_a_mere_place_counts_near_the_top(prefix: str) -> None:
    assert dateline(prefix + LEAD, near_top=True) == len(prefix)
    assert dateline(prefix + LEAD, near_top=False) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "MINISTER KOHL: We share the mast.",
        "COL. REEL: I was there.",
        "U.N. Secretary Reel left.",
        "The Vellmar Fishing Board (VFB) President Reel left.",
        "The talks - A long affair - ended.",
        "Kohl, 52, left.",
        "Reuters reported it first.",
        "On 3 March 1998 - A Tuesday - they met.",
    ],
)
def test_what_is_no_dateline(sentence: str) -> None:
    assert dateline(sentence, near_top=False) == 0


def test_a_line_that_is_all_dateline() -> None:
    assert is_dateline("VELLMAR, March 3 (Reuters)")
    assert is_dateline("Vellmar, 3 mars 1998")
    assert not is_dateline("Vellmar, en mars 1998, attendait encore.")
    assert not is_dateline("Mr. Reel arrives on the 18th.")


HEADS = st.tuples(
    st.sampled_from(["", "“", "By ", "separately "]),
    st.sampled_from(["VELLMAR", "Vellmar", "Rio de Cape", "Vellmar, Osland", ""]),
    st.sampled_from(["", ", ", ". ", " "]),
    st.sampled_from(["March 3", "3. März 1998", "3 mars", "3/3/1998", "1998-03-03 10:30", ""]),
    st.sampled_from(["", " ", ". ", ", "]),
    st.sampled_from(["(AP)", "/dpa/", "(own report)", "Reuters", "TT", "epa", "(epa/eb)", ""]),
    st.sampled_from([" – ", " - ", " -- ", ".- ", ". ", ": ", " ", ""]),
    st.sampled_from(["They said", "they said", "“We", "3 of us", "(Reuters) said", ""]),
).map("".join)


@given(HEADS, st.integers(0, 12))
def test_a_glance_at_a_text_hides_no_dateline(head: str, place: int) -> None:
    patterns = (
        *(datelines._PLACE_AND_CREDIT, datelines._PLACE_AND_DASH, datelines._DAY_AND_PLACE),
        datelines._AGENCY_FIRST,
    )
    place = min(place, len(head))
    every = (datelines._compiled(pattern).match(head, place) for pattern in patterns)
    assert str(datelines._sure(head, place)) == str(next(filter(None, every), None))
    assert str(datelines._stamp(head)) == str(datelines._compiled(datelines._STAMP).match(head))
