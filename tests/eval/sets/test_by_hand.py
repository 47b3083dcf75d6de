"""A mistake in a hand-written mutation is refused at load, with the file, the line and what is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.sets.samples import FactEdit, QuestionSetError, load_samples
from index.documents.document import Document

EDIT = {"find": "Anna Bell", "replace": "Ann Lowe", "accepted": ["Ann Lowe"], "forbidden": ["Anna Bell"]}


@pytest.fixture
def load(tmp_path: Path, document: Document, line: Callable[..., str]) -> Callable[..., Any]:
    """The samples of a set of one line with these fields."""

    def load(**fields: Any) -> Any:
        (tmp_path / "small-dev.jsonl").write_text(line(**fields), encoding="utf-8")
        return load_samples(tmp_path, {document.id: document})

    return load


def test_what_is_written_by_hand_is_read(load: Callable[..., Any]) -> None:
    [sample] = load(paraphrases=["By whom was it signed?"], edits=[EDIT], answered_elsewhere=True)

    assert sample.paraphrases == ("By whom was it signed?",)
    assert sample.edits == (FactEdit.model_validate(EDIT),)
    assert sample.answered_elsewhere


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"paraphrases": [" "]}, "an empty text in paraphrases"),
        ({"paraphrases": ["who signed  the treaty?"]}, "is the question itself, or was given before"),
        ({"paraphrases": ["By whom?", "by whom?"]}, 'the paraphrase "by whom." is the question itself, or was given'),
        ({"paraphrases": "By whom?"}, '"paraphrases" is "By whom.": Input should be a valid list'),
        ({"edits": [{**EDIT, "colour": "red"}]}, 'unknown field "edits.0.colour"'),
        ({"answered_elsewhere": "no"}, '"answered_elsewhere" is "no": Input should be a valid boolean'),
        (
            {"answerable": False, "accepted": [], "evidence": [], "edits": [EDIT]},
            "not answerable, but edits or answered_elsewhere is given",
        ),
    ],
)
def test_a_mistake_in_a_field_is_named(load: Callable[..., Any], fields: dict[str, Any], message: str) -> None:
    with pytest.raises(QuestionSetError, match=r"small-dev\.jsonl:1: .*" + message):
        load(**fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"find": " "}, "must all hold words"),
        ({"accepted": []}, "must all hold words"),
        ({"find": "Sergei Ivanov"}, '"Sergei Ivanov" stands in no gold quote of this question'),
        ({"find": "Ann"}, '"Ann" stands in no gold quote'),
        ({"accepted": ["Orlov"]}, 'none of accepted stands in the edited quote: "Ann Lowe signed the treaty"'),
        ({"forbidden": ["Bell"]}, '"Bell" is forbidden, but still stands in the documents after the edit'),
        (
            {"replace": "Ann Lowe (201st)", "accepted": ["201st"]},
            '"201st" is accepted, but stands in the documents or in the question before the edit',
        ),
        (
            {"find": "treaty", "replace": "pact", "accepted": ["pact"], "forbidden": ["treaty"]},
            '"treaty" stands in the question: it would ask for what is no longer there',
        ),
    ],
)
def test_an_edit_that_would_measure_nothing_is_named(
    load: Callable[..., Any], fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(QuestionSetError, match=r'small-dev\.jsonl:1: the edit "[^"]*" → "[^"]*": .*' + message):
        load(edits=[{**EDIT, **fields}])
