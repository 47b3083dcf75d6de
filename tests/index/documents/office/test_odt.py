"""A text of OpenDocument becomes headings, lists with their numbers, tables, quotations and notes."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document, Element, Header, Paragraph, Table

from index.documents.document import Content, Unreadable
from index.documents.office.odt import load
from office_files import changed, damaged, outline, sound, top


@pytest.fixture
def document() -> Document:
    return new()


def new() -> Document:
    document = Document("text")
    document.body.clear()
    document.meta.creation_date = datetime(2024, 3, 1)
    return document


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: Document) -> Content:
    return sound(load, saved(document))


def add(document: Document, *elements: str) -> None:
    for xml in elements:
        document.body.append(Element.from_tag(xml))


def add_style(document: Document, xml: str) -> None:
    styles = document.content.get_element("//office:automatic-styles")
    assert styles is not None
    styles.append(Element.from_tag(xml))


def shown(document: Document) -> list[tuple[str, str]]:
    """The outline without the date, which every file states."""
    return outline(read(document))[1:]


def test_headings_paragraphs_and_the_title(document: Document) -> None:
    add(document, '<text:p text:style-name="Title">On bees</text:p>')
    document.body.append(Header(2, "In rain"))
    document.body.append(Paragraph("They stay at home."))
    add(document, "<text:p>All<text:s text:c='3'/>day,<text:line-break/>every<text:tab/>day.\n   Yes.</text:p>")

    content = read(document)

    assert content.text == (
        "Date: 2024-03-01\n\nOn bees\n\nIn rain\n\nThey stay at home.\n\nAll   day,\nevery day. Yes.\n\n"
    )
    assert [b.level for b in content.blocks if b.kind == "heading"] == [1, 2]


NUMBERS = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="." text:start-value="2"/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>"""


def item(*inner: str) -> str:
    return (
        "<text:list-item>"
        + "".join(i if i.startswith("<") else f"<text:p>{i}</text:p>" for i in inner)
        + "</text:list-item>"
    )


def numbered(*items: str, more: str = "") -> str:
    return f'<text:list text:style-name="L1" {more}>{"".join(items)}</text:list>'


def test_lists_nest_and_their_numbers_are_counted(document: Document) -> None:
    add_style(document, NUMBERS)
    deepest = numbered(item("c"), item("d"))
    add(document, numbered(item("a", numbered(item("b", deepest), item("e"))), item("f", "and more")))

    content = read(document)

    assert content.text.partition("\n\n")[2] == (
        "II. a\n  II.1 b\n    (a) c\n    (b) d\n  II.2 e\nIII. f\nand more\n\n"
    )
    assert [b.level for b in content.blocks if b.kind == "list"] == [1, 1, 1]


def test_a_list_goes_on_or_starts_anew(document: Document) -> None:
    add_style(document, NUMBERS)
    add(document, numbered(item("a")), "<text:p>x</text:p>", numbered(item("b"), more='text:continue-numbering="true"'))
    add(document, "<text:p>y</text:p>", numbered(item("c")))

    assert read(document).text.split("\n\n")[1:-1] == ["II. a", "x", "III. b", "y", "II. c"]


def test_a_list_without_a_style_has_bullets_and_headings_have_numbers(document: Document) -> None:
    add_style(document, NUMBERS)
    add(document, f"<text:list>{item('tea')}{item('milk')}</text:list>")
    add(document, numbered(item('<text:h text:outline-level="1">Terms</text:h>')))

    assert read(document).text.split("\n\n")[1:-1] == ["- tea\n- milk", "II. Terms"]


def test_a_table_has_a_head_where_it_is_marked_or_names_columns(document: Document) -> None:
    for rows in ([["good", "price"], ["tea", "2"]], [["2020", "2021"], ["2022", "2023"]]):
        table = Table("T")
        table.set_values(rows)
        document.body.append(table)
    cell = "<table:table-cell><text:p>2020</text:p></table:table-cell>"
    row = f"<table:table-row>{cell * 2}</table:table-row>"
    add(document, f"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>")

    assert [kind for kind, _ in shown(document)] == ["head", "row", "row", "row", "head", "row"]


def test_spans_keep_the_columns_and_a_single_column_is_a_frame(document: Document) -> None:
    one = "<table:table-cell><text:p>x</text:p><text:p>y</text:p></table:table-cell>"
    spans = '<table:table-cell table:number-columns-spanned="2"><text:p>z</text:p></table:table-cell>'
    rest = f'<table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/>{one}'
    add(document, f"<table:table><table:table-row>{spans}{rest}</table:table-row></table:table>")
    add(document, f"<table:table><table:table-row>{one}</table:table-row></table:table>")

    content = read(document)

    assert outline(content)[1:] == [("row", "z |  |  |  | x y"), ("paragraph", "x"), ("paragraph", "y")]
    assert [b.level for b in content.blocks if b.kind == "cell"] == [0, 4]


def test_quotations_captions_code_and_contents_lists(document: Document) -> None:
    for style, text in [("Quotations", "Bees fly."), ("Quotations", "They do."), ("Preformatted_20_Text", "x = 1")]:
        add(document, f'<text:p text:style-name="{style}">{text}</text:p>')
    add_style(document, '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Quotations"/>')
    add(document, '<text:p text:style-name="P9">Really.</text:p>')
    add(
        document,
        "<text:table-of-content><text:index-body><text:p>Bees 1</text:p><text:p>Rain 2</text:p></text:index-body>"
        "</text:table-of-content>",
    )

    content = read(document)

    assert top(content)[1:] == ["quotation", "code", "quotation", "furniture"]
    assert outline(content)[-1] == ("furniture", "Bees 1\nRain 2")


def test_notes_stand_at_the_end_and_deletions_and_comments_nowhere(document: Document) -> None:
    add(
        document,
        """<text:tracked-changes><text:changed-region><text:deletion><text:p>Wasps fly.</text:p></text:deletion>
        </text:changed-region></text:tracked-changes>""",
    )
    paragraph = Paragraph("Bees fly. They do.")
    paragraph.insert_note(after="fly", note_id="n1", citation="1", body="See Kent.")
    paragraph.insert_annotation(after="They", body="Who says so?", creator="Ann")
    document.body.append(paragraph)
    document.body.append(Paragraph("Yes."))

    assert shown(document) == [("paragraph", "Bees fly. They do."), ("paragraph", "Yes."), ("paragraph", "See Kent.")]


def test_a_text_box_follows_its_paragraph(document: Document) -> None:
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    add(document, f"<text:p>Bees {box}fly.</text:p>")

    assert shown(document) == [("paragraph", "Bees fly."), ("paragraph", "In a box.")]


BOLD = (
    """<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"""
)


def test_bold_lines_are_headings_where_there_are_no_others(document: Document) -> None:
    add_style(document, BOLD)
    add(document, '<text:p><text:span text:style-name="B">In rain</text:span></text:p>', "<text:p>They stay.</text:p>")
    add(document, '<text:p>They <text:span text:style-name="B">stay</text:span></text:p>')

    assert [kind for kind, _ in shown(document)] == ["heading", "paragraph", "paragraph"]

    document.body.append(Header(1, "Bees"))
    assert [kind for kind, _ in shown(document)] == ["paragraph", "paragraph", "paragraph", "heading"]


def test_a_heading_that_asks_and_what_follows_are_an_exchange(document: Document) -> None:
    for piece in (Header(1, "Bees"), Header(2, "Do bees fly?"), Paragraph("Yes."), Header(1, "Rain")):
        document.body.append(piece)

    assert top(read(document))[1:] == ["heading", "exchange", "heading"]


def test_what_the_file_states_of_itself_is_its_front(document: Document) -> None:
    document.meta.title, document.meta.initial_creator = "On bees", "Ann Bee"
    document.body.append(Paragraph("Bees fly."))

    content = read(document)

    assert content.metadata == {"title": "On bees", "author": "Ann Bee", "date": "2024-03-01"}
    assert content.text == "Title: On bees\nAuthor: Ann Bee\nDate: 2024-03-01\n\nBees fly.\n\n"


def test_what_is_encrypted_or_no_text_says_so(document: Document) -> None:
    secret = changed(saved(document), "META-INF/manifest.xml", lambda xml: xml.replace(b">", b"><encryption-data/>", 1))
    with pytest.raises(Unreadable, match=r"is encrypted\. Save a copy without a password"):
        load(secret)

    file = BytesIO()
    Document("spreadsheet").save(file)
    with pytest.raises(Unreadable, match=r"is no OpenDocument text\. Open it"):
        load(file.getvalue())


def test_lists_that_nest_without_end_are_read_or_refused(document: Document) -> None:
    deep = "<text:p>deep</text:p>"
    for _ in range(50):
        deep = f"<text:list>{item(deep)}</text:list>"
    add(document, deep)
    assert "deep" in read(document).text

    body = b"<text:list><text:list-item>" * 1000 + b"</text:list-item></text:list>" * 1000 + b"</office:text>"
    with pytest.raises(Unreadable, match="is broken"):
        load(changed(saved(document), "content.xml", lambda xml: xml.replace(b"</office:text>", body)))


def sample() -> bytes:
    document = new()
    add_style(document, NUMBERS)
    add(document, numbered(item("a", numbered(item("b")))))
    document.body.append(Header(1, "Bees"))
    return saved(document)


SAMPLE = sample()


@settings(max_examples=60)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_read_or_refused(place: int, piece: bytes, inside: bool) -> None:
    with suppress(Unreadable):
        if inside:
            sound(load, changed(SAMPLE, "content.xml", lambda xml: xml[:-3000] + damaged(xml[-3000:], place, piece)))
        else:
            sound(load, damaged(SAMPLE, place, piece))


def test_a_long_text_is_fast(document: Document) -> None:
    document.body.append(Paragraph("Bees."))
    paragraph = b"<text:p>Bees fly, and so do all the others that live with <text:span>them</text:span>.</text:p>"
    body = paragraph * 8_000 + b"</office:text>"
    data = changed(saved(document), "content.xml", lambda xml: xml.replace(b"</office:text>", body))
    start = process_time()

    assert len(load(data).blocks) == 8_002
    assert process_time() - start < 5
