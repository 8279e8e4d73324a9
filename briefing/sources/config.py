"""Read the files that the user names: the settings, the record of a brief."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import ConfigError
from briefing.settings import Settings, parse_settings

LARGEST = 50_000_000


def load_settings(path: Path) -> Settings:
    """Return the settings in a file, or raise ConfigError."""
    if not path.exists():
        raise ConfigError(f"{path} is not there: «briefing init» writes one, --config FILE names another")
    return parse_settings(text_of(path), path.absolute())


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
