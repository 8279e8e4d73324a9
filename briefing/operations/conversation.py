"""A connection to a mail server up to the point where it takes mail: greeted, encrypted, verified, logged in.

Each step is taken by hand: nothing secret is said before TLS stands, and ``smtplib`` would say more than it is asked.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from briefing.operations.credentials import Secret
from briefing.operations.outcomes import OF_THE_SERVER, Outcome, Sent, Step, Stopped, judged, shown
from briefing.operations.server import Server

_ANSWER = re.compile(rb"([2-5][0-9]{2})(?:([ -])([^\r\n]*))?\r?\n")
_LONGEST_ANSWER = 200  # lines


class Connection(smtplib.SMTP):
    """A connection on which only whole answers count: smtplib takes a line that was cut off for an answer.

    What the server repeats of a password is masked in every answer, for answers are logged and kept.
    """

    credentials: tuple[Secret, ...] = ()

    def getreply(self) -> tuple[int, bytes]:
        """Return the next answer; raise OSError or SMTPException where none comes or what comes is none."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection ended")
        if self.file is None:
            self.file = self.sock.makefile("rb")
        lines: list[bytes] = []
        while len(lines) < _LONGEST_ANSWER:
            line = self.file.readline(8192)
            if not line.endswith(b"\n"):
                raise smtplib.SMTPServerDisconnected("the connection ended")
            if not (found := _ANSWER.fullmatch(line)):
                break
            lines.append(found[3] or b"")
            if found[2] != b"-":
                return int(found[1]), self._masked(b"\n".join(lines))
        raise smtplib.SMTPException("what came is no answer of a mail server")

    def _masked(self, answer: bytes) -> bytes:
        text = answer.decode("utf-8", "surrogateescape")
        for each in self.credentials:
            text = each.masked(text)
        return text.encode("utf-8", "surrogateescape")


@contextmanager
def connected(server: Server) -> Iterator[Connection]:
    """Hold a connection that is ready for MAIL FROM, for no longer than the server's deadline; raise Stopped."""
    plain = _dialled(server)
    smtp = Connection(local_hostname=_literal(plain), timeout=server.timeout)
    smtp.sock, smtp.credentials = plain, (server.password,)
    watchdog = Timer(server.deadline, _cut, [smtp])
    watchdog.daemon = True
    watchdog.start()
    try:
        _open(smtp, server)
        yield smtp
    finally:
        watchdog.cancel()
        smtp.close()


def said(smtp: smtplib.SMTP, command: str, step: Step) -> tuple[int, str]:
    """Say a command and return the answer; raise Stopped where none comes."""
    return answer(lambda: smtp.docmd(command), step)


def answer(ask: Callable[[], tuple[int, bytes]], step: Step) -> tuple[int, str]:
    """Return the answer that ``ask`` waits for as text; raise Stopped where none comes or what comes is no answer."""
    try:
        code, text = ask()
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise Stopped(Sent(Outcome.DEFERRED, f"{step}: {lost(error)}", everyone=step in OF_THE_SERVER)) from error
    return code, text.decode("utf-8", "replace")


def lost(error: Exception) -> str:
    """Say in words how a connection was lost."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "the mail server did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError):
        return "the connection ended"
    return f"the connection failed: {shown(str(error))}"


def _dialled(server: Server) -> socket.socket:
    try:
        return socket.create_connection((server.host, server.port), server.timeout)
    except OSError as error:
        where = f"{server.host}:{server.port}"
        why = "no answer in time" if isinstance(error, TimeoutError) else error.strerror or str(error)
        raise Stopped(Sent(Outcome.DEFERRED, f"{where} cannot be reached: {why}", everyone=True)) from error


def _cut(smtp: smtplib.SMTP) -> None:
    """End a connection under whoever waits for it: a server that drips a byte a second never meets a timeout."""
    # That of the socket below TLS: SSLSocket.shutdown() would let a writer go on in clear for a moment.
    with suppress(OSError):
        if smtp.sock:
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)


def _literal(plain: socket.socket) -> str:
    """Return the address at this end as RFC 5321 (4.1.3) writes it: no name of the machine goes out."""
    host = str(plain.getsockname()[0])
    return f"[IPv6:{host}]" if ":" in host else f"[{host}]"


def _open(smtp: Connection, server: Server) -> None:
    if server.scheme == "smtps":
        _encrypt(smtp, server)
    _require(answer(smtp.getreply, Step.GREETING), Step.GREETING, 220)
    _greet(smtp)
    if server.upgrades:
        if "starttls" not in smtp.esmtp_features:
            raise Stopped(_everyone(Step.STARTTLS, "the mail server does not offer it: nothing was sent in clear"))
        _require(said(smtp, "STARTTLS", Step.STARTTLS), Step.STARTTLS, 220)
        _encrypt(smtp, server)
        smtp.esmtp_features = {}  # what was offered in clear may have been forged
        _greet(smtp)
    if server.user:
        _log_in(smtp, server)


def _greet(smtp: smtplib.SMTP) -> None:
    _require(answer(smtp.ehlo, Step.EHLO), Step.EHLO, 250)


def _encrypt(smtp: smtplib.SMTP, server: Server) -> None:
    """Put TLS on the connection; raise Stopped where the certificate is not that of the server."""
    if smtp.sock is None:
        raise Stopped(_everyone(Step.STARTTLS, "the connection ended"))
    context = server.context()
    try:
        smtp.sock = tls = context.wrap_socket(smtp.sock, server_hostname=server.host, do_handshake_on_connect=False)
        tls.do_handshake()
    except ssl.SSLCertVerificationError as error:
        said_by_ssl = f"the certificate of {server.host} is not valid: {error.verify_message}"
        raise Stopped(_everyone(Step.STARTTLS, said_by_ssl)) from error
    except (OSError, ValueError) as error:
        raise Stopped(_everyone(Step.STARTTLS, f"TLS failed: {lost(error)}")) from error
    smtp.file = None  # what was sent ahead in clear is not read


def _log_in(smtp: Connection, server: Server) -> None:
    """Log in by PLAIN (RFC 4616) or LOGIN, over TLS or loopback only."""
    if not (isinstance(smtp.sock, ssl.SSLSocket) or server.loopback):
        raise Stopped(_everyone(Step.AUTH, "no password is said in clear"))
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    user, secret = server.user.encode(), server.password.reveal().encode()
    both = b64encode(b"\0".join((b"", user, secret))).decode()
    smtp.credentials = (Secret(both), server.password)
    if "PLAIN" in offered:
        lines = [f"AUTH PLAIN {both}"]
    elif "LOGIN" in offered:
        lines = ["AUTH LOGIN", b64encode(user).decode(), b64encode(secret).decode()]
    else:
        raise Stopped(_everyone(Step.AUTH, "the mail server offers neither PLAIN nor LOGIN"))
    for line in lines:
        code, text = said(smtp, line, Step.AUTH)
        if code != 334:
            break
    _require((code, text), Step.AUTH, 235)


def _require(found: tuple[int, str], step: Step, code: int) -> None:
    if found[0] != code:
        raise Stopped(judged(step, *found))


def _everyone(step: Step, reason: str) -> Sent:
    return Sent(Outcome.DEFERRED, f"{step}: {reason}", everyone=True)
