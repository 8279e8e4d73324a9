"""Which issue each sentence speaks of, the same across documents and languages, and what to call it.

Each sentence collects votes: from the issue terms in it, from words of this corpus that go with one issue (a name that
stands mostly where the negotiators' visas are discussed points to visas), from the heading above it and from its
neighbours in the paragraph.  A frequent issue's votes count less (inverse document frequency, Spärck Jones 1972).
Where the encoder has read a sentence, a term's vote counts by how likely its issue is there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.countries import countries, country_name, main_countries, third_countries
from briefing.analysis.issues import MANNER, issues, weights
from briefing.analysis.quotability import leans
from briefing.analysis.themes import issue_chances, on_manner, weighed
from briefing.analysis.titling import proper_name
from briefing.model import Document, Kind, Sentence, Topic
from briefing.text.terms import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The two most spoken of are whose talks they are, however seldom named; the third may be what they are about.
PARTIES = 2
# Between an event and its topic, in a brief on several.
OF_EVENT = ":"
Key = tuple[str, int]
Votes = Mapping[str, float]

MANNER_SHARE = 0.6
NEIGHBOUR_SHARE, LEANING_SHARE = 0.3, 0.5
HEADING_SHARE = 0.5
LEAST_SENTENCES = 5
MOST_OF_CORPUS = 0.2
NEXT_BEST = 0.7
LEAST_ASSOCIATION = 0.5
COUNTRY = "country-"
COUNTRY_WEIGHT = 0.8
HOST_SHARE = 0.4


class Topics(NamedTuple):
    """The topics of a corpus, most spoken of first, and each sentence's topic id by (document, number).

    ``manner`` are the sentences that tell how the talks went and not what they were on, as the encoder reads them.
    """

    topics: tuple[Topic, ...]
    of: Mapping[Key, str]
    manner: frozenset[Key] = frozenset()


def issue(topic: str) -> str:
    """Return the issue of a topic, of whichever event it is one: «arms» for «E2:arms»."""
    return topic.rpartition(OF_EVENT)[2]


def key(sentence: Sentence) -> Key:
    """Return what identifies a sentence in a corpus."""
    return sentence.document, sentence.number


def find_topics(
    documents: Sequence[Document],
    lang: str,
    speaking: frozenset[str] = frozenset(),
    persons: frozenset[str] = frozenset(),
    states: NDArray[np.float32] | None = None,
) -> Topics:
    """Give each sentence of prose its topic, where it has one, and title the topics in ``lang``.

    ``speaking`` are the names of those who speak in the documents: a word of theirs names no issue.  A topic is called
    after none of them, and after none of the ``persons`` who are named.  ``states`` are those in which the encoder
    leaves the sentences of prose, a row each in their order.
    """
    prose = {key(sentence): sentence for sentence in _prose(documents)}
    stems = {at: frozenset(terms(sentence.text, sentence.lang)) for at, sentence in prose.items()}
    heard = {at: weights(sentence.text, sentence.lang, speaking) for at, sentence in prose.items()}
    own = _own_votes(prose, heard)
    likely = _likely(prose, heard, states)
    for at, chances in likely.items():
        own[at] = weighed(own[at], chances)
    local = _local_terms(stems, own)
    with_local = {at: _with_local(own[at], stems[at], local) for at in prose}
    above = _heading_votes(documents, speaking)
    votes = {at: _votes(at, sentence, with_local, prose) for at, sentence in prose.items()}
    for at, headed in above.items():
        for issue, weight in headed.items() if at in votes else ():
            votes[at][issue] += HEADING_SHARE * weight
    of = _gathered({at: each for at, each in votes.items() if each})
    manner = frozenset(at for at, chances in likely.items() if on_manner(chances))
    return Topics(_titled(of, prose, stems, lang, speaking | persons), of, manner)


def _prose(documents: Iterable[Document]) -> Iterable[Sentence]:
    return (sentence for document in documents for sentence in document.sentences if sentence.kind is Kind.PROSE)


def _best(votes: Votes) -> str:
    return min(votes, key=lambda issue: (-votes[issue], issue))


def _likely(
    prose: Mapping[Key, Sentence], heard: Mapping[Key, Votes], states: NDArray[np.float32] | None
) -> dict[Key, Votes]:
    """Return the chances of the issues of each sentence that the encoder has read."""
    if states is None:
        return {}
    found = issue_chances([*prose.values()], [heard[at] for at in prose], states)
    return {at: chances for at, chances in zip(prose, found, strict=True) if chances is not None}


def _own_votes(prose: Mapping[Key, Sentence], heard: Mapping[Key, Votes]) -> dict[Key, Votes]:
    found = {at: {**votes} for at, votes in heard.items()}
    met = [countries(sentence.text, sentence.lang, seats=True) for sentence in prose.values()]
    named = {at: countries(sentence.text, sentence.lang, seats=False) for at, sentence in prose.items()}
    parties = main_countries(prose.values())[:PARTIES]
    for code in sorted(third_countries(met).difference(parties)):
        places = [at for at in prose if code in named[at]]
        if not _hosts(found[at] for at in places):
            for at in places:
                found[at][COUNTRY + code] = COUNTRY_WEIGHT
    frequency = Counter(issue for votes in found.values() for issue in votes)
    scale = {issue: _manner(issue) * sqrt(log(1 + len(prose) / count)) for issue, count in frequency.items()}
    return {at: {issue: n * scale[issue] for issue, n in votes.items()} for at, votes in found.items()}


def _hosts(votes: Iterable[Votes]) -> bool:
    """Say whether a country is named mostly where the talks are described: it is their place, not their matter."""
    told = [bool(each) and _best(each) in MANNER for each in votes]
    return sum(told) >= HOST_SHARE * len(told)


def _manner(issue: str) -> float:
    return MANNER_SHARE if issue in MANNER else 1.0


def _local_terms(stems: Mapping[Key, frozenset[str]], own: Mapping[Key, Votes]) -> dict[str, tuple[str, float]]:
    """Return the words of this corpus that go with one issue, each with that issue and how strongly."""
    best = {at: _best(votes) for at, votes in own.items() if votes}
    overall = Counter(best.values())
    where: dict[str, list[Key]] = defaultdict(list)
    for at, words in stems.items():
        for word in words:
            where[word].append(at)
    found = {}
    for word, places in where.items():
        if LEAST_SENTENCES <= len(places) <= MOST_OF_CORPUS * len(stems):
            issue, share = _association(best[at] for at in places if at in best)
            share /= len(places)
            if issue not in MANNER and share >= LEAST_ASSOCIATION and share > 2 * overall[issue] / len(stems):
                found[word] = issue, share
    return found


def _association(issues_met: Iterable[str]) -> tuple[str, float]:
    """Return the issue met most often and how often: ('', 0) where none is met twice."""
    counts = Counter(issues_met)
    issue = min(counts, key=lambda name: (-counts[name], name), default="")
    return (issue, counts[issue]) if counts[issue] > 1 else ("", 0.0)


def _with_local(votes: Votes, words: frozenset[str], local: Mapping[str, tuple[str, float]]) -> Votes:
    strongest: dict[str, float] = {}
    for issue, share in (local[word] for word in words if word in local):
        strongest[issue] = max(share, strongest.get(issue, 0.0))
    return {issue: votes.get(issue, 0.0) + strongest.get(issue, 0.0) for issue in (*votes, *strongest)}


def _heading_votes(documents: Iterable[Document], speaking: frozenset[str]) -> dict[Key, Votes]:
    """Return the votes of the heading above a sentence; what stands above all prose is the title of the whole."""
    found = {}
    for document in documents:
        above: Votes = {}
        begun = False
        for sentence in document.sentences:
            begun = begun or sentence.kind is Kind.PROSE
            if sentence.kind is Kind.HEADING and begun:
                heard = weights(sentence.text, sentence.lang, speaking)
                above = {issue: weight * _manner(issue) for issue, weight in heard.items()}
            elif above:
                found[key(sentence)] = above
    return found


def _votes(
    at: Key, sentence: Sentence, votes: Mapping[Key, Votes], prose: Mapping[Key, Sentence]
) -> defaultdict[str, float]:
    total = defaultdict(float, votes[at])
    for step in (-1, 1):
        beside = (at[0], at[1] + step)
        share = _share_of(prose[beside], sentence) if beside in prose else 0.0
        for issue, weight in votes[beside].items() if share else ():
            if issue not in MANNER:
                total[issue] += share * weight
    return total


def _share_of(beside: Sentence, sentence: Sentence) -> float:
    """Return how much the votes of a neighbour count: more where the sentence points back to it."""
    if beside.number < sentence.number and leans(sentence):
        return LEANING_SHARE
    return NEIGHBOUR_SHARE if beside.paragraph == sentence.paragraph else 0.0


def _gathered(votes: Mapping[Key, Votes]) -> dict[Key, str]:
    """Give each sentence its best issue; one that few sentences speak of gives way to their next best, if near.

    A topic of few sentences is a line in a table that tells little, so the few go where the many are.
    """
    first = {at: _best(each) for at, each in votes.items()}
    size = Counter(first.values())
    found = {}
    for at, each in votes.items():
        enough = NEXT_BEST * each[first[at]]
        shared = {issue: n for issue, n in each.items() if n >= enough and size[issue] >= LEAST_SENTENCES}
        found[at] = _best(shared) if shared else first[at]
    return found


def _titled(
    of: Mapping[Key, str],
    prose: Mapping[Key, Sentence],
    stems: Mapping[Key, frozenset[str]],
    lang: str,
    persons: frozenset[str],
) -> tuple[Topic, ...]:
    members: dict[str, list[Key]] = defaultdict(list)
    for at, issue in of.items():
        members[issue].append(at)
    frequency = Counter(word for words in stems.values() for word in words)
    titles = issues(lang).titles
    order = sorted(members, key=lambda issue: (-len(members[issue]), issue))
    found = []
    for issue in order:
        inside = Counter(word for at in members[issue] for word in stems[at])
        ranked = sorted(inside, key=lambda word: (-(inside[word] ** 2) / frequency[word], word))
        if issue in titles:
            sentences = [prose[at] for at in members[issue]]
            shared = () if issue in MANNER else [word for word in ranked[:3] if inside[word] >= 0.6 * frequency[word]]
            title = proper_name(shared, sentences, lang, persons) or titles[issue]
        else:
            title = country_name(issue.removeprefix(COUNTRY), lang)
        found.append(Topic(issue, title, lang, tuple(ranked[:8])))
    return tuple(found)
