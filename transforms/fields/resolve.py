"""Which days can a date expression mean, given what it can be counted from?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from transforms.fields.calendar_words import MONTHS, WEEKDAYS

AHEAD_DAYS = 183
"""A weekday with month and day that is anchored by the day of the run lies at most this far
ahead: half a year, so that a December date read in January means the past December."""

NUMBERS = MappingProxyType(
    {
        word: n
        for n, word in enumerate(
            [
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ],
            1,
        )
    }
    | {"a": 1, "an": 1}
)


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
    """The parts of a date expression, as far as it has them. `weekday`: Monday is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    words: tuple[str, ...] = ()


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


def resolve(form: str, parts: Parts, anchors: Anchors) -> Reading | None:
    """The reading of an expression; None: there is no such date, so it is none."""
    return _FORMS[form](parts, anchors)


def unresolved(form: str, precision: str | None, confidence: float = 0.8) -> Reading:
    """A date that nothing stated can resolve; the confidence is that it is a date at all."""
    return Reading(None, None, precision, None, f"{form}:unresolved", confidence)


def _single(day: date, anchor: str | None, method: str, confidence: float) -> Reading:
    return Reading(day, day, "day", anchor, method, confidence)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_date(parts: Parts, anchors: Anchors) -> Reading | None:
    """Day, month and year are given; a weekday that does not fit lowers the confidence."""
    day = _make(parts.year or 0, parts.month or 0, parts.day or 0)
    if day is None:
        return None
    fits = parts.weekday is None or day.weekday() == parts.weekday
    return _single(
        day, None, "full_date" if fits else "full_date:weekday_differs", 0.98 if fits else 0.6
    )


def month_year(parts: Parts, anchors: Anchors) -> Reading | None:
    """A month of a year: from its first to its last day."""
    return _month(parts.year or 0, parts.month or 0, None, "month_year", 0.97)


def _month(
    year: int, month: int, anchor: str | None, method: str, confidence: float
) -> Reading | None:
    first = _make(year, month, 1)
    after = _make(year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return Reading(first, after - timedelta(days=1), "month", anchor, method, confidence)


def year_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A year in a context that only years have: "in 2014"."""
    year = parts.year or 0
    return Reading(date(year, 1, 1), date(year, 12, 31), "year", None, "year", 0.9)


def weekday_month_day(parts: Parts, anchors: Anchors) -> Reading | None:
    """Weekday, month and day without a year: the calendar tells in which years they fit.

    Against the publication date: the nearest fitting year, at most half a year away. Without
    one: the latest year up to the run's in which they fit, as a guess that says so.
    """
    if _make(2000, parts.month or 0, parts.day or 0) is None:
        return None
    published = anchors.published
    if published is not None:
        days = [
            day
            for day in _fitting(parts, published.year + 1, 3)
            if abs((day - published).days) <= AHEAD_DAYS
        ]
        if not days:
            return unresolved("weekday_month_day", "day", 0.3)
        nearest = min(days, key=lambda day: abs(day - published))
        return _single(nearest, "published_at", "weekday_month_day:nearest_year", 0.95)
    latest = anchors.as_of + timedelta(days=AHEAD_DAYS)
    days = [day for day in _fitting(parts, anchors.as_of.year, 28) if day <= latest]
    if not days:
        return unresolved("weekday_month_day", "day", 0.5)
    return _single(days[0], "ingest_date", "weekday_month_day:latest_fitting_year", 0.6)


def _fitting(parts: Parts, last_year: int, count: int) -> list[date]:
    """Days in the `count` years up to `last_year`, latest first, on which the weekday fits."""
    days = (
        _make(year, parts.month or 0, parts.day or 0)
        for year in range(last_year, last_year - count, -1)
    )
    return [day for day in days if day is not None and day.weekday() == parts.weekday]


def month_day(parts: Parts, anchors: Anchors) -> Reading | None:
    """Month and day: the one nearest to the publication date; unresolved without it."""
    if _make(2000, parts.month or 0, parts.day or 0) is None:
        return None
    published = anchors.published
    if published is None:
        return unresolved("month_day", "day")
    years = (published.year, published.year - 1, published.year + 1)
    days = [day for year in years if (day := _make(year, parts.month or 0, parts.day or 0))]
    if not days:
        return unresolved("month_day", "day")
    return _single(
        min(days, key=lambda day: abs(day - published)),
        "published_at",
        "month_day:nearest_year",
        0.85,
    )


def month_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A month: with last, this or next as these say, else the nearest one to the publication."""
    published = anchors.published
    if published is None:
        return unresolved("month", "month")
    month = parts.month or 1
    year = min(
        (published.year + step for step in (0, -1, 1)),
        key=lambda y: abs((y - published.year) * 12 + month - published.month),
    )
    word = parts.words[0] if parts.words else ""
    if word == "last":
        year = published.year if month < published.month else published.year - 1
    elif word == "next":
        year = published.year if month > published.month else published.year + 1
    return _month(year, month, "published_at", "month:nearest_to_published", 0.7)


def weekday_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A weekday: the latest up to the publication; with "next" the first after it."""
    published = anchors.published
    if published is None or parts.weekday is None:
        return unresolved("weekday", "day")
    back = (published.weekday() - parts.weekday) % 7
    word = parts.words[0] if parts.words else ""
    if word == "next":
        return _single(
            published + timedelta(days=7 - back),
            "published_at",
            "weekday:next_after_published",
            0.5,
        )
    back = back or (7 if word == "last" else 0)
    return _single(
        published - timedelta(days=back), "published_at", "weekday:last_up_to_published", 0.6
    )


_DAY_STEPS = MappingProxyType({"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1})
_STEPS = MappingProxyType(
    {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
)


def relative_day(parts: Parts, anchors: Anchors) -> Reading | None:
    """Yesterday, today, tonight, tomorrow."""
    if anchors.published is None:
        return unresolved("relative", "day")
    day = anchors.published + timedelta(days=_DAY_STEPS[parts.words[0]])
    return _single(day, "published_at", "relative:day", 0.75)


def relative_period(parts: Parts, anchors: Anchors) -> Reading | None:
    """Last, this or next week, weekend, month or year; weeks run from Monday to Sunday."""
    step, unit = _STEPS[parts.words[0]], parts.words[1]
    precision = {"weekend": "day", "night": "day"}.get(unit, unit)
    published = anchors.published
    if published is None:
        return unresolved("relative", precision)
    return _period(published, step, unit)


def _period(published: date, step: int, unit: str) -> Reading | None:
    if unit == "year":
        year = published.year + step
        return Reading(
            date(year, 1, 1), date(year, 12, 31), "year", "published_at", "relative:year", 0.75
        )
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _month(months // 12, months % 12 + 1, "published_at", "relative:month", 0.75)
    if unit == "night":
        day = published + timedelta(days=step)
        return _single(day, "published_at", "relative:day", 0.7)
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    if unit == "weekend":
        return Reading(
            monday + timedelta(days=5),
            monday + timedelta(days=6),
            "day",
            "published_at",
            "relative:weekend",
            0.55,
        )
    return Reading(monday, monday + timedelta(days=6), "week", "published_at", "relative:week", 0.7)


def ago(parts: Parts, anchors: Anchors) -> Reading | None:
    """Three weeks ago: counted back from the publication, as exact as its unit."""
    count, unit = parts.words
    number = NUMBERS.get(count) or int(count)
    if anchors.published is None or number > 400:
        return unresolved("ago", unit)
    try:
        if unit in ("day", "week"):
            day = anchors.published - timedelta(days=number * (7 if unit == "week" else 1))
            return (
                _single(day, "published_at", "ago:day", 0.7)
                if unit == "day"
                else _period(day, 0, "week")
            )
        if unit == "month":
            months = anchors.published.year * 12 + anchors.published.month - 1 - number
            return _month(months // 12, months % 12 + 1, "published_at", "ago:month", 0.6)
        year = anchors.published.year - number
        return Reading(
            date(year, 1, 1), date(year, 12, 31), "year", "published_at", "ago:year", 0.6
        )
    except (ValueError, OverflowError):
        return unresolved("ago", unit)


def ambiguous(parts: Parts, anchors: Anchors) -> Reading | None:
    """Two figures that can be day and month in either order are not resolved."""
    return Reading(None, None, "day", None, "numeric:ambiguous", 0.7)


_FORMS: MappingProxyType[str, Callable[[Parts, Anchors], Reading | None]] = MappingProxyType(
    {
        "full_date": full_date,
        "month_year": month_year,
        "year": year_alone,
        "weekday_month_day": weekday_month_day,
        "month_day": month_day,
        "month": month_alone,
        "weekday": weekday_alone,
        "relative_day": relative_day,
        "relative_period": relative_period,
        "ago": ago,
        "ambiguous": ambiguous,
    }
)
"""One reading function per form of expression."""
