"""What kind of message is it: a question, a wish for an overview, a greeting, nothing to go by; or a request?

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

Intent = Literal["question", "overview", "help", "empty", "too_long"]

Kind = Literal["documents", "whole", "mentions", "translate", "opinion"]
"""Of a request: which documents there are; all of one; which of them hold some words; another language; a view."""

EXAMPLES = Path(__file__).with_name("requests.toml")
NEAR = 0.5
"""Cosine. Of 435 development questions none comes this near to a request, of 4,000 of other sets one."""
NEAR_WITHOUT_ITS_SUBJECT = 0.75
"""The same where what is asked for ("… mention the treaty?") is put as "it"."""
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
_OVERVIEW_CUE = re.compile(
    r"\b(?:summ?[ae]r(?:y|i[sz]e|i[sz]ing|ies)|sum (?:it |this |that )?up|tl;?dr|recap|gist|overview|outline"
    r"|abstract|synopsis|nutshell|takeaways?|take-aways?|highlights"
    r"|(?:main|key|central|core|principal|most important|overall|major) (?:\w+ )?"
    r"(?:topics?|subjects?|themes?|messages?|points?|ideas?|arguments?|thesis|claims?|findings?|conclusions?)"
    r"|(?:topics?|subjects?|themes?|thesis|argument) of (?:the|this)"
    r"|what(?:['’]?s| is| are|) (?:it|this|that|(?:(?:the|this|these|your) )?\w+) (?:all |mainly |mostly )?about"
    r"|(?:deals?|dealing) with|talks? about|is about|says? in (?:short|brief))\b",
    re.IGNORECASE,
)
_SAYS_NOTHING_ELSE = frozenset(
    """
    s up article articles document documents text texts piece pieces report reports paper papers file files corpus story
    stories page pages author writer give show write tell make get read list name want need brief briefly short
    shortly quick quickly few two three four five sentence sentences word words bullet bullets point points
    paragraph paragraphs line lines please pls summary summaries summarize summarise summarizing summarising sum tl
    dr tldr recap gist overview outline abstract synopsis nutshell takeaway takeaways take aways highlights main key
    central core principal most important overall major topic topics subject subjects theme themes message messages
    idea ideas argument arguments thesis claim claims finding findings conclusion conclusions all mainly mostly
    whats deal deals dealing talk talks say says says whole entire thing things content contents quickly simple
    terms english general go let know kindly provide explain describe
    """.split()
)
_THINGS = re.compile(r"\b(?:the|these|those|this|that|an?) (?:talks?|deals?)\b", re.IGNORECASE)
"""Not "what it talks about", nor "what it deals with": things that a document speaks of."""
_WORD = re.compile(r"[^\W_]+")
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
    return "overview" if _wants_overview(text) else "question"


def _wants_overview(text: str) -> bool:
    """Whether it asks what the documents say on the whole, and of nothing in particular."""
    rest = [w for w in _WORD.findall(text.lower()) if is_content(w) and w not in _SAYS_NOTHING_ELSE]
    return _OVERVIEW_CUE.search(text) is not None and not rest and not _THINGS.search(text)


class Request(NamedTuple):
    """What is wanted; `subject`: the words that say of what, often none."""

    kind: Kind
    subject: tuple[str, ...] = ()


class Requests:
    """Tells requests from questions. Thread-safe."""

    def __init__(self, embed: Callable[[str], Vectors]) -> None:
        """`embed`: a text → its vector, of unit length; the examples are embedded when first needed."""
        self._embed = embed
        examples: dict[Any, list[str]] = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
        self._names = [(kind, example) for kind, some in examples.items() for example in some]
        self._known = {kind: {t for one in some for t in terms(one)} for kind, some in examples.items()}
        self._all_known = set[str]().union(*(self._known[kind] for kind in get_args(Kind)))

    @cached_property
    def _vectors(self) -> Vectors:
        return np.stack([self._embed(example) for _, example in self._names])

    def request(self, message: str) -> Request | None:
        """What a message wants; None where it is a question."""
        words = _WRITTEN.findall(message)
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
