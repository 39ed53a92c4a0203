"""What is a column, a table, a valid frame?

One `Table` declaration feeds the Polars dtypes, the DuckDB DDL and comments
(`warehouse.ddl`), the derived expectations (`expectations.derived`) and the data
dictionary (`docs/tables.md`). Nothing about a table is typed twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from transforms.errors import SchemaError

Kind = Literal[
    "id", "text", "count", "offset", "number", "share", "flag", "instant", "date", "json", "bytes"
]

DTYPES: dict[Kind, pl.DataType] = {
    "id": pl.UInt64(),
    "text": pl.String(),
    "count": pl.Int64(),
    "offset": pl.Int32(),
    "number": pl.Float64(),
    "share": pl.Float64(),
    "flag": pl.Boolean(),
    "instant": pl.Datetime("us"),
    "date": pl.Date(),
    "json": pl.String(),
    "bytes": pl.Binary(),
}
"""The Polars dtype of each kind. Instants are UTC and carry no time zone."""

SQL_TYPES: dict[Kind, str] = {
    "id": "UBIGINT",
    "text": "VARCHAR",
    "count": "BIGINT",
    "offset": "INTEGER",
    "number": "DOUBLE",
    "share": "DOUBLE",
    "flag": "BOOLEAN",
    "instant": "TIMESTAMP",
    "date": "DATE",
    "json": "VARCHAR",
    "bytes": "BLOB",
}
"""The DuckDB type of each kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind, meaning and limits.

    Args:
        name: As in SQL.
        kind: See `DTYPES`. `share` is a ratio from 0 to 1; `offset` a 0-based
            half-open code-point offset.
        doc: One sentence for people; also the column's comment in DuckDB.
        null: Whether NULL may stand here. NULL always means: not stated.
        choices: The closed list of values, if there is one.
        low: Least allowed value, inclusive.
        high: Greatest allowed value, inclusive.
        unit: Unit of a number ("seconds", "code points").
        references: "table.column" that holds every non-null value.
    """

    name: str
    kind: Kind
    doc: str
    null: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    references: str | None = None

    @property
    def minimum(self) -> float | None:
        """`low`, or 0 where the kind implies it."""
        if self.low is None and self.kind in ("count", "offset", "share"):
            return 0
        return self.low

    @property
    def maximum(self) -> float | None:
        """`high`, or 1 where the kind implies it."""
        return 1 if self.high is None and self.kind == "share" else self.high


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the warehouse.

    Args:
        name: As in SQL, without the schema.
        grain: What one row stands for.
        columns: In their order.
        key: Columns that together are unique.
        schema: `main` for facts, `ops` for operations.
        article_key: The column that names the article a row belongs to; rows are
            replaced and quarantined together with it. None for other tables.
        filled_by: Which part of copydesk fills it, for the data dictionary.
        is_journal: True for the history of runs: rows that tell when something
            happened, and so differ between two runs over the same input.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    schema: Literal["main", "ops"] = "main"
    article_key: str | None = "article_id"
    filled_by: str = "ingest"
    is_journal: bool = False

    def __post_init__(self) -> None:
        """Refuses a declaration that contradicts itself."""
        names = [column.name for column in self.columns]
        missing = [name for name in (*self.key, self.article_key) if name and name not in names]
        if missing or len(set(names)) != len(names):
            raise SchemaError(
                f"table {self.name}",
                f"key columns {missing} are not declared or a column stands twice",
                "correct its declaration in transforms/tables",
            )

    @property
    def qualified(self) -> str:
        """The name that people use in SQL: `articles`, `ops.runs`."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """Polars dtype by column name, in order."""
        return {column.name: DTYPES[column.kind] for column in self.columns}

    def column(self, name: str) -> Column:
        """The column called `name`; a KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.qualified} has no column {name!r}")

    def empty(self) -> pl.DataFrame:
        """A frame with the right columns and no rows."""
        return pl.DataFrame(schema=self.dtypes)

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """`frame` in the declared column order and dtypes.

        Raises:
            SchemaError: Columns are missing, unknown or can't be cast; the
                message names them.
        """
        missing = [name for name in self.dtypes if name not in frame.columns]
        unknown = [name for name in frame.columns if name not in self.dtypes]
        if missing or unknown:
            raise SchemaError(
                self.qualified,
                f"missing columns {missing}, unknown columns {unknown}",
                "declare them in transforms/tables or drop them from the frame",
            )
        try:
            return frame.select(pl.col(n).cast(t) for n, t in self.dtypes.items())
        except pl.exceptions.PolarsError as error:
            raise SchemaError(
                self.qualified,
                f"a column can't be cast: {error}",
                "make its values of the declared kind",
            ) from error
