"""Which lines go, by the line model's scores and by what speaks against going by a score?

A lost line of the body is worse than furniture that stays: a line needs a lower score where its
place, its neighbours or the page as a whole make it likely to be text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean import guards
from transforms.clean.columns import Columns
from transforms.clean.signals import Page, Pages
from transforms.clean.verdict import Verdict, Verdicts
from transforms.clean.words import Flags, Ints

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

FEW_LINES: Final = 6
"""A page of so few lines without any known furniture is left as it is."""

FEW_PROSE: Final = 4
THRESHOLD_FEW: Final = 0.05
"""The same for prose on a page that has so few lines of it: a brief gives little to go by, and to
lose a paragraph of it is worse than to keep one too many."""

ANNOUNCING_WORDS: Final = 8
"""Words of the shortest sentence that ends in a colon and is no label."""

LABEL_WORDS: Final = 4
"""Shorter lines without a sentence's mark are labels of menus, longer ones are teasers."""

_COLON = ord(":")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of the lines of pages before the model decides; one value a line.

    Args:
        is_open: No rule has decided on it.
        is_removed: A rule has removed it, and not because it stands on other pages too.
        scores: Probability that it is text; 0 where a rule has decided.
    """

    is_open: Flags
    is_removed: Flags
    scores: npt.NDArray[np.float64]


def low_lines(pages: Pages, verdicts: Sequence[Verdicts], judged: Judged) -> Ints:
    """The lines that no rule knows and whose evidence speaks against text, by number, in order.

    Where there is too little to go by, none: all stays, and whoever checks it sees all there is.
    """
    columns, page_of = pages.columns, pages.page_of
    is_prose = columns.is_prose & judged.is_open
    least = _least(pages, judged)
    is_plain = least == THRESHOLD_PLAIN
    prose_lines = _count(page_of[is_prose], pages)
    of_prose = np.where(prose_lines > FEW_PROSE, least, THRESHOLD_FEW)
    numbers = np.flatnonzero(judged.is_open)
    is_left = _are_wrapped(columns, numbers, page_of[numbers], len(pages.pages))
    is_left |= is_plain & (np.diff(pages.first) <= FEW_LINES)
    needed = np.where(is_prose, of_prose[page_of], least[page_of])
    low = judged.is_open & ~is_left[page_of] & (judged.scores < needed)
    _guard(pages, verdicts, judged, low, is_prose & (judged.scores >= needed))
    _keep_beside_text(pages, judged, low, is_prose)
    _add_copies(pages, verdicts, judged, low, is_left)
    open_words, low_words = _words(pages, judged.is_open), _words(pages, low)
    is_too_much = (low_words == open_words) | (is_plain & (2 * low_words > open_words))
    return np.flatnonzero(low & ~is_too_much[page_of])


def _least(pages: Pages, judged: Judged) -> npt.NDArray[np.float64]:
    """The score that a line of each page needs to stay."""
    is_plain = _count(pages.page_of[judged.is_removed], pages) == 0
    least = np.where(is_plain, THRESHOLD_PLAIN, THRESHOLD)
    least[[bool(page.document.body_lines) for page in pages.pages]] = THRESHOLD_IN_BODY
    return least


def _guard(
    pages: Pages, verdicts: Sequence[Verdicts], judged: Judged, low: Flags, is_text: Flags
) -> None:
    """Takes lines that belong to the text out of `low`.

    Headings that the markup marks; a sentence that announces something; key points; what
    `guards.guarded_inside` finds between two lines of text.
    """
    columns, page_of = pages.columns, pages.page_of
    announces = judged.is_open & (columns.words.closes == _COLON)
    announces &= judged.scores >= guards.THRESHOLD_INSIDE
    low &= ~(announces & (columns.count >= ANNOUNCING_WORDS))
    numbers, texts = np.flatnonzero(low), np.flatnonzero(is_text | announces)
    found: list[int] = []
    for number in np.unique(page_of[numbers]).tolist():
        if not guards.has_headings(pages.pages[number]):
            continue
        start, end = pages.first[number : number + 2].tolist()
        place = int(np.searchsorted(texts, start))
        first_text = min(int(texts[place]), end) if place < len(texts) else end
        places = guards.guarded_above(pages.pages[number], verdicts[number], first_text - start)
        found += [start + place for place in places]
    after = np.searchsorted(texts, numbers)
    after = np.unique(after[(after > 0) & (after < len(texts))])
    after = after[page_of[texts[after - 1]] == page_of[texts[after]]]
    after = after[texts[after] > texts[after - 1] + 1]
    for first, last in zip(texts[after - 1].tolist(), texts[after].tolist(), strict=True):
        number = int(page_of[first])
        start = int(pages.first[number])
        places = guards.guarded_inside(
            pages.pages[number],
            verdicts[number],
            judged.scores[first : last + 1].tolist(),
            first - start,
        )
        found += [start + place for place in places]
    low[found] = False


def _keep_beside_text(pages: Pages, judged: Judged, low: Flags, is_prose: Flags) -> None:
    """Takes prose lines beside prose that stays out of `low`."""
    may_be = np.flatnonzero(low & is_prose & (judged.scores >= guards.THRESHOLD_BESIDE))
    for number in np.unique(pages.page_of[may_be]).tolist():
        part = pages.part(number)
        own = frozenset(np.flatnonzero(low[part]).tolist())
        found = guards.beside_text(is_prose[part].tolist(), judged.scores[part].tolist(), own)
        low[[part.start + place for place in found]] = False


def _add_copies(
    pages: Pages, verdicts: Sequence[Verdicts], judged: Judged, low: Flags, is_left: Flags
) -> None:
    """Adds copies of lines that stand close to each other to `low`."""
    norm, page_of = pages.words.norm, pages.page_of
    may_be = judged.is_open & (pages.count >= guards.COPIED_WORDS) & ~is_left[page_of]
    numbers = np.flatnonzero(may_be)
    for distance in range(1, guards.COPY_DISTANCE + 1):
        at = numbers[numbers + distance < len(norm)]
        at = at[(norm[at] == norm[at + distance]) & (page_of[at] == page_of[at + distance])]
        for number in np.unique(page_of[at]).tolist():
            part = pages.part(number)
            scores = judged.scores[part].tolist()
            found = guards.close_copies(pages.pages[number], verdicts[number], scores)
            low[[part.start + place for place in found]] = True


def is_wrapped(page: Page, verdicts: Verdicts) -> bool:
    """Whether a text is broken into lines of even width, as wires and mails are.

    Its lines are no paragraphs, so that nothing of what the model knows of lines holds. It shows
    in lines that go on in lower case where the line above has not ended.
    """
    is_open = np.array([verdicts[index] is None for index in page.shown], bool)
    numbers = np.flatnonzero(is_open) + page.batch.part(page.number).start
    return bool(_are_wrapped(page.batch.columns, numbers, np.zeros(len(numbers), np.intp), 1)[0])


def _are_wrapped(columns: Columns, numbers: Ints, page: Ints, count: int) -> Flags:
    """The same of many pages.

    Args:
        columns: What is known of the lines.
        numbers: The numbers of those that no rule has decided on.
        page: The page of each of these.
        count: Of pages.
    """
    is_long = columns.count[numbers] >= WRAPPED_WORDS
    numbers, page = numbers[is_long], page[is_long]
    is_wide = np.zeros(count, bool)
    is_wide[page[columns.chars[numbers] > WRAPPED_WIDTH]] = True
    above, below = numbers[:-1], numbers[1:]
    is_unended = (page[:-1] == page[1:]) & ~columns.ends_sentence[above]
    above, below, own = above[is_unended], below[is_unended], page[:-1][is_unended]
    goes_on = columns.opens_lower[below]
    is_broken = goes_on | (~is_wide[own] & (2 * columns.chars[above] >= WRAPPED_WIDTH))
    lines, continued, broken = (
        np.bincount(pages, minlength=count) for pages in (page, own[goes_on], own[is_broken])
    )
    found: Flags = (continued > 1) & (broken >= WRAPPED_LINES) & (broken >= WRAPPED_SHARE * lines)
    return found


def _count(numbers: Ints, pages: Pages) -> Ints:
    return np.bincount(numbers, minlength=len(pages.pages))


def _words(pages: Pages, is_counted: Flags) -> Ints:
    """Words of the counted lines of each page."""
    words = np.concatenate(([0], np.cumsum(np.where(is_counted, pages.count, 0))))
    found: Ints = np.diff(words[pages.first])
    return found


def line_model(
    pages: Pages, low: Ints, scores: Sequence[int], reasons: Sequence[str]
) -> list[Verdict]:
    """Lines that no rule knows and whose evidence speaks against text.

    Two forests of decision trees weigh some hundred signals of the line and of the lines around
    it; the reason names the groups of signals that weighed most.

    Args:
        pages: The pages.
        low: From `low_lines`.
        scores: The score of each of them, in thousandths.
        reasons: The signals that speak against each of them.
    """
    certainty = map(_CERTAINTY.__getitem__, scores)
    no, rule = repeat(False), repeat("line_model")
    values = zip(_kinds(pages, low), no, no, rule, map(_why, reasons), certainty)  # noqa: B905
    return [*map(tuple.__new__, repeat(Verdict), values)]  # a third as dear as calls


_CERTAINTY: Final = [round(1 - score / 1000, 3) for score in range(1001)]
"""Of a decision against text, by the score in thousandths."""


@cache
def _why(reason: str) -> str:
    return f"not text by {reason}" if reason else "not text by all signals together"


def _kinds(pages: Pages, low: Ints) -> list[str]:
    """What kind of furniture unknown lines are."""
    ends, words = pages.columns.ends_sentence[low], pages.count[low]
    is_teaser = ends | (words > LABEL_WORDS)
    is_other = ends | (words == LABEL_WORDS)
    copied = _copied(pages, low[is_teaser & (pages.copies[low] > 1)])
    place = np.where(is_other, 0, np.where(is_teaser, 1, 2))
    place[np.isin(low, copied)] = 3
    return [_KINDS[number] for number in place.tolist()]


_KINDS = ("other_furniture", "related_link", "navigation", "repeated_line")


def _copied(pages: Pages, numbers: Ints) -> list[int]:
    """Those of the lines whose text stands on their page again."""
    texts: dict[int, Counter[str]] = {}
    found = []
    for number, page in zip(numbers.tolist(), pages.page_of[numbers].tolist(), strict=True):
        if page not in texts:
            texts[page] = Counter([line.text for line in pages.lines[pages.part(page)]])
        if texts[page][pages.lines[number].text] > 1:
            found.append(number)
    return found
