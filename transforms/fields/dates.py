"""Which dates does the text mention?

One pass finds the places where a date can start; there the forms are tried, the fullest first.
Forms end at the line's end, look at most some dozens of characters ahead, and never back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from transforms.clean.pattern import any_of
from transforms.fields.resolve import Anchors, Parts, Reading, read_parts, resolve
from transforms.record import Article, DateExpression

_TRIGGER = any_of(
    r"[JFMASONDTW0-9](?:(?<=[0-9])[0-9]*|an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|on|ue|ed|hu|ri|"
    r"at)",
)
_WEEKDAY_STARTS = frozenset(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
_MONTH_STARTS = frozenset(
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
)
_WEEKDAY_STARTS = frozenset(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
_DAY_WORDS = (
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "Yesterday",
    "Today",
    "Tonight",
    "Tomorrow",
)
_UNITS = (" day", " week", " month", " year", " night")
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
_WEEKDAY_ALONE = any_of(
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?![\w-])",
)
_MONTH_FORMS = (
    re.compile(_MONTH_DAY + _THEN_YEAR),
    re.compile(rf"{_MONTH},?{_SP}(?:of{_SP})?{_YEAR}"),
)
_MONTH_ALONE = any_of(
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|"
    r"November|December)(?![\w-])",
)
_MONTH_CONTEXT = any_of(
    rf"\b(in|since|until|till|during|by|of|early|late|mid|last|this|next){_SP}$",
    flags=re.IGNORECASE,
)
_DIGIT_FORMS = (
    re.compile(_DAY_MONTH + _THEN_YEAR),
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<day>[0-3]\d)(?![\w-])"),
)
_NUMERIC = any_of(
    r"(?P<a>[0-3]?\d)(?P<sep>[./])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d)(?![\w/.]\d|"
    r"\w)",
)
_YEAR_CONTEXT = any_of(
    rf"\b(in|since|until|till|during|early|late|mid|around|end of|start of|beginning of|"
    rf"summer of|spring of|winter of|autumn of|fall of|year|from|before|after|by){_SP}$",
    flags=re.IGNORECASE,
)
_YEAR_ALONE = any_of(
    r"(?P<year>1[6-9]\d\d|20\d\d)(?![\w%’'/–-]|[.,]\d)",
)
_COUNTED_NOUN = any_of(
    rf"{_SP}(?!(?:was|has|is|as|this|his|its|us|across|versus|previous|plus|unless|perhaps|"
    rf"always|series)\b)(?:[a-z]+{_SP})?[a-z]+(?:s|people|men|women|children|percent|"
    rf"per cent)\b",
)
_SOFT_YEAR = frozenset(("from", "before", "after", "by", "around"))
_RELATIVE = any_of(
    rf"\b(?P<step>last|this|next|past){_SP}(?P<unit>week|weekend|month|year|night)(?![\w-])",
    flags=re.IGNORECASE,
)
_AGO = any_of(
    rf"\b(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    rf"\d{{1,3}}){_SP}(?P<unit>day|week|month|year)s?{_SP}ago\b",
    flags=re.IGNORECASE,
)
_NOT_WEEKDAY = any_of(
    r"(?:Black|Good|Super|Ash|Palm|Easter|Cyber|Bloody|Fat|Shrove|Maundy|Holy|Ruby|Blue|"
    r"Giving|Joe|Man)[ \u00a0]$",
)
_STEP_BEFORE = any_of(
    r"\b(last|this|next|past|coming)[ \u00a0]$",
    flags=re.IGNORECASE,
)
_NAME_AFTER = any_of(
    r"[ \u00a0](?!January|February|March|April|May|June|July|August|September|October|"
    r"November|December)[A-Z][a-z]+",
)
LOOK_BACK = 24
"""Characters before a trigger that a context is looked for in."""

Find = tuple[int, int, str, Parts]


def date_rows(article: Article, as_of: date) -> tuple[DateExpression, ...]:
    """The dates of the article's text, in order and without overlaps.

    Args:
        article: With `text` and, where stated, `published`.
        as_of: Day of the run; see `resolve.weekday_month_day`.
    """
    published = article.published
    is_exact = published is not None and published.precision not in ("year", "month", "week")
    anchors = Anchors(published.at.date() if published is not None and is_exact else None, as_of)
    rows = (_row(article.text, found, anchors) for found in expressions(article.text))
    return tuple(row for row in rows if row is not None)


def _row(text: str, found: Find, anchors: Anchors) -> DateExpression | None:
    start, end, form, parts = found
    reading: Reading | None = resolve(form, parts, anchors)
    if reading is None:
        return None
    return DateExpression(
        start,
        end,
        text[start:end],
        reading.first,
        reading.last,
        reading.precision,
        reading.anchor,
        reading.method,
        reading.confidence,
    )


def expressions(text: str) -> Iterator[Find]:
    """(start, end, form, parts) of each date expression; half-open code points."""
    found = [*_named(text), *_relative(text)]
    found.sort(key=lambda find: (find[0], -find[1]))
    reached = 0
    for find in found:
        if find[0] >= reached:
            reached = find[1]
            yield find


def _named(text: str) -> Iterator[Find]:
    """Expressions that start with a month, a weekday or figures."""
    reached = 0
    for trigger in _TRIGGER.finditer(text):
        start = trigger.start()
        if start < reached or (start and _is_inside(text[start - 1])):
            continue
        find = _at(text, start, trigger.group())
        if find is not None:
            reached = find[1]
            yield find


def _is_inside(before: str) -> bool:
    """Whether what starts after this character is a part of a word, a sum or a code."""
    return before.isalnum() or before in "_-$€£#."


def _at(text: str, start: int, trigger: str) -> Find | None:
    """The expression that starts with the trigger at `start`."""
    if trigger[0].isdigit():
        return _digits(text, start, trigger)
    if trigger in _WEEKDAY_STARTS:
        return _weekday(text, start)
    return _month(text, start) if trigger in _MONTH_STARTS else None


def _relative(text: str) -> Iterator[Find]:
    """Expressions that count from the publication: "yesterday", "last week", "a year ago"."""
    for word in _DAY_WORDS:
        for start in _places(text, word):
            find = _day_word(text, start, word)
            if find is not None:
                yield find
    for unit in _UNITS:
        for start in _places(text, unit):
            find = _period(text, start)
            if find is not None:
                yield find


def _places(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _day_word(text: str, start: int, word: str) -> Find | None:
    end = start + len(word)
    after = text[end : end + 1]
    if (start and _is_inside(text[start - 1])) or after.isalnum() or after == "-":
        return None
    if _NAME_AFTER.match(text, end):
        return None
    return start, end, "relative_day", Parts(words=(word.lower(),))


def _period(text: str, unit: int) -> Find | None:
    """The expression whose unit starts, with the blank before it, at `unit`."""
    low = max(0, unit - LOOK_BACK, text.rfind("\n", max(0, unit - LOOK_BACK), unit) + 1)
    part = text[low : unit + LOOK_BACK]
    found = _RELATIVE.search(part)
    if found and found.end() > unit - low:
        words = (found["step"].lower(), found["unit"].lower())
        return low + found.start(), low + found.end(), "relative_period", Parts(words=words)
    ago = _AGO.search(part)
    if ago and ago.end() > unit - low:
        words = (ago["count"].lower(), ago["unit"].lower())
        return low + ago.start(), low + ago.end(), "ago", Parts(words=words)
    return None


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
    low = (
        context.start(1) + max(0, start - LOOK_BACK) if word in ("last", "this", "next") else start
    )
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
        return "full_date", Parts(
            int(groups["year"] or 0), int(groups["m"] or 0), int(groups["day"] or 0)
        )
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
