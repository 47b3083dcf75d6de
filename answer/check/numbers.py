"""Numbers: in digits, in words, as shares; what a sentence counts must stand in its premise."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.check.dates import dates_in
from answer.check.objection import Objection, Premise
from answer.check.words import words_of
from index.sentences import Span

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "bn": 1e9}
_MANIFOLD = {
    "double": 2.0,
    "doubled": 2.0,
    "doubling": 2.0,
    "twice": 2.0,
    "twofold": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
}
_MANIFOLD |= {"tripling": 3.0, "thrice": 3.0, "threefold": 3.0, "quadruple": 4.0, "quadrupled": 4.0}
_GROUPS = {"both": 2.0, "pair": 2.0, "couple": 2.0, "duo": 2.0, "trio": 3.0, "decade": 10.0, "dozens": 12.0}
_VALUES = {word: float(n) for n, word in enumerate(_ONES)} | {w: 20.0 + 10 * n for n, w in enumerate(_TENS)}
_NTH = {word: float(n) for n, word in enumerate(_ORDINALS)} | {
    w[:-1] + "ieth": 20.0 + 10 * n for n, w in enumerate(_TENS)
}
_PLAIN = _VALUES | _NTH | _MANIFOLD
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_SCALE = "|".join(_SCALES)
_DIGITS = re.compile(
    rf"(?<![\w.])(?P<digits>\d+(?:[.,]\d+)*)(?![\d])(?:(?:st|nd|rd|th)\b|(?P<decade>s)\b|[\s-]*(?P<scale>{_SCALE})s?\b)?"
    r"(?P<share>\s?%|\s*per\s?cent(?:age)?\b)?",
    re.IGNORECASE,
)
_NUMBER_WORD = "|".join([*_ONES, *_TENS, *_SCALES, *_NTH, *_MANIFOLD])
_WORDS = re.compile(
    rf"\b(?:(?:a|an)\s+(?=(?:{_SCALE})\b))?(?:{_NUMBER_WORD})\b(?:(?:[\s-]+|\s+and\s+)(?:{_NUMBER_WORD})\b)*"
    r"(?P<share>\s*per\s?cent(?:age)?\b)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:(?P<top>one|a|an|two|three)[\s-]+)?(?P<part>half|halves)\b"
    r"|\b(?P<top2>one|a|two|three|four)[\s-]+(?P<part2>third|quarter|fourth|fifth|tenth)s?\b(?=\s+of\b|[\s-]+majority\b)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?<=[a-z] )(?:X{0,3})(?:IX|IV|V?I{0,3})\b(?<!\s)")
_ROUGHLY = re.compile(
    r"\b(?:about|around|approximately|nearly|almost|roughly|over|more than|some|under|less than|close to|circa|c\.)"
    r"\s+(?:\w+\s+)?\S{0,2}$",
    re.IGNORECASE,
)
ROUNDING = 0.05  # "about 1.5 million" may stand for what is this near


@dataclass(frozen=True)
class Number:
    """A number where it stands."""

    text: str
    span: Span
    value: float
    share: bool = False
    """Whether it is a percentage or a fraction; its value is then from 0 to 1."""
    decade: bool = False
    """The 1990s; its value is their first year."""

    def is_in(self, held: Sequence["Number"], roughly: bool) -> bool:
        """Whether one of the numbers says the same."""
        return any(self._is(other) or (roughly and self._is_about(other)) for other in held)

    def _is(self, other: "Number") -> bool:
        if self.decade and not self.value % 10:
            return other.value // 10 == self.value // 10
        if self.share and not other.share:
            return math.isclose(self.value * 100, other.value)
        return math.isclose(self.value, other.value) and self.share == other.share

    def _is_about(self, other: "Number") -> bool:
        return self.share == other.share and abs(self.value - other.value) <= ROUNDING * abs(other.value)


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> tuple[Number, ...]:
    """The numbers of a text in order, without those of its dates' days."""
    taken = [date.span for date in dates_in(text)]
    found: list[Number] = []
    for pattern, read in ((_FRACTION, _fraction), (_DIGITS, _digits), (_WORDS, _words)):
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                found.append(read(match))
                taken.append(match.span())
    return tuple(sorted(found, key=lambda number: number.span))


def wrong_number(statement: str, premise: Premise) -> Objection | None:
    """The first number of the statement that the premise does not hold."""
    held = [*numbers_in(premise.whole), *_also(premise.whole)]
    for number in numbers_in(statement):
        roughly = _ROUGHLY.search(statement[: number.span[0]]) is not None
        if not _may_be_counted(number) and not number.is_in(held, roughly):
            return Objection("number", number.text, _counterpart(number, statement, premise.quotes))
    return None


def _may_be_counted(number: Number) -> bool:
    """Whether it is a small one in words ("one of them", "the first") that the premise need not spell out."""
    return not number.text[0].isdigit() and not number.share and number.value <= 1


def _counterpart(number: Number, statement: str, quotes: str) -> str:
    """The number of the quotes that stands in its place: before the same words, or the most like it."""
    said = {n.value for n in numbers_in(statement)}
    others = [n for n in numbers_in(quotes) if n.value not in said and n.share == number.share]
    wanted = _words_behind(statement, number)
    others.sort(
        key=lambda n: (
            _is_year(n) != _is_year(number),
            not wanted & _words_behind(quotes, n),
            abs(n.value - number.value),
        )
    )
    return others[0].text if others else ""


def _is_year(number: Number) -> bool:
    return 1000 <= number.value < 2100 and "," not in number.text


def _words_behind(text: str, number: Number) -> set[str]:
    return set([w.stem for w in words_of(text) if w.stem and w.start >= number.span[1]][:2])


def _also(text: str) -> list[Number]:
    """What counts as saying a number, and is none itself: "both", "II", the days of its dates."""
    dates = [float(n) for d in dates_in(text) for n in (d.day, d.year) if n]
    romans = [float(_roman(m.group())) for m in _ROMAN.finditer(text) if len(m.group()) > 1]
    groups = [_GROUPS[w.lower] for w in words_of(text) if w.lower in _GROUPS]
    centuries = [float(int(n.value) // 100 + 1) for n in numbers_in(text) if 999 < n.value < 2100]
    return [Number("", (0, 0), value) for value in (*dates, *romans, *groups, *centuries)]


def _digits(match: re.Match[str]) -> Number:
    text = match["digits"]
    parts = re.split(r"[.,]", text)
    grouped = "," in text and all(len(p) == 3 for p in parts[1:]) and "." not in text
    plain = re.sub(r",(?=\d{3}(?!\d))", "", text) if grouped or ("," in text and "." in text) else text
    try:
        value = float(plain.replace(",", "."))
    except ValueError:  # 1.2.3: a version, an address
        value = float("".join(parts))
    value *= _SCALES[match["scale"].lower()] if match["scale"] else 1
    share = bool(match["share"])
    return Number(
        match.group().strip(),
        match.span(),
        value / 100 if share else value,
        share,
        bool(match["decade"]),
    )


def _words(match: re.Match[str]) -> Number:
    total, current = 0.0, 0.0
    spoken = re.sub(r"\s*per\s?cent(?:age)?$", "", match.group().lower())
    for word in re.split(r"[\s-]+", spoken):
        if word in _PLAIN:
            current += _PLAIN[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
    value, share = total + current, bool(match["share"])
    return Number(match.group(), match.span(), value / 100 if share else value, share)


def _fraction(match: re.Match[str]) -> Number:
    top = (match["top"] or match["top2"] or "one").lower()
    part = (match["part"] or match["part2"]).lower()
    value = _VALUES.get(top, 1.0) / _FRACTIONS[part]
    return Number(match.group(), match.span(), value, share=True)


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
