"""Which blocks of lines belong to the page and not to the article: polls, posts, menus?

Page rules: they see all lines and the verdicts so far, and answer with new verdicts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from transforms.clean.marks import (
    ANSWER,
    ASKS,
    CAPTION_CONTROL,
    FAMILY,
    FAMILY_LINES,
    MENU_WORD,
    POSTED,
    QUESTION,
    QUOTED,
    QUOTES,
    SECTION,
    UNQUOTES,
)
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdict, Verdicts, removed

Found = Mapping[int, Verdict]

MOST_ANSWERS = 6
"""Answers of the longest poll."""

ANSWER_WORDS = 5
"""Words of its longest answer."""

POST_LINES = 8
"""Lines of the longest post, from the writer's handle to the time."""

MOST_QUOTES = 20
"""Lines of one page that are compared with the others, so that the work is bounded."""

SAME_WORDS = 5
"""Words that the lines of a family start with."""

OPENER = 24
"""Characters that tell first words apart."""

MOST_SLIDES = 60
FEWEST_SLIDES = 3
"""Slides of a show."""

_ASKS = any_of(
    r"(?:(?:your|have your) (?:view|say|vote)|(?:reader |readers' |quick )?poll|vote|umfrage|"
    r"sondage)\s*[:：|–—-]\s*\S.*\?$",
    flags=re.IGNORECASE,
)
_ANSWERS = {"yes", "no"}
_HANDLE = re.compile(r"[^@]{0,60}@\w{2,30}")
_POSTED = any_of(
    r"\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?\s*[·•|-]\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|"
    r"\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4})",
)


def poll(page: Page, verdicts: Verdicts) -> Found:
    """A question to the readers and its answers.

    The question stands before "Yes" and "No", or it is announced ("Your view: …?"). The answers
    are the short lines under it, up to the next line that another rule knows.
    """
    shown = page.shown
    found: dict[int, Verdict] = {}
    verdict = removed("other_furniture", "poll", "a question to the readers with answers", 0.88)
    for index in page.marked(QUESTION):
        if verdicts[index] is not None:
            continue
        line = page.lines[index]
        place = bisect_left(shown, index)
        pair = [page.lines[i] for i in shown[place + 1 : place + 3]]
        if all(one.marks & ANSWER for one in pair) and {one.norm for one in pair} == _ANSWERS:
            more = shown[place + 3 : place + 6]
            end = next((n for n, i in enumerate(more) if verdicts[i] or page.lines[i].words > 4), 3)
            found.update(dict.fromkeys(shown[place : place + 3 + end], verdict))
        elif line.marks & ASKS and _ASKS.match(line.text):
            answers = list(_answers(page, verdicts, shown[place + 1 : place + 2 + MOST_ANSWERS]))
            if 2 <= len(answers) <= MOST_ANSWERS:
                found.update(dict.fromkeys((index, *answers), verdict))
    return found


def _answers(page: Page, verdicts: Verdicts, under: tuple[int, ...]) -> Iterator[int]:
    """The short lines under a poll's question."""
    for index in under:
        line = page.lines[index]
        is_known = verdicts[index] is not None and not line.marks & SECTION
        if is_known or line.words > ANSWER_WORDS or line.ends_sentence:
            return
        yield index


def social_post(page: Page, verdicts: Verdicts) -> Found:
    """A post shown in the page: from the line with the writer's handle to that with its time."""
    found: dict[int, Verdict] = {}
    verdict = removed("embed", "social_post", "a post of a network, shown in the page", 0.85)
    shown = page.shown
    for index in page.marked(POSTED):
        if not _POSTED.fullmatch(page.lines[index].text):
            continue
        place = bisect_left(shown, index)
        block = shown[max(0, place - POST_LINES) : place]
        head = next((i for i in reversed(block) if _is_handle(page.lines[i])), None)
        if head is not None:
            found.update((i, verdict) for i in block if i >= head)
            found[index] = verdict
    return found


def _is_handle(line: LineSignals) -> bool:
    return "@" in line.text and not line.ends_sentence and _HANDLE.fullmatch(line.text) is not None


def same_start(page: Page, verdicts: Verdicts) -> Found:
    """Longer lines that start with the same five words, four or more: captions of a slide show."""
    families: dict[str, list[int]] = {}
    lines = [page.lines[index] for index in page.marked(FAMILY) if verdicts[index] is None]
    if len(lines) < FAMILY_LINES:
        return {}
    # A comparison of the first word is enough for most lines.
    words = [line.text[:OPENER].partition(" ")[0] for line in lines]
    common = {word for word, count in Counter(words).items() if count >= FAMILY_LINES}
    for line, word in zip(lines, words, strict=True):
        if word in common:
            start = " ".join(line.text.split(None, SAME_WORDS)[:SAME_WORDS])
            families.setdefault(start, []).append(line.at)
    verdict = removed("caption", "same_start", "starts as several other lines do", 0.85)
    return {
        index: verdict
        for indices in families.values()
        if len(indices) >= FAMILY_LINES
        for index in indices
    }


def gallery(page: Page, verdicts: Verdicts) -> Found:
    """The captions of a slide show, all in a row above its control: "Hide caption".

    How many there are is told by what follows the control: the show's title once for each slide,
    or the numbers of the slides. As many open lines right above the control are captions.
    """
    found: dict[int, Verdict] = {}
    verdict = removed("caption", "gallery", "a caption of a slide show, above its control", 0.88)
    shown = page.shown
    for index in page.marked(CAPTION_CONTROL):
        place = bisect_left(shown, index)
        slides = _slides(page, shown[place + 1 : place + 2 + 2 * MOST_SLIDES])
        above = [i for i in shown[max(0, place - slides) : place] if verdicts[i] is None]
        if slides >= FEWEST_SLIDES and len(above) >= slides - 1:
            found.update(dict.fromkeys(above, verdict))
    return found


def _slides(page: Page, below: tuple[int, ...]) -> int:
    """Slides of a show, from the lines below its control."""
    titles = [page.lines[i].text for i in below]
    same = next((n for n, title in enumerate(titles) if title != titles[0]), len(titles))
    numbers = 0
    for title in titles[same if same >= FEWEST_SLIDES else 0 :]:
        numbers += title == str(numbers + 1)
    return max(same, numbers)


def pull_quote(page: Page, verdicts: Verdicts) -> Found:
    """A quotation set apart that stands, word for word, in a paragraph of the page too."""
    quotes = (page.lines[i] for i in page.marked(QUOTED) if verdicts[i] is None)
    verdict = removed(
        "other_furniture", "pull_quote", "repeats a quotation of the text, set apart", 0.85
    )
    return {
        line.at: verdict for line in islice(quotes, MOST_QUOTES) if _is_in(page, verdicts, line)
    }


def _is_in(page: Page, verdicts: Verdicts, quote: LineSignals) -> bool:
    """Whether a longer paragraph has the quotation."""
    words = quote.text.strip(QUOTES + UNQUOTES)
    return any(
        words in page.lines[i].text
        for i in page.prose
        if verdicts[i] is None and page.lines[i].words > quote.words + 4
    )


def menu_label(page: Page, verdicts: Verdicts) -> Found:
    """Labels within a menu that elsewhere would be a demand: "Subscribe", "Sign in"."""
    verdict = removed("navigation", "menu_label", "a label within a menu", 0.9)
    found: dict[int, Verdict] = {}
    run: list[int] = []
    before = ""
    for index in page.shown:
        kind = _kind_at(verdicts, index)
        if kind == "subscription_note" and page.lines[index].marks & MENU_WORD:
            run.append(index)
            continue
        if before == kind == "navigation":
            found.update(dict.fromkeys(run, verdict))
        run, before = [], kind
    return found


def _kind_at(verdicts: Verdicts, index: int) -> str:
    verdict = verdicts[index]
    return verdict.kind if verdict is not None else ""
