"""Turns of a dialogue, among the lines that a name begins."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.documents.plaintext.lines import Line, ends_sentence
from index.documents.plaintext.marks import Mark, Marks, is_apart, label
from index.documents.plaintext.names import Named, named_lines

DENSE = 0.4  # of the paragraphs between the first turn and the last begin one, at least
SPEAKERS = 0.6  # of them say such, at least
ORDERED = 0.8  # of the names are followed by the one that follows them most, at least, in records
SENTENCES = 0.5  # of the turns end as sentences do, at least: fields of records do not


def turns(lines: Sequence[Line]) -> Marks:
    """The turns of whatever dialogue there is among these lines: at least two, of at least two speakers."""
    found = named_lines(lines)
    spoken = _dialogue(lines, [n for n in found if not n.alone]) or _script(lines, [n for n in found if n.alone])
    return {lines[named.at].start: _mark(lines, named) for named in spoken}


def _mark(lines: Sequence[Line], named: Named) -> Mark:
    line, (start, end) = lines[named.at], named.span
    before, behind = label("markup", line, 0, start), label("markup", line, end, named.head)
    body = lines[named.at + 1].start if named.alone else line.without(named.head).start
    return Mark("turn", (*before, *label("speaker", line, start, end), *behind), body)


def _dialogue(lines: Sequence[Line], found: list[Named]) -> list[Named]:
    """Those of names with a colon that are turns: of speakers who speak again, and of others like them."""
    again = _again(found)
    if not again or len({named.name for named in found}) < 2:
        return _few_words(lines, found)
    others = [n for n in found if n.at > again[0].at and n.loud == again[0].loud]
    return _if_spoken(lines, sorted({*again, *others}))


def _script(lines: Sequence[Line], found: list[Named]) -> list[Named]:
    """Those of names on lines of their own that are turns: of two speakers or more who speak again, or with times."""
    timed = [named for named in found if named.timed]
    again = _again(timed if len(timed) > 1 else found)
    names = {named.name for named in again}
    if timed and len({n.name for n in timed}) > 1:
        return _if_spoken(lines, timed)
    if len(names) < 2 or len(again) < max(4, 1.5 * len(names)):
        return []
    others = [n for n in found if again[0].at < n.at < again[-1].at and n.loud == again[0].loud]
    return _if_spoken(lines, sorted({*again, *others}))


def _again(found: list[Named]) -> list[Named]:
    count = Counter(named.name for named in found)
    return [named for named in found if count[named.name] > 1]


def _if_spoken(lines: Sequence[Line], spoken: list[Named]) -> list[Named]:
    """These, if there are two speakers, and most of what stands among the turns is theirs, and they are no records."""
    begun = {named.at for named in spoken}
    between = range(spoken[0].at, spoken[-1].at + 1)
    paragraphs = [n for n in between if lines[n].words and is_apart(lines[n - 1] if n else None)]
    is_dense = sum(n in begun for n in paragraphs) >= DENSE * len(paragraphs)
    are_two = len({named.name for named in spoken}) > 1
    return spoken if are_two and is_dense and _are_said(lines, spoken) and not _are_records(spoken) else []


def _are_said(lines: Sequence[Line], spoken: list[Named]) -> bool:
    """Whether most turns end as sentences do, and those of most speakers: fields of records have other values."""
    count = Counter(named.name for named in spoken)
    whole = Counter(named.name for named in spoken if ends_sentence(lines[named.last]))
    speakers = sum(2 * whole[name] >= times for name, times in count.items())
    return whole.total() >= SENTENCES * len(spoken) and speakers >= SPEAKERS * len(count)


def _are_records(spoken: list[Named]) -> bool:
    """Whether three names or more come again and again in the same order: they are fields."""
    pairs = Counter((first.name, second.name) for first, second in pairwise(spoken))
    after: dict[str, tuple[int, str]] = {}
    for (name, following), count in pairs.items():
        after[name] = max(after.get(name, (0, "")), (count, following))
    in_order = sum(count for count, _ in after.values())
    differ = len({following for _, following in after.values()}) == len(after)
    return differ and 2 < len(after) <= len(spoken) / 2 and in_order >= ORDERED * (len(spoken) - 1)


def _few_words(lines: Sequence[Line], found: list[Named]) -> list[Named]:
    """Turns in a row where nobody speaks twice: with times, of single names in capitals, or where somebody asks."""
    runs: list[list[Named]] = []
    for named in found:
        if runs and not any(line.words for line in lines[runs[-1][-1].last + 1 : named.at]):
            runs[-1].append(named)
        else:
            runs.append([named])
    return [named for run in runs if len(run) > 1 and _is_talk(lines, run) for named in run]


def _is_talk(lines: Sequence[Line], run: list[Named]) -> bool:
    if not all(ends_sentence(lines[named.last]) for named in run) or len({named.name for named in run}) < 2:
        return False
    asks = any(lines[named.last].words.endswith("?") for named in run[:-1])
    return asks or all(named.timed for named in run) or all(named.loud and " " not in named.name for named in run)
