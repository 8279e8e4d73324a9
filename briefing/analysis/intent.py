"""Words that say that a value is not a fact: it is planned, expected, demanded, offered, or counted from another event.

A demand of ten years and a treaty of five do not contradict each other, nor does a plan its outcome.
"""

from __future__ import annotations

import re
from functools import cache

# Beginnings of words; a full stop at the end stands for the end of the word.
_WISHED = {
    "de": """plan geplant erwart vorgesehen vorgeschlagen vorschlag vorschläg forder gefordert verlang will. wollen.
        wollte soll hoff könnte würde biete bietet bot. angebot ursprünglich""",
    "en": """plan. plans. planned planning expect schedul anticipat foresee foreseen intend propos hope. hopes. hoped
        hoping demand want offer seek. seeks. sought asked asks asking would could might should if. initially""",
    "es": """prev esper propon propus propuest exig pide pidi pedía quier quería quiso ofrec podría reclam plane
        inicialmente""",
    "fr": """prév attend envisag propos demand exig souhait espér espèr voul veut veulent offr offert pourr devrai
        réclam initialement""",
    "it": """previst preved attes propo chied chiest pretend vuol vogli voleva volle offr offert potrebb dovrebb sper
        inizialmente""",
    "nl": """plan gepland verwacht voorzien beoog voorgesteld voorstel wil. willen. wilde wou. eis geëist vraagt vroeg
        hoop hopen. zou. zouden. aanbod bood. bied aanvankelijk""",
    "pl": """planow oczekiw spodziewa propon zapropon propozyc żąda chc przewid oferow ofert mógłby mogłoby mogłyby
        domaga początkowo""",
    "pt": """previst prevê prever esper propo propost exig pede. pedem. pediu pedia quer. querem. queria oferec poderia
        inicialmente""",
    "ru": """планир запланир ожида предлага предлож требу требова хоте хоти хоч намер намеч предполаг надея надеет
        первоначально""",
    "uk": """планува плану заплан очіку пропон запропон вимага хоч хоті намір передбач сподіва спочатку""",
}
# Of these, those that tell what has been settled to be done: «soll», «should».
_DUE = {"de": "soll wollen.", "en": "should", "fr": "devrai", "it": "dovrebb"}
_REPORTED = re.compile(r"(\b(?:said|told|announced|confirmed|agreed|added)\b[^.;]{0,200}?)\bwould\b", re.IGNORECASE)
_COUNTED_BEFORE = {
    "de": "vor seit nach ab", "en": "since within", "es": "hace desde", "fr": "depuis a", "it": "da fra",
    "nl": "sinds", "pl": "od przed po", "pt": "há desde", "ru": "через за", "uk": "через за",
}  # fmt: skip
_COUNTED_AFTER = {
    "de": "nach vor später zuvor danach", "en": "ago after before later earlier since old into", "es": "después antes",
    "fr": "après avant plus auparavant", "it": "fa dopo prima", "nl": "geleden na later eerder voor nadat voordat",
    "pl": "temu po później wcześniej przed", "pt": "depois após antes atrás", "ru": "назад после спустя до",
    "uk": "тому після потому до",
}  # fmt: skip


def wished(text: str, lang: str) -> bool:
    """Tell whether a text says that its values are planned, expected, demanded or offered.

    «Said that it would» is «will» in reported speech, and no wish.
    """
    return bool(_wished(lang).search(_plain(text, lang)))


def due(text: str, lang: str) -> bool:
    """Tell whether a text says of its values only that they are to be, and not that somebody wishes them."""
    return wished(text, lang) and not _wished(lang, _DUE.get(lang, "")).search(_plain(text, lang))


def _plain(text: str, lang: str) -> str:
    return _REPORTED.sub(r"\1", text) if lang == "en" else text


def counted_from(before: str, after: str, lang: str) -> bool:
    """Tell whether a duration is counted from another event, by the words before and after it («ago», «later»)."""
    return (
        before.lower() in _COUNTED_BEFORE.get(lang, "").split() or after.lower() in _COUNTED_AFTER.get(lang, "").split()
    )


@cache
def _wished(lang: str, without: str = "") -> re.Pattern[str]:
    listed = (word for word in _WISHED.get(lang, _WISHED["en"]).split() if word not in without.split())
    words = (re.escape(word).replace(r"\.", r"\b") for word in listed)
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
