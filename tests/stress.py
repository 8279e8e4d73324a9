"""Hand-made briefs of a size and of words that try the layout: many of everything, no blanks, every script."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

from fakes import QUOTATIONS, rich

from briefing.model import (
    Brief,
    Claim,
    Dated,
    Discrepancy,
    Finding,
    Profile,
    Report,
    SourceEntry,
    Span,
    Status,
    Topic,
    Translation,
)

LONG_SENTENCE = "The delegations went through the draft clause by clause, " * 36 + "and signed nothing."
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 9
ADDRESS = "https://meridian.example/" + "archive-of-the-talks" * 15
PILE = "A stack of accents: e" + "\u0301\u0302\u0303" * 10 + " and o" + "\u0323" * 30 + " on two letters."
EMOJI = "The mayor wrote “Peace 🕊️ at last 🎉👩‍🚀🇳🇱”, then deleted it."
TITLE = "Ninth round of talks on the strait, the corridor and the prisoners, with annexes and protocols. " * 6


def quoted(number: int, text: str, lang: str = "en") -> Span:
    """Return a quotation of one of 120 documents."""
    return Span(f"D{number % 120 + 1}", 0, len(text), text, lang, number + 1)


def _sources(name: str) -> tuple[SourceEntry, ...]:
    entry = rich().documents[0]
    return tuple(
        replace(
            entry, id=f"D{number}", title=f"{number} {name}", publisher=name, path=f"{name}{number}.txt", url=ADDRESS
        )
        for number in range(1, 121)
    )


def _topics(*titles: str) -> tuple[Topic, ...]:
    return tuple(Topic(f"t{number}", title) for number, title in enumerate(titles))


def _findings(spans: tuple[Span, ...], speakers: tuple[str, ...], topics: int) -> tuple[Finding, ...]:
    statuses, tags = cycle(Status), cycle([("new", "contested"), ("changed",), ()])
    return tuple(
        Finding(
            number + 1, next(statuses), f"t{number % topics}", span, speakers[number % len(speakers) :][:1], 0.5, "",
            spans[number + 1 : number + number % 9], 1 + number % 9, 1 + number % 4, span.text[:28], next(tags),
        )
        for number, span in enumerate(spans)
    )  # fmt: skip


def _filled(base: Brief, spans: tuple[Span, ...]) -> Brief:
    """Return a brief with some of its quotations everywhere else that a page has some."""
    names = tuple(dict.fromkeys(name for each in base.findings for name in each.speakers))
    few = spans[:20]
    return replace(
        base,
        bottom_line=few[:2],
        discrepancies=tuple(
            Discrepancy(number, "number", f"t{number}", "", tuple(
                Claim(span, span.text[:40], names[:1]) for span in few[number : number + 4]))
            for number in range(8)
        ),
        reports=tuple(Report(f"t{number}", span, names[-1:]) for number, span in enumerate(few[:8])),
        timeline=tuple(Dated(base.as_of, span, span.text[:9]) for span in few[:9]),
        people=tuple(Profile(name, few[at % 20], few[at % 9 :][:5]) for at, name in enumerate(names)),
        translations=tuple(
            Translation(span.text, span.lang, LONG_WORD, "some-engine") for span in few[::3] if span.lang != base.lang
        ),
    )  # fmt: skip


def crowded(findings: int = 300) -> Brief:
    """Return a brief of so many findings, 80 topics, 60 speakers and 120 sources with long names, and a long title."""
    lines = [finding.span.text for finding in rich().findings] + [LONG_SENTENCE, LONG_WORD, f"See {ADDRESS} for all."]
    spans = tuple(quoted(number, text) for number, text in enumerate(islice(cycle(lines), findings)))
    speakers = tuple(f"Deputy Assistant Secretary Number {number} of Norland" for number in range(60))
    topics = _topics(*(f"Article {number} on the passage of vessels through the strait" for number in range(80)))
    base = replace(
        rich(), title=TITLE, documents=_sources("The Long Gazette of the Northern Islands, " * 4), topics=topics
    )
    return _filled(replace(base, findings=_findings(spans, speakers, 80)), spans)


def unbroken() -> Brief:
    """Return a brief without a blank in any word that comes from outside, as two parties face each other."""
    texts = [*(letter * 300 for letter in "wmil"), f"Signed: {'.' * 300} (name)", LONG_WORD, ADDRESS, "W" * 2000]
    spans = tuple(quoted(number, text) for number, text in enumerate(islice(cycle(texts), 24)))
    parties = ("Norlandundavariavereinigung" * 8, "WWWWWWWWWW" * 9)
    base = replace(
        rich(),
        title="Verhandlungsrunde" * 30,
        parties=parties,
        documents=_sources(LONG_WORD),
        topics=_topics(*(text[:90] for text in texts)),
    )
    return _filled(replace(base, findings=_findings(spans, parties, 8)), spans)


def scripts() -> Brief:
    """Return a brief in every script that we have words of, with accents, emoji, and titles in them."""
    texts = [*QUOTATIONS.items(), ("en", PILE), ("en", EMOJI)] * 3
    spans = tuple(quoted(number, text * (1 + number % 4), lang) for number, (lang, text) in enumerate(texts))
    topics = tuple(Topic(f"t{at}", text[:60], lang) for at, (lang, text) in enumerate(texts[:17]))
    names = tuple(text[:25] for _, text in texts[:17])
    base = replace(
        rich(), title=f"{QUOTATIONS['ar']} {QUOTATIONS['zh']}", title_lang="ar", parties=names[:2], topics=topics
    )
    documents = tuple(
        replace(entry, title=text, publisher=text, lang=lang)
        for entry, (lang, text) in zip(_sources("x"), cycle(texts), strict=False)
    )
    return _filled(replace(base, documents=documents, findings=_findings(spans, names, 17)), spans)
