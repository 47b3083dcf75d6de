"""Cases of a question set: asked of its documents, and of the documents without the sentences that answer."""

from collections.abc import Iterator, Sequence

from tqdm import tqdm

from answer.read.candidates import Candidate
from answer.read.span_reader import SpanReader
from eval.mutate.edits import NOT_DROPPED, drop_abstain
from eval.mutate.ground import Ground
from eval.sets.matching import rests_on
from eval.sets.samples import Evidence, Sample
from settings import Settings
from training.cases import Case, Texts, asking, case


def of_questions(settings: Settings, spans: SpanReader, samples: Sequence[Sample], texts: Texts) -> Iterator[Case]:
    """Of the samples and their paraphrases; follow-ups and questions about the whole are left out."""
    chosen = [s for s in samples if not s.history and s.category not in NOT_DROPPED]
    states = [*(({}, sample) for sample in chosen), *_without_answers(chosen, texts)]
    with asking(settings, spans, texts) as asks:
        for changed, sample in tqdm(states, desc="Question set", unit="question", disable=None):
            asks.change(changed)
            gold = () if changed else sample.evidence
            for question in (sample.question, *sample.paraphrases):
                candidates = asks.candidates(question)
                yield case(candidates, [_rests_on(c, gold) for c in candidates], bool(gold))


def _without_answers(samples: Sequence[Sample], texts: Texts) -> Iterator[tuple[Texts, Sample]]:
    """For each sample that allows it, the documents that change when its answer is taken out."""
    by_id = {sample.id: sample for sample in samples}
    for mutation in drop_abstain(Ground(samples, texts, answers={}, seed=0)):
        yield mutation.texts, by_id[mutation.case.base]


def _rests_on(candidate: Candidate, gold: Sequence[Evidence]) -> bool:
    quote = candidate.quote
    return any(
        e.document_id == quote.document_id and rests_on((quote.start, quote.end), (e.start, e.end)) for e in gold
    )
