"""Conditions say which documents are meant."""

import pytest

from index.errors import CorpusError
from index.manifest import Entry
from index.where import selected


def entry(title: str) -> Entry:
    return Entry("v", title, "", {}, 1, 1)


DOCUMENTS = {
    "contracts/2023/lease.pdf": entry("Lease of the mill"),
    "contracts/2024/Lease.docx": entry("Lease of the barn"),
    "letters/barn.txt": entry("A letter on the barn"),
    "readme.md": entry("Read me"),
}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["folder=contracts"], {"contracts/2023/lease.pdf", "contracts/2024/Lease.docx"}),
        (["folder=contracts/2024/"], {"contracts/2024/Lease.docx"}),
        (["name=LEASE.*"], {"contracts/2023/lease.pdf", "contracts/2024/Lease.docx"}),
        (["title=*barn"], {"contracts/2024/Lease.docx", "letters/barn.txt"}),
        (["kind=pdf", "kind=.md"], {"contracts/2023/lease.pdf", "readme.md"}),
        (["folder=contracts", "title=*barn*"], {"contracts/2024/Lease.docx"}),
    ],
)
def test_all_keys_must_hold_and_of_one_key_any_value(conditions: list[str], expected: set[str]) -> None:
    assert selected(DOCUMENTS, conditions) == expected


@pytest.mark.parametrize("condition", ["folder", "folder=", "size=3", "=x"])
def test_what_is_no_condition_is_named_beside_those_there_are(condition: str) -> None:
    with pytest.raises(CorpusError, match="folder=…, name=…") as error:
        selected(DOCUMENTS, [condition])
    assert repr(condition) in str(error.value)


def test_where_nothing_is_meant_the_folders_that_there_are_are_named() -> None:
    with pytest.raises(CorpusError, match=r"None of the 4 documents .* contracts, contracts/2023, contracts/2024"):
        selected(DOCUMENTS, ["folder=contract"])
