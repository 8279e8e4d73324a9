"""The frames: every language says everything, and nothing stays unsaid."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from costs import seconds
from fakes import hostile, long, multilingual, rich

from briefing import values
from briefing.cli import main
from briefing.errors import ConfigError
from briefing.model import Kind, Rejection, State
from briefing.pipeline import corpus
from briefing.publish.frames import Frame, frame, languages, parsed
from briefing.publish.rendering import render
from briefing.resources import PACKAGE, shipped
from briefing.sources.folders import collect
from briefing.text.lexicon import LANGUAGES

CODES = languages()
# A space before a sign, or none where French has its narrow one; the quotation marks of another language.
_SPACED = r"[^\W\d_] [:;?!]"
MISSET = {
    "de": re.compile(rf"{_SPACED}|„ | “|[«»”]|“\w"),
    "en": re.compile(rf"{_SPACED}|“ | ”|[«»„]"),
    "es": re.compile(rf"{_SPACED}|« | »|[“”„]"),
    "fr": re.compile(r"(?<!\u202f)[:;?!»]|«(?!\u202f)|[“”„]"),
    "nl": re.compile(rf"{_SPACED}|“ | ”|[«»„]"),
}
# What is the same word in both languages.
SAME = {
    "de": {"kinds.name", "words.name"},
    "es": {"values.no"},
    "fr": {
        "counts.sources.one", "counts.sources.other", "kinds.date", "words.document", "words.page", "words.sources",
        "publishers.magazine",
    },
    "nl": {"offices.minister", "offices.president", "values.per week", "words.document", "words.score",
           "publishers.website"},
}  # fmt: skip


def source(code: str) -> dict[str, Any]:
    return tomllib.loads(shipped("data", "frames", f"{code}.toml").read_text(encoding="utf-8"))


ENGLISH = source("en")


def leaves(table: Mapping[str, Any], place: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= leaves(value, f"{place}{key}.") if isinstance(value, dict) else {f"{place}{key}": str(value)}
    return found


def fields_of(text: str) -> list[str]:
    return sorted(re.findall(r"{\w*}", text))


def unlike(mine: Mapping[str, str]) -> list[str]:
    """Return the keys whose text has other fields than in English; a count may be in digits or in words, or be one."""
    english = leaves(ENGLISH)
    free = {key for key in english if key.startswith("counts.") and key.endswith(".one")}
    return sorted(key for key, text in mine.items() if fields_of(text) != fields_of(english[key]) and key not in free)


def untranslated(mine: Mapping[str, str]) -> list[str]:
    """Return the keys whose words are the same as in English."""
    english = leaves(ENGLISH)
    worded = {key for key, text in english.items() if re.search(r"[^\W\d_]{2}", re.sub(r"{\w*}", "", text))}
    worded -= {"lang", "name", "numbers", "conventions.locale", "words.checksum"}
    return sorted(key for key in worded if mine[key] == english[key])


def test_five_languages_are_there() -> None:
    assert set(CODES) == {"de", "en", "es", "fr", "nl"}


@pytest.mark.parametrize("code", CODES)
def test_every_frame_has_every_key_and_every_field(code: str) -> None:
    mine, english = leaves(source(code)), leaves(ENGLISH)
    assert mine.keys() == english.keys()
    assert all(text.strip() for text in mine.values())


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_is_the_same_in_every_language(code: str) -> None:
    assert unlike(leaves(source(code))) == []


def test_a_field_that_differs_between_languages_is_found() -> None:
    spoilt = leaves(source("nl")) | {"words.only": "alleen {party}", "reasons.copy of {}": "kopie"}
    assert unlike(spoilt) == ["reasons.copy of {}", "words.only"]


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_nothing_is_left_in_english(code: str) -> None:
    assert untranslated(leaves(source(code))) == sorted(SAME[code])


def test_a_value_left_in_english_is_found() -> None:
    spoilt = leaves(source("es")) | {"tags.new": "NEW", "reasons.copy of {}": "copy of {}"}
    assert untranslated(spoilt) == ["reasons.copy of {}", "tags.new", "values.no"]


@pytest.mark.parametrize("code", CODES)
def test_signs_stand_as_the_language_sets_them(code: str) -> None:
    said = {
        key: re.sub(r"{\w*}", "x", text)
        for key, text in leaves(source(code)).items()
        if not key.startswith(("marks", "numbers"))
    }
    assert {key: text for key, text in said.items() if MISSET[code].search(text)} == {}
    assert not [key for key, text in said.items() if re.search(r"['\"]|  |^ | $", text)]


@pytest.mark.parametrize(
    ("code", "text"),
    [("fr", "Parties: x"), ("fr", "« x »"), ("de", "“4/5”"), ("de", "„ x“"), ("es", "“4/5”"), ("en", "a : b")],
)
def test_a_sign_that_stands_otherwise_is_found(code: str, text: str) -> None:
    assert MISSET[code].search(text)


@pytest.mark.parametrize("code", CODES)
def test_a_frame_knows_its_months_its_numbers_and_the_languages_read(code: str) -> None:
    words = frame(code)
    assert words.lang == code
    assert len({words.conventions.month(month) for month in range(1, 13)}) == 12
    assert len(words.numbers) == 10
    assert all(len(words.language(lang)) > 2 for lang in LANGUAGES)
    assert {kind.value for kind in Kind} - {"prose"} <= words.omissions.keys()


@pytest.mark.parametrize("field", [field.name for field in fields(Frame)])
def test_a_frame_without_a_key_is_refused(field: str) -> None:
    text = shipped("data", "frames", "en.toml").read_text(encoding="utf-8")
    spoilt = re.sub(rf"(?m)^(\[?){field}\b", r"\1spoilt", text)
    with pytest.raises(ConfigError, match=field):
        parsed(spoilt)


def test_dates_are_in_words() -> None:
    assert frame("en").day(date(2021, 6, 16)) == "16 June 2021"
    assert frame("nl").day(date(2021, 6, 1)) == "1 juni 2021"
    assert frame("de").day(date(2021, 6, 16)) == "16.\u00a0Juni 2021"
    assert frame("fr").day(date(2021, 6, 16)) == "16 juin 2021"
    assert frame("fr").day(date(2021, 6, 1)) == "1er juin 2021"
    assert frame("es").day(date(2021, 6, 1)) == "1 de junio de 2021"


def test_nouns_are_counted() -> None:
    assert [frame("en").count("sources", number) for number in (0, 1, 2)] == ["0 sources", "1 source", "2 sources"]
    assert frame("nl").count("sources_in_words", 5) == "de vijf bronnen"
    assert frame("nl").count("sources_in_words", 12) == "de 12 bronnen"
    assert [frame("fr").count("changed", number) for number in (0, 1, 2)] == ["0 modifié", "1 modifié", "2 modifiés"]
    assert frame("es").count("changed", 2) == "2 modificadas"
    assert frame("de").count("sources_in_words", 1) == "der einen Quelle"
    assert frame("nl").count("sources", 1234) == "1.234 bronnen"
    assert frame("fr").omission("moonlight", 3) == "moonlight\u202f: 3"
    assert frame("en").omission("caption", 1) == "1 caption was not assessed"
    assert frame("en").omission("moonlight", 3) == "moonlight: 3"


def test_what_is_said_of_a_document_is_said_in_the_language_of_the_brief(tmp_path: Path) -> None:
    contents = {
        "a.txt": b"", "b.txt": b"\0\1\2" * 99, "c.txt": b"Advertisement\n", "d.odt": b"x", "empty.md": b" \n",
        "greek.txt": ("\u039f\u03b9 \u03b4\u03cd\u03bf \u03c0\u03bb\u03b5\u03c5\u03c1\u03ad\u03c2 "
                      "\u03c3\u03c5\u03bc\u03c6\u03ce\u03bd\u03b7\u03c3\u03b1\u03bd \u03c7\u03b8\u03b5\u03c2 "
                      "\u03c4\u03bf \u03b2\u03c1\u03ac\u03b4\u03c5.").encode(),
        "legacy.txt": "Die Minister einigten sich gestern in Köln über die Größe der Zölle.".encode("cp1252"),
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "link.txt").symlink_to(tmp_path / "greek.txt")
    (tmp_path / "void").mkdir()
    found = corpus(collect([tmp_path, tmp_path / "void", tmp_path / "gone", f"{tmp_path}/*.rtf"]))
    said = {rejection.reason for rejection in found.rejected}
    said |= {remark for document in found.kept for remark in document.remarks} | {"copy of D3"}
    assert len(said) == 11
    assert not [(code, each) for code in CODES if code != "en" for each in said if frame(code).reason(each) == each]
    assert (
        frame("nl").reason("decoded as utf-16, as the page declares") == "gelezen als utf-16, zoals de pagina aangeeft"
    )
    assert frame("nl").reason("ate by {0} moths") == "ate by {0} moths"
    assert all(key == here for key, here in frame("en").reasons.items())


def test_the_page_says_it_in_the_language_of_the_brief() -> None:
    document = replace(rich().documents[0], state=State.DUPLICATE, reason="copy of D7", remarks=("decoded as utf-16",))
    brief = replace(rich(), lang="nl", documents=(document,), rejections=(Rejection("a.txt", "empty file"),))
    text = render(brief, "md").content.decode()
    missing = [part for part in ("dubbel: kopie van D7", ", gelezen als utf-16", "leeg bestand") if part not in text]
    assert not missing


def test_a_language_without_a_frame_is_an_error_that_names_those_that_have_one() -> None:
    with pytest.raises(ConfigError, match=r"'xx': choose one of de, en, es, fr, nl$"):
        frame("xx")
    with pytest.raises(ConfigError):
        frame("../frames/en")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["md", "html"])
def test_every_brief_can_be_printed_in_every_language(code: str, form: str) -> None:
    for brief in (rich(), long(), multilingual(), hostile("x")):
        text = render(replace(brief, lang=code), form).content.decode()
        assert frame(code).words["bottom_line"] in text
        assert not re.search(r"{\w+}", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))


def test_option_and_settings_take_every_language_and_the_help_names_them() -> None:
    assert [values.language(code) for code in CODES] == list(CODES)
    assert f"Labels in {', '.join(CODES)}." in " ".join(CliRunner().invoke(main, ["make", "--help"]).stdout.split())


def test_no_word_of_a_frame_is_idle() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in shipped("templates").rglob("*.j2"))
    code += "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "publish").glob("*.py"))
    idle = [key for key in ENGLISH["words"] if not re.search(rf"words\.{key}\b|\"{key}\"", code)]
    assert set(idle) <= {"agreement", "dispute", "unresolved", "used", "duplicate", "rejected"}


@pytest.mark.parametrize("code", CODES)
def test_the_legend_has_room_beside_its_heading(code: str) -> None:
    words = frame(code).words
    legend = [
        words[key] for key in ("legend_sides", "legend_support", "legend_one_side", "legend_disagree", "none_found")
    ]
    assert len(words["at_a_glance"]) + sum(map(len, legend)) < 115


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("copy of D3", "kopie van D3"),
        ("cannot be reached (is no mail)", "is niet bereikbaar (is no mail)"),
        ("tells of another event: empty file", "gaat over een andere gebeurtenis: empty file"),
        ("copy of ", "copy of "),
        ("no form of it", "no form of it"),
    ],
)
def test_what_varies_in_a_reason_is_kept(said: str, shown: str) -> None:
    assert frame("nl").reason(said) == shown


def test_a_strangers_words_in_a_reason_take_no_more_than_their_length() -> None:
    began = seconds()
    said = "robots.txt of " + " cannot be read (" * 50_000
    assert frame("nl").reason(said) == said
    assert seconds() - began < 1


def test_no_nest_of_reasons_is_too_deep() -> None:
    deep = "robots.txt of a cannot be read (" * 9000 + ")" * 9000
    assert frame("nl").reason(deep).startswith("robots.txt van a kan niet worden gelezen (robots.txt van a kan niet ")
