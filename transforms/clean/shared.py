"""Which words do lines of a page have in common?

Words are sorted once for all pages of a batch; what is asked of them afterwards (which share of a
line's words stands in lines of text, which names are known from above) only counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean.words import SALT, Flags, Ints, Words

LONG_WORD: Final = 5
"""Characters of the shortest word that says what a line is about."""


@dataclass(frozen=True, slots=True)
class Spread:
    """In which lines of their page do words stand? One place a word and line.

    Args:
        line: The line, in order within each word.
        start: Where the places of each word of each page begin.
        word: The word of each place: its number in `start`.
    """

    line: Ints
    start: Ints
    word: Ints


@dataclass(frozen=True)
class SharedWords:
    """The words of a batch's pages by the lines that they stand in.

    Args:
        words: Of all lines.
        page: The page of each line.
    """

    words: Words
    page: Ints

    @cached_property
    def long_words(self) -> Spread:
        """The longer words."""
        return spread_of(self.words, self.page, self.words.length >= LONG_WORD)

    @cached_property
    def names(self) -> Spread:
        """Words with a capital letter that do not start their line."""
        words = self.words
        is_name = words.is_capital.copy()
        is_name[words.first[:-1][np.diff(words.first) > 0]] = False
        return spread_of(words, self.page, is_name)


def spread_of(words: Words, page: Ints, is_chosen: Flags) -> Spread:
    """The spread of the chosen words."""
    chosen = np.flatnonzero(is_chosen)  # a fifth as dear as a mask for each
    line = words.line[chosen]
    key = words.hashes[chosen] ^ (page[line].astype(np.uint64) * SALT)
    order = np.argsort(key)
    key = key[order]
    is_new = np.ones(len(key), bool)
    is_new[1:] = key[1:] != key[:-1]
    # The fast way to sort leaves equal words in any order: word and line are sorted again, as one.
    places = np.cumsum(is_new) * words.size + line[order]
    places.sort()
    is_first = np.ones(len(places), bool)
    is_first[1:] = places[1:] != places[:-1]
    word, line = np.divmod(places[is_first], max(words.size, 1))
    word -= 1
    starts = np.flatnonzero(np.diff(word, prepend=-1))
    return Spread(line, starts, word)


def share_in_text(spread: Spread, is_open: Flags, is_text: Flags) -> npt.NDArray[np.int64]:
    """Per cent of a line's words that other lines of text on its page have; -1: it has none.

    Args:
        spread: The words.
        is_open: Of each line, whether it is asked about.
        is_text: Of each line, whether it is text; no other line is than those asked about.
    """
    size = len(is_open)
    if not len(spread.start):
        return np.full(size, -1)
    of_text = is_text[spread.line]
    lines_with = np.add.reduceat(of_text.astype(np.intp), spread.start)
    is_known = lines_with[spread.word] > of_text
    known = np.bincount(spread.line[np.flatnonzero(is_known)], minlength=size)
    all_of_line = np.bincount(spread.line, minlength=size)
    has_words = is_open & (all_of_line > 0)
    return np.where(has_words, 100 * known // np.maximum(all_of_line, 1), -1)


def first_and_last(spread: Spread, is_text: Flags) -> tuple[Ints, Ints]:
    """The first and the last line of text that each word of those lines stands in."""
    of_text = np.flatnonzero(is_text[spread.line])
    line, word = spread.line[of_text], spread.word[of_text]
    is_first = np.ones(len(word) + 1, bool)
    is_first[1:-1] = word[1:] != word[:-1]
    return line[is_first[:-1]], line[is_first[1:]]
