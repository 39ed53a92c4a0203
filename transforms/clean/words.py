"""Which words and signs do many lines hold? Read at once, as numbers.

The characters of all lines stand in one array, and every word becomes a hash of 64 bits: what is
asked of a word (is it a common one, a cue of a rule, on another line too?) is then asked of
thousands at a time. The words are those of `signals.normal_tokens`, in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
_Value = TypeVar("_Value", np.int64, np.uint64, np.bool_)

FIRST_WORDS: Final = 20
"""So many words of a line are looked at for capitals."""

_CHARS_AT_ONCE: Final = 120_000
_BLOCK: Final = 8_192
_TABLE: Final = 0x10000
"""Characters below have their kind in a table; the rest is asked one by one."""

_LETTER, _DIGIT, _UPPER, _IN_WORD, _IN_NUMBER, _QUOTE, _END, _SIGN = (1 << n for n in range(8))
_BLANK = ord(" ")
_COMMA = ord(",")
_STOP, _ELLIPSIS, _FULL_STOP = map(ord, ".…。")
_MARKS: Mapping[int, str] = {_IN_WORD: "'’-", _IN_NUMBER: ".,:/", _QUOTE: '"“„', _END: ".?!。"}
SALT: Final = np.uint64(0x9FB21C651E98DF25)
"""Keeps the words of different pages, or at different places, apart."""

_BASE = 0x9E3779B97F4A7C15
_BASE_OF_LINES = 0xC2B2AE3D27D4EB4F
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(31)
_MODULUS = 1 << 64


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some lines.

    Args:
        hashes: Of each word.
        is_number: Whether it is a number.
        is_capital: Whether it starts with a capital letter.
        length: Its characters.
        initial: Code point of its first character in lower case.
        line: The line that it stands in.
        first: The number of each line's first word, and of all words at the end.
        norm: Of each line, the hash of its words with every number as the same one.
        capitals: Of each line, per cent of its first `FIRST_WORDS` words that start with a capital.
        has_joined: Whether a line has a word with an apostrophe or hyphen inside.
        commas: Of each line.
        quotes: Of each line, opening or straight double quotation marks.
        inner_ends: Of each line, sentence's marks before a blank.
        signs: Characters that are no letter, digit or blank and join no word: their code points.
        sign_line: The line that each stands in.
        sign_at: Its place in the line.
        opens: Code point of a line's first character.
        seconds: Code point of its second character; a blank: it has none.
        opens_with_sign: Whether a line's first character is neither letter nor digit.
        closes_with_sign: The same of its last character.
        closes: Code point of its last character.
        is_cut_off: Whether a line ends in an ellipsis.
    """

    hashes: Hashes
    is_number: npt.NDArray[np.bool_]
    is_capital: npt.NDArray[np.bool_]
    length: Ints
    initial: npt.NDArray[np.int64]
    line: Ints
    first: Ints
    norm: Hashes
    capitals: Ints
    has_joined: npt.NDArray[np.bool_]
    commas: Ints
    quotes: Ints
    inner_ends: Ints
    signs: npt.NDArray[np.uint32]
    sign_line: Ints
    sign_at: Ints
    opens: npt.NDArray[np.uint32]
    seconds: npt.NDArray[np.uint32]
    opens_with_sign: npt.NDArray[np.bool_]
    closes_with_sign: npt.NDArray[np.bool_]
    closes: npt.NDArray[np.uint32]
    is_cut_off: npt.NDArray[np.bool_]

    @property
    def size(self) -> int:
        """Lines."""
        return len(self.first) - 1

    def flags(self, of_words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Of each line, the bits of all its words."""
        return self._over_lines(np.bitwise_or, of_words)

    def most(self, of_words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Of each line, the greatest value of its words; 0: it has none."""
        return self._over_lines(np.maximum, of_words)

    @property
    def first_hashes(self) -> Hashes:
        """The hash of each line's first word; 0: it has none."""
        return self._at(self.hashes, self.first[:-1])

    def of_first(self, of_words: npt.NDArray[_Value]) -> npt.NDArray[_Value]:
        """The value of each line's first word; 0: it has none."""
        return self._at(of_words, self.first[:-1])

    def of_last(self, of_words: npt.NDArray[_Value]) -> npt.NDArray[_Value]:
        """The same of its last word."""
        return self._at(of_words, self.first[1:] - 1)

    def _at(self, of_words: npt.NDArray[_Value], places: Ints) -> npt.NDArray[_Value]:
        found = np.append(of_words, np.zeros(1, of_words.dtype))[places]
        found[self.first[:-1] == self.first[1:]] = 0
        return found

    def _over_lines(self, join: np.ufunc, of_words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        starts = self.first[:-1]
        found: npt.NDArray[np.int64] = join.reduceat(np.append(of_words, 0), starts)
        found[starts == self.first[1:]] = 0
        return found

    def count(self, is_counted: npt.NDArray[np.bool_]) -> Ints:
        """Of each line, how many of its words are counted."""
        return _count(self.line[np.flatnonzero(is_counted)], self.size)


def read_words(lines: Sequence[str]) -> Words:
    """The words and signs of lines, none of which is empty or has a line feed."""
    parts = [_read(lines[part]) for part in _parts(lines)] or [_read([])]
    if len(parts) == 1:
        return parts[0]
    words = np.cumsum([0, *(len(part.hashes) for part in parts)])
    line = np.cumsum([0, *(part.size for part in parts)])
    moved = {"line": line, "sign_line": line, "first": words}
    joined = {}
    for name in (field.name for field in fields(Words)):
        values = [getattr(part, name) for part in parts]
        if name in moved:
            values = [value + step for value, step in zip(values, moved[name], strict=False)]
        if name == "first":
            values[:-1] = [value[:-1] for value in values[:-1]]
        joined[name] = np.concatenate(values)
    return Words(**joined)


def _parts(lines: Sequence[str]) -> Iterator[slice]:
    """Runs of lines of some length together, so that all lines need little memory at once."""
    ends = np.cumsum(np.fromiter(map(len, lines), np.intp, len(lines)))
    start = before = 0
    while start < len(lines):
        fitting = int(np.searchsorted(ends, before + _CHARS_AT_ONCE, side="right"))
        end = max(fitting, start + 1)
        yield slice(start, end)
        start, before = end, int(ends[end - 1])


def _read(lines: Sequence[str]) -> Words:
    # A blank before, between and behind the lines: each has a neighbour.
    text = " " + " ".join(lines) + " "
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.fromiter(map(len, lines), np.intp, len(lines))
    ends = np.cumsum(sizes + 1)
    begins = ends - sizes
    tables = _tables()
    is_low = int(points.max()) < _TABLE
    low = (points if is_low else np.minimum(points, _TABLE)).astype(np.intp)
    kinds = tables.kinds.take(low)
    lower = tables.lower.take(low)
    if not is_low:
        beyond = np.flatnonzero(points >= _TABLE)
        kinds[beyond], lower[beyond] = _beyond(points[beyond])
    # A comparison makes it fast: bytes that are no booleans are looked at one by one.
    signs = np.flatnonzero(kinds >= _SIGN)
    sign_points, sign_kinds = points[signs], kinds[signs]
    word = kinds & (_LETTER | _DIGIT)
    joints = _joints(kinds, signs[sign_kinds & _IN_WORD > 0], _LETTER)
    word[joints] = _LETTER
    word[_joints(kinds, signs[sign_kinds & _IN_NUMBER > 0], _DIGIT)] = _DIGIT
    is_free = np.flatnonzero(word[signs] == 0)
    signs, sign_points, sign_kinds = signs[is_free], sign_points[is_free], sign_kinds[is_free]
    changes = word[1:] != word[:-1]
    # Where a letter meets a digit, one word stops and another starts.
    meets = word[1:] + word[:-1] == _LETTER + _DIGIT
    bounds = np.concatenate((np.flatnonzero(changes), np.flatnonzero(meets)))
    bounds += 1
    bounds.sort(kind="stable")  # two sorted runs are merged
    starts, stops = bounds[0::2].copy(), bounds[1::2].copy()
    hashes = _hashes(lower, starts, stops)
    is_number = word[starts] == _DIGIT
    first = np.append(np.searchsorted(starts, begins), len(starts))
    count = np.diff(first)
    size = len(lines)
    line = np.repeat(np.arange(size), count)
    is_capital = kinds[starts] & _UPPER > 0
    capitals = np.concatenate(([0], np.cumsum(is_capital)))
    looked_at = np.minimum(count, FIRST_WORDS)
    sign_line = np.searchsorted(ends, signs, side="right")
    # Behind the last sign of a line stands the blank between two lines.
    is_inner = (points[signs + 1] == _BLANK) & (signs + 1 < ends[sign_line])
    is_inner_end = (sign_kinds & _END > 0) & (is_inner | (sign_points == _FULL_STOP))
    return Words(
        hashes=hashes,
        is_number=is_number,
        is_capital=is_capital,
        length=stops - starts,
        initial=lower[starts].view(np.int64),
        line=line,
        first=first,
        norm=_norms(hashes, is_number, first),
        capitals=100
        * (capitals[first[:-1] + looked_at] - capitals[first[:-1]])
        // np.maximum(looked_at, 1),
        has_joined=_has(np.searchsorted(ends, joints, side="right"), size),
        commas=_count(sign_line[sign_points == _COMMA], size),
        quotes=_count(sign_line[sign_kinds & _QUOTE > 0], size),
        inner_ends=_count(sign_line[is_inner_end], size),
        signs=sign_points,
        sign_line=sign_line,
        sign_at=signs - begins[sign_line],
        opens=points[begins],
        seconds=points[begins + 1],
        opens_with_sign=kinds[begins] & (_LETTER | _DIGIT) == 0,
        closes_with_sign=kinds[ends - 1] & (_LETTER | _DIGIT) == 0,
        closes=points[ends - 1],
        is_cut_off=_is_cut_off(points, ends),
    )


def _is_cut_off(points: npt.NDArray[np.uint32], ends: Ints) -> npt.NDArray[np.bool_]:
    last, middle, first = (points[np.maximum(ends - back, 0)] for back in (1, 2, 3))
    is_cut_off: npt.NDArray[np.bool_] = last == _ELLIPSIS
    is_cut_off |= (last == _STOP) & (middle == _STOP) & (first == _STOP)
    return is_cut_off


def _hashes(lower: npt.NDArray[np.uint64], starts: Ints, stops: Ints) -> Hashes:
    """Polynomials of the words' characters, from differences of running sums; then mixed."""
    powers, inverse = _powers(_BASE, len(lower))
    sums = np.empty(len(lower) + 1, np.uint64)
    sums[0] = 0
    for at in range(0, len(lower), _BLOCK):
        # In parts, so that a part stays in the processor's cache from one step to the next.
        terms = lower[at : at + _BLOCK] * powers[at : at + _BLOCK]
        terms[:1] += sums[at : at + 1]
        np.cumsum(terms, out=sums[at + 1 : at + 1 + len(terms)])
    found = (sums[stops] - sums[starts]) * inverse[starts]
    found ^= found >> _SHIFT
    found *= _MIX
    return found


def _norms(hashes: Hashes, is_number: npt.NDArray[np.bool_], first: Ints) -> Hashes:
    """The same of the words of each line; lines without words have 0."""
    powers, inverse = _powers(_BASE_OF_LINES, len(hashes) + 1)
    sums = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(np.where(is_number, _MIX, hashes) * powers[: len(hashes)], out=sums[1:])
    return (sums[first[1:]] - sums[first[:-1]]) * inverse[first[:-1]]


def _joints(kinds: npt.NDArray[np.uint8], signs: Ints, kind: int) -> Ints:
    """Those of the signs that stand between two characters of a kind."""
    found: Ints = signs[(kinds[signs - 1] & kinds[signs + 1] & kind) > 0]
    return found


def _has(lines: Ints, size: int) -> npt.NDArray[np.bool_]:
    found = np.zeros(size, bool)
    found[lines] = True
    return found


def _count(lines: Ints, size: int) -> Ints:
    return np.bincount(lines, minlength=size)


@dataclass(frozen=True, slots=True)
class _Tables:
    kinds: npt.NDArray[np.uint8]
    lower: npt.NDArray[np.uint64]


@cache
def _tables() -> _Tables:
    chars = [chr(point) for point in range(_TABLE + 1)]
    kinds = np.full(len(chars), _SIGN, np.uint8)
    kinds[[char.isalnum() for char in chars]] = _LETTER
    kinds[[char.isdecimal() for char in chars]] = _DIGIT
    lower = np.arange(len(chars), dtype=np.uint64)
    for point, char in enumerate(chars):
        if char.isupper() or char.istitle() or char in _SIGN_KINDS:
            kinds[point], lower[point] = _kind_of(char)
    return _Tables(kinds, lower)


def _kind_of(char: str) -> tuple[int, int]:
    """The kind of a character, and its lower case."""
    if char.isalnum():
        kind = (_DIGIT if char.isdecimal() else _LETTER) | (_UPPER if char.isupper() else 0)
        return kind, ord(char.lower()[0])
    return _SIGN_KINDS.get(char, _SIGN), ord("'" if char == "’" else char)


_SIGN_KINDS = {
    " ": 0,
    **{
        char: _SIGN | sum(kind for kind, marks in _MARKS.items() if char in marks)
        for char in "".join(_MARKS.values())
    },
}


def _beyond(points: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint8], Hashes]:
    known, place = np.unique(points, return_inverse=True)
    kinds, lower = zip(*(_kind_of(chr(point)) for point in known.tolist()), strict=True)
    return np.array(kinds, np.uint8)[place], np.array(lower, np.uint64)[place]


def _powers(base: int, size: int) -> tuple[Hashes, Hashes]:
    """The powers of an odd number modulo 2^64, and their inverses."""
    count = max(2 * _CHARS_AT_ONCE, 1 << size.bit_length())
    inverse = pow(base, -1, _MODULUS)
    return _first_powers(base, count)[:size], _first_powers(inverse, count)[:size]


@cache
def _first_powers(base: int, count: int) -> Hashes:
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)
