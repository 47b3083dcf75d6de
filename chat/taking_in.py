"""Files in a message: they are read while the window shows how far, and then said what became of each."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
import threading
from collections.abc import Sequence
from pathlib import PurePosixPath

import chainlit as cl

from chat import render
from chat.brought import Brought, File
from chat.desk import Desk
from chat.panels import Panels
from chat.scope import Scopes
from chat.wording import ENGLISH, Wording, here
from index.report import Report

NAMED = 5  # documents that are named
STEP = 0.5  # seconds between two states of the progress that are shown
LONG = 60  # seconds; where more are left, it is said how many minutes


class TakingIn:
    """Takes the files of a message into the conversation in which they were sent."""

    def __init__(self, desk: Desk, brought: Brought, scopes: Scopes, panels: Panels) -> None:
        self._desk, self._brought, self._scopes, self._panels = desk, brought, scopes, panels

    async def take_in(self, thread_id: str, files: Sequence[File]) -> None:
        """Read the files, to be asked from now on; a message shows how far it is, and then what became of each."""
        message, ended = cl.Message(here().say("chat.reading", count=len(files))), threading.Event()
        await cl.context.emitter.send_step(message.to_dict())  # kept when it is done: a crash leaves no half of it
        shown = asyncio.create_task(self._show_progress(message, len(files), state := {"done": 0.0, "left": 0.0}))
        try:
            report = await self._read(thread_id, files, state, ended)
            await self._scopes.add(thread_id, report.new)
            await self._panels.tell()
            message.content = render.plain_lines(said(report, here()))
        except asyncio.CancelledError:
            ended.set()
            message.content = here().say("chat.none_taken_in")
            raise
        except Exception:
            message.content = here().say("chat.nothing_read")
            raise
        finally:
            shown.cancel()
            await message.send()

    async def _read(
        self, thread_id: str, files: Sequence[File], state: dict[str, float], ended: threading.Event
    ) -> Report:
        async with self._brought.in_turn:
            return await self._desk.run(
                lambda assistant: self._brought.add(
                    thread_id, files, assistant.embedder, lambda done, left: state.update(done=done, left=left), ended
                )
            )

    async def _show_progress(self, message: cl.Message, files: int, state: dict[str, float]) -> None:
        while True:
            await asyncio.sleep(STEP)
            message.content = progress(files, state["done"], state["left"], here())
            await cl.context.emitter.update_step(message.to_dict())


def progress(files: int, done: float, left: float, wording: Wording = ENGLISH) -> str:
    """How far the reading is, of so many files; where it takes long, how long."""
    far = f"{wording.say('chat.reading', count=files)} {wording.say('chat.percent', percent=round(done * 100))}"
    return f"{far}, {wording.say('chat.minutes_left', count=round(left / 60))}" if left > LONG else far


def said(report: Report, wording: Wording = ENGLISH) -> str:
    """What was read, and what was left out and why; a line each."""
    read = [PurePosixPath(document_id).name for document_id in [*report.new, *report.changed]]
    out = [*map(wording.of, report.problems), *(wording.say("chat.no_kind", name=name) for name in report.left_out)]
    lines = [_named(read, wording) if read else wording.say("chat.nothing_read")]
    lines += [wording.say("chat.left_out", count=len(out)), *(f"- {line}" for line in out)] if out else []
    return "\n".join([*lines, *(["", wording.say("chat.ours")] if read else [])])


def _named(read: Sequence[str], wording: Wording) -> str:
    names = ", ".join(read[:NAMED])
    if len(read) > NAMED:
        names = wording.say("chat.and_more", names=names, more=len(read) - NAMED)
    return wording.say("chat.documents_read", count=len(read), names=names)
