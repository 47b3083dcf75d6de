"""python -m eval import FEEDBACK.jsonl: draft cases of the chat's thumbs down, for a person to complete."""

import argparse
import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval.commands.arguments import add_corpus, chosen_corpora
from eval.sets.corpora import read_corpus
from eval.sets.feedback import DraftedCase, draft_cases, known_conversations, notes, read_feedback
from eval.sets.samples import HALVES, question_files
from eval.sets.write import refuse_unless_new, write_new
from settings import Settings

FEEDBACK_FILE = "feedback.jsonl"  # where the chat keeps it, within the data folder
DRAFT_FILE = Path("feedback-dev.jsonl")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "feedback", type=Path, nargs="?", metavar="FEEDBACK.jsonl", help="default: <data>/feedback.jsonl, the chat's"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=DRAFT_FILE,
        metavar="FILE",
        help=f"a new file, …-dev.jsonl or …-test.jsonl (default: {DRAFT_FILE})",
    )
    add_corpus(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Draft, write the set and the notes beside it, say what is left to do."""
    path = options.feedback or settings.data / FEEDBACK_FILE
    out, beside = options.out, options.out.with_suffix(".notes.md")
    refuse_unless_new(out)
    thumbs = read_feedback(path)
    corpora = [corpus for half in HALVES for corpus in chosen_corpora(settings, options, half)]
    files = sorted({file for corpus in corpora for file in question_files(corpus.questions)})
    cases, skipped = draft_cases(thumbs, known_conversations(files))
    counted = Counter(thumb.rating for thumb in thumbs)
    print(f"{path}: {counted['down']} down, {counted['up']} up (left out).")
    print("\n".join(skipped) + "\n" * bool(skipped), end="")
    if not cases:
        print("No thumb down on a question that is not in the set yet: nothing to draft.")
        return 0
    write_new(notes(cases, read_corpus(settings.corpus), out), beside)
    write_new("".join(case.line.model_dump_json() + "\n" for case in cases), out)
    print(_report(cases, out, beside))
    return 0


def _report(cases: Sequence[DraftedCase], out: Path, beside: Path) -> str:
    drafted = "\n".join(f"  {case.line.id}  {case.line.question}" for case in cases)
    return f"""{drafted}

{len(cases)} drafted in {out}. A thumb down does not say what is right: complete each line.
  {beside} shows what was answered, and sentences that may be the evidence.
Then: python -m eval check --questions {shlex.quote(str(out))}
It says of each line that is not completed: answerable, but accepted and evidence is empty."""
