"""Do fewer dimensions score labels as all of them do?"""

from __future__ import annotations

import math

import numpy as np
import pytest

from copydesk_en import heads
from training.english.reduce import bent, gelu, reduced

LABELS, SIZE, WIDTH = 5, 12, 20


@pytest.fixture
def drawn():
    draw = np.random.default_rng(1)
    weights = {
        "label_child.weight": draw.normal(size=(SIZE, WIDTH)),
        "label_child.bias": draw.normal(size=SIZE),
        "label_head.weight": draw.normal(size=(SIZE, WIDTH)),
        "label_head.bias": draw.normal(size=SIZE),
        "label_weight": draw.normal(size=(LABELS, SIZE + 1, SIZE + 1)),
    }
    x = draw.normal(size=(300, WIDTH)).astype(np.float32)
    return {name: value.astype(np.float32) for name, value in weights.items()}, x


def whole_scores(weights, x, found):
    child, head = bent(x, weights, "label_child"), bent(x, weights, "label_head")[found]
    return np.einsum("ti,lij,tj->tl", child, weights["label_weight"], head)


def scores_of(weights, x, found):
    child = bent(x, weights, "label_child") @ weights["label_child_base"]
    head = bent(x, weights, "label_head") @ weights["label_head_base"]
    return heads.label_scores(child, head[found], heads.label_matrix(weights["label_weight"]))


def test_all_dimensions_score_as_before(drawn):
    weights, x = drawn
    found = np.roll(np.arange(len(x)), 1)
    small = reduced(weights, x, SIZE + 1)
    assert np.allclose(scores_of(small, x, found), whole_scores(weights, x, found), atol=2e-3)


def test_fewer_dimensions_keep_most_and_are_fewer(drawn):
    weights, x = drawn
    found = np.roll(np.arange(len(x)), 1)
    errors = []
    for count in (2, 6, 10):
        small = reduced(weights, x, count)
        assert small["label_weight"].shape == (LABELS, count, count)
        whole = whole_scores(weights, x, found)
        errors.append(np.abs(scores_of(small, x, found) - whole).mean() / np.abs(whole).mean())
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.5


def test_gelu_is_as_exact_as_floats_are():
    x = np.linspace(-6, 6, 1001).astype(np.float32)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    assert np.abs(gelu(x) - exact).max() < 2e-6
