"""Names: whoever and whatever a sentence names must be named in its premise, in whatever form."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from answer.check.objection import Objection, Premise
from answer.check.words import Word, text_of, words_of
from index.lexical import is_content

SHORTEST = 4
"""Letters that the roots of two forms of one name (Tajik, Tajikistan) must have."""
FOREIGN = 7
"""Letters from which one letter may differ: Hrytsenko, Hritsenko."""

_ENDINGS = re.compile(
    r"(?:istani|istan|ians?|ias?|ans|an|ns|n|ese|ish|ic|is|i|ines?|es|e|as|a|s|y|eys?|en|and|ain|land|lands|landic)$"
)
_IRREGULAR = tuple(
    frozenset(group.split())
    for group in (
        "us usa u.s u.s.a america american americans states",
        "uk u.k britain british briton england english",
        "france french",
        "netherlands dutch holland",
        "greece greek greeks",
        "germany german germans",
        "denmark danish dane danes",
        "poland polish pole poles",
        "sweden swedish swede swedes",
        "spain spanish spaniards",
        "wales welsh",
        "scotland scottish scots",
        "ireland irish",
        "switzerland swiss",
        "turkey turkish turks",
        "finland finnish finns",
        "ussr soviet soviets",
        "eu european europe",
        "un nations",
        "china chinese prc",
        "moscow russia russian",
        "philippines filipino philippine",
        "norway norwegian",
        "peru peruvian",
        "cyprus cypriot",
        "czech czechoslovakia",
        "mexico mexican",
        "christmas xmas",
    )
)
_TITLES = frozenset(
    """
    mr mrs ms dr prof sir president minister prime king queen prince princess general colonel captain senator governor
    chancellor secretary professor chairman director city county state states river lake mount mountain island islands
    university college school street avenue road park church street company corporation inc ltd government ministry
    department parliament congress senate court army navy force forces party republic kingdom empire war battle treaty
    north south east west northern southern eastern western central world international national federal royal
    season episode chapter part volume issue series film movie song album book novel game show act amendment
    constitution bible god lord earth sun moon internet english january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
"""Capitalised for being part of a name, without which the name is still the same."""


@dataclass(frozen=True)
class Name:
    """Words with capitals that stand together."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


def names_in(statement: str, premise: str = "") -> list[Name]:
    """The names of a sentence in order.

    Its first word counts where it is followed by another capital, or where the premise writes it with one inside
    a sentence; else a capital there says nothing.
    """
    inside = _capitals_inside(premise)
    groups: list[list[Word]] = []
    words = words_of(statement)
    for place, word in enumerate(words):
        if not is_name_word(word):
            continue
        before = statement[: word.start].rstrip(" \"'“”‘’([*-")
        opens = not before or before[-1] in ".!?:\n"
        nexts = words[place + 1 : place + 2]
        alone = not (nexts and is_name_word(nexts[0]) and statement[word.end : nexts[0].start] == " ")
        if opens and alone and word.text not in inside and not _has_inner_capital(word.text):
            continue
        touches = bool(groups) and statement[groups[-1][-1].end : word.start] in (" ", "-", "–", ". ", " of ")
        if touches and statement[groups[-1][-1].end : word.start] != " of ":
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Name(tuple(group)) for group in groups]


def unknown_names(statement: str, premise: Premise) -> Iterator[Name]:
    """The names of a statement that its premise does not hold."""
    known = KnownNames(premise.whole)
    for name in names_in(statement, premise.whole):
        if not known.holds(name):
            yield name


def wrong_name(statement: str, premise: Premise) -> Objection | None:
    """The first name of the statement that the premise does not hold."""
    name = next(unknown_names(statement, premise), None)
    if name is None:
        return None
    return Objection("name", name.text, _counterpart(name, statement, premise.quotes))


def elsewhere(statement: str, premise: Premise) -> float:
    """The share of the statement's names that the quotes themselves do not hold: 0 to 1."""
    names, known = names_in(statement, premise.whole), KnownNames(premise.quotes)
    return sum(not known.holds(name) for name in names) / len(names) if names else 0.0


class KnownNames:
    """What a text names; with `titles` every title ("President", "North") is taken as known."""

    def __init__(self, text: str, titles: bool = True) -> None:
        self._titles = _TITLES if titles else frozenset()
        words = words_of(text)
        self._words = {_plain(w.text) for w in words}
        self._roots = {_root(w) for w in self._words} - {""}
        self._stems = {w.stem for w in words if w.stem}
        self._long = [w for w in self._words if len(w) >= FOREIGN]
        self._initials = "".join(w.text[0].upper() if w.is_capital else "." for w in words if is_content(w.text))

    def holds(self, name: Name) -> bool:
        """Whether every word of the name is here in some form, or the whole is as its initials."""
        if len(name.words) > 1 and "".join(_initial(w) for w in name.words) in {w.upper() for w in self._words}:
            return True
        return all(self.holds_word(word) for word in name.words)

    def holds_word(self, word: Word) -> bool:
        """Whether a word of a name is here in some form."""
        plain = _plain(word.text)
        if plain in self._words or plain in self._titles or word.stem in self._stems or not plain:
            return True
        if word.text.isupper() and len(plain) > 1 and plain.upper() in self._initials:
            return True
        root = _root(plain)
        if root and root in self._roots:
            return True
        if any(plain in group and group & self._words for group in _IRREGULAR):
            return True
        return len(plain) >= FOREIGN and any(_one_letter_off(plain, other) for other in self._long)


def key_of(word: Word) -> str:
    """What all forms of a name have in common."""
    plain = _plain(word.text)
    return _root(plain) or plain


def are_one(mine: tuple[Word, ...], theirs: tuple[Word, ...], text: str) -> bool:
    """Whether two names may name the same: forms of one another, or side by side somewhere ("Bob Marley")."""
    if {key_of(w) for w in mine} & {key_of(w) for w in theirs}:
        return True
    pairs = ((mine, KnownNames(text_of(theirs), titles=False)), (theirs, KnownNames(text_of(mine), titles=False)))
    if any(known.holds(Name(words)) for words, known in pairs):
        return True
    one, other = (re.escape(text_of(words)) for words in (mine, theirs))
    return re.search(rf"\b(?:{one}[’']?s?\W{{1,3}}{other}|{other}[’']?s?\W{{1,3}}{one})\b", text) is not None


def _counterpart(name: Name, statement: str, quotes: str) -> str:
    """The one name of the quotes that the statement does not name; empty where there are several."""
    known = KnownNames(statement)
    others = [n for n in names_in(quotes, quotes) if not known.holds(n)]
    like = [n for n in others if len(n.words) == len(name.words)]
    chosen = others if len(others) == 1 else like
    return chosen[0].text if len(chosen) == 1 else ""


def is_name_word(word: Word) -> bool:
    """Whether a word is written as a name is: with a capital, or with letters and digits."""
    letters = any(c.isalpha() for c in word.text)
    mixed = letters and any(c.isdigit() for c in word.text) and not re.match(r"\d+(?:st|nd|rd|th|s)$", word.text)
    says = is_content(word.text) or (word.text.isupper() and len(word.text) > 1)  # "US" is no "us"
    return mixed or (letters and word.is_capital and says and not re.match(r"[IVX]+$|\d", word.text))


def _has_inner_capital(text: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in text[1:])


def _capitals_inside(text: str) -> set[str]:
    """Words that are written with a capital where no sentence begins."""
    return {m.group() for m in re.finditer(r"(?<=[^\W_] )[A-Z][^\W_]+", text)} | {
        m.group() for m in re.finditer(r"(?<=[,;(] )[A-Z][^\W_]+|(?<=[(“\"])[A-Z][^\W_]+", text)
    }


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    """Lower case, without accents, dots and possessive."""
    bare = re.sub(r"[’']s?$", "", text).replace(".", "")
    return "".join(c for c in unicodedata.normalize("NFKD", bare.lower()) if not unicodedata.combining(c))


def _root(plain: str) -> str:
    """What is left of a name without the endings of countries and peoples; empty where that is too little."""
    root = _ENDINGS.sub("", plain)
    return root if len(root) >= SHORTEST else ""


def _initial(word: Word) -> str:
    return word.text[0].upper()


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two words are equal but for one letter that is put in, left out or another."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :] or one[start + 1 :] == other[start:]
    )
