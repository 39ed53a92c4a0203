"""In what order does a run go?

    plan -> edit (batches) -> survey -> edit again -> stage -> audit -> set aside -> merge
         -> publish -> report

Nothing is visible to readers before `publish`, and all of it is then.
"""

from __future__ import annotations

from collections.abc import Sequence

from expectations.checks import CheckResult
from flows import interrupt, stages
from flows.batch import Batch, BatchResult
from flows.plan import Plan
from flows.pool import Pool, open_pool, worker_count
from flows.run import Run, Summary
from flows.runner import Runner
from flows.sources import require_inputs
from flows.stages import Edited
from transforms.tables.runs import OUTCOMES


def ingest(run: Run, runner: Runner) -> Summary:
    """Carries out `run`.

    Raises:
        CopydeskError: See its subclasses; nothing was published. A run that had
            begun stands in `ops.runs` as failed after the next publish.
    """
    require_inputs(run.inputs)
    with run.folder.locked():
        stages.prepare(run)
        try:
            return _carry_out(run, runner)
        except Exception as error:
            stages.fail(run, error)
            raise


def _carry_out(run: Run, runner: Runner) -> Summary:
    interrupt.say_resumable(True)
    with run.notebook.step("plan") as step:
        run.listener.stage("plan")
        plan = runner.stage("plan", lambda: stages.plan(run))
        step.item_count = plan.file_count
    edited = edit(run, runner, plan)
    with run.notebook.step("stage") as step:
        run.listener.stage("stage")
        filled = runner.stage("stage", lambda: stages.stage(run, plan, edited))
        step.item_count = sum(run.notebook.outcomes.values())
    blocking, warnings = audit(run, runner, filled)
    if blocking:
        stages.hold_back(run, blocking)
        interrupt.say_resumable(False)
    else:
        with run.notebook.step("merge"):
            run.listener.stage("merge")
            runner.stage("merge", lambda: stages.merge(run))
        with interrupt.shielded("the run was published; `copydesk report` writes its page"):
            runner.stage("publish", lambda: stages.finish(run))
            interrupt.say_resumable(False)
    status = "blocked" if blocking else "published"
    run.listener.stage("report")
    report = _report(run, runner, status)
    return summary(run, status, report, blocking, warnings)


def _report(run: Run, runner: Runner, status: str) -> str | None:
    """Path of the report, or None. It comes after the publish: its failure is told, not raised."""
    try:
        return runner.stage("report", lambda: stages.write_report(run, status))
    except Exception as error:
        problem = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        run.listener.note(f"the report could not be written ({problem}); try `copydesk report`")
        return None


def edit(run: Run, runner: Runner, plan: Plan) -> Edited:
    """Has all batches worked; then again what the other pages of the run say something of.

    Finished batches of an interrupted run are taken over.
    """
    if not plan.batches:
        return Edited()
    size = worker_count(run.settings.run.workers, plan.size_bytes, len(plan.batches))
    run.listener.stage("edit")
    with open_pool(run.work_options(), size) as pool:
        first = _worked(run, runner, pool, plan.batches, "edit")
        if run.settings.run.is_alone:
            return Edited(first)
        run.listener.stage("survey")
        with run.notebook.step("survey") as step:
            again = runner.stage("survey", lambda: stages.survey(run, plan, first))
            step.item_count = again.article_count
        if not again.batches:
            return Edited(first)
        run.listener.stage("edit again")
        return Edited(first, _worked(run, runner, pool, again.batches, "edit again"))


def _worked(
    run: Run, runner: Runner, pool: Pool, batches: Sequence[Batch], name: str
) -> tuple[BatchResult, ...]:
    """The results of all batches, as one step of the run's journal."""
    results: list[BatchResult] = []
    size_bytes = sum(batch.size_bytes for batch in batches)
    with run.notebook.step(name) as step:
        done = 0
        for result in runner.batches(pool, batches):
            results.append(result)
            done += result.size_bytes
            step.item_count += result.record_count
            step.reused_count += result.reused_count
            run.listener.progress(done, size_bytes, step.item_count)
            for part, seconds in result.seconds.items():
                key = ("edit_cpu_seconds", part)
                run.notebook.metrics[key] = run.notebook.metrics.get(key, 0.0) + seconds
    return tuple(results)


def audit(run: Run, runner: Runner, filled: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Audits the staged rows, if any: (what blocks the publish, what an editor should see)."""
    if "articles" not in filled and run.settings.newsroom.volume_severity != "critical":
        # Nothing new to look at, and nobody asked to be stopped by a missing delivery.
        run.audit.stop()
        return (), ()
    run.listener.stage("audit")
    with run.notebook.step("audit") as step:
        outcome = runner.stage("audit", lambda: stages.audit(run, filled))
        step.item_count = len(outcome.results)
        run.audit.stop()
        blocking = tuple(
            f"{result.check.name} ({result.check.title}): {result.error or result.observed_value}"
            for result in outcome.blocking
        )
        if not blocking:
            runner.stage("set aside", lambda: stages.set_aside(run, outcome))
        warnings = tuple(
            f"{_failing(result)}: {result.check.title}"
            for result in outcome.results
            if not result.is_success and not result.check.takes_articles
        )
    return blocking, () if blocking else warnings


def _failing(result: CheckResult) -> str:
    if result.unexpected_count:
        noun = "row fails" if result.unexpected_count == 1 else "rows fail"
        return f"{result.unexpected_count:,} {noun} the check"
    return f"a check fails ({result.error or result.observed_value})"


def summary(
    run: Run, status: str, report: str | None, blocking: tuple[str, ...], warnings: tuple[str, ...]
) -> Summary:
    """What to tell of the run."""
    book = run.notebook
    return Summary(
        run_id=run.run_id,
        status=status,
        mode=book.mode,
        warehouse=str(run.settings.warehouse),
        report=report,
        files=book.file_count,
        records={name: book.outcomes[name] for name in OUTCOMES if name in book.outcomes},
        articles_changed=book.outcomes.get("loaded", 0) if status == "published" else 0,
        blocking=blocking,
        warnings=warnings,
        input_bytes=book.input_bytes,
        wall_seconds=round(book.wall_seconds, 2),
        cpu_seconds=round(book.all_cpu_seconds, 2),
        articles_to_reclean=int(book.metrics.get((stages.STALE_METRIC, ""), 0)),
        steps={step.name: step.cpu_seconds for step in book.steps},
    )
