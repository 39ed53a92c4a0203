"""Other names in the same sentences, so that the encoder learns contexts and not lists of names.

Names are drawn from the training corpora themselves. Inside one text the same name becomes the same
other name, and a surname alone that of the full name it belongs to.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk_en.heads import spans
from training.english.data import ENTITY_TAGS, Text

Name = tuple[str, ...]
"""The tokens of a name."""

SWAPPED: dict[str, float] = {
    "PERSON": 0.7,
    "GPE": 0.3,
    "ORG": 0.35,
    "FAC": 0.2,
    "NORP": 0.2,
}
"""Share of the names of each label that become others. LOC stays: continents and seas are few."""

COINED = 0.12
"""Share of other names that nobody bears: made of the halves of two names."""

PARTICLES: tuple[Name, ...] = (
    ("al", "-"),
    ("el", "-"),
    ("Al", "-"),
    ("bin",),
    ("ibn",),
    ("van",),
    ("van", "der"),
    ("von",),
    ("de",),
    ("de", "la"),
    ("da",),
    ("dos",),
    ("Abu",),
    ("Mac",),
)
"""What stands before surnames, in spaCy's tokens."""

ENDINGS = ("bank", "tech", "corp", "tel", "media", "gas", "air", "net", "oil", "soft", "Group")
"""What ends names of organisations that are coined."""


def name_spans(text: Text) -> list[tuple[int, int, str]]:
    """(first token, token behind the last, label) of each entity."""
    return spans([ENTITY_TAGS[number] if number > 0 else "O" for number in text.entities])


def is_plain(name: Name) -> bool:
    """Whether every token is a capitalised word."""
    return all(token[:1].isupper() and token.replace("-", "").isalpha() for token in name)


@dataclass(frozen=True)
class Pools:
    """Names to draw from: first and last names, and those of each label by number of tokens."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    names: dict[tuple[str, int], tuple[Name, ...]]


def pools_of(texts: Sequence[Text]) -> Pools:
    """The names of these texts, in an order of their own."""
    first: set[str] = set()
    last: set[str] = set()
    names: dict[tuple[str, int], set[Name]] = {}
    for text in texts:
        for start, end, label in name_spans(text):
            name = tuple(text.tokens[start:end])
            if not is_plain(name):
                continue
            names.setdefault((label, len(name)), set()).add(name)
            if label == "PERSON" and len(name) == 2:
                first.add(name[0])
                last.add(name[1])
    return Pools(
        tuple(sorted(first)),
        tuple(sorted(last)),
        {key: tuple(sorted(values)) for key, values in sorted(names.items())},
    )


def swapped(text: Text, pools: Pools, draw: random.Random) -> Text:
    """The text with some of its names made others, of any number of tokens."""
    tokens: list[str] = []
    entities: list[int] = []
    others = Others(pools, draw)
    place = 0
    for start, end, label in name_spans(text):
        tokens += text.tokens[place:start]
        entities += text.entities[place:start]
        name = others.of(tuple(text.tokens[start:end]), label)
        tokens += name
        entities += [ENTITY_TAGS.index(f"{'I' if n else 'B'}-{label}") for n in range(len(name))]
        place = end
    return replace(
        text, tokens=tokens + text.tokens[place:], entities=entities + text.entities[place:]
    )


class Others:
    """What the names of one text become; the same name always the same.

    Args:
        pools: Names to draw from.
        draw: Chance.
    """

    def __init__(self, pools: Pools, draw: random.Random) -> None:
        self._pools, self._draw = pools, draw
        self._becomes: dict[Name, Name] = {}
        self._surnames: dict[str, Name] = {}

    def of(self, name: Name, label: str) -> Name:
        """What this name becomes, be it itself."""
        if name not in self._becomes:
            self._becomes[name] = self._new(name, label)
        return self._becomes[name]

    def _new(self, name: Name, label: str) -> Name:
        if label == "PERSON" and len(name) == 1 and name[0] in self._surnames:
            return self._surnames[name[0]]
        if not is_plain(name) or self._draw.random() >= SWAPPED.get(label, 0.0):
            return name
        if label == "PERSON":
            surname = self._surname()
            self._surnames[name[-1]] = surname
            return surname if len(name) == 1 else self._full_name(surname)
        if self._draw.random() < COINED and label in ("ORG", "GPE"):
            return self._coined_name(label)
        sizes = [size for size in (1, 2, 3, 4) if (label, size) in self._pools.names]
        # Mostly of as many tokens, so that long names stay as frequent as they are.
        size = len(name) if len(name) in sizes and self._draw.random() < 0.7 else None
        known = self._pools.names.get((label, size or self._draw.choice(sizes or [0])))
        return self._draw.choice(known) if known else name

    def _surname(self) -> Name:
        last = self._draw.choice(self._pools.last)
        kind = self._draw.random()
        if kind < COINED:
            last = self._coined(self._pools.last)
        elif kind < COINED + 0.08:
            return (*self._draw.choice(PARTICLES), last)
        elif kind < COINED + 0.12:
            return (last.upper(),)
        elif kind < COINED + 0.16:
            return (last, "-", self._draw.choice(self._pools.last))
        return (last,)

    def _full_name(self, surname: Name) -> Name:
        first = self._draw.choice(self._pools.first)
        kind = self._draw.random()
        if kind < 0.08:  # as Korean names are written: Moon Jae-in
            second = self._draw.choice(self._pools.first)[:4].lower()
            return (*surname, first[:5], "-", second)
        if kind < 0.14:
            return (first[0] + ".", *surname)
        if kind < 0.2:
            return (first, first[0] + ".", *surname)
        if kind < 0.3:
            return (first, self._draw.choice(self._pools.first), *surname)
        if kind < 0.34:
            return (first, "-", self._draw.choice(self._pools.first), *surname)
        return (first, *surname)

    def _coined_name(self, label: str) -> Name:
        known = self._pools.names.get((label, 1), ())
        if label == "ORG" and self._draw.random() < 0.5:
            letters = [self._draw.choice(known)[0][0].upper() for _ in range(5)]
            return ("".join(letters[: self._draw.randint(2, 5)]),)
        word = self._coined([name[0] for name in known])
        if label == "ORG" and self._draw.random() < 0.4:
            ending = self._draw.choice(ENDINGS)
            return (word, ending) if ending[0].isupper() else (word + ending,)
        return (word,)

    def _coined(self, words: Sequence[str]) -> str:
        """The first half of one word with the second half of another."""
        before, after = self._draw.choice(words), self._draw.choice(words)
        return before[: max(2, (len(before) + 1) // 2)] + after[len(after) // 2 :].lower()
