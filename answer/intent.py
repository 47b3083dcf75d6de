"""What kind of message is it: a question, a wish for an overview, a greeting, or nothing to go by?"""

import re
from typing import Literal

Intent = Literal["question", "overview", "help", "empty", "too_long"]

LONGEST_QUESTION = 4000
"""Characters. A question longer than this is a pasted document, not a question."""

_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|day|afternoon|evening)|moin|hallo|thanks?(?: you)?|thank you"
    r"(?: very much)?|thx|ok(?:ay)?|bye|goodbye|help|test)(?:[ ,]+(?:there|all|everyone|footnote|so much|a lot))?[\s!.?,:)]*$",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"^(?:so |and |hi,? |hello,? )*(?:what (?:can|do) you (?:do|know|help)|who are you|what are you|how (?:can|do) (?:i|you) (?:use|ask|work)"
    r"|what (?:can|should|could) i ask|how does this work|what is footnote|help me(?: please)?$|can you help)",
    re.IGNORECASE,
)
_THING = r"(?:it|this|that|(?:(?:this|the|that|your|these|those) )?(?:whole )?(?:article|document|documents|text|piece|report|paper|file|files|corpus|story|page|texts))"
_OVERVIEW = re.compile(
    rf"^(?:please |can you |could you |would you |pls |just |and |so )*(?:"
    rf"(?:summari[sz]e|sum up|tl;?dr|recap|outline)(?: (?:please|{_THING})(?: (?:for me|please|briefly|in (?:a few|two|three|\w+) \w+))?)?"
    rf"|(?:give|write|show|get) (?:me )?(?:an? |the )?(?:\w+ )?(?:summary|overview|gist|outline|recap)(?: (?:of|on) {_THING})?(?: please)?"
    rf"|(?:a |the )?(?:\w+ )?(?:summary|overview|gist)(?: (?:of|on) {_THING})?(?: please)?"
    rf"|what(?:'s|’s|s| is| are| does)? {_THING}(?: all)? (?:about|deal with|cover|discuss|say)(?: in (?:brief|short|general|a nutshell))?"
    rf"|what(?:'s|’s|s| is| are) (?:the )?(?:main |key |central )?(?:topic|subject|theme|message|gist|point|idea|points|ideas|argument|thesis|takeaways?)s?(?: (?:of|in|here|from) ?(?:{_THING})?)?"
    rf"|(?:list |name )?(?:the )?(?:main|key) (?:points|ideas|takeaways|arguments|messages)(?: (?:of|in|from) {_THING})?"
    rf"|what(?:'s|’s| is) in (?:it|{_THING})"
    rf")[\s?.!]*$",
    re.IGNORECASE,
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def intent_of(message: str) -> Intent:
    """Decide by the wording alone; whatever is none of the others is a question."""
    text = " ".join(message.split())
    if len(text) > LONGEST_QUESTION:
        return "too_long"
    if not _LETTER_OR_DIGIT.search(text):
        return "empty"
    if _GREETING.match(text) or _ABOUT_US.match(text):
        return "help"
    return "overview" if _OVERVIEW.match(text) else "question"
