"""The vectors of tokens, from the ONNX file.

`Encoder.start` takes the tokens of many texts at once: their windows are sorted by length, so
that little of a batch is padding.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

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


class Pending:
    """Texts that the encoder works on.

    Args:
        pieces: Of each text the pieces of its tokens.
        windows: Batches of (text, window) pairs.
        outs: What the encoder will give for each batch.
        width: Of the vectors.
    """

    def __init__(
        self,
        pieces: list[list[Pieces]],
        windows: list[list[tuple[int, Window]]],
        outs: list[Future[Vectors]],
        width: int,
    ) -> None:
        self._pieces, self._windows, self._outs, self._width = pieces, windows, outs, width

    def vectors(self) -> list[Vectors]:
        """For each text the vectors of its tokens: (tokens, width). Waits for them."""
        found = [np.zeros((len(own), self._width), np.float32) for own in self._pieces]
        for windows, future in zip(self._windows, self._outs, strict=True):
            out = future.result()
            for row, (number, (start, end, _)) in enumerate(windows):
                sizes = [len(piece.ids) for piece in self._pieces[number][start : end - 1]]
                found[number][start:end] = out[row, np.cumsum([1, *sizes])]
        return found


class Encoder:
    """Runs the encoder.

    Batches of windows are worked side by side, one thread each: that loses less than to split every
    product among threads, and leaves the caller free for what comes behind the encoder.

    Args:
        model: The ONNX file, or its content: `ids`, `shapes`, `mask` of (windows, pieces) to
            vectors of (windows, pieces, width).
        vocabulary: Its word pieces.
        threads: Batches at once; 0: as many as there are cores.
    """

    def __init__(self, model: Path | bytes, vocabulary: Vocabulary, threads: int = 0) -> None:
        self._model = model if isinstance(model, bytes) else str(model)
        self._threads = threads or cores()
        self._opening = threading.Lock()
        self._vocabulary = vocabulary
        self._process = 0
        self._open()
        self.width: int = self._session.get_outputs()[0].shape[-1]

    def _open(self) -> None:
        """Opens the file, once a process: one that was forked off has no threads of its own."""
        with self._opening:
            if self._process == os.getpid():
                return
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session: Any = onnxruntime.InferenceSession(
                self._model, options, providers=["CPUExecutionProvider"]
            )
            self._pool = ThreadPoolExecutor(self._threads, "copydesk_en")
            self._process = os.getpid()

    def start(self, texts: Sequence[Sequence[str]]) -> Pending:
        """Begins to work on texts, given by their tokens."""
        self._open()
        of = self._vocabulary.of
        pieces = [[BLANK if t.isspace() else of(t) for t in tokens] for tokens in texts]
        work = [
            (number, window)
            for number, (tokens, own) in enumerate(zip(texts, pieces, strict=True))
            for window in cut(tokens, [len(piece.ids) for piece in own])
        ]
        work.sort(key=lambda item: (item[1].pieces, item[0], item[1].start))
        windows = batches(work)
        outs = [self._pool.submit(self._run, self._inputs(part, pieces)) for part in windows]
        return Pending(pieces, windows, outs, self.width)

    def _inputs(
        self, windows: Sequence[tuple[int, Window]], pieces: Sequence[Sequence[Pieces]]
    ) -> dict[str, npt.NDArray[np.int64]]:
        """(windows, pieces) each: numbers of pieces, their shapes, and 1 where there is one."""
        length = padded(windows[-1][1])
        ids = np.full((len(windows), length), PADDING, np.int64)
        shapes = np.zeros((len(windows), length), np.int64)
        mask = np.zeros((len(windows), length), np.int64)
        ids[:, 0] = self._vocabulary.class_id
        for row, (number, (start, end, count)) in enumerate(windows):
            own = pieces[number][start:end]
            ids[row, 1 : count + 1] = [i for p in own for i in p.ids]
            shapes[row, 1 : count + 1] = [s for p in own for s in p.shapes]
            ids[row, count + 1] = self._vocabulary.end_id
            mask[row, : count + 2] = 1
        return {"ids": ids, "shapes": shapes, "mask": mask}

    def _run(self, inputs: dict[str, npt.NDArray[np.int64]]) -> Vectors:
        (out,) = self._session.run(None, inputs)
        return np.asarray(out, np.float32)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
