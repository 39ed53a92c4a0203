"""One name, one label: what a text says of a name in one place holds for the others.

A window of some sentences may not tell what "Kremlin" is; the whole text does. All places of a name
vote with the probabilities that the encoder gave them. A surname takes part in the vote of the full
name that it ends, an abbreviation in brackets in that of the name before it. Places of a name that
were read as nothing are added where the encoder thought a name possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from copydesk_en.gazetteer import KNOWN
from copydesk_en.heads import Floats

POSSIBLE: Final = 0.08
"""Probability of being a name at all, on average over its tokens, from which a place that was read
as nothing becomes a name that stands elsewhere in the text."""
SURE: Final = 0.6
"""Share of a name's votes that its label needs for that."""
PRIOR: Final = 0.9
"""What the gazetteer's vote counts at each place of a name; the encoder's are up to 1."""
FULL_NAME: Final = 0.7
"""What a vote for the full name counts for the surname alone."""

_TITLES: Final = (
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Lord Lady President Prime Minister Senator Sen."
    " Rep. Gov. Governor King Queen Crown Prince Princess Pope General Gen. Col. Colonel Capt."
    " Captain Sgt. Lt. Professor Prof. Sheikh Imam Rev. Reverend Justice Judge Secretary Chancellor"
    " Ambassador Mayor Chief Deputy Vice Undersecretary Hon. Hon'ble Madam"
)
TITLES: Final = frozenset(_TITLES.split())
"""Words before people's names that are no part of them."""
_OFFICES: Final = (
    "Minister Marshal Professor Emperor Advisor Adviser Officer Lawyer Director Chairman"
    " Chairwoman Chairperson Spokesman Spokeswoman Spokesperson Commissioner Inspector Ranger PM MP"
)
OFFICES: Final = frozenset(_OFFICES.split())
"""Words that end an office: all before them is no part of a person's name either."""
NO_BEGIN: Final = frozenset(
    ("of", "and", "the", "special", "former", "ex", "a", "an", "&", "-", "'", "’")
)
NO_END: Final = frozenset(("of", "and", "the", "a", "an", "&", "-", "–", "—", "(", ",", "'"))
_PRONOUNS: Final = "we he she it they i you this that all his her their our"
NO_NAME: Final = frozenset(_PRONOUNS.split())

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
    person = labels.index("PERSON")
    spans = list(_parted(tokens, list(_trimmed(tokens, spans, person))))
    votes: dict[Name, Floats] = {}
    for start, end, _ in spans:
        name = tuple(tokens[start:end])
        votes[name] = votes.get(name, np.float32(0)) + shares[start:end].mean(0)
    _add_known(votes, spans, tokens, labels)
    _add_surnames(votes, person)
    _add_abbreviations(votes, tokens, spans)
    chosen = {name: int(vote.argmax()) for name, vote in votes.items()}
    found = [
        _entity(start, end, chosen[name], shares, votes[name])
        for start, end, _ in spans
        for name in [tuple(tokens[start:end])]
    ]
    taken = np.zeros(len(tokens), bool)
    for start, end, _ in spans:
        taken[start:end] = True
    found += _overlooked(tokens, votes, chosen, shares, taken)
    return sorted(found, key=lambda entity: entity.start)


def _trimmed(
    tokens: Sequence[str], spans: Sequence[tuple[int, int, int]], person: int
) -> Iterator[tuple[int, int, int]]:
    """The spans without words at their ends that are no part of a name; empty ones are left out.

    People's names begin behind their titles and offices: "Interior Minister Ada Brandel" is named
    Ada Brandel. A name that ends in a hyphen goes on if it is a person's: "Moon Jae-in".
    """
    for first, last, label in spans:
        start, end = first, last
        if label == person:
            offices = [n for n in range(start, end) if tokens[n] in OFFICES]
            start = offices[-1] + 1 if offices else start
            while start < end and tokens[start] in TITLES:
                start += 1
            if start < end < len(tokens) and tokens[end - 1] == "-" and tokens[end].isalpha():
                end += 1
        while start < end and tokens[start].lower() in NO_BEGIN:
            start += 1
        while start < end and tokens[end - 1].lower() in NO_END:
            end -= 1
        is_office = label == person and end < len(tokens) and tokens[end] == "Minister"
        is_word = end - start == 1 and tokens[start].lower() in NO_NAME
        if start < end and not is_office and not is_word:
            yield start, end, label


def _parted(
    tokens: Sequence[str], spans: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """The spans; two names with a hyphen between them that are known apart are two: "US-Russia"."""
    names = {tuple(tokens[start:end]) for start, end, _ in spans}

    def is_known(start: int, end: int) -> bool:
        name = tuple(tokens[start:end])
        return name in names or name in KNOWN

    for start, end, label in spans:
        hyphens = [
            place
            for place in range(start + 1, end - 1)
            if tokens[place] == "-" and is_known(start, place) and is_known(place + 1, end)
        ]
        if hyphens and tuple(tokens[start:end]) not in KNOWN:
            yield start, hyphens[0], label
            yield hyphens[0] + 1, end, label
        else:
            yield start, end, label


def _entity(start: int, end: int, label: int, shares: Floats, votes: Floats) -> Entity:
    here = float(shares[start:end, label].mean())
    all_places = float(votes[label] / max(float(votes.sum()), 1e-6))
    return Entity(start, end, label, (here + all_places) / 2)


def _add_known(
    votes: dict[Name, Floats],
    spans: Sequence[tuple[int, int, int]],
    tokens: Sequence[str],
    labels: Sequence[str],
) -> None:
    """A name of the gazetteer gets votes for its label at each of its places."""
    for start, end, _ in spans:
        name = tuple(tokens[start:end])
        label = KNOWN.get(name)
        if label is not None and label in labels:
            votes[name][labels.index(label)] += PRIOR


def _add_surnames(votes: dict[Name, Floats], person: int) -> None:
    """A surname or first name alone gets the votes of the full names that it is part of."""
    for name, vote in list(votes.items()):
        if len(name) > 1 and int(vote.argmax()) == person:
            for part in {name[-1:], name[:1], name[1:]}:
                if part in votes:
                    votes[part] = votes[part] + FULL_NAME * vote


def _add_abbreviations(
    votes: dict[Name, Floats], tokens: Sequence[str], spans: Sequence[tuple[int, int, int]]
) -> None:
    """An abbreviation behind a name, in brackets, gets that name's votes."""
    ends = {end: tuple(tokens[start:end]) for start, end, _ in spans}
    for start, end, _ in spans:
        full = ends.get(start - 1)
        short = tuple(tokens[start:end])
        if full and len(full) > 1 and tokens[start - 1] == "(" and len(short) == 1:
            initials = "".join(word[0] for word in full if word[:1].isupper())
            if short[0].replace(".", "").upper().startswith(initials[:2].upper()):
                votes[short] = votes[short] + votes[full]


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
