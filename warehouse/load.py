"""How does a run replace its rows?

The candidate is a copy of the published file. It is changed in one transaction:
rows of the run's articles go, staged rows come. Nothing else is touched, so the
work depends on the run and not on the size of the warehouse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from transforms.tables import ARTICLE_TABLES, FACT_TABLES, JOURNAL_TABLES, table
from warehouse import entities
from warehouse.connect import literal, open_writer, quoted, scalar
from warehouse.ddl import physical_name
from warehouse.migrate import migrate

_STAGED = "SELECT article_id FROM stage.main.articles"

_OLD_VERSIONS = """
INSERT INTO main.versions
SELECT a.article_id, a.version_no, a.file_id, a.record_no, a.title, a.text,
  (SELECT string_agg(l.raw_text, chr(10) ORDER BY l.line_no) FROM main.lines AS l
   WHERE l.article_id = a.article_id),
  a.text_sha256, a.raw_sha256, a.content_sha256, a.fetched_at, $run
FROM main.articles AS a JOIN stage.main.articles AS s USING (article_id)
WHERE a.content_sha256 <> s.content_sha256
"""

_APPLY_COUNTS = """
CREATE TEMP TABLE line_change AS
SELECT site, period, line_hash, sum(article_count)::BIGINT AS article_count,
  sum(removed_count)::BIGINT AS removed_count
FROM (
  SELECT site, period, line_hash, article_count, removed_count FROM counts_after
  UNION ALL
  SELECT site, period, line_hash, -article_count, -removed_count FROM counts_before
) GROUP BY ALL
HAVING sum(article_count) <> 0 OR sum(removed_count) <> 0
"""

_MERGE_COUNTS = """
MERGE INTO ops.line_counts AS t USING line_change AS c
ON t.site = c.site AND t.period = c.period AND t.line_hash = c.line_hash
WHEN MATCHED AND t.article_count + c.article_count <= 0 THEN DELETE
WHEN MATCHED THEN UPDATE SET article_count = t.article_count + c.article_count,
  removed_count = t.removed_count + c.removed_count
WHEN NOT MATCHED AND c.article_count > 0 THEN
  INSERT VALUES (c.site, c.period, c.line_hash, c.article_count, c.removed_count)
"""

_MERGE_FILES = """
MERGE INTO ops.files AS t USING stage.ops.files AS s ON t.file_id = s.file_id
WHEN MATCHED THEN UPDATE SET format = s.format, record_count = s.record_count,
  pipeline_version = s.pipeline_version, last_run_id = s.last_run_id
WHEN NOT MATCHED THEN INSERT
"""

_MERGE_SOURCES = """
MERGE INTO main.sources AS t USING stage.main.sources AS s ON t.source_id = s.source_id
WHEN MATCHED THEN UPDATE SET last_seen_at = s.last_seen_at, name = coalesce(t.name, s.name),
  domain = coalesce(t.domain, s.domain)
WHEN NOT MATCHED THEN INSERT
"""

_CLEAR_QUARANTINE = """
DELETE FROM ops.quarantine
WHERE file_id IN (SELECT file_id FROM stage.ops.files)
  OR article_id IN (SELECT article_id FROM stage.main.articles)
  OR file_id IN (  -- what lay at a place that holds something else now
    SELECT r.file_id FROM main.records AS r
    WHERE r.location IN (SELECT location FROM stage.main.records WHERE run_id = $run)
      AND r.file_id NOT IN (SELECT file_id FROM stage.main.records WHERE run_id = $run))
"""

_QUARANTINE_DEPENDENTS = """
UPDATE main.records AS r SET outcome = 'quarantined', reason = 'current_version_quarantined',
  detail = 'the record that is its current version is in quarantine'
FROM picks AS k
WHERE r.run_id = $run AND r.file_id = k.file_id AND r.record_no = k.record_no
  AND r.outcome = 'duplicate' AND NOT k.is_known
  AND k.article_id IN (SELECT article_id FROM row_failures)
"""
"""Records that were left out in favour of one that is kept out now. Their files are not
taken for known, so the next run loads what they hold."""

_FORGET_DEPENDENTS = """
UPDATE ops.files SET pipeline_version = '' WHERE file_id IN (
  SELECT unnest([f.file_id, f.container_file_id])
  FROM main.records AS r JOIN ops.files AS f USING (file_id)
  WHERE r.run_id = $run AND r.reason = 'current_version_quarantined')
"""

_QUARANTINE_RECORDS = """
UPDATE main.records AS r SET outcome = 'quarantined', reason = q.reason, detail = q.detail
FROM (
  SELECT a.file_id, a.record_no, min_by(f.reason, f.check_no) AS reason,
    string_agg(f.reason || ': ' || f.detail, '; ' ORDER BY f.check_no) AS detail
  FROM row_failures AS f JOIN main.articles AS a USING (article_id) GROUP BY ALL
) AS q
WHERE r.run_id = $run AND r.file_id = q.file_id AND r.record_no = q.record_no
"""

_QUARANTINE_ROWS = """
INSERT INTO ops.quarantine
SELECT a.file_id, a.record_no, a.article_id, 'audit', any_value(f.table_name),
  any_value(f.column_name), f.reason, any_value(f.severity),
  string_agg(f.detail, '; ' ORDER BY f.check_no), a.title,
  (SELECT string_agg(l.raw_text, chr(10) ORDER BY l.line_no) FROM main.lines AS l
   WHERE l.article_id = a.article_id), a.raw_sha256, $at, $run
FROM row_failures AS f JOIN main.articles AS a USING (article_id)
GROUP BY a.file_id, a.record_no, a.article_id, f.reason, a.title, a.raw_sha256
"""

FAILURE_DTYPES: dict[str, pl.DataType] = {
    "article_id": pl.UInt64(),
    "check_no": pl.Int64(),
    "reason": pl.String(),
    "severity": pl.String(),
    "table_name": pl.String(),
    "column_name": pl.String(),
    "detail": pl.String(),
}
"""One row per failing article and critical row-level check."""


@dataclass(frozen=True, slots=True)
class AuditedRun:
    """The run whose rows were audited, and the version of the checks that did it.

    `dated_version` marks files whose articles failed a check that looks at the day of
    the run: another day can let them pass.
    """

    run_id: str
    started_at: datetime
    checks_version: str
    dated_version: str


_QUARANTINE_FILES = """
UPDATE ops.files AS t
SET pipeline_version = t.pipeline_version || '/' ||
  CASE WHEN m.is_dated THEN $dated ELSE $checks END
FROM (
  SELECT file_id, bool_or(is_dated) AS is_dated FROM (
    SELECT unnest([f.file_id, f.container_file_id]) AS file_id,
      coalesce(r.column_name = 'published_at', false) AS is_dated
    FROM row_failures AS r JOIN main.articles AS a USING (article_id)
    JOIN ops.files AS f ON f.file_id = a.file_id
  ) GROUP BY file_id
) AS m
WHERE t.file_id = m.file_id AND t.pipeline_version <> ''
"""


def set_aside(stage: Path, run: AuditedRun, failures: pl.DataFrame, *, memory_limit: str) -> int:
    """Moves articles that failed a critical row-level check from the facts to quarantine.

    Their files are marked with the version of the checks: they are known, and not
    read again, only as long as the same checks hold.

    Returns:
        How many articles were set aside.
    """
    if failures.is_empty():
        return 0
    connection = open_writer(stage, memory_limit=memory_limit)
    try:
        connection.register("row_failures", failures.to_arrow())
        connection.execute("BEGIN")
        connection.execute(_QUARANTINE_RECORDS, {"run": run.run_id})
        connection.execute(_QUARANTINE_ROWS, {"run": run.run_id, "at": run.started_at})
        connection.execute(
            _QUARANTINE_FILES, {"checks": run.checks_version, "dated": run.dated_version}
        )
        connection.execute(_QUARANTINE_DEPENDENTS, {"run": run.run_id})
        connection.execute(_FORGET_DEPENDENTS, {"run": run.run_id})
        connection.execute(
            "DELETE FROM main.versions WHERE article_id IN"
            " (SELECT k.article_id FROM picks AS k SEMI JOIN row_failures USING (article_id)"
            "  WHERE NOT k.is_known)"
        )
        for declared in ARTICLE_TABLES:
            connection.execute(
                f"DELETE FROM {physical_name(declared)} WHERE article_id IN"
                " (SELECT article_id FROM row_failures)"
            )
        connection.execute(
            "DELETE FROM main.sources WHERE source_id NOT IN"
            " (SELECT source_id FROM main.articles WHERE source_id IS NOT NULL)"
        )
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return failures["article_id"].n_unique()


def _count_lines(connection: duckdb.DuckDBPyConnection, name: str, catalog: str) -> None:
    """Makes the table `name`: in how many of the staged articles each line stands."""
    connection.execute(
        f"""
        CREATE TEMP TABLE {quoted(name)} AS
        SELECT coalesce(o.domain, o.name, '') AS site,
          coalesce(strftime(a.published_at, '%Y-%m'), '') AS period,
          l.line_hash,
          count(DISTINCT l.article_id) AS article_count,
          count(DISTINCT l.article_id) FILTER (NOT l.is_kept) AS removed_count
        FROM {catalog}.main.lines AS l
        JOIN {catalog}.main.articles AS a USING (article_id)
        LEFT JOIN main.sources AS o USING (source_id)
        WHERE a.article_id IN ({_STAGED}) AND l.line_hash IS NOT NULL
        GROUP BY ALL
        """
    )


def merge(
    candidate: Path,
    stage: Path,
    run_id: str,
    journals: Callable[[], Sequence[dict[str, pl.DataFrame]]],
    *,
    memory_limit: str,
) -> None:
    """Brings the staged rows into the candidate, in one transaction, and checkpoints it.

    Args:
        candidate: A copy of the published file, or a path where none is yet.
        stage: The staging file after `set_aside`.
        run_id: The run.
        journals: Gives journal rows by table: of runs that did not publish, then of
            this one. Called last.
        memory_limit: DuckDB's limit, as "1GB".

    Raises:
        WarehouseError: The candidate was written by a newer copydesk.
        duckdb.Error: A row breaks a constraint, or the disk failed; nothing is changed.
    """
    connection = open_writer(candidate, memory_limit=memory_limit)
    try:
        connection.execute(f"ATTACH {literal(str(stage))} AS stage (READ_ONLY)")
        connection.execute("BEGIN")
        migrate(connection, candidate, run_id)
        connection.execute(_MERGE_SOURCES)  # first: lines are counted by the outlet's name
        _replace_articles(connection, run_id)
        connection.execute(_MERGE_FILES)
        connection.execute(_CLEAR_QUARANTINE, {"run": run_id})
        connection.execute("INSERT INTO ops.quarantine SELECT * FROM stage.ops.quarantine")
        connection.execute("INSERT INTO main.records SELECT * FROM stage.main.records")
        for journal in journals():
            append_journal(connection, journal)
        connection.execute("COMMIT")
        connection.execute("DETACH stage")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _replace_articles(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Old rows of the staged articles go, their contents become versions, new rows come."""
    catalog = connection.execute("SELECT current_database()").fetchall()[0][0]
    _count_lines(connection, "counts_before", quoted(catalog))
    _count_lines(connection, "counts_after", "stage")
    entities.note_touched(connection)
    connection.execute(_OLD_VERSIONS, {"run": run_id})
    connection.execute("INSERT INTO main.versions SELECT * FROM stage.main.versions")
    for declared in FACT_TABLES:
        if declared.article_key is None or declared.is_journal:
            continue
        name = physical_name(declared)
        connection.execute(
            f"DELETE FROM {name} WHERE {quoted(declared.article_key)} IN ({_STAGED})"
        )
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM stage.{name}")
    entities.count_touched(connection)
    connection.execute(_APPLY_COUNTS)
    connection.execute(_MERGE_COUNTS)
    for temporary in ("counts_before", "counts_after", "line_change"):
        connection.execute(f"DROP TABLE temp.main.{quoted(temporary)}")


def append_journal(connection: duckdb.DuckDBPyConnection, journal: dict[str, pl.DataFrame]) -> None:
    """Inserts journal rows. The frames need the declared columns."""
    for declared in JOURNAL_TABLES:
        frame = journal.get(declared.name)
        if frame is None or frame.is_empty():
            continue
        connection.register("journal_rows", declared.conform(frame).to_arrow())
        connection.execute(f"INSERT INTO {physical_name(declared)} SELECT * FROM journal_rows")
        connection.unregister("journal_rows")


def stage_journal(stage: Path, journal: dict[str, pl.DataFrame]) -> None:
    """Writes journal rows into staging, where the report of a blocked run is read from."""
    connection = open_writer(stage)
    try:
        append_journal(connection, journal)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def staged_chars(stage: Path) -> int:
    """Raw text of the staged articles, in code points."""
    connection = open_writer(stage)
    try:
        return int(scalar(connection, "SELECT coalesce(sum(length(raw_text)), 0) FROM main.lines"))
    finally:
        connection.close()


def staged_outcomes(stage: Path, run_id: str) -> dict[str, int]:
    """Records of the run by outcome."""
    connection = open_writer(stage)
    try:
        rows = connection.execute(
            f"SELECT outcome, count(*) FROM {physical_name(table('ops.records'))}"
            " WHERE run_id = $run GROUP BY outcome",
            {"run": run_id},
        ).fetchall()
    finally:
        connection.close()
    return dict(rows)
