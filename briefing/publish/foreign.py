"""What stands under a quotation in another language: a source's own statement, a machine's words, or that none is.

Nothing else is ever put there, and a machine's words stand there under its name.  Where neither is, but the finding
rests on a sentence in the language of the brief too, or a contradiction sets it beside one that claims the same, that
one is pointed at and not quoted: it is less sure to say the same than what is read instead of the quotation.
"""

from __future__ import annotations

from briefing.model import Brief, Dated, Finding, Report, Span
from briefing.publish.citations import quotation, references
from briefing.publish.draft import Draft
from briefing.publish.entries import Rendering
from briefing.publish.printable import printable

LONGEST_TRANSLATION = 4000
LONGEST_TRANSLATOR = 80


def rendering(span: Span, draft: Draft, discrepancy: int | None = None) -> Rendering | None:
    """Return what stands under a quotation, None for one in the language of the brief.

    ``discrepancy`` is the id of the contradiction that it is a claim of: there only a claim of its value counts, and
    nothing is said twice, as that claim stands beside it.
    """
    found = counterpart(span, draft.brief, discrepancy)
    if found and discrepancy is not None:
        return None
    if span.lang == draft.brief.lang or not found:
        made = machine_rendering(span, draft)
        told = _told(span, draft.brief) if made and made.missing and discrepancy is None else None
        return _pointing(told, draft) if told else made
    return Rendering(draft.brief.lang.upper(), quotation(found, draft), references([found], draft)[0])


def _told(span: Span, brief: Brief) -> Span | None:
    """Return the sentence in the language of the brief that tells what a quotation tells, less surely; None."""
    return _support(span, brief) or next(
        (claim for each in brief.discrepancies if (claim := counterpart(span, brief, each.id))), None
    )


def _support(span: Span, brief: Brief) -> Span | None:
    """Return the sentence in the language of the brief that supports, or is supported by, a quotation; the first."""
    place = span.doc, span.start, span.end
    for finding in brief.findings:
        told = [(finding.span, each) for each in finding.supports]
        for mine, other in (*told, *((support, head) for head, support in told)):
            if (mine.doc, mine.start, mine.end) == place and other.lang == brief.lang:
                return other
    return None


def _pointing(told: Span, draft: Draft) -> Rendering:
    label = draft.brief.lang.upper()
    missing = draft.words.words["also_told"].format(code=label)
    return Rendering(label, reference=references([told], draft)[0], missing=missing)


def machine_rendering(span: Span, draft: Draft) -> Rendering | None:
    """Return what stands under a sentence that no document of this brief tells, as of an earlier edition."""
    brief, words = draft.brief, draft.words.words
    if span.lang == brief.lang:
        return None
    label = brief.lang.upper()
    for each in brief.translations:
        if (each.original, each.source) == (span.text, span.lang):
            translator = printable(each.translator, LONGEST_TRANSLATOR)
            by = words["machine"].format(translator=translator)
            return Rendering(label, translation=printable(each.text, LONGEST_TRANSLATION), by=by)
    return Rendering(label, missing=words["not_available"].format(code=label))


def counterpart(span: Span, brief: Brief, discrepancy: int | None = None) -> Span | None:
    """Return the statement of the same fact in the language of the brief, None where no source has one."""
    place = span.doc, span.start, span.end
    return next(
        (
            each.span
            for each in brief.counterparts
            if (each.of.doc, each.of.start, each.of.end) == place and each.discrepancy == discrepancy
        ),
        None,
    )


def untold(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return language and text of every quotation in another language that has no counterpart, each once, in order."""
    facts: tuple[Finding | Report | Dated, ...] = (*brief.findings, *brief.reports, *brief.timeline)
    quoted: list[tuple[Span, int | None]] = [
        *((span, None) for span in (*brief.bottom_line, *(each.span for each in facts))),
        *((claim.span, each.id) for each in brief.discrepancies for claim in each.claims),
    ]
    # A sentence of an earlier edition may have the place of another one in the documents of this.
    before = [each.before.span for each in brief.changes if each.before]
    wanted = [span for span, discrepancy in quoted if not counterpart(span, brief, discrepancy)]
    return tuple(dict.fromkeys((span.lang, span.text) for span in (*wanted, *before) if span.lang != brief.lang))
