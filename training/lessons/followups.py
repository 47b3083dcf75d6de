"""Follow-ups with what people made of them (CANARD, Elgohary et al. 2019) → lessons on what a follow-up means.

What the rewritten question has and the follow-up has not is looked for in the conversation: there it is what is meant.
A rewritten question, and one in another conversation, mean nothing there.
"""

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Any

from answer.errors import TrainingError
from answer.understand.meant import Turn, asked_of, conversation
from index.lexical import is_content
from index.sentences import Span
from training.examples import Example
from training.recipe import Recipe
from training.samples import fraction

FILE = "canard/dev.json"
FOR_TUNING = 0.25
"""Share of the conversations that tuning may look at, and training may not."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def followup_lessons(folder: Path, recipe: Recipe) -> Iterator[list[Example]]:
    """Of the conversations that are learned from, those of one question together."""
    turns = followups(folder, recipe, for_tuning=False)
    rng = Random(f"{recipe.seed}/followups")
    for turn in turns:
        text, span = text_of(turn, titled=False), meant(turn, titled=False)
        if span is None or rng.random() < 0.3:  # where the title were always there, it would be what is always meant
            text, span = text_of(turn), meant(turn)
        if span is None:
            continue
        question, rewritten = asked_of(turn["Question"]), asked_of(turn["Rewrite"])
        elsewhere = text_of(_of_another(turn, turns, rng))
        yield [
            Example(question, text, span, "answerable"),
            Example(rewritten, text, None, "written"),
            Example(rewritten if rng.random() < 0.5 else question, elsewhere, None, "foreign"),
        ]


def _of_another(turn: dict[str, Any], turns: Sequence[dict[str, Any]], rng: Random) -> dict[str, Any]:
    """A turn under another title: under its own, the question might mean the same."""
    title = turn["History"][0]
    return rng.choice([other for other in turns if other["History"][0] != title] or [turn])


def followups(folder: Path, recipe: Recipe, for_tuning: bool) -> list[dict[str, Any]]:
    """The turns with a conversation before them; raises TrainingError where the set is missing."""
    try:
        turns = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TrainingError(f"{folder / FILE} cannot be read ({error}).") from None
    return [
        turn
        for turn in turns
        if len(turn["History"]) > 2
        and (fraction(turn["History"][0], recipe.seed) < FOR_TUNING) == for_tuning  # of one title on one side
    ]


def text_of(turn: dict[str, Any], titled: bool = True) -> str:
    """The conversation before a turn, as the reader reads it, without the set's headings."""
    title, _, *said = turn["History"]
    return conversation(title * titled, [Turn(*said[at : at + 2]) for at in range(0, len(said) - 1, 2)])


def meant(turn: dict[str, Any], titled: bool = True) -> Span | None:
    """Where the conversation has the words that the rewritten question has put in: the longest that are there."""
    text = text_of(turn, titled)
    found = [place for words in _put_in(turn["Question"], turn["Rewrite"]) if (place := _last(words, text))]
    return max(found, key=lambda span: span[1] - span[0], default=None)


def _put_in(question: str, rewritten: str) -> Iterator[Sequence[str]]:
    """Runs of words that say something and that only the rewritten question has, with what it has taken away."""
    before, after = _WORD.findall(question), _WORD.findall(rewritten)
    matcher = SequenceMatcher(None, [w.lower() for w in before], [w.lower() for w in after], autojunk=False)
    for kind, _, _, start, end in matcher.get_opcodes():
        words = [re.sub(r"['’]s$", "", word) for word in after[start:end]]
        while words and not is_content(words[0].lower()):  # "of the treaty" is said of the treaty
            words = words[1:]
        if kind in ("insert", "replace") and words:
            yield words


def _last(words: Sequence[str], text: str) -> Span | None:
    pattern = r"\W+".join(re.escape(word) for word in words)
    found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))
    return found[-1].span() if found else None
