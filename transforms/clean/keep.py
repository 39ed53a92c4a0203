"""What is a line that stays?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.clean.inside import heading_level
from transforms.clean.pattern import any_of
from transforms.clean.signals import Page
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
    r"quote)\b[^:]{0,60}:[\\x22'”’)]*$",
    flags=re.IGNORECASE,
)
SUBHEAD_WORDS = 14
_OPENING = "\"“„«»‘'「『"


def announces_speech(text: str) -> bool:
    """Whether a line ends by announcing somebody's words: "…, stating:"."""
    return text.endswith(":") and _SPEECH.search(text[-120:]) is not None


def text_lines(page: Page, verdicts: Verdicts) -> Mapping[int, Verdict]:
    """Every line that no rule took is text; its kind says in which part.

    `list_item` starts with a list's sign or number. `quote_block` follows a line that announces
    speech, or is marked as a quotation. `subhead` is a heading of the markup, or a short line
    without a sentence's mark before prose. All else is `body`.
    """
    kept = [i for i in page.shown if verdicts[i] is None]
    found: dict[int, Verdict] = {}
    before = ""
    for place, index in enumerate(kept):
        after = page.lines[kept[place + 1]] if place + 1 < len(kept) else None
        text = page.lines[index].text
        if _ITEM.match(page.raw[index].strip()):
            found[index] = in_text("list_item", "list_item", "starts like a list's item", 0.9)
        elif _is_block(page, index, before):
            found[index] = in_text(
                "quote_block", "quote_block", "follows an announcement of speech", 0.8
            )
        elif index in page.document.heading_lines or _is_marked_heading(page, index):
            found[index] = in_text("subhead", "subhead", "a heading of the markup", 0.95)
        elif (
            after is not None
            and _is_subhead(page, index)
            and (after.is_prose or after.text.endswith(":"))
        ):
            found[index] = in_text(
                "subhead", "subhead", "short, without a sentence's mark, before prose", 0.8
            )
        else:
            found[index] = in_text("body", "body", "no rule speaks against it", 0.9)
        before = text
    return found


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
        and not line.ends_sentence
        and line.text[-1] not in ",;:"
        and not line.text[0].islower()
        and any(c.isalpha() for c in line.text[:40])
    )
