"""Words that say the contrary of one another."""

import re

from answer.check.finding import Evidence, Finding
from answer.check.words import Word, near, stem_of, words_of

PAIRS = """
    rise/fall rose/fell risen/fallen rise/decline rose/declined rise/drop rose/dropped grow/shrink grew/shrank
    increase/decrease increase/decline increase/reduce increase/drop raise/lower more/fewer more/less most/least
    expand/shrink expand/reduce enlarge/reduce enlarge/cut strengthen/weaken deepen/weaken deepen/reduce
    improve/worsen accelerate/slow before/after before/aftermath before/following prior/following prior/after
    earlier/later early/late first/last begin/end began/ended start/stop start/end begin/finish open/close
    opened/closed win/lose won/lost victory/defeat accept/reject accept/refuse approve/reject approve/oppose
    agree/disagree agree/refuse allow/forbid allow/ban permit/prohibit allow/prevent confirm/deny admit/deny
    support/oppose favour/oppose favor/oppose praise/criticize praise/criticise praise/condemn include/exclude
    enter/leave join/leave arrive/depart come/go attack/defend buy/sell bought/sold borrow/lend import/export
    gain/lose succeed/fail success/failure create/destroy build/demolish built/demolished construct/demolish
    establish/abolish establish/dissolve found/dissolve appoint/dismiss hire/fire sign/cancel offer/refuse
    offer/withdraw keep/abandon maintain/abandon maintain/withdraw deploy/withdraw advance/retreat send/receive
    sent/received give/take gave/took remember/forget love/hate like/dislike large/small larger/smaller
    largest/smallest big/small bigger/smaller biggest/smallest great/small high/low higher/lower highest/lowest
    long/short longer/shorter longest/shortest strong/weak stronger/weaker strongest/weakest rich/poor fast/slow
    rapid/slow quick/slow cheap/expensive cheaply/expensively easy/difficult hard/easy simple/complex good/bad
    better/worse best/worst positive/negative possible/impossible legal/illegal public/private internal/external
    domestic/foreign national/international temporary/permanent temporarily/permanently open/secret openly/secretly
    safe/dangerous common/rare always/never above/below over/under inside/outside within/outside upper/lower
    top/bottom north/south northern/southern east/west eastern/western left/right front/back old/new older/younger
    old/young oldest/youngest oldest/newest ancient/modern male/female man/woman men/women boy/girl husband/wife
    father/mother son/daughter brother/sister king/queen uncle/aunt teacher/student parent/child day/night
    morning/evening summer/winter hot/cold warm/cold wet/dry heavy/light dark/light light/dark hard/soft full/empty
    alive/dead birth/death born/died friend/enemy ally/enemy friendly/hostile war/peace majority/minority
    maximum/minimum dependent/independent dependence/independence dependency/independence willing/reluctant
    willing/unwilling smooth/difficult successful/unsuccessful necessary/unnecessary comfortable/uncomfortable
    certain/uncertain likely/unlikely able/unable known/unknown equal/unequal stable/unstable stability/instability
    security/insecurity complete/incomplete complete/partial direct/indirect formal/informal official/unofficial
    active/passive actively/passively added/removed include/omit encourage/discourage advantage/disadvantage
    benefit/suffer benefit/harm profit/loss protect/endanger trust/distrust lengthen/shorten widen/narrow
    alone/together same/different similar/different unanimous/divided present/absent presence/absence true/false
    right/wrong correct/incorrect single/multiple single/double married/divorced married/unmarried
    upstream/downstream import/exporter vertical/horizontal ascending/descending maximum/least inner/outer
    vowel/consonant acid/base anode/cathode artery/vein solid/liquid mortal/immortal visible/invisible double/halve
    doubled/halved doubling/halving multiply/divide short-term/long-term closer/farther near/far
""".split()
"""Each pair, either way; stems count, so that "rises" and "rising" come with "rise"."""
_BOUND_TO_WHAT_FOLLOWS = frozenset(
    "before after aftermath following prior above below over under inside outside within".split()
)
REACH = 4  # content words around, one of which both texts must share

_AGAINST: dict[str, set[str]] = {}
for _pair in PAIRS:
    _one, _other = (word for word in _pair.split("/"))
    _AGAINST.setdefault(_one, set()).add(_other)
    _AGAINST.setdefault(_other, set()).add(_one)
_BY_STEM: dict[str, set[str]] = {}
for _word, _others in _AGAINST.items():
    _BY_STEM.setdefault(stem_of(_word) or _word, set()).update(stem_of(o) or o for o in _others)
_NEGATED = re.compile(r"\b(?:not|no|never|n['’]t|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE)


def wrong_way(statement: str, evidence: Evidence) -> Finding | None:
    """A word of the statement whose opposite the quotes say of the same thing, with no "not" between the two."""
    if bool(_NEGATED.search(statement)) != bool(_NEGATED.search(evidence.quotes)):
        return None
    said, held = words_of(statement), words_of(evidence.quotes)
    for place, word in enumerate(said):
        against = _BY_STEM.get(_key(word), set())
        if not against or any(_key(other) == _key(word) for other in held):
            continue
        mine = {_key(w) for w in said}
        for at, other in enumerate(held):
            if _key(other) in against and _key(other) not in mine and _same_place(said, place, held, at):
                return Finding("opposite", f"“{word.text}”", f"“{other.text}”")
    return None


def _same_place(said: tuple[Word, ...], place: int, held: tuple[Word, ...], at: int) -> bool:
    if said[place].lower in _BOUND_TO_WHAT_FOLLOWS:
        return bool(_following(said, place) & _following(held, at))
    return bool(near(said, place, REACH) & near(held, at, REACH))


def _following(words: tuple[Word, ...], at: int) -> set[str]:
    return set([w.stem for w in words[at + 1 :] if w.stem][:2])


def _key(word: Word) -> str:
    return word.stem or word.lower
