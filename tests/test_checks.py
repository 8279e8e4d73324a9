"""``briefing lint`` as a command: what it prints, its exit codes, and what it refuses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from commands import run

from briefing.publish.frames import frame
from briefing.publish.standards import advised
from briefing.sources import config


def make(*options: str) -> str:
    return run("make", "inbox", "--quick", "--as-of", "2031-05-06", "-f", "json", *options).stdout.strip()


def rules(result: Result) -> set[str]:
    return {each["rule"] for each in json.loads(result.stdout)["violations"]}


def test_a_brief_just_made_is_clean_but_for_warnings(desk: Path) -> None:
    made = make("--tlp", "GREEN")
    result = run("lint", made, "--sources", "inbox")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("errors: 0, warnings: ")
    assert "tlp-missing" in run("lint", make(), "--sources", "inbox").stdout


def test_a_wrong_brief_is_exit_code_one_and_every_violation_is_a_line(desk: Path) -> None:
    made = Path(make("--title", "They should pay"))
    result = run("lint", made, "--sources", "inbox")
    assert result.exit_code == 1
    assert [line.split()[1] for line in result.stdout.splitlines() if line.startswith("error ")] == ["advice"]
    assert "advice" in rules(run("lint", made, "--json", "--sources", "inbox"))


def test_the_profile_decides_on_likelihood_words(desk: Path) -> None:
    made = make("--title", "A deal is highly likely")
    assert (run("lint", made).exit_code, run("lint", made, "--profile", "phia").exit_code) == (1, 0)
    assert run("lint", made, "--profile", "nato").exit_code == 2


def test_documents_that_are_not_there_are_said_not_to_be_checked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk / make()
    assert "quotation-unchecked" in rules(run("lint", made, "--json"))
    monkeypatch.chdir(desk / "inbox")
    assert "quotation-unchecked" not in rules(run("lint", made, "--json"))


def test_a_changed_quotation_is_an_error(desk: Path) -> None:
    made = Path(make())
    found = json.loads(made.read_text(encoding="utf-8"))
    found["findings"][0]["text"] += "!"
    made.write_text(json.dumps(found), encoding="utf-8")
    result = run("lint", made, "--sources", "inbox", "--json")
    assert result.exit_code == 1
    assert "quotation" in rules(result)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not JSON"),
        (b"not json", "is not JSON"),
        (b"[" * 5000, "is not JSON"),
        (b"\xff\xfe", "save it as UTF-8"),
        (b"[]", "its schema must be"),
        (b'{"schema": "invoice/3"}', "its schema must be"),
        (b'{"schema": "briefing/1"}', "documents must be a list"),
    ],
)
def test_what_is_no_brief_is_wrong_usage(desk: Path, content: bytes, message: str) -> None:
    (desk / "x.json").write_bytes(content)
    result = run("lint", "x.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_file_or_a_source_that_is_not_there_is_wrong_usage(desk: Path) -> None:
    assert run("lint", "gone.json").exit_code == 2
    assert run("lint", make(), "--sources", "nowhere").exit_code == 2


def test_a_huge_file_is_not_read_to_its_end(desk: Path) -> None:
    with (desk / "huge.json").open("wb") as file:
        os.truncate(file.fileno(), 4 * config.LARGEST)
    result = run("lint", "huge.json")
    assert result.exit_code == 2
    assert "larger than 50 million characters" in result.stderr


@pytest.mark.parametrize("path", ["a\x00b.txt", "/dev/zero", "..", "x" * 5000])
def test_a_record_may_name_any_path(desk: Path, path: str) -> None:
    made = Path(make())
    found = json.loads(made.read_text(encoding="utf-8"))
    found["documents"][0]["path"] = path
    made.write_text(json.dumps(found), encoding="utf-8")
    result = run("lint", made)
    assert result.exit_code == 0
    assert "quotation-unchecked" in result.stdout


def test_help_names_the_languages_that_are_read_for_advice() -> None:
    said = " ".join(run("lint", "--help").stdout.split())
    assert [lang for lang in advised() if frame("en").language(lang) not in said] == []


def test_help_teaches_by_example() -> None:
    result = run("lint", "--help")
    assert result.exit_code == 0
    assert "Examples:\n  briefing lint" in result.stdout
    assert "Exit codes:" in result.stdout
