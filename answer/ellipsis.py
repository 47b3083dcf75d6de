"""By rule: what a question that is only a piece of one ("And Ukraine?", "Why?", "The second one?") leaves unsaid."""

import re

from answer.mentions import names_of, words_of
from answer.pronouns import beside

_LEAD = r"^(?:(?:and|but|so|ok(?:ay)?|well|now|then),?\s+)*"
_BARE = re.compile(
    _LEAD + r"(?P<bare>why|when|where|who|how|how come|how many|how much|since when|what for|by whom|from whom"
    r"|with whom|to whom|(?:who|what|where|which|when) else|any(?:one|body|thing|where) else|says who|who says so"
    r"|who said (?:so|that|this|it)|according to whom|for how long|how long|how often|in (?:which|what) \w+"
    r"|tell me more|more|go on|is that (?:true|so|right)|really|and)(?P<not> not)?(?: exactly| then| so)?\s*[?!.]*$",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"^(?:ok,? )?(?:(?:and|but|or),?\s+(?:(?:what|how) about\s+)?|(?:what|how) about\s+|same for\s+)"
    r"(?P<rest>.{2,60}?)\s*[?!]*$",
    re.IGNORECASE,
)
_SO = re.compile(
    _LEAD + r"(?P<bare>why|when|where|how)\s+(?:(?:is|was|were) (?:that|this)|(?:did|does|do|will|would|could) "
    r"(?:that|this|it) happen|(?:has|had) (?:that|this|it) happened)(?: so| the case)?\s*[?!.]*$",
    re.IGNORECASE,
)
"""The same in so many words: "When was that?"."""
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)"
_OPENING = re.compile(
    r"^(?:and |but )?(?:(?:when|where|why|how|in what \w+|in which \w+|on what \w+) )?"
    rf"(?P<rest>{_AUXILIARY}\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ADVERBS = ("when", "where", "why", "how", "since when")
_HAS_VERB = re.compile(rf"\b{_AUXILIARY}\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^(?:in|on|at|from|to|with|for|by|after|before|during|since|under|about|of)\b", re.IGNORECASE
)
_NUMBERS = ("first", "second", "third", "fourth", "fifth")
_CHOICE = re.compile(
    r"\bthe (?:(?P<number>first|second|third|fourth|fifth|last|former|latter)(?: one(?!s)|(?<=former)|(?<=latter)"
    r"|(?=\s*[?.!,]|\s*$| (?:is|was|are|were|do|does|did|has|had|will|would|say|mean|cost|offer|work)\b))"
    r"|other one)\b(?![’'-])",
    re.IGNORECASE,
)
_AND = re.compile(r",? (?:and|or) (?:the )?", re.IGNORECASE)
_COMMA = re.compile(r", (?:the )?", re.IGNORECASE)
_CHOICE_OF_TWO = re.compile(r"\b(?P<a>[\w’'-]+) or (?P<b>[\w’'-]+)\s*\?", re.IGNORECASE)
_SERIES = re.compile(
    r"(?P<middle>(?:, (?!and |or |to |who |which |that |where )[^,.;:()?!]{2,80})+)"
    r", (?:and|or) (?P<last>[^,.;:()?!]{2,80})"
)
LONGEST_ITEM = 8  # words


def in_the_last_frame(question: str, before: str, said: str) -> str | None:
    """The whole question that a piece of one asks after `before`, or None where it is no such piece."""
    if bare := _BARE.match(question.strip()):
        return _asked_of(before, bare["bare"] + (bare["not"] or ""))
    if (same := _SO.match(question.strip())) and _OPENING.match(before):
        return _asked_of(before, same["bare"])
    elliptic = _ELLIPTIC.match(question.strip())
    if elliptic and not _HAS_VERB.search(elliptic["rest"]):
        rest = chosen(elliptic["rest"], before, said) or elliptic["rest"]
        return _with_instead(before, rest)
    return chosen(question, before, said)


def chosen(question: str, before: str, said: str) -> str | None:
    """The question with "the second one" replaced by what was listed second; None where nothing was listed."""
    match = _CHOICE.search(question)
    if match is None:
        return None
    items = _listed(said) or _listed(before)
    place = _place(match, len(items))
    if place is None:
        return None
    item = items[place]
    item = f"{item[0].upper()}{item[1:]}" if match.start() == 0 else item
    return question[: match.start()] + item + question[match.end() :]


def _place(match: re.Match[str], count: int) -> int | None:
    word = (match["number"] or "other").lower()
    if word in ("former", "latter", "other"):
        return {"former": 0}.get(word, 1) if count == 2 else None
    place = count - 1 if word == "last" else _NUMBERS.index(word)
    return place if count > 1 and place < count else None


def _listed(text: str) -> list[str]:
    """What a text lists: names ("Russia, Ukraine and Iran"), a series with commas ("…, reform, and access"), or two
    things to choose from ("tea or coffee?")."""
    if len(names := _listed_names(text)) > 1:
        return names
    if series := _SERIES.search(text):
        middle = [part.strip() for part in series["middle"].split(", ") if part.strip()]
        items = [_last_run(text[: series.start()]), *middle, _up_to_a_verb(series["last"])]
        return items if all(item and len(item.split()) <= LONGEST_ITEM for item in items) else []
    two = _CHOICE_OF_TWO.search(text)
    return [two["a"], two["b"]] if two else []


def _listed_names(text: str) -> list[str]:
    """The longest run of names between which there are commas, and "and" or "or" before the last."""
    words = words_of(text)
    longest: list[str] = []
    run: list[str] = []
    end = -1
    for a, b in names_of(text, words):
        name, gap = text[words[a].start : words[b].end], text[max(end, 0) : words[a].start]
        closed = end >= 0 and _AND.fullmatch(gap) is not None
        run = [*run, name] if closed or (end >= 0 and _COMMA.fullmatch(gap)) else [name]
        longest = run if closed and len(run) > len(longest) else longest
        end = words[b].end
    return longest


def _last_run(text: str) -> str:
    """The telling words at a text's end."""
    words = words_of(text)
    start = len(words)
    while start and words[start - 1].term:
        start -= 1
    return text[words[start].start :].strip() if start < len(words) else ""


def _up_to_a_verb(text: str) -> str:
    verb = _HAS_VERB.search(text)
    return (text[: verb.start()] if verb else text).strip()


def _asked_of(before: str, bare: str) -> str:
    """The last question with its question word exchanged: "Where?" after "When was it signed?".

    Only between words that leave the rest whole (when, where, why, how, or none): else both stand side by side.
    """
    opening = _OPENING.match(before)
    if opening and bare.lower() in _ADVERBS:
        rest = opening["rest"]
        return f"{bare[0].upper()}{bare[1:]} {rest[0].lower()}{rest[1:]}"
    asked, _, other = bare.partition(" ")
    if other.lower() == "else" and before.lower().startswith(f"{asked.lower()} "):
        return f"{before[: len(asked)]} else{before[len(asked) :]}"
    return beside(f"{bare[0].upper()}{bare[1:]}?", [before])


def _with_instead(before: str, rest: str) -> str:
    """The last question with `rest` in the place of its first name, or behind it where it is an addition."""
    if _PREPOSITION.match(rest):
        return f"{before.rstrip('?!. ')} {rest}?"
    words = words_of(before)
    names = [before[words[a].start : words[b].end] for a, b in names_of(before, words)]
    names = [name for name in names if name.lower() not in rest.lower()]
    inner = words_of(rest)
    is_name = bool(names_of(rest, inner)) or (len(inner) == 1 and bool(inner[0].term))  # "and iran?"
    if names and is_name:
        return before.replace(names[0], rest, 1)
    return beside(f"{rest[0].upper()}{rest[1:]}?", [before])
