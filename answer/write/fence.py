"""What comes from documents and users, on its way into a prompt: data between fences, and nothing else."""

import re
from collections.abc import Sequence

from answer.write.markdown import without_controls
from index.passages import Hit

_FENCE = {"<<": "‹‹", ">>": "››"}
# What chat templates mark their turns with. A server may read it in a text as it does in its own template.
_TURNS = re.compile(r"<\|?([\w ]{1,24})\|?>(?<=\|>)|<(/?(?:s|bos|eos|start_of_turn|end_of_turn|think))>|\[(/?INST)\]")
_NUMBER_IN_BRACKETS = re.compile(r"[\[【［]\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\]】］]")


def harmless(text: str) -> str:
    """Text that can end no fence, begin no turn of a chat, and hold no citation marker: [3] becomes {3}."""
    text = without_controls(text)
    text = _TURNS.sub(lambda m: f"‹{next(group for group in m.groups() if group)}›", text)
    for fence, harmless_fence in _FENCE.items():
        text = text.replace(fence, harmless_fence)
    return _NUMBER_IN_BRACKETS.sub(r"{\1}", text)


def one_line(text: str) -> str:
    """The same, on one line: a question cannot pretend to be the next part of the prompt."""
    return " ".join(harmless(text).split())


def fenced(hits: Sequence[Hit]) -> str:
    """The passages, numbered from 1, each between marks that nothing in a passage can imitate."""
    return "\n\n".join(
        f"<<<passage {number}>>>\n{harmless(hit.passage.in_context).strip()}\n<<<end of passage {number}>>>"
        for number, hit in enumerate(hits, 1)
    )
