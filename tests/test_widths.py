"""The estimate of lines in the narrow column, against the font that is printed."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from fakes import rich
from fontTools.ttLib import TTFont

from briefing.publish.frames import frame, languages
from briefing.publish.headings import COLUMN
from briefing.publish.page import page
from briefing.publish.view import FOOT
from briefing.publish.widths import fitted, lines, width
from briefing.resources import shipped

FONT = TTFont(shipped("data", "fonts", "brief-sans-600.ttf"))
ADVANCES = {chr(code): FONT["hmtx"][name][0] / FONT["head"].unitsPerEm for code, name in FONT.getBestCmap().items()}
PRINTED = 20.4 / 25.4 * 72 / 9.2  # 20.4 mm of type of 9.2 points, in em


def titles() -> list[str]:
    found = []
    for path in sorted(shipped("data", "issues").glob("*.toml")):
        texts = strings(tomllib.loads(path.read_text(encoding="utf-8")))
        found += [title for title in texts if 3 < len(title) < 60 and "," not in title]
    return found


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def printed_lines(text: str) -> int:
    count, filled = 1, 0.0
    for word in text.split(" "):
        size = sum(ADVANCES.get(letter, 1.0) for letter in word)
        step = ADVANCES[" "] + size if filled else size
        if filled and filled + step > PRINTED:
            count, step, filled = count + 1, size, 0.0
        filled += step
    return count


def test_ordinary_titles_never_take_more_lines_than_are_kept_for_them() -> None:
    known = titles()
    assert len(known) > 100
    short = [text for text in known if lines(text, COLUMN) < printed_lines(text)]
    assert not short


def test_the_widths_are_those_of_the_font() -> None:
    ratios = [width(text) / sum(ADVANCES.get(letter, 1.0) for letter in text) for text in titles()]
    assert 0.98 < sum(ratios) / len(ratios) < 1.06


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("Ambassadors", 1),
        ("Water and dams", 2),
        ("Wapenstilstandsonderhandelingen", 3),
        ("W" * 100, 17),
        ("会談" * 10, 4),
    ],
)
def test_long_words_take_their_lines(text: str, count: int) -> None:
    assert lines(text, COLUMN) == count


NAME = "2031-11-15-norland-avaria-cyber-security-ambassadors-fishing-grounds"
REGULAR = TTFont(shipped("data", "fonts", "brief-sans-400.ttf"))


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("edition", ["", "{n}"])
@pytest.mark.parametrize("end", range(12, len(NAME) + 1, 7))
def test_the_foot_of_a_page_is_one_line_that_ends_with_a_word(lang: str, edition: str, end: int) -> None:
    words = frame(lang).words
    led = f"{words['edition'].format(n=12)} · " if edition else ""
    whole = led + words["brief_id"].format(id=NAME[:end])
    foot = fitted(whole, FOOT)
    letters = REGULAR.getBestCmap()
    size = sum(REGULAR["hmtx"][letters[ord(letter)]][0] for letter in foot) / REGULAR["head"].unitsPerEm
    assert size * 8 * 25.4 / 72 <= 72  # 8 points on 72 mm, as in paper.css
    kept = foot.removesuffix("…")
    assert foot == whole or whole[len(kept)] in "- "
    assert whole.startswith(kept)


def test_a_word_that_is_too_long_for_a_line_is_cut_within() -> None:
    assert fitted("m" * 80, FOOT) == "m" * 28 + "…"
    assert fitted("", FOOT) == ""


def test_what_is_cut_does_not_end_in_a_comma() -> None:
    assert fitted("Norland – Avaria: cyber security, ambassadors", 16.5) == "Norland – Avaria: cyber security…"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("words", range(1, 12))
def test_the_head_of_a_page_is_one_line(lang: str, words: int) -> None:
    title = " ".join(f"Norland – Vereinigte Wattländer: {NAME.replace('-', ', ')}".split()[:words])
    whole = page(replace(rich(), title=title, lang=lang))
    printed = f"{frame(lang).words['kicker'].upper()} · {whole.head}"
    size = sum(ADVANCES[letter] for letter in printed) + 0.05 * len(printed)
    assert size * 8 * 25.4 / 72 <= 120  # 8 points on 120 mm, as in paper.css
