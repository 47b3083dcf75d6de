"""A request in the plain words of a question: "List all the ministers named in the text." → "Which ministers?"

The trained reader learned from questions. What stands around one ("can you tell me…", "according to the article") or in
its place ("list…", "describe…") says nothing of what is asked, and the reader takes it for something that the passage
lacks. By rule, and only where the wording is plain; a question is left exactly as it is.
"""

import re

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)\b"
_OPENING = r"(?:(?:in|on|at|from|to|by|for|of|with|since|until) )?(?:when|where|why|how|who|whom|whose|what|which)\b"
_DETERMINER = r"(?:the|an?|this|that|these|those|my|your|his|her|its|our|their|i|you|he|she|it|we|they|there)\b"
_NOUN = rf" (?!{_AUXILIARY}|{_DETERMINER})(?-i:[a-z]+)"
_ASKED_FOR = (
    r"(?:(?:in|on|at|from|to|by|for|of|with|since|until) )?"
    rf"(?:when|where|why|how(?: long| often| soon)?|who|whom|what(?:{_NOUN})?|(?:which|whose|how (?:many|much)){_NOUN})"
)
_HERE = r"(?:(?:the|this|your) (?:article|text)|(?:the|these|your|my) (?:articles|texts|documents))"
_NAMED = r"(?:mentioned|named|listed|cited|described)"

_IN_THE_DOCUMENTS = re.compile(
    rf"^(?:according to|in|from|based on) {_HERE},? (?={_OPENING}|{_AUXILIARY})"
    rf"|(?:,? (?:that|which|who) (?:is|are|was|were)|(?<! is)(?<! are)(?<! was)(?<! were)) {_NAMED} (?:in|by) {_HERE}$"
    rf"|,? (?:according to|in|by|from|based on) {_HERE}$",
    re.IGNORECASE,
)
_EXACTLY = re.compile(r" (?:exactly|precisely)$", re.IGNORECASE)
_ASKS = re.compile(rf"{_OPENING}|{_AUXILIARY}", re.IGNORECASE)
_MARKED_OTHERWISE = re.compile(r"[.!]\s*$|[.?!]\s*[.?!]\s*$")
_LEAD = re.compile(
    r"(?:(?:please|kindly),? )*"
    r"(?:(?:can|could|would|will) you (?:please |kindly )?|do you (?:happen to )?know,? |(?:do you have )?any idea,? "
    r"|let me |i(?:['’]d| would)? (?:want|like|need) (?:you )?to |i(?: am|['’]m| was)? (?:wonder(?:ing)?|curious),? )?"
    r"(?:please )?(?:(?:tell|explain|say|show|know|find out|remind)(?: (?:to )?me)?,? )?"
    rf"(?=(?:if|whether|list|name|describe|explain|enumerate|tell me (?:more |something )?about)\b|{_OPENING})",
    re.IGNORECASE,
)
_SUBJECT = rf"(?:{_DETERMINER}|(?-i:[A-Z]))[\w’'-]*(?: (?!(?:{_AUXILIARY}|who|which|that)\b)[\w’'-]+){{0,5}}?"
_INDIRECT = re.compile(
    rf"(?:(?:if|whether)|(?P<asked>{_ASKED_FOR})) (?P<subject>{_SUBJECT}) (?P<verb>{_AUXILIARY})(?P<rest>.*)",
    re.IGNORECASE,
)
_HOW_MANY_AND_WHICH = re.compile(
    r"how many (?P<things>.+?)[,;.?]? (?:and )?"
    r"(?:(?:which|who|what)(?: ones)?(?: (?:are|were) (?:they|these|those))?"
    r"|(?:please )?(?:list|name|enumerate) (?:them|each|all)(?: all)?)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:list|enumerate|name|identify|give(?: me)?|show me)(?: (?:a|the)(?: full| complete| short)? list of)?"
    r"(?: (?P<one>an?|one(?: more| of the| of)?|another))?(?: the| those)?"
    r"(?P<each> (?:all|every|each|any|some|both|two|three|four|five|\d+)(?: of)?)?(?: the| those)? "
    r"(?P<things>(?!(?:and|or|of|in|on|at|for|from|to|with|by|me|us|them|it)\b)[a-z0-9].*)",
    re.IGNORECASE,
)
_DESCRIBE = re.compile(
    r"(?P<about>tell me (?:more |something )?about|describe|explain|define) (?P<thing>.+)", re.IGNORECASE
)
_WHY = re.compile(r"(?:the )?reasons? (?=why\b)", re.IGNORECASE)
_WHO_DID = re.compile(r"(?P<things>[^,]+?) (?:that|which|who) (?P<did>\w.*)", re.IGNORECASE)
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
    plain = _wanted(_direct(_EXACTLY.sub("", _IN_THE_DOCUMENTS.sub("", bare)))).strip()
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
        return re.sub(r"^(?:if|whether) ", "", rest)
    return " ".join(filter(None, (indirect["asked"], indirect["verb"], indirect["subject"]))) + indirect["rest"]


def _wanted(text: str) -> str:
    """What is to be listed or described, as what is asked for."""
    if both := _HOW_MANY_AND_WHICH.fullmatch(text):
        return f"which {both['things']}"
    if described := _DESCRIBE.fullmatch(text):
        return _what_is(described["thing"], described["about"].lower())
    if listed := _LIST.fullmatch(text):
        return (
            f"what is {listed['one']} {listed['things']}" if listed["one"] else _which(listed["things"], listed["each"])
        )
    return text


def _what_is(thing: str, about: str) -> str:
    if re.match(_OPENING, thing, re.IGNORECASE):
        return thing
    return f"what is said about {thing}" if about.endswith("about") else f"what {_is(thing)} {thing}"


def _which(things: str, each: str | None) -> str:
    if why := _WHY.match(things):
        return things[why.end() :]
    if each or _is(things) == "are":
        did = _WHO_DID.fullmatch(things)
        return f"which {did['things']} {did['did']}" if did else f"which {things}"
    return f"{'who' if _PERSON.search(_nouns(things)) else 'what'} is the {things}"


def _is(things: str) -> str:
    return "are" if _PLURAL.search(_nouns(things)) else "is"


def _nouns(phrase: str) -> str:
    """What it speaks of: "defense ministers" of "the defense ministers of Russia"."""
    found = _HEAD.match(phrase)
    return found["nouns"] if found else phrase
