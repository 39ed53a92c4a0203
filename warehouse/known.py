"""What does the warehouse know of the inputs already?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connect import open_reader


@dataclass
class Known:
    """Answers from a published warehouse; empty when there is none yet.

    Args:
        files: Version of the pipeline that read a file last, by file id; files
            inside archives are left out.
        connection: Open for reading, or None.
    """

    files: Mapping[int, str] = field(default_factory=dict)
    connection: duckdb.DuckDBPyConnection | None = None

    def priors(self, locations: Sequence[str]) -> dict[str, dict[str, int]]:
        """Article ids of the last content of each location, by location and `prior_key`.

        A file with one record has the key "" beside that of its own id.
        """
        if self.connection is None or not locations:
            return {}
        wanted = pl.DataFrame({"location": locations}).unique()
        self.connection.register("wanted_locations", wanted.to_arrow())
        rows = self.connection.execute(
            """
            WITH last AS (
              SELECT r.location, r.article_id, r.record_no, a.external_id,
                rank() OVER (PARTITION BY r.location ORDER BY r.run_id DESC) AS age
              FROM ops.records AS r
              JOIN wanted_locations AS w ON w.location = r.location
              LEFT JOIN articles AS a USING (article_id)
            )
            SELECT location, article_id, external_id, count(*) OVER (PARTITION BY location)
            FROM last WHERE age = 1 AND article_id IS NOT NULL
            """
        ).fetchall()
        self.connection.unregister("wanted_locations")
        found: dict[str, dict[str, int]] = {}
        for location, article_id, external_id, count in rows:
            known = found.setdefault(location, {})
            if external_id is not None:
                known[f"x:{external_id}"] = article_id
            if count == 1:
                known[""] = article_id
        return found

    def close(self) -> None:
        """Lets the file go."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def read_known(path: Path) -> Known:
    """What the warehouse at `path` knows; an absent file knows nothing.

    Raises:
        WarehouseError: The file is not a warehouse of ours.
        WarehouseBusy: Another program has it open for writing.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return Known()
    connection = open_reader(path)
    files = dict(
        connection.execute(
            "SELECT file_id, pipeline_version FROM ops.files WHERE container_file_id IS NULL"
        ).fetchall()
    )
    return Known(files, connection)
