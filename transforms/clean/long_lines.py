"""Which long sentences have words that furniture of that length has?

Most have none, and their words need not be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

_LONG_CUES = (
    "ookie",
    "opyright",
    "©",
    "reserved",
    "permission",
    "consent",
    "ewsletter",
    "inbox",
    "ubscri",
    "aption",
    "Photo",
    "photo",
    "Getty",
    "(AP",
    "FILE",
    "egister",
    "Sign",
    "omment",
    "originally",
    "Alexa",
    "crawl",
    "not responsible",
    "avascript",
    "avaScript",
    "Image",
    "vorbehalten",
    "reservados",
    "personenbezogen",
    "{",
    "</",
    "eCAPTCHA",
    "commission",
)
"""Parts of words, cheap to look for, of which every longer furniture sentence has one."""

_START: Final = 4
"""So many bytes of a cue are compared with all of the text; the rest with what is left."""

_SHORT = tuple(cue for cue in _LONG_CUES if len(cue.encode()) < _START)
_Pairs = npt.NDArray[np.uint16]


def have_cues(texts: Sequence[str]) -> list[bool]:
    """Whether each line, which has no line feed, has one of the cues."""
    found = [_has_short_cue(text) for text in texts]
    data = np.frombuffer("\n".join(texts).encode("utf-8", "surrogatepass"), np.uint8)
    possible = np.zeros(len(texts), bool)
    if len(data) >= _START:
        pairs = data[:-1].astype(np.uint16) << 8 | data[1:]
        may_start, starts = _starts()
        at = np.flatnonzero(may_start.take(pairs[:-2]))
        at = at[np.isin(pairs[at].astype(np.uint32) << 16 | pairs[at + 2], starts)]
        ends = np.flatnonzero(data == ord("\n"))
        possible[np.searchsorted(ends, at)] = True
    for number in np.flatnonzero(possible).tolist():
        found[number] = found[number] or any(cue in texts[number] for cue in _LONG_CUES)
    return found


def _has_short_cue(text: str) -> bool:
    for cue in _SHORT:  # noqa: SIM110 - a plain loop takes half the time of any() here
        if cue in text:
            return True
    return False


@cache
def _starts() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.uint32]]:
    """Whether a cue starts with a pair of bytes, by pair; and the first bytes of all cues."""
    starts = [cue.encode()[:_START] for cue in _LONG_CUES if cue not in _SHORT]
    may_start = np.zeros(1 << 16, bool)
    may_start[[int.from_bytes(start[:2], "big") for start in starts]] = True
    return may_start, np.array([int.from_bytes(start, "big") for start in starts], np.uint32)
