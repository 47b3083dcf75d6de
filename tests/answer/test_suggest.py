"""Questions to begin and to go on with come from the documents, and were answered without doubt before."""

import re
from typing import Any

import pytest

from answer.assistant import Assistant
from index.sync import sync
from settings import FootnoteError, Settings

TEXT = "The treaty was signed by Anna Bell in Paris. In the end Anna Bell left, and Anna Bell returned."
FAQ = """# The mill

## Questions

**What is the rent of the mill?** The rent is 312 francs a month.

**When is the mill open?** The mill is open from May to June.

**Who is the miller of the mill?** The miller is Carl Cole.

**Which wheat does the mill grind?** The mill grinds emmer.
"""


def opened(settings: Settings) -> Assistant:
    sync(settings)
    return Assistant.open(settings)


def test_the_documents_own_questions_are_offered(make_corpus: Any) -> None:
    starters = opened(make_corpus(**{"mill.md": FAQ})).starters()
    assert "What is the rent of the mill?" in starters
    assert len(starters) == 4


def test_what_is_offered_is_answered_without_doubt(make_corpus: Any) -> None:
    assistant = opened(make_corpus(**{"mill.md": FAQ, "a.txt": TEXT}))
    for question in assistant.starters():
        answer = assistant.ask(question)
        assert answer.verdict == "answered"
        assert not answer.doubt


def test_a_text_without_headings_offers_its_names(make_corpus: Any, article: str) -> None:
    starters = opened(make_corpus(**{"a.txt": article})).starters()
    assert any(re.fullmatch(r"What is said about (Tajikistan|Dushanbe|Moscow|Russia)\?", one) for one in starters)


def test_of_the_corpus_own_starters_those_are_offered_that_are_answered(make_corpus: Any) -> None:
    own = 'questions = ["Who signed the treaty?", "Who ate the bees of the moon?"]'
    assert opened(make_corpus(**{"a.txt": TEXT, "starters.toml": own})).starters() == ("Who signed the treaty?",)


@pytest.mark.parametrize("text", ["questions = 5 6", "other = 5", "questions = 5"])
def test_starters_that_cannot_be_read_say_how_they_should_look(make_corpus: Any, text: str) -> None:
    assistant = opened(make_corpus(**{"a.txt": TEXT, "starters.toml": text}))
    with pytest.raises(FootnoteError, match=r"starters\.toml must read: questions = .* Mend or delete it"):
        assistant.starters()


def test_they_are_found_once_and_anew_after_a_sync(make_corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = make_corpus(**{"mill.md": FAQ})
    assistant = opened(settings)
    first = assistant.starters()
    with monkeypatch.context() as patched:
        patched.setattr(assistant, "_beforehand", None)
        assert assistant.starters() is first
    (settings.corpus / "mill.md").write_text(FAQ.replace("rent", "price"), encoding="utf-8")
    sync(settings)
    assistant.store.refresh()
    assert "What is the price of the mill?" in assistant.starters()


def test_what_stands_near_to_an_answer_is_offered_next_and_nothing_twice(make_corpus: Any) -> None:
    assistant = opened(make_corpus(**{"mill.md": FAQ}))
    answer = assistant.ask("What is the rent of the mill?")
    found = assistant.next_questions(answer, ["What is the rent of the mill?"])
    assert found[0] == "When is the mill open?"
    assert len(found) == 2
    assert "When is the mill open?" not in assistant.next_questions(answer, [answer.question, "when is the mill OPEN?"])


def test_where_nothing_is_cited_nothing_is_offered(make_corpus: Any) -> None:
    assistant = opened(make_corpus(**{"mill.md": FAQ}))
    assert assistant.next_questions(assistant.ask("How do I cook spaghetti?"), []) == ()
