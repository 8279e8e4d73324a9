"""What a run is told: the options of one brief, and ``briefing.toml`` as frozen settings with every default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from briefing import values
from briefing.errors import ConfigError

USUAL_TEMPLATE = "diplomatic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What one brief is made with; '' is «not said»: a title from the documents, no label.

    ``quick`` labels each sentence by its own words alone, without the encoder.
    """

    as_of: date
    title: str = ""
    lang: str = "en"
    tlp: str = ""
    template: str = USUAL_TEMPLATE
    quick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How briefs leave; ``server`` is ``outbox:FOLDER`` (absolute), ``smtp://host:port`` or ``smtps://host:port``.

    Files and folders are absolute, '' where none was named; ``keyring`` is the name of a service in the keyring.
    """

    sender: str
    server: str
    user: str
    password_file: str
    keyring: str
    ca_file: str
    dkim_key: str
    dkim_selector: str
    dkim_domain: str
    certificates: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSettings:
    """One configured brief; ``every`` is a word of RHYTHMS or a tuple of WEEKDAYS, paths are absolute.

    ``template`` is the name of a shipped one or an absolute path.
    """

    name: str
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    every: str | tuple[str, ...]
    at: time
    timezone: str
    title: str
    lang: str
    tlp: str
    template: str
    quick: bool
    formats: tuple[str, ...]
    catch_up: str
    max_lateness: timedelta | None
    empty: str
    encrypt: bool
    retention: int
    out: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A whole ``briefing.toml``; ``store`` is the address of the ledger, e.g. ``sqlite:/srv/briefing.db``.

    ``notify`` is the command that is told what somebody has to know.
    """

    path: Path
    mail: MailSettings
    store: str
    notify: tuple[str, ...]
    briefs: tuple[BriefSettings, ...]

    def brief(self, name: str) -> BriefSettings:
        """Return the brief of that name, or raise ConfigError."""
        for brief in self.briefs:
            if brief.name == name:
                return brief
        advice = values.did_you_mean(name, [brief.name for brief in self.briefs])
        raise ConfigError(f"{self.path.name}: there is no [brief.{name}]{advice}")


def parse_settings(text: str, path: Path) -> Settings:
    """Read the text of a ``briefing.toml``; its relative paths start from the folder of ``path``, an absolute path.

    Raises ConfigError with file, key, what was expected and what was found.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path.name}: not valid TOML: {error}") from error
    root = _read(table, _TABLES, path.name, "")
    mail = _read(root["mail"], _MAIL, path.name, "mail.")
    store = _read(root["store"], _STORE, path.name, "store.")
    notices = _read(root["notices"], _NOTICES, path.name, "notices.")
    settings = Settings(
        path=path,
        mail=_mail(mail, path.parent),
        store=_absolute(store["url"], path.parent),
        notify=notices["command"],
        briefs=tuple(_brief(name, entry, path) for name, entry in sorted(root["brief"].items())),
    )
    _refuse_halves(settings)
    return settings


_REQUIRED = object()
_Keys = Mapping[str, tuple[values.Reader, object]]


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise values.WrongValue("a table of keys", value)
    return value


_MAIL: _Keys = {
    "from": (values.address, "briefing@localhost"),
    "server": (values.server, "outbox:outbox"),
    "user": (values.line, ""),
    "password_file": (values.source, ""),
    "keyring": (values.line, ""),
    "ca_file": (values.source, ""),
    "dkim_key": (values.source, ""),
    "dkim_selector": (values.domain, ""),
    "dkim_domain": (values.domain, ""),
    "certificates": (values.source, ""),
}
_MAIL_PATHS = ("password_file", "ca_file", "dkim_key", "certificates")
_STORE: _Keys = {"url": (values.store, "sqlite:briefing.db")}
_NOTICES: _Keys = {"command": (values.command, ())}
_TABLES: _Keys = {name: (_table, {}) for name in ("mail", "store", "notices", "brief")}
_BRIEF: _Keys = {
    "sources": (values.list_of(values.source, "a list of folders, files or patterns"), _REQUIRED),
    "recipients": (values.list_of(values.address, 'a list of addresses, e.g. ["analyst@example.org"]'), ()),
    "every": (values.every, "day"),
    "at": (values.clock_time, time(6)),
    "timezone": (values.timezone, "UTC"),
    "title": (values.line, ""),
    "lang": (values.language, "en"),
    "tlp": (values.tlp, ""),
    "template": (values.template, USUAL_TEMPLATE),
    "quick": (values.flag, False),
    "formats": (values.formats, ("md", "pdf")),
    "catch_up": (values.one_of(("latest", "all", "skip")), "latest"),
    "max_lateness": (values.lateness, None),
    "empty": (values.one_of(("send", "skip")), "send"),
    "encrypt": (values.flag, False),
    "retention": (values.days, 0),
    "out": (values.source, "out"),
}
_SECRET = re.compile(r"(?i).*(?:pass|pwd|secret|token|api_?key|private_?key|credential).*")


def _read(table: Mapping[str, object], keys: _Keys, file: str, prefix: str) -> dict[str, Any]:
    """Return the value of every key, its default where the table has none."""
    for key in table:
        _refuse_unknown(key, keys, file, prefix)
    return {key: _value(table, key, keys, f"{file}: {prefix}{key}") for key in keys}


def _refuse_unknown(key: str, keys: _Keys, file: str, prefix: str) -> None:
    if key in keys:
        return
    if _SECRET.fullmatch(key):
        advice = "set BRIEFING_MAIL_PASSWORD in the environment, or mail.password_file"
        raise ConfigError(f"{file}: {prefix}{key} must not be in a file that others read: {advice}")
    advice = values.did_you_mean(key, keys) or f": there are {', '.join(keys)}"
    raise ConfigError(f"{file}: {prefix}{key} is not a setting{advice}")


def _value(table: Mapping[str, object], key: str, keys: _Keys, place: str) -> object:
    read, default = keys[key]
    if key not in table:
        if default is _REQUIRED:
            raise ConfigError(f"{place} is missing")
        return default
    try:
        return read(table[key])
    except values.WrongValue as error:
        raise ConfigError(f"{place} {error}") from error


def _brief(name: str, entry: object, path: Path) -> BriefSettings:
    place = f"brief.{name}"
    try:
        values.name(name)
        table = _table(entry)
    except values.WrongValue as error:
        raise ConfigError(f"{path.name}: {place} {error}") from error
    read = _read(table, _BRIEF, path.name, f"{place}.")
    read["sources"] = tuple(str(path.parent / source) for source in read["sources"])
    if values.is_path(read["template"]):
        read["template"] = str(path.parent / read["template"])
    return BriefSettings(name=name, **(read | {"out": path.parent / read["out"]}))


def _mail(read: Mapping[str, Any], folder: Path) -> MailSettings:
    rest = {key: value for key, value in read.items() if key not in {"from", "server"}}
    paths = {key: str(folder / read[key]) for key in _MAIL_PATHS if read[key]}
    return MailSettings(sender=read["from"], server=_absolute(read["server"], folder), **(rest | paths))


def _refuse_halves(settings: Settings) -> None:
    """Raise ConfigError for a setting that says nothing without another one."""
    mail, file = settings.mail, settings.path.name
    if bool(mail.dkim_key) != bool(mail.dkim_selector):
        raise ConfigError(f"{file}: mail.dkim_key and mail.dkim_selector need each other")
    for brief in settings.briefs:
        if brief.encrypt and not mail.certificates:
            raise ConfigError(f"{file}: brief.{brief.name}.encrypt needs mail.certificates, the folder of certificates")


def _absolute(address: str, folder: Path) -> str:
    """Return an address ``scheme:PATH`` with its path absolute; ``scheme://…`` names no path and stays."""
    scheme, _, place = address.partition(":")
    return address if place.startswith("//") else f"{scheme}:{folder / place}"
