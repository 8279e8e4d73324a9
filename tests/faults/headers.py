"""Trial 12: titles and names made to break out of their header, on the wire of a server that keeps what it read.

Each title goes through a mail, and every so many through a connection too.  Each mail is read by Python's parser and
by a hand splitter that takes CR, LF and CRLF alike for the end of a line.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from letters import EXPECTED, LETTER, hand_split, longest_line, parsed
from mailservers import FakeServer, fake_server

from briefing.errors import MailError
from briefing.operations.server import Server
from briefing.operations.transport import Outcome, send
from briefing.publish.headers import subject
from briefing.publish.message import Attachment, message
from faults.report import Result

SEED = 2631
ON_THE_WIRE = 25  # every so many go through a connection: a day's worth of them proves what one does
BREAKS = [
    *"\r\n\v\f\0\x1c\x1d\x1e\x85\u2028\u2029",
    "\r\n",
    "\n ",
    "\r\n\t",
    "\n\n",
    "\r\n.\r\n",
    "\udc0a",
    "=0A",
    "%0a",
]
WORDS = [
    *("Bcc: eve@evil.example", "To: eve@evil.example", "From:", "Subject: x", "Content-Type: text/html", ":", ";"),
    *("=?", "?=", "=?utf-8?q?=0ABcc=3A_eve=40evil.example?=", "=?utf-8?b?CkJjYzogZXZlQGV2aWwuZXhhbXBsZQ==?=", "=", "?"),
    *("=?iso-8859-1?q?a=0D=0ABcc=3A_x?=", "=?utf-7?q?+AAo-Bcc:?=", '"', "\\", "<eve@evil.example>", ",", "(", ")", "@"),
    *("Norland", "переговори", "会談", "👩‍🚀", "\u202e", "\u200b", "\ufeff", "é", "\ud800", " ", "\u00a0", "x" * 400),
]


def wild(source: random.Random) -> str:
    """Return a title or a name of pieces that mean something to a mail, between any letters at all."""
    return "".join(_piece(source) for _ in range(source.randrange(1, 12)))


def _piece(source: random.Random) -> str:
    kind = source.random()
    if kind < 0.7:
        return str(source.choice(BREAKS if kind < 0.3 else WORDS))
    highest = 0x110000 if kind > 0.9 else 0x180
    return "".join(chr(source.randrange(highest)) for _ in range(source.randrange(1, 20)))


def faults(content: bytes, title: str) -> Iterator[str]:
    """Find what is wrong with a mail of a wild title, by two readers that know nothing of its writer."""
    read = parsed(content)
    if sorted(hand_split(content)) != sorted(EXPECTED):
        yield f"headers by hand: {hand_split(content)}"
    if sorted(name.lower() for name in read) != sorted(EXPECTED):
        yield f"headers by the parser: {read.keys()}"
    if [address.addr_spec for address in read["To"].addresses] != [LETTER.recipient]:
        yield f"recipients: {read['To']}"
    if longest_line(content) > 998:
        yield f"a line of {longest_line(content)}"
    if str(read["Subject"]) != subject(title):
        yield f"Subject {str(read['Subject'])!r} is not {subject(title)!r}"
    for part in read.walk():
        extra = {name.lower() for name in part} - {"content-type", "content-transfer-encoding", "content-disposition"}
        if part is not read and extra:
            yield f"headers of a part: {extra}"


def trial(count: int, seed: int) -> tuple[int, list[str]]:
    """Return how many mails went over the wire, and what was wrong with any."""
    source = random.Random(seed)
    found: list[str] = []
    wired = 0
    with fake_server() as server:
        for number in range(count):
            title, name = wild(source), wild(source)
            letter = replace(LETTER, subject=title, attachments=(Attachment(name, b"x", "application/pdf"),))
            try:
                content = message(letter)
            except MailError as error:
                found.append(f"{seed}/{number} {title!r} {name!r}: {error}")
                continue
            if number % ON_THE_WIRE == 0:
                content, wired = over_the_wire(content, server), wired + 1
            found += [f"{seed}/{number} {title!r} {name!r}: {fault}" for fault in faults(content, title)]
    return wired, found


def over_the_wire(content: bytes, server: FakeServer) -> bytes:
    """Return a mail as the server read it."""
    there = Server(scheme="smtp", host="127.0.0.1", port=server.port)
    sent = send(content, LETTER.sender, LETTER.recipient, there, lambda: True)
    assert sent.outcome is Outcome.ACCEPTED, sent
    return server.bodies.pop().replace(b"\r\n..", b"\r\n.")


def reported(_folder: Path, size: int, seed: int) -> Result:
    """Run the trial as one of all."""
    wired, found = trial(size, seed)
    version = ".".join(map(str, sys.version_info[:3]))
    counts = f"{size} titles and {size} names, {wired} of them on the wire, Python {version}: {len(found)} faults"
    return Result("12", seed, counts, [fault.encode("ascii", "backslashreplace").decode() for fault in found])
