"""Which of the new rows are loaded, and as which version of their article?

Staging is a DuckDB file of the run's own. It has every declared table without
constraints, so that rows which break a rule can be named by the audit instead of
stopping the load.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from transforms.frames import CHILD_ROWS, part_dtypes
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


def _attach_published(connection: duckdb.DuckDBPyConnection, published: Path | None) -> None:
    """`old` is the published warehouse, or an empty one."""
    if published is not None:
        connection.execute(f"ATTACH {literal(str(published))} AS old (READ_ONLY)")
        return
    connection.execute("ATTACH ':memory:' AS old")
    connection.execute("CREATE SCHEMA old.ops")
    for name in ("articles", "ops.files", "ops.records", "ops.runs"):
        declared = physical_name(table(name))
        connection.execute(f"CREATE TABLE old.{declared} AS FROM stage.{declared} LIMIT 0")


def _read_parts(
    connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[str], dtypes: pl.Schema
) -> None:
    """`part_<name>` holds the rows of all parts of one table."""
    target = quoted(f"part_{name}")
    if files:
        connection.execute(
            f"CREATE TEMP TABLE {target} AS SELECT * FROM read_parquet($files)",
            {"files": list(files)},
        )
    else:
        empty = pl.DataFrame(schema=dtypes).to_arrow()
        connection.register("empty_part", empty)
        connection.execute(f"CREATE TEMP TABLE {target} AS SELECT * FROM empty_part")
        connection.unregister("empty_part")


_RANK = """
CREATE TABLE picks AS
WITH new AS (
  SELECT p.record_key, p.article_id, p.file_id, p.record_no, p.content_sha256, p.fetched_at, f.uri
  FROM part_articles AS p JOIN (SELECT DISTINCT file_id, uri FROM part_files) AS f USING (file_id)
),
same AS (  -- equal contents of one article: one stands for all
  SELECT n.*, o.article_id IS NOT NULL AS is_known, o.version_no AS old_version,
    o.content_sha256 IS NOT DISTINCT FROM n.content_sha256 AS is_old_content,
    o.file_id = n.file_id AND o.record_no = n.record_no AS is_old_record,
    row_number() OVER (
      PARTITION BY n.article_id, n.content_sha256
      ORDER BY coalesce(o.file_id = n.file_id AND o.record_no = n.record_no, false) DESC,
        n.uri, n.record_no, n.record_key
    ) AS copy_no,
    bool_or(coalesce(o.file_id = n.file_id AND o.record_no = n.record_no, false)) OVER (
      PARTITION BY n.article_id, n.content_sha256
    ) AS has_old_record,
    min(n.fetched_at) OVER (PARTITION BY n.article_id, n.content_sha256) AS content_fetched_at,
    min(n.uri) OVER (PARTITION BY n.article_id, n.content_sha256) AS content_uri,
    min(n.record_no) OVER (PARTITION BY n.article_id, n.content_sha256) AS content_record_no
  FROM new AS n LEFT JOIN old.main.articles AS o ON o.article_id = n.article_id
),
contents AS (  -- different contents of one article are its versions, in their order
  SELECT *,
    is_known AND is_old_content AND NOT has_old_record AS is_repeat,
    dense_rank() OVER (
      PARTITION BY article_id
      ORDER BY is_old_content DESC, content_fetched_at NULLS FIRST, content_uri,
        content_record_no, content_sha256
    ) AS content_no
  FROM same
),
numbered AS (
  SELECT *, max(content_no) OVER (PARTITION BY article_id) AS last_no,
    bool_or(is_old_content) OVER (PARTITION BY article_id) AS has_old_content
  FROM contents
)
SELECT record_key, article_id, file_id, record_no,
  CASE
    WHEN copy_no > 1 OR is_repeat THEN 'same_content'
    WHEN content_no < last_no THEN 'older_version'
    WHEN is_known AND is_old_content THEN 'new_rules'
    WHEN is_known THEN 'new_version'
    ELSE 'new_article'
  END AS reason,
  coalesce(old_version, 0) + content_no - CASE WHEN has_old_content THEN 1 ELSE 0 END AS version_no
FROM numbered
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
  p.text_sha256, p.raw_sha256, $run
FROM picks AS k JOIN part_articles AS p USING (record_key)
WHERE k.reason = 'older_version'
  AND NOT EXISTS (
    SELECT 1 FROM old.main.articles AS o
    WHERE o.article_id = p.article_id AND o.content_sha256 = p.content_sha256)
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
  FROM unchanged_files AS u JOIN old.ops.files AS f ON f.container_file_id = u.file_id
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

    Rules: records with equal content are one article, the others are duplicates;
    records with the same identity and different content are its versions, the one
    fetched last (else the last by uri) is current; a content that the warehouse
    has already is loaded again only from the file that it came from.

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
        for name in ("articles", "records", "files", *CHILD_ROWS):
            _read_parts(
                connection, name, given.part_files.get(name, ()), pl.Schema(part_dtypes(name))
            )
        connection.register("refused_paths", given.refused.to_arrow())
        connection.register("unchanged_files", given.unchanged.to_arrow())
        run = {"run": given.run_id}
        connection.execute("BEGIN")
        connection.execute(_RANK)
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
