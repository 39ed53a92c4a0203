"""Where do the article's links lead, and which words carry them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit  # sec-ok: parsing only

from transforms.clean.inside import hidden_characters
from transforms.record import Article, Line, Link, RawLink

LONGEST_URL = 2048
_MARKDOWN = re.compile(
    r"(?<!!)\[([^\[\]]{1,500})\]\(\s*<?([^()\s<>]{1,2048})>?(?:\s+\"[^\"()]{0,200}\")?\s*\)"
)
_BARE = re.compile(r"https?://[^\s<>\"“”{}|\\^`\[\]]{3,2048}")
_TRAIL = ".,;:!?'’)*_"


def links(article: Article) -> tuple[Link, ...]:
    """The links of the article's kept lines.

    A link whose line stands in the text has the place of its words there. Links of removed lines
    are left out; those whose line is not known stay, without a place. Addresses that stand in the
    text as such are links without words.
    """
    found = list(_stated_links(article))
    if article.document.format == "md" and not article.document.links:
        found += _markdown_links(article)
    if "://" in article.text:
        found += _bare_links(article.text, {(link.start_char, link.url) for link in found})
    return tuple(found)


def _stated_links(article: Article) -> Iterator[Link]:
    reached: dict[int, int] = {}
    for raw in article.document.links:
        if raw.line_no is None or not 0 <= raw.line_no < len(article.lines):
            yield _link(raw)
            continue
        line = article.lines[raw.line_no]
        if line.text_start is None or line.text_end is None:
            continue
        words = hidden_characters(" ".join(raw.anchor_text.split()))
        start = (
            article.text.find(
                words, max(line.text_start, reached.get(raw.line_no, 0)), line.text_end
            )
            if words
            else -1
        )
        if start < 0:
            yield _link(raw)
        else:
            reached[raw.line_no] = start + len(words)
            yield _link(raw, start, start + len(words))


def _link(raw: RawLink, start: int | None = None, end: int | None = None) -> Link:
    words = hidden_characters(" ".join(raw.anchor_text.split()))
    return Link(raw.url[:LONGEST_URL], domain_of(raw.url), words or None, start, end)


def _markdown_links(article: Article) -> Iterator[Link]:
    for line in article.lines:
        if line.text_start is not None and "](" in line.raw_text:
            yield from _line_links(article.text, line)


def _line_links(text: str, line: Line) -> Iterator[Link]:
    reached = line.text_start or 0
    for found in _MARKDOWN.finditer(line.raw_text):
        words = hidden_characters(found[1])
        start = text.find(words, reached, line.text_end)
        place = (start, start + len(words)) if start >= 0 and words else None
        reached = place[1] if place else reached
        yield Link(found[2], domain_of(found[2]), words or None, *(place or (None, None)))


def _bare_links(text: str, known: set[tuple[int | None, str]]) -> Iterator[Link]:
    for found in _BARE.finditer(text):
        url = found.group().rstrip(_TRAIL)
        if (found.start(), url) not in known:
            yield Link(url, domain_of(url), None, found.start(), found.start() + len(url))


def domain_of(url: str) -> str | None:
    """Host name of an address in lower case, without "www."; None: it has none.

    >>> domain_of("https://www.Orvane.example/news?id=3")
    'orvane.example'
    """
    try:
        host = urlsplit(url.strip()[:LONGEST_URL]).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None
