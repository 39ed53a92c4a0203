"""Is what a verb names only talked of? "Accused of killing", "avoided attacking", "no troops".

Such a verb states no event: who is accused of a deed has not been seen to do it, what is avoided
was not done, and whoever is told to do something need not have done it.
"""

from __future__ import annotations

from typing import Final

from transforms.prose.event_lexicon import DEMANDS
from transforms.prose.tokens import SUBJECTS, Tokens

BEFORE_A_DEED: Final = frozenset(
    ("of", "for", "from", "against", "about", "without", "instead", "rather", "than", "to")
)
"""Words before "-ing" that name a deed and do not say that it was done; "by" and "after" do."""
NEARLY: Final = frozenset(("hardly", "almost", "nearly", "barely", "scarcely"))
NOBODY: Final = frozenset(("no", "neither", "none", "nobody", "nor"))
UNDONE: Final = frozenset(
    ("avoid", "consider", "dissuade", "bar", "stop", "prevent", "refrain", "dare", "joke", "dream",
     "resist", "abstain", "hesitate", "contemplate", "forbid", "prohibit", "ban", "deter",
     "discourage", "imagine", "suppose", "pretend", "simulate", "weigh", "mull")
)  # fmt: skip
"""Verbs of which what hangs on them was not done, as far as they say."""
UNABLE: Final = frozenset(
    (
        "unable",
        "unlikely",
        "reluctant",
        "unwilling",
        "hesitant",
        "afraid",
        "powerless",
        "close",
        "about",
    )
)
CONTROL: Final = DEMANDS | frozenset(
    ("tell", "ask", "order", "urge", "force", "allow", "let", "persuade", "want", "expect",
     "invite", "authorise", "authorize", "direct", "instruct", "beg", "press", "push", "encourage",
     "convince", "enable", "require", "warn", "pressure", "advise", "permit", "tempt", "train",
     "hire", "pay")
)  # fmt: skip
"""Verbs whose object is to do what hangs on them."""
CLAUSES: Final = frozenset(("advcl", "acl", "xcomp", "ccomp", "obl", "nmod"))


def is_unreal(tokens: Tokens, verb: int) -> bool:
    """Whether a verb does not say that what it names was done."""
    around = {tokens.lower[child] for child in tokens.children[verb]}
    if tokens.tag[verb] == "VBG" and around & BEFORE_A_DEED and tokens.label[verb] in CLAUSES:
        return True
    if _is_ruled_out(tokens, verb) or _is_inverted(tokens, verb):
        return True
    return bool(around & NEARLY) or _is_of_nobody(tokens, verb) or _is_left_undone(tokens, verb)


def _is_of_nobody(tokens: Tokens, verb: int) -> bool:
    """Whether nobody does it: "no troops fired", "neither side attacked"."""
    for child in tokens.children[verb]:
        if tokens.label[child] in SUBJECTS:
            words = {tokens.lower[child], *(tokens.lower[c] for c in tokens.children[child])}
            if words & NOBODY:
                return True
    return False


def _is_ruled_out(tokens: Tokens, verb: int) -> bool:
    """Whether it is ruled out, or decided against."""
    head = tokens.head[verb]
    head -= tokens.lower[head] == "out"  # which parts of the tree may hang by
    return tokens.lemma[head] == "rule" and tokens.lower[head + 1 : head + 2] == ["out"]


def _is_inverted(tokens: Tokens, verb: int) -> bool:
    """Whether a clause is a condition without "if": "had the army attacked, thousands had died"."""
    around = tokens.children[verb]
    helpers = [c for c in around if tokens.lower[c] in ("had", "should", "were")]
    subjects = [c for c in around if tokens.label[c] in SUBJECTS]
    return tokens.label[verb] == "advcl" and bool(helpers and subjects) and helpers[0] < subjects[0]


def _is_left_undone(tokens: Tokens, verb: int) -> bool:
    """Whether the verb above says that it was not done, or is to be done by somebody else."""
    head = tokens.head[verb]
    if head == verb or tokens.label[verb] not in CLAUSES:
        return False
    if tokens.lemma[head] in UNDONE or tokens.lower[head] in UNABLE:
        return True
    if tokens.label[verb] != "xcomp":
        return False
    around = tokens.children[head]
    if tokens.lemma[head] == "have" and any(tokens.lower[c] == "yet" for c in around):
        return True
    is_other = any(tokens.label[c] in ("obj", "iobj", "nsubj:pass") for c in around)
    return is_other and tokens.lemma[head] in CONTROL
