"""How is one statement put to the warehouse, and its answer or error shown?"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.cli.answers import Answer, ask
from flows.cli.console import Output
from flows.cli.formats import WRITERS
from flows.cli.grid import counted
from flows.cli.sqlerrors import Names, explained
from flows.cli.statements import Statement
from transforms.errors import CopydeskError, MachineError, WarehouseError

if TYPE_CHECKING:
    import duckdb

TERMINAL_ROWS = 100
"""Rows shown on a terminal unless --limit says otherwise: a few screens full."""


@dataclass(slots=True)
class Session:
    """An open warehouse and the way its answers are shown.

    Args:
        connection: Read-only; see `warehouse.connect.open_reader`.
        out: Where answers go.
        format: One of `formats.WRITERS`.
        limit: Most rows of an answer; None: `TERMINAL_ROWS` on a terminal, else all;
            0: all.
    """

    connection: duckdb.DuckDBPyConnection
    out: Output
    format: str = "table"
    limit: int | None = None
    _columns: dict[str, list[str]] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, list[str]]:
        """Column names by table or view, as people write it: `articles`, `ops.runs`."""
        if not self._columns:
            rows = self.connection.execute(
                "SELECT CASE schema_name WHEN 'main' THEN table_name"
                " ELSE schema_name || '.' || table_name END,"
                " list(column_name ORDER BY column_index)"
                " FROM duckdb_columns() WHERE NOT internal"
                " GROUP BY schema_name, table_name ORDER BY schema_name, table_name"
            ).fetchall()
            self._columns = dict(rows)
        return self._columns

    @property
    def names(self) -> Names:
        """Every table and column, for suggestions."""
        every = {column for columns in self.columns.values() for column in columns}
        return Names(tuple(self.columns), tuple(sorted(every)))

    @property
    def row_limit(self) -> int | None:
        """Most rows of an answer; None: all."""
        if self.limit is None:
            shown = self.format in ("table", "markdown") and self.out.is_terminal
            return TERMINAL_ROWS if shown else None
        return self.limit or None

    def run(self, statement: Statement) -> None:
        """Runs one statement and writes its answer.

        Raises:
            QueryError: The statement is wrong; the place was already shown on stderr.
            MachineError, WarehouseError: Memory or the file failed.
            KeyboardInterrupt: Ctrl-C.
        """
        began = time.monotonic()
        answer = self.ask(statement)
        if answer is None:
            if self.format != "object":
                return
            answer = Answer((), iter(()))
        count = self.write(answer, statement)
        self._note(answer, count, time.monotonic() - began)

    def ask(self, statement: Statement) -> Answer | None:
        """The answer to a statement, not read yet. Raises as `run`."""
        import duckdb

        try:
            return ask(self.connection, statement.text, self.row_limit)
        except duckdb.Error as error:
            raise self.failure(error, statement) from error

    def write(self, answer: Answer, statement: Statement) -> int:
        """Writes an answer and returns its number of rows. Raises as `run`."""
        import duckdb

        try:
            return WRITERS[self.format](answer, self.out)
        except duckdb.Error as error:
            raise self.failure(error, statement) from error
        finally:
            self.connection.abort()

    def failure(self, error: Exception, statement: Statement) -> CopydeskError:
        """The error to raise for what DuckDB raised; shows the place on stderr."""
        import duckdb

        first = str(error).split("\n", 1)[0]
        if isinstance(error, duckdb.OutOfMemoryException):
            return MachineError("memory", first, "ask for less at a time")
        if isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.InternalException):
            return WarehouseError("the warehouse", first, "check it with `copydesk doctor`")
        self.connection.abort()
        known, place = explained(error, self.names, statement.line_no)
        for line in place:
            self.out.error_line(line)
        return known

    def _note(self, answer: Answer, count: int, seconds: float) -> None:
        if answer.is_cut:
            self.out.note(f"first {count:,} rows only; --limit 0 (in the shell .limit 0) shows all")
        elif self.out.is_terminal and self.format == "table":
            self.out.note(f"{counted(count, 'row')}, {seconds:.3f} s")
