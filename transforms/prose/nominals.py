"""Whom do descriptions mean: "the Russian leader", "the mayor", "the president"?

A description means a person if the article has said before that this person holds the office:
before the name ("Russian President Vladimir Putin", "Mayor Ines Kovar") or beside it ("Ines Kovar,
the mayor", "the mayor, Ines Kovar"). It must fit exactly one person of the article, with the people
or country that it names; what fits two, or speaks of a former or deputy one, stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from transforms.prose.people import People, plain, title_of
from transforms.prose.pronouns import Antecedent, head_of
from transforms.prose.tokens import Tokens

HEADS: Final = frozenset(
    ("president", "premier", "chancellor", "king", "queen", "emperor", "ruler", "prime minister",
     "leader")
)  # fmt: skip
"""Offices that "leader" means too."""
OFFICES: Final = {
    **{name: name for name in HEADS},
    **{
        name: name
        for name in (
            "minister", "secretary", "governor", "mayor", "senator", "judge", "justice",
            "commissioner", "ambassador", "archbishop", "bishop", "pope", "prince", "princess",
            "director", "professor", "general", "coach", "manager", "envoy", "speaker", "chief",
            "captain", "analyst", "economist",
        )
    },
    "chairman": "chair", "chairwoman": "chair", "chair": "chair", "chairperson": "chair",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "spokesperson": "spokesperson",
    "congressman": "representative", "congresswoman": "representative",
    "representative": "representative", "lawmaker": "representative",
}  # fmt: skip
"""Nouns for offices, with the one name for those that differ by the holder alone."""
OTHERS: Final = frozenset(
    ("former", "ex", "late", "next", "previous", "new", "vice", "deputy", "other", "first",
     "second", "then", "acting", "incoming", "outgoing", "future", "another", "assistant", "same")
)  # fmt: skip
"""Words that make a description one of somebody else, or of a time when somebody else held it."""
NAMES_A_COUNTRY: Final = frozenset(("NORP", "GPE", "LOC"))
RIGHT: Final = 0.9
"""Of 60 descriptions in development articles 56 meant the person found, read by eye; those that
speak of the office and not of its holder ("reports to the president") counted as wrong."""


@dataclass(frozen=True, slots=True)
class Office:
    """That somebody holds an office.

    Args:
        named: Place in `People.named`.
        since: Token behind which the article has said so.
        name: As in `OFFICES`.
        country: Plain name of the people or country that was named with it; empty: none was.
    """

    named: int
    since: int
    name: str
    country: str


def describe(tokens: Tokens, people: People) -> dict[int, tuple[int, Antecedent]]:
    """By the noun of each description that means a person: its first token, and whom it means."""
    offices = list(_offices(tokens, people))
    found: dict[int, tuple[int, Antecedent]] = {}
    if not offices:
        return found
    for place in tokens.places(OFFICES.keys()):
        if not tokens.tag[place].startswith("NN"):
            continue
        first = _start(tokens, place)
        if first is None or _is_named_here(tokens, place):
            continue
        name, country = _office_at(tokens, place), _country(tokens, place)
        fits = {
            office.named
            for office in offices
            if office.since <= first
            and (office.name == name or (name == "leader" and office.name in HEADS))
            and (not country or country == office.country)
        }
        if len(fits) == 1 and (country or name != "leader"):
            found[place] = (first, Antecedent(fits.pop(), RIGHT))
    return found


def _offices(tokens: Tokens, people: People) -> Iterator[Office]:
    """The offices that the article gives to people whom it names."""
    for number, entity in enumerate(tokens.entities):
        link = people.links.get(number)
        if entity.label != "PERSON" or link is None:
            continue
        title = title_of(tokens, entity)
        if title:
            place = title[1] - 1
            if tokens.lower[place] in OFFICES and not _is_other(tokens, title[0]):
                before = title[0] - 1
                if before >= 0 and tokens.lower[before] in ("'s", "’s"):
                    before -= 1
                country = _country_of(tokens, before)
                yield Office(link.named, entity.last, _office_at(tokens, place), country)
        for place in _beside(tokens, head_of(tokens, entity.last - 1)):
            if not any(tokens.lower[child] in OTHERS for child in tokens.children[place]):
                since = max(entity.last, place + 1)
                yield Office(link.named, since, _office_at(tokens, place), _country(tokens, place))


def _beside(tokens: Tokens, name: int) -> Iterator[int]:
    """Nouns for offices that stand beside a name: "Ines Kovar, the mayor"."""
    around = [c for c in tokens.children[name] if tokens.label[c] == "appos"]
    if tokens.label[name] == "appos":
        around.append(tokens.head[name])
    return (place for place in around if tokens.lower[place] in OFFICES)


def _is_other(tokens: Tokens, first: int) -> bool:
    """Whether a word before a title says that the office is no longer held: "former President"."""
    return any(tokens.lower[p] in OTHERS for p in range(max(0, first - 2), first))


def _start(tokens: Tokens, place: int) -> int | None:
    """The first token of a description; None: it is none, or one of somebody else."""
    children = tokens.children[place]
    articles = [c for c in children if tokens.label[c] == "det" and tokens.lower[c] == "the"]
    is_more = any(
        tokens.label[c] in ("nmod", "acl", "acl:relcl", "appos", "flat") for c in children
    )
    if not articles or is_more or tokens.entity[place] >= 0:
        return None
    if any(tokens.lower[p] in OTHERS for p in range(articles[0] + 1, place)):
        return None
    return articles[0]


def _is_named_here(tokens: Tokens, place: int) -> bool:
    """Whether the holder's name follows or the noun is a part of another name for somebody."""
    if place + 1 < len(tokens):
        number = tokens.entity[place + 1]
        if number >= 0 and tokens.entities[number].label == "PERSON":
            return True
    return tokens.label[place] in ("appos", "compound", "flat", "nmod:poss", "xcomp")


def _office_at(tokens: Tokens, place: int) -> str:
    """The office that a noun names: "prime minister" with the word before it."""
    word = tokens.lower[place]
    before = tokens.lower[place - 1] if place else ""
    return "prime minister" if (before, word) == ("prime", "minister") else OFFICES[word]


def _country(tokens: Tokens, place: int) -> str:
    """The plain name of the people or country that a noun's words name."""
    for child in tokens.children[place]:
        if child < place and (country := _country_of(tokens, child)):
            return country
    return ""


def _country_of(tokens: Tokens, place: int) -> str:
    number = tokens.entity[place] if place >= 0 else -1
    if number < 0 or tokens.entities[number].label not in NAMES_A_COUNTRY:
        return ""
    entity = tokens.entities[number]
    return " ".join(plain(word) for word in tokens.word[entity.first : entity.last])
