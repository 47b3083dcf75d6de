"""python -m eval.bench.speed: how long a start, an answer, a crowd's answers and an embedding take."""

import argparse
import sys
from collections.abc import Callable
from statistics import median

from tqdm import tqdm

from answer.assistant import Assistant
from eval.bench.speed.chat import seconds_to_first_answer, seconds_to_first_words
from eval.bench.speed.embedding import embedding_process, with_onnx, with_torch
from eval.bench.speed.memory import CONVERSATIONS, FILES, megabytes
from eval.run.ask import ask_all
from eval.run.tables import align
from eval.score.metrics import percentile
from eval.sets.corpora import eval_corpora, load_corpus, read_corpus
from eval.sets.samples import Sample
from index.embed import load_embedder
from index.passages import split
from index.sync import sync
from settings import ROOT, FootnoteError, Settings, load_settings

FEW_PASSAGES = 5
PEOPLE = 20  # who ask the chat at once
WARM_UP = "Is it warm there?"  # none that is measured: what was read once is not read again
QUESTIONS = 500  # to see whether it grows
TURNS = 8  # a round: short ones, so that a busy moment of the machine meets both sides

Row = list[str]
"""What was measured, and the figure."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the table. Speed depends on the machine: 0 whatever the figures are, 2 on an error."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.speed", description="How fast is it, and against what?")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of chat and embedding (default: 3)")
    options = parser.parse_args(arguments)
    try:
        (article,) = eval_corpora("article", "dev")
        settings = load_settings().of_corpus(article.documents)
        sync(settings, tell=lambda line: print(line, file=sys.stderr))
        dev = load_corpus(article)[1]
        rows = [
            _chat(dev[0].question, options.rounds),
            _crowd(dev, options.rounds),
            _memory(),
            *(_answers(settings, dev, passages) for passages in (FEW_PASSAGES, settings.top_k)),
            _embedding(settings, options.rounds),
        ]
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    print(align([["", "Footnote"], *rows]))
    return 0


def _chat(question: str, rounds: int) -> Row:
    """Start of the chat to its first answer."""
    turns = tqdm(range(rounds), desc="Starting the chat", disable=None, file=sys.stderr)
    return ["start to first answer", f"{median(seconds_to_first_answer(question) for _ in turns):.1f} s"]


def _crowd(dev: list[Sample], rounds: int) -> Row:
    """Many ask the chat at once, each a question that nobody has asked before; as many rounds as there are such."""
    questions = [sample.question for sample in dev if not sample.history]
    most = min(rounds * PEOPLE, len(questions))
    crowds = [questions[at : at + PEOPLE] for at in range(0, most - PEOPLE + 1, PEOPLE)]
    seconds = seconds_to_first_words(WARM_UP, crowds)
    p50, p95 = (percentile(seconds, p).value or 0 for p in (50, 95))
    return [f"{PEOPLE} people at once, new questions each: first words, p50 / p95", f"{p50:.1f} / {p95:.1f} s"]


def _memory() -> Row:
    """Whether the chat grows: over ten conversations, each with files of its own."""
    corpora = [corpus for name in ("article", "forms") for corpus in eval_corpora(name, "dev")]
    samples = [sample for corpus in corpora for sample in load_corpus(corpus)[1] if not sample.history]
    questions = list(dict.fromkeys(q for s in samples for q in (s.question, *s.paraphrases)))
    again = [f"In short: {question}" for question in questions]  # nothing that was read before is read again
    sizes = megabytes([*questions, *again][:QUESTIONS], (ROOT / "README.md").read_text(encoding="utf-8"))
    told = f"{sizes[0]:.0f} MB after a tenth, {sizes[-1]:.0f} MB: {sizes[-1] / sizes[0]:.2f} ×"
    return [f"memory of a chat over {QUESTIONS} questions and {CONVERSATIONS * FILES} files", told]


def _answers(settings: Settings, dev: list[Sample], passages: int) -> Row:
    """One answer, warm, in this process."""
    assistant = Assistant.open(settings.model_copy(update={"top_k": passages}))
    assistant.ask(WARM_UP, mode="quotes")
    seconds = [result.seconds for result in ask_all(assistant, dev, "quotes")]
    p50, p95 = (1000 * (percentile(seconds, p).value or 0) for p in (50, 95))
    return [f"one answer, warm, {passages} passages, p50 / p95 of {len(dev)}", f"{p50:.0f} / {p95:.0f} ms"]


def _embedding(settings: Settings, rounds: int) -> Row:
    """The corpus' own passages a second, against sentence-transformers' encode."""
    count = load_embedder(settings).count_tokens
    documents = read_corpus(settings.corpus).values()
    texts = [piece.passage.text for one in documents for piece in split(one, count, settings.passage_tokens)]
    with embedding_process(with_onnx, texts) as ours, embedding_process(with_torch, texts) as theirs:
        our_median, their_median = in_turn(ours, theirs, [texts] * TURNS * rounds)
    speeds = [f"{len(texts) / seconds:.1f} /s" for seconds in (our_median, their_median)]
    told = f"{speeds[0]}, with sentence-transformers {speeds[1]}: {their_median / our_median:.2f} ×"
    return ["passages embedded", told]


def in_turn(
    ours: Callable[[list[str]], float], theirs: Callable[[list[str]], float], turns: list[list[str]]
) -> tuple[float, float]:
    """The medians of both sides, measured in turn (A B A B…), so that a busy moment meets both."""
    measured = [(ours(t), theirs(t)) for t in tqdm(turns, desc="Embedding", disable=None, file=sys.stderr)]
    return median(ours for ours, _ in measured), median(theirs for _, theirs in measured)


if __name__ == "__main__":
    sys.exit(main())
