"""News and picture agencies, and the credits that name them."""

from __future__ import annotations

import re
from functools import cache

_SPELLINGS = {
    "AFP": "AFP|Agence France-Presse|Agence France Presse|АФП",
    "AP": "AP|Associated Press|АП",
    "Reuters": "Reuters|Reuter|REUTERS|REUTER|Рейтер|РЕЙТЕР",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur|Deutsche Presse Agentur",
    "APA": "APA",
    "EFE": "EFE",
    "EP": "Europa Press|EUROPA PRESS",
    "ANP": "ANP|Algemeen Nederlands Persbureau",
    "Belga": "Belga|BELGA",
    "ANSA": "ANSA",
    "Adnkronos": "Adnkronos|ADNKRONOS",
    "Lusa": "Lusa|LUSA",
    "PAP": "PAP",
    "TASS": "TASS|Tass|ТАСС|ИТАР-ТАСС|ITAR-TASS",
    "RIA Novosti": "RIA Novosti|РИА Новости|РИА «Новости»",
    "Interfax": "Interfax|INTERFAX|Интерфакс|ИНТЕРФАКС|Інтерфакс-Україна",
    "Ukrinform": "Ukrinform|UKRINFORM|Укрінформ|УКРІНФОРМ",
    "UNIAN": "UNIAN|УНІАН|УНИАН",
    "Xinhua": "Xinhua|XINHUA",
    "Kyodo": "Kyodo|KYODO",
    "Yonhap": "Yonhap|YONHAP",
    "Anadolu": "Anadolu|ANADOLU",
    "PTI": "PTI",
    "UPI": "UPI",
    "Bloomberg": "Bloomberg|BLOOMBERG",
    "CNN": "CNN",
    "KNA": "KNA",
    "epd": "epd",
    "SDA": "Keystone-SDA|sda",
    "ATS": "Keystone-ATS|ats",
    "TT": "TT",
    "NTB": "NTB",
    "PA": "PA Media|Press Association",
    "EPA": "EPA|epa",
    "Getty": "Getty Images|Getty|GETTY",
    "Shutterstock": "Shutterstock",
    "Sputnik": "Sputnik|SPUTNIK",
    "IPS": "IPS",
    "Ritzau": "Ritzau|RITZAU",
    "ČTK": "ČTK|Česká tisková kancelář",
    "Agerpres": "Agerpres|AGERPRES",
    "Tanjug": "Tanjug|TANJUG|Танјуг|Танюг",
    "BelTA": "BelTA|БелТА|БЕЛТА",
    "IRNA": "IRNA",
    "WAFA": "WAFA",
    "KCNA": "KCNA",
    "KUNA": "KUNA",
    "Canadian Press": "Canadian Press|CANADIAN PRESS",
}
# What means other things too is an agency only where nothing but a credit stands.
_IN_CREDITS = {
    **dict.fromkeys(("PA", "PA news agency"), "PA"),
    **dict.fromkeys(("SPA", "Saudi Press Agency"), "SPA"),
    **dict.fromkeys(("QNA", "Qatar News Agency"), "QNA"),
    **dict.fromkeys(("MAP", "Maghreb Arabe Presse", "Maghreb Arab Press"), "MAP"),
    **dict.fromkeys(("APS", "Algérie Presse Service", "Algeria Press Service"), "APS"),
    **dict.fromkeys(("ANTARA", "Antara"), "Antara"),
    **dict.fromkeys(("HINA", "Hina"), "HINA"),
    **dict.fromkeys(("BELTA", "Belta"), "BelTA"),
    **{name: name for name in ("AAP", "BTA", "MTI", "SANA", "STT")},
    "CTK": "ČTK",
    "БТА": "BTA",
}
_BRACKETED = re.compile(r"\(([^()]{2,60})\)|(?<!\w)/\s?([^/]{2,40}?)\s?/(?!\w)")
_BETWEEN = re.compile(r"\s?[/|]\s?|,\s|\s(?:and|und|en|et|y|e|i|и|та|й|&)\s")
_SLASHED = re.compile(r"\s?[/|]\s?")
_NAMES = tuple(_SPELLINGS)
AGENCY = "(?:" + "|".join(_SPELLINGS.values()) + ")"
"""A regular expression for any agency's name; it takes 2 ms to compile wherever it stands, see ``may_name_agency``."""
_EVERY = tuple("|".join(_SPELLINGS.values()).split("|"))
_SMALL = frozenset(map(str.lower, _EVERY))
_WORD_END = re.compile(r"(?<=[\w»])(?!\w)")


def may_name_agency(text: str) -> bool:
    """Tell whether an agency's name can be in a text at all; most texts need no look with a regular expression."""
    return any(name in text for name in _EVERY)


def may_credit_agency(text: str) -> bool:
    """Tell whether an agency's name can be in a text at the end of a word, which «epa» in «separately» is not."""
    return may_name_agency(text) and any(text.endswith(_EVERY, 0, end.start()) for end in _WORD_END.finditer(text))


def starts_with_agency(text: str) -> bool:
    """Tell whether a text starts with an agency's name."""
    return text.startswith(_EVERY)


def ends_with_agency(text: str) -> bool:
    """Tell whether a text ends with an agency's name, or with a word that does."""
    return text.endswith(_EVERY)


def is_agency(word: str) -> bool:
    """Tell whether a word, in capitals or not, is an agency's name."""
    return word.lower() in _SMALL


def agency(name: str) -> str:
    """Return the agency that a whole name is a spelling of, «AFP» for «Agence France-Presse»; '' for any other name."""
    found = _named().fullmatch(name) if may_name_agency(name) else None
    return _NAMES[int(str(found.lastgroup)[1:])] if found else ""


def agencies(credit: str) -> tuple[str, ...]:
    """Return the agencies that a credit names, each once, in the order of the text."""
    if not may_name_agency(credit):
        return ()
    found = (_NAMES[int(str(match.lastgroup)[1:])] for match in _named().finditer(credit))
    return tuple(dict.fromkeys(found))


def credited(byline: str) -> tuple[str, ...]:
    """Return the names that stand in a byline or a dateline as an agency does: in brackets, behind a slash or alone."""
    bracketed = (inner for match in _BRACKETED.finditer(byline) for inner in _BETWEEN.split(match[1] or match[2]))
    slashed = _SLASHED.split(byline.strip(" .()[]"))
    return tuple(dict.fromkeys(name.strip() for name in (*slashed, *bracketed) if name.strip()))


def agency_in_credit(name: str) -> str:
    """Return the agency that a whole name stands for in a credit, where «PA» is no state; '' for any other name."""
    return _IN_CREDITS.get(name, "") or agency(name)


def agencies_alone(byline: str) -> tuple[str, ...]:
    """Return the agencies that stand in a byline in brackets, behind a slash or alone, ambiguous names too."""
    return tuple(dict.fromkeys(filter(None, map(agency_in_credit, credited(byline)))))


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(f"(?P<a{place}>{spelling})" for place, spelling in enumerate(_SPELLINGS.values()))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
