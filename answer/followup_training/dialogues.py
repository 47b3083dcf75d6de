"""CANARD (Elgohary et al. 2019) and TREC CAsT 2019–2022 → conversations with human rewrites."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from answer.conversation import Turn
from settings import FootnoteError

Part = Literal["train", "dev", "test"]

CANARD = "canard/dev.json"
CAST_2019, CAST_2019_REWRITES = (
    "treccast/evaluation_topics_v1.0.json",
    "treccast/evaluation_topics_annotated_resolved_v1.0.tsv",
)
CAST = (
    "treccast/2020_manual_evaluation_topics_v1.0.json",
    "treccast/2021_manual_evaluation_topics_v1.0.json",
    "treccast/2022_evaluation_topics_flattened_duplicated_v1.0.json",
)
FILES = (CANARD, CAST_2019, CAST_2019_REWRITES, *CAST)
"""Where the sets lie in the folder of data."""
_NO_ANSWER = "I don't know"


class DialogueError(FootnoteError):
    """A file of conversations is missing, or not what it should be."""


@dataclass(frozen=True)
class Dialogue:
    """A conversation. The `understood` of its turns is what a person wrote."""

    source: Literal["canard", "cast"]
    topic: str
    """What it is about: conversations of one topic stand on one side of the split."""
    turns: tuple[Turn, ...]

    @property
    def part(self) -> Part:
        """A fifth of the topics is for the test, a tenth for tuning; by hash, so that more data moves none."""
        number = int(hashlib.sha256(f"followup {self.topic}".encode()).hexdigest(), 16) % 10
        return "test" if number < 2 else "dev" if number < 3 else "train"


def read_dialogues(folder: Path) -> list[Dialogue]:
    """All conversations of the sets in `folder`; raises DialogueError where one is missing or of another layout."""
    try:
        return [*_canard(_read(folder / CANARD)), *_cast_2019(folder), *_cast(folder)]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DialogueError(
            f"The conversations in {folder} are not laid out as expected ({type(error).__name__}: {error}). "
            f"Expected the files {', '.join(FILES)} as CANARD and TREC CAsT publish them."
        ) from None


def _read(path: Path) -> Any:
    return json.loads(_text(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DialogueError(f"{path} cannot be read ({error.strerror}). Give the folder of the sets: --data") from None


def _canard(lines: list[dict[str, Any]]) -> Iterator[Dialogue]:
    """The answer to a question stands in the history of the next one; the last one has none."""
    by_dialogue: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_dialogue.setdefault(line["QuAC_dialog_id"], []).append(line)
    for one in by_dialogue.values():
        asked = sorted(one, key=lambda line: int(line["Question_no"]))
        said = [line["History"][-1] for line in asked[1:]] + [""]
        turns = [
            Turn(line["Question"], line["Rewrite"], "" if answer.startswith(_NO_ANSWER) else answer)
            for line, answer in zip(asked, said, strict=True)
        ]
        yield Dialogue("canard", asked[0]["History"][0], tuple(turns))


def _cast_2019(folder: Path) -> Iterator[Dialogue]:
    """2019 has no answers."""
    rewrites = dict(line.split("\t", 1) for line in _text(folder / CAST_2019_REWRITES).splitlines() if line)
    for topic in _read(folder / CAST_2019):
        numbers = [f"{topic['number']}_{turn['number']}" for turn in topic["turn"]]
        pairs = zip(numbers, topic["turn"], strict=True)
        turns = [Turn(turn["raw_utterance"].strip(), rewrites[n].strip(), "") for n, turn in pairs if n in rewrites]
        if turns:
            yield Dialogue("cast", str(topic["number"]), tuple(turns))


def _cast(folder: Path) -> Iterator[Dialogue]:
    """2020 has no answers' texts; the conversations of 2022 share their beginnings."""
    for name in CAST:
        for topic in _read(folder / name):
            turns = [
                Turn(
                    (turn.get("raw_utterance") or turn["utterance"]).strip(),
                    turn["manual_rewritten_utterance"].strip(),
                    turn.get("passage") or turn.get("response") or "",
                )
                for turn in topic["turn"]
            ]
            yield Dialogue("cast", str(topic["number"]), tuple(turns))
