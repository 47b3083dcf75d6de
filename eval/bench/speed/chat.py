"""How long people wait for the chat: a real server, asked over its own socket."""

import asyncio
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import TypeVar

from socketio.exceptions import SocketIOError

from eval.bench.speed.visitor import ChatError, visiting
from settings import ROOT

CHAT_PATIENCE = 240  # seconds

T = TypeVar("T")


def seconds_to_first_answer(question: str) -> float:
    """Start the chat, ask it at once, and stop it: seconds from start to whole answer."""

    async def ask(port: int) -> float:
        async with visiting(port) as visitor:
            await visitor.ask(question)
        return time.perf_counter() - started

    started = time.perf_counter()
    return with_chat(ask)


def seconds_to_first_words(warm_up: str, rounds: Sequence[Sequence[str]]) -> list[float]:
    """Start the chat, let as many people as a round has questions come and ask them at once, round after round.

    Each asks one of them: seconds from the question to its answer's first words. `warm_up` is asked before.
    """

    async def ask(port: int) -> list[float]:
        async with AsyncExitStack() as stay:
            people = [await stay.enter_async_context(visiting(port)) for _ in rounds[0]]
            await people[0].ask(warm_up)
            waited: list[float] = []
            for questions in rounds:
                asked = zip(people, questions, strict=True)
                waited += await asyncio.gather(*(person.ask(question) for person, question in asked))
            return waited

    return with_chat(ask)


def with_chat(visit: Callable[[int], Awaitable[T]], patience: float = CHAT_PATIENCE) -> T:
    """Start the chat as a process of its own, do this with its port, and stop it; ChatError where it fails."""
    port = _free_port()
    command = [sys.executable, "-m", "chainlit", "run", "app.py", "--headless", "--host", "127.0.0.1"]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=log, stderr=log) as chat,
    ):
        try:
            return asyncio.run(asyncio.wait_for(_when_it_listens(port, chat, visit), patience))
        except (ChatError, TimeoutError, SocketIOError) as error:
            log.seek(0)
            said = log.read().decode(errors="replace")[-2000:]
            raise ChatError(f"The chat gave no answer ({error or 'out of time'}). It said:\n{said}") from None
        finally:
            chat.kill()


async def _when_it_listens(port: int, chat: subprocess.Popen[bytes], visit: Callable[[int], Awaitable[T]]) -> T:
    """Wait until the chat takes connections; ChatError where it ends before."""
    while chat.poll() is None:
        if await _listens(port):
            return await visit(port)
        await asyncio.sleep(0.05)
    raise ChatError(f"it ended with {chat.returncode}")


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
