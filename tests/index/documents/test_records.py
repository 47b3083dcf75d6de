"""JSON becomes tables where its records are alike and short, else the fields of each record."""

import json
from contextlib import suppress
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Content, Unreadable, faults
from index.documents.records import load

STORY = "It rained all day and the bees stayed at home. " * 6


def read(data: str | bytes) -> Content:
    content = load(data if isinstance(data, bytes) else data.encode())
    assert not faults(content.text, content.blocks)
    return content


def read_lines(*records: Any) -> Content:
    return read("\n".join(json.dumps(record) for record in records))


def outline(content: Content) -> list[tuple[str, str]]:
    """Every block that holds text, and its text."""
    holders = {"heading", "paragraph", "cell", "term"}
    return [(b.kind, content.text[b.start : b.end]) for b in content.blocks if b.kind in holders]


def test_records_that_share_their_keys_are_a_table() -> None:
    content = read_lines({"name": "Ann", "age": 30}, {"name": "Ben", "age": 25})

    assert content.text.strip() == "name | age\nAnn | 30\nBen | 25"
    assert [b.kind for b in content.blocks if b.parent == 0] == ["head", "row", "row"]


def test_a_file_of_one_list_is_read_like_lines() -> None:
    records = [{"name": "Ann", "age": 30}, {"name": "Ben", "age": 25}]

    assert read(json.dumps(records, indent=2)) == read_lines(*records)


def test_a_key_that_is_missing_or_null_is_an_empty_cell() -> None:
    content = read_lines({"name": "Ann", "age": 3, "at": None}, {"name": "Ben", "at": "sea"})

    assert [(b.level, content.text[b.start : b.end]) for b in content.blocks if b.kind == "cell"][3:] == [
        (0, "Ann"),
        (1, "3"),
        (0, "Ben"),
        (2, "sea"),
    ]


def test_nested_values_have_dotted_keys_and_lists_are_joined() -> None:
    content = read(json.dumps({"author": {"name": "Ann"}, "tags": ["bees", "kent"], "open": True, "none": None}))

    assert outline(content) == [
        ("term", "author.name"),
        ("paragraph", "Ann"),
        ("term", "tags"),
        ("paragraph", "bees, kent"),
        ("term", "open"),
        ("paragraph", "true"),
    ]


def test_numbers_stand_as_they_are_written() -> None:
    assert "1.50" in read('{"price": 1.50, "big": 1e400}').text
    assert "9" * 5000 in read('{"price": ' + "9" * 5000 + "}").text


def test_records_that_differ_or_are_long_have_headings_and_fields() -> None:
    content = read_lines(
        {"id": 1, "title": "Bees in rain", "text": STORY + "\n\nThe end."}, {"id": 2, "title": "Kent 2"}
    )

    assert outline(content) == [
        ("heading", "Bees in rain"),
        ("term", "id"),
        ("paragraph", "1"),
        ("term", "title"),
        ("paragraph", "Bees in rain"),
        ("paragraph", STORY.strip()),
        ("paragraph", "The end."),
        ("heading", "Kent 2"),
        ("term", "id"),
        ("paragraph", "2"),
        ("term", "title"),
        ("paragraph", "Kent 2"),
    ]


def test_several_long_values_stand_under_their_keys() -> None:
    content = read_lines({"question": STORY, "answer": STORY}, {"question": "Why?", "answer": STORY})

    assert [text for kind, text in outline(content) if kind == "heading"] == [
        "Record 1",
        "question",
        "answer",
        "Record 2",
        "question",
        "answer",
    ]


def test_the_lists_of_an_object_are_tables_under_their_keys() -> None:
    content = read(json.dumps({"made": "in May", "bees": [{"name": "Ann", "age": 1}, {"name": "Ben", "age": 2}]}))

    assert content.text.strip() == "made: in May\n\nbees\n\nname | age\nAnn | 1\nBen | 2"


def test_rows_of_values_are_a_table() -> None:
    content = read('[["name", "age"], ["Ann", 30]]')

    assert [b.kind for b in content.blocks if b.parent == 0] == ["head", "row"]


def test_texts_are_paragraphs() -> None:
    assert outline(read('["It rained.", "Bees fly."]')) == [("paragraph", "It rained."), ("paragraph", "Bees fly.")]


def test_a_broken_line_among_many_is_left_out() -> None:
    lines = ['{"name": "Ann", "age": 1}'] * 30

    assert read("\n".join([*lines, '{"name": "Be', *lines])) == read("\n".join(lines * 2))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('{"a": 1}\n{"a": 2\n', r"line 2 is no JSON \(Expecting ',' delimiter\)\. Mend the file"),
        ("once upon\na time\n", r"line 1 is no JSON \(Expecting value\), nor are 1 more\."),
        ('{"a": 1', r"^is no JSON \(Expecting ',' delimiter\)"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_json_says_where(data: str | bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(data)


def test_what_is_nested_deep_is_kept() -> None:
    content = read('{"a":' * 500 + '"deep"' + "}" * 500)

    assert outline(content)[-1] == ("paragraph", "deep")


def test_half_of_a_character_can_be_stored() -> None:
    assert read('["a \\ud83d b"]').text.encode()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.just(STORY),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(values, min_size=1, max_size=4), st.sampled_from(["list", "lines"]))
def test_any_values_give_sound_blocks_that_hold_every_word(records: list[Any], way: str) -> None:
    content = read(json.dumps(records)) if way == "list" else read_lines(*records)

    for text in [record for record in records if isinstance(record, str)]:
        assert "".join(text.split()) in "".join(content.text.split())


@given(st.binary(max_size=30) | st.text(st.sampled_from('{}[]",:1a \n'), max_size=30).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        read(data)


def test_megabytes_are_fast() -> None:
    alike = "\n".join(json.dumps({"id": n, "name": f"bee {n}", "at": {"x": n, "y": n}}) for n in range(10_000))
    unlike = "\n".join(json.dumps({f"k{n % 7}": n, "text": STORY}) for n in range(2_000))
    nested = '{"a":' * 400 + "[" + ",".join(['{"b":1}'] * 20_000) + "]" + "}" * 400
    start = process_time()

    for data in (alike, unlike, nested):
        assert load(data.encode()).text

    assert process_time() - start < 10
