"""What a run is told: the options of one brief, and ``briefing.toml`` as frozen settings with every default."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from briefing import values
from briefing.errors import ConfigError
from briefing.model import Document, Register
from briefing.settings.keys import (
    BRIEF,
    DESCRIPTIONS,
    MAIL,
    MAIL_PATHS,
    NOTICES,
    STORE,
    TABLES,
    TRANSLATION,
    TRANSLATION_PATHS,
    USUAL_TEMPLATE,
    read_table,
    table_of,
)

__all__ = [
    "USUAL_TEMPLATE",
    "BriefSettings",
    "MailSettings",
    "Options",
    "Settings",
    "TranslationSettings",
    "parse_settings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What one brief is made with; '' is «not said»: a title from the documents, no label.

    ``quick`` labels each sentence by its own words alone, without the encoder.  ``subject`` are the words or names of
    which a document must speak, ``example`` a text on the event that is meant; ``events`` is ``main``, ``briefs`` or
    ``sections``: of several the greatest, a brief on each, a part for each.  ``register`` has the sources that the user
    describes.
    """

    as_of: date
    title: str = ""
    lang: str = "en"
    tlp: str = ""
    template: str = USUAL_TEMPLATE
    quick: bool = False
    subject: tuple[str, ...] = ()
    example: Document | None = None
    events: str = "main"
    register: Register = field(default_factory=Register)


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
class TranslationSettings:
    """Who translates quotations: ``translator`` is '' for nobody, ``argos`` or the address of a LibreTranslate.

    ``seconds`` is the time that all translations of one brief may take.  Without ``send_restricted`` no brief marked
    TLP:RED or TLP:AMBER+STRICT goes to an address that is not on this machine.  Files are absolute, '' for none.
    """

    translator: str
    api_key_file: str
    keyring: str
    ca_file: str
    seconds: int
    send_restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSettings:
    """One configured brief; ``every`` is a word of RHYTHMS or a tuple of WEEKDAYS, paths are absolute.

    ``template`` is the name of a shipped one or an absolute path; ``example`` is absolute, '' for none.
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
    subject: tuple[str, ...]
    example: str
    events: str
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

    ``notify`` is the command that is told what somebody has to know.  ``descriptions`` is the file of the sources that
    the user describes, absolute, '' where none was named; ``register`` is what stands in it.
    """

    path: Path
    mail: MailSettings
    store: str
    notify: tuple[str, ...]
    translation: TranslationSettings
    descriptions: str
    briefs: tuple[BriefSettings, ...]
    register: Register = field(default_factory=Register)

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
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path.name}: not valid TOML: {error}") from error
    root = read_table(table, TABLES, path.name, "")
    mail = read_table(root["mail"], MAIL, path.name, "mail.")
    store = read_table(root["store"], STORE, path.name, "store.")
    notices = read_table(root["notices"], NOTICES, path.name, "notices.")
    translation = read_table(root["translation"], TRANSLATION, path.name, "translation.")
    descriptions = read_table(root["descriptions"], DESCRIPTIONS, path.name, "descriptions.")["file"]
    settings = Settings(
        path=path,
        mail=_mail(mail, path.parent),
        store=_absolute(store["url"], path.parent),
        notify=notices["command"],
        descriptions=str(path.parent / descriptions) if descriptions else "",
        translation=TranslationSettings(**(translation | _absolute_paths(translation, TRANSLATION_PATHS, path.parent))),
        briefs=tuple(_brief(name, entry, path) for name, entry in sorted(root["brief"].items())),
    )
    _refuse_halves(settings)
    return settings


def _brief(name: str, entry: object, path: Path) -> BriefSettings:
    place = f"brief.{name}"
    try:
        values.name(name)
        table = table_of(entry)
    except values.WrongValue as error:
        raise ConfigError(f"{path.name}: {place} {error}") from error
    read = read_table(table, BRIEF, path.name, f"{place}.")
    read["sources"] = tuple(_rooted(source, path.parent) for source in read["sources"])
    if values.is_path(read["template"]):
        read["template"] = str(path.parent / read["template"])
    read |= _absolute_paths(read, ("example",), path.parent)
    return BriefSettings(name=name, **(read | {"out": path.parent / read["out"]}))


def _rooted(source: str, folder: Path) -> str:
    return source if values.is_address(source) else str(folder / source)


def _mail(read: Mapping[str, Any], folder: Path) -> MailSettings:
    rest = {key: value for key, value in read.items() if key not in {"from", "server"}}
    paths = _absolute_paths(read, MAIL_PATHS, folder)
    return MailSettings(sender=read["from"], server=_absolute(read["server"], folder), **(rest | paths))


def _absolute_paths(read: Mapping[str, Any], keys: Iterable[str], folder: Path) -> dict[str, str]:
    return {key: str(folder / read[key]) for key in keys if read[key]}


def _refuse_halves(settings: Settings) -> None:
    """Raise ConfigError for a setting that says nothing without another one."""
    mail, file = settings.mail, settings.path.name
    if bool(mail.dkim_key) != bool(mail.dkim_selector):
        raise ConfigError(f"{file}: mail.dkim_key and mail.dkim_selector need each other")
    for brief in settings.briefs:
        if brief.encrypt and not mail.certificates:
            raise ConfigError(f"{file}: brief.{brief.name}.encrypt needs mail.certificates, the folder of certificates")
        if brief.example and brief.events != "main":
            raise ConfigError(f"{file}: brief.{brief.name}.example shows which one event is meant: leave out events")


def _absolute(address: str, folder: Path) -> str:
    """Return an address ``scheme:PATH`` with its path absolute; ``scheme://…`` names no path and stays."""
    scheme, _, place = address.partition(":")
    return address if place.startswith("//") else f"{scheme}:{folder / place}"
