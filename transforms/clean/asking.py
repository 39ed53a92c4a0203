"""Which line rules are asked of which lines?

Most lines have nothing that a rule looks for. What each has (cue words, what it starts with, signs)
is looked up for all lines of a batch at once, so that a rule only sees the few that it may find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from transforms.clean import credit_rules, site_rules
from transforms.clean.lexicon import Lexicon, flags_of
from transforms.clean.rules import LINE_RULES
from transforms.clean.signals import LineSignals, Pages
from transforms.clean.verdict import LineRule, Verdict
from transforms.clean.words import Flags, Hashes

SIGNED_START: Final = 40
"""In prose a sign such as a bar or a colon is a cue only among its first characters."""

SIGNED_END: Final = 300
"""In other lines it is one up to here."""

Bits = npt.NDArray[np.int64]
"""Bit n stands for place n in `LINE_RULES`."""

_NUMBER: Final = "0"
_CLOCK: Final = "00:00"
"""Stands for a number of five characters at the end of a line, as a cue."""

_CLOCK_SIZE = len(_CLOCK)
_INNER: Final = 31
"""Bits of `LineRule.inner` stand so many places higher, beside those of the cues."""

_STAR = ord("*")
_MOST_WORDS = max(rule.most_words for rule in LINE_RULES if rule.most_words < 1_000) + 1


class _Table:
    """The bits of words, numbers, signs and clocks."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        signs = sorted(cue for cue in bits if not cue[0].isalnum())
        self._words = Lexicon({c: b for c, b in bits.items() if c[0].isalpha()})
        self.of_numbers = bits.get(_NUMBER, 0)
        self.of_clocks = bits.get(_CLOCK, 0)
        self._signs = np.array([*map(ord, signs), 0], np.uint32)
        self._of_signs = np.array([*(bits[sign] for sign in signs), 0], np.int64)

    def of_words(self, hashes: Hashes, is_number: Flags) -> Bits:
        """The bits of each word."""
        return self._words.values(hashes) | np.where(is_number, self.of_numbers, 0)

    def of_signs(self, points: npt.NDArray[np.uint32]) -> Bits:
        """The bits of each sign."""
        place = np.searchsorted(self._signs[:-1], points)
        return np.where(self._signs[place] == points, self._of_signs[place], 0)


@dataclass(frozen=True, slots=True)
class _Cues:
    """What lines are asked for.

    Args:
        cues: The bits of cues, and `_INNER` places higher those of inner words.
        leads: The bits of what a line may start with.
        any_lead: The bits of the rules that don't care what a line starts with.
        phrases: By whole line: 1 + the place of the rule that knows it by heart.
        by_length: The bits of the rules that look at lines of so many words.
    """

    cues: _Table
    leads: _Table
    any_lead: int
    phrases: Lexicon
    by_length: Bits


@cache
def _cues_of_all() -> _Cues:
    bits = _flags(lambda rule: rule.cues)
    for word, inner in _flags(lambda rule: rule.inner).items():
        bits[word] = bits.get(word, 0) | inner << _INNER
    phrases = {
        phrase: number
        for number, rule in reversed([*enumerate(LINE_RULES, 1)])
        for phrase in rule.phrases
    }
    return _Cues(
        cues=_Table(bits),
        leads=_Table(_flags(_leads)),
        any_lead=sum(1 << n for n, rule in enumerate(LINE_RULES) if not rule.leads),
        phrases=Lexicon(phrases, is_of_lines=True),
        by_length=np.array(
            [
                sum(1 << n for n, rule in enumerate(LINE_RULES) if words <= rule.most_words)
                for words in range(_MOST_WORDS + 1)
            ],
            np.int64,
        ),
    )


def _flags(words_of: Callable[[LineRule], Iterable[str]]) -> dict[str, int]:
    return flags_of(words_of(rule) for rule in LINE_RULES)


def _leads(rule: LineRule) -> Iterable[str]:
    """What a line may start with, be it one that the rule knows by heart."""
    return {*rule.leads, *(phrase.split()[0] for phrase in rule.phrases)} if rule.leads else ()


def asked_rules(pages: Pages) -> Bits:
    """The rules to ask of each line."""
    cues, words = _cues_of_all(), pages.words
    had = words.flags(cues.cues.of_words(words.hashes, words.is_number))
    sign_bits = cues.cues.of_signs(words.signs)
    ends = np.where(pages.is_prose, SIGNED_START, SIGNED_END)[words.sign_line]
    places = np.flatnonzero((sign_bits != 0) & (words.sign_at < ends))
    np.bitwise_or.at(had, words.sign_line[places], sign_bits[places])
    has_clock = words.of_last(words.is_number & (words.length == _CLOCK_SIZE))
    had |= np.where(has_clock & ~words.closes_with_sign, cues.cues.of_clocks, 0)
    lead = cues.any_lead | (had >> _INNER)
    lead |= cues.leads.of_words(pages.columns.openers, words.of_first(words.is_number))
    lead |= np.where(words.opens_with_sign, cues.leads.of_signs(words.opens), 0)
    asked = had & lead
    asked &= cues.by_length[np.minimum(pages.count, _MOST_WORDS)]
    return np.where(pages.columns.is_read, asked, 0)


def line_verdicts(pages: Pages) -> list[list[Verdict | None]]:
    """What the lines' own words say, page by page; None: nothing."""
    words, lines = pages.words, pages.lines
    found: list[Verdict | None] = [None] * len(lines)
    asked = asked_rules(pages)
    by_heart = _cues_of_all().phrases.values(words.norm)
    by_heart[~pages.columns.is_read | (words.closes == _STAR)] = 0
    for number in np.flatnonzero(by_heart).tolist():
        found[number] = _VERDICTS[by_heart[number] - 1]
    asked[by_heart > 0] = 0
    numbers = np.flatnonzero(asked)
    for number, bits in zip(numbers.tolist(), asked[numbers].tolist(), strict=True):
        line = lines[number]
        found[number] = _verdict(line.text, line.words, line.is_prose, line.ends_sentence, bits)
    is_opener = ~pages.columns.is_read & ((words.opens == ord("#")) | (words.opens == ord("<")))
    for number in np.flatnonzero(is_opener).tolist():
        found[number] = _verdict_unread(lines[number])
    return _by_page(pages, found)


def _by_page(pages: Pages, found: list[Verdict | None]) -> list[list[Verdict | None]]:
    """The verdicts on the lines that are not blank, as those on all lines of each page."""
    verdicts: list[list[Verdict | None]] = []
    start = 0
    for page in pages.pages:
        end = start + len(page.shown)
        own = found[start:end]
        if len(page.shown) < len(page.lines):
            shown, own = own, [None] * len(page.lines)
            for index, verdict in zip(page.shown, shown, strict=True):
                own[index] = verdict
        verdicts.append(own)
        start = end
    return verdicts


@lru_cache(maxsize=8_192)
def _verdict(
    text: str, words: int, is_prose: bool, ends_sentence: bool, asked: int
) -> Verdict | None:
    """The verdict of the first rule that finds the line, of those whose bits are set.

    Remembered: a site's pages repeat its menus.
    """
    line = LineSignals(0, text, words, ends_sentence, True, is_prose, 0)
    while asked:
        lowest = asked & -asked
        number = lowest.bit_length() - 1
        if LINE_RULES[number].find(line):
            return _VERDICTS[number]
        asked ^= lowest
    return None


def _verdict_unread(line: LineSignals) -> Verdict | None:
    """The verdict on a long line of hashtags or of markup."""
    if line.text[0] == "#":
        return _HASHTAG_LINE if credit_rules.hashtag_line(line) else None
    return _MACHINE_TEXT if site_rules.machine_text(line) else None


_VERDICTS = tuple(rule.verdict() for rule in LINE_RULES)
_HASHTAG_LINE, _MACHINE_TEXT = (
    next(verdict for verdict in _VERDICTS if verdict.rule == name)
    for name in ("hashtag_line", "machine_text")
)
