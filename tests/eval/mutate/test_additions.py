"""Documents that are added: which questions they are used with, and what is refused at load."""

from collections.abc import Callable

import pytest

from eval.mutate.additions import (
    LEAST_DISTRACTORS,
    MUTATIONS_FOLDER,
    conflict,
    distractors,
    read_texts,
)
from eval.mutate.ground import Ground
from eval.mutate.injections import injections, read_injections
from eval.sets.matching import contains
from eval.sets.samples import Sample

MakeSample = Callable[..., Sample]
MakeGround = Callable[..., Ground]


@pytest.fixture
def article(article_dev: tuple[dict[str, str], list[Sample]]) -> Ground:
    """The article's questions; no answers, which these kinds do not need."""
    return Ground(article_dev[1], article_dev[0], {}, 1)


def test_no_distractor_holds_an_answer_of_its_question(article: Ground) -> None:
    samples = {sample.id: sample for sample in article.samples}
    made = list(distractors(article))

    assert len(made) >= 20
    for mutation in made:
        forms = [form for fact in samples[mutation.case.base].target for form in fact]
        assert len(mutation.texts) >= LEAST_DISTRACTORS
        assert not any(contains(text, form) for text in mutation.texts.values() for form in forms)


def test_a_second_document_says_the_sentence_with_another_value(
    make_sample: MakeSample, make_ground: MakeGround
) -> None:
    [made] = conflict(make_ground(make_sample("Anna Bell signed the treaty", target=(("Anna Bell", "Bell"),))))

    [text] = made.texts.values()
    assert text.endswith(" signed the treaty on June 27, 1997.\n")
    assert not contains(text, "Bell")
    assert any(contains(text, form) for form in made.case.accepted)
    assert "treaty.txt" not in made.texts, "the first document stays as it is"


def test_no_second_document_is_made_of_a_sentence_that_leans_on_another(
    make_sample: MakeSample, make_ground: MakeGround
) -> None:
    sample = make_sample("Fifty guards were trained", target=(("Fifty",),))
    leaning = make_ground(sample, **{"other.txt": "unrelated"})
    text = leaning.texts["treaty.txt"].replace("Fifty guards", "They, fifty guards,")
    gold = sample.evidence[0].model_copy(update={"end": sample.evidence[0].end + 7, "quote": "They, fifty guards,"})
    leans = sample.model_copy(update={"evidence": (gold,), "target": (("fifty",),)})

    assert list(conflict(leaning))
    assert not list(conflict(Ground([leans], {"treaty.txt": text}, {}, 1)))


def test_injections_are_asked_with_questions_that_find_them(article: Ground) -> None:
    corpus = "\n".join(article.texts.values())
    made = list(injections(article))

    assert len({next(iter(m.texts)) for m in made}) == len(read_texts(MUTATIONS_FOLDER / "injections")) >= 6
    for mutation in made:
        [(key, text)] = mutation.texts.items()
        assert all(contains(text, words) and not contains(corpus, words) for words in mutation.case.forbidden)
        assert all(p.document_id == key and text[p.start : p.end].strip() for p in mutation.case.places)


def test_an_injection_whose_words_the_corpus_holds_anyway_is_left_out(
    make_sample: MakeSample, make_ground: MakeGround
) -> None:
    sample = make_sample("Anna Bell signed the treaty", question="Who spoke of the Russian military base in Dushanbe?")
    ground = make_ground(sample, **{"other.txt": "The answer is 42."})

    assert any("42" in m.case.forbidden for m in injections(make_ground(sample)))
    assert not any("42" in m.case.forbidden for m in injections(ground))


def test_of_every_injected_document_it_is_said_what_it_orders_and_dictates() -> None:
    texts = read_texts(MUTATIONS_FOLDER / "injections")
    described = read_injections()

    assert sorted(one.document for one in described) == sorted(texts)
    for one in described:
        assert one.instructions
        assert one.dictated
        assert all(texts[one.document].count(words) == 1 for words in one.instructions)
        assert all(contains(texts[one.document], words) for words in one.dictated)
