"""Ask every case on the corpus that it wants, one sync for all cases that want the same one."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tqdm import tqdm

from answer.answer import Choice
from eval.mutate.corpus import WorkingCorpus
from eval.mutate.ground import Ground, Mutation
from eval.mutate.runs import BaseAnswer, MutationResult, MutationRun, text_hash
from eval.run.ask import converse, run_facts
from eval.score.scorers import citations
from eval.sets.corpora import EvalCorpus
from index.documents.document import Document
from settings import Settings


def ask_cases(corpus: WorkingCorpus, mutations: Sequence[Mutation], mode: Choice) -> Iterator[MutationResult]:
    """Each case's conversation, ordered by the state of the corpus, the unchanged one first."""
    ordered = sorted(mutations, key=lambda m: (m.case.passage_tokens or 0, m.state[1]))
    with tqdm(total=len(ordered), unit="case", desc="Mutating", disable=None, file=sys.stderr) as bar:
        for state, cases in groupby(ordered, key=lambda m: m.state):
            for number, mutation in enumerate(cases):
                if number == 0:
                    assistant = corpus.assistant(state, mutation.texts)
                answer, seconds = converse(assistant, mutation.case.history, mutation.case.question, mode)
                yield MutationResult(case=mutation.case, answer=answer, seconds=seconds)
                bar.update()


def make_mutation_run(
    settings: Settings,
    corpus: EvalCorpus,
    ground: Ground,
    *,
    documents: Mapping[str, Document],
    mutations: Sequence[Mutation],
    results: Sequence[MutationResult],
    mode: Choice,
    seconds: float,
) -> MutationRun:
    """The run file's content, not judged yet; the results in the order of the cases."""
    asked = {result.case.id: result for result in results}
    made = [mutation for mutation in mutations if mutation.case.id in asked]
    wanted = {mutation.case.base for mutation in made}
    bases = {s.id: BaseAnswer(sample=s, answer=ground.answers[s.id]) for s in ground.samples if s.id in wanted}
    named = _named(bases, results) & documents.keys()
    texts = [documents[key].text for key in named] + [text for m in made for text in m.texts.values()]
    return MutationRun(
        **run_facts(settings, corpus, documents, mode),
        complete=len(made) == len(mutations),
        planned=len(mutations),
        seed=ground.seed,
        seconds=seconds,
        documents={key: text_hash(documents[key].text) for key in sorted(named)},
        texts={text_hash(text): text for text in texts},
        bases=bases,
        results=tuple(asked[mutation.case.id] for mutation in made),
    )


def _named(bases: Mapping[str, BaseAnswer], results: Sequence[MutationResult]) -> set[str]:
    """The ids of all documents that gold, a citation names."""
    answers = [base.answer for base in bases.values()] + [result.answer for result in results]
    return {
        *(gold.document_id for base in bases.values() for gold in base.sample.evidence),
        *(citation.document_id for answer in answers for citation in citations(answer)),
    }
