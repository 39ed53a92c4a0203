"""Whom does "he" or "she" mean? The person who is most in view where the pronoun stands.

Every person named before is weighed: how near, whether subject, whether inside somebody's speech,
whether the last one who spoke; who has another gender or stands in the pronoun's own clause beside
it is out. The weights are ours, set on the development part of PolNeAR; the signals are those of
Lappin and Leass 1994 ("An algorithm for pronominal anaphora resolution", section 2.1.3).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from transforms.prose.people import People
from transforms.prose.tokens import SUBJECTS, Tokens

GENDER: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
"""What the pronouns tell."""
FAR: Final = 4
"""Paragraphs back from which nobody is in view any more."""
SUBJECT: Final = 30.0
ROOT_SUBJECT: Final = 15.0
POSSESSOR: Final = -15.0
IN_SPEECH: Final = -45.0
SPOKE: Final = 30.0
"""For the one who spoke last before the pronoun, in its paragraph or the one before."""
PER_SENTENCE: Final = -18.0
PER_MENTION: Final = -4.0
TOLD_GENDER: Final = 25.0
MOST_MENTIONS: Final = 40
"""Mentions back from which nobody is in view any more."""
ALONE: Final = 40.0
"""Lead of one whom nobody else competes with."""
LEAST_SURE: Final = 0.55
MOST_SURE: Final = 0.95
SURE: Final = 0.6
"""Confidence above which a pronoun tells the gender of the person whom it means."""
REPEATED: Final = 4.0
"""For each mention before, of up to five."""


class Antecedent(NamedTuple):
    """Whom a pronoun means: place in `People.named`, and how sure that is."""

    named: int
    confidence: float


def resolve(
    tokens: Tokens, people: People, quoted: Sequence[bool], speakers: Mapping[int, int]
) -> dict[int, Antecedent]:
    """Whom the pronouns of a text mean, by their tokens; those that nobody fits are left out.

    Args:
        tokens: The article's tokens.
        people: What it names.
        quoted: Which tokens stand in quotation marks; the pronouns of these are not resolved.
        speakers: By token of a cue, the token of its subject.
    """
    view = _View(tokens, people, quoted, sorted(speakers.values()))
    found: dict[int, Antecedent] = {}
    waiting = _people_in_order(tokens, people)
    following = next(waiting, None)
    for place in [p for p in tokens.places(GENDER.keys()) if not quoted[p]]:
        while following and following.token <= place:
            view.mentions.append(following)
            following = next(waiting, None)
        gender = GENDER[tokens.lower[place]]
        best = view.best(place, gender)
        if best:
            found[place] = best
            view.mentions.append(_Seen(place, best.named, place))
            if best.confidence > SURE:
                view.genders[best.named] = view.genders[best.named] or gender
    return found


class _Seen(NamedTuple):
    """A mention of a person: its last token, place in `People.named`, and the token it hangs by."""

    token: int
    named: int
    head: int


def _people_in_order(tokens: Tokens, people: People) -> Iterator[_Seen]:
    """The mentions of people by name."""
    for place, entity in enumerate(tokens.entities):
        link = people.links.get(place)
        if link and people.named[link.named].label == "PERSON":
            last = entity.last - 1
            yield _Seen(last, link.named, head_of(tokens, last))


class _View:
    """Who is in view at some place of a text."""

    def __init__(
        self, tokens: Tokens, people: People, quoted: Sequence[bool], spoke: Sequence[int]
    ) -> None:
        self._tokens, self._quoted, self._spoke = tokens, quoted, spoke
        self._speaking = frozenset(spoke)
        self.genders = {number: named.gender for number, named in enumerate(people.named)}
        self.mentions: list[_Seen] = []

    def best(self, place: int, gender: str) -> Antecedent | None:
        """Whom a pronoun of this gender means; None: nobody who is in view."""
        scores = self._scores(place, gender)
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else ALONE
        return Antecedent(ranked[0][0], round(min(MOST_SURE, LEAST_SURE + margin / 100), 2))

    def _scores(self, place: int, gender: str) -> dict[int, float]:
        """How much each person is in view."""
        tokens = self._tokens
        number = bisect_left(self._spoke, place) - 1
        last_speaker = self._spoke[number] if number >= 0 else -1
        scores: dict[int, float] = {}
        counts: dict[int, int] = {}
        alone = _stands_alone(tokens, place)
        for passed, seen in enumerate(reversed(self.mentions[-MOST_MENTIONS:]), 1):
            token, named, head = seen
            if tokens.paragraph[place] - tokens.paragraph[token] > FAR:
                break
            counts[named] = counts.get(named, 0) + 1
            known = self.genders[named]
            if known and known != gender:
                continue
            if alone and tokens.head[head] == tokens.head[place] and head != place:
                continue
            if (
                place in self._speaking
                and self._quoted[token]
                and (tokens.paragraph[token] == tokens.paragraph[place])
            ):
                continue  # nobody is named in what he says himself
            score = self._score(place, seen) + PER_MENTION * passed
            score += TOLD_GENDER * (known == gender)
            if token == last_speaker and tokens.paragraph[place] - tokens.paragraph[token] < 2:
                score += SPOKE
            scores[named] = max(scores.get(named, -1e9), score)
        return {named: score + REPEATED * min(counts[named], 5) for named, score in scores.items()}

    def _score(self, place: int, seen: _Seen) -> float:
        """How much one mention brings a person into view."""
        tokens, token, head = self._tokens, seen.token, seen.head
        score = PER_SENTENCE * (tokens.sentence[place] - tokens.sentence[token])
        if tokens.label[head] in SUBJECTS:
            verb = tokens.head[head]
            score += SUBJECT + ROOT_SUBJECT * (tokens.head[verb] == verb)
        elif tokens.label[head] == "nmod:poss":
            score += POSSESSOR
        return score + IN_SPEECH * self._quoted[token]


def head_of(tokens: Tokens, token: int) -> int:
    """The token of a name that hangs on something outside of it."""
    number = tokens.entity[token]
    if number < 0:
        return token
    entity = tokens.entities[number]
    for place in range(entity.first, entity.last):
        if not entity.first <= tokens.head[place] < entity.last:
            return place
    return token


def _stands_alone(tokens: Tokens, place: int) -> bool:
    """Whether a pronoun can't mean a name that is a part of its own clause: "Ada met her"."""
    is_possessive = tokens.label[place] in ("nmod:poss", "det")
    return not is_possessive and not tokens.lower[place].endswith("self")
