"""What number do these words write?

1,200   940 000   3.5 million   $1.2bn   two hundred and five   a dozen   three-quarters   2 1/2
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL: Final = {
    **{word: n for n, word in enumerate(_ONES.split())},
    **{word: 10 * n for n, word in enumerate(_TENS.split(), 2)},
}
"""Number words that are added to what stands before them."""
LARGE: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "mio": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "dozen": 12,
    "score": 20,
}
"""Words that multiply what stands before them; billions are those of the short scale."""
THOUSAND: Final = 1_000
"""From here on what multiplies falls from one to the next: "two million five thousand"."""
SUFFIXES: Final = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "b": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
"""Letters behind figures that multiply them."""
MILLIONS: Final = {word: LARGE[word] for word in ("million", "billion", "trillion")}
BILLIONS: Final = frozenset(("mn", "mln", "bn", "bln", "tn", "trn"))
"""Suffixes that stand as words of their own, too."""
FRACTIONS: Final = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
_ORDINAL_ONES: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS: Final = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
)
ORDINALS: Final = {
    **{word: n for n, word in enumerate(_ORDINAL_ONES.split())},
    **{word: 10 * n for n, word in enumerate(_ORDINAL_TENS.split(), 2)},
    "hundredth": 100,
    "thousandth": 1_000,
    "millionth": 1_000_000,
}
VAGUE: Final = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "trillions": 1_000_000_000_000,
}
"""Plurals that say "two of these at least, and nobody knows how many"."""
MULTI: Final = {
    f"multi{by}{word}": VAGUE[word + "s"]
    for by in ("", "-")
    for word in ("million", "billion", "trillion")
}
"""Words that say the same of a size: "a multimillion-dollar house"."""

_FIGURE: Final = re.compile(
    r"(?P<figure>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<suffix>[a-z]*)"
)
_MARGIN: Final = re.compile(r"^(?:\+?/[-−]|±)")
"""What stands before a margin of error; "+/-" may be cut behind its plus."""
LONGEST: Final = 30
"""Characters of a number in figures; a longer one is a code."""
_HEAD: Final = re.compile(r"\d{1,3}(?:\d{3})*")
_GROUP: Final = re.compile(r"\d{3}")
_PARTS: Final = re.compile(r"(?:(?P<whole>\d+)[ -]?)??(?P<parts>\d{1,2})/(?P<of>\d{1,2})")
"""A fraction in figures, alone or behind a whole number: "1/2", "6-1/2"."""
_SIGNS: Final = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}
_ORDINAL_FIGURE: Final = re.compile(r"(\d+)(?:st|nd|rd|th)$")


class Value(NamedTuple):
    """A number, or bounds of one.

    Args:
        exact: The number that is written; None: a range, or "dozens".
        least: The least that it can mean; None: open below.
        most: The greatest; None: open above.
    """

    exact: float | None
    least: float | None
    most: float | None


def cardinal(words: Sequence[str]) -> float | None:
    """The number that lower-case words write, one after the other; None: they write none.

    >>> cardinal(["two", "hundred", "and", "five"]), cardinal(["1.2bn"])
    (205.0, 1200000000.0)
    >>> cardinal(["940", "000"]), cardinal(["3", "and", "5"])
    (940000.0, None)
    >>> cardinal(["2", "1/2"]), cardinal(["6-1/2"])
    (2.5, 6.5)
    """
    total, part, last = 0.0, 0.0, ""
    pieces = _pieces(words)
    if _are_two(pieces):
        return None
    for piece in pieces:
        figure = _figure(piece)
        number = SMALL.get(piece) if figure is None else figure
        if piece in LARGE:
            total, part = _multiplied(total, part, LARGE[piece])
        elif piece in ("a", "an") and not last:
            part = 1.0
        elif piece == "and" and last in LARGE:
            pass
        elif number is not None and (not last or _adds(last, piece)):
            part += number
        else:
            return None
        last = piece
    # 8.3 times a million is 8,300,000 and not 8,300,000.000000001.
    return exactly(total + part) if last and last not in ("a", "an", "and") else None


def _are_two(pieces: Sequence[str]) -> bool:
    """Whether the words write two numbers: "4 million and 6 million", "5 million and 7"."""
    large = [LARGE[piece] for piece in pieces if LARGE.get(piece, 0) >= THOUSAND]
    if any(one <= other for one, other in pairwise(large)):
        return True
    return any(one == "and" and other[:1].isdigit() for one, other in pairwise(pieces))


def exactly(value: float) -> float:
    """The number in 15 digits, all that a float holds of what is written."""
    return float(f"{value:.15g}")


def _pieces(words: Sequence[str]) -> list[str]:
    """The words apart at hyphens, figures in groups of three as one."""
    found: list[str] = []
    for word in (_MARGIN.sub("", written) for written in words):
        own = [word] if word[:1].isdigit() else [piece for piece in word.split("-") if piece]
        is_group = found and _GROUP.fullmatch(word) and _HEAD.fullmatch(found[-1])
        if is_group:
            found[-1] += word
        else:
            found += own
    return found


def _adds(last: str, piece: str) -> bool:
    """Whether a word goes on with the one before: "two hundred five", "2 1/2", "twenty five"."""
    if last in LARGE or last == "and":
        return True
    if last.isdigit():
        return piece in _SIGNS or "/" in piece
    return SMALL.get(last, 0) >= 20 and 0 < SMALL.get(piece, 0) < 10


def _multiplied(total: float, part: float, by: float) -> tuple[float, float]:
    """What was counted so far, times a hundred, a thousand, a dozen."""
    part = (part or 1.0) * by
    return (total, part) if by in (100, 12, 20) else (total + part, 0.0)


def _fraction(text: str) -> float | None:
    """The number that a fraction in figures writes, with a whole number before it or none."""
    if text[-1:] in _SIGNS and (text[:-1].isdecimal() or len(text) == 1):
        return float(text[:-1] or 0) + _SIGNS[text[-1]]
    match = _PARTS.fullmatch(text)
    if match is None or not 0 < int(match["parts"]) < int(match["of"]):
        return None
    return float(match["whole"] or 0) + int(match["parts"]) / int(match["of"])


def _figure(text: str) -> float | None:
    if "/" in text or text[-1:] in _SIGNS:
        return _fraction(text)
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    if len(match["figure"]) > LONGEST:
        return None
    value = float(re.sub(r"[,\u00a0\u202f ]", "", match["figure"]))
    if not match["suffix"]:
        return value
    return value * SUFFIXES[match["suffix"]] if match["suffix"] in SUFFIXES else None


def ordinal(words: Sequence[str]) -> float | None:
    """The place in a row that lower-case words write: "third", "22nd", "twenty-first"."""
    pieces = [piece for word in words for piece in word.split("-")]
    if not pieces:
        return None
    match = _ORDINAL_FIGURE.match(pieces[-1])
    if match and len(pieces) == 1:
        return float(match[1])
    last = ORDINALS.get(pieces[-1])
    if last is None:
        return None
    if len(pieces) > 1 and pieces[-2] not in SMALL and pieces[-2] not in LARGE | {"and": 0}:
        return None  # "17-second"
    before = cardinal(pieces[:-1]) if len(pieces) > 1 else 0.0
    return None if before is None else before + last


def fraction(words: Sequence[str]) -> float | None:
    """The share that lower-case words write: "half", "two-thirds", "a quarter"."""
    pieces = [piece for word in words for piece in word.split("-") if piece]
    if not pieces or pieces[-1] not in FRACTIONS:
        return None
    count = 1.0 if pieces[:-1] in ([], ["a"], ["one"]) else cardinal(pieces[:-1])
    return (
        None
        if count is None or not 0 < count * FRACTIONS[pieces[-1]] <= 1
        else (count * FRACTIONS[pieces[-1]])
    )


def vague(words: Sequence[str]) -> float | None:
    """The least that "dozens", "hundreds of thousands" mean."""
    joined = "".join(words).strip("-")
    if joined in MULTI:
        return 2.0 * MULTI[joined]
    if len(words) == 3 and words[1] == "and" and words[0] == words[2]:
        words = words[:1]  # "thousands and thousands"
    found, seen = 1.0, False
    for place, word in enumerate(words):
        if words[place + 1 : place + 2] == ["of"] and word + "s" in VAGUE:
            found, seen = found * VAGUE[word + "s"] * 2, True  # "hundred of millions"
        elif word in VAGUE:
            found *= VAGUE[word] * (1 if seen else 2)
            seen = True
        elif word != "of":
            return None
    return found if seen else None


def value_of(words: Sequence[str]) -> Value | None:
    """What lower-case words write: a number, a range, or the least of "dozens"."""
    words = [word for word in words if word]
    exact = cardinal(words)
    if exact is None and words[-3:-1] == ["of", "a"] and words[-1] in LARGE:
        part = fraction(words[:-3])  # "a quarter of a million"
        exact = None if part is None else exactly(part * LARGE[words[-1]])
    if exact is None:
        exact = fraction(words)
    if exact is not None:
        return Value(exact, exact, exact)
    least = vague(words)
    if least is not None:
        return Value(None, least, None)
    return _range(words)


def _range(words: Sequence[str]) -> Value | None:
    """What "3 to 5 million", "3-5", "10 and 15" write."""
    joined = " ".join(words)
    for sign in (" to ", " and ", " or ", "-", "–", " – ", " - "):
        left, found, right = joined.partition(sign)
        if not found:
            continue
        low, high = cardinal(left.split()), cardinal(right.split())
        if low is None or high is None:
            continue
        if low == high and sign == " to ":
            return None  # "deadlocked 4 to 4"
        has_word = any(word in LARGE or word[-1:].isalpha() for word in right.split())
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if high >= s), 1.0)
        if has_word and low < high / scale:  # "3 to 5 million" means 3 million at least
            low *= scale
        return Value(None, min(low, high), max(low, high))
    return None
