"""Templates: a folder of files, filled; what is missing is an error, and every value is escaped."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import rich

from briefing.errors import TemplateError
from briefing.publish import templates
from briefing.publish.templates import filled, folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(templates, "shipped", lambda *_: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "text", ["{{ brief.titel }}", "{{ nothing }}", "{% if nothing %}{% endif %}", "{% for %}", "{{ 1 +"]
)
def test_what_a_template_cannot_print_is_an_error_that_names_it(own: Path, text: str) -> None:
    (own / "a.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"templates/own/a\.md\.j2: "):
        filled("own", "a.md.j2", brief=rich())


def test_a_missing_file_is_an_error(own: Path) -> None:
    assert folder("own") == own
    with pytest.raises(TemplateError, match="TemplateNotFound"):
        filled("own", "b.md.j2")
    with pytest.raises(TemplateError, match=r"No such file or directory: .*c\.css"):
        templates.style("own", "c.css")


def test_values_are_escaped_once_for_the_format(own: Path) -> None:
    text = (
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ value }} {{ twice(value) }} {{ [value, value]|join(' ') }}"
    )
    for name in ("a.md.j2", "a.html.j2"):
        (own / name).write_text(text, encoding="utf-8")
    assert filled("own", "a.md.j2", value="*<") == r"\*\< \*\<\*\< \*\< \*\<"
    assert filled("own", "a.html.j2", value="*<") == "*&lt; *&lt;*&lt; *&lt; *&lt;"


def test_nothing_is_written_beside_the_templates(own: Path) -> None:
    (own / "a.md.j2").write_text("{{ 1 }}", encoding="utf-8")
    assert filled("own", "a.md.j2") == "1"
    assert [path.name for path in own.iterdir()] == ["a.md.j2"]
