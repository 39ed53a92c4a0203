"""Which lines stay whatever the line model's score, and which copies go?

Headings, list items, rows of tables and key points look like furniture and belong to the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final

from transforms.clean.inside import heading_level
from transforms.clean.keep import is_figures
from transforms.clean.marks import KEY_POINTS
from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdicts

THRESHOLD_INSIDE: Final = 0.3
"""The score that short lines between two lines of prose that stay need, with no line between them
that a rule knows: sub-headings, items, verses. It halves what is lost of them and lets little else
in."""

THRESHOLD_BESIDE: Final = 0.1
"""The score that a prose line right beside one that stays needs: it costs no precision on the
development pages and saves a tenth of what is lost."""

COPIED_WORDS: Final = 4
COPY_DISTANCE: Final = 3
SURE_OF_COPY: Final = 0.95
"""Words of a line whose copy counts, lines up to the copy, and the score that one of them needs."""

HEAD_WORDS: Final = 5
MOST_POINTS: Final = 8
POINT_WORDS: Final = range(4, 36)
POINTS_REACH: Final = 12
"""Key points of an article, words of each, and lines below them within which the text begins."""

ROW_WORDS: Final = 14
"""Words of the longest row of a table or list."""


def guarded_inside(
    page: Page, verdicts: Verdicts, scores: Sequence[float], first: int
) -> Iterator[int]:
    """Places of lines between two lines of text that belong to it.

    A short line right above the second; where no rule knows any of them, marked headings, lines
    that are not unlikely to be text, the items after a colon, and rows of figures.

    Args:
        page: The page.
        verdicts: What the rules say.
        scores: The scores of the first line of text, of those between, and of the second.
        first: Place of the first line of text in `page.shown`.
    """
    before, *run = (page.lines[i] for i in page.shown[first : first + len(scores) - 1])
    held = [score >= THRESHOLD_INSIDE for score in scores[1:-1]]
    places = range(first + 1, first + 1 + len(run))
    if held[-1] and _heads_text(verdicts, run[-1]):
        yield places[-1]
    if any(verdicts[line.at] is not None for line in run):
        return
    if _is_of_text(before, run):
        yield from places
        return
    yield from (p for p, line in zip(places, run, strict=True) if is_marked_heading(page, line))
    if not any(line.is_prose for line in run):
        yield from compress(places, held)


def _heads_text(verdicts: Verdicts, line: LineSignals) -> bool:
    """Whether an open line right above prose has the length of a sub-heading."""
    return verdicts[line.at] is None and not line.is_prose and line.words <= HEAD_WORDS


def has_headings(page: Page) -> bool:
    """Whether a page may have lines that `guarded_above` finds."""
    return page.marks & KEY_POINTS > 0 or _is_marked_up(page)


def _is_marked_up(page: Page) -> bool:
    return bool(page.document.heading_lines) or page.document.format == "md"


def guarded_above(page: Page, verdicts: Verdicts, first: int) -> Iterator[int]:
    """Places of key points, and of marked headings above the first line of text.

    Args:
        page: The page.
        verdicts: What the rules say.
        first: Place of the first line of text; of none, one behind the page.
    """
    yield from _key_points(page, verdicts)
    if first < len(page.shown) and _is_marked_up(page):
        for place, index in enumerate(page.shown[:first]):
            if verdicts[index] is None and is_marked_heading(page, page.lines[index]):
                yield place


def _key_points(page: Page, verdicts: Verdicts) -> Iterator[int]:
    """The points in which the outlet sums up its article, and their head, above the text."""
    for head in page.marked(KEY_POINTS):
        place = bisect_left(page.shown, head)
        points = [page.lines[i] for i in page.shown[place + 1 : place + 2 + MOST_POINTS]]
        is_point = [
            verdicts[line.at] is None and line.words in POINT_WORDS and not line.is_prose
            for line in points
        ]
        count = is_point.index(False) if False in is_point else len(points)
        below = [page.lines[i] for i in page.shown[place + 1 + count :][:POINTS_REACH]]
        if 2 <= count <= MOST_POINTS and any(line.is_prose for line in below):
            yield from range(place, place + 1 + count)


def _is_of_text(before: LineSignals, run: Sequence[LineSignals]) -> bool:
    """Whether the lines between two lines of text are a list's items or a table's rows."""
    if any(line.words > ROW_WORDS or line.is_prose for line in run):
        return False
    if before.text[-1] == ":":
        return len(run) > 1
    rows = sum(is_figures(line.text) for line in run)
    return rows > 1 and 2 * rows >= len(run) - 1


def is_marked_heading(page: Page, line: LineSignals) -> bool:
    """Whether the markup calls a line a heading."""
    if line.at in page.document.heading_lines:
        return True
    return page.document.format == "md" and heading_level(page.raw[line.at].strip()) > 0


def close_copies(page: Page, verdicts: Verdicts, scores: Sequence[float]) -> Iterator[int]:
    """Places of lines that stand twice with next to nothing between, as other stories' teasers do.

    One of them stays only if the model is sure of it: then it is a paragraph below its summary.
    """
    last: dict[str, int] = {}
    for place, index in enumerate(page.shown):
        line = page.lines[index]
        if verdicts[index] is not None or line.words < COPIED_WORDS:
            continue
        before = last.get(line.text)
        last[line.text] = place
        if before is None or place - before > COPY_DISTANCE:
            continue
        copies = [
            p for p in range(before, place + 1) if page.lines[page.shown[p]].text == line.text
        ]
        best = max(copies, key=lambda p: (scores[p], p))
        yield from (p for p in copies if p != best or scores[best] < SURE_OF_COPY)


def beside_text(
    is_prose: Sequence[bool], scores: Sequence[float], low: frozenset[int]
) -> Iterator[int]:
    """Low prose lines that stand right beside prose that stays, each other included.

    Args:
        is_prose: Of each shown line: it is prose that no rule knows.
        scores: The score of each.
        low: Places of those whose score is too low.
    """
    beside: set[int] = set()
    places = range(len(is_prose))
    for order in (places, reversed(places)):
        was_text = False
        for place in order:
            is_text = is_prose[place]
            if place in low and place not in beside:
                is_text = is_text and was_text and scores[place] >= THRESHOLD_BESIDE
                if is_text:
                    beside.add(place)
            was_text = is_text
    yield from beside
