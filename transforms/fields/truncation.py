"""Is the text cut off?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clean.keep import announces_speech
from transforms.clean.pattern import any_of
from transforms.record import Article, Line

_CUT = any_of(
    r"\[\s?[+…]?\s?\+?\d{1,6} (?:more )?(?:chars|characters|words)\]$",
    r"(?:…|\.{3})\s*[\[(]?(?:read more|continue reading|more|full story|weiterlesen|"
    r"lire la suite|leer más)\b[\])]?[ .…»→>]*$",
    r"[\[(](?:…|\.{3})[\])]$",
    r"(?<=[^\s.…!?])\s?(?:…|\.{3})$",
    flags=re.IGNORECASE,
)
_REFERS_BACK = any_of(
    r"(?:[\w’'-]+[ ,]+){0,12}?(?:these|those|such|this|both|all of (?:this|these|them)|"
    r"none of (?:this|these|them))\b",
    flags=re.IGNORECASE,
)
_OPENING = "\"“„«»‘'「『-•*–—("


def is_truncated(article: Article) -> bool | None:
    """True if the article is cut off; None: no sign of it.

    Signs: the last line of the text ends in an ellipsis or in a note such as "[+1234 chars]"; a
    line ends in a colon and nothing that it announces follows.
    """
    kept = [line for line in article.lines if line.text_start is not None]
    texts = [article.text[line.text_start : line.text_end] for line in kept]
    is_cut = bool(texts) and (_CUT.search(texts[-1][-80:]) is not None or texts[-1].endswith(":"))
    if not is_cut and ":\n" in article.text:
        is_cut = any(
            _announces_nothing(article.lines, kept, texts, place) for place in range(len(texts) - 1)
        )
    return True if is_cut else None


def _announces_nothing(
    lines: Sequence[Line], kept: Sequence[Line], texts: Sequence[str], place: int
) -> bool:
    """Whether the line ends in a colon, and the next one is neither speech nor an item.

    A sentence that points back ("these demands") or a sub-heading shows that something is missing.
    Where lines in between were removed, nothing is said.
    """
    text, after = texts[place], texts[place + 1]
    if not text.endswith(":") or announces_speech(text) or kept[place].kind == "subhead":
        return False
    between = lines[kept[place].line_no : kept[place + 1].line_no - 1]
    if any(line.kind != "blank" for line in between) or len(text.split()) < 5:
        return False
    if kept[place + 1].kind == "subhead":
        return place + 2 < len(kept) and kept[place + 2].kind == "body"
    if kept[place + 1].kind != "body" or after[0] in _OPENING or not after[0].isupper():
        return False
    return after.endswith(".") and _REFERS_BACK.match(after[:160]) is not None
