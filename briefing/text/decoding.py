"""Bytes to text: byte order mark, UTF-8, what the page declares, then the likeliest legacy encoding."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from briefing.model import RawDocument, Rejection

# The mark of UTF-32 begins as that of UTF-16 does.
WIDE_MARKS = (
    *((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
    *((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), *WIDE_MARKS)
_UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}  # bytes
_DECLARED = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,30})""", re.IGNORECASE)
_PERMITTED = re.compile(r"utf-8|cp125\d|cp874|cp932|cp949|iso8859-\d{1,2}|koi8-[ru]|euc_jp|big5hkscs|gb18030")
# The supersets that browsers read: pages that declare the older sets have characters of the newer ones.
_SUPERSETS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_LABELS = {
    "windows-874": "cp874",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "utf8": "utf-8",
    "iso-8859-8-i": "iso8859-8",
}
_BROKEN = 20
_LEGACY = ("windows-1252", "windows-1250", "iso-8859-2", "windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "iso-8859-1")
_SAMPLE = 20_000

_WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœß"
_POLISH = "ąćęłńóśźż"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґ"
_CYRILLIC_CODES = ("windows-1251", "koi8-r", "koi8-u", "iso-8859-5")
_LETTERS = {
    **dict.fromkeys(("windows-1252", "iso-8859-1"), frozenset(_WESTERN + _WESTERN.upper())),
    **dict.fromkeys(("windows-1250", "iso-8859-2"), frozenset(_POLISH + _POLISH.upper() + "äöüßéÄÖÜÉ")),
    **dict.fromkeys(_CYRILLIC_CODES, frozenset(_CYRILLIC + _CYRILLIC.upper())),
}
_MARKS_OF_PROSE = frozenset("“”„‘’‚«»–—…€§°©®•№·¡¿\xa0")
_FREQUENT = frozenset("оеаинтсрвл")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A document's text, the encoding it was read in, and a remark where that was not plain UTF-8."""

    text: str
    encoding: str
    remark: str = ""


def decode(raw: RawDocument) -> Decoded | Rejection:
    """Return the text of a document, newlines and blanks untouched, or why there is none.

    The order follows the WHATWG encoding standard (mark, declaration, guess), but UTF-8 that holds throughout wins
    over a declaration; UTF-7 and the like are never read.
    """
    if not raw.content.strip():
        return Rejection(raw.location, "empty file")
    decoded = _with_mark(raw.content) or _as_utf8(raw.content) or _as_declared(raw.content) or _as_legacy(raw.content)
    if _is_binary(raw.content, decoded):
        return Rejection(raw.location, "binary file, not text")
    if decoded is None:
        return Rejection(raw.location, "undecodable: no known encoding fits its bytes")
    return decoded if decoded.text.strip() else Rejection(raw.location, "empty file")


def decoded_as(label: str, content: bytes) -> str | None:
    """Return a text in the encoding of that label, None where it is not permitted, as UTF-7, or does not fit."""
    encoding = _known(label)
    return _strictly(content, encoding) if encoding else None


def marked(content: bytes, label: str) -> bytes:
    """Return a text in UTF-8 with its mark where only a server's label tells how it is read, else its bytes.

    As HTML has it, a mark goes before the label and the label before what the page declares; UTF-8 that holds
    throughout goes before both.
    """
    if not _known(label) or content.startswith(tuple(mark for mark, _ in _MARKS)) or _as_utf8(content):
        return content
    told, alone = _as_said(content, label), _as_declared(content) or _as_legacy(content)
    if told is None or (alone and alone.text == told.text):
        return content
    return codecs.BOM_UTF8 + told.text.encode()


def _with_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as_marked(content[len(mark) :], encoding)
    return None


def _as_marked(content: bytes, encoding: str) -> Decoded | None:
    """Return a text in the encoding of its mark; one that was cut off within a character lacks that."""
    name = encoding.removesuffix("-le").removesuffix("-be")
    cut = len(content) % _UNITS[name]
    text = _strictly(content[: len(content) - cut], encoding)
    remark = "" if name == "utf-8" else f"decoded as {name}, some bytes unread" if cut else f"decoded as {name}"
    return None if text is None else Decoded(text, encoding, remark)


def _as_utf8(content: bytes) -> Decoded | None:
    text = _strictly(content, "utf-8")
    return None if text is None else Decoded(text, "utf-8")


def _as_declared(content: bytes) -> Decoded | None:
    found = _DECLARED.search(content, 0, 4096)
    return _as_said(content, found[1].decode("ascii", "replace") if found else "")


def _as_said(content: bytes, label: str) -> Decoded | None:
    text = decoded_as(label, content)
    if text is not None:
        return Decoded(text, _known(label), f"decoded as {_known(label)}, as the page declares")
    # A page declares what a few of its bytes are not: a character cut in two, a name from elsewhere.
    encodings = dict.fromkeys(encoding for encoding in ("utf-8", _known(label)) if encoding)
    return next((read for encoding in encodings if (read := _mostly(content, encoding))), None)


def _mostly(content: bytes, encoding: str) -> Decoded | None:
    """Return a text of which one foreign character in twenty, or fewer, is no character of an encoding."""
    text = content.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    foreign = sum(not letter.isascii() for letter in text)
    return Decoded(text, encoding, f"decoded as {encoding}, some bytes unread") if broken * _BROKEN <= foreign else None


def _known(label: str) -> str:
    """Return the name of a permitted encoding, '' for any other; an older set is read as its superset."""
    try:
        name = codecs.lookup(_LABELS.get(label.lower(), label)).name
    except (LookupError, ValueError):  # a NUL in it
        return ""
    name = _SUPERSETS.get(name, name)
    return re.sub(r"^cp(?=125)", "windows-", name) if _PERMITTED.fullmatch(name) else ""


def _as_legacy(content: bytes) -> Decoded | None:
    readings = [(text, encoding) for encoding in _LEGACY if (text := _strictly(content, encoding)) is not None]
    if not readings:
        return None
    text, encoding = max(readings, key=lambda reading: _plausibility(*reading))
    return Decoded(text, encoding, f"decoded as {encoding}")


def _plausibility(text: str, encoding: str) -> float:
    """Score a reading by whether its characters beyond ASCII look like letters and marks of prose."""
    letters, sample = _LETTERS[encoding], text[:_SAMPLE]
    weight = _cyrillic_weight if encoding in _CYRILLIC_CODES else _latin_weight
    return sum(
        weight(found[0], sample[found.start() - 1 : found.start()], sample[found.end() : found.end() + 1])
        if found[0] in letters
        else _mark_weight(found[0], sample[found.start() - 1 : found.start()], sample[found.end() : found.end() + 1])
        for found in _FOREIGN.finditer(sample)
    )


def _cyrillic_weight(letter: str, before: str, after: str) -> float:
    """Weigh a Cyrillic letter: it does not stand in Latin words, and capitals do not follow small letters."""
    if _is_ascii_letter(before) or _is_ascii_letter(after) or (letter.isupper() and before.islower()):
        return -1.0
    return 1.5 if letter.lower() in _FREQUENT else 1.0


def _latin_weight(letter: str, before: str, after: str) -> float:
    """Weigh an accented Latin letter: it seldom stands between two others, never as a capital after a small one."""
    crowded = before.isalpha() and after.isalpha() and not before.isascii() and not after.isascii()
    return -1.0 if crowded or (letter.isupper() and before.islower()) else 1.0


def _mark_weight(mark: str, before: str, after: str) -> float:
    if mark in _MARKS_OF_PROSE:
        return -1.0 if mark != "’" and before.isalpha() and after.isalpha() else 0.5
    return -2.0 if mark.isspace() or not mark.isprintable() else -1.0


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(content: bytes, decoded: Decoded | None) -> bool:
    """Tell whether NUL or more than one control character in two hundred shows that this is no text."""
    if decoded is None:
        return b"\0" in content
    if "\0" in decoded.text:
        return True
    return len(_CONTROL.findall(decoded.text)) * 200 > len(decoded.text)
