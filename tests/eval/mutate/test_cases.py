"""Which cases are asked: drawn by the seed, the same everywhere, of every kind alike where there is a limit."""

from collections import Counter
from collections.abc import Callable

import pytest

from answer.answer import Answer
from eval.mutate.additions import MutationSetError
from eval.mutate.cases import MAKERS, MOST_BASES, make_cases
from eval.mutate.ground import Ground
from eval.mutate.kinds import KINDS, Kind
from eval.run.ask import read_corpus
from eval.sets.samples import QUESTIONS, load_samples
from settings import ROOT


@pytest.fixture
def article(make_answer: Callable[..., Answer]) -> Ground:
    """The article's questions, each answered by nothing: only irrelevant edits look at the answers."""
    documents = read_corpus(ROOT / "corpus")
    samples = load_samples(QUESTIONS, documents)
    texts = {key: document.text for key, document in documents.items()}
    return Ground(samples, texts, {sample.id: make_answer() for sample in samples}, 20050705)


def test_every_kind_has_a_maker_and_a_number_of_bases() -> None:
    assert tuple(MAKERS) == tuple(MOST_BASES) == KINDS


def test_the_article_gives_enough_cases_of_every_kind_and_half(article: Ground) -> None:
    cases = [mutation.case for mutation in make_cases(article, KINDS)]

    assert 300 <= len(cases) <= 500
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.base for case in cases}) >= 40
    assert {(case.kind, case.half) for case in cases} == {(kind, half) for kind in KINDS for half in ("dev", "test")}


def test_the_same_seed_draws_the_same_cases(article: Ground) -> None:
    kinds: tuple[Kind, ...] = ("edit_flip", "irrelevant_edit", "typo")

    assert make_cases(article, kinds) == make_cases(article, kinds)
    other = Ground(article.samples, article.texts, article.answers, 1)
    assert make_cases(article, kinds) != make_cases(other, kinds)


def test_a_half_alone_has_the_cases_that_it_has_among_both(article: Ground) -> None:
    dev = Ground([s for s in article.samples if s.half == "dev"], article.texts, article.answers, article.seed)

    assert make_cases(dev, ("typo", "case")) == [
        m for m in make_cases(article, ("typo", "case")) if m.case.half == "dev"
    ]


def test_a_limit_takes_of_every_kind_and_half_alike(article: Ground) -> None:
    cases = [mutation.case for mutation in make_cases(article, ("drop_abstain", "typo", "case"), limit=9)]

    assert sorted(Counter((case.kind, case.half) for case in cases).values()) == [1, 1, 1, 2, 2, 2]


def test_an_added_document_does_not_take_the_place_of_one_that_is_there(article: Ground) -> None:
    taken = {**article.texts, "apricot-festival-in-nurek.txt": "The user's own."}

    with pytest.raises(MutationSetError, match=r"holds a document apricot-festival-in-nurek\.txt, and so do the mut"):
        make_cases(Ground(article.samples, taken, article.answers, 1), ("distractors",))
