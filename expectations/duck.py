"""How does Great Expectations run on DuckDB?

Great Expectations 1.24 has no DuckDB engine of its own. It reaches DuckDB through
SQLAlchemy and duckdb-sqlalchemy, with two adjustments that use public hooks:
results are buffered, because it reads them after giving its connection back, which
ends DuckDB's pending result; and its regular expressions are told DuckDB's function.

Importing this module imports Great Expectations: seconds of CPU time. Only
`expectations.audit` does so, in a process of its own.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"

_DEFERRED = ("altair", "scipy", "scipy.stats")


class _Deferred(types.ModuleType):
    """A module that is imported when something is first taken from it.

    Great Expectations imports SciPy and Altair at its start, 1.5 CPU seconds, for two
    statistical tests and a chart that no check of ours uses.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        for deferred in _DEFERRED:
            if isinstance(sys.modules.get(deferred), _Deferred):
                del sys.modules[deferred]
        return getattr(importlib.import_module(self.__name__), name)


def _defer_imports() -> None:
    for name in _DEFERRED:
        if name not in sys.modules:
            sys.modules[name] = _Deferred(name)
    scipy = sys.modules["scipy"]
    if isinstance(scipy, _Deferred):
        scipy.__dict__["stats"] = sys.modules["scipy.stats"]


_defer_imports()
# The import makes no garbage worth collecting; doing without saves half a second.
gc.disable()

import great_expectations as gx  # noqa: E402 - the lines above must come first
import sqlalchemy as sa  # noqa: E402
from great_expectations.datasource.fluent.interfaces import TestConnectionError  # noqa: E402
from sqlalchemy import event  # noqa: E402
from sqlalchemy.engine import Engine  # noqa: E402
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy  # noqa: E402

gc.freeze()
gc.enable()

_REGEX_METRICS = (
    "column_values_match_regex",
    "column_values_not_match_regex",
    "column_values_match_regex_list",
    "column_values_not_match_regex_list",
)


def _regex_condition(column: Any, regex: str, dialect: Any, positive: bool = True) -> Any:
    """`get_dialect_regex_expression` for DuckDB, the only dialect in this process."""
    del dialect
    matches = sa.func.regexp_matches(column, sa.literal(regex))
    return matches if positive else sa.not_(matches)


def _buffer_result(
    connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    """Reads a result as soon as it is there (a hook of SQLAlchemy)."""
    del connection, statement, parameters, many
    if cursor.description:
        context.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
            cursor, initial_buffer=cursor.fetchall()
        )


def prepare() -> None:
    """Installs the adjustments. Calling it twice changes nothing."""
    importlib.import_module("duckdb_sqlalchemy")
    if not event.contains(Engine, "after_cursor_execute", _buffer_result):
        event.listen(Engine, "after_cursor_execute", _buffer_result)
    for name in _REGEX_METRICS:
        module = importlib.import_module(
            f"great_expectations.expectations.metrics.column_map_metrics.{name}"
        )
        module.get_dialect_regex_expression = _regex_condition  # type: ignore[attr-defined]


class Staging:
    """A DuckDB file, open for reading, as Great Expectations sees it.

    Args:
        database: The file. The process changes into its folder, because a path in
            a connection string would need escaping that is nowhere defined.
        tables: Tables to be validated ("articles", "ops.files").
        memory_limit: DuckDB's memory limit ("1GB").
    """

    def __init__(self, database: str, tables: Iterable[str], memory_limit: str) -> None:
        path = Path(database)
        os.chdir(path.parent)
        self.context = gx.get_context(mode="ephemeral")
        self.context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
        try:
            # All tables at once: each later change is written out as YAML, 20 ms a time.
            self.source = self._open(path.name, memory_limit, [_asset(t) for t in tables])
        except TestConnectionError:
            # The file or one of the tables is not there. A missing file raises again.
            self.source = self._open(path.name, memory_limit, [])
            self._add_one_by_one(tables)
        self._engine: Engine = self.source.get_engine()

    def _open(self, name: str, memory_limit: str, assets: list[dict[str, Any]]) -> Any:
        add_sql: Any = self.context.data_sources.add_sql  # its stub knows no `kwargs`
        return add_sql(
            name="staging",
            connection_string=f"duckdb:///{name}",
            create_temp_table=False,
            assets=assets,
            kwargs={
                "connect_args": {
                    "read_only": True,
                    "config": {
                        "memory_limit": memory_limit,
                        "autoinstall_known_extensions": False,
                        "autoload_known_extensions": False,
                        "enable_external_access": False,
                    },
                }
            },
        )

    def _add_one_by_one(self, tables: Iterable[str]) -> None:
        """Adds the tables that are there; `batch` raises a LookupError for the others."""
        for table in tables:
            asset = _asset(table)
            try:
                added = self.source.add_table_asset(
                    name=table, table_name=asset["table_name"], schema_name=asset["schema_name"]
                )
            except TestConnectionError:
                continue
            added.add_batch_definition_whole_table("all")

    def batch(self, table: str) -> Any:
        """The whole of `table`, as Great Expectations validates it."""
        return self.batch_definition(table).get_batch()

    def batch_definition(self, table: str) -> Any:
        """Great Expectations' definition of the batch of `table`."""
        return self.source.get_asset(table).get_batch_definition("all")

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a query, by column name."""
        with self._engine.connect() as connection:
            result = connection.exec_driver_sql(query)
            return [dict(row) for row in result.mappings()]

    def close(self) -> None:
        """Gives the file back; nothing of Great Expectations' may hold it any more."""
        self._engine.dispose()
        execution: Any = self.source.get_execution_engine()
        execution.engine.dispose()
        execution.close()
        del self.source, self.context, self._engine
        gc.collect()


def _asset(table: str) -> dict[str, Any]:
    schema, _, name = table.rpartition(".")
    return {
        "type": "table",
        "name": table,
        "table_name": name,
        "schema_name": schema or None,
        "batch_definitions": [{"name": "all", "partitioner": None}],
    }
