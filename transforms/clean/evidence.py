"""What speaks for a line being text, and what against it, in numbers?

One row per line that is not blank, one column per signal. `OWN` signals are read from
the line and the rules' verdict on it, `AROUND` signals from the lines around it. All are
cheap: a page of fifty lines takes a few tenths of a millisecond.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdicts

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

OWN: Final = (
    "words",
    "characters",
    "ends_sentence",
    "last_sign",
    "rule_group",
    "is_removed_by_rule",
    "is_open_prose",
    "capitalised_share",
    "function_word_share",
    "first_person_share",
    "reports_speech",
    "comma_rate",
    "quote_marks",
    "inner_sentence_ends",
    "is_cut_off",
    "starts_with_sign",
    "shared_with_prose",
    "copies_on_page",
    "same_start_on_page",
)
"""Signals of the line itself, in the order of their columns. Of a line that a rule has decided on
only those up to `is_open_prose` are read; the others are -1."""

_COLUMN = {name: number for number, name in enumerate(OWN)}
_NEAR = ("words", "last_sign", "capitalised_share", "shared_with_prose", "is_open_prose")
_NEAR_COLUMNS = [_COLUMN[name] for name in _NEAR]
_MEANS = ("first_person_share", "function_word_share", "shared_with_prose")
_MEAN_COLUMNS = [_COLUMN[name] for name in _MEANS]
_OFFSETS = (-2, -1, 1, 2)
_RADII = (3, 8, 20)
FAR: Final = 99
"""Stands for a distance to something that is not on the page, and bounds all others."""

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
_GROUPS_BESIDE: Final = {
    "navigation": 3,
    "tools": 4,
    "related": 5,
    "comments": 6,
    "newsletter": 7,
    "foot": 8,
}
_BESIDE_NUMBERS = np.array(list(_GROUPS_BESIDE.values()), np.float32)

AROUND: Final = (
    *(f"{name}_at_{offset:+d}" for offset in _OFFSETS for name in _NEAR),
    "share_of_prose_above",
    "prose_words_above",
    "lines_on_page",
    "prose_words_on_page",
    "prose_lines_on_page",
    *(f"prose_words_above_within_{radius}" for radius in _RADII),
    *(f"prose_words_below_within_{radius}" for radius in _RADII),
    *(f"{name}_within_{radius}" for radius in _RADII for name in _MEANS),
    *(f"lines_since_{name}" for name in (*_GROUPS_BESIDE, "prose")),
    *(f"lines_until_{name}" for name in (*_GROUPS_BESIDE, "prose")),
    "in_prose_span",
    "lines_into_prose_span",
    "lines_to_end_of_prose_span",
)
"""Signals of the lines around a line, in the order of their columns."""

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
_UNREAD = (-1.0,) * (len(OWN) - _COLUMN["capitalised_share"])


def own_signals(page: Page, verdicts: Verdicts) -> Matrix:
    """The `OWN` signals of the page's lines that are not blank, `(lines, len(OWN))`."""
    lines = [page.lines[index] for index in page.shown]
    given = [verdicts[index] for index in page.shown]
    prose = {index for index in page.prose if verdicts[index] is None}
    tokens = [_tokens(line) if v is None else () for line, v in zip(lines, given, strict=True)]
    vocabulary = _Vocabulary(
        (words for line, words in zip(lines, tokens, strict=True) if line.at in prose)
    )
    copies = Counter([line.norm or line.text for line in lines])
    starts = [" ".join(words[:_START_TOKENS]) for words in tokens]
    same = Counter(starts)
    rows: list[tuple[float, ...]] = []
    for line, verdict, words, start in zip(lines, given, tokens, starts, strict=True):
        text = line.text
        last = text[-1]
        head = (
            min(line.words, 150),
            min(len(text), 600),
            line.ends_sentence,
            0 if last.isalnum() else _LAST.get(last, _OTHER_SIGN),
        )
        if verdict is not None:
            group = RULE_GROUPS.get(verdict.kind, _OTHER_GROUP)
            rows.append((*head, group, not verdict.is_kept, False, *_UNREAD))
            continue
        opened = line.at in prose
        count = line.words or 1
        firsts = [word[0] for word in text.split(None, _FIRST_WORDS)[:_FIRST_WORDS]]
        rows.append(
            (
                *head,
                0,
                False,
                opened,
                sum(map(str.isupper, firsts)) / len(firsts),
                len(FUNCTION_WORDS.intersection(words)) / (len(words) or 1),
                len(_FIRST_PERSON.intersection(words)) / (len(words) or 1),
                not _SPEECH.isdisjoint(words),
                text.count(",") / count,
                text.count('"') + text.count("“") + text.count("„"),
                text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"),
                last == "…" or text.endswith("..."),
                not text[0].isalnum(),
                vocabulary.share(words, opened),
                min(copies[line.norm or text], 5),
                min(same[start], 8) if len(words) > _START_TOKENS else 0,
            )
        )
    values = np.fromiter(chain.from_iterable(rows), np.float32, len(rows) * len(OWN))
    return values.reshape(-1, len(OWN))


def _tokens(line: LineSignals) -> Sequence[str]:
    """The line's words; of a long line those at its start and its end."""
    if line.norm:
        return line.tokens
    text = line.text
    part = text[:_PART_OF_LONG_LINE] + " " + text[-_PART_OF_LONG_LINE // 2 :]
    return part.lower().split()


class _Vocabulary:
    """The longer words of the page's prose: all, and those of more than one line."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        self._once: set[str] = set()
        self._again: set[str] = set()
        for words in lines:
            long = {word for word in words if len(word) >= _LONG_WORD}
            self._again |= self._once & long
            self._once |= long

    def share(self, words: Sequence[str], is_prose: bool) -> float:
        """Share of a line's longer words that other lines of prose have; -1: it has none."""
        long = {word for word in words if len(word) >= _LONG_WORD}
        known = self._again if is_prose else self._once
        return len(known & long) / len(long) if long else -1.0


def around_signals(own: Matrix) -> Matrix:
    """The `AROUND` signals, `(lines, len(AROUND))`, of lines with the `OWN` signals `own`."""
    count = len(own)
    at = np.arange(count)
    found = np.empty((count, len(AROUND)), np.float32)
    base = own[:, _NEAR_COLUMNS]
    place = 0
    for offset in _OFFSETS:
        found[:, place : place + len(_NEAR)] = shifted(base, offset)
        place += len(_NEAR)
    words = own[:, _COLUMN["words"]]
    is_prose = own[:, _COLUMN["is_open_prose"]]
    prose = running(words * is_prose)
    total = float(prose[-1])
    found[:, place] = prose[:-1] / (total + 1e-9)
    found[:, place + 1] = prose[:-1]
    found[:, place + 2 : place + 5] = (count, total, is_prose.sum())
    place += 5
    low = np.maximum(0, at[:, None] - _RADIUS_ROW)
    high = np.minimum(count, at[:, None] + _RADIUS_ROW + 1)
    radii = len(_RADII)
    found[:, place : place + radii] = prose[:-1, None] - prose[low]
    found[:, place + radii : place + 2 * radii] = prose[high] - prose[1:, None]
    place += 2 * radii
    means = running(own[:, _MEAN_COLUMNS])
    spread = (means[high] - means[low]) / (high - low)[:, :, None]
    found[:, place : place + radii * len(_MEANS)] = spread.reshape(count, -1)
    place += radii * len(_MEANS)
    beside = np.empty((count, len(_GROUPS_BESIDE) + 1), bool)
    beside[:, :-1] = own[:, _COLUMN["rule_group"], None] == _BESIDE_NUMBERS
    beside[:, -1] = is_prose
    groups = beside.shape[1]
    found[:, place : place + groups] = since(beside)
    found[:, place + groups : place + 2 * groups] = since(beside[::-1])[::-1]
    place += 2 * groups
    is_removed = own[:, _COLUMN["is_removed_by_rule"]]
    weight = np.where(is_prose > 0, words, -6 - 4 * is_removed)
    found[:, place:] = span_signals(weight)
    return found


_RADIUS_ROW = np.array(_RADII)


def shifted(values: Matrix, offset: int) -> Matrix:
    """Row n holds row n + offset of `values`; -1 where there is none."""
    moved = np.full_like(values, -1)
    if abs(offset) < len(values):
        if offset < 0:
            moved[-offset:] = values[:offset]
        else:
            moved[:-offset] = values[offset:]
    return moved


def running(values: Matrix) -> Matrix:
    """Sums of the rows before each row, and of all rows at the end: one row more."""
    sums = np.zeros((len(values) + 1, *values.shape[1:]), np.float32)
    np.cumsum(values, axis=0, out=sums[1:])
    return sums


def since(marks: npt.NDArray[np.bool_]) -> Matrix:
    """Lines since the last mark of each column, 0 at a mark; at most `FAR`."""
    at = np.arange(len(marks))[:, None]
    last = np.maximum.accumulate(np.where(marks, at, -1), axis=0)
    return np.where(last < 0, FAR, np.minimum(at - last, FAR)).astype(np.float32)


def best_span(weight: Vector) -> tuple[int, int]:
    """Start and end of the run of lines with the greatest sum of weights (Finn et al. 2001)."""
    sums = np.concatenate(([0.0], np.cumsum(weight)))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return (int(np.argmin(sums[: end + 1])) if end else 0), end


def span_signals(weight: Vector) -> Matrix:
    """Whether each line is inside of the best span, and how far from its start and its end."""
    start, end = best_span(weight)
    at = np.arange(len(weight))
    inside = (at >= start) & (at < end)
    return np.column_stack(
        (inside, np.clip(at - start, -30, 30), np.clip(end - at, -30, 30))
    ).astype(np.float32)
