"""A question that is asked otherwise: what came after it goes, and it is answered anew."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

from typing import Any

import chainlit as cl
from chainlit.context import init_ws_context
from chainlit.session import WebsocketSession

from chat.answering import Answering
from chat.history import HISTORY, History


class Editing:
    """In place of Chainlit's own, which leaves behind what is no message, and what follow-ups refer to."""

    def __init__(self, archive: History, answering: Answering) -> None:
        self._archive, self._answering = archive, answering

    async def edit(self, sid: str, payload: Any) -> None:
        """A message's new words, as the page sends them. While an answer is being given, nothing is changed."""
        session = WebsocketSession.require(sid)
        init_ws_context(session)
        if session.thread_id in self._answering.under_way:
            await cl.context.emitter.send_toast("Wait until the answer is there, then edit the question.")
            return
        question = cl.Message.from_dict(payload["message"])
        later = await self._archive.forget_from(session.thread_id, question.id)
        if later is None:
            await cl.context.emitter.send_toast("This question is no longer there. Reload the page.", "warning")
            return
        for step in later:
            await cl.context.emitter.delete_step(step)
        await question.update()
        kept = await self._archive.answers(session.thread_id, HISTORY)
        cl.user_session.set("history", [one.answer for one in kept])
        await self._answering.begin(question)
