"""Markdown: its text as it stands, and what is a heading, list, table, question… at the exact place."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import LEAVES, SILENT, Content, faults
from index.documents.markdown.markdown import load
from index.documents.reading import read_document
from own_time import own_time
from settings import ROOT


def read(text: str) -> Content:
    """The content of a Markdown text that keeps the laws of blocks."""
    content = load(text.encode())
    assert content.text == text
    assert faults(content.text, content.blocks) == []
    return content


def sketch(text: str) -> str:
    """The blocks of a Markdown text, a line each, indented as they lie in each other; leaves with their words.

    What is silent within a leaf is left out, and so is the marker of an item.
    """
    content = read(dedent(text).strip() + "\n")
    depths = {-1: -1}
    lines = []
    for place, block in enumerate(content.blocks):
        depths[place] = depths[block.parent] + 1
        if block.kind in SILENT and block.parent >= 0:
            continue
        level = f" {block.level}" if block.level else ""
        words = f": {words_of(content, place)}" if block.kind in LEAVES else ""
        lines.append("  " * depths[place] + block.kind + level + words)
    return "\n".join(lines)


def words_of(content: Content, place: int) -> str:
    start, end = content.blocks[place].start, content.blocks[place].end
    silent = {i for b in content.blocks if b.parent == place for i in range(b.start, b.end)}
    return " ".join("".join(content.text[i] for i in range(start, end) if i not in silent).split())


def expected(text: str) -> str:
    return dedent(text).strip()


def test_headings_have_levels_and_words_however_they_are_marked() -> None:
    text = """
        # Kettles

        Ours are **blue**.

        ## Price of `K2` ## {#price}

        Size and
        weight
        ------
    """
    assert sketch(text) == expected("""
        heading 1: Kettles
        paragraph: Ours are blue.
        heading 2: Price of K2
        heading 2: Size and weight
    """)


def test_front_matter_is_what_the_text_states_of_itself() -> None:
    content = read(
        "---\ntitle: \"Bees: a life\"  # sic\nAuthor: [Ann Bee, 'B. Cee']\ntags:\n  - wax\n  - honey\n---\n\nBuzz.\n"
    )

    assert content.metadata == {"title": "Bees: a life", "author": "Ann Bee, B. Cee", "tags": "wax, honey"}
    assert [block.kind for block in content.blocks] == ["front", "paragraph"]
    assert content.text[: content.blocks[0].end].endswith("honey\n---")


def test_a_header_line_of_fields_is_too() -> None:
    content = read("Publication: The Hive Volume: 2\n\n# Bees\n\nThey fly.\n")

    assert content.metadata == {"publication": "The Hive", "volume": "2"}
    assert [block.kind for block in content.blocks if block.parent < 0] == ["front", "heading", "paragraph"]


def test_words_between_two_rules_are_no_front_matter() -> None:
    assert (
        sketch("---\n\nNote: this is a draft.\n\n---\n\nBuzz.") == "paragraph: Note: this is a draft.\nparagraph: Buzz."
    )
    assert sketch("---\nThis is a draft.\n\n---\n\nBuzz.") == "paragraph: This is a draft.\nparagraph: Buzz."


def test_lists_lie_in_the_items_of_others() -> None:
    text = """
        Bring:

        1. Tools:
           - [x] a *saw*
           - [ ] nails

           They are in the shed.
        2. Food
    """
    assert sketch(text) == expected("""
        paragraph: Bring:
        list 1
          item
            paragraph: Tools:
            list
              item
                paragraph: a saw
              item
                paragraph: nails
            paragraph: They are in the shed.
          item
            paragraph: Food
    """)


def test_the_marker_of_an_item_stands_in_it_but_not_in_its_paragraph() -> None:
    content = read("1. [x] Saw it.\n")
    found = {block.kind: content.text[block.start : block.end] for block in content.blocks}

    assert found == {"list": "1. [x] Saw it.", "item": "1. [x] Saw it.", "markup": "1. [x]", "paragraph": "Saw it."}


def test_lettered_paragraphs_of_a_contract_are_lists() -> None:
    text = """
        3. **Licence.** You grant a licence:

           (a) if you agree; or

           (b) where the work
               was made:

               (i) at night, or
               (ii) at sea.

        4. **Term.** It ends.
    """
    assert sketch(text) == expected("""
        list 1
          item
            paragraph: Licence. You grant a licence:
            list 1
              item
                paragraph: if you agree; or
              item
                paragraph: where the work was made:
                list 1
                  item
                    paragraph: at night, or
                  item
                    paragraph: at sea.
          item
            paragraph: Term. It ends.
    """)


def test_letters_in_brackets_that_do_not_count_on_are_words() -> None:
    assert sketch("(a) One.\n\nTwo.") == "paragraph: (a) One.\nparagraph: Two."
    assert sketch("It takes (a) one and\n(b) two.") == "paragraph: It takes (a) one and (b) two."


def test_notes_below_a_table_are_a_list() -> None:
    assert sketch("¹ both sides\n² by Ms Bee,\nFridays") == expected("""
        list 1
          item
            paragraph: both sides
          item
            paragraph: by Ms Bee, Fridays
    """)


def test_a_table_has_cells_by_column() -> None:
    text = """
        Table 1: Prices.

        |      | Adults | A \\| B |
        |------|:------:|-------:|
        | Hall | **12** |        |
        |      |        | 6      |
    """
    assert sketch(text) == expected("""
        paragraph: Table 1: Prices.
        table
          head
            cell 1: Adults
            cell 2: A | B
          row
            cell: Hall
            cell 1: 12
          row
            cell 2: 6
    """)


def test_a_cell_is_its_words_without_pipes_and_a_row_is_the_line() -> None:
    content = read("a | b\n--|--\n c |d\n")
    found = [(block.kind, content.text[block.start : block.end]) for block in content.blocks[1:]]

    assert found == [("head", "a | b"), ("cell", "a"), ("cell", "b"), ("row", "c |d"), ("cell", "c"), ("cell", "d")]


def test_definitions_are_lists_of_terms_or_terms_in_bold() -> None:
    text = """
        Point
        :   One *hundredth*.
        :   A dot.

        **API** — what programs speak.

        **GUI**: what people see.

        - **Term:** six years
          - or seven
        - plain
        - `--dry` – no sound
    """
    assert sketch(text) == expected("""
        definition
          term: Point
          paragraph: One hundredth.
          paragraph: A dot.
        definition
          term: API
          paragraph: what programs speak.
        definition
          term: GUI
          paragraph: what people see.
        list
          item
            definition
              term: Term
              paragraph: six years
              list
                item
                  paragraph: or seven
          item
            paragraph: plain
          item
            definition
              term: --dry
              paragraph: no sound
    """)


def test_one_paragraph_that_begins_in_bold_is_no_glossary() -> None:
    assert sketch("**Breaking:** the file moved.") == "paragraph: Breaking: the file moved."


def test_links_keep_their_words_and_their_definitions_say_nothing() -> None:
    text = """
        See [22.x][], [the *list*][l], [l], [none] and ![a map](m.png "Map") at <https://a.b/c>.

        [22.x]: https://example.org/22
        [l]:
          https://example.org/list "List"
    """
    assert sketch(text) == expected("""
        paragraph: See 22.x, the list, l, [none] and a map at https://a.b/c.
        link: [22.x]: https://example.org/22
        link: [l]: https://example.org/list "List"
    """)


def test_code_is_fenced_or_indented() -> None:
    assert sketch("Run:\n\n```sh\nmake *all*\n```\n\nor\n\n    make some") == expected("""
        paragraph: Run:
        code: make *all*
        paragraph: or
        code: make some
    """)


def test_a_quotation_may_name_its_author() -> None:
    text = """
        > The moon is
        > *cold*.
        >
        > Very.
        > — Ann Bee
    """
    assert sketch(text) == expected("""
        quotation
          paragraph: The moon is cold.
          paragraph: Very.
          author: Ann Bee
    """)


def test_html_is_markup_around_words_and_comments_are_furniture() -> None:
    text = """
        <!-- to do -->

        <h1 align="center"><img src="a.png"> Kettles</h1>

        <p>Blue.</p><p>Or <b>red</b>.</p>

        Press <kbd>K</kbd><!-- sic --> in <your house>.
    """
    assert sketch(text) == expected("""
        furniture: <!-- to do -->
        markup: <h1 align="center">
        heading 1: Kettles
        markup: </h1>
        markup: <p>
        paragraph: Blue.
        markup: </p>
        markup: <p>
        paragraph: Or red.
        markup: </p>
        paragraph: Press K in <your house>.
    """)


def test_a_list_of_links_into_the_page_is_furniture() -> None:
    text = "- [One](#one)\n  - [Two `b`](#two-(b))\n- [Three](#three)\n\n* [One](#one)\n* [Elsewhere](b.md)"

    assert sketch(text).splitlines()[:2] == ["furniture: - [One](#one) - [Two `b`](#two-(b)) - [Three](#three)", "list"]


def test_a_heading_that_asks_is_the_question_of_what_follows() -> None:
    text = """
        # Pump

        ## Can it run [dry](d.md)?

        No. Fill:

        - water

        ## Where?

        ### At home

        There.

        ## Why?
    """
    assert sketch(text) == expected("""
        heading 1: Pump
        exchange
          question: Can it run dry?
          paragraph: No. Fill:
          list
            item
              paragraph: water
        heading 2: Where?
        heading 3: At home
        paragraph: There.
        heading 2: Why?
    """)


def test_an_answer_ends_at_a_rule_and_before_notes_and_links() -> None:
    text = """
        ## Why?

        Because.[^1] See [a].

        [^1]: Bee 1999.

        ## How?

        So.

        ---

        Last touched in May.

        [a]: b
    """
    assert sketch(text) == expected("""
        exchange
          question: Why?
          paragraph: Because. See a.
        markup: [^1]:
        paragraph: Bee 1999.
        exchange
          question: How?
          paragraph: So.
        paragraph: Last touched in May.
        link: [a]: b
    """)


def test_a_paragraph_in_bold_is_a_heading_of_the_level_below() -> None:
    text = """
        # Hall

        **Opening hours**

        Nine to five.

        **Prices**
        Free.

        **Do not run.**

        **The end**
    """
    assert sketch(text) == expected("""
        heading 1: Hall
        heading 2: Opening hours
        paragraph: Nine to five.
        heading 2: Prices
        paragraph: Free.
        paragraph: Do not run.
        paragraph: The end
    """)


def test_questions_in_bold_have_answers_below_or_behind_them() -> None:
    text = """
        **May I?**

        Yes.

        **Shall I?** No.

        - **Must I?** Never.

          Not even then.
        - **Can I?**
    """
    assert sketch(text) == expected("""
        exchange
          question: May I?
          paragraph: Yes.
        exchange
          question: Shall I?
          paragraph: No.
        list
          item
            exchange
              question: Must I?
              paragraph: Never.
              paragraph: Not even then.
          item
            paragraph: Can I?
    """)


def test_a_summary_that_asks_is_a_question() -> None:
    text = "# FAQ\n\n<details>\n<summary>May I?</summary>\n\nYes.\n\n</details>\n\nThe end."

    assert "exchange\n  question: May I?\n  paragraph: Yes.\nmarkup: </details>\nparagraph: The end." in sketch(text)


def test_letters_mark_questions_and_answers() -> None:
    text = """
        Q: May I?
        A: Yes.
        Q: Now?
        A: Now.

        **Q: Shall I?**

        **A:** No, but
        do:

        - this
        - that

        So much for that.
    """
    assert sketch(text) == expected("""
        exchange
          question: May I?
          paragraph: Yes.
        exchange
          question: Now?
          paragraph: Now.
        exchange
          question: Shall I?
          paragraph: No, but do:
          list
            item
              paragraph: this
            item
              paragraph: that
        paragraph: So much for that.
    """)


def test_what_speakers_say_are_turns() -> None:
    text = """
        **Ben:** Is it *open*?

        **Dr Ann Bee** (10:02): No.

        It closed.

        Ben: Oh.
        I see.
        Ann: Yes.
    """
    assert sketch(text) == expected("""
        turn
          speaker: Ben
          paragraph: Is it open?
        turn
          speaker: Dr Ann Bee
          paragraph: No.
          paragraph: It closed.
        turn
          speaker: Ben
          paragraph: Oh. I see.
        turn
          speaker: Ann
          paragraph: Yes.
    """)


def test_fields_are_no_talk() -> None:
    assert sketch("Place: the hall\nTime: nine") == "paragraph: Place: the hall Time: nine"
    assert sketch("Tip: go.\n\nRefs:\n\n1. Bee\n\nTip: stay.").startswith("paragraph: Tip: go.\nparagraph: Refs:\nlist")
    assert sketch("**Present:** Ann\n\n**Excused:** Ben").splitlines()[:2] == ["definition", "  term: Present"]


def test_a_quotation_s_marks_are_no_words_of_a_wrapped_paragraph() -> None:
    content = read("- > one\n  > two\nthree\n")
    paragraph = next(place for place, block in enumerate(content.blocks) if block.kind == "paragraph")

    assert content.text[slice(*content.blocks[paragraph][1:3])] == "one\n  > two\nthree"
    assert words_of(content, paragraph) == "one two three"


@pytest.mark.parametrize("path", sorted((ROOT / "eval/corpora/forms/dev").glob("*.md")), ids=lambda path: path.stem)
def test_documents_that_people_write_keep_the_laws(path: Path) -> None:
    assert read(path.read_text()).blocks


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx"])
def test_the_title_is_the_words_of_the_first_heading(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("On **Bees** and [wax](w.md)\n===\n\nThey fly.\n")

    assert read_document(tmp_path / name, tmp_path).title == "On Bees and wax"


def test_line_ends_of_every_system_become_one() -> None:
    assert load(b"\xef\xbb\xbf# a\r\n\r\nb\rc").text == "# a\n\nb\nc"


PIECES = [
    *"# |## |- |* |1. |2) |> |>|    |\t|---|===|```|~~~|`|**|*|_|__|~~|[|]|(|)|](|](u)|[^1]|[^1]: |[a]: |[a][]".split(
        "|"
    ),
    *"<b>|</b>|<|<!--|-->|<div>|<h1>|<summary>|<pre>|<script>|</script>|<http://a.b>|{/*|*/}|:::note|{#id}".split("|"),
    *"Q: |A: |**Q: |?|**x?** |**Ben:** |Ben: |Ann: |(a) |(b) |(i) |(ii) |¹ |² |: |~ |— |-- Ann|**t** — |**t**: ".split(
        "|"
    ),
    *"[x] |Title: |title: x|+++|...|import x from 'y'| |a|words |é|日本|\\".split("|"),
    *["|", "|-|-|\n", "[[a|b]]", "\n", "\n", "\n\n", "\n\n"],
    *["\0", "\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\u2028", "\ufffd", "😀"],
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_keeps_the_laws(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "```\n" + "# no heading\n" * 5000,
        ">" * 1000 + " deep\n" * 100,
        "- " * 1000 + "deep",
        "".join("  " * depth + "- a\n" for depth in range(1000)),
        "word " * 1_000_000,
        "*a [b](c " * 20_000,
        "[" * 20_000 + "a" + "]" * 20_000,
        "<a b='" * 20_000,
        "`` ` " * 20_000,
        "| a " * 5000 + "\n" + "|--" * 5000 + "\n| b",
        "Q: a?\nA: b\n" * 2000,
        "**a?** b\n\n" * 2000,
        "(a) b\n\n" * 2000,
        "[a]: b\n" * 5000,
        "> " * 5000 + "<pre>\n" + ">\n" * 5000,
        "- a\n" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_text_that_nobody_wrote_is_read_in_time(text: str) -> None:
    with own_time() as watch:
        content = load(text.encode())

    assert watch.seconds < 10
    assert content.text == text
    assert faults(text, content.blocks) == []
