"""Which instant does a stated date mean, and how much of it is certain?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from transforms.clean.pattern import any_of
from transforms.fields.calendar_words import MONTHS, WEEKDAYS, ZONE_HOURS

LONGEST = 120
"""Characters of the longest date statement that is read."""

_EPOCH_DAY = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
_YEARLIKE = any_of(
    r"\d{4}",
)
_ISO = any_of(
    r"(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?(?:[T ]\s?(?P<H>\d{2}):?(?P<M>\d{2})"
    r"(?::?(?P<S>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    flags=re.IGNORECASE,
)
_COMPACT = any_of(
    r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})"
    r"?(?P<z>Z)?)?",
)
_EPOCH = any_of(
    r"(\d{9,10})(?:\.\d{1,6})?",
    r"(\d{12,13})",
)
_CLOCK = any_of(
    r"(?P<H>\d{1,2})(?:[:.h](?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d{1,9})?)?)"
    r"?\s*(?P<half>[ap]\.?\s?m\.?(?![a-z]))?\s*(?:uhr|"
    r"h(?![a-z]))?\s*\(?(?P<z>[+-]\d{2}:?\d{2}|(?:gmt|utc)\s*[+-]\d{1,2}(?::?\d{2})?|"
    r"[a-z]{1,4}(?![a-z]))?\)?",
    flags=re.IGNORECASE,
)
_MONTH_FIRST = any_of(
    r"(?P<mon>[^\W\d_]{3,10})\.?\s{0,2}(?P<d>\d{1,2})(?:st|nd|rd|"
    r"th)?,?\s{1,2}(?P<y>\d{4})(?!\d)",
    flags=re.IGNORECASE,
)
_DAY_FIRST = any_of(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er)?(?:\s{1,2}|-)(?:de\s|"
    r"of\s)?(?P<mon>[^\W\d_]{3,10})\.?(?:,?\s{1,2}(?:de\s)?|-)(?P<y>\d{4})(?!\d)",
    flags=re.IGNORECASE,
)
_MONTH_YEAR = any_of(
    r"(?P<mon>[^\W\d_]{3,10})\.?,?\s{1,2}(?P<y>\d{4})(?!\d)",
    flags=re.IGNORECASE,
)
_NUMERIC = any_of(
    r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)",
)
_YEAR_FIRST = any_of(
    r"(?P<y>\d{4})(?P<sep>[./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
    r"(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日",
)
_REST = any_of(
    r"[^\W\d_]+",
    r"\d+",
)
_FILLERS = frozenset((
    "at", "um", "à", "a", "las", "le", "on", "on,", "den", "der", "|", "-", "–", "—", ",", "·",
    "•", "@", "(", ")",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadMoment:
    """A date as read.

    Args:
        at: UTC without a zone; where the zone is not known, the clock as given.
        precision: `year` to `second`; `day` where the zone is not known.
        form: Name of the form it was written in.
        start: Where it starts in the statement, in code points.
        end: Where it ends.
    """

    at: datetime
    precision: str
    form: str
    start: int
    end: int


def read_moment(statement: str) -> ReadMoment | None:
    """The date that a statement consists of, or that stands in it; None: none, or ambiguous.

    "03/04/2024" can be two days and gives None; "25/12/2024" and "03.04.2024" (dots are only used
    day first) are certain.

    >>> read_moment("26-FEB-1987 15:01:01.79").at.isoformat()
    '1987-02-26T15:01:01'
    >>> read_moment("2024-03-03T10:00:00+02:00").at.isoformat()
    '2024-03-03T08:00:00'
    >>> read_moment("03/04/2024") is None
    True
    """
    text = statement.strip()
    if not text or len(text) > LONGEST or not _YEARLIKE.search(text):
        return None
    lead = statement.index(text[0]) if text else 0
    found = _whole(text) or _inside(text)
    if found is None or lead == 0:
        return found
    return ReadMoment(found.at, found.precision, found.form, found.start + lead, found.end + lead)


def _whole(text: str) -> ReadMoment | None:
    """Forms that make up the whole statement."""
    iso = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if iso:
        day = _day(iso["y"], iso["m"], iso["d"] or "1")
        if day is None:
            return None
        if iso["H"] is None:
            return ReadMoment(day, "day" if iso["d"] else "month", "iso", 0, len(text))
        return _timed(day, iso, "iso", (0, len(text)))
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        seconds = int(epoch[1]) if epoch[1] else int(epoch[2]) / 1000
        at = datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None)
        return ReadMoment(at, "second", "epoch", 0, len(text))
    if re.fullmatch(r"(?:19|20)\d{2}", text):
        return ReadMoment(_day(text, 1, "1") or _EPOCH_DAY, "year", "year", 0, 4)
    return None


def _inside(text: str) -> ReadMoment | None:
    """Forms that stand in a statement: the first certain day with the clock that follows it."""
    for pattern, read, form in _DAY_FORMS:
        for found in pattern.finditer(text):
            before = text[: found.start()]
            if before[-1:].isalnum() or (form == "month_year" and before.rstrip()[-1:].isdigit()):
                continue
            day = read(found)
            if day is not None:
                return _with_clock(text, day, form, found.span())
    return None


def _with_clock(text: str, day: datetime, form: str, span: tuple[int, int]) -> ReadMoment:
    if form == "month_year":
        return ReadMoment(day, "month", form, *span)
    start, end = span
    rest = text[end:]
    skip = len(rest) - len(rest.lstrip(" ,|·•-–—@("))
    for filler in ("at ", "um ", "à ", "a las ", "T", "kl. ", "klo "):
        if rest[skip:].lower().startswith(filler.lower()):
            skip += len(filler)
            break
    clock = _CLOCK.match(text, end + skip)
    if clock and (clock["M"] or clock["half"]):
        return _timed(day, clock, form, (start, clock.end()))
    before = re.search(
        r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([A-Za-z]{2,4})?[,\s|·-]{0,3}(?:on\s|am\s)?$",
        text[:start],
    )
    if before:
        clock = _CLOCK.match(before.group().strip(" ,|·-"))
        if clock:
            return _timed(day, clock, form, (before.start(), end))
    return ReadMoment(day, "day", form, start, end)


def _timed(day: datetime, clock: re.Match[str], form: str, span: tuple[int, int]) -> ReadMoment:
    """`day` with the clock's time; without a known zone the precision stays `day`."""
    parts = clock.groupdict()
    hour, minute, second = int(parts["H"]), int(parts["M"] or 0), int(parts["S"] or 0)
    half = (parts.get("half") or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return ReadMoment(day, "day", form, *span)
    at = day.replace(hour=hour, minute=minute, second=min(second, 59))
    ahead = zone_minutes(parts.get("z"))
    if ahead is None:
        return ReadMoment(at, "day", form, *span)
    at -= timedelta(minutes=ahead)
    return ReadMoment(at, "second" if parts["S"] else "minute", form, *span)


def zone_minutes(zone: str | None) -> int | None:
    """Minutes that a stated zone is ahead of UTC; None: not stated or not certain."""
    if not zone:
        return None
    named = zone.lower().replace(" ", "")
    if named in ZONE_HOURS:
        return ZONE_HOURS[named] * 60
    offset = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", named)
    if not offset:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return minutes if offset[1] == "+" else -minutes


def _day(year: str, month: str | int, day: str) -> datetime | None:
    """Midnight of that day; None: there is no such day."""
    if not 1600 <= int(year) <= 2200:
        return None
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC).replace(tzinfo=None)
    except ValueError:
        return None


def _named(found: re.Match[str]) -> datetime | None:
    month = MONTHS.get(found["mon"].lower())
    parts = found.groupdict()
    return _day(found["y"], month, parts.get("d") or "1") if month else None


def _numbers(found: re.Match[str]) -> datetime | None:
    """Day and month in figures, if only one order is possible."""
    a, b, year = found["a"], found["b"], found["y"]
    if found["sep"] == "." or int(a) > 12 or a == b:
        return _day(year, b, a)
    return _day(year, a, b) if int(b) > 12 else None


def _year_first(found: re.Match[str]) -> datetime | None:
    return _day(found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"])


def _iso_day(found: re.Match[str]) -> datetime | None:
    return _day(found["y"], found["m"], found["d"])


_DAY_FORMS = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"), _iso_day, "iso"),
    (_DAY_FIRST, _named, "day_month_year"),
    (_MONTH_FIRST, _named, "month_day_year"),
    (_YEAR_FIRST, _year_first, "year_first"),
    (_NUMERIC, _numbers, "numeric"),
    (_MONTH_YEAR, _named, "month_year"),
)

_LABELS = any_of(
    r"(?P<modified>(?:last\s+|first\s+)?(?:updated?|modified|changed|revised|edited)|"
    r"aktualisiert|zuletzt\s+aktualisiert|letzte\s+(?:aktualisierung|änderung)|"
    r"mis\s+à\s+jour|mise\s+à\s+jour|actualizado|actualizada|última\s+actualización|"
    r"aggiornato|atualizado|oppdatert|sist\s+oppdatert|uppdaterad|bijgewerkt|güncelleme|"
    r"обновлено|更新)",
    r"(?P<published>(?:first\s+|originally\s+|date\s+)?(?:published|posted|created|issued|"
    r"publication|date|story\s+from|filed)|veröffentlicht|erschienen|stand|vom|publié|"
    r"publiée|publicado|publicada|pubblicato|publisert|publicerad|gepubliceerd|yayınlanma|"
    r"opublikowano|опубликовано|公開)(?:\s+(?:date|on|at|am|le|el|il|em|den|på|op|"
    r"by))?\s*[:：]?",
    flags=re.IGNORECASE,
)


def date_label(line: str) -> str | None:
    """`published` or `modified`, by the word that a date line starts with; None: it has none."""
    found = _LABELS.match(line)
    return found.lastgroup if found else None


def is_only_date(line: str) -> bool:
    """Whether a line is a date, its label and its clock, and nothing else."""
    return len(line) <= LONGEST and _is_only_date(line)


@lru_cache(maxsize=4_096)
def _is_only_date(line: str) -> bool:
    # Remembered: several rules ask it of the same lines.
    if not _may_be_date(line):
        return False
    moment = read_moment(line)
    if moment is None or moment.precision in ("year", "month"):
        return False
    rest = line[: moment.start] + " " + line[moment.end :]
    label = _LABELS.match(rest.lstrip(" |·•-–—([,"))
    if label:
        rest = rest.lstrip(" |·•-–—([,")[label.end() :]
    return all(_is_filler(word.lower()) for word in _REST.findall(rest))


def _may_be_date(line: str) -> bool:
    """Whether a line has a year, and no longer word than those that date lines are made of.

    It costs little. Words of up to four letters can be the name of a zone.
    """
    if not _YEARLIKE.search(line):
        return False
    return DATE_WORDS.issuperset(_LONG_WORD.findall(line.lower()))


def _is_filler(word: str) -> bool:
    return word in _FILLER_WORDS or word in WEEKDAYS or word in ZONE_HOURS or not word[:1].isalpha()


_FILLER_WORDS = _FILLERS | frozenset(
    [
        "at",
        "on",
        "of",
        "the",
        "um",
        "uhr",
        "h",
        "à",
        "le",
        "el",
        "il",
        "em",
        "den",
        "am",
        "pm",
        "et",
        "bst",
        "ist",
        "aest",
        "aedt",
        "time",
        "local",
        "last",
        "updated",
        "published",
        "posted",
        "original",
        "first",
        "by",
        "stand",
        "und",
        "and",
        "kl",
        "klo",
        "ore",
        "min",
        "read",
        "date",
        "from",
    ]
)

_LONG_WORD = re.compile(r"[^\W\d_]{5,}+")
_LABEL_WORDS = frozenset(
    form.lower()
    for word in re.findall(r"[^\W\d_]+\??", _LABELS.pattern)
    for form in ((word[:-1], word[:-2]) if word[-1] == "?" else (word,))
)
"""The words of the labels' pattern; of "updated?" both forms."""

DATE_WORDS = _FILLER_WORDS | _LABEL_WORDS | MONTHS.keys() | WEEKDAYS.keys() | ZONE_HOURS.keys()
