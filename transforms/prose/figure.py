"""A number that the prose states, and what it counts."""

from __future__ import annotations

from typing import NamedTuple

from transforms.prose.numbers import Value
from transforms.prose.tokens import Entity, Tokens


class Figure(NamedTuple):
    """A number with its meaning; `first` to `last` are tokens, the last one behind it.

    Args:
        kind: `count`, `age`, `duration`, `money`, `share`, `quantity`, `ordinal`.
        value: The number and its bounds.
        qualifier: Words that bound it, as written; None: there are none.
        unit: `hour`, `km`, `%`, `percentage point`; None: a count, or money.
        currency: ISO 4217.
        noun: Token of what is counted.
        place: Token that stands for the figure in the tree.
    """

    first: int
    last: int
    kind: str
    value: Value
    qualifier: tuple[int, int] | None
    unit: str | None
    currency: str | None
    noun: int | None
    place: int


def noun_of(tokens: Tokens, entity: Entity) -> int | None:
    """The token of what a number counts: its noun in the tree, or behind "of"."""
    for place in range(entity.last - 1, entity.first - 1, -1):
        head = tokens.head[place]
        if tokens.tag[head] == "JJR":
            head = tokens.head[head]  # "half a million fewer votes"
        is_outside = not entity.first <= head < entity.last
        if is_outside and tokens.tag[head].startswith("NN") and head > place:
            return head
    behind = entity.last
    if behind < len(tokens) and tokens.lower[behind] == "of":
        return next(
            (
                place
                for place in range(behind + 1, min(behind + 6, len(tokens)))
                if tokens.tag[place] in ("NN", "NNS", "NNP", "NNPS")
                and tokens.label[place] not in ("compound", "amod")
            ),
            None,
        )
    return None
