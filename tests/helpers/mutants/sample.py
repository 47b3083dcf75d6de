"""A seeded draw of places: each module by its share of the lines that can be broken, no line twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from mutants.places import edits
from mutants.source import Edit, Source, line_at


@dataclass(frozen=True)
class Mutant:
    """A module with one line broken."""

    module: str
    """Its path in the tree: "index/search.py"."""
    line: int
    operator: str
    old: str
    """The line as it was, without its indentation."""
    new: str
    content: bytes
    """The whole module, broken."""


def draw(sources: Sequence[Source], places: int, seed: int) -> list[Mutant]:
    """So many mutants, in the order of the modules; fewer where there are not so many lines.

    What is drawn in a module depends on the seed and on that module alone; how many, on the sizes of all.
    """
    lines = {source.module: _by_line(source) for source in sources}
    shares = quotas({module: len(found) for module, found in lines.items()}, places)
    return [mutant for source in sources for mutant in _drawn(source, lines[source.module], shares, seed)]


def quotas(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Shares in proportion to the sizes, in whole numbers by the largest remainders, none above its size."""
    whole = sum(sizes.values())
    total = min(total, whole)
    exact = {name: total * size / whole for name, size in sizes.items() if size}
    shares = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (shares[name] - exact[name], name))
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares


def _by_line(source: Source) -> dict[int, list[Edit]]:
    lines: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in edits(source):
        lines[source.line_of(edit)].append(edit)
    return lines


def _drawn(source: Source, lines: Mapping[int, list[Edit]], shares: Mapping[str, int], seed: int) -> list[Mutant]:
    chance = Random(f"{seed} {source.module}")
    found: list[Mutant] = []
    numbers = sorted(lines)
    chance.shuffle(numbers)
    for number in numbers:
        if len(found) == shares.get(source.module, 0):
            break
        if edit := _one_of(lines[number], source, chance):
            content = source.edited(edit)
            old, new = line_at(source.content, number), line_at(content, number)
            found.append(Mutant(source.module, number, edit.operator, old, new, content))
    return sorted(found, key=lambda mutant: mutant.line)


def _one_of(choices: Sequence[Edit], source: Source, chance: Random) -> Edit | None:
    """An operator first, then one of its edits: a line of many words is not broken by dropping words alone."""
    left = list(choices)
    while left:
        operator = chance.choice(sorted({edit.operator for edit in left}))
        edit = chance.choice([edit for edit in left if edit.operator == operator])
        if source.is_changed_by(edit):
            return edit
        left.remove(edit)
    return None
