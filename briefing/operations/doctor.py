"""Examine what the scheduled side stands on, and say of each thing whether it is well and what to do if it is not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from briefing.errors import BriefingError, SourceError
from briefing.operations.clock import stamp
from briefing.operations.engine import Engine
from briefing.operations.holding import GO_ON
from briefing.operations.invariants import broken
from briefing.operations.notices import standing
from briefing.operations.server import server
from briefing.operations.store import LEAST_FREE
from briefing.operations.ticker import health_of
from briefing.operations.translating import ARGOS, translator_of
from briefing.operations.transport import probe
from briefing.publish.filling import check
from briefing.publish.pdf import PANGO
from briefing.publish.rehearsal import rehearse
from briefing.sources.collecting import named
from briefing.sources.examples import example
from briefing.sources.folders import collect
from briefing.values import is_path

LATEST_FILES = 50
MOST_NAMED = 3
STALE = timedelta(seconds=60)
INSTALL_ARGOS = "pip install 'briefing[argos]', and install models with argospm"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined; ``text`` says what was found and, where it is not well, what to do."""

    what: str
    well: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.well else 'BAD '} {self.what}: {self.text}"


def examine(engine: Engine) -> tuple[Finding, ...]:
    """Examine everything; nothing is made, sent or changed."""
    return tuple(finding for look in _LOOKS for finding in look(engine))


def _ledger(engine: Engine) -> Iterator[Finding]:
    sound = engine.place.ledger.sound()
    yield Finding("ledger", sound == "ok", f"{engine.place.ledger.path}: {sound}")
    hold = engine.place.ledger.instance["reason"]
    yield Finding("hold", not hold, f"{hold}; {GO_ON}" if hold else "none")
    found = broken(engine.place.ledger, engine.place.settings.briefs, engine.place.clock.now())
    yield Finding("invariants", not found, "; ".join(found) or "every slot that was due is in the ledger")


def _scheduler(engine: Engine) -> Iterator[Finding]:
    health = health_of(engine.place.ledger.path)
    if health.exists():
        written = health.read_text(encoding="ascii").split()[0]
        lives = written >= stamp(engine.place.now - STALE)
        text = f"last tick {written}" if lives else f"no tick since {written}: start briefing schedule again"
        yield Finding("scheduler", lives, text)


def _notices(engine: Engine) -> Iterator[Finding]:
    for row in standing(engine.place.ledger):
        yield Finding("notice", well=False, text=f"{row['kind']} {row['subject']}: {row['text']}")


def _disk(engine: Engine) -> Iterator[Finding]:
    store = engine.place.store
    room = "" if store.has_room() else f"make room: an edition wants {LEAST_FREE // 1_000_000} MB free"
    wrong = _unwritable(store.folder) or room
    yield Finding("disk", not wrong, f"{store.folder}{wrong and f': {wrong}'}")
    for brief in engine.place.settings.briefs:
        wrong = _unwritable(brief.out)
        yield Finding(f"brief.{brief.name}.out", not wrong, f"{brief.out}{wrong and f': {wrong}'}")


def _archive(engine: Engine) -> Iterator[Finding]:
    rows = engine.place.ledger.rows(
        "SELECT a.* FROM artifact a JOIN slot s ON s.brief = a.brief AND s.period = a.period"
        " ORDER BY s.due DESC, a.kind LIMIT ?",
        LATEST_FILES,
    )
    wrong = [row["path"] for row in rows if not _is_as_written(engine.place.store.folder / row["path"], row["sha256"])]
    text = f"the newest {len(rows)} files are as they were written"
    yield Finding("archive", not wrong, f"missing or changed: {', '.join(wrong)}" if wrong else text)


def _sources(engine: Engine) -> Iterator[Finding]:
    for brief in engine.place.settings.briefs:
        apart = named(brief.sources)
        try:
            found = collect(apart.paths)
        except SourceError as error:
            yield Finding(f"brief.{brief.name}.sources", well=False, text=f"{error}: create or correct them")
        else:
            web = f"; {len(apart.addresses)} addresses, not asked" if apart.addresses else ""
            reasons = [f"{each.location}: {each.reason}" for each in found.rejected[:MOST_NAMED]]
            more = ["…"] if len(found.rejected) > MOST_NAMED else []
            named_out = f" ({'; '.join(reasons + more)})" if reasons else ""
            text = f"{len(found.kept)} documents, {len(found.rejected)} left out{named_out}{web}"
            yield Finding(f"brief.{brief.name}.sources", well=True, text=text)


def _examples(engine: Engine) -> Iterator[Finding]:
    for brief in engine.place.settings.briefs:
        if brief.example:
            try:
                example(Path(brief.example))
            except SourceError as error:
                yield Finding(f"brief.{brief.name}.example", well=False, text=f"{error}: create or correct it")
            else:
                yield Finding(f"brief.{brief.name}.example", well=True, text=brief.example)


def _templates(engine: Engine) -> Iterator[Finding]:
    for brief in engine.place.settings.briefs:
        try:
            check(brief.template)
            if is_path(brief.template):
                rehearse(brief.template, brief.lang, brief.tlp)
        except BriefingError as error:
            yield Finding(f"brief.{brief.name}.template", well=False, text=str(error))
        else:
            yield Finding(f"brief.{brief.name}.template", well=True, text=brief.template)


def _pages(engine: Engine) -> Iterator[Finding]:
    if not any("pdf" in brief.formats for brief in engine.place.settings.briefs):
        return
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        yield Finding("pdf", well=False, text=f"{error}: {PANGO}")
    else:
        yield Finding("pdf", well=True, text=f"WeasyPrint {weasyprint.__version__}, fonts of its own")


def _mail(engine: Engine) -> Iterator[Finding]:
    mail = engine.place.settings.mail
    if not any(brief.recipients for brief in engine.place.settings.briefs):
        yield Finding("mail", well=True, text="no brief has recipients")
        return
    try:
        wrong = probe(server(mail, os.environ))
    except BriefingError as error:
        wrong = str(error)
    if mail.server.startswith("outbox:"):
        wrong = wrong or _unwritable(Path(mail.server.partition(":")[2]))
    yield Finding("mail", not wrong, wrong or f"{mail.server} takes mail of {mail.sender}")


def _translator(engine: Engine) -> Iterator[Finding]:
    """Examine the translator of the settings, without sending it a text."""
    translation = engine.place.settings.translation
    if not translation.translator:
        return
    langs = sorted({brief.lang for brief in engine.place.settings.briefs})
    try:
        pairs = translator_of(translation, os.environ).pairs()
    except BriefingError as error:
        advice = INSTALL_ARGOS if translation.translator == ARGOS else "is translation.translator right?"
        yield Finding("translation", well=False, text=f"{translation.translator}: {error}; {advice}")
        return
    for lang in langs:
        known = sorted(source for source, target in pairs if target == lang)
        text = f"{translation.translator} translates into {lang} from: {', '.join(known)}"
        none = f"{translation.translator} translates from no language into {lang}: install a model"
        yield Finding("translation", bool(known), text if known else none)


def _time(engine: Engine) -> Iterator[Finding]:
    zones = sorted({brief.timezone for brief in engine.place.settings.briefs})
    yield Finding(
        "time", well=True, text=f"{stamp(engine.place.clock.now())}; zones known: {', '.join(zones) or 'none used'}"
    )


def _unwritable(folder: Path) -> str:
    """Return why nothing can be written into a folder that may still have to be made, '' where it can."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not place.is_dir():
        return f"{place} is a file, not a folder"
    return "" if os.access(place, os.W_OK) else "no right to write there"


def _is_as_written(path: Path, checksum: str) -> bool:
    return path.exists() and sha256(path.read_bytes()).hexdigest() == checksum


_LOOKS: tuple[Callable[[Engine], Iterator[Finding]], ...] = (
    _ledger, _scheduler, _notices, _disk, _archive, _sources, _examples, _templates, _pages, _mail, _translator, _time,
)  # fmt: skip
