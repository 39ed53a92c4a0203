"""The quantised encoder as an ONNX file, node by node.

Written by hand and not traced: so the three matrices of attention are one product, the residual
sums and norms are plain (the runtime's joint operator takes eight times as long on a processor),
and every product is of integers with fixed scales (`MatMulIntegerToFloat`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.english.network import Network
from training.english.quantise import Rounded

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

    def write(self, path: Path, inputs: Sequence[str], output: str, width: int) -> None:
        """Writes the file."""
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["windows", "pieces"])
                for name in inputs
            ],
            [
                helper.make_tensor_value_info(
                    output, TensorProto.FLOAT, ["windows", "pieces", width]
                )
            ],
            self._values,
        )
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(CONTRIBUTED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="copydesk")
        model.ir_version = 9
        onnx.save(model, str(path))


def write_encoder(network: Network, path: Path) -> None:
    """Writes the encoder of a network that was prepared and calibrated.

    The file takes `ids`, `shapes` and `mask`, (windows, pieces) each, and gives `vectors`,
    (windows, pieces, width).
    """
    encoder = network.encoder
    graph = Graph()
    width = network.sizes.width
    x = _embedding(graph, encoder)
    graph.node("Cast", ["mask"], "shown", to=TensorProto.INT32)
    last = len(encoder.layers) - 1
    for number, layer in enumerate(encoder.layers):
        at = f"{number}."
        attended = _product(graph, f"{at}attention", x, [layer.query, layer.key, layer.value])
        graph.node(
            "Split", [attended], *(f"{at}{n}" for n in "qkv"), axis=2, num_outputs=3
        )  # fmt: skip
        seen = graph.node(
            "MultiHeadAttention",
            [f"{at}q", f"{at}k", f"{at}v", "", "shown"],
            f"{at}seen",
            domain=CONTRIBUTED,
            num_heads=layer.heads,
        )
        seen = _product(graph, f"{at}out", seen, [layer.out])
        x = _norm(graph, f"{at}middle", graph.node("Add", [x, seen], f"{at}sum"), layer.norm)
        grown = _product(graph, f"{at}grow", x, [layer.grow])
        grown = graph.node("Gelu", [grown], f"{at}bent")
        shrunk = _product(graph, f"{at}shrink", grown, [layer.shrink])
        total = graph.node("Add", [x, shrunk], f"{at}total")
        x = _norm(graph, "vectors" if number == last else f"{at}end", total, layer.last_norm)
    graph.write(path, ["ids", "shapes", "mask"], x, width)


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


def _product(graph: Graph, name: str, x: str, parts: Sequence[Rounded]) -> str:
    """`x` times the matrices of some layers with the same input, side by side.

    In floats where nothing was calibrated, to see what rounding costs.
    """
    if parts[0].scale == 0:
        weight = np.concatenate([_array(part.linear.weight) for part in parts]).T
        bias = np.concatenate([_array(part.linear.bias) for part in parts])
        graph.node("MatMul", [x, graph.value(f"{name}.weight", weight)], f"{name}.plain")
        return graph.node(
            "Add", [f"{name}.plain", graph.value(f"{name}.bias", bias)], f"{name}.product"
        )
    whole, scales = zip(*(part.weight() for part in parts), strict=True)
    weight = np.concatenate([_array(part) for part in whole]).T
    scale = np.concatenate([_array(part)[:, 0] for part in scales])
    bias = np.concatenate([_array(part.linear.bias) for part in parts])
    even = graph.node(
        "Mul", [x, graph.value(f"{name}.even", 1 / _array(parts[0].smooth))], f"{name}.evened"
    )
    step = graph.value(f"{name}.step", _array(parts[0].scale))
    zero = graph.value(f"{name}.zero", _array(parts[0].zero), np.uint8)
    graph.node("QuantizeLinear", [even, step, zero], f"{name}.input")
    return graph.node(
        "MatMulIntegerToFloat",
        [
            f"{name}.input",
            graph.value(f"{name}.weight", weight, np.int8),
            step,
            graph.value(f"{name}.scale", scale),
            zero,
            "",
            graph.value(f"{name}.bias", bias),
        ],
        f"{name}.product",
        domain=CONTRIBUTED,
    )
