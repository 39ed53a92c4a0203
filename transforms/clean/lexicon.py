"""Which of many words are known ones? Looked up by their hashes, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from transforms.clean.words import Hashes, read_words


class Lexicon:
    """Looks up many words, or the words of many lines, at once.

    Args:
        values: A number of up to 62 bits by word; or by phrase, as in `LineSignals.norm`.
        is_of_lines: Whether the keys are whole lines.
    """

    def __init__(self, values: Mapping[str, int], *, is_of_lines: bool = False) -> None:
        words = read_words(list(values))
        hashes = words.norm if is_of_lines else words.hashes
        if not is_of_lines and len(hashes) != len(values):
            keys = [key for key in values if len(read_words([key]).hashes) != 1]
            raise ValueError(f"{keys} of a lexicon are no single words; split them")
        if len(np.unique(hashes)) != len(values):
            raise ValueError("two keys of a lexicon have the same hash; change `_BASE`")
        self._shift, self._slots = _slots(hashes)
        self._hashes = np.insert(hashes, 0, np.uint64(0))
        self._values = np.array([0, *values.values()], np.int64)

    def values(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """The number of each word; 0 for unknown ones."""
        slots = self._slots.take((hashes >> self._shift).astype(np.intp))
        found = np.zeros(len(hashes), np.int64)
        at = np.flatnonzero(slots != 0)  # few words have the first bits of a known one
        own = slots[at]
        is_known = self._hashes[own] == hashes[at]
        found[at[is_known]] = self._values[own[is_known]]
        return found


def _slots(hashes: Hashes) -> tuple[np.uint64, npt.NDArray[np.uint16]]:
    """A table in which the first bits of a hash lead to its number from 1, each to its own."""
    for bits in range(14, 26):
        shift = np.uint64(64 - bits)
        places = (hashes >> shift).astype(np.intp)
        if len(np.unique(places)) == len(hashes):
            slots = np.zeros(1 << bits, np.uint16)
            slots[places] = np.arange(1, len(hashes) + 1)
            return shift, slots
    raise ValueError("the first bits of the hashes do not tell them apart")


def flags_of(tables: Iterable[Iterable[str]]) -> dict[str, int]:
    """By word, the numbers of the tables that have it, as bits."""
    found: dict[str, int] = {}
    for number, table in enumerate(tables):
        for word in table:
            found[word] = found.get(word, 0) | 1 << number
    return found
