"""Is it said to be so? How a clause states what it states.

`asserted`, `denied`, `attributed` (somebody is said to have said so), `hedged` (may, reportedly),
`conditional` (if), `future` (will, plans to), `question`. The nearest sign counts first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.prose.tokens import Tokens

HEDGES: Final = frozenset(
    ("may", "might", "could", "reportedly", "allegedly", "apparently", "possibly", "perhaps",
     "probably", "likely", "supposedly", "purportedly")
)  # fmt: skip
"""Words that leave open whether it is so."""
FUTURE: Final = frozenset(("will", "'ll", "’ll", "shall", "wo"))
CONDITIONS: Final = frozenset(("if", "unless", "whether", "should", "would"))
CONDITIONALS: Final = frozenset(("if", "unless", "whether"))
PLANS: Final = frozenset(
    ("plan", "intend", "expect", "promise", "pledge", "vow", "threaten", "aim", "want", "hope",
     "propose", "agree", "prepare", "seek")
)  # fmt: skip
"""Verbs under whose infinitive something is still to come."""
DENIALS: Final = frozenset(("deny", "reject", "dispute", "refute"))
CLAUSES: Final = frozenset(("ccomp", "xcomp", "conj", "advcl", "aux", "acl", "csubj"))
"""Arcs by which a clause is a part of what another one states."""
DOUBTS: Final = frozenset(
    ("doubt", "suspect", "imagine", "suppose", "retract", "dismiss", "debunk", "purport", "pretend",
     "allege", "speculate", "fear", "believe")
)  # fmt: skip
DOUBTED: Final = frozenset(
    ("false", "untrue", "unlikely", "doubtful", "impossible", "baseless", "unfounded", "possible",
     "rumour", "rumours", "rumor", "rumors", "allegation", "allegations", "claim", "claims",
     "accusation", "accusations", "suspicion", "suspicions", "fears", "possibility", "suggestion",
     "suggestions", "idea", "theory", "speculation", "evidence", "proof")
)  # fmt: skip
"""Verbs and words below which nothing is stated as a fact: "it is unlikely that", "claims that"."""
NEGATIONS: Final = frozenset(("not", "n't", "n’t", "no", "never", "neither", "nor", "without"))
MOST_STEPS: Final = 6


@dataclass(frozen=True, slots=True)
class Claims:
    """Stretches of a text that somebody is said to have said.

    Args:
        starts: First code point of each, in order.
        ends: Code point behind the last.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def hold(self, start: int) -> bool:
        """Whether a code point lies in one of them."""
        number = bisect_right(self.starts, start) - 1
        return number >= 0 and start < self.ends[number]


def verb_of(tokens: Tokens, place: int) -> int | None:
    """The verb of the clause that a token is part of; None: there is none."""
    node = place
    for _ in range(MOST_STEPS):
        if tokens.tag[node].startswith(("VB", "MD")):
            return node
        head = tokens.head[node]
        if head == node:
            return None
        node = head
    return None


def is_negated(tokens: Tokens, verb: int) -> bool:
    """Whether a verb is said not to be so."""
    return any(tokens.lower[child] in NEGATIONS for child in tokens.children[verb])


def status_of(tokens: Tokens, verb: int, claims: Claims) -> str:
    """How the clause of a verb states it."""
    node, is_first = verb, True
    for _ in range(MOST_STEPS):
        around = _around(tokens, node)
        head = tokens.head[node]
        if is_first and (found := _of_would(tokens, verb, around)):
            return found
        if found := _sign(tokens, node, around, is_first=is_first):
            return found
        if head == node or tokens.label[node] not in CLAUSES:
            break
        if above := _above(tokens, node, head):
            return above
        is_first = False
        node = head
    if claims.hold(tokens.start[verb]):
        return "attributed"
    return "question" if _asks(tokens, verb) else "asserted"


def _above(tokens: Tokens, node: int, head: int) -> str | None:
    """What the word above a clause says of it; None: nothing."""
    if tokens.lemma[head] in DENIALS:
        return "denied"
    if tokens.lemma[head] in DOUBTS or tokens.lower[head] in DOUBTED:
        return "hedged"
    is_plan = tokens.label[node] == "xcomp" and tokens.lemma[head] in PLANS
    return "future" if is_plan else None


def _around(tokens: Tokens, node: int) -> set[str]:
    """The words that hang on a verb; the month of May is none of them."""
    return {
        tokens.lower[child]
        for child in tokens.children[node]
        if tokens.lower[child] != "may" or tokens.tag[child] == "MD"
    }


def _of_would(tokens: Tokens, verb: int, around: set[str]) -> str | None:
    """What "would" says but for a condition: "would he go?", "she said that she would go"."""
    if "would" not in around or around & CONDITIONALS:
        return None
    if _asks(tokens, verb):
        return "question"
    is_told = tokens.label[verb] == "ccomp" and tokens.tag[tokens.head[verb]] == "VBD"
    return "future" if is_told else None


def _sign(tokens: Tokens, node: int, around: set[str], *, is_first: bool) -> str | None:
    """What the words around a verb say of it."""
    if around & CONDITIONALS:
        return "conditional"
    if not is_first:
        return None
    if around & HEDGES:
        return "hedged"
    if around & FUTURE:
        return "future"
    return "conditional" if around & CONDITIONS else None


def _asks(tokens: Tokens, verb: int) -> bool:
    end = bisect_right(tokens.sentence, tokens.sentence[verb], verb)
    return "?" in tokens.word[max(end - 3, verb) : end]
