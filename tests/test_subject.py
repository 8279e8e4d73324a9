"""The subject of an edition's mail."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.publish.subject import subject_of


def record(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - the values of a record
    kinds = ("new", "new", "moved", "unchanged")
    return {
        "title": "Talks in Port Selin", "lang": "en", "tlp": "", "edition": 2, "findings": [{}],
        "since": {"edition": 1, "as_of": "2031-05-05"}, "changes": [{"kind": kind} for kind in kinds],
        "rejections": [],
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("more", "subject"),
    [
        ({}, "Talks in Port Selin (edition 2: 1 moved, 2 new)"),
        ({"lang": "nl"}, "Talks in Port Selin (uitgave 2: 1 verschoven, 2 nieuw)"),
        ({"since": None, "edition": 1}, "Talks in Port Selin (edition 1)"),
        ({"changes": [{"kind": "unchanged"}]}, "Talks in Port Selin (edition 2)"),
        ({"changes": [], "findings": []}, "Nothing new: Talks in Port Selin (edition 2)"),
        (
            {"changes": [], "findings": [], "rejections": [{}, {}]},
            "Nothing new, 2 left out: Talks in Port Selin (edition 2)",
        ),
        ({"title": "", "changes": []}, "Diplomatic brief (edition 2)"),
        ({"tlp": "TLP:AMBER"}, "Talks in Port Selin (edition 2: 1 moved, 2 new) [TLP:AMBER]"),
        ({"title": "A\r\nBcc: x@example.org"}, "A Bcc: x@example.org (edition 2: 1 moved, 2 new)"),
    ],
)
def test_subject(more: dict[str, Any], subject: str) -> None:
    assert subject_of(record(**more)) == subject
