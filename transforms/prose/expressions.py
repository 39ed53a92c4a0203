"""Which tokens write one number: what the pipeline found, joined, taken apart and completed.

"3 to 5 million", "between $5 and $6", "nine in 10", "tens of millions", "in his 40s"; and those of
`worded`: "a third of", "a week or two", "half an hour".
"""

from __future__ import annotations

from typing import Final

from transforms.prose import ages
from transforms.prose.numbers import LARGE, SMALL, VAGUE, cardinal
from transforms.prose.tokens import Entity, Tokens
from transforms.prose.units import DURATIONS
from transforms.prose.worded import is_part, worded

NUMERIC: Final = frozenset(("CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))
"""The pipeline's labels of expressions that may be figures."""
RATIO, DECADE = "RATIO", "DECADE"
"""Labels of expressions that are found here: "nine in 10", "in his 40s"."""
TENS: Final = frozenset(word for word, number in SMALL.items() if number >= 20)
RATIO_OF: Final = frozenset((*range(2, 11), 12, 15, 20, 25, 50, 100, 1_000, 10_000, 100_000))
"""Of how many a ratio speaks: "three in 2019" is none."""
MOST_OF: Final = 1_000
"""Of how many one may be: "one in nineteen", but no "one in 2019"."""
_IN: Final = (
    ("out", "of", "every"),
    ("out", "of"),
    ("in", "every"),
    ("of", "every"),
    ("in",),
    ("-", "in", "-"),
)
CHANGES: Final = frozenset(
    ("rise", "fall", "grow", "drop", "gain", "slip", "climb", "increase", "decrease", "cut",
     "raise", "lower", "jump", "surge", "plunge", "decline", "edge", "ease", "soar", "slide",
     "tumble", "lose", "shed", "widen", "narrow", "sink", "advance", "dip", "shrink", "rebound")
)  # fmt: skip
SIGNS: Final = frozenset("$£€¥₹%")
CHANGE_WITHIN: Final = 4
FAR_APART: Final = 5
"""How many times as large what a change led to is, at least; nearer ones may be a range."""
NO_NUMBERS: Final = frozenset(("%", "percent", "per", "cent", "pct", "$", "£", "€", "¥"))
RESULTS: Final = frozenset(
    ("trail", "lead", "defeat", "beat", "win", "lose", "vote", "split", "oppose", "favor", "favour")
)
RESULT_WITHIN: Final = 8
"""Tokens before two shares among which a verb makes a result of them."""
RANGING: Final = frozenset(("range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies"))
RATIO_WORDS: Final = frozenset(word for words in _IN for word in words) - {"-"}
_TO: Final = frozenset(("to", "-", "–"))


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
        if not (entity.label == "ORDINAL" and is_part(tokens, entity.last - 1))
        for place in range(entity.first, entity.last)
    }
    more = worded(tokens, taken)
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
    if words == ("to",) and (_changes(tokens, last.first) or _falls(tokens, last, entity)):
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
    if share is None or base is None or not 0 < share < base:
        return False
    if base not in RATIO_OF and not (share == 1 and base <= MOST_OF):
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
    before = tokens.lower[entity.first - 1] if entity.first else ""
    joints = _TO if before == "between" else _TO | {"and"}
    places = [p for p in range(entity.first + 1, entity.last - 1) if tokens.lower[p] in joints]
    numbers = [w for w in tokens.lower[entity.first : entity.last] if w not in NO_NUMBERS]
    if len(places) != 1 or cardinal(numbers) is not None:
        return [entity]  # "6-1/2 percent" and "twenty-four percent" are one number
    left = Entity(entity.first, places[0], entity.label)
    right = Entity(places[0] + 1, entity.last, entity.label)
    if tokens.lower[places[0]] == "and":
        is_sum = entity.label != "MONEY" or _has_currency(tokens, right)
        return [left, right if is_sum else right._replace(label="CARDINAL")]
    if _falls(tokens, left, right):
        return [left, right]
    signs = [p for p in range(entity.first, entity.last) if tokens.word[p] in SIGNS]
    is_change = _changes(tokens, entity.first) or (
        before == "from" and not _ranges(tokens, entity.first)
    )
    if tokens.lower[places[0]] != "to" or len(signs) < 2 or not is_change:
        return [entity]
    return [left, right]


def _has_currency(tokens: Tokens, entity: Entity) -> bool:
    """Whether a sum names its currency: "20,000 workers" behind "$180bn and" does not."""
    words = tokens.word[entity.first : entity.last]
    return any(
        not word[:1].isdigit() and word.lower() not in LARGE and word.lower() not in SMALL
        for word in words
    )


def _falls(tokens: Tokens, left: Entity, right: Entity) -> bool:
    """Whether the first of two numbers is the larger: a result and no range, "54 % to 45 %"."""
    one, other = (
        cardinal([w.rstrip("%") for w in tokens.lower[e.first : e.last] if w not in NO_NUMBERS])
        for e in (left, right)
    )
    if one is None or other is None:
        return False
    if one > other:
        return True
    near = range(max(0, left.first - RESULT_WITHIN), left.first)
    return any(
        tokens.lemma[p] in RESULTS and tokens.sentence[p] == tokens.sentence[left.first]
        for p in near
    )


def _without_year(tokens: Tokens, entity: Entity) -> Entity:
    """Without the year that was taken for one of two numbers: "in 2016 and 6.4 percent"."""
    words = tokens.lower[entity.first : entity.last]
    is_year = len(words) > 2 and len(words[0]) == 4 and words[0].isdigit() and words[1] == "and"
    before = tokens.lower[entity.first - 1] if entity.first else ""
    if is_year and before != "between":
        return Entity(entity.first + 2, entity.last, entity.label)
    return entity
