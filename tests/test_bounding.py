"""A template that never ends, or grows without end, is stopped, and named; so is a page that cannot be printed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from fakes import rich

from briefing.errors import PublishError, TemplateError
from briefing.publish import bounding, filling, rendering
from briefing.publish.bounding import FILLING, PRINTING
from briefing.publish.filling import check
from briefing.publish.rendering import render
from briefing.publish.templates import copy

FOR_EVER = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a template, one.md.j2, in the folder that is worked in; with a second of time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(filling, "FILLING", FILLING._replace(seconds=1))
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
    assert (
        wrong(one, text)
        == "one.md.j2: filling it took more than 1 s of processor time: it loops without end, or far too often"
    )


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
    assert bounding.bounded(lambda: b"\0" * 300_000, "x", FILLING) == b"\0" * 300_000
    one.write_text("Ж{{ page.title }}{{ 'x' * 300000 }}\n", encoding="utf-8")
    assert render(rich(), "md", "./one.md.j2").content.decode() == f"Ж{rich().title}{'x' * 300000}\n"
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page of a template of the user, ./mine, in the folder that is worked in; with two seconds to print it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rendering, "PRINTING", PRINTING._replace(seconds=2))
    (tmp_path / "mine").mkdir()
    copy("one-page", tmp_path / "mine")
    return tmp_path / "mine" / "brief.html.j2"


GLANCE = "{{ parts.glance(part, level) }}"


def boxes(style: str, number: int) -> str:
    return f'<div style="{style}">' * number + "x" + "</div>" * number


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bomb", "reason"),
    [
        (boxes("display: flex", 14), "took more than 2 s of processor time: simplify its layout"),
        (boxes("columns: 5", 12), "took more than 2 s of processor time: simplify its layout"),
        ('<table><tr><td colspan="100000000">x</table>', "took more than 2 s of processor time: simplify its layout"),
        ("<style>@page { size: 1px 1px }</style>", "took more than 2 s of processor time: simplify its layout"),
        (boxes("", 600), "leads too deep: simplify its layout"),
    ],
)
def test_a_page_that_the_engine_does_not_get_done_with_is_left(mine: Path, bomb: str, reason: str) -> None:
    usual = mine.read_text(encoding="utf-8")
    normal = render(rich(), "pdf", "./mine").content
    assert GLANCE in usual
    mine.write_text(usual.replace(GLANCE, bomb, 1), encoding="utf-8")
    with pytest.raises(PublishError) as caught:
        render(rich(), "pdf", "./mine")
    assert str(caught.value).startswith(f"the PDF by the template ./mine: printing it {reason}")
    assert b"<html" in render(rich(), "html", "./mine").content
    mine.write_text(usual, encoding="utf-8")
    assert render(rich(), "pdf", "./mine").content == normal


def test_a_pdf_of_any_size_ends(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "PRINTING", PRINTING._replace(size=30_000))
    with pytest.raises(PublishError, match="shorten what it repeats; the other formats are made"):
        render(rich(), "pdf", "./mine")


def test_what_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait() -> bytes:
        time.sleep(1000)
        return b""

    monkeypatch.setattr(bounding, "PATIENCE", 1)
    with pytest.raises(PublishError, match=r"^it: printing it took more than 1 s: "):
        bounding.bounded(wait, "it", PRINTING._replace(seconds=1))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_without_fork_what_ships_is_printed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    forked = render(rich(), "pdf").content
    monkeypatch.delattr(os, "fork")
    assert render(rich(), "pdf").content == forked


def test_any_other_fault_is_told_and_the_process_ends() -> None:
    def fault() -> bytes:
        raise OSError("no room")

    def end() -> bytes:
        os._exit(9)

    with pytest.raises(TemplateError, match=r"^mine: OSError: no room$"):
        bounding.bounded(fault, "mine", FILLING)
    with pytest.raises(PublishError, match=r"^mine: the process of filling it ended with code 9"):
        bounding.bounded(end, "mine", FILLING)


def test_without_fork_a_template_of_the_user_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(TemplateError, match=r"mine: this system has no fork, .* use one that ships"):
        bounding.bounded(bytes, "mine", FILLING)
