"""Requests that are no questions about what the documents say: told by how near they come to a few examples.

An example is near where its vector is; the words that it does not know must be few: what asks for something in
particular is a question, whatever its wording is like.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import numpy as np

from index.embed import Vectors
from index.lexical import is_content, terms

Kind = Literal["documents", "whole", "mentions", "translate", "opinion"]
EXAMPLES: Mapping[Kind | Literal["question"], tuple[str, ...]] = {
    "documents": (
        "What documents do you have?",
        "What docs are there?",
        "Which files can I ask you about?",
        "List all your documents.",
        "List the files.",
        "How many documents are there?",
        "What texts do you know?",
        "What sources do you use?",
        "What is in the corpus?",
    ),
    "whole": (
        "Show me the whole article.",
        "Give me the full text of the document.",
        "Print the entire document.",
        "Can I read the complete text?",
        "Open the document.",
        "Let me see the original text.",
        "Paste the entire article here.",
        "Open the article.",
        "Display the whole document.",
    ),
    "mentions": (
        "How many documents mention it?",
        "Which documents mention it?",
        "How many articles mention the word?",
        "In which files does it appear?",
        "In how many reports does it occur?",
        "Which documents are about it?",
        "Which texts talk about it?",
        "Which documents say something about it?",
    ),
    "translate": (
        "Translate this into German.",
        "Can you translate the article into French?",
        "Please translate that.",
        "Say that in Spanish.",
        "And in French?",
    ),
    "opinion": (
        "What do you think?",
        "What do you think about this?",
        "What is your opinion?",
        "What is your view on it?",
        "Do you agree with that?",
        "Do you think that is right?",
        "What would you do?",
        "Do you like the article?",
        "Do you believe the author?",
    ),
    # what is near to these and asks for something that a document may say
    "question": (
        "What does the author think?",
        "What does the text say about it?",
        "What does the writer want?",
        "How does the article end?",
        "What document is it?",
        "Where is the library?",
        "Which file is it?",
        "How many are there?",
        "Who wrote it?",
        "Summarize this article.",
        "What language does he speak?",
        "Which of them agrees?",
        "What book is it in?",
        "What does the sentence translate to?",
        "Who translated it?",
        "What was it translated into?",
    ),
}
NEAR = 0.5
"""Cosine. Of 435 development questions none comes this near, of 4,000 of other sets four (to "translate")."""
NEAR_WITHOUT_ITS_SUBJECT = 0.75
"""The same where what is asked for ("… mention the treaty?") is put as "it"."""
_WORD = re.compile(r"\w[\w'’.-]*")


class Request(NamedTuple):
    """What is wanted; `subject`: the words that say of what, often none."""

    kind: Kind
    subject: tuple[str, ...] = ()


class Requests:
    """Tells requests from questions. Thread-safe."""

    def __init__(self, embed: Callable[[str], Vectors]) -> None:
        """`embed`: a text → its vector, of unit length; the examples are embedded when first needed."""
        self._embed = embed
        self._names = [(kind, example) for kind, examples in EXAMPLES.items() for example in examples]
        self._known = {kind: {t for one in examples for t in terms(one)} for kind, examples in EXAMPLES.items()}
        self._all_known = set[str]().union(*(self._known[kind] for kind in get_args(Kind)))

    @cached_property
    def _vectors(self) -> Vectors:
        return np.stack([self._embed(example) for _, example in self._names])

    def request(self, message: str) -> Request | None:
        """What a message wants; None where it is a question."""
        words = _WORD.findall(message)
        subject = _unknown(words, self._all_known)
        if len(subject) == len([word for word in words if is_content(word)]) > 0:
            return None  # most questions: no word in it is one of the examples'
        of_what = _unknown(words, self._known["mentions"])
        if of_what and self._nearest(_with_it(words, of_what), NEAR_WITHOUT_ITS_SUBJECT) == "mentions":
            return Request("mentions", of_what)
        kind = self._nearest(message, NEAR)
        if kind == "question":
            return None
        is_whole = not subject or (kind == "translate" and len(subject) == 1)
        return Request(kind, subject) if is_whole and kind != "mentions" else None

    def _nearest(self, text: str, least: float) -> Kind | Literal["question"]:
        likeness = self._vectors @ self._embed(text)
        best = int(likeness.argmax())
        return self._names[best][0] if likeness[best] >= least else "question"


def _unknown(words: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The words that say something and are none of the known terms."""
    return tuple(word for word in words if is_content(word) and not set(terms(word)) <= set(known))


def _with_it(words: Sequence[str], subject: Sequence[str]) -> str:
    """The words, with "it" for each run of those of the subject."""
    said: list[str] = []
    for word in words:
        stands_for = "it" if word in subject else word
        if not (stands_for == "it" and said[-1:] == ["it"]):
            said.append(stands_for)
    return " ".join(said)
