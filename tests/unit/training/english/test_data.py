"""Do windows keep what is known of their tokens?"""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from copydesk_en.pieces import CLASS_PIECE, END_PIECE, UNKNOWN_PIECE, Vocabulary
from training.english.data import UNKNOWN, Text, windows

VOCABULARY = Vocabulary(["[PAD]", UNKNOWN_PIECE, CLASS_PIECE, END_PIECE, "a", "##a"])


@given(st.lists(st.integers(1, 12), min_size=1, max_size=80), st.integers(0, 9), st.booleans())
def test_windows_hold_every_token_once_and_arcs_stay_inside(sizes, seed, parsed):
    count = len(sizes)
    draw = random.Random(seed)
    heads = [draw.randrange(count) for _ in sizes] if parsed else []
    starts = [int(n % 7 == 0) for n in range(count)] if parsed else []
    text = Text(
        ["a" * size for size in sizes], entities=list(range(count)), heads=heads, starts=starts
    )
    parts = list(windows(text, VOCABULARY, draw, most=30))
    assert [n for part in parts for n in part.entities] == list(range(count))
    place = 0
    for part in parts:
        assert part.tokens == text.tokens[place : place + len(part.tokens)]
        assert sum(map(len, part.tokens)) <= 30 or len(part.tokens) == 1 or parsed
        for n, head in enumerate(part.heads):
            inside = place <= heads[place + n] < place + len(part.tokens)
            assert head == (heads[place + n] - place if inside else UNKNOWN)
        place += len(part.tokens)
