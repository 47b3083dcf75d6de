"""One message that asks several things → its questions, each of which stands alone.

By rule, and only where the wording is plain: "When and where was it signed?", "Who is Bell and what did she say?",
"Was it signed? Why?". An "and" between names or things parts nothing: only one before a second question does.
"""

import re

from answer.understand.antecedent import standing_alone
from answer.understand.asides import without_asides
from answer.understand.followup import reframed

MOST_PARTS = 3
"""More questions than that stay together in the last part."""

_MARKS = " ?!.,;"
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(?:n['’]t)?\b"
)
_ADVERB = (
    r"(?:(?:since |until )?when|where|why|(?:for )?how long|how(?: often| soon)?|(?:by|for|with|from|to) whom"
    r"|(?:in|on|at|from|to|by|until|since) (?:what|which) [a-z]+)"
)
_OTHER_SUBJECT = r"(?:the|an?|this|that|these|those|his|her|its|their|our|my|your|he|she|it|they|we|you|i|there)\b"
_QUESTION = re.compile(
    rf"(?i:{_ADVERB}) (?i:{_AUXILIARY}) \S"  # when did he…, where is…
    rf"|(?i:who|whom|what(?! \w+$)|what(?= happen)) (?!{_OTHER_SUBJECT})[a-z]"  # not "what he said", nor "what year"
    rf"|(?i:whose|which|how|(?:in|on|at|from|to|by|for|of|with) (?:what|which|whom|whose)) "
    rf"(?!{_OTHER_SUBJECT})[a-z]\S* \S"  # which states signed…, how many…
    rf"|(?i:{_AUXILIARY}) \S"
)
_INDIRECT = re.compile(
    r"(?:(?:please|can you|could you|would you),? )*(?:tell me|explain(?: to me)?|say|do you know"
    r"|i(?:['’]d| would)? (?:want|like|need) to know|(?:does|do) (?:the|this|these) \w+ (?:say|explain|mention)),? "
    r"(?=(?:who|whom|whose|what|which|when|where|why|how)\b)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[,;]? (?:and|but)(?: also)?,? (?=(?:(?:in|on|at|by|for|with|from|to|since|until) )?"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b)"
    rf"|[,;] (?=(?:what|when|where|why|how) {_AUXILIARY})"  # not ", which was…": it says more of the same
)
_SECOND = re.compile(r"\s(?:who|whom|whose|what|which|when|where|why|how)\b")
_OPEN_PAIR = re.compile(r"\b(?:between|both|either|neither|whether|differences?|compared?)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|\([^)]*\)")
_ENDED = re.compile(r"(?<=\?)\s+(?:(?:and|but|also|so),? )?(?=\S)", re.IGNORECASE)
_ADVERBS_TOGETHER = re.compile(
    rf"(?P<lead>(?:{_INDIRECT.pattern})?)(?P<first>{_ADVERB})(?P<more>(?:, {_ADVERB})*),? and (?P<last>{_ADVERB}) "
    r"(?P<rest>\S.*)",
    re.IGNORECASE,
)
_ADVERB_BEHIND = re.compile(r"(?P<whole>.+?),? and(?:,? if so,)? (?P<word>when|where|why|how)", re.IGNORECASE)
_ASKS_FOR_THE_SAME = re.compile(
    r"(?:what|which|who)(?: ones)?(?: (?:is|are|was|were) (?:they|those|these|it)| (?:they|those|these) (?:are|were))?",
    re.IGNORECASE,
)


def parts(question: str) -> tuple[str, ...]:
    """The questions that a message asks, in order: one to MOST_PARTS; the message itself where it asks one thing.

    What it says beside them is left out (answer/understand/asides.py).
    A pronoun is replaced by what it stands for in an earlier part (answer/understand/antecedent.py).
    """
    question = without_asides(question)
    pieces = _pieces(question)
    if len(pieces) < 2:
        return (question,)
    pieces = [*pieces[: MOST_PARTS - 1], "? ".join(pieces[MOST_PARTS - 1 :])] if len(pieces) > MOST_PARTS else pieces
    mark = "." if question.rstrip().endswith(".") else "?"
    alone = pieces[:1]
    for piece in pieces[1:]:
        alone.append(standing_alone(piece, alone))
    return tuple(f"{p[0].upper()}{p[1:]}{'' if p.endswith(')') else mark}" for p in alone)


def _pieces(message: str) -> list[str]:
    """The questions as they are worded, without their marks; one, where anything in it is none."""
    sentences = [sentence.strip(_MARKS) for sentence in _ENDED.split(" ".join(message.split()))]
    pieces: list[str] = []
    for sentence in filter(None, sentences):
        again = reframed(pieces[-1], sentence) if pieces else None  # "Did she sign? Why?"
        if not again and len(sentences) > 1 and not _asks(sentence):
            return [message]
        pieces += [again] if again else [piece for clause in _clauses(sentence) for piece in _by_adverb(clause)]
    return pieces


def _clauses(sentence: str) -> list[str]:
    """A sentence parted where one whole question ends and another begins."""
    opening = _INDIRECT.match(sentence)
    lead = opening.group() if opening else ""
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    clauses, start = [], len(lead)
    for joint in _JOINT.finditer(sentence, start):
        before, behind = sentence[start : joint.start()], sentence[joint.end() :]
        if not any(a < joint.start() < b for a, b in quoted) and _parts_here(before, behind, bool(lead)):
            clauses.append(before)
            start = joint.end()
    return [lead + clause for clause in (*clauses, sentence[start:])]


def _parts_here(before: str, behind: str, indirect: bool) -> bool:
    """Whether these are two questions; "…a state that has no coast and which…" and "between what…" go on."""
    if _OPEN_PAIR.search(before) or _ASKS_FOR_THE_SAME.fullmatch(behind):
        return False
    if indirect:
        return " " in before and " " in behind
    goes_on = _RELATIVE.match(behind) and _RELATIVE.search(before, 1)
    return _asks(before) and _asks(behind) and not goes_on


def _by_adverb(clause: str) -> list[str]:
    """ "When and where was it signed" and "When was it signed, and where" as two questions each."""
    if together := _ADVERBS_TOGETHER.fullmatch(clause):
        adverbs = [together["first"], *re.findall(rf"(?i){_ADVERB}", together["more"]), together["last"]]
        return [f"{together['lead']}{adverb} {together['rest']}" for adverb in adverbs]
    behind = _ADVERB_BEHIND.fullmatch(clause)
    again = reframed(behind["whole"], behind["word"]) if behind and not _SECOND.search(behind["whole"]) else None
    return [behind["whole"], again] if behind and again else [clause]


def _asks(clause: str) -> bool:
    return _QUESTION.match(clause) is not None
