"""Into which word pieces does a token fall, and how is it written?

The encoder's vocabulary is lower-cased (WordPiece as in BERT: Devlin et al. 2019, section 3); how a
token is written goes to it as a shape beside every piece. Tokens come again, so both are kept by
the token's text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

CLASS_PIECE: Final = "[CLS]"
END_PIECE: Final = "[SEP]"
UNKNOWN_PIECE: Final = "[UNK]"
PADDING: Final = 0

LONGEST_TOKEN: Final = 100
"""Characters of a token that is looked up; of a longer one only the first so many."""

MOST_PIECES: Final = 12
"""Pieces that a token keeps: more of them, as of an address, tell nothing more."""

REMEMBERED: Final = 200_000
"""Tokens whose pieces are kept; then all are forgotten, so that memory is bounded."""

NO_LETTERS, LOWER, TITLE, UPPER, MIXED = range(5)
SHAPES: Final = 25
"""Shapes: that of the token times five, and that of the piece."""


class Pieces(NamedTuple):
    """The pieces of one token, one at least, and the shape of each."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]


def shape_of(text: str) -> int:
    """How a word is written: without letters, lower, Title, UPPER (two letters at least), mIxed."""
    if text.islower():
        return LOWER
    if text.isupper():
        return UPPER if sum(map(str.isalpha, text)) > 1 else TITLE
    if not any(map(str.isalpha, text)):
        return NO_LETTERS
    letters = [c for c in text if c.isalpha()]
    if letters[0].isupper() and all(c.islower() or not c.isupper() for c in letters[1:]):
        return TITLE
    return MIXED if any(c.isupper() for c in letters) else LOWER


class Vocabulary:
    """The word pieces that the encoder knows.

    Args:
        pieces: In the order of their numbers; those that go on a word begin with "##".
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = tuple(pieces)
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self.class_id = self._number[CLASS_PIECE]
        self.end_id = self._number[END_PIECE]
        self._unknown = self._number[UNKNOWN_PIECE]
        self._known: dict[str, Pieces] = {}

    def of(self, token: str) -> Pieces:
        """The pieces of a token."""
        found = self._known.get(token)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[token] = self._read(token[:LONGEST_TOKEN])
        return found

    def _read(self, token: str) -> Pieces:
        whole = shape_of(token) * 5
        ids: list[int] = []
        shapes: list[int] = []
        for word in _split(token):
            plain = _plain(word)
            # Where leaving out accents changes the length, the piece's own case is not known.
            written = word if len(plain) == len(word) else plain
            for number, start, end in self._longest(plain):
                ids.append(number)
                shapes.append(whole + shape_of(written[start:end]))
        if not ids:
            return Pieces((self._unknown,), (whole,))
        return Pieces(tuple(ids[:MOST_PIECES]), tuple(shapes[:MOST_PIECES]))

    def _longest(self, word: str) -> list[tuple[int, int, int]]:
        """(number, start, end) of the longest known pieces, from the left; else one unknown."""
        found = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._number.get(mark + word[start:end])
                if number is not None:
                    found.append((number, start, end))
                    start = end
                    break
            else:
                return [(self._unknown, 0, len(word))]
        return found


def _split(token: str) -> list[str]:
    """Runs of letters and digits, and every other sign by itself; blanks are left out."""
    words: list[str] = []
    is_open = False
    for char in token:
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf"):
            is_open = False
        elif char.isalnum() or unicodedata.category(char).startswith("M"):
            if is_open:
                words[-1] += char
            else:
                words.append(char)
            # Characters of scripts without blanks stand alone, as in the base model.
            is_open = not _is_ideograph(char)
        else:
            words.append(char)
            is_open = False
    return words


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _plain(word: str) -> str:
    """The word in lower case without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")
