"""The command: what goes to stdout, what to stderr, and the exit codes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from articles import lay_out
from click.testing import Result
from commands import run
from editions import compose_edition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_events import DEBT, FERRY, FERRY_TOO

from briefing.cli import reading
from briefing.publish import rendering
from briefing.publish.bounding import PRINTING
from briefing.publish.record import record, written
from briefing.settings import Options
from briefing.sources.folders import collect


def make(*arguments: str | Path) -> Result:
    return run("make", *arguments, "--as-of", "2031-05-06", "-f", "md")


@pytest.mark.parametrize(
    "forms", [("-f", "json", "-f", "md", "-f", "md"), ("-f", "md, json"), ("-f", "json,md", "-f", "md")]
)
def test_make_prints_the_paths_of_what_it_wrote(desk: Path, forms: tuple[str, ...]) -> None:
    result = run("make", "inbox", "--as-of", "2031-05-06", *forms, "--title", "Morn talks")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == ["out/2031-05-06-morn-talks.json", "out/2031-05-06-morn-talks.md"]
    assert sorted(path.name for path in (desk / "out").iterdir()) == [
        "2031-05-06-morn-talks.json",
        "2031-05-06-morn-talks.md",
    ]


@pytest.fixture
def stream(desk: Path) -> Path:
    """Return a desk whose inbox has three articles on talks, two on a ferry and one on a debt."""
    for name, text in {"line": FERRY, "quay": FERRY_TOO, "debt": DEBT}.items():
        (desk / "inbox" / f"{name}.txt").write_text("\n\n".join((f"The {name}", *text)) + "\n", encoding="utf-8")
    return desk


def test_of_many_documents_it_is_said_how_many_are_read(stream: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MANY", 2)
    said = run("-v", "make", "inbox", "--as-of", "2031-05-06", "--quick", "-f", "md").stderr
    assert [line for line in said.splitlines() if line.endswith("documents read")] == [
        f"{count} documents read" for count in (2, 4, 6)
    ]
    assert "documents read" not in run("make", "inbox", "--as-of", "2031-05-06", "--quick", "-f", "md").stderr


def test_of_a_stream_make_writes_a_brief_an_event_the_greatest_first(stream: Path) -> None:
    result = run("make", "inbox", "--as-of", "2031-05-06", "--events", "briefs", "-f", "json", "-f", "md", "-f", "html")
    assert result.exit_code == 3
    assert result.stderr == "left out: debt.txt: no second independent text tells of its event: The debt\n"
    paths = [stream / line for line in result.stdout.splitlines()]
    assert [path.suffix for path in paths] == [".json", ".md", ".html"] * 2
    assert len({*paths}) == 6
    talks, ferry = (json.loads(path.read_text("utf-8")) for path in (paths[0], paths[3]))
    assert [each["path"] for each in talks["documents"]] == ["courier.txt", "gazette.txt", "krant.txt"]
    assert [(each["id"], each["path"]) for each in ferry["documents"]] == [("D1", "line.txt"), ("D2", "quay.txt")]
    assert ([each["location"] for each in talks["rejections"]], ferry["rejections"]) == (["debt.txt"], [])
    for path in (paths[0], paths[3]):
        assert run("verify", path, "--sources", "inbox").exit_code == 0


def test_briefs_of_one_title_have_files_of_their_own(stream: Path) -> None:
    (stream / "inbox" / "debt.txt").unlink()
    result = run("make", "inbox", "--as-of", "2031-05-06", "--events", "briefs", "-f", "md", "--title", "Morning")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == ["out/2031-05-06-morning.md", "out/2031-05-06-morning-2.md"]


def test_a_brief_with_sections_is_one_and_is_checked_like_any_other(stream: Path) -> None:
    result = run("make", "inbox", "--as-of", "2031-05-06", "--events", "sections", "-f", "json")
    assert result.exit_code == 3
    (path,) = result.stdout.splitlines()
    found = json.loads((stream / path).read_text("utf-8"))
    assert [len(event["documents"]) for event in found["events"]] == [3, 2]
    assert run("verify", path, "--sources", "inbox").exit_code == 0
    assert "errors: 0" in run("lint", path, "--sources", "inbox").stdout
    assert run("compare", path, path).exit_code == 0


def test_an_example_and_several_events_exclude_each_other(stream: Path) -> None:
    result = run("make", "inbox", "--events", "briefs", "--example", "inbox/line.txt")
    assert result.exit_code == 2
    assert "an example shows which one event is meant" in result.stderr
    assert not (stream / "out").exists()


def test_make_writes_where_it_is_told(desk: Path) -> None:
    result = make("inbox", "-o", desk / "a" / "b")
    assert Path(result.stdout.strip()).parent == desk / "a" / "b"
    assert not (desk / "out").exists()


@pytest.mark.parametrize("place", ["inbox/courier.txt", "inbox/courier.txt/below"])
def test_where_nothing_can_be_written_is_told_before_the_documents_are_read(desk: Path, place: str) -> None:
    result = run("-v", "make", "inbox", "--as-of", "2031-05-06", "-f", "md", "-o", place)
    file = desk / "inbox" / "courier.txt"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"briefing: {place} cannot be written: {file} is a file, not a folder\n"


def test_what_was_left_out_goes_to_stderr_and_the_exit_code(desk: Path) -> None:
    (desk / "inbox" / "scan.pdf").write_bytes(b"%PDF")
    (desk / "inbox" / "empty.txt").write_bytes(b"")
    result = make("inbox")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert [line.split(":")[:2] for line in result.stderr.splitlines()] == [
        ["left out", " empty.txt"],
        ["left out", " scan.pdf"],
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b"Subscribe now!\n\nAdvertisement\n\nShare\n"])
def test_nothing_usable_is_an_error_and_writes_nothing(desk: Path, content: bytes) -> None:
    (desk / "only.txt").write_bytes(content)
    result = make("only.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "only.txt" in result.stderr
    assert not (desk / "out").exists()


@pytest.mark.parametrize("source", ["gone.txt", "*.htm", "nothing"])
def test_a_source_that_is_not_there_is_an_error(desk: Path, source: str) -> None:
    (desk / "nothing").mkdir()
    result = make(source)
    assert result.exit_code == 1
    assert source in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["make"], "SOURCE"),
        (["trace"], "SOURCE"),
        (["make", "inbox", "-f", "docx"], "docx"),
        (["make", "inbox", "-f", "md,docx"], "'docx' is not one of"),
        (["make", "inbox", "--tlp", "PURPLE"], "must be RED, AMBER+STRICT"),
        (["make", "inbox", "--lang", "xx"], 'must be "de" or "en" or "es" or "fr" or "nl", not "xx"'),
        (["make", "inbox", "--as-of", "tomorrow"], "must be a date"),
        (["make", "inbox", "--title", "two\nlines"], "must be a line of text"),
        (["make", "inbox", "--template", ""], "must be the name of a template, or a path to a folder"),
        (["verify", "gone.json"], "gone.json"),
        (["evaluate", "gone"], "gone"),
        (["mak"], "mak"),
    ],
)
def test_wrong_usage(desk: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("text", ["{{ page.titel }}", "{% set x = 1 + %}"])
def test_with_a_broken_template_nothing_is_written(desk: Path, form: str, text: str) -> None:
    assert run("template", "copy", "cable", "mine").exit_code == 0
    template = desk / "mine" / f"brief.{form}.j2"
    whole = template.read_text(encoding="utf-8")
    template.write_text(whole.replace("{{ words.summary|upper }}", text), encoding="utf-8")
    line = whole.partition("{{ words.summary|upper }}")[0].count("\n") + 1
    result = run(
        "make", "inbox", "--quick", "--template", "./mine", "-f", "json", "-f", "md", "-f", "html", "-f", "pdf"
    )
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"briefing: mine/brief.{form}.j2:{line}: ")
    assert not (desk / "out").exists()


def test_what_cannot_be_printed_costs_its_pdf_only(stream: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "PRINTING", PRINTING._replace(size=1_000))
    formats = ("-f", "json", "-f", "md", "-f", "pdf")
    result = run("make", "inbox", "--as-of", "2031-05-06", "--quick", "--events", "briefs", *formats)
    assert result.exit_code == 1
    assert [Path(line).suffix for line in result.stdout.splitlines()] == [".json", ".md"] * 2
    left, *failed = result.stderr.splitlines()
    assert left.startswith("left out: debt.txt: ")
    assert [line.removeprefix("briefing: ")[:36] for line in failed] == ["the PDF by the template diplomatic: "] * 2


def test_a_broken_template_is_told_before_the_documents_are_read(desk: Path) -> None:
    result = run("make", "gone", "--template", "./mine")
    assert result.exit_code == 1
    assert "there is no template './mine'" in result.stderr


@pytest.mark.parametrize("template", ["diplomatic", "one-page", "cable", "./mine"])
def test_what_every_template_makes_can_be_verified(desk: Path, template: str) -> None:
    run("template", "copy", "one-page", "mine")
    made = run("make", "inbox", "--quick", "--template", template, "--tlp", "green", "-f", "json", "-f", "md")
    assert made.exit_code == 0
    assert run("verify", made.stdout.splitlines()[0], "--sources", "inbox").exit_code == 0


def test_the_templates_are_listed_shown_and_copied_once(desk: Path) -> None:
    listed = run("template", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["cable", "diplomatic", "one-page"]
    shown = run("template", "show", "cable").stdout
    assert "==> brief.md.j2 <==\n" in shown
    assert "==> paper.css <==\n" in shown
    copied = run("template", "copy", "cable", "mine")
    assert (copied.exit_code, "mine/brief.html.j2" in copied.stdout.splitlines()) == (0, True)
    again = run("template", "copy", "one-page", "mine")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "it was left as it is" in again.stderr
    assert "choose one of cable, diplomatic, one-page" in run("template", "show", "nowhere").stderr


def test_a_template_of_the_settings_lies_beside_them(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "briefing.toml").write_text(
        '[brief.morn]\nsources = ["inbox"]\ntemplate = "./mine.md.j2"\nformats = ["md"]\n'
    )
    (desk / "mine.md.j2").write_text("Mine: {{ page.total }}", encoding="utf-8")
    (desk / "elsewhere").mkdir()
    monkeypatch.chdir(desk / "elsewhere")
    made = run("--config", desk / "briefing.toml", "make", "-b", "morn")
    assert made.exit_code == 0, made.stderr
    assert Path(made.stdout.strip()).read_text(encoding="utf-8") == "Mine: 3"


@pytest.mark.parametrize("moment", ["2031-05-06", "2031-05-06T23:59:00+02:00", "2031-05-06T10:00Z", "20310506"])
def test_the_date_may_have_a_time(desk: Path, moment: str) -> None:
    assert run("make", "inbox", "-f", "md", "--as-of", moment).stdout.startswith("out/2031-05-06-")


def test_without_a_date_it_is_today(desk: Path) -> None:
    assert run("make", "inbox", "-f", "md").exit_code == 0


def test_a_configured_brief(desk: Path) -> None:
    (desk / "briefing.toml").write_text(
        '[brief.morn]\nsources = ["inbox"]\ntitle = "The Morn"\ntlp = "amber"\nformats = ["json"]\nout = "made"\n'
    )
    result = run("make", "-b", "morn", "--as-of", "2031-05-06")
    assert result.exit_code == 0
    made = json.loads(Path(result.stdout.strip()).read_text(encoding="utf-8"))
    assert (made["title"], made["tlp"], made["as_of"]) == ("The Morn", "TLP:AMBER", "2031-05-06")
    assert Path(result.stdout.strip()).parent == desk / "made"


def test_the_command_line_goes_before_the_settings(desk: Path) -> None:
    (desk / "other.toml").write_text('[brief.morn]\nsources = ["gone"]\ntitle = "The Morn"\ntlp = "red"\n')
    result = run("--config", "other.toml", "make", "inbox", "-b", "morn", "--title", "Mine", "-f", "json", "-o", "x")
    made = json.loads(Path(result.stdout.strip()).read_text(encoding="utf-8"))
    assert (made["title"], made["tlp"]) == ("Mine", "TLP:RED")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (None, "briefing.toml is not there"),
        ("[brief.morn]\nsources = 3", "briefing.toml: brief.morn.sources must be"),
        ('[brief.mron]\nsources = ["inbox"]', 'did you mean "mron"?'),
        ('[brief.morn]\nsources = ["inbox"]\nat = "25:00"', 'brief.morn.at must be HH:MM, not "25:00"'),
        ("[brief", "not valid TOML"),
        ('[brief.morn]\nsources = ["inbox"]\npassword = "x"', "must not be in a file"),
    ],
)
def test_mistakes_in_the_settings(desk: Path, config: str | None, said: str) -> None:
    if config is not None:
        (desk / "briefing.toml").write_text(config)
    result = make("-b", "morn")
    assert result.exit_code == 1
    assert said in result.stderr


def test_settings_that_are_no_text(desk: Path) -> None:
    (desk / "briefing.toml").write_bytes(b"\xff\xfe")
    assert "cannot be read" in make("-b", "morn").stderr


def test_verbose_says_what_each_stage_kept(desk: Path) -> None:
    quiet, verbose = make("inbox"), run("--verbose", "make", "inbox", "-f", "md", "--as-of", "2031-05-06")
    assert quiet.stdout == verbose.stdout
    assert verbose.stderr.startswith("3 documents collected, 0 left out\n")
    assert " findings and " in verbose.stderr


def test_init_lays_out_a_workspace_once(desk: Path) -> None:
    assert run("init").stdout.splitlines() == ["briefing.toml", "sources.toml", "out"]
    again = run("init")
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    assert run("make", "-b", "daily", "-f", "md").exit_code == 0


def test_trace_rows_keep_to_the_contract(desk: Path) -> None:
    result = run("trace", "inbox")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    texts = {path.name: path.read_text(encoding="utf-8") for path in (desk / "inbox").iterdir()}
    fields = "doc start end text kind lang status score topic speakers selected why".split()
    assert {tuple(row) for row in rows} == {tuple(fields)}
    assert {row["doc"] for row in rows} == set(texts)
    assert all(texts[row["doc"]][row["start"] : row["end"]] == row["text"] for row in rows)
    assert {row["lang"] for row in rows} == {"en", "nl"}
    assert all(0 <= row["score"] <= 1 for row in rows)


def test_verify_confirms_a_brief_and_finds_what_was_changed(desk: Path) -> None:
    made = run("make", "inbox", "--as-of", "2031-05-06", "-f", "json").stdout.strip()
    good = run("verify", made, "--sources", "inbox")
    assert (good.exit_code, good.stderr) == (0, "")
    assert "documents are verbatim" in good.stdout
    assert "earlier" not in good.stdout

    article = desk / "inbox" / "gazette.txt"
    article.write_text(article.read_text().replace("agreed on Tuesday", "agreed on Sunday "))
    bad = run("verify", made, "--sources", "inbox")
    assert bad.exit_code == 1
    assert "gazette.txt" in bad.stdout


def test_verify_checks_the_sentences_of_an_earlier_edition_where_their_document_is_kept(desk: Path) -> None:
    inbox, options = desk / "inbox", Options(as_of=date(2031, 5, 6))
    first = compose_edition(collect([inbox]), options, 1, [])
    text = (inbox / "gazette.txt").read_text(encoding="utf-8")
    (inbox / "gazette.txt").write_text(text.replace("40 detained", "66 detained"), encoding="utf-8")
    second = compose_edition(collect([inbox]), options, 2, [record(first)], ["gazette.txt"])
    (desk / "second.json").write_text(written(second), encoding="utf-8")
    unkept = run("verify", "second.json", "--sources", "inbox")
    assert unkept.exit_code == 0
    assert "could not be checked: no document here has the SHA-256" in unkept.stdout
    (desk / "kept").mkdir()
    (desk / "kept" / "gazette of Monday.txt").write_text(text, encoding="utf-8")
    whole = run("verify", "second.json", "--sources", "inbox", "--sources", "kept")
    assert whole.exit_code == 0
    assert "could not" not in whole.stdout
    assert "sentences of earlier editions" in whole.stdout
    spoilt = written(second).replace("exchange of 40 detained", "exchange of 41 detained")
    (desk / "second.json").write_text(spoilt, encoding="utf-8")
    bad = run("verify", "second.json", "--sources", "inbox", "--sources", "kept")
    assert bad.exit_code == 1
    assert bad.stdout.startswith("changes[")


def test_verify_knows_a_renamed_file_by_its_content(desk: Path) -> None:
    made = run("make", "inbox", "--as-of", "2031-05-06", "-f", "json").stdout.strip()
    (desk / "inbox" / "gazette.txt").rename(desk / "inbox" / "renamed.txt")
    assert run("verify", made, "--sources", "inbox").exit_code == 0


def test_verify_looks_in_the_current_folder_or_asks(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run("make", "inbox", "--as-of", "2031-05-06", "-f", "json").stdout.strip()
    asked = run("verify", made)
    assert asked.exit_code == 1
    assert "--sources DIR" in asked.stderr
    monkeypatch.chdir(desk / "inbox")
    assert run("verify", desk / made).exit_code == 0


@pytest.mark.parametrize("content", ["", "[]", "{}", "not json", '{"schema": "briefing/1"}', "[" * 5000])
def test_what_is_no_record_is_refused_by_every_command_that_reads_one(desk: Path, content: str) -> None:
    (desk / "x.json").write_text(content)
    for command in (["verify", "x.json"], ["lint", "x.json"], ["compare", "x.json", "x.json"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "\nError: x.json is no" in result.stderr


def test_what_cannot_be_read_is_no_record_for_any_command(desk: Path) -> None:
    (desk / "x.json").write_bytes(b"\xff\xfe")
    for command in (["verify", "x.json"], ["lint", "x.json"], ["compare", "x.json", "x.json"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "\nError: x.json cannot be read: save it as UTF-8" in result.stderr


def test_a_gold_folder_without_labels_is_named_once(desk: Path) -> None:
    result = run("evaluate", "inbox")
    assert result.exit_code == 1
    assert result.stderr == f"briefing: {Path('inbox/sentences.jsonl')} cannot be read: No such file or directory\n"


def test_evaluate_prints_a_table(desk: Path) -> None:
    lay_out(desk / "gold" / "docs")
    rows = [json.loads(line) for line in run("trace", "gold/docs").stdout.splitlines()]
    labelled = [{**row, "category": row["status"] or "context"} for row in rows]
    labelled += [{**row, "kind": "heading", "category": "dispute"} for row in rows[:3]]
    (desk / "gold" / "sentences.jsonl").write_text("\n".join(map(json.dumps, labelled)) + "\n", encoding="utf-8")
    result = run("evaluate", "gold")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["agreement", "dispute", "unresolved"]
    given = [line for line in lines[1:4] if line.split()[-1] != "0"]
    assert given
    assert all(line.split()[1:4] == ["1.000"] * 3 for line in given)


@pytest.mark.parametrize("line", ["", "{}", "[]", "3", '{"doc": 1, "start": "x", "end": 2, "category": "none"}'])
def test_evaluate_refuses_what_is_no_label(desk: Path, line: str) -> None:
    lay_out(desk / "gold" / "docs")
    (desk / "gold" / "sentences.jsonl").write_text(line and f"{line}\n", encoding="utf-8")
    result = run("evaluate", "gold")
    assert (result.exit_code, "sentences.jsonl" in result.stderr) == ((1, True) if line else (0, False))


@pytest.mark.parametrize("command", ["", "make", "trace", "verify", "compare", "init", "evaluate"])
def test_help_teaches_by_example(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert f"Examples:\n  briefing {command}".rstrip() in result.stdout


def test_the_first_help_verifies_what_it_made_and_what_is_elsewhere_has_not_vanished(desk: Path) -> None:
    assert "briefing verify out/2021-06-16-talks.json --sources inbox/  is " in run("--help").stdout
    made = next(path for path in make("inbox", "-f", "json").stdout.splitlines() if path.endswith(".json"))
    assert run("verify", made, "--sources", "inbox/").exit_code == 0
    (desk / "inbox").rename(desk / "elsewhere")
    result = run("verify", made)
    assert result.exit_code == 1
    assert "is not in the current folder: say where it is with --sources DIR" in result.stderr
    assert "vanished" not in result.stderr


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400) | st.text(max_size=400).map(str.encode),
    suffix=st.sampled_from(["txt", "html", "md"]),
)
def test_any_bytes_make_a_brief_or_a_reason(desk: Path, content: bytes, suffix: str) -> None:
    (desk / f"strange.{suffix}").write_bytes(content)
    result = make("inbox", f"strange.{suffix}")
    assert result.exit_code in (0, 3)
    assert (result.exit_code == 3) == ("left out: strange" in result.stderr)
