"""Which words bound a number, and what is left of its value then?

"More than four hours", "nearly 30", "at least 12", "5 % or less", "several hundred".
"""

from __future__ import annotations

from typing import Final, NamedTuple

from transforms.prose.numbers import Value, exactly
from transforms.prose.tokens import Tokens

BELOW: Final = (
    "up to", "at most", "no more than", "not more than", "a maximum of", "maximum", "a maximum",
    "fewer than", "less than", "under", "below", "nearly", "almost", "close to", "as many as",
    "as much as", "just under", "not quite", "at the most", "no greater than", "no longer than",
    "no higher than", "no larger than", "not longer than", "slightly less than",
    "slightly fewer than", "a little less than", "little less than",
    "approaching", "approach", "approaches", "approached", "nearing", "younger than",
)  # fmt: skip
"""Qualifiers that give the greatest value: "nearly 30" is 30 at most."""
ABOVE: Final = (
    "more than", "over", "above", "at least", "no fewer than", "no less than", "not less than",
    "a minimum of", "minimum", "a minimum", "exceeding", "exceeded", "exceeds", "exceed",
    "upwards of", "upward of", "in excess of",
    "beyond", "well over", "just over", "greater than", "not fewer than", "topping", "surpassing",
    "surpassed", "longer than", "older than",
    "no shorter than", "no smaller than", "no lower than", "slightly more than",
    "a little more than", "little more than", "a bit more than", "slightly over",
    "a little over", "as few as", "as little as", "at the very least",
)  # fmt: skip
"""Qualifiers that give the least value."""
ABOUT: Final = (
    "about", "around", "some", "approximately", "roughly", "an estimated", "estimated", "circa",
    "in the region of", "more or less", "an average of", "on average",
)  # fmt: skip
"""Qualifiers that leave both bounds open."""
QUALIFIERS: Final = {
    **dict.fromkeys(BELOW, "below"),
    **dict.fromkeys(ABOVE, "above"),
    **dict.fromkeys(ABOUT, "about"),
}
LONGEST_QUALIFIER: Final = max(len(words.split()) for words in QUALIFIERS)
BEFORE_AN_ARTICLE: Final = frozenset(
    ("about", "around", "roughly", "approximately", "nearly", "almost", "at least", "at most",
     "more than", "less than", "up to", "close to", "no more than")
)  # fmt: skip
"""Qualifiers that bound a number behind an article: "around an 80 % rate"; "over a 12-hour flight"
says during it."""
BEHIND: Final = {
    "or more": "above", "or less": "below", "or so": "about", "or fewer": "below",
    "and older": "above", "or older": "above", "and above": "above", "and over": "above",
    "and up": "above", "- plus": "above", "or higher": "above", "or longer": "above",
    "or lower": "below", "or under": "below", "or over": "above",
    "and younger": "below", "or younger": "below", "and under": "below",
}  # fmt: skip
"""Qualifiers behind the number."""
DISPUTES: Final = frozenset(
    ("row", "loom", "dispute", "fight", "battle", "sue", "lawsuit", "clash", "feud", "wrangle",
     "quarrel", "argue", "argument", "bicker", "spat", "standoff", "preside", "hang", "worry")
)  # fmt: skip
"""What is "over" something and not more than it."""
SEVERAL: Final = {"several": (3.0, 9.0), "few": (3.0, None), "couple": (2.0, None)}
"""Bounds of what "several hundred", "a few thousand" multiply."""


class Bounded(NamedTuple):
    """A number with the words that bound it: tokens `first` to `last`, the last one behind it.

    `qualifier`: the tokens of these words; None: there are none.
    """

    first: int
    last: int
    value: Value
    qualifier: tuple[int, int] | None = None


def bounded(tokens: Tokens, first: int, last: int, value: Value, *, is_ordinal: bool) -> Bounded:
    """The number at the tokens `first` to `last` with what stands around it."""
    found = Bounded(first, last, value)
    if not is_ordinal:
        found = _multiplied(tokens, found)
    if tokens.word[found.last : found.last + 1] == ["+"] and _touches(tokens, found.last):
        span = (found.last, found.last + 1)  # "200+ people"
        return Bounded(found.first, span[1], _with_bound(found.value, "above"), span)
    behind = " ".join(tokens.lower[found.last : found.last + 2])
    if behind in BEHIND:
        span = (found.last, found.last + 2)
        return Bounded(found.first, span[1], _with_bound(found.value, BEHIND[behind]), span)
    qualifier = qualifier_before(tokens, found.first)
    if qualifier is not None:
        words = " ".join(tokens.lower[qualifier : found.first])
        span = (qualifier, found.first)
        return Bounded(qualifier, found.last, _with_bound(found.value, QUALIFIERS[words]), span)
    before = tokens.lower[found.first - 1] if found.first else ""
    if before in ("a", "an") and not is_ordinal:
        qualifier = qualifier_before(tokens, found.first - 1)
        words = " ".join(tokens.lower[qualifier : found.first - 1]) if qualifier is not None else ""
        if qualifier is not None and words in BEFORE_AN_ARTICLE:
            span = (qualifier, found.first - 1)
            return Bounded(qualifier, found.last, _with_bound(found.value, QUALIFIERS[words]), span)
    if before in ("between", "from") and found.value.exact is None:
        span = (found.first - 1, found.first)
        return Bounded(found.first - 1, found.last, found.value, span)
    return found


def _touches(tokens: Tokens, place: int) -> bool:
    return tokens.end[place - 1] == tokens.start[place]


def qualifier_before(tokens: Tokens, first: int) -> int | None:
    """Where the longest qualifier starts that ends before a token of the same sentence."""
    for length in range(LONGEST_QUALIFIER, 0, -1):
        start = first - length
        if start < 0 or tokens.sentence[start] != tokens.sentence[first]:
            continue
        words = " ".join(tokens.lower[start:first])
        if words in QUALIFIERS:
            return None if words == "over" and _is_about(tokens, start) else start
    return None


def _is_about(tokens: Tokens, over: int) -> bool:
    """Whether "over" says what is disputed and bounds nothing: "a row over 16 billion dollars"."""
    return over > 0 and tokens.lemma[over - 1] in DISPUTES


def _multiplied(tokens: Tokens, found: Bounded) -> Bounded:
    """With "half a", "several" and "minus" before the number."""
    first, value = found.first, found.value
    before = tokens.lower[first - 1] if first else ""
    earlier = tokens.lower[first - 2] if first > 1 else ""
    if before in SEVERAL and value.exact is not None:
        low, high = SEVERAL[before]
        several = Value(None, low * value.exact, None if high is None else high * value.exact)
        return Bounded(first - 1, found.last, several, (first - 1, first))
    is_whole = tokens.lower[first] in ("a", "an", "dozen", "million", "billion", "trillion")
    if is_whole and "half" in (before, earlier) and before in ("half", "-"):
        start = first - 1 if before == "half" else first - 2
        if start and tokens.lower[start - 1] in ("a", "the"):
            start -= 1
        return Bounded(start, found.last, scaled(value, 0.5))
    if (before == "minus" and earlier != "or") or (before in ("-", "−") and earlier == "("):
        turned = (None if n is None else -n for n in (value.exact, value.most, value.least))
        return Bounded(first - 1, found.last, Value(*turned))
    return found


def scaled(value: Value, by: float) -> Value:
    """The value times a number above 0."""

    def times(number: float | None) -> float | None:
        return None if number is None else exactly(number * by)

    return Value(times(value.exact), times(value.least), times(value.most))


def _with_bound(value: Value, bound: str) -> Value:
    """The value with what a qualifier says of its bounds."""
    if value.exact is None:
        return value
    if bound == "above":
        return Value(value.exact, value.exact, None)
    if bound == "below":
        return Value(value.exact, None, value.exact)
    return Value(value.exact, None, None)
