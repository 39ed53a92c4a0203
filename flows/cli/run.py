"""`copydesk run`: files in, an audited and published warehouse out."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from flows.cli.options import Common, common_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from expectations.client import AuditProcess
    from flows.cli.console import Output
    from flows.plan import Plan
    from flows.run import Run, Summary

STAGES = {
    "plan": "looking for new files",
    "edit": "cleaning and extracting",
    "survey": "comparing the pages",
    "edit again": "cleaning repeated lines",
    "stage": "staging",
    "audit": "checking (Great Expectations)",
    "merge": "merging",
    "report": "writing the report",
}


@click.command(
    epilog="""\b
Examples:
  copydesk run examples/articles
  copydesk run crawl/*.jsonl.gz --warehouse crawl.duckdb --workers 2
  cat page.html | copydesk run -

The same command again resumes an interrupted run and skips what is known.
With PREFECT_API_URL set the run is orchestrated by that Prefect server."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--workers", type=int, metavar="N", help="Worker processes.  [default: by the work]")
@click.option("--batch-bytes", type=int, metavar="N", help="Input per batch.  [default: 4000000]")
@click.option(
    "--batch-size", type=int, metavar="N", help="Files per batch, records per chunk at most."
)
@click.option("--direct", "mode", flag_value="direct", help="Without Prefect, whatever is set.")
@click.option("--prefect", "mode", flag_value="prefect", help="As a Prefect flow run.")
@click.option(
    "--strict",
    "is_strict",
    flag_value=True,
    default=None,
    help="Exit with 4 when records were kept out.",
)
@click.option("--reports", metavar="DIR", help="Folder of the reports.  [default: beside FILE]")
@click.option(
    "--data-docs",
    flag_value=True,
    default=None,
    help="Build GX's own pages too (they load assets from the web).",
)
@click.option(
    "--alone",
    "is_alone",
    flag_value=True,
    default=None,
    help="Clean each page without looking at the others.",
)
@click.option(
    "--reclean",
    is_flag=True,
    help="Read known files again where other pages say more of their lines by now.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@common_options
def run(common: Common, paths: tuple[str, ...], dry_run: bool, reclean: bool, **flags: Any) -> None:
    """Load news files into the warehouse: files, folders, globs, or - for stdin."""
    # Started before anything else: its import takes seconds and hides behind the work.
    from expectations.client import AuditProcess
    from flows import interrupt

    audit = AuditProcess()
    interrupt.kill_with_us(audit.pid)
    with audit:
        code = _run(common, paths, audit, dry_run, reclean, flags)
    raise SystemExit(code)


def _run(
    common: Common,
    paths: tuple[str, ...],
    audit: AuditProcess,
    dry_run: bool,
    reclean: bool,
    flags: Mapping[str, Any],
) -> int:
    from flows.cli.console import output
    from flows.ingest import ingest
    from flows.run import Run
    from flows.runner import DirectRunner

    settings = common.settings({"run": flags})
    mode, remark = ("direct", "") if dry_run else _mode(settings.run.mode)
    err = _remarks(common)
    command = " ".join(["copydesk", *sys.argv[1:]])
    this = Run.begin(settings, paths, audit, mode=mode, command=command)
    this.is_reclean = reclean
    if dry_run:
        return _say_plan(this, common)
    with listening(err, common) as listener:
        this.listener = listener
        if remark:
            listener.note(remark)
        if mode == "prefect":
            from flows.orchestrated import ingest_with_prefect

            summary = ingest_with_prefect(this)
        else:
            summary = ingest(this, DirectRunner())
    say_summary(summary, common, output(common))
    return summary.exit_code(is_strict=settings.run.is_strict)


def _remarks(common: Common) -> Output:
    """Where the progress goes: stderr."""
    from dataclasses import replace

    from flows.cli.console import output

    out = output(common)
    is_terminal = sys.stderr.isatty()
    return replace(out, stream=sys.stderr, is_terminal=is_terminal, color=out.color and is_terminal)


def _mode(wanted: str) -> tuple[str, str]:
    """How to run, and what to say of it."""
    from transforms.errors import MachineError

    if wanted == "direct":
        return "direct", ""
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        if wanted == "prefect":
            # Its first start makes a database; Prefect's own 20 s are too few for a busy machine.
            os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
            return "prefect", "orchestrated by Prefect at a server of its own"
        return "direct", "no Prefect API in reach (PREFECT_API_URL): running directly"
    from flows.orchestrated import api_fault, without_password

    fault, address = api_fault(), without_password(address)
    if fault is None:
        return "prefect", f"orchestrated by Prefect at {address}"
    if wanted == "prefect":
        raise MachineError(
            address,
            f"no Prefect API answers there ({fault})",
            "start it with `prefect server start`, or run with --direct",
        )
    return "direct", f"no Prefect API answers at {address} ({fault}): running directly"


def _say_plan(this: Run, common: Common) -> int:
    from flows import stages
    from flows.cli.console import output
    from flows.sources import require_inputs
    from transforms.display import visible

    this.audit.stop()
    require_inputs(this.inputs)
    with this.folder.locked():
        this.folder.prepare()
        plan: Plan = stages.plan(this)
    out = output(common)
    if common.as_json:
        out.json(
            {
                "is_dry": True,
                "to_read": [file.uri for file in plan.files],
                "bytes": plan.size_bytes,
                "batches": len(plan.batches),
                "unchanged": len(plan.unchanged),
                "refused": {item.uri: item.reason for item in plan.refused},
            }
        )
        return 0
    for file in plan.files:
        out.line(f"read     {visible(file.uri)}  ({file.size_bytes:,} bytes)")
    for item in plan.refused:
        out.line(f"refuse   {visible(item.uri)}  ({item.reason})")
    out.line(
        f"{len(plan.files)} to read ({plan.size_bytes:,} bytes, {len(plan.batches)} batches),"
        f" {len(plan.unchanged)} unchanged, {len(plan.refused)} refused; nothing was done"
    )
    return 0


class LogListener:
    """Tells on stderr what goes on: one plain line per stage and at most one every 10 s."""

    def __init__(self, err: Output) -> None:
        self._err = err
        self._start = self._last = time.monotonic()

    def stage(self, name: str) -> None:
        """See `flows.run.Listener`."""
        if self._err.verbosity >= 0:
            self._err.line(f"{time.monotonic() - self._start:6.1f} s  {STAGES.get(name, name)}")

    def progress(self, done_bytes: int, total_bytes: int, record_count: int) -> None:
        """See `flows.run.Listener`."""
        now = time.monotonic()
        if now - self._last < 10 or self._err.verbosity < 0:
            return
        self._last = now
        rate = record_count / (now - self._start)
        left = (now - self._start) * (total_bytes - done_bytes) / max(done_bytes, 1)
        self._err.line(
            f"{now - self._start:6.1f} s  {record_count:,} records"
            f" ({done_bytes / max(total_bytes, 1):.0%}, {rate:,.0f}/s, {left:,.0f} s left)"
        )

    def note(self, text: str) -> None:
        """See `flows.run.Listener`."""
        from transforms.display import visible

        if self._err.verbosity >= 0:
            self._err.line(visible(text))

    def __enter__(self) -> LogListener:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to let go."""


class BarListener:
    """A progress bar with rate and time left, on a terminal."""

    def __init__(self, err: Output) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._console = Console(file=err.stream, no_color=not err.color, width=err.width)
        self._bar = Progress(
            TextColumn("{task.description:<30}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f} %  {task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("starting", total=None, rate="")
        self._begun = time.monotonic()

    def stage(self, name: str) -> None:
        """See `flows.run.Listener`."""
        self._begun = time.monotonic()
        self._bar.reset(self._task, description=STAGES.get(name, name), total=None, rate="")

    def progress(self, done_bytes: int, total_bytes: int, record_count: int) -> None:
        """See `flows.run.Listener`."""
        rate = record_count / max(time.monotonic() - self._begun, 0.001)
        self._bar.update(
            self._task,
            total=total_bytes,
            completed=done_bytes,
            rate=f"{record_count:,} ({rate:,.0f}/s)",
        )

    def note(self, text: str) -> None:
        """See `flows.run.Listener`."""
        from rich.text import Text

        from transforms.display import visible

        self._console.print(Text(visible(text), style="dim"))

    def __enter__(self) -> BarListener:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Removes the bar."""
        self._bar.stop()


def listening(err: Output, common: Common) -> BarListener | LogListener:
    """The listener that fits the place: a bar on a terminal, plain lines elsewhere."""
    if err.is_terminal and common.verbosity >= 0:
        return BarListener(err)
    return LogListener(err)


def say_summary(summary: Summary, common: Common, out: Output) -> None:
    """Prints how the run ended; the counts add up."""
    from transforms.display import visible

    if common.as_json:
        out.json(summary.to_json())
        return
    if summary.status == "blocked":
        out.line(out.style("blocked: nothing was published", "bold", "red"))
        for problem in summary.blocking:
            out.line(f"  {visible(problem)}")
    else:
        out.line(out.style("published", "bold", "green") + f"  {visible(summary.warehouse)}")
    total = sum(summary.records.values())
    parts = " + ".join(f"{count:,} {name}" for name, count in summary.records.items() if count)
    out.line(f"records    {total:,} in {summary.files:,} files" + (f" = {parts}" if parts else ""))
    for warning in summary.warnings:
        out.line(out.style("warning", "yellow") + f"    {visible(warning)}")
    if summary.articles_to_reclean:
        out.line(out.style("to reclean", "yellow") + f" {stale_words(summary.articles_to_reclean)}")
    if summary.report:
        out.line(f"report     {visible(summary.report)}")
    out.line(f"time       {summary.wall_seconds:.1f} s ({summary.cpu_seconds:.1f} CPU seconds)")


def stale_words(count: int) -> str:
    """What to say of articles that would be cleaned otherwise now."""
    noun = "article" if count == 1 else "articles"
    return (
        f"{count:,} {noun} of earlier runs would be cleaned otherwise by what this run has seen;"
        " apply it with: copydesk run --reclean and the same PATH"
    )
