"""What went wrong, as a message: what to do, or where to look."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import logging
import secrets

import chainlit as cl

from chat import render
from chat.wording import here
from settings import FootnoteError

logger = logging.getLogger("footnote.chat")


async def show_error(error: Exception) -> None:
    """A FootnoteError says what to do; anything else is logged under a reference that the user sees."""
    if isinstance(error, FootnoteError):
        sentence = here().error(error)
    else:
        reference = secrets.token_hex(3)
        logger.error("Reference %s", reference, exc_info=error)
        sentence = here().say("chat.unforeseen", reference=reference)
    await cl.ErrorMessage(render.plain_lines(sentence)).send()
