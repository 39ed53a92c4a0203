"""The vectors of tokens, from the ONNX file.

`Encoder.start` takes the tokens of many texts at once: their windows are sorted by length, and
those of one length go together, so that nothing is padding.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from copydesk_en.pieces import Pieces, Vocabulary
from copydesk_en.session import Session
from copydesk_en.windows import Window, cut

BLANK: Final = Pieces((), ())
"""A blank or line end: the encoder does not see it."""

PIECES_AT_ONCE: Final = 384
"""Pieces of a batch, about: what so many become between two products fits into a processor's second
cache. With 192 to 448 the medians of six rounds lay within 3 %, with 512 to 1,024 7 % below."""

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
        model: The ONNX file, or its content: `ids` and `shapes` of (windows, pieces) to vectors of
            (windows, pieces, width).
        vocabulary: Its word pieces.
        threads: Batches at once; 0: as many as there are cores.
    """

    def __init__(self, model: Path | bytes, vocabulary: Vocabulary, threads: int = 0) -> None:
        self.session = Session(model)
        self._threads = threads or cores()
        self._vocabulary = vocabulary
        self._process = 0
        self.width = self.session.width()

    def _open(self) -> ThreadPoolExecutor:
        """Threads of this process: one that was forked off has none of its own yet."""
        if self._process != os.getpid():
            self._pool = ThreadPoolExecutor(self._threads, "copydesk_en")
            self._process = os.getpid()
        return self._pool

    def start(self, texts: Sequence[Sequence[str]]) -> Pending:
        """Begins to work on texts, given by their tokens."""
        pool = self._open()
        of = self._vocabulary.of
        pieces = [[BLANK if t.isspace() else of(t) for t in tokens] for tokens in texts]
        work = [
            (number, window)
            for number, (tokens, own) in enumerate(zip(texts, pieces, strict=True))
            for window in cut(tokens, [len(piece.ids) for piece in own])
        ]
        work.sort(key=lambda item: (item[1].pieces, item[0], item[1].start))
        windows = batches(work)
        outs = [pool.submit(self._run, self._inputs(part, pieces)) for part in windows]
        return Pending(pieces, windows, outs, self.width)

    def _inputs(
        self, windows: Sequence[tuple[int, Window]], pieces: Sequence[Sequence[Pieces]]
    ) -> dict[str, npt.NDArray[np.int64]]:
        """(windows, pieces) each: numbers of pieces, and their shapes."""
        length = pieces_of(windows[0][1])
        ids = np.empty((len(windows), length), np.int64)
        shapes = np.zeros((len(windows), length), np.int64)
        ids[:, 0] = self._vocabulary.class_id
        ids[:, -1] = self._vocabulary.end_id
        for row, (number, (start, end, _)) in enumerate(windows):
            own = pieces[number][start:end]
            ids[row, 1:-1] = [i for p in own for i in p.ids]
            shapes[row, 1:-1] = [s for p in own for s in p.shapes]
        return {"ids": ids, "shapes": shapes}

    def _run(self, inputs: dict[str, npt.NDArray[np.int64]]) -> Vectors:
        (out,) = self.session.run(inputs)
        return out


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pieces_of(window: Window) -> int:
    """Pieces of a window, with those at its ends."""
    return window.pieces + 2


def batches(work: Sequence[tuple[int, Window]]) -> list[list[tuple[int, Window]]]:
    """Windows in their order, as many at once as `PIECES_AT_ONCE` allows.

    All of a batch have the same length: no window needs padding, and what it gets does not depend
    on its neighbours, to the last bit.
    """
    found: list[list[tuple[int, Window]]] = []
    open_length = 0
    for item in work:
        length = pieces_of(item[1])
        if length != open_length or (len(found[-1]) + 1) * length > PIECES_AT_ONCE:
            found.append([])
            open_length = length
        found[-1].append(item)
    return found
