"""Citation markers, wherever and however models put them: [1], [1, 2], [1-3], (1), 【1†source】, [Passage 1]…

`parse` takes them out of a text and says where they stood and which passages they name.
"""

import re
from dataclasses import dataclass, field, replace

Numbers = tuple[int, ...]
"""The passages that a marker names, counted from 1, as the model has them: offered or not."""

_ONE = r"\d{1,3}(?!\d)"  # four digits are a year, never a passage
_JOIN = r"\s*(?:[,;&–—-]|,?\s*and|to)\s*(?:passages?\s*)?\#?"
_MANY = rf"{_ONE}(?:{_JOIN}{_ONE})*"
WORDS = ("passage", "source", "document", "doc", "reference", "ref", "citation", "excerpt", "text", "see", "from", "cf")
"""What may stand before the number within brackets."""
_WORD = r"(?:(?:see|from|cf\.?)\s+)?(?:passage|source|document|doc|reference|ref|citation|excerpt|text)s?\.?[\s:#]*"
_TAIL = r"(?:\s*[†‡|:,;]\s*(?!\d+\s*[\])】］])[^\]】］\n]{0,40})?"  # 【1†source】, [1:0†L1-L3], [2, paragraph 3]
_TAKEN_FOR_TEXT = r"(?:states?|says?|mentions?|notes?|reports?|explains?|indicates?|shows?|adds?)\s+that\s+"
_AS_IN = (
    r"(?:according\s+to|as\s+(?:stated|noted|described|mentioned|reported|said|shown)\s+(?:in|by)|based\s+on|as\s+in"
    r"|as\s+per|per|see(?:\s+also)?|cf\.)"
)

_MARKER = re.compile(
    rf"""(?P<wrap>[`*_]{{0,3}})(?:
      \\?\[\s*[\^\#\[]?(?:{_WORD})?(?P<square>{_MANY}){_TAIL}\s*\\?\]{{1,2}}(?:\([^()\s]*\))?   # and [1](#a-link)
    | 【\s*(?:{_WORD})?(?P<lenticular>{_MANY}){_TAIL}\s*】
    | ［\s*(?P<wide>{_MANY})\s*］
    | \(\s*(?:{_WORD})\[?(?P<named>{_MANY})\]?\s*\)
    | \(\s*\[(?P<both>{_MANY})\]\s*\)
    | <{{2,3}}\s*(?:end\s+of\s+)?passage\s+(?P<fence>{_ONE})\s*>{{2,3}}
    | <sup>\s*\[?(?P<raised>{_MANY})\]?\s*</sup>
    | (?:,?\s*\b{_AS_IN}\s+(?:the\s+)?|\b[Ii]n\s+)passages?\s+\[?(?P<prose>{_MANY})\]?(?:\s*,(?=\s))?
    | (?:(?<=^)|(?<=[.!?]\s))[Pp]assages?\s+\[?(?P<subject>{_MANY})\s+{_TAKEN_FOR_TEXT}
    )(?P=wrap)""",
    re.VERBOSE | re.IGNORECASE,
)
_ROUND = re.compile(r"\(\s*(?P<round>\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\s*\)(?=\s*(?P<next>.?))", re.DOTALL)
_LEADS_IN = re.compile(rf"(?:,\s*|^|(?<=[.!?]\s)|(?<=\())(?:{_AS_IN}|[Ii]n|sources?:)\s*$", re.IGNORECASE)
_TOLD_BY = re.compile(rf"\s*(?:{_TAKEN_FOR_TEXT}|[:,]\s*)", re.IGNORECASE)
_ENUMERATED = re.compile(r"\(\d{1,2}\)\s+[^\W\d]")
_RANGE = re.compile(r"(\d+)\s*(?:[–—-]|to)\s*(?:passages?\s*)?#?(\d+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&]|,?\s*and)?\s*")
WIDEST_RANGE = 50


@dataclass(frozen=True)
class Marker:
    """A marker that was taken out."""

    at: int
    """Where in the text that is left, in characters."""
    start: int
    """Where in the text as the model wrote it."""
    numbers: Numbers
    opens: bool = False
    """Whether it opens a sentence in so many words ("According to [1], …"), and belongs to nothing before it."""


@dataclass
class Parsed:
    """A text without its markers."""

    text: str = ""
    origin: list[int] = field(default_factory=list)
    """For each character of `text`, where it stood in the text as the model wrote it."""
    markers: list[Marker] = field(default_factory=list)

    def keep(self, text: str, start: int) -> None:
        """Add text that stood at `start`."""
        self.text += text
        self.origin += range(start, start + len(text))


def parse(text: str, offered: int, enumerated: bool = False) -> Parsed:
    """Take the markers out of a text. `offered` is how many passages there were.

    A number in round brackets is one only where so many were offered, at the end of a clause, and where
    the text neither counts its points that way (`enumerated`: it did so before) nor has other markers.
    """
    found = [m for m in _MARKER.finditer(text) if not _is_index(text, m)]
    if not found and not enumerated and not _ENUMERATED.match(text.lstrip()):
        found = _round(text, offered)
    parsed, last = Parsed(), 0
    for match in found:
        led = _keep_up_to(parsed, text, last, match.start()) or _in_words(match)
        told = _TOLD_BY.match(text, match.end()) if _opens(parsed.text) else None
        last = told.end() if told else match.end()
        opens = bool(led or told) and _opens(parsed.text)
        parsed.markers.append(Marker(len(parsed.text), match.start(), _numbers(match), opens))
        if parsed.text[-1:].strip() and text[last : last + 1].isalnum():
            parsed.keep(" ", last)
    _keep_up_to(parsed, text, last, len(text), closing=True)
    return parsed


def may_grow(text: str) -> bool:
    """Whether text that begins a sentence may turn out to be a marker, once more of it has come."""
    opened = re.match(r"\s*[`*_]{0,3}\\?([\[(【［])([^\])】］\n]{0,40})$", text)
    if not opened and re.fullmatch(r"\s*<{1,3}[\w\s]{0,20}(?:>{0,2}|</?\w{0,3})", text):
        return True  # <<<passage 1>>>, <sup>1</sup>
    if not opened:
        return not text.strip(" \n`*_")
    inside = opened[2].lstrip().lower()
    word = re.split(r"[\s:.#\[]", inside)[0]
    return not word or word[0].isdigit() or opened[1] != "(" or any(known.startswith(word) for known in WORDS)


def _keep_up_to(parsed: Parsed, text: str, start: int, end: int, closing: bool = False) -> bool:
    """Keep the text up to a marker (`closing`: behind the last), without what only leads to it.

    Whether there was such: "According to", before [1].
    """
    piece, led = text[start:end], False
    if not closing:
        if parsed.markers and _BETWEEN.fullmatch(piece):
            return False
        without = _LEADS_IN.sub("", piece)
        piece, led = without.rstrip(" "), without != piece
    if parsed.markers and re.match(r"\s*[.,;:!?)]", piece):
        spaces = len(piece) - len(piece.lstrip())
        piece, start = piece[spaces:], start + spaces
    if parsed.text.endswith("(") and piece.startswith(")"):  # what is left of "(see [1])"
        parsed.text = parsed.text[:-1].rstrip()
        del parsed.origin[len(parsed.text) :]
        parsed.markers[-1] = replace(parsed.markers[-1], at=len(parsed.text))
        piece, start = piece[1:], start + 1
    if parsed.markers and parsed.markers[-1].opens and parsed.markers[-1].at == len(parsed.text.rstrip()):
        spaces = len(piece) - len(piece.lstrip(" "))
        piece = piece[:spaces] + piece[spaces : spaces + 1].upper() + piece[spaces + 1 :]
    parsed.keep(piece, start)
    return led


def _opens(text: str) -> bool:
    """Whether a new sentence begins behind this text."""
    return re.search(r"(?:^|[.!?]|\n)\s*$", text) is not None


def _is_index(text: str, match: re.Match[str]) -> bool:
    """Whether it is code, `array[1]`: within back ticks, right behind a word."""
    return text.count("`", 0, match.start()) % 2 == 1 and text[match.start() - 1 : match.start()].isalnum()


def _round(text: str, offered: int) -> list[re.Match[str]]:
    """The numbers in round brackets that are markers."""
    found: list[re.Match[str]] = []
    for match in _ROUND.finditer(text):
        before = text[found[-1].end() if found else 0 : match.start()].rstrip()
        if before and all(1 <= n <= offered for n in _numbers(match)) and _closes_a_clause(before, match["next"]):
            found.append(match)
    return found


def _closes_a_clause(before: str, following: str) -> bool:
    """Whether a number between these words and this character stands behind what it carries, as a marker does.

    Not so in front of one of several points: (1) this, (2) that.
    """
    if following and following not in ".!?,;:|`*\n" and before[-1] not in ".!?":
        return False
    return not _ENUMERATED.search(before)


def _in_words(match: re.Match[str]) -> bool:
    """Whether it is no bracket, but words: "As stated in passage 2,"."""
    return any(match.groupdict().get(kind) for kind in ("prose", "subject"))


def _numbers(match: re.Match[str]) -> Numbers:
    """1 and 3 of "1, 3"; 1, 2 and 3 of "1-3"."""
    stated = next(group for name, group in match.groupdict().items() if group and name not in ("wrap", "next"))

    def spelled_out(found: re.Match[str]) -> str:
        first, last = int(found[1]), int(found[2])
        return ",".join(map(str, range(first, last + 1))) if 0 <= last - first < WIDEST_RANGE else found.group()

    return tuple(dict.fromkeys(int(n) for n in re.findall(r"\d+", _RANGE.sub(spelled_out, stated))))
