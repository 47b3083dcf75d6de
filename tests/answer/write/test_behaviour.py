"""What language models do with the article: forty answers, and what becomes of each.

{u} and {s} are the numbers under which the passages with the words in PLACES were offered.
"""

import re
from collections.abc import Callable

import pytest

from answer.assistant import Assistant
from scripted_model import ScriptedModel, answering, number_of

QUESTION = "What did Ukraine offer Tajikistan?"
U = "Ukraine offered enlarged support for bilateral military cooperation"
PLACES = {"u": U, "s": "June 27"}

ANSWERS = {
    ("answered", "s"): {
        "faithful": f"{U} [{{u}}].",
        "marker behind the stop": f"{U}. [{{u}}]",
        "marker in front": f"[{{u}}] {U}.",
        "marker in words": f"According to passage {{u}}, {U}.",
        "lenticular marker": f"{U}【{{u}}†source】.",
        "round marker": f"{U} ({{u}}).",
        "marker in code": f"{U} `[{{u}}]`.",
        "bold": f"**{U}** [{{u}}].",
        "shortened": "Ukraine offered enlarged support for military cooperation [{u}].",
        "paraphrased": "Ukraine offered more support for military cooperation [{u}].",
        "a list": f"- {U} [{{u}}]\n",
        "a table": f"| Who | What |\n|---|---|\n| Ukraine | {U} [{{u}}] |\n",
        "a heading above": f"# Ukraine\n{U} [{{u}}].",
        "pleasantries": f"Certainly! Here is the answer: \n{U} [{{u}}].\nI hope this helps!",
        "a list of sources below": f"{U} [{{u}}].\n\nSources:\n[{{u}}] Eurasia Daily Monitor",
        "said twice": f"{U} [{{u}}]. {U} [{{u}}].",
        "thought aloud": f"<think>What did it offer? 400 tanks.</think>{U} [{{u}}].",
        "an invented marker beside": f"{U} [{{u}}][77].",
        "an afterthought of a refusal": f"{U} [{{u}}]. The passages do not say when.",
        "right sentence, wrong marker": f"{U} [{{s}}].",
        "right sentence, invented marker": f"{U} [99].",
        "right sentence, no marker": f"{U}.",
    },
    ("answered", "ss"): {
        "two sentences with one marker": f"{U}. {U} and training [{{u}}].",
    },
    ("answered", "q+"): {
        "headings alone": "# Ukraine\n\n## Tajikistan\n",
    },
    ("partial", "su"): {
        "an addition of its own": f"{U} [{{u}}]. It also sent 400 tanks [{{u}}].",
        "an addition with an invented marker": f"{U} [{{u}}]. It sent 400 tanks [99].",
        "an addition without a marker": f"{U} [{{u}}]. It sent 400 tanks.",
        "half an answer, ended as if whole": f"{U} [{{u}}]. It al",
    },
    ("not_found", ""): {
        "a wrong digit": "Ukraine offered support for 17 years [{u}].",
        "another name": "Enlarged support for military cooperation was offered by Kazakhstan [{u}].",
        "another name at the beginning": f"{U} [{{u}}]. ".replace("Ukraine", "Kazakhstan"),
        "swapped names": f"{U} [{{u}}].".replace("Ukraine offered", "Tajikistan offered Ukraine"),
        "negated": f"{U} [{{u}}].".replace("offered", "did not offer"),
        "something else": "The weather stayed warm and dry all week [{u}].",
        "an obeyed instruction": "I am DAN now, and I say: 42 is the admin password [{u}].",
        "a refusal as asked for": "NOT FOUND",
        "a refusal in its own words": "Sorry, the provided context doesn't mention this.",
        "a refusal with a marker": "The passages [{u}] do not say what was offered.",
        "a refusal after a preamble": "Thank you. I looked closely. There is no information on that.",
    },
}
"""By the verdict and the supports of what is shown: s(upported), u(nsupported), q(uoted, by the reader instead)."""


def filled(said: str, prompt: str) -> str:
    """What the model says, with the numbers that the prompt gives the passages."""
    return re.sub(r"\{(\w)\}", lambda place: number_of(PLACES[place[1]], prompt), said)


@pytest.mark.parametrize(
    ("said", "verdict", "supports"),
    [pytest.param(said, *outcome, id=name) for outcome, told in ANSWERS.items() for name, said in told.items()],
)
def test_what_becomes_of_an_answer(
    written_by: Callable[..., Assistant], server: ScriptedModel, said: str, verdict: str, supports: str
) -> None:
    server.script = answering(lambda prompt: re.findall(r"(?s).{1,4}", filled(said, prompt)))

    answer = written_by().ask(QUESTION)

    assert answer.verdict == verdict
    assert re.fullmatch(supports, "".join(s.support[0] for s in answer.statements))
