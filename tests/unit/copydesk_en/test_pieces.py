"""Do tokens fall into the pieces and shapes that the encoder was trained with?"""

from __future__ import annotations

import pytest

from copydesk_en.pieces import LOWER, MIXED, NO_LETTERS, TITLE, UPPER, Vocabulary, shape_of

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "mac", "##don", "##ald", "a", ".", "s", "u", "cafe",
          "漢", "字", "##s"]  # fmt: skip


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(PIECES)


def named(vocabulary: Vocabulary, token: str) -> list[str]:
    return [vocabulary.pieces[number] for number in vocabulary.of(token).ids]


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        ("MacDonald", ["mac", "##don", "##ald"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("Cafés", ["cafe", "##s"]),
        ("漢字", ["漢", "字"]),
        ("xyz", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        (" ", ["[UNK]"]),
        ("a" * 5_000, ["[UNK]"]),
        ("." * 500, ["."] * 12),
    ],
)
def test_the_longest_pieces_from_the_left(vocabulary: Vocabulary, token: str, pieces: list[str]):
    assert named(vocabulary, token) == pieces


def test_shapes_are_those_of_the_token_and_of_each_piece(vocabulary: Vocabulary):
    assert vocabulary.of("MacDonald").shapes == (
        MIXED * 5 + TITLE,
        MIXED * 5 + TITLE,
        MIXED * 5 + LOWER,
    )
    assert vocabulary.of("mac").shapes == (LOWER * 5 + LOWER,)
    assert vocabulary.of(".").shapes == (NO_LETTERS * 5 + NO_LETTERS,)


@pytest.mark.parametrize(
    ("text", "shape"),
    [("12", NO_LETTERS), ("and", LOWER), ("And", TITLE), ("A", TITLE), ("NATO", UPPER),
     ("iPhone", MIXED), ("O’Neil", MIXED), ("漢字", LOWER), ("G20", TITLE), ("U.S.", UPPER)],
)  # fmt: skip
def test_shapes(text: str, shape: int):
    assert shape_of(text) == shape


def test_memory_is_bounded(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("copydesk_en.pieces.REMEMBERED", 2)
    first = vocabulary.of("a")
    for token in ("mac", "u", "s"):
        vocabulary.of(token)
    assert vocabulary.of("a") == first
