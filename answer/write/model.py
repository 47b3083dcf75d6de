"""The wire to a language model: any OpenAI-compatible server, through LlamaIndex's LLM interface; or one of our own.

All requests live on one event loop in a thread of its own, so that each can be ended at once (by a time limit,
or because nobody listens any more) and none can hold up another.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from answer.errors import LLMError
from answer.saying import Saying, said_by
from answer.write.failures import in_words, is_unreachable, without_user
from answer.write.local.files import model_file
from answer.write.local.process import Endpoint, LocalModel, running
from answer.write.request import LETTERS_A_TOKEN, TOO_MUCH, Asked, Limits, patiently, remember
from settings import Settings

SILENCE = 0.15
"""Seconds without a piece after which `stream` gives an empty one (twice the usual gap, where that is longer)."""
LONGEST_SILENCE = 1.0  # seconds, however slow the model
DOWN = 10.0
"""Seconds for which a server that could not be reached, or said nothing, is not asked again."""
FAILED = Saying("llm_failed", "The language model {model} at {url} failed: {why}")
FAILED_HERE = Saying("llm_failed_here", "The language model {model}, on this machine, failed: {why}")
SEEN_TO_END = 0.5  # seconds after which a process that was killed is seen to have ended


class LanguageModel:
    """One model, on a server or on this machine. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError where it should run here and cannot be found. One that runs here begins to load."""
        self._patience, self._lock = settings.llm_timeout, threading.Lock()
        self._local = _running(settings) if settings.llm else None
        self.name = self._local.name if self._local else settings.llm_model
        self._at = Endpoint(settings.llm_url, settings.llm_key.get_secret_value() or "none")
        self._llm: Any = None if self._local else self._client(self._at)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._down: tuple[float, LLMError] | None = None  # until when, and why
        if self._local:
            threading.Thread(target=self._load, name="language-model-loads", daemon=True).start()

    def reads(self, seconds: float) -> int | None:
        """How many tokens it reads in a time, once it is loaded; None where that was not measured."""
        if self._local:
            self._load()
        return int(self._local.reads * seconds) if self._local and self._local.reads else None

    def _load(self) -> None:
        with suppress(LLMError):  # the question meets it again, and tells
            self._connected()

    def _connected(self) -> Any:
        """The client of where the model answers now: one that runs here may have been started anew."""
        if self._local:
            try:
                at = self._local.endpoint()
            except LLMError as error:
                raise self._told(error) from None
            with self._lock:
                if at != self._at:
                    self._at, self._llm = at, self._client(at)
        return self._llm

    def _client(self, at: Endpoint) -> Any:
        import httpx  # a second to import, with the next one, and only needed here
        from llama_index.llms.openai_like import OpenAILike

        return OpenAILike(
            model=self.name,
            api_base=at.url,
            api_key=at.key,
            is_chat_model=True,
            timeout=self._patience,
            async_http_client=httpx.AsyncClient(
                follow_redirects=True,
                limits=httpx.Limits(
                    max_keepalive_connections=0
                ),  # one that the server has closed fails the next request
                event_hooks={"response": [remember]},
            ),
            max_retries=0,
            temperature=0.0,
        )

    @property
    def structured(self) -> bool:
        """Whether it can be held to a schema: llama.cpp can."""
        return self._local is not None

    def stream(self, prompt: str, limits: Limits, schema: dict[str, Any] | None = None) -> Iterator[str]:
        """What the model answers, piece by piece; an empty piece where nothing has come for a while.

        Where a `schema` is given, it answers with JSON of that kind.

        Raises LLMError when the server fails, at any point; at once where it was found dead a moment ago.
        Closing the iterator ends the request.
        """
        if self._down and time.monotonic() < self._down[0]:
            raise self._down[1]
        llm, pieces = self._connected(), SimpleQueue[str | LLMError | None]()
        request = asyncio.run_coroutine_threadsafe(
            self._pump(llm, Asked(prompt, limits, schema), pieces), self._running_loop()
        )
        try:
            yield from _received(pieces)
        finally:
            request.cancel()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="language-model", daemon=True).start()
            return self._loop

    async def _pump(self, llm: Any, asked: Asked, pieces: "SimpleQueue[str | LLMError | None]") -> None:
        """Put every piece into the queue, then None; or what went wrong."""
        began, said = time.monotonic(), 0
        try:
            async for piece in patiently(llm, asked, began + asked.limits.whole):
                said += len(piece)
                pieces.put(piece)
                if said > asked.limits.tokens * LETTERS_A_TOKEN:
                    raise LLMError(TOO_MUCH(tokens=str(asked.limits.tokens)))
            pieces.put(None)
        except Exception as error:  # each layer below (openai, httpx, json) has errors of its own
            pieces.put(self._failure(error, silent=not said and asked.limits.wait >= self._patience))

    def _failure(self, error: Exception, silent: bool) -> LLMError:
        """What to tell; where the server is dead, that is remembered for a while."""
        ours = error if isinstance(error, LLMError) else in_words(error, self._at.key)
        if self._local:
            why = None if isinstance(error, LLMError) else self._local.ended(SEEN_TO_END)
            return self._told(LLMError(why) if why else ours)
        failure = self._told(ours)
        if is_unreachable(error) or (isinstance(error, TimeoutError) and silent):
            self._down = (time.monotonic() + DOWN, failure)
        return failure

    def _told(self, error: LLMError) -> LLMError:
        why = said_by(error)
        if self._local:
            return type(error)(FAILED_HERE(model=self.name, why=why))
        return type(error)(FAILED(model=self.name, url=without_user(self._at.url), why=why))


def _running(settings: Settings) -> LocalModel:
    return running(model_file(settings), settings.llm_context, settings.threads)


def _received(pieces: "SimpleQueue[str | LLMError | None]") -> Iterator[str]:
    """The pieces as they come, with an empty one where the next keeps us waiting."""
    last, gap = None, 0.0
    while True:
        try:
            piece = pieces.get(timeout=min(max(SILENCE, 2 * gap), LONGEST_SILENCE))
        except Empty:
            yield ""
            piece = pieces.get()
        if piece is None:
            return
        if isinstance(piece, LLMError):
            raise piece
        now = time.monotonic()
        gap, last = (gap + now - last) / 2 if last else 0.0, now
        yield piece
