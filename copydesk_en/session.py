"""ONNX files, run on one thread each."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

Floats = npt.NDArray[np.float32]


class Session:
    """Runs an ONNX file.

    Opened on the first use, once a process: a process that was forked off has none of the threads
    of its parent. It can be pickled for another process on this machine.

    Args:
        model: The file, or its content.
    """

    def __init__(self, model: Path | bytes) -> None:
        self._model = model
        self._start()

    def _start(self) -> None:
        self._opening = threading.Lock()
        self._process = 0
        self._session: Any = None

    def _open(self) -> Any:
        with self._opening:
            if self._process != os.getpid():
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = 1
                options.inter_op_num_threads = 1
                options.log_severity_level = 3
                model = self._model if isinstance(self._model, bytes) else str(self._model)
                self._session = onnxruntime.InferenceSession(
                    model, options, providers=["CPUExecutionProvider"]
                )
                self._process = os.getpid()
        return self._session

    def run(self, inputs: Mapping[str, npt.NDArray[Any]]) -> list[Floats]:
        """All outputs, in the file's order. Threads may run it side by side."""
        return [np.asarray(out, np.float32) for out in self._open().run(None, dict(inputs))]

    def width(self) -> int:
        """Of the first output's last side."""
        return int(self._open().get_outputs()[0].shape[-1])

    def content(self) -> bytes:
        """The file's content."""
        return self._model if isinstance(self._model, bytes) else self._model.read_bytes()

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs."""
        return {"_model": self._model}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """See `__getstate__`."""
        self._model = state["_model"]
        self._start()
