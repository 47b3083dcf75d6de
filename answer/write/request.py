"""One request to a language model's server: its answer, piece by piece, within limits."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from answer.errors import LLMError
from answer.saying import Saying
from answer.write.circles import goes_in_circles
from answer.write.failures import CUT, patience

CONNECT = 5.0  # seconds for a connection to come about
LETTERS_A_TOKEN = 8  # a server that heeds no limit of tokens is stopped at so many times its characters
IN_CIRCLES = Saying("llm_circles", "it went on repeating itself; put the question differently, or set another model.")()
TOO_SLOW = Saying("llm_slow", "it was not done within {seconds} s; set FOOTNOTE_LLM_TIME_LIMIT higher.")
TOO_MUCH = Saying("llm_long", "its answer was longer than {tokens} tokens; set FOOTNOTE_LLM_MAX_TOKENS higher.")
EMPTY = Saying(
    "llm_empty", "it gave an empty answer; see FOOTNOTE_LLM_MODEL, and FOOTNOTE_LLM_URL (most end in /v1)."
)()
_responses: ContextVar[list[Any]] = ContextVar("responses")
"""What the server answered the request with that this task makes."""

_ENDED = re.compile(r"[.!?…。！？:;\])】”\"’'*`|]\s*$|NOT FOUND\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Limits:
    """How long the model may take and how much it may say."""

    wait: float
    """Seconds for the first word, and between two."""
    whole: float
    """Seconds for everything."""
    tokens: int


@dataclass(frozen=True)
class Asked:
    """What is asked of the model."""

    prompt: str
    limits: Limits
    schema: dict[str, Any] | None = None
    """Of the JSON that it is to answer with; None: in plain text."""

    def options(self) -> dict[str, Any]:
        """As the server is told."""
        if self.schema is None:
            return {"max_tokens": self.limits.tokens}
        wanted = {"name": "answer", "strict": True, "schema": self.schema}
        return {"max_tokens": self.limits.tokens, "response_format": {"type": "json_schema", "json_schema": wanted}}


async def patiently(llm: Any, asked: Asked, end: float) -> AsyncIterator[str]:
    """Ask; where the server asks for a little patience, have it, once."""
    try:
        async for piece in _ask(llm, asked, end):
            yield piece
        return
    except Exception as error:
        wait = patience(error)
        if wait is None:
            raise
        await asyncio.sleep(wait)
    async for piece in _ask(llm, asked, end):
        yield piece


async def _ask(llm: Any, asked: Asked, end: float) -> AsyncIterator[str]:
    """Ask once, within the limits."""
    import httpx
    from llama_index.core.llms import ChatMessage

    limits, message = asked.limits, ChatMessage(role="user", content=asked.prompt)
    timeout = httpx.Timeout(limits.wait + 1, connect=min(CONNECT, limits.wait))  # _next has the first word
    parts = await llm.astream_chat([message], timeout=timeout, **asked.options())
    said, reason = "", None
    responses: list[Any] = []
    _responses.set(responses)
    try:
        while (part := await _next(parts, limits, end)) is not None:
            reason = _finish_reason(part) or reason
            if part.delta:
                said += part.delta
                yield part.delta
            if goes_in_circles(said):
                raise LLMError(IN_CIRCLES)
    finally:
        await parts.aclose()
        for response in responses:  # the layers between leave it open where something went wrong
            await response.aclose()
    _ended_well(said, reason, limits)


async def remember(response: Any) -> None:
    _responses.get().append(response)


async def _next(parts: Any, limits: Limits, end: float) -> Any:
    """The next part of the answer, or None at its end."""
    left = end - time.monotonic()
    try:
        async with asyncio.timeout(min(limits.wait, left)):
            return await anext(parts, None)
    except TimeoutError:
        if left > limits.wait:
            raise
        raise LLMError(TOO_SLOW(seconds=f"{limits.whole:g}")) from None


def _ended_well(said: str, reason: str | None, limits: Limits) -> None:
    """Raises LLMError where an answer is empty, or only half of one."""
    if not said.strip():
        raise LLMError(EMPTY)
    if reason == "length":
        raise LLMError(TOO_MUCH(tokens=str(limits.tokens)))
    if reason is None and not _ENDED.search(said):
        raise LLMError(CUT)


def _finish_reason(part: Any) -> str | None:
    choices = getattr(part.raw, "choices", None) or []
    return getattr(choices[0], "finish_reason", None) if choices else None
