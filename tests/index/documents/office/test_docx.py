"""A document of Word becomes headings, lists with their numbers, tables, quotations and notes."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from time import process_time
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Content, Unreadable
from index.documents.office.docx import load
from index.documents.office.openxml import STRICT
from office_files import changed, damaged, outline, sound, top

NAMESPACES = nsdecls("w")


def saved(word: Word) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def read(word: Word | bytes) -> Content:
    return sound(load, word if isinstance(word, bytes) else saved(word))


def add(word: Word, xml: str) -> None:
    """Add XML to the body, before its last element, which holds the page's size."""
    word.element.body.insert(-1, parse_xml(xml.replace(">", f" {NAMESPACES}>", 1)))


@pytest.fixture
def word() -> Word:
    return docx.Document()


def test_headings_by_style_paragraphs_and_the_title(word: Word) -> None:
    word.add_heading("On bees", 0)
    word.add_paragraph("Bees fly.")
    word.add_heading("Bees in rain", 1)
    word.add_paragraph("They stay at home.\nAll day.")
    word.add_heading("In Kent", 2)

    content = read(word)

    assert content.text == "On bees\n\nBees fly.\n\nBees in rain\n\nThey stay at home.\nAll day.\n\nIn Kent\n\n"
    assert [(b.level, b.kind) for b in content.blocks if b.kind == "heading"] == [
        (1, "heading"),
        (2, "heading"),
        (3, "heading"),
    ]


def test_a_level_in_the_outline_makes_a_heading_of_any_style(word: Word) -> None:
    add(word, '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Bees</w:t></w:r></w:p>')

    assert [(b.kind, b.level) for b in read(word).blocks] == [("heading", 3)]


def test_lists_have_their_marks_and_nest(word: Word) -> None:
    word.add_paragraph("We need:")
    for text, style in [("tea", "List Bullet"), ("black", "List Bullet 2"), ("milk", "List Bullet")]:
        word.add_paragraph(text, style)
    word.add_paragraph("Then:")
    for text in ("boil", "pour"):
        word.add_paragraph(text, "List Number")

    content = read(word)

    assert content.text == "We need:\n\n- tea\n  - black\n- milk\n\nThen:\n\n1. boil\n2. pour\n\n"
    assert [(b.kind, b.level) for b in content.blocks if b.kind == "list"] == [("list", 0), ("list", 0), ("list", 1)]
    assert next(content.text[b.start : b.end] for b in content.blocks if b.kind == "item") == "- tea\n  - black"


def test_lines_that_begin_with_a_box_are_a_list_and_keep_it(word: Word) -> None:
    for line in ("Before release:", "☒ Design", "☐ Handbook", "•"):
        word.add_paragraph(line)

    content = read(word)

    assert content.text == "Before release:\n\n- ☒ Design\n- ☐ Handbook\n\n"
    assert [b.kind for b in content.blocks if b.parent == -1] == ["paragraph", "list"]


NUMBERING = """<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>"""
LISTS = [
    '<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>',
    """<w:num w:numId="92"><w:abstractNumId w:val="90"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>""",
]


def numbered(text: str, level: int, number: int = 91, style: str = "Normal") -> str:
    return f"""<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>
    </w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"""


@pytest.fixture
def clauses(word: Word) -> Word:
    """A document that has the numbers of NUMBERING."""
    for xml in [NUMBERING, *LISTS]:
        word.part.numbering_part.element.append(parse_xml(xml.replace(">", f" {NAMESPACES}>", 1)))
    return word


def test_numbers_are_counted_as_word_shows_them(clauses: Word) -> None:
    for text, level in [("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 0), ("g", 1)]:
        add(clauses, numbered(text, level))

    assert read(clauses).text == "II. a\n  II.1 b\n    (a) c\n    (b) d\n  II.2 e\nIII. f\n  III.1 g\n\n"


def test_a_list_that_starts_anew_is_another_list(clauses: Word) -> None:
    for text, number in [("a", 91), ("b", 91), ("c", 92), ("d", 92)]:
        add(clauses, numbered(text, 0, number))

    content = read(clauses)

    assert content.text == "II. a\nIII. b\n\nVII. c\nVIII. d\n\n"
    assert len([b for b in content.blocks if b.kind == "list"]) == 2


def test_headings_have_their_numbers_and_long_ones_are_clauses(clauses: Word) -> None:
    add(clauses, numbered("Terms", 0, style="Heading1"))
    add(clauses, numbered("The buyer pays. " * 20, 1, style="Heading2"))

    content = read(clauses)

    assert outline(content) == [("heading", "II. Terms"), ("paragraph", ("The buyer pays. " * 20).strip())]
    assert "II.1 The buyer" in content.text


def test_a_table_has_a_head_where_its_first_row_is_bold_repeated_or_names_columns(word: Word) -> None:
    for way in ("bold", "repeated", "named", "none"):
        table = word.add_table(0, 2)
        rows = [("2023", "2024"), ("2020", "2021")] if way != "named" else [("good", "price"), ("tea", "2")]
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        if way == "bold":
            for cell in table.rows[0].cells:
                cell.paragraphs[0].runs[0].bold = True
        if way == "repeated":
            table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {NAMESPACES}/>"))
        word.add_paragraph(way)

    assert [kind for kind, _ in outline(read(word)) if kind != "paragraph"] == ["head", "row"] * 3 + ["row", "row"]


def test_a_table_of_names_and_values_has_no_head(word: Word) -> None:
    table = word.add_table(0, 2)
    for name, text in [("Buyer", "Ann"), ("Seller", "Ben")]:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].text = text

    assert outline(read(word)) == [("row", "Buyer | Ann"), ("row", "Seller | Ben")]


def test_merged_cells_keep_the_columns_and_a_title_row_is_the_caption(word: Word) -> None:
    table = word.add_table(4, 3)
    for place, row in enumerate([("Goods", "", ""), ("good", "price", "unit"), ("tea", "", "kg"), ("milk", "3", "l")]):
        for cell, text in zip(table.rows[place].cells, row, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(2, 1))

    content = read(word)

    assert outline(content) == [
        ("caption", "Goods"),
        ("head", "good | price | unit"),
        ("row", "tea |  | kg"),
        ("row", "milk | 3 | l"),
    ]
    assert [b.level for b in content.blocks if b.kind == "cell"] == [0, 1, 2, 0, 2, 0, 1, 2]


def test_a_caption_beside_a_table_is_the_tables(word: Word) -> None:
    word.add_paragraph("Table 1. Goods", "Caption")
    word.add_table(1, 2).cell(0, 0).text = "tea"
    word.add_paragraph("Bees.")
    word.add_paragraph("Figure 1. A bee", "Caption")

    assert outline(read(word)) == [
        ("caption", "Table 1. Goods"),
        ("row", "tea"),
        ("paragraph", "Bees."),
        ("paragraph", "Figure 1. A bee"),
    ]


def test_a_table_of_one_column_is_a_frame(word: Word) -> None:
    cell = word.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].style = "Heading 1"
    cell.paragraphs[0].text = "Note"
    cell.add_paragraph("Bees fly.")

    assert outline(read(word)) == [("heading", "Note"), ("paragraph", "Bees fly.")]


def test_quotations_captions_and_contents_lists(word: Word) -> None:
    word.styles.add_style("toc 1", 1)
    word.add_heading("Bees", 1)
    for text in ("Bees\t1", "Rain\t2"):
        word.add_paragraph(text, "toc 1")
    word.add_paragraph("Bees fly.", "Quote")
    word.add_paragraph("So they do.", "Intense Quote")

    content = read(word)

    assert outline(content) == [
        ("heading", "Bees"),
        ("furniture", "Bees 1\nRain 2"),
        ("paragraph", "Bees fly."),
        ("paragraph", "So they do."),
    ]
    assert top(content) == ["heading", "furniture", "quotation"]


def test_a_contents_list_in_a_block_of_its_own_is_furniture(word: Word) -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    paragraph = "<w:p><w:r><w:t>Bees 1</w:t></w:r></w:p>"
    add(word, f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>")
    add(word, f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>")

    assert outline(read(word)) == [("furniture", "Bees 1"), ("paragraph", "Bees 1")]


def test_insertions_are_text_and_deletions_links_fields_and_hidden_words_are_as_people_see_them(word: Word) -> None:
    add(
        word,
        """<w:p><w:ins><w:r><w:t xml:space="preserve">Bees </w:t></w:r></w:ins>
        <w:del><w:r><w:delText>Wasps</w:delText></w:r></w:del>
        <w:moveFrom><w:r><w:t>Ants</w:t></w:r></w:moveFrom>
        <w:hyperlink><w:r><w:t>fly</w:t></w:r></w:hyperlink>
        <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly</w:t></w:r>
        <w:r><w:t>.</w:t></w:r></w:p>""",
    )
    add(word, "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>")

    assert read(word).text == "Bees fly.\n\n"


def test_a_text_box_follows_its_paragraph_once(word: Word) -> None:
    box = "<w:drawing><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add(
        word,
        f"""<w:p {mc}><w:r><w:t>Bees fly.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">
        {box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>""",
    )

    assert outline(read(word)) == [("paragraph", "Bees fly."), ("paragraph", "In a box.")]


def test_bold_lines_are_headings_where_no_style_says_so(word: Word) -> None:
    word.add_paragraph().add_run("On bees").bold = True
    word.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("In rain", "In Kent"):
        word.add_paragraph().add_run(text).bold = True
        word.add_paragraph("They fly.").add_run(" Really.").bold = True

    headings = [(b.level, text) for b, text in with_text(read(word)) if b.kind == "heading"]

    assert headings == [(1, "On bees"), (2, "In rain"), (2, "In Kent")]


def test_bold_lines_are_paragraphs_where_styles_make_headings(word: Word) -> None:
    for text in ("Bees", "Rain"):
        word.add_heading(text, 1)
        word.add_paragraph().add_run("Mind this").bold = True

    assert [kind for kind, _ in outline(read(word))] == ["heading", "paragraph"] * 2


def with_text(content: Content) -> list[tuple[Any, str]]:
    return [(block, content.text[block.start : block.end]) for block in content.blocks]


def test_a_heading_that_asks_and_what_follows_are_an_exchange(word: Word) -> None:
    word.add_heading("Bees", 1)
    word.add_heading("Do bees fly?", 2)
    word.add_paragraph("Yes.")
    word.add_heading("Do they swim?", 2)
    word.add_heading("Rain", 1)

    content = read(word)

    assert outline(content) == [
        ("heading", "Bees"),
        ("question", "Do bees fly?"),
        ("paragraph", "Yes."),
        ("heading", "Do they swim?"),
        ("heading", "Rain"),
    ]
    assert top(content) == ["heading", "exchange", "heading", "heading"]


def test_what_the_file_states_of_itself_is_its_front(word: Word) -> None:
    word.add_paragraph("Bees fly.")
    word.core_properties.title, word.core_properties.author = "On bees", "Ann Bee"
    word.core_properties.created = datetime(2024, 3, 1, tzinfo=UTC)

    content = read(word)

    assert content.metadata == {"title": "On bees", "author": "Ann Bee", "date": "2024-03-01"}
    assert content.text == "Title: On bees\nAuthor: Ann Bee\nDate: 2024-03-01\n\nBees fly.\n\n"


def with_footnotes(word: Word) -> bytes:
    """The document with a part of footnotes, as Word writes it."""
    notes = f"""<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---x</w:t></w:r></w:p>
    </w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> See Kent.</w:t>
    </w:r></w:p></w:footnote></w:footnotes>"""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    related = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
    data = changed(saved(word), "word/footnotes.xml", lambda _: notes.encode())
    return changed(data, "word/_rels/document.xml.rels", lambda xml: xml.replace(b"</Relationships>", related))


def test_notes_stand_at_the_end_without_their_pointers(word: Word) -> None:
    paragraph = '<w:p><w:r><w:t>Bees fly.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    add(word, paragraph)
    word.add_paragraph("They do.")

    assert outline(read(with_footnotes(word))) == [
        ("paragraph", "Bees fly."),
        ("paragraph", "They do."),
        ("paragraph", "See Kent."),
    ]


def test_a_strict_document_is_read_too(word: Word) -> None:
    word.add_heading("Bees", 1)
    data = saved(word)
    for name in ("word/document.xml", "word/styles.xml"):
        data = changed(data, name, lambda xml: xml.replace(*STRICT[::-1]))

    assert outline(read(data)) == [("heading", "Bees")]


def test_a_zip_that_is_no_document_of_word_says_so() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "bees")

    with pytest.raises(Unreadable, match=r"is no document of Word\. Open it"):
        load(file.getvalue())


def test_tables_within_tables_within_tables_are_read(word: Word) -> None:
    outer: Any = word
    for _ in range(20):
        cells = outer.add_table(1, 2).rows[0].cells if outer is not word else word.add_table(1, 1).rows[0].cells
        outer = cells[0]
    outer.text = "deep"

    assert "deep" in read(word).text


def sample() -> bytes:
    word = docx.Document()
    word.add_heading("Bees", 1)
    word.add_paragraph("tea", "List Number")
    word.add_table(2, 2).cell(0, 0).text = "milk"
    return saved(word)


SAMPLE = sample()


@settings(max_examples=40)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(place: int, piece: bytes) -> None:
    with suppress(Unreadable):
        read(damaged(SAMPLE, place, piece))


@settings(max_examples=40)
@given(
    st.integers(0, 100_000),
    st.sampled_from(["document", "numbering", "styles"]),
    st.sampled_from(["", "-1", "x", "9" * 30]),
)
def test_any_value_of_an_attribute_is_read_or_refused(place: int, name: str, value: str) -> None:
    def change(xml: bytes) -> bytes:
        values = list(re.finditer(rb'w:val="([^"]*)"', xml))
        found = values[place % len(values)] if values else None
        return xml[: found.start(1)] + value.encode() + xml[found.end(1) :] if found else xml

    with suppress(Unreadable):
        read(changed(SAMPLE, f"word/{name}.xml", change))


def test_a_long_document_is_fast(word: Word) -> None:
    for n in range(4_000):
        add(word, f"<w:p><w:r><w:t>Bee {n} flies, and so do all the others that live with it.</w:t></w:r></w:p>")
    data = saved(word)
    start = process_time()

    assert len(load(data).blocks) == 4_000
    assert process_time() - start < 5
