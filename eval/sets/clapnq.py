"""CLAPnq's files (Rosenthal et al. 2025): questions, the passages they are read against, and people's answers."""

from pydantic import StrictStr

from eval.sets.files import BenchRecord

ANSWERABLE_FILE, UNANSWERABLE_FILE = "clapnq_dev_answerable.jsonl", "clapnq_dev_unanswerable.jsonl"


class TitledPassage(BenchRecord):
    """A passage with its title."""

    text: StrictStr
    title: StrictStr = ""


class ClapnqAnswer(BenchRecord):
    """An answer that somebody wrote from the passage."""

    answer: StrictStr


class ClapnqLine(BenchRecord):
    """A question, its passages, and where they answer it the answers."""

    id: str | int
    input: StrictStr
    passages: tuple[TitledPassage, ...]
    output: tuple[ClapnqAnswer, ...] = ()
