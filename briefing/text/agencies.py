"""News and picture agencies, and the credits that name them."""

from __future__ import annotations

import re

_SPELLINGS = {
    "AFP": "AFP|Agence France[- ]Presse|АФП",
    "AP": "AP|Associated Press|АП",
    "Reuters": "Reuters?|REUTERS?|Рейтер|РЕЙТЕР",
    "dpa": "dpa|DPA|Deutsche Presse[- ]Agentur",
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
}
_NAMED = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<a{place}>{spelling})" for place, spelling in enumerate(_SPELLINGS.values()))
    + r")(?![\w-])"
)  # fmt: skip
_NAMES = tuple(_SPELLINGS)
AGENCY = "(?:" + "|".join(_SPELLINGS.values()) + ")"
"""A regular expression for any agency's name."""


def agencies(credit: str) -> tuple[str, ...]:
    """Return the agencies that a credit names, each once, in the order of the text."""
    found = (_NAMES[int(str(match.lastgroup)[1:])] for match in _NAMED.finditer(credit))
    return tuple(dict.fromkeys(found))
