"""How far a sync is: a line in the terminal, or whatever a caller shows it in."""

import sys

from tqdm import tqdm


class Bar:
    """Moves over the bytes of a sync's files. What a subclass raises here ends the sync, as a kill does."""

    def __init__(self, size: int) -> None:
        """Of so many bytes; shown where there is a terminal to show it."""
        self.size, self.n = size, 0
        self._line = tqdm(
            total=size, unit="B", unit_scale=True, desc="Indexing", disable=None, delay=0.5, file=sys.stderr
        )

    def update(self, n: int) -> None:
        """So many bytes more."""
        self.n += n
        self._line.update(n)

    def note(self, passages: int) -> None:
        """So many passages went through the model by now."""
        self._line.set_postfix_str(f"{passages} passages")

    def close(self) -> None:
        """It has ended."""
        self._line.close()
