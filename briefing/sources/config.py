"""Read the files that the user names: the settings, the sources that he describes, the record of a brief."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing.errors import ConfigError
from briefing.model import Register
from briefing.settings import Settings, parse_settings
from briefing.sources.descriptions import parse_register
from briefing.sources.workspace import DESCRIPTIONS

LARGEST = 50_000_000


def load_settings(path: Path) -> Settings:
    """Return the settings in a file, with the sources that they or ``sources.toml`` beside it describe.

    Raise ConfigError for what is wrong in either.
    """
    if not path.exists():
        raise ConfigError(f"{path} is not there: «briefing init» writes one, --config FILE names another")
    settings = parse_settings(text_of(path), path.absolute())
    named = settings.descriptions
    if named and not Path(named).exists():
        raise ConfigError(f"{path}: descriptions.file: {named} is not there")
    return replace(settings, register=load_register(Path(named)) if named else nearby_register(settings.path.parent))


def load_register(path: Path) -> Register:
    """Return the sources that a file describes, or raise ConfigError."""
    return parse_register(text_of(path), path.name)


def nearby_register(folder: Path) -> Register:
    """Return the sources that ``sources.toml`` in a folder describes: none where there is no such file."""
    path = folder / DESCRIPTIONS
    return load_register(path) if path.exists() else Register()


def text_of(path: Path) -> str:
    """Return a file's text, or raise ConfigError; one of more than ``LARGEST`` characters is not read to its end."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} cannot be read: save it as UTF-8 ({error.reason} at byte {error.start})") from error
    if len(text) > LARGEST:
        raise ConfigError(f"{path} is larger than {LARGEST // 1_000_000} million characters: no settings or brief are")
    return text
