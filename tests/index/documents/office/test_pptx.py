"""A presentation becomes a page a slide: its title, texts, lists, tables and notes."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO
from time import process_time
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.util import Inches

from index.documents.document import Content, Unreadable
from index.documents.office.pptx import load
from office_files import changed, damaged, outline, sound, top

TITLE_SLIDE, TITLE_AND_CONTENT, TITLE_ONLY, BLANK = 0, 1, 5, 6


@pytest.fixture
def deck() -> Presentation:
    return pptx.Presentation()


def add(deck: Presentation, layout: int, title: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if slide.shapes.title:
        slide.shapes.title.text = title
    return slide


def add_box(shapes: Any, text: str, left: float, top: float) -> Any:
    box = shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
    box.text_frame.text = text
    return box


def saved(deck: Presentation) -> bytes:
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def read(deck: Presentation) -> Content:
    return sound(load, saved(deck))


def test_each_slide_is_a_page_under_its_title(deck: Presentation) -> None:
    first = add(deck, TITLE_SLIDE, "On bees")
    first.placeholders[1].text = "A talk"
    add(deck, BLANK)
    add(deck, TITLE_ONLY, "In\vrain")

    content = read(deck)

    assert outline(content) == [
        ("heading", "On bees"),
        ("paragraph", "A talk"),
        ("heading", "Slide 2"),
        ("heading", "In rain"),
    ]
    assert [(p.name, content.text[p.start : p.end].strip()) for p in content.pages] == [
        ("slide 1", "On bees\n\nA talk"),
        ("slide 2", "Slide 2"),
        ("slide 3", "In rain"),
    ]


def test_the_texts_of_a_body_are_a_list_by_their_levels(deck: Presentation) -> None:
    frame = add(deck, TITLE_AND_CONTENT, "Needs").placeholders[1].text_frame
    frame.text = "tea"
    for text, level in [("black", 1), ("milk", 0)]:
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level

    assert read(deck).text == "Needs\n\n- tea\n  - black\n- milk\n\n"


def test_bullets_and_numbers_are_as_each_paragraph_says(deck: Presentation) -> None:
    frame = add_box(add(deck, BLANK).shapes, "First:", 1, 1).text_frame
    for text, mark in [("boil", "buAutoNum"), ("pour", "buAutoNum"), ("tea", "buChar"), ("Done.", "")]:
        paragraph = frame.add_paragraph()
        paragraph.text = text
        if mark:
            attributes = 'type="arabicPeriod" startAt="3"' if mark == "buAutoNum" else 'char="•"'
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<a:{mark} {nsdecls('a')} {attributes}/>"))

    content = read(deck)

    assert content.text == "First:\n\n3. boil\n4. pour\n\n- tea\n\nDone.\n\n"
    assert [b.level for b in content.blocks if b.kind == "list"] == [1, 0]


def test_boxes_are_read_from_top_to_bottom_and_left_to_right(deck: Presentation) -> None:
    shapes = add(deck, TITLE_ONLY, "Bees").shapes
    for text, left, above in [("fourth", 5, 4), ("third", 1, 4.05), ("second", 5, 2)]:
        add_box(shapes, text, left, above)
    group = shapes.add_group_shape()
    add_box(group.shapes, "first", 1, 2)

    assert [text for _, text in outline(read(deck))] == ["Bees", "first", "second", "third", "fourth"]


def test_a_short_line_on_top_is_the_title_where_there_is_no_place_for_one(deck: Presentation) -> None:
    shapes = add(deck, BLANK).shapes
    add_box(shapes, "They fly. And they stay at home.", 1, 3)
    add_box(shapes, "On bees", 1, 1)

    assert outline(read(deck)) == [("heading", "On bees"), ("paragraph", "They fly. And they stay at home.")]


def test_tables_and_notes(deck: Presentation) -> None:
    slide = add(deck, TITLE_ONLY, "Prices")
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(4), Inches(2)).table
    for row, texts in enumerate([("Goods", ""), ("good", "price"), ("tea", "2")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    slide.notes_slide.notes_text_frame.text = "Say that it is cheap.\nVery."

    content = read(deck)

    assert outline(content) == [
        ("heading", "Prices"),
        ("caption", "Goods"),
        ("head", "good | price"),
        ("row", "tea | 2"),
        ("paragraph", "Say that it is cheap."),
        ("paragraph", "Very."),
    ]
    assert top(content) == ["heading", "table", "paragraph", "paragraph"]


def test_what_the_file_states_of_itself_is_its_front(deck: Presentation) -> None:
    add(deck, TITLE_ONLY, "Bees")
    assert read(deck).metadata == {}

    deck.core_properties.title, deck.core_properties.author = "On bees", "Ann Bee"
    deck.core_properties.created = datetime(2024, 3, 1)
    content = read(deck)

    assert content.metadata == {"title": "On bees", "author": "Ann Bee", "date": "2024-03-01"}
    assert content.text == "Title: On bees\nAuthor: Ann Bee\nDate: 2024-03-01\n\nBees\n\n"


def test_an_empty_deck_holds_nothing(deck: Presentation) -> None:
    assert read(deck) == Content("", ())


def sample() -> bytes:
    deck = pptx.Presentation()
    add(deck, TITLE_AND_CONTENT, "Bees").placeholders[1].text = "tea\nmilk"
    return saved(deck)


SAMPLE = sample()


@settings(max_examples=40)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_read_or_refused(place: int, piece: bytes, inside: bool) -> None:
    with suppress(Unreadable):
        if inside:
            sound(load, changed(SAMPLE, "ppt/slides/slide1.xml", lambda xml: damaged(xml, place, piece)))
        else:
            sound(load, damaged(SAMPLE, place, piece))


def test_many_slides_are_fast(deck: Presentation) -> None:
    for n in range(60):
        add(deck, TITLE_AND_CONTENT, f"Slide {n}").placeholders[1].text = "\n".join(f"bee {m}" for m in range(20))
    data = saved(deck)
    start = process_time()

    assert len(load(data).pages) == 60
    assert process_time() - start < 5
