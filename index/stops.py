"""One paragraph → where its sentences end: a stop ends one unless the word before it or what follows speaks against."""

import re
from collections.abc import Iterator
from functools import lru_cache

_ABBREVIATIONS = {
    # What may follow an abbreviation within its sentence: anything, …
    "anything": """Mr Mrs Ms Messrs Mme Dr prof Gen Col Maj capt Gov Sen Rep Hon Rev Pres Supt Sra Sig Ste
        v vs cf approx ca viz e.g i.e incl excl attn esp resp""",
    # … lower case and what counts ("No. 5", "Vol. II", "Fig. B"), …
    "count": """no nos fig figs eq eqs art arts sec secs para paras vol vols chap app abs ext temp cir pág
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun""",
    # … anything but a word that opens sentences (so too behind initials, "U.S.", "Ph.D." and words without a vowel), …
    "name": "inc co corp bros al ed eds est dept univ assoc",
    # … lower case, a day and a time zone, …
    "time": "a.m p.m",
    # … or only lower case.
    "lower": "etc usw",
}
_FOLLOWS = {
    form: what
    for what, words in _ABBREVIATIONS.items()
    for word in words.split()
    for form in (word, word.capitalize())  # what is listed with a capital needs one: "Col.", but no "col."
}
_OPENERS = frozenset(
    """the a an this that these those it he she they we i you there here his her its our my your their who what where
    when why how which in on at by for from with to as if after before since while during until although though because
    but and or so yet however then now no not some many most all both each every one another other such""".split()
)
"""Words that open a sentence rather than a name."""
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_DAYS = frozenset("mon tue wed thu fri sat sun".split())
_MONTHS = frozenset("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split())
"""What German writes behind an ordinal: "am 3. Oktober"."""

_OPENING = " \"'“”‘’„‚«»‹›([{*_¿¡–—-…."
_STOP = re.compile(
    r"""(?: (?<![(\[.!?…؟।॥۔])                                        # but no "(!)" and "[…]"
            (?P<mark> [.!?…؟।॥۔]++ (?:\s*+[.…]++(?!\w))*+ )
            (?: [)\]"'”’“‘»«*_]++ | \s»(?=\s) )*+                       # what closes behind it,
            (?: \s?\[\d{1,3}\] | (?<=[^\W\d][.]|[.][”"]) \d{1,2} )*+     # the mark of a note,
            (?: \s?(?: [☹☺❤🌀-🫿][\ufe0f\u200d]? | [:;]-?[()DP](?!\w)) )*+  # a smile
          | (?P<smile> [☹☺🌀-🫿] )
        ) \s++
      | (?P<wide> [。！？｡]++ [」』”’）]* \s* )                          # scripts that set no space between sentences
    """,
    re.VERBOSE,
)
_GAP = re.compile(r"[\s/-]")
_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"[#§\d]|(?:[IVXLC]{2,}|[B-HJ-Z])\b(?![:.'’])")
_REACH = 32
"""How many characters on either side of a stop are read: more than any word that matters has."""


def sentence_ends(text: str) -> Iterator[int]:
    """Where the sentences of one paragraph end, in characters, the white space behind them included."""
    begin, cased = 0, not text.islower()
    for stop in _STOP.finditer(text):
        if stop["wide"] or _ends(text, begin, stop, cased):
            begin = stop.end()
            yield begin


def _ends(text: str, begin: int, stop: re.Match[str], cased: bool) -> bool:
    """Whether a sentence that begins there ends at the stop; `cased` where sentences open with a capital."""
    following = text[stop.end() : stop.end() + _REACH].lstrip(_OPENING)
    if stop["smile"]:
        return _opens(following)
    goes_on = following[:1].islower() and following.split(None, 1)[0][:4].islower()  # but "iPhones sell"
    if stop["mark"] != ".":
        return not goes_on or (not cased and stop.group().rstrip()[-1] in "!?")
    before = text[max(begin, stop.start() - _REACH) : stop.start()]
    word = _GAP.split(before)[-1].lstrip(_OPENING)
    rest = before[: len(before) - len(word)].rstrip(_OPENING)
    what = _may_follow(word, rest[-1:].isdigit())
    if goes_on and (cased or what):
        return False
    return not _heads(word, rest) and not _takes(what, word, following)


@lru_cache(maxsize=10_000)  # a text uses few words again and again
def _may_follow(word: str, counted: bool) -> str | None:
    """What may follow the word's stop within a sentence, if the word, behind a number or not, is an abbreviation."""
    short = word.replace("’", "'").rpartition("'")[2]  # l'art.
    known = _FOLLOWS.get(short.lower().capitalize() if short[:1].isupper() else short.lower())
    if known or not (_is_vowelless(word) or _is_initials(word)):
        return known
    unit = counted and (word.islower() or _is_vowelless(word))  # 5 m., 25 Nm.; but 12 N. Main St.
    return "count" if unit and word.isalpha() else "name"


def _is_vowelless(word: str) -> bool:
    """Whether the word is short and, but for an acronym, has no vowel: Ltd., Jr., pp."""
    return 1 < len(word) < 6 and word[1:].islower() and word.isascii() and not set(word.lower()) - _CONSONANTS


def _is_initials(word: str) -> bool:
    """Whether the word is a letter, or letters with stops between them: J., U.S., Ph.D."""
    parts = word.split(".")
    longest = 2 if len(parts) > 1 else 1
    return all(part.isalpha() and len(part) <= longest for part in parts)


def _heads(word: str, rest: str) -> bool:
    """Whether the word is no sentence but heads or counts what follows: "537.", "P.S.", and "1." behind a colon."""
    if rest.strip(_OPENING):
        return rest.endswith(":") and word in {"1", "a", "A", "i", "I"}
    parts = word.split(".")
    return all(part.isdigit() or len(part) == 1 for part in parts) or (word != "" and not set(word) - set("IVXLC"))


def _takes(what: str | None, word: str, following: str) -> bool:
    """Whether what follows the word's stop may do so within a sentence."""
    if what is None:
        return word.isdigit() and len(word) < 3 and _first_word(following) in _MONTHS
    if what == "count":
        return bool(_COUNT.match(following))
    if what == "time":
        return following[:3].lower() in _DAYS or following[:2].isupper()
    return what == "anything" or (what == "name" and not _opens(following))


def _opens(following: str) -> bool:
    """Whether a word follows that opens sentences: "The", but neither "THE" nor the initial "A."."""
    word = _first_word(following)
    return word.istitle() and word.lower() in _OPENERS and following[len(word) :][:1] != "."


def _first_word(following: str) -> str:
    word = _WORD.match(following)
    return word.group() if word else ""
