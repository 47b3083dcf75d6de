"""Two quiet thumbs below an answer, and what becomes of them."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
from collections.abc import Sequence

import chainlit as cl

from answer.answer import Answer
from chat.desk import Desk
from chat.feedback import FILE, NOT_HERE, NOTED, THUMBS, Shown, append
from chat.history import HISTORY, History
from chat.scope import Scope
from chat.trouble import show_error
from settings import Settings


class Ratings:
    """What is rated is kept here: the page sends back no more than which answer it was."""

    def __init__(self, desk: Desk, settings: Settings, archive: History | None) -> None:
        self._desk, self._archive = desk, archive
        self._file = settings.data / FILE

    async def thumbs(self, message: cl.Message, answer: Answer, history: Sequence[Answer]) -> list[cl.Action]:
        """The buttons for a message that shows an answer to a question asked after `history`."""
        scope = Scope(cl.context.session.thread_id)
        shown = await self._desk.run(lambda assistant: Shown.by(assistant, answer, history), scope)
        rateable = {**(cl.user_session.get("rateable") or {}), message.id: (message, shown)}
        cl.user_session.set("rateable", dict([*rateable.items()][-HISTORY:]))
        return [
            cl.Action(
                "rate",
                {"of": message.id, "rating": rating},
                says,
                says,
                f"thumbs-{rating}",
                id=f"rate-{rating}-{message.id}",
            )
            for rating, says in THUMBS.items()
        ]

    async def rate(self, action: cl.Action) -> None:
        """Keep what the user thinks of an answer, once."""
        rateable = cl.user_session.get("rateable") or {}
        message, shown = rateable.pop(action.payload.get("of"), (None, None))
        if not message:
            await cl.context.emitter.send_toast(NOT_HERE)
            return
        try:
            feedback = shown.rated(action.payload.get("rating"))
            await asyncio.to_thread(append, feedback, self._file)
            if self._archive:
                await self._archive.mark_rated(message.id)
            await message.remove_actions()
            await cl.context.emitter.send_toast(NOTED, "success")
        except Exception as error:  # Chainlit would show the user nothing
            rateable[message.id] = (message, shown)
            await show_error(error)
