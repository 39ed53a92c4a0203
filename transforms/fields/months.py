"""Which days can a month mean, with its day or without, given what it can be counted from?"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from transforms.fields.calendar_words import MONTHS as CALENDAR
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
from transforms.fields.tense import AHEAD, JUST_PAST, PAST

FAR_MONTHS = 4
"""From here on the nearest month of a name says little: "the November ballot", read in March."""
ELECTION_YEARS = MappingProxyType({"presidential": (0,), "midterm": (2,), "general": (0, 2)})
"""The remainder of the years by four in which Americans vote (US Code, title 3, section 1; title 2,
section 7)."""
ATTACKS = date(2001, 9, 11)
PAST_AHEAD = 60
"""Days: a day that the verb tells as past lies at most this far ahead; what is said of a day to
come stands beside verbs of the past as well."""


def month_year(parts: Parts, anchors: Anchors) -> Reading | None:
    """A month of a year, or several: from the first to the last day."""
    first = whole_month(parts.year or 0, parts.month or 0, None, "month_year", 0.97)
    if first is None or not parts.words:
        return first
    month = CALENDAR[parts.words[0].removeprefix("until ")]
    last = whole_month(parts.year or 0, month, None, "month_year", 0.95)
    if last is None or month <= (parts.month or 0):
        return None
    return Reading(first.first, last.last, "month", None, "month_year", 0.95)


def month_day(parts: Parts, anchors: Anchors) -> Reading | None:
    """Month and day: the one nearest to the publication date; unresolved without it.

    One that the verb tells as past is not one that lies far ahead.
    """
    if make(2000, parts.month or 0, parts.day or 0) is None:
        return None
    published = anchors.published
    word = parts.words[0] if parts.words else ""
    if word == "attacks" and (published is None or published.month != parts.month):
        return single(ATTACKS, None, "month_day:attacks_of_2001", 0.8)
    if published is None:
        return unresolved("month_day", "day")
    if word.endswith(" year"):
        year = published.year + STEPS[word.removesuffix(" year")]
        day = make(year, parts.month or 0, parts.day or 0)
        return single(day, "published_at", "month_day:of_named_year", 0.9) if day else None
    return _nearest_day(parts, published)


def _nearest_day(parts: Parts, published: date) -> Reading:
    """The day of the year in which it lies nearest to the publication."""
    years = (published.year, published.year - 1, published.year + 1)
    days = [day for year in years if (day := make(year, parts.month or 0, parts.day or 0))]
    if not days:
        return unresolved("month_day", "day")
    nearest = min(days, key=lambda day: abs(day - published))
    if parts.tense in (PAST, JUST_PAST) and (nearest - published).days > PAST_AHEAD:
        past = [day for day in days if day <= published]
        if past:
            return single(max(past), "published_at", "month_day:last_up_to_published", 0.8)
    return single(nearest, "published_at", "month_day:nearest_year", 0.85)


def month_alone(parts: Parts, anchors: Anchors) -> Reading | None:
    """A month: as last, this or next say, else as the verb does, else the nearest one.

    "In November" is the next one where what is to come is spoken of. Where both are far, the verb
    decides alone; without one the month stays open.
    """
    published = anchors.published
    month = parts.month or 1
    word = parts.words[0] if parts.words else ""
    if published is None or word == "that year":
        return unresolved("month", "month")
    if word in ELECTION_YEARS:
        year = _election_year(published, month, word, parts.tense)
        return whole_month(year, month, "published_at", f"month:{word}_election", 0.8)
    if word.startswith("after "):
        first = _month_by_tense(published, CALENDAR[word.removeprefix("after ")], "", parts.tense)
        if first is None or first.first is None:
            return unresolved("month", "month")
        year = first.first.year + (month < first.first.month)
        return whole_month(year, month, "published_at", "month:after_the_first", 0.75)
    if word.endswith(" year"):
        year = published.year + STEPS[word.removesuffix(" year")]
        return whole_month(year, month, "published_at", "month:of_named_year", 0.85)
    return _month_by_tense(published, month, word, parts.tense)


def _election_year(published: date, month: int, word: str, tense: str) -> int:
    """The year of the election in that month: the next, the last, or the nearest one."""
    years = [
        y for y in range(published.year - 4, published.year + 5) if y % 4 in ELECTION_YEARS[word]
    ]
    ahead = [y for y in years if (y, month) >= (published.year, published.month)]
    past = [y for y in years if (y, month) <= (published.year, published.month)]
    if tense == AHEAD and ahead:
        return ahead[0]
    if tense in (PAST, JUST_PAST) and past and word != "general":
        return past[-1]
    return min(years, key=lambda y: abs((y - published.year) * 12 + month - published.month))


def _month_by_tense(published: date, month: int, word: str, tense: str) -> Reading | None:
    """The month that the word before it or the verb means, or the nearest one."""
    steps = {
        "last": published.year if month < published.month else published.year - 1,
        "next": published.year if month > published.month else published.year + 1,
        AHEAD: published.year if month >= published.month else published.year + 1,
        PAST: published.year if month <= published.month else published.year - 1,
    }
    steps[JUST_PAST] = steps[PAST]
    if word in ("last", "next"):
        method = f"month:{word}_from_published"
        return whole_month(steps[word], month, "published_at", method, 0.8)
    year = min(
        (published.year + step for step in (0, -1, 1)),
        key=lambda y: abs((y - published.year) * 12 + month - published.month),
    )
    is_near = abs((year - published.year) * 12 + month - published.month) < FAR_MONTHS
    # Of a thing, the verb says little: "he will fall from his September peak".
    is_told = word != "thing" and tense in (AHEAD, JUST_PAST) and steps[tense] != year
    if is_near and not is_told:
        return whole_month(year, month, "published_at", "month:nearest_to_published", 0.85)
    if tense not in steps:
        return unresolved("month", "month", 0.6)
    tense = AHEAD if tense == AHEAD else PAST
    return whole_month(steps[tense], month, "published_at", f"month:{tense}_of_published", 0.75)
