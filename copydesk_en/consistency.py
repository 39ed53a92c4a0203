"""One name, one label: what a text says of a name in one place holds for the others.

A window of some sentences may not tell what "Kremlin" is; the whole text does. Every place of a
name votes with the probabilities that the encoder gave it, and the gazetteer votes at every place
of a name that it holds. On top of these votes a name gets as many again

- for FAC, if a name read as a place ends as streets, bridges and stadiums do;
- for ORG, if a noun beside one of its places says so ("the broadcaster Zelto");
- for GPE and NORP, if the text has both a place and its people ("Zeltia", "Zeltian");
- for what longer names are that it is part of: the full names of a surname, "Zelto Ltd" of "Zelto";
- for what the names are behind which it stands as an abbreviation in brackets.

All of these weigh what the places alone voted, and each is given once: neither the order of the
text nor the number of repetitions changes a name's label. Places of a name that were read as
nothing are added where the encoder thought a name possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from copydesk_en.boundaries import Span, bounded
from copydesk_en.cues import (
    BUILT_ENDS,
    FIRM_ENDS,
    abbreviates,
    calls_organisation,
    initials,
    speakers,
)
from copydesk_en.gazetteer import KNOWN
from copydesk_en.heads import Floats

POSSIBLE: Final = 0.08
"""Least mean probability of being any name for a place that was read as nothing to be added. From
0.03 to 0.3 the development news (F1 84.9) move by 0.1."""
SURE: Final = 0.6
"""Such a place is added only if the winning label has at least this share of the name's votes. From
0.5 to 0.8: 0.1."""
PRIOR: Final = 0.9
"""The gazetteer's vote at each place of a name; the encoder's are up to 1, so that it can outvote
this one. 2.0 instead: 0.1 more."""
SPEAKER: Final = 3.0
"""Votes added at each place where initials before a colon are those of a person of the text."""

PLACE_END: Final = "a"
PEOPLE_ENDS: Final = ("n", "ns")
"""What makes a people of a place's name that ends so."""
SHORTEST_PLACE: Final = 5
"""Letters of such a place: shorter ones are first names too often."""

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


def label_names(
    tokens: Sequence[str],
    spans: Sequence[tuple[int, int, int]],
    probabilities: Floats,
    labels: Sequence[str],
) -> list[Entity]:
    """The entities of a text, of which no name has two labels.

    Args:
        tokens: The texts of the tokens.
        spans: (first token, token behind the last, label) of each entity as it was read, in order.
        probabilities: (tokens, labels): that each token is part of such an entity.
        labels: Names of the labels.
    """
    person, org = labels.index("PERSON"), labels.index("ORG")
    names = bounded(tokens, [Span(*span) for span in spans], person, org)
    own = _votes_of_places(tokens, names, probabilities, labels)
    kinds = _with_cues(own, tokens, names, labels)
    kinds = _with_peoples(_with_built(kinds, labels), labels)
    votes = dict(kinds)
    for ties in (_longer_names(kinds, person, org), _definitions(kinds, tokens, names)):
        for name, others in ties.items():
            weight = max(1.0, float(own[name].sum()))
            votes[name] = votes[name] + weight * _share(np.sum([kinds[o] for o in others], 0))
    names = _with_speakers(votes, tokens, names, person)
    chosen = {name: int(vote.argmax()) for name, vote in votes.items()}
    found = [
        _entity(start, end, chosen[name], probabilities, votes[name])
        for start, end, _ in names
        for name in [tuple(tokens[start:end])]
    ]
    taken = np.zeros(len(tokens), bool)
    for start, end, _ in names:
        taken[start:end] = True
    found += _overlooked(tokens, votes, chosen, probabilities, taken)
    return sorted(found, key=lambda entity: entity.start)


def _share(vote: Floats) -> Floats:
    return np.asarray(vote / max(float(vote.sum()), 1e-6), np.float32)


def _entity(start: int, end: int, label: int, probabilities: Floats, votes: Floats) -> Entity:
    here = float(probabilities[start:end, label].mean())
    return Entity(start, end, label, (here + float(_share(votes)[label])) / 2)


def _votes_of_places(
    tokens: Sequence[str], names: Sequence[Span], probabilities: Floats, labels: Sequence[str]
) -> dict[Name, Floats]:
    """For each name the sum of what the encoder and the gazetteer say at its places."""
    votes: dict[Name, Floats] = {}
    for start, end, _ in names:
        name = tuple(tokens[start:end])
        vote = probabilities[start:end].mean(0)
        known = KNOWN.get(name)
        if known in labels:
            vote[labels.index(known)] += PRIOR
        votes[name] = votes[name] + vote if name in votes else vote
    return votes


def _with_cues(
    own: Mapping[Name, Floats], tokens: Sequence[str], names: Sequence[Span], labels: Sequence[str]
) -> dict[Name, Floats]:
    """The votes with those of what says that a name is an organisation.

    A noun that stands beside it, or an ampersand between two names.
    """
    org = labels.index("ORG")
    called = {
        tuple(tokens[start:end])
        for start, end, label in names
        if calls_organisation(tokens, start, end) or (label == org and "&" in tokens[start:end])
    }
    found = dict(own)
    for name in called - KNOWN.keys():
        found[name] = own[name].copy()
        found[name][org] += own[name].sum()
    return found


def _with_built(own: dict[Name, Floats], labels: Sequence[str]) -> dict[Name, Floats]:
    """The votes with those for streets, bridges and grounds that were read as other places."""
    if "FAC" not in labels:
        return own
    places = {labels.index(label) for label in ("GPE", "LOC") if label in labels}
    found = dict(own)
    for name, vote in own.items():
        is_built = len(name) > 1 and name[-1] in BUILT_ENDS and name not in KNOWN
        if is_built and int(vote.argmax()) in places:
            found[name] = vote.copy()
            found[name][labels.index("FAC")] += vote.sum()
    return found


def _with_peoples(own: dict[Name, Floats], labels: Sequence[str]) -> dict[Name, Floats]:
    """The votes with those for a place and its people, where the text names both.

    Only for names that end as most of these do, and of which no longer name is made: "Maria" and
    "Marian" may be two sisters.
    """
    parts = {part for name in own if len(name) > 1 for part in name}
    found = dict(own)
    for name in own:
        if len(name) > 1 or not name[0].endswith(PLACE_END) or len(name[0]) < SHORTEST_PLACE:
            continue
        for end in PEOPLE_ENDS:
            people = (name[0] + end,)
            if people in own and not parts & {name[0], people[0]}:
                for one, label in ((name, "GPE"), (people, "NORP")):
                    found[one] = found[one].copy()
                    found[one][labels.index(label)] += own[one].sum()
    return found


def _longer_names(kinds: Mapping[Name, Floats], person: int, org: int) -> dict[Name, list[Name]]:
    """By name, the longer names that it is part of.

    Surnames and first names are parts of people's names, and firms' names of those with a word
    that says what they are.
    """
    found: dict[Name, list[Name]] = {}
    for name, vote in kinds.items():
        if len(name) == 1:
            continue
        label = int(vote.argmax())
        parts = {name[-1:], name[:1], name[1:]} if label == person else set()
        if label == org and name[-1] in FIRM_ENDS:
            parts = {name[:-1]}
        for part in parts & kinds.keys():
            found.setdefault(part, []).append(name)
    return found


def _definitions(
    kinds: Mapping[Name, Floats], tokens: Sequence[str], names: Sequence[Span]
) -> dict[Name, list[Name]]:
    """By abbreviation, the names behind which it stands in brackets."""
    ends = {end: tuple(tokens[start:end]) for start, end, _ in names}
    found: dict[Name, list[Name]] = {}
    for start, end, _ in names:
        full = ends.get(start - 1)
        short = tuple(tokens[start:end])
        if not full or len(full) == 1 or tokens[start - 1] != "(" or len(short) > 1:
            continue
        if abbreviates(short[0], full) and full not in found.get(short, ()):
            found.setdefault(short, []).append(full)
    return found


def _with_speakers(
    votes: dict[Name, Floats], tokens: Sequence[str], names: Sequence[Span], person: int
) -> list[Span]:
    """The names and the initials that say who speaks, with votes for their persons."""
    people: dict[str, Floats] = {}
    for name, vote in votes.items():
        if len(name) > 1 and int(vote.argmax()) == person:
            letters = initials(name)
            people[letters] = people[letters] + vote if letters in people else vote
    taken = {place for start, end, _ in names for place in range(start, end)}
    more = []
    for place in speakers(tokens, people.keys()):
        name = (tokens[place],)
        vote = SPEAKER * _share(people[tokens[place]])
        votes[name] = votes[name] + vote if name in votes else vote
        if place not in taken:
            taken.add(place)
            more.append(Span(place, place + 1, person))
    return sorted([*names, *more])


def _overlooked(
    tokens: Sequence[str],
    votes: Mapping[Name, Floats],
    labels: Mapping[Name, int],
    probabilities: Floats,
    taken: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[Entity]:
    """Places of known names that were read as nothing; longer names first."""
    lengths: dict[str, set[int]] = {}
    for name in votes:
        if any(token[:1].isupper() for token in name):
            lengths.setdefault(name[0], set()).add(len(name))
    descending = {first: sorted(found, reverse=True) for first, found in lengths.items()}
    for start, token in enumerate(tokens):
        for length in () if taken[start] else descending.get(token, ()):
            end = start + length
            name = tuple(tokens[start:end])
            if name not in votes or taken[start:end].any():
                continue
            vote, label = votes[name], labels[name]
            if vote[label] < SURE * vote.sum() or probabilities[start:end].sum(1).mean() < POSSIBLE:
                continue
            taken[start:end] = True
            yield _entity(start, end, label, probabilities, vote)
            break
