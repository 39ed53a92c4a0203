"""What do oblivious decision trees say of lines?

Gradient boosting with symmetric trees, as in Prokhorenkova et al. 2018, "CatBoost: unbiased
boosting with categorical features", NeurIPS; here only their numbers are read and asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from transforms.clean.around import LEAST, MOST, Vector
from transforms.clean.evidence import Matrix
from transforms.clean.themes import THEMES, theme_of
from transforms.clean.words import Ints

Bins = npt.NDArray[np.uint8]
Leaves = npt.NDArray[np.uint8]
Whole = TypeVar("Whole", np.int32, np.int64)
UNIT: Final = 10_000
"""Log odds are counted in so many parts of one, as whole numbers."""

_LANE: Final = 21
_HALF: Final = 1 << _LANE - 1
_TOGETHER: Final = ((3, 4, 9), (10, 11, 12), (5, 6, 7), (2, 8, 14), (0, 1, 13))
"""Themes whose sums are counted in one number, so many bits for each: such as often come together,
so that two trees add to few of these numbers."""

_LINES_AT_ONCE: Final = 1_000
_MOST_MARGIN: Final = 800
_SCORES = np.rint(1000 / (1 + np.exp(-np.arange(-_MOST_MARGIN, _MOST_MARGIN + 1) / 100)))
_SCORE_OF_MARGIN = _SCORES.astype(np.int64)
"""Probability in thousandths by log odds in hundredths, up to 8."""


class Borders:
    """The borders between which the trees of some forests tell values of a signal apart.

    Args:
        forests: As in the file.
        signals: Names of the signals, in the order of their rows.
    """

    def __init__(self, forests: Sequence[Mapping[str, Any]], signals: Sequence[str]) -> None:
        found: dict[str, set[float]] = {name: set() for name in signals}
        for forest in forests:
            for tree in forest["trees"]:
                for name, border in tree["splits"]:
                    found[name].add(border)
        self._sorted = [sorted(found[name]) for name in signals]
        values = np.arange(LEAST, MOST + 1)
        self._tables = [
            np.searchsorted(borders, values, side="left").astype(np.uint8)
            for borders in self._sorted
        ]

    def bins(self, signals: Matrix, first: int = 0) -> Bins:
        """How many borders each value is above.

        Args:
            signals: Rows of signals.
            first: Place of the first of these among those named.
        """
        found = np.empty(signals.shape, np.uint8)
        for table, values, row in zip(self._tables[first:], signals, found, strict=False):
            table.take(np.subtract(values, LEAST, dtype=np.intp), out=row, mode="clip")
        return found

    def bin_of(self, signal: int, border: float) -> int:
        """The lowest bin above a border."""
        return self._sorted[signal].index(border) + 1


class Forest:
    """Oblivious trees: all nodes of one depth ask the same question.

    Args:
        value: As in the file: `bias`, and `trees` with `splits` (signal, border) and
            `values`, `weights` of the leaves.
        signals: Names of the rows of what it is asked.
        borders: Those of the bins that it is asked.
    """

    def __init__(self, value: Mapping[str, Any], signals: Sequence[str], borders: Borders) -> None:
        place = {name: number for number, name in enumerate(signals)}
        trees = [*value["trees"], *[_EMPTY] * (len(value["trees"]) % 2)]
        depth = max(len(tree["splits"]) for tree in trees)
        self._leaves = 1 << depth
        asked = [
            [(place[name], borders.bin_of(place[name], border)) for name, border in tree["splits"]]
            for tree in trees
        ]
        asked = [_padded(questions, depth, _NEVER) for questions in asked]
        # By question, then by tree: a question is asked of all trees and lines at once.
        self._questions = [np.array([tree[k][0] for tree in asked]) for k in range(depth)]
        self._least = [
            np.array([tree[k][1] for tree in asked], np.uint8)[:, None] for k in range(depth)
        ]
        self._depth = depth
        values = np.array([_padded(t["values"], self._leaves, 0.0) for t in trees])
        weights = np.array([_padded(t["weights"], self._leaves, 0) for t in trees], float)
        self._bias = round(value["bias"] * UNIT)
        self._pairs = _pairs(np.rint(values * UNIT).astype(np.int32))
        themes = np.zeros((len(trees), len(THEMES), self._leaves), np.int32)
        steps = np.rint(_prefix_steps(values, weights) * UNIT).astype(np.int32)
        for number, questions in enumerate(asked):
            for k, (signal, _) in enumerate(questions):
                themes[number, theme_of(signals[signal])] += steps[number, :, k]
        if np.abs(themes).max(axis=2).sum(axis=0).max() >= _HALF:
            raise ValueError("a theme's sums need more bits than it has; widen `_LANE`")
        lanes = np.int64(1) << _LANE * np.arange(max(map(len, _TOGETHER)), dtype=np.int64)
        words = [
            _pairs(np.tensordot(lanes[: len(own)], themes[:, own].astype(np.int64), (0, 1)))
            for own in _TOGETHER
        ]
        # Few themes of each two trees add something.
        self._themes = [
            [(word, own) for word, own in enumerate(of_pair) if own.any()]
            for of_pair in zip(*words, strict=True)
        ]

    def leaves(self, bins: Bins) -> Leaves:
        """Where each line ends in each tree, `(trees, lines)`."""
        trees, lines = len(self._least[0]), bins.shape[1]
        found = np.zeros((trees, lines), np.uint8)
        for part in _parts(lines, _LINES_AT_ONCE):
            asked = np.ascontiguousarray(bins[:, part])
            values = np.empty((trees, asked.shape[1]), np.uint8)
            answers = np.empty(values.shape, bool)
            own = np.zeros(values.shape, np.uint8)
            # The last question is the highest bit; to add a number to itself moves its bits up.
            for question, least in zip(self._questions[::-1], self._least[::-1], strict=True):
                asked.take(question, axis=0, out=values, mode="clip")
                np.greater_equal(values, least, out=answers)
                own += own
                own |= answers.view(np.uint8)
            found[:, part] = own
        return found

    def scores(self, leaves: Leaves) -> Vector:
        """Probability that each line is text, in thousandths."""
        lines = leaves.shape[1]
        margin = np.full(lines, self._bias, np.int32)
        values = np.empty(lines, np.int32)
        for pair, places in zip(self._pairs, self._places(leaves), strict=True):
            pair.take(places, out=values, mode="clip")
            margin += values
        hundredths = np.clip(margin // (UNIT // 100), -_MOST_MARGIN, _MOST_MARGIN)
        found: Vector = _SCORE_OF_MARGIN[hundredths + _MOST_MARGIN]
        return found

    def themes(self, leaves: Leaves) -> npt.NDArray[np.int32]:
        """What each theme adds to the log odds of each line, `(len(THEMES), lines)`.

        A question adds the difference between the mean leaf after and before it, as in
        Saabas 2014, "Interpreting random forests"; the means are over the training lines.
        In parts of `UNIT`.
        """
        lines = leaves.shape[1]
        words = np.zeros((len(_TOGETHER), lines), np.int64)
        values = np.empty(lines, np.int64)
        for of_pair, places in zip(self._themes, self._places(leaves), strict=True):
            for word, steps in of_pair:
                steps.take(places, out=values, mode="clip")
                words[word] += values
        found = np.empty((len(THEMES), lines), np.int32)
        for own, left in zip(_TOGETHER, words, strict=True):
            for theme in own:
                found[theme] = ((left + _HALF) & (2 * _HALF - 1)) - _HALF
                np.right_shift(left - found[theme], _LANE, out=left)
        return found

    def _places(self, leaves: Leaves) -> Iterator[Ints]:
        """Of each two trees, where each line's leaves stand among their pairs; overwritten."""
        places = np.empty(leaves.shape[1], np.intp)
        for low, high in zip(leaves[0::2], leaves[1::2], strict=True):
            np.copyto(places, high)
            places <<= self._depth
            places |= low
            yield places


def _parts(count: int, size: int) -> Iterator[slice]:
    """Slices of lines, so that a page of many lines needs little memory at once."""
    return (slice(at, at + size) for at in range(0, count, size))


def _pairs(values: npt.NDArray[Whole]) -> npt.NDArray[Whole]:
    """The sums of each two trees, `(pairs, leaves * leaves)`: half as many values to look up."""
    leaves = values.shape[1]
    return (values[1::2, :, None] + values[0::2, None, :]).reshape(-1, leaves * leaves)


_EMPTY: Mapping[str, Any] = {"splits": [], "values": [0.0], "weights": [0]}
"""A tree that says nothing: it makes their number even."""

_NEVER = (0, 255)
"""Fills up a tree that asks less than the others: no bin is so high."""


def _padded(values: Sequence[Any], size: int, filler: Any) -> list[Any]:
    return [*values, *[filler] * (size - len(values))]


def _prefix_steps(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """What each question adds, `(trees, leaves, depth)`."""
    trees, leaves = values.shape
    depth = leaves.bit_length() - 1
    steps = np.empty((trees, leaves, depth))
    at = np.arange(leaves)
    means: list[npt.NDArray[np.float64]] = []
    for asked in range(depth + 1):
        group = at & ((1 << asked) - 1)
        sums = np.zeros((trees, 1 << asked))
        total = np.zeros((trees, 1 << asked))
        for leaf in at:
            sums[:, group[leaf]] += values[:, leaf] * (weights[:, leaf] + 1e-3)
            total[:, group[leaf]] += weights[:, leaf] + 1e-3
        means.append((sums / total)[:, group])
    for asked in range(depth):
        steps[:, :, asked] = means[asked + 1] - means[asked]
    return steps
