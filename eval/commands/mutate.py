"""python -m eval mutate: change the corpus or the question, and ask again."""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from answer.answer import Choice
from eval.commands import EXIT_GATE_FAILED, EXIT_STOPPED
from eval.commands.arguments import add_mode, add_sealed, chosen_corpora, positive, tell
from eval.commands.report import add_printing, judge_mutations, print_failures
from eval.mutate.ask import ask_cases, make_mutation_run
from eval.mutate.cases import make_cases
from eval.mutate.corpus import WorkingCorpus
from eval.mutate.ground import Ground
from eval.mutate.judges import rescore
from eval.mutate.kinds import MUTATION_KINDS
from eval.mutate.metrics import mutation_metrics
from eval.mutate.runs import MutationRun
from eval.mutate.tables import failures, heading
from eval.run.ask import ask_all, gather, mode_of
from eval.run.looks import need_book, write_down
from eval.run.runs import default_path, prepare, write_run
from eval.run.tables import gates_table, overall_table
from eval.score.gates import fails, read_gates
from eval.score.metrics import EVAL_SEED
from eval.sets.corpora import EvalCorpus, load_corpus
from eval.sets.samples import Sample
from index.documents.document import Document
from settings import FootnoteError, Settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(corpus="article")  # the documents that are added were written for it
    parser.add_argument(
        "--questions", type=Path, metavar="PATH", help="your own set, asked of FOOTNOTE_CORPUS (default: the article's)"
    )
    add_sealed(parser)
    add_mode(parser)
    parser.add_argument(
        "--kinds",
        nargs="+",
        choices=MUTATION_KINDS,
        default=MUTATION_KINDS,
        metavar="KIND",
        help=", ".join(MUTATION_KINDS),
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="at most N cases, of every kind alike")
    parser.add_argument(
        "--seed", type=int, default=EVAL_SEED, help="draws the edits and the questions (default: %(default)s)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the run file (default: <data>/runs/mutate-<time>.json)"
    )
    add_printing(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Ask, write the run file, print its tables; 1 below a gate, 130 where it was stopped half-way."""
    mode = mode_of(settings, options.mode)
    if not options.no_gates:
        read_gates(options.gates, "mutate")
    if options.sealed:
        need_book()
    usual = default_path(settings)
    path = options.out or usual.with_name(f"mutate-{usual.name}")
    prepare(path)
    corpus = chosen_corpora(settings, options, "test" if options.sealed else "dev")[0]
    documents, samples = load_corpus(corpus)
    asked = rescore(_ask(settings.of_corpus(corpus.documents), options, corpus, documents, samples, mode=mode))
    write_run(asked, path)
    if options.sealed:
        stopped = "" if asked.complete else ", stopped early"
        write_down(f"mutations of {asked.name}{stopped}", mutation_metrics(asked.results))
    code = _print(asked, options)
    print(f"\nEvery case is in {path}")
    if not asked.complete:
        print(f"Stopped after {len(asked.results)} of {asked.planned} cases.", file=sys.stderr)
    return code if asked.complete else EXIT_STOPPED


def _ask(
    settings: Settings,
    options: argparse.Namespace,
    corpus: EvalCorpus,
    documents: Mapping[str, Document],
    samples: Sequence[Sample],
    *,
    mode: Choice,
) -> MutationRun:
    """The base questions first, from the corpus as it is; then every case from what it makes of it."""
    started = time.perf_counter()
    texts = {key: document.text for key, document in documents.items()}
    with closing(WorkingCorpus(settings, texts, tell)) as working:
        answers = {result.sample.id: result.answer for result in ask_all(working.assistant(), samples, mode)}
        ground = Ground(samples, texts, answers, options.seed)
        mutations = make_cases(ground, options.kinds, options.limit)
        if not mutations:
            raise FootnoteError(f"No question of {corpus.questions} can be mutated so: {', '.join(options.kinds)}.")
        results, _ = gather(ask_cases(working, mutations, mode))
    if not results:
        raise KeyboardInterrupt
    return make_mutation_run(
        settings,
        corpus,
        ground,
        documents=documents,
        mutations=mutations,
        results=results,
        mode=mode,
        seconds=time.perf_counter() - started,
    )


def _print(run: MutationRun, options: argparse.Namespace) -> int:
    """The tables of a judged run; the exit code that its gates ask for. A run that was stopped is not judged."""
    print(heading(run) + "\n\n" + overall_table(mutation_metrics(run.results)))
    judged = [] if options.no_gates else judge_mutations(run, options.gates)
    if judged:
        print("\n" + gates_table(judged))
    print_failures("Cases that failed", run.half, failures(run.results), options)
    return EXIT_GATE_FAILED if fails(judged) else 0
