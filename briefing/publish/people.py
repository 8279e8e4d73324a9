"""Who is who: a line for each person, with the office and the spellings in the words of the sources."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import Profile, Span
from briefing.publish.citations import located
from briefing.publish.draft import Draft
from briefing.publish.entries import Entry, Person, Spelled, Spelling


def people(draft: Draft) -> tuple[Person, ...]:
    """Return the persons of a brief in its order."""
    return tuple(_person(profile, draft) for profile in draft.brief.people)


def _person(profile: Profile, draft: Draft) -> Person:
    office = profile.office
    return Person(
        draft.named(profile.name),
        Entry(0, draft.verbatim(office.text, office.lang), located(office, draft)) if office else None,
        tuple(_spelled(lang, profile.spellings, draft) for lang in _langs(profile.spellings)),
    )


def _langs(spellings: Iterable[Span]) -> Iterable[str]:
    return dict.fromkeys(span.lang for span in spellings)


def _spelled(lang: str, spellings: Iterable[Span], draft: Draft) -> Spelled:
    """Return the ways in which the documents of one language write a name, each with those documents."""
    documents: dict[str, dict[str, None]] = {}
    for span in spellings:
        if span.lang == lang:
            documents.setdefault(span.text, {})[span.doc] = None
    forms = tuple(Spelling(draft.verbatim(text, lang), tuple(ids)) for text, ids in documents.items())
    return Spelled(draft.words.language(lang), forms)
