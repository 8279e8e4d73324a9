"""Argos Translate with the models that the user has installed: on this machine, and nothing is ever fetched.

Its own ``translate`` splits texts into sentences by models that it may download, and an environment variable can lead
it to a service.  Quotations are sentences already: so only its list of models and their tokenizers are used, and the
models are run by CTranslate2.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from briefing.errors import TranslationError

# A model of another version, or one that is damaged or larger than the memory.
_BROKEN = (AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError)
PIVOT = "en"
BEAM, LENGTH_PENALTY = 4, 0.2  # as Argos Translate has them


class Argos:
    """Translates by one installed model, or by two with English between them."""

    name = "Argos Translate"
    remote = False

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Return a translation of each text, in order; raise TranslationError where no model can be used."""
        found = tuple(texts)
        for model in _route(_models(), source, target):
            try:
                found = _translated(found, model)
            except _BROKEN as error:
                raise TranslationError("its model cannot be used") from error
        return found

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the languages that it translates from and to; raise TranslationError where it is not installed."""
        known = {(model.from_code, model.to_code) for model in _models()}
        through = {(first, last) for first, one in known for other, last in known if one == other == PIVOT}
        return frozenset((first, last) for first, last in known | through if first != last)


def _models() -> list[Any]:
    try:
        import ctranslate2  # noqa: F401 - asked for here, so that its absence is told as that of the whole
        from argostranslate import package
    except ImportError as error:
        raise TranslationError("it is not installed") from error
    try:
        found = [each for each in package.get_installed_packages() if each.type == "translate"]
    except _BROKEN as error:
        raise TranslationError("its list of models cannot be read") from error
    return sorted(found, key=lambda each: str(each.package_path))


def _route(models: Sequence[Any], source: str, target: str) -> list[Any]:
    known = {(model.from_code, model.to_code): model for model in models}
    for way in ((source, target), (source, PIVOT, target)):
        if all(step in known for step in pairwise(way)):
            return [known[step] for step in pairwise(way)]
    raise TranslationError(f"it has no model from {source} to {target}")


def _translated(texts: Sequence[str], model: Any) -> tuple[str, ...]:  # noqa: ANN401 - the package has no types
    import ctranslate2

    translator = ctranslate2.Translator(str(model.package_path / "model"), device="cpu")
    prefix = getattr(model, "target_prefix", "")
    results = translator.translate_batch(
        [model.tokenizer.encode(text) for text in texts],
        target_prefix=[[prefix]] * len(texts) if prefix else None,
        beam_size=BEAM,
        length_penalty=LENGTH_PENALTY,
        replace_unknowns=True,
    )
    found = tuple(model.tokenizer.decode(each.hypotheses[0]).removeprefix(prefix).strip() for each in results)
    if not all(found):
        raise ValueError("an empty translation")
    return found
