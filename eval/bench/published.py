"""The published figures that ours are printed beside; they stand, with their sources, in published.toml."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

PUBLISHED_FIGURES = Path(__file__).with_suffix(".toml")


class PublishedFigure(BaseModel):
    """What one system reached on one set, as published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bench: str
    set: str
    """Part of the set's path, in lower case, by which it is known; "" for the benchmark's one set."""
    system: str
    metrics: dict[str, float | str]
    """By the names of our metrics, 0 to 1, or in the source's words; none where it measured otherwise."""
    source: str
    table: str = ""
    """The one table of ours that it belongs under; "" for every table that has its metrics."""


def all_figures() -> list[PublishedFigure]:
    """Every figure of the file, in its order."""
    return [
        PublishedFigure.model_validate(raw)
        for raw in tomllib.loads(PUBLISHED_FIGURES.read_text(encoding="utf-8"))["figure"]
    ]


def published(bench: str, path: Path) -> list[PublishedFigure]:
    """A benchmark's figures for the set at this path, known by its name; none where the set is another."""
    place = "/".join(path.resolve().parts[-2:]).lower()
    return [figure for figure in all_figures() if figure.bench == bench and figure.set in place]
