"""How does the table of places follow the entities?

`places` is looked up from `entities` alone, so it is the same whatever the order of the runs. A run
looks up those places again that its articles mention. Where the rows are of another gazetteer than
the one that is installed now, or there are none, it looks up all of them: an extra that is
installed later fills the table, one that is missing leaves it empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

import duckdb
import polars as pl

from transforms.places import Gazetteer
from transforms.tables import table
from warehouse.connect import scalar
from warehouse.ddl import physical_name
from warehouse.gazetteer import load_gazetteer

_NAMED: Final = "SELECT entity_id, name, label FROM main.entities WHERE label IN ('GPE', 'LOC')"
_TOUCHED: Final = "entity_id IN (SELECT entity_id FROM touched_entities)"


def locate_touched(
    connection: duckdb.DuckDBPyConnection,
    load: Callable[[], Gazetteer | None] = load_gazetteer,
) -> None:
    """Looks up the places among the touched entities again, after these are counted.

    Args:
        connection: Has the table `touched_entities` (`warehouse.entities.note_touched`).
        load: Gives the gazetteer; asked only when there is a place to look up.
    """
    connection.execute(f"DELETE FROM main.places WHERE {_TOUCHED}")
    if not scalar(connection, f"SELECT count(*) FROM ({_NAMED} AND {_TOUCHED})"):
        return
    gazetteer = load()
    if gazetteer is None:
        connection.execute("DELETE FROM main.places")
        return
    is_of_it = scalar(
        connection,
        "SELECT bool_and(gazetteer = $source) FROM main.places",
        {"source": gazetteer.source},
    )
    if is_of_it:
        _insert(connection, gazetteer, f"{_NAMED} AND {_TOUCHED}")
    else:
        connection.execute("DELETE FROM main.places")
        _insert(connection, gazetteer, _NAMED)


def _insert(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, query: str) -> None:
    rows: list[dict[str, Any]] = []
    for entity_id, name, label in connection.execute(f"{query} ORDER BY entity_id").fetchall():
        place = gazetteer.find(name, label)
        if place is not None:
            row = {"entity_id": entity_id, **asdict(place), "gazetteer": gazetteer.source}
            rows.append(row)
    if not rows:
        return
    declared = table("places")
    frame = declared.conform(pl.DataFrame(rows, schema=declared.dtypes))
    connection.register("place_rows", frame.to_arrow())
    connection.execute(f"INSERT INTO {physical_name(declared)} BY NAME SELECT * FROM place_rows")
    connection.unregister("place_rows")
