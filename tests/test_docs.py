"""The documents speak of what exists, and of all of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import pytest

from briefing.cli import main
from briefing.cli.making import make
from briefing.settings import keys

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").rglob("*.md")])
PROSE = [path for path in DOCUMENTS if "samples" not in path.relative_to(ROOT).parts[:-2]]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
COMMANDS = sorted(main.list_commands(click.Context(main)))
OPTIONS = [parameter.opts for parameter in make.params if isinstance(parameter, click.Option)]
SETTINGS = sorted(
    {*keys.MAIL, *keys.STORE, *keys.TRANSLATION, *keys.NOTICES, *keys.DESCRIPTIONS, *keys.BRIEF, *keys.SOURCE}
)
WORKFLOW = re.compile(r"\./run (\w+)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def broken_links(document: Path, text: str) -> Iterator[str]:
    """Find links to files that are not there and to headings that no document has."""
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        if not file.exists() or (
            anchor and anchor not in anchors(text if file == document else file.read_text("utf-8"))
        ):
            yield target


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def missing_paths(text: str) -> Iterator[str]:
    """Find paths of the project, named in code marks, that are not there."""
    for code in CODE.findall(text):
        if re.match(r"(briefing|data|tests|templates)/[\w./-]+$", code) and not (ROOT / code).exists():
            yield code


@pytest.mark.parametrize("document", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(document: Path) -> None:
    assert list(broken_links(document, document.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", ["README.md", "DESIGN.md", "CONTRIBUTING.md"])
def test_paths_exist(name: str) -> None:
    assert list(missing_paths(read(name))) == []


def test_a_broken_link_or_path_is_found(tmp_path: Path) -> None:
    text = "# One two\n[a](#one-two) [b](#three) [c](nowhere.md) [d](https://example.org) `data/nowhere` `out/x`\n"
    document = tmp_path / "x.md"
    document.write_text(text, encoding="utf-8")
    assert list(broken_links(document, text)) == ["#three", "nowhere.md"]
    assert list(missing_paths(text)) == ["data/nowhere"]


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_names_every_command(command: str) -> None:
    assert f"`briefing {command}" in read("README.md")


@pytest.mark.parametrize("names", OPTIONS, ids=str)
def test_readme_names_every_option_of_make(names: list[str]) -> None:
    assert any(re.search(rf"(?<![\w-]){name}(?![\w-])", read("README.md")) for name in names)


def test_readme_names_no_command_that_is_not_there() -> None:
    named = re.findall(r"^\| `briefing (\w+)", read("README.md"), re.MULTILINE)
    assert sorted(named) == COMMANDS


@pytest.mark.parametrize("key", SETTINGS)
def test_readme_names_every_setting(key: str) -> None:
    assert re.search(rf"^\|[^|]*`{key}`", read("README.md"), re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "DESIGN.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_run_command_that_is_named_exists(name: str) -> None:
    there = set(re.findall(r"^#   \./run (\w+)", read("run"), re.MULTILINE))
    assert set(WORKFLOW.findall(read(name))) <= there


def test_every_command_of_run_is_in_its_help() -> None:
    cases = set(re.findall(r"^        (\w+)\) \w+", read("run"), re.MULTILINE))
    assert cases == set(re.findall(r"^#   \./run (\w+)", read("run"), re.MULTILINE))


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    requirements = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    rows = set(re.findall(r"^\| `([\w-]+)`", read("DESIGN.md"), re.MULTILINE))
    assert rows == {re.split(r"[<>=]", requirement)[0] for requirement in requirements}
