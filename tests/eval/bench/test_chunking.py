"""bench chunking on two corpora, with the real splitter and search."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]
HARBOUR_CHARACTERS, RAILWAY_CHARACTERS = 88, 94


def test_one_passage_each_is_retrieved_where_one_holds_the_gold(chunking: Path, figures: Figures, value: Value) -> None:
    found = figures("chunking", chunking)
    assert value(found, "hybrid", "recall", 1) == 1
    assert value(found, "hybrid", "precision", 1) == pytest.approx(
        (4 / HARBOUR_CHARACTERS + 10 / RAILWAY_CHARACTERS) / 2
    )


def test_more_passages_cost_precision(chunking: Path, figures: Figures, value: Value) -> None:
    both = HARBOUR_CHARACTERS + RAILWAY_CHARACTERS
    found = figures("chunking", chunking)
    assert value(found, "dense", "precision") == pytest.approx((4 / both + 10 / both) / 2)
    assert value(found, "dense", "precision Ω") == value(found, "dense", "precision Ω", 1)


def test_the_published_row_stands_under_the_table_it_belongs_to(
    chunking: Path, bench: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench("chunking", chunking) == 0
    tables = capsys.readouterr().out.split("\n\n")
    assert ["text-embedding-3-large" in table for table in tables[1:3]] == [True, False]
