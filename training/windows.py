"""Paragraphs → passages of whole sentences, as long as those that the index keeps."""

from functools import lru_cache
from random import Random

from tokenizers import Tokenizer

from index.sentences import Span, sentence_spans


class Windows:
    """Cuts passages out of paragraphs, by the tokens of `tokenizer`."""

    def __init__(self, tokenizer: Tokenizer, tokens: tuple[int, int]) -> None:
        self._tokenizer, self._tokens = tokenizer, tokens
        self.sentences = lru_cache(maxsize=20_000)(self._sentences)

    def around(self, paragraph: str, answer: Span | None, rng: Random) -> Span:
        """Whole sentences of the paragraph around the answer (anywhere, where there is none).

        Which sentences stand before and behind it is drawn, so that answers stand everywhere.
        """
        spans, lengths = self.sentences(paragraph)
        first = last = rng.randrange(len(spans))
        if answer:
            first = max(i for i, (a, _) in enumerate(spans) if a <= answer[0])
            last = max(i for i, (a, _) in enumerate(spans) if a < answer[1])
        budget = rng.randint(*self._tokens) - sum(lengths[first : last + 1])
        while sides := [
            (side, at)
            for side, at in ((-1, first - 1), (1, last + 1))
            if 0 <= at < len(spans) and lengths[at] <= budget
        ]:
            side, at = rng.choice(sides)
            budget -= lengths[at]
            first, last = (at, last) if side < 0 else (first, at)
        return spans[first][0], spans[last][1]

    def _sentences(self, paragraph: str) -> tuple[list[Span], list[int]]:
        spans = sentence_spans(paragraph) or [(0, len(paragraph))]
        encoded = self._tokenizer.encode_batch_fast([paragraph[a:b] for a, b in spans], add_special_tokens=False)
        return spans, [len(e.ids) for e in encoded]
