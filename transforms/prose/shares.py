"""Which share do these tokens state?

"25 percent", "a third of", "nine in 10", "half a percentage point".
"""

from __future__ import annotations

from typing import Final

from transforms.prose.expressions import RATIO_WORDS
from transforms.prose.figure import Figure, noun_of
from transforms.prose.numbers import Value, cardinal, fraction, value_of
from transforms.prose.tokens import Entity, Tokens
from transforms.prose.worded import OF_POINTS

NO_PARTS: Final = frozenset(("point", "points", "of", "a"))


def share(tokens: Tokens, entity: Entity) -> Figure | None:
    """A third of, nearly half."""
    words = [w for w in tokens.lower[entity.first : entity.last] if w != "-"]
    value = fraction(words)
    if value is None:
        return None
    exact = Value(value, value, value)
    noun = noun_of(tokens, entity)
    return Figure(
        entity.first, entity.last, "share", exact, None, "share", None, noun, entity.last - 1
    )


def percent(tokens: Tokens, entity: Entity) -> Figure | None:
    """25 percent, 3 percentage points."""
    words = tokens.lower[entity.first : entity.last]
    unit = "percentage point" if "point" in words[-1] else "%"
    numbers = [w for w in words if w not in ("%", "percent", "per", "cent", "pct", "percentage")]
    value = value_of([w.removesuffix("%") for w in numbers if not w.startswith("point")])
    return None if value is None else Figure(
        entity.first, entity.last, "share", value, None, unit, None,
        noun_of(tokens, entity), entity.last - 1,
    )  # fmt: skip


def ratio(tokens: Tokens, entity: Entity) -> Figure | None:
    """Nine in 10: a share of nine tenths."""
    words = tokens.lower[entity.first : entity.last]
    middle = next(n for n, word in enumerate(words) if word in RATIO_WORDS)
    behind = next(n for n in range(middle, len(words)) if words[n] not in RATIO_WORDS)
    share, base = cardinal(words[:middle]), cardinal(words[behind:])
    if not share or not base:
        return None
    value = Value(share / base, share / base, share / base)
    noun = noun_of(tokens, entity)
    return Figure(
        entity.first, entity.last, "share", value, None, "share", None, noun, entity.last - 1
    )


def point(tokens: Tokens, entity: Entity) -> Figure | None:
    """Half a percentage point, a quarter point."""
    words = tokens.lower[entity.first : entity.last]
    of = next((word for word in words if word in OF_POINTS), "")
    value = fraction([w for w in words if w not in NO_PARTS and w not in OF_POINTS])
    if value is None:
        return None
    exact, last = Value(value, value, value), entity.last
    if not of:
        noun = noun_of(tokens, entity) or last - 1
        return Figure(entity.first, last, "count", exact, None, None, None, noun, last - 1)
    unit, kind = ("basis point", "quantity") if of == "basis" else ("percentage point", "share")
    return Figure(entity.first, last, kind, exact, None, unit, None, None, last - 1)
