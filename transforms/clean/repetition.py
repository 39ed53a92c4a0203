"""Which lines stand on other pages too?

What a site says on every page is furniture, and the strongest sign of it is that other
pages have the same line. Two things look alike and are none: copies of one story, whose
pages share their whole text and count as one here, and a background paragraph that an
outlet uses again, which stands alone among unique lines and stays.

`remember` takes down a page's lines; `survey` counts them over many pages, in any order;
`repeated` uses the counts for one page. That a line stands on no other page says nothing: on the
development pages it raised the score of teasers more than that of text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from transforms.clean.columns import SHORT_LINE
from transforms.clean.decide import WRAPPED_WORDS, is_wrapped
from transforms.clean.forms import normal_form, without_numbers
from transforms.clean.marks import KEY_POINTS
from transforms.clean.signals import Page
from transforms.clean.verdict import Verdict, Verdicts, removed

TITLE_KINDS: Final = ("title", "repeated_title")
"""Kinds of lines that a page's title stands in."""

RULE: Final = "repeated_on_site"
"""Name of the rule that takes lines which stand on other pages too."""

SEEN_LABEL: Final = 3.0
SEEN_LINE: Final = 4.4
"""Log odds against text of a line that stands on another page too, for lines up to
`LABEL_WORDS` words and for longer ones. On nine sites of four harvests each, 64.5 % of
furniture and 0.8 % of body lines (0.08 % of the words) stood on one other page of the same
site and year, 85.7 % and 1.1 % on one of nine."""

LABEL_WORDS: Final = 3

FIGURES: Final = 2
"""A line of so many numbers is told by them."""

_NUMBER = re.compile(r"(?<!\S)\d\S*")
_COUNT = re.compile(r"\d{1,3}(?:[:/]\d+)*")
"""A number of a normal form, and one that counts things on the page or tells a time."""

_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")

EVERYWHERE: Final = 0.3
"""A paragraph beside unique lines of text is furniture only if this part of the site's pages has
it: outlets close stories of one affair with the same background."""

FEWEST_EVERYWHERE: Final = 3
LIKELY: Final = 0.5
"""Score of a line that is more likely text than not."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """What a survey remembers of a page.

    Args:
        site: Domain, where it is known; empty otherwise.
        keys: Of each line that is not blank: a hash of its words with numbers as 0; 0 for
            a line without words.
        words: Words of each.
        is_text: Whether each stays when the page is judged alone.
        is_title: Whether each is the page's title.
        year: Of publication, where it is known.
    """

    site: str
    keys: tuple[int, ...]
    words: tuple[int, ...]
    is_text: tuple[bool, ...]
    is_title: tuple[bool, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a survey says of the lines of one page.

    Args:
        others: Of each line that is not blank: other stories whose pages have it.
        siblings: Other stories of the same site; 0: none is known.
        stories: Other stories of the survey.
    """

    others: tuple[int, ...]
    siblings: int
    stories: int


def remember(page: Page, verdicts: Sequence[Verdict], site: str = "") -> PageLines:
    """What a survey needs of a page and its verdicts."""
    lines = [page.lines[index] for index in page.shown]
    return PageLines(
        site,
        tuple(line_key(line.text) for line in lines),
        tuple(line.words for line in lines),
        tuple(verdicts[line.at].in_text for line in lines),
        tuple(verdicts[line.at].kind in TITLE_KINDS for line in lines),
    )


def line_key(text: str) -> int:
    """Hash of a line's words, a small number as 0; equal on every machine; 0: it has no words.

    A larger number, or a second one, is what the line is about: "Net loss 90,066".

    >>> line_key("12 Comments") == line_key("0 comments!") != line_key("Comments")
    True
    >>> line_key("Shr 35 cts vs 29 cts") == line_key("Shr 12 cts vs 14 cts")
    False
    """
    return _short_key(text) if len(text) <= SHORT_LINE else _key(text)


def _key(text: str) -> int:
    form = normal_form(text)
    if not form:
        return 0
    numbers = _NUMBER.findall(form)
    if len(numbers) < FIGURES and all(map(_COUNT.fullmatch, numbers)):
        form = without_numbers(form)
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "big")


_short_key = lru_cache(maxsize=16_384)(_key)
"""Labels come again on every page."""


def repeated(
    page: Page, verdicts: Verdicts, scores: Sequence[float], seen: Seen
) -> Mapping[int, Verdict]:
    """Lines that stand on pages of other stories too.

    How often a line must be seen depends on how much its own page speaks for it. A paragraph
    beside unique lines of text stays, unless a good part of the site's pages has it. So does a
    line between two of figures, and in a text that is broken into lines of even width all but a
    label at its start or end ("Reuter"): the lines of paragraphs meet by chance. A page of whose
    prose most stands elsewhere keeps all of it: other stories have taken it in.
    """
    found: dict[int, Verdict] = {}
    if not any(seen.others):
        return found
    of_wrapped = is_wrapped(page, verdicts)
    for place, index in enumerate(page.shown):
        others = seen.others[place]
        line = page.lines[index]
        if not others or verdicts[index] is not None or line.marks & KEY_POINTS:
            continue
        if of_wrapped and not _is_at_edge(page, place):
            continue
        if _goes_on(page, place) or _is_in_table(page, place):
            continue
        weight = SEEN_LABEL if line.words <= LABEL_WORDS else SEEN_LINE
        odds = _odds(scores[place]) - weight - math.log2(others)
        if odds < 0 and not (line.is_prose and _is_background(seen, scores, place)):
            what = "another page" if others == 1 else f"{others:,} other pages"
            found[index] = removed("repeated_line", RULE, f"stands on {what} too", _certainty(odds))
    return _without_most(page, verdicts, scores, found)


def _without_most(
    page: Page,
    verdicts: Verdicts,
    scores: Sequence[float],
    found: Mapping[int, Verdict],
) -> Mapping[int, Verdict]:
    """What was found; without its prose where that is most of the page's text.

    Other stories have taken such a text in, or it is all furniture: that cannot be told apart, and
    what is kept can be seen.
    """
    prose = [
        (index, page.lines[index].words)
        for place, index in enumerate(page.shown)
        if page.lines[index].is_prose and verdicts[index] is None and scores[place] >= LIKELY
    ]
    gone = sum(words for index, words in prose if index in found)
    if 2 * gone < sum(words for _, words in prose) or not gone:
        return found
    return {index: verdict for index, verdict in found.items() if not page.lines[index].is_prose}


def _is_at_edge(page: Page, place: int) -> bool:
    """Whether the line is a label that opens or closes the page."""
    line = page.lines[page.shown[place]]
    is_label = line.words <= LABEL_WORDS and not line.ends_sentence
    return is_label and place in (0, len(page.shown) - 1)


def _goes_on(page: Page, place: int) -> bool:
    """Whether the line is the rest of a sentence that the one above began."""
    if not place:
        return False
    above = page.lines[page.shown[place - 1]]
    text = page.lines[page.shown[place]].text
    return above.words >= WRAPPED_WORDS and not above.ends_sentence and text[0].islower()


def _is_in_table(page: Page, place: int) -> bool:
    """Whether the lines above and below both hold figures, as around a heading inside a table."""
    beside = [p for p in (place - 1, place + 1) if 0 <= p < len(page.shown)]
    texts = [page.lines[page.shown[p]].text for p in beside]
    return len(texts) == 2 and all(len(_FIGURE.findall(text)) >= FIGURES for text in texts)


def _is_background(seen: Seen, scores: Sequence[float], place: int) -> bool:
    """Whether a paragraph stands beside unique lines of text, and not on most pages."""
    if seen.others[place] >= max(FEWEST_EVERYWHERE, EVERYWHERE * (seen.siblings or seen.stories)):
        return False
    beside = [p for p in (place - 1, place + 1) if 0 <= p < len(scores)]
    return all(not seen.others[p] and scores[p] >= LIKELY for p in beside)


def _odds(score: float) -> float:
    bounded = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _certainty(odds: float) -> float:
    return round(1 / (1 + math.exp(odds)), 3)
