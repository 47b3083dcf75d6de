"""Two quiet thumbs below an answer, and what becomes of them."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import chainlit as cl

from answer.answer import Answer
from answer.feedback import Rating
from chat.desk import Desk
from chat.feedback import FILE, Shown, append
from chat.history import HISTORY, History
from chat.scope import Scope
from chat.trouble import show_error
from chat.wording import ENGLISH, Wording, here
from settings import Settings

THUMBS: dict[Rating, tuple[str, str]] = {
    "up": ("chat.helped", "chat.helped_take_back"),
    "down": ("chat.wrong", "chat.wrong_take_back"),
}
"""What each thumb says, and says when it was given."""


@dataclass
class Rateable:
    """A message that shows an answer, and what is thought of it so far."""

    message: cl.Message
    shown: Shown
    rating: Rating = "none"


class Ratings:
    """What is rated is kept here: the page sends back no more than which answer it was."""

    def __init__(self, desk: Desk, settings: Settings, archive: History | None) -> None:
        self._desk, self._archive = desk, archive
        self._file = settings.data / FILE

    async def thumbs(
        self, message: cl.Message, answer: Answer, history: Sequence[Answer], rating: Rating = "none"
    ) -> list[cl.Action]:
        """The buttons for a message that shows an answer to a question asked after `history`."""
        scope = Scope(cl.context.session.thread_id)
        shown = await self._desk.run(lambda assistant: Shown.by(assistant, answer, history), scope)
        rateable = {**(cl.user_session.get("rateable") or {}), message.id: Rateable(message, shown, rating)}
        cl.user_session.set("rateable", dict([*rateable.items()][-HISTORY:]))
        return buttons(message.id, rating, here())

    async def rate(self, action: cl.Action) -> None:
        """Keep what the user thinks of an answer now."""
        await self._keep(action.payload.get("of"), action.payload.get("rating"), "")

    async def comment(self, of: str, comment: str) -> None:
        """Keep what the user says of an answer that is rated."""
        rateable = (cl.user_session.get("rateable") or {}).get(of)
        await self._keep(of, rateable.rating if rateable else "none", comment.strip())

    async def _keep(self, of: Any, rating: Any, comment: str) -> None:
        rateable: Rateable | None = (cl.user_session.get("rateable") or {}).get(of)
        if not rateable:
            await cl.context.emitter.send_toast(here().say("chat.too_long_ago"))
            return
        try:
            feedback = rateable.shown.rated(rating, of, comment)
            await asyncio.to_thread(append, feedback, self._file)
            if self._archive:
                await self._archive.keep_rating(of, feedback.rating)
            await self._show(rateable, feedback.rating)
            says = "chat.taken_back" if feedback.rating == "none" else "chat.noted"
            await cl.context.emitter.send_toast(here().say(says), "success")
        except Exception as error:  # Chainlit would show the user nothing
            await show_error(error)

    async def _show(self, rateable: Rateable, rating: Rating) -> None:
        """The buttons as they are now; others that the message has stay."""
        if rating == rateable.rating:
            return
        message = rateable.message
        for button in buttons(message.id, rateable.rating, here()):
            await cl.context.emitter.emit("remove_action", button.to_dict())
        rateable.rating = rating
        for button in buttons(message.id, rating, here()):
            await button.send(for_id=message.id)


def buttons(of: str, rating: Rating, wording: Wording = ENGLISH) -> list[cl.Action]:
    """The thumbs below a message: the one that was given takes itself back, and a comment may be added to it."""
    made = []
    for thumb, (says, says_given) in THUMBS.items():
        given = thumb == rating
        wanted, label = ("none", wording.say(says_given)) if given else (thumb, wording.say(says))
        about = {"of": of, "rating": wanted}
        made.append(
            cl.Action("rate", about, label, label, f"thumbs-{thumb}", id=f"{'rated' if given else 'rate'}-{thumb}-{of}")
        )
    if rating != "none":
        why = wording.say("chat.say_why")
        made.append(cl.Action("comment", {"of": of}, why, why, "message-square", id=f"comment-{of}"))
    return made
