"""Contrast sets: documents with questions in twins, of which the document answers one and not the other.

After Gardner et al. 2020 (Evaluating Models' Local Decision Boundaries via Contrast Sets): a question and its twin
differ in a word or two, so that likeness in words does not tell them apart. The layout is plain text, for people to
write:

    === opening-hours.md
    # Opening hours
    The upper pool opens at 9, the lower pool at 10.

    --- questions
    [bind]
    + When does the lower pool open? => at 10
    - When does the upper pool close?

Behind `=>` stand the words that answer, as the document has them; where it has them more than once, `words in <a longer
stretch>` tells which; `first words ... last words` is all from the first to the last. A blank line ends a group of
twins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from answer.errors import TrainingError
from index.sentences import Span

CONTRAST = Path(__file__).parents[1] / "exercises" / "contrast"
FOR_TEST, FOR_TUNING = "engineering.txt", "museums.txt"
"""Files that are not learned from. Whole files, as each is of one world with words and forms of its own."""

KINDS = frozenset(
    (
        "bind",  # the role, number, date or place of another thing that the document tells of
        "near",  # what another document like it answers, and this one does not
        "kind",  # another kind of number, date or name: kilograms for money
        "premise",  # takes for granted what the document does not say, or says otherwise
        "negation",
        "time",  # before, after, another year
        "bracket",  # who reported it, and when, is not what happened, and when
        "quantifier",  # all, some, at least, the most, the only
        "request",  # no question in form: tell me, list, keywords, how many and which
        "outsider",  # in the words of one who has not read it
    )
)
_DOCUMENT, _QUESTIONS, _KIND = re.compile(r"^=== (\S.*)$"), "--- questions", re.compile(r"^\[([a-z]+)\]$")
_WITHIN, _TO = " in <", " ... "


@dataclass(frozen=True)
class Twin:
    """A question of a group, and where the document answers it."""

    question: str
    kind: str
    group: int
    """Its number in the document."""
    answer: Span | None
    """None where the document does not answer it."""


@dataclass(frozen=True)
class ContrastDocument:
    """A document as a file has it, and the questions asked of it."""

    name: str
    """Of the file, with the suffix that says how it is read."""
    text: str
    twins: tuple[Twin, ...]


class Faulty(TrainingError):
    """A line that cannot be used."""


def read_contrast(path: Path) -> list[ContrastDocument]:
    """The documents of a file; raises TrainingError with all that is wrong in it, line by line."""
    documents, faults = [], []
    for first, name, lines in _parts(path.read_text(encoding="utf-8").splitlines()):
        document, found = _document(first, name, lines)
        documents.append(document)
        faults += found
    if faults:
        raise TrainingError("\n".join(f"{path.name}:{fault}" for fault in faults))
    return documents


def _parts(lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Each document's first line (from 1), its name and its lines."""
    begins = [i for i, line in enumerate(lines) if _DOCUMENT.match(line)]
    for at, until in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield at + 1, lines[at].removeprefix("=== ").strip(), lines[at + 1 : until]


def _document(first: int, name: str, lines: list[str]) -> tuple[ContrastDocument, list[str]]:
    if _QUESTIONS not in lines:
        return ContrastDocument(name, "", ()), [f"{first}: {name} has no line {_QUESTIONS!r}"]
    at = lines.index(_QUESTIONS)
    text = "\n".join(lines[:at]).strip() + "\n"
    twins: list[Twin] = []
    faults: list[str] = []
    kind, group, fresh = "", 0, True
    for number, line in enumerate(lines[at + 1 :], first + at + 2):
        if not line.strip():
            fresh = True
        elif match := _KIND.match(line.strip()):
            kind, fresh = match.group(1), True
            faults += [] if kind in KINDS else [f"{number}: [{kind}] is none of {', '.join(sorted(KINDS))}"]
        else:
            group, fresh = group + fresh, False
            try:
                twins.append(_twin(line.strip(), kind, group, text))
            except Faulty as fault:
                faults.append(f"{number}: {fault}")
    return ContrastDocument(name, text, tuple(twins)), faults + _one_sided(first, name, twins)


def _twin(line: str, kind: str, group: int, text: str) -> Twin:
    if not kind:
        raise Faulty("stands before the first [kind]")
    if line.startswith("- "):
        if "=>" in line:
            raise Faulty("begins with - and has an answer: begin it with +, or take the answer away")
        return Twin(line[2:].strip(), kind, group, None)
    question, arrow, answer = line.removeprefix("+ ").partition(" => ")
    if not line.startswith("+ ") or not arrow:
        raise Faulty(f"{line[:60]!r} is neither `+ question => answer` nor `- question`")
    return Twin(question.strip(), kind, group, _place(answer.strip(), text))


def _place(answer: str, text: str) -> Span:
    """Where the answer stands."""
    words, within, around = answer.partition(_WITHIN)
    begin = _only(around.removesuffix(">"), text, 0)[0] if within else 0
    end = begin + len(around.removesuffix(">")) if within else len(text)
    head, to, tail = words.partition(_TO)
    first = _only(head, text[:end], begin)
    return (first[0], _only(tail, text[:end], first[1])[1]) if to else first


def _only(words: str, text: str, begin: int) -> Span:
    at = text.find(words, begin)
    if at < 0:
        raise Faulty(f"the document does not have {words!r}")
    if text.find(words, at + 1) >= 0:
        raise Faulty(f"the document has {words!r} more than once: say `{words}{_WITHIN}a longer stretch>`")
    return at, at + len(words)


def _one_sided(first: int, name: str, twins: list[Twin]) -> list[str]:
    """Groups that are no twins: all with an answer, or all without. Outsiders and requests may stand alone."""
    groups: dict[int, list[Twin]] = {}
    for twin in twins:
        groups.setdefault(twin.group, []).append(twin)
    return [
        f"{first}: {name}: {some[0].question!r} has no twin {'without' if some[0].answer else 'with'} an answer"
        for some in groups.values()
        if some[0].kind not in ("outsider", "request") and len({t.answer is None for t in some}) == 1
    ]
