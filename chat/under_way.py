"""Which conversations are being given an answer just now."""

import asyncio


class UnderWay:
    """By the ids of conversations, what is set when each of their answers is there. For one event loop."""

    def __init__(self) -> None:
        self._answers: dict[str, list[asyncio.Event]] = {}

    def __contains__(self, thread_id: str) -> bool:
        return thread_id in self._answers

    def __len__(self) -> int:
        """How many conversations wait for an answer."""
        return len(self._answers)

    def enter(self, thread_id: str) -> asyncio.Event:
        """An answer is on its way in a conversation, from now until `leave`."""
        self._answers.setdefault(thread_id, []).append(given := asyncio.Event())
        return given

    def leave(self, thread_id: str, given: asyncio.Event) -> None:
        """It is there."""
        self._answers[thread_id].remove(given)
        if not self._answers[thread_id]:
            del self._answers[thread_id]
        given.set()

    async def over(self, thread_id: str) -> None:
        """Wait until all answers of a conversation are there."""
        while waiting := self._answers.get(thread_id):
            await waiting[0].wait()
