"""The folder that takes mail where no server is configured."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from letters import LETTER, letter

from briefing.operations import outbox
from briefing.operations.outcomes import Outcome, Sent
from briefing.operations.server import Server
from briefing.operations.transport import send
from briefing.publish.message import message

CONTENT = message(LETTER)


def put(folder: Path, content: bytes = CONTENT, *, may_go: bool = True) -> Sent:
    server = Server(scheme="outbox", folder=folder)
    return send(content, LETTER.sender, LETTER.recipient, server, lambda: may_go)


def test_a_mail_is_a_file_that_its_owner_alone_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "outbox"
    sent = put(folder)
    (path,) = folder.iterdir()
    assert (sent.outcome, sent.reason) == (Outcome.ACCEPTED, str(path))
    assert path.read_bytes() == CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name == f"{LETTER.message_id.strip('<>')}.eml"


def test_the_same_mail_twice_is_one_file(tmp_path: Path) -> None:
    assert [put(tmp_path).outcome for _ in range(2)] == [Outcome.ACCEPTED] * 2
    assert len(list(tmp_path.iterdir())) == 1
    put(tmp_path, message(letter(message_id="<other@example.org>")))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_mail_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, message(letter(text="another text under the same Message-ID")))
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == CONTENT


def test_a_lost_claim_writes_nothing(tmp_path: Path) -> None:
    assert put(tmp_path, may_go=False).outcome is Outcome.DEFERRED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "open", "replace"])
def test_a_failure_leaves_nothing_and_concerns_everyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(*((os, step, full) if step != "replace" else (type(tmp_path), "replace", full)))
        sent = put(tmp_path)
    assert (sent.outcome, sent.everyone) == (Outcome.DEFERRED, True)
    assert "No space left on device" in sent.reason
    assert list(tmp_path.iterdir()) == []


def test_a_kill_before_the_end_leaves_no_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path)
    assert list(tmp_path.glob("*.eml")) == []
    assert put(tmp_path).outcome is Outcome.ACCEPTED


def test_bytes_reach_the_disk_before_the_name_and_the_name_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, replace = os.fsync, type(tmp_path).replace

    def synced(handle: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def replaced(path: Path, to: Path) -> Path:
        order.append("name")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(type(tmp_path), "replace", replaced)
    put(tmp_path)
    assert order == ["file", "name", "folder"]


@pytest.mark.parametrize(
    "wild", [b"", b"<../../etc/passwd@x>", b"<.hidden@x>", b"<a/b@x>", b"<" + b"a" * 300 + b"@x>", b"none"]
)
def test_a_wild_message_id_is_no_path(wild: bytes) -> None:
    name = outbox.file_name(b"Message-ID: " + wild + b"\r\n\r\n")
    assert len(name) == 64 + len(".eml")
    assert name.removesuffix(".eml").isalnum()
