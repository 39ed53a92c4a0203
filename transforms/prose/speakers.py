"""Who speaks? The subject of a verb of saying, found in the tree, or beside the verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from transforms.prose.cues import NAMING, NOUNS, PRONOUNS, SPEECH, STATING
from transforms.prose.tokens import SUBJECTS, Tokens

PREMODIFIERS: Final = frozenset(
    ("det", "amod", "compound", "nmod:poss", "nummod", "flat", "appos", "nmod", "quantmod", "nn")
)
SHARED: Final = frozenset(("conj", "xcomp", "advcl", "parataxis", "ccomp", "dep", "list"))
"""Arcs from a verb to one that has its subject, if it has none of its own."""
QUOTING: Final = frozenset(("quote", "cite"))
"""Verbs by which a medium passes on what somebody said."""
MOST_STEPS: Final = 5

Marked = Sequence[bool]


def subject_of(tokens: Tokens, verb: int, quoted: Marked) -> int | None:
    """The head of the subject of a verb: its own, or that of the verb it hangs on; else None.

    `quoted`: which tokens stand in quotation marks; a speaker does not.
    """
    node = verb
    for _ in range(MOST_STEPS):
        named = quoted_as_saying(tokens, node)
        if named is not None and not quoted[named]:
            return named
        own = _own_subject(tokens, node, quoted)
        if own is not None:
            is_told = node == verb and tokens.label[own] == "nsubj:pass"
            return _agent_of(tokens, node, quoted) if is_told else own
        label, head = tokens.label[node], _head_of(tokens, node)
        if head == node:
            return None
        if label in ("acl", "acl:relcl"):
            return _of_noun(tokens, head, quoted)
        if label in ("aux", "cop"):
            node = head
            continue
        if label not in SHARED or quoted[head]:
            return None
        node = head
    return None


def _own_subject(tokens: Tokens, verb: int, quoted: Marked) -> int | None:
    """The subject that hangs on a verb; None: none does."""
    own = [
        child
        for child in tokens.children[verb]
        if tokens.label[child] in SUBJECTS and not quoted[child]
    ]
    return min(own, key=lambda place: abs(place - verb), default=None)


def _head_of(tokens: Tokens, node: int) -> int:
    """What a verb hangs on.

    A participle behind a comma may go on with the verb of saying above its clause: in "Noor said
    Ost had lied, adding" Noor adds.
    """
    head = tokens.head[node]
    is_aside = tokens.label[node] == "advcl" and tokens.tag[node] == "VBG"
    is_apart = node > 0 and tokens.word[node - 1] == "," and tokens.lemma[node] in SPEECH | NAMING
    above = tokens.head[head]
    is_saying = tokens.label[head] == "ccomp" and tokens.lemma[above] in STATING | SPEECH
    return above if is_aside and is_apart and is_saying else head


def _agent_of(tokens: Tokens, verb: int, quoted: Marked) -> int | None:
    """Who does what a passive verb says: "she was told by Ada"; None: it is not told."""
    for child in tokens.children[verb]:
        is_by = any(tokens.lower[c] == "by" for c in tokens.children[child])
        if tokens.label[child] in ("obl", "obl:agent") and is_by and not quoted[child]:
            return child
    return None


def quoted_as_saying(tokens: Tokens, verb: int) -> int | None:
    """The speaker whom somebody else quotes: "Reuters quoted a police chief as saying"."""
    if tokens.lemma[verb] not in QUOTING:
        return None
    children = tokens.children[verb]
    if all(tokens.lower[c] != "saying" for c in children):
        return None
    return next((c for c in children if tokens.label[c] in ("obj", "iobj")), None)


def _of_noun(tokens: Tokens, noun: int, quoted: Marked) -> int | None:
    """Who says what a noun says: "a statement saying …" is its giver's, "a man saying …" his."""
    if quoted[noun]:
        return None
    if tokens.lower[noun] not in NOUNS:
        return noun
    givers = [c for c in tokens.children[noun] if tokens.label[c] == "nmod:poss"]
    if givers:
        return givers[0]
    head = tokens.head[noun]
    return subject_of(tokens, head, quoted) if head != noun else None


def phrase_of(tokens: Tokens, head: int, quoted: Marked) -> tuple[int, int]:
    """First token and token behind the last of the noun phrase around a head.

    Names are whole; "the", adjectives, titles and what the head possesses stand before it; clauses,
    appositions and most of what stands behind it are left out.
    """
    first, last = head, head + 1
    number = tokens.entity[head]
    if number >= 0:
        entity = tokens.entities[number]
        first, last = min(first, entity.first), max(last, entity.last)
    floor = _before(tokens, first, head, quoted)
    first = min(first, floor)
    while last < len(tokens) and _goes_on(tokens, last, head) and not quoted[last]:
        last += 1
    return first, _with_name(tokens, last, quoted)


def _with_name(tokens: Tokens, last: int, quoted: Marked) -> int:
    """The end of the phrase with a person's name behind it: "campaign manager Ada Brandel"."""
    if last >= len(tokens) or quoted[last] or tokens.entity[last] < 0:
        return last
    entity = tokens.entities[tokens.entity[last]]
    is_person = entity.label == "PERSON" and entity.first == last
    return entity.last if is_person and tokens.tag[last - 1].startswith("NN") else last


def _before(tokens: Tokens, first: int, head: int, quoted: Marked) -> int:
    """The first token of what stands before a head and belongs to it."""
    place = first - 1
    while place >= 0 and not quoted[place] and tokens.sentence[place] == tokens.sentence[head]:
        node, is_own = place, False
        for _ in range(MOST_STEPS):
            if first <= node <= head:
                is_own = True
                break
            label = tokens.label[node]
            if label not in PREMODIFIERS and label not in ("advmod", "case", "punct", "cc", "conj"):
                break
            if tokens.head[node] == node:
                break
            node = tokens.head[node]
        if not is_own or tokens.lower[place] in (",", "(", ")", ";", ":", "—", "–", "and"):
            break
        if tokens.label[place] in ("case", "cc") and tokens.word[place] not in (
            "'s",
            "’s",
            "'",
            "’",
        ):
            break
        first = place
        place -= 1
    return first


def _goes_on(tokens: Tokens, place: int, head: int) -> bool:
    """Whether the token behind a name is part of it."""
    is_name_part = tokens.label[place] in ("flat", "compound", "goeswith")
    return is_name_part and head <= tokens.head[place] < place


def phrase_after(tokens: Tokens, first: int, stop: int, quoted: Marked) -> int | None:
    """The head of a noun phrase that begins at `first`: behind "said", "according to"."""
    if first >= stop or quoted[first]:
        return None
    number = tokens.entity[first]
    if number >= 0 and tokens.entities[number].label not in ("DATE", "TIME"):
        return _top(tokens, first, stop)
    if tokens.lower[first] in PRONOUNS or tokens.tag[first].startswith(
        ("NN", "DT", "PRP$", "JJ", "CD")
    ):
        return _top(tokens, first, stop)
    return None


def _top(tokens: Tokens, first: int, stop: int) -> int:
    """The noun that the phrase beginning at `first` hangs on."""
    node = first
    for _ in range(MOST_STEPS):
        head = tokens.head[node]
        if head < node or head >= stop or tokens.label[node] not in PREMODIFIERS:
            return node
        node = head
    return node


def nearest(places: Sequence[int], to: int, is_wanted: Callable[[int], bool]) -> int | None:
    """The wanted place that is nearest to another one."""
    wanted = [place for place in places if is_wanted(place)]
    return min(wanted, key=lambda place: abs(place - to)) if wanted else None
