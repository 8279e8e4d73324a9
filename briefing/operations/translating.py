"""Translations of what a brief quotes in other languages and no source tells in its own: asked for once, then kept.

A translator that fails costs the translations only: the brief is made, and says which failed and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from briefing.errors import ConfigError, PublishError, TranslationError
from briefing.model import Artifact, Brief, Rejection, Translation
from briefing.operations.argos import Argos
from briefing.operations.credentials import api_key
from briefing.operations.libretranslate import LibreTranslate
from briefing.publish.archive import make_private, write
from briefing.publish.foreign import LONGEST_TRANSLATION, untold
from briefing.publish.printable import printable
from briefing.settings import TranslationSettings

RESTRICTED = ("TLP:RED", "TLP:AMBER+STRICT")
LONGEST = 2000  # characters; what is longer is no sentence
ARGOS = "argos"


class Translator(Protocol):
    """Turns texts of one language into another; raises TranslationError where it cannot."""

    @property
    def name(self) -> str:
        """What is printed beside each translation."""

    @property
    def remote(self) -> bool:
        """Whether the texts leave this machine."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterable[str]:
        """Return a translation of each text, in order; it may come to one that it cannot translate after others."""

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the languages that it translates from and to."""


def translator_of(translation: TranslationSettings, environment: Mapping[str, str]) -> Translator:
    """Return the translator of the settings; raise ConfigError where its key cannot be had."""
    if translation.translator == ARGOS:
        return Argos()
    key = api_key(translation, environment)
    return LibreTranslate(translation.translator, translation.seconds, key, translation.ca_file)


def translated(brief: Brief, translation: TranslationSettings, environment: Mapping[str, str], folder: Path) -> Brief:
    """Return a brief with the translations that the settings give it; ``folder`` keeps them by content.

    The same quotation has the same translation for as long as it is kept, and nobody is asked for it again.
    """
    wanted = [each for each in (untold(brief) if translation.translator else ()) if len(each[1]) <= LONGEST]
    kept = _Kept(folder, translation.translator, brief.lang)
    known = {(lang, text): found for lang, text in wanted if (found := kept.read(lang, text))}
    missing = [each for each in wanted if each not in known]
    answered, failed = _asked_for(missing, brief, translation, environment) if missing else ({}, ())
    try:
        known |= {each: kept.write(*each, text) for each, text in answered.items()}
    except PublishError:
        # Made anew another day it might be other words.
        failed = (*failed, "what it answered cannot be kept")
    name = Argos.name if translation.translator == ARGOS else LibreTranslate.name
    return replace(
        brief,
        translations=tuple(
            Translation(text, lang, known[lang, text], name) for lang, text in wanted if (lang, text) in known
        ),
        untranslated=tuple(Rejection(name, reason) for reason in failed),
    )


def _asked_for(
    missing: Sequence[tuple[str, str]], brief: Brief, translation: TranslationSettings, environment: Mapping[str, str]
) -> tuple[dict[tuple[str, str], str], tuple[str, ...]]:
    """Return the translations that the translator gives, a language at a time, and why it does not give others."""
    found: dict[tuple[str, str], str] = {}
    failed: dict[str, None] = {}
    try:
        translator = _allowed(brief, translation, environment)
    except TranslationError as error:
        return found, (str(error),)
    for lang in dict.fromkeys(lang for lang, _ in missing):
        texts = [text for source, text in missing if source == lang]
        try:
            for text, given in zip(texts, translator.translate(texts, lang, brief.lang), strict=True):
                found[lang, text] = _clean(given)
        except TranslationError as error:
            failed[str(error)] = None
    return found, tuple(failed)


def _clean(translation: str) -> str:
    """Return what a page and a record can hold of a translation; raise TranslationError where nothing is left."""
    if clean := printable(translation, LONGEST_TRANSLATION):
        return clean
    raise TranslationError("what it answered is no translation")


def _allowed(brief: Brief, translation: TranslationSettings, environment: Mapping[str, str]) -> Translator:
    """Return the translator, if the brief may go to it; raise TranslationError where not."""
    try:
        translator = translator_of(translation, environment)
    except ConfigError as error:
        raise TranslationError("it has no key that can be used") from error
    if translator.remote and brief.tlp in RESTRICTED and not translation.send_restricted:
        raise TranslationError(f"a brief marked {brief.tlp} is not sent to another machine")
    return translator


class _Kept(NamedTuple):
    """Translations on disk, a file each: who made it, of what, and what it is."""

    folder: Path
    translator: str
    target: str

    def read(self, source: str, text: str) -> str:
        """Return the translation of a text that is kept, '' where none is, or none that is whole."""
        path, asked = self._path(source, text), self._asked(source, text)
        try:
            found = json.loads(path.read_bytes()) if path.exists() else {}
        except (OSError, ValueError, RecursionError):  # What cannot be read is asked for again.
            return ""
        whole = isinstance(found, dict) and all(found.get(key) == value for key, value in asked.items())
        return (
            printable(str(found["text"]), LONGEST_TRANSLATION) if whole and isinstance(found.get("text"), str) else ""
        )

    def write(self, source: str, text: str, translation: str) -> str:
        """Keep a translation and return it; raise PublishError where it cannot be kept."""
        content = json.dumps(self._asked(source, text) | {"text": translation}, ensure_ascii=False, indent=1)
        make_private(self.folder)
        write(Artifact("json", content.encode("utf-8", "surrogatepass")), self._path(source, text))
        return translation

    def _asked(self, source: str, text: str) -> dict[str, str]:
        return {"translator": self.translator, "from": source, "to": self.target, "original": text}

    def _path(self, source: str, text: str) -> Path:
        asked = json.dumps(self._asked(source, text), sort_keys=True)
        return self.folder / f"{sha256(asked.encode()).hexdigest()}.json"
