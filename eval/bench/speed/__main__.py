"""python -m eval.bench.speed: the figures of speed, each measured on both sides in one run."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from tqdm import tqdm

from answer.assistant import Assistant
from eval.bench.speed.chat import OUR_CHAT, TORCH_CHAT, seconds_to_first_answer
from eval.bench.speed.embedding import TEXT_COUNT, TURN_TEXTS, EmbeddingWorker, passage_sized
from eval.run.ask import ask_all
from eval.run.tables import align
from eval.score.metrics import percentile
from eval.score.result import EvalResult
from eval.score.scorers import citations, is_verbatim
from eval.sets.corpora import eval_corpora, load_corpus, read_corpus
from eval.sets.samples import Sample
from index.embed import load_embedder
from index.sync import sync
from settings import FootnoteError, Settings, load_settings

BothSides = tuple[Callable[[], float], Callable[[], float]]
"""Both sides of a comparison: each measures once and gives seconds."""

SPEED_PARTS = ("chat", "answers", "embedding")
FEW_PASSAGES = 5  # passages


@dataclass(frozen=True)
class SpeedRow:
    """One line of the table."""

    what: str
    ours: str
    theirs: str
    """The same with sentence-transformers; "" where only ours was measured."""
    result: str
    target: str
    """"" where there is none."""
    met: bool


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the table. Speed depends on the machine: 0 whatever the figures are, 2 on an error."""
    options = _parser().parse_args(arguments)
    try:
        (article,) = eval_corpora("article", "dev")
        settings = load_settings().of_corpus(article.documents)
        sync(settings, tell=lambda line: print(line, file=sys.stderr))
        dev = load_corpus(article)[1]
        rows = [row for part in options.only for row in _measure(part, settings, dev, options.rounds)]
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    print(_table(rows))
    return 0


def _measure(part: str, settings: Settings, dev: list[Sample], rounds: int) -> list[SpeedRow]:
    if part == "chat":
        return [_chat(dev[0].question, rounds)]
    return _answers(settings, dev) if part == "answers" else [_embedding(settings, rounds)]


def _chat(question: str, rounds: int) -> SpeedRow:
    """Start of the chat to its first answer, against the same chat with sentence-transformers in the process."""
    turn = (
        partial(seconds_to_first_answer, OUR_CHAT, question),
        partial(seconds_to_first_answer, TORCH_CHAT, question),
    )
    ours, theirs = _in_turn([turn] * rounds, "Starting the chat")
    ratio = ours / theirs
    return SpeedRow(
        "start to first answer", f"{ours:.1f} s", f"{theirs:.1f} s", f"{ratio:.2f} ×", "≤ 0.5 ×", ratio <= 0.5
    )


def _answers(settings: Settings, dev: list[Sample]) -> list[SpeedRow]:
    """One answer, warm, in this process, from few passages and from as many as are set; is every quote verbatim?"""
    few = median(r.seconds for r in _asked(settings.model_copy(update={"top_k": FEW_PASSAGES}), dev)) * 1000
    results = _asked(settings, dev)
    p50, p95 = (1000 * (percentile([r.seconds for r in results], p).value or 0) for p in (50, 95))
    texts = {key: document.text for key, document in read_corpus(settings.corpus).items()}
    exact = [is_verbatim(citation, texts) for r in results for citation in citations(r.answer)]
    verbatim = f"{sum(exact)} of {len(exact)}"
    many = f"one answer, warm, {settings.top_k} passages"
    return [
        SpeedRow(
            f"one answer, warm, {FEW_PASSAGES} passages, p50 of {len(dev)}",
            f"{few:.0f} ms",
            "",
            "",
            "≤ 250 ms",
            few <= 250,
        ),
        SpeedRow(f"{many}, p50", f"{p50:.0f} ms", "", "", "", True),
        SpeedRow(f"{many}, p95", f"{p95:.0f} ms", "", "", "", True),
        SpeedRow("quotes verbatim, offsets exact", verbatim, "", "", "100 %", bool(exact) and all(exact)),
    ]


def _asked(settings: Settings, dev: list[Sample]) -> list[EvalResult]:
    assistant = Assistant.open(settings)
    assistant.ask("Is it warm there?", mode="quotes")  # none that is measured: what was read once is not read again
    return list(ask_all(assistant, dev, "quotes"))


def _embedding(settings: Settings, rounds: int) -> SpeedRow:
    """Passages of about 200 tokens a second, against sentence-transformers' encode."""
    documents = list(read_corpus(settings.corpus).values())
    texts = passage_sized(documents, load_embedder(settings))
    workers = [EmbeddingWorker("onnx", texts), EmbeddingWorker("torch", texts)]
    try:
        turns = [
            (partial(workers[0].seconds, at), partial(workers[1].seconds, at))
            for at in range(0, TEXT_COUNT, TURN_TEXTS)
        ]
        ours, theirs = _in_turn(turns * rounds, "Embedding")
    finally:
        for worker in workers:
            worker.close()
    ratio = theirs / ours
    speed, their_speed = (f"{TURN_TEXTS / seconds:.1f} /s" for seconds in (ours, theirs))
    return SpeedRow("200-token passages embedded", speed, their_speed, f"{ratio:.2f} ×", "≥ 1.3 ×", ratio >= 1.3)


def _in_turn(turns: Sequence[BothSides], doing: str) -> tuple[float, float]:
    """The medians of both sides, measured in turn (A B A B…), so that a busy moment meets both."""
    measured = [(ours(), theirs()) for ours, theirs in tqdm(turns, desc=doing, disable=None, file=sys.stderr)]
    return median(ours for ours, _ in measured), median(theirs for _, theirs in measured)


def _table(rows: list[SpeedRow]) -> str:
    cells = [["", "Footnote", "with sentence-transformers", "ratio", "target", ""]]
    cells += [
        [r.what, r.ours, r.theirs, r.result, r.target, ("met" if r.met else "MISSED") if r.target else ""] for r in rows
    ]
    return align(cells)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.speed", description="How fast is it, and against what?")
    parser.add_argument("--only", nargs="+", choices=SPEED_PARTS, default=SPEED_PARTS, help="measure only these parts")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of each comparison (default: 3)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
