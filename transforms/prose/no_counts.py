"""Which numbers count nothing?

Labels ("Terminal 2", "phase two"), hours, years, telephone numbers, results, cells of tables.
"""

from __future__ import annotations

import re
from typing import Final

from copydesk_en.expressions import ZONES
from transforms.prose import ages
from transforms.prose.figure import noun_of
from transforms.prose.numbers import BILLIONS
from transforms.prose.tokens import Entity, Tokens

_SCORE: Final = re.compile(r"^\d{1,3}[-–]\d{1,3}$")
"""The result of a match."""
_NUMBERS: Final = re.compile(r"^\d{3,}(?:[-–]\d{3,})+$")
"""A telephone number or the like."""
LABELLED: Final = frozenset(
    ("no", "nos", "number", "chapter", "page", "article", "section", "paragraph", "clause")
)
"""Words that a number behind names one of."""
LABELLING: Final = frozenset(
    ("top", "phase", "part", "unit", "units", "episode", "season", "game", "round", "level", "tier",
     "type", "category", "grade", "volume", "route", "highway", "room", "gate", "flight", "channel",
     "district", "zone", "day", "week", "step")
)  # fmt: skip
"""The same, if the number counts nothing behind it: "phase 2", but "that day 12 people died"."""
CLOCK: Final = 4
"""Figures of a time of day: "0715 GMT"."""
THOUSAND: Final = 3
"""Digits of a group of thousands."""
EMERGENCY: Final = frozenset(("911", "999", "112", "000", "111", "311", "988"))
CALLING: Final = frozenset(
    ("call", "phone", "dial", "dialed", "ring", "telephone", "caller", "dispatcher", "operator",
     "tape", "hotline")
)  # fmt: skip
"""What stands beside the number of an emergency service."""
_AFTER_AREA: Final = re.compile(r" ?\d{3}[-. ]\d{4}(?!\d)")
"""What stands behind an area code in brackets."""
_COLUMN_BEHIND: Final = re.compile(r"(?: {2,}|\t\s*)[-+$(]?\d")
_COLUMN_BEFORE: Final = re.compile(r"[\d%)](?: {2,}|\t\s*)[-+$(]?$")
WIDEST: Final = 20
"""Blanks between two columns of a table, at most."""
FEWEST_GROUPS: Final = 3
"""Groups of digits, one behind the other, that make a telephone number."""


def _is_label(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number names something and counts nothing: "Terminal 2", "No. 10", "age 68"."""
    before = entity.first - 1
    if before < 0 or tokens.lower[before] in ("age", "aged", "ages", *ages.PEOPLE):
        return False
    named = (
        tokens.lower[before - 1] if before and tokens.word[before] == "." else tokens.lower[before]
    )
    if tokens.word[before] == "(" and before:
        named = tokens.lower[before - 1]
    if named.rstrip(".") in LABELLED:
        return True
    noun = noun_of(tokens, entity)
    counts = noun is not None and noun > entity.last - 1
    if not counts and (named in LABELLING or (named == "of" and _is_of_group(tokens, before))):
        return True
    if tokens.word[before] == "of" and tokens.word[before - 1] == "Group" and before:
        return True  # "the Group of 24 developing countries"
    follows = tokens.head[entity.first] == before and tokens.tag[before] in ("NN", "NNP")
    if follows and tokens.word[entity.first][:1].isdigit() and tokens.label[entity.first] in (
        "nummod", "appos", "flat", "compound", "dep",
    ):  # fmt: skip
        return True
    is_name = tokens.word[before][:1].isupper() and tokens.tag[before].startswith("NNP")
    return (
        is_name
        and tokens.entity[before] >= 0
        and tokens.word[entity.first][:1].isdigit()
        and (tokens.head[entity.first] == before)
    )


def _is_of_group(tokens: Tokens, of: int) -> bool:
    """Whether a number is a part of a name such as "the Gang of Eight"."""
    return of > 0 and (tokens.lower[of - 1] == "gang" or tokens.word[of - 1] == "Group")


def _is_time(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number is a year or an hour: "the '74 class", "the 1980 s", "5 in the morning"."""
    before = tokens.word[entity.first - 1] if entity.first else ""
    if before in ("'", "’", "‘") and tokens.word[entity.first].isdigit():
        return True
    behind = tokens.word[entity.last] if entity.last < len(tokens) else ""
    is_clock = behind in ZONES and len(tokens.word[entity.last - 1]) == CLOCK
    return behind == "s" or is_clock or _is_hour(tokens, entity.last)


def _is_hour(tokens: Tokens, behind: int) -> bool:
    """Whether the words behind a number say that it is an hour of the day."""
    words = tokens.lower[behind : behind + 3]
    return words[:2] == ["in", "the"] and words[2:] in (["morning"], ["evening"], ["afternoon"])


def _is_telephone(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number is a group of digits of a longer one: "+44 20 7946 0958"."""
    first, last = entity.first, entity.last
    if last - first > 1 or not tokens.word[first].isdigit():
        return False
    if tokens.word[first] in EMERGENCY and _is_called(tokens, first):
        return True
    if first and tokens.word[first - 1] == "(" and tokens.word[last : last + 1] == [")"]:
        return _AFTER_AREA.match(tokens.text, tokens.end[last]) is not None
    while first > 0 and _is_group(tokens.word[first - 1]):
        first -= 1
    while last < len(tokens) and _is_group(tokens.word[last]):
        last += 1
    groups = tokens.word[first:last]
    is_one = all(len(group) == THOUSAND for group in groups[1:])  # "940 000 000"
    return groups[0].startswith("+") or (len(groups) >= FEWEST_GROUPS and not is_one)


def _is_called(tokens: Tokens, place: int) -> bool:
    """Whether a number is one that is called: "dialled 911", "a 911 call"."""
    before = tokens.lemma[max(0, place - 2) : place]
    behind = tokens.lemma[place + 1 : place + 2]
    return not CALLING.isdisjoint(before) or not CALLING.isdisjoint(behind)


def _is_cell(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number stands in a table: blanks or a tab part it from another number."""
    text, start, end = tokens.text, tokens.start[entity.first], tokens.end[entity.last - 1]
    is_first = _COLUMN_BEHIND.match(text, end) is not None
    return is_first or _COLUMN_BEFORE.search(text, max(0, start - WIDEST), start) is not None


def _is_group(word: str) -> bool:
    return word.removeprefix("+").isdigit()


STREETS: Final = frozenset(
    ("street", "st.", "st", "avenue", "ave.", "ave", "road", "rd.", "rd", "boulevard", "blvd.",
     "lane", "drive", "place", "square", "court", "highway", "parkway", "terrace")
)  # fmt: skip
LONGEST_STREET: Final = 4
"""Tokens of a street's name, at most."""


def _is_address(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number is that of a house: "29 Elm St."."""
    if not tokens.word[entity.first].isdigit():
        return False
    for place in range(entity.last, min(entity.last + LONGEST_STREET, len(tokens))):
        if not tokens.word[place][:1].isupper():
            return False
        if place > entity.last and tokens.lower[place] in STREETS:
            return True
    return False


_NO_COUNTS: Final = (_is_address, _is_label, _is_time, _is_telephone, _is_cell)


def counts_nothing(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number in figures or words is none that counts."""
    text = tokens.texts(entity.first, entity.last)
    is_of_ages = entity.first > 0 and tokens.lower[entity.first - 1] in ages.AGED
    if (_SCORE.match(text) and not is_of_ages) or _NUMBERS.match(text) or text.lower() in BILLIONS:
        return True
    return any(is_other(tokens, entity) for is_other in _NO_COUNTS)
