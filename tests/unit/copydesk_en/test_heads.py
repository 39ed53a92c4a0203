"""Are the best tags and the best trees the best ones?"""

from __future__ import annotations

import math
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk_en import heads

NAMES = ["O", "B-X", "I-X", "B-Y", "I-Y"]
SEEDS = st.integers(0, 2**32 - 1)


def is_tree(found) -> bool:
    """Whether there is one root, and every token leads to it."""
    roots = [n for n, head in enumerate(found) if head == n]
    if len(roots) != 1:
        return False
    above = list(range(len(found)))
    for _ in found:
        above = [found[node] for node in above]
    return set(above) == set(roots)


def weight(scores, found) -> float:
    return sum(float(scores[n, head]) for n, head in enumerate(found))


@settings(max_examples=200)
@given(SEEDS, st.integers(1, 5))
def test_the_tree_is_the_best_one_with_its_root(seed: int, count: int):
    scores = np.random.default_rng(seed).normal(size=(count, count)).astype(np.float32)
    found = heads.tree(scores).tolist()
    assert is_tree(found)
    root = next(n for n, head in enumerate(found) if head == n)
    best = max(
        weight(scores, other)
        for other in product(range(count), repeat=count)
        if is_tree(other) and other[root] == root
    )
    assert math.isclose(weight(scores, found), best, abs_tol=1e-4)


@given(SEEDS, st.integers(1, 5))
def test_the_tags_of_a_few_tokens_are_the_best_allowed_sequence(seed: int, count: int):
    scores = np.random.default_rng(seed).normal(size=(count, len(NAMES))).astype(np.float32)
    allowed = heads.transitions(NAMES)

    def total(tags) -> float:
        steps = zip((0, *tags), tags, strict=False)
        return sum(float(allowed[a, b]) for a, b in steps) + sum(
            float(scores[n, tag]) for n, tag in enumerate(tags)
        )

    found = heads.best_tags(scores, allowed).tolist()
    assert math.isclose(
        total(found), max(map(total, product(range(len(NAMES)), repeat=count))), abs_tol=1e-3
    )
    assert total(found) > -1e3


@given(SEEDS, st.integers(1, 40), st.floats(0, 3))
def test_long_sequences_are_allowed_ones_and_keep_what_is_valid(seed, count, nothing):
    scores = np.random.default_rng(seed).normal(size=(count, len(NAMES))).astype(np.float32)
    scores[:, 0] += np.float32(nothing)
    allowed = heads.transitions(NAMES)
    found = heads.best_tags(scores, allowed)
    assert (allowed[np.concatenate([[0], found[:-1]]), found] == 0).all()
    best = scores.argmax(1)
    if (allowed[np.concatenate([[0], best[:-1]]), best] == 0).all():
        assert (found == best).all()


def test_spans_of_tags():
    tags = ["B-X", "I-X", "O", "B-Y", "B-Y", "I-Y", "B-X"]
    assert heads.spans(tags) == [(0, 2, "X"), (3, 4, "Y"), (4, 6, "Y"), (6, 7, "X")]
