"""With an LLM: the writer writes from the passages, sentence by sentence, each with what it cites."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from answer.answer import Statement
from answer.cite import Citer
from answer.errors import LLMError
from answer.prompts import fill
from answer.quote import Quote
from index.embed import OnnxEmbedding
from index.lexical import terms
from index.passages import Hit, Passage
from index.sentences import sentence_spans, trim
from settings import Settings

NOT_FOUND = "NOT FOUND"  # what prompts/answer.md asks for where the passages do not answer

_MARKER = re.compile(r"\s*\[(\d{1,4})\]")
_STOP_BEFORE_MARKERS = re.compile(r"([.!?][\"”’)]*)((?:\s*\[\d{1,4}\])+)")
_LIST_OF_MARKERS = re.compile(r"\[\d{1,4}(?:\s*[,;]\s*\d{1,4})+\]")
_UNFINISHED_MARKER = re.compile(r"[.!?][\"”’)]*\s*(?:\[[\d,; ]{0,24}\]?\s*)*$")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


class Writer:
    """Any OpenAI-compatible server, through LlamaIndex's LLM interface."""

    def __init__(self, settings: Settings, embedder: OnnxEmbedding) -> None:
        from llama_index.llms.openai_like import OpenAILike  # a second to import, and only needed here

        self._embedder = embedder
        self._url, self.model = settings.llm_url, settings.llm_model
        self._llm: Any = OpenAILike(
            model=settings.llm_model,
            api_base=settings.llm_url,
            api_key=settings.llm_key.get_secret_value() or "none",
            is_chat_model=True,
            timeout=settings.llm_timeout,
            max_retries=0,
            temperature=0.0,
        )

    def write(self, question: str, hits: Sequence[Hit], citer: Citer) -> Iterator[Statement]:
        """Statements as soon as each sentence is complete; none where the model finds no answer.

        A statement's support is still to be checked, save where it is unsupported for a marker that was
        never offered. Raises LLMError when the server fails, at any point.
        """
        prompt = fill("answer", passages=_fenced(hits), question=question)
        for number, sentence in enumerate(sentences(self._stream(prompt))):
            if number == 0 and re.sub(r"^\W+", "", sentence).upper().startswith(NOT_FOUND):
                return
            yield self._statement(sentence, hits, citer)

    def _stream(self, prompt: str) -> Iterator[str]:
        from llama_index.core.llms import ChatMessage

        said = False
        try:
            for part in self._llm.stream_chat([ChatMessage(role="user", content=prompt)]):
                said = said or bool(part.delta)
                yield part.delta or ""
        except Exception as error:  # each layer below (openai, httpx, json) has errors of its own
            raise LLMError(f"The language model {self.model} at {self._url} failed: {_in_words(error)}") from error
        if not said:
            raise LLMError(f"The language model {self.model} at {self._url} gave an empty answer.")

    def _statement(self, sentence: str, hits: Sequence[Hit], citer: Citer) -> Statement:
        numbers = [int(n) for n in _MARKER.findall(sentence)]
        text = _BULLET.sub("", " ".join(_MARKER.sub("", sentence).split()))
        offered = [n for n in dict.fromkeys(numbers) if 1 <= n <= len(hits)]
        citations = tuple(citer.cite(self._best_quote(text, hits[n - 1].passage)) for n in offered)
        invented = [n for n in numbers if not 1 <= n <= len(hits)]
        reason = f"it cited [{invented[0]}], which was not among the passages" if invented else ""
        unique = tuple({c.number: c for c in citations}.values())
        return Statement(text=text, citations=unique, support="unsupported" if invented else "supported", reason=reason)

    def _best_quote(self, text: str, passage: Passage) -> Quote:
        """The passage's sentence that is most like what was written: cosine and shared words."""
        spans = [trim(passage.text, span) for span in sentence_spans(passage.text)]
        spans = [(a, b) for a, b in spans if a < b]
        vectors = self._embedder.embed_passages([text, *(passage.text[a:b] for a, b in spans)])
        wanted = set(terms(text))
        shared = [len(wanted & set(terms(passage.text[a:b]))) / max(len(wanted), 1) for a, b in spans]
        cosines = vectors[1:] @ vectors[0]
        start, end = spans[max(range(len(spans)), key=lambda i: float(cosines[i]) + shared[i])]
        return Quote(passage.document_id, passage.start + start, passage.start + end, passage)


def sentences(parts: Iterator[str]) -> Iterator[str]:
    """A stream of pieces → whole sentences, each with the markers that stand behind its full stop."""
    buffer = ""
    for part in parts:
        buffer += part
        if _UNFINISHED_MARKER.search(buffer):
            continue  # a marker may still follow
        *whole, buffer = _split(buffer) or [""]
        yield from (s for s in whole if s.strip())
    yield from (s for s in _split(buffer) if s.strip())


def _split(text: str) -> list[str]:
    text = _LIST_OF_MARKERS.sub(lambda m: "".join(f"[{n}]" for n in re.findall(r"\d+", m.group())), text)
    moved = _STOP_BEFORE_MARKERS.sub(r"\2\1", text)  # "It did. [1]" → "It did [1]."
    return [moved[a:b] for a, b in sentence_spans(moved)]


def _fenced(hits: Sequence[Hit]) -> str:
    """The passages, numbered from 1, each between markers that nothing in a passage can imitate."""
    parts = []
    for number, hit in enumerate(hits, 1):
        text = hit.passage.text.strip().replace("<<<", "‹‹‹").replace(">>>", "›››")
        parts.append(f"<<<passage {number}>>>\n{text}\n<<<end of passage {number}>>>")
    return "\n\n".join(parts)


def _in_words(error: Exception) -> str:
    status = getattr(error, "status_code", None)
    known = {
        401: "the key was refused (set FOOTNOTE_LLM_KEY)",
        403: "the key has no access to it",
        404: "the server knows no such model or address (see FOOTNOTE_LLM_MODEL and FOOTNOTE_LLM_URL)",
        429: "too many requests; try again in a while",
    }
    if status:
        return known.get(status, f"it answered with status {status}") + "."
    kind = type(error).__name__
    if "Timeout" in kind:
        return "no answer in time (FOOTNOTE_LLM_TIMEOUT)."
    if "Connect" in kind:
        return "it cannot be reached; is it running?"
    return f"its answer could not be read ({kind})."
