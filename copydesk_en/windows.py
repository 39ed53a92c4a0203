"""Which tokens does the encoder see together?

Attention costs more with every piece of a window, so windows are short; cut where a sentence seems
to end, they lose little of what tokens tell of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

MOST: Final = 126
"""Pieces of a window, as in training."""

ENOUGH: Final = 48
"""Pieces from which a window ends at the next end of a sentence."""

_ENDS: Final = frozenset((".", "!", "?", "…", '."', ".”", "。", "！", "？"))
_CLOSERS: Final = frozenset(('"', "”", "’", "'", ")", "]", "»", "''"))


class Window(NamedTuple):
    """Tokens `start` to `end` of a text, with so many pieces."""

    start: int
    end: int
    pieces: int


def cut(tokens: Sequence[str], sizes: Sequence[int]) -> Iterator[Window]:
    """Windows of `MOST` pieces at most that hold every token once.

    Args:
        tokens: The texts of the tokens.
        sizes: Pieces of each, `MOST` at most.
    """
    start = used = 0
    good = good_used = 0  # the last place to cut at, and the pieces before it
    for place, size in enumerate(sizes):
        while used + size > MOST:
            end, inside = (good, good_used) if good > start else (place, used)
            yield Window(start, end, inside)
            start, used, good = end, used - inside, end
        used += size
        if _ends_sentence(tokens, place):
            good, good_used = place + 1, used
            if used >= ENOUGH:
                yield Window(start, good, used)
                start, used = good, 0
    if start < len(sizes):
        yield Window(start, len(sizes), used)


def _ends_sentence(tokens: Sequence[str], place: int) -> bool:
    """Whether a sentence seems to end behind this token."""
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    if "\n" in token:
        return True
    if following in _CLOSERS:
        return False
    if token in _ENDS:
        return True
    return token in _CLOSERS and place > 0 and tokens[place - 1] in _ENDS
