"""What is a date expression made of, and what does a reading of it say?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from transforms.fields.calendar_words import MONTHS, WEEKDAYS

STEPS = MappingProxyType(
    {
        "the": 0,
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "current": 0,
        "next": 1,
        "coming": 1,
    }
)
"""How many weeks, months or years a word goes from the one of the publication."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What expressions are counted from.

    Args:
        published: Day of publication; None: not stated, or not to the day.
        as_of: Day of the run.
    """

    published: date | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a date expression, as far as it has them. `weekday`: Monday is 0.

    `last_year` is the last one of a range of years, `last_day` that of a range of days. `tense`:
    see `transforms.fields.tense`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    words: tuple[str, ...] = ()
    last_year: int | None = None
    last_day: int | None = None
    tense: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means. `first` None: not resolved; `last` is inclusive."""

    first: date | None
    last: date | None
    precision: str | None
    anchor: str | None
    method: str
    confidence: float


def read_parts(groups: dict[str, str | None], words: tuple[str, ...] = ()) -> Parts:
    """Parts from a pattern's named groups."""
    year = groups.get("year")
    month = groups.get("month")
    weekday = groups.get("weekday")
    return Parts(
        int(year) if year else None,
        MONTHS[month.rstrip(".").lower()] if month else None,
        int(groups["day"] or 0) if groups.get("day") else None,
        WEEKDAYS[weekday.rstrip(".").lower()] if weekday else None,
        words,
    )


def unresolved(form: str, precision: str | None, confidence: float = 0.8) -> Reading:
    """A date that nothing stated can resolve; the confidence is that it is a date at all."""
    return Reading(None, None, precision, None, f"{form}:unresolved", confidence)


def single(day: date, anchor: str | None, method: str, confidence: float) -> Reading:
    """A reading of one day."""
    return Reading(day, day, "day", anchor, method, confidence)


def make(year: int, month: int, day: int) -> date | None:
    """The day; None: there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def whole_month(
    year: int, month: int, anchor: str | None, method: str, confidence: float
) -> Reading | None:
    """From the first to the last day of a month; None: there is no such month."""
    first = make(year, month, 1)
    after = make(year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return Reading(first, after - timedelta(days=1), "month", anchor, method, confidence)
