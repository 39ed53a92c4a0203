"""Through whom was it said? "told CBS News", "in an interview with …", "on Truth Social"."""

from __future__ import annotations

from typing import Final

from transforms.prose.speakers import quoted_as_saying
from transforms.prose.tokens import Entity, Tokens

MEDIA: Final = frozenset(("ORG", "MISC"))
"""Labels of names that may be a medium or a platform."""
LISTENED: Final = frozenset(("tell", "inform", "remind", "assure", "email", "text", "message"))
"""Verbs whose object hears what is said."""
INTERVIEWS: Final = frozenset(
    ("interview", "interviews", "conversation", "appearance", "statement", "letter", "op-ed")
)
OUTLETS: Final = frozenset(
    ("broadcaster", "newspaper", "agency", "magazine", "channel", "network", "station", "paper",
     "daily", "weekly", "website", "tabloid", "publication", "outlet")
)  # fmt: skip
"""What may stand before a medium's name."""
REACH: Final = 14
"""Tokens from a cue in which its medium stands, at most."""


def via_of(tokens: Tokens, cue: int) -> tuple[int, int] | None:
    """Tokens of the medium that a cue's sentence names; None: it names none.

    `cue`: token of the verb of saying.
    """
    for verb in (cue, tokens.head[cue]):
        if quoted_as_saying(tokens, verb) is not None:
            return _subject_name(tokens, verb)
    first, last = max(cue - REACH, 0), min(cue + REACH + 1, len(tokens))
    for number in dict.fromkeys(tokens.entity[first:last]):
        if number < 0:
            continue
        entity = tokens.entities[number]
        is_near = tokens.sentence[entity.first] == tokens.sentence[cue]
        if is_near and entity.label in MEDIA and _is_medium(tokens, cue, entity):
            return entity.first, entity.last
    return None


def _subject_name(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """The name that is the subject of a verb: of "Reuters quoted her as saying" Reuters."""
    subjects = (c for c in tokens.children[verb] if tokens.label[c] == "nsubj")
    numbers = (tokens.entity[place] for place in subjects)
    number = next((number for number in numbers if number >= 0), None)
    if number is None:
        return None
    entity = tokens.entities[number]
    return entity.first, entity.last


def _is_medium(tokens: Tokens, cue: int, entity: Entity) -> bool:
    """Whether a name stands where a sentence names a medium."""
    before = entity.first - 1
    if before >= 0 and tokens.lower[before] in OUTLETS:
        before -= 1  # "told the broadcaster NRN"
    if before >= 0 and tokens.lower[before] in ("the", "a", "an"):
        before -= 1
    if before == cue:
        return tokens.lemma[cue] in LISTENED
    if before < 1:
        return False
    word = tokens.lower[before]
    if word in ("with", "to", "for", "by") and tokens.lower[before - 1] in INTERVIEWS:
        return True
    return word == "on" and _hangs_on(tokens, entity, cue)


def _hangs_on(tokens: Tokens, entity: Entity, cue: int) -> bool:
    """Whether a name hangs on the cue, or on something that does."""
    node = entity.first
    for _ in range(4):
        node = tokens.head[node]
        if node == cue:
            return True
    return False
