"""Where do quotation marks open and close?

Marks are told apart by their shape where they have one (“ ”), else by what stands beside them. A
paragraph closes what it opens, but speech that goes on in the next one repeats only the opening
mark (The Chicago Manual of Style, 17th edition, 13.30).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

MARKS: Final = re.compile(r"[“”„«»\"'`](?:(?<=[“”„«»\"])|(?<=')'|(?<=`)`)")
"""One of these, or two single ones; a pattern that begins with a set is searched fastest."""
SINGLE: Final = re.compile(r"[‘’']")
OPENERS: Final = frozenset("“„«") | {"``"}
CLOSERS: Final = frozenset("”»")
BEFORE_OPEN: Final = frozenset("([{—–-/‘'")
AFTER_CLOSE: Final = frozenset(".,;:!?)]}—–-/’'")
_APOSTROPHE_WORDS: Final = re.compile(r"(?:em|til|tis|twas|cause|round|n)\b|\d\d", re.IGNORECASE)
"""What an apostrophe at the start of a word may stand before: ’em, ’til, ’90s."""


class Segment(NamedTuple):
    """Text between marks: `start` to `end` are code points inside of them.

    Args:
        start: First code point behind the opening mark.
        end: Code point of the closing mark, or of the end of the paragraph.
        outer_start: First code point of the opening mark.
        outer_end: Code point behind the closing mark.
        is_closed: Whether there is a closing mark.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_closed: bool


def segments(text: str) -> list[Segment]:
    """All quoted stretches, in order; none crosses a line feed.

    Single marks count only in paragraphs without double ones: inside these they are nested.
    """
    found: list[Segment] = []
    place = 0
    for paragraph in text.split("\n"):
        if paragraph:
            own = list(_doubles(paragraph)) or list(_singles(paragraph))
            for start, end, outer_start, outer_end, is_closed in own:
                if paragraph[start:end].strip():
                    shifted = (start + place, end + place, outer_start + place, outer_end + place)
                    found.append(Segment(*shifted, is_closed))
        place += len(paragraph) + 1
    return found


def _doubles(paragraph: str) -> Iterator[Segment]:
    opened: tuple[int, int] | None = None
    for match in MARKS.finditer(paragraph):
        start, end = match.span()
        if _opens(paragraph, match, is_open=opened is not None):
            if opened:
                yield Segment(opened[1], start, opened[0], start, False)
            opened = (start, end)
        elif opened:
            yield Segment(opened[1], start, opened[0], end, True)
            opened = None
    if opened:
        last = len(paragraph)
        yield Segment(opened[1], last, opened[0], last, False)


def _opens(paragraph: str, match: re.Match[str], *, is_open: bool) -> bool:
    mark = match.group()
    if mark in OPENERS:
        return True
    if mark in CLOSERS:
        return False
    before = paragraph[match.start() - 1] if match.start() else " "
    after = paragraph[match.end()] if match.end() < len(paragraph) else " "
    may_open = before.isspace() or before in BEFORE_OPEN
    may_close = after.isspace() or after in AFTER_CLOSE
    if may_open != may_close:
        return may_open
    return not is_open


def _singles(paragraph: str) -> Iterator[Segment]:
    """Stretches in single marks; apostrophes in and before words are none."""
    opened = -1
    for match in SINGLE.finditer(paragraph):
        place = match.start()
        before = paragraph[place - 1] if place else " "
        after = paragraph[place + 1] if place + 1 < len(paragraph) else " "
        if match.group() == "’" or opened >= 0:
            is_end = not after.isalnum() and not before.isspace()
            # "the boys’ room" ends no quotation that goes on to a later mark.
            if opened >= 0 and is_end and not _is_plural(paragraph, place):
                yield Segment(opened + 1, place, opened, place + 1, True)
                opened = -1
        elif (before.isspace() or before in BEFORE_OPEN) and not (
            after.isspace() or _APOSTROPHE_WORDS.match(paragraph, place + 1)
        ):
            opened = place


def _is_plural(paragraph: str, place: int) -> bool:
    """Whether an apostrophe behind an s stands before a word, and another mark closes later."""
    if paragraph[place - 1] not in "sS" or not re.match(r"\s\w", paragraph[place + 1 : place + 3]):
        return False
    return re.search(r"[\w.,!?…][’'](?!\w)", paragraph[place + 2 :]) is not None
