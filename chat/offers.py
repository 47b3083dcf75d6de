"""What is offered with an answer: to rate it, to have it in the other mode, and questions to go on with."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
from collections.abc import Sequence

import chainlit as cl

from answer.answer import Answer
from answer.feedback import Rating
from chat.desk import Desk
from chat.history import History
from chat.rating import Ratings
from chat.scope import Scope
from chat.under_way import UnderWay
from chat.wording import here
from settings import FootnoteError, Settings

OTHER = {"quotes": "Written", "written": "Quotes"}
"""By the mode of an answer, the profile of the other one."""
OTHER_SAYS = {"Written": "chat.answer_written", "Quotes": "chat.answer_quotes"}


class Offers:
    """Buttons below answers. What they do is done elsewhere (app.py says where)."""

    def __init__(self, desk: Desk, settings: Settings, archive: History | None, under_way: UnderWay) -> None:
        self._desk, self._settings, self._under_way = desk, settings, under_way
        self.ratings = Ratings(desk, settings, archive)
        self._suggesting: set[asyncio.Task[None]] = set()

    async def actions(
        self, message: cl.Message, answer: Answer, history: Sequence[Answer], rating: Rating = "none"
    ) -> list[cl.Action]:
        """What can be done with an answer: it is rated, and asked for in the other mode where there are two."""
        made = await self.ratings.thumbs(message, answer, history, rating)
        other = OTHER.get(answer.mode) if self._settings.writes else None
        if other:
            about = {"question": answer.standalone_question, "mode": other}
            says = here().say(OTHER_SAYS[other])
            made.append(cl.Action("otherwise", about, says, says, "repeat-2", id=f"otherwise-{message.id}"))
        return made

    def suggest(self, message: cl.Message, answer: Answer, history: Sequence[Answer], scope: Scope) -> None:
        """Offer questions to go on with; while others are waiting for answers, those come first."""
        if answer.statements and len(self._under_way) == 1:
            self._suggesting.add(task := asyncio.create_task(self._offer_next(message, answer, history, scope)))
            task.add_done_callback(self._suggesting.discard)

    async def _offer_next(self, message: cl.Message, answer: Answer, history: Sequence[Answer], scope: Scope) -> None:
        asked = [one.question for one in (*history, answer)]
        try:
            found = await self._desk.run(lambda assistant: assistant.next_questions(answer, asked), scope)
        except FootnoteError:  # the next question says what is wrong
            return
        latest: list[Answer] = cl.user_session.get("history") or []
        if latest and latest[-1] is answer:  # nobody has gone on meanwhile
            for number, question in enumerate(found):
                button = cl.Action("ask", {"question": question}, question, question, id=f"next-{number}-{message.id}")
                await button.send(for_id=message.id)
