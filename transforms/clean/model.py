"""How much does each line look like text to the line model?

Two forests of oblivious decision trees (`forest.py`). The first reads a line's evidence; the
second also reads what the first thinks of the lines around, and the best span that follows from
it. Their numbers stand in `line_model.json`, their origin in docs/line-model.md;
`training/line_model.py` repeats the training.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean.around import (
    AROUND,
    FIRST_LOOK,
    Batch,
    Vector,
    around_signals,
    batch_of,
    first_look,
)
from transforms.clean.evidence import OWN, Matrix, own_signals
from transforms.clean.forest import UNIT, Bins, Borders, Forest, Leaves
from transforms.clean.signals import Pages
from transforms.clean.themes import THEMES
from transforms.clean.verdict import Verdicts
from transforms.clean.words import Ints

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

    def signals(self, batch: Batch) -> tuple[Matrix, Bins]:
        """All signals of the open lines of a batch, `(len(SECOND_SIGNALS), open lines)`.

        And their bins, of the same shape.
        """
        at = batch.open_lines
        evidence = np.vstack((batch.own[:, at], around_signals(batch)))
        bins = self.borders.bins(evidence)
        first = np.zeros(batch.size, np.int64)
        first[at] = self.first.scores(self.first.leaves(bins))
        look = first_look(batch, first)
        look_bins = self.borders.bins(look, len(evidence))
        return np.vstack((evidence, look)), np.vstack((bins, look_bins))

    def read(self, batch: Batch) -> Reading:
        """What it makes of the open lines of a batch."""
        at = batch.open_lines
        _, bins = self.signals(batch)
        leaves = self.second.leaves(bins)
        scores = np.zeros(batch.size, np.int64)
        scores[at] = self.second.scores(leaves)
        return Reading(scores, batch, leaves, self.second)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a batch of pages.

    Args:
        scores: Of each line that is not blank: probability that it is text, in thousandths; 0
            where a rule has decided.
        batch: The lines.
        leaves: Where the open ones end in the trees of `forest`.
        forest: The second forest.
    """

    scores: Vector
    batch: Batch
    leaves: Leaves
    forest: Forest

    def speaks(self, against: Ints, support: Ints) -> tuple[list[str], list[str]]:
        """The themes that speak most against some open lines being text, and for some others."""
        asked = np.searchsorted(self.batch.open_lines, np.concatenate((against, support)))
        weights = self.forest.themes(self.leaves.take(asked, axis=1))
        weights[:, len(against) :] *= -1
        found = [_named(digits) for digits in _most_negative(weights).tolist()]
        return found[: len(against)], found[len(against) :]


_NONE = len(THEMES)


def _most_negative(weights: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Of each column the numbers of its most negative rows, as digits of one number.

    The most negative stands first; of equal ones the first row does. A digit is `_NONE` where there
    is no further row below 0.
    """
    # Weight and row in one number; the three least are carried along from row to row.
    keys = weights * np.int32(_NONE + 1) + np.arange(len(weights), dtype=np.int32)[:, None]
    least = [np.zeros(weights.shape[1], np.int32) for _ in range(_MOST_THEMES)]
    for row in keys:
        left = row
        for own in least:
            greater = np.maximum(own, left)
            np.minimum(own, left, out=own)
            left = greater
    found = np.zeros(weights.shape[1], np.int64)
    for own in least:
        found = found * (_NONE + 1) + np.where(own < 0, own % (_NONE + 1), _NONE)
    return found


@cache
def _named(digits: int) -> str:
    """The names of the themes of one number of `_most_negative`."""
    numbers = []
    for _ in range(_MOST_THEMES):
        digits, number = divmod(digits, _NONE + 1)
        numbers.append(number)
    return ", ".join(THEMES[number] for number in reversed(numbers) if number != _NONE)


@dataclass(frozen=True, slots=True)
class Account:
    """How the model came to the score of one line.

    Args:
        themes: What each group of signals adds to the log odds that the line is text, the
            greatest first; above 0 it speaks for text.
        signals: Every signal of the line, as `evidence` and `around` define it.
    """

    themes: Mapping[str, float]
    signals: Mapping[str, int]


def account(pages: Pages, verdicts: Sequence[Verdicts], number: int) -> Account | None:
    """How the model came to the score of a line; None: a rule has decided on it.

    Args:
        pages: The pages.
        verdicts: What the rules say.
        number: Of the line, among all that are not blank.
    """
    batch = _batch(pages, verdicts)
    if number not in batch.open_lines:
        return None
    line_model = shipped()
    at = np.searchsorted(batch.open_lines, [number])
    signals, bins = line_model.signals(batch)
    leaves = line_model.second.leaves(bins[:, at])
    weights = (line_model.second.themes(leaves)[:, 0] / UNIT).tolist()
    ordered = sorted(zip(THEMES, weights, strict=True), key=lambda found: -abs(found[1]))
    values = signals[:, at[0]].tolist()
    return Account(dict(ordered), dict(zip(SECOND_SIGNALS, values, strict=True)))


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


def read(pages: Pages, verdicts: Sequence[Verdicts]) -> Reading:
    """What the model makes of pages on which the rules have said these verdicts."""
    return shipped().read(_batch(pages, verdicts))


def _batch(pages: Pages, verdicts: Sequence[Verdicts]) -> Batch:
    return batch_of(own_signals(pages, verdicts), np.diff(pages.first), pages.shared)
