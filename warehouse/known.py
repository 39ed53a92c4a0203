"""What does the warehouse know of the inputs already?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connect import open_reader

_LAST_RECORDS = """
WITH newest AS (  -- what each place held when it was last read
  SELECT location, file_id, record_no, article_id,
    rank() OVER (PARTITION BY location ORDER BY run_id DESC) AS age
  FROM ops.records
),
shared AS (  -- articles that stand in several places: a change in one leaves the others
  SELECT article_id FROM newest WHERE age = 1 AND article_id IS NOT NULL
  GROUP BY article_id HAVING count(*) > 1
)
SELECT n.location, n.file_id,
  CASE WHEN n.article_id IN (FROM shared) THEN NULL ELSE a.article_id END,
  a.external_id, count(*) OVER (PARTITION BY n.location)
FROM newest AS n JOIN wanted_locations AS w USING (location)
LEFT JOIN articles AS a
  ON a.article_id = n.article_id AND a.file_id = n.file_id AND a.record_no = n.record_no
WHERE n.age = 1
"""


@dataclass(frozen=True)
class Locations:
    """What is known of files by their absolute path.

    Args:
        last: The file id that was last read there.
        priors: Article ids of the last content, by `transforms.identity.prior_key`:
            only of articles whose row came from there and that stand nowhere else.
    """

    last: Mapping[str, int] = field(default_factory=dict)
    priors: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


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

    def look_up(self, locations: Sequence[str]) -> Locations:
        """What is known of the files at `locations`. Archives are not looked into."""
        if self.connection is None or not locations:
            return Locations()
        wanted = pl.DataFrame({"location": locations}).unique()
        self.connection.register("wanted_locations", wanted.to_arrow())
        rows = self.connection.execute(_LAST_RECORDS).fetchall()
        self.connection.unregister("wanted_locations")
        last: dict[str, int] = {}
        priors: dict[str, dict[str, int]] = {}
        seen: set[tuple[str, str]] = set()
        for location, file_id, article_id, external_id, count in rows:
            last[location] = file_id
            if article_id is None:
                continue
            known = priors.setdefault(location, {})
            if external_id is not None:
                key = f"x:{external_id}"
                if (location, key) in seen:  # an id that stands twice names nothing
                    known.pop(key, None)
                else:
                    known[key] = article_id
                seen.add((location, key))
            if count == 1:
                known[""] = article_id
        return Locations(last, priors)

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
