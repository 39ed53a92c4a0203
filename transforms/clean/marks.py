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
from transforms.clean.columns import Columns, copies_of
from transforms.clean.forms import normal_tokens
from transforms.clean.lexicon import Lexicon, flags_of
from transforms.clean.words import Flags, Ints, Words
from transforms.fields.moments import DATE_WORDS

Marks = npt.NDArray[np.int64]

(SECTION, NETWORK, TAG_LABEL, MENU_WORD, KEY_POINTS, CAPTION_CONTROL, THREAD_WORD) = (
    1 << n for n in range(7)
)
"""A section's name, a network's, a head of tags, a label of menus, a head of key points, a slide
show's control; and a line that has a word that stands above or below readers' comments."""

(SIGNS, COUNT, QUESTION, POSTED, QUOTED, DATED, NAME, BYLINE, DATELINE, KEYWORDS, SOURCE, ANSWER,
 ASKS, BIO, FAMILY, TIMED) = (
    1 << n for n in range(7, 23)
)  # fmt: skip
"""What may be signs only, a number alone, a question, the time of a post, a quotation, a date, a
person's name, a byline, a dateline alone, a list of keywords, the source of the text, a yes or no,
the head of a poll, a note about an author, a caption of a slide show, a date or a clock in a short
line."""

LONGEST_MARKED: Final = 30
"""Words of the longest line that is marked for one of `phrases.THREAD_WORDS`."""

LONGEST_COUNT: Final = 9
"""Characters of the longest counter."""

QUOTE_WORDS: Final = range(5, 61)
"""Words of a pull quote."""

FAMILY_WORDS: Final = 10
FAMILY_LINES: Final = 4
"""Words of lines that start as several others do, and lines that there are at least: a list of
figures in an article starts its items with two or three equal words."""

QUOTES: Final = "\"“„«‘'"
UNQUOTES: Final = "\"”“»’'"
_LONGEST_TIMED: Final = 90
_LONGEST_POSTED: Final = 60
_LONGEST_DATE: Final = 120
_LONGEST_NAME: Final = 50
_LONGEST_BYLINE: Final = 240
_LONGEST_DATELINE: Final = 10
_LONGEST_SOURCE: Final = 60
_YEAR: Final = 4
_LONG_WORD: Final = 5
"""Letters of the shortest word that no date has, if `DATE_WORDS` has it not."""

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
_ANSWERS = ("yes", "no")
_BYLINE_OPENERS = (
    "by von par por di door av af przez story words text written reported posted published "
    "submitted author authors autor autoren autorin autore auteur"
)
_SOURCE_OPENERS = "source sources quelle quelles fuente fuentes fonte fontes via vias"
_POLL_OPENERS = "your have reader readers quick poll vote umfrage sondage"
_OPENERS: Final = {
    BYLINE: _BYLINE_OPENERS.split(),
    SOURCE: _SOURCE_OPENERS.split(),
    ASKS: _POLL_OPENERS.split(),
}
_BIO_WORDS = (
    "covers covered covering reports reported reporting reporter reporters writes writer writers "
    "written writing edited editing editor editors journalist correspondent correspondents "
    "columnist contributor contributed freelance freelancer fellow professor lecturer author "
    "critic producer photographer blogger analyst assisted helped reach reached follow followed "
    "contacted"
)
_PARTICLE_INITIALS = "dvzaebilt"
_MIXED_CASE = (0x100, 0x17D)
"""A range of letters of both cases that a name's words may start with (`fields.names`)."""


@cache
def _known() -> Lexicon:
    known = flags_of(_KNOWN)
    for answer in _ANSWERS:
        known[answer] = known.get(answer, 0) | ANSWER
    return Lexicon(known, is_of_lines=True)


@cache
def _known_words() -> Lexicon:
    dates = {
        word for word in DATE_WORDS if len(word) >= _LONG_WORD and normal_tokens(word) == [word]
    }
    known: dict[str, int] = {}
    for mark, own in (
        (BIO, _BIO_WORDS.split()),
        (THREAD_WORD, phrases.THREAD_WORDS),
        (DATED, dates),
    ):
        for word in own:
            known[word] = known.get(word, 0) | mark
    return Lexicon(known)


@cache
def _openers() -> Lexicon:
    return Lexicon({word: mark for mark, words in _OPENERS.items() for word in words})


def marks_of(columns: Columns, page_of: Ints) -> Marks:
    """The marks of each line, given the numbers of their pages."""
    words, chars, count = columns.words, columns.chars, columns.count
    tokens = np.diff(words.first)
    found: Marks = np.where(columns.is_read, _known().values(words.norm), 0)
    known_words = _known_words().values(words.hashes)
    of_words = words.flags(known_words) & ~DATED
    no_date = (words.length >= _LONG_WORD) & ~words.is_number & (known_words & DATED == 0)
    # A part of a joined word counts too: "co-author".
    of_words |= np.where(words.has_joined | ~columns.is_read, BIO, 0)
    found |= np.where(tokens <= LONGEST_MARKED, of_words, of_words & BIO)
    digits = np.where(words.is_number, words.length, 0)
    of_first = words.of_first(digits)
    opens_with_digit = ~words.opens_with_sign & (of_first > 0)
    openers = np.where(words.opens_with_sign, 0, _openers().values(columns.openers))
    most_digits = words.most(digits)
    has_number = most_digits > 0
    ends_dashed = _is_one_of(words.closes, "—–-")
    possible = {
        SIGNS: tokens == 0,
        COUNT: (chars <= LONGEST_COUNT) & (opens_with_digit | _is_one_of(words.opens, "+(")),
        TIMED: (chars <= _LONGEST_TIMED) & has_number,
        FAMILY: _starts_as_others(columns, page_of),
        QUESTION: words.closes == ord("?"),
        ASKS: openers & ASKS > 0,
        POSTED: opens_with_digit & (chars <= _LONGEST_POSTED) & np.isin(of_first, _CLOCK),
        QUOTED: _is_one_of(words.opens, QUOTES)
        & _is_one_of(words.closes, UNQUOTES)
        & columns.ends_sentence
        & (count >= QUOTE_WORDS.start)
        & (count < QUOTE_WORDS.stop),
        # A part of a joined word may be a month: "mid-March".
        DATED: (chars <= _LONGEST_DATE)
        & (most_digits >= _YEAR)
        & ((words.count(no_date) == 0) | words.has_joined),
        NAME: (chars <= _LONGEST_NAME)
        & (tokens > 1)
        & ~(words.opens_with_sign | has_number | _has_lower_word(words)),
        BYLINE: (chars <= _LONGEST_BYLINE) & (openers & BYLINE > 0),
        DATELINE: (count <= _LONGEST_DATELINE) & (ends_dashed | ((words.commas > 0) & has_number)),
        KEYWORDS: (words.commas >= _FEWEST_COMMAS) | ~columns.is_read,
        SOURCE: (chars <= _LONGEST_SOURCE)
        & (_is_one_of(words.opens, "([") | (openers & SOURCE > 0)),
    }
    for mark, is_possible in possible.items():
        found |= np.where(is_possible, mark, 0)
    return found


def _starts_as_others(columns: Columns, page_of: Ints) -> Flags:
    """Whether a longer line has the same first two characters as several others of its page."""
    words = columns.words
    long = np.flatnonzero((columns.count >= FAMILY_WORDS) & (words.closes != ord("?")))
    key = words.opens[long].astype(np.uint64) << np.uint64(32) | words.seconds[long]
    found = np.zeros(words.size, bool)
    found[long] = copies_of(key, page_of[long]) >= FAMILY_LINES
    return found


def _has_lower_word(words: Words) -> Flags:
    """Whether a line has a word that no name has: in lower case, and no particle.

    Where there is a full stop, what follows it may be part of a name's word, such as "A.b".
    """
    is_lower = _lower_initials().take(words.initial, mode="clip") & ~words.is_capital
    has_stop = np.zeros(words.size, bool)
    has_stop[words.sign_line[words.signs == ord(".")]] = True
    found: Flags = (words.count(is_lower) > 0) & ~has_stop
    return found


@cache
def _lower_initials() -> Flags:
    """Whether no particle and no name in lower case starts with a character, by code point."""
    low, high = _MIXED_CASE
    found = np.ones(high + 2, bool)  # the last one stands for all beyond
    found[[*map(ord, _PARTICLE_INITIALS)]] = False
    found[low : high + 1] = False
    return found


def _is_one_of(points: npt.NDArray[np.uint32], chars: str) -> Flags:
    found: Flags = points == ord(chars[0])
    for char in chars[1:]:
        found |= points == ord(char)
    return found
