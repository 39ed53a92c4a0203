"""Which numbers does the prose state, of what, and within which bounds?

    more than four hours      about 25 percent      between 3 and 5 %      dozens of people
    $1.2bn                    Witkoff, 68,          a third visit          hundreds of thousands

A figure is the number with the words that bound it and its unit. A bare range has no value of its
own, only bounds; "dozens" has the least that it can mean. Numbers in names, in dates and times of
day, and results of matches have no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from transforms.prose import ages
from transforms.prose.bounds import bounded
from transforms.prose.expressions import DECADE, RATIO, expressions
from transforms.prose.figure import Figure, noun_of
from transforms.prose.money import lettered, money
from transforms.prose.no_counts import counts_nothing
from transforms.prose.numbers import LARGE, Value, ordinal, value_of
from transforms.prose.quantities import joined, length, measured, multiplied, one_unit, quantity
from transforms.prose.shares import percent, point, ratio, share
from transforms.prose.tokens import Entity, Tokens
from transforms.prose.units import measure
from transforms.prose.worded import FRACTION, POINT, UNIT

MORE_THAN: Final = frozenset(("for", "after", "just", "well", "in", "of", "than", "a", "by"))
LASTING: Final = frozenset(("last", "take", "wait", "spend", "be", "have", "require", "need"))
"""What stands before "over" where it means more than a duration."""
COMPARING: Final = frozenset(("from", "to", "than", "versus", "vs", "vs.", "against", "with"))
"""What stands before a number that another one is compared with."""
NO_PLACES: Final = {
    "first": frozenset(
        ("lady", "degree", "responder", "aid", "name", "class", "hand", "amendment", "family")
    ),
    "second": frozenset(("lady", "hand", "thought", "nature", "amendment", "wind", "guess")),
    "third": frozenset(
        ("degree", "party", "world", "reich", "person", "gender", "amendment", "rail")
    ),
    "fourth": frozenset(("estate", "amendment", "wall")),
    "fifth": frozenset(("column", "amendment", "estate")),
    "seventh": frozenset(("heaven",)),
}
"""What an ordinal makes a term of and does not count: "third parties", "the first lady"."""
PERIODS: Final = frozenset(("half", "quarter"))


def find_figures(tokens: Tokens, is_skipped: Sequence[bool]) -> Iterator[Figure]:
    """The figures of a text, in its order.

    `is_skipped`: tokens whose numbers are no figures, as those of titles in quotation marks.
    """
    done = 0
    waiting: Figure | None = None
    for entity in expressions(tokens):
        if entity.first < done or is_skipped[entity.first]:
            continue
        figure = _figure(tokens, entity)
        if figure is None:
            continue
        done = figure.last
        if waiting is not None:
            figure = _completed(tokens, waiting, figure)
            yield _in_currency_of(tokens, waiting, figure)
        waiting = figure
    if waiting is not None:
        yield waiting


def _in_currency_of(tokens: Tokens, figure: Figure, behind: Figure) -> Figure:
    """A sum whose currency stands with the next one: "5 million and 7 million dollars"."""
    is_bare = figure.kind == "money" and figure.currency is None
    is_joined = tokens.lower[figure.last : behind.first] in (["and"], ["or"], ["to"])
    if is_bare and is_joined and behind.kind == "money" and _is_plain(tokens, figure):
        return figure._replace(currency=behind.currency)
    return figure


def _is_plain(tokens: Tokens, figure: Figure) -> bool:
    """Whether a sum names no currency by itself."""
    words = tokens.word[figure.first : figure.last]
    return all(word[:1].isdigit() or word.lower() in LARGE for word in words)


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


def _ordinal(tokens: Tokens, entity: Entity) -> Figure | None:
    value = ordinal(tokens.lower[entity.first : entity.last])
    noun = noun_of(tokens, entity)
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


def _cardinal(tokens: Tokens, entity: Entity) -> Figure | None:
    first, last = entity.first, entity.last
    if counts_nothing(tokens, entity):
        return None
    own = lettered(tokens, entity) or length(tokens, entity)
    if own is not None:
        return own
    value = value_of(tokens.lower[first:last])
    if value is not None and value.exact == 2 and tokens.lower[max(0, first - 2) : first] == [
        "one", "or",
    ]:  # fmt: skip
        return _counted(tokens, Entity(first - 2, last, entity.label), Value(None, 1.0, 2.0))
    if value is not None and value.exact == 2 and _is_or_two(tokens, first):
        return Figure(
            first - 3, last, "count", Value(None, 1.0, 2.0), None, None, None, first - 2, last - 1
        )
    if value is not None and first and tokens.lower[first - 1] == "magnitude":
        unit = "magnitude"  # "a magnitude 6.1 earthquake"
        return Figure(first, last, "quantity", value, None, unit, None, None, last - 1)
    return None if value is None else _counted(tokens, entity, value)


def _is_or_two(tokens: Tokens, place: int) -> bool:
    """Whether a two stands behind "a hurdle or"."""
    is_or = place > 2 and tokens.lower[place - 1] == "or" and tokens.lower[place - 3] in ("a", "an")
    return is_or and tokens.tag[place - 2] == "NN"


def _counted(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A number as an age, as one with a unit, or as a count."""
    value, last = multiplied(tokens, value, entity.last)
    first, entity = entity.first, Entity(entity.first, last, entity.label)
    if ages.is_age(tokens, entity, value):
        own = measure(tokens.word, last)
        if own is None or own[0] not in ("month", "week", "day"):
            own = ("year", last)  # and else "aged six months"
        return Figure(first, own[1], "age", value, None, own[0], None, None, own[1] - 1)
    if tokens.word[last : last + 1] == ["-"] and last + 1 < len(tokens):
        return joined(tokens, entity, value)
    own_figure = measured(tokens, entity, value)
    if own_figure is not None:
        return own_figure
    is_share = "/" in tokens.word[last - 1] and tokens.lower[last : last + 1] == ["of"]
    kind, unit = ("share", "share") if is_share else ("count", None)
    return Figure(first, last, kind, value, None, unit, None, noun_of(tokens, entity), last - 1)


def _decade(tokens: Tokens, entity: Entity) -> Figure | None:
    """In his 40s: from 40 to 49 years."""
    read = ages.decade_at(tokens, entity.first)
    if read is None:
        return None
    first, last = entity.first, entity.last
    return Figure(first, last, "age", read[1], None, "year", None, None, first)


def _sum(tokens: Tokens, entity: Entity) -> Figure | None:
    """A sum, or the number of what only looks like one: "38317 Bitcoin ATMs"."""
    is_number = tokens.word[entity.first][:1].isdigit()
    last = entity.first + 1
    while last < entity.last and tokens.lower[last] in LARGE:
        last += 1
    number = Entity(entity.first, last, "CARDINAL")
    return money(tokens, entity) or (_cardinal(tokens, number) if is_number else None)


def _quantity(tokens: Tokens, entity: Entity) -> Figure | None:
    """A quantity, or the number before what only looks like a unit."""
    fewer = Entity(entity.first, entity.last - 1, "CARDINAL")
    is_more = fewer.first < fewer.last
    return quantity(tokens, entity) or (_cardinal(tokens, fewer) if is_more else None)


_READERS: Final = {
    FRACTION: share,
    POINT: point,
    RATIO: ratio,
    UNIT: one_unit,
    DECADE: _decade,
    "ORDINAL": _ordinal,
    "PERCENT": percent,
    "MONEY": _sum,
    "QUANTITY": _quantity,
    "CARDINAL": _cardinal,
}
