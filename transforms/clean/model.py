"""How much does each line look like text to the line model?

Two forests of oblivious decision trees (`forest.py`). The first reads a line's evidence; the
second also reads what the first thinks of the lines around, and the best span that follows from
it. Their numbers stand in `line_model.json`, their origin in docs/line-model.md;
`training/line_model.py` repeats the training.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from transforms.clean.around import (
    AROUND,
    FIRST_LOOK,
    Batch,
    Places,
    around_signals,
    batch_of,
    first_look,
)
from transforms.clean.evidence import OWN, own_signals
from transforms.clean.forest import Bins, Borders, Forest
from transforms.clean.signals import Page
from transforms.clean.themes import THEMES
from transforms.clean.verdict import Verdicts

WEIGHTS: Final = "line_model.json"
FIRST_SIGNALS: Final = OWN + AROUND
SECOND_SIGNALS: Final = FIRST_SIGNALS + FIRST_LOOK
_MOST_THEMES: Final = 3


@dataclass(frozen=True, slots=True)
class LineModel:
    """Both forests."""

    borders: Borders
    first: Forest
    second: Forest
    version: str

    def read(self, batch: Batch) -> Readings:
        """What it makes of the open lines of a batch."""
        at = batch.open_lines
        evidence = self.borders.bins(np.vstack((batch.own[:, at], around_signals(batch))))
        first = np.zeros(batch.size, np.int64)
        first[at] = self.first.scores(evidence)
        seen = self.borders.bins(first_look(batch, first), len(FIRST_SIGNALS))
        bins = np.vstack((evidence, seen))
        scores = np.zeros(batch.size, np.int64)
        scores[at] = self.second.scores(bins)
        return Readings((scores / 1000).tolist(), at, bins, self.second)


@dataclass(frozen=True, slots=True)
class Readings:
    """What the model makes of a batch of pages.

    Args:
        scores: Of each line: probability that it is text, in steps of a thousandth; 0 where a
            rule has decided.
        open_lines: The lines that it was asked about.
        bins: Their signals, for `forest`.
        forest: The second forest.
    """

    scores: Sequence[float]
    open_lines: Places
    bins: Bins
    forest: Forest

    def speaks_against(self, lines: Sequence[int]) -> list[str]:
        """The themes that speak most against each of these open lines being text."""
        return self._told(lines, 1)

    def speaks_for(self, lines: Sequence[int]) -> list[str]:
        """The themes that speak most for each of these open lines being text."""
        return self._told(lines, -1)

    def _told(self, lines: Sequence[int], sign: int) -> list[str]:
        if not lines:
            return []
        weights = sign * self.forest.themes(self.bins[:, np.searchsorted(self.open_lines, lines)])
        order = np.argsort(weights, axis=1, kind="stable")[:, :_MOST_THEMES].tolist()
        return [
            ", ".join(THEMES[number] for number in numbers if row[number] < 0)
            for numbers, row in zip(order, weights.tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one page.

    Args:
        scores: Of each line that is not blank, in their order, as in `Readings`.
        first: Number of the page's first line in the batch.
        readings: Those of the batch.
    """

    scores: Sequence[float]
    first: int
    readings: Readings


def from_json(text: str) -> LineModel:
    """The model of a weights file."""
    value = json.loads(text)
    borders = Borders((value["first"], value["second"]), SECOND_SIGNALS)
    first = Forest(value["first"], FIRST_SIGNALS, borders)
    return LineModel(
        borders, first, Forest(value["second"], SECOND_SIGNALS, borders), value["version"]
    )


@cache
def shipped() -> LineModel:
    """The model in the package."""
    return from_json((files("transforms.clean") / WEIGHTS).read_text("utf-8"))


def read(pages: Sequence[Page], verdicts: Sequence[Verdicts]) -> list[Reading | None]:
    """What the model makes of each page; None: the rules know every line of it."""
    asked = [
        number
        for number, (page, given) in enumerate(zip(pages, verdicts, strict=True))
        if any(given[index] is None for index in page.shown)
    ]
    found: list[Reading | None] = [None] * len(pages)
    if not asked:
        return found
    batch = batch_of([own_signals(pages[number], verdicts[number]) for number in asked])
    readings = shipped().read(batch)
    start = 0
    for number in asked:
        end = start + len(pages[number].shown)
        found[number] = Reading(readings.scores[start:end], start, readings)
        start = end
    return found
