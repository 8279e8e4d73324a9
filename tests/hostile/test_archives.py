"""Archives that inflate without end, hide one another or hold too many: left out with the reason, the rest is read."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from costs import seconds
from papers import AGREED, zipped

from briefing.sources.folders import collect
from briefing.sources.formats.opening import parts_of
from briefing.sources.formats.parts import Bound, TooMuch

NOISE = os.urandom(50_000).hex().encode()
# Noise of hexadecimal digits deflates to half, this one to a fiftieth: no ratio betrays it.
DENSE = b"".join(NOISE[:4_000] + b"a" * 200_000 for _ in range(90))


def nested(depth: int) -> bytes:
    content = zipped([("a.txt", AGREED)])
    for number in range(depth):
        content = zipped([(f"{number}.zip", content)])
    return content


def overlapping(count: int, member: bytes) -> bytes:
    """Return a zip whose directory names one member so many times."""
    whole = zipped([("a.txt", member)])
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry = whole[directory:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, directory, 0)
    return whole[:directory] + entry * count + tail


def lying(member: bytes) -> bytes:
    """Return a zip whose member says that it is small."""
    whole = bytearray(zipped([("a.txt", member)]))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = whole.index(mark) + at
        whole[place : place + 4] = struct.pack("<L", 100)
    return bytes(whole)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "ratio": (lambda: zipped([("a.txt", b"a " * 9_000_000)]), "inflates to more than 200 times its size"),
    "member": (lambda: zipped([("a.txt", DENSE + DENSE[:4_000_000])]), "is larger than 20 MB"),
    "sum": (lambda: zipped([(f"{number}.txt", DENSE) for number in range(12)]), "inflates to more than 200 MB"),
    "entries": (lambda: overlapping(60_000, b""), "holds more than 10,000 documents"),
    "nested": (lambda: nested(9), "lies in more than 3 archives or mails"),
    "nested sum": (
        lambda: zipped([(f"{part}.zip", zipped([(f"{n}.txt", DENSE) for n in range(4)])) for part in range(4)]),
        "inflates to more than 200 MB",
    ),
    "lying": (lambda: lying(NOISE), "is damaged in its archive"),
    "cut off": (lambda: zipped([("a.txt", NOISE)])[:20_000], "is a damaged zip archive"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_left_out_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    make, reason = BOMBS[name]
    (tmp_path / "bomb.zip").write_bytes(make())
    (tmp_path / "good.zip").write_bytes(zipped([("a.txt", AGREED)]))
    start = seconds()
    batch = collect([tmp_path])
    assert seconds() - start < 10
    assert [raw.location for raw in batch.kept] == ["good.zip/a.txt"]
    (rejection,) = batch.rejected
    assert rejection.location.startswith("bomb.zip")
    assert rejection.reason == reason


def test_of_members_that_lie_on_one_another_one_is_read_at_most(tmp_path: Path) -> None:
    # Some releases of Python refuse all of them but one, others none: there they are too large together.
    (tmp_path / "bomb.zip").write_bytes(overlapping(400, DENSE[:1_000_000]))
    (tmp_path / "good.zip").write_bytes(zipped([("a.txt", AGREED)]))
    start = seconds()
    batch = collect([tmp_path])
    assert seconds() - start < 10
    assert batch.kept[-1].location == "good.zip/a.txt"
    assert len(batch.kept) <= 2
    assert {each.reason for each in batch.rejected} <= {"inflates to more than 200 MB", "is damaged in its archive"}
    assert len(batch.rejected) in {1, 399}


@pytest.mark.parametrize("bound", [Bound(members=2), Bound(size=2 * len(AGREED))])
@pytest.mark.parametrize("suffix", [".zip", ".jsonl"])
def test_the_child_stops_where_it_is_too_much(bound: Bound, suffix: str) -> None:
    lines = f'{{"text": "{AGREED}"}}\n' * 3
    content = zipped([(f"{number}.txt", AGREED) for number in range(3)]) if suffix == ".zip" else lines.encode()
    with pytest.raises(TooMuch):
        list(parts_of(content, suffix, bound))


@pytest.mark.slow
def test_a_hundred_thousand_members_are_too_many(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped([(f"{number}.txt", b"") for number in range(100_000)]))
    start = seconds()
    assert [each.reason for each in collect([tmp_path]).rejected] == ["holds more than 10,000 documents"]
    assert seconds() - start < 10


def test_what_is_below_the_bounds_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped([("dense.txt", DENSE), ("small.txt", AGREED)]))
    (tmp_path / "b.zip").write_bytes(nested(2))
    assert [raw.location for raw in collect([tmp_path]).kept] == [
        "a.zip/dense.txt",
        "a.zip/small.txt",
        "b.zip/1.zip/0.zip/a.txt",
    ]


def test_a_thousand_members_of_one_name_are_told_apart_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(overlapping(1_000, AGREED.encode()))
    start = seconds()
    batch = collect([tmp_path])
    assert seconds() - start < 10
    locations = [raw.location for raw in batch.kept] + [each.location for each in batch.rejected]
    assert len(set(locations)) == len(locations) == 1_000
