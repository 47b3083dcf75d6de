"""BM25 over the same passages: derived from the store, and thrown away with every sync."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

TERMS = 2
"""Number of this way to make terms; part of the saved index's name. Raise it when terms change."""

_WORD = re.compile(r"[^\W_]+(?:(?:\.|_+)[^\W_]+)*")  # "__so__" is "so": markup is no part of a word
_STOP_WORDS = frozenset(STOPWORDS_EN) | frozenset(
    """
    what which who whom whose when where why how do does did can could would should i you he she we me my your his
    her its our their them him us am were been being have has had about from than so
    want wants wanted say says tell tells get gets got go goes make makes made happen happens happened mean means
    think thinks thing things
    """.split()
)
_local = threading.local()  # a Stemmer must not be used by two threads at once


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    stemmer = getattr(_local, "stemmer", None) or Stemmer.Stemmer("english")
    _local.stemmer = stemmer
    return str(stemmer.stemWord(word))


def is_content(word: str) -> bool:
    """Whether a word says something: it has a letter or digit, and is none of the stop words."""
    return word.lower() not in _STOP_WORDS and any(c.isalnum() for c in word)


def words(text: str) -> list[str]:
    """The text's words as they stand, lower case, in order."""
    return _WORD.findall(text.lower())


def terms(text: str) -> list[str]:
    """The text's content words, lower case, stemmed (Snowball), in order; "U.S." counts as "us"."""
    return [_stem(w.replace(".", "")) for w in words(text) if w not in _STOP_WORDS]


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over passages named by their ids."""

    def __init__(self, ids: list[str], scorer: bm25s.BM25 | None, words: frozenset[str]) -> None:
        self.ids = ids
        """Of the passages."""
        self._places = {passage_id: place for place, passage_id in enumerate(ids)}
        self._scorer = scorer
        self.words = words
        """Every word of the corpus as it stands, lower case: what a misspelling may have meant."""

    @classmethod
    def build(cls, passages: Iterable[tuple[str, str]]) -> "LexicalIndex":
        """From (id, text) pairs."""
        ids: list[str] = []
        corpus: list[list[str]] = []
        vocabulary: set[str] = set()
        for passage_id, text in passages:
            ids.append(passage_id)
            corpus.append(terms(text))
            vocabulary.update(words(text))
        if not any(corpus):
            return cls(ids, None, frozenset(vocabulary))
        scorer = bm25s.BM25()
        scorer.index(corpus, show_progress=False)
        return cls(ids, scorer, frozenset(vocabulary))

    def query(self, question: str, k: int) -> list[tuple[str, float]]:
        """Ids and scores of the k best passages, best first; only those that share a word with it."""
        scores = self.all_scores(question)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(self.ids[i], float(scores[i])) for i in best if scores[i] > 0]

    def scores(self, question: str, ids: Sequence[str]) -> list[float]:
        """The scores of these passages; 0 where one is unknown or shares no word with it."""
        scores = self.all_scores(question)
        places = map(self.place_of, ids)
        return [float(scores[place]) if place is not None else 0.0 for place in places]

    def place_of(self, passage_id: str) -> int | None:
        """Where a passage stands among the scores; None where it is unknown."""
        return self._places.get(passage_id)

    def all_scores(self, question: str, idf: Callable[[str], float] | None = None) -> npt.NDArray[np.float32]:
        """(passages,): the score of each; with `idf`, a term is as telling as that says, and not as it is here."""
        known = self._scorer.vocab_dict if self._scorer else {}
        wanted = [t for t in terms(question) if t in known]
        if not wanted or self._scorer is None:
            return np.zeros(len(self.ids), dtype=np.float32)
        if idf is None:
            scores: npt.NDArray[np.float32] = self._scorer.get_scores(wanted)
            return scores
        weighed = [self._scorer.get_scores([t]) * (idf(t) / self.idf(t)) for t in wanted]
        return np.asarray(np.sum(weighed, axis=0), dtype=np.float32)

    def idf(self, term: str) -> float:
        """How telling a term is: ln(1 + (N − n + 0.5) / (n + 0.5)), n of N passages holding it."""
        total = len(self.ids)
        return float(np.log(1 + (total - (n := self.document_frequency(term)) + 0.5) / (n + 0.5)))

    def document_frequency(self, term: str) -> int:
        """In how many passages the (stemmed) term occurs."""
        if self._scorer is None or term not in self._scorer.vocab_dict:
            return 0
        column = self._scorer.vocab_dict[term]
        pointers = self._scorer.scores["indptr"]
        return int(pointers[column + 1] - pointers[column])

    def save(self, folder: Path) -> None:
        """Write to a folder of its own, replacing what it held."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if self._scorer is not None:
            self._scorer.save(str(folder / "bm25"))
        (folder / "ids.json").write_text(json.dumps(self.ids), encoding="utf-8")
        (folder / "words.json").write_text(json.dumps(sorted(self.words)), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex | None":
        """Read back, mapped into memory rather than loaded; None where it is missing or damaged."""
        try:
            ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
            vocabulary = frozenset(json.loads((folder / "words.json").read_text(encoding="utf-8")))
            saved = (folder / "bm25").is_dir()
            return cls(ids, bm25s.BM25.load(str(folder / "bm25"), mmap=True) if saved else None, vocabulary)
        except (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError):
            return None
