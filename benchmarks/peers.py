"""What do the tools that people use today make of a page? Each is loaded when it is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

Kept = list[int]
Peer = Callable[[str], str]
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def everything(text: str) -> Kept:
    """No cleaning."""
    return [index for index, line in enumerate(text.split("\n")) if line.strip()]


def c4_rule(text: str) -> Kept:
    """Raffel et al. 2020: lines of five words or more that end as a sentence does."""
    return [
        index
        for index, line in enumerate(text.split("\n"))
        if len(line.split()) >= 5
        and _SENTENCE_END.search(line.strip())
        and not line.strip().endswith("...")
    ]


def justext_lines(text: str) -> Kept:
    """JusText over the lines as paragraphs."""
    import html

    import justext

    lines = text.split("\n")
    page = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    good = Counter(
        " ".join(p.text.split())
        for p in justext.justext(page.encode(), _stop_words(), encoding="utf-8")
        if not p.is_boilerplate
    )
    kept = []
    for index, line in enumerate(lines):
        if good[" ".join(line.split())]:
            good[" ".join(line.split())] -= 1
            kept.append(index)
    return kept


@cache
def _stop_words() -> frozenset[str]:
    import justext

    found: frozenset[str] = justext.get_stoplist("English")
    return found


def _trafilatura(**options: bool) -> Peer:
    def extract(raw: str) -> str:
        import trafilatura

        return trafilatura.extract(raw, include_comments=False, **options) or ""

    return extract


def _resiliparse(raw: str) -> str:
    from resiliparse.extract.html2text import (
        extract_plain_text,
    )

    return str(
        extract_plain_text(raw, main_content=True, alt_texts=False, preserve_formatting=True)
    )


def _without_declaration(raw: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", raw)


def _readability(raw: str) -> str:
    from lxml import html
    from readability import Document

    summary = Document(_without_declaration(raw)).summary(html_partial=True)
    return "\n".join(html.fromstring(summary).itertext())


def _justext(raw: str) -> str:
    import justext

    page = _without_declaration(raw).encode()
    found = justext.justext(page, _stop_words(), encoding="utf-8")
    return "\n".join(p.text for p in found if not p.is_boilerplate)


def _boilerpy3(raw: str) -> str:
    from boilerpy3.extractors import (
        ArticleExtractor,
    )

    return str(ArticleExtractor(raise_on_failure=False).get_content(_without_declaration(raw)))


LINE_PEERS: dict[str, Callable[[str], Kept]] = {
    "no cleaning": everything,
    "C4 rule": c4_rule,
    "jusText": justext_lines,
}
"""Tools for lines of text: they answer with the lines that stay, from 0."""

HTML_PEERS: dict[str, Peer] = {
    "trafilatura": _trafilatura(),
    "trafilatura fast": _trafilatura(fast=True),
    "trafilatura precision": _trafilatura(favor_precision=True),
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "jusText": _justext,
    "boilerpy3": _boilerpy3,
}
"""Tools for pages: they answer with the text."""

NEEDS = {
    "resiliparse": "resiliparse",
    "readability-lxml": "readability",
    "jusText": "justext",
    "boilerpy3": "boilerpy3",
}
"""Modules that are no part of copydesk's own packages (`benchmarks/requirements.txt`)."""
