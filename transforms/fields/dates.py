"""Which dates does the text mention?

One pass finds the places where a date can start; there the forms are tried, the fullest first.
Forms end at the line's end, look at most some dozens of characters ahead, and never back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from transforms.fields.resolve import Anchors, Parts, Reading, read_parts, resolve
from transforms.record import Article, DateExpression

_TRIGGER = re.compile(
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    "|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast |[Tt]his |[Nn]ext |[Pp]ast "
    "| ago\\b|[0-9]+"
)
_SP = "[ \u00a0]"
_MONTH = (
    "(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = (
    "(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%/]|[.,]\d|[-–]\d{3}|\w)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?![\d%]|[.,]\d|\w)"
_MONTH_DAY = rf"{_MONTH}{_SP}{_DAY}"
_DAY_MONTH = rf"(?:the{_SP})?{_DAY}{_SP}(?:of{_SP})?{_MONTH}(?![\w-])"
_THEN_YEAR = rf"(?:,?{_SP}{_YEAR})?"


def _weekday_form(inner: str) -> re.Pattern[str]:
    return re.compile(rf"{_WEEKDAY},?{_SP}(?:the{_SP})?{inner}{_THEN_YEAR}")


_WEEKDAY_FORMS = (
    _weekday_form(_MONTH_DAY),
    _weekday_form(_DAY_MONTH),
    re.compile(rf"{_WEEKDAY},?{_SP}\({_MONTH_DAY}{_THEN_YEAR}\)"),
    re.compile(rf"{_WEEKDAY},?{_SP}\({_DAY_MONTH}{_THEN_YEAR}\)"),
)
_WEEKDAY_ALONE = re.compile(r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?![\w’'-])")
_MONTH_FORMS = (
    re.compile(_MONTH_DAY + _THEN_YEAR),
    re.compile(rf"{_MONTH},?{_SP}(?:of{_SP})?{_YEAR}"),
)
_MONTH_ALONE = re.compile(r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)(?![\w’'-])")
_MONTH_CONTEXT = re.compile(rf"\b(in|since|until|till|during|by|of|early|late|mid|last|this|next){_SP}$", re.IGNORECASE)
_DIGIT_FORMS = (
    re.compile(_DAY_MONTH + _THEN_YEAR),
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<day>[0-3]\d)(?![\w-])"),
)
_NUMERIC = re.compile(r"(?P<a>[0-3]?\d)(?P<sep>[./])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d)(?![\w/.]\d|\w)")
_YEAR_CONTEXT = re.compile(rf"\b(in|since|until|till|during|early|late|mid|around|summer of|spring of|winter of|autumn of|fall of|year|from|before|after|by){_SP}$", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?P<year>1[6-9]\d\d|20\d\d)(?![\w%’'/–-]|[.,]\d)")
_COUNTED_NOUN = re.compile(rf"{_SP}(?!(?:was|has|is|as|this|his|its|us|across|versus|previous|plus|unless|perhaps|always|series)\b)(?:[a-z]+{_SP})?[a-z]+(?:s|people|men|women|children|percent|per cent)\b")
_SOFT_YEAR = frozenset(("from", "before", "after", "by", "around"))
_RELATIVE = re.compile(rf"(?P<step>last|this|next|past){_SP}(?P<unit>week|weekend|month|year|night)(?![\w’'-])", re.IGNORECASE)
_AGO = re.compile(rf"\b(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,3}}){_SP}(?P<unit>day|week|month|year)s?$", re.IGNORECASE)
_NOT_WEEKDAY = re.compile(r"(?:Black|Good|Super|Ash|Palm|Easter|Cyber|Bloody|Fat|Shrove|Maundy|Holy|Ruby|Blue|Giving|Joe|Man)[ \u00a0]$")
_STEP_BEFORE = re.compile(r"\b(last|this|next|past|coming)[ \u00a0]$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"[ \u00a0](?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]+")
LOOK_BACK = 24
"""Characters before a trigger that a context is looked for in."""

Find = tuple[int, int, str, Parts]


def find_dates(article: Article, as_of: date) -> Article:
    """The article with the dates of its text, in order and without overlaps.

    Args:
        article: With `text` and, where stated, `published`.
        as_of: Day of the run; see `resolve.weekday_month_day`.
    """
    published = article.published
    is_exact = published is not None and published.precision not in ("year", "month", "week")
    anchors = Anchors(published.at.date() if published is not None and is_exact else None, as_of)
    rows = (_row(article.text, found, anchors) for found in expressions(article.text))
    return replace(article, dates=tuple(row for row in rows if row is not None))


def _row(text: str, found: Find, anchors: Anchors) -> DateExpression | None:
    start, end, form, parts = found
    reading: Reading | None = resolve(form, parts, anchors)
    if reading is None:
        return None
    return DateExpression(
        start, end, text[start:end], reading.first, reading.last,
        reading.precision, reading.anchor, reading.method, reading.confidence,
    )


def expressions(text: str) -> Iterator[Find]:
    """(start, end, form, parts) of each date expression; half-open code points."""
    reached = 0
    for trigger in _TRIGGER.finditer(text):
        start = trigger.start()
        if start < reached or (start and trigger.group()[0] != " " and (text[start - 1].isalnum() or text[start - 1] in "_-$€£#.")):
            continue
        found = _at(text, start, trigger.group(), reached)
        if found is not None:
            reached = found[1]
            yield found


def _at(text: str, start: int, trigger: str, reached: int) -> Find | None:
    """The expression that the trigger at `start` belongs to."""
    first = trigger[0]
    if first == " ":
        return _ago(text, start, reached)
    if first.isdigit():
        return _digits(text, start, trigger)
    if trigger[-1] == " ":
        return _relative(text, start)
    if len(trigger) > 3:
        return _day_word(text, start, trigger)
    if trigger in _WEEKDAY_STARTS:
        return _weekday(text, start)
    return _month(text, start)


_WEEKDAY_STARTS = frozenset(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def _day_word(text: str, start: int, trigger: str) -> Find | None:
    end = start + len(trigger)
    after = text[end : end + 1]
    if after.isalnum() or after in ("-", "’", "'") or _NAME_AFTER.match(text, end):
        return None
    return start, end, "relative_day", Parts(words=(trigger.lower(),))


def _relative(text: str, start: int) -> Find | None:
    found = _RELATIVE.match(text, start)
    if not found:
        return None
    return start, found.end(), "relative_period", Parts(words=(found["step"].lower(), found["unit"].lower()))


def _ago(text: str, start: int, reached: int) -> Find | None:
    low = max(reached, start - LOOK_BACK, text.rfind("\n", 0, start) + 1)
    found = _AGO.search(text[low:start])
    if not found:
        return None
    words = (found["count"].lower(), found["unit"].lower())
    return low + found.start(), start + 4, "ago", Parts(words=words)


def _weekday(text: str, start: int) -> Find | None:
    for pattern in _WEEKDAY_FORMS:
        found = pattern.match(text, start)
        if found:
            parts = read_parts(found.groupdict())
            return start, found.end(), "full_date" if parts.year else "weekday_month_day", parts
    found = _WEEKDAY_ALONE.match(text, start)
    before = text[max(0, start - LOOK_BACK) : start]
    if not found or _NOT_WEEKDAY.search(before) or _NAME_AFTER.match(text, found.end()):
        return None
    step = _STEP_BEFORE.search(before)
    words = (step[1].lower(),) if step else ()
    low = start - len(step.group()) if step else start
    return low, found.end(), "weekday", read_parts(found.groupdict(), words)


def _month(text: str, start: int) -> Find | None:
    for pattern in _MONTH_FORMS:
        found = pattern.match(text, start)
        if found:
            parts = read_parts(found.groupdict())
            return start, found.end(), _month_form(parts), parts
    found = _MONTH_ALONE.match(text, start)
    context = _MONTH_CONTEXT.search(text[max(0, start - LOOK_BACK) : start]) if found else None
    if not found or not context or _NAME_AFTER.match(text, found.end()):
        return None
    word = context[1].lower()
    low = context.start(1) + max(0, start - LOOK_BACK) if word in ("last", "this", "next") else start
    return low, found.end(), "month", read_parts(found.groupdict(), (word,))


def _month_form(parts: Parts) -> str:
    if parts.day is None:
        return "month_year"
    return "month_day" if parts.year is None else "full_date"


def _digits(text: str, start: int, trigger: str) -> Find | None:
    if len(trigger) > 4:
        return None
    for pattern in _DIGIT_FORMS:
        found = pattern.match(text, start)
        if found:
            return start, found.end(), *_digit_parts(found.groupdict())
    numeric = _NUMERIC.match(text, start) if len(trigger) <= 2 else None
    if numeric:
        return start, numeric.end(), *_numeric_parts(numeric)
    return _year(text, start) if len(trigger) == 4 else None


def _digit_parts(groups: dict[str, str | None]) -> tuple[str, Parts]:
    if groups.get("m"):
        return "full_date", Parts(int(groups["year"] or 0), int(groups["m"] or 0), int(groups["day"] or 0))
    parts = read_parts(groups)
    return _month_form(parts), parts


def _numeric_parts(found: re.Match[str]) -> tuple[str, Parts]:
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if found["sep"] == "." or a > 12 or a == b:
        return "full_date", Parts(year, b, a)
    return ("full_date", Parts(year, a, b)) if b > 12 else ("ambiguous", Parts(year))


def _year(text: str, start: int) -> Find | None:
    found = _YEAR_ALONE.match(text, start)
    context = _YEAR_CONTEXT.search(text[max(0, start - LOOK_BACK) : start]) if found else None
    if not found or not context or _COUNTED_NOUN.match(text, found.end()):
        return None
    if context[1].lower() in _SOFT_YEAR and not 1800 <= int(found["year"]) <= 2099:
        return None
    return start, found.end(), "year", read_parts(found.groupdict())
