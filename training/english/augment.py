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
    "GPE": 0.35,
    "ORG": 0.25,
    "LOC": 0.2,
    "FAC": 0.2,
    "NORP": 0.2,
}
"""Share of the names of each label that become others."""


def name_spans(text: Text) -> list[tuple[int, int, str]]:
    """(first token, token behind the last, label) of each entity."""
    return spans([ENTITY_TAGS[number] for number in text.entities])


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
    """The text with some of its names made others; a name keeps its number of tokens."""
    tokens = list(text.tokens)
    becomes: dict[Name, Name] = {}
    surnames: dict[str, str] = {}
    for start, end, label in name_spans(text):
        name = tuple(text.tokens[start:end])
        if name not in becomes:
            becomes[name] = _other(name, label, pools, surnames, draw)
        tokens[start:end] = becomes[name]
    return replace(text, tokens=tokens)


def _other(
    name: Name, label: str, pools: Pools, surnames: dict[str, str], draw: random.Random
) -> Name:
    """What a name becomes, be it itself."""
    known = pools.names.get((label, len(name)), ())
    if not is_plain(name) or not known:
        return name
    if label == "PERSON" and len(name) == 1 and name[0] in surnames:
        return (surnames[name[0]],)
    if draw.random() >= SWAPPED.get(label, 0.0):
        return name
    if label != "PERSON" or len(name) > 2:
        other = draw.choice(known)
    elif len(name) == 2:
        other = (draw.choice(pools.first), draw.choice(pools.last))
    else:
        other = (draw.choice(pools.last),)
    if label == "PERSON":
        surnames[name[-1]] = other[-1]
    return other
