"""Does a sentence say that the passages do not answer? Models say it in their own words, whatever they are told."""

import re

_GIVEN = r"(?:provided|given|supplied|available|above|numbered|retrieved|following|present|relevant|listed)"
_OURS = rf"(?:{_GIVEN} )*(?:passages?|contexts?|excerpts?|snippets?|extracts?|search results)"
_THEIRS = r"(?:documents?|texts?|articles?|sources?|materials?|information|data|content|corpus|reports?|results?)"
_GIVEN_ONES = rf"(?:{_OURS}|(?:{_GIVEN} )+{_THEIRS}|{_THEIRS} (?:provided|given|supplied|above|you (?:provided|gave)))"
_WHICH = r"(?:(?:the|these|those|this|your|my|any|any of the|either of the|both|all of the) )?"
_NUMBERED = r"(?: ?[\[(]?\d{1,2}[\])]?)?"

_NOT = r"(?:do(?:es)? not|do(?:es)?n['’]?t|did not|didn['’]?t|cannot|can not|can['’]?t|never|nowhere|fails? to)"
_SAY = (
    r"(?:say|mention|state|specify|contain|provide|include|give|answer|address|discuss|describe|explain|indicate|reveal"
    r"|tell|cover|offer|refer|touch|report|disclose|support|make|have|hold|help|note|list|name|identify|allow|speak"
    r"|talk|detail|clarify|elaborate)\b"
)
_SAID = (
    r"(?:mentioned|stated|specified|provided|given|found|addressed|discussed|described|included|covered|available"
    r"|contained|answered|disclosed|indicated|explained|present)"
)
_HEARD = (
    r"(?:information|mention|answer|evidence|details?|data|indication|reference|record|statement|passage|description)s?"
)
_KIND = r"(?:(?:specific|relevant|further|direct|explicit|such|clear|other|additional|more|concrete|exact) )*"
_ADVERB = r"(?:\w+ly |also |seem to |appear to |themselves |alone )*"
_IS_NOT = r"(?:is|are|was|were|be|been)(?: not|n['’]?t)"
_THERE_IS_NO = (
    r"there (?:(?:is|are|was|were|seems? to be|appears? to be|has been) (?:also )?(?:no|not|nothing|insufficient)"
    r"|(?:is|are)n['’]?t)\b"
)
_SIGNS = r"(?:[^\w“\"'‘«]|_)*+"  # no quotation marks: what somebody is quoted with is no refusal
_OPENING = (
    rf"(?:{_SIGNS}(?:(?:sorry|unfortunately|apologies|regrettably|however|but|thus|therefore|so|hence|overall|in short"
    r"|i(?:['’]?m| am) (?:sorry|afraid)|i apologi[sz]e|it (?:seems|appears|looks like)|that|and|note)\b"
    r"|(?:as an ai|based on|from|according to|after|having|given|in) [^,]*+,)"
    rf"[\s,:;.!–—-]*+)*{_SIGNS}"
)


def _of(these: str) -> list[str]:
    """What is said where the passages, called this, do not answer."""
    them = rf"{_WHICH}{these}{_NUMBERED}"
    return [
        rf"{them} {_ADVERB}{_NOT} {_ADVERB}{_SAY}",
        rf"{them} {_ADVERB}(?:lacks?|omits?|(?:are|is) silent|says? nothing)\b",
        rf"{them} {_ADVERB}(?:have|has|contains?|includes?|provides?|gives?|makes?|offers?) no\b",
        rf"{them} {_IS_NOT} (?:enough|sufficient|relevant|related|clear|about|helpful)\b",
        rf"{them} (?:are|is) (?:insufficient|irrelevant|unrelated|unclear)\b",
        rf"{them} (?:only|merely) ",
        rf"(?:none|neither|no|nothing) (?:of |in )?(?:the )?{these}\b",
        rf"(?:while|although|though) {them}[^,]*, (?:they|it|there|none|no|nothing|i)\b",
        rf".*\b{_IS_NOT} (?:\w+ly )?(?:{_SAID} )?(?:anywhere )?(?:in|by|within|from|among) (?:any of )?{them}\b",
        rf"(?:{_THERE_IS_NO}|no(?:thing)?\b).*\b(?:in|within|from|among|by) (?:any of )?{them}\b",
        rf"(?:it|this|that) (?:is|was) (?:also )?(?:not possible|impossible|unclear|not clear|not known)\b.*\b{them}\b",
    ]


_OF_ITSELF = [
    r"i (?:was |am |have )?(?:also )?(?:could ?n[o'’]?t|could not|can ?not|can['’]?t|did ?n['’]?t|did not|do not"
    r"|don['’]?t|not able|not found|unable|have no|no |(?:found|find|see) (?:no|nothing)|lack)\b",
    r"i(?:['’]m| am| was) (?:not (?:able|sure|aware)|unable)\b",
    r"(?:this|the|your|that) (?:question|query) (?:can ?not|can['’]?t|could not|is not|isn['’]?t|remains un|goes un)",
    rf"(?:not found|no answer|not (?:{_SAID}|in the)|none|unknown|n/?a|unanswerable|no {_KIND}{_HEARD}(?: found)?"
    r"|insufficient (?:information|context|data|evidence))[\W_]*$",
    r"(?:not )?(?:enough|sufficient) (?:information|context) (?:is|was)\b",
]
_PERHAPS = [
    rf"{_THERE_IS_NO} ?(?:any |enough |sufficient )?",
    rf"no {_KIND}{_HEARD}\b",
    r"nothing (?:is|was|in)\b",
    rf"(?:they|it|these|those|this) {_ADVERB}{_NOT} {_ADVERB}{_SAY}",
    r"(?:it|this|that) (?:is|was|remains|has) (?:also )?"
    r"(?:not (?:possible|clear|known|been)|impossible|unclear|unknown)\b",
    rf"(?:it|this|that|which) {_IS_NOT} {_SAID}\b",
    rf".*\b{_IS_NOT} (?:\w+ly )?(?:mentioned|stated|specified|given|addressed|available|provided)\b",
]


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    any_of_them = "|".join(patterns).replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(f"{_OPENING}(?:{any_of_them})", re.IGNORECASE)


_REFUSES = _any_of([*_of(_GIVEN_ONES), *_OF_ITSELF])
_MAY_REFUSE = _any_of([*_of(_THEIRS), *_PERHAPS])


def refuses(sentence: str) -> bool:
    """Whether a sentence can only mean that the passages do not answer: no document speaks so of itself."""
    return _REFUSES.match(sentence) is not None


def may_refuse(sentence: str) -> bool:
    """Whether a sentence means that unless a document says it: "There is no information on casualties.\""""
    return refuses(sentence) or _MAY_REFUSE.match(sentence) is not None
