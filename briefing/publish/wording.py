"""The rules on words: only on those that the program or the user wrote, for what a source says is the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.publish.record import Record
from briefing.publish.standards import Violation, Yardstick, advised, pattern, words

ENGLISH = "en"
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’|\"[^\"]*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_BLANKS = re.compile(r"\s+")


class Own(NamedTuple):
    """Words that no source wrote: where they stand in the record, the number of their line, their language."""

    where: str
    number: str
    lang: str
    text: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in small letters, what stands in quotation marks left out."""
        said = _QUOTED.sub(" ", self.text)
        return tuple(_BLANKS.sub(" ", each.lower()) for each in _SENTENCE_END.split(said) if each.strip())


def wording(record: Record, measure: Yardstick) -> Iterator[Violation]:
    """Yield what the record's own words have against the standards.

    Likelihood words are looked for in English, the language of the standards, advice in the languages that have a list
    of it; which others were not read is told.
    """
    own = tuple(each for each in own_words(record) if each.text.strip())
    for each in own:
        yield from _unfit(each, measure)
    yield from _mixed(own, measure)
    for lang in sorted({each.lang for each in own if not each.where.startswith("topics")} - {ENGLISH}):
        yield Violation("wording-unchecked", "lang", f"the words in {lang!r}")
        if lang not in advised():
            yield Violation(
                "advice-unchecked", "lang", f"the words in {lang!r}: it has lists in {', '.join(advised())}"
            )


def own_words(record: Record) -> Iterator[Own]:
    """Yield the words of the program and of the user: titles, notes, reasons, stances; the program's are in English.

    Not the ``value`` of a claim, a fragment or a speaker's name, nor a topic in the documents' words: sources wrote
    them.  In ``why`` the verb beside a speaker's name is the source's too.
    """
    lang = _text(record, "lang") or ENGLISH
    yield Own("title", "", _text(record, "title_lang") or lang, _text(record, "title"))
    for place, topic in enumerate(record["topics"]):
        yield Own(f"topics[{place}].title", "", _text(topic, "lang") or lang, _text(topic, "title"))
    for place, finding in enumerate(record["findings"]):
        yield Own(f"findings[{place}].why", numbered(finding), ENGLISH, _reason(finding))
    for place, each in enumerate(record["discrepancies"]):
        yield Own(f"discrepancies[{place}].note", numbered(each), ENGLISH, _text(each, "note"))
    for place, position in enumerate(record["positions"]):
        yield Own(f"positions[{place}].stance", "", ENGLISH, _text(position, "stance"))
    for place, document in enumerate(record["documents"]):
        said = (_text(document, "reason"), *_texts(document, "remarks"))
        yield from (Own(f"documents[{place}]", _text(document, "id"), ENGLISH, text) for text in said)
    for place, rejection in enumerate(record["rejections"]):
        yield Own(f"rejections[{place}].reason", "", ENGLISH, _text(rejection, "reason"))


def numbered(each: Record) -> str:
    """Return the number that a finding or a discrepancy is printed with, '' where it has none."""
    number = each.get("id")
    return str(number) if type(number) is int else ""


def _unfit(own: Own, measure: Yardstick) -> Iterator[Violation]:
    known = words(own.lang)
    listed = {term for row in measure.rows for term in row}
    for sentence in own.sentences:
        likely = _met(_likelihoods(own.lang, measure), sentence)
        sure = _met(known.confidence, sentence)
        found = [("likelihood-unlisted", term) for term in likely if term not in listed]
        found += [("likelihood-vague", term) for term in _met(known.vague, sentence)]
        found += [("advice", term) for term in _met(known.advice, _unconditional(sentence, known.conditional))]
        yield from (Violation(rule, own.where, f"«{term}»", own.number) for rule, term in found)
        if measure.one_sentence and likely and sure:
            yield Violation("likelihood-with-confidence", own.where, f"«{likely[0]}» and «{sure[0]}»", own.number)


def _unconditional(sentence: str, conditions: tuple[str, ...]) -> str:
    """Return a sentence without the words that put a condition: «should talks fail», not «talks should go on»."""
    for condition in conditions:
        sentence = re.sub(condition, " ", sentence)
    return sentence


def _mixed(own: Sequence[Own], measure: Yardstick) -> Iterator[Violation]:
    """Yield where the brief first takes a term from another row than before; once, for one choice mends all."""
    place = {term: at for at, row in enumerate(measure.rows) for term in row}
    met = [
        (each, term)
        for each in own
        for sentence in each.sentences
        for term in _met(_likelihoods(each.lang, measure), sentence)
        if term in place
    ]
    other = next(((each, term) for each, term in met if place[term] != place[met[0][1]]), None)
    if other:
        yield Violation("likelihood-mixed", other[0].where, f"«{met[0][1]}» and «{other[1]}»", other[0].number)


def _likelihoods(lang: str, measure: Yardstick) -> tuple[str, ...]:
    terms = (*(term for row in measure.rows for term in row), *measure.unlisted) if lang == ENGLISH else ()
    return (*terms, *words(lang).unlisted)


def _met(phrases: tuple[str, ...], sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pattern(phrases).findall(sentence)))


def _reason(finding: Record) -> str:
    """Return why a finding stands where it does, without the parts that hold a verb of the source beside a speaker."""
    names = tuple(filter(None, _texts(finding, "speakers")))
    parts = _text(finding, "why").split("; ")
    return "; ".join(part for part in parts if not part.endswith(" both") and not any(name in part for name in names))


def _text(holder: Record, key: str) -> str:
    found = holder.get(key)
    return found if isinstance(found, str) else ""


def _texts(holder: Record, key: str) -> Iterator[str]:
    found = holder.get(key)
    return (each for each in found if isinstance(each, str)) if isinstance(found, list) else iter(())
