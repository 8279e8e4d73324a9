"""A letter as the bytes that are kept and sent: encrypted where its brief demands it, signed where there is a key."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from briefing.operations.encryption import encrypted
from briefing.operations.signing import signed
from briefing.publish.message import Letter, message
from briefing.settings import BriefSettings, MailSettings


def sealed(letter: Letter, brief: BriefSettings, mail: MailSettings, now: datetime) -> bytes:
    """Return the final bytes of a letter; raise MailError for this recipient, ConfigError for a key that cannot sign.

    Neither encryption nor signature gives the same bytes twice: keep these, and send these.
    """
    secret = encrypted(letter, Path(mail.certificates), now, brief.tlp) if brief.encrypt else b""
    content = secret or message(letter)
    return signed(content, mail) if mail.dkim_key else content
