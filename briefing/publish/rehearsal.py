"""A template filled once with briefs that have everything, little and nothing on them: what is wrong shows before noon.

Jinja tells of a name that is not there when it comes to it, which may be on the first day with a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from briefing.model import (
    Brief,
    Change,
    ChangeKind,
    Claim,
    Counterpart,
    Discrepancy,
    Document,
    Earlier,
    Event,
    Finding,
    Kind,
    Rejection,
    Report,
    Sentence,
    Since,
    SourceDescription,
    SourceEntry,
    Span,
    State,
    Status,
    Topic,
    Translation,
)
from briefing.publish.rendering import typeset

FORMATS = ("md", "html", "mail.html", "pdf")
DAY = date(2031, 5, 6)
# More than a first page holds of topics and of changes.
TOPICS = 15
PARTIES = ("Avaria", "Norland")
_SHORT = "The delegations agreed to open the bridge of Selin again."
_LONG = " ".join(["The delegations spoke of the bridge, of its tolls and of its lights."] * 12)
_LEFTWARDS = "اتفق الوفدان على فتح الجسر."


def rehearse(template: str, lang: str, tlp: str) -> None:
    """Fill a template in every format with made-up briefs; raise TemplateError at what is wrong in it."""
    for brief in _briefs(lang, tlp):
        typeset(brief, FORMATS, template)


def _briefs(lang: str, tlp: str) -> Iterator[Brief]:
    """Yield a second edition, one without change, a first one; of no series, on two events, of one text, of none."""
    whole = _whole(lang, tlp)
    same = tuple(replace(each, kind=ChangeKind.UNCHANGED) for each in whole.changes if each.finding and each.before)
    third = Finding(90, Status.DISPUTE, "t1", _span(90), ("Selin",), 0.8)
    unpaired = replace(whole, findings=(*whole.findings, third))
    yield whole
    yield replace(unpaired, changes=same)
    yield replace(unpaired, since=None, changes=(), texts=tuple(_texts()))
    yield replace(
        whole, edition=0, since=None, changes=(), topics=whole.topics[:2], findings=whole.findings[:2], texts=()
    )
    yield _several(whole)
    poor = Brief(title="", as_of=DAY, lang=lang, tlp=tlp, documents=whole.documents[:1])
    yield poor
    yield replace(poor, documents=(), edition=2, since=whole.since, rejections=whole.rejections)


def _whole(lang: str, tlp: str) -> Brief:
    return Brief(
        title="Avaria and Norland on the bridge of Selin, its tolls, its lights and its two keepers",
        title_lang="en",
        as_of=DAY,
        event_date=DAY,
        lang=lang,
        tlp=tlp,
        parties=PARTIES,
        documents=_documents(),
        topics=tuple(Topic(f"t{number}", f"Matter {number}") for number in range(TOPICS)),
        bottom_line=(_span(1),),
        findings=tuple(_findings()),
        discrepancies=tuple(_discrepancies()),
        reports=(Report("t0", _span(90, _LONG), PARTIES[:1]), Report("t1", _span(91))),
        # Whichever the language of the brief, one of the two documents is in another.
        counterparts=(
            Counterpart(_span(1, doc="D2"), _span(92)),
            Counterpart(_span(2), _span(92, _LONG, "D2")),
            Counterpart(_span(201, doc="D2"), _span(92), discrepancy=1),
        ),
        translations=tuple(Translation(_SHORT, lang, "The bridge opens again.", "Translator") for lang in ("en", "nl")),
        untranslated=(Rejection("Translator", "it is not installed"),),
        rejections=(Rejection("scan.pdf", "empty file"),),
        omissions=(("unsure", 2), ("caption", 1)),
        edition=2,
        since=Since(1, DAY),
        changes=tuple(_changes()),
        texts=tuple(_texts()),
    )


def _several(whole: Brief) -> Brief:
    """Return a brief on two events: one with nearly all that is found, one with a topic and no day."""
    documents = tuple(each.id for each in whole.documents)
    bridge = Event("E1", "The bridge of Selin", "en", DAY, PARTIES, documents)
    events = bridge, Event("E2", _LEFTWARDS, "ar", None, (), documents)
    topics = tuple(replace(each, event="E2" if each.id == "t1" else "E1") for each in whole.topics)
    return replace(whole, events=events, topics=topics)


def _documents() -> tuple[SourceEntry, ...]:
    entry = SourceEntry("D1", "a.txt", "0" * 64, "en", "The bridge", "The Courier", DAY, origin="O1", words=1200)
    return (
        replace(
            entry,
            url="https://courier.example/bridge",
            agencies=("Coastal Press",),
            remarks=("decoded as cp1252",),
            description=SourceDescription("The Courier", "newspaper", "NL", "Courier Press", "en", "B"),
            described_agencies=(SourceDescription("Coastal Press", "agency", wire_agency=True),),
        ),
        SourceEntry("D2", "b.txt", "1" * 64, "nl", origin="O2", words=300),
        replace(entry, id="D3", path="c.txt", state=State.DUPLICATE, reason="copy of D1"),
        SourceEntry("D4", "d.txt", "2" * 64, "en", state=State.REJECTED, reason="satire, not a report"),
    )


def _texts() -> Iterator[Document]:
    """Yield the documents that are quoted, with a line from right to left and one that nothing cites."""
    for entry in _documents()[:2]:
        lines = enumerate((_LEFTWARDS, *[_SHORT] * 99), start=1)
        sentences = tuple(
            Sentence(entry.id, number, 0, len(text), text, Kind.PROSE, entry.lang, number // 2)
            for number, text in lines
        )
        yield Document(entry.id, entry.path, entry.sha256, _SHORT, entry.lang, entry.title, sentences=sentences)


def _span(number: int, text: str = _SHORT, doc: str = "D1") -> Span:
    start = number * 1000
    return Span(doc, start, start + len(text), text, "en" if doc == "D1" else "nl", number)


def _findings() -> Iterator[Finding]:
    """Yield findings of every status on every topic; disputes of both parties, of one alone, of nobody."""
    for topic in range(TOPICS):
        for place, status in enumerate(Status):
            number = 3 * topic + place
            text = _LONG if topic == 2 else _SHORT
            span, speakers = _span(number, text, f"D{1 + number % 2}"), PARTIES[:1] if topic < TOPICS - 1 else ()
            supports = (_span(number, doc="D2"), _span(number, doc="D1")) if topic % 3 else ()
            yield Finding(
                number, status, f"t{topic}", span, speakers, 0.9, "agreement 0.90: «agreed»; reporter", supports,
                documents=2 if supports else 1, origins=1, fragment="agreed to open", tags=("new", "contested"),
            )  # fmt: skip
        if topic % 3 and topic < TOPICS - 1:
            yield Finding(100 + topic, Status.DISPUTE, f"t{topic}", _span(100 + topic), PARTIES[1:], 0.8)
    leftwards = replace(_span(99, _LEFTWARDS), lang="ar")
    yield Finding(99, Status.UNRESOLVED, "t0", leftwards, fragment=_LEFTWARDS[:11])


def _discrepancies() -> Iterator[Discrepancy]:
    """Yield one whose first version a finding quotes, and more than a short page shows."""
    for number in range(6):
        claims = Claim(_span(3 * number), "9 hours", PARTIES[:1]), Claim(_span(200 + number, doc="D2"), "11 hours")
        yield Discrepancy(number, "duration", f"t{number}", "9 hours / 11 hours", claims)


def _changes() -> Iterator[Change]:
    kinds = (ChangeKind.MOVED, ChangeKind.CHANGED, ChangeKind.NEW, ChangeKind.UNCHANGED)
    for number in range(12):
        kind, text = kinds[number % 4], _LONG if number == 4 else _SHORT
        before = Earlier(1, 1, DAY, Status.UNRESOLVED, "t0", "old.txt", "3" * 64, _span(number, text))
        yield Change(kind, f"t{number // 3}", number, None if kind is ChangeKind.NEW else before)
    gone = Earlier(1, 2, DAY, Status.DISPUTE, "t1", "old.txt", "3" * 64, _span(7), PARTIES[:1])
    yield Change(ChangeKind.WITHDRAWN, "t1", None, gone)
