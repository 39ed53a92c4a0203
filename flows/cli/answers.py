"""What did a query answer?

An answer is read in batches and never held as a whole. Ids (UBIGINT columns
called `…_id`) leave copydesk as 16 hex digits, except in Parquet, where they
stay numbers for the next program.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from flows import interrupt
from transforms.ids import show_id

if TYPE_CHECKING:
    import duckdb

_NUMBERS = (
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
    "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL",
)  # fmt: skip
_TEXTS = ("VARCHAR", "BLOB", "JSON", "ENUM")
_BATCH_ROWS = 2_000


FOREIGN_IDS = frozenset(("geoname_id",))
"""Numbers that others gave, and show as such."""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of an answer: its name, unique within the answer, and DuckDB type."""

    name: str
    type: str

    @property
    def is_id(self) -> bool:
        """Whether its values are ids that people see as 16 hex digits."""
        is_named = self.name == "id" or self.name.endswith("_id")
        return self.type == "UBIGINT" and is_named and self.name not in FOREIGN_IDS

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers and no ids."""
        return self.type.startswith(_NUMBERS) and not self.type.endswith("]") and not self.is_id

    @property
    def is_text(self) -> bool:
        """Whether its values are text, or nested values shown as text."""
        return self.type.startswith((*_TEXTS, "STRUCT", "MAP")) or self.type.endswith("]")


@dataclass(slots=True)
class Answer:
    """Columns, and rows that can be read once.

    Args:
        columns: In their order.
        rows: Each a tuple of Python values.
        is_cut: After `rows` was read: whether a limit left rows out.
    """

    columns: tuple[ResultColumn, ...]
    rows: Iterator[tuple[Any, ...]]
    is_cut: bool = False


def ask(
    connection: duckdb.DuckDBPyConnection, query: str, limit: int | None = None
) -> Answer | None:
    """The answer to one statement; None when it has no rows to give (a SET, a comment).

    Args:
        connection: It is busy until the rows are read or `connection.abort()` is called.
        query: One SQL statement.
        limit: Most rows to read; None: all.

    Raises:
        duckdb.Error: The statement is wrong or failed.
        KeyboardInterrupt: Ctrl-C, also while DuckDB works.
    """
    with interrupt.cancellable(connection.interrupt):
        connection.execute(query)
        description = connection.description
    if not description:
        return None
    columns = _columns([(str(entry[0]), str(entry[1])) for entry in description])
    answer = Answer(columns, iter(()))
    answer.rows = _limited(answer, _read(connection), limit)
    return answer


def _read(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while True:
        with interrupt.cancellable(connection.interrupt):
            batch = connection.fetchmany(_BATCH_ROWS)
        if not batch:
            return
        yield from batch


def _limited(
    answer: Answer, rows: Iterator[tuple[Any, ...]], limit: int | None
) -> Iterator[tuple[Any, ...]]:
    yield from islice(rows, limit)
    if limit is not None:
        answer.is_cut = next(rows, None) is not None


def _columns(described: list[tuple[str, str]]) -> tuple[ResultColumn, ...]:
    seen: dict[str, int] = {}
    columns = []
    for name, kind in described:
        seen[name] = seen.get(name, 0) + 1
        # A join can give one name twice; in JSON the second would replace the first.
        unique = name if seen[name] == 1 else f"{name}_{seen[name]}"
        columns.append(ResultColumn(unique, kind))
    return tuple(columns)


def plain(value: Any, column: ResultColumn | None = None) -> Any:
    """`value` as JSON can hold it: ids as 16 hex digits, instants as ISO 8601.

    A decimal becomes a number when a float holds it exactly, else text; not-a-number
    and infinity become text.
    """
    if column is not None and column.is_id and isinstance(value, int):
        return show_id(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(k): plain(v, ResultColumn(str(k), "UBIGINT")) for k, v in value.items()}
    return _shown(value)


def _number(value: float | Decimal) -> float | str:
    number = float(value)
    if not math.isfinite(number):
        return str(value)
    exact = isinstance(value, float) or Decimal(repr(number)) == value
    return number if exact else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return str(value)


def cell_text(value: Any, column: ResultColumn) -> str | None:
    """`value` as a cell's text; None for NULL."""
    if value is None:
        return None
    simple = plain(value, column)
    if isinstance(simple, str):
        return simple
    if isinstance(simple, bool):
        return "true" if simple else "false"
    if isinstance(simple, list | dict):
        return json.dumps(simple, ensure_ascii=False)
    return str(value) if isinstance(value, Decimal) else str(simple)
