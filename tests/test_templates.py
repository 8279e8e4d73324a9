"""Templates: shipped or the user's; filled, copied, and what is wrong in one is told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import rich

from briefing.errors import PublishError, TemplateError
from briefing.publish.filling import check, filled
from briefing.publish.rendering import render
from briefing.publish.templates import Template, about, copy, files, names


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder called own, in the folder that is worked in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    return Path("own")


@pytest.fixture
def mine(own: Path) -> Path:
    """A copy of the one-page template, called own."""
    copy("one-page", own)
    return own


def put(path: Path, text: str, line: int = 1) -> None:
    """Put a line into a file before the one of that number."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    path.write_text("".join([*lines[: line - 1], f"{text}\n", *lines[line - 1 :]]), encoding="utf-8")


def wrong(template: str, form: str = "md") -> str:
    """Return what is said of a broken template when a brief is made with it."""
    with pytest.raises(TemplateError) as caught:
        render(rich(), form, template)
    return str(caught.value)


def wrong_before(template: str) -> str:
    """Return what is said of a broken template before there is a brief."""
    with pytest.raises(TemplateError) as caught:
        check(template)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ page.titel }}", "'Page object' has no attribute 'titel'"),
        ("{{ page.words.words.titel }}", "has no attribute 'titel'"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% if nothing %}{% endif %}", "'nothing' is undefined"),
        ("{{ page.total + 'x' }}", "TypeError: unsupported operand"),
        ("{{ 1 // (page.total - page.total) }}", "ZeroDivisionError: "),
        ("{{ page.counts.format() ~ '{'.format() }}", "ValueError: "),
        ("{{ page|surest }}", "TypeError: surest() missing 1 required"),
    ],
)
def test_what_cannot_be_printed_is_told_with_its_file_and_line(mine: Path, text: str, said: str) -> None:
    put(mine / "brief.md.j2", text, line=4)
    check("./own")
    assert wrong("./own").startswith("own/brief.md.j2:4: ")
    assert said in wrong("./own")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for %}", "Expected an expression"),
        ("{% set x = 1 + %}", "unexpected 'end of statement block'"),
        ("{% set x = 1|nofilter %}", "No filter named 'nofilter'"),
        ("{% include 'gone.j2' %}", "there is no file 'gone.j2' in own nor in the parts that ship"),
    ],
)
@pytest.mark.parametrize("file", ["brief.md.j2", "brief.html.j2", "parts.html.j2", "frame.html.j2"])
def test_what_is_no_template_is_told_before_there_is_a_brief(mine: Path, file: str, text: str, said: str) -> None:
    put(mine / file, text, line=3)
    assert wrong_before("./own").startswith(f"own/{file}:3: {said}")


def test_a_mistake_in_a_part_is_told_where_it_is(mine: Path) -> None:
    text = (mine / "parts.html.j2").read_text(encoding="utf-8")
    (mine / "parts.html.j2").write_text(text.replace("{% if of.rows %}", "{% if of.rowz %}"), encoding="utf-8")
    line = text.partition("{% if of.rows %}")[0].count("\n") + 1
    assert wrong("./own", "html").startswith(f"own/parts.html.j2:{line}: 'Page object' has no attribute 'rowz'")


@pytest.mark.parametrize(
    "text", ["{{ ''.__class__.__mro__ }}", "{{ page._asdict() }}", "{{ page.words.words.clear() }}"]
)
def test_a_template_is_shut_in(mine: Path, text: str) -> None:
    put(mine / "brief.md.j2", text)
    assert wrong("./own").startswith("own/brief.md.j2:1: SecurityError: ")


def test_a_template_includes_no_file_outside_its_folders(mine: Path) -> None:
    Path("secret.j2").write_text("secret", encoding="utf-8")
    put(mine / "brief.md.j2", "{% set name = '../secret.j2' %}{% include name %}")
    assert wrong("./own") == "own/brief.md.j2:1: there is no file '../secret.j2' in own nor in the parts that ship"


def test_a_link_brings_in_no_file_from_outside(mine: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md.j2").write_text("a secret", encoding="utf-8")
    (mine / "secret.md.j2").symlink_to(outside / "secret.md.j2")
    put(mine / "brief.md.j2", '{% include "secret.md.j2" %}')
    assert "there is no file 'secret.md.j2'" in wrong("./own")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ page }}", "Page is no text"),
        ("{{ page.words.day }}", "method is no text"),
        ("{{ page.words.day(3) }}", "AssertionError"),
        ("{{ page.rows }}", "tuple is no text"),
        ("{{ page.title|list|random }}", "No filter named 'random'"),
        ("{{ lipsum(1) }}", "'lipsum' is undefined"),
        ('{% include "/etc/passwd" %}', "there is no file '/etc/passwd'"),
    ],
)
def test_what_would_print_an_inside_or_chance_is_an_error(mine: Path, text: str, said: str) -> None:
    put(mine / "brief.md.j2", text)
    assert said in wrong("./own")


def test_a_file_that_is_no_text(mine: Path) -> None:
    (mine / "parts.md.j2").write_bytes(b"\xff\xfe")
    assert wrong_before("./own").startswith("own/parts.md.j2 cannot be read: save it as UTF-8")
    assert wrong("./own").startswith("own/brief.md.j2")
    (mine / "look.css").write_bytes(b"\xff\xfe")
    assert wrong("./own", "html").startswith("own/look.css cannot be read: save it as UTF-8")


def test_values_are_escaped_once_for_the_format(own: Path) -> None:
    text = (
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ value }} {{ twice(value) }} {{ [value, value]|join(' ') }}"
    )
    for name in ("a.md.j2", "a.html.j2"):
        (own / name).write_text(text, encoding="utf-8")
    assert filled(Template((own,)), "a.md.j2", value="*<") == r"\*\< \*\<\*\< \*\< \*\<"
    assert filled(Template((own,)), "a.html.j2", value="*<") == "*&lt; *&lt;*&lt; *&lt; *&lt;"


def test_nothing_is_written_beside_the_templates(mine: Path) -> None:
    before = sorted(mine.iterdir())
    render(rich(), "html", "./own")
    assert sorted(mine.iterdir()) == before


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("form", ["md", "html"])
def test_a_copy_makes_what_the_original_makes(tmp_path: Path, name: str, form: str) -> None:
    written = copy(name, tmp_path / "new" / "mine")
    assert sorted(path.name for path in written) == sorted(path.name for path in files(name))
    assert render(rich(), form, str(tmp_path / "new" / "mine")) == render(rich(), form, name)


def test_a_copy_overwrites_nothing(mine: Path) -> None:
    (mine / "brief.md.j2").write_text("my work", encoding="utf-8")
    for target in (mine, mine / "brief.md.j2"):
        with pytest.raises(PublishError, match=r"exists already .* it was left as it is"):
            copy("cable", target)
    assert (mine / "brief.md.j2").read_text(encoding="utf-8") == "my work"
    with pytest.raises(TemplateError, match="choose one of cable, diplomatic, one-page"):
        copy("nowhere", Path("other"))
    assert not Path("other").exists()


def test_each_template_that_ships_says_in_a_line_what_it_is_for() -> None:
    assert names() == ("cable", "diplomatic", "one-page")
    assert all(about(name) and "\n" not in about(name) for name in names())


def test_what_is_changed_is_printed_and_what_is_taken_away_comes_from_the_parts(mine: Path) -> None:
    for path in mine.iterdir():
        if path.name not in {"brief.md.j2", "brief.html.j2", "look.css"}:
            path.unlink()
    assert render(rich(), "html", "./own") == render(rich(), "html", "one-page")
    (mine / "paper.css").write_text("h1 { color: #123456 }", encoding="utf-8")
    assert "#123456" in render(rich(), "html", "./own").content.decode()


def test_a_single_file_takes_the_place_of_its_like(own: Path) -> None:
    (own / "short.md.j2").write_text("{{ page.title }}: {{ page.counts }}\n", encoding="utf-8")
    template = "own/short.md.j2"
    assert (
        render(rich(), "md", template).content
        == "Norland–Avaria talks, Port Selin: 2 agreements, 4 disputes, 2 open points\n".encode()
    )
    assert render(rich(), "html", template) == render(rich(), "html", "diplomatic")
    (own / "short.html.j2").write_text("<p>{{ page.title }}</p>", encoding="utf-8")
    assert render(rich(), "html", "own/short.html.j2").content.decode() == "<p>Norland–Avaria talks, Port Selin</p>"
    assert render(rich(), "md", "own/short.html.j2") == render(rich(), "md", "diplomatic")


def test_what_is_no_template_says_what_to_do(own: Path) -> None:
    for said in ("sparse", "", "Diplomatic", "_parts"):
        assert "choose one of cable, diplomatic, one-page" in wrong(said)
    assert "or say ./own for the folder" in wrong("own")
    assert "«briefing template copy diplomatic ./nowhere» writes one" in wrong("./nowhere")
    assert wrong("./own").startswith("own has no brief.md.j2 and no brief.html.j2: «briefing template copy diplomatic")
    (own / "brief.md.j2").write_text("x", encoding="utf-8")
    assert wrong("./own").startswith("own has no brief.html.j2: ")
    (own / "notes.txt").write_text("x", encoding="utf-8")
    assert wrong("own/notes.txt").startswith("own/notes.txt is no template: its name must end in .md.j2")
