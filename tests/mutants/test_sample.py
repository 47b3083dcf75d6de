"""The draw is the same for the same seed, takes no line twice, and gives each module its share."""

from hypothesis import given
from hypothesis import strategies as st

from mutants.sample import draw, quotas
from mutants.source import Source

LARGE = Source("large.py", b"".join(b"A%d = %d < b\n" % (n, n) for n in range(60)))
SMALL = Source("small.py", b"".join(b"A%d = %d\n" % (n, n) for n in range(20)))


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    drawn = draw([LARGE, SMALL], 20, seed=0)

    assert drawn == draw([LARGE, SMALL], 20, seed=0)
    assert drawn != draw([LARGE, SMALL], 20, seed=1)


def test_each_module_has_its_share_and_no_line_is_drawn_twice() -> None:
    drawn = draw([LARGE, SMALL], 20, seed=0)

    assert [m.module for m in drawn].count("large.py") == 15
    assert len({(m.module, m.line) for m in drawn}) == 20
    assert all(m.old != m.new for m in drawn)


def test_where_there_are_few_lines_all_are_drawn() -> None:
    assert len(draw([LARGE, SMALL], 1000, seed=0)) == 80


def test_a_mutant_has_one_line_changed() -> None:
    for mutant in draw([SMALL], 5, seed=3):
        pairs = zip(SMALL.content.splitlines(), mutant.content.splitlines(), strict=True)
        changed = [(old.decode(), new.decode()) for old, new in pairs if old != new]
        assert changed == [(mutant.old, mutant.new)]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), min_size=1), st.integers(0, 200))
def test_quotas_are_whole_shares_of_what_there_is(sizes: dict[str, int], total: int) -> None:
    shares, whole = quotas(sizes, total), sum(sizes.values())

    assert sum(shares.values()) == min(total, whole)
    assert all(abs(share - min(total, whole) * sizes[name] / whole) < 1 for name, share in shares.items())
    assert all(share <= sizes[name] for name, share in shares.items())
