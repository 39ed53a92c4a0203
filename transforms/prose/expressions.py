"""Which tokens write one number: what the pipeline found, joined, taken apart and completed.

"3 to 5 million", "between $5 and $6", "nine in 10", "tens of millions", "a third of", "a week or
two", "over a year", "half an hour", "in his 40s".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from transforms.prose import ages
from transforms.prose.ages import is_somebody
from transforms.prose.bounds import qualifier_before
from transforms.prose.currencies import CURRENCIES
from transforms.prose.numbers import FRACTIONS, LARGE, MULTI, ORDINALS, SMALL, VAGUE, cardinal
from transforms.prose.tokens import Entity, Tokens
from transforms.prose.units import DURATIONS

NUMERIC: Final = frozenset(("CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))
"""The pipeline's labels of expressions that may be figures."""
FRACTION, RATIO, UNIT, DECADE = "FRACTION", "RATIO", "UNIT", "DECADE"
POINT: Final = "POINT"
"""Labels of expressions that are found here: "half of", "nine in 10", "over a year", "his 40s",
"half a point"."""
PERSONS: Final = frozenset(("one", "scores", "zero"))
POINTS: Final = frozenset(("point", "points"))
TENS: Final = frozenset(word for word, number in SMALL.items() if number >= 20)
OPENING: Final = PERSONS | POINTS | MULTI.keys() | {"multi"} | DURATIONS | FRACTIONS.keys()
"""Words that an expression which the pipeline does not know can be found by."""
Words = list[tuple[int, str]]
"""(place, word) of the tokens that are among `OPENING`."""
RATIO_OF: Final = frozenset((*range(2, 11), 12, 15, 20, 25, 50, 100, 1_000, 10_000, 100_000))
"""Of how many a ratio speaks: "three in 2019" is none."""
_IN: Final = (("out", "of", "every"), ("out", "of"), ("in", "every"), ("of", "every"), ("in",))
CHANGES: Final = frozenset(
    ("rise", "fall", "grow", "drop", "gain", "slip", "climb", "increase", "decrease", "cut",
     "raise", "lower", "jump", "surge", "plunge", "decline", "edge", "ease", "soar", "slide",
     "tumble", "lose", "shed", "widen", "narrow", "sink", "advance", "dip", "shrink", "rebound")
)  # fmt: skip
SIGNS: Final = frozenset("$£€¥₹%")
CHANGE_WITHIN: Final = 4
FAR_APART: Final = 5
"""How many times as large what a change led to is, at least; nearer ones may be a range."""
RANGING: Final = frozenset(("range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies"))
RATIO_WORDS: Final = frozenset(word for words in _IN for word in words)
_TO: Final = frozenset(("to", "-", "–"))
HALVES: Final = (("and", "a", "half"), ("-", "and", "-", "a", "-", "half"))
"""What stands behind a number for half of one more."""
OF_POINTS: Final = frozenset(("percentage", "percent", "basis"))
LONGEST_FRACTION: Final = 3
"""Tokens before "quarters" that can count them."""


def expressions(tokens: Tokens) -> list[Entity]:
    """The expressions of a text in order, none of which touches another."""
    found: list[Entity] = []
    for entity in tokens.entities:
        if entity.label in NUMERIC:
            joined = _joined(tokens, found[-1], entity) if found else None
            alone = joined or _one_in(tokens, entity)
            if alone and not joined:
                found.append(alone)
            elif joined:
                found[-1] = joined
            else:
                found += _apart(tokens, _completed(tokens, entity))
    taken = {
        place
        for entity in found
        if not (entity.label == "ORDINAL" and _is_part(tokens, entity.last - 1))
        for place in range(entity.first, entity.last)
    }
    words = [(place, tokens.lower[place]) for place in tokens.places(OPENING)]
    points = list(_points(tokens, words))
    taken |= {place for entity in points for place in range(entity.first, entity.last)}
    more = [
        *points,
        *_fractions(tokens, words, taken),
        *_units(tokens, words),
        *_persons(tokens, words),
        *_multiples(tokens, words),
    ]
    more += [Entity(first, last, DECADE) for first, last in ages.decades(tokens)]
    inside = {place for entity in more for place in range(entity.first, entity.last)}
    kept = [e for e in found if inside.isdisjoint(range(e.first, e.last))]
    return sorted([*kept, *more], key=lambda entity: entity.first)


def _joined(tokens: Tokens, last: Entity, entity: Entity) -> Entity | None:
    """Both as one expression: "twenty-first", "5 or 6", "between 3 % and 5 %", "nine in 10"."""
    words = tuple(tokens.lower[last.last : entity.first])
    labels = (last.label, entity.label)
    if not words or tokens.sentence[last.first] != tokens.sentence[entity.first]:
        return None
    if words == ("-",) and labels == ("CARDINAL", "ORDINAL"):
        is_one = tokens.lower[last.last - 1] in TENS  # and not "the 17-second mark"
        return Entity(last.first, entity.last, "ORDINAL") if is_one else None
    if labels == ("CARDINAL", "CARDINAL"):
        if words == ("or",) or (words == ("and",) and _is_twice(tokens, last, entity)):
            return Entity(last.first, entity.last, "CARDINAL")
        return Entity(last.first, entity.last, RATIO) if _is_ratio(tokens, last, entity) else None
    is_range = _is_range(tokens, last, entity, words)
    return Entity(last.first, entity.last, entity.label) if is_range else None


def _is_twice(tokens: Tokens, last: Entity, entity: Entity) -> bool:
    """Whether a vague number is said twice: "thousands and thousands"."""
    words = tokens.lower[last.first : last.last]
    return words == tokens.lower[entity.first : entity.last] and words[0] in VAGUE


def _is_range(tokens: Tokens, last: Entity, entity: Entity, words: tuple[str, ...]) -> bool:
    """Whether two sums or shares are the ends of one: "between $5 and $6", "3 % to 5 %"."""
    if entity.label not in ("MONEY", "PERCENT") or last.label not in (entity.label, "CARDINAL"):
        return False
    before = tokens.lower[last.first - 1] if last.first else ""
    if words == ("to",) and _changes(tokens, last.first):
        return False
    if words == ("and",):
        return before == "between"
    return len(words) == 1 and words[0] in _TO and (before != "from" or _ranges(tokens, last.first))


def _one_in(tokens: Tokens, entity: Entity) -> Entity | None:
    """A ratio with "one", which alone the pipeline takes for no number: "one in five"."""
    if entity.label != "CARDINAL":
        return None
    for words in _IN:
        first = entity.first - len(words) - 1
        if first >= 0 and tokens.lower[first] == "one":
            one = Entity(first, first + 1, "CARDINAL")
            if _is_ratio(tokens, one, entity):
                return Entity(first, entity.last, RATIO)
    return None


def _changes(tokens: Tokens, first: int) -> bool:
    """Whether a number says by how much something changed: "fell 2 percent to 48 percent"."""
    low = max(0, first - CHANGE_WITHIN)
    return any(
        (tokens.lemma[p] in CHANGES or tokens.lower[p] in ("up", "down"))
        and tokens.sentence[p] == tokens.sentence[first]
        for p in range(low, first)
    )


def _ranges(tokens: Tokens, first: int) -> bool:
    """Whether "from" before a number opens a range: "prices range from 3 % to 5 %"."""
    return first > 1 and tokens.lower[first - 2] in RANGING


def _is_ratio(tokens: Tokens, part: Entity, whole: Entity) -> bool:
    """Whether two numbers say how many of how many: "four out of 10", "one in every five"."""
    if tuple(tokens.lower[part.last : whole.first]) not in _IN:
        return False
    share, base = (cardinal(tokens.lower[e.first : e.last]) for e in (part, whole))
    if share is None or base is None or base not in RATIO_OF or not 0 < share < base:
        return False
    behind = tokens.lower[whole.last] if whole.last < len(tokens) else ""
    return behind.rstrip("s") not in DURATIONS and behind not in ("million", "%", "percent", "-")


def _completed(tokens: Tokens, entity: Entity) -> Entity:
    """With "tens of" before "millions", and "hundred of" as some write."""
    first = entity.first
    while (
        first > 1
        and tokens.lower[first] in VAGUE
        and tokens.lower[first - 1] == "of"
        and tokens.lower[first - 2].removesuffix("s") + "s" in VAGUE
    ):
        first -= 2
    return Entity(first, entity.last, entity.label)


def _apart(tokens: Tokens, entity: Entity) -> list[Entity]:
    """Two numbers that are no range: "4 and 6", "from 3,044 to 4,044"."""
    if entity.label in ("PERCENT", "MONEY"):
        return _sums_apart(tokens, _without_year(tokens, entity))
    if entity.label != "CARDINAL":
        return [entity]
    before = tokens.lower[entity.first - 1] if entity.first else ""
    by = {"from": "to", "between": ""}.get(before, "and")
    if by == "and" and _changes(tokens, entity.first) and _is_change(tokens, entity):
        by = "to"
    if before == "from" and _ranges(tokens, entity.first):
        return [entity]
    places = [p for p in range(entity.first + 1, entity.last - 1) if tokens.lower[p] == by]
    if len(places) != 1 or cardinal(tokens.lower[entity.first : entity.last]) is not None:
        return [entity]  # "two hundred and five"
    left = Entity(entity.first, places[0], entity.label)
    return [left, Entity(places[0] + 1, entity.last, entity.label)]


def _is_change(tokens: Tokens, entity: Entity) -> bool:
    """Whether two numbers are a change and what it led to: "rose 1/2 to 24-3/8"."""
    words = tokens.lower[entity.first : entity.last]
    if words.count("to") != 1:
        return False
    place = words.index("to")
    if not LARGE.keys().isdisjoint(words[place:]) and LARGE.keys().isdisjoint(words[:place]):
        return False  # "lost 3 to 5 million trees"
    change, value = cardinal(words[:place]), cardinal(words[place + 1 :])
    return bool(change) and value is not None and value > FAR_APART * (change or 0)


def _sums_apart(tokens: Tokens, entity: Entity) -> list[Entity]:
    """A change and what it led to: "rose $2 million to $10 million"."""
    places = [p for p in range(entity.first + 1, entity.last - 1) if tokens.lower[p] == "to"]
    signs = [p for p in range(entity.first, entity.last) if tokens.word[p] in SIGNS]
    if len(places) != 1 or len(signs) < 2 or not _changes(tokens, entity.first):
        return [entity]
    left = Entity(entity.first, places[0], entity.label)
    return [left, Entity(places[0] + 1, entity.last, entity.label)]


def _without_year(tokens: Tokens, entity: Entity) -> Entity:
    """Without the year that was taken for one of two numbers: "in 2016 and 6.4 percent"."""
    words = tokens.lower[entity.first : entity.last]
    is_year = len(words) > 2 and len(words[0]) == 4 and words[0].isdigit() and words[1] == "and"
    before = tokens.lower[entity.first - 1] if entity.first else ""
    if is_year and before != "between":
        return Entity(entity.first + 2, entity.last, entity.label)
    return entity


def _fractions(tokens: Tokens, words: Words, taken: set[int]) -> Iterator[Entity]:
    """The shares in words: "half of", "a third of", "three-quarters"."""
    for place, word in words:
        if word not in FRACTIONS or place in taken:
            continue
        if tokens.entity[place] >= 0 and not _is_part(tokens, place):
            continue
        first = place
        while (
            first > 0
            and place - first < LONGEST_FRACTION
            and _counts_parts(tokens.lower[first - 1])
        ):
            first -= 1
        if first and tokens.lower[first - 1] in ORDINALS:
            continue  # "the first half of the year"
        is_of = tokens.lower[place + 1 : place + 2] == ["of"]
        if is_of or (word.endswith("s") and first < place):
            yield Entity(first, place + 1, FRACTION)


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
        is_none = word == "zero" and counts and tokens.tag[head] == "NNS"
        if (word == "scores" and behind == "of") or is_of_people or is_none or is_more:
            yield Entity(place, place + 1, "CARDINAL")


def _has_half(tokens: Tokens, behind: int) -> bool:
    """Whether "and a half" stands behind a number."""
    return any(tuple(tokens.lower[behind : behind + len(words)]) == words for words in HALVES)


def _is_part(tokens: Tokens, place: int) -> bool:
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
        if word not in DURATIONS or not place or tokens.entity[place] >= 0:
            continue
        before = tokens.lower[place - 1]
        if before == "-" and place > 1 and tokens.lower[place - 2] == "one":
            yield Entity(place - 2, place + 1, UNIT)
        elif tokens.lower[place + 1 : place + 4] == ["and", "a", "half"]:
            yield Entity(place - (before in ("a", "an", "one")), place + 4, UNIT)
        elif before == "one" and (word != "day" or _is_counted_day(tokens, place)):
            yield Entity(place - 1, place + 1, UNIT)
        elif before in ("a", "an"):
            yield from _one_unit(tokens, place)
        elif (half := _half_before(tokens, place)) is not None:
            yield Entity(half, place + 1, UNIT)


def _half_before(tokens: Tokens, place: int) -> int | None:
    """The first token of "half" before an hour, a day or more: "every half hour", "a half-hour"."""
    first = place - 1 - (tokens.word[place - 1] == "-")
    if first < 0 or tokens.lower[first] != "half" or tokens.lower[place] == "second":
        return None
    before = tokens.lower[first - 1] if first else ""
    return None if before in ORDINALS or before == "-" else first - (before in ("a", "an"))


def _one_unit(tokens: Tokens, place: int) -> Iterator[Entity]:
    """A unit behind "a", if it is bounded, halved or doubled."""
    behind = tokens.lower[place + 1 : place + 3]
    if behind == ["or", "two"]:
        yield Entity(place - 1, place + 3, UNIT)
    elif place > 1 and tokens.lower[place - 2] == "half":
        yield Entity(place - 2, place + 1, UNIT)
    elif behind[:1] not in (["-"], ["ago"], ["later"], ["earlier"]) and (
        behind == ["or", "so"] or qualifier_before(tokens, place - 1) is not None
    ):
        yield Entity(place - 1, place + 1, UNIT)


def _is_counted_day(tokens: Tokens, place: int) -> bool:
    """Whether "one day" is a duration: "for one day", "one day after"; else it means some day."""
    before = tokens.lower[place - 2] if place > 1 else ""
    behind = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    return before in ("for", "in", "within", "after", "than", "only", "just") or (
        behind in ("after", "before", "later", "earlier", "of")
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


def _multiples(tokens: Tokens, words: Words) -> Iterator[Entity]:
    """Sizes of which only the least is told: "a multi-billion dollar plan", "multimillion"."""
    for place, word in words:
        last = place + 1
        if word == "multi" and "".join(tokens.lower[place : place + 3]) in MULTI:
            last = place + 3
        elif word not in MULTI:
            continue
        behind = last + (tokens.word[last : last + 1] == ["-"])
        if tokens.lower[behind : behind + 1] and tokens.lower[behind] in CURRENCIES:
            yield Entity(place, behind + 1, "MONEY")
        else:
            yield Entity(place, last, "CARDINAL")
