"""What a message says beside its question: a greeting, thanks, how to answer.

"Hello! Who signed it? Be brief." asks who signed it. Whatever else is said may be what it speaks of, and stays.
"""

import re

_HELLO = re.compile(
    r"(?:(?:hi|hello|hey|greetings|good (?:morning|day|afternoon|evening))(?: (?:there|all|everyone|footnote))?[!.,:]+ "
    r"|(?:q|question|quick question|i need help)(?: ?:| ?[-–—]) "
    r"|(?:ok|okay|so|well|now)"
    r"(?:, | (?=(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did)\b)))+",
    re.IGNORECASE,
)
_HOW_TO_ANSWER = (
    r"(?:answer|reply|respond)(?: me)? (?:briefly|shortly|precisely|in|with|using|only|from|based on)\b[^.?!]*"
    r"|(?:be|keep (?:it|your answer|the answer)) (?:brief|short|concise|precise|exact|specific|simple)[^.?!]*"
    r"|(?:give|cite|quote|name|include|show|add|state)(?: me)?(?: all)?(?: (?:the|your|a|an|exact))*"
    r" (?:sources?|citations?|references?|quotes?|evidence|passages?|details)"
    r"|(?:give|tell|show)(?: me)? (?:everything|all(?: of (?:it|them))?|more)"
)
_IN_SHORT = r"in (?:one|a|a few|two|three|your own) (?:single |short )?(?:words?|sentences?|lines?)"
_COURTESY = r"(?:thanks|thank you|thx|cheers)(?: (?:a lot|so much|very much|in advance))*|please|pls|plz|asap"
_ASIDE = re.compile(
    rf"[.?!,;:]+ (?:(?:and|but) )?(?:please )?(?:{_HOW_TO_ANSWER}|{_COURTESY})$|[.?!,;:]* {_IN_SHORT}$"
    rf"|(?<! say)(?<! says)(?<! said)(?<! of)(?<! in) (?-i:{_COURTESY})$",
    re.IGNORECASE,
)


def without_asides(message: str) -> str:
    """The message less what stands around its question; itself where nothing does, or nothing would be left."""
    text = rest = message.strip()
    if hello := _HELLO.match(rest):
        rest = rest[hello.end() :]
    while (aside := _ASIDE.search(bare := rest.rstrip(" .?!"))) and aside.start():
        mark = rest[len(bare) :].strip() if aside.group()[0] in " ,;:" else aside.group()[0]
        rest = bare[: aside.start()] + mark
    return rest if rest and rest != text else message
