"""The signature of the sender's domain on a mail (DKIM, RFC 6376)."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import ConfigError
from briefing.operations.credentials import private
from briefing.publish import headers
from briefing.settings import MailSettings

# Twice: a second one, added on the way, breaks the signature.
_ONCE_ONLY = (b"from", b"to", b"subject")
_SIGNED = (
    *(*_ONCE_ONLY, *_ONCE_ONLY, b"date", b"message-id", b"mime-version", b"content-type"),
    *(b"list-unsubscribe", b"auto-submitted"),
)


def signed(content: bytes, mail: MailSettings) -> bytes:
    """Return the bytes of a mail with the signature before them; raise ConfigError for a key that cannot sign.

    It holds the second in which it was made: sign once, and keep what was signed.
    """
    try:
        import dkim
    except ImportError as error:
        raise ConfigError("mail.dkim_key needs the package dkimpy: pip install 'briefing[dkim]'") from error
    key = private(Path(mail.dkim_key), "mail.dkim_key")
    domain = mail.dkim_domain or mail.sender.rpartition("@")[2]
    try:
        signature: bytes = dkim.sign(
            content, mail.dkim_selector.encode(), domain.encode(), key, canonicalize=(b"relaxed",) * 2,
            include_headers=list(_SIGNED),
        )  # fmt: skip
    except (dkim.DKIMException, ValueError, IndexError):
        # Without its cause: what it says may hold pieces of the key.
        raise ConfigError(f"mail.dkim_key: {mail.dkim_key} is no private RSA key in PEM that can sign") from None
    names = [name for name, _ in headers.unfolded(content)]
    headers.check(signature + content, ["DKIM-Signature", *names], dict(headers.unfolded(content))["To"])
    return signature + content
