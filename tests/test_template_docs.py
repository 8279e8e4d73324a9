"""The manual of the templates says what they are given, and its worked example works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from editions import second
from fakes import rich
from template_context import CLASSES, DOCUMENT, renewed

from briefing.errors import TemplateError
from briefing.publish.rendering import render
from briefing.publish.templates import copy, names

MANUAL = DOCUMENT.read_text(encoding="utf-8")


def changed(text: str, diff: str) -> str:
    """Return a text in which the lines of a diff that go are replaced by those that come."""
    for out, into in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
        old, new = (re.sub("(?m)^[-+]", "", each) for each in (out, into))
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_what_templates_are_given_is_written_down_as_it_is() -> None:
    assert renewed(MANUAL) == MANUAL, "write it anew: python tests/template_context.py"


def test_a_field_that_is_not_written_down_is_seen() -> None:
    line = "| `bottom_line` | tuple[Entry, ...] | 1 of them |\n"
    assert line in MANUAL
    assert renewed(MANUAL.replace(line, "")) == MANUAL
    assert {f"### {each.__name__}" for each in CLASSES} <= set(MANUAL.splitlines())


def test_the_manual_names_every_template_and_every_file(tmp_path: Path) -> None:
    assert all(name in MANUAL for name in names())
    for name in names():
        assert all(f"`{path.name}`" in MANUAL for path in copy(name, tmp_path / name))


def test_the_worked_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    copy("one-page", Path("mine"))
    (diff,) = re.findall(r"```diff\n(.*?)```", MANUAL, re.DOTALL)
    file = Path("mine/brief.md.j2")
    file.write_text(changed(file.read_text(encoding="utf-8"), diff), encoding="utf-8")
    text = render(second(), "md", "./mine").content.decode()
    line = "For the ministers of both capitals, 15 November 2031: 2 agreements, 4 disputes, 2 open points.\n\n## Bottom"
    assert line in text
    assert render(rich(), "md", "one-page").content.decode() in render(rich(), "md", "./mine").content.decode().replace(
        line.removesuffix("## Bottom"), ""
    )


def test_the_mistake_of_the_worked_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    copy("one-page", Path("mine"))
    (diff,) = re.findall(r"```diff\n(.*?)```", MANUAL, re.DOTALL)
    (said,) = re.findall(r"^    briefing: (mine/.*)$", MANUAL, re.MULTILINE)
    file = Path("mine/brief.md.j2")
    spoilt = changed(file.read_text(encoding="utf-8"), diff).replace("page.as_of", "page.as_off")
    file.write_text(spoilt, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render(rich(), "md", "./mine")
    assert str(caught.value) == said
