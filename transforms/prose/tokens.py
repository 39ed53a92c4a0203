"""The tokens of an article as columns, whatever pipeline read it.

The steps look at tokens by the hundred thousand: lists are read many times faster than spaCy's
token objects. Labels of arcs come as Universal Dependencies or as the older CLEAR style of
`en_core_web_*`; here they are those of UD, without their subtypes but for the passive and for
relative clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

Ints = npt.NDArray[np.int64]

CLEAR_TO_UD: Final = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "pobj": "obl",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prep": "case",
    "neg": "advmod",
    "prt": "compound",
    "attr": "xcomp",
    "acomp": "xcomp",
}
"""CLEAR's labels under the names of their nearest kin in UD."""
KEPT_SUBTYPES: Final = frozenset(("nsubj:pass", "csubj:pass", "acl:relcl", "nmod:poss"))
SUBJECTS: Final = frozenset(("nsubj", "nsubj:pass", "csubj", "csubj:pass"))
FINITE: Final = frozenset(("VBD", "VBZ", "VBP"))
DASHES: Final = frozenset(("-", "–", "—", "--"))
"""Tokens that part what stands before them from what follows."""
HAVE: Final = frozenset(("have", "has", "had", "having", "'ve", "’ve", "'d", "’d"))
BE: Final = frozenset(
    ("be", "been", "being", "is", "are", "was", "were", "am", "got", "get", "gets")
)
_PARAGRAPH_ENDS: Final = re.compile(r"\n")


class Entity(NamedTuple):
    """Tokens `first` to `last` (behind the last one) with the label of what they name."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Tokens:
    """Columns of equal length, one place per token that is not blank.

    Args:
        text: The article's clean text.
        start: First code point of each token.
        end: Code point behind each token.
        word: The token as written.
        lower: The same in lower case.
        lemma: Its lemma in lower case; empty where the pipeline gives none.
        tag: Its fine tag (Penn Treebank); empty where the pipeline gives none.
        label: Label of the arc to its head (UD); empty where nothing was parsed.
        head: Place of its head; its own at a root, and where nothing was parsed.
        sentence: Number of its sentence, from 0.
        paragraph: Number of its paragraph (line of the text), from 0.
        entity: Place in `entities` of the name that it is part of; -1: of none.
        entities: The names and expressions, in order.
        children: Places of the tokens whose head each token is, in order.
    """

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    entity: list[int] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    _where: dict[str, list[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __len__(self) -> int:
        """How many tokens."""
        return len(self.start)

    def at(self, char: int) -> int:
        """The first token that ends behind the code point `char`; `len(self)`: none does."""
        return bisect_right(self.end, char)

    def before(self, char: int) -> int:
        """How many tokens begin before the code point `char`."""
        return bisect_left(self.start, char)

    def places(self, words: Set[str]) -> Sequence[int]:
        """The tokens that are one of `words` in lower case, in order.

        All tokens are indexed once: steps that look for few words need not pass over all others.
        """
        if not self._where:
            where = defaultdict(list)
            for place, word in enumerate(self.lower):
                where[word].append(place)
            self._where = where
        found = [self._where[word] for word in words & self._where.keys()]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the tokens `first` to `last` (behind the last one)."""
        return self.start[first], self.end[last - 1]

    def below(self, top: int, goes_down: Callable[[int], bool] | None = None) -> set[int]:
        """A token and all that hang on it, but for those, with theirs, that `goes_down` denies."""
        inside, waiting = {top}, [top]
        while waiting:
            for child in self.children[waiting.pop()]:
                if goes_down is None or goes_down(child):
                    inside.add(child)
                    waiting.append(child)
        return inside

    def texts(self, first: int, last: int) -> str:
        """The text of the tokens `first` to `last`."""
        return self.text[self.start[first] : self.end[last - 1]]


def tokens_of(text: str, docs: Iterable[tuple[int, Doc]]) -> Tokens:
    """The tokens of an article.

    Args:
        text: Its clean text.
        docs: (offset, Doc) pairs that cover it.
    """
    found = Tokens(text)
    for offset, doc in docs:
        _add(found, offset, doc)
    _number_paragraphs(found)
    found.children = children_of(found.head)
    _correct_passives(found)
    _correct_datelines(found)
    return found


def _correct_passives(tokens: Tokens) -> None:
    """Subjects of verbs with an object and "have" but no "be" are not those of a passive.

    Nor does an indirect object stand before its verb: "Ada said Bo told her" has Bo as a subject.
    """
    for place, label in enumerate(tokens.label):
        if label == "iobj" and place < tokens.head[place]:
            verb = tokens.head[place]
            has_own = any(tokens.label[p] in SUBJECTS for p in tokens.children[verb])
            if not has_own and tokens.tag[verb] in FINITE:
                tokens.label[place] = "nsubj"
            continue
        if label != "nsubj:pass":
            continue
        around = tokens.children[tokens.head[place]]
        helpers = {tokens.lower[p] for p in around if tokens.label[p].startswith("aux")}
        has_object = any(tokens.label[p] == "obj" for p in around)
        if has_object and helpers & HAVE and not helpers & BE:
            tokens.label[place] = "nsubj"


def _correct_datelines(tokens: Tokens) -> None:
    """What stands between a dateline's dash and a verb without a subject is its subject.

    "KALVO, April 14 (Post) - Rebels shelled Dresk": the rebels are no apposition to the town.
    """
    for verb, label in enumerate(tokens.label):
        subject = verb - 1
        if label != "parataxis" or tokens.tag[verb] not in FINITE or subject < 0:
            continue
        above = tokens.head[subject]
        if tokens.label[subject] != "appos" or above >= subject or tokens.head[verb] != above:
            continue  # if the verb hangs on the word itself, it can't be its head
        has_own = any(tokens.label[p] in SUBJECTS for p in tokens.children[verb])
        if not has_own and not DASHES.isdisjoint(tokens.word[above:subject]):
            tokens.label[subject], tokens.head[subject] = "nsubj", verb
            tokens.children[above].remove(subject)
            tokens.children[verb] = sorted([*tokens.children[verb], subject])


def children_of(heads: Sequence[int]) -> list[list[int]]:
    """The places whose head each place is, in order."""
    found: list[list[int]] = [_NONE] * len(heads)
    for place, head in enumerate(heads):
        if head == place:
            continue
        own = found[head]
        if own is _NONE:
            found[head] = [place]
        else:
            own.append(place)
    return found


_NONE: Final[list[int]] = []
"""The children of every token that has none: one list for all, which nobody changes."""


COLUMNS: Final = (
    "IDX", "ORTH", "LEMMA", "TAG", "DEP", "HEAD", "SENT_START", "IS_SPACE", "ENT_IOB", "ENT_TYPE"
)  # fmt: skip
BEGINS, INSIDE = 3, 1
"""spaCy's numbers of a token's place in an entity."""


def _add(found: Tokens, offset: int, doc: Doc) -> None:
    """Adds the tokens of a Doc that are not blank; arcs to a blank go to the token before it."""
    rows = doc.to_array(list(COLUMNS)).view(np.int64)
    idx, orth, lemma, tag, label, head, start, blank, place_in, kind = rows.T
    kept = np.flatnonzero(blank == 0)
    if not len(kept):
        return
    base = len(found.start)
    strings = doc.vocab.strings
    shown = np.cumsum(blank == 0)  # tokens that are not blank, each with those before it
    # The place of each token of the Doc; a blank's is that of the token before it.
    place_of = np.maximum(shown - 1, 0) + base
    words = _WORDS.of(strings, orth[kept])
    begins = (idx[kept] + offset).tolist()
    found.start += begins
    found.end += map(add, begins, map(len, words))
    found.word += words
    found.lower += map(_LOWERED.__getitem__, words)
    found.lemma += _LEMMAS.of(strings, lemma[kept])
    found.tag += _WORDS.of(strings, tag[kept])
    found.label += _LABELS.of(strings, label[kept])
    found.head += place_of[kept + head[kept]].tolist()
    starts = np.cumsum(start == 1)[kept]
    number = found.sentence[-1] + 1 if found.sentence else 0
    found.sentence += (starts - starts[0] + number).tolist()
    found.entity += [-1] * len(kept)
    begins_at, behind = entity_bounds(place_in, kind)
    if not len(begins_at):
        return
    kinds = _WORDS.of(strings, kind[begins_at])
    before = np.concatenate([[0], shown]) + base
    firsts, lasts = before[begins_at].tolist(), before[behind].tolist()
    for first, last, name in zip(firsts, lasts, kinds, strict=True):
        if first < last:
            found.entity[first:last] = [len(found.entities)] * (last - first)
            found.entities.append(Entity(first, last, name))


def entity_bounds(place_in: Ints, kind: Ints) -> tuple[Ints, Ints]:
    """The first token of each entity of a Doc, and the one behind its last.

    Args:
        place_in: ENT_IOB of every token.
        kind: ENT_TYPE of every token; an entity without a label is none.
    """
    ends = np.append(np.flatnonzero(place_in != INSIDE), len(place_in))
    begins = np.flatnonzero((place_in == BEGINS) & (kind != 0))
    return begins, ends[np.searchsorted(ends, begins, side="right")]


MOST_TEXTS: Final = 100_000
"""Strings kept between articles, some ten megabytes; rarer ones are looked up each time."""


class _Texts:
    """What is made of the strings of spaCy's keys, kept between articles.

    A key is a string's hash, hence the same in every vocabulary; that of the empty one is 0.
    """

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make
        self._known: dict[int, str] = {}

    def of(self, strings: StringStore, keys: Ints) -> list[str]:
        """One for each key."""
        wanted: list[int] = keys.tolist()
        try:
            return list(map(self._known.__getitem__, wanted))
        except KeyError:
            pass
        # spaCy's keys have no sign.
        missing = set(wanted).difference(self._known)
        fresh = {key: self._make(strings[key % 2**64] if key else "") for key in missing}
        if len(self._known) < MOST_TEXTS:
            self._known.update(fresh)
        return [self._known[key] if key in self._known else fresh[key] for key in wanted]


def plain_label(label: str) -> str:
    """The label of an arc as the steps know it.

    >>> plain_label("nsubjpass"), plain_label("nmod:of"), plain_label("ROOT")
    ('nsubj:pass', 'nmod', 'root')
    """
    known = CLEAR_TO_UD.get(label, label).lower()
    return known if known in KEPT_SUBTYPES else known.partition(":")[0]


class _Lowered(dict[str, str]):
    """Words in lower case: one string for each word, whose hash is computed once."""

    def __missing__(self, word: str) -> str:
        lower = word.lower()
        if len(self) < MOST_TEXTS:
            self[word] = lower
        return lower


_LOWERED: Final = _Lowered()
_WORDS: Final = _Texts(str)
_LEMMAS: Final = _Texts(str.lower)
_LABELS: Final = _Texts(plain_label)


def _number_paragraphs(found: Tokens) -> None:
    ends = [match.start() for match in _PARAGRAPH_ENDS.finditer(found.text)]
    found.paragraph = np.searchsorted(ends, found.start).tolist()
