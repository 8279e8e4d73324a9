"""Every document that was seen ends once: used, a duplicate, or refused; and nothing is kept longer than is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from places import NEWS, passed, put, stopped, workplace, write_old

from briefing.operations.engine import Engine
from briefing.operations.passes import run_one
from briefing.operations.received import counted, received
from briefing.operations.retention import forget_old
from briefing.operations.states import Slot
from briefing.operations.workplace import Workplace

MONDAY, TUESDAY, WEDNESDAY = (f"2026-03-0{day}T06:00:00" for day in (2, 3, 4))


def ends(place: Workplace) -> dict[str, tuple[str, str, str]]:
    """Return the period, the verdict and the reason of each document; no name has two."""
    found = received(place.ledger)
    assert len({each.location for each in found}) == len(found)
    return {each.location: (each.period, each.verdict, each.reason) for each in found}


def lay(folder: Path, name: str, text: str) -> None:
    write_old(folder / "inbox" / name, text)


def kept(place: Workplace) -> int:
    """Return how many documents the archive keeps."""
    return len(list((place.store.folder / "documents").rglob("*/*")))


def test_a_second_file_of_known_bytes_is_entered_once(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(stopped(place, MONDAY))
    lay(tmp_path, "again.txt", NEWS["ferry.txt"])
    for day in (TUESDAY, WEDNESDAY):
        passed(stopped(place, day))
    assert ends(place) == {
        "ferry.txt": ("D:2026-03-02", "USED", ""),
        "again.txt": ("D:2026-03-03", "DUPLICATE", "the same bytes as ferry.txt, in edition 1"),
    }
    assert list(counted(received(place.ledger))) == ["ferry: 1 used, 1 duplicates, 0 rejected, 0 waiting"]


@pytest.mark.parametrize("text", [NEWS["ferry.txt"], "No deal yet.\n"], ids=["long", "too short to be compared"])
def test_of_equal_files_in_one_edition_one_is_used(tmp_path: Path, text: str) -> None:
    place = workplace(tmp_path)
    for name in "cab":
        lay(tmp_path, f"{name}.txt", text)
    passed(stopped(place, MONDAY))
    assert ends(place) == {
        "a.txt": ("D:2026-03-02", "USED", ""),
        "b.txt": ("D:2026-03-02", "DUPLICATE", "copy of a.txt, byte for byte"),
        "c.txt": ("D:2026-03-02", "DUPLICATE", "copy of a.txt, byte for byte"),
    }


def test_a_near_copy_is_a_duplicate_as_the_brief_says(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    lay(tmp_path, "fuller.txt", NEWS["ferry.txt"] + "\nThe harbour of Kelm is to be dredged before the ferry sails.\n")
    passed(stopped(place, MONDAY))
    assert ends(place) == {
        "ferry.txt": ("D:2026-03-02", "DUPLICATE", "copy of fuller.txt"),
        "fuller.txt": ("D:2026-03-02", "USED", ""),
    }


def test_what_was_refused_is_refused_once_and_may_be_used_when_it_is_mended(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    lay(tmp_path, "note.pdf", "no PDF")
    for day in (MONDAY, TUESDAY):
        passed(stopped(place, day))
    assert ends(place)["note.pdf"] == ("D:2026-03-02", "REJECTED", "is no pdf file, whatever its name says")
    (tmp_path / "inbox" / "note.pdf").unlink()
    lay(tmp_path, "note.txt", NEWS["quay.txt"])
    passed(stopped(place, WEDNESDAY))
    assert [each.verdict for each in received(place.ledger)] == ["USED", "USED", "REJECTED"]


def test_the_documents_of_an_edition_that_failed_wait_for_the_next(tmp_path: Path) -> None:
    broken = workplace(tmp_path, brief='template = "./nowhere"')
    put(tmp_path, "ferry.txt")
    passed(stopped(broken, MONDAY))
    assert ends(broken)["ferry.txt"][:2] == ("D:2026-03-02", "WAITING")
    assert list(counted(received(broken.ledger))) == ["ferry: 0 used, 0 duplicates, 0 rejected, 1 waiting"]
    place = workplace(tmp_path)
    lay(tmp_path, "again.txt", NEWS["ferry.txt"])
    passed(stopped(place, TUESDAY))
    assert {name: end[:2] for name, end in ends(place).items()} == {
        "again.txt": ("D:2026-03-03", "USED"),
        "ferry.txt": ("D:2026-03-03", "DUPLICATE"),
    }


def test_an_edition_that_is_made_again_has_no_duplicate_of_an_earlier_one(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(stopped(place, MONDAY))
    put(tmp_path, "quay.txt")
    lay(tmp_path, "again.txt", NEWS["ferry.txt"])
    passed(stopped(place, TUESDAY))
    before = ends(place)
    place.ledger.change("UPDATE slot SET state = ? WHERE period = 'D:2026-03-03'", Slot.FAILED)
    run_one(Engine(stopped(place, TUESDAY)), "ferry", "D:2026-03-03")
    assert ends(place) == before
    assert before["again.txt"][1] == "DUPLICATE"
    assert before["quay.txt"] == ("D:2026-03-03", "USED", "")


def test_a_file_that_took_back_its_bytes_is_not_in_an_edition_beside_itself(tmp_path: Path) -> None:
    broken = workplace(tmp_path, brief='template = "./nowhere"')
    for day, name in ((MONDAY, "ferry.txt"), (TUESDAY, "quay.txt")):
        lay(tmp_path, "news.txt", NEWS[name])
        passed(stopped(broken, day))
    lay(tmp_path, "news.txt", NEWS["ferry.txt"])
    place = workplace(tmp_path)
    passed(stopped(place, WEDNESDAY))
    rows = place.ledger.rows("SELECT verdict FROM slot_document WHERE period = 'D:2026-03-04'")
    assert [row["verdict"] for row in rows] == ["USED"]


def test_what_is_forgotten_does_not_come_back_and_a_duplicate_keeps_nothing(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief="retention = 1")
    put(tmp_path, "ferry.txt")
    passed(stopped(place, MONDAY))
    put(tmp_path, "quay.txt")
    lay(tmp_path, "again.txt", NEWS["ferry.txt"])
    passed(stopped(place, TUESDAY))
    late = stopped(place, "2026-03-03T12:00:00")
    assert kept(place) == 2
    assert forget_old(late.ledger, late.store, late.settings.briefs, late.now) == 1
    assert kept(place) == 1
    passed(stopped(place, WEDNESDAY))
    assert kept(place) == 1
    assert [each.verdict for each in received(place.ledger)] == ["DUPLICATE", "USED", "USED"]


def test_a_copy_within_a_kept_edition_is_kept(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief="retention = 1")
    (brief,) = place.settings.briefs
    for_ever = replace(brief, name="other", retention=0)
    place = replace(place, settings=replace(place.settings, briefs=(brief, for_ever)))
    put(tmp_path, "ferry.txt")
    lay(tmp_path, "fuller.txt", NEWS["ferry.txt"] + "\nThe harbour of Kelm is to be dredged before the ferry sails.\n")
    passed(stopped(place, MONDAY))
    assert [each.verdict for each in received(place.ledger)] == ["DUPLICATE", "USED"] * 2
    late = stopped(place, WEDNESDAY)
    assert forget_old(late.ledger, late.store, late.settings.briefs, late.now) == 1
    assert kept(place) == 2


def test_each_brief_has_its_own_ends(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    (brief,) = place.settings.briefs
    both = replace(place.settings, briefs=(brief, replace(brief, name="other")))
    passed(stopped(replace(place, settings=both), MONDAY))
    assert [(each.brief, each.verdict) for each in received(place.ledger)] == [("ferry", "USED"), ("other", "USED")]
    assert {each.edition for each in received(place.ledger)} == {1}
