"""Read single values of options and settings: each reader returns the value or raises WrongValue."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from briefing.masking import anonymous, userless, visible
from briefing.resources import shipped

Reader: TypeAlias = Callable[[object], object]

FORMATS = ("md", "pdf", "html", "json")
# The strictest first.
LABELS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
RHYTHMS = ("day", "weekday", "week", "month")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class WrongValue(ValueError):
    """A value that is not what was expected: «must be HH:MM, not "25:00"», with the choice that was perhaps meant."""

    def __init__(self, expected: str, value: object, choices: Iterable[str] = ()) -> None:
        found = anonymous(visible(json.dumps(value, ensure_ascii=False, default=str)))
        super().__init__(f"must be {expected}, not {found[:60]}{did_you_mean(value, choices)}")


def did_you_mean(word: object, choices: Iterable[str]) -> str:
    """Return «: did you mean "week"?», or '' where no choice resembles the word."""
    import difflib

    close = difflib.get_close_matches(str(word), sorted(choices), n=1, cutoff=0.6)
    return f': did you mean "{close[0]}"?' if close else ""


def one_of(choices: Iterable[str], other: str = "") -> Callable[[object], str]:
    """Return a reader of a word among ``choices``; ``other`` names what else may stand there."""
    known = tuple(choices)

    def read(value: object) -> str:
        if value not in known:
            raise WrongValue(" or ".join(f'"{choice}"' for choice in known) + other, value, known)
        return str(value)

    return read


def matching(pattern: str, expected: str) -> Callable[[object], str]:
    """Return a reader of a text that a pattern matches as a whole."""

    def read(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise WrongValue(expected, value)
        return value

    return read


def list_of(read_one: Callable[[object], str], expected: str, least: int = 1) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of a list of at least so many values; one that is given twice counts once."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) < least:
            raise WrongValue(expected, value)
        return tuple(dict.fromkeys(map(read_one, value)))

    return read


def line(value: object) -> str:
    """Read one line of printable text."""
    if not isinstance(value, str) or not value.isprintable():
        raise WrongValue("a line of text", value)
    return value


def flag(value: object) -> bool:
    """Read yes or no."""
    if not isinstance(value, bool):
        raise WrongValue("true or false", value)
    return value


subject = matching(r"[^\0\r\n]*\w[^\0\r\n]*", "a word or a name")
source = matching(r"[^\0\r\n]+", "a folder, a file or a pattern")
address = matching(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*",
    "an address such as analyst@example.org",
)
domain = matching(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*", "a name such as example.org")
name = matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "named in letters, digits, - and _")
store = matching(r"sqlite:(?!//).+", "sqlite:FILE")
template = matching(r"[^\0\r\n]+", "the name of a template, or a path to a folder")
_server = matching(
    r"outbox:(?!//).+|smtps?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?", "outbox:FOLDER, smtp://host:port or smtps://host:port"
)
formats = list_of(one_of(FORMATS), 'a list of formats, e.g. ["md", "pdf"]')
_DAYS = 'a list of days, e.g. ["mon", "thu"]'
_clock_time = matching(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", "HH:MM")
_span = matching(r"[1-9][0-9]{0,3}[mhd]", 'a number of minutes, hours or days, e.g. "12h"')
_translator = matching(
    r"|argos|https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?",
    '"argos", or the address of a LibreTranslate such as http://127.0.0.1:5000',
)


def is_address(source: str) -> bool:
    """Tell whether a source, or the location of a document, is an address and no path: ``https://…``, ``ftp://…``."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def _userless(value: object) -> object:
    if isinstance(value, str) and userless(value) != value:
        raise WrongValue("without user and password", value)
    return value


def place(value: object) -> str:
    """Read where documents are; a user or a password in an address is refused and not repeated."""
    return source(_userless(value))


def is_path(template: str) -> bool:
    """Tell whether a template is named by the path of its folder or file, and not as one that ships."""
    return any(sign in template for sign in "/\\") or template.endswith(".j2") or template in {".", ".."}


def server(value: object) -> str:
    """Read where mail goes; a user or a password in it is refused and not repeated."""
    port = re.fullmatch(r"smtps?://[^:]*:([0-9]+)", _server(_userless(value)))
    if port and not 0 < int(port[1]) < 65536:
        raise WrongValue("with a port from 1 to 65535", value)
    return _server(value)


def translator(value: object) -> str:
    """Read who translates; an address in clear must be on this machine, and a user or a key in one is not repeated."""
    read = _translator(_userless(value))
    place = re.match(r"(https?)://([^:/]+)(?::([0-9]+))?", read)
    if place and place[3] and not 0 < int(place[3]) < 65536:
        raise WrongValue("with a port from 1 to 65535", value)
    if place and place[1] == "http" and not is_loopback(place[2]):
        raise WrongValue("https://, for an address that is not on this machine", value)
    return read.rstrip("/")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine by its own name for itself; another name that leads here is not."""
    from ipaddress import ip_address

    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def seconds(value: object) -> int:
    """Read a number of seconds that somebody may wait for a page."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 300:
        raise WrongValue("a number of seconds from 1 to 300", value)
    return value


def language(value: object) -> str:
    """Read the language of a brief: one that has its frame of headings and labels."""
    return one_of(sorted(path.stem for path in shipped("data", "frames").glob("*.toml")))(value)


def tlp(value: object) -> str:
    """Read a label of the Traffic Light Protocol 2.0 (FIRST, 2022), with or without its prefix, in any case."""
    word = value.upper().removeprefix("TLP:") if isinstance(value, str) else value
    if f"TLP:{word}" not in LABELS:
        # Compared without the prefix: with it every word resembles every label.
        *others, last = (label.removeprefix("TLP:") for label in LABELS)
        raise WrongValue(f"{', '.join(others)} or {last}", word, (*others, last))
    return f"TLP:{word}"


def every(value: object) -> str | tuple[str, ...]:
    """Read how often: a word of RHYTHMS, or days of the week, put in order."""
    if isinstance(value, list):
        return tuple(sorted(list_of(one_of(WEEKDAYS), _DAYS)(value), key=WEEKDAYS.index))
    return one_of(RHYTHMS, f", or {_DAYS}")(value)


def clock_time(value: object) -> time:
    """Read a time of day."""
    return time.fromisoformat(_clock_time(value))


def day(value: object) -> date:
    """Read a date, or the date of a moment, as in ISO 8601."""
    return _moment(value, "a date such as 2021-06-16").date()


def instant(value: object) -> datetime:
    """Read a moment as in ISO 8601; without an offset it is in UTC."""
    found = _moment(value, "a moment such as 2026-03-02T06:30:00+01:00")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _moment(value: object, expected: str) -> datetime:
    if not isinstance(value, str):
        raise WrongValue(expected, value)
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise WrongValue(expected, value) from error


def span(value: object) -> timedelta:
    """Read a length of time: minutes, hours or days."""
    text = _span(value)
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    return int(text[:-1]) * units[text[-1]]


def lateness(value: object) -> timedelta | None:
    """Read a length of time; '' stands for no limit."""
    return None if value == "" else span(value)


def command(value: object) -> tuple[str, ...]:
    """Read a command: its name and its arguments, in order; none of them goes through a shell."""
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise WrongValue('a list of words, e.g. ["logger", "-t", "briefing"]', value)
    return tuple(value)


def days(value: object) -> int:
    """Read a number of days; 0 stands for ever."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 100_000:
        raise WrongValue("a number of days, 0 for ever", value)
    return value


def timezone(value: object) -> str:
    """Read the name of a time zone of the IANA database."""
    from zoneinfo import ZoneInfo, available_timezones

    expected = 'a time zone such as "Europe/Amsterdam"'
    if not isinstance(value, str) or not value:
        raise WrongValue(expected, value)
    try:
        return ZoneInfo(value).key
    except (ValueError, KeyError, OSError) as error:
        raise WrongValue(expected, value, available_timezones()) from error
