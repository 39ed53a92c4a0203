"""Who carries out a flow: this process directly, or Prefect?

A flow is written once against `Runner`. The direct runner calls the functions;
the Prefect runner (`flows.orchestrated`) wraps each call in a task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from flows.batch import Batch, BatchResult
from flows.pool import Pool, work_all

T = TypeVar("T")


class Runner(Protocol):
    """Carries out the stages of a flow."""

    mode: str

    def stage(self, name: str, function: Callable[[], T]) -> T:
        """The result of one stage."""
        ...

    def batches(self, pool: Pool, batches: Sequence[Batch]) -> Iterator[BatchResult]:
        """The results of all batches, as they are finished."""
        ...


class DirectRunner:
    """Calls the functions, with no server and no states."""

    mode = "direct"

    def stage(self, name: str, function: Callable[[], T]) -> T:
        """See `Runner.stage`."""
        return function()

    def batches(self, pool: Pool, batches: Sequence[Batch]) -> Iterator[BatchResult]:
        """See `Runner.batches`."""
        return work_all(pool, batches)
