"""Statements beside the evidence that carries them, or does not: our own layout, and HaluEval's."""

import re
from pathlib import Path

from pydantic import StrictBool, StrictStr

from eval.sets.files import BenchRecord, need_file, numbered_lines, read_jsonl
from eval.sets.samples import Half
from eval.sets.trials import half_of

SUPPORT_LAYOUT = (
    'a .jsonl file of {"statement", "evidence", "supported": true|false}, or HaluEval\'s of '
    '{"knowledge", "question", "right_answer", "hallucinated_answer"}'
)


class SupportLine(BenchRecord):
    """A statement, what it should rest on, and whether it does."""

    statement: StrictStr
    evidence: StrictStr | tuple[StrictStr, ...]
    supported: StrictBool
    half: Half = "test"

    @property
    def text(self) -> str:
        """The evidence as one text."""
        return self.evidence if isinstance(self.evidence, str) else "\n\n".join(self.evidence)


class HaluEvalLine(BenchRecord):
    """A line of HaluEval's QA part (Li et al. 2023): a right and a hallucinated answer from the same knowledge."""

    knowledge: StrictStr
    question: StrictStr
    right_answer: StrictStr
    hallucinated_answer: StrictStr

    @property
    def lines(self) -> list[SupportLine]:
        pairs = ((self.right_answer, True), (self.hallucinated_answer, False))
        text = _RUN_TOGETHER.sub(" ", self.knowledge)
        half = half_of(self.question)
        return [SupportLine(statement=answer, evidence=text, supported=truth, half=half) for answer, truth in pairs]


_RUN_TOGETHER = re.compile(r"(?<=[a-z)\"][.!?])(?=[A-Z\"])")
"""HaluEval sets no space between the sentences of its knowledge."""


def read_lines(path: Path) -> list[SupportLine]:
    """The statements of a file in either layout."""
    first = next((line for _, line in numbered_lines(need_file(path, SUPPORT_LAYOUT))), "")
    if '"hallucinated_answer"' in first:
        return [line for pair in read_jsonl(path, HaluEvalLine) for line in pair.lines]
    return read_jsonl(path, SupportLine)
