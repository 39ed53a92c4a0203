"""Numbers in words that the pipeline takes for none.

"Half of", "nearly a third", "three-quarters", "one year", "a week or two", "an hour and a half",
"half a percentage point", "one soldier", "scores of people", "a multi-billion dollar plan".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from transforms.prose.ages import is_somebody
from transforms.prose.bounds import qualifier_before
from transforms.prose.currencies import CURRENCIES
from transforms.prose.numbers import FRACTIONS, LARGE, MULTI, ORDINALS, SMALL
from transforms.prose.tokens import SUBJECTS, Entity, Tokens
from transforms.prose.units import DURATIONS, UNITS

FRACTION, UNIT, POINT = "FRACTION", "UNIT", "POINT"
"""Labels of what is found here: "half of", "over a year", "half a point"."""
PERSONS: Final = frozenset(("one", "scores", "zero"))
WHOLES: Final = frozenset(
    ("the", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those",
     "what", "all")
)  # fmt: skip
"""What "half" stands before without "of"."""
NO_SHARE: Final = frozenset(("latter", "top", "bottom", "better", "-", "and"))
"""Words before "half" that make another thing of it: "the top half"."""
POINTS: Final = frozenset(("point", "points"))
LENGTHS: Final = frozenset(
    ("mile", "kilometer", "kilometre", "meter", "metre", "inch", "acre", "ton", "tonne", "ounce",
     "gallon")
)  # fmt: skip
PARTED: Final = DURATIONS | LENGTHS
"""Units of which half a one is spoken of."""
SCALES: Final = frozenset(("million", "billion", "trillion"))
OPENING: Final = PERSONS | POINTS | SCALES | MULTI.keys() | {"multi"} | PARTED | FRACTIONS.keys()
"""Words that an expression which the pipeline does not know can be found by."""
Words = list[tuple[int, str]]
"""(place, word) of the tokens that are among `OPENING`."""
HALVES: Final = (
    ("and", "a", "half"),
    ("-", "and", "-", "a", "-", "half"),
    ("and", "one", "-", "half"),
    ("and", "one", "half"),
)
"""What stands behind a number for half of one more."""
OF_POINTS: Final = frozenset(("percentage", "percent", "basis"))
LONGEST_FRACTION: Final = 3
"""Tokens before "quarters" that can count them."""


def worded(tokens: Tokens, taken: set[int]) -> list[Entity]:
    """The expressions of a text that the pipeline does not know, in no order.

    `taken`: tokens that are part of one that it knows.
    """
    words = [(place, tokens.lower[place]) for place in tokens.places(OPENING)]
    points = list(_points(tokens, words))
    known = taken | {place for entity in points for place in range(entity.first, entity.last)}
    return [
        *points,
        *_fractions(tokens, words, known),
        *_units(tokens, words),
        *_persons(tokens, words),
        *_multiples(tokens, words),
    ]


def _fractions(tokens: Tokens, words: Words, taken: set[int]) -> Iterator[Entity]:
    """The shares in words: "half of", "a third of", "three-quarters"."""
    for place, word in words:
        if word not in FRACTIONS or place in taken:
            continue
        if tokens.entity[place] >= 0 and not is_part(tokens, place):
            continue
        found = _fraction_at(tokens, place, word)
        if found is not None:
            yield found


def _fraction_at(tokens: Tokens, place: int, word: str) -> Entity | None:
    """The share whose last word stands at a place; None: it is another thing."""
    first = place
    while first and place - first < LONGEST_FRACTION and _counts_parts(tokens.lower[first - 1]):
        first -= 1
    before = tokens.lower[first - 1] if first else ""
    is_of = tokens.lower[place + 1 : place + 2] == ["of"]
    if before in ORDINALS or (is_of and word == "quarter" and before in ("last", "final")):
        return None  # "the first half of the year", "the last quarter of 1986"
    if first == place and word.endswith("s"):
        return None  # "four straight quarters of growth"
    large = _large_behind(tokens, place)
    if large is not None and first < place:
        return Entity(first, large, "CARDINAL")  # "a quarter of a million"
    is_counted = first < place and (word.endswith("s") or _is_one_part(tokens, first, place))
    is_share = is_of or is_counted or _is_share(tokens, first, place)
    return Entity(first, place + 1, FRACTION) if is_share else None


def _large_behind(tokens: Tokens, place: int) -> int | None:
    """The token behind "of a million", which a fraction may be of; None: it is not."""
    is_of = tokens.lower[place + 1 : place + 3] == ["of", "a"]
    is_large = place + 3 < len(tokens) and tokens.lower[place + 3] in SCALES
    return place + 4 if is_of and is_large else None


def _is_one_part(tokens: Tokens, first: int, place: int) -> bool:
    """Whether "one-quarter" counts no part of a unit: "one-quarter disagree"."""
    behind = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    is_noun = place + 1 < len(tokens) and tokens.tag[place + 1].startswith(("NN", "JJ"))
    return tokens.lower[first] == "one" and behind != "-" and behind not in LARGE and not is_noun


def _is_share(tokens: Tokens, first: int, place: int) -> bool:
    """Whether a fraction is one without "of": "nearly half were women", "half the town"."""
    is_half = tokens.lower[place] == "half" and first == place
    if is_half and _is_plain_half(tokens, place):
        return True
    if first == place and (not is_half or _is_other_half(tokens, place)):
        return False
    behind = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    if first and tokens.lower[first - 1] == "by" and first < place and behind not in ("-", "a"):
        return not tokens.tag[min(place + 1, len(tokens) - 1)].startswith("NN")  # "by a third"
    is_other = behind in ("-", "a", "an") or behind in LARGE or UNITS.get(behind) is not None
    is_noun = place + 1 < len(tokens) and tokens.tag[place + 1].startswith(("NN", "JJ", "CD"))
    return not is_other and not is_noun and qualifier_before(tokens, first) is not None


def _is_other_half(tokens: Tokens, place: int) -> bool:
    """Whether "half" is one of two parts that a word before tells: "the first half"."""
    before = tokens.lower[place - 1] if place else ""
    return before in ORDINALS or before in NO_SHARE


def _is_plain_half(tokens: Tokens, place: int) -> bool:
    """Whether "half" needs no qualifier: "half the town", "half agreed", "the other half"."""
    if _is_other_half(tokens, place):
        return False
    before = tokens.lower[place - 1] if place else ""
    behind = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    if before == "other":
        return place > 1 and tokens.lower[place - 2] == "the"
    if behind in WHOLES or (before == "by" and behind in ("", ".", ",", ";")):
        return True
    is_subject = tokens.label[place] in SUBJECTS and behind not in ("a", "an")
    return is_subject and not tokens.tag[tokens.head[place]].startswith("NN")


def _persons(tokens: Tokens, words: Words) -> Iterator[Entity]:
    """Numbers that the pipeline takes for none: "one soldier", "scores of people", "zero votes"."""
    for place, word in words:
        if word not in PERSONS or tokens.entity[place] >= 0 or place + 1 >= len(tokens):
            continue
        behind = tokens.lower[place + 1]
        head = tokens.head[place]
        counts = tokens.label[place] == "nummod"
        is_of_people = word == "one" and counts and is_somebody(tokens, head)
        is_more = word == "one" and _has_half(tokens, place + 1)
        is_least = (
            word == "one" and counts and qualifier_before(tokens, place) in _least(tokens, place)
        )
        is_none = word == "zero" and counts and tokens.tag[head] == "NNS"
        if (word == "scores" and behind == "of") or is_of_people or is_none or is_more or is_least:
            yield Entity(place, place + 1, "CARDINAL")


def _least(tokens: Tokens, place: int) -> tuple[int, ...]:
    """Where "at least" or "more than" before a number begins."""
    is_least = tokens.lower[max(0, place - 2) : place] in (["at", "least"], ["more", "than"])
    is_least &= tokens.word[place + 1 : place + 2] != ["-"]  # "more than one-third"
    return (place - 2,) if is_least else ()


def _has_half(tokens: Tokens, behind: int) -> bool:
    """Whether "and a half" stands behind a number."""
    return any(tuple(tokens.lower[behind : behind + len(words)]) == words for words in HALVES)


def is_part(tokens: Tokens, place: int) -> bool:
    """Whether an ordinal is a fraction: "a third of", "two thirds"."""
    before = tokens.lower[place - 1] if place else ""
    return tokens.lower[place] in FRACTIONS and (before in ("a", "one") or before in SMALL)


def _counts_parts(word: str) -> bool:
    return word in ("a", "-") or word.isdigit() or word in SMALL


def _units(tokens: Tokens, words: Words) -> Iterator[Entity]:
    """One unit of time, if it is counted, bounded, halved or doubled.

    "One year", "a one-hour talk", "over a year", "half an hour", "a week or two".
    """
    for place, word in words:
        if word not in PARTED or not place or tokens.entity[place] >= 0:
            continue
        first, last = _parted(tokens, place) or _more_than_one(tokens, place) or (place, place)
        if first == last and word in DURATIONS:
            first, last = _one_unit(tokens, place) or (place, place)
        if first < last:
            yield Entity(first, last, UNIT)


def _parted(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Half a unit, or a quarter: "half an hour", "every half hour", "a quarter-mile"."""
    first = place - 1
    if tokens.lower[first] in ("a", "an"):
        is_half = first > 0 and tokens.lower[first - 1] == "half"
        return (first - 1, place + 1) if is_half else None
    first -= tokens.word[first] == "-"
    part = tokens.lower[first] if first >= 0 else ""
    if part not in ("half", "quarter") or tokens.lower[place] == "second":
        return None
    before = tokens.lower[first - 1] if first else ""
    if before in ORDINALS or before == "-" or (part == "quarter" and before != "a"):
        return None
    return first - (before in ("a", "an")), place + 1


def _more_than_one(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A unit and a half, or one or two of it: "an hour and a half", "the next year or two"."""
    before, behind = tokens.lower[place - 1], tokens.lower[place + 1 : place + 4]
    if behind == ["and", "a", "half"]:
        return place - (before in ("a", "an", "one")), place + 4
    if behind[:2] == ["or", "two"]:
        return place - (before in ("a", "an")), place + 3
    return None


def _one_unit(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """One unit of time: "a one-hour talk", "one year", and "a year" if it is bounded."""
    before, behind = tokens.lower[place - 1], tokens.lower[place + 1 : place + 3]
    if before == "-" and place > 1 and tokens.lower[place - 2] == "one":
        return place - 2, place + 1
    if before == "one" and (tokens.lower[place] != "day" or _is_counted_day(tokens, place)):
        return place - 1, place + 1
    is_bounded = behind == ["or", "so"] or qualifier_before(tokens, place - 1) is not None
    is_time = behind[:1] in (["-"], ["ago"], ["later"], ["earlier"])
    return (place - 1, place + 1) if before in ("a", "an") and is_bounded and not is_time else None


def _is_counted_day(tokens: Tokens, place: int) -> bool:
    """Whether "one day" is a duration: "for one day", "one day after"; else it means some day."""
    before = tokens.lower[place - 2] if place > 1 else ""
    behind = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    return before in ("for", "in", "within", "after", "than", "only", "just") or (
        behind in ("after", "before", "later", "earlier", "of", "away", "ahead")
    )


def _points(tokens: Tokens, words: Words) -> Iterator[Entity]:
    """Parts of a point: "half a percentage point", "a one-quarter point rise"."""
    for place, word in words:
        if word not in POINTS or tokens.entity[place] >= 0:
            continue
        first = place - 1
        first -= first >= 0 and tokens.lower[first] in OF_POINTS
        first -= first >= 0 and tokens.lower[first] == "a"
        is_of = first >= 0 and tokens.lower[first] == "of"
        first -= is_of
        if first < 0 or tokens.lower[first] not in FRACTIONS or tokens.entity[first] >= 0:
            continue
        last = first
        while first and last - first < LONGEST_FRACTION and _counts_parts(tokens.lower[first - 1]):
            first -= 1
        is_plain = tokens.lower[last] in ("half", "quarter") or is_of or last - first > 1
        if is_plain and not (first and tokens.lower[first - 1] in (*ORDINALS, "-")):
            yield Entity(first, place + 1, POINT)


def _is_of_dollars(tokens: Tokens, place: int) -> bool:
    """Whether a scale stands alone before a currency: "the trillion-dollar cuts"."""
    is_joined = tokens.word[place + 1 : place + 2] == ["-"] and place + 2 < len(tokens)
    before = tokens.word[place - 1] if place else ""
    is_counted = before[:1].isdigit() or before.lower() in SMALL or before in ("-", "$", "£", "€")
    return is_joined and not is_counted and tokens.lower[place + 2] in CURRENCIES


def _multiples(tokens: Tokens, words: Words) -> Iterator[Entity]:
    """Sizes of which only the least is told: "a multi-billion dollar plan", "multimillion"."""
    for place, word in words:
        last = place + 1
        if word in SCALES and _is_of_dollars(tokens, place):
            yield Entity(place, place + 3, "MONEY")
            continue
        if word == "multi" and "".join(tokens.lower[place : place + 3]) in MULTI:
            last = place + 3
        elif word not in MULTI:
            continue
        behind = last + (tokens.word[last : last + 1] == ["-"])
        if tokens.lower[behind : behind + 1] and tokens.lower[behind] in CURRENCIES:
            yield Entity(place, behind + 1, "MONEY")
        else:
            yield Entity(place, last, "CARDINAL")
