"""Read ``sources.toml``: who the user says the sources are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping

from briefing.errors import ConfigError
from briefing.model import Register, SourceDescription
from briefing.settings.keys import REGISTER, SOURCE, read_table, table_of
from briefing.text.publishers import name_key
from briefing.values import WrongValue


def parse_register(text: str, file: str) -> Register:
    """Read the text of a ``sources.toml``; raise ConfigError with file, key, what was expected and what was found."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error
    names: dict[str, SourceDescription] = {}
    hosts: dict[str, SourceDescription] = {}
    for name, entry in read_table(table, REGISTER, file, "")["source"].items():
        place = f'source."{name}"'
        read = _table(name, entry, f"{file}: {place}")
        found = read_table(read, SOURCE, file, f"{place}.")
        own, under = (name, *found.pop("names")), found.pop("hosts")
        described = SourceDescription(name=name, **found)
        _enter(described, ((each, name_key(each)) for each in own), names, file)
        _enter(described, ((each, each) for each in under), hosts, file)
    return Register(names, hosts)


def _table(name: str, entry: object, place: str) -> Mapping[str, object]:
    if not name.strip() or not name.isprintable():
        raise ConfigError(f"{place} must be named in a line of text")
    try:
        return table_of(entry)
    except WrongValue as error:
        raise ConfigError(f"{place} {error}") from error


def _enter(
    described: SourceDescription, known_by: Iterable[tuple[str, str]], entered: dict[str, SourceDescription], file: str
) -> None:
    """Enter a description under what it is known by; raise ConfigError where another one is known by the same."""
    for said, key in known_by:
        if entered.setdefault(key, described) is not described:
            first = entered[key].name
            raise ConfigError(
                f'{file}: "{said}" is both source."{first}" and source."{described.name}": leave it in one'
            )
