"""What do oblivious decision trees say of lines?

Gradient boosting with symmetric trees, as in Prokhorenkova et al. 2018, "CatBoost: unbiased
boosting with categorical features", NeurIPS; here only their numbers are read and asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from transforms.clean.evidence import Matrix, Vector
from transforms.clean.themes import THEMES, theme_of

Leaves = npt.NDArray[np.int16]
LINES_AT_ONCE: Final = 1_000


class Forest:
    """Oblivious trees: all nodes of one depth ask the same question.

    Args:
        value: As in the file: `bias`, and `trees` with `splits` (signal, border) and
            `values`, `weights` of the leaves.
        signals: Names of the columns.
    """

    def __init__(self, value: Mapping[str, Any], signals: Sequence[str]) -> None:
        place = {name: number for number, name in enumerate(signals)}
        trees = value["trees"]
        self.depth = max(len(tree["splits"]) for tree in trees)
        splits = [_padded(tree["splits"], self.depth, _NEVER) for tree in trees]
        leaves = 1 << self.depth
        self.bias = float(value["bias"])
        self.signals = np.array([[place.get(name, 0) for name, _ in tree] for tree in splits])
        self.borders = np.array([[border for _, border in tree] for tree in splits], np.float32)
        self.values = np.array([_padded(t["values"], leaves, 0.0) for t in trees], np.float32)
        weights = np.array([_padded(t["weights"], leaves, 0) for t in trees], np.float32)
        # By question, then by tree: a question is asked of all trees and lines at once.
        self._questions = [np.ascontiguousarray(self.signals[:, k]) for k in range(self.depth)]
        self._limits = [
            np.ascontiguousarray(self.borders[:, k])[:, None] for k in range(self.depth)
        ]
        self._starts = (np.arange(len(trees)) << self.depth)[:, None]
        self._values = self.values.ravel()
        steps = _prefix_steps(self.values, weights)
        themes = np.array([theme_of(name) for name in signals])[self.signals]
        self._themes = np.zeros((len(trees) << self.depth, len(THEMES)), np.float32)
        for tree in range(len(trees)):
            for k in range(self.depth):
                rows = slice(tree << self.depth, (tree + 1) << self.depth)
                self._themes[rows, themes[tree, k]] += steps[tree, :, k]

    def leaves(self, columns: Matrix) -> Leaves:
        """Where each line ends in each tree, `(trees, lines)`, over the leaves of all trees.

        Args:
            columns: One row per signal, one column per line.
        """
        found = np.empty((len(self._starts), columns.shape[1]), np.int16)
        for part in _parts(columns.shape[1]):
            answers = np.zeros(found[:, part].shape, np.uint8)
            for k, (question, limit) in enumerate(zip(self._questions, self._limits, strict=True)):
                answers |= (columns[question, part] > limit).view(np.uint8) << k
            found[:, part] = answers + self._starts
        return found

    def scores(self, leaves: Leaves) -> Vector:
        """Probability that each line is text."""
        margin = np.full(leaves.shape[1], self.bias)
        for part in _parts(leaves.shape[1]):
            margin[part] += self._values[leaves[:, part]].sum(axis=0)
        found: Vector = (1 / (1 + np.exp(-margin))).astype(np.float32)
        return found

    def themes(self, leaves: Leaves) -> Matrix:
        """What each theme adds to the log odds of each line, `(lines, len(THEMES))`.

        A question adds the difference between the mean leaf after and before it, as in
        Saabas 2014, "Interpreting random forests"; the means are over the training lines.
        """
        found = np.empty((leaves.shape[1], len(THEMES)), np.float32)
        for part in _parts(leaves.shape[1]):
            found[part] = self._themes[leaves[:, part]].sum(axis=0)
        return found


def _parts(count: int) -> Iterator[slice]:
    """Slices of lines, so that a page of many lines needs little memory at once."""
    return (slice(at, at + LINES_AT_ONCE) for at in range(0, count, LINES_AT_ONCE))


_NEVER = ("", float("inf"))
"""Fills up a tree that asks less than the others: no signal is above it."""


def _padded(values: Sequence[Any], size: int, filler: Any) -> list[Any]:
    return [*values, *[filler] * (size - len(values))]


def _prefix_steps(values: Matrix, weights: Matrix) -> npt.NDArray[np.float32]:
    """What each question adds, `(trees, leaves, depth)`."""
    trees, leaves = values.shape
    depth = leaves.bit_length() - 1
    steps = np.empty((trees, leaves, depth), np.float32)
    at = np.arange(leaves)
    means: list[npt.NDArray[np.float32]] = []
    for asked in range(depth + 1):
        group = at & ((1 << asked) - 1)
        sums = np.zeros((trees, 1 << asked))
        total = np.zeros((trees, 1 << asked))
        for leaf in at:
            sums[:, group[leaf]] += values[:, leaf] * (weights[:, leaf] + 1e-3)
            total[:, group[leaf]] += weights[:, leaf] + 1e-3
        means.append((sums / total)[:, group].astype(np.float32))
    for asked in range(depth):
        steps[:, :, asked] = means[asked + 1] - means[asked]
    return steps
