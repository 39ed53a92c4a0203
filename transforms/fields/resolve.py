"""Which days can a date expression mean, given what it can be counted from?

Confidences are shares of such readings that were right in annotated sentences of news and in
samples read by eye (`python -m benchmarks.statements`), rounded down; of a date that is not
resolved it is that it is a date at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType

from transforms.fields.holidays import HOLIDAYS
from transforms.fields.months import month_alone, month_day, month_year
from transforms.fields.readings import (
    STEPS,
    Anchors,
    Parts,
    Reading,
    make,
    single,
    unresolved,
    whole_month,
)
from transforms.fields.tense import AHEAD

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
    | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
)
_NTH = ("first", "second", "third", "fourth")
ORDINALS = MappingProxyType(
    {word: n for n in range(1, 5) for word in (_NTH[n - 1], f"{n}{_NTH[n - 1][-2:]}")}
    | {"opening": 1}
)
"""Which half or quarter; "last" and "final" are the last one."""
MONTHS = 12
MOST_AGO = 400
"""Units that an expression counts back or ahead, at most."""


def resolve(form: str, parts: Parts, anchors: Anchors) -> Reading | None:
    """The reading of an expression; None: there is no such date, so it is none."""
    return _FORMS[form](parts, anchors)


def full_date(parts: Parts, anchors: Anchors) -> Reading | None:
    """Day, month and year are given; a weekday that does not fit lowers the confidence."""
    day = make(parts.year or 0, parts.month or 0, parts.day or 0)
    if day is None:
        return None
    fits = parts.weekday is None or day.weekday() == parts.weekday
    return single(
        day, None, "full_date" if fits else "full_date:weekday_differs", 0.98 if fits else 0.6
    )


def year_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A year in a context that only years have: "in 2014"."""
    year = parts.year or 0
    return Reading(date(year, 1, 1), date(year, 12, 31), "year", None, "year", 0.9)


def year_span(parts: Parts, anchors: Anchors) -> Reading | None:
    """Years from the first to the last one named: "2012-13", "2019–2021"; also "the 1990s".

    "Early" and "late" say too little to narrow a decade: the reading is the whole of it.
    """
    year, last = parts.year or 0, parts.last_year or 0
    if not year < last:
        return None
    method = "decade" if parts.words else "year_span"
    return Reading(date(year, 1, 1), date(last, 12, 31), "year", None, method, 0.9)


def day_span(parts: Parts, anchors: Anchors) -> Reading | None:
    """Days of one month, from the first to the last one named: "March 4-15, 2022".

    Without a year it is that of the first day, as `month_day` finds it.
    """
    find = full_date if parts.year else month_day
    reading = find(parts, anchors)
    if reading is None:
        return None
    if reading.first is None:
        return unresolved("day_span", "day")
    last = make(reading.first.year, reading.first.month, parts.last_day or 0)
    if last is None:
        return None
    method = "day_span" + reading.method.removeprefix("full_date").removeprefix("month_day")
    return Reading(
        reading.first, last, "day", reading.anchor, method, round(reading.confidence - 0.03, 2)
    )


def season(parts: Parts, anchors: Anchors) -> Reading | None:
    """A season is not resolved: its months depend on the hemisphere, which nothing states."""
    return unresolved("season", None)


def day_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A day without its month: the latest one up to the publication."""
    published = anchors.published
    if published is None:
        return unresolved("day", "day")
    months = published.year * 12 + published.month - 1
    days = (make(n // 12, n % 12 + 1, parts.day or 0) for n in (months, months - 1, months - 2))
    day = next((day for day in days if day is not None and day <= published), None)
    if day is None:
        return None
    return single(day, "published_at", "day:last_up_to_published", 0.6)


def weekday_month_day(parts: Parts, anchors: Anchors) -> Reading | None:
    """Weekday, month and day without a year: the calendar tells in which years they fit.

    Against the publication date: the nearest fitting year, at most half a year away. Without
    one: the latest year up to the run's in which they fit, as a guess that says so.
    """
    if make(2000, parts.month or 0, parts.day or 0) is None:
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
        return single(nearest, "published_at", "weekday_month_day:nearest_year", 0.95)
    latest = anchors.as_of + timedelta(days=AHEAD_DAYS)
    days = [day for day in _fitting(parts, anchors.as_of.year, 28) if day <= latest]
    if not days:
        return unresolved("weekday_month_day", "day", 0.5)
    return single(days[0], "ingest_date", "weekday_month_day:latest_fitting_year", 0.6)


def _fitting(parts: Parts, last_year: int, count: int) -> list[date]:
    """Days in the `count` years up to `last_year`, latest first, on which the weekday fits."""
    days = (
        make(year, parts.month or 0, parts.day or 0)
        for year in range(last_year, last_year - count, -1)
    )
    return [day for day in days if day is not None and day.weekday() == parts.weekday]


def weekday_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A weekday: the latest up to the publication, or the first from it on.

    The first one after "next", and where the verb speaks of what is to come. A weekday that is
    the day after the publication stays open otherwise: six days back newspapers say "last", and
    of ten that were told as past in development articles, seven were the day after: the event was
    where that day had begun, or the date of publication was too early.
    """
    published = anchors.published
    if published is None or parts.weekday is None:
        return unresolved("weekday", "day")
    back = (published.weekday() - parts.weekday) % 7
    word = parts.words[0] if parts.words else ""
    is_ahead = parts.tense == AHEAD and word not in ("last", "past")
    if word in ("next", "coming") or (is_ahead and back):
        method = "weekday:next_after_published"
        day = published + timedelta(days=7 - back)
        return single(day, "published_at", method, 0.5 if word == "next" else 0.8)
    if back == 6 and not word:
        return unresolved("weekday", "day", 0.6)
    back = back or (7 if word == "last" else 0)
    day = published - timedelta(days=back)
    return single(day, "published_at", "weekday:last_up_to_published", 0.9)


_DAY_STEPS = MappingProxyType(
    {
        "yesterday": -1,
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "day after tomorrow": 2,
        "day before yesterday": -2,
        "day before tomorrow": 0,
        "day after yesterday": 0,
    }
)


SATURDAY, SUNDAY = 5, 6
PAST_DAYS = MappingProxyType({"week": 7, "month": 30, "year": 365})
"""Days of what is past; "the past week" is no week of the calendar."""


def relative_day(parts: Parts, anchors: Anchors) -> Reading | None:
    """Yesterday, today, tonight, tomorrow."""
    if anchors.published is None:
        return unresolved("relative", "day")
    day = anchors.published + timedelta(days=_DAY_STEPS[parts.words[0]])
    return single(day, "published_at", "relative:day", 0.8)


def relative_period(parts: Parts, anchors: Anchors) -> Reading | None:
    """Last, this or next week, weekend, month or year; weeks run from Monday to Sunday."""
    step, unit = STEPS[parts.words[0]], parts.words[1]
    precision = {"weekend": "day", "night": "day"}.get(unit, unit)
    published = anchors.published
    if published is None:
        return unresolved("relative", precision)
    if parts.words[0] == "the":  # "over the weekend": the one that has begun last, or comes
        step = 0 if parts.tense == AHEAD or published.weekday() >= SATURDAY else -1
        return _period(published, step, unit)
    if parts.words[0] == "past" and unit in PAST_DAYS:
        return _past(published, unit)
    if unit == "week" and published.weekday() == SUNDAY:
        # Papers of Sundays call the week that ends the last one, and that which begins this one.
        step += step < 0 or (step == 0 and parts.tense == AHEAD)
    return _period(published, step, unit)


def _past(published: date, unit: str) -> Reading:
    """The past week, month or year: up to the publication."""
    first = published - timedelta(days=PAST_DAYS[unit])
    return Reading(first, published, unit, "published_at", f"relative:past_{unit}", 0.75)


def _period(published: date, step: int, unit: str) -> Reading | None:
    if unit == "year":
        year = published.year + step
        return Reading(
            date(year, 1, 1), date(year, 12, 31), "year", "published_at", "relative:year", 0.9
        )
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return whole_month(months // 12, months % 12 + 1, "published_at", "relative:month", 0.9)
    if unit == "night":
        day = published + timedelta(days=step)
        return single(day, "published_at", "relative:day", 0.7)
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    if unit == "weekend":
        return Reading(
            monday + timedelta(days=5),
            monday + timedelta(days=6),
            "day",
            "published_at",
            "relative:weekend",
            0.7,
        )
    return Reading(
        monday, monday + timedelta(days=6), "week", "published_at", "relative:week", 0.85
    )


def ago(parts: Parts, anchors: Anchors) -> Reading | None:
    """Three weeks ago: counted back from the publication, as exact as its unit."""
    count, unit = parts.words
    number = NUMBERS.get(count) or (int(count) if count.isdigit() else 0)
    if unit == "decade":
        return unresolved("ago", "year")
    if anchors.published is None or not 0 < number <= MOST_AGO:
        return unresolved("ago", unit)
    try:
        if unit in ("day", "week"):
            day = anchors.published - timedelta(days=number * (7 if unit == "week" else 1))
            return (
                single(day, "published_at", "ago:day", 0.8)
                if unit == "day"
                else _period(day, 0, "week")
            )
        if unit == "month":
            months = anchors.published.year * 12 + anchors.published.month - 1 - number
            return whole_month(months // 12, months % 12 + 1, "published_at", "ago:month", 0.75)
        year = anchors.published.year - number
        return Reading(
            date(year, 1, 1), date(year, 12, 31), "year", "published_at", "ago:year", 0.75
        )
    except (ValueError, OverflowError):
        return unresolved("ago", unit)


def part_of_year(parts: Parts, anchors: Anchors) -> Reading | None:
    """The first half of 2022, the third quarter of 2021: months from the first to the last."""
    which, unit = parts.words
    count, _, is_counted = unit.partition(" ")
    months = NUMBERS[count] if is_counted else {"half": 6, "quarter": 3}[unit]
    is_last = which not in ORDINALS
    number = MONTHS // months if is_last else ORDINALS[which]
    if is_counted and not is_last and number > 1:
        return None
    end = MONTHS if is_last else number * months
    start = make(parts.year or 0, end - months + 1, 1) if end <= MONTHS else None
    if start is None:
        return None
    last = whole_month(parts.year or 0, end, None, "", 0)
    return last and Reading(start, last.last, "month", None, "part_of_year", 0.9)


def part_of_this_year(parts: Parts, anchors: Anchors) -> Reading | None:
    """The first half of the year, the third quarter of last year: counted from the publication.

    "Of the year" is of the one before where the part is still to come and the verb does not say so.
    """
    which, unit, step = parts.words
    published = anchors.published
    if published is None:
        return unresolved("part_of_year", "month")
    year = published.year + STEPS.get(step, 0)
    found = part_of_year(Parts(year=year, words=(which, unit)), anchors)
    if found and step == "the" and parts.tense != AHEAD and found.first and found.first > published:
        found = part_of_year(Parts(year=year - 1, words=(which, unit)), anchors)
    return found and Reading(
        found.first, found.last, "month", "published_at", "part_of_year:from_published", 0.75
    )


def century(parts: Parts, anchors: Anchors) -> Reading | None:
    """A century: the 18th is 1701 to 1800 (there is no year 0, so the first one ends in 100)."""
    number = parts.year or 0
    first = make(100 * number - 99, 1, 1)
    last = make(100 * number, 12, 31)
    return Reading(first, last, "year", None, "century", 0.9) if first and last else None


def holiday(parts: Parts, anchors: Anchors) -> Reading | None:
    """A holiday: that of its year, or the one nearest to the publication; unresolved without it."""
    day_of, step = HOLIDAYS[parts.words[0]], parts.words[1] if len(parts.words) > 1 else ""
    if parts.year:
        return single(day_of(parts.year), None, "holiday", 0.9)
    published = anchors.published
    if published is None:
        return unresolved("holiday", "day")
    days = [day_of(published.year + n) for n in (-1, 0, 1)]
    if step in ("last", "past"):
        day = max(day for day in days if day < published)
    elif step == "next":
        day = min(day for day in days if day > published)
    else:
        day = min(days, key=lambda day: abs(day - published))
    return single(
        day, "published_at", "holiday:nearest_year" if not step else f"holiday:{step}", 0.7
    )


def fiscal_year(parts: Parts, anchors: Anchors) -> Reading | None:
    """A fiscal year is not resolved: each country and firm begins it on another day."""
    return unresolved("fiscal_year", "year")


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
        "part_of_year": part_of_year,
        "fiscal": fiscal_year,
        "day_span": day_span,
        "year_span": year_span,
        "season": season,
        "century": century,
        "holiday": holiday,
        "part_of_this_year": part_of_this_year,
        "day": day_alone,
    }
)
"""One reading function per form of expression."""
