"""Yes-or-no questions on the documents of the contrast sets → lessons on whether a passage decides them.

The layout, a file for each file of contrast sets and of the same name:

    === opening-hours.md
    y Does the lower pool open before noon? => The upper pool opens at 9, the lower pool at 10.
    n Does the upper pool open at ten? => The upper pool opens at 9, the lower pool at 10.
    ? Does the lower pool have a café? => The upper pool opens at 9, the lower pool at 10.

Behind `=>` stands what decides it, as the document has it; for a question that nothing decides, what comes nearest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.errors import TrainingError
from index.passages import CountTokens
from index.sentences import Span
from training.examples import Example
from training.lessons.contrast import CONTRAST, ContrastDocument, read_contrast
from training.lessons.texts import ReadText, document_of, texts_of

FOLDER = CONTRAST.parent / "yes_no"
VERDICTS = {"y": True, "n": False, "?": None}


@dataclass(frozen=True)
class Decided:
    """A question and what decides it."""

    document: ContrastDocument
    question: str
    verdict: bool | None
    """Yes, no, or open."""
    at: Span
    """Of what decides it in the document's text."""


def read_yes_no(path: Path) -> list[Decided]:
    """The questions of a file; raises TrainingError with all that is wrong in it, line by line."""
    documents = {document.name: document for document in read_contrast(CONTRAST / path.name)}
    found, faults = [], []
    document = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=== "):
            document = documents.get(line[4:].strip())
            faults += [] if document else [f"{path.name}:{number}: {line[4:]} is no document of {path.name}"]
        elif line.strip() and document:
            one = _decided(document, line)
            found += [one] if one else []
            faults += [] if one else [f"{path.name}:{number}: neither `y|n|? question => words of the document`"]
    if faults:
        raise TrainingError("\n".join(faults))
    return found


def _decided(document: ContrastDocument, line: str) -> Decided | None:
    mark, _, rest = line.strip().partition(" ")
    question, arrow, words = rest.partition(" => ")
    at = document.text.find(words.strip())
    if mark not in VERDICTS or not arrow or not words.strip() or at < 0:
        return None
    return Decided(document, question.strip(), VERDICTS[mark], (at, at + len(words.strip())))


def yes_no_lessons(decided: Sequence[Decided], count_tokens: CountTokens, limit: int) -> Iterator[list[Example]]:
    """For each question its example on what decides it, or comes nearest; those on one stretch together, as they are
    twins. Which of yes and no it is was not learned (docs/benchmarks.md)."""
    texts: dict[str, list[ReadText]] = {}
    lessons: dict[tuple[str, Span], list[Example]] = {}
    for one in decided:
        name = one.document.name
        if name not in texts:
            texts[name] = texts_of(document_of(name, one.document.text), count_tokens, limit)
        lessons.setdefault((name, one.at), []).extend(_examples(one, texts[name]))
    yield from (lesson for lesson in lessons.values() if lesson)


def _examples(one: Decided, texts: Sequence[ReadText]) -> Iterator[Example]:
    for text in texts:
        if span := text.find(one.at) or text.find_around(one.at):
            is_open = one.verdict is None
            yield Example(one.question, text.text, None if is_open else span, "written" if is_open else "answerable")
            return
