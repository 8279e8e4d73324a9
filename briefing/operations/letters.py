"""The mails of an edition: one a recipient, written and frozen before the first one leaves."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from briefing.errors import ConfigError, MailError
from briefing.operations.claims import DeliveryClaim, SlotClaim, change_slot, slot_of
from briefing.operations.clock import moment
from briefing.operations.failpoints import reach
from briefing.operations.files import for_readers, form_of
from briefing.operations.ledger import Ledger
from briefing.operations.notices import Notice, give, settle
from briefing.operations.sealing import sealed
from briefing.operations.states import Delivery, Slot
from briefing.operations.workplace import Workplace
from briefing.publish.message import Attachment, Letter, lighter, message_id
from briefing.publish.record import load
from briefing.publish.subject import subject_of

LIGHT = "sent without its attachments: "
_TYPES = {"pdf": "application/pdf", "json": "application/json"}


def queue(place: Workplace, claim: SlotClaim) -> None:
    """Write the mails of a rendered edition and put them into the ledger, all at once."""
    letters = {
        recipient: _written(place, claim, recipient) for recipient in place.settings.brief(claim.brief).recipients
    }
    reach("lettered")
    ledger, at = place.ledger, place.at
    with ledger.writing():
        for recipient, (letter, path, refused) in letters.items():
            _insert(ledger, claim, recipient, (letter.message_id, path, refused), at)
        state = Slot.DELIVERING if letters else Slot.DONE
        change_slot(ledger, claim, "state = ?, reason = '', owner = '', changed = ?", state, at)
        ledger.tell(at, state, f"{len(letters)} recipients", (claim.brief, claim.period))
        for kind in ("failed", "skipped"):  # It was asked for, and is made after all.
            settle(ledger, at, kind, f"{claim.brief} {claim.period}")


def queue_again(place: Workplace, claim: SlotClaim, recipient: str) -> None:
    """Queue the mail of an edition for a recipient: the one that is in the archive, else one written from its files."""
    ledger, at, slot = place.ledger, place.at, (claim.brief, claim.period)
    known = ledger.row("SELECT * FROM delivery WHERE brief = ? AND period = ? AND recipient = ?", *slot, recipient)
    if known and known["state"] == Delivery.SENDING:
        raise ConfigError(f"the mail to {recipient} is being sent at this moment: see briefing status")
    path, refused = known["path"] if known else "", ""
    if not path:
        letter, path, refused = _written(place, claim, recipient)
    with ledger.writing():
        if not known:
            _insert(ledger, claim, recipient, (letter.message_id, path, refused), at)
        elif refused:
            _refuse(ledger, slot, recipient, refused, at)
        ledger.change(
            "UPDATE delivery SET state = ?, path = ?, attempts = 0, reason = ?, next_try = '',"
            " fence = fence + 1, queued = ?, changed = ? WHERE brief = ? AND period = ? AND recipient = ?",
            Delivery.REJECTED if refused else Delivery.PENDING, path, refused or "sent again by hand", at, at,
            *slot, recipient,
        )  # fmt: skip
        ledger.change(
            "UPDATE slot SET state = ?, changed = ? WHERE brief = ? AND period = ?", Slot.DELIVERING, at, *slot
        )
        ledger.tell(at, "sent again by hand", recipient, slot)


def letter_to(place: Workplace, claim: SlotClaim, recipient: str) -> Letter:
    """Return the mail of an edition to one recipient, from its files in the archive."""
    ledger, store, settings = place.ledger, place.store, place.settings
    slot = slot_of(ledger, claim)
    rows = ledger.rows("SELECT * FROM artifact WHERE brief = ? AND period = ?", claim.brief, claim.period)
    files = {row["kind"]: row for row in rows}
    record = load(store.read(store.folder / files["json"]["path"]).decode())
    brief, domain = settings.brief(claim.brief), settings.mail.sender.rpartition("@")[2]
    return Letter(
        sender=settings.mail.sender,
        recipient=recipient,
        subject=subject_of(record),
        date=moment(slot["due"]),
        message_id=message_id(
            bytes.fromhex(ledger.instance["seed"]), claim.brief, claim.period, recipient,
            edition=slot["edition"], domain=domain,
        ),
        text=store.read(store.folder / files["md"]["path"]).decode(),
        html=store.read(store.folder / files["mail.html"]["path"]).decode(),
        attachments=tuple(
            Attachment(
                Path(files[kind]["path"]).name, store.read(store.folder / files[kind]["path"]), _TYPES[form_of(kind)]
            )
            for kind in for_readers(files, brief)
            if form_of(kind) in _TYPES
        ),
        lang=record["lang"],
    )  # fmt: skip


def lightened(place: Workplace, claim: DeliveryClaim) -> str:
    """Write the mail of a delivery again without its attachments; return its path, '' where it has none to lose."""
    slot = SlotClaim(claim.brief, claim.period, 0)
    try:
        letter = lighter(letter_to(place, slot, claim.recipient))
    except MailError:
        return ""
    return _stored(place, slot, letter)


def _written(place: Workplace, claim: SlotClaim, recipient: str) -> tuple[Letter, str, str]:
    """Write a mail into the archive; return it with its path, or with the reason why it cannot be written."""
    letter = letter_to(place, claim, recipient)
    try:
        return letter, _stored(place, claim, letter), ""
    except MailError as error:
        return letter, "", str(error)


def _stored(place: Workplace, slot: SlotClaim, letter: Letter) -> str:
    """Write the final bytes of a mail into the archive, encrypted and signed as the settings say; return its path."""
    content = sealed(letter, place.settings.brief(slot.brief), place.settings.mail, place.now)
    store = place.store
    name = f"{letter.message_id[1:].partition('@')[0]}-{sha256(content).hexdigest()[:8]}.eml"
    written = store.write(store.slot(slot.brief, slot.period) / "mail" / name, content)
    return written.path.relative_to(store.folder).as_posix()


def _insert(ledger: Ledger, claim: SlotClaim, recipient: str, letter: tuple[str, str, str], at: str) -> None:
    name, path, refused = letter
    state = Delivery.REJECTED if refused else Delivery.PENDING
    ledger.change(
        "INSERT INTO delivery SELECT brief, period, ?, edition, ?, ?, ?, '', ?, 0, '', '', 0, '', ?, ?"
        " FROM slot WHERE brief = ? AND period = ?"
        " ON CONFLICT (brief, period, recipient, edition) DO NOTHING",
        recipient, name, path, state, refused, at, at, claim.brief, claim.period,
    )  # fmt: skip
    if refused:
        _refuse(ledger, (claim.brief, claim.period), recipient, refused, at)


def _refuse(ledger: Ledger, slot: tuple[str, str], recipient: str, reason: str, at: str) -> None:
    """Tell that a mail could not be written, within the caller's transaction."""
    ledger.tell(at, Delivery.REJECTED, f"{recipient}: {reason}", slot)
    give(ledger, at, Notice("rejected", f"{' '.join(slot)} {recipient}", reason))
