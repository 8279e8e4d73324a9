"""Mail on its way: what a server does to it, told apart; nothing secret said before the server is known."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from letters import LETTER, PDF, body, letter
from mailservers import Answers, FakeServer, Inbox, fake_server, free_port, real_server, wait_until

from briefing.errors import ConfigError, MailError
from briefing.operations.credentials import Secret
from briefing.operations.outcomes import Outcome, Sent, Step, judged
from briefing.operations.server import Server
from briefing.operations.transport import probe, send
from briefing.publish.message import lighter, message

CONTENT = message(LETTER)
LONG = message(letter(text="word " * 200 + "\n", html="<p>x</p>" * 900_000))
DEADLINE = 0.8  # seconds
NAME = "mail.example.test"


def plain(port: int, **fields: object) -> Server:
    usual = {"scheme": "smtp", "host": "127.0.0.1", "port": port, "timeout": 0.3, "deadline": DEADLINE}
    return Server(**{**usual, **fields})  # type: ignore[arg-type]  # each test gives the fields their types


def post(
    server: Server, recipient: str = LETTER.recipient, content: bytes = CONTENT, may_go: Callable[[], bool] = bool
) -> Sent:
    allowed = may_go if may_go is not bool else lambda: True
    return send(content, LETTER.sender, recipient, server, allowed)


def test_a_mail_arrives_as_it_is() -> None:
    with fake_server() as server:
        sent = post(plain(server.port))
        assert sent == Sent(Outcome.ACCEPTED, "queued")
        assert server.bodies == [CONTENT]
        assert server.said[:4] == [
            *("ehlo [127.0.0.1]", f"MAIL FROM:<desk@example.org> SIZE={len(CONTENT)}"),
            *("RCPT TO:<analyst@example.net>", "DATA"),
        ]


@given(st.lists(st.sampled_from(["", ".", "..", ".x", "x.", "\t."]), max_size=8))
def test_dots_arrive_as_they_are(lines: list[str]) -> None:
    content = CONTENT + "".join(f"{line}\r\n" for line in lines).encode()
    with fake_server() as server:
        assert post(plain(server.port), content=content).outcome is Outcome.ACCEPTED
        assert [body.replace(b"\r\n..", b"\r\n.") for body in server.bodies] == [content]


# Trial 10. What a server does; what became of the mail; whether it concerns everyone; the bodies that arrived whole.
BAD_DAYS: list[tuple[str, Answers, Outcome, bool, int]] = [
    ("black hole", {"greeting": "hang"}, Outcome.DEFERRED, True, 0),
    ("one byte at a time", {"greeting": "drip"}, Outcome.DEFERRED, True, 0),
    ("one byte at a time, late", {"DATA": "drip"}, Outcome.DEFERRED, False, 0),
    ("no mail server", {"greeting": "SSH-2.0-OpenSSH"}, Outcome.DEFERRED, True, 0),
    ("421 greeting", {"greeting": "421 too busy"}, Outcome.DEFERRED, True, 0),
    ("554 greeting", {"greeting": "554 not you"}, Outcome.DEFERRED, True, 0),
    ("421 later", {"RCPT": "421 going down"}, Outcome.DEFERRED, True, 0),
    ("550 sender", {"MAIL": "550 unknown sender"}, Outcome.DEFERRED, True, 0),
    ("530 log in first", {"MAIL": "530 log in"}, Outcome.DEFERRED, True, 0),
    ("451 greylisted", {"RCPT": "451 later"}, Outcome.DEFERRED, False, 0),
    ("452 no room", {"RCPT": "452 mailbox busy"}, Outcome.DEFERRED, False, 0),
    ("452 no room here", {"MAIL": "452 disk full"}, Outcome.DEFERRED, True, 0),
    ("550 recipient", {"RCPT": "550 unknown"}, Outcome.REJECTED, False, 0),
    ("552 mailbox full", {"RCPT": "552 over quota"}, Outcome.REJECTED, False, 0),
    ("554 data", {"DATA": "554 no"}, Outcome.REJECTED, False, 0),
    ("552 at MAIL", {"MAIL": "552 too big"}, Outcome.TOO_LARGE, False, 0),
    ("552 at DATA", {"DATA": "552 5.3.4 too big"}, Outcome.TOO_LARGE, False, 0),
    ("552 at the end", {".": "552 too big"}, Outcome.TOO_LARGE, False, 1),
    ("552 5.2.2 at the end", {".": "552 5.2.2 over quota"}, Outcome.REJECTED, False, 1),
    ("550 5.2.3", {"RCPT": "550 5.2.3 too big for this mailbox"}, Outcome.TOO_LARGE, False, 0),
    ("SIZE offered", {"EHLO": "250-x\r\n250 SIZE 1000"}, Outcome.TOO_LARGE, False, 0),
    ("451 at the end", {".": "451 later"}, Outcome.DEFERRED, False, 1),
    ("554 at the end", {".": "554 spam"}, Outcome.REJECTED, False, 1),
    ("drop at DATA", {"DATA": "drop"}, Outcome.DEFERRED, False, 0),
    ("drop after the dot", {".": "drop"}, Outcome.IN_DOUBT, False, 1),
    ("silence after the dot", {".": "hang"}, Outcome.IN_DOUBT, False, 1),
    ("drip after the dot", {".": "drip"}, Outcome.IN_DOUBT, False, 1),
    ("babble after the dot", {".": "maybe"}, Outcome.IN_DOUBT, False, 1),
    ("half an answer after the dot", {".": "half"}, Outcome.IN_DOUBT, False, 1),
    ("half a 354", {"DATA": "half"}, Outcome.DEFERRED, False, 0),
    ("354 after the dot", {".": "354 more?"}, Outcome.IN_DOUBT, False, 1),
]


@pytest.mark.parametrize(
    ("answers", "outcome", "everyone", "bodies"), [each[1:] for each in BAD_DAYS], ids=[each[0] for each in BAD_DAYS]
)
def test_a_bad_day_has_its_class(answers: Answers, outcome: Outcome, everyone: bool, bodies: int) -> None:  # noqa: FBT001 - a row
    with fake_server(answers) as server:
        begun = time.monotonic()
        sent = post(plain(server.port))
        assert time.monotonic() - begun < DEADLINE + 2
        assert (sent.outcome, sent.everyone, len(server.bodies)) == (outcome, everyone, bodies), sent
        assert sent.reason.isprintable()
        assert sent.reason


def test_a_refused_connection_concerns_everyone() -> None:
    sent = post(plain(free_port()))
    assert (sent.outcome, sent.everyone) == (Outcome.DEFERRED, True)
    assert "cannot be reached: Connection refused" in sent.reason


def test_a_drop_before_the_dot_is_no_doubt() -> None:
    with fake_server({"EHLO": "250 x", "body": "drop"}) as server:
        sent = post(plain(server.port), content=LONG)
    assert (sent.outcome, sent.everyone, server.bodies) == (Outcome.DEFERRED, False, [])
    assert sent.reason.startswith("before the end of the mail: ")


def test_451_and_then_ok() -> None:
    with fake_server({"RCPT": ["451 come again", "250 now"]}) as server:
        outcomes = [post(plain(server.port)).outcome for _ in range(2)]
        assert outcomes == [Outcome.DEFERRED, Outcome.ACCEPTED]
        assert len(server.bodies) == 1


def test_one_bad_recipient_of_three_is_nobody_elses_concern() -> None:
    people = ("a@example.net", "b@example.net", "c@example.net")
    with fake_server({f"RCPT:{people[1]}": "550 unknown"}) as server:
        outcomes = [post(plain(server.port), who).outcome for who in people]
        assert outcomes == [Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED]
        assert len(server.bodies) == 2


def test_a_claim_that_was_lost_sends_no_body() -> None:
    asked: list[list[str]] = []
    with fake_server() as server:

        def lost() -> bool:
            asked.append(list(server.verbs))
            return False

        sent = post(plain(server.port), may_go=lost)
        assert sent.outcome is Outcome.DEFERRED
        assert "claim lost" in sent.reason
        assert [verbs[-1] for verbs in asked] == ["DATA"]
        assert not wait_until(lambda: server.started, 0.1)


def test_a_ledger_that_fails_sends_no_body() -> None:
    def broken() -> bool:
        raise OSError("disk full")

    with fake_server() as server:
        with pytest.raises(OSError, match="disk full"):
            post(plain(server.port), may_go=broken)
        assert not wait_until(lambda: server.started, 0.1)


@pytest.mark.parametrize("answers", [{"RCPT": "550 no"}, {"EHLO": "250-x\r\n250 SIZE 10"}, {"greeting": "421 no"}])
def test_the_claim_is_asked_for_only_when_the_server_waits(answers: Answers) -> None:
    def unexpected() -> bool:
        raise AssertionError

    with fake_server(answers) as server:
        assert post(plain(server.port), may_go=unexpected).outcome is not Outcome.ACCEPTED


@pytest.mark.parametrize("offered", ["PLAIN LOGIN", "LOGIN", "CRAM-MD5"])
def test_a_login(offered: str) -> None:
    ways = {"PLAIN LOGIN": "235 in", "LOGIN": "334 VXNlcm5hbWU6"}
    answers = {"EHLO": f"250-x\r\n250 AUTH {offered}", "AUTH": ways.get(offered, "535"), "ZGVzaw==": "334 go"}
    with fake_server({**answers, "CZNJCMV0": "235 in", "ZGVZAW==": "334 go"}) as server:
        sent = post(plain(server.port, user="desk", password=Secret("s3cret")))
        assert sent.outcome is (Outcome.DEFERRED if offered == "CRAM-MD5" else Outcome.ACCEPTED), sent
        assert ("AUTH" in server.verbs) == (offered != "CRAM-MD5")


@pytest.mark.parametrize("code", [530, 534, 535, 538, 454])
def test_a_wrong_password_concerns_everyone_and_is_not_repeated(code: int) -> None:
    echo = f"{code} wrong: s3cret czNjcmV0 AGRlc2sAczNjcmV0"
    with fake_server({"AUTH": echo}) as server:
        sent = post(plain(server.port, user="desk", password=Secret("s3cret")))
        assert (sent.outcome, sent.everyone, sent.notice) == (Outcome.DEFERRED, True, True)
        assert not {"s3cret", "czNjcmV0", "AGRlc2sAczNjcmV0"} & set(sent.reason.split())
        assert "MAIL" not in server.verbs


@given(st.sampled_from(list(Step)), st.integers(400, 599), st.text())
def test_no_answer_before_the_recipient_gives_a_recipient_up(step: Step, code: int, text: str) -> None:
    sent = judged(step, code, text)
    early = step in {Step.GREETING, Step.EHLO, Step.STARTTLS, Step.AUTH, Step.MAIL}
    assert not (early and sent.outcome is Outcome.REJECTED)
    assert sent.outcome not in {Outcome.ACCEPTED, Outcome.IN_DOUBT}
    assert sent.reason.isprintable()
    assert code >= 500 or sent.outcome is Outcome.DEFERRED


@pytest.mark.parametrize("wrong", ["a@b.org> SIZE=1", "a@b.org\r\nRCPT TO:<c@d.org>", "nobody", "é@b.org"])
def test_an_envelope_holds_addresses_only(wrong: str) -> None:
    with pytest.raises(MailError, match="no address"):
        post(plain(1), wrong)


def test_what_is_no_whole_mail_is_not_sent() -> None:
    with pytest.raises(MailError, match="end of a line"):
        post(plain(1), content=b"x")


# Trial 13: nothing but EHLO and STARTTLS for a server that is not the one it should be.


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return str(tmp_path / "ca.pem")


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to loopback, so that a server there is one like any other."""
    ask = socket.getaddrinfo

    def answer(host: str, *rest: object) -> object:
        return ask("127.0.0.1" if host == NAME else host, *rest)  # type: ignore[arg-type]  # what was asked with

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    return made


def self_signed(authority: trustme.CA, folder: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    path = folder / "self.pem"
    path.write_bytes(authority.cert_pem.bytes() + authority.private_key_pem.bytes())
    made.load_cert_chain(path)
    return made


def expired(authority: trustme.CA) -> trustme.LeafCert:
    past = datetime.now(UTC) - timedelta(days=1)  # noqa: TID251 - a certificate is expired by the real clock
    return authority.issue_cert(NAME, not_before=past - timedelta(days=9), not_after=past)


@pytest.fixture(params=["self-signed", "unknown authority", "wrong host", "expired"])
def wrong_context(request: pytest.FixtureRequest, authority: trustme.CA, tmp_path: Path) -> ssl.SSLContext:
    made = {
        "self-signed": lambda: self_signed(trustme.CA(), tmp_path),
        "unknown authority": lambda: context(trustme.CA().issue_cert(NAME)),
        "wrong host": lambda: context(authority.issue_cert("other.example.test")),
        "expired": lambda: context(expired(authority)),
    }
    return made[request.param]()


def secret_server(port: int, scheme: str, ca_file: str, host: str = NAME) -> Server:
    return plain(port, scheme=scheme, host=host, ca_file=ca_file, user="desk", password=Secret("s3cret"))


def assert_nothing_was_said(server: FakeServer, sent: Sent) -> None:
    assert (sent.outcome, sent.everyone, sent.notice) == (Outcome.DEFERRED, True, True), sent
    assert not {"AUTH", "MAIL", "RCPT", "DATA"} & {verb.upper() for verb in server.verbs}
    assert (server.started, server.bodies) == (0, [])
    for word in (b"AUTH", b"s3cret", b"czNjcmV0", b"Norland", b"analyst"):
        assert word not in server.clear


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_false_certificate_sees_nothing(
    scheme: str, wrong_context: ssl.SSLContext, trusted: str, named: None
) -> None:
    with fake_server(None, wrong_context, implicit=scheme == "smtps") as server:
        sent = post(secret_server(server.port, scheme, trusted))
        assert_nothing_was_said(server, sent)
        assert "certificate" in sent.reason
        assert "mail.ca_file" in probe(secret_server(server.port, scheme, trusted))


@pytest.mark.parametrize(
    "answers", [{"EHLO": "250-x\r\n250 AUTH PLAIN"}, {"STARTTLS": "454 not now"}, {"STARTTLS": "502 what?"}]
)
@pytest.mark.parametrize("user", ["desk", ""])
def test_starttls_taken_away_sees_nothing(answers: Answers, user: str, trusted: str, named: None) -> None:
    for ca_file in (trusted, ""):
        with fake_server(answers) as server:
            sent = post(replace(secret_server(server.port, "smtp", ca_file), user=user))
            assert_nothing_was_said(server, sent)
            assert ("does not offer it" in sent.reason) == ("STARTTLS" not in answers)


def test_no_password_is_said_in_clear_even_where_nothing_asked_for_tls(
    monkeypatch: pytest.MonkeyPatch, named: None
) -> None:
    monkeypatch.setattr(Server, "upgrades", False)
    with fake_server() as server:
        assert_nothing_was_said(server, post(secret_server(server.port, "smtp", "")))


def test_an_answer_without_end_is_not_kept() -> None:
    with fake_server({"greeting": "\r\n".join(["220-x"] * 300 + ["220 at last"])}) as server:
        sent = post(plain(server.port))
        assert (sent.outcome, server.said) == (Outcome.DEFERRED, [])
        assert "no answer of a mail server" in sent.reason


def test_a_mail_that_is_too_large_goes_without_its_files() -> None:
    size = len(CONTENT) - 1
    with fake_server({"EHLO": f"250-x\r\n250 SIZE {size}"}) as server:
        assert post(plain(server.port)).outcome is Outcome.TOO_LARGE
        assert "MAIL" not in server.verbs
        assert post(plain(server.port), content=message(lighter(LETTER))).outcome is Outcome.ACCEPTED
        assert PDF.name in body(server.bodies[0], "plain")
    with fake_server({"EHLO": f"250-x\r\n250 SIZE {size + 1}"}) as server:
        assert post(plain(server.port)).outcome is Outcome.ACCEPTED


def test_a_slow_answer_after_the_dot_is_waited_for() -> None:
    with fake_server({".": "slow"}) as server:
        assert post(plain(server.port, timeout=0.1)).outcome is Outcome.ACCEPTED


def test_an_answer_sent_ahead_in_clear_is_not_read(authority: trustme.CA, trusted: str, named: None) -> None:
    """Whoever sits between may add answers to STARTTLS, to be read as the server's own (CVE-2021-38371 and kin)."""
    answers = {"STARTTLS": "220 go on\r\n250-forged\r\n250 SIZE 1"}
    with fake_server(answers, context(authority.issue_cert(NAME))) as server:
        assert post(secret_server(server.port, "smtp", trusted)).outcome is Outcome.ACCEPTED


def test_a_server_without_tls_sees_nothing(trusted: str, named: None) -> None:
    with fake_server() as server:
        assert_nothing_was_said(server, post(secret_server(server.port, "smtps", trusted)))


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_the_right_certificate_gets_the_mail(scheme: str, authority: trustme.CA, trusted: str, named: None) -> None:
    right = context(authority.issue_cert(NAME))
    with fake_server(None, right, implicit=scheme == "smtps") as server:
        assert probe(secret_server(server.port, scheme, trusted)) == ""
        assert not server.started
        assert post(secret_server(server.port, scheme, trusted)).outcome is Outcome.ACCEPTED
        assert server.bodies == [CONTENT]
        assert b"Norland" not in server.clear
        assert b"AUTH" not in server.clear


@pytest.mark.parametrize("drip", ["DATA", "."])
def test_a_deadline_holds_under_tls_too(drip: str, authority: trustme.CA, trusted: str, named: None) -> None:
    with fake_server({drip: "drip"}, context(authority.issue_cert(NAME))) as server:
        begun = time.monotonic()
        sent = post(secret_server(server.port, "smtp", trusted))
        assert time.monotonic() - begun < DEADLINE + 2
        assert sent.outcome is (Outcome.DEFERRED if drip == "DATA" else Outcome.IN_DOUBT)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True), ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), (NAME, False),
        ("localhost.example.org", False), ("127.0.0.1.example.org", False), ("192.0.2.1", False), ("", False),
    ],
)  # fmt: skip
def test_only_loopback_itself_may_go_in_clear(host: str, loopback: bool) -> None:  # noqa: FBT001 - a row
    assert Server(scheme="smtp", host=host).loopback is loopback
    assert Server(scheme="smtp", host=host).upgrades is not loopback
    assert Server(scheme="smtp", host=host, ca_file="ca.pem").upgrades


def test_a_file_that_holds_no_authority(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("none")
    with fake_server() as server, pytest.raises(ConfigError, match=r"mail\.ca_file"):
        post(plain(server.port, ca_file=str(tmp_path / "ca.pem")))


# A real server.


def test_a_real_server_gets_the_same_bytes(authority: trustme.CA, trusted: str) -> None:
    inbox = Inbox()
    with real_server(inbox, context(authority.issue_cert("127.0.0.1"))) as port:
        there = secret_server(port, "smtp", trusted, "127.0.0.1")
        assert post(there) == Sent(Outcome.ACCEPTED, "kept")
        wrong = plain(port, ca_file=trusted, user="desk", password=Secret("wrong"))
        assert (post(wrong).outcome, post(wrong).everyone) == (Outcome.DEFERRED, True)
        assert "check mail.user and the password" in probe(wrong)
        assert probe(there) == ""
    assert [envelope.original_content for envelope in inbox.got] == [CONTENT]
    assert [(envelope.mail_from, envelope.rcpt_tos) for envelope in inbox.got] == [(LETTER.sender, [LETTER.recipient])]


def test_a_real_server_on_loopback_in_clear() -> None:
    inbox = Inbox()
    with real_server(inbox) as port:
        assert post(plain(port)).outcome is Outcome.ACCEPTED
    assert [envelope.original_content for envelope in inbox.got] == [CONTENT]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"greeting": "hang"}, "is it a mail server"),
        ({"greeting": "554 go away"}, "ask whoever runs it"),
        ({"AUTH": "535 no"}, "check mail.user and the password"),
    ],
)
def test_a_probe_says_what_to_do_and_sends_nothing(answers: Answers, said: str) -> None:
    with fake_server(answers) as server:
        assert said in probe(plain(server.port, user="desk", password=Secret("s3cret")))
        assert "MAIL" not in server.verbs


def test_a_probe_of_what_is_not_there() -> None:
    assert "may this machine connect" in probe(plain(free_port()))
    assert probe(Server(scheme="outbox")) == ""
