"""Which lines did readers write?

Page rules: they see all lines and the verdicts so far, and answer with new verdicts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from transforms.clean.marks import THREAD_WORD
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdict, Verdicts, removed

Found = Mapping[int, Verdict]

MOST_BEFORE_COMMENTS = 1.5
"""Words of prose before the comments' head, by those after it, from which it is taken for one."""

FEWEST_MARKS = 3
"""Marks of a thread: two bylines can stand in an article of two parts."""

FEWEST_BEFORE = 30
"""Words of prose before a thread: without them the thread is what the page is about."""

LONGEST_COMMENT = 12
"""Lines between two marks."""

MARK_WORDS = 16
"""Words of the longest mark."""

_MARK = any_of(
    r"\W*(?:(?:report|flag) (?:this |as |an? )?(?:comment|post|abuse|inappropriate|spam)"
    r"|(?:like )?reply(?: to this)?|quote \| report this post|reply with quote"
    r"|offensive\? unsuitable\? report this comment|recommend(?: this)?\W*(?:\d+)?"
    r"|antworten|kommentar melden|beitrag melden|répondre|signaler|responder)\W*$",
    r"(?:posted|comment(?:ed)?|written|submitted|left) (?:by|from) .{1,60}"
    r"(?:\d{1,2}[:.h]\d\d|\d{4}|\bago\b|\||@ \d)",
    r"\S{2,30}(?: \S{1,20}){0,3} (?:at|on|,) \d{1,2}:\d\d ?[ap]\.?m\.?,? .{4,20}\d{4}\W*$",
    r"[^\"“”‘’]{1,40} (?:says|said|wrote|writes|commented|schrieb|schreibt|a écrit|dijo)"
    r"(?:\W{0,2}[:.]{1,3}$|.{0,12}\d{1,2}[:.]\d\d.{0,20}$| on .{4,40}\d{4}.{0,20}$)",
    flags=re.IGNORECASE,
)


def user_comments(page: Page, verdicts: Verdicts) -> Found:
    """What readers wrote: the lines between a comment head or counter and the comment form.

    Only behind most of the prose, so that a counter in the page's head opens nothing, and only
    if a short line such as a name comes first and again and again.
    """
    kinds = {i: v.kind for i, v in enumerate(verdicts) if v is not None and v.kind in _OPENING}
    prompts = [i for i, kind in kinds.items() if kind == "comment_prompt"]
    if not prompts:
        return {}
    heads = [i for i in kinds if page.lines[i].norm in _COMMENT_HEADS]
    if not heads:
        return {}
    head, prompt = heads[-1], prompts[-1]
    before = sum(page.lines[i].words for i in page.prose if i < head and verdicts[i] is None)
    inside = sum(page.lines[i].words for i in page.prose if head < i < prompt)
    if before < MOST_BEFORE_COMMENTS * inside or not before:
        return {}
    between = [page.lines[i] for i in page.shown if head < i < prompt]
    names = [line.words <= 4 and not line.ends_sentence for line in between]
    if not names or not names[0] or 3 * sum(names) < len(names):
        return {}
    verdict = removed("comment", "user_comments", "between the comments' head and form", 0.85)
    return {i: verdict for i in page.shown if head < i < prompt and verdicts[i] is None}


def comment_thread(page: Page, verdicts: Verdicts) -> Found:
    """A thread of comments: lines such as "Report this comment" or "Posted by …" come again.

    The thread starts behind the last comment head above its marks, else at the first mark, and
    ends at the last mark; the article's prose stands before it.
    """
    marked = page.marked(THREAD_WORD)
    if len(page.shown) < 2 * FEWEST_MARKS or len(marked) < FEWEST_MARKS:
        return {}
    found: dict[int, Verdict] = {}
    verdict = removed("comment", "comment_thread", "within a thread of readers' comments", 0.9)
    places = [bisect_left(page.shown, i) for i in marked if is_mark(page.lines[i])]
    for marks in _clusters(places):
        start, end = page.shown[marks[0]], page.shown[marks[-1]]
        above = page.shown[max(0, marks[0] - LONGEST_COMMENT) : marks[0]]
        start = next((i for i in reversed(above) if _opens_thread(page, verdicts, i)), start)
        before = sum(page.lines[i].words for i in page.prose if i < start and verdicts[i] is None)
        if before >= FEWEST_BEFORE:
            inside = page.shown[bisect_left(page.shown, start) : marks[-1] + 1]
            found.update((i, verdict) for i in inside if verdicts[i] is None and i <= end)
    return found


def _clusters(places: list[int]) -> Iterator[list[int]]:
    """Runs of marks with no more than a comment between them."""
    run: list[int] = []
    for place in places:
        if run and place - run[-1] > LONGEST_COMMENT:
            if len(run) >= FEWEST_MARKS:
                yield run
            run = []
        run.append(place)
    if len(run) >= FEWEST_MARKS:
        yield run


def is_mark(line: LineSignals) -> bool:
    """Whether a line stands above or below each comment of a thread; it has such a word."""
    is_short = line.words <= MARK_WORDS and len(line.text) <= 120
    return is_short and _has_form_of_mark(line.text)


@lru_cache(maxsize=1_024)
def _has_form_of_mark(text: str) -> bool:
    """Remembered: the words of a thread come again and again, and so do menus."""
    return _MARK.match(text) is not None


def _opens_thread(page: Page, verdicts: Verdicts, index: int) -> bool:
    kind = _kind_of(verdicts[index])
    return kind in _OPENING and page.lines[index].words <= 6


def _kind_of(verdict: Verdict | None) -> str:
    return verdict.kind if verdict is not None else ""


_OPENING = ("counter", "comment_prompt")
"""Kinds of lines that may stand at the head of comments."""

_COMMENT_HEADS = frozenset(
    (
        "comments",
        "0 comments",
        "0 comment",
        "comments 0",
        "reader comments",
        "0 responses",
        "kommentare",
    )
)
