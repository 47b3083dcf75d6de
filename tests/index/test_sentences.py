"""Sentences and paragraphs tile a text exactly, and end where a reader would end them."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import Span, paragraph_spans, said_spans, sentence_spans, trim
from own_time import own_time

PIECES = [
    "Mr.",
    "U.S.",
    "Bees fly",
    ". ",
    "? ",
    "…",
    "...",
    "\n",
    "\n\n",
    " ",
    "\t",
    "“",
    "”",
    "- ",
    "# ",
    "。",
    "\r",
    "é",
    "1. ",
    "No. ",
    "5",
    "[1]",
    ".1",
    " »",
    "🙂",
    ":)",
    "i",
]
texts = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


def sentences(text: str) -> list[str]:
    return [text[slice(*trim(text, span))] for span in sentence_spans(text)]


def tiles(text: str, spans: list[Span]) -> bool:
    """Whether the spans, none of them empty, follow each other from the text's first character to its last."""
    edges = [0, *(end for _, end in spans)]
    return [start for start, _ in spans] == edges[:-1] and edges[-1] == len(text) and all(a < b for a, b in spans)


@given(texts)
@example("")
@example(" \n\n ")
@example("\n\n\nBees.\n\n\n")
def test_sentences_tile_any_text(text: str) -> None:
    assert tiles(text, sentence_spans(text))


@given(texts)
@example("")
@example(" \n\n ")
def test_paragraphs_tile_any_text(text: str) -> None:
    assert tiles(text, paragraph_spans(text))


@given(texts)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    assert {a for a, _ in paragraph_spans(text)} <= {a for a, _ in sentence_spans(text)}


@given(texts)
def test_a_sentence_is_never_mere_white_space_beside_others(text: str) -> None:
    assert all(text[a:b].strip() for a, b in sentence_spans(text)[1:])


@given(texts.filter(str.strip))
def test_a_trimmed_span_holds_the_same_words(text: str) -> None:
    start, end = trim(text, (0, len(text)))

    assert text[start:end] == text.strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "They look to the U.S. and NATO.",
        "The U.S. Department of State said so.",
        "He met Mr. Smith and Gen. Jones.",
        "It is by J. Smith of the BBC.",
        "See No. 5 and Vol. 2 of it.",
        "It rose by 3.5 percent to 1,000.25 dollars.",
        "On Jan. 5 they met, e.g. in Dushanbe.",
        "He paused … and went on.",
        "He paused... and went on.",
        "“Is it so?” asked he.",
        "He (Avesta, June 24) agreed.",
        "Write to a.b@c.example or see www.example.org/a.b now.",
    ],
)
def test_no_sentence_ends_within(sentence: str) -> None:
    assert sentences(f"{sentence} They left.") == [sentence, "They left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is in the U.S. The army is not.", ["It is in the U.S.", "The army is not."]),
        ("“I came.” He left.", ["“I came.”", "He left."]),
        ("He said it. “So it is.”", ["He said it.", "“So it is.”"]),
        ("It ended (at last.) Then it began.", ["It ended (at last.)", "Then it began."]),
        ("He paused… Then he went on.", ["He paused…", "Then he went on."]),
        ("Really?! Yes! No? Maybe.", ["Really?!", "Yes!", "No?", "Maybe."]),
        ("It was 2005. In 2006 it was not.", ["It was 2005.", "In 2006 it was not."]),
        ("你好。我很好！「真的吗？」是。", ["你好。", "我很好！", "「真的吗？」", "是。"]),
        ("He left\nthe room. She\nstayed.", ["He left\nthe room.", "She\nstayed."]),
        ("# Bees\nThey fly.", ["# Bees", "They fly."]),
        ("Two things:\n- bees\n- flies", ["Two things:", "- bees", "- flies"]),
        ("No stop here\n\nNor here", ["No stop here", "Nor here"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def marked(line: str) -> tuple[str, set[int]]:
    """The text of a line, and where its marks "|" cut it: behind the space before a mark, if there is one."""
    text, cuts = "", set()
    for piece in line.split("|"):
        cuts.add(len(text))
        text += piece.removeprefix(" ") if text.endswith(" ") else piece
    return text, cuts - {0}


def found(text: str) -> set[int]:
    return {start for start, _ in sentence_spans(text)[1:]}


def test_paragraphs_of_many_kinds_are_cut_where_a_reader_would_cut_them() -> None:
    lines = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    paragraphs = [marked(line) for line in lines if line and not line.startswith("#")]
    right = sum(len(found(text) & cuts) for text, cuts in paragraphs)
    either = sum(len(found(text)) + len(cuts) for text, cuts in paragraphs)

    assert len(paragraphs) == 200
    assert 2 * right / either >= 0.97  # F1 of the cuts


@pytest.mark.parametrize(
    "line",
    [
        "He won in Roe v. Wade. | It was just.",
        "So says Art. 104 inc. 5 and para. 3. | No. 5 does not.",
        "The fee (incl. VAT) is approx. 5 euros, cf. p. 12. | It is due.",
        "The painter, b. 1932, met Messrs. Holt and Dr. Ruiz, Ph.D., in St. Louis. | All agreed.",
        "They met at 9:30 a.m. Tuesday. | They left at 9 a.m. | The next met at 5 p.m. EST.",
        "It joined the U.S. Army. | It is in the U.S. | The army is not.",
        "A tartan has a sett.[1] | It repeats.[2][3] | So it does.",
        "A tartan has a sett. [1] | It is the end.3 | The rest is “lost.”4 | So be it.",
        "Here v2.0.1 is old. | See a.txt.",
        "1. Wash. | 2. Dry.",
        "Do this: 1. Wash. | 2. Dry.",
        "Seats: 40. | Built in 1998. | The end.",
        "Q: Is it open? | A: No. | Q: Why?",
        "537. Lamps are for need.",
        "7.3. The tenant pays.",
        "P.S. The keys are here.",
        "Was it he? | No. | It was I. | They knew.",
        "Yahoo! said no. | What? | No!",
        "Das gilt z. B. für ihn bzw. sie usw. | Am 3. Oktober kam M. Dupont. | Er sah p. ex. ihn.",
        "iPhone sales rose. | iPad sales fell. | d'Artagnan left.",
        "Henry VIII. of England, i.e. the King, left. | He and so on, etc. | Then others.",
        "It is here 🙂 | It is good. 🙂🎉 | Thanks! :) | Bye.",
        "I ❤ New York.",
        "no worries. | i'll come at 8. | ok? | bring cups, plates, etc. and cake.",
        "Il a dit « Non ! » et partit. | « Oui ! » | Elle rit.",
        "„Gern.“ | Er kam. | »Komm!« | ¿Qué? | ¡Sí!",
        "He said (!) that all […] the rest [...] The end. | He left.",
        "Why . . . why now? | So it was. . . . | He left.",
        "See l'art. 12 and sub-cl. 9. | He didn't. | Tom did.",
        "It shut at 21 h. | Le samedi, à 18 h. | Tom came from 12 N. Main St. to me.",
        "यह एक है। | यह दो है। | هل هذا؟ | نعم.",
    ],
)
def test_paragraphs_that_have_been_cut_wrongly(line: str) -> None:
    text, cuts = marked(line)

    assert [text[slice(*span)] for span in sentence_spans(text)] == [
        text[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), len(text)], strict=True)
    ]


@pytest.mark.parametrize("short", "Mr Mrs Ms Messrs Dr Prof Gen Sen Rev vs cf v approx ca e.g i.e".split())
def test_no_sentence_ends_behind_what_needs_something_to_follow(short: str) -> None:
    for following in ("Smith", "5 more", "The Sun", "(that is, Smith)"):
        whole = f"He saw {short}. {following} there."
        assert sentences(f"{whole} Rain fell.") == [whole, "Rain fell."]


@pytest.mark.parametrize("short", "No Nos Fig Figs no fig Sec Art Vol Eq para p pp Ch Jan Feb Sept Tue b d c".split())
def test_no_sentence_ends_between_a_short_word_and_its_number(short: str) -> None:
    for number in ("5", "(3)", "II", "14–16", "§ 3"):
        whole = f"He saw {short}. {number} there."
        assert sentences(f"{whole} Rain fell.") == [whole, "Rain fell."]


@pytest.mark.parametrize("short", ["No", "no", "fig", "Sept", "Sun", "etc", "usw"])
def test_a_short_word_that_needs_a_number_ends_a_sentence_before_a_word(short: str) -> None:
    assert sentences(f"He saw {short}. Smith came.") == [f"He saw {short}.", "Smith came."]


@pytest.mark.parametrize("short", "St Ft Mt Lt Jr Sr Inc Ltd Co Corp Bros al ed J U.S E.U Ph.D N.A.T.O Blvd".split())
def test_no_sentence_ends_between_a_short_word_and_a_name(short: str) -> None:
    for name in ("Smith", "“Smith”", "A. Smith", "5"):
        assert sentences(f"He saw {short}. {name} there. Rain fell.") == [
            f"He saw {short}. {name} there.",
            "Rain fell.",
        ]


@pytest.mark.parametrize("unit", ["km", "Nm", "kg", "h", "m", "lbs"])
def test_a_unit_ends_a_sentence(unit: str) -> None:
    assert sentences(f"It took 5 {unit}. Smith came.") == [f"It took 5 {unit}.", "Smith came."]


@pytest.mark.parametrize("word", ["amp", "Call", "stop", "eco", "Hon1"])
def test_what_only_ends_like_an_abbreviation_is_none(word: str) -> None:
    assert sentences(f"He saw {word}. Rain fell.") == [f"He saw {word}.", "Rain fell."]


OPENERS = (
    """The A An This That These Those It He She They We I In On At But And However Although When While If As For"""
)


@pytest.mark.parametrize("opener", OPENERS.split())
@pytest.mark.parametrize("short", ["U.S", "Ph.D", "B", "Inc", "Ltd", "Co", "Corp", "Jr", "Sr"])
def test_such_abbreviations_end_a_sentence_before_a_word_that_opens_one(short: str, opener: str) -> None:
    assert sentences(f"He saw {short}. “{opener} so.”") == [f"He saw {short}.", f"“{opener} so.”"]
    assert len(sentences(f"He saw {short}. {opener.upper()}X so.")) == 1
    assert len(sentences(f"He saw {short}. {opener}xx so.")) == 1


@pytest.mark.parametrize("close", [")", "]", '"', "'", "”", "’", "»", "*", "_", "”)"])
def test_what_closes_behind_a_stop_belongs_to_the_sentence(close: str) -> None:
    assert sentences(f"He left.{close} Rain fell.") == [f"He left.{close}", "Rain fell."]


@pytest.mark.parametrize("open_", ['"', "'", "“", "‘", "(", "[", "*", "_", ""])
@pytest.mark.parametrize("stop", [".", "?", "!"])
def test_a_sentence_goes_on_in_lower_case_whatever_opens(stop: str, open_: str) -> None:
    assert len(sentences(f"So he left{stop} {open_}and rain fell.")) == 1
    assert len(sentences(f"So he left{stop} {open_}And rain fell.")) == 2


@pytest.mark.parametrize("stop", ["。", "！", "？", "。」", "。』", "。”", "。’", "。）", "！！"])
def test_scripts_without_spaces_end_their_sentences_too(stop: str) -> None:
    assert sentences(f"你好{stop}我很好") == [f"你好{stop}", "我很好"]


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "1.", "12)", "999.", "#", "######"])
def test_a_mark_is_no_part_of_what_an_item_says_and_begins_a_sentence(mark: str) -> None:
    text = f"Two things:\n{mark} bees\n  {mark}  flies"

    assert [text[a:b] for a, b in said_spans(text)] == ["Two things:", "bees", "flies"]


@pytest.mark.parametrize("mark", ["1000.", "#######", "--", "a.", "|"])
def test_what_is_no_mark_stays(mark: str) -> None:
    text = f"{mark} bees"

    assert text[slice(*said_spans(text)[-1])].endswith("bees")
    assert text[slice(*said_spans(text)[0])].startswith(mark)


def test_a_row_of_a_table_is_a_sentence() -> None:
    assert sentences("They are:\n| bees | 2 |\n| flies | 3 |") == ["They are:", "| bees | 2 |", "| flies | 3 |"]


def test_a_mark_alone_is_what_it_says() -> None:
    assert [*said_spans("-")] == [(0, 1)]


@pytest.mark.parametrize("blank", ["\n\n", "\n \t\n", "\n\n\n \n", "\n\r\n"])
def test_a_blank_line_parts_paragraphs_whatever_white_space_it_holds(blank: str) -> None:
    text = f"Bees fly{blank}far"

    assert [text[a:b] for a, b in paragraph_spans(text)] == [f"Bees fly{blank}", "far"]
    assert len(paragraph_spans("Bees fly\nfar")) == 1


def test_the_sentences_of_the_article_are_whole(article: str) -> None:
    rest = sentences(article)[1:]

    assert all(sentence[0].isupper() or sentence[0] in "“0123456789" for sentence in rest)
    assert all(sentence.endswith((".", "”", ")", "?")) for sentence in rest)


LONG = [
    "It is so. " * 500_000,
    "x" * 5_000_000,
    "!" * 5_000_000,
    "." * 5_000_000 + "x",
    ". " * 2_500_000,
    "." + ")" * 5_000_000,
    "." + "\n " * 2_500_000,
    "🙂" * 5_000_000,
    ":" * 5_000_000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:4])
def test_long_and_odd_texts_take_no_longer_than_their_length_asks(text: str) -> None:
    with own_time() as watch:
        sentence_spans(text)

    assert watch.seconds < 5
