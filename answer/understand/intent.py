"""What kind of message is it: a question, a wish for an overview, a greeting, or nothing to go by?"""

import re
from typing import Literal

from index.lexical import is_content

Intent = Literal["question", "overview", "help", "empty", "too_long"]

LONGEST_QUESTION = 4000
"""Characters. A question longer than this is a pasted document, not a question."""

_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|day|afternoon|evening)|moin|hallo|thanks?(?: you)?"
    r"|thank you(?: very much)?|thx|ok(?:ay)?|yes|no|yep|nope|sure|bye|goodbye|help|test)"
    r"(?:[ ,]+(?:there|all|everyone|footnote|so much|a lot))?[\s!.?,:)]*$",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"^(?:so |and |hi,? |hello,? )*(?:what (?:can|do) you (?:do|know)|what (?:can|do) you help(?: me)? with|who are you"
    r"|what are you|how (?:can|do) (?:i|you) (?:use|ask|work)(?: (?:this|it|you|footnote))?"
    r"|what (?:can|should|could) i ask(?: you| here)?|how does (?:this|it|footnote) work|what is (?:this )?footnote"
    r"|help me|can you help(?: me)?)(?: for me| please| here)?[\s?!.]*$",
    re.IGNORECASE,
)
_OVERVIEW_CUE = re.compile(
    r"\b(?:summ?[ae]r(?:y|i[sz]e|i[sz]ing|ies)|sum (?:it |this |that )?up|tl;?dr|recap|gist|overview|outline"
    r"|abstract|synopsis|nutshell|takeaways?|take-aways?|highlights"
    r"|(?:main|key|central|core|principal|most important|overall|major) (?:\w+ )?"
    r"(?:topics?|subjects?|themes?|messages?|points?|ideas?|arguments?|thesis|claims?|findings?|conclusions?)"
    r"|(?:topics?|subjects?|themes?|thesis|argument) of (?:the|this)"
    r"|what(?:['’]?s| is| are|) (?:it|this|that|(?:(?:the|this|these|your) )?\w+) (?:all |mainly |mostly )?about"
    r"|(?:deals?|dealing) with|talks? about|is about|says? in (?:short|brief))\b",
    re.IGNORECASE,
)
_SAYS_NOTHING_ELSE = frozenset(
    """
    s up article articles document documents text texts piece pieces report reports paper papers file files corpus story
    stories page pages author writer give show write tell make get read list name want need brief briefly short
    shortly quick quickly few two three four five sentence sentences word words bullet bullets point points
    paragraph paragraphs line lines please pls summary summaries summarize summarise summarizing summarising sum tl
    dr tldr recap gist overview outline abstract synopsis nutshell takeaway takeaways take aways highlights main key
    central core principal most important overall major topic topics subject subjects theme themes message messages
    idea ideas argument arguments thesis claim claims finding findings conclusion conclusions all mainly mostly
    whats deal deals dealing talk talks say says says whole entire thing things content contents quickly simple
    terms english general go let know kindly provide explain describe
    """.split()
)
_THINGS = re.compile(r"\b(?:the|these|those|this|that|an?) (?:talks?|deals?)\b", re.IGNORECASE)
"""Not "what it talks about", nor "what it deals with": things that a document speaks of."""
_WORD = re.compile(r"[^\W_]+")
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
    return "overview" if _wants_overview(text) else "question"


def _wants_overview(text: str) -> bool:
    """Whether it asks what the documents say on the whole, and of nothing in particular."""
    rest = [w for w in _WORD.findall(text.lower()) if is_content(w) and w not in _SAYS_NOTHING_ELSE]
    return _OVERVIEW_CUE.search(text) is not None and not rest and not _THINGS.search(text)
