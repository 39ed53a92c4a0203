"""Which parts of each layer are kept, by how much depends on them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def kept_of(
    scores: Sequence[npt.NDArray[np.floating]], share: float, least: int, block: int
) -> list[npt.NDArray[np.int64]]:
    """Numbers of what each layer keeps, in their order.

    Layers compete: blocks go to those whose next best parts matter most, all in all.

    Args:
        scores: Of each layer's parts: (parts,).
        share: Of all parts that is kept, unless every layer's least is more.
        least: What every layer keeps: a multiple of `block`.
        block: Counts are multiples of it.
    """
    ordered = [np.argsort(-score, kind="stable") for score in scores]
    first = least // block
    rest = []
    total = 0
    for layer, (score, order) in enumerate(zip(scores, ordered, strict=True)):
        blocks = score[order].reshape(-1, block).sum(1)
        total += len(blocks)
        rest += [(-float(value), layer) for value in blocks[first:]]
    counts = [first] * len(scores)
    for _, layer in sorted(rest)[: max(0, round(total * share) - first * len(scores))]:
        counts[layer] += 1
    return [np.sort(order[: count * block]) for order, count in zip(ordered, counts, strict=True)]
