"""What number do words write?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.prose.numbers import SMALL, cardinal, fraction, ordinal, vague

ONES = {n: word for word, n in SMALL.items()}


def written(number: int) -> str:
    """A number below a million in words, as papers write it."""
    if number < 20 or (number < 100 and number % 10 == 0):
        return ONES[number]
    if number < 100:
        return f"{ONES[number // 10 * 10]}-{ONES[number % 10]}"
    for size, word in ((1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            head = f"{written(number // size)} {word}"
            if not rest:
                return head
            return f"{head} {'and ' if rest < 100 else ''}{written(rest)}"
    raise AssertionError(number)


@given(st.integers(0, 999_999))
def test_words_are_the_number_that_they_write(number: int):
    assert cardinal(written(number).split()) == number


@given(st.integers(0, 10**12))
def test_figures_are_read_with_any_separator(number: int):
    for separator in (",", "\u00a0", "\u202f", ""):
        assert cardinal([f"{number:,}".replace(",", separator)]) == number
    assert cardinal(f"{number:,}".split(",")) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1.2bn", 1.2e9),
        ("10m", 1e7),
        ("5k", 5_000),
        ("3.5 million", 3.5e6),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred", 100),
        ("one hundred thousand", 100_000),
        ("2 lakh", 200_000),
        ("3 and 5", None),
        ("12 30", None),
        ("five four", None),
        ("a", None),
        ("", None),
        ("rain", None),
        ("5x", None),
    ],
)
def test_cardinals(text: str, wanted: float | None):
    assert cardinal(text.split()) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("third", 3), ("22nd", 22), ("twenty-first", 21), ("one hundredth", 101), ("rain", None)],
)
def test_ordinals(text: str, wanted: float | None):
    assert ordinal(text.split()) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("half", 0.5), ("a quarter", 0.25), ("three-quarters", 0.75), ("two thirds", 2 / 3),
     ("five quarters", None), ("rain", None)],
)  # fmt: skip
def test_fractions(text: str, wanted: float | None):
    assert fraction(text.split()) == (None if wanted is None else pytest.approx(wanted))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("dozens", 24), ("hundreds", 200), ("hundreds of thousands", 200_000),
     ("tens of millions", 20_000_000), ("dozen", None), ("of", None)],
)  # fmt: skip
def test_vague_numbers_have_the_least_that_they_can_mean(text: str, wanted: float | None):
    assert vague(text.split()) == wanted
