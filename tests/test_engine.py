"""Whole passes: documents in, editions and mails out; each once, and what went wrong in plain sight."""

from __future__ import annotations

import json
import os
import re
import signal
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from pathlib import Path
from zipfile import ZipInfo

import pytest
from articles import lay_out
from commands import run
from papers import html, letter, pdf, zipped
from places import NEWS, at, passed, put, states, stopped, workplace
from test_events import FERRY, FERRY_TOO

from briefing.errors import ConfigError, MailError
from briefing.model import Document, RawDocument, Rejection
from briefing.operations import delivering
from briefing.operations.children import STOPPING
from briefing.operations.claims import (
    abandoned_slots,
    claim_delivery,
    claim_slot,
    deliveries_to_send,
    slots_to_make,
)
from briefing.operations.clock import Clock
from briefing.operations.deaths import MOST_LOSSES, MOST_TRIES, after_death, after_loss
from briefing.operations.delivering import recover
from briefing.operations.engine import Engine
from briefing.operations.invariants import broken
from briefing.operations.ledger import Row
from briefing.operations.notices import standing
from briefing.operations.passes import run_due, run_one, run_sending
from briefing.operations.planning import plan
from briefing.operations.resending import send_again, settled
from briefing.operations.retention import forget_old, tidy
from briefing.operations.states import Delivery, Slot, Stage
from briefing.operations.window import freeze
from briefing.operations.workplace import Workplace
from briefing.publish import rendering
from briefing.publish.bounding import PRINTING
from briefing.publish.message import Letter
from briefing.settings import parse_settings
from briefing.text.reading import read

ANOTHER = (
    "The orchestra of Aldport and its conductor agreed on Friday to tour the northern valleys in autumn.\n\n"
    "Twelve concerts are planned, and the first one was sold out within an hour, the orchestra said.\n"
)
BOTH = {"ann@example.org", "bo@example.org"}


def mails(folder: Path) -> list[EmailMessage]:
    """Return the mails in the outbox, the oldest edition first."""
    paths = (folder / "outbox").glob("*.eml")
    found = [BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(path.read_bytes()) for path in paths]
    return sorted(found, key=lambda mail: (str(mail["Date"])[5:], str(mail["To"])))


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def later(place: Workplace, now: str) -> Workplace:
    return Workplace(place.settings, place.ledger, place.store, Clock(at(now)))


def deliveries(place: Workplace) -> dict[str, str]:
    rows = place.ledger.rows("SELECT * FROM delivery ORDER BY period, recipient")
    return {f"{row['period']} {row['recipient'].partition('@')[0]}": row["state"] for row in rows}


def test_an_edition_is_made_and_mailed_to_each_once(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    for _ in range(3):
        passed(place)
    assert states(place) == {"D:2026-03-02": "DONE"}
    found = mails(tmp_path)
    assert {mail["To"] for mail in found} == BOTH
    assert len(found) == 2
    assert all("agreed on Monday to reopen the ferry" in text_of(mail) for mail in found)
    (path,) = (tmp_path / "out").glob("*.md")
    assert "agreed on Monday" in path.read_text(encoding="utf-8")
    assert path.name.startswith("2026-03-02-")
    assert broken(place.ledger, place.settings.briefs, place.now) == []


def test_a_mail_has_the_brief_alone_and_the_folder_the_page_beside_its_sources(tmp_path: Path) -> None:
    page = """
        [brief.page]
        sources = ["inbox"]
        recipients = ["ann@example.org"]
        formats = ["html"]
        out = "pages"
    """
    place = workplace(tmp_path, brief=page)
    put(tmp_path, "ferry.txt")
    passed(place)
    body = mails(tmp_path)[0].get_body(("html",))
    assert body is not None
    assert "agreed on Monday to reopen the ferry" in str(body.get_content())
    assert not re.search("<script|<aside", str(body.get_content()))
    (path,) = (tmp_path / "pages").iterdir()
    assert path.suffix == ".html"
    assert '<aside class="texts"' in path.read_text(encoding="utf-8")


def put_two_events(folder: Path) -> None:
    lay_out(folder / "inbox")
    for name, text in {"line": FERRY, "pier": FERRY_TOO}.items():
        (folder / "inbox" / f"{name}.txt").write_text("\n\n".join((f"The {name}", *text)), encoding="utf-8")


def test_an_edition_may_have_a_part_for_each_event(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief='events = "sections"\nquick = true')
    put_two_events(tmp_path)
    passed(place)
    (path,) = (tmp_path / "archive" / "ferry" / "D-2026-03-02").glob("*.json")
    events = json.loads(path.read_text(encoding="utf-8"))["events"]
    assert [len(event["documents"]) for event in events] == [3, 2]
    (body, _) = (text_of(mail) for mail in mails(tmp_path))
    assert all(f"## {event['title'].split(':')[0]}" in body for event in events)


def test_an_edition_may_be_a_brief_on_each_event(tmp_path: Path) -> None:
    each = """
        [brief.each]
        sources = ["inbox"]
        recipients = ["ann@example.org"]
        formats = ["pdf", "md", "json"]
        out = "each"
        events = "briefs"
        quick = true
    """
    place = workplace(tmp_path, brief=each)
    put_two_events(tmp_path)
    (tmp_path / "inbox" / "empty.txt").write_text("", encoding="utf-8")
    made = run_due(Engine(place))
    (record,) = (tmp_path / "each").glob("*.json")
    told = json.loads(record.read_text(encoding="utf-8"))
    assert [len(event["documents"]) for event in told["events"]] == [3, 2]
    shown = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "each").glob("*.md")}
    assert [stem[-2:] for stem in shown].count("-2") == 0
    assert len(shown) == 2
    assert {path.stem for path in (tmp_path / "each").glob("*.pdf")} == set(shown)
    for event in told["events"]:
        (text,) = (text for text in shown.values() if text.startswith(f"# {event['title']}"))
        paths = {each["id"]: each["path"] for each in told["documents"]}
        assert {name for name, path in paths.items() if path in text} == set(event["documents"])
        assert text.count("empty.txt") == (event is told["events"][0])
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == sorted(
        Path(line).name for line in " ".join(made.lines).split() if "/each/" in line
    )
    assert [run("verify", path).exit_code for path in (tmp_path / "each").iterdir() if path.suffix != ".md"] == [0] * 3
    (mail,) = (mail for mail in mails(tmp_path) if list(mail.iter_attachments()))
    of_the_first, of_the_second = sorted(shown, key=lambda stem: "empty.txt" not in shown[stem])
    files = (record, *(tmp_path / "each" / f"{stem}.pdf" for stem in (of_the_first, of_the_second)))
    attached = [part.get_payload(decode=True) for part in mail.iter_attachments()]
    assert attached == [file.read_bytes() for file in files]
    assert all(event["title"].split(":")[0] in text_of(mail) for event in told["events"])


def test_a_brief_on_each_event_is_the_usual_one_where_there_is_one(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief='events = "briefs"\nquick = true')
    put(tmp_path, "ferry.txt")
    passed(place)
    kinds = place.ledger.rows("SELECT kind FROM artifact ORDER BY kind")
    assert [row["kind"] for row in kinds] == ["json", "mail.html", "md"]
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".md"]


def test_a_document_is_in_exactly_one_edition(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    put(tmp_path, "quay.txt")
    passed(later(place, "2026-03-02T07:00:00"))
    passed(later(place, "2026-03-03T06:00:00"))
    rows = place.ledger.rows("SELECT period, location FROM slot_document JOIN document USING (seq) ORDER BY seq")
    assert [tuple(row) for row in rows] == [("D:2026-03-02", "ferry.txt"), ("D:2026-03-03", "quay.txt")]
    assert [row["edition"] for row in place.ledger.rows("SELECT edition FROM slot ORDER BY due")] == [1, 2]


def test_a_file_that_was_moved_is_in_no_second_edition(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    (tmp_path / "inbox" / "done").mkdir()
    (tmp_path / "inbox" / "ferry.txt").rename(tmp_path / "inbox" / "done" / "ferry.txt")
    passed(later(place, "2026-03-03T06:00:00"))
    rows = place.ledger.rows("SELECT period, location, verdict FROM slot_document JOIN document USING (seq)")
    assert [tuple(row) for row in rows] == [
        ("D:2026-03-02", "ferry.txt", "USED"),
        ("D:2026-03-03", "done/ferry.txt", "DUPLICATE"),
    ]
    (record,) = (tmp_path / "archive" / "ferry" / "D-2026-03-03").glob("*.json")
    assert json.loads(record.read_text(encoding="utf-8"))["documents"] == []


@pytest.mark.parametrize(
    ("text", "withdrawn"), [(NEWS["ferry.txt"].rpartition("It is still unclear")[0], 1), (ANOTHER, 0)]
)
def test_another_article_under_the_same_name_withdraws_nothing(tmp_path: Path, text: str, withdrawn: int) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    (tmp_path / "inbox" / "ferry.txt").write_text(text, encoding="utf-8")
    passed(later(place, "2026-03-03T06:00:00"))
    (path,) = (tmp_path / "archive" / "ferry" / "D-2026-03-03").glob("*.json")
    changes = json.loads(path.read_text(encoding="utf-8"))["changes"]
    assert [change["kind"] for change in changes].count("withdrawn") == withdrawn


def test_what_an_archive_holds_is_in_exactly_one_edition(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    members: list[tuple[str | ZipInfo, str | bytes]] = [("ferry.eml", letter("Ferry", NEWS["ferry.txt"]).as_bytes())]
    (tmp_path / "inbox" / "week.zip").write_bytes(zipped(members))
    passed(place)
    assert all("agreed on Monday to reopen the ferry" in text_of(mail) for mail in mails(tmp_path))
    (tmp_path / "inbox" / "week.zip").write_bytes(zipped([*members, ("quay.txt", NEWS["quay.txt"])]))
    passed(later(place, "2026-03-03T06:00:00"))
    rows = place.ledger.rows("SELECT period, location FROM slot_document JOIN document USING (seq) ORDER BY seq")
    assert [tuple(row) for row in rows] == [
        ("D:2026-03-02", "week.zip/ferry.eml"),
        ("D:2026-03-03", "week.zip/quay.txt"),
    ]


def test_a_document_that_can_be_read_no_more_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "quay.txt")
    (tmp_path / "inbox" / "ferry.eml").write_bytes(letter("Ferry", NEWS["ferry.txt"]).as_bytes())
    monkeypatch.setattr(
        "briefing.operations.window.paged",
        lambda raws: [raw if raw.location == "quay.txt" else Rejection(raw.location, "took too long") for raw in raws],
    )
    passed(place)
    rows = place.ledger.rows("SELECT location, verdict, o.reason FROM slot_document o JOIN document USING (seq)")
    assert sorted(map(tuple, rows)) == [("ferry.eml", "REJECTED", "took too long"), ("quay.txt", "USED", "")]


def test_a_corrected_pdf_withdraws_what_it_no_longer_says(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    told = NEWS["ferry.txt"].strip().split("\n\n")
    for day, paragraphs in (("02", told), ("03", told[:-1])):
        (tmp_path / "inbox" / "ferry.pdf").write_bytes(pdf(html("Ferry", paragraphs)))
        passed(later(place, f"2026-03-{day}T06:00:00"))
    (path,) = (tmp_path / "archive" / "ferry" / "D-2026-03-03").glob("*.json")
    changes = json.loads(path.read_text(encoding="utf-8"))["changes"]
    assert [change["kind"] for change in changes].count("withdrawn") == 1


def test_a_day_without_news(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    passed(later(place, "2026-03-03T06:00:00"))
    assert states(place) == {"D:2026-03-02": "DONE", "D:2026-03-03": "DONE"}
    assert len(mails(tmp_path)) == 4


def test_a_day_without_news_that_nobody_wants_to_hear_of(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief='empty = "skip"')
    passed(place)
    put(tmp_path, "ferry.txt")
    passed(later(place, "2026-03-03T06:00:00"))
    rows = place.ledger.rows("SELECT period, state, reason, edition FROM slot ORDER BY due")
    assert [tuple(row) for row in rows] == [
        ("D:2026-03-02", "EMPTY", "nothing new", None),
        ("D:2026-03-03", "DONE", "", 1),
    ]
    assert len(mails(tmp_path)) == 2


def test_what_is_refused_is_seen_in_the_brief_in_the_ledger_and_in_the_report(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    (tmp_path / "inbox" / "empty.txt").touch()
    os.mkfifo(tmp_path / "inbox" / "pipe.txt")
    report = run_due(Engine(place))
    assert report.left_out
    assert not report.failed
    rows = place.ledger.rows("SELECT location, reason FROM rejection ORDER BY location")
    assert [tuple(row) for row in rows] == [("empty.txt", "empty file"), ("pipe.txt", "is not a regular file")]
    assert all("pipe.txt" in text_of(mail) and "empty.txt" in text_of(mail) for mail in mails(tmp_path))


def test_sources_that_are_gone_are_told_and_nothing_new_is_said(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    (tmp_path / "inbox").rmdir()
    report = run_due(Engine(place))
    assert report.left_out
    assert states(place) == {"D:2026-03-02": "DONE"}
    assert [row["kind"] for row in standing(place.ledger)] == ["sources"]
    (tmp_path / "inbox").mkdir()
    put(tmp_path, "ferry.txt")
    passed(later(place, "2026-03-03T06:00:00"))
    assert standing(place.ledger) == []


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the reading of one document kill the process that reads it."""

    def deadly(raw: RawDocument, id: str) -> Document | Rejection:  # noqa: A002 - as the function it stands for
        if raw.location == "quay.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return read(raw, id)

    monkeypatch.setattr("briefing.analysis.admitting.read", deadly)


def test_a_document_that_kills_the_program_is_left_out(tmp_path: Path, poisoned: None) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt", "quay.txt")
    report = run_due(Engine(place))
    assert states(place) == {"D:2026-03-02": "DONE"}
    assert report.left_out
    (row,) = place.ledger.rows("SELECT * FROM rejection")
    assert (row["location"], row["reason"]) == ("quay.txt", "reading it stopped the program 2 times")
    assert [row["kind"] for row in standing(place.ledger)] == ["quarantine"]
    assert all("quay.txt" in text_of(mail) and "the ferry" in text_of(mail) for mail in mails(tmp_path))


def test_an_edition_whose_pdf_takes_too_much_goes_out_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "PRINTING", PRINTING._replace(size=1_000))
    place = workplace(tmp_path)
    (brief,) = place.settings.briefs
    place = replace(place, settings=replace(place.settings, briefs=(replace(brief, formats=("md", "pdf")),)))
    put(tmp_path, "ferry.txt")
    run_due(Engine(place))
    assert states(place) == {"D:2026-03-02": "DONE"}
    assert {row["kind"] for row in place.ledger.rows("SELECT kind FROM artifact")} == {"md", "json", "mail.html"}
    (notice,) = standing(place.ledger)
    assert notice["text"] == "printing the PDF stopped the program 2 times: the edition goes out without it"
    died = place.ledger.rows("SELECT detail FROM event WHERE what = 'died'")
    assert all("it makes more than 0 MB" in row["detail"] for row in died)


def test_a_document_is_no_suspect_because_the_program_was_ended_twice(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    plan(place.ledger, place.settings.briefs, place.now)
    blamed = []
    for _ in range(4):
        (row,) = slots_to_make(place.ledger, place.now)
        claim = claim_slot(place.ledger, row, place.now)
        assert claim
        if row["edition"] is None:
            freeze(place, claim, place.settings.briefs[0])
        place.store.note("ferry", "D:2026-03-02", "document 1")
        place.ledger.change("UPDATE slot SET lease = ''")
        (gone,) = abandoned_slots(place.ledger, place.now)
        after_loss(place, gone)
        blamed.append(place.ledger.number("SELECT attempts FROM document"))
    assert blamed == [0, 0, 1, 2]


def test_an_edition_that_cannot_be_made_is_given_up_and_its_documents_come_next(tmp_path: Path) -> None:
    broken = workplace(tmp_path, brief='template = "./nowhere"')
    put(tmp_path, "ferry.txt")
    passed(broken)
    (slot,) = broken.ledger.rows("SELECT * FROM slot")
    assert (slot["attempts"], slot["state"]) == (1, Slot.FAILED)
    assert "nowhere" in slot["reason"]
    place = workplace(tmp_path)
    assert states(place) == {"D:2026-03-02": "FAILED"}
    (notice,) = standing(place.ledger)
    assert (notice["kind"], notice["subject"]) == ("failed", "ferry D:2026-03-02")
    assert "given up, for it would fail again until you mend it: filling the template: " in notice["text"]
    assert notice["text"].endswith("; briefing run ferry --period D:2026-03-02 tries it again")
    (tmp_path / "inbox" / "ferry.txt").unlink()
    passed(later(place, "2026-03-03T06:00:00"))
    assert "ferry" in text_of(mails(tmp_path)[0])
    assert [row["kind"] for row in standing(place.ledger)] == ["failed"]
    run_one(Engine(later(place, "2026-03-03T07:00:00")), "ferry", "D:2026-03-02")
    assert states(place) == {"D:2026-03-02": "DONE", "D:2026-03-03": "DONE"}
    assert standing(place.ledger) == []
    assert [row["period"] for row in place.ledger.rows("SELECT period FROM slot_document")] == ["D:2026-03-03"]


def test_a_death_that_may_not_come_again_is_tried_eight_times(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    (row,) = _planned(place)
    for tries in range(1, MOST_TRIES + 1):
        claim = claim_slot(place.ledger, row, place.now)
        assert claim
        after_death(place, claim, 1)
        (row,) = place.ledger.rows("SELECT * FROM slot")
        assert (row["state"], row["attempts"]) == (Slot.RETRY if tries < MOST_TRIES else Slot.FAILED, tries)
    (notice,) = standing(place.ledger)
    assert notice["text"].startswith("given up after 8 tries, the last one starting; ")


def test_power_cuts_are_forgiven_longer_than_deaths(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    (row,) = _planned(place)
    for _ in range(MOST_LOSSES - 1):
        assert claim_slot(place.ledger, row, place.now)
        (row,) = place.ledger.rows("SELECT * FROM slot")
        after_loss(place, row)
        (row,) = place.ledger.rows("SELECT * FROM slot")
        assert (row["state"], row["attempts"]) == (Slot.RETRY, 0)
    assert claim_slot(place.ledger, row, place.now)
    (row,) = place.ledger.rows("SELECT * FROM slot")
    after_loss(place, row)
    assert states(place) == {"D:2026-03-02": "FAILED"}
    assert [row["kind"] for row in standing(place.ledger)] == ["failed"]


def _planned(place: Workplace) -> list[Row]:
    plan(place.ledger, place.settings.briefs, place.now)
    return place.ledger.rows("SELECT * FROM slot")


def test_a_folder_that_cannot_be_written_keeps_no_mail_back(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    (tmp_path / "out").touch()
    report = run_due(Engine(place))
    assert report.failed
    assert states(place) == {"D:2026-03-02": "DONE"}
    assert len(mails(tmp_path)) == 2
    assert [row["kind"] for row in standing(place.ledger)] == ["out"]
    (tmp_path / "out").unlink()
    assert not run_due(Engine(later(place, "2026-03-03T06:00:00"))).failed
    assert standing(place.ledger) == []


def test_nobody_else_reads_the_ledger_and_the_archive(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("briefing.db*") if path.suffix == ".db"}
    assert modes == {"briefing.db": 0}
    assert not (tmp_path / "archive").stat().st_mode & 0o077


def test_what_has_not_come_yet_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="D:2026-03-03 has not come yet"):
        run_one(Engine(workplace(tmp_path)), "ferry", "D:2026-03-03")


def test_one_edition_by_hand(tmp_path: Path) -> None:
    place = workplace(tmp_path, "2026-03-02T03:00:00")
    put(tmp_path, "ferry.txt")
    assert "DONE" in run_one(Engine(place), "ferry", None).lines[0]
    assert "DONE" in run_one(Engine(place), "ferry", None).lines[0]
    assert "DONE" in run_one(Engine(place), "ferry", "D:2026-02-27").lines[0]
    passed(later(place, "2026-03-02T06:00:00"))
    assert states(place) == {"D:2026-02-27": "DONE", "D:2026-03-02": "DONE"}
    assert len(mails(tmp_path)) == 4
    with pytest.raises(ConfigError, match=r"there is no \[brief.fery\]"):
        run_one(Engine(place), "fery", None)


def test_the_same_edition_again_byte_for_byte_and_to_somebody_else(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    before = {path.name: path.read_bytes() for path in (tmp_path / "outbox").iterdir()}
    for path in (tmp_path / "outbox").iterdir():
        path.unlink()
    send_again(Engine(place), "ferry", "D:2026-03-02", "ann@example.org")
    send_again(Engine(place), "ferry", "D:2026-03-02", "cy@example.org")
    assert "DONE" in run_sending(Engine(place)).lines[0]
    after = {path.name: path.read_bytes() for path in (tmp_path / "outbox").iterdir()}
    (same,) = before.keys() & after.keys()
    assert before[same] == after[same]
    assert {mail["To"] for mail in mails(tmp_path)} == {"ann@example.org", "cy@example.org"}
    with pytest.raises(ConfigError, match="is not in the archive"):
        send_again(Engine(place), "ferry", "D:2026-03-09", "cy@example.org")


def test_a_mail_that_could_not_be_written_is_told_and_can_be_sent_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(letter: Letter, *_: object) -> bytes:
        raise MailError(f"no mail to {letter.recipient}: no certificate")

    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    with monkeypatch.context() as without:
        without.setattr("briefing.operations.letters.sealed", refusing)
        report = run_due(Engine(place))
        assert report.failed
        assert "ann@example.org: no certificate" in report.troubles[0]
        for address in ("ann@example.org", "cy@example.org"):
            engine = Engine(place)
            assert run_sending(engine, partial(send_again, engine, "ferry", "D:2026-03-02", address)).failed
    assert set(deliveries(place).values()) == {"REJECTED"}
    assert states(place) == {"D:2026-03-02": "DONE_PARTIAL"}
    send_again(Engine(place), "ferry", "D:2026-03-02", "ann@example.org")
    run_sending(Engine(place))
    assert deliveries(place)["D:2026-03-02 ann"] == "ACCEPTED"
    assert "ferry D:2026-03-02 ann@example.org" not in {row["subject"] for row in standing(place.ledger)}
    assert [mail["To"] for mail in mails(tmp_path)] == ["ann@example.org"]


def test_a_mail_that_is_gone_from_the_archive_waits_and_is_told(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    mail = next((tmp_path / "archive" / "ferry").rglob("*.eml"))
    aside = mail.rename(tmp_path / "aside")
    place.ledger.change("UPDATE delivery SET state = ? WHERE path LIKE ?", Delivery.PENDING, f"%{mail.name}")
    place.ledger.change("UPDATE slot SET state = ?", Slot.DELIVERING)
    run_sending(Engine(place))
    (row,) = place.ledger.rows("SELECT * FROM delivery WHERE state = ?", Delivery.DEFERRED)
    assert f"{mail} cannot be read" in row["reason"]
    assert [notice["kind"] for notice in standing(place.ledger)] == ["mail"]
    aside.rename(mail)
    run_sending(Engine(place))
    assert states(place) == {"D:2026-03-02": "DONE"}


def in_body(place: Workplace) -> None:
    """Leave the first delivery as a process leaves it that is killed while the body goes out."""
    place.ledger.change("UPDATE delivery SET state = ?, next_try = ''", Delivery.PENDING)
    place.ledger.change("UPDATE slot SET state = ?", Slot.DELIVERING)
    row = deliveries_to_send(place.ledger, place.now)[0]
    assert claim_delivery(place.ledger, row, place.now)
    place.ledger.change(
        "UPDATE delivery SET stage = ?, owner = 'gone', lease = '' WHERE message_id = ?", Stage.BODY, row["message_id"]
    )


def test_a_mail_in_doubt_waits_for_a_person_and_a_file_does_not(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    in_body(place)
    passed(place)
    assert deliveries(place) == {"D:2026-03-02 ann": "ACCEPTED", "D:2026-03-02 bo": "ACCEPTED"}
    assert len(mails(tmp_path)) == 2
    in_body(place)
    over_smtp = workplace(tmp_path, mail='server = "smtp://127.0.0.1:9"')
    (row,) = place.ledger.rows("SELECT * FROM delivery WHERE state = ?", Delivery.SENDING)
    recover(over_smtp, row)
    assert (
        place.ledger.rows("SELECT * FROM delivery WHERE message_id = ?", row["message_id"])[0]["state"] == "ATTENTION"
    )
    assert [notice["kind"] for notice in standing(place.ledger)] == ["in-doubt"]
    with pytest.raises(ConfigError, match="no delivery in doubt"):
        settled(Engine(place), "<nobody@example.org>", "arrived")
    settled(Engine(place), row["message_id"], "lost")
    run_sending(Engine(place))
    assert set(deliveries(place).values()) == {"ACCEPTED"}
    assert standing(place.ledger) == []


def test_a_server_that_is_away_is_told_once_and_all_goes_out_when_it_is_back(tmp_path: Path) -> None:
    away = workplace(tmp_path, mail='server = "smtp://127.0.0.1:9"')
    put(tmp_path, "ferry.txt")
    report = run_due(Engine(away))
    assert report.failed
    assert report.troubles[0].startswith("notice mail smtp://127.0.0.1:9: no mail leaves")
    assert not run_due(Engine(away)).failed
    assert set(deliveries(away).values()) == {"DEFERRED"}
    assert states(away) == {"D:2026-03-02": "DELIVERING"}
    assert [row["kind"] for row in standing(away.ledger)] == ["mail"]
    back = workplace(tmp_path, "2026-03-02T06:02:00")
    passed(back)
    assert states(back) == {"D:2026-03-02": "DONE"}
    assert len(mails(tmp_path)) == 2
    assert standing(back.ledger) == []


def test_the_waits_grow_and_end(tmp_path: Path) -> None:
    place = workplace(tmp_path, mail='server = "smtp://127.0.0.1:9"')
    put(tmp_path, "ferry.txt")
    tries = []
    for minute in ("06:00", "06:01", "06:03", "06:08", "06:23"):
        passed(stopped(place, f"2026-03-02T{minute}:00"))  # A second that the pass takes would be one of the wait.
        tries.append(place.ledger.rows("SELECT next_try FROM delivery ORDER BY recipient")[0][0][11:16])
    assert tries == ["06:01", "06:03", "06:08", "06:23", "06:53"]
    passed(stopped(place, "2026-03-07T06:30:00"))
    assert deliveries(place)["D:2026-03-02 ann"] == "REJECTED"
    assert states(place)["D:2026-03-02"] == "DONE_PARTIAL"
    assert {row["next_try"] for row in place.ledger.rows("SELECT * FROM delivery WHERE state = 'REJECTED'")} == {""}
    assert "given up after 5 days" in place.ledger.rows("SELECT reason FROM delivery ORDER BY period")[0][0]
    assert "rejected" in {row["kind"] for row in standing(place.ledger)}


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "send", lambda *_: signal.pause())
    monkeypatch.setattr("briefing.operations.engine.SEND_SECONDS", 0.3)
    monkeypatch.setattr(delivering, "MOST_AT_ONCE", 0)
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    assert set(deliveries(place).values()) == {"DEFERRED"}


def test_stopping_leaves_nothing_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    place.ledger.change("UPDATE delivery SET state = ?, next_try = ''", Delivery.PENDING)
    with monkeypatch.context() as hanging:
        hanging.setattr(delivering, "send", lambda *_: signal.pause())
        engine = Engine(place)
        assert engine.step()
        engine.stop(0.2)
    assert not place.ledger.rows("SELECT * FROM delivery WHERE state = ?", Delivery.SENDING)
    passed(later(place, "2026-03-02T06:02:00"))
    assert set(deliveries(place).values()) == {"ACCEPTED"}


def test_a_document_that_was_read_when_the_program_was_stopped_is_no_suspect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    note = tmp_path / "archive" / "ferry" / "D-2026-03-02" / "progress"
    with monkeypatch.context() as hanging:
        hanging.setattr("briefing.analysis.admitting.read", lambda *_: signal.pause())
        engine = Engine(place)
        assert engine.step()
        while not (note.exists() and note.read_text().startswith("document")):
            engine.wait(0.05)
        (job,) = engine.jobs
        for number in STOPPING:  # As a terminal or a service manager gives it to all processes.
            os.kill(job.process.pid or 0, number)
        engine.wait(0.2)
        assert job.process.is_alive()
        engine.stop(0)
    assert not [row for row in place.ledger.rows("SELECT * FROM document") if row["attempts"]]
    (slot,) = place.ledger.rows("SELECT * FROM slot")
    assert (slot["state"], slot["owner"], slot["attempts"]) == (Slot.FROZEN, "", 0)
    passed(place)
    assert states(place) == {"D:2026-03-02": "DONE"}


def test_old_editions_are_forgotten_where_the_settings_say_so(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief="retention = 1")
    put(tmp_path, "ferry.txt")
    passed(place)
    put(tmp_path, "quay.txt")
    passed(later(place, "2026-03-03T06:00:00"))
    late = later(place, "2026-03-03T12:00:00")
    assert forget_old(late.ledger, late.store, late.settings.briefs, late.now) == 1
    assert forget_old(late.ledger, late.store, late.settings.briefs, late.now) == 0
    assert [path.name for path in (late.store.folder / "ferry").iterdir()] == ["D-2026-03-03"]
    assert len(list((late.store.folder / "documents").rglob("*/*"))) == 1
    assert states(late) == {"D:2026-03-02": "DONE", "D:2026-03-03": "DONE"}
    unlimited = workplace(tmp_path, "2026-06-03T12:00:00")
    assert forget_old(unlimited.ledger, unlimited.store, unlimited.settings.briefs, unlimited.now) == 0


def test_a_document_of_an_edition_that_is_being_made_is_not_forgotten(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    text = "".join(f'[brief.{name}]\nsources = ["inbox"]\nformats = ["md"]\nretention = 1\n' for name in "ab")
    place = replace(workplace(tmp_path), settings=parse_settings(text, tmp_path / "briefing.toml"))
    put(tmp_path, "ferry.txt")
    passed(place)
    place.ledger.change("DELETE FROM artifact WHERE brief = 'b'")
    place.ledger.change("UPDATE slot SET state = ? WHERE brief = 'b'", Slot.FROZEN)
    late = replace(place, clock=Clock(at("2026-03-05T05:00:00")))
    assert forget_old(late.ledger, late.store, late.settings.briefs, late.now) == 1
    assert len(list((late.store.folder / "documents").rglob("*/*"))) == 1


def test_a_file_that_is_gone_when_it_is_tidied_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = workplace(tmp_path)
    gone, old = (tmp_path / f".{name}.md.{'0a' * 8}" for name in "xy")
    old.touch()
    os.utime(old, (0, 0))
    monkeypatch.setattr(Path, "rglob", lambda *_: iter([gone, old]))
    tidy(place)
    assert not old.exists()


def test_what_a_killed_process_left_half_written_goes_after_a_day(tmp_path: Path) -> None:
    place = workplace(tmp_path, now=f"{Clock().now():%Y-%m-%d}T06:00:00")
    put(tmp_path, "ferry.txt")
    passed(place)
    (kept,) = (tmp_path / "archive" / "ferry").iterdir()
    names = (kept / f".x.md.{'0a' * 8}", tmp_path / "out" / f".y.md.{'0b' * 8}", tmp_path / "out" / ".yours")
    for path in names:
        path.touch()
    run_due(Engine(place))
    assert all(path.exists() for path in names)
    for path in names:
        os.utime(path, (0, 0))
    run_due(Engine(place))
    assert [path for path in names if path.exists()] == [names[2]]


def test_two_briefs_with_one_title_do_not_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    text = "".join(f'[brief.{name}]\nsources = ["inbox"]\nformats = ["md"]\nat = "06:00"\n' for name in "ab")
    place = replace(workplace(tmp_path), settings=parse_settings(text, tmp_path / "briefing.toml"))
    put(tmp_path, "ferry.txt")
    report = run_due(Engine(place))
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 2
    assert [path.name[-5:] for path in files] == ["-a.md", "-b.md"]
    assert all(any(str(path) in line for line in report.lines) for path in files)


def test_the_file_of_notices(tmp_path: Path) -> None:
    place = workplace(tmp_path, mail='server = "smtp://127.0.0.1:9"')
    put(tmp_path, "ferry.txt")
    for _ in range(2):
        passed(place)
    lines = (tmp_path / "briefing.db.notices.jsonl").read_text(encoding="utf-8").splitlines()
    (notice,) = map(json.loads, lines)
    assert (notice["kind"], notice["subject"]) == ("mail", "smtp://127.0.0.1:9")
