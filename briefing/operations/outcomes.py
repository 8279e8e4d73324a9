"""What became of one mail to one recipient, and how the answers of a mail server are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_REASON = 300


class Outcome(StrEnum):
    """What became of a mail."""

    ACCEPTED = "accepted"  # the server has it, and answers for it
    DEFERRED = "deferred"  # nothing was handed over: try again later
    REJECTED = "rejected"  # never for this recipient
    TOO_LARGE = "too large"  # once more without its attachments
    IN_DOUBT = "in doubt"  # perhaps handed over: never again by itself


@dataclass(frozen=True, slots=True)
class Sent:
    """The outcome of a mail, in words for a person.

    ``everyone``: the reason concerns the server and not this recipient, so that all deliveries stay deferred.
    """

    outcome: Outcome
    reason: str
    everyone: bool = False

    @property
    def notice(self) -> bool:
        """Whether an operator is to be told: what will not pass by itself, or what nobody can know."""
        return self.everyone or self.outcome in {Outcome.REJECTED, Outcome.IN_DOUBT}


class Stopped(Exception):
    """The conversation with a server ended before its purpose; ``sent`` says how."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.reason)
        self.sent = sent


class Step(StrEnum):
    """Where in the conversation an answer was given."""

    GREETING = "greeting"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL FROM"
    RCPT = "RCPT TO"
    DATA = "DATA"
    BODY = "end of the mail"


OF_THE_SERVER = frozenset({Step.GREETING, Step.EHLO, Step.STARTTLS, Step.AUTH, Step.MAIL})
_LOGIN = frozenset({530, 534, 535, 538})  # RFC 4954
_TOO_LARGE = re.compile(r"5\.(?:3\.4|2\.3)\b")  # RFC 3463
_MAILBOX_FULL = re.compile(r"5\.2\.2\b")


def judged(step: Step, code: int, text: str) -> Sent:
    """Return what a negative answer at a step means.

    What is said before RCPT TO concerns the server or the sender, so everyone; so does a demand to log in, and 421,
    with which a server closes. 552 is the size of the mail, unless at RCPT TO or with 5.2.2: that mailbox is full.
    """
    said = f"{step}: {code} {shown(text)}".rstrip()
    if _is_too_large(step, code, text):
        return Sent(Outcome.TOO_LARGE, said)
    if code in _LOGIN or code == 421 or step in OF_THE_SERVER:
        return Sent(Outcome.DEFERRED, said, everyone=True)
    if 500 <= code < 600:
        return Sent(Outcome.REJECTED, said)
    return Sent(Outcome.DEFERRED, said)


def shown(text: str) -> str:
    """Return what a server said as one short printable line: it goes into tables and logs."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:_LONGEST_REASON]


def _is_too_large(step: Step, code: int, text: str) -> bool:
    if step not in {Step.MAIL, Step.RCPT, Step.DATA, Step.BODY} or _MAILBOX_FULL.match(text):
        return False
    return (code == 552 and step is not Step.RCPT) or (500 <= code < 600 and bool(_TOO_LARGE.match(text)))
