"""What does each stage of a run do?

Every function takes the run and plain values, does one thing, and can be called
again after a failure. The order stands in `flows.ingest`.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import duckdb
import polars as pl

from expectations.between import between_checks, rebuild_parts
from expectations.checks import AuditOutcome, AuditRequest, Check
from expectations.custom import custom_checks
from expectations.derived import checks_for
from expectations.newsroom import newsroom_checks
from flows.again import Again, stale_files
from flows.again import survey as find_again
from flows.batch import BatchCut, BatchResult
from flows.journal import Journal, journal_from_json, journal_to_json, killed_run, utc_now
from flows.parts import part_files
from flows.plan import FileHashes, Inputs, Plan, make_plan
from flows.run import Run
from flows.sources import show_path, storable
from flows.state import read_json, write_json
from transforms.errors import CopydeskError, MachineError
from transforms.ids import combined_sha256, stable_id
from transforms.tables import TABLES
from warehouse import decisions, load, publish
from warehouse.connect import first_line, open_reader
from warehouse.known import Known, read_known
from warehouse.stage import StageInput, build_staging

STALE_METRIC: Final = "articles_to_reclean"
"""Articles of earlier runs that would be cleaned otherwise by what this run has seen."""

_ANY_DAY = date(2000, 1, 1)
"""Stands for the day of the run where the day is not what is asked for."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What the batches left: of all articles, and of those that were cleaned again."""

    first: tuple[BatchResult, ...] = ()
    again: tuple[BatchResult, ...] = ()


def prepare(run: Run) -> None:
    """Clears what a killed run left, and notes that this one is under way.

    A run that left its note behind was killed: it is written down as such, unless
    it was killed between its publish and its tidying up.
    """
    folder = run.folder
    folder.prepare()
    publish.recover(run.settings.warehouse)
    _forget_published(run)
    left = read_json(folder.current)
    if isinstance(left, dict):
        journal = journal_to_json(killed_run(left))
        write_json(folder.pending / f"{left['run_id']}.json", journal)
        run.listener.note(
            f"the run of {left['started_at'][:16]} was killed; its work is taken over"
        )
    write_json(folder.current, run.notebook.to_json())


def _forget_published(run: Run) -> None:
    """Drops notes and journals of runs that the published warehouse has already."""
    folder = run.folder
    kept = {path.stem: path for path in folder.pending.glob("*.json")}
    left = read_json(folder.current)
    if isinstance(left, dict):
        kept[left["run_id"]] = folder.current
    if not kept or run.published is None:
        return
    connection = open_reader(run.settings.warehouse)
    try:
        rows = connection.execute(
            "SELECT run_id FROM ops.runs WHERE list_contains($ids, run_id)", {"ids": list(kept)}
        ).fetchall()
    finally:
        connection.close()
    for (run_id,) in rows:
        (folder.pending / f"{run_id}.json").unlink(missing_ok=True)
        kept[run_id].unlink(missing_ok=True)


def plan(run: Run) -> Plan:
    """Which files are new, and how the work is cut."""
    run.decisions = decisions.standing(run.settings.warehouse)
    stale = stale_files(run.settings.warehouse) if run.is_reclean else set()
    known = read_known(run.settings.warehouse)
    try:
        hashes = FileHashes(run.folder.stats)
        cut = BatchCut(run.settings.run.batch_bytes, run.settings.run.batch_size)
        inputs = Inputs(run.inputs, run.is_own, run.folder.work)
        marks = (checks_version(run), dated_version(run))
        current = (run.versions[0], *(f"{run.versions[0]}/{mark}" for mark in marks))
        files = {f: v for f, v in known.files.items() if v in current and f not in stale}
        known = Known(files, known.connection)
        found = make_plan(inputs, known, hashes, cut, run.versions)
    finally:
        known.close()
    run.notebook.file_count = found.file_count
    run.notebook.input_bytes = found.size_bytes
    return found


def _refused_frame(found: Plan) -> pl.DataFrame:
    rows = {stable_id("file", item.uri, "refused", item.reason): item for item in found.refused}
    return pl.DataFrame(
        [
            {
                "file_id": file_id,
                "uri": item.uri,
                "reason": item.reason,
                "detail": item.detail,
                "location": show_path(item.path),
                "size_bytes": item.size_bytes,
            }
            for file_id, item in rows.items()
        ],
        schema={
            "file_id": pl.UInt64(),
            "uri": pl.String(),
            "reason": pl.String(),
            "detail": pl.String(),
            "location": pl.String(),
            "size_bytes": pl.Int64(),
        },
    )


def survey(run: Run, found: Plan, results: Sequence[BatchResult]) -> Again:
    """What the run's pages and those of the warehouse say of each other's lines."""
    again = find_again(
        _parts_of(results), found.batches, run.settings.warehouse, run.folder.work / "seen"
    )
    run.notebook.metrics["articles_judged_again", ""] = float(again.article_count)
    run.notebook.metrics[STALE_METRIC, ""] = float(again.stale_count)
    return again


def _parts_of(results: Sequence[BatchResult]) -> dict[str, list[str]]:
    """Parquet files by table, in the order of the batches."""
    ordered = sorted(results, key=lambda result: result.batch_no)
    return part_files(folder for result in ordered for folder in result.folders)


def stage(run: Run, found: Plan, edited: Edited) -> list[str]:
    """Puts the parts into staging; returns the fact tables that got rows."""
    given = StageInput(
        run_id=run.run_id,
        started_at=run.notebook.started_at,
        pipeline_version=run.notebook.pipeline_version,
        part_files=_parts_of(edited.first),
        again_files=_parts_of(edited.again),
        refused=_refused_frame(found),
        unchanged=pl.DataFrame(
            [(known.file_id, known.location) for known in found.unchanged],
            schema={"file_id": pl.UInt64(), "location": pl.String()},
            orient="row",
        ),
        published=run.published,
    )
    try:
        filled = build_staging(run.stage_path, given, memory_limit=run.settings.run.memory_limit)
    except duckdb.Error as error:
        raise _database_error("staging", error) from error
    run.notebook.outcomes = load.staged_outcomes(run.stage_path, run.run_id)
    return filled


def checks(run: Run, day: date | None = None, raw_chars: int = 0) -> tuple[Check, ...]:
    """Every check of this run: derived from the tables, newsroom, the user's.

    `day` None: they look at the day of the run. `raw_chars`: staged raw text.
    """
    newsroom = replace(run.settings.newsroom, run_day=day or run.as_of)
    return (
        *(check for declared in TABLES for check in checks_for(declared)),
        *between_checks(rebuild_parts(raw_chars)),
        *newsroom_checks(newsroom),
        *custom_checks(run.settings.expectations),
    )


def checks_version(run: Run) -> str:
    """One hash over all checks and their thresholds; the day of the run is left out."""
    return combined_sha256(repr(check) for check in checks(run, _ANY_DAY))[:16]


def dated_version(run: Run) -> str:
    """`checks_version` and the day, for what failed because of the day."""
    return f"{checks_version(run)}/{run.as_of.isoformat()}"


def audit(run: Run, filled: Sequence[str]) -> AuditOutcome:
    """Has Great Expectations look at the staged rows."""
    docs = run.settings.reports / f"{run.run_id}-data-docs"
    request = AuditRequest(
        database=str(run.stage_path),
        tables_with_rows=(*filled, "ops.files", "run_history"),
        checks=checks(run, raw_chars=load.staged_chars(run.stage_path)),
        data_docs_directory=str(docs) if run.settings.run.data_docs else None,
        memory_limit=run.settings.run.memory_limit,
    )
    outcome = run.audit.audit(request)
    run.notebook.results = list(outcome.results)
    return outcome


def set_aside(run: Run, outcome: AuditOutcome) -> int:
    """Moves articles with a critical row-level failure to quarantine; returns how many."""
    numbers = {id_of(result.check): n for n, result in enumerate(outcome.results, 1)}
    failures = pl.DataFrame(
        [
            {
                "article_id": failure.article_id,
                "check_no": numbers[id_of(failure.check)],
                "reason": failure.check.expectation,
                "severity": failure.check.severity,
                "table_name": failure.check.table,
                "column_name": failure.check.column,
                "detail": f"{failure.check.title}: {failure.detail}",
            }
            for failure in outcome.failures
        ],
        schema=load.FAILURE_DTYPES,
    )
    try:
        moved = load.set_aside(
            run.stage_path,
            load.AuditedRun(
                run.run_id, run.notebook.started_at, checks_version(run), dated_version(run)
            ),
            failures,
            memory_limit=run.settings.run.memory_limit,
        )
    except duckdb.Error as error:
        raise _database_error("staging", error) from error
    run.notebook.outcomes = load.staged_outcomes(run.stage_path, run.run_id)
    return moved


def id_of(check: Check) -> tuple[str, str, str]:
    """What tells a check from the others."""
    return check.suite, check.name, check.title


def hold_back(run: Run, blocking: Sequence[str]) -> None:
    """Keeps the journal of a run that does not publish, for the next one that does."""
    journal = run.notebook.journal("blocked", "; ".join(blocking))
    load.stage_journal(run.stage_path, journal)
    _keep_journal(run, journal)


def fail(run: Run, error: Exception) -> None:
    """Keeps the journal of a run that an error ended, for the next one that publishes.

    A disk that refuses even that leaves the note of the run under way: it is then
    written down as killed.
    """
    message = str(error) if isinstance(error, CopydeskError) else f"{type(error).__name__}: {error}"
    with contextlib.suppress(OSError):
        _keep_journal(run, run.notebook.journal("failed", storable(message)))


def _keep_journal(run: Run, journal: Journal) -> None:
    write_json(run.folder.pending / f"{run.run_id}.json", journal_to_json(journal))
    run.folder.current.unlink(missing_ok=True)


def pending_journals(run: Run) -> list[Journal]:
    """Journals of runs that did not publish, oldest first."""
    values = (read_json(path) for path in sorted(run.folder.pending.glob("*.json")))
    return [journal_from_json(value) for value in values if isinstance(value, dict)]


def merge(run: Run) -> None:
    """Makes the candidate: a copy of the warehouse with the staged rows and the journal."""
    how = publish.make_candidate(run.settings.warehouse, run.candidate_path)
    run.notebook.metrics["candidate_is_reflink", ""] = float(how == "reflink")
    pending = pending_journals(run)
    try:
        load.merge(
            run.candidate_path,
            run.stage_path,
            run.run_id,
            # Asked for at the end of the merge, so that its own time is in it.
            lambda: [*pending, run.notebook.journal("published", None)],
            memory_limit=run.settings.run.memory_limit,
        )
    except duckdb.Error as error:
        raise _database_error("candidate", error) from error


def finish(run: Run) -> None:
    """Publishes the candidate and forgets what was kept for a resume.

    What can't be tidied up is left to the next run: this one is published.
    """
    publish.publish(run.candidate_path, run.settings.warehouse)
    with contextlib.suppress(OSError):
        for path in (*run.folder.pending.glob("*.json"), run.folder.current):
            path.unlink(missing_ok=True)
    shutil.rmtree(run.folder.parts, ignore_errors=True)
    shutil.rmtree(run.folder.work, ignore_errors=True)


def write_report(run: Run, status: str) -> str | None:
    """Writes the run's page, and a copy under the name `latest.html`; returns its path.

    The warehouse is published by now, so a disk that refuses the page is told and
    ends nothing: `copydesk report` writes it later. None: it could not be written.
    """
    from expectations.report import render_report  # noqa: PLC0415 - jinja2 is needed only here

    source = run.stage_path if status == "blocked" else run.settings.warehouse
    connection = open_reader(source)
    try:
        page = render_report(connection, run.run_id)
    finally:
        connection.close()
    folder = run.settings.reports
    path = folder / f"{utc_now():%Y%m%d-%H%M%S}-{run.run_id[-8:]}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target in (path, folder / "latest.html"):
            beside = target.with_suffix(".new")
            beside.write_text(page, encoding="utf-8")
            beside.replace(target)
    except OSError as error:
        run.listener.note(f"the report could not be written to {folder} ({error.strerror})")
        return None
    return str(path)


def _database_error(place: str, error: duckdb.Error) -> MachineError:
    return MachineError(
        f"{place} ({type(error).__name__})",
        first_line(error),
        "nothing was published; free disk space or memory and run again",
    )
