"""Where does the text name a time by words alone: yesterday, last week, two years ago, autumn?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from transforms.clean.pattern import any_of
from transforms.fields.readings import Parts
from transforms.fields.tense import tense
from transforms.fields.years import LOOK_BACK, Find

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
_UNITS = (
    " day",
    " week",
    " month",
    " year",
    " night",
    " decade",
    " morning",
    " afternoon",
    " evening",
)
_SEASONS = ("spring", "summer", "autumn", "winter", " fall")
_SP = "[ \u00a0]"
_RELATIVE = any_of(
    rf"\b(?P<step>last|this|next|past|coming){_SP}(?P<unit>week|weekend|month|year|night)(?![\w-])"
    rf"(?!{_SP}(?:and{_SP}a{_SP}half|or{_SP}two)\b)(?<!\bthis night)",
    rf"\b(?:over|during){_SP}the{_SP}(?P<weekend>weekend)(?![\w-])",
    rf"\bthis{_SP}(?P<part>morning|afternoon|evening)(?![\w-])",
    flags=re.IGNORECASE,
)
_END_OF = re.compile(
    rf"\b(?:(?:end|beginning|start|middle|rest|remainder|close|course|turn){_SP}of|"
    rf"(?:earlier|later){_SP}in){_SP}the{_SP}"
    rf"(?P<unit>week|month|year)(?![\w-]|{_SP}(?:before|after|in{_SP}which|when|to)\b)"
)
_PART_OF_YEAR = re.compile(
    rf"\b(?P<which>first|second|third|fourth|last|final)(?:{_SP}|-)"
    rf"(?P<unit>half|quarter|(?:two|three|four|five|six|seven|eight|nine|ten|eleven){_SP}months)"
    rf"{_SP}of{_SP}(?P<step>the|this|last|next){_SP}year(?![\w-]|{_SP}(?:to|end|before|earlier))",
    flags=re.IGNORECASE,
)
FAR_BACK = 40
"""Characters from the start of "first eleven months of the" to the year."""
_NTH_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second"
)
_NTH = MappingProxyType({word: number for number, word in enumerate(_NTH_WORDS.split(), 1)})
_CENTURY = re.compile(
    rf"\b(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<word>[a-z]+(?:-[a-z]+)?))(?:{_SP}|-)$"
)
LAST_CENTURY = 22
_QUOTED_WHOLE = re.compile(r"(?:'\w+,?'(?!s\b)|‘\w+,?’(?!s\b)|“\w+”|\"\w+\")")
_TWICE = re.compile(rf"\b(?:the{_SP})?day{_SP}(after|before){_SP}$")
_DEFINITE = re.compile(rf"\bthe{_SP}$", re.IGNORECASE)
_COUNT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|\d{1,3}"
)
_AGO = any_of(
    rf"\b(?P<count>an?(?!{_SP}(?:couple|few))|{_COUNT}|(?:a{_SP})?couple(?:{_SP}of)?|a{_SP}few|several"
    rf"|many|some){_SP}(?P<unit>day|week|month|year|decade)s?{_SP}ago\b",
    flags=re.IGNORECASE,
)
_SEASON_YEAR = any_of(
    rf"(?P<season>spring|summer|autumn|winter|fall){_SP}(?:of{_SP})?"
    r"(?:1[6-9]|20)\d\d(?:[–-]\d\d(?:\d\d)?)?(?![\w%/–-]|[.,]\d)",
)
_NO_NOUN = (
    rf"(?![\w’'-])(?!{_SP}(?!(?:a|after|and|are|as|at|because|before|but|by|comes?|could|for|from|"
    rf"had|has|have|he|if|in|is|it|of|on|or|she|sets|since|so|than|that|the|then|they|to|until|"
    rf"was|we|were|when|which|while|who|will|with|would)\b)[a-z])"
)
_SEASON = any_of(
    rf"\b(?P<step>last|this|next|past){_SP}(?P<season>spring|summer|autumn|winter)(?![\w-])",
    rf"\b(?:(?:before|by|until|till|in|since){_SP}(?:the{_SP})?|"
    rf"(?:early|mid|late|end{_SP}of|middle{_SP}of)(?:{_SP}|-)(?:the{_SP})?)"
    rf"(?P<bare>spring|summer|autumn|winter){_NO_NOUN}",
    flags=re.IGNORECASE,
)
_FALL = any_of(
    rf"\b(?P<step>last|next|this){_SP}(?P<season>fall)(?P<bare>)(?![\w-]|{_SP}(?:in|of|from|to|by)\b)",
    flags=re.IGNORECASE,
)
_NAME_AFTER = re.compile(r"[ \u00a0][A-Z][a-z]+")
_LETTER_BEFORE = re.compile(r"[^\W_][,’']?[ \u00a0]$")


def period_finds(text: str) -> Iterator[Find]:
    """The expressions, in the order of the words that they are found by."""
    for word in _DAY_WORDS:
        for start in places(text, word):
            yield from _some(_day_word(text, start, word))
    for unit in _UNITS:
        for start in places(text, unit):
            yield from _some(_period(text, start))
    for start in places(text, "century"):
        yield from _some(_century(text, start))
    for name in _SEASONS:
        for start in places(text, name):
            yield from _some(_season(text, start + (name[0] == " ")))


def _some(find: Find | None) -> Iterator[Find]:
    if find is not None:
        yield find


def places(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def is_inside(before: str) -> bool:
    """Whether what starts after this character is a part of a word, a sum or a code."""
    return before.isalnum() or before in "_-$€£#."


def _day_word(text: str, start: int, word: str) -> Find | None:
    end = start + len(word)
    after = text[end : end + 1]
    if (start and is_inside(text[start - 1])) or after.isalnum() or after == "-":
        return None
    if start and _QUOTED_WHOLE.match(text, start - 1):
        return None  # the word itself is spoken of: "the 'tomorrow' in the message"
    if _NAME_AFTER.match(text, end) or text[max(0, start - 4) : start].endswith(" of "):
        return None
    # With a capital in the middle of a sentence it is a part of a name: "Orvane Tonight".
    if word[0].isupper() and _LETTER_BEFORE.search(text[max(0, start - 3) : start]):
        return None
    twice = _TWICE.search(text[max(0, start - 16) : start])
    if twice and word.lower() in ("tomorrow", "yesterday"):
        low = max(0, start - 16) + twice.start()
        return low, end, "relative_day", Parts(words=(f"day {twice[1]} {word.lower()}",))
    return start, end, "relative_day", Parts(words=(word.lower(),))


def _period(text: str, unit: int) -> Find | None:
    """The expression whose unit starts, with the blank before it, at `unit`."""
    if text.startswith(("year", "month", "week"), unit + 1):
        of_period = _part_of_year(text, unit) or _end_of(text, unit)
        if of_period:
            return of_period
    low = _low(text, unit)
    part = text[low : unit + LOOK_BACK]
    relative = _RELATIVE.finditer(part)
    found = next((find for find in relative if find.end() > unit - low), None)
    if found and found.start(found.lastgroup or 0) <= unit + 1 - low:
        return _relative(text, low, found)
    ago = _AGO.search(part)
    if ago and ago.start("unit") == unit + 1 - low:
        words = (ago["count"].lower(), ago["unit"].lower())
        return low + ago.start(), low + ago.end(), "ago", Parts(words=words)
    return None


def _relative(text: str, low: int, found: re.Match[str]) -> Find | None:
    """A week, month or year by its step, the weekend that was or comes, or this morning."""
    start, end = low + found.start(), low + found.end()
    if found["part"]:
        return start, end, "relative_day", Parts(words=("today",))
    if found["weekend"]:
        start = low + found.start("weekend") - len("the ")
        told = tense(text, start, end)
        return start, end, "relative_period", Parts(words=("the", "weekend"), tense=told)
    # "The last week before the holidays" counts from the holidays.
    if found["step"].lower() not in ("past", "coming") and _DEFINITE.search(text[low:start]):
        return None
    words = (found["step"].lower(), found["unit"].lower())
    told = tense(text, start, end) if words == ("this", "week") else ""
    return start, end, "relative_period", Parts(words=words, tense=told)


def _part_of_year(text: str, unit: int) -> Find | None:
    """A part of a year that is counted from the publication: "the first half of last year"."""
    for found in _PART_OF_YEAR.finditer(text, max(0, unit - FAR_BACK), unit + LOOK_BACK):
        if found.start() < unit < found.end():
            words = (found["which"].lower(), found["unit"].lower(), found["step"].lower())
            parts = Parts(words=words, tense=tense(text, *found.span()))
            return *found.span(), "part_of_this_year", parts
    return None


def _end_of(text: str, unit: int) -> Find | None:
    """The week, month or year of which an end or another part is named: "the end of the year"."""
    for found in _END_OF.finditer(text, max(0, unit - LOOK_BACK), unit + LOOK_BACK):
        if found.start("unit") == unit + 1:
            return *found.span(), "relative_period", Parts(words=("this", found["unit"]))
    return None


def _century(text: str, start: int) -> Find | None:
    """A century by its number: "the 18th century", "nineteenth-century"."""
    end = start + len("century")
    low = max(0, start - LOOK_BACK)
    found = _CENTURY.search(text[low:start])
    if found is None or text[end : end + 1].isalnum():
        return None
    number = int(found["n"]) if found["n"] else _NTH.get(found["word"], 0)
    if not 0 < number <= LAST_CENTURY:
        return None
    return low + found.start(), end, "century", Parts(year=number)


def _low(text: str, start: int) -> int:
    """Where a context before `start` is looked for from: on the same line."""
    low = max(0, start - LOOK_BACK)
    return max(low, text.rfind("\n", low, start) + 1)


def _season(text: str, start: int) -> Find | None:
    """A season with a year, or after a word that says which: "last winter", "by the summer"."""
    if start and is_inside(text[start - 1]):
        return None
    dated = _SEASON_YEAR.match(text, start)
    if dated:
        return start, dated.end(), "season", Parts(words=(dated["season"],))
    low = _low(text, start)
    pattern = _FALL if text.startswith("fall", start) else _SEASON
    for found in pattern.finditer(text[low : start + LOOK_BACK]):
        name = "season" if found["step"] else "bare"
        if low + found.start(name) == start:
            first = low + found.start("step") if found["step"] else start
            return first, low + found.end(), "season", Parts(words=(found[name].lower(),))
    return None
