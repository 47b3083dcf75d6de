"""python -m index.documents.worker: reads files for another process, one at a time, and may die of them.

A request is a line of JSON on standard input: {"path", "module", "max_file" (MB), "seconds"}; the answer is wire.py's,
on standard output. It imports loaders and their libraries alone, so it starts in a moment.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from index.documents.document import Unreadable
from index.documents.source import load_file
from index.documents.wire import TooLongError, packed, send

MARGIN = 10  # seconds over its time in which a reader ends by itself, if nobody is there any more to end it


def main(memory: int) -> None:
    """Answer requests until there are no more, in at most so many bytes of memory."""
    answers = _keep_standard_output()
    _limit(memory)
    for request in sys.stdin.buffer:
        asked = json.loads(request)
        _end_after(asked["seconds"] + MARGIN)
        for answer in _answers(asked):
            with suppress(TooLongError, MemoryError):
                send(answer, answers)
                break
        _end_after(0)


def _answers(asked: dict[str, Any]) -> Iterator[dict[str, object]]:
    """The answer, and another one where it cannot be sent."""
    try:
        yield packed(load_file(Path(asked["path"]), asked["module"], asked["max_file"]))
    except Unreadable as reason:
        yield {"unreadable": str(reason)}
    except MemoryError:
        pass
    yield {"memory": True}


def _keep_standard_output() -> BinaryIO:
    """Standard output for the answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _limit(memory: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limits, macOS not all of them
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_after(seconds: int) -> None:
    if hasattr(signal, "alarm"):  # whatever it is doing: the system ends it
        signal.alarm(seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]))
