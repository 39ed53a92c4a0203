"""Which long sentences have words that furniture of that length has?

Most have none, and their words need not be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

_BLOCK: Final = 16_384
_LINE_FEED = ord("\n")
_SHORT = tuple(cue for cue in _LONG_CUES if len(cue.encode()) < _START)


def have_cues(texts: Sequence[str]) -> list[bool]:
    """Whether each line, which has no line feed, has one of the cues."""
    found = [_has_short_cue(text) for text in texts]
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    points = np.frombuffer(data, np.uint8)
    if len(points) < _START:
        return found
    table = _table()
    # In parts, so that a part stays in the processor's cache from one step to the next.
    at = np.concatenate(
        [
            np.flatnonzero(table.may_start.take(_pairs(points[start : start + _BLOCK + 1]))) + start
            for start in range(0, len(points) - _START + 1, _BLOCK)
        ]
    )
    at = at[at <= len(points) - _START]
    starts = sum(points[at + n].astype(np.uint32) << 8 * (_START - 1 - n) for n in range(_START))
    at = at[table.starts.take(np.searchsorted(table.starts, starts), mode="clip") == starts]
    is_cue = [data.startswith(table.cues[data[p : p + _START]], p) for p in at.tolist()]
    ends = np.flatnonzero(points == _LINE_FEED)
    for number in np.searchsorted(ends, at[np.array(is_cue, bool)]).tolist():
        found[number] = True
    return found


def _pairs(points: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    found = points[:-1].astype(np.intp)
    found <<= 8
    found |= points[1:]
    return found


def _has_short_cue(text: str) -> bool:
    for cue in _SHORT:  # noqa: SIM110 - a plain loop takes half the time of any() here
        if cue in text:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Table:
    """The longer cues.

    Args:
        may_start: Whether one starts with a pair of bytes, by pair.
        starts: The first bytes of all, as numbers in their order.
        cues: Those that start with these bytes.
    """

    may_start: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.uint32]
    cues: Mapping[bytes, tuple[bytes, ...]]


@cache
def _table() -> _Table:
    cues: dict[bytes, tuple[bytes, ...]] = {}
    for cue in (cue.encode() for cue in _LONG_CUES if cue not in _SHORT):
        cues[cue[:_START]] = (*cues.get(cue[:_START], ()), cue)
    may_start = np.zeros(1 << 16, bool)
    may_start[[int.from_bytes(start[:2], "big") for start in cues]] = True
    starts = np.array(sorted(int.from_bytes(start, "big") for start in cues), np.uint32)
    return _Table(may_start, starts, cues)
