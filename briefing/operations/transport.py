"""One mail to one recipient: handed to a mail server, or laid into a folder.

A server has a mail from the moment it has read the final dot.  Before it nothing was sent, after it nothing may be
sent again; so each step is its own, and what happens at it is told apart.  A kill at any moment is safe: nothing is
kept here, and the caller has written down, in ``may_go``, that the body was about to begin.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress

from briefing.errors import MailError
from briefing.operations.conversation import connected, lost, said
from briefing.operations.outbox import CLAIM_LOST, put
from briefing.operations.outcomes import Outcome, Sent, Step, Stopped, judged, shown
from briefing.operations.server import Server
from briefing.publish.headers import address

_PIECE = 65536

__all__ = ["Outcome", "Sent", "probe", "send"]


def send(content: bytes, sender: str, recipient: str, server: Server, may_go: Callable[[], bool]) -> Sent:
    """Send a mail to a recipient and say what became of it.

    ``may_go`` is asked once, when the server waits for the body: False ends the connection without one.  It may
    raise, and nothing will have been sent.  Raises ConfigError for a ca_file that is none, MailError for what is no
    mail or no address.
    """
    address(sender)
    address(recipient)
    if not content.endswith(b"\r\n"):
        raise MailError("a mail must end with the end of a line")
    if server.scheme == "outbox":
        return put(content, server.folder, may_go)
    try:
        with connected(server) as smtp:
            _announce(smtp, len(content), sender, recipient)
            if not may_go():
                return CLAIM_LOST
            return _hand_over(smtp, content, server.deadline)
    except Stopped as stopped:
        return stopped.sent


def probe(server: Server) -> str:
    """Return what keeps a mail server from taking mail and what to do, '' where nothing does; no mail is sent."""
    if server.scheme == "outbox":
        return ""
    try:
        with connected(server) as smtp:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            return ""
    except Stopped as stopped:
        return f"{stopped.sent.reason}: {_advice(stopped.sent.reason)}"


def _announce(smtp: smtplib.SMTP, size: int, sender: str, recipient: str) -> None:
    """Bring the server to wait for the body; raise Stopped where it will not take it."""
    limit = smtp.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        raise Stopped(Sent(Outcome.TOO_LARGE, f"the mail has {size} bytes, the mail server takes {limit}"))
    declared = f" SIZE={size}" if "size" in smtp.esmtp_features else ""
    for command, step, good in (
        (f"MAIL FROM:<{sender}>{declared}", Step.MAIL, {250}),
        (f"RCPT TO:<{recipient}>", Step.RCPT, {250, 251}),
        ("DATA", Step.DATA, {354}),
    ):
        code, text = said(smtp, command, step)
        if code not in good:
            raise Stopped(judged(step, code, text))


def _hand_over(smtp: smtplib.SMTP, content: bytes, patience: float) -> Sent:
    """Send the body, then the dot that ends it, and say what the server answered.

    The answer may take long, since it comes after every scanner (RFC 5321, 4.5.3.2.6): a doubt costs more than a wait.
    """
    body = re.sub(rb"(?m)^\.", b"..", content)
    pieces = [body[start : start + _PIECE] for start in range(0, len(body), _PIECE)]
    try:
        for piece in [*pieces, b".\r\n"]:  # A timeout is that of a piece, not of the whole.
            smtp.send(piece)
    except (OSError, smtplib.SMTPException) as error:
        # Also of the dot: what the system refused to take has not left.
        return Sent(Outcome.DEFERRED, f"before the end of the mail: {lost(error)}")
    try:
        if smtp.sock:
            smtp.sock.settimeout(patience)
        code, text = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Sent(Outcome.IN_DOUBT, f"after the end of the mail: {lost(error)}")
    return _settled(smtp, code, text.decode("utf-8", "replace"))


def _settled(smtp: smtplib.SMTP, code: int, text: str) -> Sent:
    if 200 <= code < 300:
        with suppress(OSError, smtplib.SMTPException):
            smtp.docmd("QUIT")
        return Sent(Outcome.ACCEPTED, shown(text))
    if 400 <= code < 600:
        return judged(Step.BODY, code, text)
    return Sent(Outcome.IN_DOUBT, f"after the end of the mail: no answer that can be read: {shown(text)}")


def _advice(reason: str) -> str:
    for sign, advice in _ADVICE.items():
        if sign in reason:
            return advice
    return "ask whoever runs it"


_ADVICE = {
    "cannot be reached": "is mail.server right, and may this machine connect to it?",
    "is not valid": "is mail.server the name on its certificate? For an authority of your own set mail.ca_file",
    "does not offer it": "use a server with TLS, or smtps://",
    "TLS failed": "smtp:// begins in clear and smtps:// with TLS: is it the right one for this port?",
    "AUTH:": "check mail.user and the password",
    "did not answer": "is it a mail server, and the right port?",
}
