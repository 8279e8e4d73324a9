"""The patience with each host: one that failed several times in a row is left alone for a growing time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from briefing.sources.addresses import Refused
from briefing.sources.shelf import Shelf

MOST_FAILURES = 3
LEFT_ALONE = "left alone until"
FIRST_REST, LONGEST_REST = timedelta(minutes=15), timedelta(hours=12)


class Hosts:
    """What is known of the hosts' failures, kept from one collection to the next."""

    def __init__(self, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._shelf, self._now = shelf, now

    def refuse_left_alone(self, host: str) -> None:
        """Raise Refused while a host is left alone."""
        noted = self._shelf.host(host)
        if self._now().astimezone(UTC).isoformat() < str(noted.get("until", "")):
            until = datetime.fromisoformat(noted["until"]).strftime("%Y-%m-%d %H:%M UTC")
            failed = f"{host} failed {noted['failures']} times in a row ({noted['reason']})"
            raise Refused(f"{failed}: {LEFT_ALONE} {until}")

    def failed(self, host: str, reason: str, seconds: float) -> None:
        """Count a failure; ``seconds`` is the time that the host itself wants to be left alone."""
        failures = int(self._shelf.host(host).get("failures", 0)) + 1
        rest = FIRST_REST * 2 ** min(failures - MOST_FAILURES, 9) if failures >= MOST_FAILURES else timedelta(0)
        rest = min(max(rest, timedelta(seconds=seconds)), LONGEST_REST)
        until = (self._now().astimezone(UTC) + rest).isoformat() if rest else ""
        self._shelf.note_host(host, {"failures": failures, "reason": reason, "until": until})

    def answered(self, host: str) -> None:
        """Forget the failures of a host."""
        if self._shelf.host(host).get("failures"):
            self._shelf.note_host(host, {"failures": 0, "reason": "", "until": ""})
