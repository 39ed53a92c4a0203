"""Which words can be a title?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clean.forms import (
    LONG_LINE,
    STEM,
    ends_sentence,
    normal_form,
    normal_tokens,
    stems_in,
    with_unspaced,
)
from transforms.clean.pattern import any_of
from transforms.record import RawDocument

_OPEN_ENDS = frozenset((
    "the", "a", "an", "of", "to", "and", "or", "but", "for", "with", "from", "by", "at", "in",
    "on", "into", "as", "than", "that", "which", "who", "whose", "is", "are", "was", "were",
    "be", "has", "have", "had", "would", "its", "their", "his", "her", "this", "these",
    "those", "der", "die", "das", "und", "oder", "von", "mit", "für", "le", "la", "les", "de",
    "du", "et", "un", "une", "el", "los", "y",
))  # fmt: skip
"""Words that a headline does not end with; a line cut in mid-sentence often does."""

_NO_START = any_of(
    r"[^\w\"'“‘«„(\[¿¡$€£#]",
    r"(?:courtesy|photo|picture|image|media caption|source|file|last updated|posted|published|"
    r"by)\b",
    flags=re.IGNORECASE,
)
_SIGNS = re.compile(r"[|,:@()»›>©/]")
"""All that `_NO_HEADLINE` finds has one of these: a line without costs little."""

_NO_HEADLINE = any_of(
    r"\|",
    r",[^,]*\b(?:editor|reporter|correspondent|writer|news website|news)\b",
    r"://|@\w",
    r"\((?:afp|ap|reuters|file|getty[^()]{0,20}|courtesy of [^()]{0,60})\)$",
    r" [»›>] .*[»›>]|\($|\b(?:stock image|foto|photo|bild|bilde|image|afp|getty) ?[:/(]|©",
    flags=re.IGNORECASE,
)
"""Signs, bars, credits, roles and addresses: what stands above a text and is no headline."""

LONGEST_HEADLINE = 180
"""Characters of the longest headline."""

_SITE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " « ")
_ENDS = ".!?…。！？"
_SENTENCE = re.compile(rf"[{_ENDS}]++[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-ZÀ-Þ\d]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Jr|Sr|vs|No|Inc|Co|Corp|Ltd"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|e\.g|i\.e|U\.S|U\.K))\.$"
)


def title_forms(title: str) -> set[str]:
    """Normal forms of a stated title, with and without a site's name at its end or front."""
    forms = {normal_form(title)}
    for mark in _SITE_MARKS:
        if mark in title:
            head, _, tail = title.rpartition(mark)
            if len(head.split()) >= 3 and len(head) >= len(tail):
                forms.add(normal_form(head))
            front, _, rest = title.partition(mark)
            if len(rest.split()) >= 3 and len(rest) > len(front) * 2:
                forms.add(normal_form(rest))
    return {form for form in forms if form}


def page_titles(document: RawDocument) -> frozenset[str]:
    """Normal forms of every title that the input states."""
    forms: set[str] = set()
    for claim in document.claims:
        if claim.name == "title" and len(claim.value) <= 400:
            forms |= title_forms(claim.value)
    return frozenset(forms)


def is_headline_shaped(line: str, following: str) -> bool:
    """Whether a line can be a headline, given the line that follows it.

    >>> is_headline_shaped("Orvane council closes the old bridge", "The council voted on Monday.")
    True
    >>> is_headline_shaped("The council of Orvane voted to close the old", "bridge on Monday.")
    False
    """
    words = line.split()
    if len(line) > LONGEST_HEADLINE or not 3 <= with_unspaced(line, len(words)) <= 24:
        return False
    if ends_sentence(line) and not line.rstrip("\"'”’").endswith(("?", "!")):
        return False
    if (
        line[0] in "-•*>#"
        or line[-1] in ":,;–—-"
        or line.lstrip("\"'“‘(")[:1].islower()
        or not (line[0].isalpha() or any(c.isalpha() for c in line))
    ):
        return False
    if _NO_START.match(line) or (_SIGNS.search(line) and _NO_HEADLINE.search(line)):
        return False
    last = words[-1]
    last_word = last.lower() if last.isalpha() else (normal_tokens(last) or [""])[0]
    if last_word in _OPEN_ENDS or following.lstrip("\"'“‘(")[:1].islower():
        return False
    most = 1 if ends_sentence(line) else 2
    return sum(map(line.count, _ENDS)) <= most or sentence_count(line) <= most


def sentence_count(text: str) -> int:
    """Sentences in the first `LONG_LINE` characters; abbreviations and initials are no ends."""
    count = 0
    text = text[:LONG_LINE]
    for found in _SENTENCE.finditer(text):
        before = text[max(0, found.start() - 8) : found.start() + 1]
        if found.end() >= len(text.rstrip()) or not _ABBREVIATION.search(before):
            count += 1
    return max(1, count)


def restates(short: str, long: str) -> bool:
    """Whether half of the content words of `short` stand in `long`."""
    words = {token for token in normal_tokens(short) if len(token) > 3}
    return bool(words) and 2 * len(words.intersection(normal_tokens(long))) >= len(words)


def shares_words(line: str, texts: Sequence[str], share: float) -> bool:
    """Whether that share of the longer words of `line`, by their first five letters, is in `texts`.

    >>> shares_words("Orvane bridge closed", ["The bridges of Orvane are old."], 0.6)
    True
    """
    stems = {token[:STEM] for token in normal_tokens(line) if len(token) > 3}
    return bool(stems) and len(stems_in(stems, "\n".join(texts))) >= share * len(stems)
