"""A passage is found by what it stands under, too: its document's title, and the heading above it."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Document
from index.headings import LONGEST, above, headings
from index.passages import split

GUIDE = """# Kettles

Ours are blue.

## Warranty

It lasts two years.

### Abroad

It lasts one year.

## Price ##

Ten euros.

```
# no heading
```

Nine in May.
"""


def document(text: str, name: str = "guide.md", **metadata: str) -> Document:
    return Document(name, "t", text, name, metadata)


def context_of(words: str, given: Document) -> str:
    return above(headings(given), given.text.index(words))


def test_a_passage_stands_under_the_title_and_its_innermost_heading() -> None:
    guide = document(GUIDE)

    assert context_of("Ours", guide) == "Kettles"
    assert context_of("It lasts two", guide) == "Kettles\nWarranty"
    assert context_of("It lasts one", guide) == "Kettles\nAbroad"
    assert context_of("Ten euros", guide) == "Kettles\nPrice"


def test_a_passage_that_begins_with_a_heading_is_not_told_it_again() -> None:
    assert context_of("## Warranty", document(GUIDE)) == "Kettles"
    assert context_of("# Kettles", document(GUIDE)) == ""


def test_code_has_no_headings() -> None:
    assert context_of("Nine in May", document(GUIDE)) == "Kettles\nPrice"


def test_a_heading_may_have_its_line_below_and_stand_in_a_list() -> None:
    guide = document("Kettles\n=======\n\nOurs are blue.\n\n- ## Price\n\n  Ten euros.\n")

    assert context_of("Ours", guide) == "Kettles"
    assert context_of("Ten euros", guide) == "Kettles\nPrice"


def test_a_text_file_has_the_title_that_its_header_line_gives() -> None:
    article = document("Title: Bees\n\nThey fly.\n\n# of bees: nine.\n\nThey sting.", "a.txt", title="Bees")

    assert context_of("They sting", article) == "Bees"
    assert context_of("Title", article) == ""


def test_a_title_that_only_the_file_s_name_gives_is_none() -> None:
    assert headings(document("They fly.", "scan_0012.txt")) == []


def test_an_endless_heading_is_cut() -> None:
    assert len(context_of("They fly", document(f"# {'bee ' * 500}\n\nThey fly."))) <= LONGEST


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


@given(st.lists(st.sampled_from(["# A\n", "## B\n", "\n", "x y z. ", "```\n", "#\n"]), max_size=40).map("".join))
def test_what_a_passage_stands_under_never_changes_its_text(text: str) -> None:
    given = document(text)

    for passage in split(given, words, 6):
        assert text[passage.start : passage.end] == passage.text
        assert passage.in_context.endswith(passage.text)
        assert all(f" {line}\n" in text[: passage.start] for line in passage.context.splitlines())
