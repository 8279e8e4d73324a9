"""Train which issue a sentence is on: ``python data/training/train_issues.py``; writes ``data/models/issues.npz``.

``issues.jsonl`` says for each topic that the writers named in an event of our own which issues of ``data/issues`` it
belongs to.  Learned from are the events of all sets but the test set, from the states in which the encoder leaves their
sentences: a hidden layer, then the chances of the issues, by the likelihood of any of the right ones.  Printed is, for
the events that test, how many lines get a topic by ``find_topics`` and how many of these the right one, without the
encoder and with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from articles import FOLDER, TEST, Event, read_event, stored_events
from torch import nn

from briefing.analysis import themes
from briefing.analysis.issues import issues, weights
from briefing.analysis.topics import find_topics, key
from briefing.model import Sentence

ISSUES = Path(__file__).parent / "issues.jsonl"
MODEL = FOLDER.parents[1] / "models" / "issues.npz"
NAMES = (*issues("en").titles,)
HIDDEN, DROPPED, RATE, DECAY, PASSES, BATCH = 128, 0.3, 3e-3, 1e-4, 15, 1024
TINY = 1e-9


class Corpus(NamedTuple):
    """An event, its prose in order, and the right issues of each line."""

    event: Event
    prose: tuple[Sentence, ...]
    right: tuple[frozenset[str], ...]

    @property
    def tests(self) -> bool:
        """Say whether nothing is learned from it."""
        return any(article["set"] == TEST for article in self.event.stored)

    def seen(self) -> np.ndarray:
        """Return what the network sees of each line."""
        heard = [weights(line.text, line.lang, self.event.speaking) for line in self.prose]
        return themes.evidence(self.prose, heard, self.event.states, NAMES)


def corpora() -> Iterator[Corpus]:
    """Yield the events in the order of their names."""
    right = {row["event"]: row["issues"] for row in map(json.loads, ISSUES.open(encoding="utf-8"))}
    for name, stored in sorted(stored_events().items()):
        event, known = read_event(name, stored), right.get(name, {})
        prose, wanted = zip(
            *((line, frozenset(known.get(row["topic"] or "", ()))) for _, line, row in event.rows()), strict=True
        )
        yield Corpus(event, prose, wanted)


def learned(seen: np.ndarray, right: Sequence[frozenset[str]]) -> themes.IssueModel:
    """Return a model of lines with their right issues, the spread of what is seen worked into its weights."""
    torch.manual_seed(0)
    middle, spread = seen.mean(0), seen.std(0) + 1e-6
    inputs = torch.tensor((seen - middle) / spread, dtype=torch.float32)
    wanted = torch.tensor([[name in each for name in NAMES] for each in right], dtype=torch.float32)
    first, second = nn.Linear(seen.shape[1], HIDDEN), nn.Linear(HIDDEN, len(NAMES))
    network = nn.Sequential(nn.Dropout(DROPPED), first, nn.ReLU(), nn.Dropout(DROPPED), second)
    steps = PASSES * -(-len(inputs) // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(PASSES):
        for batch in torch.randperm(len(inputs)).split(BATCH):
            said = torch.log_softmax(network(inputs[batch]), 1)
            loss = -torch.logsumexp(said + torch.log(wanted[batch] + TINY), 1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    weight = first.weight.detach().numpy().T / spread[:, None]
    offset = first.bias.detach().numpy() - middle @ weight
    return themes.IssueModel(NAMES, weight, offset, second.weight.detach().numpy().T, second.bias.detach().numpy())


def report(found: Sequence[Corpus]) -> None:
    """Print how many lines with a right issue get a topic, and how often that is right."""
    for title, read in (("terms", False), ("terms and encoder", True)):
        told = right = lines = 0
        for each in found:
            _, _, documents, speaking, persons, states = each.event
            of = find_topics(documents, "en", speaking, persons, states if read else None).of
            known = [(of.get(key(line)), wanted) for line, wanted in zip(each.prose, each.right, strict=True) if wanted]
            lines += len(known)
            told += sum(bool(topic) for topic, _ in known)
            right += sum(topic in wanted for topic, wanted in known)
        print(f"{title}: {told / lines:.3f} of {lines} lines get a topic, {right / told:.3f} of these the right one")


def main() -> None:
    """Learn, write, and measure what is written."""
    found = [*corpora()]
    taught = [each for each in found if not each.tests]
    known = [np.array([bool(wanted) for wanted in each.right], bool) for each in taught]
    seen = np.concatenate([each.seen()[kept] for each, kept in zip(taught, known, strict=True)])
    right = [wanted for each in taught for wanted in each.right if wanted]
    model = learned(seen, right)
    small = {name: getattr(model, name).astype(np.float16) for name in model._fields[1:]}
    np.savez(MODEL, issues=np.array(model.issues), **small)
    themes.issue_model.cache_clear()
    report([each for each in found if each.tests])


if __name__ == "__main__":
    main()
