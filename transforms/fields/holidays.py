"""Which holidays does the text name as days: "on Christmas Eve", "Labor Day", "Thanksgiving 2014"?

Only those whose day follows from the calendar and is the same wherever English news speaks of them
by that name. Thanksgiving, Labor, Memorial, Veterans, Presidents and Martin Luther King Day are
those of the United States (US Code, title 5, section 6103); Easter is that of the western churches
(Meeus, "Astronomical Algorithms", 2nd edition, chapter 8, after the rule in Nature, 20 April 1876).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from transforms.clean.pattern import any_of
from transforms.fields.readings import Parts
from transforms.fields.years import LOOK_BACK, Find

MONDAY, TUESDAY, THURSDAY = 0, 1, 3


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar.

    >>> easter(2016), easter(2025)
    (datetime.date(2016, 3, 27), datetime.date(2025, 4, 20))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(month: int, weekday: int, n: int) -> Callable[[int], date]:
    """The n-th such weekday of a month."""

    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))

    return day


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


HOLIDAYS: Final = MappingProxyType(
    {
        "Christmas Eve": _fixed(12, 24),
        "Christmas Day": _fixed(12, 25),
        "Christmas": _fixed(12, 25),
        "Boxing Day": _fixed(12, 26),
        "New Year's Eve": _fixed(12, 31),
        "New Year's Day": _fixed(1, 1),
        "Valentine's Day": _fixed(2, 14),
        "St. Patrick's Day": _fixed(3, 17),
        "Earth Day": _fixed(4, 22),
        "Juneteenth": _fixed(6, 19),
        "Fourth of July": _fixed(7, 4),
        "Halloween": _fixed(10, 31),
        "Veterans Day": _fixed(11, 11),
        "Thanksgiving Day": _nth(11, THURSDAY, 4),
        "Thanksgiving": _nth(11, THURSDAY, 4),
        "Labor Day": _nth(9, MONDAY, 1),
        "Memorial Day": _last_monday_of_may,
        "Presidents Day": _nth(2, MONDAY, 3),
        "Martin Luther King Day": _nth(1, MONDAY, 3),
        "Ash Wednesday": _from_easter(-46),
        "Palm Sunday": _from_easter(-7),
        "Good Friday": _from_easter(-2),
        "Easter Sunday": _from_easter(0),
        "Easter Monday": _from_easter(1),
    }
)
"""The day of a year, by name."""
_SP = "[ \u00a0]"
_OTHER_FORMS: Final = MappingProxyType(
    {
        "4th of July": "Fourth of July",
        "July Fourth": "Fourth of July",
        "Presidents' Day": "Presidents Day",
        "Veterans' Day": "Veterans Day",
        "Martin Luther King Jr. Day": "Martin Luther King Day",
        "MLK Day": "Martin Luther King Day",
        "St Patrick's Day": "St. Patrick's Day",
    }
)
_NAMES = sorted([*HOLIDAYS, *_OTHER_FORMS], key=len, reverse=True)
_TRIGGERS: Final = (
    " Day", " Eve", "Christmas", "Thanksgiving", "Halloween", "of July", "July F", "Juneteenth",
    "Easter ", "Good F", "Ash W", "Palm S",
)  # fmt: skip
"""What a text holds that names one; a search for each costs less than the pattern."""
_ANY_NAME: Final = "|".join(re.escape(name).replace("'", "[’']") for name in _NAMES)
_HOLIDAY: Final = any_of(
    rf"(?<![\w-])(?P<name>{_ANY_NAME})(?![\w-]|[’']s{_SP}[A-Z])"
    rf"(?:,?{_SP}(?:of{_SP}|in{_SP})?(?P<year>(?:19|20)\d\d)(?!\w|[.,]\d))?"
)
_BARE: Final = frozenset(("Christmas", "Thanksgiving", "Halloween", "Labor Day", "Earth Day"))
"""Names that stand before things, and days that are spoken of as a season: these need a word of
time before them."""
_WHEN: Final = re.compile(
    rf"\b(?:on|by|before|after|since|until|till|for|last|this|next|past|of|day){_SP}$",
    re.IGNORECASE,
)
_NO_THING: Final = re.compile(
    rf"(?!{_SP}(?!(?:a|after|and|as|at|because|before|but|by|for|from|had|has"
    rf"|have|he|if|in|is|it|or|she|so|than|that|the|they|this|to|until|was|we|were|when|which|while|who"
    rf"|will|with|would)\b)[A-Za-z])"
)
_STEP: Final = re.compile(rf"\b(last|this|next|past){_SP}$", re.IGNORECASE)


def holiday_finds(text: str) -> Iterator[Find]:
    """The holidays, in order."""
    if not any(trigger in text for trigger in _TRIGGERS):
        return
    for found in _HOLIDAY.finditer(text):
        name = found["name"].replace("’", "'")
        name = _OTHER_FORMS.get(name, name)
        start, end = found.span()
        before = text[max(0, start - LOOK_BACK) : start]
        is_when = _WHEN.search(before) and _NO_THING.match(text, end)
        if name in _BARE and not found["year"] and not is_when:
            continue
        step = _STEP.search(before)
        words = (name, step[1].lower()) if step else (name,)
        start -= len(step.group()) if step else 0
        year = int(found["year"]) if found["year"] else None
        yield start, end, "holiday", Parts(year=year, words=words)
