"""Repeats the training: `python -m training.english.train --data DIR --base DIR --out DIR`.

DATA holds `ner/*.jsonl.gz` and `ud/*.spacy`; BASE the base model's `model.safetensors` and
`vocab.txt`. Every step learns from windows of entities and of trees together. Seeds are fixed; the
curve of losses and of development figures is written beside the weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from copydesk_en.pieces import PADDING, Vocabulary
from training.english.augment import pools_of, swapped
from training.english.data import (
    CORPORA,
    ENTITY_TAGS,
    UNKNOWN,
    Names,
    Text,
    entity_texts,
    names_of,
    read_trees,
    tree_text,
    windows,
)
from training.english.network import Network, Sizes, load_base


@dataclass(frozen=True)
class Settings:
    """Of a training."""

    seed: int = 1
    epochs: float = 4.0
    entity_windows: int = 16
    tree_windows: int = 8
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.05
    recased: float = 0.1
    """Share of windows that are learned in capitals or as a headline."""
    swapped: float = 0.5
    """Share of texts, in each epoch, some of whose names become others."""


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


def entity_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Cross entropy; where labels are open, a token without one may be any of them."""
    told = scores.log_softmax(-1)
    gold = batch.entities
    right = told.gather(-1, gold.clamp(min=0)[..., None])[..., 0]
    allowed = torch.zeros((len(gold), len(ENTITY_TAGS)), dtype=torch.bool)
    allowed[:, 0] = True
    for row, open_labels in enumerate(batch.open_labels):
        for number, tag in enumerate(ENTITY_TAGS):
            allowed[row, number] |= tag[2:] in open_labels
    nothing = told.masked_fill(~allowed[:, None, :], -math.inf).logsumexp(-1)
    right = torch.where(gold == 0, nothing, right)
    is_known = gold != UNKNOWN
    return -(right * is_known).sum() / is_known.sum().clamp(min=1)


def tree_loss(network: Network, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Losses of tags, sentence starts and arcs."""

    def of(scores: Tensor, gold: Tensor) -> Tensor:
        return F.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=UNKNOWN)

    arcs = network.arcs(x).float().masked_fill(~batch.is_token[:, None, :], -1e4)
    heads = batch.heads.clamp(min=0)
    labels = torch.where(batch.heads == UNKNOWN, UNKNOWN, batch.labels)
    return {
        "tag": of(network.tag(x), batch.tags),
        "pos": of(network.pos(x), batch.pos),
        "start": of(network.start(x), batch.starts),
        "arc": of(arcs, batch.heads),
        "label": of(network.labels(x, heads), labels),
    }


def recased(text: Text, draw: random.Random) -> Text:
    """The window in capitals, or with capitals at the start of longer words, as headlines have."""
    if draw.random() < 0.5:
        tokens = [token.upper() for token in text.tokens]
    else:
        tokens = [t[:1].upper() + t[1:] if len(t) > 3 else t for t in text.tokens]
    return Text(**{**vars(text), "tokens": tokens})


def endless(
    texts: Sequence[Text], vocabulary: Vocabulary, settings: Settings, draw: random.Random
) -> Iterator[Text]:
    """Windows of all texts, epoch after epoch, in an order by chance."""
    pools = pools_of(texts)
    while True:
        told = [
            swapped(text, pools, draw) if draw.random() < settings.swapped else text
            for text in texts
        ]
        found = [window for text in told for window in windows(text, vocabulary, draw)]
        draw.shuffle(found)
        for window in found:
            yield recased(window, draw) if draw.random() < settings.recased else window


def optimiser_of(network: Network, settings: Settings) -> torch.optim.Optimizer:
    """AdamW (Loshchilov and Hutter 2019), faster for what is new than for what was trained."""
    encoder = network.encoder
    base = [
        *encoder.layers.parameters(),
        *encoder.words.parameters(),
        *encoder.places.parameters(),
        *encoder.norm.parameters(),
    ]
    known = {id(parameter) for parameter in base}
    new = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": base, "lr": settings.rate}, {"params": new, "lr": settings.head_rate}],
        weight_decay=0.01,
    )


def train(data: Path, base: Path, out: Path, settings: Settings, sizes: Sizes) -> None:
    """Trains and writes `network.pt`, `names.json` and `curve.jsonl` into `out`."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(2)
    draw = random.Random(settings.seed)
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary((base / "vocab.txt").read_text("utf-8").splitlines())
    entities = list(entity_texts(data / "ner", CORPORA, "train"))
    docs = read_trees(data / "ud", "train")
    names = names_of(docs)
    (out / "names.json").write_text(
        json.dumps({**asdict(names), "entities": ENTITY_TAGS}, indent=1)
    )
    trees = [tree_text(doc, names) for doc in docs]
    network = Network(sizes, len(vocabulary.pieces), outputs_of(names))
    load_base(network, base / "model.safetensors")
    of_entities = endless(entities, vocabulary, settings, draw)
    of_trees = endless(trees, vocabulary, settings, draw)
    window_count = sum(1 for text in entities for _ in windows(text, vocabulary, random.Random(0)))
    steps = int(window_count / settings.entity_windows * settings.epochs)
    optimiser = optimiser_of(network, settings)
    warm = max(1, int(settings.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    print(f"{steps} steps, {window_count} windows of entities", flush=True)
    start = time.time()
    sums: dict[str, float] = {}
    with (out / "curve.jsonl").open("w") as curve:
        for step in range(1, steps + 1):
            network.train()
            batch = batch_of(
                [next(of_entities) for _ in range(settings.entity_windows)], vocabulary
            )
            x = network.tokens(batch.ids, batch.shapes, batch.mask, batch.first)
            losses = {"entity": entity_loss(network.entity(x).float(), batch)}
            losses["entity"].backward()
            batch = batch_of([next(of_trees) for _ in range(settings.tree_windows)], vocabulary)
            x = network.tokens(batch.ids, batch.shapes, batch.mask, batch.first)
            of_tree = tree_loss(network, x, batch)
            (sum(of_tree.values()) * 0.5).backward()
            losses |= of_tree
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            for name, loss in losses.items():
                sums[name] = sums.get(name, 0.0) + loss.item()
            if step % 50 == 0 or step == steps:
                told = {name: round(value / 50, 4) for name, value in sums.items()}
                row = {"step": step, "seconds": round(time.time() - start), **told}
                print(json.dumps(row), file=curve, flush=True)
                print(row, flush=True)
                sums = {}
            if step % 500 == 0 or step == steps:
                torch.save(network.state_dict(), out / "network.pt")


def outputs_of(names: Names) -> dict[str, int]:
    """Classes of each head."""
    return {
        "entity": len(ENTITY_TAGS),
        "tag": len(names.tags),
        "pos": len(names.pos),
        "label": len(names.labels),
    }


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--rate", type=float, default=Settings.rate)
    args = parser.parse_args(arguments)
    settings = Settings(seed=args.seed, epochs=args.epochs, rate=args.rate)
    train(args.data, args.base, args.out, settings, Sizes())


if __name__ == "__main__":
    main(sys.argv[1:])
