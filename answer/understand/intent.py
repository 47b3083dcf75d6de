"""What kind of message is it: a question, a greeting, nothing to go by; or a request, for an overview above all?

The first are told by their wording. A request is told by how near it comes to a few examples (requests.toml), and the
words that these do not know must be few: what asks for something in particular is a question, whatever it is like.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from index.embed import Vectors
from index.lexical import is_content, terms

Intent = Literal["question", "help", "empty", "too_long"]

Kind = Literal["overview", "gist", "corpus", "documents", "whole", "mentions", "translate", "opinion"]
"""Of a request: an overview; the same in a word or two; that of all documents; which documents there are; all of one;
which of them hold some words; another language; a view."""
OVERVIEWS: frozenset[Kind] = frozenset(("overview", "gist", "corpus"))

EXAMPLES = Path(__file__).with_name("requests.toml")
NEAR = 0.5
"""Cosine. Of 435 development questions none comes this near to a request, of 4,000 of other sets one."""
NEAR_TO_AN_OVERVIEW = 0.55
"""The same of an overview, whose words are plainer: "Who deals with claims?" is .52 to "Major claims…"."""
NEAR_WITHOUT_ITS_SUBJECT = 0.75
"""The same where what is asked for ("… mention the treaty?") is put as "it"."""
SHORT = 7  # words: "What is … about?" names a document in few
LONGEST_QUESTION = 4000
"""Characters. A question longer than this is a pasted document, not a question."""

_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|day|afternoon|evening)|moin|hallo|thanks?(?: you)?"
    r"|thank you(?: very much)?|thx|ok(?:ay)?|yes|no|yep|nope|sure|bye|goodbye|help|test)"
    r"(?:[ ,]+(?:there|all|everyone|footnote|so much|a lot))?[\s!.?,:)]*$",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"^(?:so |and |hi,? |hello,? )*(?:what (?:can|do) you (?:do|know)|what (?:can|do) you help(?: me)? with|who are you"
    r"|what are you|how (?:can|do) (?:i|you) (?:use|ask|work)(?: (?:this|it|you|footnote))?"
    r"|what (?:can|should|could) i ask(?: you| here)?|how does (?:this|it|footnote) work|what is (?:this )?footnote"
    r"|help me|can you help(?: me)?)(?: for me| please| here)?[\s?!.]*$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\b(?:the|these|those|this|that|an?) (?:talks?|deals?)\b", re.IGNORECASE)
"""Not "what it talks about", nor "what it deals with": things that a document speaks of."""
_WRITTEN = re.compile(r"\w[\w'’.-]*")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def intent_of(message: str) -> Intent:
    """Decide by the wording alone; whatever is none of the others is a question."""
    text = " ".join(message.split())
    if len(text) > LONGEST_QUESTION:
        return "too_long"
    if not _LETTER_OR_DIGIT.search(text):
        return "empty"
    if _GREETING.match(text) or _ABOUT_US.match(text):
        return "help"
    return "question"


class Request(NamedTuple):
    """What is wanted; `subject`: the words that say of what, often none; of an overview, words that name a document."""

    kind: Kind
    subject: tuple[str, ...] = ()


class Requests:
    """Tells requests from questions. Thread-safe."""

    def __init__(self, embed: Callable[[str], Vectors]) -> None:
        """`embed`: a text → its vector, of unit length; the examples are embedded when first needed."""
        self._embed = embed
        examples: dict[Any, list[str]] = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
        self._names: list[tuple[Any, str]] = [(kind, example) for kind, some in examples.items() for example in some]
        self._known = {kind: {t for one in some for t in terms(one)} for kind, some in examples.items()}
        self._all_known = set[str]().union(*(self._known[kind] for kind in get_args(Kind)))

    @cached_property
    def _vectors(self) -> Vectors:
        return np.stack([self._embed(example) for _, example in self._names])

    def request(self, message: str) -> Request | None:
        """What a message wants; None where it is a question."""
        words = _WRITTEN.findall(message)
        subject = tuple(word for word in _unknown(words, self._all_known) if not word[0].isdigit())
        if len(words) > SHORT and len(subject) == len([word for word in words if is_content(word)]):
            return None  # most questions: no word in it is one of the examples'
        of_what = _unknown(words, self._known["mentions"])
        if of_what and self._nearest(_with_it(words, of_what), NEAR_WITHOUT_ITS_SUBJECT) == "mentions":
            return Request("mentions", of_what)
        kind = self._nearest(message, NEAR)
        if kind != "question" and subject:
            named = self._nearest(_with_it(words, subject), NEAR_WITHOUT_ITS_SUBJECT)
            if named in OVERVIEWS:
                return Request(named, subject)
        if kind in OVERVIEWS and (_THINGS.search(message) or self._nearest(message, NEAR_TO_AN_OVERVIEW) != kind):
            return None
        if kind is None or kind == "question":
            return None
        is_whole = not subject or (kind == "translate" and len(subject) == 1)
        return Request(kind, subject) if is_whole and kind != "mentions" else None

    def _nearest(self, text: str, least: float) -> Kind | Literal["question"] | None:
        """What the example is of to which the text is nearest; None where none is near."""
        likeness = self._vectors @ self._embed(text)
        best = int(likeness.argmax())
        return self._names[best][0] if likeness[best] >= least else None


def _unknown(words: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The words that say something and are none of the known terms."""
    return tuple(word for word in words if is_content(word) and not set(terms(word)) <= set(known))


def _with_it(words: Sequence[str], subject: Sequence[str]) -> str:
    """The words, with "it" for each run of those of the subject and the articles before them."""
    said: list[str] = []
    for word in words:
        if word not in subject:
            said.append(word)
            continue
        while said and said[-1].lower() in ("it", "the", "a", "an"):
            said.pop()
        said.append("it")
    return " ".join(said)
