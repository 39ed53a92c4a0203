"""What is written down about a run?"""

from __future__ import annotations

import json
import os
import resource
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from expectations.checks import CheckResult
from transforms.tables import table
from transforms.tables.runs import OUTCOMES

Journal = dict[str, pl.DataFrame]
"""Rows of the journal tables by the table's name."""


def utc_now() -> datetime:
    """Now, in UTC and without a zone, as the tables keep instants."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_run_id() -> str:
    """A UUID of version 7 (RFC 9562, 5.7): sorts by the time it was made.

    Python 3.11 has no uuid7 of its own.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80
    value |= int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return str(uuid.UUID(int=value))


def cpu_seconds() -> float:
    """CPU time of this process and of its children that have ended."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def peak_rss_bytes() -> int:
    """Highest memory of this process so far (Linux counts in kibibytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@dataclass(slots=True)
class Step:
    """One stage as it is measured. Times in seconds; those of a stage under way grow.

    Args:
        name: Of the stage.
        item_count: What it worked on.
        reused_count: Of these, taken over from an interrupted run.
    """

    name: str
    item_count: int = 0
    reused_count: int = 0
    started_at: datetime = field(default_factory=utc_now)
    _wall: float = field(default_factory=time.monotonic)
    _cpu: float = field(default_factory=cpu_seconds)
    _end: tuple[float, float] | None = None

    def _now(self) -> tuple[float, float]:
        return self._end or (time.monotonic(), cpu_seconds())

    def finish(self) -> None:
        """Stops the clocks."""
        self._end = self._now()

    @property
    def wall_seconds(self) -> float:
        """Elapsed time."""
        return round(self._now()[0] - self._wall, 4)

    @property
    def cpu_seconds(self) -> float:
        """CPU time of this process and of those that worked for it."""
        return round(max(0.0, self._now()[1] - self._cpu), 4)


@dataclass(slots=True)
class Notebook:
    """Collects what a run does, for its journal."""

    run_id: str
    command: str
    mode: str
    code_version: str
    schema_version: int
    pipeline_version: str
    settings_json: str
    started_at: datetime = field(default_factory=utc_now)
    start: float = field(default_factory=time.monotonic)
    steps: list[Step] = field(default_factory=list)
    metrics: dict[tuple[str, str], float] = field(default_factory=dict)
    results: list[CheckResult] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)
    flow_run_ref: str | None = None
    file_count: int = 0
    input_bytes: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Measures a stage."""
        noted = Step(name)
        self.steps.append(noted)
        try:
            yield noted
        finally:
            noted.finish()

    @property
    def wall_seconds(self) -> float:
        """Time since the start."""
        return time.monotonic() - self.start

    @property
    def all_cpu_seconds(self) -> float:
        """CPU time of this process and of its ended children so far."""
        return cpu_seconds()

    def to_json(self) -> dict[str, Any]:
        """What is needed to write down a run that was killed."""
        return {
            "run_id": self.run_id,
            "command": self.command,
            "mode": self.mode,
            "code_version": self.code_version,
            "schema_version": self.schema_version,
            "pipeline_version": self.pipeline_version,
            "settings_json": self.settings_json,
            "started_at": self.started_at.isoformat(),
            "pid": os.getpid(),
        }

    def journal(self, status: str, message: str | None) -> Journal:
        """The rows of every journal table but `records`, which staging fills."""
        return {
            "runs": _frame("ops.runs", [self._run_row(status, message)]),
            "steps": _frame("ops.steps", self._step_rows()),
            "metrics": _frame(
                "ops.metrics",
                (
                    {"run_id": self.run_id, "metric": m, "dimension": d, "value": v}
                    for (m, d), v in sorted(self.metrics.items())
                ),
            ),
            "validation_results": _frame("ops.validation_results", self._result_rows()),
        }

    def _run_row(self, status: str, message: str | None) -> dict[str, Any]:
        counts = {outcome: self.outcomes.get(outcome, 0) for outcome in OUTCOMES}
        return {
            "run_id": self.run_id,
            "command": self.command,
            "mode": self.mode,
            "status": status,
            "started_at": self.started_at,
            "finished_at": utc_now(),
            "code_version": self.code_version,
            "schema_version": self.schema_version,
            "pipeline_version": self.pipeline_version,
            "settings_json": self.settings_json,
            "flow_run_ref": self.flow_run_ref,
            "file_count": self.file_count,
            "record_count": sum(counts.values()),
            **{f"{outcome}_count": count for outcome, count in counts.items()},
            "input_bytes": self.input_bytes,
            "cpu_seconds": round(self.all_cpu_seconds, 3),
            "wall_seconds": round(self.wall_seconds, 3),
            "peak_rss_bytes": peak_rss_bytes(),
            "message": message,
        }

    def _step_rows(self) -> Iterator[dict[str, Any]]:
        for number, step in enumerate(self.steps, 1):
            yield {
                "run_id": self.run_id,
                "step_no": number,
                "step": step.name,
                "started_at": step.started_at,
                "wall_seconds": step.wall_seconds,
                "cpu_seconds": step.cpu_seconds,
                "item_count": step.item_count,
                "reused_count": step.reused_count,
            }

    def _result_rows(self) -> Iterator[dict[str, Any]]:
        for number, result in enumerate(self.results, 1):
            check = result.check
            observed = result.observed_value if result.error is None else f"error: {result.error}"
            yield {
                "run_id": self.run_id,
                "validation_no": number,
                "suite": check.suite,
                "table_name": check.table,
                "column_name": check.column,
                "expectation": check.expectation,
                "title": check.title,
                "settings_json": json.dumps(dict(check.kwargs), sort_keys=True, default=str),
                "severity": check.severity,
                "is_row_level": check.is_row_level,
                "is_success": result.is_success,
                "element_count": result.element_count,
                "unexpected_count": result.unexpected_count,
                "unexpected_share": result.unexpected_share,
                "observed_value": observed,
                "sample_keys": json.dumps(result.sample_keys) if result.sample_keys else None,
            }


def _frame(qualified: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=table(qualified).dtypes)


def killed_run(noted: Mapping[str, Any]) -> Journal:
    """The journal of a run that was killed, from what it noted at its start."""
    row: dict[str, Any] = {name: noted[name] for name in noted if name not in ("pid", "started_at")}
    row.update(
        status="interrupted",
        started_at=datetime.fromisoformat(noted["started_at"]),
        finished_at=None,
        flow_run_ref=None,
        message="it was killed; the next run took over its finished work",
        cpu_seconds=0.0,
        wall_seconds=0.0,
    )
    for column in table("ops.runs").columns:
        if column.kind == "count" and column.name not in row:
            row[column.name] = 0
    return {"runs": _frame("ops.runs", [row])}


def journal_to_json(journal: Journal) -> dict[str, str]:
    """A journal as text, to be kept until a run publishes."""
    return {name: frame.write_json() for name, frame in journal.items()}


def journal_from_json(value: Mapping[str, str]) -> Journal:
    """The journal that `journal_to_json` wrote."""
    return {
        name: pl.read_json(text.encode(), schema=table(f"ops.{name}").dtypes)
        if text.strip() not in ("", "[]")
        else table(f"ops.{name}").empty()
        for name, text in value.items()
    }
