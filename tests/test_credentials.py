"""The password: where it may come from, and that nobody ever sees it."""

from __future__ import annotations

import logging
import os
import pickle
import traceback
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from letters import LETTER
from mailservers import fake_server

from briefing.errors import BriefingError, ConfigError
from briefing.operations.credentials import VARIABLE, Secret, password
from briefing.operations.server import Server, server
from briefing.operations.transport import probe, send
from briefing.publish.message import message
from briefing.settings import MailSettings, parse_settings

SEEDED = "hunter2-ünïque"


def settings(**fields: str) -> MailSettings:
    return replace(parse_settings('[mail]\nuser = "desk"', Path("/srv/briefing.toml")).mail, **fields)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text(f"{SEEDED}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def stored(service: str, user: str) -> str | None:
    return f"{service}/{user}"


def test_the_environment_goes_before_the_file_and_the_file_before_the_keyring(file: Path) -> None:
    every = settings(password_file=str(file), keyring="briefing")
    assert password(every, {VARIABLE: "x"}, stored).reveal() == "x"
    assert password(every, {VARIABLE: ""}, stored).reveal() == SEEDED
    assert password(replace(every, password_file=""), {}, stored).reveal() == "briefing/desk"
    assert not password(settings(user=""), {VARIABLE: "x"})


def test_a_user_without_a_password_is_told_where_to_put_it() -> None:
    with pytest.raises(ConfigError, match=VARIABLE):
        password(settings(), {})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o644, 0o777])
def test_a_file_that_others_can_use_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(ConfigError, match="chmod 600"):
        password(settings(password_file=str(file)), {})


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_of_ones_own_is_read_through_a_link_too(file: Path, mode: int) -> None:
    file.chmod(mode)
    link = file.with_name("link")
    link.symlink_to(file)
    assert password(settings(password_file=str(link)), {}).reveal() == SEEDED


def test_a_file_of_somebody_else_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    if file.stat().st_uid == 0:  # root's files are anybody's to use: give it to another
        os.chown(file, 12345, 12345)
    with pytest.raises(ConfigError, match="another user"):
        password(settings(password_file=str(file)), {})


@pytest.mark.parametrize("kind", ["folder", "pipe", "absent"])
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    if kind == "folder":
        path.mkdir(mode=0o700)
    elif kind == "pipe":
        os.mkfifo(path, 0o600)
    with pytest.raises(ConfigError, match="regular file" if kind != "absent" else "No such file"):
        password(settings(password_file=str(path)), {})


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines\n", b"\xff" + SEEDED.encode(), b"x" * 40000])
def test_a_file_holds_one_line_and_is_not_repeated(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        password(settings(password_file=str(file)), {})
    assert "hunter2" not in told(caught.value)
    assert "two" not in told(caught.value)


def test_a_keyring_that_has_nothing_or_fails_is_named() -> None:
    def failing(_service: str, _user: str) -> str:
        raise RuntimeError(SEEDED)

    with pytest.raises(ConfigError, match="keyring set briefing desk"):
        password(settings(keyring="briefing"), {}, lambda _service, _user: None)
    with pytest.raises(ConfigError, match="did not answer: RuntimeError") as caught:
        password(settings(keyring="briefing"), {}, failing)
    assert SEEDED not in told(caught.value)


def test_a_keyring_that_is_not_installed_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    with pytest.raises(ConfigError, match=r"pip install 'briefing\[keyring\]'"):
        password(settings(keyring="briefing"), {})


def told(error: BaseException) -> str:
    """Return all that a log would show of an error, with its causes."""
    return "".join(traceback.format_exception(error)) + repr(error)


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret(SEEDED)
    holder = Server(scheme="smtp", host="x", password=secret)
    for shown in (f"{secret}", repr(secret), str(holder), "%s" % secret, f"{secret!r:>20}", f"{[secret]}"):  # noqa: UP031 - the old way too
        assert SEEDED not in shown
    assert secret.reveal() == SEEDED
    assert (bool(secret), bool(Secret(""))) == (True, False)
    assert pickle.loads(pickle.dumps(holder)).password.reveal() == SEEDED  # noqa: S301 - our own, on its way to a child


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"AUTH": "drop"},
        {"AUTH": "535 you said {both}"},
        {"AUTH": "535 you said {plain} {base}"},
        {"AUTH": "334 go on"},
        {"EHLO": "250-x\r\n250 AUTH LOGIN", "AUTH": "334 VXNlcm5hbWU6"},
    ],
)
def test_a_seeded_password_is_nowhere(
    answers: dict[str, str], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    forms = {
        "plain": SEEDED,
        "base": b64encode(SEEDED.encode()).decode(),
        "both": b64encode(f"\0desk\0{SEEDED}".encode()).decode(),
    }
    caplog.set_level(logging.DEBUG)
    filled = {verb: answer.format(**forms) for verb, answer in answers.items()}
    with fake_server(filled) as fake:
        there = Server(
            scheme="smtp", host="127.0.0.1", port=fake.port, user="desk", password=Secret(SEEDED), timeout=0.3
        )  # fmt: skip
        sent = send(message(LETTER), LETTER.sender, LETTER.recipient, there, lambda: True)
        said = f"{sent}{sent!r}{probe(there)}{there}{caplog.text}{''.join(capfd.readouterr())}"
    for form in forms.values():
        assert form not in said


@pytest.mark.parametrize(
    ("address", "user", "read"),
    [
        ("outbox:mails", "", ("outbox", "", 0)),
        ("smtp://mail.example.org", "", ("smtp", "mail.example.org", 25)),
        ("smtp://mail.example.org", "desk", ("smtp", "mail.example.org", 587)),
        ("smtps://mail.example.org", "desk", ("smtps", "mail.example.org", 465)),
        ("smtp://127.0.0.1:2525", "", ("smtp", "127.0.0.1", 2525)),
    ],
)
def test_a_server_is_read_from_the_settings(address: str, user: str, read: tuple[str, str, int]) -> None:
    found = server(settings(server=address, user=user, ca_file="/ca.pem"), {VARIABLE: "x"})
    assert (found.scheme, found.host, found.port) == read
    assert bool(found.password) == bool(user)
    assert found.ca_file == ("" if read[0] == "outbox" else "/ca.pem")


def test_every_complaint_is_one_for_the_user() -> None:
    assert issubclass(ConfigError, BriefingError)
