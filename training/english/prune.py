"""Narrows the encoder: whole heads and inner rows go, those on which the loss depends least.

    python -m training.english.prune --run DIR --data DIR --base DIR --out DIR

Whole heads of attention and whole rows between the dense layers are left out where the loss hardly
depends on them. How much it does is the square of activation times gradient, summed over a row's or
a head's outputs, over some batches (Michel et al. 2019, "Are Sixteen Heads Really Better than
One?"; Molchanov et al. 2019, "Importance Estimation for Neural Network Pruning", section 3.1).
Layers are compared with one another: one may keep more than another. What is lost the training that
follows makes up for.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from training.english.examples import outputs_of, read_examples
from training.english.keep import kept_of
from training.english.network import Layer, Network, Sizes, read_sizes, seed, write_sizes
from training.english.train import Settings, Training

BATCHES = 40
HEADS_KEPT = 0.6
ROWS_KEPT = 0.66
"""Shares of all heads and of all rows. Before any further training the loss of entities is .04 with
all of them, .10 with .6 and .7, .16 with .5 and .6."""
ROWS = 64
"""Rows between the dense layers are left out by so many, which products can use whole."""
LEAST_HEADS = 2
LEAST_ROWS = 512


class Importance:
    """How much the loss depends on each head and each inner row of every layer.

    Args:
        network: Whose heads and rows; not yet rounded.
    """

    def __init__(self, network: Network) -> None:
        self._layers: list[Layer] = list(network.encoder.layers)
        self._seen: dict[nn.Module, Tensor] = {}
        width = network.sizes.head
        self.heads = [torch.zeros(layer.heads) for layer in self._layers]
        self.rows = [torch.zeros(layer.shrink.in_features) for layer in self._layers]
        self._width = width
        for layer in self._layers:
            for part in (layer.out, layer.shrink):
                part.register_forward_pre_hook(self._keep)

    def _keep(self, module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        x = inputs[0]
        if x.requires_grad:
            x.register_hook(lambda gradient: self._add(module, x.detach(), gradient))

    def _add(self, module: nn.Module, x: Tensor, gradient: Tensor) -> None:
        change = (x * gradient).flatten(0, -2).sum(0)
        for number, layer in enumerate(self._layers):
            if module is layer.out:
                self.heads[number] += change.view(-1, self._width).sum(1).square()
            elif module is layer.shrink:
                self.rows[number] += change.square()


def _kept(scores: Sequence[Tensor], share: float, least: int, block: int) -> list[Tensor]:
    found = kept_of([score.numpy() for score in scores], share, least, block)
    return [torch.from_numpy(numbers) for numbers in found]


def _narrow(linear: nn.Linear, rows: Tensor | None, columns: Tensor | None) -> nn.Linear:
    weight, bias = linear.weight.data, linear.bias.data
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    found = nn.Linear(weight.shape[1], weight.shape[0])
    found.weight.data, found.bias.data = weight.clone(), bias.clone()
    return found


def narrowed(network: Network, heads: Sequence[Tensor], rows: Sequence[Tensor]) -> Sizes:
    """Leaves out of every layer all heads and inner rows but these.

    Returns:
        The sizes of what is left.
    """
    width = network.sizes.head
    for layer, some_heads, some_rows in zip(network.encoder.layers, heads, rows, strict=True):
        columns = (some_heads[:, None] * width + torch.arange(width)).flatten()
        for name in ("query", "key", "value"):
            setattr(layer, name, _narrow(getattr(layer, name), columns, None))
        layer.out = _narrow(layer.out, None, columns)
        layer.grow = _narrow(layer.grow, some_rows, None)
        layer.shrink = _narrow(layer.shrink, None, some_rows)
        layer.heads = len(some_heads)
    return replace(
        network.sizes,
        heads=tuple(len(some) for some in heads),
        inner=tuple(len(some) for some in rows),
    )


def prune(run: Path, data: Path, base: Path, out: Path, settings: Settings) -> Sizes:
    """Writes the narrowed network of the training in `run`, with all that goes with it, to `out`.

    Args:
        run: Folder of a training without rounding.
        data: See `training.english.train`.
        base: The same.
        out: The folder for the narrowed network.
        settings: Of the batches by which importance is measured.
    """
    seed(settings.seed)
    out.mkdir(parents=True, exist_ok=True)
    examples = read_examples(data, base)
    network = Network(read_sizes(run), len(examples.vocabulary.pieces), outputs_of(examples.names))
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    training = Training(examples, settings, network, out)
    if (run / "doubts.json").exists():
        shutil.copy(run / "doubts.json", out)
        training.doubt()
    network.eval()
    importance = Importance(network)
    for _ in range(BATCHES):
        training.backward()
    heads = _kept(importance.heads, HEADS_KEPT, LEAST_HEADS, 1)
    rows = _kept(importance.rows, ROWS_KEPT, LEAST_ROWS, ROWS)
    sizes = narrowed(network, heads, rows)
    write_sizes(out, sizes)
    torch.save(network.state_dict(), out / "network.pt")
    return sizes


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("run", "data", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    args = parser.parse_args(arguments)
    settings = Settings(seed=args.seed, doubt=0.0)
    print(prune(args.run, args.data, args.base, args.out, settings))


if __name__ == "__main__":
    main(sys.argv[1:])
