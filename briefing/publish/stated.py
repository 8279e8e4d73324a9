"""What the record states in English, in the words of the brief: names, values of contradictions, reasons of a label.

The record has one canonical form whatever the language of the brief, so that editions compare; the page must be read.
What has no form here stays as it was said: names of persons, and what is counted, which comes from a source.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import cache

from briefing.analysis.countries import country_name
from briefing.analysis.discrepancies import VERSIONS
from briefing.publish.conventions import LEAP_YEAR, english_months, english_weekdays
from briefing.publish.frames import Frame
from briefing.text.places import adjectives, country_names

CANONICAL = "en"
ACCUSES = "→"
SCALES = {"million": 1_000_000, "billion": 1_000_000_000}
NUMBER = r"\d[\d,]*(?:\.\d+)?"
QUANTITY = re.compile(
    rf"(?P<sign>[<>≈] )?(?:(?P<low>{NUMBER})–)?(?P<number>{NUMBER})(?: (?P<scale>million|billion))?"
    r"(?: (?P<percent>%)| (?P<unit>second|minute|hour|day|week|month|year)s?\b)?(?P<rate> per [a-z]+)?(?P<rest> .+)?"
)
WHEN = re.compile(r"(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]+)(?: (?P<year>\d{4}))?")
PROBABILITY = re.compile(r"[01]\.\d\d")


def named(name: str, words: Frame) -> str:
    """Return a country, an organisation or an office of a country in the words of the brief: «Russian envoy»."""
    if words.lang == CANONICAL:
        return name
    if code := _codes().get(name):
        return country_name(code, words.lang)
    for office, here in words.offices.items():
        country = name.removesuffix(f" {office}")
        if country != name and (code := _codes_of_adjectives().get(country) or _codes().get(country)):
            return f"{here} ({country_name(code, words.lang)})"
    return name


def value(said: str, words: Frame) -> str:
    """Return one value of a contradiction: «≈ 3.5 hours», «20 June», «Russia → Ukraine», «not agreed»."""
    if said in words.values:
        return words.values[said]
    if (found := WHEN.fullmatch(said)) and (when := _when(found, words)):
        return when
    if found := QUANTITY.fullmatch(said):
        return _quantity(found, words)
    if said in english_weekdays():
        return words.conventions.weekday(english_weekdays().index(said))
    return f" {ACCUSES} ".join(named(each.strip(), words) for each in said.split(ACCUSES)).rstrip()


def question(note: str, words: Frame) -> str:
    """Return the values of a contradiction side by side: «10 / 12 / 8 envoys»."""
    return VERSIONS.join(value(each, words) for each in note.split(VERSIONS))


def explained(why: str, words: Frame) -> str:
    """Return why a sentence got its label: «agreement 0.99: «agreed», «deal»; reporter»."""
    label, *reasons = (words.form("labelling", each) for each in why.split("; "))
    said = f"{words.marks['semicolon']} ".join((label, *(_of_body(each, words) for each in reasons)))
    return PROBABILITY.sub(lambda found: words.conventions.share(float(found[0])), said)


def _of_body(reason: str, words: Frame) -> str:
    """Return «insisted Russia» with the name of the country in the language of the brief."""
    name = next((name for name in _codes() if reason.endswith(f" {name}")), "")
    return f"{reason.removesuffix(name)}{named(name, words)}" if name else reason


def _quantity(found: re.Match[str], words: Frame) -> str:
    number = Decimal(found["number"].replace(",", "")) * SCALES.get(found["scale"], 1)
    written = _measured(number, found, words)
    if found["low"]:
        written = f"{words.conventions.number(Decimal(found['low'].replace(',', '')))}–{written}"
    rate = (found["rate"] or "").strip()
    parts = ((found["sign"] or "").strip(), written, words.values.get(rate, rate), (found["rest"] or "").strip())
    return " ".join(part for part in parts if part)


def _measured(number: Decimal, found: re.Match[str], words: Frame) -> str:
    if found["scale"]:
        return words.conventions.large(number)
    if found["unit"]:
        return words.conventions.duration(number, found["unit"])
    written = words.conventions.number(number)
    return words.values["percent"].format(n=written) if found["percent"] else written


def _when(found: re.Match[str], words: Frame) -> str:
    """Return a date in words, '' for what looks like one and is none."""
    if found["month"] not in english_months():
        return ""
    day, month, year = int(found["day"] or 0), english_months().index(found["month"]) + 1, int(found["year"] or 0)
    if day > monthrange(year or LEAP_YEAR, month)[1]:
        return ""
    if day and year:
        return words.conventions.day(date(year, month, day))
    return words.conventions.day_of_year(day, month) if day else words.conventions.month(month, year)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in country_names().items()}


@cache
def _codes_of_adjectives() -> dict[str, str]:
    return {adjective: code for code, adjective in adjectives().items()}
