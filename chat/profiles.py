"""The switch between quotes and a written answer, as Chainlit's chat profiles: there where a language model is set."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import chainlit as cl

from answer.answer import Choice
from chat.render import plain

CHOICES: dict[str, Choice] = {"Written": "written", "Quotes": "quotes"}
"""The profiles' names, the usual one first. (Chainlit takes the first, whatever is marked as its default.)"""

_ANEW = "Choosing it starts a new chat. Below each answer there is a button for the other way, too."


def profiles(model: str, drops: bool = False) -> list[cl.ChatProfile]:
    """Both profiles, each with what stands beside it while one chooses; `drops`: FOOTNOTE_UNSUPPORTED."""
    fate = "left out" if drops else "marked"
    says = {
        "Written": f"**{plain(model)}** writes from the documents. Every sentence is checked, "
        f"and what the documents do not carry is {fate}.",
        "Quotes": "The documents’ own words. No language model is asked.",
    }
    return [cl.ChatProfile(name, f"{says[name]}\n\n{_ANEW}") for name in CHOICES]


def choice_of(profile: str | None) -> Choice | None:
    """What a profile stands for; None, for the usual, where there is none."""
    return CHOICES.get(profile or "")
