"""A conversation that was kept, in a new page: what follows up on it, and what the page lacks."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
import logging

import chainlit as cl
from chainlit.types import ThreadDict

from chat.answering import Answering
from chat.history import HISTORY, History, unanswered
from chat.panels import Panels
from chat.wording import here

logger = logging.getLogger("footnote.chat")

SETTLED = 0.3  # seconds until a page shows the messages of a conversation that was kept


class Resuming:
    """Goes on with the conversations of an archive."""

    def __init__(self, archive: History, answering: Answering, panels: Panels) -> None:
        self._archive, self._answering, self._panels = archive, answering, panels
        self._catching_up: set[asyncio.Task[None]] = set()

    async def resume(self, thread: ThreadDict) -> None:
        """What follows up is known at once; what else a page needs comes when it has the messages."""
        await self._know(thread)
        self._catching_up.add(task := asyncio.create_task(self._catch_up(thread)))
        task.add_done_callback(self._catching_up.discard)

    async def _know(self, thread: ThreadDict) -> None:
        kept = await self._archive.answers(thread["id"], HISTORY)
        cl.user_session.set("history", [one.answer for one in kept])

    async def _catch_up(self, thread: ThreadDict) -> None:
        """What a conversation lacks in a new page: an answer that was being given, ratings, a second try."""
        try:
            await self._panels.tell()
            if thread["id"] in self._answering.under_way:  # in another page, or in this one before it was loaded anew
                thread = await self._when_answered(thread)
            await asyncio.sleep(SETTLED)
            await self._offer(thread)
        except Exception as error:
            logger.error("A conversation was not resumed", exc_info=error)
            await cl.context.emitter.send_toast(here().say("chat.not_as_it_was"), "warning")

    async def _when_answered(self, thread: ThreadDict) -> ThreadDict:
        """The conversation when its answers are there, as the page shows it then."""
        await self._answering.under_way.over(thread["id"])
        thread = await self._archive.get_thread(thread["id"]) or thread
        await cl.context.emitter.resume_thread(thread)
        await self._know(thread)
        return thread

    async def _offer(self, thread: ThreadDict) -> None:
        """Ratings for the answers, and the last answer, where a crash has cut that off."""
        kept = await self._archive.answers(thread["id"], HISTORY)
        answers = [one.answer for one in kept]
        for number, (step_id, answer, rating) in enumerate(kept):
            if answer.mode != "help":
                message = cl.Message("", id=step_id)
                for action in await self._answering.offers.actions(message, answer, answers[:number], rating):
                    await cl.context.emitter.emit("remove_action", action.to_dict())  # a page that was away has it
                    await action.send(for_id=step_id)
        if not (question := unanswered(thread)):
            return
        if kept and kept[-1].step_id not in {step["id"] for step in thread["steps"]}:  # it was there by then
            await self._answering.show(cl.Message("", id=kept[-1].step_id), answers[-1], answers[:-1])
        else:
            offered, again = cl.Message(here().say("chat.cut_off")), here().say("chat.ask_again")
            await cl.context.emitter.send_step(offered.to_dict())  # for this page alone
            await cl.Action("again", {"question": question}, again, again).send(for_id=offered.id)

    async def again(self, action: cl.Action) -> None:
        """Ask a question whose answer was cut off once more."""
        await action.remove()
        await self._answering.begin(cl.Message(str(action.payload.get("question", ""))))
