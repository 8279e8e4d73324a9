"""The estimate of lines in the narrow column, against the font that is printed."""

from __future__ import annotations

import tomllib

import pytest
from fontTools.ttLib import TTFont

from briefing.publish.view import COLUMN
from briefing.publish.widths import lines, width
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
