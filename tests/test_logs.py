"""Log lines: one a message, whatever a stranger wrote into it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from briefing.operations.logs import set_up

HOSTILE = "a document called \x1b[31mred\nsecond line\r\u202e"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    ours = logging.getLogger("briefing")
    before = (ours.handlers[:], ours.propagate, ours.level)
    yield
    ours.handlers[:], ours.propagate = before[0], before[1]
    ours.setLevel(before[2])


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_message_is_one_line_that_is_only_printed(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(form)
    logging.getLogger("briefing.operations.engine").warning("%s", HOSTILE)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.removesuffix("\n").isprintable()


def test_a_json_line_says_when_where_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("json")
    logging.getLogger("briefing.operations.engine").info("%d briefs", 3)
    logging.getLogger("briefing.operations.engine").debug("not shown")
    (line,) = capsys.readouterr().err.splitlines()
    found = json.loads(line)
    assert (found["level"], found["module"], found["message"]) == ("info", "engine", "3 briefs")
    assert len(found["at"]) == len("2026-03-02T06:00:00Z")
