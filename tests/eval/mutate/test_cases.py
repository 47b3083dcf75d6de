"""Which cases are asked: drawn by the seed, the same everywhere, of every kind alike where there is a limit."""

from collections import Counter
from collections.abc import Callable

import pytest

from answer.answer import Answer
from eval.mutate.additions import MutationSetError
from eval.mutate.cases import MAKERS, make_cases
from eval.mutate.ground import Ground
from eval.mutate.kinds import MUTATION_KINDS, MutationKind
from eval.sets.samples import Sample


@pytest.fixture
def article(article_dev: tuple[dict[str, str], list[Sample]], make_answer: Callable[..., Answer]) -> Ground:
    """The article's questions, each answered by nothing: only irrelevant edits look at the answers."""
    texts, samples = article_dev
    return Ground(samples, texts, {sample.id: make_answer() for sample in samples}, 20050705)


def test_every_kind_has_a_maker() -> None:
    assert tuple(MAKERS) == MUTATION_KINDS


def test_the_article_gives_enough_cases_of_every_kind(article: Ground) -> None:
    cases = [mutation.case for mutation in make_cases(article, MUTATION_KINDS)]

    assert 200 <= len(cases) <= 250
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.base for case in cases}) >= 40
    assert {case.kind for case in cases} == set(MUTATION_KINDS)


def test_the_same_seed_draws_the_same_cases(article: Ground) -> None:
    kinds: tuple[MutationKind, ...] = ("edit_flip", "irrelevant_edit", "typo")

    assert make_cases(article, kinds) == make_cases(article, kinds)
    other = Ground(article.samples, article.texts, article.answers, 1)
    assert make_cases(article, kinds) != make_cases(other, kinds)


def test_a_limit_takes_of_every_kind_alike(article: Ground) -> None:
    cases = [mutation.case for mutation in make_cases(article, ("drop_abstain", "typo", "case"), limit=9)]

    assert sorted(Counter(case.kind for case in cases).values()) == [3, 3, 3]


def test_an_added_document_does_not_take_the_place_of_one_that_is_there(article: Ground) -> None:
    taken = {**article.texts, "apricot-festival-in-nurek.txt": "The user's own."}

    with pytest.raises(MutationSetError, match=r"holds a document apricot-festival-in-nurek\.txt, and so do the mut"):
        make_cases(Ground(article.samples, taken, article.answers, 1), ("distractors",))
