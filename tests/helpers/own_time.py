"""How long a piece of work takes by itself, whatever else the machine and the tests before it have done."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Watch:
    """Seconds of this thread, once the work has ended."""

    seconds = 0.0


@contextmanager
def own_time() -> Iterator[Watch]:
    """Measure what is done within, in this thread's own seconds, and collect no garbage meanwhile: a collection would
    go through what thousands of tests before have left."""
    gc.collect()
    gc.disable()
    watch, begun = Watch(), time.thread_time()
    try:
        yield watch
    finally:
        watch.seconds = time.thread_time() - begun
        gc.enable()
