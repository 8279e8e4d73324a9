"""Files that list addresses: a line each, perhaps numbered or in pointed brackets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from briefing.masking import anonymous
from briefing.model import RawDocument, Rejection
from briefing.sources.files import read_file
from briefing.sources.labels import label
from briefing.values import is_address

LONGEST_LIST = 500  # addresses
_LONGEST_LINE = 100
_POINT = re.compile(r"(?:[-+*•‣–—]|[(\[]?\d{1,4}[.):\]]{1,2})\s+")
_POINTED = re.compile(r"<(?:URL:\s?)?([^<>]*)>[.,;]?")


class Listed(NamedTuple):
    """The addresses of a list, and what in it is none: both empty for what is no list."""

    addresses: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()


def listed(source: str) -> Listed:
    """Return what a text file lists that is named itself: most of its lines must be addresses."""
    path = Path(source)
    if path.suffix.lower() != ".txt" or not path.is_file():
        return Listed()
    raw = read_file(path, source)
    text = raw.content.decode("utf-8-sig", "replace") if isinstance(raw, RawDocument) else ""
    lines = [(number, _bare(line)) for number, line in enumerate(text.splitlines(), 1)]
    told = [(number, line) for number, line in lines if line and not line.startswith("#")]
    addresses = [line for _, line in told if is_address(line)]
    if len(addresses) * 2 <= len(told):
        return Listed()
    odd = [
        Rejection(label(source), f"line {number} is no address: {label(anonymous(line)[:_LONGEST_LINE])}")
        for number, line in told
        if not is_address(line)
    ]
    if more := len(addresses[LONGEST_LIST:]):
        odd.append(Rejection(label(source), f"lists more than {LONGEST_LIST} addresses: {more} were not asked for"))
    return Listed(tuple(addresses[:LONGEST_LIST]), tuple(odd))


def _bare(line: str) -> str:
    """Return a line without its number or bullet, and an address without the brackets around it."""
    found = _POINT.sub("", line.strip(), count=1) if _POINT.match(line.strip()) else line.strip()
    pointed = _POINTED.fullmatch(found)
    return pointed[1].strip() if pointed and is_address(pointed[1].strip()) else found
