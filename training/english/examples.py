"""The training parts of all corpora and tree banks, and windows of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from copydesk_en.pieces import PADDING, Vocabulary
from training.english.data import (
    CORPORA,
    ENTITY_TAGS,
    UNKNOWN,
    Names,
    Text,
    entity_texts,
    named_tokens,
    names_of,
    peoples_of,
    read_trees,
    relabelled,
    tree_text,
    windows,
    without_doubtful,
)


@dataclass
class Batch:
    """Windows as tensors; (windows, pieces) the first three, (windows, tokens) all others."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    is_token: Tensor
    entities: Tensor
    tags: Tensor
    pos: Tensor
    labels: Tensor
    heads: Tensor
    starts: Tensor
    open_labels: Sequence[frozenset[str]]


def batch_of(texts: Sequence[Text], vocabulary: Vocabulary) -> Batch:
    """The tensors of some windows."""
    pieces = [[vocabulary.of(token) for token in text.tokens] for text in texts]
    length = max(sum(len(p.ids) for p in own) for own in pieces) + 2
    tokens = max(len(own) for own in pieces)
    ids = torch.full((len(texts), length), PADDING)
    shapes = torch.zeros((len(texts), length), dtype=torch.long)
    mask = torch.zeros((len(texts), length), dtype=torch.long)
    first = torch.zeros((len(texts), tokens), dtype=torch.long)
    gold = {
        name: torch.full((len(texts), tokens), UNKNOWN)
        for name in ("entities", "tags", "pos", "labels", "heads", "starts")
    }
    is_token = torch.zeros((len(texts), tokens), dtype=torch.bool)
    for row, (text, own) in enumerate(zip(texts, pieces, strict=True)):
        flat = [vocabulary.class_id, *(i for p in own for i in p.ids), vocabulary.end_id]
        ids[row, : len(flat)] = torch.tensor(flat)
        shapes[row, 1 : len(flat) - 1] = torch.tensor([s for p in own for s in p.shapes])
        mask[row, : len(flat)] = 1
        place = 1
        for number, piece in enumerate(own):
            first[row, number] = place
            place += len(piece.ids)
        is_token[row, : len(own)] = True
        for name, values in gold.items():
            known = getattr(text, name)
            if known:
                values[row, : len(own)] = torch.tensor(known)
    return Batch(
        ids, shapes, mask, first, is_token, **gold, open_labels=[t.open_labels for t in texts]
    )


@dataclass(frozen=True)
class Examples:
    """What there is to learn from."""

    vocabulary: Vocabulary
    entities: Sequence[Text]
    trees: Sequence[Text]
    names: Names

    def window_count(self) -> int:
        """Windows of entities: an epoch is one pass over them."""
        draw = random.Random(0)
        return sum(1 for t in self.entities for _ in windows(t, self.vocabulary, draw))


def read_examples(data: Path, base: Path) -> Examples:
    """The training parts of all corpora and tree banks."""
    vocabulary = Vocabulary((base / "vocab.txt").read_text("utf-8").splitlines())
    entities = list(entity_texts(data / "ner", CORPORA, "train"))
    named, peoples = named_tokens(entities), peoples_of(entities)
    entities = [relabelled(without_doubtful(text, named), peoples) for text in entities]
    docs = read_trees(data / "ud", "train")
    names = names_of(docs)
    return Examples(
        vocabulary,
        entities,
        [tree_text(doc, names) for doc in docs],
        names,
    )


def outputs_of(names: Names) -> dict[str, int]:
    """Classes of each head."""
    return {
        "entity": len(ENTITY_TAGS),
        "tag": len(names.tags),
        "pos": len(names.pos),
        "label": len(names.labels),
    }
