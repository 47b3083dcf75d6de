"""What a statement says stands in its quotes: names, numbers, a "not", most of its words. No rule is the check's."""

import ast
from pathlib import Path

import pytest

import eval.score.carried
from eval.score.carried import lacking

OFFERED = "On Monday Ukraine offered Tajikistan 400 trucks, as Kazakhstan had done."
REFUSED = "Bell did not refuse Vostok."
DOCUMENT = f"{OFFERED} {REFUSED}"


@pytest.mark.parametrize(
    "statement",
    [
        "Ukraine offered Tajikistan 400 trucks.",
        "Tajikistan was offered 400 trucks by Ukraine on Monday.",
        "It offered trucks: 400.",
        "“Trucks,” 400 of them, were offered to Tajikistan’s army.",
    ],
)
def test_what_the_quote_says_is_carried(statement: str) -> None:
    assert lacking(statement, [OFFERED], DOCUMENT) == ""


@pytest.mark.parametrize(
    ("statement", "lacks"),
    [
        ("Ukraine offered Tajikistan 40 trucks.", "“40” is"),
        ("Ukraine offered Tajikistan 4,400 trucks.", "“4,400” is"),
        ("Ukraine offered Uzbekistan 400 trucks.", "“Uzbekistan” is"),
        ("“Ukraine,” said Bell, offered Tajikistan 400 trucks.", "“Bell” is"),
        ("Ukraine has not offered Tajikistan 400 trucks.", "do not say “not”"),
        ("Ukraine never offered Tajikistan 400 trucks.", "do not say “not”"),
        ("Ukraine sells wheat, oil, gas and iron abroad.", "quotes hold 0.14"),
    ],
)
def test_what_it_does_not_say_is_named(statement: str, lacks: str) -> None:
    assert lacks in lacking(statement, [OFFERED], DOCUMENT)


@pytest.mark.parametrize("statement", ["The 201st Division came in the 1990s.", "Trade grew by 1,500 at 12:30."])
def test_what_stands_in_its_quote_word_for_word_is_carried(statement: str) -> None:
    assert lacking(statement, [statement], statement) == ""


def test_a_name_at_the_start_is_one_where_the_document_knows_it() -> None:
    assert lacking("Kazakhstan offered 400 trucks.", ["Ukraine offered 400 trucks."], DOCUMENT)
    assert not lacking("Notably, 400 trucks were offered.", ["Ukraine offered 400 trucks."], DOCUMENT)


def test_two_quotes_carry_together() -> None:
    statement = "Bell did not refuse Vostok, and Ukraine offered Tajikistan 400 trucks."
    assert lacking(statement, [OFFERED], DOCUMENT)
    assert not lacking(statement, [OFFERED, REFUSED], DOCUMENT)


def test_the_judge_shares_no_rule_with_the_check_that_it_judges() -> None:
    tree = ast.parse(Path(eval.score.carried.__file__).read_text(encoding="utf-8"))
    taken = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [module for module in taken if module.startswith("answer")] == []
