"""Of which documents an overview is wanted."""

from collections.abc import Callable, Iterator

import pytest

from answer.answer import Answer, Citation, Statement
from answer.understand.intent import Request
from answer.understand.meant_documents import meant_by, some_of_all
from index.embed import OnnxEmbedding
from index.store import Store
from index.sync import sync
from settings import Settings

MakeAnswer = Callable[..., Answer]
IT = Request("overview")


@pytest.fixture
def two(make_corpus: Callable[..., Settings], embedder: OnnxEmbedding) -> Iterator[Store]:
    settings = make_corpus(
        **{"pump-faq.md": "# Questions on the pump\n\nIt hums.", "lease.txt": "The rent is due in May."}
    )
    sync(settings, embedder=embedder)
    store = Store(settings, embedder.fingerprint)
    yield store
    store.close()


def citing(make_answer: MakeAnswer, *documents: str) -> Answer:
    fields = {"passage_id": "", "start": 0, "end": 1, "quote": "x", "title": "", "place": "", "metadata": {}}
    citations = tuple(Citation(number=n, document_id=d, **fields) for n, d in enumerate(documents, 1))
    return make_answer("?", statements=(Statement(text="x", citations=citations, support="quoted"),))


def test_where_none_was_spoken_of_all_are_meant(two: Store) -> None:
    assert sorted(meant_by(IT, two, [])) == ["lease.txt", "pump-faq.md"]


def test_where_one_was_spoken_of_it_is_the_one_meant(two: Store, make_answer: MakeAnswer) -> None:
    history = [citing(make_answer, "pump-faq.md"), citing(make_answer, "lease.txt"), make_answer("Hi", mode="help")]

    assert meant_by(IT, two, history) == ["lease.txt"]
    assert sorted(meant_by(Request("corpus"), two, history)) == ["lease.txt", "pump-faq.md"]


def test_a_document_that_is_gone_is_not_meant(two: Store, make_answer: MakeAnswer) -> None:
    history = [citing(make_answer, "lease.txt"), citing(make_answer, "gone.txt")]

    assert meant_by(IT, two, history) == ["lease.txt"]


@pytest.mark.parametrize(
    ("subject", "found"),
    [(("pump", "FAQ"), ["pump-faq.md"]), (("lease",), ["lease.txt"]), (("pump", "lease"), []), (("talks",), [])],
)
def test_a_document_is_known_by_the_words_of_its_title_or_file(
    two: Store, make_answer: MakeAnswer, subject: tuple[str, ...], found: list[str]
) -> None:
    assert meant_by(Request("overview", subject), two, [citing(make_answer, "lease.txt")]) == found


def test_what_is_not_spoken_of_is_told_by_its_number(make_answer: MakeAnswer) -> None:
    statements = citing(make_answer, "a.txt").statements

    assert some_of_all(statements, ["a.txt", "b.txt", "c.txt"]) == "This speaks of 1 of 3 documents."
    assert some_of_all(statements, ["a.txt"]) == ""
    assert some_of_all((), ["a.txt"]) == ""


def test_a_files_name_is_read_word_by_word(make_corpus: Callable[..., Settings], embedder: OnnxEmbedding) -> None:
    settings = make_corpus(**{"03_skarrow_ferry.txt": "The boat was late.", "lease.txt": "The rent is due in May."})
    sync(settings, embedder=embedder)
    store = Store(settings, embedder.fingerprint)

    assert meant_by(Request("overview", ("ferry",)), store, []) == ["03_skarrow_ferry.txt"]
    store.close()
