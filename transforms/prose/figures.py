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
from typing import Final, NamedTuple

from copydesk_en.expressions import ZONES
from transforms.prose import ages
from transforms.prose.bounds import bounded, scaled
from transforms.prose.currencies import CODES, CURRENCIES, DOLLARS, SIGN, SUBUNITS, currency_of
from transforms.prose.expressions import DECADE, RATIO, RATIO_WORDS, expressions
from transforms.prose.numbers import (
    LARGE,
    SUFFIXES,
    Value,
    cardinal,
    fraction,
    ordinal,
    vague,
)
from transforms.prose.tokens import Entity, Tokens
from transforms.prose.units import COUNTED_IN_MILLIONS, DURATIONS, UNITS, measure, unit_of
from transforms.prose.worded import FRACTION, HALVES, OF_POINTS, PARTED, POINT, UNIT

_LETTERS: Final = re.compile(r"^[a-z]{1,3}(?=\d)")
_SUFFIX_APART: Final = re.compile(r"(?<=\d) (?=(?:k|m|mn|mln|bn|tn|trn)\b)")
_MEASURED: Final = re.compile(r"^([\d.,]+)\s*([A-Za-z°º/]+)$")
_NO_NUMBERS: Final = frozenset(("square", "sq", "sq.", "cubic", "c", "f", "º", "°"))
"""Parts of units that are none by themselves."""
_SCORE: Final = re.compile(r"^\d{1,3}[-–]\d{1,3}$")
"""The result of a match."""
_NUMBERS: Final = re.compile(r"^\d{3,}(?:[-–]\d{3,})+$")
"""A telephone number or the like."""


LABELLED: Final = frozenset(
    ("no", "nos", "number", "chapter", "page", "article", "section", "paragraph", "clause")
)
"""Words that a number behind names one of."""
LABELLING: Final = frozenset(
    ("top", "phase", "part", "unit", "units", "episode", "season", "game", "round", "level", "tier",
     "type", "category", "grade", "volume", "route", "highway", "room", "gate", "flight", "channel",
     "district", "zone", "day", "week", "step")
)  # fmt: skip
"""The same, if the number counts nothing behind it: "phase 2", but "that day 12 people died"."""
MORE_THAN: Final = frozenset(("for", "after", "just", "well", "in", "of", "than", "a", "by"))
LASTING: Final = frozenset(("last", "take", "wait", "spend", "be", "have", "require", "need"))
"""What stands before "over" where it means more than a duration."""
CLOCK: Final = 4
"""Figures of a time of day: "0715 GMT"."""
MILLIONS: Final = {word: LARGE[word] for word in ("million", "billion", "trillion")}
BILLIONS: Final = frozenset(("mn", "mln", "bn", "bln", "tn", "trn"))
"""Suffixes that stand as words of their own, too."""
LENGTHS: Final = frozenset(("high", "long", "wide", "deep", "tall", "thick"))
LETTERS: Final = {"R": "ZAR", "N": "NGN", "Rs": None, "Sh": None, "K": None}
"""Currencies whose letter stands before a number; several countries have the others."""
_LETTERED: Final = re.compile(r"(Rs|Sh|R|N|K)(\d[\d.,]*)$")
_METRES: Final = re.compile(r"(\d[\d.,]*)m$")
THOUSAND: Final = 3
"""Digits of a group of thousands."""
COMPARING: Final = frozenset(("from", "to", "than", "versus", "vs", "vs.", "against", "with"))
"""What stands before a number that another one is compared with."""
_PENCE: Final = re.compile(r"(\d[\d.,]*)p")
LINES: Final = frozenset(("480p", "720p"))
"""Lines of a picture, and no pence."""
DEGREES: Final = {"C": "°C", "F": "°F", "°C": "°C", "°F": "°F"}
BEFORE_DEGREES: Final = frozenset(
    ("to", "of", "by", "from", "than", "at", "above", "below", "about", "around", "over", "under",
     "and", "between", "(", "least", "nearly", "almost", "reach", "reached", "hit")
)  # fmt: skip
"""Words before a temperature."""
EMERGENCY: Final = frozenset(("911", "999", "112", "000", "111", "311", "988"))
CALLING: Final = frozenset(
    ("call", "phone", "dial", "dialed", "ring", "telephone", "caller", "dispatcher", "operator",
     "tape", "hotline")
)  # fmt: skip
"""What stands beside the number of an emergency service."""
_AFTER_AREA: Final = re.compile(r" ?\d{3}[-. ]\d{4}(?!\d)")
"""What stands behind an area code in brackets."""
_COLUMN_BEHIND: Final = re.compile(r"(?: {2,}|\t\s*)[-+$(]?\d")
_COLUMN_BEFORE: Final = re.compile(r"[\d%)](?: {2,}|\t\s*)[-+$(]?$")
WIDEST: Final = 20
"""Blanks between two columns of a table, at most."""
FEWEST_GROUPS: Final = 3
"""Groups of digits, one behind the other, that make a telephone number."""
NO_PLACES: Final = {
    "first": frozenset(
        ("lady", "responder", "aid", "name", "class", "hand", "amendment", "family")
    ),
    "second": frozenset(("hand", "thought", "nature", "amendment", "wind", "guess")),
    "third": frozenset(("party", "world", "reich", "person", "gender", "amendment", "rail")),
    "fourth": frozenset(("estate", "amendment", "wall")),
    "fifth": frozenset(("column", "amendment", "estate")),
    "seventh": frozenset(("heaven",)),
}
"""What an ordinal makes a term of and does not count: "third parties", "the first lady"."""
NO_PARTS: Final = frozenset(("point", "points", "of", "a"))
PERIODS: Final = frozenset(("half", "quarter"))
MOST_BETWEEN: Final = 2
"""Tokens between a number and its unit: "three full working days"."""


class Figure(NamedTuple):
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
    last: Figure | None = None
    for entity in expressions(tokens):
        if entity.first < done or is_skipped[entity.first]:
            continue
        figure = _figure(tokens, entity)
        if figure is not None:
            if last is not None:
                figure = _completed(tokens, last, figure)
            done, last = figure.last, figure
            yield figure


def _completed(tokens: Tokens, last: Figure, figure: Figure) -> Figure:
    """A bare number with the unit or currency of the one before: "to $3 million from 2 million".

    "From 3 percent to 5", and a number of millions behind "from", "to" and the like.
    """
    is_bare = figure.kind == "count" and (figure.noun is None or figure.noun < figure.first)
    if not is_bare or last.kind not in ("money", "share", "quantity") or last.unit == "share":
        return figure
    first = figure.first if figure.qualifier is None else figure.qualifier[1]
    before = tokens.lower[figure.first - 1] if figure.first else ""
    if tokens.sentence[last.first] != tokens.sentence[first]:
        return figure
    is_from = last.first > 0 and tokens.lower[last.first - 1] == "from"
    is_next = before == "to" and last.last == figure.first - 1 and is_from
    is_large = not LARGE.keys().isdisjoint(tokens.lower[first : figure.last])
    was_large = not LARGE.keys().isdisjoint(tokens.lower[last.first : last.last])
    is_compared = before in COMPARING or (before == "and" and last.last < figure.first - 1)
    if is_next or (is_large and was_large and is_compared and last.kind != "share"):
        return figure._replace(kind=last.kind, unit=last.unit, currency=last.currency, noun=None)
    return figure


def _figure(tokens: Tokens, entity: Entity) -> Figure | None:
    """What an expression states; None: nothing that counts."""
    read = _READERS[entity.label](tokens, entity)
    if read is None:
        return None
    if read.kind == "duration" and _is_during(tokens, read.first):
        return read
    if read.first and tokens.word[read.first].startswith("/"):
        read = read._replace(first=read.first - 1)  # the tokeniser cuts "+/-3" behind its plus
    is_ordinal = read.kind == "ordinal"
    found = bounded(tokens, read.first, read.last, read.value, is_ordinal=is_ordinal)
    return read._replace(
        first=found.first, last=found.last, value=found.value, qualifier=found.qualifier
    )


def _is_during(tokens: Tokens, first: int) -> bool:
    """Whether "over" before a duration says during it and not more: "$5 over five years"."""
    if not first or tokens.lower[first - 1] != "over":
        return False
    if first < 2 or tokens.sentence[first - 2] != tokens.sentence[first]:
        return False
    earlier, lemma = tokens.lower[first - 2], tokens.lemma[first - 2]
    return earlier not in MORE_THAN and lemma not in LASTING


# -- kinds ------------------------------------------------------------------------------------


def _ordinal(tokens: Tokens, entity: Entity) -> Figure | None:
    value = ordinal(tokens.lower[entity.first : entity.last])
    noun = _noun(tokens, entity)
    before = tokens.lower[entity.first - 1] if entity.first else ""
    is_part = tokens.label[entity.last - 1] in ("amod", "nummod", "compound")
    if value is None or noun is None or not is_part or before == "at":
        return None
    if tokens.lemma[noun] in NO_PLACES.get(tokens.lower[entity.first], ()):
        return None
    if tokens.lower[noun] in PERIODS and tokens.lower[noun + 1 : noun + 2] == ["of"]:
        return None  # "the first half of the year"
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
    pence = _PENCE.fullmatch(text)
    if pence:
        value = _value([pence[1]]) if text not in LINES else None
        return value and Figure(
            first, entity.last, "money", scaled(value, 0.01), None, None, "GBP", None, first
        )
    before = max(0, entity.first - 1)
    currency = currency_of(text, tokens.word[before : entity.last])
    plain = _SUFFIX_APART.sub("", SIGN.sub(" ", text).lower().rstrip("."))
    value = _value(plain.split())
    if value is None:
        written = tokens.word[entity.first : entity.last]
        no_numbers = CURRENCIES.keys() | {"us", "u.s."}
        numbers = [w.lower() for w in written if w not in CODES and w.lower() not in no_numbers]
        value = _value([_LETTERS.sub("", word) for word in numbers])
    if value is None:
        is_number = words[0][:1].isdigit()  # "38317 Bitcoin ATMs"
        return _cardinal(tokens, Entity(first, first + 1, "CARDINAL")) if is_number else None
    value, last = _scaled_behind(tokens, value, entity.last)
    if last == entity.last and any(word in SUBUNITS for word in words):
        value = scaled(value, 0.01)
    return Figure(first, last, "money", value, None, None, currency, None, last - 1)


def _scaled_behind(tokens: Tokens, value: Value, last: int) -> tuple[Value, int]:
    """The value with a scale that stands behind the sum, and the token behind both."""
    word = tokens.lower[last] if last < len(tokens) else ""
    scale = word.removesuffix(".")
    if scale in SUFFIXES and value.exact is not None and tokens.end[last - 1] == tokens.start[last]:
        return scaled(value, SUFFIXES[scale]), last + 1  # "$25K"
    if scale in SUFFIXES and value.exact is not None and word != scale:
        return scaled(value, SUFFIXES[scale]), last + 1  # "£4m." at a sentence's end
    joined = tokens.lower[last + 1] if word == "-" and last + 1 < len(tokens) else ""
    if joined in MILLIONS:
        return scaled(value, MILLIONS[joined]), last + 2  # "a $1.5-billion plan"
    return value, last


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
    if words[-1].endswith("m") and _is_in_millions(tokens, entity, behind):
        value = _value(["".join(words).lower()])
        return None if value is None else Figure(
            entity.first, entity.last, "count", value, None, None, None,
            _noun(tokens, entity), entity.last - 1,
        )  # fmt: skip
    places = range(entity.first + 1, entity.last)
    own = next((found for p in places if (found := measure(tokens.word, p))), None)
    last = max(entity.last, own[1]) if own else entity.last
    unit = own[0] if own else None
    numbers = [w.lower() for w in words if unit_of(w) is None and w.lower() not in _NO_NUMBERS]
    value = _value(numbers)
    if value is None:
        match = _MEASURED.match(" ".join(words))
        value = _value([match[1]]) if match else None
        unit = DEGREES.get(match[2]) or unit_of(match[2]) if match else unit
    if unit in DEGREES.values() and not _is_degree(tokens, entity):
        return None
    if value is None:  # a word that only looks like a unit
        fewer = Entity(entity.first, entity.last - 1, "CARDINAL")
        return _cardinal(tokens, fewer) if fewer.first < fewer.last else None
    kind = "duration" if unit in DURATIONS else "quantity"
    return Figure(entity.first, last, kind, value, None, unit, None, None, last - 1)


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


def _cardinal(tokens: Tokens, entity: Entity) -> Figure | None:
    first, last = entity.first, entity.last
    text = tokens.texts(first, last)
    is_of_ages = first > 0 and tokens.lower[first - 1] in ages.AGED
    if (_SCORE.match(text) and not is_of_ages) or _NUMBERS.match(text):
        return None
    if any(is_other(tokens, entity) for is_other in _NO_COUNTS):
        return None
    if text.lower() in BILLIONS:
        return None
    own = _lettered(tokens, entity) or _length(tokens, entity)
    if own is not None:
        return own
    value = _value(tokens.lower[first:last])
    if value is not None and value.exact == 2 and _is_or_two(tokens, first):
        return Figure(
            first - 3, last, "count", Value(None, 1.0, 2.0), None, None, None, first - 2, last - 1
        )
    return None if value is None else _counted(tokens, entity, value)


def _is_or_two(tokens: Tokens, place: int) -> bool:
    """Whether a two stands behind "a hurdle or"."""
    is_or = place > 2 and tokens.lower[place - 1] == "or" and tokens.lower[place - 3] in ("a", "an")
    return is_or and tokens.tag[place - 2] == "NN"


def _is_telephone(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number is a group of digits of a longer one: "+44 20 7946 0958"."""
    first, last = entity.first, entity.last
    if last - first > 1 or not tokens.word[first].isdigit():
        return False
    if tokens.word[first] in EMERGENCY and _is_called(tokens, first):
        return True
    if first and tokens.word[first - 1] == "(" and tokens.word[last : last + 1] == [")"]:
        return _AFTER_AREA.match(tokens.text, tokens.end[last]) is not None
    while first > 0 and _is_group(tokens.word[first - 1]):
        first -= 1
    while last < len(tokens) and _is_group(tokens.word[last]):
        last += 1
    groups = tokens.word[first:last]
    is_one = all(len(group) == THOUSAND for group in groups[1:])  # "940 000 000"
    return groups[0].startswith("+") or (len(groups) >= FEWEST_GROUPS and not is_one)


def _is_called(tokens: Tokens, place: int) -> bool:
    """Whether a number is one that is called: "dialled 911", "a 911 call"."""
    before = tokens.lemma[max(0, place - 2) : place]
    behind = tokens.lemma[place + 1 : place + 2]
    return not CALLING.isdisjoint(before) or not CALLING.isdisjoint(behind)


def _is_cell(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number stands in a table: blanks or a tab part it from another number."""
    text, start, end = tokens.text, tokens.start[entity.first], tokens.end[entity.last - 1]
    is_first = _COLUMN_BEHIND.match(text, end) is not None
    return is_first or _COLUMN_BEFORE.search(text, max(0, start - WIDEST), start) is not None


def _is_group(word: str) -> bool:
    return word.removeprefix("+").isdigit()


def _lettered(tokens: Tokens, entity: Entity) -> Figure | None:
    """A sum whose number and currency are one token: "R1.4 billion", "N2.5 million"."""
    first, scale = entity.first, tokens.lower[entity.first]
    match = _LETTERED.match(tokens.word[first - 1]) if first and scale in MILLIONS else None
    number = _value([match[2]]) if match and entity.last == first + 1 else None
    if match is None or number is None:
        return None
    value = scaled(number, MILLIONS[scale])
    currency = LETTERS[match[1]]
    return Figure(first - 1, first + 1, "money", value, None, None, currency, None, first)


def _length(tokens: Tokens, entity: Entity) -> Figure | None:
    """A number of metres: the "20m-high wall"."""
    first, last = entity.first, entity.last
    is_high = tokens.word[last : last + 1] == ["-"] and tokens.lower[last + 1 : last + 2]
    match = _METRES.match(tokens.texts(first, last)) if is_high else None
    if match is None or tokens.lower[last + 1] not in LENGTHS:
        return None
    value = _value([match[1]])
    return None if value is None else Figure(
        first, last, "quantity", value, None, "metre", None, None, last - 1
    )  # fmt: skip


def _counted(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A number as an age, as one with a unit, or as a count."""
    value, last = _multiplied(tokens, value, entity.last)
    first, entity = entity.first, Entity(entity.first, last, entity.label)
    if ages.is_age(tokens, entity, value):
        own = measure(tokens.word, last)
        if own is None or own[0] not in ("month", "week", "day"):
            own = ("year", last)  # and else "aged six months"
        return Figure(first, own[1], "age", value, None, own[0], None, None, own[1] - 1)
    if tokens.word[last : last + 1] == ["-"] and last + 1 < len(tokens):
        return _joined(tokens, entity, value)
    own_figure = _measured(tokens, entity, value)
    if own_figure is not None:
        return own_figure
    is_share = "/" in tokens.word[last - 1] and tokens.lower[last : last + 1] == ["of"]
    kind, unit = ("share", "share") if is_share else ("count", None)
    return Figure(first, last, kind, value, None, unit, None, _noun(tokens, entity), last - 1)


def _multiplied(tokens: Tokens, value: Value, last: int) -> tuple[Value, int]:
    """The number with "and a half", K or bn behind it, and the token behind these."""
    half = next((len(w) for w in HALVES if tuple(tokens.lower[last : last + len(w)]) == w), 0)
    if half and value.exact is not None:
        whole = value.exact + 0.5  # "two and a half years"
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


def _is_time(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number is a year or an hour: "the '74 class", "the 1980 s", "5 in the morning"."""
    before = tokens.word[entity.first - 1] if entity.first else ""
    if before in ("'", "’", "‘") and tokens.word[entity.first].isdigit():
        return True
    behind = tokens.word[entity.last] if entity.last < len(tokens) else ""
    is_clock = behind in ZONES and len(tokens.word[entity.last - 1]) == CLOCK
    return behind == "s" or is_clock or _is_hour(tokens, entity.last)


def _is_hour(tokens: Tokens, behind: int) -> bool:
    """Whether the words behind a number say that it is an hour of the day."""
    words = tokens.lower[behind : behind + 3]
    return words[:2] == ["in", "the"] and words[2:] in (["morning"], ["evening"], ["afternoon"])


def _measured(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A number with a unit behind it: "five hours", "three working days"."""
    noun = _noun(tokens, entity)
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
        return _of_country(tokens, entity, value)
    unit, last = own
    if unit == "year" and tokens.lower[last : last + 2] in (["-", "old"], ["-", "olds"]):
        return Figure(entity.first, last + 2, "age", value, None, unit, None, None, last - 1)
    if unit == "second" and tokens.word[last : last + 1] == ["-"]:
        return None  # "three second-half goals"
    kind = "duration" if unit in DURATIONS else "quantity"
    return Figure(entity.first, last, kind, value, None, unit, None, None, last - 1)


def _of_country(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A sum in the currency of a country before something else: "a 69 mln French franc loan"."""
    adjective, word = entity.last, entity.last + 1
    if word >= len(tokens) or not tokens.word[adjective][:1].isupper():
        return None
    if tokens.lower[word] not in CURRENCIES or not tokens.lower[word].isalpha():
        return None
    currency = currency_of("", tokens.word[adjective : word + 1])
    return Figure(entity.first, word + 1, "money", value, None, None, currency, None, word)


def _joined(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
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
    if word in MILLIONS:  # "a 5-million-strong army"
        return Figure(
            first, last + 2, "count", scaled(value, MILLIONS[word]), None, None, None,
            _noun(tokens, Entity(first, last + 2, entity.label)), last + 1,
        )  # fmt: skip
    if word in ("figure", "figures", "digit"):
        return None  # "a nine-figure sum"
    noun = last + 1 if tokens.tag[last + 1].startswith("NN") else _noun(tokens, entity)
    return Figure(first, last, "count", value, None, None, None, noun, last - 1)


def _ratio(tokens: Tokens, entity: Entity) -> Figure | None:
    """Nine in 10: a share of nine tenths."""
    words = tokens.lower[entity.first : entity.last]
    middle = next(n for n, word in enumerate(words) if word in RATIO_WORDS)
    behind = next(n for n in range(middle, len(words)) if words[n] not in RATIO_WORDS)
    share, base = cardinal(words[:middle]), cardinal(words[behind:])
    if not share or not base:
        return None
    value = Value(share / base, share / base, share / base)
    noun = _noun(tokens, entity)
    return Figure(
        entity.first, entity.last, "share", value, None, "share", None, noun, entity.last - 1
    )


def _unit(tokens: Tokens, entity: Entity) -> Figure | None:
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


def _decade(tokens: Tokens, entity: Entity) -> Figure | None:
    """In his 40s: from 40 to 49 years."""
    read = ages.decade_at(tokens, entity.first)
    if read is None:
        return None
    first, last = entity.first, entity.last
    return Figure(first, last, "age", read[1], None, "year", None, None, first)


def _point(tokens: Tokens, entity: Entity) -> Figure | None:
    """Half a percentage point, a quarter point."""
    words = tokens.lower[entity.first : entity.last]
    of = next((word for word in words if word in OF_POINTS), "")
    value = fraction([w for w in words if w not in NO_PARTS and w not in OF_POINTS])
    if value is None:
        return None
    exact, last = Value(value, value, value), entity.last
    if not of:
        noun = _noun(tokens, entity) or last - 1
        return Figure(entity.first, last, "count", exact, None, None, None, noun, last - 1)
    unit, kind = ("basis point", "quantity") if of == "basis" else ("percentage point", "share")
    return Figure(entity.first, last, kind, exact, None, unit, None, None, last - 1)


_READERS: Final = {
    FRACTION: _share,
    POINT: _point,
    RATIO: _ratio,
    UNIT: _unit,
    DECADE: _decade,
    "ORDINAL": _ordinal,
    "PERCENT": _percent,
    "MONEY": _money,
    "QUANTITY": _quantity,
    "CARDINAL": _cardinal,
}


def _is_of_group(tokens: Tokens, of: int) -> bool:
    """Whether a number is a part of a name such as "the Gang of Eight"."""
    return of > 0 and (tokens.lower[of - 1] == "gang" or tokens.word[of - 1] == "Group")


def _is_label(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number names something and counts nothing: "Terminal 2", "No. 10", "age 68"."""
    before = entity.first - 1
    if before < 0 or tokens.lower[before] in ("age", "aged", "ages", *ages.PEOPLE):
        return False
    named = (
        tokens.lower[before - 1] if before and tokens.word[before] == "." else tokens.lower[before]
    )
    if tokens.word[before] == "(" and before:
        named = tokens.lower[before - 1]
    if named.rstrip(".") in LABELLED:
        return True
    noun = _noun(tokens, entity)
    counts = noun is not None and noun > entity.last - 1
    if not counts and (named in LABELLING or (named == "of" and _is_of_group(tokens, before))):
        return True
    if tokens.word[before] == "of" and tokens.word[before - 1] == "Group" and before:
        return True  # "the Group of 24 developing countries"
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


_NO_COUNTS: Final = (_is_label, _is_time, _is_telephone, _is_cell)
"""What figures may be that count nothing."""


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
        if low == high and sign == " to ":
            return None  # "deadlocked 4 to 4"
        has_word = any(word in LARGE or word[-1:].isalpha() for word in right.split())
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if high >= s), 1.0)
        if has_word and low < high / scale:  # "3 to 5 million" means 3 million at least
            low *= scale
        return Value(None, min(low, high), max(low, high))
    return None


# -- what is counted --------------------------------------------------------------------------


def _noun(tokens: Tokens, entity: Entity) -> int | None:
    """The token of what a number counts: its noun in the tree, or behind "of"."""
    for place in range(entity.last - 1, entity.first - 1, -1):
        head = tokens.head[place]
        if tokens.tag[head] == "JJR":
            head = tokens.head[head]  # "half a million fewer votes"
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
