"""Where was the report filed from?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.clean.inside import hidden_characters
from transforms.clean.pattern import any_of
from transforms.fields.names import normal_case
from transforms.record import Article, Candidate

LONGEST_DATELINE = 130
"""Characters from the start of a paragraph within which its dateline ends."""

EARLY = 3
"""Body lines that are looked at for a dateline: a summary and a highlight can stand before."""

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July"
    r"|August|September|October|November|December"
    r"|JAN|FEB|MARCH|APRIL|MAY|JUNE|JULY|AUG|SEPT|OCT|NOV|DEC)\.?"
)
_DAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
    rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)"
)
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]*(?:[ -](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’]*|de|la|al|el|du|des)){0,4}"
_REGION = r"(?:[A-Z][\w.'’]{0,15}(?:\s[A-Z][\w.'’]{1,15}){0,2})"
_AGENCY = r"[(\[]?[^()\[\]—–]{2,40}[)\]]"
_DASH = r"\s?(?:—|–|--|―|-)(?=\s|$|[A-Z“\"‘'])"
_FORMS = (
    # ORVANE, Tessal, March 3 (Tessal Wire) —
    re.compile(
        rf"(?P<place>{_CAPS}(?:,\s(?!{_MONTH}\s){_REGION})?)(?:,\s{_DAY},?)?(?:\s\({_AGENCY})?{_DASH}"
    ),
    re.compile(
        rf"(?P<place>{_CAPS}(?:,\s(?!{_MONTH}\s){_REGION})?)(?:/[A-ZÀ-Þ][A-ZÀ-Þ. ]{{2,25}})?"
        rf"(?:,\s{_DAY},?)?\s[(\[][A-Z][^()\[\]]{{1,40}}[)\]]\s?(?:—|–|--|―|-|:|\.)(?=\s|$|[A-Z“\"])"
    ),
    # Orvane (Tessal Wire) —
    re.compile(
        rf"(?P<place>{_REGION}(?:,\s(?!{_MONTH}\s){_REGION})?)(?:,\s{_DAY},?)?\s[(\[][A-Z][^()\[\]]{{1,40}}[)\]]{_DASH}"
    ),
    # Orvane, March 3 —
    re.compile(rf"(?P<place>{_REGION}(?:,\s(?!{_MONTH}\s){_REGION})?),\s{_DAY}{_DASH}"),
)
_DAY_AT_END = re.compile(rf",\s{_DAY}$")
_NO_PLACE = any_of(
    r"^(?:EXCLUSIVE|BREAKING|UPDATE[D]?|ANALYSIS|OPINION|WATCH|VIDEO|FILE|PHOTOS?|NEW|LIVE|"
    r"EDITORIAL|NOTE|WARNING|READ|MORE|Q|A|[A-Z])$",
)


def dateline(paragraph: str) -> tuple[str, int] | None:
    """The place of the dateline that a paragraph starts with, and where the dateline ends.

    None: it starts with none. The place stands in ordinary case.

    >>> dateline("ORVANE, March 3 (Tessal Wire) — The old bridge is closed.")
    ('Orvane', 31)
    >>> dateline("The old bridge — closed since Monday — opens again.") is None
    True
    """
    start = paragraph[:LONGEST_DATELINE]
    for form in _FORMS:
        found = form.match(start)
        if found and not _NO_PLACE.match(found["place"]) and len(found["place"]) >= 3:
            return _ordinary(found["place"]), found.end()
    return None


_DATED = re.compile(rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}),?\s\d{{4}}")


def dateline_day(paragraph: str) -> str | None:
    """The day with its year in the dateline that a paragraph starts with; None: there is none.

    >>> dateline_day("GENEVA, Sept. 3, 2024 (Own Report) - The talks failed.")
    'Sept. 3, 2024'
    """
    found = dateline(paragraph)
    day = _DATED.search(paragraph, 0, found[1]) if found else None
    return day.group() if day else None


def _ordinary(place: str) -> str:
    city, comma, region = place.partition(",")
    return normal_case(city) + comma + region


def is_dateline_alone(line: str) -> bool:
    """Whether a line is a dateline and nothing else."""
    line = line.rstrip()
    if line[-1:] not in ("—", "–", "-") and ("," not in line or not _DAY_AT_END.search(line)):
        return False
    found = dateline(line) or dateline(line + " —")
    return found is not None and found[1] >= len(line)


def dateline_candidates(article: Article) -> Iterator[Candidate]:
    """The places of a dateline on a line of its own, or at the head of an early paragraph."""
    seen = 0
    for line in article.lines:
        if line.kind == "dateline":
            found = dateline(hidden_characters(line.raw_text) + " —")
        elif line.kind == "body" and line.text_start is not None:
            found = dateline(article.text[line.text_start : line.text_start + LONGEST_DATELINE])
            seen += 1
        else:
            continue
        if found:
            raw = hidden_characters(line.raw_text)[: found[1]].strip()
            yield Candidate(found[0], "dateline", 0.93, raw, line.line_no)
        if found or seen == EARLY:
            return
