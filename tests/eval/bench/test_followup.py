"""bench followup on a conversation of two turns, asked of the real assistant."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.bench.beir import BeirQuery
from eval.bench.followup import WAYS_OF_ASKING, rows
from eval.bench.mtrag import read_domain, turns_of

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]
Pair = tuple[float, float]


def test_each_way_of_asking_has_its_row(mtrag: Path, figures: Figures, value: Value) -> None:
    found = figures("followup", mtrag)
    assert [row["system"] for row in found["tables"][0]["rows"]][:3] == list(WAYS_OF_ASKING)
    assert value(found, "human rewrite", "nDCG@5") == 1


def test_our_question_takes_what_it_lacks_from_the_conversation(mtrag: Path, figures: Figures) -> None:
    assert "of which ours changed 1" in figures("followup", mtrag)["about"]


def test_a_folder_of_domains_is_pooled(mtrag: Path, figures: Figures) -> None:
    (mtrag.parent / "villages").mkdir()
    for file in mtrag.iterdir():
        (mtrag.parent / "villages" / file.name).write_bytes(file.read_bytes())
    found = figures("followup", mtrag.parent)
    assert [table["title"] for table in found["tables"]] == ["towns", "villages", "all domains"]
    assert found["tables"][2]["rows"][0]["metrics"]["recall@5"]["n"] == 4


def test_the_earlier_questions_are_those_of_its_own_line(mtrag: Path) -> None:
    turns = read_domain(mtrag, 0, 0).turns
    assert [turn.earlier for turn in turns] == [(), ("When was the harbour of Lindau opened?",)]


def test_a_question_of_several_lines_is_one_turn() -> None:
    query = BeirQuery.model_validate({"_id": "1", "text": "|user|: One\nof two lines\n|user|: Another"})
    assert turns_of(query) == ("One\nof two lines", "Another")


def test_a_thinned_pool_keeps_all_gold_and_is_the_same_every_time(mtrag: Path) -> None:
    pools = [[text.text for text in read_domain(mtrag, 3, seed).texts] for seed in (1, 1)]
    assert pools[0] == pools[1]
    assert len(pools[0]) == 3
    assert pools[0][:2] == [text.text for text in read_domain(mtrag, 0, 0).texts[:2]]  # the gold ones


def column(*values: float) -> dict[str, list[float]]:
    return {"recall@5": list(values)}


@pytest.mark.parametrize(
    ("last", "ours", "closed"), [((0, 0), (1, 0.5), 0.75), ((0.5, 0.5), (0, 0.5), -0.5), ((0, 0), (1, 1), 1)]
)
def test_the_share_of_the_gap_is_that_of_the_means(last: Pair, ours: Pair, closed: float) -> None:
    scores = dict(zip(WAYS_OF_ASKING, (column(*last), column(*ours), column(1, 1)), strict=True))
    assert rows(scores)["share of the gap closed"]["recall@5"].value == pytest.approx(closed)


def test_without_a_gap_no_share_of_it_is_closed() -> None:
    scores = dict.fromkeys(WAYS_OF_ASKING, column(1, 0))
    assert rows(scores)["share of the gap closed"]["recall@5"].value is None
