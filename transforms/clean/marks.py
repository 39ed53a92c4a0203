"""What may a line be? Bits that tell the page rules which lines to look at.

The first marks are of lines that are known by heart. All others are necessary conditions, asked of
all lines of a batch at once: without the mark a line can't be what the rule looks for; with it the
rule looks at the line itself.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean import phrases
from transforms.clean.columns import Columns, Flags
from transforms.clean.words import Lexicon, flags_of

Marks = npt.NDArray[np.int64]

(SECTION, NETWORK, TAG_LABEL, MENU_WORD, KEY_POINTS, CAPTION_CONTROL, THREAD_WORD) = (
    1 << n for n in range(7)
)
"""A section's name, a network's, a head of tags, a label of menus, a head of key points, a slide
show's control; and a line that has a word that stands above or below readers' comments."""

(SIGNS, COUNT, QUESTION, POSTED, QUOTED, DATED, NAME, BYLINE, DATELINE, KEYWORDS, SOURCE) = (
    1 << n for n in range(7, 18)
)
"""What may be signs only, a number alone, a question, the time of a post, a quotation, a date, a
person's name, a byline, a dateline alone, a list of keywords, the source of the text."""

LONGEST_MARKED: Final = 30
"""Words of the longest line that is marked for one of `phrases.THREAD_WORDS`."""

LONGEST_COUNT: Final = 9
"""Characters of the longest counter."""

QUOTE_WORDS: Final = range(5, 61)
"""Words of a pull quote."""

QUOTES: Final = "\"“„«‘'"
UNQUOTES: Final = "\"”“»’'"
_LONGEST_POSTED: Final = 60
_LONGEST_DATE: Final = 120
_LONGEST_NAME: Final = 50
_LONGEST_BYLINE: Final = 240
_LONGEST_DATELINE: Final = 10
_LONGEST_SOURCE: Final = 60
_YEAR: Final = 4
_CLOCK: Final = (4, 5)
_FEWEST_COMMAS: Final = 3

_KNOWN = (
    phrases.SECTION_LABELS,
    phrases.NETWORKS,
    phrases.TAG_HEADS,
    phrases.MENU_WORDS,
    phrases.KEY_POINTS,
    phrases.CAPTION_CONTROLS,
)
_BYLINE_OPENERS = (
    "by von par por di door av af przez story words text written reported posted published "
    "submitted author authors autor autoren autorin autore auteur"
)
_SOURCE_OPENERS = "source sources quelle quelles fuente fuentes fonte fontes via vias"
_OPENERS: Final = {BYLINE: _BYLINE_OPENERS.split(), SOURCE: _SOURCE_OPENERS.split()}


@cache
def _known() -> Lexicon:
    return Lexicon(flags_of(_KNOWN), is_of_lines=True)


@cache
def _thread_words() -> Lexicon:
    return Lexicon(dict.fromkeys(phrases.THREAD_WORDS, THREAD_WORD))


@cache
def _openers() -> Lexicon:
    return Lexicon({word: mark for mark, words in _OPENERS.items() for word in words})


def marks_of(columns: Columns) -> Marks:
    """The marks of each line."""
    words, chars, count = columns.words, columns.chars, columns.count
    tokens = np.diff(words.first)
    found: Marks = np.where(columns.is_read, _known().values(words.norm), 0)
    of_threads = words.flags(_thread_words().values(words.hashes))
    found |= np.where(tokens <= LONGEST_MARKED, of_threads, 0)
    digits = np.where(words.is_number, words.length, 0)
    of_first = words.of_first(digits)
    opens_with_digit = ~words.opens_with_sign & (of_first > 0)
    openers = np.where(words.opens_with_sign, 0, words.of_first(_openers().values(words.hashes)))
    most_digits = words.most(digits)
    has_number = most_digits > 0
    ends_dashed = _is_one_of(words.closes, "—–-")
    possible = {
        SIGNS: tokens == 0,
        COUNT: (chars <= LONGEST_COUNT) & (opens_with_digit | _is_one_of(words.opens, "+(")),
        QUESTION: words.closes == ord("?"),
        POSTED: opens_with_digit & (chars <= _LONGEST_POSTED) & np.isin(of_first, _CLOCK),
        QUOTED: _is_one_of(words.opens, QUOTES)
        & _is_one_of(words.closes, UNQUOTES)
        & columns.ends_sentence
        & (count >= QUOTE_WORDS.start)
        & (count < QUOTE_WORDS.stop),
        DATED: (chars <= _LONGEST_DATE) & (most_digits >= _YEAR),
        NAME: (chars <= _LONGEST_NAME) & (tokens > 1) & ~words.opens_with_sign & ~has_number,
        BYLINE: (chars <= _LONGEST_BYLINE) & (openers & BYLINE > 0),
        DATELINE: (count <= _LONGEST_DATELINE) & (ends_dashed | ((words.commas > 0) & has_number)),
        KEYWORDS: (words.commas >= _FEWEST_COMMAS) | ~columns.is_read,
        SOURCE: (chars <= _LONGEST_SOURCE)
        & (_is_one_of(words.opens, "([") | (openers & SOURCE > 0)),
    }
    for mark, is_possible in possible.items():
        found |= np.where(is_possible, mark, 0)
    return found


def _is_one_of(points: npt.NDArray[np.uint32], chars: str) -> Flags:
    found = points == ord(chars[0])
    for char in chars[1:]:
        found |= points == ord(char)
    return found
