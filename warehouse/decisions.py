"""What did people decide on lines, and which files must be read again for it?

Decisions stand in `ops.line_decisions`; none is ever deleted, one that was taken back says when.
A decision changes no fact by itself: the files of the articles that it is about are no longer
taken for known, so that the next run over them applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb

from transforms.clean.own_rules import LineDecision
from warehouse.connect import open_reader
from warehouse.migrate import file_version, migrate
from warehouse.publish import rewritten

FIRST_VERSION: Final = 2
"""Version of the tables from which on a file holds decisions."""

_STANDING = """
SELECT line_hash, decision = 'keep', article_id, lower(coalesce(source, '')),
  'decided by hand: ' || decision || ' (' || decided_by || ', '
    || strftime(decided_at, '%Y-%m-%d') || ')' || coalesce('; ' || reason, '')
FROM ops.line_decisions WHERE undone_at IS NULL ORDER BY decided_at, decision_id
"""

_CONCERNED = """
SELECT DISTINCT a.article_id, a.file_id FROM ops.line_decisions AS d
JOIN lines AS l USING (line_hash) JOIN articles AS a ON a.article_id = l.article_id
LEFT JOIN sources AS s USING (source_id)
WHERE d.decision_id = $id AND coalesce(d.article_id = a.article_id, true)
  AND (d.source IS NULL OR lower(d.source) IN (lower(s.domain), lower(s.name)))
"""

_FORGET = f"""
UPDATE ops.files SET pipeline_version = '' WHERE file_id IN (
  SELECT unnest([f.file_id, f.container_file_id])
  FROM ({_CONCERNED}) AS c JOIN ops.files AS f USING (file_id))
"""


def standing(path: Path) -> tuple[LineDecision, ...]:
    """The decisions that hold, in the order in which they were made."""
    if not path.is_file() or not path.stat().st_size:
        return ()
    connection = open_reader(path)
    try:
        if file_version(connection) < FIRST_VERSION:
            return ()
        return tuple(LineDecision(*row) for row in connection.execute(_STANDING).fetchall())
    finally:
        connection.close()


def decide(path: Path, decision: Mapping[str, Any]) -> int:
    """Keeps a decision; returns how many articles it is about.

    Works on a copy that is renamed into place, as a run does. The caller holds the warehouse's
    lock.

    Args:
        path: The warehouse.
        decision: Values of `ops.line_decisions` by column.

    Raises:
        WarehouseError: The file is not ours, or of a newer copydesk.
    """
    names = ", ".join(decision)
    values = ", ".join(f"${name}" for name in decision)
    insert = f"INSERT INTO ops.line_decisions ({names}) VALUES ({values})"
    return _change(path, decision["decision_id"], insert, decision)


def undo(path: Path, decision_id: int, at: datetime) -> int:
    """Takes a standing decision back; returns how many articles it is about. See `decide`."""
    update = "UPDATE ops.line_decisions SET undone_at = $at WHERE decision_id = $id"
    return _change(path, decision_id, update, {"at": at, "id": decision_id})


def _change(path: Path, decision_id: int, statement: str, values: Mapping[str, Any]) -> int:
    with rewritten(path, "deciding") as connection:
        migrate(connection, path, "lines")
        connection.execute(statement, dict(values))
        connection.execute(_FORGET, {"id": decision_id})
        return _count(connection, decision_id)


def _count(connection: duckdb.DuckDBPyConnection, decision_id: int) -> int:
    found = connection.execute(
        f"SELECT count(DISTINCT article_id) FROM ({_CONCERNED})", {"id": decision_id}
    ).fetchall()
    return int(found[0][0])
