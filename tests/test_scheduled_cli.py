"""The commands of the scheduled side, as a person or cron types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from places import NEWS, put

from briefing.cli import main
from briefing.operations import passes
from briefing.operations.engine import Engine

Run = Callable[..., Result]
CONFIG = """\
[brief.ferry]
sources = ["inbox"]
recipients = ["ann@example.org"]
formats = ["md"]
at = "06:30"
"""
MONDAY, TUESDAY = "2026-03-02T07:00:00", "2026-03-03T07:00:00"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, words, catch_exceptions=False)


def test_a_brief_in_five_lines_is_made_sent_and_shown(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    made = run("run", "--due", "--now", MONDAY)
    assert made.exit_code == 0
    assert "ferry D:2026-03-02 DONE edition 1" in made.output
    assert run("run", "--due", "--now", MONDAY).output == ""
    shown = run("status", "--now", MONDAY).output
    assert "ferry  D:2026-03-02  DONE   1" in shown
    assert "1 of 1" in shown
    assert "2026-03-03T06:30:00Z" in shown
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_the_status_for_machines(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    (tmp_path / "inbox" / "empty.txt").touch()
    assert run("run", "--due", "--now", MONDAY).exit_code == 3
    found = json.loads(run("status", "--json", "--now", MONDAY).output)
    (slot,), (delivery,) = found["slots"], found["deliveries"]
    assert slot.items() >= {"brief": "ferry", "period": "D:2026-03-02", "state": "DONE", "reason": ""}.items()
    assert slot["left_out"] == [{"location": "empty.txt", "reason": "empty file"}]
    assert delivery.items() >= {"brief": "ferry", "period": "D:2026-03-02", "recipient": "ann@example.org",
                                "edition": 1, "state": "ACCEPTED"}.items()  # fmt: skip
    assert delivery["message_id"].endswith("@localhost>")
    assert found["notices"] == []
    assert found["coming"] == [{"brief": "ferry", "period": "D:2026-03-03", "due": "2026-03-03T06:30:00Z"}]


def test_the_status_says_what_became_of_every_document(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    (tmp_path / "inbox" / "empty.txt").touch()
    run("run", "--due", "--now", MONDAY)
    (tmp_path / "inbox" / "ferry.txt").rename(tmp_path / "inbox" / "moved.txt")
    run("run", "--due", "--now", TUESDAY)
    assert "ferry: 1 used, 1 duplicates, 1 rejected, 0 waiting\n" in run("status", "--now", TUESDAY).output
    first, *others = json.loads(run("status", "--json", "--now", TUESDAY).output)["documents"]
    assert first == {
        "brief": "ferry",
        "location": "moved.txt",
        "sha256": sha256(NEWS["ferry.txt"].encode()).hexdigest(),
        "edition": 2,
        "period": "D:2026-03-03",
        "verdict": "DUPLICATE",
        "reason": "the same bytes as ferry.txt, in edition 1",
    }
    assert [(each["location"], each["verdict"]) for each in others] == [
        ("empty.txt", "REJECTED"),
        ("ferry.txt", "USED"),
    ]
    assert json.loads(run("status", "--json", "--documents", "1", "--now", TUESDAY).output)["documents"] == [first]


def test_an_edition_says_who_the_sources_are(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    ferry = tmp_path / "inbox" / "ferry.txt"
    ferry.write_text(f"The Harbour Courier\n\nFerry opens again in May, ministers say\n\n{ferry.read_text()}")
    (tmp_path / "sources.toml").write_text('[source."The Harbour Courier"]\nkind = "newspaper"\nreliability = "C"\n')
    assert run("run", "ferry", "--now", MONDAY).exit_code == 0
    (brief,) = (tmp_path / "out").glob("*.md")
    text = brief.read_text(encoding="utf-8")
    assert "newspaper; reliability C (fairly reliable)" in text
    assert "· C6" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "say either --due, or the NAME"),
        (("run", "ferry", "--due"), "say either --due, or the NAME"),
        (("run", "ferry", "--period", "yesterday"), "yesterday is no period: give a day (D:2026-03-02)"),
        (("status", "--documents", "5"), "--documents goes with --json"),
        (("run", "fery"), 'did you mean "ferry"?'),
        (("run", "--due", "--now", "tomorrow"), "a moment such as 2026-03-02T06:30:00+01:00"),
        (("send", "--settle", "<x@example.org>"), "or --settle and --as"),
        (("send", "--settle", "<x@example.org>", "--as", "lost"), "is no delivery in doubt"),
        (("send", "ferry", "--period", "D:2026-03-02", "--to", "ann@example.org"), "is not in the archive"),
        (("send", "ferry", "--period", "D:2026-03-02", "--to", "ann"), "an address such as"),
    ],
)
def test_what_a_tired_person_types(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_hold_is_said_and_ended(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("run", "--due", "--now", MONDAY)
    monkeypatch.setenv("BRIEFING_MACHINE_ID", "another")
    held = run("run", "--due", "--now", TUESDAY)
    assert held.exit_code == 1
    assert "another machine" in held.output
    assert "briefing resume" in held.output
    assert "HOLD" in run("status", "--now", TUESDAY).output
    assert run("doctor", "--now", TUESDAY).exit_code == 1
    assert run("resume", "--now", TUESDAY).exit_code == 0
    assert run("run", "--due", "--now", TUESDAY).exit_code == 0


def test_what_fails_is_in_the_exit_code_and_on_stderr(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    (tmp_path / "briefing.toml").write_text(f'{CONFIG}template = "./nowhere"\n', encoding="utf-8")
    result = run("run", "--due", "--now", MONDAY)
    assert result.exit_code == 1
    assert "ferry D:2026-03-02: FAILED" in result.stderr
    assert "To be known" in run("status", "--now", MONDAY).output
    assert run("doctor", "--now", MONDAY).exit_code == 1
    assert "To be known" not in run("status", "--seen", "--now", MONDAY).output
    (tmp_path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    assert run("doctor", "--now", MONDAY).exit_code == 0


def test_a_broken_template_makes_no_file_and_the_doctor_finds_it(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    run("template", "copy", "diplomatic", str(tmp_path / "mine"))
    (tmp_path / "briefing.toml").write_text(f'{CONFIG}template = "./mine"\n', encoding="utf-8")
    assert f"ok   brief.ferry.template: {tmp_path / 'mine'}" in run("doctor", "--now", MONDAY).output
    (tmp_path / "mine" / "brief.html.j2").write_text("{{ page.titel }}", encoding="utf-8")
    blamed = (
        f"BAD  brief.ferry.template: {tmp_path / 'mine' / 'brief.html.j2'}:1: 'Page object' has no attribute 'titel'"
    )
    assert blamed in run("doctor", "--now", MONDAY).output
    assert run("run", "--due", "--now", MONDAY).exit_code == 1
    assert "brief.html.j2:1: 'Page object' has no attribute 'titel'" in run("status", "--now", MONDAY).output
    assert not [*tmp_path.rglob("*.md"), *tmp_path.rglob("*.html")]
    (tmp_path / "mine" / "brief.html.j2").write_text("{{ page.", encoding="utf-8")
    doctor = run("doctor", "--now", MONDAY)
    assert doctor.exit_code == 1
    assert f"BAD  brief.ferry.template: {tmp_path / 'mine' / 'brief.html.j2'}:1: " in doctor.output


def test_the_doctor_finds_all_well_and_says_what_is_not(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    run("run", "--due", "--now", MONDAY)
    well = run("doctor", "--now", MONDAY)
    assert well.exit_code == 0, well.output
    assert "BAD" not in well.output
    (document,) = (tmp_path / "archive" / "ferry").rglob("*.md")
    document.write_text("changed", encoding="utf-8")
    (tmp_path / "inbox" / "ferry.txt").unlink()
    (tmp_path / "inbox").rmdir()
    ill = run("doctor", "--now", "2026-03-05T07:00:00")
    assert ill.exit_code == 1
    bad = [line.split(":")[0].removeprefix("BAD  ") for line in ill.output.splitlines() if line.startswith("BAD")]
    assert bad == ["invariants", "archive", "brief.ferry.sources"]
    assert "D:2026-03-03 was due and nobody looked: is briefing schedule running, or cron?" in ill.output


def test_the_doctor_finds_files_where_folders_are_wanted(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    wanted = {"disk": tmp_path / "archive", "brief.ferry.out": tmp_path / "out"}
    for place in wanted.values():
        place.write_text("a file", encoding="utf-8")
    output = run("doctor", "--now", MONDAY).output
    for name, place in wanted.items():
        assert f"BAD  {name}: {place}: {place} is a file, not a folder" in output


def test_the_doctor_names_what_is_left_out_and_an_example_that_is_not_there(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    (tmp_path / "inbox" / "link.txt").symlink_to("ferry.txt")
    (tmp_path / "briefing.toml").write_text(f'{CONFIG}example = "meant.txt"\n', encoding="utf-8")
    ill = run("doctor", "--now", MONDAY)
    assert ill.exit_code == 1
    assert "ok   brief.ferry.sources: 1 documents, 1 left out (link.txt: is a symbolic link: " in ill.output
    assert f"BAD  brief.ferry.example: the example {tmp_path / 'meant.txt'}: no such file: create or" in ill.output
    (tmp_path / "meant.txt").write_text(NEWS["ferry.txt"], encoding="utf-8")
    assert f"ok   brief.ferry.example: {tmp_path / 'meant.txt'}" in run("doctor", "--now", MONDAY).output


def test_ctrl_c_says_that_what_is_under_way_may_finish(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(tmp_path, "ferry.txt")

    def interrupted(engine: Engine, *_: object) -> None:
        if engine.jobs:
            raise KeyboardInterrupt

    monkeypatch.setattr(Engine, "wait", interrupted)
    monkeypatch.setattr(passes, "STOP_SECONDS", 0)
    assert run("run", "--due", "--now", MONDAY).exit_code == 1
    assert "what is under way may finish, for 0 s; Ctrl-C again ends it now" in caplog.text


def test_a_password_in_the_settings_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text(f'[mail]\npassword = "hunter2"\n{CONFIG}', encoding="utf-8")
    result = run("run", "--due")
    assert result.exit_code == 1
    assert "BRIEFING_MAIL_PASSWORD" in result.output
    assert "hunter2" not in result.output
