"""A template that never ends, or grows without end, is stopped, and named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fakes import rich

from briefing.errors import PublishError, TemplateError
from briefing.publish import bounding
from briefing.publish.filling import check
from briefing.publish.rendering import render

FOR_EVER = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a template, one.md.j2, in the folder that is worked in; with a second of time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bounding, "MOST_SECONDS", 1)
    return tmp_path / "one.md.j2"


def wrong(one: Path, text: str) -> str:
    """Return what is said when a brief is made with this template."""
    one.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render(rich(), "md", "./one.md.j2")
    return str(caught.value)


@pytest.mark.parametrize(
    "text", [FOR_EVER, f"{{% macro a() %}}{FOR_EVER}{{% endmacro %}}{{{{ a() }}}}", "{{ (7 ** (8 ** 9)) % 2 }}"]
)
def test_a_template_without_end_is_ended(one: Path, text: str) -> None:
    assert wrong(one, text) == "one.md.j2: filling it took more than 1 s: it loops without end, or far too often"


@pytest.mark.parametrize(
    "text",
    ["{{ 'x' * 30000000 }}", "{% for a in range(6000) %}{{ 'x' * 6000 }}{% endfor %}", "{{ '%030000000d' % 1 }}"],
)
def test_a_page_without_end_is_cut_off(one: Path, text: str) -> None:
    assert wrong(one, text) == "one.md.j2: it makes more than 20 MB: shorten what it repeats"


def test_memory_without_end_is_refused(one: Path) -> None:
    assert wrong(one, "{{ ('x' * 9000000000)|length }}") == "one.md.j2: filling it takes more than 4 GB of memory"


def test_what_a_template_includes_in_itself_is_told(one: Path) -> None:
    assert wrong(one, "{% include 'one.md.j2' %}").startswith("one.md.j2:1: RecursionError: ")


@pytest.mark.parametrize(
    "text", ["{{ " + "(" * 3000 + ")" * 3000 + " }}", "{% for a in [1] %}" * 30 + "{% endfor %}" * 30]
)
def test_what_is_too_deep_is_told_before_there_is_a_brief(one: Path, text: str) -> None:
    assert wrong(one, text).startswith("one.md.j2")
    with pytest.raises(TemplateError, match=r"^one\.md\.j2"):
        check("./one.md.j2")


def test_what_is_made_comes_back_as_it_was_and_nobody_is_left_behind(one: Path) -> None:
    assert bounding.bounded(lambda: "\ud800Ж", "x") == "\ud800Ж"
    one.write_text("Ж{{ page.title }}{{ 'x' * 300000 }}\n", encoding="utf-8")
    assert render(rich(), "md", "./one.md.j2").content.decode() == f"Ж{rich().title}{'x' * 300000}\n"
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_any_other_fault_is_told_and_the_process_ends() -> None:
    def fault() -> str:
        raise OSError("no room")

    def end() -> str:
        os._exit(9)

    with pytest.raises(TemplateError, match=r"^mine: OSError: no room$"):
        bounding.bounded(fault, "mine")
    with pytest.raises(PublishError, match=r"^mine: the process that filled it ended with code 9"):
        bounding.bounded(end, "mine")


def test_without_fork_a_template_of_the_user_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(TemplateError, match=r"mine: this system has no fork, .* use one that ships"):
        bounding.bounded(str, "mine")
