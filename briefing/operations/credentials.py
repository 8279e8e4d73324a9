"""Passwords and keys: from the environment, a file of the user's own or the keyring, and never shown."""

from __future__ import annotations

import os
import stat
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

from briefing.errors import ConfigError
from briefing.settings import MailSettings, TranslationSettings

VARIABLE = "BRIEFING_MAIL_PASSWORD"
KEY_VARIABLE, KEY_USER = "BRIEFING_TRANSLATION_KEY", "translation"
_LONGEST = 32768


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment for a program of somebody else."""
    return {name: value for name, value in environment.items() if name not in {VARIABLE, KEY_VARIABLE}}


class Secret:
    """A text that shows itself only when asked to; '' is none."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself: for the line that sends it, and no other."""
        return self._text

    def masked(self, said: str) -> str:
        """Return what somebody else said, the secret and its usual encodings in it masked."""
        raw = self._text.encode("utf-8", "surrogateescape")
        for form in (self._text, b64encode(raw).decode()) if self._text else ():
            said = said.replace(form, "***")
        return said

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(***)" if self._text else "Secret()"

    __str__ = __repr__


def password(
    mail: MailSettings, environment: Mapping[str, str], keyring: Callable[[str, str], str | None] | None = None
) -> Secret:
    """Return the password that belongs to the user of the settings; raise ConfigError where none can be had.

    The environment goes before the file, the file before the keyring.
    """
    if not mail.user:
        return Secret("")
    if environment.get(VARIABLE):
        return Secret(environment[VARIABLE])
    if mail.password_file:
        path = Path(mail.password_file)
        return _of_bytes(private(path, "mail.password_file"), path, "mail.password_file")
    if mail.keyring:
        return _of_keyring(mail.keyring, mail.user, "mail.keyring", keyring or _lookup("mail.keyring"))
    raise ConfigError(f"mail.user has no password: set {VARIABLE}, mail.password_file or mail.keyring")


def api_key(
    translation: TranslationSettings,
    environment: Mapping[str, str],
    keyring: Callable[[str, str], str | None] | None = None,
) -> Secret:
    """Return the key of a LibreTranslate, an empty one where none is named; raise ConfigError where it cannot be had.

    In the keyring its user is ``translation``; the order is that of a password.
    """
    if environment.get(KEY_VARIABLE):
        return Secret(environment[KEY_VARIABLE])
    if translation.api_key_file:
        path, setting = Path(translation.api_key_file), "translation.api_key_file"
        return _of_bytes(private(path, setting), path, setting)
    if translation.keyring:
        lookup = keyring or _lookup("translation.keyring")
        return _of_keyring(translation.keyring, KEY_USER, "translation.keyring", lookup)
    return Secret("")


def private(path: Path, setting: str) -> bytes:
    """Return the bytes of a file that nobody else can read; the file a link leads to is what counts.

    Raises ConfigError that names the setting.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)  # A pipe must not be waited for.
        try:
            if wrong := _wrong(os.fstat(handle)):
                raise ConfigError(f"{setting}: {path} {wrong}")
            return os.read(handle, _LONGEST + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise ConfigError(f"{setting}: {path} cannot be read: {error.strerror}") from error


def _wrong(found: os.stat_result) -> str:
    """Say why a file must not hold a secret, '' where it may."""
    if not stat.S_ISREG(found.st_mode):
        return "is not a regular file"
    if found.st_uid not in (os.geteuid(), 0):
        return "belongs to another user: it must be yours or root's"
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"can be read or changed by others (mode {stat.S_IMODE(found.st_mode):04o}): chmod 600 it"
    return ""


def _of_bytes(raw: bytes, path: Path, setting: str) -> Secret:
    line = raw.removesuffix(b"\n").removesuffix(b"\r")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        # Without its cause, which would carry the bytes of the file.
        raise ConfigError(f"{setting}: {path} is not UTF-8") from None
    if not text or len(raw) > _LONGEST or not text.isprintable():
        raise ConfigError(f"{setting}: {path} must hold one line, the secret")
    return Secret(text)


def _of_keyring(service: str, user: str, setting: str, lookup: Callable[[str, str], str | None]) -> Secret:
    try:
        found = lookup(service, user)
    except Exception as error:  # noqa: BLE001 - every backend has errors of its own
        raise ConfigError(f"{setting}: the keyring did not answer: {type(error).__name__}") from None
    if not found:
        raise ConfigError(f"{setting}: nothing of {user} there: keyring set {service} {user}")
    return Secret(found)


def _lookup(setting: str) -> Callable[[str, str], str | None]:
    try:
        import keyring
    except ImportError as error:
        raise ConfigError(f"{setting} needs the package keyring: pip install 'briefing[keyring]'") from error
    lookup: Callable[[str, str], str | None] = keyring.get_password
    return lookup
