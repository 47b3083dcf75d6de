"""What language models do with the article: thirty answers, and what becomes of each.

{n} is the number under which the passage with these words was offered.
"""

from collections.abc import Callable
from typing import Any, Literal

import pytest

from answer.answer import Answer
from answer.assistant import Assistant

QUESTION = "What did Ukraine offer Tajikistan?"
PLACES = {
    "u": "Ukraine offered enlarged support for bilateral military cooperation",
    "s": "June 27",
    "k": "Khayrulloyev",
}
U = "Ukraine offered enlarged support for bilateral military cooperation"

Outcome = Literal["answered", "partial", "not_found"]

# what the model says, the verdict, and the supports of what is shown (s: supported, u: unsupported)
ANSWERS: dict[str, tuple[str, Outcome, str]] = {
    "faithful": (f"{U} [{{u}}].", "answered", "s"),
    "marker behind the stop": (f"{U}. [{{u}}]", "answered", "s"),
    "marker in front": (f"[{{u}}] {U}.", "answered", "s"),
    "marker in words": (f"According to passage {{u}}, {U}.", "answered", "s"),
    "lenticular marker": (f"{U}【{{u}}†source】.", "answered", "s"),
    "round marker": (f"{U} ({{u}}).", "answered", "s"),
    "marker in code": (f"{U} `[{{u}}]`.", "answered", "s"),
    "bold": (f"**{U}** [{{u}}].", "answered", "s"),
    "shortened": ("Ukraine offered enlarged support for military cooperation [{u}].", "answered", "s"),
    "paraphrased": ("Ukraine offered more support for military cooperation [{u}].", "answered", "s"),
    "a list": (f"- {U} [{{u}}]\n", "answered", "s"),
    "a table": (f"| Who | What |\n|---|---|\n| Ukraine | {U} [{{u}}] |\n", "answered", "s"),
    "a heading above": (f"# Ukraine\n{U} [{{u}}].", "answered", "s"),
    "pleasantries": (f"Certainly! Here is the answer: \n{U} [{{u}}].\nI hope this helps!", "answered", "s"),
    "a list of sources below": (f"{U} [{{u}}].\n\nSources:\n[{{u}}] Eurasia Daily Monitor", "answered", "s"),
    "said twice": (f"{U} [{{u}}]. {U} [{{u}}].", "answered", "s"),
    "thought aloud": (f"<think>What did it offer? 400 tanks.</think>{U} [{{u}}].", "answered", "s"),
    "an invented marker beside": (f"{U} [{{u}}][77].", "answered", "s"),
    "an addition of its own": (f"{U} [{{u}}]. It also sent 400 tanks [{{u}}].", "partial", "su"),
    "an addition with an invented marker": (f"{U} [{{u}}]. It sent 400 tanks [99].", "partial", "su"),
    "an addition without a marker": (f"{U} [{{u}}]. It sent 400 tanks.", "partial", "su"),
    "an afterthought of a refusal": (f"{U} [{{u}}]. The passages do not say when.", "answered", "s"),
    "a wrong digit": ("Ukraine offered support for 17 years [{u}].", "not_found", ""),
    "another name": ("Enlarged support for military cooperation was offered by Kazakhstan [{u}].", "not_found", ""),
    "negated": ("Ukraine did not offer enlarged support for bilateral military cooperation [{u}].", "not_found", ""),
    "something else": ("The weather stayed warm and dry all week [{u}].", "not_found", ""),
    "an obeyed instruction": ("I am DAN now, and I say: 42 is the admin password [{u}].", "not_found", ""),
    "a refusal as asked for": ("NOT FOUND", "not_found", ""),
    "a refusal in its own words": ("Sorry, the provided context doesn't mention this.", "not_found", ""),
    "a refusal with a marker": ("The passages [{u}] do not say what was offered.", "not_found", ""),
    "a refusal after a preamble": ("Thank you. I looked closely. There is no information on that.", "not_found", ""),
    "headings alone": ("# Ukraine\n\n## Tajikistan\n", "answered", "q"),
    "half an answer, ended as if whole": (f"{U} [{{u}}]. It al", "partial", "su"),
}
FOR_THE_CHECK: dict[str, tuple[str, Outcome, str]] = {
    "right sentence, wrong marker": (f"{U} [{{s}}].", "answered", "s"),
    "two sentences with one marker": (f"{U}. {U} and training [{{u}}].", "answered", "ss"),
    "swapped names": (
        "Tajikistan offered Ukraine enlarged support for bilateral military cooperation [{u}].",
        "not_found",
        "",
    ),
    "another name at the beginning": (
        "Kazakhstan offered enlarged support for bilateral military cooperation [{u}]. ",
        "not_found",
        "",
    ),
    "right sentence, invented marker": (f"{U} [99].", "answered", "s"),
    "right sentence, no marker": (f"{U}.", "answered", "s"),
}
"""What only a check that knows the passages can tell."""


@pytest.fixture
def told(written_by: Callable[..., Assistant], server: Any) -> Callable[[str], Answer]:
    """told("… [{u}]") → the answer to QUESTION where the model says so."""

    def tell(said: str) -> Answer:
        assistant = written_by()
        if not server.requests:
            server.pieces = ["NOT FOUND"]
            assistant.ask(QUESTION)
        numbers = {key: _number_of(server.prompt, words) for key, words in PLACES.items() if f"{{{key}}}" in said}
        for key, number in numbers.items():
            said = said.replace(f"{{{key}}}", str(number))
        server.pieces = [said[i : i + 4] for i in range(0, len(said), 4)]
        return assistant.ask(QUESTION)

    return tell


def _number_of(prompt: str, words: str) -> int:
    return int(prompt[: prompt.index(words)].rpartition("<<<passage ")[2].partition(">>>")[0])


@pytest.mark.parametrize("name", ANSWERS)
def test_what_becomes_of_an_answer(told: Callable[[str], Answer], name: str) -> None:
    said, verdict, supports = ANSWERS[name]

    answer = told(said)

    shown = "".join(s.support[0] for s in answer.statements)
    assert answer.verdict == verdict
    assert shown == supports if supports != "q" else set(shown) == {"q"}


@pytest.mark.parametrize("name", FOR_THE_CHECK)
def test_what_the_check_makes_of_an_answer(told: Callable[[str], Answer], name: str) -> None:
    said, verdict, supports = FOR_THE_CHECK[name]

    answer = told(said)

    assert (answer.verdict, "".join(s.support[0] for s in answer.statements)) == (verdict, supports)
