"""What a file says of its own title and day, where that can be believed."""

from __future__ import annotations

import re
from datetime import date

from briefing.text.language import detect
from briefing.text.lexicon import LANGUAGES
from briefing.text.quantities import quantities

_HEAD = 20_000
_WITHOUT_SPACE = re.compile(r"\S+")
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|office)\b.*|.*\.(?:docx?|pdf|rtf|odt|indd|qxd|html?|txt)|"
    r"\(?(?:untitled|unspecified|anonymous|unknown|unbenannt|sans titre|sin título|senza titolo|naamloos)\)?\s*\d*|"
    r"(?:document|dokument|documento|presentation)\s*\d*",
    re.IGNORECASE,
)


def headline(title: str) -> str:
    """Return a title, '' for what a program put there: the name of a file, «Microsoft Word - talks»."""
    words = " ".join(title.split())
    return "" if _NO_TITLE.fullmatch(words) or _WITHOUT_SPACE.fullmatch(words) else words


def day_told(stamp: str, text: str) -> date | None:
    """Return the day of a time stamp («D:20210616…», «2021-06-16T…») where the text names that day too.

    A file is often made long after what it says: when it was printed, scanned or copied.
    """
    digits = "".join(filter(str.isdigit, stamp[:12]))[:8]
    try:
        day = date.fromisoformat(digits)
    except ValueError:
        return None
    if str(day.year) not in text[:_HEAD]:
        return None
    lang = detect(text)
    told = quantities(text[:_HEAD], lang) if lang in LANGUAGES else ()
    return day if any(each.day == (day.year, day.month, day.day) for each in told) else None
