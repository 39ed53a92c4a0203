"""What do the lines around a line say, on all pages of a batch at once?

A batch is the shown lines of several pages, one after the other. Every function looks within the
page of a line only. See `evidence` for why all numbers are whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from transforms.clean.evidence import ROW, Matrix
from transforms.clean.shared import SharedWords, first_and_last, share_in_text

Vector = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
Rows = TypeVar("Rows", npt.NDArray[np.int64], npt.NDArray[np.int16])

LEAST: Final = -1_000
MOST: Final = 2_200
"""Bounds of every signal."""

ABSENT: Final = -1
"""The signal of a neighbour that is beyond the page."""

FAR: Final = 99
"""Stands for a distance to something that is not on the page, and bounds all others."""

NEAR: Final = ("words", "last_sign", "capitalised_share", "shared_with_prose", "is_open_prose")
MEANS: Final = ("first_person_share", "function_word_share", "shared_with_prose")
OFFSETS: Final = (-2, -1, 1, 2)
RADII: Final = (3, 8, 20)
GROUPS_BESIDE: Final = {
    "navigation": 3,
    "tools": 4,
    "related": 5,
    "comments": 6,
    "newsletter": 7,
    "foot": 8,
}
"""Groups of rules (`evidence.RULE_GROUPS`) that a distance is measured to."""

AROUND: Final = (
    *(f"{name}_at_{offset:+d}" for offset in OFFSETS for name in NEAR),
    "share_of_prose_above",
    "prose_words_above",
    "lines_on_page",
    "prose_words_on_page",
    "prose_lines_on_page",
    *(f"prose_words_above_within_{radius}" for radius in RADII),
    *(f"prose_words_below_within_{radius}" for radius in RADII),
    *(f"{name}_within_{radius}" for radius in RADII for name in MEANS),
    *(f"lines_since_{name}" for name in (*GROUPS_BESIDE, "prose")),
    *(f"lines_until_{name}" for name in (*GROUPS_BESIDE, "prose")),
    "in_prose_span",
    "lines_into_prose_span",
    "lines_to_end_of_prose_span",
)
"""Signals of the lines around a line, in the order of their rows; shares are per mille."""

SPAN_LEVEL: Final = 350
TEXT_LEVEL: Final = 500
SPAN_WORDS: Final = 40
SCORE_OFFSETS: Final = (-3, -2, -1, 1, 2, 3)
SCORE_RADIUS: Final = 15
FIRST_LOOK: Final = (
    "first_score",
    *(f"first_score_at_{offset:+d}" for offset in SCORE_OFFSETS),
    *(f"text_words_within_{SCORE_RADIUS}_{side}" for side in ("above", "below")),
    "share_of_text_above",
    "in_text_span",
    "lines_into_text_span",
    "lines_to_end_of_text_span",
    "shared_with_text",
    "names_shared_with_text",
    "names_below_known_above",
    "names_above_known_below",
)
"""What the second forest sees beside the evidence, in the order of its rows."""

_REACH = 30
_DECIDED = -100
_NO_PROSE = -6
_REMOVED = -4
"""Weights of lines in the prose span: of one that is no prose, and of one that a rule removed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The shown lines of several pages.

    Args:
        own: The `OWN` signals, `(len(OWN), lines)`.
        start: Of each line, the number of its page's first line.
        end: Of each line, the number behind its page's last line.
        open_lines: The lines that no rule has decided on: those whose signals are asked for.
        shared: The words that lines of a page share.
    """

    own: Matrix
    start: Places
    end: Places
    open_lines: Places
    shared: SharedWords

    @property
    def size(self) -> int:
        """Lines of all pages."""
        return len(self.start)


def _stacked(rows: Sequence[npt.NDArray[np.signedinteger[Any]]]) -> Matrix:
    """Rows of values within the bounds of signals, as one matrix."""
    found = np.empty((len(rows), len(rows[0])), np.int16)
    for row, own in zip(rows, found, strict=True):
        own[:] = row
    return found


def batch_of(own: Matrix, sizes: Sequence[int] | Places, shared: SharedWords) -> Batch:
    """The batch of pages with these `OWN` signals, numbers of lines, and shared words."""
    counts = np.array(sizes, np.intp)
    ends = np.cumsum(counts)
    open_lines = np.flatnonzero(own[ROW["rule_group"]] == 0)
    start, end = np.repeat(ends - counts, counts), np.repeat(ends, counts)
    return Batch(own, start, end, open_lines, shared)


def around_signals(batch: Batch) -> Matrix:
    """The `AROUND` signals of the open lines, `(len(AROUND), open lines)`."""
    at = batch.open_lines
    start, end = batch.start[at], batch.end[at]
    own = batch.own
    is_prose = own[ROW["is_open_prose"]].astype(np.int64)
    words = own[ROW["words"]].astype(np.int64)
    prose = _running(words * is_prose)
    count = _running(is_prose)
    above, total = prose[at] - prose[start], prose[end] - prose[start]
    beside = own[[ROW[name] for name in NEAR]]
    windows = [(np.maximum(start, at - r), np.minimum(end, at + r + 1)) for r in RADII]
    means = own[[ROW[name] for name in MEANS]]
    means[:, own[ROW["rule_group"]] != 0] = _DECIDED
    # Of few lines each: what a running sum loses beyond 32 bits, it loses at both ends.
    sums = _running(means, np.int32)
    marks = np.vstack(
        [own[ROW["rule_group"]] == np.array([*GROUPS_BESIDE.values()])[:, None], is_prose > 0]
    )
    weight = np.where(is_prose > 0, words, _NO_PROSE + _REMOVED * own[ROW["is_removed_by_rule"]])
    found = [
        *(row for offset in OFFSETS for row in _shifted(beside, batch, offset)),
        1000 * above // np.maximum(total, 1),
        *(
            np.minimum(row, MOST)
            for row in (
                above,
                end - start,
                total,
                count[end] - count[start],
                *(prose[at] - prose[low] for low, _ in windows),
                *(prose[high] - prose[at + 1] for _, high in windows),
            )
        ),
        *(row for low, high in windows for row in _means(sums, low, high)),
        *_since(marks, batch),
        *_until(marks, batch),
        *_span_signals(weight, batch),
    ]
    return _stacked(found)


def first_look(batch: Batch, scores: Vector) -> Matrix:
    """The `FIRST_LOOK` signals of the open lines.

    Args:
        batch: The lines.
        scores: Of each line of the batch, in thousandths; 0 where a rule has decided.
    """
    at = batch.open_lines
    start, end = batch.start[at], batch.end[at]
    words = batch.own[ROW["words"]].astype(np.int64)
    text = _running(scores * words)
    low, high = np.maximum(start, at - SCORE_RADIUS), np.minimum(end, at + SCORE_RADIUS + 1)
    above, total = text[at] - text[start], text[end] - text[start]
    weight = (scores - SPAN_LEVEL) * np.minimum(words + 1, SPAN_WORDS)
    found = [
        scores[at],
        *(_shifted(scores[None], batch, offset)[0] for offset in SCORE_OFFSETS),
        np.minimum((text[at] - text[low]) // 1000, MOST),
        np.minimum((text[high] - text[at + 1]) // 1000, MOST),
        1000 * above // np.maximum(total, 1),
        *_span_signals(weight, batch),
        *_shared_signals(batch, scores),
    ]
    return _stacked(found)


def _shared_signals(batch: Batch, scores: Vector) -> list[Vector]:
    """Per cent of the longer words, and of the names, that other lines of likely text have.

    A name is a word with a capital letter that does not start the line.
    """
    is_open = np.zeros(batch.size, bool)
    is_open[batch.open_lines] = True
    is_text = scores >= TEXT_LEVEL
    long_words, names = batch.shared.long_words, batch.shared.names
    return [
        *(share_in_text(s, is_open, is_text)[batch.open_lines] for s in (long_words, names)),
        *_known_names(batch, is_text),
    ]


def _known_names(batch: Batch, is_text: npt.NDArray[np.bool_]) -> list[Vector]:
    """Of the names of a page's text from a line on, per mille that stand above it; and so upwards.

    Where another story begins, hardly any name is known from above.
    """
    first, last = first_and_last(batch.shared.names, is_text)
    begun = _running(np.bincount(first, minlength=batch.size))
    ended = _running(np.bincount(last, minlength=batch.size))
    at = batch.open_lines
    start, end = batch.start[at], batch.end[at]
    ended_above = ended[at] - ended[start]
    begun_here, ended_here = begun[at + 1] - begun[start], ended[at + 1] - ended[start]
    from_here = begun[end] - begun[start] - ended_above
    across = begun[at] - begun[start] - ended_above
    return [
        _per_mille(across, from_here),
        _per_mille(begun_here - ended_here, begun_here),
    ]


def _per_mille(part: Vector, whole: Vector) -> Vector:
    return np.where(whole > 0, 1000 * part // np.maximum(whole, 1), ABSENT)


def _shifted(rows: Rows, batch: Batch, offset: int) -> Rows:
    """Of each open line the values of the line so many lines further; `ABSENT` beyond the page."""
    at = batch.open_lines
    place = at + offset
    is_outside = place < batch.start[at] if offset < 0 else place >= batch.end[at]
    found: Rows = rows.take(place, axis=1, mode="clip")
    found[:, is_outside] = ABSENT
    return found


def _running(
    values: npt.NDArray[Any], dtype: type[np.signedinteger[Any]] = np.int64
) -> npt.NDArray[Any]:
    """Sums along the last axis of what stands before each line, and of all at the end."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1), dtype)
    np.cumsum(values, axis=-1, dtype=dtype, out=sums[..., 1:])
    return sums


def _means(sums: npt.NDArray[np.int32], low: Places, high: Places) -> npt.NDArray[np.int32]:
    """Ten times the means of runs of lines."""
    found: npt.NDArray[np.int32] = sums.take(high, axis=1)
    found -= sums.take(low, axis=1)
    found *= 10
    found //= (high - low).astype(np.int32)
    return found


def _since(marks: npt.NDArray[np.bool_], batch: Batch) -> npt.NDArray[np.int32]:
    """Lines since the last mark of each row within the page, 0 at a mark; at most `FAR`."""
    at = batch.open_lines
    places = np.where(marks, np.arange(batch.size, dtype=np.int32), np.int32(-1))
    last = np.maximum.accumulate(places, axis=1).take(at, axis=1)
    return _distances(at.astype(np.int32) - last, last < batch.start[at].astype(np.int32))


def _until(marks: npt.NDArray[np.bool_], batch: Batch) -> npt.NDArray[np.int32]:
    """Lines until the next mark of each row within the page, 0 at a mark; at most `FAR`."""
    at = batch.open_lines
    places = np.where(marks, np.arange(batch.size, dtype=np.int32), np.int32(batch.size))
    following = np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1].take(at, axis=1)
    is_beyond = following >= batch.end[at].astype(np.int32)
    return _distances(following - at.astype(np.int32), is_beyond)


def _distances(
    lines: npt.NDArray[np.int32], is_beyond: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int32]:
    found: npt.NDArray[np.int32] = np.minimum(lines, FAR, out=lines)
    found[is_beyond] = FAR
    return found


def best_spans(weight: Vector, batch: Batch) -> tuple[Places, Places]:
    """Of each line, start and end of the run of its page's lines with the greatest sum of weights.

    Finn, Kushmerick and Smyth 2001, "Fact or fiction: content classification for digital
    libraries". A page without a line of positive weight has the empty run at its start.
    """
    sums = _running(weight)
    first = batch.start
    if not batch.size:
        return first, first
    is_first = first == np.arange(batch.size)
    page = np.flatnonzero(is_first)
    number = np.cumsum(is_first)
    before = sums[:-1] - sums[first]
    # From page to page a step that is greater than any sum: the running minimum begins anew.
    step = (int(np.abs(weight).sum()) + 1) * number
    lowest = np.minimum.accumulate(before - step) + step
    gain = before + weight - lowest
    most = np.maximum.reduceat(gain, page)[number - 1]
    end = np.where(most > 0, _first_true(gain == most, page, batch) + 1, first)
    reached = lowest[np.maximum(end - 1, first)]
    start = np.where(most > 0, _first_true(before == reached, page, batch), first)
    return start, end


def _first_true(marks: npt.NDArray[np.bool_], page: Places, batch: Batch) -> Places:
    """Of each line, the first marked line of its page."""
    places = np.where(marks, np.arange(batch.size), batch.size)
    sizes = np.diff(np.append(page, batch.size))
    found: Places = np.repeat(np.minimum.reduceat(places, page), sizes)
    return found


def _span_signals(weight: Vector, batch: Batch) -> list[Vector]:
    """Whether each open line is inside of the best span, and how far from its start and its end."""
    start, end = (places[batch.open_lines] for places in best_spans(weight, batch))
    at = batch.open_lines
    return [
        ((at >= start) & (at < end)).astype(np.int64),
        np.clip(at - start, -_REACH, _REACH),
        np.clip(end - at, -_REACH, _REACH),
    ]
