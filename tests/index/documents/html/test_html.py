"""A web page becomes text and blocks, as a browser would show it."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Content, Unreadable, faults
from index.documents.html.html import load
from shapes import shape


def read(page: str) -> Content:
    return load(page.encode())


def blocks(page: str) -> str:
    return shape(read(page))


def lines(expected: str) -> str:
    return dedent(expected).strip("\n")


def test_headings_and_paragraphs_stand_below_each_other() -> None:
    content = read("<h1>Kettles</h1>\n<p>Ours are <b>blue</b>\n and&nbsp;round.<p>They\u200b whistle.<hr>The end.")

    assert content.text == "Kettles\n\nOurs are blue and round.\n\nThey whistle.\n\nThe end."
    assert shape(content) == lines("""
        heading 1: Kettles
        paragraph: Ours are blue and round.
        paragraph: They whistle.
        paragraph: The end.""")


def test_a_break_is_a_new_line_and_two_are_a_new_paragraph() -> None:
    content = read("<p>Mill Lane 3<br>Tarn<br>\n<br>Ring twice.</p>")

    assert content.text == "Mill Lane 3\nTarn\n\nRing twice."
    assert [block.kind for block in content.blocks] == ["paragraph", "paragraph"]


def test_lists_lie_within_items() -> None:
    page = "<p>Bring:<ul><li>Cups<li>Pots:<ul><li>one for tea<li>one for <i>milk</i></ul><li><p>Spoons.<p>Six.</ul>"

    content = read(page)

    assert content.text == "Bring:\n\n- Cups\n- Pots:\n  - one for tea\n  - one for milk\n- Spoons.\n  Six."
    assert shape(content) == lines("""
        paragraph: Bring:
        list
          item
            paragraph: Cups
          item
            paragraph: Pots:
            list
              item
                paragraph: one for tea
              item
                paragraph: one for milk
          item
            paragraph: Spoons.
            paragraph: Six.""")


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("<ol>", "1. 2. 3."),
        ("<ol start=9>", "9. 10. 11."),
        ("<ol reversed>", "3. 2. 1."),
        ('<ol type="a" start=26>', "z. aa. ab."),
        ('<ol type="I" start=3>', "III. IV. V."),
        ("<ol start=many>", "1. 2. 3."),
    ],
)
def test_numbered_items_have_the_numbers_that_a_browser_shows(opening: str, numbers: str) -> None:
    content = read(f"{opening}<li>Boil<li>Pour<li>Wait</ol>")

    first, second, third = numbers.split()
    assert content.text == f"{first} Boil\n{second} Pour\n{third} Wait"
    assert content.blocks[0].level == 1
    assert shape(content).count("markup: ") == 3


def test_an_item_may_have_a_number_of_its_own() -> None:
    assert read("<ol><li>Boil<li value=7>Pour<li>Wait</ol>").text == "1. Boil\n7. Pour\n8. Wait"


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li>Cups</li><ul><li>blue</li></ul></ul>",  # a list in a list, and in no item
        "<ul><li>Cups<ul><li>blue</ul></ul>",
    ],
)
def test_a_list_within_a_list_belongs_to_the_item_before(page: str) -> None:
    assert read(page).text == "- Cups\n  - blue"


def test_words_in_a_list_and_in_no_item_belong_to_the_one_before() -> None:
    assert read("<ul>Take:<li>Cups</li>and saucers<li>Pots</ul>").text == "- Take:\n- Cups\n  and saucers\n- Pots"


def test_items_without_a_list_are_one() -> None:
    assert blocks("<li>Cups</li>\n<li>Pots</li>").splitlines()[0] == "list"
    assert read("<li>Cups</li>\n<li>Pots</li>").text == "- Cups\n- Pots"


def test_a_table_has_rows_and_each_cell_its_column() -> None:
    page = """
        <table><caption>Prices</caption>
        <thead><tr><th>Kettle<th>Litres<th>Euros</thead>
        <tr><th>Blue<td><td>19.90
        <tr><th rowspan=2>Red<td>1<td>24.90 <p>with lid
        <tr><td>2<td>29.90
        <tr><td colspan=2>Delivery<td><ul><li>by post: 5<li>by hand: 0</ul></table>"""

    content = read(page)

    assert content.text == "\n".join(
        (
            "Prices",
            "Kettle | Litres | Euros",
            "Blue |  | 19.90",
            "Red | 1 | 24.90 with lid",
            " | 2 | 29.90",
            "Delivery | by post: 5; by hand: 0",
        )
    )
    assert shape(content) == lines("""
        table
          caption: Prices
          head
            cell: Kettle
            cell 1: Litres
            cell 2: Euros
          row
            cell: Blue
            cell 2: 19.90
          row
            cell: Red
            cell 1: 1
            cell 2: 24.90 with lid
          row
            cell 1: 2
            cell 2: 29.90
          row
            cell: Delivery
            cell 2: by post: 5; by hand: 0""")


def test_names_that_spread_over_columns_have_more_names_below() -> None:
    page = """<table><tr><th rowspan=2>Town<th colspan=2>2023<tr><th>May<th>June
        <tr><th>Tarn<th>4<th>5<tr><td>Elm<td>6<td>7</table>"""

    assert blocks(page).splitlines()[:7] == [
        "table",
        "  head",
        "    cell: Town",
        "    cell 1: 2023",
        "  head",
        "    cell 1: May",
        "    cell 2: June",
    ]
    assert blocks(page).count("head") == 2


def test_a_first_row_in_bold_names_the_columns() -> None:
    assert "  head\n" in blocks("<table><tr><td><b>Kettle</b><td><b>Euros</b><tr><td>Blue<td>19.90</table>")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>Ours are blue.<tr><td>They whistle.</table>",
        "<table role=presentation><tr><td>Ours are blue.<td>They whistle.</table>",
        "<table><tr><td><table><tr><td>Ours are blue.</table><td>They whistle.</table>",
        "<table><tr><td><h2>Ours are blue.</h2><td>They whistle.<tr><td><td></table>",
    ],
)
def test_a_table_that_only_arranges_the_page_is_none(page: str) -> None:
    content = read(page)

    assert content.text == "Ours are blue.\n\nThey whistle."
    assert {block.kind for block in content.blocks} <= {"paragraph", "heading"}


def test_code_stands_as_it_is() -> None:
    content = read("<p>Run:<pre><code>for cup in cups:\n    <span>fill</span>(cup)\n</code></pre>")

    assert content.text == "Run:\n\nfor cup in cups:\n    fill(cup)"
    assert shape(content) == "paragraph: Run:\ncode: for cup in cups: fill(cup)"


def test_prose_that_is_set_as_typed_is_paragraphs() -> None:
    page = "<pre>The kettles of Tarn are blue, and\nhave been for long.\n\n" + "They whistle. " * 15 + "</pre>"

    assert blocks(page).startswith("paragraph: The kettles of Tarn are blue, and have been for long.\nparagraph: They")


@pytest.mark.parametrize(
    "page",
    [
        "<blockquote><p>They whistle.</p><footer>— Ann Lee</footer></blockquote>",
        "<blockquote><p>They whistle.</p><p>— <cite>Ann Lee</cite></p></blockquote>",
        "<blockquote>They whistle. <cite>Ann Lee</cite></blockquote>",
        "<figure><blockquote>They whistle.</blockquote><figcaption>—Ann Lee</figcaption></figure>",
    ],
)
def test_a_quotation_has_an_author(page: str) -> None:
    assert blocks(page) == "quotation\n  paragraph: They whistle.\n  author: Ann Lee"


def test_a_work_that_a_quotation_speaks_of_is_not_its_author() -> None:
    assert "author" not in blocks("<blockquote><p>In <cite>Kettles</cite> they whistle.</p></blockquote>")


def test_terms_are_defined() -> None:
    page = "<dl><dt>Lid<dd>What closes it.<dd>It is red.<dt>Spout<dt>Nose<dd>What it pours from.</dl>"

    assert blocks(page) == lines("""
        definition
          term: Lid
          paragraph: What closes it.
          paragraph: It is red.
        definition
          term: Spout
          term: Nose
          paragraph: What it pours from.""")


@pytest.mark.parametrize(
    "page",
    [
        "<h2>Do they whistle?</h2><p>They do.</p>",
        "<div><h3>Do they whistle?</h3></div><div><p>They do.</p></div>",
        "<p><strong>Do they whistle?</strong></p><p>They do.</p>",
        "<p><b>Do they whistle?</b><br>They do.</p>",
        "<dl><dt>Do they whistle?</dt><dd>They do.</dd></dl>",
        "<details><summary>Do they whistle?</summary>They do.</details>",
        "<button>Do they whistle?</button><div>They do.</div>",
        "<div itemtype='//schema.org/Question'><span itemprop=name>Do they whistle?</span><p>They do.</p></div>",
        """<script type="application/ld+json">[{"@type": "Question", "name": "Do they whistle?"}]</script>
        <div>Do they whistle?</div><div>They do.</div>""",
    ],
)
def test_a_question_is_answered_below_it(page: str) -> None:
    assert blocks(page) == "exchange\n  question: Do they whistle?\n  paragraph: They do."


def test_each_question_has_its_own_answer() -> None:
    page = """<h1>Kettles?</h1><p>All about them.</p>
        <section><h2>Blue?</h2><p>Yes.</p><ul><li>Very.</ul></section><p>A word on red.</p>
        <h2>Red?</h2><h2>Why?</h2><h3>Price</h3><p>Low.</p>"""

    assert blocks(page) == lines("""
        heading 1: Kettles?
        paragraph: All about them.
        exchange
          question: Blue?
          paragraph: Yes.
          list
            item
              paragraph: Very.
        paragraph: A word on red.
        heading 2: Red?
        heading 2: Why?
        heading 3: Price
        paragraph: Low.""")


def test_what_unfolds_and_asks_nothing_stands_under_a_heading() -> None:
    assert blocks("<h2>Care</h2><details><summary>Lid</summary><p>Wipe it.</details>") == lines("""
        heading 2: Care
        heading 3: Lid
        paragraph: Wipe it.""")


def test_pointers_to_notes_are_no_words_of_the_text() -> None:
    page = """<p>They whistle<sup><a href="#n1">1</a></sup> at 10<sup>6</sup> Hz<sup>[2]</sup>, or
        <del>more</del> less<a href="#n3" role="doc-noteref">*</a>.</p><h2>Care <a href="#care">¶</a></h2>"""

    content = read(page)

    assert content.text == "They whistle1 at 10⁶ Hz[2], or more less*.\n\nCare"
    assert [content.text[b.start : b.end] for b in content.blocks if b.kind == "markup"] == ["1", "[2]", "more", "*"]


def test_a_list_of_contents_is_furniture_and_so_is_its_heading() -> None:
    page = """<h1>Kettles</h1><h2>Contents</h2>
        <ul><li><a href="#c">Care of the kettle</a><li><a href="#p">Price</a></ul>
        <h2 id=c>Care of the kettle</h2><p>Wipe it.</p>"""

    assert blocks(page) == lines("""
        heading 1: Kettles
        furniture: Contents
        furniture: Care of the kettle Price
        heading 2: Care of the kettle
        paragraph: Wipe it.""")


def test_what_a_page_asks_for_is_no_text_of_it() -> None:
    page = "<form><p>Ours are blue.</p><select><option>Red</select><input value=x><button>Buy</button></form>"

    assert read(page).text == "Ours are blue."


def test_a_page_that_holds_nothing_says_so() -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        read("<html><body><script>document.write('Kettles')</script></body></html>")


def test_what_follows_the_end_of_a_page_is_read() -> None:
    assert read("<html><body><p>One.</p></body></html><p>Two.</p>").text == "One.\n\nTwo."


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 1000 + "kettle" + "</div>" * 1000,
        "<blockquote>" * 1000 + "kettle",
        "<ul><li>" * 1000 + "kettle",
        "<table><tr><td>" * 500 + "kettle",
        "<b>" * 50_000 + "kettle",
        "<div><font>" * 20_000 + "kettle",
        "<p>kettle" + " kettle" * 200_000,
        "<table>" + ("<tr>" + "<td>kettle" * 20) * 500,
        "<h2>Why?</h2>" * 2_000 + "kettle",
        "<ul><li>kettle<sup><a href=#x>1</a></sup>" * 3_000,
        "<!--" * 100_000 + "--><p>kettle",
        "<" * 500_000 + "<p>kettle",
    ],
    ids=lambda page: page[:12],
)
@pytest.mark.timeout(60)  # on a machine with other things to do
def test_no_page_is_too_deep_or_too_large(page: str) -> None:
    content = read(page)

    assert "kettle" in content.text
    assert faults(content.text, content.blocks) == []


TAGS = (
    "p div ul ol li table tr td th thead caption blockquote cite footer dl dt dd details summary figure figcaption h1"
    " h2 h3 pre code b sup sub br hr q del a button nav main article aside header form script style noscript svg title"
).split()
ATTRIBUTES = (
    "",
    " hidden",
    " href='#x'",
    " href=y",
    " colspan=3 rowspan=2",
    " class=nav",
    " itemtype=x/Question",
    " itemprop=name",
    " value=7",
)
WORDS = (
    "Blue kettles whistle. ",
    "Why?",
    "—",
    "&nbsp;",
    "&#0;",
    "\u200b",
    "\x00",
    "[1]",
    "\u2028",
    "日本。",
    "\r\n",
    "<",
)
PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_the_tags_the_laws_hold(pieces: list[str]) -> None:
    try:
        content = load("".join(pieces).encode("utf-8", "replace"))
    except Unreadable:
        return
    assert faults(content.text, content.blocks) == []
    assert content.text.strip()


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        content = load(data)
    except Unreadable:
        return
    assert faults(content.text, content.blocks) == []
