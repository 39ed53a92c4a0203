"""What speaks for a line being text, and what against it, in whole numbers?

One column per line that is not blank, one row per signal. `OWN` signals are read from the line,
the rules' verdict on it and the words it shares with its page; `around` adds those of the lines
around it.

Everything is a whole number, shares are per cent: sums are exact, so that what is found of a page
cannot depend on the pages that are judged beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean.columns import copies_of
from transforms.clean.lexicon import Lexicon, flags_of
from transforms.clean.shared import share_in_text
from transforms.clean.signals import Pages
from transforms.clean.verdict import Verdicts
from transforms.clean.words import SALT, Hashes, Words

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
    ord(mark): number
    for number, marks in enumerate((".。", "!", "?", ":", ",", "…", "\"”'’", ")", "»>"), 1)
    for mark in marks
}
_OTHER_SIGN = 10
_START_WORDS = 3
_TELLING = flags_of((FUNCTION_WORDS, _FIRST_PERSON, _SPEECH))
_FUNCTION, _FIRST, _REPORTS = (1 << n for n in range(3))


def own_signals(pages: Pages, verdicts: Sequence[Verdicts]) -> Matrix:
    """The `OWN` signals of the pages' lines that are not blank, `(len(OWN), lines)`."""
    words = pages.words
    given = [
        own[index] for page, own in zip(pages.pages, verdicts, strict=True) for index in page.shown
    ]
    size = words.size
    decided = [number for number, verdict in enumerate(given) if verdict is not None]
    by_rule = [verdict for verdict in given if verdict is not None]
    group, is_removed = np.zeros(size, np.int16), np.zeros(size, bool)
    group[decided] = [RULE_GROUPS.get(verdict.kind, _OTHER_GROUP) for verdict in by_rule]
    is_removed[decided] = [not verdict.is_kept for verdict in by_rule]
    is_open = group == 0
    is_prose = pages.is_prose & is_open
    page = pages.page_of
    told = _telling().values(words.hashes)
    count = np.maximum(np.diff(words.first), 1)
    spaced = pages.count
    same_start = np.zeros(size, np.intp)
    is_long = np.flatnonzero(is_open & (count > _START_WORDS))
    same_start[is_long] = copies_of(_starts(words)[is_long], page[is_long])
    found = np.array(
        [
            np.minimum(spaced, 150),
            np.minimum(pages.columns.chars, 600),
            pages.columns.ends_sentence,
            _last_signs(words),
            group,
            is_removed,
            is_prose,
            share_in_text(pages.shared.long_words, is_open, is_prose),
            np.minimum(pages.copies, 5),
            np.minimum(same_start, 8),
            words.capitals,
            100 * words.count(told & _FUNCTION > 0) // count,
            100 * words.count(told & _FIRST > 0) // count,
            words.count(told & _REPORTS > 0) > 0,
            np.minimum(100 * words.commas // np.maximum(spaced, 1), 100),
            np.minimum(words.quotes, 50),
            np.minimum(words.inner_ends, 50),
            words.is_cut_off,
            words.opens_with_sign,
        ],
        np.int16,
    )
    found[ROW["shared_with_prose"] :, ~is_open] = UNREAD
    return found


@cache
def _telling() -> Lexicon:
    return Lexicon(_TELLING)


def _last_signs(words: Words) -> npt.NDArray[np.int16]:
    """What each line ends with: 0 for a letter or digit, else by `_LAST`."""
    found = _last_of_low().take(words.closes, mode="clip")
    for number in np.flatnonzero(words.closes >= len(_last_of_low())).tolist():
        found[number] = _last_of(int(words.closes[number]))
    return found


@cache
def _last_of_low() -> npt.NDArray[np.int16]:
    """The same by the code point of a line's last character, up to 0xFFFF."""
    return np.array([_last_of(point) for point in range(0x10000)], np.int16)


def _last_of(point: int) -> int:
    return 0 if chr(point).isalnum() else _LAST.get(point, _OTHER_SIGN)


def _starts(words: Words) -> Hashes:
    """Of each line, a hash of its first words, as far as it has so many."""
    places = words.first[:-1, None] + np.arange(_START_WORDS)
    hashes = np.append(words.hashes, np.uint64(0))[np.minimum(places, len(words.hashes))]
    one, two, three = hashes.T
    found: Hashes = (one * SALT + two) * SALT + three
    return found
