"""python -m eval bench: public benchmarks, each from where its set lies, beside the published figures."""

import argparse
import importlib
import sys
import time
from pathlib import Path

from eval.bench.options import BenchOptions
from eval.bench.report import as_json, printed
from eval.commands.arguments import natural, positive
from eval.run.ask import model_fingerprint
from eval.run.runs import prepare, public_settings, write_whole
from settings import Settings

BENCHES = {
    "beir": "a folder in BEIR's layout: how well dense, lexical and hybrid search rank documents",
    "squad": "a file in SQuAD's layout (1.1 or 2.0), or QED's: exact match and F1 of the answers",
    "documents": "SQuAD's files, each article a document, all of them searched: right, refused, and by kind",
    "abstain": "questions with passages, answerable or not (or CLAPnq's folder): does it know when to refuse?",
    "chunking": "Chroma's chunking evaluation: token recall, precision and IoU of what is retrieved",
    "followup": "MTRAG's folder, or one domain's: search by last turn, our standalone question, the human rewrite",
    "rewrites": "a file of CAsT's topics: our standalone question beside the one that people wrote, in words",
    "support": "statements with evidence, supported or not (or HaluEval's QA file): does the check tell them apart?",
    "altered": "CLAPnq's folder: are altered sentences caught by the check, and do faithful ones pass?",
}
"""Each benchmark, a module of eval/bench/, and its line of help."""
DEFAULT_POOL = 1500


def configure(parser: argparse.ArgumentParser) -> None:
    names = parser.add_subparsers(dest="bench", required=True, metavar="BENCH")
    for name, line in BENCHES.items():
        one = names.add_parser(name, help=line, description=line)
        one.add_argument("path", type=Path, metavar="PATH", help="where the set lies; nothing is written there")
        one.add_argument("--limit", type=positive, metavar="N", help="ask a sample of N questions (default: all)")
        one.add_argument("--seed", type=int, default=0, metavar="N", help="of the sample (default: 0)")
        one.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON, too")
        if name == "followup":
            one.add_argument(
                "--pool",
                type=natural,
                default=DEFAULT_POOL,
                metavar="N",
                help=f"passages of each domain to search, sampled, all gold ones included (default: {DEFAULT_POOL}; "
                "0 takes all 36,000 of MTRAG: about an hour of embedding on 2 cores, once)",
            )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Measure offline, as the chat answers without a language model; print, and write the JSON where asked."""
    if options.json:
        prepare(options.json, "--json FILE")
    offline = settings.model_copy(update={"llm": "", "llm_url": "", "llm_model": ""})
    chosen = BenchOptions(options.limit, options.seed, getattr(options, "pool", 0))
    started = time.perf_counter()
    report = importlib.import_module(f"eval.bench.{options.bench}").measure(offline, options.path, chosen)
    print(printed(report))
    print(f"Measured in {time.perf_counter() - started:.0f} s.", file=sys.stderr)
    if options.json:
        about = {"settings": public_settings(offline), "model": model_fingerprint(offline), "seed": options.seed}
        write_whole(as_json(report, about) + "\n", options.json)
    return 0
