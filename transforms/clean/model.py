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

from transforms.clean.evidence import (
    AROUND,
    OWN,
    Matrix,
    Vector,
    around_signals,
    best_span,
    own_signals,
    running,
    shifted,
)
from transforms.clean.forest import Forest, Leaves
from transforms.clean.signals import Page
from transforms.clean.themes import THEMES
from transforms.clean.verdict import Verdicts

WEIGHTS: Final = "line_model.json"
_SPAN_LEVEL: Final = 0.35
_SPAN_WORDS: Final = 40
_SCORE_OFFSETS: Final = (-3, -2, -1, 1, 2, 3)
_SCORE_RADII: Final = (15,)

FIRST_LOOK: Final = (
    "first_score",
    *(f"first_score_at_{offset:+d}" for offset in _SCORE_OFFSETS),
    *(
        f"text_words_within_{radius}_{side}"
        for radius in _SCORE_RADII
        for side in ("above", "below")
    ),
    "share_of_text_above",
    "in_text_span",
    "lines_into_text_span",
    "lines_to_end_of_text_span",
)
"""What the second forest sees beside the evidence, in the order of its columns."""

FIRST_SIGNALS: Final = OWN + AROUND
SECOND_SIGNALS: Final = FIRST_SIGNALS + FIRST_LOOK


@dataclass(frozen=True, slots=True)
class LineModel:
    """Both forests."""

    first: Forest
    second: Forest
    version: str

    def read(self, own: Matrix) -> Reading:
        """What it makes of lines with these `OWN` signals."""
        evidence = np.hstack((own, around_signals(own)))
        first = self.first.scores(self.first.leaves(np.ascontiguousarray(evidence.T)))
        seen = np.hstack((evidence, first_look(own[:, 0], first)))
        leaves = self.second.leaves(np.ascontiguousarray(seen.T))
        return Reading(self.second.scores(leaves), leaves, self.second)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a page.

    Args:
        scores: Of each line that is not blank, in their order: probability that it is text.
        leaves: Where each ends in each tree of the second forest.
        forest: That forest.
    """

    scores: Vector
    leaves: Leaves
    forest: Forest

    def speaks_against(self, places: Sequence[int]) -> list[str]:
        """The themes that speak most against the lines at these places being text."""
        return _lowest(self.forest.themes(self.leaves[:, list(places)]))

    def speaks_for(self, places: Sequence[int]) -> list[str]:
        """The themes that speak most for them."""
        return _lowest(-self.forest.themes(self.leaves[:, list(places)]))


def first_look(words: Vector, scores: Vector) -> Matrix:
    """The `FIRST_LOOK` signals from each line's words and first score."""
    count = len(words)
    at = np.arange(count)
    column = scores[:, None].astype(np.float32)
    around = [shifted(column, offset)[:, 0] for offset in _SCORE_OFFSETS]
    text = running(column[:, 0] * words)
    sides = []
    for radius in _SCORE_RADII:
        low, high = np.maximum(0, at - radius), np.minimum(count, at + radius + 1)
        sides += [text[at] - text[low], text[high] - text[at + 1]]
    start, end = best_span((scores - _SPAN_LEVEL) * np.minimum(words + 1, _SPAN_WORDS))
    inside = (at >= start) & (at < end)
    return np.column_stack(
        (
            scores,
            *around,
            *sides,
            text[:-1] / max(1.0, float(text[-1])),
            inside,
            np.clip(at - start, -30, 30),
            np.clip(end - at, -30, 30),
        )
    ).astype(np.float32)


def from_json(text: str) -> LineModel:
    """The model of a weights file."""
    value = json.loads(text)
    first = Forest(value["first"], FIRST_SIGNALS)
    return LineModel(first, Forest(value["second"], SECOND_SIGNALS), value["version"])


@cache
def shipped() -> LineModel:
    """The model in the package."""
    return from_json((files("transforms.clean") / WEIGHTS).read_text("utf-8"))


def _lowest(weights: Matrix) -> list[str]:
    """Of each row, the names of the three lowest weights below zero."""
    order = np.argsort(weights, axis=1)[:, :3].tolist()
    return [
        ", ".join(THEMES[number] for number in numbers if row[number] < 0)
        for numbers, row in zip(order, weights.tolist(), strict=True)
    ]


def read(page: Page, verdicts: Verdicts) -> Reading | None:
    """What the model makes of a page; None: the rules know every line."""
    if all(verdicts[index] is not None for index in page.shown):
        return None
    return shipped().read(own_signals(page, verdicts))
