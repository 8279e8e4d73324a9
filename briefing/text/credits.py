"""What a document says of itself: its title, its publisher, the agencies it draws on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import takewhile

from briefing.model import Kind
from briefing.text.agencies import agencies, agencies_alone, is_agency
from briefing.text.lexicon import lexicon
from briefing.text.quantities import published_date
from briefing.text.rows import Row

_CREDITS = (Kind.BYLINE, Kind.CAPTION, Kind.BOILERPLATE)
_PIECES = re.compile(r"[;|]|[.,]\s+(?=[^\W\d_]+\s?:)")
_NAMES = re.compile(r"[/,()]")
_WORD = re.compile(r"[^\W\d_]{2,}|\b[^\W\d_]\b")
_PARTS = re.compile(r" [|–—-] ")
_NAME_END = re.compile(r" [|»] |, ")
_ARTICLE = re.compile(r"\A(?:The|De|Het|Der|Die|Das|Le|La|Les|El|Il|O|A)\s|\AL’")
_NO_NAME = re.compile(r"[–—:/?!]")
_TITLE_WORDS = 5
_SHORTEST = 5
_NAME_WORDS = 5
_PRESS = re.compile(
    r"(?:\b(?:post|times|news|herald|tribune|gazette|journal|chronicle|observer|guardian|daily|agency|wire|press|mirror"
    r"|standard|independent|desk|review|welt|spiegel|presse|bote|monde|figaro|libération|écho|echo|dépêche|país|mundo"
    r"|diario|periódico|noticias|stampa|corriere|giornale|repubblica|jornal|diário|notícias|folha|correio|gazeta"
    r"|dziennik|rzeczpospolita|wiadomości|trouw|parool|nrc|krant|новости|известия|газета|вестник|ведомости|правда"
    r"|вісті|новини|дзеркало)\b|telegra[pf]|zeitung|kurier|koerier|courier|anzeiger|blatt|blad\b|rundschau|nachrichten"
    r"|courant|nieuws|krant\b|journaal)",
    re.IGNORECASE,
)
# Words of papers' names that head other lines too: they count on the first line above a title and a byline only.
_PRESS_THERE = re.compile(
    r"(?:\b(?:sentinel|ledger|examiner|inquirer|bulletin|dispatch|register|advertiser|beacon|mail|globe|argus|voice"
    r"|morgenpost|stimme|merkur|matin|soir|courrier|voix|progrès|correo|heraldo|vanguardia|voz|prensa|gaceta|progreso"
    r"|mattino|messaggero|gazzetta|voce|correio|voz|stem|głos|goniec|голос|вечір|вечер|курьер|кур['’]єр|вісник)\b"
    r"|(?:bote|bode|wächter)\b)",
    re.IGNORECASE,
)


def title(rows: Sequence[Row], text: str, marked: str) -> str:
    """Return the headline: what the markup says, else the first heading of five words above the prose, else any."""
    if marked:
        return marked
    above = [line for kind, line in _top(rows, text) if kind is Kind.HEADING and not _is_code(line)]
    first = _first_name(rows, text)
    above = [line for line in above if line != first and not _is_masthead(line)] or above
    chosen = next((line for line in above if len(_WORD.findall(line)) >= _TITLE_WORDS), max(above, key=len, default=""))
    return chosen.removesuffix(_suffix(chosen)).rstrip(" |–—-")


def publisher(rows: Sequence[Row], text: str, marked: str, headline: str) -> str:
    """Return who published a text: what the markup says, the masthead above the headline, or the headline's ending.

    A masthead counts only if it sounds like a paper or is named again outside the article; words that are not papers'
    alone are enough on a first line above title and byline.  '' where nothing is clear.
    """
    if marked:
        return marked
    others = [text[row.start : row.end] for row in rows if row.kind is not Kind.PROSE]
    others = [line for line in others if not headline or headline not in line]
    for kind, line in _top(rows, text):
        name = _NAME_END.split(line, maxsplit=1)[0]
        sounds = kind is not Kind.BYLINE and _is_masthead(name)
        if not headline.startswith(name) and (sounds or (_is_name(name) and _named_again(name, others))):
            return name
    return next((name for _, line in _top(rows, text) if (name := _suffix(line))), "") or _first_name(rows, text)


def published(rows: Sequence[Row], text: str, lang: str) -> date | None:
    """Return the date that bylines, datelines and the furniture around the article give, None for none."""
    around = (text[row.start : row.end] for row in rows if row.kind is not Kind.PROSE)
    return published_date("\n".join(" ".join(line.split()) for line in around), lang)


def agencies_of(rows: Sequence[Row], text: str, lang: str) -> tuple[str, ...]:
    """Return the agencies that the credits of the text itself name, in its order, without those of pictures."""
    lines = ((row.kind, text[row.start : row.end]) for row in rows if row.kind in _CREDITS)
    return tuple(dict.fromkeys(name for kind, line in lines for name in _credited(kind, line, lang)))


def _credited(kind: Kind, line: str, lang: str) -> Iterator[str]:
    """Yield the agencies in the pieces of a line that speak of no picture; a legend counts if it names nothing else."""
    if agencies(line) and (kind is not Kind.CAPTION or _only_agencies(line)):
        for piece in _PIECES.split(line):
            if not _picture(lang).search(piece):
                yield from agencies(piece)
    if kind is Kind.BYLINE and not _picture(lang).search(line):
        yield from agencies_alone(line)


def _only_agencies(line: str) -> bool:
    return all(is_agency(name) for name in map(str.strip, _NAMES.split(line)) if name)


@cache
def _picture(lang: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(lexicon(lang).pictures | lexicon("en").pictures)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _top(rows: Sequence[Row], text: str) -> list[tuple[Kind, str]]:
    """Return kind and text of the rows above the prose, legends left out."""
    above = takewhile(lambda row: row.kind is not Kind.PROSE, rows)
    return [(row.kind, " ".join(text[row.start : row.end].split())) for row in above if row.kind is not Kind.CAPTION]


def _is_code(line: str) -> bool:
    """Tell a wire's slug («LNA0417 4 pol 348 WORLD-SUMMIT») from a headline."""
    tokens = line.split()
    return sum(any(map(str.isdigit, token)) for token in tokens) * 2 >= len(tokens) > 1


def _suffix(line: str) -> str:
    """Return the name behind the last bar or dash of a headline, if it is one."""
    parts = _PARTS.split(line)
    if len(parts) < 2 or not _is_name(parts[-1]) or len(parts[0].split()) < _TITLE_WORDS:
        return ""
    return parts[-1] if " | " in line or _PRESS.search(parts[-1]) else ""


def _is_masthead(line: str) -> bool:
    return _is_name(line) and _PRESS.search(line) is not None


def _is_name(line: str) -> bool:
    """Tell whether a line looks like the name of a paper: two to five words or parts, most with a capital."""
    words = re.split(r"[\s’-]+", line)
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    fits = 1 < len(words) <= _NAME_WORDS and capitals * 2 >= len(words)
    return fits and line[0].isupper() and not _NO_NAME.search(line)


def _first_name(rows: Sequence[Row], text: str) -> str:
    """Return the paper's name on the first line, above a longer title and who wrote it or where; '' for none."""
    top = _top(rows, text)
    if not top or top[0][0] is not Kind.HEADING or not _is_name(top[0][1]):
        return ""
    name, below = top[0][1], [kind for kind, _ in top[1:]]
    titled = below[:1] == [Kind.HEADING] and len(top[1][1].split()) >= max(_TITLE_WORDS, len(name.split()) + 1)
    sounds = _PRESS_THERE.search(name) or any(_owns(name, text[row.start : row.end]) for row in rows)
    return name if titled and Kind.BYLINE in below and sounds else ""


def _owns(name: str, line: str) -> bool:
    return "©" in line and name in line


def _named_again(name: str, others: Sequence[str]) -> bool:
    core = _ARTICLE.sub("", name)
    return len(core) > _SHORTEST and sum(core in line for line in others) > 1
