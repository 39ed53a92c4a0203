"""Which lines stand on other pages too?

What a site says on every page is furniture, and the strongest sign of it is that other
pages have the same line. Two things look alike and are none: copies of one story, whose
pages share their whole text and count as one here, and a background paragraph that an
outlet uses again, which stands alone among unique lines and stays.

`remember` takes down a page's lines; `Survey` counts them over many pages, in any order;
`repeated` uses the counts for one page. That a line stands on no other page says nothing: on the
development pages it raised the score of teasers more than that of text.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, combinations, pairwise
from typing import Final

from transforms.clean.signals import KEY_POINTS, LineSignals, Page, normal_form, without_numbers
from transforms.clean.verdict import Verdict, Verdicts, removed

TEXT_WORDS: Final = 8
"""Shorter lines say nothing about whether two pages tell one story."""

SAME_STORY: Final = 0.5
"""Pages that share so much of the shorter one's text are copies of one story."""

COMMON: Final = 200
"""Lines of so many stories do not tell sites apart."""

FEW: Final = 30
"""Pages with a line in common up to which all are compared with each other."""

SIBLING_LINES: Final = 40
"""Lines of a page's furniture by which its site is recognised: the rarest ones."""

SIBLING_SHARE: Final = 0.3
FEWEST_SHARED: Final = 3
"""Pages are of one site when they share this part of the furniture, and so many lines."""

SEEN_LABEL: Final = 3.0
SEEN_LINE: Final = 4.4
"""Log odds against text of a line that stands on another page too, for lines up to
`LABEL_WORDS` words and for longer ones. On nine sites of four harvests each, 64.5 % of
furniture and 0.8 % of body lines (0.08 % of the words) stood on one other page of the same
site and year, 85.7 % and 1.1 % on one of nine."""

LABEL_WORDS: Final = 3
EVERYWHERE: Final = 0.3
"""A paragraph beside unique lines of text is furniture only if this part of the site's pages has
it: outlets close stories of one affair with the same background."""

FEWEST_EVERYWHERE: Final = 3


@dataclass(frozen=True, slots=True)
class PageLines:
    """What a survey remembers of a page.

    Args:
        site: Domain, where it is known; empty otherwise.
        keys: Of each line that is not blank: a hash of its words with numbers as 0; 0 for
            a line without words.
        words: Words of each.
        is_text: Whether each stays when the page is judged alone.
    """

    site: str
    keys: tuple[int, ...]
    words: tuple[int, ...]
    is_text: tuple[bool, ...]


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
        tuple(line_key(line) for line in lines),
        tuple(line.words for line in lines),
        tuple(verdicts[line.at].in_text for line in lines),
    )


def line_key(line: LineSignals) -> int:
    """Hash of a line's words with numbers as 0; equal on every machine; 0: it has no words."""
    norm = line.norm or without_numbers(normal_form(line.text))
    return int.from_bytes(blake2b(norm.encode(), digest_size=8).digest(), "big") if norm else 0


class Survey:
    """Counts lines over pages. What it says does not depend on their order."""

    def __init__(self, pages: Iterable[PageLines]) -> None:
        self._pages = tuple(pages)
        self._stories = _stories(self._pages)
        self._others = len(set(self._stories)) - 1
        having: defaultdict[int, set[int]] = defaultdict(set)
        for story, page in zip(self._stories, self._pages, strict=True):
            for key in set(page.keys):
                having[key].add(story)
        having.pop(0, None)
        self._having = {key: stories for key, stories in having.items() if len(stories) > 1}
        self._sites: defaultdict[str, set[int]] = defaultdict(set)
        for story, page in zip(self._stories, self._pages, strict=True):
            self._sites[page.site].add(story)

    def seen(self, number: int) -> Seen:
        """What is known of the lines of the page with this number, from 0."""
        page, story = self._pages[number], self._stories[number]
        others = tuple(max(len(self._having.get(key, ())) - 1, 0) for key in page.keys)
        siblings = self._siblings(page, story)
        if page.site:
            siblings |= self._sites[page.site] - {story}
        return Seen(others, len(siblings), self._others)

    def _siblings(self, page: PageLines, story: int) -> set[int]:
        """Other stories whose pages share much of the page's furniture."""
        furniture = {
            k for k, is_text in zip(page.keys, page.is_text, strict=True) if not is_text and k
        }
        known = sorted((len(self._having[key]), key) for key in furniture if key in self._having)
        shared = Counter(
            other
            for count, key in known[:SIBLING_LINES]
            if count <= COMMON
            for other in self._having[key]
            if other != story
        )
        needed = max(FEWEST_SHARED, SIBLING_SHARE * min(len(furniture), SIBLING_LINES))
        return {other for other, count in shared.items() if count >= needed}


def _stories(pages: Sequence[PageLines]) -> list[int]:
    """The story of each page: pages that share most of their text have the same."""
    text = [_text_lines(page) for page in pages]
    # In an order of their own, so that nothing depends on the one they came in.
    having: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(range(len(pages)), key=lambda number: pages[number].keys):
        for key in text[number]:
            having[key].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for key, numbers in having.items():
        for left, right in _pairs(numbers):
            shared[left, right] += text[left][key]
    sizes = [sum(lines.values()) for lines in text]
    story = list(range(len(pages)))
    for (left, right), words in shared.items():
        if words >= SAME_STORY * min(sizes[left], sizes[right]):
            first, second = sorted((_root(story, left), _root(story, right)))
            story[second] = first
    return [_root(story, number) for number in range(len(pages))]


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of pages to compare: all, or of very many those with their neighbours."""
    if len(numbers) <= FEW:
        return combinations(numbers, 2)
    return chain(pairwise(numbers), ((numbers[0], other) for other in numbers[2:]))


def _root(story: list[int], number: int) -> int:
    while story[number] != number:
        story[number] = story[story[number]]
        number = story[number]
    return number


def _text_lines(page: PageLines) -> Mapping[int, int]:
    """Words of each longer line of a page's text, by key."""
    return {
        key: words
        for key, words, is_text in zip(page.keys, page.words, page.is_text, strict=True)
        if is_text and words >= TEXT_WORDS and key
    }


def repeated(
    page: Page, verdicts: Verdicts, scores: Sequence[float], seen: Seen
) -> Mapping[int, Verdict]:
    """Lines that stand on pages of other stories too.

    How often a line must be seen depends on how much its own page speaks for it. A paragraph
    beside unique lines of text stays, unless a good part of the site's pages has it.
    """
    found: dict[int, Verdict] = {}
    for place, index in enumerate(page.shown):
        others = seen.others[place]
        line = page.lines[index]
        if not others or verdicts[index] is not None or line.marks & KEY_POINTS:
            continue
        weight = SEEN_LABEL if line.words <= LABEL_WORDS else SEEN_LINE
        odds = _odds(scores[place]) - weight - math.log2(others)
        if odds < 0 and not (line.is_prose and _is_background(seen, scores, place)):
            what = "another page" if others == 1 else f"{others:,} other pages"
            found[index] = removed(
                "repeated_line", "repeated_on_site", f"stands on {what} too", _certainty(odds)
            )
    return found


def _is_background(seen: Seen, scores: Sequence[float], place: int) -> bool:
    """Whether a paragraph stands beside unique lines of text, and not on most pages."""
    if seen.others[place] >= max(FEWEST_EVERYWHERE, EVERYWHERE * (seen.siblings or seen.stories)):
        return False
    beside = [p for p in (place - 1, place + 1) if 0 <= p < len(scores)]
    return all(not seen.others[p] and scores[p] >= 0.5 for p in beside)


def _odds(score: float) -> float:
    bounded = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _certainty(odds: float) -> float:
    return round(1 / (1 + math.exp(odds)), 3)
