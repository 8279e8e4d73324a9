"""Sentences in which a page speaks to its reader or of itself, in the ten languages."""

from __future__ import annotations

import re

_WEB = (
    r"\w*newsletters?|nieuwsbrief|e-?mails?|inbox|cookies?|javascript|browser|apps?|podcast|facebook|twitter",
    r"tweets?|whatsapp|instagram|telegram|youtube|(?:re)?captcha|robot|spam|log ?in|password|notifications?|click here",
    r"copyright|free articles|user agreement|privacy policy|terms of (?:use|service)|website",
    r"(?:un)?subscri\w+|\w*abonn\w+|suscri\w+|assin(?:e|ar|ante)\w*|подпи(?:ш|сыв)\w+|підпи(?:ш|сув)\w+",
)
_READER = (
    r"you(?:r|['’]ve)?|please|thank you|us|here|free|sign up|follow|visit|this site",
    r"je|jouw|uw|u|gratis|sie|ihre?n?|bitte|kostenlos|vous|votre|vos|gratuit\w*|su|sus|usted|tu|tua|tuo|você|seu",
    r"twój|twoje|ваш\w*|вам",
)
_ITSELF = (
    r"\bcontributed (?:to this|reporting)\b|\bviews expressed (?:in|here|are)\b",
    r"\bappears in print\b|\barchived? pages\b",
    r"\bthis (?:article|story|post|column|transcript|piece)\b.{0,60}\b(?:updated|published|amended)\b",
    r"\bthis (?:article|story|post|column|transcript)\b.{0,60}\b(?:corrected|edited|misstated|originally)\b",
    r"\bthis (?:article|story|post|column|translation)\b.{0,60}\b(?:produced|translated|sponsored)\b",
    r"\bdieser (?:artikel|beitrag|text)\b.{0,60}\b(?:aktualisiert|erschien|veröffentlicht|übersetzt|korrigiert)\b",
    r"\bdit (?:artikel|bericht|stuk)\b.{0,60}\b(?:bijgewerkt|verscheen|gepubliceerd|aangepast|vertaald)\b",
    r"\bcet article\b.{0,60}\b(?:publié|mis à jour|traduit|paru|corrigé)\b",
    r"\beste (?:artículo|texto|artigo)\b.{0,60}\b(?:publicado|publicó|actualizado|atualizado|traducido|traduzido)\b",
    r"\bquesto articolo\b.{0,60}\b(?:pubblicato|aggiornato|tradotto)\b",
    r"\bten (?:artykuł|tekst)\b.{0,60}\b(?:ukazał|opublikowan|zaktualizowan|przetłumaczon)",
    r"\bэт(?:а статья|от материал|от текст)\b.{0,60}\b(?:опублик|обновл|перев)",
    r"\b(?:earlier|previous|original|first) versions? of (?:(?:this|the|our) (?:article|story)|this post)\b",
    r"\b(?:frühere|vorherige|erste|ursprüngliche)[nr]? (?:version|fassung) d(?:es|ieses) (?:artikels|beitrags)\b",
    r"\b(?:eerdere|vorige|vroegere) versie van (?:het artikel|dit (?:artikel|bericht|stuk|verhaal))\b",
    r"\bversion (?:précédente|antérieure|initiale) de (?:l['’]article|cet article|ce texte)\b",
    r"\b(?:précédente|première) version de (?:l['’]article|cet article|ce texte)\b",
    r"\bversión (?:anterior|previa|inicial) d(?:el artículo|e est[ea] (?:artículo|texto|nota|noticia|información))\b",
    r"\bversão anterior d(?:a reportagem|est[ea] (?:artigo|texto|reportagem|notícia|matéria))\b",
    r"\bversione precedente (?:dell['’]articolo|di questo (?:articolo|testo))\b",
    r"\b(?:poprzedni|wcześniejsz|pierwotn)\w+ wersj\w+ (?:artykułu|tego (?:artykułu|tekstu|materiału))\b",
    r"\b(?:предыдущ|первоначальн|ранн|прежн)\w+ верси\w+ (?:этой |)(?:статьи|новости)\b",
    r"\b(?:попередн|первісн|ранн)\w+ версі\w+ (?:статті|новини|цієї (?:статті|новини)|цього (?:тексту|матеріалу))\b",
    r"\bц(?:я стаття|ей матеріал|ей текст)\b.{0,60}\b(?:опублік|оновл|перекл)",
)
_LABEL = (
    r"correction|clarification|editor['’]s note|berichtigung|anmerkung der redaktion|rectificatie|rectificatif",
    r"correctif|noot van de redactie|note de la rédaction|nota del editor|nota della redazione|nota da redação",
    r"od redakcji|от редакции|від редакції|sprostowanie|исправление|виправлення|уточнение|уточнення|errat(?:a|um)",
    r"corrections|corrigendum|korrektur|richtigstellung|correctie|rectification|corrección|fe de err(?:atas|ores)",
    r"correção|erramos|correzione|errata corrige|precisazione",
)
_ADDRESS = r"[\w.+-]{1,60}@[\w-]{1,60}\.\w"
_ON_THE_WEB = re.compile(rf"\b(?:{'|'.join(_WEB)})\b|https?://|www\.|©", re.IGNORECASE)
_TO_THE_READER = re.compile(rf"\b(?:{'|'.join(_READER)})\b", re.IGNORECASE)
_OF_ITSELF = re.compile(rf"{'|'.join(_ITSELF)}|\A(?:{'|'.join(_LABEL)})\s?:|{_ADDRESS}", re.IGNORECASE)


def addresses_reader(sentence: str, *, brief: bool) -> bool:
    """Tell whether a sentence has words of web pages and speaks to the reader, which a brief one need not do."""
    return _ON_THE_WEB.search(sentence) is not None and (brief or _TO_THE_READER.search(sentence) is not None)


def speaks_of_itself(sentence: str) -> bool:
    """Tell whether a sentence says how its text came about (who helped, what was corrected) or whom to write to."""
    return _OF_ITSELF.search(sentence) is not None
