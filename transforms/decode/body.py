"""Which visible lines does an extractor take for the article?"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.decode.stream import PARSER_ERRORS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_PART = 15
"""Letters and digits from which a line found inside of another one is no accident."""

MIN_COVER = 0.6
"""Share of a line that an extracted piece must cover."""

MAX_COMPARED_CHARS = 400_000_000
"""Bound on the work of looking for pieces of lines: candidates times characters."""

_NOT_WORD = re.compile(r"[\W_]+")


def extracted_text(root: HtmlElement) -> str | None:
    """What trafilatura takes for the page's text, with its default settings, no comments.

    None: it finds none, or can't read the page. The tree is not used again afterwards.
    """
    # trafilatura takes 0.4 s to load; only HTML needs it.
    import trafilatura  # noqa: PLC0415

    try:
        text = trafilatura.extract(root, include_comments=False)
    except PARSER_ERRORS:
        return None
    return text if isinstance(text, str) and text.strip() else None


def align(lines: Sequence[str], extracted: str) -> frozenset[int]:
    """Numbers of the `lines` that `extracted` holds.

    Lines are compared by their letters and digits alone. First equal lines, in order;
    then lines that are a part of the extract (the extractor joined them); then lines of
    which an extracted line covers most (the extractor took an in-line part).
    """
    keys = [_key(line) for line in lines]
    wanted = [key for key in (_key(line) for line in extracted.split("\n")) if key]
    found, missing = _equal(keys, wanted)
    rest = [n for n, key in enumerate(keys) if n not in found and len(key) >= MIN_PART]
    found |= _parts_of(keys, rest, missing)
    found |= _covered(keys, [n for n in rest if n not in found], missing)
    return frozenset(found)


def _equal(keys: Sequence[str], wanted: Sequence[str]) -> tuple[set[int], list[str]]:
    """Lines equal to a wanted one, and the wanted ones without a line.

    Of several equal lines the next one after the last hit counts, so that a menu entry of
    the same words is not taken for a sub-heading.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key:
            places[key].append(number)
    found: set[int] = set()
    missing = []
    last = -1
    for key in wanted:
        at = places.get(key)
        if not at:
            missing.append(key)
            continue
        index = bisect_left(at, last + 1)
        number = at[index] if index < len(at) else at[0]
        found.add(number)
        last = number if len(key) >= MIN_PART else max(last, number)
    return found, missing


def _parts_of(keys: Sequence[str], rest: Sequence[int], missing: Sequence[str]) -> set[int]:
    """Lines that stand inside of extracted lines that have no equal."""
    joined = "\n".join(missing)
    if not joined or len(rest) * len(joined) > MAX_COMPARED_CHARS:
        return set()
    return {number for number in rest if keys[number] in joined}


def _covered(keys: Sequence[str], rest: Sequence[int], missing: Sequence[str]) -> set[int]:
    """Lines that an extracted line covers for the most part."""
    pieces = [key for key in missing if len(key) >= MIN_PART]
    work = sum(len(keys[number]) for number in rest) * len(pieces)
    if not pieces or work > MAX_COMPARED_CHARS:
        return set()
    return {
        number
        for number in rest
        if any(
            len(piece) >= MIN_COVER * len(keys[number]) and piece in keys[number]
            for piece in pieces
        )
    }


def _key(line: str) -> str:
    """The letters and digits of a line, in the composed form that trafilatura gives."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", line))
