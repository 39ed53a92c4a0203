"""Eight bits: what the encoder's matrices lose, and a short training that makes up for it.

Both sides of every matrix product become integers. A weight has 7 bits and a sign (-63 to 63), one
scale per output: pairs of products then fit into 16 bits, so that processors without VNNI
instructions compute the same as those with them. An input has 8 bits with one scale and one zero
point, fixed beforehand, so that what a text gets does not depend on the texts beside it. Before
that, what attention gives is divided where it varies much, and the weights behind it multiplied
(SmoothQuant, Xiao et al. 2023, section 4, with a migration strength of 0.5): the division is part
of the weights before it and costs nothing. At the other products it would be a pass over memory of
its own, a ninth of the encoder's time, and the training below makes up for its absence.

`training.english.train --round` trains on with the rounding in place (straight-through gradients,
Bengio et al. 2013).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from training.english.network import Layer, Network

WEIGHT_LEVELS = 63
INPUT_LEVELS = 255
MIGRATION = 0.5
CALIBRATION_BATCHES = 12
PARTS = (1.0, 0.85, 0.7, 0.55, 0.4, 0.3)
"""Shares of the widest range that are tried."""


class Rounded(nn.Module):
    """A linear layer whose input and weights are rounded as integers will round them.

    Args:
        linear: The layer.
    """

    scale: Tensor
    zero: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.register_buffer("scale", torch.tensor(0.0))
        self.register_buffer("zero", torch.tensor(0.0))

    def weight(self) -> tuple[Tensor, Tensor]:
        """(outputs, inputs) of whole numbers, and the scale of each output."""
        weight = self.linear.weight
        scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / WEIGHT_LEVELS
        return _round(weight / scale), scale

    def forward(self, x: Tensor) -> Tensor:
        """As of the layer."""
        if self.scale == 0:
            return F.linear(x, self.linear.weight, self.linear.bias)
        whole = _round(x / self.scale) + self.zero
        x = (whole.clamp(0, INPUT_LEVELS) - self.zero) * self.scale
        weight, scale = self.weight()
        return F.linear(x, weight * scale, self.linear.bias)


def _round(x: Tensor) -> Tensor:
    """Whole numbers; the gradient is that of `x`."""
    return x + (x.round() - x).detach()


def groups(layer: Layer) -> Iterator[tuple[str, ...]]:
    """Names of the layer's matrices, those with the same input together."""
    yield ("query", "key", "value")
    yield ("out",)
    yield ("grow",)
    yield ("shrink",)


def prepare(network: Network) -> None:
    """Puts a `Rounded` around every matrix of the encoder; nothing is rounded yet."""
    for layer in network.encoder.layers:
        for group in groups(layer):
            for name in group:
                setattr(layer, name, Rounded(getattr(layer, name)))


def calibrate(network: Network, batches: Sequence[tuple[Tensor, Tensor, Tensor]]) -> None:
    """Fixes how inputs are divided and rounded, from what some batches (ids, shapes, mask) give.

    The first piece of a window, which stands for no word, does not count: attention that has
    nothing to look at looks there, and single values of its vector are ten times those of all
    others (Sun et al. 2024, "Massive activations"). They are cut off.
    """
    network.eval()
    kept: dict[Rounded, list[Tensor]] = {}

    def keep(module: Rounded, inputs: tuple[Tensor, ...], _: Tensor) -> None:
        kept.setdefault(module, []).append(inputs[0][seen])

    hooks = [
        getattr(layer, group[0]).register_forward_hook(keep)
        for layer in network.encoder.layers
        for group in groups(layer)
    ]
    with torch.no_grad():
        for ids, shapes, mask in batches:
            seen = mask.bool()
            seen[:, 0] = False
            network.encoder(ids, shapes, mask)
        for hook in hooks:
            hook.remove()
        for layer in network.encoder.layers:
            for group in groups(layer):
                members: list[Rounded] = [getattr(layer, name) for name in group]
                x = torch.cat(kept.pop(members[0]))
                if group == ("out",):
                    x = x / _even(layer.value.linear, layer.out.linear, x)
                fix(members, x)


def fix(members: Sequence[Rounded], x: Tensor) -> None:
    """Fixes the rounding of layers whose inputs are such as `x`: (rows, width)."""
    scale, zero = _range(x)
    for member in members:
        member.scale.copy_(scale)
        member.zero.copy_(zero)


def _even(before: nn.Linear, behind: nn.Linear, x: Tensor) -> Tensor:
    """Moves differences between the columns of `x` from the first layer's rows to the second one.

    Args:
        before: Of whose outputs `x` are weighted means, column by column.
        behind: What reads `x`.
        x: (rows, width).

    Returns:
        (width,): by what each column is divided from here on.
    """
    high = x.abs().amax(0).clamp(min=1e-5)
    heavy = behind.weight.abs().amax(0).clamp(min=1e-5)
    even = high**MIGRATION / heavy ** (1 - MIGRATION)
    even = even / even.mean()
    before.weight.div_(even[:, None])
    before.bias.div_(even)
    behind.weight.mul_(even)
    return even


def _range(x: Tensor) -> tuple[Tensor, Tensor]:
    """The scale and the zero point with the least squared error, among some that cut ends off."""
    sample = x.flatten()[:: max(1, x.numel() // 2_000_000)]
    low, high = sample.min().clamp(max=0), sample.max().clamp(min=0)
    found = []
    for part_low, part_high in itertools.product(PARTS, PARTS):
        scale = (high * part_high - low * part_low).clamp(min=1e-6) / INPUT_LEVELS
        zero = (-low * part_low / scale).round()
        back = ((sample / scale).round() + zero).clamp(0, INPUT_LEVELS).sub(zero) * scale
        found.append((float((back - sample).square().mean()), scale, zero))
    _, scale, zero = min(found, key=lambda item: item[0])
    return scale, zero
