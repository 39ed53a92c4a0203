"""What is a line that stays?"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    found: dict[int, Verdict] = {}
    before = ""
    for index, follower in zip_longest(kept, kept[1:]):
        after = page.lines[follower] if follower is not None else None
        found[index] = KEPT[_kind(page, index, before, after)]
        before = page.lines[index].text
    return found


def _kind(page: Page, index: int, before: str, after: LineSignals | None) -> str:
    if _ITEM.match(page.raw[index].strip()):
        return "list_item"
    if _is_block(page, index, before):
        return "quote_block"
    if index in page.document.heading_lines or _is_marked_heading(page, index):
        return "subhead"
    leads = after is not None and (after.is_prose or after.text.endswith(":"))
    return "subhead" if leads and _is_subhead(page, index) else "body"


def _is_marked_heading(page: Page, index: int) -> bool:
    return page.document.format == "md" and heading_level(page.raw[index].strip()) > 0


def _is_block(page: Page, index: int, before: str) -> bool:
    if page.document.format == "md" and page.raw[index].lstrip().startswith(">"):
        return True
    line = page.lines[index]
    return announces_speech(before) and line.words >= 4 and line.text[0] not in _OPENING


def _is_subhead(page: Page, index: int) -> bool:
    line = page.lines[index]
    return (
        line.words <= SUBHEAD_WORDS
        and (not line.ends_sentence or (line.text[-1] == "?" and line.words <= SUBHEAD_QUESTION))
        and line.text[-1] not in ",;:"
        and not line.text[0].islower()
        and any(c.isalpha() for c in line.text[:40])
    )
