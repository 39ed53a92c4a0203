"""How are rows read as records by column name?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.cli.answers import ResultColumn, plain

if TYPE_CHECKING:
    import duckdb


def fetch(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """All rows, each a dict by column name, with ids still as numbers."""
    connection.execute(query, parameters or {})
    names = [str(entry[0]) for entry in connection.description]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


def as_json(record: dict[str, Any]) -> dict[str, Any]:
    """A record as JSON can hold it, its ids as 16 hex digits."""
    return {name: plain(value, ResultColumn(name, "UBIGINT")) for name, value in record.items()}
