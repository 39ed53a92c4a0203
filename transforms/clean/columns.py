"""What do many lines look like? Measured at once: one value a line, in arrays.

Only what arrays can't tell is asked of lines one by one: of long ones, of those beyond ASCII, and
of those that end in a quotation mark or a bracket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean.forms import (
    CLOSERS,
    ENDS,
    LONG_LINE,
    SHORT_UNSPACED,
    SPACED,
    ends_sentence,
    with_unspaced,
)
from transforms.clean.long_lines import have_cues
from transforms.clean.words import SALT, Flags, Hashes, Ints, Words, read_words

SHORT_LINE: Final = 200
"""Longer lines that end as sentences do are looked at only if they have a cue (`long_lines`)."""

PROSE_WORDS: Final = 8
"""A line that ends a sentence and has as many words counts as prose: the floor of the best rule
baseline on the development pages."""

PART_OF_LONG_LINE: Final = 160
"""Of a line whose words are not looked at, so many characters from its start and half as many from
its end say what it is like."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines of text, measured; one value each.

    Args:
        chars: Characters.
        count: Words; in scripts without blanks, half the characters.
        ends_sentence: Whether it ends as a sentence does.
        is_read: Whether its words are looked at.
        is_prose: Whether it is a sentence of some length.
        opens_lower: Whether it starts with a letter in lower case.
        openers: The hash of its first word; 0: no word.
        initials: Code point of the first character of its first word, in lower case; 0: no word.
        words: The words of the lines; of one whose words are not looked at, those of its ends.
    """

    chars: Ints
    count: Ints
    ends_sentence: Flags
    is_read: Flags
    is_prose: Flags
    opens_lower: Flags
    openers: Hashes
    initials: npt.NDArray[np.int64]
    words: Words


def measure(texts: Sequence[str]) -> Columns:
    """The columns of lines, none of which is empty or has a line feed."""
    chars = np.fromiter(map(len, texts), np.intp, len(texts))
    is_read = chars <= SHORT_LINE
    long = [
        number
        for number in np.flatnonzero(~is_read & (chars <= LONG_LINE)).tolist()
        if not ends_sentence(texts[number])
    ]
    is_read[long] = True
    prose = np.flatnonzero(~is_read & (chars <= LONG_LINE))
    is_read[prose] = have_cues([texts[number] for number in prose.tolist()])
    samples = [*texts]
    for number in np.flatnonzero(~is_read).tolist():
        text = texts[number]
        samples[number] = text[:PART_OF_LONG_LINE] + " " + text[-PART_OF_LONG_LINE // 2 :]
    words = read_words(samples)
    ends = _ends(texts, words)
    is_plain = np.fromiter(map(str.isascii, texts), bool, len(texts))
    count = np.diff(words.first)
    for number in np.flatnonzero(~(is_plain & is_read)).tolist():
        count[number] = _pieces(texts[number])
    may_be_unspaced = ~is_plain & ((chars <= SHORT_UNSPACED) | (SPACED * count <= chars))
    for number in np.flatnonzero(may_be_unspaced).tolist():
        count[number] = with_unspaced(texts[number], int(count[number]))
    is_prose = ends & (count >= PROSE_WORDS)
    opens_lower = _lower().take(words.opens, mode="clip")
    initials = words.of_first(words.initial)
    return Columns(
        chars, count, ends, is_read, is_prose, opens_lower, words.first_hashes, initials, words
    )


def _pieces(text: str) -> int:
    """How many pieces the blanks part a line into; there are no other ones in it than plain."""
    return len(text.split()) if "  " in text else text.count(" ") + 1


_ENDS, _MAY_END = 1, 2


@cache
def _closing() -> npt.NDArray[np.uint8]:
    """What the last character says, by code point; those beyond 0xFFFF say nothing."""
    table = np.zeros(0x10000, np.uint8)
    table[[*map(ord, CLOSERS)]] = _MAY_END
    table[[*map(ord, ENDS)]] = _ENDS
    return table


@cache
def _lower() -> Flags:
    """Whether a character is a letter in lower case, by code point; none beyond 0xFFFF."""
    return np.array([chr(point).islower() for point in range(0xFFFF)] + [False])


def copies_of(keys: Hashes, page: Ints) -> Ints:
    """Of each line, how many lines of its page have the same key, itself included."""
    # An odd factor keeps pages apart as well as it does keys.
    salted = keys ^ (page.astype(np.uint64) * SALT)
    _, place, count = np.unique(salted, return_inverse=True, return_counts=True)
    return count[place]


def _ends(texts: Sequence[str], words: Words) -> Flags:
    """Whether each line ends as a sentence does."""
    said = _closing().take(words.closes, mode="clip")
    found: Flags = said == _ENDS
    for number in np.flatnonzero(said == _MAY_END).tolist():
        found[number] = ends_sentence(texts[number])
    return found
