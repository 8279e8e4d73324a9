"""Where mail goes and how it is protected on its way."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from briefing.errors import ConfigError
from briefing.operations.credentials import Secret, password
from briefing.settings import MailSettings
from briefing.values import is_loopback

RELAY, SUBMISSION, IMPLICIT = 25, 587, 465


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A folder or a mail server; ``timeout`` is that of one read, ``deadline`` that of a whole mail, in seconds.

    ``ca_file`` replaces the system's authorities.  A server on loopback without one is spoken to in clear.
    """

    scheme: str  # outbox, smtp or smtps
    folder: Path = field(default_factory=Path)
    host: str = ""
    port: int = 0
    user: str = ""
    password: Secret = field(default_factory=lambda: Secret(""))
    ca_file: str = ""
    timeout: float = 60
    deadline: float = 600

    @property
    def loopback(self) -> bool:
        """Whether the host is this machine by its own name for itself; another name that leads here is not."""
        return is_loopback(self.host)

    @property
    def upgrades(self) -> bool:
        """Whether STARTTLS is required."""
        return self.scheme == "smtp" and not (self.loopback and not self.ca_file)

    def context(self) -> ssl.SSLContext:
        """Return what verifies the server's certificate and name; raise ConfigError for a ca_file that is none."""
        try:
            return ssl.create_default_context(cafile=self.ca_file or None)
        except OSError as error:  # An SSLError is one.
            raise ConfigError(f"mail.ca_file: {self.ca_file} is no file of certificates in PEM") from error


def server(mail: MailSettings, environment: Mapping[str, str]) -> Server:
    """Return the server of the settings, with the password if it needs one; raise ConfigError where it has none."""
    scheme, _, place = mail.server.partition(":")
    if scheme == "outbox":
        return Server(scheme=scheme, folder=Path(place))
    url = urlsplit(mail.server)
    usual = IMPLICIT if scheme == "smtps" else SUBMISSION if mail.user else RELAY
    return Server(
        scheme=scheme,
        host=url.hostname or "",
        port=url.port or usual,
        user=mail.user,
        password=password(mail, environment),
        ca_file=mail.ca_file,
    )
