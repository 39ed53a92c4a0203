"""The quantised encoder, and what the parser makes of its vectors, as ONNX files, node by node.

Written by hand and not traced: so the residual sums and norms are plain (the runtime's joint
operator takes eight times as long on a processor), every product is of integers with fixed scales
(`MatMulIntegerToFloat`), an input of several products is rounded once, and windows have no padding
and so no mask, which lets attention be worked in one pass (`MultiHeadAttention`: 30 % less).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from copydesk_en.heads import Floats
from training.english.network import Network
from training.english.quantise import Rounded, fix

CONTRIBUTED = "com.microsoft"
PLACES = 160
"""Pieces of a window at most, with those at its ends."""


class Graph:
    """A graph in the making."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._values: list[Any] = []

    def value(self, name: str, array: npt.ArrayLike, dtype: npt.DTypeLike = np.float32) -> str:
        """Adds a constant; returns its name."""
        self._values.append(numpy_helper.from_array(np.asarray(array, dtype), name))
        return name

    def node(
        self, kind: str, inputs: Sequence[str], *outputs: str, domain: str = "", **attributes: Any
    ) -> str:
        """Adds an operator; returns the name of its first output."""
        self._nodes.append(
            helper.make_node(kind, list(inputs), list(outputs), domain=domain, **attributes)
        )
        return outputs[0]

    def write(
        self,
        path: Path,
        sides: Sequence[str],
        inputs: Mapping[str, int],
        outputs: Mapping[str, int],
    ) -> None:
        """Writes the file.

        Args:
            path: Where.
            sides: Names of the sides that all inputs and outputs have.
            inputs: Names to widths, a last side of their own; 0: none, and whole numbers.
            outputs: The same.
        """

        def value(name: str, width: int) -> Any:
            kind = TensorProto.FLOAT if width else TensorProto.INT64
            return helper.make_tensor_value_info(name, kind, [*sides, width] if width else sides)

        graph = helper.make_graph(
            self._nodes,
            "copydesk_en",
            [value(*item) for item in inputs.items()],
            [value(*item) for item in outputs.items()],
            self._values,
        )
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(CONTRIBUTED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="copydesk")
        model.ir_version = 9
        onnx.save(model, str(path))


def write_encoder(network: Network, path: Path) -> None:
    """Writes the encoder of a network that was prepared and calibrated.

    The file takes `ids` and `shapes`, (windows, pieces) each, and gives `vectors`, (windows,
    pieces, width).
    """
    encoder = network.encoder
    graph = Graph()
    width = network.sizes.width
    x = _embedding(graph, encoder)
    last = len(encoder.layers) - 1
    for number, layer in enumerate(encoder.layers):
        at = f"{number}."
        three = {"q": layer.query, "k": layer.key, "v": layer.value}
        rounded = _rounded(graph, f"{at}attention", x, layer.query)
        seen = graph.node(
            "MultiHeadAttention",
            [_product(graph, f"{at}{name}", rounded, part) for name, part in three.items()],
            f"{at}seen",
            domain=CONTRIBUTED,
            num_heads=layer.heads,
        )
        seen = _layer(graph, f"{at}out", seen, layer.out)
        x = _norm(graph, f"{at}middle", graph.node("Add", [x, seen], f"{at}sum"), layer.norm)
        grown = _layer(graph, f"{at}grow", x, layer.grow)
        grown = graph.node("Gelu", [grown], f"{at}bent")
        shrunk = _layer(graph, f"{at}shrink", grown, layer.shrink)
        total = graph.node("Add", [x, shrunk], f"{at}total")
        x = _norm(graph, "vectors" if number == last else f"{at}end", total, layer.last_norm)
    graph.write(path, ["windows", "pieces"], {"ids": 0, "shapes": 0}, {x: width})


ARCS = {
    "children": ("arc_child", "arc_weight"),
    "parents": ("arc_head", ""),
    "named_children": ("label_child", "label_child_base"),
    "named_parents": ("label_head", "label_head_base"),
}
"""Outputs of the parser's file: the dense layer with GELU, and the matrix behind it, whose last row
is for a one."""


def write_arcs(weights: Mapping[str, Floats], x: Floats, path: Path) -> None:
    """Writes what the parser makes of each token before any arc is scored.

    The file takes `vectors`, (tokens, width), and gives `ARCS`, (tokens, size) each.

    Args:
        weights: Those of the parser, reduced.
        x: (tokens, width): vectors as they occur, by which their rounding is fixed.
        path: Where.
    """
    graph = Graph()
    layers = {name: _layer_of(weights, layer, x) for name, (layer, _) in ARCS.items()}
    vectors = _rounded(graph, "vectors", "vectors", layers["children"])
    widths = {}
    for name, (layer, matrix) in ARCS.items():
        found = _product(graph, layer, vectors, layers[name])
        if not matrix:
            graph.node("Gelu", [found], name)
            widths[name] = len(weights[f"{layer}.bias"])
            continue
        graph.node("Gelu", [found], f"{name}.bent")
        both = [
            graph.value(f"{name}.weight", weights[matrix][:-1]),
            graph.value(f"{name}.one", weights[matrix][-1]),
        ]
        graph.node("Gemm", [f"{name}.bent", *both], name)
        widths[name] = weights[matrix].shape[1]
    graph.write(path, ["tokens"], {"vectors": x.shape[1]}, widths)


def _layer_of(weights: Mapping[str, Floats], name: str, x: Floats) -> Rounded:
    """The dense layer of this name, calibrated for inputs such as `x`."""
    weight, bias = (torch.from_numpy(weights[f"{name}.{part}"]) for part in ("weight", "bias"))
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.weight.data, linear.bias.data = weight, bias
    layer = Rounded(linear)
    fix([layer], torch.from_numpy(x))
    return layer


def _array(tensor: Any) -> npt.NDArray[np.float32]:
    return np.asarray(tensor.detach().cpu().numpy(), np.float32)


def _embedding(graph: Graph, encoder: Any) -> str:
    words = _array(encoder.words.weight)
    scale = np.abs(words).max(1, keepdims=True) / 127 + 1e-12
    graph.node("Gather", [graph.value("words", np.round(words / scale), np.int8), "ids"], "whole")
    graph.node("Cast", ["whole"], "whole.float", to=TensorProto.FLOAT)
    graph.node("Gather", [graph.value("words.scale", scale), "ids"], "whole.scale")
    graph.node("Mul", ["whole.float", "whole.scale"], "word")
    graph.node("Gather", [graph.value("shape", _array(encoder.shapes.weight)), "shapes"], "form")
    for name, number in (("one", 1), ("two", 2), ("none", 0)):
        graph.value(name, [number], np.int64)
    graph.node("Shape", ["ids"], "size")
    graph.node("Slice", ["size", "one", "two"], "length")
    places = graph.value("places", _array(encoder.places.weight)[:PLACES])
    graph.node("Slice", [places, "none", "length", "none"], "place")
    graph.node("Add", ["word", "form"], "word+form")
    graph.node("Add", ["word+form", "place"], "embedded")
    return _norm(graph, "start", "embedded", encoder.norm)


def _norm(graph: Graph, name: str, x: str, norm: Any) -> str:
    weight = graph.value(f"{name}.weight", _array(norm.weight))
    bias = graph.value(f"{name}.bias", _array(norm.bias))
    return graph.node(
        "LayerNormalization", [x, weight, bias], name, axis=-1, epsilon=float(norm.eps)
    )


@dataclass(frozen=True)
class Input:
    """What a product reads: the name of the value, and of its whole numbers, scale and zero point.

    Without these three, in a network that was not calibrated, products are of floats.
    """

    x: str
    whole: str = ""
    step: str = ""
    zero: str = ""


def _rounded(graph: Graph, name: str, x: str, reader: Rounded) -> Input:
    """`x` as whole numbers, as `reader` was calibrated."""
    if reader.scale == 0:
        return Input(x)
    step = graph.value(f"{name}.step", _array(reader.scale))
    zero = graph.value(f"{name}.zero", _array(reader.zero), np.uint8)
    return Input(x, graph.node("QuantizeLinear", [x, step, zero], f"{name}.input"), step, zero)


def _layer(graph: Graph, name: str, x: str, layer: Rounded) -> str:
    """A dense layer."""
    return _product(graph, name, _rounded(graph, name, x, layer), layer)


def _product(graph: Graph, name: str, of: Input, layer: Rounded) -> str:
    """What `layer` makes of an input."""
    bias = graph.value(f"{name}.bias", _array(layer.linear.bias))
    if not of.whole:
        weight = graph.value(f"{name}.weight", _array(layer.linear.weight).T)
        graph.node("MatMul", [of.x, weight], f"{name}.plain")
        return graph.node("Add", [f"{name}.plain", bias], f"{name}.product")
    whole, scale = layer.weight()
    return graph.node(
        "MatMulIntegerToFloat",
        [
            of.whole,
            graph.value(f"{name}.weight", _array(whole).T, np.int8),
            of.step,
            graph.value(f"{name}.scale", _array(scale)[:, 0]),
            of.zero,
            "",
            bias,
        ],
        f"{name}.product",
        domain=CONTRIBUTED,
    )
