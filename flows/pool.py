"""Who works the batches: this process, or several others?

Worker processes are plain Python processes that speak JSON lines (`flows.worker`).
They start fast, die with the run, and need neither pickle nor shared memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Protocol

from flows import interrupt
from flows.batch import Batch, BatchResult, WorkOptions
from transforms.errors import (
    CopydeskError,
    MachineError,
    SchemaError,
    UsageError,
    WarehouseBusy,
    WarehouseError,
)

_ERRORS: dict[str, type[CopydeskError]] = {
    kind.__name__: kind
    for kind in (UsageError, SchemaError, WarehouseError, WarehouseBusy, MachineError)
}
"""Errors that come back from a worker as what they are, and so with their exit code."""

SMALL_BYTES = 1_500_000
"""Up to this much input one process is faster than starting others (about 1 CPU second each)."""


class Pool(AbstractContextManager["Pool"], Protocol):
    """Works batches. `work` may be called from several threads at once."""

    size: int

    def work(self, batch: Batch) -> BatchResult:
        """The result of one batch.

        Raises:
            MachineError: The process that worked it died, or the disk or memory failed.
            CopydeskError: What the work itself raised, such as a wrong setting.
        """
        ...


def worker_count(wanted: int, size_bytes: int, batch_count: int) -> int:
    """How many processes to use; 1 means: this one.

    Args:
        wanted: The user's choice; 0 leaves it to us.
        size_bytes: Input to read.
        batch_count: Batches there are; more workers would idle.
    """
    if wanted:
        return max(1, min(wanted, batch_count))
    if size_bytes <= SMALL_BYTES:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), batch_count))


class LocalPool:
    """Works batches in this process."""

    size = 1

    def __init__(self, options: WorkOptions) -> None:
        from flows.work import Worker  # noqa: PLC0415 - only who works here pays for the import

        self._worker = Worker(options)
        self._lock = threading.Lock()

    def work(self, batch: Batch) -> BatchResult:
        """See `Pool.work`."""
        with self._lock:
            try:
                return self._worker.process(batch)
            except (MemoryError, OSError) as error:
                raise _machine_error(batch, f"{type(error).__name__}: {error}") from error

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to let go."""


class ProcessPool:
    """Works batches in `size` processes of their own."""

    def __init__(self, options: WorkOptions, size: int) -> None:
        self.size = size
        # Workers side by side share the cores.
        threads = max(1, len(os.sched_getaffinity(0)) // size)
        self._options = replace(options, threads=threads)
        self._idle: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()
        self._processes: list[subprocess.Popen[str]] = []
        self._is_closed = False
        for _ in range(size):
            self._idle.put(self._start())

    def _start(self) -> subprocess.Popen[str]:
        home = str(Path(__file__).resolve().parents[1])
        known = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([home, known] if known else [home])
        process = subprocess.Popen(
            # -P: a file of the user's called json.py in the working folder stays out.
            [sys.executable, "-P", "-m", "flows.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
        )
        interrupt.kill_with_us(process.pid)
        self._processes.append(process)
        _send(process, self._options.to_json())
        return process

    def work(self, batch: Batch) -> BatchResult:
        """See `Pool.work`. A process that died is replaced, so that a retry can work."""
        process = self._idle.get()
        try:
            _send(process, batch.to_json())
            line = process.stdout.readline() if process.stdout else ""
            code = None if line else process.wait()
            if code is not None and not self._is_closed:
                interrupt.forget(process.pid)
                process = self._start()
        finally:
            self._idle.put(process)
        if code is not None:
            raise _machine_error(batch, f"its worker process ended with code {code}")
        answer = json.loads(line)
        if "known" in answer:
            known = answer["known"]
            raise _ERRORS.get(known["kind"], CopydeskError)(
                known["place"], known["problem"], known["remedy"]
            )
        if "error" in answer:
            raise _machine_error(batch, answer["error"])
        return BatchResult.from_json(answer["result"])

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the processes: idle ones by closing their stdin, all when something failed."""
        self._is_closed = True
        for process in self._processes:
            if error is not None:
                process.kill()
            if process.stdin:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
        for process in self._processes:
            process.wait()
            if process.stdout:
                process.stdout.close()


def _send(process: subprocess.Popen[str], line: str) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        # The process is gone; reading its answer finds the end of file and names it.
        return


def _machine_error(batch: Batch, problem: str) -> MachineError:
    first = batch.files[0].uri if batch.files else "no file"
    return MachineError(
        f"batch {batch.batch_no} (from {first})",
        problem,
        "nothing was published; free memory or disk space and run the same command again:"
        " finished batches are taken over",
    )


def open_pool(options: WorkOptions, size: int) -> Pool:
    """A pool of `size` processes; 1: this process."""
    return LocalPool(options) if size == 1 else ProcessPool(options, size)


def work_all(pool: Pool, batches: Sequence[Batch]) -> Iterator[BatchResult]:
    """Results as they are finished, in any order; the first error ends the iteration.

    One thread per process waits for it. After an error the threads that are still
    waiting end with their processes, when the pool is closed.
    """
    if pool.size == 1:
        yield from map(pool.work, batches)
        return
    executor = ThreadPoolExecutor(pool.size)
    try:
        for future in as_completed([executor.submit(pool.work, batch) for batch in batches]):
            yield future.result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
