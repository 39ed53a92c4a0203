"""The ingest flow as Prefect runs it: states, retries, artifacts, schedules.

The stages are those of `flows.ingest`; here each call becomes a task run. Tasks
are as large as a batch: one costs about 10 ms. Results are not persisted by
Prefect (that would pickle them); finished work is kept as parts.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from expectations.client import AuditProcess
from flows import interrupt
from flows.batch import Batch, BatchResult
from flows.ingest import ingest
from flows.pool import Pool
from flows.run import Run, Silent, Summary
from flows.settings import load_settings
from transforms.errors import CopydeskError, MachineError, WarehouseBusy

T = TypeVar("T")

RETRIES = 2
"""Retries of a batch. Reading and writing can fail for a moment; rules cannot, and their
failures are outcomes of records and no errors."""
RETRY_SECONDS = 5


def _may_pass(task: object, task_run: object, state: State[Any]) -> bool:
    """Whether a failed batch is worth another try: a wrong setting stays wrong."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, MachineError) or not isinstance(error, CopydeskError)


class PrefectRunner:
    """Carries out the stages as task runs of the flow run under way."""

    mode = "prefect"

    def stage(self, name: str, function: Callable[[], T]) -> T:
        """See `flows.runner.Runner`."""
        run: Any = task(name=name, cache_policy=NO_CACHE, persist_result=False)(function)
        result: T = run()
        return result

    def batches(self, pool: Pool, batches: Sequence[Batch]) -> Iterator[BatchResult]:
        """See `flows.runner.Runner`. Each batch is a task run that may be retried."""

        def work(batch_no: int) -> BatchResult:
            return pool.work(batches[batch_no])

        edit: Any = task(
            name="edit",
            task_run_name="edit-{batch_no}",
            retries=RETRIES,
            retry_delay_seconds=RETRY_SECONDS,
            retry_condition_fn=_may_pass,
            cache_policy=NO_CACHE,
            persist_result=False,
        )(work)
        for future in as_completed([edit.submit(batch.batch_no) for batch in batches]):
            yield future.result()


def without_password(text: str) -> str:
    """`text` with the user and password of every address in it left out.

    >>> without_password("no answer at http://desk:secret@127.0.0.1/api")
    'no answer at http://…@127.0.0.1/api'
    """
    return re.sub(r"//[^/@\s]*@", "//…@", text)


def api_fault(seconds: float = 5.0) -> str | None:
    """Why the Prefect API that PREFECT_API_URL names does not answer; None: it does."""
    try:
        with get_client({"timeout": seconds}, sync_client=True) as client:
            error = client.api_healthcheck()
    except Exception as caught:  # a malformed address among them
        error = caught
    if error is None:
        return None
    return without_password(f"{type(error).__name__}: {error}".partition("\n")[0])


def _artifacts(run: Run, summary: Summary) -> None:
    """Leaves what `_leave_artifacts` leaves; a failure is told, for the run is over by then."""
    try:
        _leave_artifacts(run, summary)
    except Exception as error:
        run.listener.note(f"Prefect took no artifacts ({type(error).__name__}: {error})")


def _leave_artifacts(run: Run, summary: Summary) -> None:
    """Leaves the counts, the quality table and the report's address with the flow run."""
    rows = [f"| {name} | {count:,} |" for name, count in summary.records.items()]
    total = sum(summary.records.values())
    create_markdown_artifact(
        key="copydesk-counts",
        description="What became of every record",
        markdown="\n".join(
            [
                f"**{summary.status}**: {total:,} records in {summary.files:,} files",
                "",
                "| outcome | records |",
                "|---|---:|",
                *rows,
                f"| **all** | **{total:,}** |",
            ]
        ),
    )
    create_table_artifact(
        key="copydesk-quality",
        description="Expectations of the run",
        table=[
            {
                "suite": result.check.suite,
                "table": result.check.table,
                "column": result.check.column or "",
                "check": result.check.title,
                "severity": result.check.severity,
                "passed": result.is_success,
                "unexpected": result.unexpected_count or 0,
            }
            for result in run.notebook.results
        ],
    )
    if summary.report:
        create_link_artifact(
            key="copydesk-report",
            link=Path(summary.report).as_uri(),
            link_text="Quality report",
            description="One self-contained page",
        )


def _task_runner() -> TaskRunner[PrefectFuture[Any]]:
    # Threads only wait for the pool's processes; the pool's size is what limits the work.
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=8))


def _run_flow(run: Run) -> Summary:
    interrupt.restore()

    @flow(
        name="ingest",
        task_runner=_task_runner(),
        validate_parameters=False,
        persist_result=False,
    )
    def ingest_flow(inputs: list[str], warehouse: str) -> Summary:
        run.notebook.flow_run_ref = str(flow_run.id)
        summary = ingest(run, PrefectRunner())
        ended.append(summary)
        _artifacts(run, summary)
        return summary

    ended: list[Summary] = []
    try:
        ingest_flow(list(run.inputs), str(run.settings.warehouse))
    except Exception as error:
        if not ended:
            raise
        # The server went away after the publish.
        run.listener.note(f"Prefect did not hear of the end ({type(error).__name__}: {error})")
    return ended[0]


def ingest_with_prefect(run: Run) -> Summary:
    """Carries out `run` as a flow run of the Prefect API in reach.

    Raises:
        CopydeskError: See `flows.ingest.ingest`; the flow run is marked as failed.
    """
    return _run_flow(run)


@flow(name="copydesk-ingest", validate_parameters=False, persist_result=False)
def scheduled_ingest(
    inputs: list[str], warehouse: str, config: str | None = None
) -> dict[str, Any]:
    """One scheduled run: what is new since the last published one, however long ago.

    Raises:
        RuntimeError: The publish was blocked, so that the flow run shows as failed.
    """
    with AuditProcess() as audit:
        settings = load_settings(
            Path(config) if config else None, {"run": {"warehouse": warehouse}}
        )
        command = shlex.join(["copydesk", "run", *inputs, "--warehouse", warehouse])
        run = Run.begin(settings, inputs, audit, mode="prefect", command=command)
        run.listener = Silent()
        run.notebook.flow_run_ref = str(flow_run.id)
        try:
            summary = ingest(run, PrefectRunner())
        except WarehouseBusy as busy:
            # Not an error: the run at work, or the next slot, takes what is new.
            return {"status": "skipped", "message": str(busy)}
        _artifacts(run, summary)
    if summary.status == "blocked":
        raise RuntimeError("blocked: " + "; ".join(summary.blocking))
    return summary.to_json()


def serve_schedule(name: str, parameters: dict[str, Any], cron: str) -> None:
    """Serves `scheduled_ingest` to the Prefect server until stopped.

    One run at a time in this process; the warehouse's lock keeps others away. A
    concurrency limit of the server is not used: a run that was killed would keep
    its slot. Slots that come while a run is going on, or while this process or the
    server is down, become late runs, and since every run takes all that is new
    since the last published one, nothing is lost.
    """
    interrupt.restore()
    scheduled_ingest.serve(
        name=name, cron=cron, parameters=parameters, limit=1, pause_on_shutdown=False
    )
