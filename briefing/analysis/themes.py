"""The chance of each issue for a sentence, by what the encoder reads in it and the terms in it, beside it and around.

A network of one hidden layer over the encoder's state of a sentence and the weights of issue terms in the sentence, in
its neighbours and in the whole corpus, trained by ``data/training/train_issues.py``.  One stray word names an issue;
whether a sentence is on it shows in the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.issues import MANNER
from briefing.model import Sentence
from briefing.resources import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# A lower chance is none.
LEAST = 0.05
# A term's vote for an issue that the encoder does not see in the sentence, and how much more it is where it does.
UNLIKELY_SHARE, LIKELY_GAIN = 0.2, 3.0
# The issues that are how the talks went, and from which chance of both on a sentence is on nothing else.
COURSE, MANNERLY = ("tone", "format"), 0.6


class IssueModel(NamedTuple):
    """The trained weights of both layers; ``issues`` are the classes in order."""

    issues: tuple[str, ...]
    first: Floats
    first_offset: Floats
    second: Floats
    second_offset: Floats


@cache
def issue_model() -> IssueModel:
    """Return the shipped model."""
    import numpy as np

    with np.load(shipped("data", "models", "issues.npz")) as stored:
        weights = [stored[name].astype(np.float32) for name in IssueModel._fields[1:]]
        return IssueModel(tuple(stored["issues"].tolist()), *weights)


def issue_chances(
    sentences: Sequence[Sentence], heard: Sequence[Mapping[str, float]], states: Floats
) -> list[Mapping[str, float] | None]:
    """Return the issues of each sentence with their chances, those under LEAST left out; None for what was not read.

    ``heard`` are the weights of the issue terms in each sentence (``issues.weights``), ``states`` a row a sentence, in
    the order of the corpus.
    """
    import numpy as np

    model = issue_model()
    chances = _chances(model, evidence(sentences, heard, states, model.issues))
    return [
        None if np.isnan(row[0]) else {model.issues[at]: float(row[at]) for at in np.flatnonzero(row >= LEAST)}
        for row in chances
    ]


def weighed(votes: Mapping[str, float], chances: Mapping[str, float]) -> dict[str, float]:
    """Return the votes of the terms in a sentence by the chances of their issues; what the model does not know, as is.

    Most sentences could be on the manner of the talks: no chance speaks for that.
    """
    known = issue_model().issues
    gains = {issue: LIKELY_GAIN * chance for issue, chance in chances.items() if issue not in MANNER}
    return {
        issue: weight * (UNLIKELY_SHARE + gains.get(issue, 0.0)) if issue in known else weight
        for issue, weight in votes.items()
    }


def on_manner(chances: Mapping[str, float]) -> bool:
    """Say whether a sentence tells how the talks went, and not what they were on, by the chances of its issues.

    Of the lines on events of our own that are so by a model that had not seen their event, 62 % are atmosphere, and
    2 % are disputes: .6 % of all disputes.
    """
    return sum(chances.get(issue, 0.0) for issue in COURSE) >= MANNERLY


def evidence(
    sentences: Sequence[Sentence], heard: Sequence[Mapping[str, float]], states: Floats, issues: Sequence[str]
) -> Floats:
    """Return what the network sees, a row a sentence: its state, its terms, those beside it, those of the corpus."""
    import numpy as np

    column = {issue: at for at, issue in enumerate(issues)}
    terms = np.zeros((len(sentences), len(issues)), np.float32)
    for place, weights in enumerate(heard):
        for issue, weight in weights.items():
            terms[place, column[issue]] = weight
    beside = np.zeros_like(terms)
    documents = np.array([sentence.document for sentence in sentences])
    follows = documents[1:] == documents[:-1]
    beside[1:][follows] += terms[:-1][follows] / 2
    beside[:-1][follows] += terms[1:][follows] / 2
    overall = np.broadcast_to(terms.mean(0), terms.shape) if len(terms) else terms
    return np.hstack([states, terms, beside, overall])


def _chances(model: IssueModel, seen: Floats) -> Floats:
    import numpy as np

    scores = np.maximum(seen @ model.first + model.first_offset, 0) @ model.second + model.second_offset
    raised = np.exp(scores - scores.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares
