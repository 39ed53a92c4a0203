"""Which number with a unit do these tokens state?

"940 000 t", "2.3m people", "27-nation", "three working days", "half an hour".
"""

from __future__ import annotations

import re
from typing import Final

from transforms.prose.bounds import scaled
from transforms.prose.currencies import CODES, CURRENCIES, SUBUNITS, currency_of
from transforms.prose.figure import Figure, noun_of
from transforms.prose.money import of_country
from transforms.prose.numbers import BILLIONS, LARGE, MILLIONS, SUFFIXES, Value, value_of
from transforms.prose.tokens import Entity, Tokens
from transforms.prose.units import COUNTED_IN_MILLIONS, DURATIONS, UNITS, measure, unit_of
from transforms.prose.worded import HALVES, PARTED

_MEASURED: Final = re.compile(r"^([\d.,]+)\s*([A-Za-z°º/]+)$")
_NO_NUMBERS: Final = frozenset(("square", "sq", "sq.", "cubic", "c", "f", "º", "°"))
"""Parts of units that are none by themselves."""
LENGTHS: Final = frozenset(("high", "long", "wide", "deep", "tall", "thick"))
OF_MONEY: Final = frozenset(
    ("pay", "cost", "spend", "earn", "fine", "owe", "charge", "price", "borrow", "lend", "invest",
     "donate", "worth", "fund", "debt", "loan", "budget", "salary", "wage", "fee", "tax", "bill",
     "note", "deal", "sterling", "profit", "income", "british", "penny", "pence")
)  # fmt: skip
OF_WEIGHT: Final = frozenset(
    ("weigh", "weight", "lift", "heavy", "overweight", "gain", "shed", "seize", "cocaine", "man",
     "woman", "boy", "baby", "tackle", "lineman", "bomb", "warhead", "explosive", "meat", "fish")
)  # fmt: skip
"""Words beside pounds of money and of weight."""
POUNDS_WITHIN: Final = 6
"""Tokens before pounds in which these are looked for."""
_CAPITAL_M: Final = re.compile(r"[\d.,]*M")
"""Millions; metres have a small one."""
_METRES: Final = re.compile(r"(\d[\d.,]*)m$")
DEGREES: Final = {"C": "°C", "F": "°F", "°C": "°C", "°F": "°F"}
BEFORE_DEGREES: Final = frozenset(
    ("to", "of", "by", "from", "than", "at", "above", "below", "about", "around", "over", "under",
     "and", "between", "(", "least", "nearly", "almost", "reach", "reached", "hit")
)  # fmt: skip
"""Words before a temperature."""
MOST_BETWEEN: Final = 2
"""Tokens between a number and its unit: "three full working days"."""


def quantity(tokens: Tokens, entity: Entity) -> Figure | None:
    """A quantity or duration; None: it can't be read, or names something."""
    words = tokens.word[entity.first : entity.last]
    behind = tokens.lower[entity.last] if entity.last < len(tokens) else ""
    is_capital = _CAPITAL_M.fullmatch(words[-1]) is not None
    if is_capital or (words[-1].endswith("m") and _is_in_millions(tokens, entity, behind)):
        value = value_of(["".join(words).lower()])
        return None if value is None else Figure(
            entity.first, entity.last, "count", value, None, None, None,
            noun_of(tokens, entity), entity.last - 1,
        )  # fmt: skip
    places = range(entity.first + 1, entity.last)
    own = next((found for p in places if (found := measure(tokens.word, p))), None)
    last = max(entity.last, own[1]) if own else entity.last
    unit = own[0] if own else None
    numbers = [w.lower() for w in words if unit_of(w) is None and w.lower() not in _NO_NUMBERS]
    value = value_of(numbers)
    if value is None:
        match = _MEASURED.match(" ".join(words))
        value = value_of([match[1]]) if match else None
        unit = DEGREES.get(match[2]) or unit_of(match[2]) if match else unit
    if unit in DEGREES.values() and not _is_degree(tokens, entity):
        return None
    if value is None:
        return None
    if unit is None and tokens.lower[last - 1] in ("pound", "pounds"):
        return _of_pounds(tokens, Entity(entity.first, last, entity.label), value)
    kind = "duration" if unit in DURATIONS else "quantity"
    return Figure(entity.first, last, kind, value, None, unit, None, None, last - 1)


def _of_pounds(tokens: Tokens, entity: Entity, value: Value) -> Figure:
    """Pounds as money or as a weight; where nothing tells them apart, a quantity without a unit."""
    first, last = entity.first, entity.last
    near = range(max(0, first - POUNDS_WITHIN), min(len(tokens), last + 3))
    words = {tokens.lemma[p] for p in near if tokens.sentence[p] == tokens.sentence[first]}
    is_money, is_weight = bool(words & OF_MONEY), bool(words & OF_WEIGHT)
    if is_money == is_weight:  # the article's own signs tell which country's pounds it has
        has_pounds, has_dollars = (len(tokens.places({sign})) > 0 for sign in "£$")
        is_money, is_weight = has_pounds, has_dollars and not has_pounds
        is_weight |= not is_money and tokens.lower[last : last + 1] == ["of"]
    if is_money:
        return Figure(first, last, "money", value, None, None, "GBP", None, last - 1)
    unit = UNITS["lb"] if is_weight else None
    return Figure(first, last, "quantity", value, None, unit, None, None, last - 1)


def _is_degree(tokens: Tokens, entity: Entity) -> bool:
    """Whether "2C" is a temperature and names no section: it has a fraction, or "to" before it."""
    before = tokens.lower[entity.first - 1] if entity.first else ""
    text = tokens.texts(entity.first, entity.last)
    return not text[-2:-1].isdigit() or "." in text or before in BEFORE_DEGREES


def _is_in_millions(tokens: Tokens, entity: Entity, behind: str) -> bool:
    """Whether "2.3m" is no length: before things that are counted."""
    if behind in COUNTED_IN_MILLIONS:
        return True
    is_noun = entity.last < len(tokens) and tokens.tag[entity.last] == "NNS"
    return is_noun and unit_of(behind) is None and "." in tokens.texts(entity.first, entity.last)


def measured(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A number with a unit behind it: "five hours", "three working days"."""
    noun = noun_of(tokens, entity)
    behind = entity.last
    own = measure(tokens.word, behind)
    if own is None and noun is not None and 0 <= noun - behind <= MOST_BETWEEN:
        own = measure(tokens.word, noun)
        own = None if own and own[0] == "degree" else own  # "two joint degrees"
        behind = noun  # "500 Kenyan shillings"
    word = tokens.lower[behind] if behind < len(tokens) else ""
    is_noun = bool(word) and tokens.tag[behind].startswith("NN")
    if own is None and is_noun and (word in CURRENCIES or tokens.word[behind] in CODES):
        currency = currency_of("", tokens.word[behind - 1 : behind + 1])
        value = scaled(value, 0.01) if word in SUBUNITS else value
        return Figure(entity.first, behind + 1, "money", value, None, None, currency, None, behind)
    if own is None:
        return of_country(tokens, entity, value)
    unit, last = own
    if unit == "year" and tokens.lower[last : last + 2] in (["-", "old"], ["-", "olds"]):
        return Figure(entity.first, last + 2, "age", value, None, unit, None, None, last - 1)
    if unit == "second" and tokens.word[last : last + 1] == ["-"]:
        return None  # "three second-half goals"
    kind = "duration" if unit in DURATIONS else "quantity"
    return Figure(entity.first, last, kind, value, None, unit, None, None, last - 1)


def joined(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
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
    if word == "pound":
        return _of_pounds(tokens, Entity(first, last + 2, entity.label), value)
    if word in MILLIONS:  # "a 5-million-strong army"
        return Figure(
            first, last + 2, "count", scaled(value, MILLIONS[word]), None, None, None,
            noun_of(tokens, Entity(first, last + 2, entity.label)), last + 1,
        )  # fmt: skip
    if word in ("figure", "figures", "digit"):
        return None  # "a nine-figure sum"
    noun = last + 1 if tokens.tag[last + 1].startswith("NN") else noun_of(tokens, entity)
    return Figure(first, last, "count", value, None, None, None, noun, last - 1)


def length(tokens: Tokens, entity: Entity) -> Figure | None:
    """A number of metres: the "20m-high wall"."""
    first, last = entity.first, entity.last
    is_high = tokens.word[last : last + 1] == ["-"] and tokens.lower[last + 1 : last + 2]
    match = _METRES.match(tokens.texts(first, last)) if is_high else None
    if match is None or tokens.lower[last + 1] not in LENGTHS:
        return None
    value = value_of([match[1]])
    return None if value is None else Figure(
        first, last, "quantity", value, None, "metre", None, None, last - 1
    )  # fmt: skip


def multiplied(tokens: Tokens, value: Value, last: int) -> tuple[Value, int]:
    """The number with "and a half", K or bn behind it, and the token behind these."""
    half = next((len(w) for w in HALVES if tuple(tokens.lower[last : last + len(w)]) == w), 0)
    if half and value.exact is not None:
        # "Two and a half years", "a million and a half".
        whole = value.exact + 0.5 * LARGE.get(tokens.lower[last - 1], 1)
        value, last = Value(whole, whole, whole), last + half
        if tokens.lower[last : last + 1] and tokens.lower[last] in LARGE:
            return scaled(value, LARGE[tokens.lower[last]]), last + 1
        return value, last
    if _is_thousands(tokens, last):
        return scaled(value, SUFFIXES["k"]), last + 1  # "20K people"
    if tokens.lower[last : last + 1] and tokens.lower[last] in BILLIONS:
        return scaled(value, SUFFIXES[tokens.lower[last]]), last + 1  # "12 bn kroner"
    return value, last


def _is_thousands(tokens: Tokens, place: int) -> bool:
    """Whether a K is glued to a number before things that are counted; "a 5K run" is a length."""
    is_k = tokens.word[place : place + 1] in (["K"], ["k"])
    is_glued = is_k and tokens.end[place - 1] == tokens.start[place]
    return is_glued and tokens.tag[place + 1 : place + 2] == ["NNS"]


def one_unit(tokens: Tokens, entity: Entity) -> Figure | None:
    """One unit or a part of one: half an hour, a week or two, over a year, a quarter mile."""
    words = tokens.lower[entity.first : entity.last]
    place = next(p for p in range(entity.first, entity.last) if tokens.lower[p] in PARTED)
    value = Value(1.0, 1.0, 1.0)
    if "half" in words or "quarter" in words:
        part = 0.5 if "half" in words else 0.25
        value = scaled(value, 1 + part if "and" in words else part)
    elif words[-1] == "two":
        value = Value(None, 1.0, 2.0)
    unit = UNITS[tokens.lower[place]]
    kind = "duration" if unit in DURATIONS else "quantity"
    return Figure(entity.first, entity.last, kind, value, None, unit, None, None, place)
