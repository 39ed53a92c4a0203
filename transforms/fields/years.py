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

OURS = (1900, 2060)
"""The first and the last of the years that news names without a preposition."""

OURS_NAMED = (1960, 2040)
"""The same for those that stand before a name: "2016 Games"."""

FIRST_NAMED = 1500
"""The first year that a name may be of: "the Constitution of 1780"."""

ROUND = 50
"""Multiples of this may as well be numbers of things."""

Find = tuple[int, int, str, Parts]
"""Start and end in code points, half-open; name of the reading; parts."""

_SP = "[ \u00a0]"
_ALONE = any_of(
    r"(?P<year>1[6-9]\d\d|20\d\d)(?![\w%’'/–-]|[.,]\d)",
)
_OPENS = re.compile(rf"(?:^|\n|[.!?:][”’\"']?{_SP}|[“‘\"])$")
_ALONE_BEHIND = re.compile(
    rf"[.](?:{_SP}|\n|$)|,{_SP}when\b|{_SP}(?:was|is|will|has|had|may|might|could|would|saw|marks|marked|brought|began"
    rf"|ended|turned|became|looks|promises)\b"
)
_WHEN = re.compile(rf",{_SP}when\b")
_ANOTHER = re.compile(rf"\b[Aa]nother{_SP}$")
_NAMED_OF = re.compile(
    rf"(?:^|[^.!?\s]{_SP})(?!(?:Total|Number|Maximum|Minimum|Some|Most|Many|Part|Half|Population)\b)"
    rf"[A-Z][\w’'-]{{3,}}{_SP}of{_SP}$"
)
_FISCAL = any_of(
    rf"\b(?:fiscal|financial)(?:{_SP}year)?{_SP}$",
    rf"\b(?:FY){_SP}?$",
    flags=re.IGNORECASE,
)
_QUARTER = re.compile(rf"\bQ(?P<n>[1-4]){_SP}(?:of{_SP})?$")
_PART_OF_YEAR = any_of(
    rf"\b(?P<which>first|second|third|fourth|last|final|opening|1st|2nd|3rd|4th)(?:{_SP}|-)"
    rf"(?P<unit>half|quarter|(?:two|three|four|five|six|seven|eight|nine|ten|eleven){_SP}months)"
    rf"{_SP}(?:of{_SP}|in{_SP})?$",
    flags=re.IGNORECASE,
)
_SPAN = any_of(
    r"(?P<year>1[6-9]\d\d|20\d\d)[–/-](?:(?P<full>1[6-9]\d\d|20\d\d)|(?P<short>\d\d))(?![\w%/–-]|"
    r"[.,:]\d)",
)
_DECADE = any_of(
    r"(?P<year>1[6-9]\d0|20\d0) ?s(?!\w|-(?!era\b|style\b))",
)
_PART_OF_DECADE = any_of(
    rf"\b(early|mid|late)(?:{_SP}|-)$",
    flags=re.IGNORECASE,
)
_CONTEXT = any_of(
    rf"\b(in|since|until|till|during|early|late|mid|around|end of|start of|beginning of|"
    rf"summer of|spring of|winter of|autumn of|fall of|year|years|from|before|after|by|for|"
    rf"over|between)(?:{_SP}at{_SP}least|{_SP}both)?{_SP}$",
    rf"\b(both){_SP}\d{{4}}{_SP}and{_SP}$",
    rf"\b(back(?:{_SP}at{_SP}least)?{_SP}to|at{_SP}least{_SP}to|as{_SP}(?:early|late|recently){_SP}as){_SP}$",
    r"\b(early|mid|late)-$",
    rf"\b(all{_SP}of){_SP}$",
    rf"\d(s{_SP}(?:to|through|until)){_SP}$",
    rf"\b(between){_SP}\d{{4}}{_SP}and{_SP}$",
    rf"\b(compared{_SP}(?:to|with)|relative{_SP}to|versus){_SP}$",
    rf"\b(from|in|since){_SP}\d{{4}}(?:,?{_SP}(?:and|or|to|through|until)){_SP}$",
    flags=re.IGNORECASE,
)
_SOFT = frozenset(("from", "before", "after", "by", "around", "for", "over", "between"))
_OF_WHAT = any_of(
    rf"\b(?:the|one|an?|his|her|its|our|their){_SP}(?:[\w’'-]+{_SP}){{0,3}}(?!(?:total|number|sum|crowd|group|"
    rf"team|distance|height|depth|altitude|elevation|force|fleet|attendance|turnout|profit|loss|"
    rf"fine|score|rating|membership|maximum|minimum|record|rest|cost|"
    rf"average|price|sum|figure|population|capacity|limit|power|speed|weight|height)\b)"
    rf"[A-Za-z’'-]{{3,}}{_SP}of{_SP}$",
)
_DETERMINER = any_of(
    rf"(?:^|\n|[.!?:“”\"‘(]{_SP}?|\b(?:the|an?|his|her|its|their|our|my|your|this|that|any|each"
    rf"|every|another|and|or|for|of|to|in|on|at|with|from|by|since|until|after|before|during"
    rf"|early|late|mid|first|second|final|last|entire|[A-Z][\w.]*)|[’']s?){_SP}$|(?:^|\n)$",
)
_OWNER = any_of(
    rf"(?:\b(?:his|her|its|their|our|my|your)|[’']s){_SP}$",
    flags=re.IGNORECASE,
)
_THING = re.compile(
    rf"{_SP}(?!(?:people|men|women|children|soldiers|workers|employees|members|students|others|were"
    rf"|who|that|is|was|are|and|or|of|in|to)\b)(?!\w+{_SP}(?:people|men|women|children)\b)[A-Za-z]{{3,}}"
)
_THE = re.compile(rf"\b[Tt]he{_SP}$")
_SINGULAR = re.compile(
    rf"{_SP}(?!(?:people|men|women|children|who|that|were|was|are|and|or|of|in|to|or)\b)"
    rf"(?:[a-z-]*[a-rt-z]{_SP})?[a-z-]*[a-rt-z](?![\w’'-]|{_SP}(?:people|men|women|children|\w+s)\b)"
)
_NAMED = re.compile(
    rf"{_SP}(?=[A-Z][\w&.’'-]+)(?!(?:\w+{_SP}){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive"
    rf"|Boulevard|Blvd|Way|Place|Square|Highway)\b)(?!(?:January|February|March|April|May|June|July"
    rf"|August|September|October|November|December|AD|BC|BCE|CE|He|She|It|The|In|On|But|And|We|They|I|Euros?|Dollars?|Pounds?|EUR|USD|GBP)\b)"
)
_NEXT_WORD = re.compile(rf"{_SP}[A-Za-z]{{3,}}")
_WORD_BEFORE = re.compile(rf"[a-z]{_SP}$")
_ARTICLE = any_of(
    rf"\b(?:an?|this|that|each|every|another){_SP}$",
    flags=re.IGNORECASE,
)
_DATED = any_of(
    rf"{_SP}(?:(?:and|or){_SP}\d{{4}}{_SP})?(?:(?:[A-Z][\w.’'-]*|[a-z-]*(?:[a-rt-z]|ss|gas)){_SP}){{0,3}}"
    rf"(?:accords?|address|agreements?|albums?|amendments?|analysis|applications?|articles?|attacks?|awards?"
    rf"|ballot|bill|bombings?|book|budgets?|campaigns?|candidates?|case|census|championships?"
    rf"|bids?|conferences?|constitution|contenders?|contests?|cycles?|conventions?|coup|crash|crisis|data|deals?"
    rf"|debates?|decision|documentary|draft|earthquakes?|edition|elections?|essay|events?"
    rf"|expo|festival|figures|films?|finals?|floods?|forum|games|goals?|front-?runners?|harvest|hopefuls?|hurricane"
    rf"|incident|interviews?|investigation|invasion|kidnapping|laws?|lawsuit|letter|levels?"
    rf"|massacre|meeting|memoir|midterms?|model|movie|murders?|nomination|nominee|novel|olympics"
    rf"|pact|paper|parade|plan|polls?|presidential|primaries|primary|programme|program|protests?"
    rf"|publication|races?|raid|rivals?|run|rally|recession|referendum|regulations?|reports?|results|earnings|sales|exports|imports|output|production|crops?|revolution|riots?"
    rf"|ruling|runoff|scandal|seasons?|shootings?|show|song|speech|standoff|strategy|strike|study"
    rf"|summit|surveys?|takeover|statements|income|profits?|revenues?|loss|losses|guidance|forecasts?|outlook|dividends?|growth|spending|deficit|surplus|inflation|turnover|shipments?|deliveries|volumes?|accounts|returns|taxes|targets?|tournament|tour|treaty|trial|tsunami|uprising|versions?"
    rf"|victory|visit|vintage|votes?|war|winners?|world|delegate|Olympics|Games|World|Cup|Census"
    rf"|Act|Law|Convention|Agreement|Accords?|Election|Elections|Report|Budget|Conference|Summit"
    rf"|Festival|Awards?|Championships?|Tournament|Open|Grand|Tour|Season|Republican|Democratic"
    rf"|FOIA|Constitution|Treaty|Plan|signing|attempt|killing|death|arrest|conviction|merger"
    rf"|nationals?|start|end|total|average|high|low|peak|rate|price|prices|tally|dollars|year)"
    rf"\b",
)
"""Things that a year may stand before."""
_COUNTED_NOUN = any_of(
    rf"{_SP}(?!(?:was|has|is|as|this|his|its|us|across|versus|previous|plus|unless|perhaps|"
    rf"always|series|and|but|or|who|which|when|where|while|because|to|the)\b)"
    rf"(?:[a-z]+{_SP})?[a-z]+(?:s|people|men|women|children|percent|per cent)\b",
)


def year_at(text: str, start: int) -> Find | None:
    """The year, the range of years or the decade whose four figures start at `start`."""
    after = text[start + 4 : start + 5]
    if after == "s" or text[start + 4 : start + 6] == " s":  # "1990 s", as some texts are set
        decade = _decade(text, start)
        if decade or after == "s":
            return decade
    if after and after in "-–/":
        return _span(text, start)
    found = _ALONE.match(text, start)
    if not found:
        return None
    part = _part_of_year(text, start, found)
    if part:
        return part
    if not _is_year(text, start, found):
        return None
    return start, found.end(), "year", Parts(year=int(found["year"]))


def _part_of_year(text: str, start: int, found: re.Match[str]) -> Find | None:
    """A year that something stands before which says what of it: "Q1 2016", "fiscal 2015"."""
    low = max(0, start - LOOK_BACK - 8)
    year = int(found["year"])
    if _FISCAL.search(text[low:start]):
        return start, found.end(), "fiscal", Parts(year=year)
    quarter = _QUARTER.search(text[low:start])
    if quarter:
        nth = ("first", "second", "third", "fourth")[int(quarter["n"]) - 1]
        words = (nth, "quarter")
        return low + quarter.start(), found.end(), "part_of_year", Parts(year=year, words=words)
    part = _PART_OF_YEAR.search(text[low:start])
    if part:
        words = (part["which"].lower(), part["unit"].lower())
        return low + part.start(), found.end(), "part_of_year", Parts(year=year, words=words)
    return None


def _is_year(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether what stands around four figures makes them a year."""
    if text[start - 1 : start] == "(" and text[found.end() : found.end() + 1] in (")", ":"):
        return FIRST_YEAR <= int(found["year"]) <= LAST_YEAR
    before = text[max(0, start - LOOK_BACK) : start]
    if _is_part(text, before, found) or _is_subject(text, before, found):
        return True
    context = _CONTEXT.search(before)
    if context is None:
        is_year = before.endswith(" of ") and _OF_WHAT.search(text[max(0, start - 60) : start])
        word = "of" if is_year else ""
    else:
        word = next(name for name in context.groups() if name).lower()
    is_round = int(found["year"]) % ROUND == 0
    is_counted = is_round or word in _SOFT or word == "of"
    if not word or (is_counted and _COUNTED_NOUN.match(text, found.end())):
        return False
    is_weak = word == "of" or word in _SOFT
    return not is_weak or FIRST_YEAR <= int(found["year"]) <= LAST_YEAR


def _is_subject(text: str, before: str, found: re.Match[str]) -> bool:
    """Whether a year of our times stands for itself: "2017 may be another 1968", "Act of 1965"."""
    year = int(found["year"])
    if not OURS[0] <= year <= OURS[1] or year % ROUND == 0:
        return FIRST_NAMED <= year < OURS[0] and _NAMED_OF.search(before) is not None
    if _OPENS.search(before) and _ALONE_BEHIND.match(text, found.end()):
        return True
    if _WHEN.match(text, found.end()):
        return True
    behind = text[found.end() : found.end() + 1]
    if _ANOTHER.search(before):
        return not behind or behind in ".,;:!?)”’\"'"
    return _NAMED_OF.search(before) is not None and not _COUNTED_NOUN.match(text, found.end())


def _is_part(text: str, before: str, found: re.Match[str]) -> bool:
    """Whether a year says which one of several is meant: "the 2016 earthquake", "a 2007 address".

    Behind "a" and "this" figures count nothing. Elsewhere they must be those of a year of our
    times, no round number, and stand before something that has a year.
    """
    year = int(found["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    if _ARTICLE.search(before) and _NEXT_WORD.match(text, found.end()):
        return True
    is_round = year % ROUND == 0 and year != 2000
    is_ours = OURS[0] <= year <= OURS[1] and not is_round
    is_named = OURS_NAMED[0] <= year <= OURS_NAMED[1] and not is_round
    if is_named and _NAMED.match(text, found.end()):
        return True
    return is_ours and _says_which(text, before, found.end())


def _says_which(text: str, before: str, end: int) -> bool:
    """Whether what stands around a year of our times says which thing is meant."""
    if _OWNER.search(before) and _THING.match(text, end):
        return True
    if _THE.search(before) and _SINGULAR.match(text, end):
        return True
    thing = _DATED.match(text, end)
    if thing is None:
        return False
    is_one = not thing.group().endswith("s") or thing.group().endswith(("sis", "sus", "ess"))
    return bool(_DETERMINER.search(before) or (is_one and _WORD_BEFORE.search(before)))


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
    is_season |= found["full"] is not None and OURS[0] <= year < last <= OURS[1]
    if text[start + 4] == "/" and last != year + 1:
        return None
    before = text[max(0, start - LOOK_BACK) : start]
    if _FISCAL.search(before):
        return start, found.end(), "fiscal", Parts(year=year, last_year=last)
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
