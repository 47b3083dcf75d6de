"""Who speaks, asks and writes is found in any text that is made of lines, for loaders of other formats, too."""

from index.documents.document import Block
from index.documents.plaintext.plain import answered, utterances


def said(text: str, start: int = 0) -> list[tuple[str, dict[str, str], str]]:
    """Each utterance in the text: its kind, its labels, what is said."""
    return [
        (
            found.kind,
            {b.kind: text[b.start : b.end] for b in found.labels if b.kind != "markup"},
            text[slice(*found.body)],
        )
        for found in utterances(text, start, len(text))
    ]


def test_turns_among_paragraphs_begin_and_end_where_they_do() -> None:
    text = "# Interview\n\n**Tom:** Do you sail?\n\n**Ida:** *Every* Sunday.\n\nAlone.\n\n**Tom:** Oh."

    assert said(text, start=13) == [
        ("turn", {"speaker": "Tom"}, "Do you sail?"),
        ("turn", {"speaker": "Ida"}, "*Every* Sunday.\n\nAlone."),
        ("turn", {"speaker": "Tom"}, "Oh."),
    ]


def test_marked_questions_and_their_answers() -> None:
    assert said("Q: Is it hot?\nA: No.\n- Not yet.\n\nQ: Is it cold?\nA: Yes.") == [
        ("exchange", {"question": "Is it hot?"}, "No.\n- Not yet."),
        ("exchange", {"question": "Is it cold?"}, "Yes."),
    ]


def test_messages_have_senders_and_dates() -> None:
    assert said("From: Ida\nDate: 9 June\n\nIt is here.")[0] == (
        "message",
        {"sender": "Ida", "date": "9 June"},
        "It is here.",
    )
    assert said("[12:04] <ida> hello\n[12:05] <tom> hi")[1] == ("message", {"sender": "tom", "date": "12:05"}, "hi")


def test_labels_cover_what_stands_before_the_words_and_the_words_end_it() -> None:
    text = "ANNA (laughs): I think so.\n\nBEN: No."
    first = utterances(text, 0, len(text))[0]

    assert [(b.kind, text[b.start : b.end]) for b in first.labels] == [("speaker", "ANNA"), ("markup", "(laughs):")]
    assert (first.start, first.end) == (0, first.body[1])


def test_prose_says_nothing_so() -> None:
    assert said("Note: a boat floats.\n\nIt is made of wood.") == []


def test_short_questions_are_found_among_blocks_with_what_answers_them() -> None:
    text = "Is it hot?\n\nNo.\n\nNot yet.\n\nIs it cold?\n\nYes."
    blocks = [Block("heading", 0, 10, level=2), Block("paragraph", 12, 15), Block("paragraph", 17, 25)]
    blocks += [Block("heading", 27, 38, level=2), Block("paragraph", 40, 44)]

    assert answered(blocks, text) == [(0, 3), (3, 5)]
    assert answered(blocks[:3], text) == []
