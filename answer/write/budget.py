"""How much fits into a language model's context: a cautious count of tokens, without the model's own tokenizer."""

import re
from collections.abc import Callable, Sequence

from index.passages import Hit

LETTERS_A_TOKEN = 3
"""English has 4 and more to a token in every tokenizer in use."""
BYTES_A_TOKEN = 2
"""Of UTF-8, in all other scripts."""
TURN = 64  # tokens for what the server's chat template adds

_ENGLISH = re.compile(r"[A-Za-z]")
_SIGN = re.compile(r"[!-@\[-`{-~\n]")


def tokens(text: str) -> int:
    """At most how many tokens a text has, in all likelihood: some tokenizers make one of each digit and sign."""
    letters, signs = len(_ENGLISH.findall(text)), len(_SIGN.findall(text))
    others = sum(len(c.encode("utf-8", "replace")) for c in text if not c.isascii())
    return signs + -(-letters // LETTERS_A_TOKEN) + -(-others // BYTES_A_TOKEN)


def fitting(prompt: Callable[[Sequence[Hit]], str], hits: Sequence[Hit], room: int) -> Sequence[Hit]:
    """The best hits that `prompt`, filled with them, still fits into `room` tokens with; at least one."""
    kept = hits
    while len(kept) > 1 and tokens(prompt(kept)) + TURN > room:
        kept = kept[:-1]
    return kept
