"""The keys of ``briefing.toml``: how each is read, and its default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from briefing import values
from briefing.errors import ConfigError
from briefing.resources import shipped
from briefing.settings.described import KINDS, RELIABILITIES, country, host, language

USUAL_TEMPLATE = "diplomatic"
REQUIRED = object()
Keys = Mapping[str, tuple[values.Reader, object]]


def table_of(value: object) -> Mapping[str, object]:
    """Read a table of keys."""
    if not isinstance(value, dict):
        raise values.WrongValue("a table of keys", value)
    return value


def template(value: object) -> str:
    """Read what a brief is printed by: a template that ships, or the path of the user's folder or file."""
    said = values.template(value)
    known = sorted(path.name for path in shipped("templates").iterdir() if not path.name.startswith("_"))
    return said if values.is_path(said) else values.one_of(known, ", or a path to a folder")(said)


MAIL: Keys = {
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
MAIL_PATHS = ("password_file", "ca_file", "dkim_key", "certificates")
STORE: Keys = {"url": (values.store, "sqlite:briefing.db")}
TRANSLATION: Keys = {
    "translator": (values.translator, ""),
    "api_key_file": (values.source, ""),
    "keyring": (values.line, ""),
    "ca_file": (values.source, ""),
    "seconds": (values.seconds, 60),
    "send_restricted": (values.flag, False),
}
TRANSLATION_PATHS = ("api_key_file", "ca_file")
NOTICES: Keys = {"command": (values.command, ())}
DESCRIPTIONS: Keys = {"file": (values.source, "")}
TABLES: Keys = {name: (table_of, {}) for name in ("mail", "store", "notices", "translation", "descriptions", "brief")}
BRIEF: Keys = {
    "sources": (values.list_of(values.place, "a list of folders, files, patterns or addresses"), REQUIRED),
    "recipients": (values.list_of(values.address, 'a list of addresses, e.g. ["analyst@example.org"]'), ()),
    "every": (values.every, "day"),
    "at": (values.clock_time, time(6)),
    "timezone": (values.timezone, "UTC"),
    "title": (values.line, ""),
    "lang": (values.language, "en"),
    "tlp": (values.tlp, ""),
    "template": (template, USUAL_TEMPLATE),
    "quick": (values.flag, False),
    "subject": (values.list_of(values.subject, 'a list of words or names, e.g. ["Suez"]', least=0), ()),
    "example": (values.line, ""),
    "events": (values.one_of(("main", "sections", "briefs")), "main"),
    "formats": (values.formats, ("md", "pdf")),
    "catch_up": (values.one_of(("latest", "all", "skip")), "latest"),
    "max_lateness": (values.lateness, None),
    "empty": (values.one_of(("send", "skip")), "send"),
    "encrypt": (values.flag, False),
    "retention": (values.days, 0),
    "out": (values.source, "out"),
}
# The keys of ``sources.toml``, for each source.
SOURCE: Keys = {
    "names": (values.list_of(values.line, 'a list of names, e.g. ["The Courier"]'), ()),
    "hosts": (values.list_of(host, 'a list of hosts, e.g. ["courier.example"]'), ()),
    "kind": (values.one_of(KINDS), ""),
    "country": (country, ""),
    "owner": (values.line, ""),
    "language": (language, ""),
    "reliability": (values.one_of(RELIABILITIES), ""),
    "wire_agency": (values.flag, False),
}
REGISTER: Keys = {"source": (table_of, {})}
_SECRET_PLACES = {
    "mail": "set BRIEFING_MAIL_PASSWORD in the environment, or mail.password_file",
    "translation": "set BRIEFING_TRANSLATION_KEY in the environment, or translation.api_key_file",
}
_SECRET = re.compile(r"(?i).*(?:pass|pwd|secret|token|api_?key|private_?key|credential).*")


def read_table(table: Mapping[str, object], keys: Keys, file: str, prefix: str) -> dict[str, Any]:
    """Return the value of every key, its default where the table has none."""
    for key in table:
        _refuse_unknown(key, keys, file, prefix)
    return {key: _value(table, key, keys, f"{file}: {prefix}{key}") for key in keys}


def _refuse_unknown(key: str, keys: Keys, file: str, prefix: str) -> None:
    if key in keys:
        return
    if _SECRET.fullmatch(key):
        advice = _SECRET_PLACES["translation" if prefix == "translation." else "mail"]
        raise ConfigError(f"{file}: {prefix}{key} must not be in a file that others read: {advice}")
    advice = values.did_you_mean(key, keys) or f": there are {', '.join(keys)}"
    raise ConfigError(f"{file}: {prefix}{key} is not a setting{advice}")


def _value(table: Mapping[str, object], key: str, keys: Keys, place: str) -> object:
    read, default = keys[key]
    if key not in table:
        if default is REQUIRED:
            raise ConfigError(f"{place} is missing")
        return default
    try:
        return read(table[key])
    except values.WrongValue as error:
        raise ConfigError(f"{place} {error}") from error
