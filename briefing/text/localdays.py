"""The day of a moment where a page is at home: many pages state their times by another clock than they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)  # the clocks furthest from UTC
# Where a country has several clocks, that of most of its people; America and Canada have none.
_CHIEF = dict(
    pair.split("=")
    for pair in """
    AR=America/Argentina/Buenos_Aires AU=Australia/Sydney BR=America/Sao_Paulo CD=Africa/Kinshasa
    CL=America/Santiago CN=Asia/Shanghai CY=Asia/Nicosia DE=Europe/Berlin EC=America/Guayaquil
    ES=Europe/Madrid ID=Asia/Jakarta KZ=Asia/Almaty MN=Asia/Ulaanbaatar MX=America/Mexico_City
    MY=Asia/Kuala_Lumpur NZ=Pacific/Auckland PT=Europe/Lisbon RU=Europe/Moscow UA=Europe/Kyiv UZ=Asia/Tashkent
    VN=Asia/Ho_Chi_Minh
    """.split()
)
# Spoken in many countries.
_WIDE = frozenset({"ar", "en", "es", "fr", "pt", "zh"})


def is_at_home(stated: datetime, country: str, lang: str) -> bool:
    """Tell whether a time is of the same day by a clock of its country; so is one not of UTC from anywhere."""
    offset, territory = stated.utcoffset(), _territory(country, lang)
    chief = _chief(territory)
    if chief is not None and stated.astimezone(chief).date() == stated.date():
        return True
    zones = _zones(territory) if offset else ()
    return bool(offset) and (not zones or any(stated.astimezone(zone).utcoffset() == offset for zone in zones))


def has_clock(country: str, lang: str) -> bool:
    """Tell whether the country of a page, or of its language, is known and has one clock for most of its people."""
    return _chief(_territory(country, lang)) is not None


def local_day(stated: datetime, shown: Iterable[date], country: str, lang: str) -> date:
    """Return the day of a time: one shown beside the article that it is somewhere on earth, else the country's."""
    own = stated.date()
    possible = {own, *((stated.astimezone(UTC) + far).date() for far in (_WEST, _EAST))}
    near = next((day for day in shown if day in possible), None)
    if near is not None:
        return near
    zone = _chief(_territory(country, lang))
    return own if zone is None else stated.astimezone(zone).date()


@cache
def _territory(country: str, lang: str) -> str:
    """Return the code of a page's country, that of its language where one country speaks it, '' for unknown."""
    if country or lang in _WIDE:
        return country.upper()
    from babel.core import get_global

    return str(get_global("likely_subtags").get(lang, "")).rpartition("_")[2]


@cache
def _chief(territory: str) -> ZoneInfo | None:
    zones = _zones(territory)
    return zones[0] if len(zones) == 1 or (zones and territory in _CHIEF) else None


@cache
def _zones(territory: str) -> Sequence[ZoneInfo]:
    """Return the clocks of a country, the chief one first."""
    from zoneinfo import ZoneInfo

    from babel.core import get_global

    names = [name for name in get_global("territory_zones").get(territory, ()) if name != _CHIEF.get(territory)]
    chief = [_CHIEF[territory]] if territory in _CHIEF else []
    return tuple(ZoneInfo(name) for name in (*chief, *names))
