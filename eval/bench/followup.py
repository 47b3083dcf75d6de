"""bench followup: what search finds by the last turn alone, by our standalone question, by the human rewrite."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ir_measures import R, nDCG

from answer.answer import Answer
from answer.assistant import Assistant
from eval.bench.corpus import IndexedTexts, index_texts
from eval.bench.mtrag import MtragDomain, MtragTurn, read_domains
from eval.bench.options import BenchOptions, progress
from eval.bench.ranking import first_documents, searches
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric, mean
from eval.score.retrieval import rank_scores
from settings import Settings

FOLLOWUP_MEASURES = {"recall@5": R @ 5, "nDCG@5": nDCG @ 5}
FOLLOWUP_DEPTH = 5
WAYS_OF_ASKING = ("last turn", "our standalone question", "human rewrite")
Columns = dict[str, list[float]]
"""A measure's name → its score for each question."""


@dataclass(frozen=True)
class AskedDomain:
    """A domain's questions as they were asked in each way, and what came of it."""

    domain: MtragDomain
    changed: int
    """Of how many questions ours is not the last turn as it stands."""
    scores: dict[str, Columns]
    """By the way of asking."""


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """recall@5 and nDCG@5 of each way of asking: of each domain, and of all together."""
    domains = read_domains(path, options.pool, options.seed)
    every = [(domain, turn) for domain in domains for turn in domain.turns]
    chosen = options.sample(every)
    asked = [
        ask(settings, domain, [turn for owner, turn in chosen if owner is domain])
        for domain in domains
        if any(owner is domain for owner, _ in chosen)
    ]
    tables = [BenchTable(one.domain.name, rows(one.scores)) for one in asked]
    if len(asked) > 1:
        tables.append(BenchTable("all domains", rows(pooled(asked))))
    whole = sum(domain.pool for domain in domains)
    searched = sum(len(domain.texts) for domain in domains)
    changed = sum(one.changed for one in asked)
    about = (
        f"{len(chosen):,} questions, of which ours changed {changed:,}; "
        f"{searched:,} of the {whole:,} passages of {len(domains)} pool{'s' if len(domains) > 1 else ''}"
    )
    return BenchReport("followup", path, about, options.sampled(len(every)), tables, _notes(searched, whole))


def ask(settings: Settings, domain: MtragDomain, turns: Sequence[MtragTurn]) -> AskedDomain:
    """Ask a domain's questions in each way, on an index of its texts."""
    with index_texts(settings, f"followup-{domain.name}", domain.texts) as corpus:
        talk = _Conversations(Assistant(corpus.settings, corpus.store, corpus.embedder))
        ours = [talk.standalone(turn) for turn in progress(turns, f"Asking, {domain.name}")]
        wordings = ([turn.question for turn in turns], ours, [turn.rewrite for turn in turns])
        relevant = [turn.relevant for turn in turns]
        found = {
            way: _search_all(corpus, questions, relevant, f"{domain.name}, {way}")
            for way, questions in zip(WAYS_OF_ASKING, wordings, strict=True)
        }
    return AskedDomain(domain, sum(a != turn.question for a, turn in zip(ours, turns, strict=True)), found)


class _Conversations:
    """Asks each conversation from its beginning, as the chat is asked; a shared beginning is asked once."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._known: dict[tuple[str, ...], tuple[Answer, ...]] = {(): ()}

    def standalone(self, turn: MtragTurn) -> str:
        """The question as the assistant understands it after all that was asked before."""
        return self._answers((*turn.earlier, turn.question))[-1].standalone_question

    def _answers(self, questions: tuple[str, ...]) -> tuple[Answer, ...]:
        if questions not in self._known:
            history = self._answers(questions[:-1])
            self._known[questions] = (*history, self._assistant.ask(questions[-1], history))
        return self._known[questions]


def _search_all(
    corpus: IndexedTexts, questions: Sequence[str], relevant: Sequence[dict[int, int]], doing: str
) -> Columns:
    """The scores of each search, hybrid first: that is the chat's."""
    found: Columns = {}
    for name, search in reversed(searches(corpus).items()):
        asked = progress(questions, f"{doing}, {name}")
        rankings = [first_documents(search, question, FOLLOWUP_DEPTH, corpus) for question in asked]
        scores = rank_scores(FOLLOWUP_MEASURES, relevant, rankings)
        found |= {
            (measure if name == "hybrid" else f"{name} {measure}"): scores[measure] for measure in FOLLOWUP_MEASURES
        }
    return found


def rows(scores: dict[str, Columns]) -> dict[str, dict[str, Metric]]:
    """A row for each way of asking, our gain over the last turn, and its share of the human rewrite's."""
    means = {way: {name: mean(column) for name, column in columns.items()} for way, columns in scores.items()}
    last, ours, rewrite = (scores[way] for way in WAYS_OF_ASKING)
    gain = {name: mean(_differences(ours[name], last[name])) for name in last}
    wanted = {name: mean(_differences(rewrite[name], last[name])) for name in last}
    closed = {name: _share(gain[name], wanted[name]) for name in last}
    return means | {"gain over the last turn": gain, "share of the gap closed": closed}


def pooled(asked: Sequence[AskedDomain]) -> dict[str, Columns]:
    """All domains' questions as one set."""
    names = asked[0].scores[WAYS_OF_ASKING[0]]
    return {
        way: {name: [s for one in asked for s in one.scores[way][name]] for name in names} for way in WAYS_OF_ASKING
    }


def _differences(a: Sequence[float], b: Sequence[float]) -> list[float]:
    return [x - y for x, y in zip(a, b, strict=True)]


def _share(gain: Metric, wanted: Metric) -> Metric:
    """Ours of the human rewrite's gain; n/a where that is none."""
    gap = wanted.value or 0.0
    return Metric((gain.value or 0.0) / gap if gap > 0 else None, None, gain.n)


def _notes(searched: int, whole: int) -> tuple[str, ...]:
    thinned = (
        "Comparable: the whole pools, the same questions and judgements as the published recall@5."
        if searched == whole
        else f"NOT comparable with the published recall@5: {searched:,} passages are searched, not {whole:,}, and the "
        "fewer there are the more is found (--pool 0 takes all). Comparable, roughly: the share of the gap closed."
    )
    return (
        thinned,
        "The columns without a name are the chat's hybrid search. Our standalone question is what the assistant "
        "understood, having been asked the conversation's earlier questions in order and given its own answers; "
        "the published systems, and the human rewrite, saw the answers that were given to the people who asked.",
    )
