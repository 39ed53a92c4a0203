"""Which persons does a byline name?"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.clean.pattern import any_of

LONGEST_BYLINE = 240
"""Characters of the longest byline that is read."""

LONGEST_NAME = 50
"""Characters of the longest name."""

_OPENERS = (
    r"(?:story\s+by|words\s+by|text\s+by|written\s+by|reported\s+by|posted\s+by|published\s+by|submitted\s+by"
    r"|author(?:\(s\))?(?:\s+of\s+the\s+article)?s?\s*:|autor(?:en|in)?\s*:|by\s*:|by|von|par|por|di|door|av|af|przez|autore\s*:|auteur\s*:)"
)
_OPENER = re.compile(_OPENERS + r"\s+(?=\S)", re.IGNORECASE)
_STRICT_OPENER = any_of(
    r"(?:By|BY|by|Von|von|Par|par|Por|por|Di|di|Door|door|Av|av|Af|af|Przez|Story by|"
    r"Words by|Text by|Written by|WRITTEN BY|Reported by|Posted by|Posted By|Published by|"
    r"Submitted by|(?:Authors?|AUTHOR|Autor(?:en|in)?|Autore|Auteur)\s*:)\s+(?=\S)",
)
_OPENER_STARTS = frozenset("ABDPRSTVWabdpv")
"""First letters of all that `_STRICT_OPENER` finds."""

_DATE_TAIL = any_of(
    r"\s*[,|·•–—-]?\s+(?:(?:on|at|am|le|published|updated|posted)\s+)?(?:(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.?\s+\d|\d).*$",
    flags=re.IGNORECASE,
)
_SPLIT = any_of(
    r"\s+(?:and|und|et|y|e|og|och|en|i|with|mit)\s+",
    r"\s*[;&|/•·]\s*",
    r"\s*,\s*",
    flags=re.IGNORECASE,
)
_JOINED = re.compile(r"^(?:and|und|et|y|with|mit|&)\s+", re.IGNORECASE)
_PLACE_TAIL = re.compile(r"\s+(?:in|at|from)\s+[A-ZÀ-Þ](?:(?!\s(?:and|und|et|y|&)\s)[^,;]){1,40}$")
_PARENTHESES = any_of(
    r"\s*[(\[][^()\[\]]{0,80}[)\]]",
)
_PARTICLES = "de|da|di|del|della|der|den|van|von|zu|al|el|bin|ibn|la|le|du|dos|ten|ter|af|Mc|Mac"
_WORD = (
    r"(?:[A-ZÀ-ÞĀ-Ž\u0410-\u042f][\w'’.\-]*"
    rf"|(?:{_PARTICLES}|O['’]|d['’]|l['’])[\w'’\-]*)"
)
_NAME = any_of(
    rf"{_WORD}(?:\s+{_WORD}){{0,4}}",
)
_SMALL = frozenset((
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "zu", "al", "el", "bin",
    "ibn", "la", "le", "du", "dos", "ten", "ter", "af", "y", "e",
))  # fmt: skip
_ROLES = any_of(
    r"\b(?:writers?|staff|reporters?|editors?|correspondents?|columnists?|contributors?|"
    r"contributing|contributor|bureau|chief|press|news|times|post|herald|tribune|journal|"
    r"gazette|agency|agencies|wire|service|services|special|desk|magazine|network|media|"
    r"team|online|photographer|analyst|producer|associate|senior|assistant|freelance|critic|"
    r"stor(?:y|ies)|highlights|report|exclusive|analysis|video|photos?|gallery|related|"
    r"share|read|more|about|breaking|live|top|latest|special|redaktion|newsroom|reuters|afp|"
    r"dpa|bloomberg|radio|tv|daily|weekly|today|inc|ltd|llc|university|institute|professor|"
    r"director|officer|fellow|minutes?|updated|published|follow|email|com|www|http|"
    r"comments?|share|guest|opinion|sports?|politics|business|technology|health|world|"
    r"local)\b",
    flags=re.IGNORECASE,
)
_WIRES = frozenset(
    ["reuters", "afp", "ap", "dpa", "upi", "ansa", "efe", "bloomberg", "aap", "apa", "sid", "pa"]
)


def person_names(byline: str) -> tuple[str, ...]:
    """The names in a byline, in order; roles, affiliations and dates are cut.

    Where no person is named but an agency or a desk is, that name alone comes back. Empty: the
    byline names nobody.

    >>> person_names("By Ada Brun and Karl Vess, Tessal Times Staff Writer")
    ('Ada Brun', 'Karl Vess')
    >>> person_names("TESSAL WIRE STAFF")
    ('TESSAL WIRE STAFF',)
    """
    text = " ".join(byline[:LONGEST_BYLINE].split())
    text = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    text = _without_tail(_JOINED.sub("", text)).strip(" ,.|·•–—-:")
    parts = [part.strip(" .,:–—-") for part in _SPLIT.split(text)]
    found: dict[str, None] = {}
    for part in parts:
        name = _OPENER.sub("", part, count=1) if _OPENER.match(part) else part
        name = _PLACE_TAIL.sub("", name)
        if is_person_name(name):
            found.setdefault(normal_case(name))
        elif found and _ROLES.search(name):
            continue
    if found:
        return tuple(found)
    desk = next((part for part in parts if part and part[0].isalpha()), "")
    return (desk,) if desk and len(desk) <= 60 and len(desk.split()) <= 6 else ()


def _without_tail(byline: str) -> str:
    """A byline without parentheses, the date and the place at its end."""
    return _PLACE_TAIL.sub("", _DATE_TAIL.sub("", _PARENTHESES.sub("", byline)))


def is_person_name(text: str) -> bool:
    """Whether `text` has a person's name's shape: two to five capitalised words, no role word."""
    return len(text) <= LONGEST_NAME and _is_person_name(text)


@lru_cache(maxsize=4_096)
def _is_person_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or any(char.isdecimal() for char in text):
        return False
    return (
        _NAME.fullmatch(text) is not None
        and not _ROLES.search(text)
        and words[0].lower() not in ("the", "a")
    )


def normal_case(name: str) -> str:
    """An all-caps name in ordinary case; any other name as it is.

    >>> normal_case("ADA O'BRUN-MCVESS III")
    "Ada O'Brun-McVess III"
    """
    if not name.isupper() or len(name) <= 3:
        return name
    return " ".join(_normal_word(word, place) for place, word in enumerate(name.split(" ")))


def _normal_word(word: str, place: int) -> str:
    if (
        word in ("II", "III", "IV")
        or ("." in word and len(word) <= 4)
        or (len(word) == 2 and place == 0 and not set(word) & set("AEIOUY"))
    ):
        return word
    if place and word.lower() in _SMALL:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda found: _normal_part(found.group()), word)


def _normal_part(part: str) -> str:
    part = part.capitalize()
    if part.startswith("Mc") and len(part) > 3:
        return "Mc" + part[2:].capitalize()
    return part


def is_byline(line: str) -> bool:
    """Whether a line is a byline: it opens with "By" (or its like) and names somebody.

    >>> is_byline("By Ada Brun, Tessal Times Staff Writer")
    True
    >>> is_byline("By Tuesday the water had risen over the bridge.")
    False
    """
    is_open = line.lstrip()[:1] in _OPENER_STARTS
    return is_open and len(line) <= LONGEST_BYLINE and _is_byline(line)


@lru_cache(maxsize=4_096)
def _is_byline(line: str) -> bool:
    text = " ".join(line.split())
    found = _STRICT_OPENER.match(text)
    if not found or len(text) > 160:
        return False
    rest = _without_tail(text[found.end() :]).strip()
    if rest.endswith((".", "!", "?", ":")) and not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", rest):
        return False
    parts = [part.strip() for part in _SPLIT.split(rest) if part.strip()]
    if not parts or len(parts) > 12:
        return False
    first = _PLACE_TAIL.sub("", parts[0])
    if is_person_name(first) or is_person_name(normal_case(first)):
        return all(_is_byline_part(part) for part in parts[1:])
    is_desk = bool(_ROLES.search(first)) or first.lower() in _WIRES
    return is_desk and len(rest.split()) <= 8 and first[:1].isupper()


def _is_byline_part(part: str) -> bool:
    """A further name, an affiliation or a role: no verb, few words."""
    return len(part.split()) <= 7 and (
        part[:1].isupper() or bool(_ROLES.search(part)) or part[:1].isdigit()
    )
