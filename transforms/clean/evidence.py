"""What speaks for a line being text, and what against it, in numbers?

One row per line that is not blank, one column per signal. `OWN` signals are read from
the line and the rules' verdict on it, `AROUND` signals from the lines around it. All are
cheap: a page of fifty lines takes a few tenths of a millisecond.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    "capitalised_share",
    "starts_upper",
    "starts_lower",
    "starts_with_sign",
    "starts_with_digit",
    "function_word_share",
    "first_person_share",
    "reports_speech",
    "comma_rate",
    "has_digit",
    "is_all_capitals",
    "has_address",
    "bar_signs",
    "quote_marks",
    "inner_sentence_ends",
    "is_cut_off",
    "shared_with_prose",
    "copies_on_page",
    "same_start_on_page",
    "starts_as_earlier_line",
    "same_beginning_on_page",
    "characters_per_word",
    "rule_group",
    "is_removed_by_rule",
    "is_open_prose",
    "has_early_colon",
    "has_bracket",
    "exclamation_marks",
    "longest_word",
)
"""Signals of the line itself, in the order of their columns."""

_COLUMN = {name: number for number, name in enumerate(OWN)}
_NEAR = (
    "words",
    "ends_sentence",
    "last_sign",
    "capitalised_share",
    "function_word_share",
    "shared_with_prose",
    "rule_group",
    "is_removed_by_rule",
    "is_open_prose",
)
_NEAR_COLUMNS = [_COLUMN[name] for name in _NEAR]
_OFFSETS = (-3, -2, -1, 1, 2, 3)
_RADII = (3, 8, 20)
FAR: Final = 99.0
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
    "title": (1,),
    "byline_or_date": (2,),
    "navigation": (3,),
    "tools": (4,),
    "related": (5,),
    "comments": (6,),
    "newsletter": (7,),
    "foot": (8,),
}

AROUND: Final = (
    *(f"{name}_at_{offset:+d}" for offset in _OFFSETS for name in _NEAR),
    "share_of_prose_above",
    "prose_words_above",
    "prose_words_below",
    "place_on_page",
    "lines_above",
    "lines_below",
    "lines_on_page",
    "prose_words_on_page",
    "prose_lines_on_page",
    *(
        f"{name}_within_{radius}"
        for radius in _RADII
        for name in (
            "prose_words_above",
            "prose_words_below",
            "removed_above",
            "removed_below",
            "first_person",
            "function_words",
            "shared_with_prose",
        )
    ),
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
_START_LETTERS = 40
_TOKENS_OF_LONG_LINE = 160


def own_signals(page: Page, verdicts: Verdicts) -> Matrix:
    """The `OWN` signals of the page's lines that are not blank, `(lines, len(OWN))`."""
    lines = [page.lines[index] for index in page.shown]
    given = [verdicts[index] for index in page.shown]
    tokens = [_tokens(line) for line in lines]
    long_words = [{word for word in words if len(word) >= _LONG_WORD} for words in tokens]
    once: set[str] = set()
    again: set[str] = set()
    is_open = [
        line.is_prose and verdict is None for line, verdict in zip(lines, given, strict=True)
    ]
    for words, counts in zip(long_words, is_open, strict=True):
        if counts:
            again |= once & words
            once |= words
    copies = Counter(line.norm or line.text for line in lines)
    starts = [
        " ".join(words[:_START_TOKENS]) if len(words) > _START_TOKENS else "" for words in tokens
    ]
    same = Counter(starts)
    same[""] = 0
    beginnings = Counter(line.text[:_START_LETTERS] for line in lines if line.words > 4)
    seen: set[str] = set()
    rows: list[tuple[float, ...]] = []
    for line, verdict, words, long, opened, start in zip(
        lines, given, tokens, long_words, is_open, starts, strict=True
    ):
        text = line.text
        size, count, total = len(text), line.words, len(words) or 1
        first, last = text[0], text[-1]
        spaced = text[:_TOKENS_OF_LONG_LINE].split()
        beginning = text[:_START_LETTERS]
        was_seen = count > 4 and beginning in seen
        seen.add(beginning)
        rows.append(
            (
                min(count, 150),
                min(size, 600),
                line.ends_sentence,
                0 if last.isalnum() else _LAST.get(last, _OTHER_SIGN),
                sum(word[0].isupper() for word in spaced) / (len(spaced) or 1),
                first.isupper(),
                first.islower(),
                not first.isalnum(),
                first.isdigit(),
                len(FUNCTION_WORDS.intersection(words)) / total,
                len(_FIRST_PERSON.intersection(words)) / total,
                not _SPEECH.isdisjoint(words),
                text.count(",") / (count or 1),
                line.norm != line.form,
                text.isupper(),
                ("@" in text) + 2 * ("http" in text or "www." in text),
                ("|" in text) + ("©" in text) + ("»" in text) + (">" in text),
                text.count('"') + text.count("“") + text.count("„"),
                text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"),
                text.endswith("...") or last == "…",
                len(long & (again if opened else once)) / len(long) if long else -1.0,
                min(copies[line.norm or text], 5),
                min(same[start], 8),
                was_seen,
                min(beginnings[beginning], 5),
                size / (count or 1),
                0 if verdict is None else RULE_GROUPS.get(verdict.kind, _OTHER_GROUP),
                verdict is not None and not verdict.is_kept,
                opened,
                ":" in beginning,
                "(" in text,
                min(text.count("!"), 5),
                max(map(len, words), default=0),
            )
        )
    return np.array(rows, np.float32).reshape(-1, len(OWN))


def _tokens(line: LineSignals) -> Sequence[str]:
    """The line's words; of a long line those at its start and its end."""
    if line.norm:
        return line.tokens
    return (
        (line.text[:_TOKENS_OF_LONG_LINE] + " " + line.text[-_TOKENS_OF_LONG_LINE // 2 :])
        .lower()
        .split()
    )


def around_signals(own: Matrix) -> Matrix:
    """The `AROUND` signals, `(lines, len(AROUND))`, of lines with the `OWN` signals `own`."""
    count = len(own)
    at = np.arange(count)
    base = own[:, _NEAR_COLUMNS]
    blocks: list[npt.NDArray[np.float32]] = [shifted(base, offset) for offset in _OFFSETS]
    words = own[:, _COLUMN["words"]]
    is_prose = own[:, _COLUMN["is_open_prose"]]
    is_removed = own[:, _COLUMN["is_removed_by_rule"]]
    prose = running(words * is_prose)
    total = prose[-1]
    columns: list[npt.NDArray[np.floating | np.integer | np.bool_]] = [
        prose[:-1] / (total + 1e-9),
        prose[:-1],
        total - prose[1:],
        at / count,
        np.minimum(at, 60),
        np.minimum(count - 1 - at, 60),
        np.full(count, count),
        np.full(count, total),
        np.full(count, is_prose.sum()),
    ]
    removed = running(is_removed)
    means = running(
        own[
            :,
            [
                _COLUMN[n]
                for n in ("first_person_share", "function_word_share", "shared_with_prose")
            ],
        ]
    )
    for radius in _RADII:
        low, high = np.maximum(0, at - radius), np.minimum(count, at + radius + 1)
        columns += [
            prose[at] - prose[low],
            prose[high] - prose[at + 1],
            (removed[at] - removed[low]) / radius,
            (removed[high] - removed[at + 1]) / radius,
            *((means[high] - means[low]) / (high - low)[:, None]).T,
        ]
    group = own[:, _COLUMN["rule_group"]]
    masks = [np.isin(group, groups) for groups in _GROUPS_BESIDE.values()]
    masks.append(is_prose > 0)
    beside = np.column_stack(masks)
    blocks.append(np.column_stack(columns).astype(np.float32))
    blocks.append(since(beside))
    blocks.append(since(beside[::-1])[::-1])
    weight = np.where(is_prose > 0, words, np.where(is_removed > 0, -10, -6)).astype(np.float32)
    blocks.append(span_signals(weight))
    return np.hstack(blocks)


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
