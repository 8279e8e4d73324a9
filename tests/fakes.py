"""Hand-made briefs of an invented event: rich, empty, long, in many languages, and hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import accumulate

from briefing.analysis.credibility import rated
from briefing.model import (
    Brief,
    Claim,
    Dated,
    Discrepancy,
    Document,
    Finding,
    Kind,
    Position,
    Profile,
    Rejection,
    Report,
    Sentence,
    SourceDescription,
    SourceEntry,
    Span,
    State,
    Status,
    Topic,
)

TEXTS = {
    "meridian.txt": (
        "Norland and Avaria close two days of talks in Port Selin\n"
        "The foreign ministers of Norland and Avaria ended two days of talks in Port Selin on Friday with a deal on "
        "prisoners and without one on the strait.\n"
        "Both delegations agreed to exchange 114 prisoners of war before the end of the month.\n"
        "“The lists have been signed,” Minister Ida Brandt of Norland told reporters.\n"
        "Ms Brandt said her country would never accept a toll on ships passing the Selin strait.\n"
        "Whether the grain corridor will reopen before winter has not been decided.\n"
        "She added that Norland had handed over “proof of eleven crossings” by patrol boats.\n"
        "The talks lasted nine hours.\n"
    ),
    "avondpost.txt": (
        "Noorland en Avarië ruilen gevangenen\n"
        "Noorland en Avarië wisselen nog deze maand 114 krijgsgevangenen uit, zo maakten beide landen vrijdag bekend.\n"
        "Volgens de Avarische minister Marek Oszlan heeft zijn land recht op een heffing in de zeestraat.\n"
        "Over het graan wordt in maart verder gesproken.\n"
        "De gesprekken duurden elf uur.\n"
    ),
    "wire.html": (
        "Minister Marek Oszlan of Avaria called the toll “a matter of sovereignty” and rejected Norland’s complaint.\n"
        "He denied that Avarian patrol boats had crossed the median line.\n"
        "The two sides will swap 114 prisoners this month.\n"
        "Mr Oszlan said a visit to the Norland capital was possible, but that no date had been set.\n"
        "Avaria also promised to let inspectors into the port of Kell.\n"
    ),
    "copy-of-wire.txt": (
        "Minister Marek Oszlan of Avaria called the toll “a matter of sovereignty” and rejected Norland’s complaint.\n"
    ),
    "visnyk.txt": (
        "Сторони домовилися обміняти 114 полонених до кінця місяця.\n"
        "Питання зернового коридору залишається відкритим.\n"
    ),
}
IDS = {"meridian.txt": "D1", "avondpost.txt": "D2", "wire.html": "D3", "copy-of-wire.txt": "D4", "visnyk.txt": "D5"}
LANGS = {"avondpost.txt": "nl", "visnyk.txt": "uk"}
BRANDT, OSZLAN = "Ida Brandt", "Marek Oszlan"


def span(path: str, text: str, lang: str = "") -> Span:
    """Return the span of a piece of one of the invented documents."""
    start = TEXTS[path].index(text)
    number = TEXTS[path].count("\n", 0, start) + 1
    return Span(IDS[path], start, start + len(text), text, lang or LANGS.get(path, "en"), number)


def line(path: str, number: int) -> Span:
    """Return the span of a whole line of one of the invented documents, counted from 1."""
    return span(path, TEXTS[path].split("\n")[number - 1])


def source(path: str, **fields: object) -> SourceEntry:
    """Return the entry of an invented document in the list of sources."""
    entry = SourceEntry(
        IDS[path],
        path,
        sha256(TEXTS[path].encode()).hexdigest(),
        LANGS.get(path, "en"),
        title=TEXTS[path].split("\n")[0][:60],
        words=len(TEXTS[path].split()),
        origin=f"O{IDS[path][1:]}",
    )
    return replace(entry, **fields)  # type: ignore[arg-type]  # a test names only fields of SourceEntry


def rich() -> Brief:
    """Return a brief with everything on it: two parties, three languages, a copy, a document that was not read."""
    brief = _rich()
    return replace(brief, findings=rated(brief.findings, brief.discrepancies, brief.documents))


def _rich() -> Brief:
    return Brief(
        title="Norland–Avaria talks, Port Selin",
        as_of=date(2031, 11, 15),
        event_date=date(2031, 11, 14),
        lang="en",
        parties=("Avaria", "Norland"),
        tlp="TLP:CLEAR",
        documents=(
            source("meridian.txt", publisher="The Meridian", published=date(2031, 11, 14), url="https://meridian.example/a"),
            source("avondpost.txt", publisher="De Avondpost", published=date(2031, 11, 15)),
            source("wire.html", agencies=("Coastal Press",), remarks=("machine-translated",)),
            source("copy-of-wire.txt", state=State.DUPLICATE, reason="copy of D3", origin="O3"),
            source("visnyk.txt", publisher="Портовий вісник"),
        ),
        topics=(
            Topic("t1", "Prisoners"),
            Topic("t2", "Selin strait"),
            Topic("t3", "Grain corridor"),
            Topic("t4", "Patrol boats"),
            Topic("t5", "Visits"),
        ),
        bottom_line=(line("meridian.txt", 2),),
        findings=(
            Finding(1, Status.AGREEMENT, "t1", line("meridian.txt", 3), (), 0.91, "cue: agreed to",
                    (line("avondpost.txt", 2), line("wire.html", 3), line("visnyk.txt", 1)), 4, 4,
                    "agreed to exchange"),
            Finding(2, Status.AGREEMENT, "t3", line("wire.html", 5), (OSZLAN,), 0.55, "cue: promised to", (), 1, 1,
                    "inspectors into the port", ("new",)),
            Finding(3, Status.DISPUTE, "t2", line("meridian.txt", 5), (BRANDT,), 0.8, "cue: never accept", (), 1, 1,
                    "never accept a toll"),
            Finding(4, Status.DISPUTE, "t2", line("avondpost.txt", 3), (OSZLAN,), 0.7, "cue: recht op",
                    (line("wire.html", 1),), 2, 2, "recht op een heffing"),
            Finding(5, Status.DISPUTE, "t4", line("meridian.txt", 7), (BRANDT,), 0.6, "", (), 1, 1, "eleven crossings"),
            Finding(6, Status.DISPUTE, "t4", line("wire.html", 2), (OSZLAN,), 0.85, "cue: denied that", (), 1, 1),
            Finding(7, Status.UNRESOLVED, "t3", line("visnyk.txt", 2), (), 0.75, "cue: залишається відкритим",
                    (line("meridian.txt", 6), line("avondpost.txt", 4)), 3, 2, "залишається відкритим", ("contested",)),
            Finding(8, Status.UNRESOLVED, "t5", line("wire.html", 4), (OSZLAN,), 0.66, "cue: no date", (), 1, 1,
                    "no date had been set"),
        ),
        discrepancies=(
            Discrepancy(1, "duration", "t1", "", (
                Claim(line("meridian.txt", 8), "nine hours"), Claim(line("avondpost.txt", 5), "elf uur"))),
            Discrepancy(2, "negation", "t4", "Did patrol boats cross the line?", (
                Claim(line("meridian.txt", 7), "yes", (BRANDT,)), Claim(line("wire.html", 2), "no", (OSZLAN,)))),
        ),
        positions=(
            Position("t2", BRANDT, "against", line("meridian.txt", 5)),
            Position("t2", OSZLAN, "for", line("avondpost.txt", 3)),
        ),
        reports=(Report("t1", line("meridian.txt", 4), (BRANDT,)),),
        timeline=(
            Dated(date(2031, 11, 14), line("meridian.txt", 2), "Friday"),
            Dated(date(2031, 11, 14), line("avondpost.txt", 2), "vrijdag"),
        ),
        people=(
            Profile(OSZLAN, span("wire.html", "Minister"), tuple(
                span(path, OSZLAN) for path in ("avondpost.txt", "wire.html"))),
            Profile(BRANDT, None, (span("meridian.txt", BRANDT),)),
        ),
        rejections=(Rejection("scan.pdf", "no text in it"),),
        omissions=(("caption", 3), ("unsure", 1), ("background", 0)),
    )  # fmt: skip


def described() -> Brief:
    """Return the rich brief of somebody who describes one of its publishers and its agency."""
    brief = rich()
    paper = SourceDescription("De Avondpost", "newspaper", "NL", "Courier Press", "nl", "B")
    agency = SourceDescription("Coastal Press", "agency", "NO", wire_agency=True)
    first, second, third, *others = brief.documents
    third = replace(third, described_agencies=(agency,))
    return replace(brief, documents=(first, replace(second, description=paper), third, *others))


def empty() -> Brief:
    """Return a brief of one document in which nothing was found."""
    return Brief(title="", as_of=date(2031, 11, 15), lang="en", documents=(source("meridian.txt"),))


def long(number: int = 60) -> Brief:
    """Return a brief with ``number`` findings on twenty topics, each with a long quotation."""
    base = rich()
    topics = tuple(Topic(f"t{place}", f"Chapter {place} of the accord") for place in range(1, 21))
    statuses = tuple(Status)
    findings = tuple(
        replace(
            base.findings[place % 8],
            id=place + 1,
            status=statuses[place % 3],
            topic=f"t{place % 20 + 1}",
            speakers=base.findings[place % 8].speakers if place % 3 else (),
        )
        for place in range(number)
    )
    return replace(base, topics=topics, findings=findings)


QUOTATIONS = {
    "ar": "اتفق الوزيران على مواصلة المحادثات بشأن الممر البحري (Coastal Press) في عام 2032.",
    "de": "Die Minister vereinbarten, die Gespräche über die Meerenge fortzusetzen – „ohne Vorbedingungen“.",
    "el": "Οι δύο υπουργοί συμφώνησαν να συνεχίσουν τις συνομιλίες για το στενό.",
    "es": "Los ministros acordaron seguir conversando sobre el estrecho, ¿pero cuándo?",
    "fa": "دو وزیر توافق کردند که گفت‌وگوها درباره تنگه ادامه یابد.",
    "fr": "Les ministres sont convenus de poursuivre les pourparlers sur le détroit : « sans délai ».",
    "he": "השרים הסכימו להמשיך בשיחות על המצר בשנת 2032.",
    "hi": "दोनों मंत्री जलडमरूमध्य पर वार्ता जारी रखने पर सहमत हुए।",
    "ja": "両大臣は海峡に関する協議を続けることで合意した。",
    "nl": "De ministers spraken af de gesprekken over de zeestraat voort te zetten.",
    "pl": "Ministrowie uzgodnili, że będą kontynuować rozmowy o cieśninie.",
    "ru": "Министры договорились продолжить переговоры о проливе.",
    "uk": "Міністри домовилися продовжити переговори щодо протоки; її ґанок – Єлань.",
    "vi": "Hai bộ trưởng đồng ý tiếp tục đàm phán về eo biển.",
    "zh": "两位部长同意就海峡问题继续谈判。",
}


def multilingual() -> Brief:
    """Return a brief whose findings are in fifteen languages and seven scripts."""
    base = rich()
    findings = tuple(
        Finding(place, Status.AGREEMENT, f"l{place}", Span("D1", 0, len(text), text, lang, place), fragment=text[:12])
        for place, (lang, text) in enumerate(QUOTATIONS.items(), start=1)
    )
    topics = tuple(Topic(f"l{place}", lang.upper()) for place, lang in enumerate(QUOTATIONS, start=1))
    return replace(base, topics=topics, findings=findings, discrepancies=(), reports=(), positions=())


HOSTILE = (
    "<script>alert(1)</script> & [bank](https://evil.example) ![x](http://evil.example/x.png) `code` **bold** _it_ "
    "| cell | http://evil.example www.evil.example <https://evil.example> &lt;b&gt; a@evil.example $x$ ~~gone~~ "
    "{{ 7 * 7 }} {% raw %} \u202egpj.exe\u202c \u200bzero\x00\x1b[31m # no heading"
)


def hostile(text: str = HOSTILE) -> Brief:
    """Return a brief with a stranger's worst text in every field that comes from outside."""
    base = rich()
    quoted = Span("D1", 0, len(text), text, "en", 1)
    return replace(
        base,
        title=text,
        parties=(text, "Norland"),
        documents=tuple(
            replace(
                entry,
                title=text,
                publisher=text,
                path=text,
                agencies=(text,),
                reason=text,
                url=text,
                description=SourceDescription(text, owner=text, reliability="A"),
            )
            for entry in base.documents
        ),
        topics=tuple(replace(topic, title=text) for topic in base.topics),
        bottom_line=(quoted,),
        findings=tuple(replace(each, span=quoted, speakers=(text,), why=text, fragment=text) for each in base.findings),
        discrepancies=tuple(
            replace(each, note=text, claims=tuple(Claim(quoted, text + str(place), (text,)) for place in range(3)))
            for each in base.discrepancies
        ),
        reports=(Report("t1", quoted, (text,)),),
        timeline=(Dated(base.as_of, quoted, text, None, (text,)),),
        people=(Profile(text, quoted, (quoted,)),),
        rejections=(Rejection(text, text),),
        omissions=((text, 2),),
    )


def with_texts(brief: Brief) -> Brief:
    """Return a brief of the invented documents with these in full, a line a sentence, three to a paragraph."""
    return replace(brief, texts=tuple(_text(entry) for entry in brief.documents))


def _text(entry: SourceEntry) -> Document:
    name = next(path for path, name in IDS.items() if name == entry.id)
    lines = TEXTS[name].splitlines()
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    sentences = tuple(
        Sentence(entry.id, number, start, start + len(text), text, _kind(name, number), entry.lang, number // 3)
        for number, (start, text) in enumerate(zip(starts, lines, strict=True), start=1)
    )
    return Document(entry.id, name, entry.sha256, TEXTS[name], entry.lang, entry.title, sentences=sentences)


def _kind(name: str, number: int) -> Kind:
    return Kind.HEADING if number == 1 and name in {"meridian.txt", "avondpost.txt"} else Kind.PROSE
