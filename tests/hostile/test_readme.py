"""The table of threats names tests that are there, and leaves out none of this folder."""

from __future__ import annotations

import re
from pathlib import Path

from fuzz.harnesses import HARNESSES

HERE = Path(__file__).parent


def test_the_table_is_that_of_the_tests() -> None:
    text = (HERE / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+\.py)`", text))
    ours = {path.name for path in HERE.glob("test_*.py")} - {Path(__file__).name}
    assert ours <= named
    assert named <= ours | {path.name for path in HERE.parent.glob("test_*.py")}
    assert set(re.findall(r"`([a-z]+)`", text)) <= {*HARNESSES}
