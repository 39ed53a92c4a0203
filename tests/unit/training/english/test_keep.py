"""Are the parts kept on which most depends?"""

from __future__ import annotations

import numpy as np

from training.english.keep import kept_of


def test_layers_compete_for_what_is_kept():
    strong, weak = np.array([9.0, 1.0, 8.0, 7.0]), np.array([0.1, 0.4, 0.2, 0.3])
    kept = kept_of([strong, weak], share=0.5, least=1, block=1)
    assert [numbers.tolist() for numbers in kept] == [[0, 2, 3], [1]]


def test_counts_are_whole_blocks_of_the_best_parts():
    scores = np.array([5.0, 0.1, 4.0, 3.0, 0.2, 2.0])
    kept = kept_of([scores, scores / 100], share=0.75, least=2, block=2)
    assert [numbers.tolist() for numbers in kept] == [[0, 1, 2, 3, 4, 5], [0, 2]]


def test_every_layer_keeps_the_least():
    scores = [np.ones(6), np.zeros(6), np.zeros(6)]
    kept = kept_of(scores, share=0.1, least=2, block=1)
    assert [len(numbers) for numbers in kept] == [2, 2, 2]
