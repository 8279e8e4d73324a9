"""Every reason for which something is left out is told in the language of the brief."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from papers import zipped

import briefing
from briefing.model import RawDocument
from briefing.publish.frames import frame, languages
from briefing.sources.formats import archive, kinds
from briefing.sources.formats.parts import Refused
from briefing.text.decoding import Decoded, decode

# What takes a reason, and as which of its arguments.
TAKES_REASON = {"Refused": 0, "Unreachable": 0, "Failed": 0, "TooMuch": 0, "Rejection": 1, "Part": 3}
OTHERS = [lang for lang in languages() if lang != "en"]
FILLED_IN = "7"


def reasons() -> Iterator[str]:
    """Yield the reasons that the source has, with a number for what is filled in."""
    for found in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
            calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
            yield from (said for call in calls for node in given(call) if (said := written(node, module)))


def given(call: ast.Call) -> list[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    named = [each.value for each in call.keywords if each.arg == "reason"]
    return [*call.args[TAKES_REASON[name] :][:1], *named] if name in TAKES_REASON else []


def written(node: ast.expr, module: ModuleType) -> str:
    """Return a reason that stands in the source, '' for one that is made of nothing but what is filled in."""
    if isinstance(node, ast.Name):
        constant = getattr(module, node.id, "")
        return constant if isinstance(constant, str) else ""
    if isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else FILLED_IN for part in node.values]
        return "".join(parts) if max(map(len, parts)) > len(" is ") else ""
    return str(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


FOUND = sorted(set(reasons()))


def untold(said: str) -> list[str]:
    return [lang for lang in OTHERS if frame(lang).reason(said) == said]


def test_the_source_is_read() -> None:
    assert len(FOUND) > 60
    assert {"is no JSON", "holds more than 7 documents", "is still being written"} <= {*FOUND}
    assert untold("ate by moths") == OTHERS


@pytest.mark.parametrize("said", FOUND)
def test_a_reason_has_its_form_in_every_language(said: str) -> None:
    assert untold(said) == []


FAILED = "a.example failed 3 times in a row ({}): left alone until 2031-05-06 06:15 UTC"
UNREADABLE = "robots.txt of a.example cannot be read ({})"


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("inner", [
    "answered 503", "took more than 30 s", "cannot be reached (Connection refused)", "its answer breaks off",
    "is larger than 0.512 MB", "there was no time left for it", "its certificate is not valid",
])  # fmt: skip
def test_a_reason_within_a_reason_is_told_in_the_same_language(lang: str, inner: str) -> None:
    words = frame(lang)
    told = words.reason(inner)
    failed = words.reasons["{} failed {} times in a row ({}): left alone until {}"]
    left = failed.format("a.example", 3, told, "2031-05-06 06:15 UTC")
    unreadable = words.reasons[UNREADABLE.replace("a.example", "{}")]
    assert told != inner
    assert words.reason(FAILED.format(inner)) == left
    assert words.reason(UNREADABLE.format(inner)) == unreadable.format("a.example", told)
    assert words.reason(UNREADABLE.format(FAILED.format(inner))) == unreadable.format("a.example", left)


@pytest.mark.parametrize("lang", OTHERS)
def test_a_file_without_an_ending_is_told_so_in_every_language(lang: str) -> None:
    with pytest.raises(Refused) as refused:
        kinds.format_of(b"\0", "")
    assert "(no extension)" not in frame(lang).reason(str(refused.value))


@pytest.mark.parametrize("said", [
    "took more than 8 s to read", "needs more than 400 MB of memory to be read", "reading it stopped the reader",
    "reading it stopped the reader (SIGKILL)", "is damaged, or not as its format wants it (KeyError)",
])  # fmt: skip
def test_what_is_said_of_the_child_has_its_form(said: str) -> None:
    assert untold(said) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_what_is_said_of_bytes_that_are_not_read_is_told_in_every_language(lang: str) -> None:
    decoded = decode(RawDocument("a.html", "<meta charset=utf-8>Жара в городе".encode() * 9 + b"\xd0"))
    assert isinstance(decoded, Decoded)
    assert decoded.remark == "decoded as utf-8, some bytes unread"
    assert "unread" not in frame(lang).reason(decoded.remark)


@pytest.mark.parametrize("magic", [magic for magic, _ in kinds._FOREIGN])
def test_a_foreign_format_is_named_in_every_language(magic: bytes) -> None:
    with pytest.raises(Refused) as refused:
        kinds.format_of(magic, ".txt")
    assert untold(str(refused.value)) == []


@pytest.mark.parametrize("names", [
    *([("[Content_Types].xml", ""), (f"{folder}a", "")] for folder, _ in archive._OFFICE),
    *([("mimetype", kind.decode())] for kind, _ in archive._MIMETYPES),
])  # fmt: skip
def test_a_document_of_another_program_is_named_in_every_language(names: list[tuple[str, str]]) -> None:
    with archive.unpacked(zipped(names)) as opened, pytest.raises(Refused) as refused:
        archive.is_word(opened)
    assert untold(str(refused.value)) == []
