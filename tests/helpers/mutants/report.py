"""What the mutants tell: a table by folder, and each line whose break no test noticed."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from mutants.run import Verdict


def share(verdicts: Sequence[Verdict]) -> float:
    """The share of the mutants that was noticed; 1 where there are none."""
    return sum(v.noticed for v in verdicts) / len(verdicts) if verdicts else 1.0


def table(verdicts: Sequence[Verdict]) -> str:
    """A row for each folder, and one for all."""
    folders: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        folders[f"{PurePosixPath(verdict.mutant.module).parent}/"].append(verdict)
    rows = [*sorted(folders.items()), ("all", list(verdicts))]
    width = max(len(name) for name, _ in rows)
    head = f"{'folder':{width}}  mutants  noticed  by time  share"
    return "\n".join([head, *(_row(name, found, width) for name, found in rows)])


def survivors(verdicts: Sequence[Verdict]) -> str:
    """Each line that was broken without any test noticing, as it was and as it became; empty where there is none."""
    return "\n".join(_survivor(verdict) for verdict in verdicts if not verdict.noticed)


def _row(name: str, verdicts: Sequence[Verdict], width: int) -> str:
    noticed, late = sum(v.noticed for v in verdicts), sum(v.out_of_time for v in verdicts)
    return f"{name:{width}}  {len(verdicts):7}  {noticed:7}  {late:7}  {share(verdicts):5.2f}"


def _survivor(verdict: Verdict) -> str:
    mutant = verdict.mutant
    tried = ", ".join(verdict.tests) or "no test imports it"
    return f"{mutant.module}:{mutant.line}  {mutant.operator}  ({tried})\n  - {mutant.old}\n  + {mutant.new}"
