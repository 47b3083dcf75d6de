"""SmolLM2, a real language model of 135 million parameters, writes. Much of what it says is not in the documents, and
none of that may be shown as if it were."""

import signal

import psutil
import pytest

from answer.answer import Answer, Statement
from answer.assistant import Assistant
from answer.errors import LLMError
from answer.write.local.files import small_model
from answer.write.model import LanguageModel
from answer.write.request import Limits
from index.store import Store
from settings import Settings

pytestmark = [
    pytest.mark.skipif(small_model() is None, reason="no language model is installed: make install WITH=llm"),
    pytest.mark.timeout(300),
]
LIMITS = Limits(wait=60, whole=120, tokens=60)


@pytest.fixture(scope="module")
def settings(article_settings: Settings) -> Settings:
    return article_settings.model_copy(
        update={"llm": "smollm2", "llm_context": 2048, "llm_max_tokens": 100, "llm_timeout": 90.0}
    )


@pytest.fixture(scope="module")
def writing(settings: Settings) -> Assistant:
    return Assistant.open(settings)


def served() -> psutil.Process:
    return next(p for p in psutil.Process().children() if "answer.write.local.server" in p.cmdline())


@pytest.mark.parametrize(
    "question", ["What did Ukraine offer Tajikistan?", "Who signed the General Agreement?", "What is a quasar?"]
)
def test_every_sentence_is_carried_or_marked(writing: Assistant, store: Store, question: str) -> None:
    told: list[Statement] = []
    answer = writing.ask(question, on_statement=told.append)

    assert list(answer.statements) == [s for s in told if s in answer.statements]
    for statement in answer.statements:
        assert (statement.support == "unsupported") == bool(statement.reason)
        assert statement.support == "unsupported" or statement.citations
        for citation in statement.citations:
            text = store.document(citation.document_id).text
            assert text[citation.start : citation.end] == citation.quote
    assert answer.doubt or all(s.support != "unsupported" for s in answer.statements)
    assert answer.statements or answer.message


def test_the_first_question_waits_until_it_is_known_how_fast_it_reads(settings: Settings) -> None:
    other = settings.model_copy(update={"llm_context": 1536})  # a process of its own, which is only just being loaded
    assert LanguageModel(other).reads(8) is not None


def test_it_is_called_by_its_file_and_says_something(settings: Settings) -> None:
    model = LanguageModel(settings)
    said = "".join(model.stream("Say: The sky is blue.", LIMITS))

    assert model.name == "SmolLM2-135M-Instruct.Q4_1"
    assert said.strip()
    assert (model.reads(1) or 0) > 1


def test_one_that_the_system_ends_in_mid_answer_says_so_and_the_next_question_has_a_new_one(settings: Settings) -> None:
    model = LanguageModel(settings)
    pieces = model.stream("Count from one to one hundred in words.", LIMITS)
    assert next(piece for piece in pieces if piece)
    served().send_signal(signal.SIGKILL)

    with pytest.raises(LLMError, match=r"^The language model SmolLM2\S*, on this machine, failed: the system ended it"):
        list(pieces)
    assert "".join(model.stream("Say: The sky is blue.", LIMITS)).strip()


def test_where_it_cannot_be_loaded_the_documents_are_quoted(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("models") / "broken.gguf"
    broken.write_bytes(b"no model")
    answer: Answer = Assistant.open(settings.model_copy(update={"llm": str(broken)})).ask("Who met in Dushanbe?")

    assert answer.mode == "quotes"
    assert answer.statements
    assert "broken.gguf could not be read" in answer.note
    assert "quoted from the documents instead" in answer.note
