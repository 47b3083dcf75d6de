"""The writer: a question and its passages → sentences, each with the passages that it cites."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from answer.answer import Answer
from answer.errors import ContextError
from answer.prompts import fill
from answer.saying import Saying
from answer.write.budget import fitting, tokens
from answer.write.fence import fenced, one_line
from answer.write.model import LanguageModel
from answer.write.refusal import refuses
from answer.write.request import Limits
from answer.write.rewrite import check_prompt, rewrite
from answer.write.sentences import Sentence, sentences
from answer.write.structured import schema, structured
from answer.write.thoughts import without_thoughts
from index.passages import Hit, Passage
from settings import Settings

PATIENCE = 8.0  # seconds that a model of this machine may take to read the passages
HALVINGS = 2  # how often a prompt that is too long is tried again with half the passages
HALVED = Saying("halved", "The prompt was too long for {model}: asked again with {count} passages.")
NO_ROOM = Saying(
    "no_room",
    "{left_out} of {passages} passages were left out: they do not fit the context of {limit} tokens "
    "(FOOTNOTE_LLM_CONTEXT).",
)
NO_TIME = Saying(
    "no_time",
    "{left_out} of {passages} passages were left out, the least likely: the model reads {limit} tokens in 8 s here.",
)

_LISTS_SOURCES = re.compile(r"^(?:sources?|references?|citations?|passages?(?: used| cited)?|footnotes)\s*:?$", re.I)
_LEADS_IN = re.compile(
    r"^(?:(?:sure|certainly|of course|okay|ok|great question|thank you|thanks|hello|hi|answer|response)\b[^.:]*[.!:,]?"
    r"|(?:here (?:is|are)|here['’]s|below|based on|according to|from|in|as per|the answer"
    r"|i (?:have )?(?:read|checked|looked)|let me|i hope|the following)\b.*:|(?:i hope|let me know|feel free)\b.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DraftSentence:
    """A sentence of the model, and what it says that it rests on."""

    text: str
    passages: tuple[Passage, ...] = ()
    """The passages that it cites."""
    invented: tuple[int, ...] = ()
    """Numbers that it cites although no passage was offered under them."""


@dataclass
class Writer:
    """Any language model behind `model`. Thread-safe."""

    settings: Settings
    model: LanguageModel = field(init=False)

    def __post_init__(self) -> None:
        """Raises PromptError where a prompt lacks a placeholder."""
        for name in ("answer", "answer-json"):
            _prompt("?", (), name)
        check_prompt()
        self.model = LanguageModel(self.settings)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    def write(self, question: str, hits: Sequence[Hit], trace: list[str]) -> Iterator[DraftSentence]:
        """What the model says, sentence by sentence; `trace` is told which passages it was not given, and why.

        Raises LLMError when the server fails, at any point; what was complete by then was given out.
        """
        offered = self._fitting(question, hits, trace)
        for attempt in range(HALVINGS + 1):
            try:
                yield from self._written(question, offered)
                return
            except ContextError:
                if attempt == HALVINGS or len(offered) < 2:
                    raise
                offered = offered[: len(offered) // 2]
                trace.append(HALVED(model=self.name, count=len(offered)))

    def standalone(self, question: str, history: Sequence[Answer], by_rule: str, trace: list[str]) -> str:
        """A follow-up with what it takes from the conversation put in; else what was found `by_rule`."""
        return rewrite(self.model, question, history, by_rule, trace)

    def limits(self) -> Limits:
        """What the settings allow for an answer."""
        given = self.settings
        return Limits(given.llm_timeout, given.llm_time_limit, min(given.llm_max_tokens, given.llm_context // 3))

    def _fitting(self, question: str, hits: Sequence[Hit], trace: list[str]) -> Sequence[Hit]:
        room, reads = self.settings.llm_context - self.limits().tokens, self.model.reads(PATIENCE)
        in_time = (
            room if reads is None else reads + tokens(self._prompt("", ()))
        )  # the rules before them are read beforehand
        offered = fitting(lambda kept: self._prompt(question, kept), hits, min(room, in_time))
        if left_out := len(hits) - len(offered):
            limit = str(self.settings.llm_context if room <= in_time else reads)
            why = (NO_ROOM if room <= in_time else NO_TIME)(left_out=left_out, passages=len(hits), limit=limit)
            trace.append(why)
        return offered

    def _written(self, question: str, offered: Sequence[Hit]) -> Iterator[DraftSentence]:
        prompt = self._prompt(question, offered)
        if self.model.structured:
            said = structured(self.model.stream(prompt, self.limits(), schema(len(offered))), len(offered))
        else:
            said = sentences(without_thoughts(self.model.stream(prompt, self.limits())), len(offered))
        for sentence in _claims(said):
            known = [n for n in sentence.numbers if 1 <= n <= len(offered)]
            invented = tuple(n for n in sentence.numbers if n not in known)
            yield DraftSentence(sentence.text, tuple(offered[n - 1].passage for n in known), invented)

    def _prompt(self, question: str, hits: Sequence[Hit]) -> str:
        return _prompt(question, hits, "answer-json" if self.model.structured else "answer")


def _prompt(question: str, hits: Sequence[Hit], name: str = "answer") -> str:
    return fill(name, passages=fenced(hits), question=one_line(question))


def _claims(said: Iterator[Sentence]) -> Iterator[Sentence]:
    """The sentences that claim something, each once: no heading, no "Here is…:", no list of sources at the end.

    What leads into a list ("It offered:") is said with the list's first item.
    """
    lead, heard = "", set()
    for sentence in said:
        if _LISTS_SOURCES.match(sentence.text):
            if sentence.numbers:
                continue  # Sources: [1], [2]
            return
        heading = sentence.heading and not refuses(sentence.text)  # **NOT FOUND**
        if not sentence.numbers and (heading or _LEADS_IN.match(sentence.text)):
            continue
        if sentence.text.endswith(":") and not sentence.numbers:
            lead = f"{sentence.text} "
            continue
        whole = Sentence(lead + sentence.text, sentence.numbers)
        lead = ""
        if whole.text not in heard:
            heard.add(whole.text)
            yield whole
