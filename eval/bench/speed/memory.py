"""Whether the chat grows with what it is asked and what is brought to it."""

from collections.abc import Iterator, Sequence

import psutil
from tqdm import tqdm

from eval.bench.speed.chat import with_chat
from eval.bench.speed.visitor import Visitor, visiting

CONVERSATIONS = 10
FILES = 5  # that are brought to each
PATIENCE = 3600  # seconds for all of it


def megabytes(questions: Sequence[str], text: str) -> list[float]:
    """Resident memory of a chat and its processes after each of ten conversations of the same length.

    The questions are shared out among them, and to each five files are brought: `text` under another heading.
    """

    async def visit(port: int) -> list[float]:
        sizes: list[float] = []
        for number, some in enumerate(tqdm(_shares(questions), desc="Memory", unit="conversation", disable=None)):
            async with visiting(port) as visitor:
                await _converse(visitor, some, [f"# Copy {number}.{i}\n\n{text}" for i in range(FILES)])
            sizes.append(_resident(port))
        return sizes

    return with_chat(visit, PATIENCE)


def _shares(questions: Sequence[str]) -> list[Sequence[str]]:
    each = len(questions) // CONVERSATIONS
    return [questions[at : at + each] for at in range(0, each * CONVERSATIONS, each)]


async def _converse(visitor: Visitor, questions: Sequence[str], texts: Sequence[str]) -> None:
    brought = [await visitor.bring(f"copy-{number}.md", text) for number, text in enumerate(texts)]
    await visitor.ask(questions[0], brought)
    for question in questions[1:]:
        await visitor.ask(question)


def _resident(port: int) -> float:
    """Of the process that listens there and those that it started, in MB."""
    return float(sum(process.memory_info().rss for process in _listening(port)) / 1e6)


def _listening(port: int) -> Iterator[psutil.Process]:
    for child in psutil.Process().children(recursive=True):
        if any(word == str(port) for word in child.cmdline()):
            yield child
            yield from child.children(recursive=True)
