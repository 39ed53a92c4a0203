"""The vectors of tokens, from the ONNX file.

`Encoder.vectors` takes the tokens of many texts at once: their windows are sorted by length, so
that little of a batch is padding.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime

from copydesk_en.pieces import PADDING, Pieces, Vocabulary
from copydesk_en.windows import Window, cut

STEP: Final = 8
"""Rows of pieces are padded to multiples of this."""

BLANK: Final = Pieces((), ())
"""A blank or line end: the encoder does not see it."""

PIECES_AT_ONCE: Final = 1_024
"""Pieces of a batch, padding included: more are no faster, and need more memory."""

Vectors = npt.NDArray[np.float32]


class Encoder:
    """Runs the encoder.

    Args:
        model: The ONNX file: `ids`, `shapes`, `mask` of (windows, pieces) to vectors of
            (windows, pieces, width).
        vocabulary: Its word pieces.
        threads: Of one call; 0: as many as there are cores.
    """

    def __init__(self, model: Path, vocabulary: Vocabulary, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = vocabulary
        self.width: int = self._session.get_outputs()[0].shape[-1]

    def vectors(self, texts: Sequence[Sequence[str]]) -> list[Vectors]:
        """For each text the vectors of its tokens: (tokens, width)."""
        of = self._vocabulary.of
        pieces = [[BLANK if t.isspace() else of(t) for t in tokens] for tokens in texts]
        sizes = [[len(p.ids) for p in own] for own in pieces]
        found = [np.zeros((len(tokens), self.width), np.float32) for tokens in texts]
        work = [
            (number, window)
            for number, tokens in enumerate(texts)
            for window in cut(tokens, sizes[number])
        ]
        work.sort(key=lambda item: (item[1].pieces, item[0], item[1].start))
        for batch in batches(work):
            length = padded(batch[-1][1])
            ids = np.full((len(batch), length), PADDING, np.int64)
            shapes = np.zeros((len(batch), length), np.int64)
            mask = np.zeros((len(batch), length), np.int64)
            ids[:, 0] = self._vocabulary.class_id
            for row, (number, (start, end, count)) in enumerate(batch):
                own = pieces[number][start:end]
                ids[row, 1 : count + 1] = [i for p in own for i in p.ids]
                shapes[row, 1 : count + 1] = [s for p in own for s in p.shapes]
                ids[row, count + 1] = self._vocabulary.end_id
                mask[row, : count + 2] = 1
            (out,) = self._session.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
            for row, (number, (start, end, _)) in enumerate(batch):
                first = np.cumsum([1, *sizes[number][start : end - 1]])
                found[number][start:end] = out[row, first]
        return found


def padded(window: Window) -> int:
    """Pieces of a window's row, with those at its ends: a multiple of `STEP`."""
    return -(-(window.pieces + 2) // STEP) * STEP


def batches(work: Sequence[tuple[int, Window]]) -> list[list[tuple[int, Window]]]:
    """Windows in their order, as many at once as `PIECES_AT_ONCE` allows.

    All of a batch are padded to the same length, which is that of each of them alone: what a window
    gets does not depend on its neighbours, to the last bit.
    """
    found: list[list[tuple[int, Window]]] = []
    open_length = 0
    for item in work:
        length = padded(item[1])
        if length != open_length or (len(found[-1]) + 1) * length > PIECES_AT_ONCE:
            found.append([])
            open_length = length
        found[-1].append(item)
    return found
