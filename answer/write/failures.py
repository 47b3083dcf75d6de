"""What went wrong with a language model's server, in a sentence that says what to do about it."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time
from urllib.parse import urlsplit, urlunsplit

from answer.errors import ContextError, LLMError
from answer.saying import Said, Saying

LONGEST_WAIT = 5.0
"""Seconds. A server that asks for more patience than this is given up."""
USUAL_WAIT = 1.0  # seconds, where it asks for patience and does not say how much
LONGEST_DETAIL = 160  # characters of what the server itself says

_KNOWN = {  # {detail} is what the server says of it: "pull it first", "you exceeded your quota"
    401: Saying("llm_key", "the key was refused; set FOOTNOTE_LLM_KEY."),
    403: Saying(
        "llm_access", "the key has no access to it{detail}; set FOOTNOTE_LLM_KEY, or another FOOTNOTE_LLM_MODEL."
    ),
    404: Saying(
        "llm_unknown",
        "the server knows no such model or address{detail}; see FOOTNOTE_LLM_MODEL and FOOTNOTE_LLM_URL.",
    ),
    429: Saying("llm_often", "too many requests{detail}; ask again in a while."),
    503: Saying("llm_loading", "it is overloaded or still loading{detail}; ask again in a while."),
}
_OTHERWISE = Saying("llm_status", "it answered with status {status}{detail}; see the server’s log.")
_PROMPT_TOO_LONG = Saying(
    "llm_context", "the prompt is too long for it; set FOOTNOTE_LLM_CONTEXT to its context size."
)()
CUT = Saying("llm_cut", "the connection was cut; ask again.")()
_UNREACHABLE = Saying("llm_unreachable", "it cannot be reached; is it running, and is FOOTNOTE_LLM_URL its address?")()
_LATE = Saying("llm_late", "no answer in time; set FOOTNOTE_LLM_TIMEOUT higher where it is only slow.")()
_UNREADABLE = Saying(
    "llm_unreadable", "its answer could not be read ({kind}{detail}); is it an OpenAI-compatible server?"
)
_TOO_LONG = re.compile(
    r"context[ _-]?(?:length|window|size)|maximum context|n_ctx|max(?:imum)?_?(?:model_len|input_length)"
    r"|(?:prompt|input|request)s? (?:is |are )?too (?:long|large)|too many (?:input )?tokens"
    r"|exceeds? .{0,40}(?:tokens|context|length)",
    re.IGNORECASE,
)
_SECRET = re.compile(r"\b(?:sk|pk|key|gsk|hf|Bearer)[-_ ][\w.*-]{6,}")


def in_words(error: BaseException, key: str) -> LLMError:
    """The error of whatever layer (openai, httpx, json) as ours; the key is in none of its words."""
    status, said = getattr(error, "status_code", None), f"{getattr(error, 'body', None) or ''} {error}"
    if _TOO_LONG.search(said) and status not in (401, 403, 404, 429):
        return ContextError(_PROMPT_TOO_LONG)
    detail = _detail(error, key)
    if status in _KNOWN:
        return LLMError(_KNOWN[status](detail=detail))
    return LLMError(_OTHERWISE(status=str(status), detail=detail) if status else _by_kind(error, detail))


def without_user(url: str) -> str:
    """An address without the user name and password that it may hold."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def is_unreachable(error: BaseException) -> bool:
    """Whether no connection came about."""
    kinds = [type(e).__name__ for e in (error, error.__cause__)]
    return any(kind.startswith(("Connect", "UnsupportedProtocol", "APIConnection")) for kind in kinds) and not _is_cut(
        error
    )


def patience(error: BaseException) -> float | None:
    """Seconds after which the server may be asked again; None where that is no use."""
    if getattr(error, "status_code", None) not in (429, 503):
        return None
    headers = getattr(getattr(error, "response", None), "headers", {})
    stated = headers.get("retry-after")
    if stated is None:
        return USUAL_WAIT if getattr(error, "status_code", None) == 429 else None
    seconds = _seconds(stated)
    return seconds if seconds is not None and seconds <= LONGEST_WAIT else None


def _seconds(stated: str) -> float | None:
    """A Retry-After header: seconds, or a date."""
    try:
        return max(0.0, float(stated))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time())
    except ValueError:
        return None


def _by_kind(error: BaseException, detail: str) -> Said:
    if _is_cut(error):
        return CUT
    if is_unreachable(error):
        return _UNREACHABLE
    if isinstance(error, TimeoutError):
        return _LATE
    return _UNREADABLE(kind=type(error).__name__, detail=detail)


def _is_cut(error: BaseException) -> bool:
    return any(type(e).__name__ in ("RemoteProtocolError", "ReadError") for e in (error, error.__cause__))


def _detail(error: BaseException, key: str) -> str:
    """What the server itself says, on one line, where that is short and holds no key."""
    body = getattr(error, "body", None)
    said = body.get("message") if isinstance(body, Mapping) else body
    message = " ".join(said.split()) if isinstance(said, str) and not said.lstrip().startswith("<") else ""  # a page
    message = _SECRET.sub("…", message.replace(key, "…") if key else message)
    return f" (“{message[:LONGEST_DETAIL]}”)" if message else ""
