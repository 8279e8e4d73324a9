"""A template is rehearsed with briefs that have everything, little and nothing on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import TemplateError
from briefing.publish.filling import check
from briefing.publish.rehearsal import rehearse
from briefing.publish.templates import copy, names


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
@pytest.mark.parametrize("name", names())
def test_the_templates_that_ship_have_nothing_wrong(name: str, lang: str) -> None:
    rehearse(name, lang, "TLP:GREEN")
    rehearse(name, lang, "")


@pytest.mark.parametrize(
    ("file", "branch"),
    [
        ("parts.md.j2", "{% for each in part.bottom_line %}"),
        ("parts.md.j2", "{{ page.words.empty.bottom_line }}"),
        ("parts.md.j2", "{{ page.nothing_new }}"),
        ("parts.md.j2", "{{ compared.sentence }}"),
        ("parts.md.j2", "{{ words.gone }}"),
        ("parts.md.j2", "{{ side.missing }}"),
        ("parts.md.j2", "{{ of.other_topics }}"),
        ("parts.md.j2", "{% macro event(part) %}"),
        ("parts.html.j2", "{% macro event(part, number) %}"),
        ("parts.md.j2", "{{ section.empty }}"),
        ("parts.md.j2", "{{ words.nothing_left_out }}"),
        ("parts.md.j2", "{{ words.finding }}"),
        ("parts.html.j2", "{% for party in section.parties %}"),
        ("parts.html.j2", "{% if not group.sides %}"),
        ("parts.html.j2", "{% if each.quotation.text|length > 700 %}"),
        ("parts.html.j2", "{% if right_to_left %}"),
        ("parts.html.j2", "{{ said.also }}"),
        ("parts.html.j2", "{{ said.opposite }}"),
        ("parts.html.j2", "{{ said.concerns }}"),
        ("reading.html.j2", "{% if line.words.right_to_left %}"),
        ("reading.html.j2", "{% if line.opens %}"),
        ("parts.html.j2", "{% if under.counterpart %}"),
        ("parts.html.j2", "{% elif under.translation %}"),
        ("parts.md.j2", "{% elif under.translation %}"),
        ("parts.md.j2", "{{ under.missing }}"),
        ("frame.html.j2", "{% if page.title|length > 70 %}"),
    ],
)
def test_a_mistake_on_a_rare_day_is_found_before_it_comes(tmp_path: Path, file: str, branch: str) -> None:
    copy("diplomatic", tmp_path / "mine")
    path = tmp_path / "mine" / file
    text = path.read_text(encoding="utf-8")
    assert branch in text
    path.write_text(text.replace(branch, f"{branch}{{{{ page.titel }}}}"), encoding="utf-8")
    check(str(tmp_path / "mine"))
    with pytest.raises(TemplateError, match="has no attribute 'titel'"):
        rehearse(str(tmp_path / "mine"), "en", "TLP:GREEN")
