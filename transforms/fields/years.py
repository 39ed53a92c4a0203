"""Where does the text name a year, a range of years or a decade?"""

from __future__ import annotations

import re

from transforms.clean.pattern import any_of
from transforms.fields.readings import Parts

LOOK_BACK = 24
"""Characters before an expression that a context is looked for in."""

FIRST_YEAR, LAST_YEAR = 1800, 2099
"""Where a context is weak, only figures from here to there are a year."""

LONGEST_SPAN = 150
"""Years between the two of a range, at most: a life or a reign."""

Find = tuple[int, int, str, Parts]
"""Start and end in code points, half-open; name of the reading; parts."""

_SP = "[ \u00a0]"
_ALONE = any_of(
    r"(?P<year>1[6-9]\d\d|20\d\d)(?![\w%’'/–-]|[.,]\d)",
)
_SPAN = any_of(
    r"(?P<year>1[6-9]\d\d|20\d\d)[–-](?:(?P<full>1[6-9]\d\d|20\d\d)|(?P<short>\d\d))(?![\w%/–-]|"
    r"[.,:]\d)",
)
_DECADE = any_of(
    r"(?P<year>1[6-9]\d0|20\d0)s(?![\w-])",
)
_PART_OF_DECADE = any_of(
    rf"\b(early|mid|late)(?:{_SP}|-)$",
    flags=re.IGNORECASE,
)
_CONTEXT = any_of(
    rf"\b(in|since|until|till|during|early|late|mid|around|end of|start of|beginning of|"
    rf"summer of|spring of|winter of|autumn of|fall of|year|years|from|before|after|by|for|"
    rf"over|between){_SP}$",
    rf"\b(between){_SP}\d{{4}}{_SP}and{_SP}$",
    flags=re.IGNORECASE,
)
_SOFT = frozenset(("from", "before", "after", "by", "around", "for", "over", "between"))
_OF_WHAT = any_of(
    rf"\bthe{_SP}(?:[\w’'-]+{_SP}){{0,3}}(?!(?:total|number|maximum|minimum|record|rest|cost|"
    rf"average|price|sum|figure|population|capacity|limit|power|speed|weight|height)\b)"
    rf"[a-z’'-]{{3,}}{_SP}of{_SP}$",
)
_COUNTED_NOUN = any_of(
    rf"{_SP}(?!(?:was|has|is|as|this|his|its|us|across|versus|previous|plus|unless|perhaps|"
    rf"always|series|and|but|or|who|which|when|where|while|because|to|the)\b)"
    rf"(?:[a-z]+{_SP})?[a-z]+(?:s|people|men|women|children|percent|per cent)\b",
)


def year_at(text: str, start: int) -> Find | None:
    """The year, the range of years or the decade whose four figures start at `start`."""
    after = text[start + 4 : start + 5]
    if after == "s":
        return _decade(text, start)
    if after and after in "-–":
        return _span(text, start)
    found = _ALONE.match(text, start)
    if not found or not _is_year(text, start, found):
        return None
    return start, found.end(), "year", Parts(year=int(found["year"]))


def _is_year(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether what stands around four figures makes them a year."""
    if text[start - 1 : start] == "(" and text[found.end() : found.end() + 1] in (")", ":"):
        return FIRST_YEAR <= int(found["year"]) <= LAST_YEAR
    before = text[max(0, start - LOOK_BACK) : start]
    context = _CONTEXT.search(before)
    if context is None:
        is_year = before.endswith(" of ") and _OF_WHAT.search(text[max(0, start - 60) : start])
        word = "of" if is_year else ""
    else:
        word = (context[1] or context[2]).lower()
    if not word or _COUNTED_NOUN.match(text, found.end()):
        return False
    is_weak = word == "of" or word in _SOFT
    return not is_weak or FIRST_YEAR <= int(found["year"]) <= LAST_YEAR


def _span(text: str, start: int) -> Find | None:
    """A range: in brackets, after a preposition, or from a year to the next ("2012-13")."""
    found = _SPAN.match(text, start)
    if not found:
        return None
    year = int(found["year"])
    last = int(found["full"] or found["year"][:2] + found["short"])
    if not year < last <= year + LONGEST_SPAN:
        return None
    # "2010-11" alone can also be a month, as in ISO 8601; a season of two years can not.
    is_season = last == year + 1 and (found["full"] is not None or last % 100 > 12)
    before = text[max(0, start - LOOK_BACK) : start]
    if not is_season and before[-1:] != "(" and not _CONTEXT.search(before):
        return None
    return start, found.end(), "year_span", Parts(year=year, last_year=last)


def _decade(text: str, start: int) -> Find | None:
    """A decade: "the 1990s", "late 1990s"."""
    found = _DECADE.match(text, start)
    if not found:
        return None
    low = max(0, start - LOOK_BACK)
    part = _PART_OF_DECADE.search(text[low:start])
    year = int(found["year"])
    years = 99 if year % 100 == 0 and year < 2000 else 9
    words = (part[1].lower() if part else "whole",)
    parts = Parts(year=year, last_year=year + years, words=words)
    return (low + part.start() if part else start), found.end(), "year_span", parts
