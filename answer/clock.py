"""How long each hop of an answer takes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Seconds for each hop of an answer."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._hops: dict[str, float] = {}

    @contextmanager
    def __call__(self, hop: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._hops[hop] = self._hops.get(hop, 0.0) + time.perf_counter() - began

    def timings(self) -> dict[str, float]:
        """The hops so far, and the total since the question came."""
        return {**self._hops, "total": time.perf_counter() - self._started}
