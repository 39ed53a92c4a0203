"""Which lines go, by the line model's scores and by what speaks against going by a score?

A lost line of the body is worse than furniture that stays: a line needs a lower score where its
place, its neighbours or the page as a whole make it likely to be text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from transforms.clean.inside import heading_level
from transforms.clean.keep import is_figures
from transforms.clean.marks import KEY_POINTS
from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdict, Verdicts, removed

THRESHOLD: Final = 0.5
"""A line with a lower score is furniture. At this value less than 2 % of the body's words are lost
on the development pages (`near`), by cross-validation over domains."""

THRESHOLD_IN_BODY: Final = 0.045
"""The same for lines of markup that the HTML extractor takes for the body: both must err before a
line of it is lost. Cross-validated on recent pages (`html`, aeb and fundus) recall is .972 here,
.974 at 0.03 and .962 at 0.15, precision .959, .958 and .963; the extractor alone has .970 and .936.
On older pages precision falls faster below it."""

THRESHOLD_PLAIN: Final = 0.3
"""The same on a page where no rule found any furniture: most likely it is a text without any."""

WRAPPED_WORDS: Final = 4
WRAPPED_LINES: Final = 3
WRAPPED_SHARE: Final = 0.25
WRAPPED_WIDTH: Final = 90
"""A text is hard-wrapped if so many of its lines of four words or more, and this share of them,
go on in the next. 37 % of the words of Reuters-21578, set at 65 characters, were lost before."""

THRESHOLD_INSIDE: Final = 0.3
"""The same for short lines between two lines of prose that stay, with no line between them that a
rule knows: sub-headings, items, verses. It halves what is lost of them and lets little else in."""

THRESHOLD_BESIDE: Final = 0.1
"""The same for a prose line right beside one that stays: it costs no precision on the development
pages and saves a tenth of what is lost."""

FEW_LINES: Final = 6
"""A page of so few lines without any known furniture is left as it is."""

FEW_PROSE: Final = 4
THRESHOLD_FEW: Final = 0.05
"""The same for prose on a page that has so few lines of it: a brief gives little to go by, and to
lose a paragraph of it is worse than to keep one too many."""

ANNOUNCING_WORDS: Final = 8
"""Words of the shortest sentence that ends in a colon and is no label."""

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

LABEL_WORDS: Final = 4
"""Shorter lines without a sentence's mark are labels of menus, longer ones are teasers."""


def low_lines(page: Page, verdicts: Verdicts, scores: Sequence[float]) -> Mapping[int, int]:
    """Lines that no rule knows and whose evidence speaks against text, with their places.

    Args:
        page: The page.
        verdicts: What the rules say.
        scores: The score of each shown line.

    Returns:
        Place in `page.shown` by line index.
    """
    prose = {i for i in page.prose if verdicts[i] is None}
    least = _least(page, verdicts)
    is_plain = least == THRESHOLD_PLAIN
    if is_wrapped(page, verdicts) or (is_plain and len(page.shown) <= FEW_LINES):
        return {}
    of_prose = least if len(prose) > FEW_PROSE else THRESHOLD_FEW
    low = {
        index: place
        for place, index in enumerate(page.shown)
        if verdicts[index] is None and scores[place] < (of_prose if index in prose else least)
    }
    if low:
        for index in _guarded(page, verdicts, scores, of_prose).intersection(low):
            del low[index]
        for index in _beside_text(page, prose, scores, low):
            del low[index]
    low.update(_close_copies(page, verdicts, scores))
    if _is_too_much(page, verdicts, low, is_plain=is_plain):
        return {}  # too little to go by: it stays, and whoever checks it sees all there is
    return low


def line_model(
    page: Page, low: Mapping[int, int], scores: Sequence[float], reasons: Iterable[str]
) -> Mapping[int, Verdict]:
    """Lines that no rule knows and whose evidence speaks against text.

    Two forests of decision trees weigh some hundred signals of the line and of the lines around
    it; the reason names the groups of signals that weighed most.

    Args:
        page: The page.
        low: From `low_lines`.
        scores: The score of each shown line.
        reasons: The signals that speak against each of them.
    """
    found = {}
    copies = Counter([page.lines[index].text for index in page.shown]) if low else Counter()
    for (index, place), reason in zip(low.items(), reasons, strict=True):
        why = f"not text by {reason}" if reason else "not text by all signals together"
        score = round(1 - scores[place], 3)
        found[index] = removed(_kind(page, index, copies), "line_model", why, score)
    return found


def _is_too_much(page: Page, verdicts: Verdicts, low: Mapping[int, int], *, is_plain: bool) -> bool:
    """Whether the low lines are all that is open, or most of a page without known furniture."""
    open_words = sum(page.lines[i].words for i in page.shown if verdicts[i] is None)
    low_words = sum(page.lines[i].words for i in low)
    return low_words == open_words or (is_plain and 2 * low_words > open_words)


def _least(page: Page, verdicts: Verdicts) -> float:
    """The score that a line of this page needs to stay."""
    if page.document.body_lines:
        return THRESHOLD_IN_BODY
    is_plain = all(v is None or v.is_kept for v in verdicts)
    return THRESHOLD_PLAIN if is_plain else THRESHOLD


def is_wrapped(page: Page, verdicts: Verdicts) -> bool:
    """Whether a text is broken into lines of even width, as wires and mails are.

    Its lines are no paragraphs, so that nothing of what the model knows of lines holds. It shows
    in lines that go on in lower case where the line above has not ended.
    """
    lines = [page.lines[i] for i in page.shown if verdicts[i] is None]
    lines = [line for line in lines if line.words >= WRAPPED_WORDS]
    is_narrow = all(len(line.text) <= WRAPPED_WIDTH for line in lines)
    broken = continued = 0
    for line, following in pairwise(lines):
        if not line.ends_sentence:
            goes_on = following.text[0].islower()
            continued += goes_on
            broken += goes_on or (is_narrow and 2 * len(line.text) >= WRAPPED_WIDTH)
    return continued > 1 and broken >= WRAPPED_LINES and broken >= WRAPPED_SHARE * len(lines)


def _close_copies(page: Page, verdicts: Verdicts, scores: Sequence[float]) -> Mapping[int, int]:
    """Lines that stand twice with next to nothing between, as the teasers of other stories do.

    One of them stays only if the model is sure of it: then it is a paragraph below its summary.
    """
    last: dict[str, int] = {}
    found: dict[int, int] = {}
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
        found.update((page.shown[p], p) for p in copies if p != best or scores[best] < SURE_OF_COPY)
    return found


def _beside_text(
    page: Page, prose: set[int], scores: Sequence[float], low: Mapping[int, int]
) -> list[int]:
    """Low prose lines that stand right beside prose that stays, each other included."""
    beside: dict[int, None] = {}
    for shown in (page.shown, page.shown[::-1]):
        was_text = False
        for index in shown:
            is_prose = index in prose
            if index in low and index not in beside:
                if was_text and is_prose and scores[low[index]] >= THRESHOLD_BESIDE:
                    beside[index] = None
                else:
                    is_prose = False
            was_text = is_prose
    return list(beside)


def _guarded(page: Page, verdicts: Verdicts, scores: Sequence[float], of_prose: float) -> set[int]:
    """Short lines inside of the text that belong to it whatever their score.

    Headings that the markup marks; a sentence that announces something; the items after a line
    that ends in a colon; rows of figures.
    """
    shown, lines = page.shown, page.lines
    open_lines = [(place, lines[i]) for place, i in enumerate(shown) if verdicts[i] is None]
    texts = [
        place
        for place, line in open_lines
        if (line.is_prose and scores[place] >= of_prose)
        or (line.text[-1] == ":" and scores[place] >= THRESHOLD_INSIDE)
    ]
    guarded = {
        line.at
        for place, line in open_lines
        if line.words >= ANNOUNCING_WORDS
        and line.text[-1] == ":"
        and scores[place] >= THRESHOLD_INSIDE
    }
    guarded.update(_key_points(page, verdicts))
    for before, after in pairwise(texts):
        run = [lines[i] for i in shown[before + 1 : after]]
        if run and scores[after - 1] >= THRESHOLD_INSIDE and _heads_text(verdicts, run[-1]):
            guarded.add(run[-1].at)
        if run and all(verdicts[line.at] is None for line in run):
            guarded.update(line.at for line in run if _is_marked_heading(page, line))
            if not any(line.is_prose for line in run):
                held = zip(run, scores[before + 1 : after], strict=True)
                guarded.update(line.at for line, score in held if score >= THRESHOLD_INSIDE)
            if _is_of_text(lines[shown[before]], run):
                guarded.update(line.at for line in run)
    if texts:
        first = [lines[i] for i in shown[: texts[0]] if verdicts[i] is None]
        guarded.update(line.at for line in first if _is_marked_heading(page, line))
    return guarded


def _heads_text(verdicts: Verdicts, line: LineSignals) -> bool:
    """Whether an open line right above prose has the length of a sub-heading."""
    return verdicts[line.at] is None and not line.is_prose and line.words <= HEAD_WORDS


def _key_points(page: Page, verdicts: Verdicts) -> Iterator[int]:
    """The points in which the outlet sums up its article, and their head, above the text."""
    if not page.marks & KEY_POINTS:
        return
    for place, index in enumerate(page.shown):
        if not page.lines[index].marks & KEY_POINTS:
            continue
        points = [page.lines[i] for i in page.shown[place + 1 : place + 2 + MOST_POINTS]]
        is_point = [
            verdicts[line.at] is None and line.words in POINT_WORDS and not line.is_prose
            for line in points
        ]
        count = is_point.index(False) if False in is_point else len(points)
        below = [page.lines[i] for i in page.shown[place + 1 + count :][:POINTS_REACH]]
        if 2 <= count <= MOST_POINTS and any(line.is_prose for line in below):
            yield from (index, *(line.at for line in points[:count]))


def _is_of_text(before: LineSignals, run: Sequence[LineSignals]) -> bool:
    """Whether the lines between two lines of text are a list's items or a table's rows."""
    if any(line.words > ROW_WORDS or line.is_prose for line in run):
        return False
    if before.text[-1] == ":":
        return len(run) > 1
    rows = sum(is_figures(line.text) for line in run)
    return rows > 1 and 2 * rows >= len(run) - 1


def _is_marked_heading(page: Page, line: LineSignals) -> bool:
    if line.at in page.document.heading_lines:
        return True
    return page.document.format == "md" and heading_level(page.raw[line.at].strip()) > 0


def _kind(page: Page, index: int, copies: Mapping[str, int]) -> str:
    """What kind of furniture an unknown line is."""
    line = page.lines[index]
    if line.ends_sentence or line.words > LABEL_WORDS:
        if copies[line.text] > 1:
            return "repeated_line"
        return "other_furniture" if line.ends_sentence else "related_link"
    return "navigation" if line.words < LABEL_WORDS else "other_furniture"
