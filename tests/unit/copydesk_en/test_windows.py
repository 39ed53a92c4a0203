"""Does every token stand in one window, and are windows short enough?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk_en.windows import ENOUGH, MOST, cut

TOKENS = st.lists(
    st.tuples(st.sampled_from(["word"] * 20 + [".", "?", '"', "\n\n", "”"]), st.integers(1, 12)),
    max_size=400,
)


@given(TOKENS)
def test_windows_hold_every_token_once_in_order(tokens):
    words, sizes = [token for token, _ in tokens], [size for _, size in tokens]
    windows = list(cut(words, sizes))
    places = [place for start, end, _ in windows for place in range(start, end)]
    assert places == list(range(len(tokens)))
    for start, end, pieces in windows:
        assert start < end
        assert pieces == sum(sizes[start:end]) <= MOST


def test_a_window_ends_with_a_sentence_and_its_closing_quote():
    words = ["“", *["word"] * ENOUGH, ".", "”", "He", "said", "."]
    (first, second) = cut(words, [1] * len(words))
    assert words[first.end - 1] == "”"
    assert second.end == len(words)


def test_what_a_cut_leaves_over_is_cut_again():
    words = [".", ".", *["word"] * 125]
    windows = list(cut(words, [1, 1, *[1] * 124, 12]))
    assert [window.pieces for window in windows] == [2, 124, 12]
