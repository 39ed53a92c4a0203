"""Which numbers does the prose state, of what, and within which bounds?

    more than four hours      about 25 percent      between 3 and 5 %      dozens of people
    $1.2bn                    Witkoff, 68,          a third visit          hundreds of thousands

A figure is the number with the words that bound it and its unit. A bare range has no value of its
own, only bounds; "dozens" has the least that it can mean. Numbers in names, in dates and times of
day, and results of matches have no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from transforms.prose.currencies import CURRENCIES, DOLLARS, SIGN, SUBUNITS, currency_of
from transforms.prose.numbers import (
    FRACTIONS,
    ORDINALS,
    SMALL,
    Value,
    cardinal,
    fraction,
    ordinal,
    vague,
)
from transforms.prose.tokens import Entity, Tokens

NUMERIC: Final = frozenset(("CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))
"""Labels of expressions that may be figures."""

BELOW: Final = (
    "up to", "at most", "no more than", "not more than", "a maximum of", "fewer than", "less than",
    "under", "below", "nearly", "almost", "close to", "as many as", "as much as", "just under",
    "not quite", "at the most",
)  # fmt: skip
"""Qualifiers that give the greatest value: "nearly 30" is 30 at most."""
ABOVE: Final = (
    "more than", "over", "above", "at least", "no fewer than", "no less than", "not less than",
    "a minimum of", "exceeding", "upwards of", "in excess of", "beyond", "well over", "just over",
    "greater than", "not fewer than",
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
BEHIND: Final = {"or more": "above", "or less": "below", "or so": "about", "or fewer": "below"}
"""Qualifiers behind the number."""
SEVERAL: Final = {"several": (3.0, 9.0), "few": (3.0, None), "couple": (2.0, None)}
"""Bounds of what "several hundred", "a few thousand" multiply."""

_UNITS: Final = """
second seconds sec secs|minute minutes min mins|hour hours hr hrs|day days|week weeks
month months|year years yr yrs|decade decades|century centuries
kilometre kilometres kilometer kilometers km kms|metre metres meter meters m
centimetre centimetres centimeter centimeters cm|millimetre millimetres millimeter millimeters mm
mile miles mi|foot feet ft|inch inches|yard yards|acre acres|hectare hectares ha
kilogram kilograms kilogramme kilogrammes kilo kilos kg|gram grams g|tonne tonnes t|ton tons
pound-weight lb lbs|ounce ounces oz|litre litres liter liters l|gallon gallons|barrel barrels
degree degrees °C °F °|megawatt megawatts MW|gigawatt gigawatts GW|kilowatt kilowatts kW
mph km/h kph|knot knots
"""
UNITS: Final = {
    word: entry.split()[0]
    for line in _UNITS.strip().split("\n")
    for entry in line.split("|")
    for word in entry.split()
}
"""Unit by each way of writing it."""
DURATIONS: Final = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
)
_SUFFIX_APART: Final = re.compile(r"(?<=\d) (?=(?:k|m|mn|mln|bn|tn|trn)\b)")
_MANY: Final = (
    "people men women children users viewers readers listeners voters votes customers subscribers"
    " followers members residents inhabitants citizens refugees migrants workers employees jobs"
    " homes houses households families students pupils patients doses passengers tourists visitors"
    " copies downloads views barrels tonnes tons shares animals birds trees cases deaths"
)
COUNTED_IN_MILLIONS: Final = frozenset(_MANY.split())
"""Nouns before which "1.5m" is no length."""
_SCORE: Final = re.compile(r"^\d{1,3}[-–]\d{1,3}$")
"""The result of a match."""
_NUMBERS: Final = re.compile(r"^\d{3,}(?:[-–]\d{3,})+$")
"""A telephone number or the like."""
MOST_AGE: Final = 120


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its meaning; `first` to `last` are tokens, the last one behind it.

    Args:
        kind: `count`, `age`, `duration`, `money`, `share`, `quantity`, `ordinal`.
        value: The number and its bounds.
        qualifier: Words that bound it, as written; None: there are none.
        unit: `hour`, `km`, `%`, `percentage point`; None: a count, or money.
        currency: ISO 4217.
        noun: Token of what is counted.
        place: Token that stands for the figure in the tree.
    """

    first: int
    last: int
    kind: str
    value: Value
    qualifier: tuple[int, int] | None
    unit: str | None
    currency: str | None
    noun: int | None
    place: int


def find_figures(tokens: Tokens, is_skipped: Sequence[bool]) -> Iterator[Figure]:
    """The figures of a text, in its order.

    `is_skipped`: tokens whose numbers are no figures, as those of titles in quotation marks.
    """
    done = 0
    for entity in _expressions(tokens):
        if entity.first < done or is_skipped[entity.first]:
            continue
        figure = _figure(tokens, entity)
        if figure is not None:
            done = figure.last
            yield figure


def _expressions(tokens: Tokens) -> list[Entity]:
    """The numeric expressions: ranges, fractions, ordinals of several words whole, lists apart."""
    found: list[Entity] = []
    for entity in tokens.entities:
        if entity.label not in NUMERIC:
            continue
        last = found[-1] if found else None
        between = tokens.lower[last.last] if last and entity.first == last.last + 1 else ""
        if last and between == "-" and (entity.label, last.label) == ("ORDINAL", "CARDINAL"):
            found[-1] = Entity(last.first, entity.last, "ORDINAL")
        elif last and between == "or" and entity.label == last.label == "CARDINAL":
            found[-1] = Entity(last.first, entity.last, "CARDINAL")
        else:
            found += _apart(tokens, entity)
    taken = {place for entity in found for place in range(entity.first, entity.last)}
    fractions = [
        entity
        for place, word in enumerate(tokens.lower)
        if word in FRACTIONS and place not in taken and tokens.entity[place] < 0
        for entity in _fraction(tokens, place)
    ]
    inside = {place for entity in fractions for place in range(entity.first, entity.last)}
    kept = [entity for entity in found if entity.first not in inside]
    return sorted([*kept, *fractions], key=lambda entity: entity.first)


def _apart(tokens: Tokens, entity: Entity) -> list[Entity]:
    """The numbers of "4 and 6" as two, unless "between" stands before them."""
    ands = [p for p in range(entity.first + 1, entity.last - 1) if tokens.lower[p] == "and"]
    before = tokens.lower[entity.first - 1] if entity.first else ""
    if len(ands) != 1 or entity.label != "CARDINAL" or before == "between":
        return [entity]
    if cardinal(tokens.lower[entity.first : entity.last]) is not None:
        return [entity]  # "two hundred and five"
    left = Entity(entity.first, ands[0], entity.label)
    return [left, Entity(ands[0] + 1, entity.last, entity.label)]


def _fraction(tokens: Tokens, place: int) -> list[Entity]:
    """The share that ends with this word: "half of", "a third of", "three-quarters"."""
    first = place
    while first > 0 and place - first < 3 and _counts_parts(tokens.lower[first - 1]):
        first -= 1
    if first and tokens.lower[first - 1] in ORDINALS:
        return []  # "the first half of the year"
    is_of = tokens.lower[place + 1 : place + 2] == ["of"]
    is_plural = tokens.lower[place].endswith("s") and first < place
    if not is_of and not is_plural:
        return []
    return [Entity(first, place + 1, "FRACTION")]


def _counts_parts(word: str) -> bool:
    return word in ("a", "-") or word.isdigit() or word in SMALL


def _figure(tokens: Tokens, entity: Entity) -> Figure | None:
    """What an expression states; None: nothing that counts."""
    read = _READERS[entity.label](tokens, entity)
    if read is None:
        return None
    return _bounded(tokens, read)


# -- kinds ------------------------------------------------------------------------------------


def _ordinal(tokens: Tokens, entity: Entity) -> Figure | None:
    value = ordinal(tokens.lower[entity.first : entity.last])
    noun = _noun(tokens, entity)
    before = tokens.lower[entity.first - 1] if entity.first else ""
    is_part = tokens.label[entity.last - 1] in ("amod", "nummod", "compound")
    if value is None or noun is None or not is_part or before == "at":
        return None
    exact = Value(value, value, value)
    return Figure(
        entity.first, entity.last, "ordinal", exact, None, None, None, noun, entity.last - 1
    )


def _share(tokens: Tokens, entity: Entity) -> Figure | None:
    words = [w for w in tokens.lower[entity.first : entity.last] if w != "-"]
    value = fraction(words)
    if value is None:
        return None
    exact = Value(value, value, value)
    noun = _noun(tokens, entity)
    return Figure(
        entity.first, entity.last, "share", exact, None, "share", None, noun, entity.last - 1
    )


def _percent(tokens: Tokens, entity: Entity) -> Figure | None:
    words = tokens.lower[entity.first : entity.last]
    unit = "percentage point" if "point" in words[-1] else "%"
    numbers = [w for w in words if w not in ("%", "percent", "per", "cent", "pct", "percentage")]
    value = _value([w.removesuffix("%") for w in numbers if not w.startswith("point")])
    return None if value is None else Figure(
        entity.first, entity.last, "share", value, None, unit, None,
        _noun(tokens, entity), entity.last - 1,
    )  # fmt: skip


def _money(tokens: Tokens, entity: Entity) -> Figure | None:
    first, words = entity.first, tokens.lower[entity.first : entity.last]
    if words[0] == "$" and _is_attached(tokens, first):
        first -= 1  # "NT" of "NT$200"
    if words[0] in ("a", "the") and words[1:2] and words[1] in CURRENCIES:
        first += 1  # "A $5 million deal"
    text = tokens.texts(first, entity.last)
    before = max(0, entity.first - 1)
    currency = currency_of(text, tokens.word[before : entity.last])
    plain = _SUFFIX_APART.sub("", SIGN.sub(" ", text).lower().rstrip("."))
    value = _value(plain.split())
    if value is None:
        numbers = [w for w in words if w not in CURRENCIES and w not in ("us", "u.s.")]
        value = _value(numbers)
    if value is None:
        return None
    if any(word in SUBUNITS for word in words):
        value = _scaled(value, 0.01)
    return Figure(first, entity.last, "money", value, None, None, currency, None, entity.last - 1)


def _is_attached(tokens: Tokens, place: int) -> bool:
    """Whether letters of a currency stand right before a sign."""
    before = place - 1
    return (
        before >= 0
        and tokens.end[before] == tokens.start[place]
        and tokens.lower[before] in DOLLARS
    )


def _quantity(tokens: Tokens, entity: Entity) -> Figure | None:
    words = tokens.word[entity.first : entity.last]
    behind = tokens.lower[entity.last] if entity.last < len(tokens) else ""
    if words[-1].endswith("m") and behind in COUNTED_IN_MILLIONS:
        value = _value(["".join(words).lower()])
        return None if value is None else Figure(
            entity.first, entity.last, "count", value, None, None, None,
            _noun(tokens, entity), entity.last - 1,
        )  # fmt: skip
    unit = next((UNITS[w] for w in reversed(words) if w in UNITS), None)
    numbers = [w.lower() for w in words if w not in UNITS]
    value = _value(numbers)
    if value is None:
        match = re.match(r"^([\d.,]+)\s*([A-Za-z°/]+)$", " ".join(words))
        value = _value([match[1]]) if match else None
        unit = UNITS.get(match[2]) if match else unit
    return None if value is None else Figure(
        entity.first, entity.last, "quantity", value, None, unit, None, None, entity.last - 1
    )  # fmt: skip


def _cardinal(tokens: Tokens, entity: Entity) -> Figure | None:
    first, last = entity.first, entity.last
    text = tokens.texts(first, last)
    if _SCORE.match(text) or _NUMBERS.match(text) or _is_label(tokens, entity):
        return None
    if tokens.lower[last : last + 1] == ["s"] or _is_hour(tokens, last):
        return None  # "the 1980 s", "5 in the morning"
    value = _value(tokens.lower[first:last])
    if value is None:
        return None
    if _is_age(tokens, entity, value):
        return Figure(first, last, "age", value, None, "year", None, None, last - 1)
    if tokens.word[last : last + 1] == ["-"] and last + 1 < len(tokens):
        return _joined(tokens, entity, value)
    return _measured(tokens, entity, value) or Figure(
        first, last, "count", value, None, None, None, _noun(tokens, entity), last - 1
    )


def _is_hour(tokens: Tokens, behind: int) -> bool:
    """Whether the words behind a number say that it is an hour of the day."""
    words = tokens.lower[behind : behind + 3]
    return words[:2] == ["in", "the"] and words[2:] in (["morning"], ["evening"], ["afternoon"])


def _measured(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A number with a unit behind it: "five hours", "three working days"."""
    noun = _noun(tokens, entity)
    if noun is None or not 0 <= noun - entity.last <= 2:
        noun = entity.last
    word = tokens.word[noun] if noun < len(tokens) else ""
    unit = UNITS.get(word) or UNITS.get(word.lower())
    if word.lower() in CURRENCIES and tokens.tag[noun].startswith("NN"):
        currency = currency_of("", tokens.word[noun - 1 : noun + 1])
        value = _scaled(value, 0.01) if word.lower() in SUBUNITS else value
        return Figure(entity.first, noun + 1, "money", value, None, None, currency, None, noun)
    is_study = unit == "degree" and noun > entity.last  # "two joint degrees"
    if unit is None or is_study:
        return None
    kind = "duration" if unit in DURATIONS else "quantity"
    return Figure(entity.first, noun + 1, kind, value, None, unit, None, None, noun)


def _joined(tokens: Tokens, entity: Entity, value: Value) -> Figure:
    """A number before a hyphen: "40-year-old", "five-hour talks", "27-nation bloc"."""
    first, last = entity.first, entity.last
    word = tokens.lower[last + 1]
    if word in ("year", "years") and tokens.lower[last + 2 : last + 4] in (
        ["-", "old"],
        ["-", "olds"],
    ):
        return Figure(first, last + 4, "age", value, None, "year", None, None, last + 1)
    if word in UNITS:
        kind = "duration" if UNITS[word] in DURATIONS else "quantity"
        return Figure(first, last + 2, kind, value, None, UNITS[word], None, None, last + 1)
    noun = last + 1 if tokens.tag[last + 1].startswith("NN") else _noun(tokens, entity)
    return Figure(first, last, "count", value, None, None, None, noun, last - 1)


_READERS: Final = {
    "FRACTION": _share,
    "ORDINAL": _ordinal,
    "PERCENT": _percent,
    "MONEY": _money,
    "QUANTITY": _quantity,
    "CARDINAL": _cardinal,
}


def _is_label(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number names something and counts nothing: "Terminal 2", "No. 10", "age 68"."""
    before = entity.first - 1
    if before < 0 or tokens.word[before] in ("Age", "Aged"):
        return False
    named = (
        tokens.lower[before - 1] if before and tokens.word[before] == "." else tokens.lower[before]
    )
    if named.rstrip(".") in ("no", "nos", "number", "chapter", "page", "article"):
        return True
    follows = tokens.head[entity.first] == before and tokens.tag[before] in ("NN", "NNP")
    if follows and tokens.word[entity.first][:1].isdigit() and tokens.label[entity.first] in (
        "nummod", "appos", "flat", "compound", "dep",
    ):  # fmt: skip
        return True
    is_name = tokens.word[before][:1].isupper() and tokens.tag[before].startswith("NNP")
    return (
        is_name
        and tokens.entity[before] >= 0
        and tokens.word[entity.first][:1].isdigit()
        and (tokens.head[entity.first] == before)
    )


def _is_age(tokens: Tokens, entity: Entity, value: Value) -> bool:
    """Whether a number is a person's age: "Witkoff, 68,", "aged 68", "68 years old"."""
    if value.exact is None or not 0 < value.exact <= MOST_AGE or not value.exact.is_integer():
        return False
    first, last = entity.first, entity.last
    before = tokens.lower[first - 1] if first else ""
    if before in ("aged", "age"):
        return True
    if tokens.lower[last : last + 2] in (["years", "old"], ["year", "old"]):
        return True
    behind = tokens.word[last] if last < len(tokens) else ""
    if before != "," or behind not in (",", ".", ";", ")") or first < 2:
        return False
    number = tokens.entity[first - 2]
    return number >= 0 and tokens.entities[number].label == "PERSON"


# -- values -----------------------------------------------------------------------------------


def _value(words: Sequence[str]) -> Value | None:
    """What lower-case words write: a number, a range, or the least of "dozens"."""
    words = [word for word in words if word]
    exact = cardinal(words)
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
        scale = next((s for s in (1e3, 1e6, 1e9, 1e12) if low < high / s * 1000 <= s), 1.0)
        if low * 1000 <= high and scale > 1:  # "3 to 5 million" means 3 million at least
            low *= scale
        return Value(None, min(low, high), max(low, high))
    return None


def _scaled(value: Value, by: float) -> Value:
    def times(number: float | None) -> float | None:
        return None if number is None else number * by

    return Value(times(value.exact), times(value.least), times(value.most))


def _bounded(tokens: Tokens, figure: Figure) -> Figure:
    """The figure with the words that bound it."""
    figure = _several(tokens, figure)
    if figure.first and tokens.lower[figure.first - 1] == "minus" and figure.kind != "ordinal":
        value = figure.value
        value = Value(*(None if n is None else -n for n in (value.exact, value.most, value.least)))
        figure = replace(figure, first=figure.first - 1, value=value)
    behind = " ".join(tokens.lower[figure.last : figure.last + 2])
    if behind in BEHIND:
        span = (figure.last, figure.last + 2)
        bounded = _with_bound(figure, BEHIND[behind])
        return replace(bounded, last=span[1], qualifier=span)
    for length in range(LONGEST_QUALIFIER, 0, -1):
        first = figure.first - length
        if first < 0 or tokens.sentence[first] != tokens.sentence[figure.first]:
            continue
        words = " ".join(tokens.lower[first : figure.first])
        if words in QUALIFIERS:
            bounded = _with_bound(figure, QUALIFIERS[words])
            return replace(bounded, first=first, qualifier=(first, figure.first))
    before = tokens.lower[figure.first - 1] if figure.first else ""
    if before in ("between", "from") and figure.value.exact is None:
        return replace(figure, first=figure.first - 1, qualifier=(figure.first - 1, figure.first))
    return figure


def _several(tokens: Tokens, figure: Figure) -> Figure:
    """The bounds of "several hundred", "a few thousand"."""
    before = tokens.lower[figure.first - 1] if figure.first else ""
    if before not in SEVERAL or figure.value.exact is None or figure.kind == "ordinal":
        return figure
    low, high = SEVERAL[before]
    exact = figure.value.exact
    value = Value(None, low * exact, None if high is None else high * exact)
    first = figure.first - 1
    return replace(figure, first=first, value=value, qualifier=(first, first + 1))


def _with_bound(figure: Figure, bound: str) -> Figure:
    """The figure with what a qualifier says of its bounds."""
    value = figure.value
    if value.exact is None:
        return figure
    if bound == "above":
        return replace(figure, value=Value(value.exact, value.exact, None))
    if bound == "below":
        return replace(figure, value=Value(value.exact, None, value.exact))
    return replace(figure, value=Value(value.exact, None, None))


# -- what is counted --------------------------------------------------------------------------


def _noun(tokens: Tokens, entity: Entity) -> int | None:
    """The token of what a number counts: its noun in the tree, or behind "of"."""
    for place in range(entity.last - 1, entity.first - 1, -1):
        head = tokens.head[place]
        is_outside = not entity.first <= head < entity.last
        if is_outside and tokens.tag[head].startswith("NN") and head > place:
            return head
    behind = entity.last
    if behind < len(tokens) and tokens.lower[behind] == "of":
        return next(
            (
                place
                for place in range(behind + 1, min(behind + 6, len(tokens)))
                if tokens.tag[place] in ("NN", "NNS", "NNP", "NNPS")
                and tokens.label[place] not in ("compound", "amod")
            ),
            None,
        )
    return None
