"""English verbs as far as a question needs them: is this word one, and what is its base form?"""

from functools import lru_cache

from tokenizers import Tokenizer

from index.errors import ModelError
from index.model import DEFAULT_MODEL, model_folder

AUXILIARIES = frozenset("is are was were will would can could may might must should".split())
"""Those that open a question as they stand: "was it signed?"."""

_IRREGULAR = """
    began begin|became become|bought buy|broke break|brought bring|built build|came come|caught catch|chose choose
    dealt deal|drew draw|drove drive|fell fall|fled flee|flew fly|forbade forbid|fought fight|gave give|got get
    grew grow|had have|has have|held hold|hid hide|kept keep|knew know|led lead|left leave|lost lose|made make
    meant mean|met meet|paid pay|ran run|rose rise|said say|sank sink|saw see|sent send|sold sell|sought seek
    spent spend|spoke speak|stood stand|swore swear|swept sweep|taught teach|threw throw|told tell|took take
    understood understand
    went go|withdrew withdraw|won win|wrote write|overthrew overthrow|undertook undertake|shrank shrink|struck strike
"""
_BASES = dict(pair.split() for line in _IRREGULAR.strip().splitlines() for pair in line.split("|"))
_NOT_VERBS = frozenset("united hundred sacred indeed naked wicked rugged armed".split())
_SPEECH = frozenset("say tell explain assert announce comment state claim argue report note add declare warn".split())
_AGENTS_DO = _SPEECH | frozenset(
    """
    accept accuse acquire address adopt agree appoint approve ask attack ban build buy conquer create defeat deliver
    demand deny design develop discover donate elect employ establish found give grant hire host invade invent
    invest join launch lead meet negotiate offer open order own pay pledge praise produce promise propose publish
    purchase recognize recognise refuse reject reject request resign restore seek sell send sign supply support
    teach threaten train urge veto vote want win withdraw write
    """.split()
)


def base_form(word: str) -> str | None:
    """The base of a past tense: "signed" → "sign", "took" → "take"; None where the word is none that is known."""
    if word in _BASES:
        return _BASES[word]
    if not word.endswith("ed") or len(word) < 5 or word in _NOT_VERBS:
        return None
    stem = word[:-2]
    doubled = len(stem) > 3 and stem[-1] == stem[-2]
    return _commonest([f"{stem[:-1]}y" if stem.endswith("i") else "", stem, f"{stem}e", stem[:-1] if doubled else ""])


def is_irregular(word: str) -> bool:
    """Whether the word is the past tense of an irregular verb: "left", "took"."""
    return word in _BASES


def base_of_present(word: str) -> str | None:
    """The base of a third person: "perceives" → "perceive", "carries" → "carry"; None where it is none."""
    if word == "has":
        return "have"
    if not word.endswith("s") or word.endswith("ss") or len(word) < 5:
        return None
    endings = [word[:-1], word[:-2] if word.endswith("es") else "", f"{word[:-3]}y" if word.endswith("ies") else ""]
    return _commonest(endings)


def speaks(base: str) -> bool:
    """Whether a verb tells that somebody says something: only people do."""
    return base in _SPEECH


def has_an_agent(base: str) -> bool:
    """Whether a verb's subject is a person, or people together: "who" asks for it."""
    return base in _AGENTS_DO


def is_participle(word: str) -> bool:
    """Whether a word may follow "has": "agreed", "been", "written"."""
    return word.endswith(("ed", "en")) or word in _BASES or word in ("been", "become", "come", "done", "gone", "begun")


def _commonest(words: list[str]) -> str | None:
    """The most common of these that is a word at all."""
    known = [(rank, word) for word in words if word and (rank := _vocabulary().token_to_id(word)) is not None]
    return min(known)[1] if known else None


@lru_cache(maxsize=1)
def _vocabulary() -> Tokenizer:
    """The default embedding model's: some 23,000 English words, from common to rare. It comes with its package."""
    folder = model_folder(DEFAULT_MODEL)
    if folder is None:
        raise ModelError(f"The package of {DEFAULT_MODEL} is not installed. Run: make install")
    return Tokenizer.from_file(str(folder / "tokenizer.json"))
