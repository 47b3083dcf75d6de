"""The one path of every question, on the article."""

import re
import shutil
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from answer.answer import Statement
from answer.assistant import Assistant, Stopped
from answer.read import span_reader
from answer.read.reading import Reading
from index.errors import StoreError
from index.passages import Hit
from index.store import Store
from index.sync import sync
from settings import Settings


def test_every_statement_is_a_verbatim_quote(assistant: Assistant, article: str) -> None:
    answer = assistant.ask("What did Ukraine offer Tajikistan?")

    assert answer.verdict == "answered"
    for citation in answer.citations:
        assert article[citation.start : citation.end] == citation.quote


def test_a_citation_says_where_it_stands(assistant: Assistant) -> None:
    citation = assistant.ask("What did Ukraine offer Tajikistan?").citations[0]

    assert citation.metadata == {"publication": "Eurasia Daily Monitor", "volume": "2", "issue": "128"}
    assert citation.place == "paragraph 6 of 8"


def test_the_header_line_answers_too(assistant: Assistant) -> None:
    assert "Issue: 128" in assistant.ask("which issue is this?").text


def test_what_the_article_does_not_say_is_not_found(assistant: Assistant) -> None:
    answer = assistant.ask("How do I reset my wifi router?")

    assert (answer.verdict, answer.statements) == ("not_found", ())
    assert "nothing in the documents" in answer.message
    assert answer.hits


@pytest.mark.parametrize(
    "question",
    ["Who is the president of China?", "Did Putin meet Erdogan?", "What happened in 1999?", "When did Merkel visit?"],
)
def test_a_name_or_year_of_which_nothing_is_said_is_not_found(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).verdict == "not_found"


def test_a_follow_up_is_understood_from_the_history(assistant: Assistant) -> None:
    first = assistant.ask("When was the General Agreement signed?")

    second = assistant.ask("Where?", [first])

    assert second.standalone_question == "Where was the General Agreement signed?"
    assert "Moscow" in second.text


def test_an_overview_quotes_a_few_sentences_in_reading_order(assistant: Assistant) -> None:
    answer = assistant.ask("What is this article about?")

    starts = [c.start for c in answer.citations]
    assert answer.mode == "overview"
    assert 2 <= len(starts) <= 5
    assert starts == sorted(starts)


def test_a_greeting_gets_help_with_three_questions(assistant: Assistant) -> None:
    answer = assistant.ask("Hi")

    assert answer.citations == ()
    assert len(re.findall(r"^- .*\?$", answer.message, re.MULTILINE)) == 3


@pytest.mark.parametrize(
    "message",
    [
        "",
        " ",
        "🎉" * 40,
        "x" * 20_000,
        "why " * 5_000,
        "Что предложила Украина?",
        "乌克兰提供了什么？",
        "\x00\x1b[2J",
        "caf\udce9?",
        "[1] $x <b>",
    ],
)
def test_any_message_gets_a_sensible_reply(assistant: Assistant, message: str) -> None:
    answer = assistant.ask(message)

    assert answer.statements or answer.message


def test_statements_are_handed_over_as_they_come(assistant: Assistant) -> None:
    heard: list[Statement] = []

    answer = assistant.ask("Who is Sherali Khayrulloyev?", on_statement=heard.append)

    assert tuple(heard) == answer.statements


def test_asking_can_be_stopped(assistant: Assistant) -> None:
    def stop(_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        assistant.ask("What did Ukraine offer Tajikistan?", on_statement=stop)


def test_the_same_question_gets_the_same_answer_from_many_threads(assistant: Assistant) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: assistant.ask("Why does Moscow stay in Tajikistan?"), range(16)))

    assert len({a.model_copy(update={"timings": {}}).model_dump_json() for a in answers}) == 1


def test_a_changed_document_changes_the_answer_at_once(make_corpus: Any) -> None:
    settings: Settings = make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on June 27."})
    sync(settings)
    assistant = Assistant.open(settings)
    before = assistant.ask("When was the treaty signed?").text

    make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on May 3."})
    sync(settings)

    assert ("June 27" in before, "May 3" in assistant.ask("When was the treaty signed?").text) == (True, True)


def test_an_empty_corpus_says_so(make_corpus: Any) -> None:
    settings = make_corpus()
    sync(settings)

    assert "no documents yet" in Assistant.open(settings).ask("Who signed the treaty?").message


def test_without_an_index_it_says_what_to_do(make_corpus: Any) -> None:
    with pytest.raises(StoreError, match=r"Run: python -m index --corpus .* sync"):
        Assistant.open(make_corpus(**{"a.txt": "Text."}))


def test_a_copied_document_is_quoted_once(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": "The dam was built in 1950.", "b.txt": "The dam was built in 1950."})
    sync(settings)

    assert len(Assistant.open(settings).ask("When was the dam built?").citations) == 1


def test_a_list_items_mark_is_no_part_of_its_quote(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.md": "# Notes\n\n- The dam was built in 1950.\n- It broke in 1960.\n"})
    sync(settings)

    assert Assistant.open(settings).ask("When was the dam built?").citations[0].quote == "The dam was built in 1950."


def test_a_question_asked_while_a_sync_ends_is_answered(make_corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on June 27."})
    sync(settings)
    assistant = Assistant.open(settings)
    search = assistant._retriever.search

    def search_while_a_sync_ends(question: str) -> list[Hit]:
        hits = search(question)
        make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on May 3."})
        sync(settings)
        return hits

    monkeypatch.setattr(assistant._retriever, "search", search_while_a_sync_ends)

    assert "June 27" in assistant.ask("When was the treaty signed?").text
    assert "May 3" in assistant.ask("When was the treaty signed?").text


@pytest.mark.parametrize("syncs", [1, 3])
def test_a_question_is_asked_again_where_another_one_saw_the_sync_first(
    make_corpus: Any, monkeypatch: pytest.MonkeyPatch, syncs: int
) -> None:
    """The store is one for all: what another thread's question opens anew lacks the rows that this one has found."""
    settings = make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on June 27."})
    sync(settings)
    assistant = Assistant.open(settings)
    search, days = assistant._retriever.search, list(range(1, syncs + 1))

    def search_while_others_ask(question: str) -> list[Hit]:
        hits = search(question)
        if "signed" in question and days:
            make_corpus(**{"a.txt": f"The treaty was signed by Anna Bell on May {days.pop(0)}."})
            sync(settings)
            with ThreadPoolExecutor(1) as others:
                others.submit(assistant.ask, "Who is Anna Bell?").result()
        return hits

    monkeypatch.setattr(assistant._retriever, "search", search_while_others_ask)

    assert f"May {syncs}" in assistant.ask("When was the treaty signed?").text


def test_a_document_that_changes_between_reading_and_quoting_is_read_again(
    make_corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the new text would be quoted at the old one's offsets."""
    settings = make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on June 27."})
    sync(settings)
    assistant = Assistant.open(settings)
    new = "Once upon a time the bees flew over the fields. The treaty was signed by Anna Bell on May 3."
    reader, changes = assistant._reader, [new]
    read = reader.read

    def read_while_others_ask(question: str, hits: Sequence[Hit], guessed: bool) -> Reading:
        reading = read(question, hits, guessed)
        if changes and "signed" in question:
            make_corpus(**{"a.txt": changes.pop()})
            sync(settings)
            with ThreadPoolExecutor(1) as others:
                others.submit(assistant.ask, "Who is Anna Bell?").result()
        return reading

    monkeypatch.setattr(reader, "read", read_while_others_ask)

    assert assistant.ask("When was the treaty signed?").text == "The treaty was signed by Anna Bell on May 3."


def test_an_index_that_has_lost_passages_says_so_and_is_not_asked_for_ever(
    make_corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_corpus(**{"a.txt": "The treaty was signed by Anna Bell on June 27."})
    sync(settings)
    assistant = Assistant.open(settings)
    search, store = assistant._retriever.search, assistant.store
    assert isinstance(store, Store)

    def search_and_lose(question: str) -> list[Hit]:
        hits = search(question)
        store.collection.delete(store.passage_ids("a.txt"))
        return hits

    monkeypatch.setattr(assistant._retriever, "search", search_and_lose)

    with pytest.raises(StoreError, match="missing from the index"):
        assistant.ask("When was the treaty signed?")


def test_markup_in_a_document_is_quoted_as_it_is(make_corpus: Any) -> None:
    text = "The treaty [2] was signed by <b>Anna Bell</b> in 1997 ![x](http://example.org/x.png)."
    settings = make_corpus(**{"a.txt": text})
    sync(settings)

    answer = Assistant.open(settings).ask("Who signed the treaty?")

    assert [c.quote for c in answer.citations] == [text]
    assert unicodedata.is_normalized("NFC", answer.text)


def test_a_question_in_capitals_is_answered_as_the_same_in_small_letters(assistant: Assistant) -> None:
    loud = assistant.ask("WHAT DID UKRAINE OFFER TAJIKISTAN?")

    assert loud.text == assistant.ask("What did Ukraine offer Tajikistan?").text
    assert loud.verdict == "answered"


@pytest.mark.parametrize("question", ["Was hat die Ukraine angeboten?", "Что предложила Украина?", "乌克兰提供什么"])
def test_another_language_is_answered_by_likeness_with_a_doubt_at_most(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    assert answer.doubt or answer.verdict == "not_found"
    assert "by likeness alone" in answer.note


def test_the_very_words_that_answer_are_emphasised(assistant: Assistant) -> None:
    answer = assistant.ask("When was the General Agreement signed?")

    [words] = [s.text[a:b] for s in answer.statements for a, b in s.emphasis]
    assert "June 27" in words


@pytest.mark.parametrize("spoil", ["missing", "altered"])
def test_without_its_trained_reader_it_answers_by_likeness_and_says_so(
    article_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    folder = Path(shutil.copytree(span_reader.FOLDER, tmp_path / "reader"))
    (folder / "model.onnx").write_bytes(b"altered") if spoil == "altered" else (folder / "model.onnx").unlink()
    monkeypatch.setattr(span_reader, "FOLDER", folder)

    answer = Assistant.open(article_settings).ask("When was the General Agreement signed?")

    assert "June 27" in answer.text
    assert "git checkout -- answer/read/model" in answer.note
    assert "by likeness alone" in answer.note


def test_an_endless_passage_and_odd_questions_are_read(make_corpus: Any) -> None:
    settings = make_corpus(**{"long.txt": "word " * 10_000 + "The treaty was signed in May.", "b.txt": "x"})
    sync(settings)
    assistant = Assistant.open(settings)

    for question in ("When was the treaty signed?", "Tajikistan", "treaty", "?" * 30, "a"):
        assert assistant.ask(question).verdict in ("answered", "not_found")


@pytest.mark.parametrize(
    ("question", "sure"),
    [("When was the General Agreement signed?", True), ("What did Ukraine offer Tajikistan?", False)],
)
def test_an_answer_says_whether_it_may_be_none(assistant: Assistant, question: str, sure: bool) -> None:
    answer = assistant.ask(question)

    assert answer.statements
    assert (answer.note == "") == sure
    assert sure or "not sure that they answer your question" in answer.note


def test_where_nothing_is_found_the_nearest_quotes_are_offered_verbatim(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the football World Cup in 1998?")

    assert (answer.verdict, answer.statements) == ("not_found", ())
    assert [c.number for c in answer.nearest] == [1, 2, 3]
    assert len({c.passage_id for c in answer.nearest}) == 3
    for citation in answer.nearest:
        document = assistant.store.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
