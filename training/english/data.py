"""The training examples: tokens with what is known of them, and windows of them.

A corpus of entities says which labels it annotates everywhere (`label_coverage.json`); of the
others a token that is labelled as nothing may be one: its loss counts all of them as right.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from copydesk_en.heads import spans
from copydesk_en.pieces import Vocabulary

ENTITIES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "MISC")
ENTITY_TAGS = ("O", *(f"{place}-{label}" for label in ENTITIES for place in "BI"))
CORPORA = ("uner", "wikigold", "docred", "crossner", "gum", "re3d")
"""Corpora of entities. The GMB sample is left out: its makers give it "for research purposes", and
nothing says under what terms weights made from it could be passed on."""

TREES = ("ewt", "gum_nonNC")
PIECES = 126
"""Pieces of a window, without the two at its ends."""

UNKNOWN = -100


@dataclass
class Text:
    """Tokens with what is known of them; a list is empty where nothing is.

    Args:
        tokens: Their texts.
        entities: Numbers in `ENTITY_TAGS`.
        open_labels: Labels that a token without one may have all the same.
        tags, pos, labels: Numbers of fine tags, universal tags, labels of arcs.
        heads: Place of each token's head among the tokens; its own at a root.
        starts: 1 at the start of a sentence.
    """

    tokens: list[str]
    entities: list[int] = field(default_factory=list)
    open_labels: frozenset[str] = frozenset()
    tags: list[int] = field(default_factory=list)
    pos: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def part(self, start: int, end: int) -> Text:
        """The tokens from `start` to `end`; arcs that leave them are unknown."""
        heads = [head - start if start <= head < end else UNKNOWN for head in self.heads[start:end]]
        return Text(
            self.tokens[start:end],
            self.entities[start:end],
            self.open_labels,
            self.tags[start:end],
            self.pos[start:end],
            self.labels[start:end],
            heads,
            self.starts[start:end],
        )


def entity_texts(folder: Path, corpora: Sequence[str], split: str) -> Iterator[Text]:
    """The documents of corpora of entities, in spaCy's tokens."""
    nlp = spacy.blank("en")
    coverage = json.loads((folder / "label_coverage.json").read_text("utf-8"))
    for corpus in corpora:
        open_labels = frozenset(ENTITIES) - set(coverage[corpus])
        with gzip.open(folder / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["split"] == split:
                    doc = nlp.make_doc(row["text"])
                    yield Text(
                        [token.text for token in doc],
                        entity_numbers(doc, row["ents"]),
                        open_labels,
                    )


def named_tokens(texts: Sequence[Text], at_least: int = 3, share: float = 0.7) -> frozenset[str]:
    """Capitalised tokens that are part of an entity nearly wherever the corpora have them.

    Args:
        texts: Texts of all corpora.
        at_least: Occurrences that a token needs.
        share: Share of these that are part of an entity.
    """
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for text in texts:
        for token, number in zip(text.tokens, text.entities, strict=True):
            if token[:1].isupper() and token[1:2] != "":
                seen[token] += 1
                named[token] += number > 0
    return frozenset(
        token
        for token, count in named.items()
        if count >= at_least and count >= share * seen[token]
    )


def without_doubtful(text: Text, named: frozenset[str]) -> Text:
    """The text, in which a name that its annotators seem to have left out is unknown.

    The corpora leave between 1.5 % (Re-DocRED) and 20 % (Universal NER) of the names that others of
    them label without one, counted over names of one token that three corpora have. A token that is
    known as a name is unknown where it has no label, and with it the capitalised tokens beside it.
    """
    numbers = list(text.entities)
    for place, token in enumerate(text.tokens):
        if numbers[place] == 0 and token in named:
            for step in (-1, 1):
                other = place
                while (
                    0 <= other < len(numbers)
                    and numbers[other] in (0, UNKNOWN)
                    and text.tokens[other][:1].isupper()
                ):
                    numbers[other] = UNKNOWN
                    other += step
    return replace(text, entities=numbers)


DIRECTIONS = frozenset(["South", "North", "East", "West", "Central", "Southeast", "Latin"])
SCHOOLS = frozenset(["School", "College", "Academy", "University", "Institute"])


def peoples_of(texts: Sequence[Text], at_least: int = 5, share: float = 0.6) -> frozenset[str]:
    """Tokens that alone are mostly names of peoples, religions, parties: "Korean", "Muslims"."""
    begin = ENTITY_TAGS.index("B-NORP")
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for text in texts:
        for token, number in zip(text.tokens, text.entities, strict=True):
            if number > 0:
                seen[token] += 1
                named[token] += number == begin
    return frozenset(t for t, n in named.items() if n >= at_least and n >= share * seen[t])


def relabelled(text: Text, peoples: frozenset[str]) -> Text:
    """The text with some labels mended that were made from coarser ones by lists.

    "South Korean" is one NORP, be its words apart or a place; a place that ends with the name of a
    people is that people; a school is no town.
    """
    numbers = list(text.entities)
    norp, inside = ENTITY_TAGS.index("B-NORP"), ENTITY_TAGS.index("I-NORP")
    tags = [ENTITY_TAGS[number] if number > 0 else "O" for number in numbers]
    for start, end, label in spans(tags):
        last = text.tokens[end - 1]
        if label in ("GPE", "LOC") and last in peoples:
            numbers[start:end] = [norp, *[inside] * (end - start - 1)]
        elif label in ("GPE", "LOC") and end - start > 1 and last in SCHOOLS:
            own = ENTITY_TAGS.index("B-ORG"), ENTITY_TAGS.index("I-ORG")
            numbers[start:end] = [own[0], *[own[1]] * (end - start - 1)]
    places = {0, *(n for n, tag in enumerate(ENTITY_TAGS) if tag[2:] in ("GPE", "LOC"))}
    for place, token in enumerate(text.tokens[:-1]):
        is_split = token in DIRECTIONS and numbers[place] in places
        if is_split and numbers[place + 1] == norp and text.tokens[place + 1] in peoples:
            numbers[place : place + 2] = norp, inside
    return replace(text, entities=numbers)


def entity_numbers(doc: Doc, spans: Sequence[tuple[int, int, str]]) -> list[int]:
    """The number of each token's BIO tag; a span takes every token that it touches."""
    numbers = [0] * len(doc)
    for start, end, label in sorted(spans):
        span = doc.char_span(start, end, alignment_mode="expand")
        if label not in ENTITIES or span is None or any(numbers[t.i] for t in span):
            continue
        for token in span:
            place = "B" if token.i == span.start else "I"
            numbers[token.i] = ENTITY_TAGS.index(f"{place}-{label}")
    return numbers


@dataclass(frozen=True)
class Names:
    """The classes of the trees' heads, in the order of their numbers."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    labels: tuple[str, ...]


def read_trees(folder: Path, split: str) -> list[Doc]:
    """The documents of the tree banks."""
    vocab = Vocab()
    return [
        doc
        for bank in TREES
        for doc in DocBin().from_disk(folder / f"{bank}_{split}.spacy").get_docs(vocab)
    ]


def names_of(docs: Sequence[Doc]) -> Names:
    """Every class that the documents have."""
    return Names(
        tuple(sorted({t.tag_ for doc in docs for t in doc})),
        tuple(sorted({t.pos_ for doc in docs for t in doc})),
        tuple(sorted({t.dep_ for doc in docs for t in doc})),
    )


def tree_text(doc: Doc, names: Names) -> Text:
    """A document with all that its trees say."""
    tags, pos, labels = (
        {name: n for n, name in enumerate(known)} for known in (names.tags, names.pos, names.labels)
    )
    return Text(
        [t.text for t in doc],
        tags=[tags.get(t.tag_, UNKNOWN) for t in doc],
        pos=[pos.get(t.pos_, UNKNOWN) for t in doc],
        labels=[labels.get(t.dep_, UNKNOWN) for t in doc],
        heads=[t.head.i for t in doc],
        starts=[int(bool(t.is_sent_start)) for t in doc],
    )


def windows(
    text: Text, vocabulary: Vocabulary, draw: random.Random, most: int = PIECES
) -> Iterator[Text]:
    """Parts of `most` pieces at most; where trees are known, of whole sentences if these fit.

    The first part is shorter by chance, so that other epochs cut elsewhere.
    """
    sizes = [len(vocabulary.of(token).ids) for token in text.tokens]
    start = used = 0
    room = draw.randint(most // 2, most)
    last_sentence = 0
    for place, size in enumerate(sizes):
        if text.starts and text.starts[place]:
            last_sentence = place
        if used + size > room and place > start:
            end = last_sentence if start < last_sentence else place
            yield text.part(start, end)
            used = sum(sizes[end:place])
            start, room = end, most
        used += size
    if start < len(sizes):
        yield text.part(start, len(sizes))
