"""Trains: `python -m training.english.train --data DIR --base DIR --out DIR`.

DATA holds `ner/*.jsonl.gz` and `ud/*.spacy`; BASE the base model's `model.safetensors` and
`vocab.txt`. Every step learns from windows of entities and of trees together. Seeds are fixed; the
curve of losses is written beside the weights. `training.english.repeat` runs all stages.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from copydesk_en.pieces import Vocabulary
from training.english.augment import pools_of, swapped
from training.english.data import ENTITY_TAGS, UNKNOWN, Text, windows
from training.english.doubts import doubts_of, summary, without_doubts
from training.english.examples import Batch, Examples, batch_of, outputs_of, read_examples
from training.english.network import (
    Network,
    Sizes,
    load_base,
    read_sizes,
    seed,
    write_sizes,
)
from training.english.quantise import CALIBRATION_BATCHES, calibrate, prepare


@dataclass(frozen=True)
class Settings:
    """Of a training."""

    seed: int = 1
    epochs: float = 4.0
    entity_windows: int = 16
    tree_windows: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.05
    entity_weight: float = 1.0
    tree_weight: float = 0.5
    recased: float = 0.1
    """Share of windows that are learned in capitals or as a headline."""
    curly: float = 0.4
    """Share of windows whose straight quotes become curly ones, as newspapers have them."""
    doubt: float = 0.4
    """Share of the steps after which labels that the network does not believe are left out."""
    swapped: float = 0.5
    """Share of texts, in each epoch, some of whose names become others."""


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
    return replace(text, tokens=tokens)


CURLY = {"'s": "’s", "n't": "n’t", "'": "’", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d"}


def with_curly_quotes(text: Text) -> Text:
    """The window with curly quotes: they open and close by turns."""
    tokens = []
    is_open = False
    for token in text.tokens:
        if token in ('"', "``", "''"):
            is_open = not is_open
            tokens.append("“" if is_open else "”")
        else:
            tokens.append(CURLY.get(token, token))
    return replace(text, tokens=tokens)


BATCHES_BY_LENGTH = 32
"""Batches that are drawn together and filled with windows of like length, so as to pad little."""


def batches(
    texts: Sequence[Text],
    size: int,
    vocabulary: Vocabulary,
    settings: Settings,
    draw: random.Random,
) -> Iterator[list[Text]]:
    """Batches of `size` windows without end, each of windows of like length."""
    stream = endless(texts, vocabulary, settings, draw)
    while True:
        drawn = [next(stream) for _ in range(size * BATCHES_BY_LENGTH)]
        drawn.sort(key=lambda text: sum(len(vocabulary.of(t).ids) for t in text.tokens))
        found = [drawn[start : start + size] for start in range(0, len(drawn), size)]
        draw.shuffle(found)
        yield from found


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
            quoted = with_curly_quotes(window) if draw.random() < settings.curly else window
            yield recased(quoted, draw) if draw.random() < settings.recased else quoted


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
        fused=True,
    )


class Training:
    """A training that can be broken off and taken up again.

    Args:
        examples: What it learns from.
        settings: How.
        network: What learns.
        out: Folder for `network.pt`, `names.json`, `curve.jsonl` and the state in between.
    """

    def __init__(self, examples: Examples, settings: Settings, network: Network, out: Path) -> None:
        self._network, self._settings, self._out = network, settings, out
        self._vocabulary = examples.vocabulary
        self._examples = examples
        self._draw = random.Random(settings.seed)
        shared = (examples.vocabulary, settings, self._draw)
        self._shared = shared
        self._streams = {
            "entity": batches(examples.entities, settings.entity_windows, *shared),
            "tree": batches(examples.trees, settings.tree_windows, *shared),
        }
        self._weights = {"entity": settings.entity_weight, "tree": settings.tree_weight}
        count = examples.window_count()
        self.steps = steps = int(count / settings.entity_windows * settings.epochs)
        self._doubt_step = int(steps * settings.doubt) if settings.doubt else -1
        warm = max(1, int(settings.warm_up * steps))
        self._optimiser = optimiser_of(network, settings)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
        )
        self._done = 0
        names = {**asdict(examples.names), "entities": ENTITY_TAGS}
        (out / "names.json").write_text(json.dumps(names, indent=1))
        (out / "settings.json").write_text(json.dumps(asdict(settings), indent=1))
        print(f"{steps} steps, {count} windows of entities", flush=True)

    def _parts(self) -> dict[str, Any]:
        return {
            "network": self._network,
            "optimiser": self._optimiser,
            "schedule": self._schedule,
        }

    @property
    def _state(self) -> Path:
        return self._out / "state.pt"

    def resume(self) -> None:
        """Takes up what an earlier process has left, if any; texts then come in another order."""
        if self._state.exists():
            kept = torch.load(self._state, weights_only=False)
            for name, part in self._parts().items():
                part.load_state_dict(kept[name])
            self._done = kept["step"]
            self._draw.seed(self._settings.seed * 1_000_003 + self._done)
            print(f"{self._done} steps are done", flush=True)
            if 0 <= self._doubt_step < self._done:
                self.doubt()

    def doubt(self) -> None:
        """Leaves out the labels of entities that the network does not believe, from here on."""
        path = self._out / "doubts.json"
        if not path.exists():
            found = doubts_of(self._network, self._examples.entities, self._vocabulary)
            print(summary(found, self._examples.entities), flush=True)
            path.write_text(json.dumps(found))
        texts = without_doubts(self._examples.entities, json.loads(path.read_text()))
        self._streams["entity"] = batches(texts, self._settings.entity_windows, *self._shared)
        self._network.train()

    def save(self) -> None:
        """Keeps the state."""
        kept = {name: part.state_dict() for name, part in self._parts().items()}
        torch.save({**kept, "step": self._done}, self._state.with_suffix(".new"))
        self._state.with_suffix(".new").replace(self._state)

    def run(self) -> None:
        """Trains to the end and writes `network.pt`."""
        start = time.time()
        sums: dict[str, float] = {}
        self._network.train()
        with (self._out / "curve.jsonl").open("a") as curve:
            while self._done < self.steps:
                if self._done == self._doubt_step:
                    self.doubt()
                for name, loss in self.step().items():
                    sums[name] = sums.get(name, 0.0) + loss
                if self._done % 50 == 0:
                    told = {name: round(value / 50, 4) for name, value in sums.items()}
                    row = {"step": self._done, "seconds": round(time.time() - start), **told}
                    print(json.dumps(row), file=curve, flush=True)
                    print(row, flush=True)
                    sums = {}
                if self._done % 250 == 0:
                    self.save()
        self.save()
        torch.save(self._network.state_dict(), self._out / "network.pt")

    def step(self) -> dict[str, float]:
        """One batch of entities and one of trees; returns the losses."""
        losses = self.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self._schedule.step()
        self._done += 1
        return losses

    def backward(self) -> dict[str, float]:
        """Adds the gradients of one batch of either kind; returns the losses."""
        losses: dict[str, float] = {}
        for name, stream in self._streams.items():
            batch = batch_of(next(stream), self._vocabulary)
            x = self._network.tokens(batch.ids, batch.shapes, batch.mask, batch.first)
            if name == "entity":
                found = {name: entity_loss(self._network.entity(x).float(), batch)}
            else:
                found = tree_loss(self._network, x, batch)
            (sum(found.values(), torch.tensor(0.0)) * self._weights[name]).backward()
            losses |= {key: value.item() for key, value in found.items()}
        return losses

    def calibration(self, count: int) -> list[tuple[Tensor, Tensor, Tensor]]:
        """(ids, shapes, mask) of some batches of either kind."""
        found = []
        for _ in range(count):
            for stream in self._streams.values():
                batch = batch_of(next(stream), self._vocabulary)
                found.append((batch.ids, batch.shapes, batch.mask))
        return found


@dataclass(frozen=True)
class Earlier:
    """What a training builds on.

    Args:
        run: Folder of a finished training, whose network learns on.
        rounds: Whether it does so with rounded numbers.
    """

    run: Path | None = None
    rounds: bool = False


def train(data: Path, base: Path, out: Path, settings: Settings, earlier: Earlier) -> None:
    """Trains and writes `network.pt`, `names.json`, `settings.json`, `curve.jsonl` into `out`.

    Args:
        data: See the module.
        base: See the module.
        out: The folder of this training.
        settings: Its settings.
        earlier: What it builds on.
    """
    seed(settings.seed)
    torch.set_num_threads(os.cpu_count() or 1)
    out.mkdir(parents=True, exist_ok=True)
    examples = read_examples(data, base)
    sizes = Sizes() if earlier.run is None else read_sizes(earlier.run)
    write_sizes(out, sizes)
    network = Network(sizes, len(examples.vocabulary.pieces), outputs_of(examples.names))
    if earlier.run is None:
        load_base(network, base / "model.safetensors")
    else:
        network.load_state_dict(torch.load(earlier.run / "network.pt", weights_only=True))
    if earlier.rounds:
        prepare(network)
    training = Training(examples, settings, network, out)
    if earlier.run is not None and (earlier.run / "doubts.json").exists():
        shutil.copy(earlier.run / "doubts.json", out)
        training.doubt()
    if earlier.rounds:
        calibrate(network, training.calibration(CALIBRATION_BATCHES))
    training.resume()
    training.run()


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--rate", type=float, default=Settings.rate)
    parser.add_argument("--head-rate", type=float, default=Settings.head_rate)
    parser.add_argument("--from", dest="run", type=Path, help="go on from this folder's network")
    parser.add_argument("--round", action="store_true", help="with rounded numbers")
    args = parser.parse_args(arguments)
    settings = Settings(
        seed=args.seed, epochs=args.epochs, rate=args.rate, head_rate=args.head_rate
    )
    if args.run:
        settings = replace(settings, doubt=0.0, warm_up=0.0)
    train(args.data, args.base, args.out, settings, Earlier(args.run, args.round))


if __name__ == "__main__":
    main(sys.argv[1:])
