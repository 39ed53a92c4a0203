"""Which of the new rows are loaded, and as which version of their article?

Staging is a DuckDB file of the run's own. It has every declared table without
constraints, so that rows which break a rule can be named by the audit instead of
stopping the load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from transforms.frames import CHILD_ROWS, RECORD_KEY, part_dtypes
from transforms.tables import table
from warehouse.connect import literal, open_writer, quoted
from warehouse.ddl import create_tables, physical_name

TRANSIENT_REASONS = ("vanished", "changed_while_reading", "unreadable")
"""Reasons that may be gone at the next run: such a file is never taken for known."""


@dataclass(frozen=True, slots=True)
class StageInput:
    """What a run brings to staging.

    Args:
        run_id: The run.
        started_at: Its start (UTC).
        pipeline_version: Rules, models and settings.
        part_files: Parquet files by table, in the order of the batches.
        again_files: The same of records that were made anew: their rows stand for those in
            `part_files`.
        refused: Rejected paths: `file_id`, `uri`, `reason`, `detail`, `location`,
            `size_bytes`.
        unchanged: Known files: `file_id`, `location`.
        published: The warehouse as it is; None: there is none yet.
    """

    run_id: str
    started_at: datetime
    pipeline_version: str
    part_files: Mapping[str, Sequence[str]]
    refused: pl.DataFrame
    unchanged: pl.DataFrame
    published: Path | None
    again_files: Mapping[str, Sequence[str]] = field(default_factory=dict)


def _attach_published(connection: duckdb.DuckDBPyConnection, published: Path | None) -> None:
    """`old` is the published warehouse, or an empty one."""
    if published is not None:
        connection.execute(f"ATTACH {literal(str(published))} AS old (READ_ONLY)")
        return
    connection.execute("ATTACH ':memory:' AS old")
    connection.execute("CREATE SCHEMA old.ops")
    for name in ("articles", "versions", "ops.files", "ops.records", "ops.runs"):
        declared = physical_name(table(name))
        connection.execute(f"CREATE TABLE old.{declared} AS FROM stage.{declared} LIMIT 0")


def _read_parts(connection: duckdb.DuckDBPyConnection, name: str, given: StageInput) -> None:
    """`part_<name>` holds the rows of all parts of one table."""
    target = quoted(f"part_{name}")
    dtypes = pl.Schema(part_dtypes(name))
    files, again = (list(f.get(name, ())) for f in (given.part_files, given.again_files))
    if files:
        anew = "ANTI JOIN again USING (record_key)" if RECORD_KEY in dtypes else ""
        connection.execute(
            f"CREATE TEMP TABLE {target} AS SELECT p.* FROM read_parquet($files) AS p {anew}",
            {"files": files},
        )
    else:
        empty = pl.DataFrame(schema=dtypes).to_arrow()
        connection.register("empty_part", empty)
        connection.execute(f"CREATE TEMP TABLE {target} AS SELECT * FROM empty_part")
        connection.unregister("empty_part")
    if again:
        connection.execute(
            f"INSERT INTO {target} BY NAME SELECT * FROM read_parquet($files)", {"files": again}
        )


def _read_again(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> None:
    """`again` holds the keys of the records that were made anew."""
    connection.execute("CREATE TEMP TABLE again (record_key UBIGINT)")
    if files:
        connection.execute(
            "INSERT INTO again SELECT record_key FROM read_parquet($files)", {"files": list(files)}
        )


_RANK = """
CREATE TABLE picks AS
WITH last AS (  -- what each place held when it was last read
  SELECT location, max_by(file_id, run_id) AS file_id FROM old.main.records GROUP BY location
),
new AS (
  SELECT p.record_key, p.article_id, p.file_id, p.record_no, p.content_sha256, p.fetched_at, f.uri,
    -- Read again because the rules changed: it brings no news of the article.
    k.file_id IS NOT NULL AND coalesce(l.file_id, p.file_id) = p.file_id AS is_seen
  FROM part_articles AS p
  JOIN (SELECT DISTINCT file_id, uri FROM part_files) AS f USING (file_id)
  JOIN part_records AS r USING (record_key)
  LEFT JOIN old.ops.files AS k ON k.file_id = p.file_id
  LEFT JOIN last AS l ON l.location = r.location
),
same AS (  -- equal contents of one article: one record stands for all
  SELECT n.*, o.article_id IS NOT NULL AS is_known, o.version_no AS old_no,
    o.content_sha256 IS NOT DISTINCT FROM n.content_sha256 AS is_old,
    coalesce(o.file_id = n.file_id AND o.record_no = n.record_no, false) AS is_old_record,
    o.pipeline_version IS NOT DISTINCT FROM $version AS is_old_pipeline,
    o.fetched_at AS old_fetched_at,
    row_number() OVER content_rows AS copy_no,
    bool_or(coalesce(o.file_id = n.file_id AND o.record_no = n.record_no, false)) OVER content_all
      AS has_old_record,
    bool_and(is_seen) OVER content_all AND o.article_id IS NOT NULL AS is_stale,
    max(n.fetched_at) OVER content_all AS content_fetched_at,
    min(n.uri) OVER content_all AS content_uri,
    min(n.record_no) OVER content_all AS content_record_no,
    v.version_no AS kept_no
  FROM new AS n
  LEFT JOIN old.main.articles AS o ON o.article_id = n.article_id
  LEFT JOIN (
    SELECT article_id, content_sha256, max(version_no) AS version_no
    FROM old.main.versions GROUP BY ALL
  ) AS v ON v.article_id = n.article_id AND v.content_sha256 = n.content_sha256
  WINDOW content_all AS (PARTITION BY n.article_id, n.content_sha256),
    content_rows AS (
      PARTITION BY n.article_id, n.content_sha256
      ORDER BY coalesce(o.file_id = n.file_id AND o.record_no = n.record_no, false) DESC,
        n.uri, n.record_no, n.record_key
    )
),
placed AS (  -- the place of each content in time; what is stale or unknown stays before the news
  SELECT *,
    CASE WHEN is_old THEN coalesce(old_fetched_at, content_fetched_at, '-infinity'::TIMESTAMP)
         WHEN is_stale THEN '-infinity'::TIMESTAMP
         ELSE coalesce(content_fetched_at, 'infinity'::TIMESTAMP) END AS moment,
    CASE WHEN is_stale AND NOT is_old THEN 0 WHEN is_old THEN 1 ELSE 2 END AS arrival
  FROM same
),
ordered AS (
  SELECT *,
    dense_rank() OVER (
      PARTITION BY article_id ORDER BY moment DESC, arrival DESC, content_uri DESC,
        content_record_no DESC, content_sha256 DESC
    ) AS from_last,
    -- The current content may not be among the records of this run.
    is_known AND NOT bool_or(is_old) OVER (PARTITION BY article_id)
      AND (arrival = 0 OR moment < coalesce(old_fetched_at, '-infinity'::TIMESTAMP))
      AS is_before_old
  FROM placed
),
bases AS (
  SELECT article_id, max(version_no) AS base FROM (
    SELECT article_id, version_no FROM old.main.articles
    UNION ALL SELECT article_id, version_no FROM old.main.versions
  ) GROUP BY article_id
),
decided AS (
  SELECT o.*,
    CASE
      WHEN copy_no > 1 THEN 'same_content'
      WHEN is_old AND NOT has_old_record AND is_old_pipeline THEN 'same_content'
      WHEN from_last > 1 OR is_before_old THEN 'older_version'
      WHEN is_old THEN 'new_rules'
      WHEN is_known THEN 'new_version'
      ELSE 'new_article'
    END AS reason,
    coalesce(b.base, 0) AS base
  FROM ordered AS o LEFT JOIN bases AS b USING (article_id)
)
SELECT record_key, article_id, file_id, record_no, reason, is_known,
  kept_no IS NOT NULL OR is_old AS is_kept_content,
  CASE
    WHEN is_old THEN old_no
    WHEN reason = 'older_version' AND kept_no IS NOT NULL THEN kept_no
    -- Contents that are news are numbered on, in their order in time.
    ELSE base + dense_rank() OVER (
      PARTITION BY article_id, is_old OR (reason = 'older_version' AND kept_no IS NOT NULL)
      ORDER BY from_last DESC)
  END AS version_no
FROM decided
"""


def _fill_facts(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    connection.execute(
        "CREATE TEMP TABLE winners AS SELECT * FROM picks"
        " WHERE reason IN ('new_article', 'new_version', 'new_rules')"
    )
    articles = table("articles")
    columns = ", ".join(
        {"run_id": "$run", "version_no": "w.version_no"}.get(c.name, f"p.{quoted(c.name)}")
        for c in articles.columns
    )
    connection.execute(
        f"INSERT INTO {physical_name(articles)} SELECT {columns} FROM part_articles AS p"
        " JOIN winners AS w USING (record_key)",
        {"run": run_id},
    )
    for name in CHILD_ROWS:
        declared = table(name)
        columns = ", ".join(
            "$run" if c.name == "run_id" else f"p.{quoted(c.name)}" for c in declared.columns
        )
        connection.execute(
            f"INSERT INTO {physical_name(declared)} SELECT {columns}"
            f" FROM {quoted('part_' + name)} AS p SEMI JOIN winners AS w USING (record_key)",
            {"run": run_id},
        )


_VERSIONS = """
INSERT INTO main.versions
SELECT p.article_id, k.version_no, p.file_id, p.record_no, p.title, p.text, p.raw_text,
  p.text_sha256, p.raw_sha256, p.content_sha256, p.fetched_at, $run
FROM picks AS k JOIN part_articles AS p USING (record_key)
WHERE k.reason = 'older_version' AND NOT k.is_kept_content
"""

_SOURCES = """
INSERT INTO main.sources
SELECT p.source_id, min(p.source_domain),
  min_by(p.source_name, p.record_key) FILTER (p.source_name IS NOT NULL), $at, $at
FROM part_articles AS p JOIN winners USING (record_key)
WHERE p.source_id IS NOT NULL GROUP BY p.source_id
"""

_FILES = """
INSERT INTO ops.files
WITH refused_files AS (
  SELECT file_id, uri, NULL, NULL, NULL, size_bytes, NULL, 1, '', $run, $run FROM refused_paths
),
transient AS (
  SELECT DISTINCT file_id FROM part_records WHERE list_contains($transient, reason)
)
SELECT file_id, any_value(uri), any_value(container_uri), any_value(container_file_id),
  max(format), max(size_bytes), any_value(content_sha256), sum(record_count)::BIGINT,
  CASE WHEN file_id IN (FROM transient) THEN '' ELSE $version END, $run, $run
FROM part_files GROUP BY file_id
UNION ALL SELECT * FROM refused_files
"""

_RECORDS = """
INSERT INTO main.records
SELECT $run, r.file_id, r.record_no,
  CASE WHEN r.reason IS NOT NULL THEN 'rejected'
       WHEN k.reason IN ('same_content', 'older_version') THEN 'duplicate'
       ELSE 'loaded' END,
  coalesce(r.reason, k.reason), r.detail, r.article_id, r.location
FROM part_records AS r LEFT JOIN picks AS k USING (record_key)
UNION ALL
SELECT $run, file_id, 0, 'rejected', reason, detail, NULL, location FROM refused_paths
UNION ALL
SELECT $run, file_id, 0, 'rejected', 'empty_container', 'no record was found in it', NULL, uri
FROM (SELECT file_id, any_value(uri) AS uri, any_value(container_file_id) AS container
      FROM part_files GROUP BY file_id HAVING sum(record_count) = 0)
WHERE container IS NULL
  AND file_id NOT IN (SELECT container_file_id FROM part_files WHERE container_file_id IS NOT NULL)
"""

_UNCHANGED = """
INSERT INTO main.records
WITH members AS (
  SELECT u.file_id, u.location FROM unchanged_files AS u
  UNION ALL
  SELECT f.file_id, u.location || substr(f.uri, length(f.container_uri) + 1)
  FROM unchanged_files AS u
  JOIN old.ops.files AS c USING (file_id)
  -- Members that only an earlier reading found (under other limits) are no part of it now.
  JOIN old.ops.files AS f ON f.container_file_id = c.file_id AND f.last_run_id = c.last_run_id
),
last AS (
  SELECT r.*, m.location AS new_location,
    rank() OVER (PARTITION BY r.file_id ORDER BY r.run_id DESC) AS age
  FROM old.main.records AS r JOIN members AS m USING (file_id)
)
SELECT $run, file_id, record_no,
  CASE WHEN outcome IN ('quarantined', 'rejected') THEN outcome ELSE 'unchanged' END,
  CASE WHEN outcome IN ('quarantined', 'rejected') THEN reason ELSE 'known_file' END,
  CASE WHEN outcome IN ('quarantined', 'rejected') THEN detail END, article_id, new_location
FROM last WHERE age = 1
"""

_HISTORY = """
CREATE TABLE run_history AS
SELECT run_id, record_count, loaded_count FROM old.main.runs
WHERE status = 'published' AND record_count > 0
"""


def build_staging(path: Path, given: StageInput, *, memory_limit: str) -> list[str]:
    """Makes the staging file; returns the names of the fact tables that got rows.

    Rules: records with equal content are one article, the others are duplicates.
    Records with the same identity and different content are its versions: the one
    fetched last is current, else the one that came last, else the last by uri. A
    file that is only read again, because the rules changed, never makes an older
    content current. Versions are numbered in the order in which they were seen.

    Args:
        path: Where, with the stem `stage`; must not exist.
        given: See `StageInput`.
        memory_limit: DuckDB's limit, as "1GB".
    """
    connection = open_writer(path, memory_limit=memory_limit)
    try:
        connection.execute("BEGIN")  # one commit: each costs a write to the disk
        create_tables(connection, constraints=False)
        connection.execute("COMMIT")
        _attach_published(connection, given.published)
        _read_again(connection, given.again_files.get("records", ()))
        for name in ("articles", "records", "files", *CHILD_ROWS):
            _read_parts(connection, name, given)
        connection.register("refused_paths", given.refused.to_arrow())
        connection.register("unchanged_files", given.unchanged.to_arrow())
        run = {"run": given.run_id}
        connection.execute("BEGIN")
        connection.execute(_RANK, {"version": given.pipeline_version})
        _fill_facts(connection, given.run_id)
        connection.execute(_VERSIONS, run)
        connection.execute(_SOURCES, {"at": given.started_at})
        connection.execute(
            _FILES,
            {
                **run,
                "version": given.pipeline_version,
                "transient": list(TRANSIENT_REASONS),
            },
        )
        connection.execute(_RECORDS, run)
        connection.execute(_UNCHANGED, run)
        connection.execute(_HISTORY)
        connection.execute("COMMIT")
        filled = [
            name
            for name in ("articles", *CHILD_ROWS, "sources", "versions")
            if connection.execute(f"SELECT 1 FROM {physical_name(table(name))} LIMIT 1").fetchall()
        ]
        connection.execute("CHECKPOINT")
        return filled
    finally:
        connection.close()
