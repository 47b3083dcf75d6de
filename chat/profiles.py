"""The switch between quotes and a written answer, as Chainlit's chat profiles: there where a language model is set."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import chainlit as cl

from answer.answer import Choice
from chat.render import plain
from chat.wording import ENGLISH, Wording

CHOICES: dict[str, Choice] = {"Written": "written", "Quotes": "quotes"}
"""The profiles' names, the usual one first. (Chainlit takes the first, whatever is marked as its default.)"""
NAMES = {"Written": "chat.written", "Quotes": "chat.quotes"}
"""What each is called."""


def profiles(model: str, drops: bool = False, wording: Wording = ENGLISH) -> list[cl.ChatProfile]:
    """Both profiles, each with what stands beside it while one chooses; `drops`: FOOTNOTE_UNSUPPORTED."""
    says = {
        "Written": wording.say("chat.written_drops" if drops else "chat.written_marks", model=plain(model)),
        "Quotes": wording.say("chat.quotes_says"),
    }
    anew = wording.say("chat.switch_anew")
    return [cl.ChatProfile(name, f"{says[name]}\n\n{anew}", display_name=wording.say(NAMES[name])) for name in CHOICES]


def choice_of(profile: str | None) -> Choice | None:
    """What a profile stands for; None, for the usual, where there is none."""
    return CHOICES.get(profile or "")
