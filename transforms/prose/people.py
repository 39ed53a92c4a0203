"""Who and what is named in one article: every mention of one entity has its name.

A person is named in full once and by the surname from then on; an organisation by its name and by
an abbreviation. Mentions are joined by what stands in the article alone. Whether two articles mean
the same person is asked elsewhere.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from copydesk_en.boundaries import OFFICES, TITLES
from copydesk_en.cues import FIRM_ENDS, initials
from transforms.prose.first_names import MEN, WOMEN
from transforms.prose.tokens import Entity, Tokens

NAMED: Final = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC"))
"""Labels of names; the others are of dates and numbers."""
MALE_TITLES: Final = frozenset(("mr", "sir", "lord", "king", "prince", "pope", "imam", "sheikh"))
FEMALE_TITLES: Final = frozenset(
    ("mrs", "ms", "miss", "dame", "lady", "queen", "princess", "madam")
)
SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""Words behind a surname."""
_SPELLINGS: Final = (("yy", "y"), ("iy", "y"), ("ij", "y"), ("ii", "i"), ("ph", "f"), ("w", "v"))
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Named:
    """A person, organisation, place or other thing that an article names.

    Args:
        label: Its label.
        name: Its fullest name, as written where it first stands so.
        key: By what the same one is known: its name without case, accents and punctuation.
        mentions: Places in `Tokens.entities`, in order.
        gender: "m", "f", or empty: not told.
    """

    label: str
    name: str
    key: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)
    gender: str = ""


class Link(NamedTuple):
    """What a mention is a mention of.

    Args:
        named: Place in the list of what is named.
        method: `full_name`, `surname`, `first_name`, `abbreviation`, `short_name`, `name`.
        confidence: Share of such links that are right, as far as measured.
    """

    named: int
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class People:
    """What an article names.

    Args:
        named: Everything that is named, in the order in which it first is.
        links: By place in `Tokens.entities`: of names alone.
    """

    named: Sequence[Named]
    links: Mapping[int, Link]


@functools.lru_cache(50_000)
def plain(word: str) -> str:
    """A word without case, accents, punctuation and genitive.

    >>> plain("Bogotá’s"), plain("U.S.")
    ('bogota', 'us')
    """
    word = _POSSESSIVE.sub("", word)
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parts if char.isalnum())


@functools.lru_cache(50_000)
def spelling(word: str) -> str:
    """A plain word with transliterations made alike: Zelensky, Zelenskyy, Zelenskiy."""
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    return re.sub(r"(.)\1", r"\1", word)


def words_of(tokens: Tokens, entity: Entity) -> tuple[str, ...]:
    """The plain words of a mention, without "the"."""
    words = [plain(word) for word in tokens.word[entity.first : entity.last]]
    return tuple([word for word in words if word and word != "the"])


def name_people(tokens: Tokens) -> People:
    """Everything that the tokens name, and what each mention is a mention of."""
    found = _Finder(tokens)
    found.full_names()
    found.short_names()
    return People(found.named, found.links)


class _Finder:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.named: list[Named] = []
        self.links: dict[int, Link] = {}
        self._by_key: dict[tuple[str, tuple[str, ...]], int] = {}
        self._open: list[tuple[int, tuple[str, ...]]] = []

    def full_names(self) -> None:
        """Links names that stand for themselves; leaves people's single words for later."""
        for place, entity in enumerate(self.tokens.entities):
            if entity.label not in NAMED:
                continue
            words = words_of(self.tokens, entity)
            if not words:
                continue
            if entity.label == "PERSON":
                core = tuple(word for word in words if word not in SUFFIXES) or words
                if len(core) == 1:
                    self._open.append((place, core))
                    continue
                key = (spelling(core[0]), spelling(core[-1]))
                self._link(place, entity, key, "full_name", 0.97)
            elif entity.label == "ORG" and len(words) == 1:
                self._open.append((place, words))
            else:
                self._link(place, entity, _without_firm_end(words, entity), "name", 0.95)

    def short_names(self) -> None:
        """Links surnames, first names, abbreviations and short names to the longer ones."""
        self._in_full = [len(known.mentions) for known in self.named]
        self._by_part: tuple[dict[str, list[int]], ...] = ({}, {})
        self._by_first: dict[str, list[int]] = {}
        self._by_initials: dict[str, int] = {}
        for number, known in enumerate(self.named):
            if known.label == "PERSON" and len(known.key) == 2:
                for part, word in enumerate(known.key):
                    self._by_part[part].setdefault(word, []).append(number)
            elif known.label == "ORG" and len(known.key) > 1:
                self._by_first.setdefault(known.key[0], []).append(number)
                self._by_initials.setdefault(_initials(known.name), number)
        for place, words in self._open:
            entity = self.tokens.entities[place]
            if entity.label == "PERSON":
                self._person(place, entity, words[0])
            else:
                self._organisation(place, entity, words)
        self.named_in_order()

    def _person(self, place: int, entity: Entity, word: str) -> None:
        alike = spelling(word)
        for part, method, confidence in ((1, "surname", 0.93), (0, "first_name", 0.85)):
            fits = self._by_part[part].get(alike, ())
            if fits:
                number = self._most_named(fits, self._title_gender(entity))
                share = confidence if len(fits) == 1 else confidence - 0.25
                self._add(place, number, Link(number, method, share))
                return
        self._link(place, entity, (alike,), "name", 0.8)

    def _most_named(self, fits: Sequence[int], gender: str) -> int:
        """Of several people of one surname the one whom a paper means by it alone.

        That is the one whom the article names in full most often, and of these the one whom it
        names first; a title tells whether a woman is meant.
        """
        if gender:
            fits = [n for n in fits if self.named[n].gender in (gender, "")] or fits
        return min(fits, key=lambda number: (-self._in_full[number], number))

    def _organisation(self, place: int, entity: Entity, words: tuple[str, ...]) -> None:
        written = self.tokens.word[entity.last - 1]
        if written.isupper():
            letters = "".join(char for char in written if char.isalpha())
            number = self._by_initials.get(letters) if len(letters) > 1 else None
            if number is not None:
                self._add(place, number, Link(number, "abbreviation", 0.9))
                return
        else:
            starting = self._by_first.get(words[0], ())
            if len(starting) == 1:
                self._add(place, starting[0], Link(starting[0], "short_name", 0.8))
                return
        self._link(place, entity, words, "name", 0.95)

    def _link(
        self, place: int, entity: Entity, key: tuple[str, ...], method: str, confidence: float
    ) -> None:
        number = self._by_key.get((entity.label, key))
        if number is None:
            name = self.tokens.texts(entity.first, entity.last)
            number = self._by_key[entity.label, key] = len(self.named)
            self.named.append(Named(entity.label, _POSSESSIVE.sub("", name), key))
        self._add(place, number, Link(number, method, confidence))

    def _add(self, place: int, number: int, link: Link) -> None:
        known = self.named[number]
        entity = self.tokens.entities[place]
        known.mentions.append(place)
        self.links[place] = link
        if known.label != "PERSON":
            return
        known.gender = known.gender or self._title_gender(entity) or _gender_of(known.key)

    def _title_gender(self, entity: Entity) -> str:
        """What the title before a name tells: "Mrs. Brandel"."""
        before = entity.first - 1
        if before < 0:
            return ""
        title = plain(self.tokens.word[before])
        return "m" if title in MALE_TITLES else "f" if title in FEMALE_TITLES else ""

    def named_in_order(self) -> None:
        """Sorts the mentions of each by their place in the text."""
        for known in self.named:
            known.mentions.sort()


def _gender_of(key: tuple[str, ...]) -> str:
    return "m" if key[0] in _MEN_ALIKE else "f" if key[0] in _WOMEN_ALIKE else ""


_MEN_ALIKE: Final = frozenset(map(spelling, MEN))
_WOMEN_ALIKE: Final = frozenset(map(spelling, WOMEN))


def _initials(name: str) -> str:
    """The capitals that a name's abbreviation consists of: "UN" of "the United Nations"."""
    return initials(tuple(name.split())).upper()


def _without_firm_end(words: tuple[str, ...], entity: Entity) -> tuple[str, ...]:
    is_firm = entity.label == "ORG" and len(words) > 1 and words[-1] in _FIRM_ENDS
    return words[:-1] if is_firm else words


_FIRM_ENDS: Final = frozenset(plain(word) for word in FIRM_ENDS) - {
    "bank",
    "fund",
    "party",
    "group",
}


def title_of(tokens: Tokens, entity: Entity) -> tuple[int, int] | None:
    """Tokens of the titles and offices directly before a person's name; None: there are none."""
    first = entity.first
    while first > 0 and tokens.word[first - 1] in TITLES | OFFICES:
        first -= 1
    return (first, entity.first) if first < entity.first else None
