"""Is a number a person's age?

Ages are written "Witkoff, 68,", "aged 68", "at the age of 43", "68 years old", "Shakib (7)", "then
44", "when she was 22", "in his 40s".
"""

from __future__ import annotations

import re
from typing import Final

from transforms.prose.numbers import Value
from transforms.prose.tokens import Entity, Tokens

MOST: Final = 120
LEAST_IN_BRACKETS: Final = 4
"""Below, figures in brackets behind a name are rather goals and places in a list."""
_DECADE: Final = re.compile(r"([2-9]0)['’]?s")
_WRITTEN: Final = {
    "twenties": "20s", "thirties": "30s", "forties": "40s", "fifties": "50s", "sixties": "60s",
    "seventies": "70s", "eighties": "80s", "nineties": "90s",
}  # fmt: skip
_DECADES: Final = _WRITTEN.keys() | {
    f"{ten}0{end}" for ten in range(2, 10) for end in ("", "'", "’", "s", "'s", "’s")
}
"""Words that such an age begins with."""
_OWNERS: Final = frozenset(("his", "her", "their", "my", "our", "your"))
_PEOPLE: Final = frozenset(("i", "he", "she", "you", "who"))
_WAS: Final = frozenset(("was", "is", "'s", "’s", "am", "'m", "’m", "turned", "turns", "turn"))
_SOMEBODY: Final = (
    "person woman man boy girl child baby toddler teenager student soldier mother father"
    " son daughter wife husband brother sister grandmother grandfather nephew niece uncle"
    " aunt cousin victim suspect nurse pilot coach driver winner partner teacher player"
    " singer writer officer worker reporter manager leader striker keeper goalkeeper"
    " defender midfielder lawyer farmer trader banker dancer actor actress doctor author"
    " director senator journalist activist scientist artist politician musician gunman"
    " chairman spokesman policeman policewoman businessman businesswoman fisherman miner"
    " villager protester rebel militant engineer prisoner passenger pensioner"
)
SOMEBODY: Final = frozenset(_SOMEBODY.split())
"""Nouns for one person."""
AND_OLDER: Final = frozenset(
    (joint, word)
    for joint in ("and", "or")
    for word in ("older", "above", "over", "up", "younger", "under")
)
PEOPLE: Final = frozenset(
    ("people", "women", "children", "girls", "boys", "adults", "those", "anyone", "everyone",
     "voters", "patients", "workers", "residents", "students", "citizens", "persons",
     "americans", "britons", "europeans", "kids", "youths", "men", "drivers", "pensioners")
)  # fmt: skip
"""What "15 and older" behind is of an age."""
BOUNDS: Final = frozenset(("over", "under", "above", "below"))
"""What stands between them and an age: "women under 30"."""
LONGEST_RANGE: Final = 5
"""Tokens of "ages of twenty-five and" at most."""
AGED: Final = frozenset(("aged", "ages", "age"))
AGE_OF: Final = frozenset(("nsubj", "nsubj:pass", "obj"))
LIFE: Final = frozenset(("marry", "die", "retire"))
LEFT: Final = frozenset(("school", "home"))
"""What people do, and leave, at an age."""
YOUNGEST: Final = 13
"""Smaller numbers behind "at" are rather hours: "he died at 5"."""
JOINTS: Final = frozenset((",", "and", "or", "to"))
"""What stands between the ages of a row."""
_CLOSERS: Final = frozenset((",", ".", ";", ")", "!", "?", "”", '"', "''", "—", "–"))
_AFTER: Final = _CLOSERS | frozenset(("when", "and", "at", "but", "on", "in", "this", "last"))


def is_age(tokens: Tokens, entity: Entity, value: Value) -> bool:
    """Whether the number of an expression is an age."""
    first = entity.first
    if value.exact is None and value.most is not None and value.most <= MOST:
        is_old = tokens.lower[entity.last : entity.last + 2] == ["years", "old"]
        before = tokens.lower[max(0, first - 2) : first]
        is_old |= (
            before[-1:] == ["between"] and before[0] in PEOPLE and _stands_alone(tokens, entity)
        )
        return is_old or (first > 0 and tokens.lower[first - 1] in AGED)  # "ages 15-44"
    if value.exact is None or not 0 < value.exact <= MOST or not value.exact.is_integer():
        return False
    return (
        _is_called_age(tokens, entity)
        or _is_told_age(tokens, entity, value.exact)
        or _is_beside(tokens, entity, value.exact)
    )


def _is_called_age(tokens: Tokens, entity: Entity) -> bool:
    """Whether the words around a number say that it is an age: "aged 68", "65 or older"."""
    first, last = entity.first, entity.last
    before, earlier = (tokens.lower[p] if p >= 0 else "" for p in (first - 1, first - 2))
    is_old = tokens.lower[last : last + 2] in (["years", "old"], ["year", "old"])
    is_old |= tuple(tokens.lower[last : last + 2]) in AND_OLDER and before in PEOPLE
    is_old |= earlier in ("young", "old") and before in ("as", "at")
    is_old |= before in BOUNDS and earlier in PEOPLE and _stands_alone(tokens, entity)
    is_old |= _is_of_range(tokens, first)
    is_old |= before in ("aged", "age") or (before == "of" and earlier in ("age", "ages"))
    return is_old or (before in JOINTS and _is_of_ages(tokens, first - 1))


def _is_of_range(tokens: Tokens, first: int) -> bool:
    """Whether a number is the second of two ages: "between the ages of 25 and 54"."""
    before = tokens.lower[max(0, first - LONGEST_RANGE) : first]
    place = next((n for n, word in enumerate(before) if word == "ages"), -1)
    return place >= 0 and before[place + 1 : place + 2] == ["of"] and before[-1] == "and"


def _is_beside(tokens: Tokens, entity: Entity, value: float) -> bool:
    """Whether a number stands beside somebody as ages do: "Witkoff, 68,", "he is only 35"."""
    first = entity.first
    behind = tokens.lower[entity.last] if entity.last < len(tokens) else ""
    before, earlier = (tokens.lower[p] if p >= 0 else "" for p in (first - 1, first - 2))
    if first > 2 and tokens.tag[first - 1] == "RB" and earlier in _WAS:
        first, before, earlier = first - 1, earlier, tokens.lower[first - 3]
    is_person = _is_person(tokens, first - 2) or is_somebody(tokens, first - 2)
    if before in ("then", "now"):
        return earlier in (",", "(") and behind in _CLOSERS
    if before == "be" and earlier in ("will", "would", "'ll", "’ll") and first > 2:
        return tokens.lower[first - 3] in _PEOPLE and (behind in _AFTER or not behind)
    if before in _WAS:
        return (is_person or earlier in _PEOPLE) and (behind in _AFTER or not behind)
    if before == "(":
        return is_person and behind == ")" and value >= LEAST_IN_BRACKETS
    return is_person and before == "," and behind in (",", ".", ";", ")")


def _is_told_age(tokens: Tokens, entity: Entity, value: float) -> bool:
    """Whether the verb is one of an age: "the age was raised to 21", "she married at 19"."""
    before = tokens.lower[entity.first - 1] if entity.first else ""
    verb = tokens.head[entity.last - 1]
    if before not in ("to", "at", "from") or not tokens.tag[verb].startswith("VB"):
        return False
    around = tokens.children[verb]
    if any(tokens.lower[p] == "age" and tokens.label[p] in AGE_OF for p in around):
        return True
    is_life = tokens.lemma[verb] in LIFE or any(tokens.lower[p] in LEFT for p in around)
    return before == "at" and is_life and value >= YOUNGEST and _stands_alone(tokens, entity)


def _stands_alone(tokens: Tokens, entity: Entity) -> bool:
    """Whether a number counts nothing that stands behind it: "those over 60 say so"."""
    head = tokens.head[entity.last - 1]
    return head < entity.last or not tokens.tag[head].startswith("NN")


def _is_of_ages(tokens: Tokens, joint: int) -> bool:
    """Whether a number behind "," or "and" is the next of a row of ages: "aged 3, 5 and 11"."""
    place = joint
    while place > 0 and tokens.lower[place] in JOINTS:
        place -= 1 + tokens.lower[place - 1].isdigit()
    return tokens.lower[place] in ("aged", "ages") and place < joint - 1


def is_somebody(tokens: Tokens, place: int) -> bool:
    """Whether a noun is for one person: "the victim"."""
    return place >= 0 and tokens.tag[place] == "NN" and tokens.lower[place] in SOMEBODY


def _is_person(tokens: Tokens, place: int) -> bool:
    number = tokens.entity[place] if place >= 0 else -1
    return number >= 0 and tokens.entities[number].label == "PERSON"


def decades(tokens: Tokens) -> list[tuple[int, int]]:
    """(first token, token behind the last) of ages such as "in his 40s"."""
    read = ((place, decade_at(tokens, place)) for place in tokens.places(_DECADES))
    return [(place, found[0]) for place, found in read if found]


def decade_at(tokens: Tokens, place: int) -> tuple[int, Value] | None:
    """The token behind an age such as "40s" that starts at `place`, and the ages it can mean."""
    word, last = _WRITTEN.get(tokens.lower[place], tokens.lower[place]), place + 1
    if tokens.lower[last : last + 1] == ["s"] and tokens.end[place] == tokens.start[last]:
        word, last = word + "s", last + 1
    match = _DECADE.fullmatch(word)
    first = place
    if first > 1 and tokens.lower[first - 1] == "-":
        first -= 1
    if first and tokens.lower[first - 1] in ("early", "mid", "late", "mid-"):
        first -= 1
    if match is None or not first or tokens.lower[first - 1] not in _OWNERS:
        return None
    least = float(match[1])
    return last, Value(None, least, least + 9)
