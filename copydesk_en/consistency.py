"""One name, one label: what a text says of a name in one place holds for the others.

A window of some sentences may not tell what "Kremlin" is; the whole text does. All places of a name
vote with the probabilities that the encoder gave them; the gazetteer and the words beside a name
vote with them. A surname gets as many votes again for what the full name that it ends is, an
abbreviation in brackets for what the name before it is, "Zelto" for what "Zelto Ltd" is. Places of
a name that were read as nothing are added where the encoder thought a name possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from copydesk_en.boundaries import Span, bounded
from copydesk_en.cues import FIRM_ENDS, calls_organisation, initials, speakers
from copydesk_en.gazetteer import KNOWN
from copydesk_en.heads import Floats

POSSIBLE: Final = 0.08
"""Probability of being a name at all, on average over its tokens, from which a place that was read
as nothing becomes a name that stands elsewhere in the text."""
SURE: Final = 0.6
"""Share of a name's votes that its label needs for that."""
PRIOR: Final = 0.9
"""What the gazetteer's vote counts at each place of a name; the encoder's are up to 1."""
SPEAKER: Final = 3.0
"""What it counts that initials before a colon are those of a person of the text."""

Name = tuple[str, ...]


@dataclass(frozen=True)
class Entity:
    """Tokens `start` to `end` (behind the last).

    Args:
        start, end: Tokens.
        label: Number of the label.
        confidence: Mean of the encoder's probability of the label here and of its share of the
            votes of all places of the name.
    """

    start: int
    end: int
    label: int
    confidence: float


def settle(
    tokens: Sequence[str],
    spans: Sequence[tuple[int, int, int]],
    shares: Floats,
    labels: Sequence[str],
) -> list[Entity]:
    """The entities of a text, of which no name has two labels.

    Args:
        tokens: The texts of the tokens.
        spans: (first token, token behind the last, label) of each entity as it was read, in order.
        shares: (tokens, labels): the probability that each token is part of such an entity.
        labels: Names of the labels.
    """
    person, org = labels.index("PERSON"), labels.index("ORG")
    names = bounded(tokens, [Span(*span) for span in spans], person, org)
    votes: dict[Name, Floats] = {}
    for start, end, _ in names:
        name = tuple(tokens[start:end])
        votes[name] = votes.get(name, np.float32(0)) + shares[start:end].mean(0)
    _add_known(votes, names, tokens, labels)
    _add_cues(votes, names, tokens, org)
    _add_parts(votes, person, org)
    _add_abbreviations(votes, tokens, names)
    names = _with_speakers(votes, tokens, names, person)
    chosen = {name: int(vote.argmax()) for name, vote in votes.items()}
    found = [
        _entity(start, end, chosen[name], shares, votes[name])
        for start, end, _ in names
        for name in [tuple(tokens[start:end])]
    ]
    taken = np.zeros(len(tokens), bool)
    for start, end, _ in names:
        taken[start:end] = True
    found += _overlooked(tokens, votes, chosen, shares, taken)
    return sorted(found, key=lambda entity: entity.start)


def _entity(start: int, end: int, label: int, shares: Floats, votes: Floats) -> Entity:
    here = float(shares[start:end, label].mean())
    all_places = float(votes[label] / max(float(votes.sum()), 1e-6))
    return Entity(start, end, label, (here + all_places) / 2)


def _add_known(
    votes: dict[Name, Floats], names: Sequence[Span], tokens: Sequence[str], labels: Sequence[str]
) -> None:
    """A name of the gazetteer gets votes for its label at each of its places."""
    for start, end, _ in names:
        name = tuple(tokens[start:end])
        label = KNOWN.get(name)
        if label is not None and label in labels:
            votes[name][labels.index(label)] += PRIOR


def _add_cues(
    votes: dict[Name, Floats], names: Sequence[Span], tokens: Sequence[str], org: int
) -> None:
    """A noun beside a name that says what it is counts as much as all places of the name."""
    for start, end, _ in names:
        name = tuple(tokens[start:end])
        if name not in KNOWN and calls_organisation(tokens, start, end):
            vote = votes[name].copy()
            vote[org] += vote.sum()
            votes[name] = vote


def _share(vote: Floats) -> Floats:
    return vote / max(float(vote.sum()), 1e-6)


def _add_parts(votes: dict[Name, Floats], person: int, org: int) -> None:
    """A part of a longer name gets as many votes again, for what the longer name is.

    So do surnames and first names of people, and firms without the word that says so.
    """
    for name, vote in list(votes.items()):
        if len(name) == 1:
            continue
        label = int(vote.argmax())
        parts = {name[-1:], name[:1], name[1:]} if label == person else set()
        if label == org and name[-1] in FIRM_ENDS:
            parts = {name[:-1]}
        for part in sorted(parts & votes.keys()):
            votes[part] = votes[part] + votes[part].sum() * _share(vote)


def _add_abbreviations(
    votes: dict[Name, Floats], tokens: Sequence[str], names: Sequence[Span]
) -> None:
    """An abbreviation behind a name, in brackets, gets as many votes again for that name's kind."""
    ends = {end: tuple(tokens[start:end]) for start, end, _ in names}
    for start, end, _ in names:
        full = ends.get(start - 1)
        short = tuple(tokens[start:end])
        if not full or len(full) == 1 or tokens[start - 1] != "(" or len(short) > 1:
            continue
        letters = short[0].replace(".", "").upper()
        capitals = initials(full).upper()
        if letters.startswith(capitals[:2]) or (len(capitals) > 1 and capitals in letters):
            votes[short] = votes[short] + max(1.0, votes[short].sum()) * _share(votes[full])


def _with_speakers(
    votes: dict[Name, Floats], tokens: Sequence[str], names: Sequence[Span], person: int
) -> list[Span]:
    """The names and the initials that say who speaks, with votes for their persons."""
    people = {
        initials(name): _share(vote)
        for name, vote in votes.items()
        if len(name) > 1 and int(vote.argmax()) == person
    }
    taken = {place for start, end, _ in names for place in range(start, end)}
    more = []
    for (start, end, _), share in speakers(tokens, people):
        name = tuple(tokens[start:end])
        votes[name] = votes.get(name, np.float32(0)) + SPEAKER * share
        if start not in taken:
            more.append(Span(start, end, person))
    return sorted([*names, *more])


def _overlooked(
    tokens: Sequence[str],
    votes: Mapping[Name, Floats],
    labels: Mapping[Name, int],
    shares: Floats,
    taken: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[Entity]:
    """Places of known names that were read as nothing; longer names first."""
    by_first: dict[str, list[Name]] = {}
    for name in sorted(votes, key=len, reverse=True):
        if any(token[:1].isupper() for token in name):
            by_first.setdefault(name[0], []).append(name)
    for start, token in enumerate(tokens):
        for name in by_first.get(token, ()):
            end = start + len(name)
            if tuple(tokens[start:end]) != name or taken[start:end].any():
                continue
            vote, label = votes[name], labels[name]
            if vote[label] < SURE * vote.sum() or shares[start:end].sum(1).mean() < POSSIBLE:
                continue
            taken[start:end] = True
            yield _entity(start, end, label, shares, vote)
            break
