"""A follow-up, rewritten by the language model so that it stands alone; where that fails, the rule's result."""

import re
from collections.abc import Sequence

from answer.answer import Answer
from answer.errors import LLMError
from answer.prompts import fill
from answer.saying import Saying, joined, said_by
from answer.write.fence import one_line
from answer.write.markdown import plain
from answer.write.model import LanguageModel
from answer.write.request import Limits
from answer.write.thoughts import without_thoughts

EXCHANGES = 3  # earlier questions with their answers that the model is told
LONGEST_ANSWER = 400  # characters of each such answer
LIMITS = Limits(wait=5.0, whole=8.0, tokens=300)
"""A rule stands ready: a model that takes longer is not waited for."""
LONGEST = 300  # characters of a question that stands alone
BY_RULE = Saying("by_rule", "The follow-up was understood by rule.")()
NO_QUESTION = Saying("no_question", "The follow-up was understood by rule: {model} gave no question that stands alone.")

_LABEL = re.compile(
    r"^(?:the )?(?:rewritten |standalone |stand-alone )?(?:question|query|answer|rewritten|output)(?: is)?:\s*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|should|tell|name|list|give|explain|describe|compare|summari[sz]e|in|on|at|by|for|from|to|with|according|and)\b",
    re.IGNORECASE,
)
_NAME_OR_NUMBER = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]*\w|\d+")


def rewrite(model: LanguageModel, question: str, history: Sequence[Answer], by_rule: str, trace: list[str]) -> str:
    """The question as it stands alone; `trace` is told where the rule had to serve."""
    earlier = [a for a in history if a.mode != "help"][-EXCHANGES:]
    if not earlier:
        return by_rule
    spoken = _conversation(earlier)
    try:
        prompt = fill("rewrite", history=spoken, question=one_line(question))
        said = "".join(without_thoughts(model.stream(prompt, LIMITS))).strip()
    except LLMError as error:
        trace.append(joined(BY_RULE, said_by(error)))
        return by_rule
    rewritten = _LABEL.sub("", plain(said).strip("\"“”' "))
    if _is_sensible(said, rewritten, f"{spoken}\n{question}\n{by_rule}"):
        return rewritten
    trace.append(NO_QUESTION(model=model.name))
    return by_rule


def check_prompt() -> None:
    """Raises PromptError where the prompt is missing or lacks a placeholder."""
    fill("rewrite", history="", question="")


def _conversation(earlier: Sequence[Answer]) -> str:
    exchanges = [f"Q: {one_line(a.standalone_question)}\nA: {one_line(a.text)[:LONGEST_ANSWER]}" for a in earlier]
    return "\n".join(exchanges)


def _is_sensible(said: str, rewritten: str, conversation: str) -> bool:
    """Whether it is one short question, made of what was spoken of: no answer, and nobody new."""
    if not rewritten or "\n" in said or len(rewritten) > LONGEST:
        return False
    if not (rewritten.endswith("?") or (_ASKS.match(rewritten) and not rewritten.endswith("."))):
        return False
    known = conversation.casefold()
    return all(word.casefold() in known for word in _NAME_OR_NUMBER.findall(rewritten))
