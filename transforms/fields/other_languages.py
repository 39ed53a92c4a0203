"""Which dates do German, French and Japanese texts name?

The language is the one that the input states, or the one whose small words the text is full of. A
day with a German or French month is evident in any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from transforms.clean.pattern import any_of
from transforms.fields.calendar_words import MONTHS, WEEKDAYS
from transforms.fields.readings import Parts
from transforms.fields.years import Find
from transforms.record import Article

LOOKED_AT = 4000
"""Characters of the text that its language is told from."""

_SMALL_WORDS = (("de", (" und ", " der ", " die ")), ("fr", (" et ", " les ", " de ", " la ")))
_KANA = re.compile("[\u3041-\u30ff]")
_SP = "[ \u00a0\u202f]"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d|\w)"

_DE_DAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
_DE_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
_GERMAN = any_of(
    rf"\b(?:(?P<weekday>{_DE_DAYS}),?{_SP}(?:(?:den|dem){_SP})?)?(?<![\d.,])(?P<day>[0-3]?\d)\."
    rf"{_SP}(?P<month>{_DE_MONTHS})\b(?:{_SP}{_YEAR})?",
    rf"\b(?P<month2>{_DE_MONTHS}){_SP}(?P<year2>1[5-9]\d\d|20\d\d)\b(?![.,]?\d)",
    rf"(?:\b(?:[Ii]m|[Ss]eit|[Bb]is|[Aa]b|Anfang|Mitte|Ende|[Vv]om|[Zz]um){_SP})"
    rf"(?P<month3>{_DE_MONTHS})\b(?!{_SP}\d{{4}})",
    rf"(?<![-\w])(?<!\bjede[nrm] )(?<!\bJede[nrm] )(?P<weekday2>{_DE_DAYS})(?![-\w])",
    r"(?P<step>\b(?:vergangene|vorige|letzte|nächste|kommende|diese)[nrms]?)[ ]"
    r"(?P<unit>Woche|Monat|Jahr|Wochenende)(?![-\w])",
    r"\b(?P<word>[Gg]estern|[Hh]eute)\b",
    r"(?<![\d.,–-])(?P<year3>19\d\d|20\d\d)(?=[ ](?:mit|in|im|an|am|auf|bei|von|vom|durch|für|"
    r"war|waren|wurde|wurden|hatte|hatten|hat|ist|sind|und|bis|nach|noch|erstmals)\b|[,;)]|\.(?!\d))",
)
_FR_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_FR_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FRENCH = any_of(
    rf"\b(?:(?P<weekday>{_FR_DAYS}){_SP})?(?<![\d.,])(?P<day>[0-3]?\d)(?:er)?{_SP}"
    rf"(?P<month>{_FR_MONTHS})\b(?:{_SP}{_YEAR})?",
    rf"\b(?P<month2>{_FR_MONTHS}){_SP}(?P<year2>1[5-9]\d\d|20\d\d)\b(?![.,]?\d)",
    rf"\b(?:en|mois{_SP}de|mois{_SP}d[’']|depuis|jusqu[’']en|début|mi-|fin|dès|avant|après){_SP}?"
    rf"(?P<month3>{_FR_MONTHS})\b(?!{_SP}\d{{4}})",
    rf"(?<!\bchaque )(?<!\ble )(?<!\bLe )(?<![-\w])(?P<weekday2>{_FR_DAYS})(?![-\w])",
    rf"\b(?P<unit>semaine|mois|année|an){_SP}(?P<step>derni(?:er|ère)|passée?|prochaine?)\b",
    r"\b(?P<word>[Hh]ier|[Aa]ujourd[’']hui)\b",
    rf"\b(?:en|depuis|jusqu[’']en|vers|avant|après|dès|début|fin){_SP}(?P<year3>1[6-9]\d\d|20\d\d)"
    r"(?![\w%]|[.,]\d)",
)
_DE_ALONE = "Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
_EVIDENT = any_of(
    rf"(?<![\d.,])[0-3]?\d(?:\.{_SP}(?:{_DE_ALONE})|(?:er)?{_SP}(?:{_FR_MONTHS}))\b",
)
"""A day with a month of a name that English does not have."""
_MAYBE_EVIDENT = any_of(rf"\d(?:\.{_SP}(?:{_DE_ALONE})|(?:er)?{_SP}(?:{_FR_MONTHS}))\b")
"""What each of these days holds; a pattern that begins with a digit is searched ten times faster
than one that begins with what stands before it."""

_JA = "[0-9０-９〇一二三四五六七八九十]"
_JAPANESE = any_of(
    rf"(?<!{_JA})(?:(?P<year>{_JA}{{4}})年)?(?P<month>{_JA}{{1,3}})月(?P<day>{_JA}{{1,3}})日(?!間)",
    rf"(?<!{_JA})(?P<year2>{_JA}{{4}})年(?:(?P<month2>{_JA}{{1,3}})月)?(?!間)",
    rf"(?<![{_JA[1:-1]}第])(?P<month3>{_JA}{{1,3}})月(?=[にかまのは末上中下、])(?!か月)",
    rf"(?<![{_JA[1:-1]}第])(?P<day2>{_JA}{{1,3}})日"
    rf"(?=[、夜朝]|に(?!一)|午[前後]|の(?:夜|朝|昼|午|会|記))",
    r"(?P<season>(?:来年|今年|昨年|去年)の?[春夏秋冬])",
    r"(?P<step>[来今昨去先])(?P<unit>年|月|週)(?!間|度)",
    r"(?P<word>昨日|明日)",
)
_STEPS = MappingProxyType(
    {
        **dict.fromkeys(("vergangene", "vorige", "letzte"), "last"),
        **dict.fromkeys(("nächste", "kommende"), "next"),
        **dict.fromkeys(("dernier", "dernière", "passé", "passée", "昨", "去", "先"), "last"),
        **dict.fromkeys(("prochain", "prochaine", "来"), "next"),
        **dict.fromkeys(("diese", "今"), "this"),
    }
)
_UNITS = MappingProxyType(
    {
        **dict.fromkeys(("Woche", "semaine", "週"), "week"),
        **dict.fromkeys(("Monat", "mois", "月"), "month"),
        **dict.fromkeys(("Jahr", "année", "an", "年"), "year"),
        "Wochenende": "weekend",
    }
)
_DAYS = MappingProxyType(
    {
        **dict.fromkeys(("gestern", "hier", "昨日"), "yesterday"),
        **dict.fromkeys(("heute", "aujourd'hui"), "today"),
        "明日": "tomorrow",
    }
)
_KANJI = MappingProxyType({figure: n for n, figure in enumerate("〇一二三四五六七八九")})


def text_language(article: Article) -> str:
    """`de`, `fr`, `ja`, or empty for all others: as stated, else by the words of the text."""
    for claim in article.document.claims:
        if claim.name == "language" and claim.value.strip():
            stated = claim.value.strip().lower()[:2]
            return stated if stated in _PATTERNS else ""
    start = article.text[:LOOKED_AT]
    if not start.isascii() and _KANA.search(start):
        return "ja"
    spaced = " " + start.lower()
    for language, words in _SMALL_WORDS:
        if all(word in spaced for word in words):
            return language
    return ""


def foreign_finds(text: str, language: str) -> Iterator[Find]:
    """The dates of a German, French or Japanese text, in order."""
    pattern, read = _PATTERNS[language]
    for found in pattern.finditer(text):
        find = read({name: value for name, value in found.groupdict().items() if value}, found)
        if find is not None:
            yield find


def evident_finds(text: str) -> Iterator[Find]:
    """German and French days with their month, as a text of another language may quote them."""
    if not _MAYBE_EVIDENT.search(text):
        return
    for language in ("de", "fr"):
        for find in foreign_finds(text, language):
            if find[3].day and find[3].month and _EVIDENT.search(text, find[0], find[1]):
                yield find


Groups = Mapping[str, str]


def _european(groups: Groups, found: re.Match[str]) -> Find | None:
    """What a German or a French form says."""
    month = MONTHS.get((groups.get("month") or groups.get("month2") or "").lower())
    weekday = WEEKDAYS.get(groups.get("weekday", "").lower())
    year = int(groups.get("year") or groups.get("year2") or 0) or None
    if "day" in groups:
        form = "full_date" if year else "weekday_month_day" if weekday is not None else "month_day"
        return *found.span(), form, Parts(year, month, int(groups["day"]), weekday)
    if month:
        return *found.span(), "month_year", Parts(year, month)
    if "month3" in groups:
        return *found.span("month3"), "month", Parts(month=MONTHS[groups["month3"].lower()])
    if "weekday2" in groups:
        return *found.span(), "weekday", Parts(weekday=WEEKDAYS[groups["weekday2"].lower()])
    if "year3" in groups:
        return *found.span("year3"), "year", Parts(year=int(groups["year3"]))
    return _relative(groups, found)


def _relative(groups: Groups, found: re.Match[str]) -> Find | None:
    if "word" in groups:
        word = _DAYS[groups["word"].lower().replace("’", "'")]
        return *found.span(), "relative_day", Parts(words=(word,))
    step = _STEPS.get(groups["step"].lower()) or _STEPS.get(groups["step"].lower().rstrip("nrms"))
    words = (step or "this", _UNITS[groups["unit"]])
    return *found.span(), "relative_period", Parts(words=words)


def _japanese(groups: Groups, found: re.Match[str]) -> Find | None:
    """What a Japanese form says."""
    numbers = {name: _number(value) for name, value in groups.items() if name[:4] in _NUMBERED}
    if None in numbers.values():
        return None
    year = numbers.get("year") or numbers.get("year2")
    month = numbers.get("month") or numbers.get("month2") or numbers.get("month3")
    day = numbers.get("day") or numbers.get("day2")
    if (year is not None and not 1500 <= year <= 2199) or (month is not None and month > 12):
        return None
    form = _japanese_form(year, month, day)
    if form:
        return *found.span(), form, Parts(year, month, day)
    if "season" in groups:
        return *found.span(), "season", Parts(words=(groups["season"],))
    return _relative(groups, found)


_NUMBERED = ("year", "mont", "day", "day2")


def _japanese_form(year: int | None, month: int | None, day: int | None) -> str:
    if day:
        return "full_date" if year else "month_day" if month else "day"
    if month:
        return "month_year" if year else "month"
    return "year" if year else ""


def _number(figures: str) -> int | None:
    """A number in figures or in Japanese ones, by place ("二〇一九") or with a ten ("十二").

    >>> _number("二〇一九"), _number("十二"), _number("三十")
    (2019, 12, 30)
    """
    if figures.isdecimal():
        return int(figures)
    tens, ten, ones = figures.partition("十")
    if ten and len(tens) <= 1 and len(ones) <= 1:
        return 10 * _KANJI.get(tens, 1) + _KANJI.get(ones, 0)
    digits = [_KANJI.get(figure) for figure in figures]
    if None in digits:
        return None
    return int("".join(str(digit) for digit in digits))


_Read = Callable[[Groups, re.Match[str]], Find | None]
_PATTERNS: Mapping[str, tuple[re.Pattern[str], _Read]] = MappingProxyType(
    {
        "de": (_GERMAN, _european),
        "fr": (_FRENCH, _european),
        "ja": (_JAPANESE, _japanese),
    }
)
