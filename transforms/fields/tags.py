"""Which tags does the page state?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.clean.inside import hidden_characters
from transforms.clean.pattern import any_of
from transforms.record import Article, Tag

TAG_HEAD = "heads the tags"
"""Reason of a line that announces tags and is none."""

LONGEST_TAG = 80
"""Characters of the longest tag that is kept."""

_SPLIT = any_of(
    r"[,;|•·]",
)
_LABEL = any_of(
    r"[^:：,;|]{2,40}[:：]\s*",
)
_NO_KEYWORD = any_of(
    r"[.!?…][\x22'”’)]*$",
    r"[\"“”«»]",
    r"^(?:and|or|und|et|y|e|but|who|which|where|when|while|including|from left|clockwise|"
    r"l-r|the|a|an|he|she|they|it|we|i|in|on|at|with|for|to|of)\b",
    r"^\W*\d",
    r"@",
    r"://",
    r"\b(?:is|are|was|were|has|have|had|said|says|will|would|street|road|avenue|suite|floor|"
    r"inc|ltd|llc|p\.?o\.? box)\b",
    flags=re.IGNORECASE,
)


def keyword_parts(line: str) -> tuple[str, ...]:
    """The phrases of a keyword line; empty: the line is none.

    >>> keyword_parts("old bridge, Orvane council, flood, Ada Brun")
    ('old bridge', 'Orvane council', 'flood', 'Ada Brun')
    >>> keyword_parts("12 Mill Road, Orvane, Tessal, TS1 4AB")
    ()
    """
    if line.count(",") < 3 or ":" in line:
        return ()
    parts = tuple(part.strip() for part in line.split(",") if part.strip())
    if len(parts) < 4 or any(not _is_keyword(part) for part in parts):
        return ()
    return parts


def _is_keyword(part: str) -> bool:
    return len(part) <= 60 and len(part.split()) <= 6 and _NO_KEYWORD.search(part) is None


def line_tags(line: str, kind: str, rule: str) -> Iterator[tuple[str, str]]:
    """(tag, tag_kind) pairs that a removed line states."""
    if kind == "hashtags":
        yield from ((part.strip("#,.;:"), "hashtag") for part in line.replace(",", " ").split())
    elif rule == "labelled_keywords":
        rest = _LABEL.sub("", line, count=1)
        if "#" in rest and not _SPLIT.search(rest):
            yield from ((part.strip("#,.;:"), "hashtag") for part in rest.split() if part[0] == "#")
        else:
            yield from ((part.strip(" #"), "keyword_line") for part in _SPLIT.split(rest))
    elif rule == "keyword_line":
        yield from ((part, "keyword_line") for part in keyword_parts(line))
    elif rule == "tag_list":
        yield line.strip(" #"), "keyword_line"


def tags(article: Article) -> tuple[Tag, ...]:
    """Tags of the page's lines in their order, then those that the publisher states.

    Each tag once per kind; the first spelling stays.
    """
    found: dict[tuple[str, str], Tag] = {}
    for line in article.lines:
        if line.kind in ("hashtags", "keywords") and line.reason != TAG_HEAD:
            for tag, kind in line_tags(hidden_characters(line.raw_text), line.kind, line.rule):
                _add(found, Tag(tag, kind, line.line_no))
    for claim in article.document.claims:
        if claim.name == "tag":
            for part in claim.value.split(","):
                _add(found, Tag(hidden_characters(" ".join(part.split())), "publisher"))
    return tuple(found.values())


def _add(found: dict[tuple[str, str], Tag], tag: Tag) -> None:
    if tag.tag and len(tag.tag) <= LONGEST_TAG and any(c.isalnum() for c in tag.tag):
        found.setdefault((tag.tag_kind, tag.tag.casefold()), tag)
