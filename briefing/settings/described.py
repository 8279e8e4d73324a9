"""Read single values of ``sources.toml``: what a source is, where it is, how reliable the user finds it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.values import WrongValue

if TYPE_CHECKING:
    from babel import Locale

KINDS = (
    "newspaper", "magazine", "broadcaster", "agency", "website", "government", "organisation", "institute", "ngo",
    "company", "individual",
)  # fmt: skip
RELIABILITIES = tuple("ABCDEF")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")


def host(value: object) -> str:
    """Read the host of an address, in small letters and without www."""
    found = value.lower().removeprefix("www.") if isinstance(value, str) else ""
    if not _HOST.fullmatch(found):
        raise WrongValue("a host such as courier.example", value)
    return found


def country(value: object) -> str:
    """Read the code of a country, two letters of ISO 3166-1 that the CLDR has a name for."""
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{2}", value) or value not in _english().territories:
        raise WrongValue("a country in two capitals of ISO 3166-1, e.g. NL", value)
    return value


def language(value: object) -> str:
    """Read the code of a language, of ISO 639, that the CLDR has a name for."""
    if not isinstance(value, str) or not re.fullmatch("[a-z]{2,3}", value) or value not in _english().languages:
        raise WrongValue("a language in two or three small letters of ISO 639, e.g. nl", value)
    return value


@cache
def _english() -> Locale:
    from babel import Locale

    return Locale.parse("en")
