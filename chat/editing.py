"""A question that is asked otherwise: what came after it goes, and it is answered anew."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

from typing import Any

import chainlit as cl
from chainlit.context import init_ws_context
from chainlit.session import WebsocketSession

from chat.answering import Answering
from chat.history import HISTORY, History
from chat.wording import here


class Editing:
    """In place of Chainlit's own, which leaves behind what is no message, and what follow-ups refer to."""

    def __init__(self, archive: History, answering: Answering) -> None:
        self._archive, self._answering = archive, answering

    async def edit(self, sid: str, payload: Any) -> None:
        """A message's new words, as the page sends them. While an answer is being given, nothing is changed."""
        session = WebsocketSession.require(sid)
        init_ws_context(session)
        if session.thread_id in self._answering.under_way:
            await cl.context.emitter.send_toast(here().say("chat.wait"))
            return
        given = self._answering.under_way.enter(session.thread_id)
        try:
            question = await self._cut_off(session.thread_id, payload["message"])
        except BaseException:
            self._answering.under_way.leave(session.thread_id, given)
            raise
        await self._answering.begin(question, given=given)

    async def _cut_off(self, thread_id: str, message: Any) -> cl.Message:
        """The message in its new words, with which the conversation ends now."""
        question: cl.Message = cl.Message.from_dict(message)
        for step in await self._archive.forget_from(thread_id, question.id) or ():
            await cl.context.emitter.delete_step(step)
        await question.update()
        kept = await self._archive.answers(thread_id, HISTORY)
        cl.user_session.set("history", [one.answer for one in kept])
        return question
