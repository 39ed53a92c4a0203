"""What is a line that stays?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType

from transforms.clean.inside import heading_level
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdict, Verdicts, in_text

_ITEM = any_of(
    r"(?:[-*•·▪‣◦●■]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S",
)
_SPEECH = any_of(
    r"\b(?:say|says|said|saying|stat(?:e|es|ed|ing)|writ(?:es|ing)|wrote|add(?:s|ed|ing)|"
    r"tell(?:s|ing)|told|post(?:s|ed|ing)|tweet(?:s|ed|ing)|declar(?:es|ed|ing)|explain(?:s|"
    r"ed|ing)|read|reads|reading|recall(?:s|ed|ing)|ask(?:s|ed|ing)|answer(?:s|ed|ing)|"
    r"repl(?:y|ies|ied|ying)|warn(?:s|ed|ing)|announc(?:es|ed|ing)|remark(?:s|ed|ing)|"
    r"comment(?:s|ed|ing)|respond(?:s|ed|ing)|continu(?:es|ed|ing)|conclud(?:es|ed|ing)|"
    r"not(?:es|ed|ing)|quot(?:es|ed|ing)|statement|message|letter|email|text|words|"
    r"quote)\b[^:]{0,60}:[\x22'”’)]*$",
    flags=re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<!\S)\d+(?!\S)")
SUBHEAD_WORDS = 14
SUBHEAD_QUESTION = 8
"""Words of the longest sub-heading, and of the longest that asks a question."""

_OPENING = "\"“„«»‘'「『"


def announces_speech(text: str) -> bool:
    """Whether a line ends by announcing somebody's words: "…, stating:"."""
    return text.endswith(":") and _SPEECH.search(text[-120:]) is not None


KEPT: Mapping[str, Verdict] = MappingProxyType(
    {
        kind: in_text(kind, kind, reason, score)
        for kind, reason, score in (
            ("list_item", "starts with a list's sign or number", 0.9),
            ("quote_block", "follows an announcement of speech, or is marked as a quotation", 0.8),
            ("subhead", "a heading, or short and without a sentence's mark before prose", 0.85),
            ("body", "no rule speaks against it", 0.9),
        )
    }
)
"""The verdicts on lines that stay, by kind."""


def text_lines(page: Page, verdicts: Verdicts) -> Mapping[int, Verdict]:
    """Every line that no rule took is text; its kind says in which part.

    `list_item` starts with a list's sign or number. `quote_block` follows a line that announces
    speech, or is marked as a quotation. `subhead` is a heading of the markup, or a short line
    without a sentence's mark before prose. All else is `body`.
    """
    kept = [i for i in page.shown if verdicts[i] is None]
    lines = [page.lines[i] for i in kept]
    listed, headed = _plain_lists(page, kept)
    is_marked = page.document.format == "md" or bool(page.document.heading_lines)
    body = KEPT["body"]
    found: dict[int, Verdict] = {}
    before = ""
    for line, after in zip_longest(lines, lines[1:]):
        text = line.text
        kind = None
        if is_marked or not text[0].isupper() or before[-1:] == ":":
            kind = _marked_kind(page, line, before)
        if kind is None and line.words <= SUBHEAD_WORDS and line.at not in listed:
            kind = "subhead" if line.at in headed or _is_subhead(line, after) else None
        found[line.at] = body if kind is None else KEPT[kind]
        before = text
    return found


def _plain_lists(page: Page, kept: list[int]) -> tuple[set[int], set[int]]:
    """Lines of lists without signs, and the sub-headings right above such a list.

    A list is a run of short lines without a sentence's mark, evenly set: after a line that ends
    in a colon, or three of them at least behind prose, the first of which is then their
    sub-heading if prose follows too. Rows of figures have none.
    """
    listed: set[int] = set()
    headed: set[int] = set()
    for start, end in _runs(page, kept):
        run = kept[start:end]
        before = page.lines[kept[start - 1]] if start else None
        after = page.lines[kept[end]] if end < len(kept) else None
        if before is None:
            continue
        if before.text[-1] == ":" and len(run) > 1:
            listed.update(run)
        elif len(run) > 2 and before.is_prose:
            listed.update(run[1:])
            if after is not None and after.is_prose and _heads(page, run):
                headed.add(run[0])
            else:
                listed.add(run[0])
    return listed, headed


def _heads(page: Page, run: list[int]) -> bool:
    rows = (page.lines[index].text for index in run)
    return _is_heading_like(page.lines[run[0]]) and not any(is_figures(row) for row in rows)


def is_figures(row: str) -> bool:
    """Whether a line is a table's row or cell: a figure alone, or three of them."""
    figures = len(_FIGURE.findall(row))
    return figures > 2 or figures == len(row.split())


def _runs(page: Page, kept: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of short lines without a mark, as places in `kept`; the blank lines between are even."""
    start = gap = 0
    was_short = False
    for place, index in enumerate(kept):
        line = page.lines[index]
        is_short = line.words <= SUBHEAD_WORDS and not line.ends_sentence and line.text[-1] != ":"
        step = index - kept[place - 1] if place else 0
        if not (is_short and was_short and step <= 2 and (step == gap or place - 1 == start)):
            if place - start > 1:
                yield start, place
            start = place
        gap, was_short = step, is_short
    if len(kept) - start > 1:
        yield start, len(kept)


def _marked_kind(page: Page, line: LineSignals, before: str) -> str | None:
    """The kind that a line's own signs, the markup or the line before say; None: nothing."""
    raw = page.raw[line.at]
    is_markdown = page.document.format == "md"
    if not line.text[0].isupper() and _ITEM.match(raw.strip()):
        return "list_item"
    if is_markdown and raw.lstrip().startswith(">"):
        return "quote_block"
    is_block = before[-1:] == ":" and line.words >= 4 and line.text[0] not in _OPENING
    if is_block and announces_speech(before):
        return "quote_block"
    is_heading = line.at in page.document.heading_lines
    if is_heading or (is_markdown and heading_level(raw.strip()) > 0):
        return "subhead"
    return None


def _is_subhead(line: LineSignals, after: LineSignals | None) -> bool:
    """Whether a line looks like a sub-heading and leads to prose or to an announcement."""
    leads = after is not None and (after.is_prose or after.text[-1] == ":")
    return leads and _is_heading_like(line)


def _is_heading_like(line: LineSignals) -> bool:
    return (
        line.words <= SUBHEAD_WORDS
        and (not line.ends_sentence or (line.text[-1] == "?" and line.words <= SUBHEAD_QUESTION))
        and line.text[-1] not in ",;:"
        and not line.text[0].islower()
        and any(c.isalpha() for c in line.text[:40])
    )
