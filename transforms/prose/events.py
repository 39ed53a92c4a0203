"""Who did what to whom? One event per verb that states one, of PLOVER's types.

The verb, with its object or particle, tells the type (`event_lexicon`). What is only promised is an
agreement, what is only threatened a threat, what others are told to do a demand, and what is not
done a refusal: the verb that governs says so, and the verb below it states no event of its own. An
event needs somebody who acts: a name, or a noun such as "police".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from transforms.prose import event_lexicon as lexicon
from transforms.prose.speakers import subject_of
from transforms.prose.status import NEGATIONS
from transforms.prose.tokens import SUBJECTS, Tokens
from transforms.prose.unreal import is_unreal

ACTING: Final = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))
"""Labels of names that act or are acted upon."""
PLACES: Final = frozenset(("GPE", "LOC", "FAC"))
TARGETS: Final = frozenset(("obj", "iobj", "obl", "nmod"))
MODIFIERS: Final = frozenset(("compound", "amod", "nmod:poss", "flat", "appos"))
"""Arcs by which a name makes somebody of a noun: "Palestinian youths", not "the war in Chad"."""
WHERE: Final = frozenset(
    ("in", "at", "near", "outside", "inside", "across", "around", "throughout")
)
NO_TARGET: Final = frozenset(
    ("according", "after", "before", "during", "since", "until", "despite", "under", "per", "via",
     "as", "because", "without", "unlike", "like", "amid", "following")
)  # fmt: skip
"""Prepositions behind which nobody is acted upon: "arrested three men, according to Ada"."""
MEASURES: Final = frozenset(
    ("sanction", "tariff", "embargo", "ban", "restriction", "curfew", "fine", "blockade")
)
"""What is imposed on somebody, who is whom."""
VERBS: Final = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
CLAUSES: Final = frozenset(("xcomp", "ccomp", "advcl"))
SAYING: Final = frozenset(("say", "state", "claim", "confirm", "announce", "report", "suggest"))
MUST: Final = frozenset(("must", "should"))
WILL: Final = frozenset(("will", "'ll", "’ll", "would", "shall"))


class Event(NamedTuple):
    """Something that happened, or is said to; tokens of its parts, None: not stated.

    Args:
        trigger: The verb that states it.
        kind: PLOVER's type.
        who: Head of the actor's phrase.
        whom: Head of the target's phrase.
        where: Head of the place's phrase.
    """

    trigger: int
    kind: str
    who: int | None
    whom: int | None
    where: int | None


def find_events(tokens: Tokens) -> Iterator[Event]:
    """The events of a text, in the order of their verbs."""
    nothing = [False] * len(tokens)
    taken: set[int] = set()
    told: set[tuple[int, str, int | None]] = set()
    stating, lemmas, labels = lexicon.STATING, tokens.lemma, tokens.label
    # `_kind` would say of nearly all other verbs that they state nothing.
    telling = [
        place
        for place, tag in enumerate(tokens.tag)
        if tag in VERBS and (lemmas[place] in stating or labels[place] in CLAUSES)
    ]
    for verb in telling:
        if verb in taken:
            continue
        event = _event(tokens, verb, nothing)
        if event is None:
            continue
        taken |= _below(tokens, verb, event.kind)
        # One row for what a sentence says of one actor, however many verbs say it.
        said = (tokens.sentence[verb], event.kind, event.who)
        if said not in told:
            told.add(said)
            yield event


def _event(tokens: Tokens, verb: int, nothing: Sequence[bool]) -> Event | None:
    kind = _kind(tokens, verb)
    if kind is None:
        return None
    who, whom = _actor(tokens, verb, nothing), _target(tokens, verb)
    who = None if who is None else _behind_of(tokens, who)
    is_bombed = kind == "ASSAULT" and tokens.lemma[verb] == "bomb"
    if is_bombed and who is not None and _is_force(tokens, who):
        kind = "FIGHT"
    if kind == "KILL":
        kind = "FIGHT" if who is not None and _is_force(tokens, who) else "ASSAULT"
    if who is None and kind == "RETREAT":
        who, whom = whom, None
    if who is None or not _acts(tokens, who):
        return None
    return Event(verb, kind, who, whom if whom != who else None, _place(tokens, verb, who, whom))


# -- types ------------------------------------------------------------------------------------


def _kind(tokens: Tokens, verb: int) -> str | None:
    """The type that a verb states; None: none."""
    if (tokens.label[verb] == "acl" and tokens.tag[verb] == "VB") or _is_unsaid(tokens, verb):
        return None  # "an offer to host a summit" is no summit
    if _must(tokens, verb):
        return "DEMAND"
    lemma = tokens.lemma[verb]
    if (lemma not in lexicon.STATING and not _is_ready(tokens, verb)) or is_unreal(tokens, verb):
        return None
    negated = any(tokens.lower[child] in NEGATIONS for child in tokens.children[verb])
    governed = _governing(tokens, verb, lemma) if lemma in lexicon.GOVERNING else None
    if governed is not None:
        return governed if not negated else "REJECT" if governed == "AGREE" else None
    kind = _own_kind(tokens, verb)
    if negated:
        return _negated(tokens, verb, kind)
    return _to_come(tokens, verb, kind) if _is_to_come(tokens, verb) else kind


def _is_unsaid(tokens: Tokens, verb: int) -> bool:
    """Whether somebody is said not to have said it: "he did not say that she would resign"."""
    above = tokens.head[verb]
    if tokens.label[verb] != "ccomp" or tokens.lemma[above] not in SAYING:
        return False
    return any(tokens.lower[child] in NEGATIONS for child in tokens.children[above])


def _negated(tokens: Tokens, verb: int, kind: str | None) -> str | None:
    """What is not done: a refusal, of what others would welcome; else nothing."""
    if kind is None:
        return _of_refusal(tokens, verb)
    return "REJECT" if kind in lexicon.POSITIVE else None


def _to_come(tokens: Tokens, verb: int, kind: str | None) -> str | None:
    """What is still to be done: agreed to, or threatened."""
    lemma = tokens.lemma[verb]
    if kind is None:
        return "AGREE" if _is_ready(tokens, verb) or lemma in lexicon.SOFT else None
    if kind in lexicon.POSITIVE and lemma not in lexicon.LEAVING:
        return "AGREE"
    return "THREATEN" if kind in lexicon.NEGATIVE else kind


def _governing(tokens: Tokens, verb: int, lemma: str) -> str | None:
    """What a verb of promise, refusal, threat or demand makes of the clause below it."""
    below = next((c for c in tokens.children[verb] if tokens.label[c] in CLAUSES), None)
    infinitive = below is not None and tokens.tag[below] == "VB"
    if lemma in lexicon.REFUSALS and infinitive:
        return "REJECT"
    if lemma in lexicon.THREATS and below is not None:
        return "THREATEN"
    if lemma in lexicon.DEMANDS and infinitive and _object(tokens, verb) is not None:
        return "DEMAND"
    if below is not None and infinitive and lemma in lexicon.AHEAD:
        return _promised(tokens, lemma, below)
    return None


def _promised(tokens: Tokens, lemma: str, below: int) -> str | None:
    """What a promise or a plan is, by what is promised."""
    if any(tokens.lower[child] in NEGATIONS for child in tokens.children[below]):
        return None  # "vowed not to resign"
    kind = _own_kind(tokens, below)
    if kind in lexicon.NEGATIVE or tokens.lemma[below] in lexicon.HOSTILE:
        return "THREATEN"
    return "AGREE" if lemma in lexicon.PROMISES or kind in lexicon.POSITIVE else None


def _must(tokens: Tokens, verb: int) -> bool:
    """Whether somebody is said to have to do it: "Russia said that Sudan must return it"."""
    return tokens.label[verb] == "ccomp" and any(
        tokens.lower[child] in MUST for child in tokens.children[verb]
    )


def _own_kind(tokens: Tokens, verb: int) -> str | None:
    """The type that a verb states with its own object and particle."""
    lemma = tokens.lemma[verb]
    if tokens.lower[verb + 1 : verb + 2] == ["off"] and "off" in lexicon.PARTICLES.get(lemma, {}):
        return lexicon.PARTICLES[lemma]["off"]  # "called off a strike"
    with_object = lexicon.OBJECTS.get(lemma, ())
    nouns = _governed_nouns(tokens, verb) if with_object else set()
    for kind, objects in with_object:
        if nouns & objects:
            return kind
    particles = lexicon.PARTICLES.get(lemma, {})
    for other in (verb + 1, *tokens.children[verb]) if particles else ():
        if other < len(tokens) and (found := particles.get(tokens.lower[other])):
            return found
    is_done_to = any(tokens.label[c] == "nsubj:pass" for c in tokens.children[verb])
    if lemma in lexicon.KILLS and (is_done_to or _object(tokens, verb) is not None):
        return "KILL"
    return lexicon.VERBS.get(lemma)


def _governed_nouns(tokens: Tokens, verb: int) -> set[str]:
    """Nouns that a verb governs, as written and as lemmas; of "25 tons of food aid" also "aid"."""
    found: set[str] = set()
    for child in tokens.children[verb]:
        if tokens.label[child] not in ("obj", "nsubj:pass", "obl", "xcomp", "iobj"):
            continue
        near = [child]
        if tokens.label[child] in ("obj", "nsubj:pass"):
            near += [c for c in tokens.children[child] if tokens.label[c] in ("nmod", "conj")]
            near += [c for c in tokens.children[child] if tokens.label[c] == "compound"]
        for place in near:
            found |= {tokens.lemma[place], tokens.lower[place]}
    return found


def _of_refusal(tokens: Tokens, verb: int) -> str | None:
    """What a negated promise is: "will not accept", "would no longer allow"."""
    around = {tokens.lower[child] for child in tokens.children[verb]}
    is_will = bool(around & WILL)
    return (
        "REJECT" if is_will and tokens.lemma[verb] in ("accept", "allow", "let", "permit") else None
    )


def _is_to_come(tokens: Tokens, verb: int) -> bool:
    """Whether what a verb states is still to come: "will provide", "ready to send"."""
    around = {tokens.lower[child] for child in tokens.children[verb]}
    return bool(around & WILL) or _is_ready(tokens, verb)


def _is_ready(tokens: Tokens, verb: int) -> bool:
    """Whether somebody is ready, willing or prepared to do it."""
    head = tokens.head[verb]
    return tokens.label[verb] in CLAUSES and tokens.lower[head] in lexicon.READY


def _below(tokens: Tokens, verb: int, kind: str) -> set[int]:
    """Verbs below one that state no event of their own."""
    is_governing = kind in ("AGREE", "REJECT", "THREATEN", "DEMAND")
    found: set[int] = set()
    for child in tokens.children[verb]:
        label = tokens.label[child]
        is_part = kind in ("FIGHT", "ASSAULT") and tokens.lemma[child] in lexicon.KILLS
        is_aim = kind == "PROTEST" and tokens.lemma[child] in lexicon.DEMANDS
        if (is_governing and label in CLAUSES) or label == "xcomp" or is_part or is_aim:
            found |= tokens.below(child)
    return found


# -- participants -----------------------------------------------------------------------------


def _actor(tokens: Tokens, verb: int, nothing: Sequence[bool]) -> int | None:
    """Who does it: the subject, or of a passive verb who stands behind "by"."""
    passive = next((c for c in tokens.children[verb] if tokens.label[c] == "nsubj:pass"), None)
    if passive is not None:
        return next(
            (
                c
                for c in tokens.children[verb]
                if tokens.label[c] == "obl"
                and any(tokens.lower[g] == "by" for g in tokens.children[c])
            ),
            None,
        )
    if _must(tokens, verb):
        return subject_of(tokens, tokens.head[verb], nothing)
    subject = subject_of(tokens, verb, nothing)
    if subject is not None and tokens.lower[subject] in ("it", "they", "he", "she"):
        above = tokens.head[verb]
        if tokens.label[verb] == "ccomp" and above != verb:
            return subject_of(tokens, above, nothing)
    if subject is not None and tokens.lower[subject] in ("who", "that", "which"):
        return tokens.head[verb]
    return subject


def _object(tokens: Tokens, verb: int) -> int | None:
    return next((c for c in tokens.children[verb] if tokens.label[c] in ("obj", "iobj")), None)


def _target(tokens: Tokens, verb: int) -> int | None:
    """To whom: the object or what stands behind a preposition, a name before anything else."""
    if _must(tokens, verb):
        return next((c for c in tokens.children[verb] if tokens.label[c] in SUBJECTS), None)
    passive = next((c for c in tokens.children[verb] if tokens.label[c] == "nsubj:pass"), None)
    if passive is not None:
        return passive
    near = [c for c in tokens.children[verb] if tokens.label[c] in TARGETS]
    deep = [g for c in near for g in tokens.children[c] if tokens.label[g] in ("nmod", "nmod:poss")]
    below = [
        g
        for c in tokens.children[verb]
        if tokens.label[c] in CLAUSES
        for g in tokens.children[c]
        if tokens.label[g] in TARGETS
    ]
    found = _object(tokens, verb)
    is_act = found is not None and _is_act(tokens, verb, found)
    for place in (*near, *deep, *below):
        # "Lifted the curfew in Brenwick" is done to Brenwick, "attacked a school in Chad" to this.
        is_it = not _is_where(tokens, place) or is_act
        if is_it and not _case(tokens, place) & NO_TARGET and _label(tokens, place) in ACTING:
            return place
    if found is not None and tokens.lemma[found] in MEASURES:
        around = (*tokens.children[found], *tokens.children[verb])
        against = (p for p in around if _case(tokens, p) & {"on", "against"})
        return next(against, found)
    return None if is_act else found


def _is_act(tokens: Tokens, verb: int, place: int) -> bool:
    """Whether an object says what is done, and not to whom: "called a strike", "held talks"."""
    words = {tokens.lemma[place], tokens.lower[place]}
    return any(words & nouns for _, nouns in lexicon.OBJECTS.get(tokens.lemma[verb], ()))


def _place(tokens: Tokens, verb: int, who: int | None, whom: int | None) -> int | None:
    """Where: a place behind "in", "at", "near"."""
    near = [c for c in tokens.children[verb] if tokens.label[c] in ("obl", "obj", "nsubj:pass")]
    below = [g for c in near for g in tokens.children[c] if tokens.label[g] == "nmod"]
    for place in near:
        is_place = tokens.label[place] == "obl" and _label(tokens, place) in PLACES
        if is_place and place not in (who, whom):
            return place
    return next((g for g in below if _is_where(tokens, g) and g not in (who, whom)), None)


def _case(tokens: Tokens, place: int) -> set[str]:
    """The prepositions of a phrase."""
    return {tokens.lower[c] for c in tokens.children[place] if tokens.label[c] == "case"}


def _is_where(tokens: Tokens, place: int) -> bool:
    """Whether a name says where something is: "in Nairobi"."""
    return _label(tokens, place) in PLACES and bool(_case(tokens, place) & WHERE)


def _label(tokens: Tokens, place: int) -> str:
    """The label of the name that a token is part of, or that stands in its phrase."""
    number = tokens.entity[place]
    return tokens.entities[number].label if number >= 0 else ""


def _behind_of(tokens: Tokens, place: int) -> int:
    """Who acts in "tens of thousands of students", "a group of refugees"."""
    for _ in range(4):
        below = [c for c in tokens.children[place] if tokens.label[c] == "nmod"]
        if (
            tokens.lower[place] not in lexicon.PARTITIVES
            or not below
            or _label(tokens, place) in ACTING
        ):
            return place
        place = below[0]
    return place


def _acts(tokens: Tokens, place: int) -> bool:
    """Whether a phrase can act: it holds a name, or a noun such as "police"."""
    if _label(tokens, place) in ACTING or tokens.lower[place] in lexicon.ACTORS:
        return True
    return any(
        _label(tokens, child) in ACTING and tokens.label[child] in MODIFIERS
        for child in tokens.children[place]
    )


def _is_force(tokens: Tokens, place: int) -> bool:
    words = {tokens.lower[place], *(tokens.lower[child] for child in tokens.children[place])}
    return bool(words & lexicon.FORCES)
