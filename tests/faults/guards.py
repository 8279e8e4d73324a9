"""The guards of the program, and how to take each out in the process of a trial: it must turn red then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from multiprocessing.process import BaseProcess
from typing import Any

from briefing.operations import claims, delivering, holding, making, planning, slots, store, window
from briefing.operations.outcomes import Outcome, Sent
from briefing.publish import headers as publish_headers


@contextmanager
def patched(owner: Any, name: str, value: Any) -> Iterator[None]:  # noqa: ANN401 - whatever is to be replaced
    """Replace an attribute for a while; processes that are forked meanwhile have it too."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def without(guard: str) -> Iterator[None]:
    """Take out a guard for a while; '' takes out none."""
    with ExitStack() as stack:
        for owner, name, value in GUARDS[guard]() if guard else ():
            stack.enter_context(patched(owner, name, value))
        yield


Patches = list[tuple[Any, str, Any]]


def _doubt() -> Patches:
    """A delivery whose process died over the body is sent again."""

    def blind(place: Any, row: Any) -> None:  # noqa: ANN401
        claim = claims.DeliveryClaim(row["brief"], row["period"], row["recipient"], row["edition"], row["fence"])
        sent = Sent(Outcome.DEFERRED, delivering.ENDED_BEFORE)
        delivering._record(place, claim, row, sent)

    from briefing.operations import deaths

    return [(delivering, "recover", blind), (deaths, "recover", blind)]


def _fence() -> Patches:
    """Who was overtaken writes all the same."""

    def change_slot(ledger: Any, claim: Any, changes: str, *values: object) -> None:  # noqa: ANN401
        statement = f"UPDATE slot SET {changes} WHERE brief = ? AND period = ?"  # noqa: S608
        ledger.change(statement, *values, claim.brief, claim.period)

    def change_delivery(ledger: Any, claim: Any, changes: str, *values: object) -> bool:  # noqa: ANN401
        statement = f"UPDATE delivery SET {changes} WHERE brief = ? AND period = ? AND recipient = ?"  # noqa: S608
        ledger.change(statement, *values, claim.brief, claim.period, claim.recipient)
        return True

    from briefing.operations import deaths, letters

    return [
        *((module, "change_slot", change_slot) for module in (making, window, letters, deaths)),
        (delivering, "change_delivery", change_delivery),
    ]


def _claim() -> Patches:
    """Whoever sees work takes it, whether or not somebody was faster."""
    unlocked = _unlocked_change()
    return [
        (claims, "claim_slot", _with(claims.claim_slot, unlocked)),
        (claims, "claim_delivery", _with(claims.claim_delivery, unlocked)),
        *_fence(),
    ]


def _unlocked_change() -> Callable[[str], str]:
    return lambda statement: statement.replace(" AND fence = ? AND state = ?", " AND (1 OR fence = ? OR state = ?)")


def _with(claim: Any, reworded: Callable[[str], str]) -> Any:  # noqa: ANN401
    """Return a claim whose statements are reworded."""

    class Loose:
        def __init__(self, ledger: Any) -> None:  # noqa: ANN401
            self.writing = ledger.writing
            self._ledger = ledger

        def change(self, statement: str, *values: object) -> int:
            return int(self._ledger.change(reworded(statement), *values))

    return lambda ledger, row, now: claim(Loose(ledger), row, now)


def _keys() -> Patches:
    """A slot is named by its instant, and no watermark keeps what was."""

    def by_instant(rule: Any, after: Any, until: Any) -> Iterator[slots.Period]:  # noqa: ANN401
        for period in slots.periods(rule, after, until):
            yield slots.Period(f"D:{period.due:%Y-%m-%dT%H%M}", period.day, period.due)

    def forgetful(ledger: Any, brief: Any, now: Any) -> list[slots.Period]:  # noqa: ANN401
        since = planning._yesterday(brief, now)
        due = by_instant(planning.rule_of(brief), since, now)
        return [period for period in due if not planning._is_there(ledger, brief.name, period.key)]

    return [(planning, "_new", forgetful)]


def _gap() -> Patches:
    """Local times are turned into instants without a thought of gaps."""
    from datetime import UTC, datetime

    return [(slots, "due", lambda day, at, zone: datetime.combine(day, at, zone).astimezone(UTC))]


def _quiet_catch_up() -> Patches:
    """After a downtime everything that was missed is made."""
    return [(planning, "classified", lambda new, _brief, _now: [planning.Planned(period) for period in new]),
            (planning, "_coalesce_waiting", lambda *_: None)]  # fmt: skip


_KEPT: list[object] = []


def _keep(process: object) -> None:
    """Leave a child that has ended open."""
    _KEPT.append(process)


GUARDS: Mapping[str, Callable[[], Patches]] = {
    "doubt": _doubt,
    "fence": _fence,
    "claim": _claim,
    "keys": _keys,
    "gap": _gap,
    "catch-up": _quiet_catch_up,
    "hold": lambda: [(holding, "_reason", lambda *_: "")],
    "patience": lambda: [(delivering, "LONGEST_TRYING", delivering.WAITS[0])],
    "quarantine": lambda: [(window, "MOST_DEATHS", 1_000_000)],
    "room": lambda: [(store.Store, "has_room", lambda _self: True)],
    "cleaning": lambda: [
        (publish_headers, "cleaned", lambda text, _longest: text.encode(errors="ignore").decode()),
        (publish_headers, "check", lambda *_: None),
    ],
    "closing": lambda: [(BaseProcess, "close", _keep)],
    "recovery": lambda: [(claims, "abandoned_deliveries", lambda *_: []), (claims, "is_gone", lambda _: False)],
}
