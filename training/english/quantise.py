"""Eight bits: what the encoder's matrices lose, and a short training that makes up for it.

Both sides of every matrix product become integers. A weight has 7 bits and a sign (-63 to 63), one
scale per output: pairs of products then fit into 16 bits, so that processors without VNNI
instructions compute the same as those with them. An input has 8 bits with one scale and one zero
point, fixed beforehand, so that what a text gets does not depend on the texts beside it. Before
that, inputs that vary much are divided and their weights multiplied (SmoothQuant, Xiao et al. 2023,
section 4, with a migration strength of 0.5).

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

    smooth: Tensor
    scale: Tensor
    zero: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.register_buffer("smooth", torch.ones(linear.in_features))
        self.register_buffer("scale", torch.tensor(0.0))
        self.register_buffer("zero", torch.tensor(0.0))

    def weight(self) -> tuple[Tensor, Tensor]:
        """(outputs, inputs) of whole numbers, and the scale of each output."""
        scaled = self.linear.weight * self.smooth
        scale = scaled.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / WEIGHT_LEVELS
        return _round(scaled / scale), scale

    def forward(self, x: Tensor) -> Tensor:
        """As of the layer."""
        if self.scale == 0:
            return F.linear(x, self.linear.weight, self.linear.bias)
        whole = _round(x / (self.smooth * self.scale)) + self.zero
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
    """Fixes how inputs are divided and rounded, from what some batches (ids, shapes, mask) give."""
    network.eval()
    kept: dict[Rounded, list[Tensor]] = {}

    def keep(module: Rounded, inputs: tuple[Tensor, ...], _: Tensor) -> None:
        kept.setdefault(module, []).append(inputs[0][shown])

    hooks = [
        getattr(layer, group[0]).register_forward_hook(keep)
        for layer in network.encoder.layers
        for group in groups(layer)
    ]
    with torch.no_grad():
        for ids, shapes, mask in batches:
            shown = mask.bool()
            network.encoder(ids, shapes, mask)
        for hook in hooks:
            hook.remove()
        for layer in network.encoder.layers:
            for group in groups(layer):
                members: list[Rounded] = [getattr(layer, name) for name in group]
                _fix(members, torch.cat(kept.pop(members[0])))


def _fix(members: Sequence[Rounded], x: Tensor) -> None:
    """Fixes the rounding of layers with the same input `x`: (rows, width)."""
    weight = torch.cat([member.linear.weight for member in members])
    high = x.abs().amax(0).clamp(min=1e-5)
    heavy = weight.abs().amax(0).clamp(min=1e-5)
    smooth = high**MIGRATION / heavy ** (1 - MIGRATION)
    smooth = smooth / smooth.mean()
    scale, zero = _range(x / smooth)
    for member in members:
        member.smooth.copy_(smooth)
        member.scale.copy_(scale)
        member.zero.copy_(zero)


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
