"""Terms that a question takes up, found again in the conversation as phrases that read well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.carry_features import Inputs
from answer.conversation import Encoded, Mention

_INSIDE = frozenset({"of", "the", "and", "for", "in", "on", "de", "van", "von", "al", "la", "le", "du", "&"})
"""Words that may stand inside a phrase: "Council of Ministers of Defense"."""
NEIGHBOUR = 0.6
"""A word beside a carried one, in its run or name, comes along from this share of the threshold on."""
IN_NAME = 0.2
"""The same for a word of a name of which another is carried."""
LONGEST_GAP = 2


@dataclass(frozen=True)
class Phrase:
    """Words of the conversation that the question takes up."""

    text: str
    score: float
    """The highest probability of its terms."""
    is_name: bool
    before: str
    """The word before it where it stands, in lower case."""
    is_place: bool = False
    """Whether the conversation says "in" or "at" it anywhere: then it is hardly a person."""

    @property
    def with_article(self) -> str:
        """As it reads in the middle of a sentence: "the General Agreement"."""
        return f"the {self.text}" if self.before == "the" else self.text


def phrases_of(inputs: Inputs, probabilities: Mapping[str, float], threshold: float) -> list[Phrase]:
    """The terms at or above the threshold as few phrases, the surest first."""
    wanted = {term for term, p in probabilities.items() if p >= threshold}
    groups = [(text, group) for text in _texts(inputs) for group in _groups(text, probabilities, wanted, threshold)]
    places = {t for t, stands in zip(inputs.terms, inputs.mentions, strict=True) if any(map(_stands_as_place, stands))}
    found: list[Phrase] = []
    while wanted:
        text, group = max(groups, key=lambda g: _gain(g[0], g[1], wanted, probabilities))
        found.append(_phrase(text, group, probabilities, places))
        wanted -= {text.words[n].term for n in group}
    return sorted(found, key=lambda phrase: -phrase.score)


def _texts(inputs: Inputs) -> list[Encoded]:
    """The texts that hold a term: questions before answers, the latest first."""
    mentions = sorted((m for found in inputs.mentions for m in found), key=lambda m: (not m.of_question, m.turn))
    return list({id(m.text): m.text for m in mentions}.values())


def _groups(
    text: Encoded, probabilities: Mapping[str, float], wanted: set[str], threshold: float
) -> list[tuple[int, ...]]:
    """Runs of words (their numbers) that hold a wanted term, and nothing that was not asked for."""
    kept = {n for n, word in enumerate(text.words) if word.term in wanted}
    names = [tuple(range(first, last + 1)) for first, last in text.names]
    for runs, share in ((text.runs, NEIGHBOUR), (names, IN_NAME)):
        near = {n for n, word in enumerate(text.words) if probabilities.get(word.term, 0.0) >= threshold * share}
        kept |= {n for run in runs if kept & set(run) for n in near & set(run)}
    groups: list[tuple[int, ...]] = []
    for n in sorted(kept):
        if groups and _linked(text, groups[-1][-1], n):
            groups[-1] = (*groups[-1], n)
        else:
            groups.append((n,))
    return groups


def _linked(text: Encoded, first: int, second: int) -> bool:
    if any(a <= first and second <= b for a, b in text.names):
        return True
    between = text.words[first + 1 : second]
    gap = text.text[text.words[first].end : text.words[second].start]
    if len(between) > LONGEST_GAP or any(c in gap for c in '.,;:?!()[]"“”'):
        return False
    return all(word.text.lower() in _INSIDE for word in between)


def _gain(text: Encoded, group: Sequence[int], wanted: set[str], probabilities: Mapping[str, float]) -> float:
    """How much of what is wanted a group holds: each term once, by its probability."""
    return sum(probabilities[term] for term in {text.words[n].term for n in group} & wanted)


def _phrase(text: Encoded, group: Sequence[int], probabilities: Mapping[str, float], places: set[str]) -> Phrase:
    first, last = text.words[group[0]], text.words[group[-1]]
    before = text.words[group[0] - 1].text.lower() if group[0] else ""
    capitals = [text.words[n].is_capital and text.words[n].start > 0 for n in group]
    is_name = all(capitals) or any(a <= group[0] and group[-1] <= b for a, b in text.names)
    score = max(probabilities.get(text.words[n].term, 0.0) for n in group)
    return Phrase(" ".join(text.text[first.start : last.end].split()), score, is_name, before, last.term in places)


def _stands_as_place(mention: Mention) -> bool:
    return mention.word > 0 and mention.text.words[mention.word - 1].text.lower() in ("in", "at")
