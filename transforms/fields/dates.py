"""Which dates does the text mention?

One pass finds the places where a date can start; there the forms are tried, the fullest first.
Forms end at the line's end, look at most some dozens of characters ahead, and never back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from transforms.clean.pattern import any_of
from transforms.fields.calendar_words import MONTHS
from transforms.fields.holidays import holiday_finds
from transforms.fields.other_languages import evident_finds, foreign_finds, text_language
from transforms.fields.periods import is_inside, period_finds
from transforms.fields.readings import Anchors, Parts, Reading, make, read_parts
from transforms.fields.resolve import resolve
from transforms.fields.tense import JUST_PAST, PAST, tense
from transforms.fields.years import LOOK_BACK, Find, year_at
from transforms.record import Article, DateExpression

_TRIGGER = any_of(
    r"[JFMASONDTW0-9](?:(?<=[0-9])[0-9]*|an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|on|ue|ed|hu|ri|"
    r"at)",
)
_MONTH_STARTS = frozenset(
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
)
_WEEKDAY_STARTS = frozenset(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
_SP = "[ \u00a0]"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = (
    "(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%/]|[.,:]\d|[-–]\d{3}|\w)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?![\d%]|[.,]\d|\w)"
_FIRST_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_LAST_DAY = _DAY.replace("<day>", "<last>")
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
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"(?!\w|-(?!night|morning|afternoon|evening))(?:-(?:night|morning|afternoon|evening))?",
)
_DAY_WORDS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_MONTH_DAY_WORD: Final = re.compile(
    rf"{_MONTH}{_SP}(?P<word>{'|'.join(_DAY_WORDS)})(?![\w-]){_THEN_YEAR}"
)
"""As some agencies wrote the first days: "March Three"."""
_MONTH_FORMS = (
    re.compile(_MONTH_DAY + _THEN_YEAR),
    re.compile(rf"{_MONTH},?{_SP}(?:of{_SP})?{_YEAR}"),
)
_TO = rf"(?:{_SP}?[-–]{_SP}?|{_SP}(?:to|and){_SP})"
_SPAN_MONTH_FIRST = re.compile(rf"{_MONTH}{_SP}{_FIRST_DAY}(?P<to>{_TO}){_LAST_DAY}{_THEN_YEAR}")
_SPAN_DAY_FIRST = re.compile(
    rf"{_FIRST_DAY}(?P<to>{_TO}){_LAST_DAY}{_SP}(?:of{_SP})?{_MONTH}(?![\w-]){_THEN_YEAR}"
)
_SPAN_BEFORE = any_of(
    rf"\b(from|between){_SP}(?:the{_SP})?$",
    flags=re.IGNORECASE,
)
_MONTH_ALONE = any_of(
    rf"(?P<month>{_MONTHS})(?![\w-])",
)
_MONTH_CONTEXT = any_of(
    rf"\b(in|since|until|till|during|by|of|early|late|mid|last|this|next|as|from|before|after|to|for)"
    rf"{_SP}$",
    r"\b(early|mid|late|end)-$",
    flags=re.IGNORECASE,
)
_AS_OF: Final = re.compile(rf"\b[Aa]s{_SP}of{_SP}$")
_MONTH_LISTED = any_of(
    rf"\b({_MONTHS})(?:,?{_SP}(?:and|or|to|through|until){_SP}|/)$",
)
_LISTED_TO: Final = re.compile(rf"{_SP}(?:to|through|until){_SP}$")
_MONTH_THEN = re.compile(
    rf"(?:,?{_SP}(?:and|or|to|through|until){_SP}|/|,{_SP}(?=(?:{_MONTHS}),?{_SP}and{_SP}))"
    rf"(?:{_MONTHS})\b(?!{_SP}\d)"
)
_MONTH_THEN_YEAR = re.compile(
    rf"{_SP}(?:and|or|to|through|until){_SP}(?:{_MONTHS}),?{_SP}(?P<year>(?:19|20)\d\d)(?!\w)"
)
_DETERMINER = any_of(
    rf"(?:\b(?:the|his|her|its|their|our|this)|[’']s){_SP}$",
    flags=re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"{_SP}(?!(?:and|are|but|did|does|for|from|had|has|her|his|into|may|nor|not|that|the|they"
    rf"|through|was|were|when|where|which|while|who|will|with|would)\b)[a-z]{{3,}}"
)
_ATTACKS: Final = re.compile(
    rf",?{_SP}(?:terror(?:ist)?{_SP})?(?:attack|hijack|terror|victim|famil|commission)"
)
_SINCE_ATTACKS: Final = re.compile(
    rf"\b(?:since|before|post|pre|(?:wake|aftermath|anniversary|victims|attacks|events){_SP}of)(?:{_SP}|-)(?:the{_SP})?$",
    re.IGNORECASE,
)
_ELECTION: Final = re.compile(
    rf"(?:[’']s)?{_SP}(?:\w+{_SP})?(presidential|midterm){_SP}(?:election|vote|race|victory|win|ballot)"
    rf"|(?:[’']s)?{_SP}(?:general{_SP})?(elections?)\b"
)
NOVEMBER: Final = 11
_MONTH_OF_YEAR = re.compile(rf",?{_SP}(?:of{_SP})?(?P<step>last|this|next|that){_SP}year(?![\w-])")
_OF_YEAR: Final = re.compile(rf",?{_SP}(?:of{_SP})?(?P<step>last|this|next){_SP}year(?![\w-])")
_YEAR_BEFORE: Final = re.compile(r"\b((?:19|20)\d\d)\b(?![,.]\d)")
FAR_YEAR: Final = 300
"""Characters before "August of that year" in which the year stands."""
_MONTH_POSSESSED: Final = re.compile(
    rf"[’']s{_SP}(?!government|cabinet|party|team|own|son|daughter)[a-z]"
)
_NAMES_TOO = MappingProxyType(
    {
        "may": ("as", "from", "before", "after", "to", "for"),
        "april": ("as", "to", "before", "after", "for"),
        "june": ("as", "to", "before", "after", "for"),
        "august": ("as", "for"),
        "march": ("for",),
    }
)
"""Words that people stand behind too, by months that are names of people."""

_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<by>[-/])(?P<m>[01]\d)(?P=by)(?P<day>[0-3]\d)(?![\w/-])"
)
_DIGIT_FORMS = (re.compile(_DAY_MONTH + _THEN_YEAR), _ISO)
_NUMERIC = any_of(
    r"(?P<a>[0-3]?\d)(?P<sep>[./])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d)(?![\w/.]\d|"
    r"\w)",
)
_SHORT_YEAR: Final = re.compile(r"([0-3]?\d)/([0-3]?\d)/(\d\d)(?![\w/]|[.,]\d)")
FIRST_SHORT_YEAR: Final = 69
"""Two figures from here on are a year of the last century (POSIX, `strptime`, %y)."""
_NOT_WEEKDAY = any_of(
    r"(?:Black|Good|Super|Ash|Palm|Easter|Cyber|Bloody|Fat|Shrove|Maundy|Holy|Ruby|Blue|"
    r"Giving|Joe|Man|Fox[ \u00a0]News|Breitbart[ \u00a0]News)[ \u00a0]$",
)
_STEP_BEFORE = any_of(
    r"\b(last|this|next|past|coming)[ \u00a0]$",
    flags=re.IGNORECASE,
)
_NTH_WEEKDAY = re.compile(rf"day{_SP}of{_SP}$")
_NO_SINGLE_DAY = any_of(
    rf"(?<![\w’'])(?:every|each|an?|any|most|some|many){_SP}$",
    rf"\b(?:first|second|third|fourth|last){_SP}$",
    flags=re.IGNORECASE,
)
_ARTICLE = re.compile(rf"(?<![\w’'])[Aa]n?{_SP}$")
_ONE_OF_A_DAY = re.compile(
    rf"{_SP}(?:afternoon|evening|morning|night)?{_SP}?(?:[A-Z]\w+{_SP}){{0,2}}(?:editorial|interview|statement|speech|tweet|rally"
    rf"|debate|hearing|report|ruling|news{_SP}conference|press{_SP}conference|appearance|letter|email"
    rf"|op-ed|briefing|filing|decision|attack|shooting|raid|ceremony|deadline|vote|memo|post|update"
    rf"|announcement|meeting|session|call|phone{_SP}call|visit|protest|march|game|win|loss|victory"
    rf"|story|article|column|broadcast|order|segment|blog|video|press{_SP}release|release|note"
    rf"|message|conference{_SP}call|ad|test|launch|summit|crash|explosion|blast|fire|strike|town{_SP}hall)\b"
)
_ONE_OF_A_MONTH: Final = re.compile(
    rf"{_SP}(?:[A-Z]\w+{_SP}){{0,4}}(?:(?:general|presidential|primary|runoff|special|snap|midterm){_SP})?"
    rf"(?:election|vote|referendum"
    rf"|ballot|trial|deadline|hearing|summit|meeting|speech|interview|report|study|poll|survey|memo"
    rf"|letter|email|statement|ruling|decision|attack|shooting|raid|visit|trip|debate|rally|release"
    rf"|launch|article|essay|column|post|tweet|filing|lawsuit|op-ed)\b"
)
_SHOWS: Final = re.compile(
    rf"{_SP}(?:(?:morning|talk|news|political|TV|television){_SP})*(?:shows|papers|newspapers)\b"
)
"""What comes every Sunday: "he went on the Sunday shows"."""
_NTH_OF = re.compile(rf"{_SP}of{_SP}")
_IN_MONTH = re.compile(rf"{_SP}in{_SP}{_MONTH}")
_PART_OF_MONTH = re.compile(r"\b(?:[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd)-$")
_DATELINE = any_of(
    r"(?:^|\n)[A-Z][A-Z ]{2,20}-$",
)
"""A place before a day without a blank: "CAIRO-21 July 2022"."""
_OPENS_SENTENCE = re.compile(rf"(?:^|[\n.!?:”\"]{_SP}?)On{_SP}$")
_NAMED_AFTER_DAY = re.compile(
    rf"{_SP}(?:Night|Morning|Afternoon|Evening|Football|Times|Post|Mail|Telegraph|Express|Mirror|"
    rf"Review|Show|Club|Live|Market|Group|Island|School|Service)"
)
_NAME_AFTER = any_of(
    rf"{_SP}(?!{_MONTHS})[A-Z][a-z]+",
)


def date_rows(article: Article, as_of: date) -> tuple[DateExpression, ...]:
    """The dates of the article's text, in order and without overlaps.

    Args:
        article: With `text` and, where stated, `published`.
        as_of: Day of the run; see `resolve.weekday_month_day`.
    """
    published = article.published
    is_exact = published is not None and published.precision not in ("year", "month", "week")
    anchors = Anchors(published.at.date() if published is not None and is_exact else None, as_of)
    finds = expressions(article.text, text_language(article))
    rows = (_row(article.text, found, anchors) for found in finds)
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


def expressions(text: str, language: str = "") -> Iterator[Find]:
    """(start, end, form, parts) of each date expression; half-open code points.

    Args:
        text: The clean text.
        language: `de`, `fr` or `ja`; all other texts are read as English ones.
    """
    if language:
        found = [*foreign_finds(text, language), *_iso(text)]
    else:
        found = [
            *_named(text),
            *period_finds(text),
            *evident_finds(text),
            *holiday_finds(text),
        ]
    found.sort(key=lambda find: (find[0], -find[1]))
    reached = 0
    for find in found:
        if find[0] >= reached:
            reached = find[1]
            yield find


def _iso(text: str) -> Iterator[Find]:
    """Days in figures, which every language writes: "2024-03-12", "12.03.2024"."""
    for pattern in (_ISO, _NUMERIC):
        for found in pattern.finditer(text):
            if not found.start() or not is_inside(text[found.start() - 1]):
                read = _digit_parts(found.groupdict()) if pattern is _ISO else _numeric_parts(found)
                yield found.start(), found.end(), *read


def _named(text: str) -> Iterator[Find]:
    """Expressions that start with a month, a weekday or figures."""
    reached = 0
    for trigger in _TRIGGER.finditer(text):
        start = trigger.start()
        if start < reached or _is_inside(text, start):
            continue
        find = _at(text, start, trigger.group())
        if find is not None:
            reached = find[1]
            yield find


def _is_inside(text: str, start: int) -> bool:
    """Whether what starts here is part of a word or a code; behind a dateline's dash it is none."""
    if not start or not is_inside(text[start - 1]):
        return False
    if _PART_OF_MONTH.search(text[max(0, start - LOOK_BACK) : start]):
        return False
    return _DATELINE.search(text[max(0, start - LOOK_BACK) : start]) is None


def _at(text: str, start: int, trigger: str) -> Find | None:
    """The expression that starts with the trigger at `start`."""
    if trigger[0].isdigit():
        return _digits(text, start, trigger)
    if trigger in _WEEKDAY_STARTS:
        return _weekday(text, start)
    return _month(text, start) if trigger in _MONTH_STARTS else None


def _weekday(text: str, start: int) -> Find | None:
    for pattern in _WEEKDAY_FORMS:
        found = pattern.match(text, start)
        if found:
            parts = read_parts(found.groupdict())
            return start, found.end(), "full_date" if parts.year else "weekday_month_day", parts
    found = _WEEKDAY_ALONE.match(text, start)
    before = text[max(0, start - LOOK_BACK) : start]
    if not found or _is_no_weekday(text, before, found.end()):
        return None
    step = _STEP_BEFORE.search(before)
    words = (step[1].lower(),) if step else ()
    low = start - len(step.group()) if step else start
    parts = read_parts(found.groupdict(), words)
    parts = replace(parts, tense=tense(text, low, found.end()))
    return low, found.end(), "weekday", parts


def _is_no_weekday(text: str, before: str, end: int) -> bool:
    """Whether a weekday's name is a part of another, or means no single day: "every Sunday"."""
    if _NOT_WEEKDAY.search(before) or _SHOWS.match(text, end):
        return True
    if _ARTICLE.search(before) and _ONE_OF_A_DAY.match(text, end):
        return False
    if _NAME_AFTER.match(text, end) and (
        not _OPENS_SENTENCE.search(before) or _NAMED_AFTER_DAY.match(text, end)
    ):
        return True
    single = _NO_SINGLE_DAY.search(before)
    if single is None or _IN_MONTH.match(text, end):
        return False
    return single.group()[:4].lower() != "last" or _NTH_OF.match(text, end) is not None


def _span(pattern: re.Pattern[str], text: str, start: int) -> Find | None:
    """Days from one to another: "March 4-15, 2022", "from 4 to 15 March".

    "And" spans days behind "between" alone; "to" behind "from", or where a month or year follows
    that no number of other things can have: "on March 4 to 15 people" is one day.
    """
    found = pattern.match(text, start)
    if not found or int(found["day"]) >= int(found["last"]):
        return None
    word = found["to"].strip()
    before = _SPAN_BEFORE.search(text[max(0, start - LOOK_BACK) : start])
    opened = before[1].lower() if before else ""
    is_dated = pattern is _SPAN_DAY_FIRST or found["year"]
    is_next = int(found["last"]) == int(found["day"]) + 1  # "on 7 and 8 November" are both
    if (word == "and" and opened != "between" and not (is_next and is_dated)) or (
        word == "to" and opened != "from" and not is_dated
    ):
        return None
    parts = replace(read_parts(found.groupdict()), last_day=int(found["last"]))
    if make(parts.year or 2000, parts.month or 0, parts.last_day or 0) is None:
        return None
    return start, found.end(), "day_span", parts


def _month(text: str, start: int) -> Find | None:
    span = _span(_SPAN_MONTH_FIRST, text, start) or _months_of_year(text, start)
    if span:
        return span
    for pattern in _MONTH_FORMS:
        found = pattern.match(text, start)
        if found:
            parts = read_parts(found.groupdict())
            return _with_tense(text, start, found.end(), parts)
    found = _MONTH_DAY_WORD.match(text, start)
    if found:
        parts = replace(read_parts(found.groupdict()), day=1 + _DAY_WORDS.index(found["word"]))
        return _with_tense(text, start, found.end(), parts)
    found = _MONTH_ALONE.match(text, start)
    return _month_alone(text, found) if found else None


def _with_tense(text: str, start: int, end: int, parts: Parts) -> Find:
    """A find of a month; of a day without its year the verb says whether it is to come."""
    form = _month_form(parts)
    step = _OF_YEAR.match(text, end) if form == "month_day" else None
    if step:
        named = (f"{step['step'].lower()} year",)
        return start, step.end(), form, replace(parts, words=named)
    if form == "month_day":
        words = ("attacks",) if _is_of_attacks(text, start, end, parts) else ()
        told = tense(text, start, end)
        opens = _OPENS_SENTENCE.search(text[max(0, start - LOOK_BACK) : start])
        # A verb of the past further before says little: "got it ready for when it opens Oct. 1".
        parts = replace(parts, tense=told if told == JUST_PAST or opens else "", words=words)
    return start, end, form, parts


def _is_of_attacks(text: str, start: int, end: int, parts: Parts) -> bool:
    """Whether the 11th of September is named as the day of the attacks of 2001."""
    if (parts.month, parts.day) != (9, 11):
        return False
    before = text[max(0, start - LOOK_BACK) : start]
    return bool(_ATTACKS.match(text, end) or _SINCE_ATTACKS.search(before))


def _month_alone(text: str, found: re.Match[str]) -> Find | None:
    """A month that its context makes one: "in November", "the November ballot"."""
    start, end = found.span()
    before = text[max(0, start - LOOK_BACK) : start]
    context = _MONTH_LISTED.search(before) or _MONTH_CONTEXT.search(before)
    dated = _dated_month(text, found)
    if dated:
        return dated
    if context is None:
        return _month_of_a_thing(text, found, before)
    word = next(name for name in context.groups() if name).lower()
    is_name = word in _NAMES_TOO.get(found["month"].lower(), ())
    if is_name:
        return _month_of_a_thing(text, found, before)
    if word not in ("early", "mid", "late") and _NAME_AFTER.match(text, end):
        return None
    if _NTH_WEEKDAY.search(before):
        return None
    low = context.start() + max(0, start - LOOK_BACK) if word in ("last", "this", "next") else start
    told = PAST if _AS_OF.search(before) else tense(text, low, end)
    parts = replace(read_parts(found.groupdict(), (word,)), tense=told)
    if word in MONTHS and _LISTED_TO.search(before):
        parts = replace(parts, words=(f"after {word}",))
    return low, end, "month", _of_election(text, end, parts)


def _dated_month(text: str, found: re.Match[str]) -> Find | None:
    """A month whose year stands further on: "November last year", "July and December 2022"."""
    start, end = found.span()
    of_year = _MONTH_OF_YEAR.match(text, end)
    if of_year and of_year["step"] == "that":
        line = text.rfind("\n", 0, start) + 1
        years = _YEAR_BEFORE.findall(text[max(line, start - FAR_YEAR) : start])
        parts = read_parts(found.groupdict())
        if years:
            return start, of_year.end(), "month_year", replace(parts, year=int(years[-1]))
        return start, of_year.end(), "month", replace(parts, words=("that year",))
    if of_year:
        words = (f"{of_year['step'].lower()} year",)
        return start, of_year.end(), "month", read_parts(found.groupdict(), words)
    listed = _MONTH_THEN_YEAR.match(text, end)
    if listed:
        parts = replace(read_parts(found.groupdict()), year=int(listed["year"]))
        return start, end, "month_year", parts
    return None


def _month_of_a_thing(text: str, found: re.Match[str], before: str) -> Find | None:
    """A month that says which of several is meant, or is one of two: "the November ballot"."""
    start, end = found.span()
    # "March" and "May" may be other words; all others need no determiner: "January sales rose".
    is_sure = found["month"].lower() not in (*_NAMES_TOO, "march")
    if _NO_SINGLE_DAY.search(before):  # "a December week" is any one
        is_part = bool(_ARTICLE.search(before) and _ONE_OF_A_MONTH.match(text, end))
    else:
        is_part = bool((is_sure or _DETERMINER.search(before)) and _MONTHLY.match(text, end))
    is_listed = bool(_MONTH_THEN.match(text, end))
    is_owner = found["month"] != "May" and _MONTH_POSSESSED.match(text, end)
    if not (is_part or is_listed or is_owner) or _NTH_WEEKDAY.search(before):
        return None
    parts = replace(read_parts(found.groupdict(), ("thing",)), tense=tense(text, start, end))
    return start, end, "month", _of_election(text, end, parts)


_MONTHS_OF_YEAR: Final = re.compile(rf"{_MONTH}[-–](?P<until>{_MONTHS}),?{_SP}{_YEAR}")


def _months_of_year(text: str, start: int) -> Find | None:
    """Months of one year, from one to another: "July-December 1986"."""
    found = _MONTHS_OF_YEAR.match(text, start)
    if not found or not found["year"]:
        return None
    parts = read_parts(found.groupdict())
    words = (f"until {found['until'].lower()}",)
    return start, found.end(), "month_year", replace(parts, words=words)


def _of_election(text: str, end: int, parts: Parts) -> Parts:
    """With the word by which an election's year is known: "the November presidential vote"."""
    found = _ELECTION.match(text, end) if parts.month == NOVEMBER else None
    return replace(parts, words=((found[1] or "general").lower(),)) if found else parts


def _month_form(parts: Parts) -> str:
    if parts.day is None:
        return "month_year"
    return "month_day" if parts.year is None else "full_date"


def _digits(text: str, start: int, trigger: str) -> Find | None:
    if len(trigger) > 4:
        return None
    span = _span(_SPAN_DAY_FIRST, text, start) if len(trigger) <= 2 else None
    if span:
        return span
    for pattern in _DIGIT_FORMS:
        found = pattern.match(text, start)
        if found:
            return start, found.end(), *_digit_parts(found.groupdict())
    numeric = _NUMERIC.match(text, start) if len(trigger) <= 2 else None
    if numeric:
        return start, numeric.end(), *_numeric_parts(numeric)
    short = _SHORT_YEAR.match(text, start) if len(trigger) <= 2 else None
    if short:
        return _of_short_year(start, short)
    return year_at(text, start) if len(trigger) == 4 else None


def _digit_parts(groups: dict[str, str | None]) -> tuple[str, Parts]:
    if groups.get("m"):
        return "full_date", Parts(
            int(groups["year"] or 0), int(groups["m"] or 0), int(groups["day"] or 0)
        )
    parts = read_parts(groups)
    return _month_form(parts), parts


def _of_short_year(start: int, found: re.Match[str]) -> Find | None:
    """A day whose year has two figures, where only one order fits: "11/26/19"."""
    a, b, short = int(found[1]), int(found[2]), int(found[3])
    if (a > 12) == (b > 12) and a != b:
        return None
    month, day = (b, a) if a > 12 else (a, b)
    year = short + (1900 if short >= FIRST_SHORT_YEAR else 2000)
    return start, found.end(), "full_date", Parts(year, month, day)


def _numeric_parts(found: re.Match[str]) -> tuple[str, Parts]:
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if found["sep"] == "." or a > 12 or a == b:
        return "full_date", Parts(year, b, a)
    return ("full_date", Parts(year, a, b)) if b > 12 else ("ambiguous", Parts(year))
