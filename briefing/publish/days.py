"""The timeline: the sentences of a brief that name a day, under that day."""

from __future__ import annotations

from briefing.model import Dated
from briefing.publish.citations import located, quotation, speaker
from briefing.publish.draft import LONGEST_NAME, Draft
from briefing.publish.entries import Entry
from briefing.publish.foreign import rendering
from briefing.publish.headings import Heading
from briefing.publish.printable import printable
from briefing.publish.view import Group, Section


def timeline(draft: Draft) -> Section:
    """Return the timeline: a group a day, in order, with an entry for each sentence and the number of its finding."""
    numbers = {finding.id: number for number, finding in draft.findings}
    days = sorted({each.day for each in draft.brief.timeline})
    groups = tuple(
        Group(
            Heading(day.isoformat(), draft.words.day(day), draft.brief.lang),
            (),
            tuple(_entry(each, numbers, draft) for each in draft.brief.timeline if each.day == day),
        )
        for day in days
    )
    return Section("timeline", "", draft.words.words["timeline"], "", groups)


def _entry(dated: Dated, numbers: dict[int, int], draft: Draft) -> Entry:
    """Return a sentence with who says it, and with the words for its day where these are no full date."""
    said = draft.words.words["named_as"].format(words=draft.words.quoted(printable(dated.words, LONGEST_NAME)))
    citation = located(dated.span, draft)._replace(
        speaker=speaker(dated.speakers, draft), notes=() if str(dated.day.year) in dated.words else (said,)
    )
    number = numbers[dated.finding] if dated.finding is not None else 0
    return Entry(number, quotation(dated.span, draft), citation, rendering=rendering(dated.span, draft))
