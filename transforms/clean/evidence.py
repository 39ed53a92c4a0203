"""What speaks for a line being text, and what against it, in whole numbers?

One column per line that is not blank, one row per signal. `OWN` signals are read from the line,
the rules' verdict on it and the words it shares with its page; `around` adds those of the lines
around it.

Everything is a whole number, shares are per cent: sums are exact, so that what is found of a page
cannot depend on the pages that are judged beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from struct import Struct
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.clean.signals import LineSignals, Page, normal_tokens
from transforms.clean.verdict import Verdicts

Matrix = npt.NDArray[np.int16]

OWN: Final = (
    "words",
    "characters",
    "ends_sentence",
    "last_sign",
    "rule_group",
    "is_removed_by_rule",
    "is_open_prose",
    "shared_with_prose",
    "copies_on_page",
    "same_start_on_page",
    "capitalised_share",
    "function_word_share",
    "first_person_share",
    "reports_speech",
    "comma_rate",
    "quote_marks",
    "inner_sentence_ends",
    "is_cut_off",
    "starts_with_sign",
)
"""Signals of the line itself, in the order of their rows. Of a line that a rule has decided on
only those up to `is_open_prose` are read; the others are `UNREAD`."""

ROW: Final = {name: number for number, name in enumerate(OWN)}
UNREAD: Final = -1

RULE_GROUPS: Final = {
    "title": 1,
    "repeated_title": 1,
    "dek": 1,
    "repeated_dek": 1,
    "byline": 2,
    "date": 2,
    "dateline": 2,
    "section": 2,
    "navigation": 3,
    "page_tools": 4,
    "share_buttons": 4,
    "counter": 4,
    "reading_time": 4,
    "player_chrome": 4,
    "related_head": 5,
    "related_link": 5,
    "comment_prompt": 6,
    "comment": 6,
    "newsletter_prompt": 7,
    "subscription_note": 7,
    "cookie_notice": 7,
    "copyright": 8,
    "author_note": 8,
    "source_line": 8,
    "credit": 9,
    "caption": 9,
    "embed": 9,
    "ad_note": 10,
    "keywords": 11,
    "hashtags": 11,
}
"""Kinds of lines by number; 0: no rule has decided, 12: every other kind."""

_OTHER_GROUP = 12

_COMMON = """
the of and to in a is that was for he she it with on as at by from be are were has had have not but
his her their its which who will would been this they an or said after der die das und den von mit
ist des sich dem nicht ein eine auf für im es auch als aus er hat dass sie nach wird bei einer um
am sind noch wie einem über einen so zum nur oder aber vor zur bis durch le la les et en des un une
du que est pour qui dans par sur au pas plus avec ce il sont se el los las y con para del al lo
como más het van een dat niet te zijn voor och att det som på är av för den till inte om ett han og
i til er af ikke bir bu da için ile olarak w z na się nie do jest di che non per sono della e o os
não uma com
"""
FUNCTION_WORDS: Final = frozenset(_COMMON.split())
"""The commonest words of twelve languages: prose is full of them, labels are not."""

_TO_READER = """
i you your we our us my me i'm i've don't you're we're ich wir du ihr mein unser
"""
_FIRST_PERSON = frozenset(_TO_READER.split())
_SPEECH = frozenset(
    ("said", "says", "told", "added", "according", "reported", "sagte", "dijo", "dit")
)
_LAST = {
    mark: number
    for number, marks in enumerate((".。", "!", "?", ":", ",", "…", "\"”'’", ")", "»>"), 1)
    for mark in marks
}
_OTHER_SIGN = 10
_LONG_WORD = 5
_START_TOKENS = 3
_FIRST_WORDS = 20
_PART_OF_LONG_LINE = 160
_SHAPE = Struct("<4h")
_STANDING = Struct("<6h")
_INSIDE = Struct("<9h")
_NOT_READ = _INSIDE.pack(*[UNREAD] * 9)
_MEMO_CHARS = 120
_MEMO_LINES = 10_000
"""Lines up to so many characters are remembered, and so many of them: a site's labels come again
on each of its pages."""


class _Inside(NamedTuple):
    """What only the words of a line say: packed signals, its first words, its longer words."""

    signals: bytes
    start: str
    long: frozenset[str]


def own_signals(page: Page, verdicts: Verdicts) -> Matrix:
    """The `OWN` signals of the page's lines that are not blank, `(len(OWN), lines)`."""
    lines = [page.lines[index] for index in page.shown]
    copies = Counter([line.norm or line.text for line in lines])
    inside = [_inside(line) if verdicts[line.at] is None else None for line in lines]
    same = Counter([words.start for words in inside if words is not None])
    prose = {index for index in page.prose if verdicts[index] is None}
    vocabulary = _Vocabulary(
        words.long
        for line, words in zip(lines, inside, strict=True)
        if words is not None and line.at in prose
    )
    parts: list[bytes] = []
    for line, words in zip(lines, inside, strict=True):
        text = line.text
        last = text[-1]
        sign = 0 if last.isalnum() else _LAST.get(last, _OTHER_SIGN)
        parts.append(
            _SHAPE.pack(min(line.words, 150), min(len(text), 600), line.ends_sentence, sign)
        )
        if words is None:
            verdict = verdicts[line.at]
            assert verdict is not None
            group = RULE_GROUPS.get(verdict.kind, _OTHER_GROUP)
            parts.append(
                _STANDING.pack(group, not verdict.is_kept, False, UNREAD, UNREAD, UNREAD)
            )
            parts.append(_NOT_READ)
            continue
        is_open_prose = line.at in prose
        parts.append(
            _STANDING.pack(
                0,
                False,
                is_open_prose,
                vocabulary.share(words.long, is_open_prose),
                min(copies[line.norm or text], 5),
                min(same[words.start], 8) if words.start else 0,
            )
        )
        parts.append(words.signals)
    return np.frombuffer(b"".join(parts), "<i2").reshape(-1, len(OWN)).T.astype(np.int16)


def _inside(line: LineSignals) -> _Inside:
    if len(line.text) > _MEMO_CHARS:
        return _read_inside(line.text, line.words, _tokens(line))
    return _remembered(line.text, line.words)


@lru_cache(maxsize=_MEMO_LINES)
def _remembered(text: str, words: int) -> _Inside:
    return _read_inside(text, words, normal_tokens(text))


def _tokens(line: LineSignals) -> Sequence[str]:
    """The words of a longer line: all where they were looked at, else those at start and end."""
    if line.norm:
        return line.tokens
    text = line.text
    part = text[:_PART_OF_LONG_LINE] + " " + text[-_PART_OF_LONG_LINE // 2 :]
    return part.lower().split()


def _read_inside(text: str, words: int, tokens: Sequence[str]) -> _Inside:
    firsts = [word[0] for word in text.split(None, _FIRST_WORDS)[:_FIRST_WORDS]]
    told = _TELLING.intersection(tokens)
    signals = _INSIDE.pack(
        100 * sum(map(str.isupper, firsts)) // len(firsts),
        100 * len(told & FUNCTION_WORDS) // (len(tokens) or 1),
        100 * len(told & _FIRST_PERSON) // (len(tokens) or 1),
        not _SPEECH.isdisjoint(told),
        min(100 * text.count(",") // (words or 1), 100),
        min(text.count('"') + text.count("“") + text.count("„"), 50),
        min(text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"), 50),
        text[-1] == "…" or text.endswith("..."),
        not text[0].isalnum(),
    )
    return _Inside(
        signals,
        " ".join(tokens[:_START_TOKENS]) if len(tokens) > _START_TOKENS else "",
        frozenset([word for word in tokens if len(word) >= _LONG_WORD]),
    )


_TELLING = FUNCTION_WORDS | _FIRST_PERSON | _SPEECH


class _Vocabulary:
    """The longer words of the page's prose: all, and those of more than one line."""

    def __init__(self, lines: Iterable[frozenset[str]]) -> None:
        self._once: set[str] = set()
        self._again: set[str] = set()
        for long in lines:
            self._again |= self._once & long
            self._once |= long

    def share(self, long: frozenset[str], is_prose: bool) -> int:
        """Per cent of a line's longer words that other lines of prose have; -1: it has none."""
        known = self._again if is_prose else self._once
        return 100 * len(known & long) // len(long) if long else -1
