"""What stands at the head of a brief: its title and the bottom line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.analysis.corroboration import Likeness
from briefing.analysis.issues import MANNER, issues, weights
from briefing.analysis.quotability import garbled, leans
from briefing.analysis.topics import Key, key
from briefing.model import Assessment, Document, Sentence, Status, Topic
from briefing.text.speech import CAPITAL_NOUNS
from briefing.text.terms import terms, tokens

SHORTEST_TITLE, LONGEST_TITLE = 3, 110
MATTERS = 3
# Imprimerie nationale: a colon stands apart from the word before, on its line.
COLONS = {"fr": "\u202f:"}
LEAD_LINES = 3
# A news report says first what matters most.
LEADING = (0.2, 0.1, 0.0)
SHORTEST_LINE, BOTTOM_LINE_WORDS = 14, 60
MOST_LINES = 2
SAME_LINE = 0.3
MANNERS = {"outcome": 0.3, "format": -0.15, "history": -0.3}
OWN_LANGUAGE, PARTY, STATUS = 0.6, 0.08, 0.1
# What says neither what came of the talks nor where anybody stands sums up nothing.
UNSETTLED = 0.5
_LOOSE_END = re.compile(r"[\s–—|:·-]+$")
_QUOTED = re.compile(r"^[\"'“‘«„]")
# By language: «i» is «the» in Italian, and «EU» is no Portuguese «I».
_FIRST_PERSONS = {
    "de": "ich wir", "en": "i we", "es": "yo nosotros", "fr": "je nous", "it": "io noi", "nl": "ik wij we",
    "pl": "ja my", "pt": "eu nós", "ru": "я мы", "uk": "я ми",
}  # fmt: skip


def composed_title(sides: Sequence[str], topics: Sequence[Topic], lang: str) -> str:
    """Return «Ardant – Belen: fisheries, borders», the two main sides and the main matters; '' without either."""
    matters = [topic.title for topic in topics if topic.id not in MANNER][:MATTERS]
    if not sides or not matters:
        return ""
    usual = {*issues(lang).titles.values()}
    if lang not in CAPITAL_NOUNS:
        matters = [_in_running_text(matter) if matter in usual else matter for matter in matters]
    return f"{' – '.join(sorted(sides[:2], key=str.casefold))}{COLONS.get(lang, ':')} {', '.join(matters)}"


def _in_running_text(title: str) -> str:
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def title_of(documents: Sequence[Document], lang: str) -> tuple[str, str]:
    """Return the headline that shares most with all documents and its language, preferably in ``lang``; ('', '')."""
    frequency = Counter(term for document in documents for term in {*_title_terms(document)})
    headlines = [(_LOOSE_END.sub("", document.title), document) for document in documents if document.title]
    fit = [pair for pair in headlines if len(pair[0].split()) >= SHORTEST_TITLE and len(pair[0]) <= LONGEST_TITLE]
    plain = [pair for pair in fit if not _is_somebodys(pair[0], pair[1].lang)] or fit

    def worth(pair: tuple[str, Document]) -> tuple[bool, float, int, str]:
        text, document = pair
        shared = sum(frequency[term] - 1 for term in {*terms(text, document.lang)})
        return document.lang != lang, -shared / (4 + len(text.split())), int(document.id[1:]), text

    best = min(plain, key=worth, default=None)
    return (best[0], best[1].lang) if best else ("", "")


def _is_somebodys(headline: str, lang: str) -> bool:
    """Say whether a headline is a quotation or speaks in the first person."""
    persons = _FIRST_PERSONS.get(lang, "").split()
    return bool(_QUOTED.search(headline)) or any(word.lower() in persons for word in tokens(headline))


def _title_terms(document: Document) -> Iterable[str]:
    lead = " ".join(sentence.text for sentence in document.sentences[: LEAD_LINES * 3])
    return terms(f"{document.title} {lead}", document.lang)


def bottom_line(
    assessments: Sequence[Assessment], like: Likeness, usable: frozenset[Key], neutral: frozenset[str], lang: str
) -> tuple[Assessment, ...]:
    """Return the one or two lead sentences that sum up most of what is reported, 60 words at most in all.

    Before all comes an agreement that the reporter, both sides or one of the ``neutral``, who host or mediate, tells;
    what one side claims is taken only where nothing else is.
    """
    leads = [one for one, _ in _leads(assessments) if key(one.sentence) in usable and _stands(one.sentence)]
    leads = [one for one in leads if not one_sided(one, neutral)] or leads
    weight = _weights(assessments, leads, like, lang)
    chosen: list[Assessment] = []
    for one in sorted(leads, key=lambda one: (not _agreed(one, neutral), *weight(one))):
        length = sum(len(each.sentence.text.split()) for each in (*chosen, one))
        apart = all(
            like.between(one.sentence, each.sentence) < SAME_LINE and one.topic != each.topic for each in chosen
        )
        if length <= BOTTOM_LINE_WORDS and apart and len(chosen) < MOST_LINES:
            chosen.append(one)
    return tuple(chosen)


def _weights(
    assessments: Sequence[Assessment], leads: Sequence[Assessment], like: Likeness, lang: str
) -> Callable[[Assessment], tuple[float, int, int]]:
    """Return how leads are ordered.

    Sentences in ``lang`` are preferred, since the line must be understood before any other; less so where under a third
    of the leads are in it: one document of five does not speak for all.
    """
    places = {key(one.sentence): place for one, place in _leads(assessments)}
    near = _nearness(assessments, like)
    share = sum(one.sentence.lang == lang for one in leads) / max(1, len(leads))
    own = OWN_LANGUAGE * min(1, 3 * share)
    names = Counter(name for one in assessments for name in one.speakers)
    main = [name.split()[-1] for name, _ in names.most_common(2)]

    def weight(one: Assessment) -> tuple[float, int, int]:
        spoken_of = weights(one.sentence.text, one.sentence.lang)
        worth = near[key(one.sentence)] + sum(bonus for issue, bonus in MANNERS.items() if issue in spoken_of)
        worth += LEADING[places[key(one.sentence)]] - UNSETTLED * (not (one.status or "outcome" in spoken_of))
        worth += own * (one.sentence.lang == lang) + PARTY * sum(name in one.sentence.text for name in main)
        return -worth - STATUS * (one.score if one.status else 0), int(one.sentence.document[1:]), one.sentence.number

    return weight


def one_sided(one: Assessment, neutral: frozenset[str]) -> bool:
    """Say whether a sentence tells what one party alone claims, and not what the reporter, both or a mediator tell."""
    return len(one.speakers) == 1 and neutral.isdisjoint(one.speakers)


def _agreed(one: Assessment, neutral: frozenset[str]) -> bool:
    return one.status is Status.AGREEMENT and not one_sided(one, neutral)


def _stands(sentence: Sentence) -> bool:
    """Say whether a sentence can speak for all: it leans on nothing, is whole and not somebody's own words."""
    return not (leans(sentence) or garbled(sentence) or _QUOTED.search(sentence.text))


def _leads(assessments: Sequence[Assessment]) -> Iterable[tuple[Assessment, int]]:
    """Yield the sentences that open a document and are of a fit length, each with its place from 0."""
    seen: Counter[str] = Counter()
    for one in assessments:
        seen[one.sentence.document] += 1
        length = len(one.sentence.text.split())
        if seen[one.sentence.document] <= LEAD_LINES and SHORTEST_LINE <= length <= BOTTOM_LINE_WORDS:
            yield one, seen[one.sentence.document] - 1


def _nearness(assessments: Sequence[Assessment], like: Likeness) -> Mapping[Key, float]:
    """Return each sentence's mean likeness to the sentences of status in the corpus."""
    told = [like.place[key(one.sentence)] for one in assessments if one.status]
    if not told:
        return dict.fromkeys(like.place, 0.0)
    centre = like.units[told].mean(0)
    return {at: float(like.units[row] @ centre) for at, row in like.place.items()}
