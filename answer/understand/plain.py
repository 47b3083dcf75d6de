"""A request in the plain words of a question: "List all the ministers named in the text." → "Which ministers?"

The trained reader learned from questions. What stands around one ("can you tell me…", "according to the article") or in
its place ("list…", "describe…") says nothing of what is asked, and the reader takes it for something that the passage
lacks. By rule, and only where the wording is plain; a question is left as it is, but for its marks, "exactly" and
"in the text".
"""

import re

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)\b"
_OPENING = r"(?:(?:in|on|at|from|to|by|for|of|with|since|until) )?(?:when|where|why|how|who|whom|whose|what|which)\b"
_DETERMINER = r"(?:the|an?|this|that|these|those|my|your|his|her|its|our|their|i|you|he|she|it|we|they|there)\b"
_NOUN = rf" (?!{_AUXILIARY}|{_DETERMINER}|(?:of|in|on|at|to|by|for|from|with)\b)(?-i:[a-z]+)"
_ASKED_FOR = (
    r"(?:(?:in|on|at|from|to|by|for|of|with|since|until) )?"
    rf"(?:when|where|why|how(?: long| often| soon)?|who|whom|what(?:{_NOUN})?|(?:which|whose|how (?:many|much)){_NOUN})"
)
_HERE = r"(?:(?:the|this|your) (?:article|text)|(?:the|these|your|my) (?:articles|texts|documents))"
_NAMED = r" (?:mentioned|named|listed|cited|described)"
_THAT_IS = r" (?:that|which|who) (?:is|are|was|were)"

_FIRST_OF_ALL_HERE = re.compile(
    rf"^(?:according to|in|from|based on) {_HERE},? (?={_OPENING}|{_AUXILIARY})", re.IGNORECASE
)
_HERE_IN_QUESTION = re.compile(
    rf"(?<! is)(?<! are)(?<! was)(?<! were)(?<![’']s),?(?:{_THAT_IS}{_NAMED})? (?:according to|in|based on) {_HERE}$",
    re.IGNORECASE,
)
_HERE_IN_REQUEST = re.compile(
    rf",?(?:(?:{_THAT_IS})?{_NAMED})? (?:according to|in|by|from|based on) {_HERE}$", re.IGNORECASE
)
_EXACTLY = re.compile(r" (?:exactly|precisely)$", re.IGNORECASE)
_ASKS = re.compile(rf"{_OPENING}|{_AUXILIARY}", re.IGNORECASE)
_MARKED_OTHERWISE = re.compile(r"[.!]\s*$|[.?!]\s*[.?!]\s*$")
_LEAD = re.compile(
    r"(?:(?:please|kindly|pls|plz),? )*"
    r"(?:(?:can|could|would|will) you (?:please |kindly )?|do you (?:happen to )?know,? |(?:do you have )?any idea,? "
    r"|let me |i(?:['’]d| would)? (?:want|like|need) (?:you )?to |i(?: am|['’]m| was)? (?:wonder(?:ing)?|curious),? )?"
    r"(?:please )?(?:(?:tell|explain|say|show|know|find out|remind)(?: (?:to )?me)?,? )?"
    r"(?=(?:if|whether|list|name|give|identify|show me|describe|explain|enumerate|tell me (?:more |something )?about)\b"
    rf"|{_OPENING})",
    re.IGNORECASE,
)
_TURNED = r"(?:is|are|was|were|can|could|will|would|shall|should|might|must)\b"
"""What a question puts before its subject. Not do, have and may: they may be the verb, or the month."""
_SUBJECT = rf"(?:{_DETERMINER}|(?-i:[A-Z]))[\w’'-]*(?: (?!(?:{_TURNED}|who|which|that)\b)[\w’'-]+){{0,5}}?"
_INDIRECT = re.compile(
    rf"(?:(?:if|whether)(?: or not)?|(?P<asked>{_ASKED_FOR})) (?P<subject>{_SUBJECT}) (?P<verb>{_TURNED})(?P<rest>.*)",
    re.IGNORECASE,
)
_HOW_MANY_AND_WHICH = re.compile(
    r"how many (?P<things>.+?)(?:"
    r"(?:[,;.?]| and|[,;.?] and) (?:which|who|what)(?: ones)?"
    r"(?: (?:are|were) (?:they|these|those)| (?:they|those) (?:are|were))?"
    r"|[,;.?]? (?:and )?(?:please )?(?:list|name|enumerate) (?:them|each|all)(?: all)?)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:list|enumerate|name|identify|give(?: me)?|(?:show|tell) me)(?: (?:a|the)(?: full| complete| short)? list of)?"
    r"(?: (?P<one>an?|one(?: more| of the| of)?|another))?(?: the| those)?"
    r"(?P<each> (?:all|every|each|any|some|both|two|three|four|five|\d\d?)(?: of)?)?(?: the| those)? "
    r"(?P<things>(?!(?:and|or|of|in|on|at|for|from|to|up|with|by|all|each|both|more|every\w+|me|us|them|him|it)\b)"
    r"[a-z0-9].*)",
    re.IGNORECASE,
)
_DESCRIBE = re.compile(
    r"(?P<verb>tell me (?:more |something )?about|describe|explain|define)"
    r"(?: to (?:me|us)| briefly| in detail| in (?:one|a few|two|three|your own|simple) (?:words?|sentences?|terms?))? "
    r"(?P<thing>.+)",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?:the )?reasons? (?=why\b)", re.IGNORECASE)
_WHO_DID = re.compile(
    r"(?P<things>(?:(?! (?:of|in|on|at|to|by|for|from|with|under|and|or|say|explain) (?:that|which|who)\b)[^,])+?) "
    r"(?:that|which|who) (?P<did>\w.*)",
    re.IGNORECASE,
)
_HIS = re.compile(r"(?:my|your|his|her|its|our|their|this|that|these|those)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:the |an? )?(?P<nouns>.+?)"
    r"(?= (?:of|in|at|on|for|from|to|with|by|between|about|that|who|which|the|an?|he|she|it|they)\b|,|$)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:\w+(?<!s)(?<!u)(?<!i)s|people|men|women|children)(?![’'\w])", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:\w*man|\w*woman|person|president|king|queen|minister|leader|officer|author)$", re.IGNORECASE
)


def plain_question(message: str) -> str:
    """What it asks, in the words of a question; the message itself where it is one already, or no such wording."""
    text = " ".join(message.split())
    bare = text.rstrip(" .?!,;")
    asked = _direct(_FIRST_OF_ALL_HERE.sub("", _EXACTLY.sub("", bare)))
    plain = _wanted((_HERE_IN_QUESTION if _ASKS.match(asked) else _HERE_IN_REQUEST).sub("", asked)).strip()
    if not plain or (plain == bare and not (_MARKED_OTHERWISE.search(text) and _ASKS.match(text))):
        return message
    return f"{plain[0].upper()}{plain[1:]}?"


def _direct(text: str) -> str:
    """Without "tell me", and with the verb where a question has it."""
    lead = _LEAD.match(text)
    if not lead or not lead.group():
        return text
    rest = text[lead.end() :]
    if not (indirect := _INDIRECT.fullmatch(rest)):
        return re.sub(r"^(?:if|whether)(?: or not)? ", "", rest, flags=re.IGNORECASE)
    return " ".join(filter(None, (indirect["asked"], indirect["verb"], indirect["subject"]))) + indirect["rest"]


def _wanted(text: str) -> str:
    """What is to be listed or described, as what is asked for. Of how many and which, the list is."""
    if both := _HOW_MANY_AND_WHICH.fullmatch(text):
        return f"which {both['things']}"
    if described := _DESCRIBE.fullmatch(text):
        return _what_is(described["thing"], described["verb"].lower())
    if listed := _LIST.fullmatch(text):
        one = listed["one"]
        return f"what is {one} {listed['things']}" if one else _which(listed["things"], listed["each"])
    return text


def _what_is(thing: str, verb: str) -> str:
    if re.match(_OPENING, thing, re.IGNORECASE):
        return thing
    return f"what is said about {thing}" if verb.endswith("about") else f"what {_is(thing)} {thing}"


def _which(things: str, each: str | None) -> str:
    if why := _WHY.match(things):
        return things[why.end() :]
    if re.match(_OPENING, things, re.IGNORECASE):
        return things
    if _HIS.match(things):
        return f"what {_is(things)} {things}"
    if not each and _PERSON.search(_nouns(things)):
        return f"who is the {things}"
    if each or _is(things) == "are":
        did = _WHO_DID.fullmatch(things)
        return f"which {did['things']} {did['did']}" if did else f"which {things}"
    return f"what is the {things}"


def _is(things: str) -> str:
    return "are" if _PLURAL.search(_nouns(things)) else "is"


def _nouns(phrase: str) -> str:
    """What it speaks of: "defense ministers" of "the defense ministers of Russia"."""
    found = _HEAD.match(phrase)
    return found["nouns"] if found else phrase
