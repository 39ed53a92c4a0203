"""How is the database opened?

DuckDB's defaults fetch extensions from the network and let SQL read any file;
copydesk switches both off. DuckDB allows one process to write or many to read
(duckdb.org/docs, "Concurrency"), so runs write a candidate of their own and
readers see published files only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from transforms.errors import MachineError, WarehouseBusy, WarehouseError

STORAGE_VERSION = "v1.5.0"
"""Written into every file, so that DuckDB 1.5 clients open it too (docs/decisions/0004)."""

_SAFE_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


def quoted(name: str) -> str:
    """`name` as an SQL identifier.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """`text` as an SQL string, for the statements that take no parameters (ATTACH, COMMENT).

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config=_SAFE_CONFIG)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise WarehouseBusy(
                str(path),
                "another program has it open for writing",
                "close that program and run again",
            ) from error
        raise WarehouseError(
            str(path),
            f"it can't be opened as a DuckDB file ({first_line(error)})",
            "restore it from a copy, or name another file with --warehouse",
        ) from error
    except duckdb.Error as error:
        raise WarehouseError(
            str(path),
            f"it can't be opened as a DuckDB file ({first_line(error)})",
            "restore it from a copy, or name another file with --warehouse",
        ) from error


def open_reader(path: Path, *, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection that can reach nothing but `path`.

    Args:
        path: A published warehouse.
        threads: Threads to use; None leaves DuckDB's choice.

    Raises:
        WarehouseError: There is no such file, or it is no warehouse of ours.
        WarehouseBusy: Another program has it open for writing.
    """
    if not path.is_file():
        raise WarehouseError(
            str(path),
            "there is no warehouse file",
            "make one with `copydesk run PATH --warehouse FILE`, or name another",
        )
    connection = _connect(path, read_only=True)
    try:
        if threads is not None:
            connection.execute("SET threads = $n", {"n": threads})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        require_ours(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def open_writer(
    path: Path, *, memory_limit: str = "2GB", threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection that writes `path`; a missing file is created in `STORAGE_VERSION`.

    Spills go to a folder beside the file. Order of insertion is not kept, which
    bounds memory; whoever needs an order says so.
    """
    if not path.exists():
        _create_file(path)
    connection = _connect(path, read_only=False)
    connection.execute("SET memory_limit = $limit", {"limit": memory_limit})
    connection.execute("SET temp_directory = $folder", {"folder": str(path.parent / "spill")})
    connection.execute("SET preserve_insertion_order = false")
    if threads is not None:
        connection.execute("SET threads = $n", {"n": threads})
    return connection


def _create_file(path: Path) -> None:
    memory = duckdb.connect(":memory:", config=_SAFE_CONFIG)
    try:
        memory.execute(
            f"ATTACH {literal(str(path))} AS made (STORAGE_VERSION {literal(STORAGE_VERSION)})"
        )
        memory.execute("DETACH made")
    except duckdb.Error as error:
        raise MachineError(
            str(path), f"it can't be created ({first_line(error)})", "check the folder and the disk"
        ) from error
    finally:
        memory.close()


def scalar(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any] | None = None
) -> Any:
    """The first column of the only row of `query`.

    The result is fetched to its end: DuckDB 2.0 refuses other work on a
    connection that has an unread result.
    """
    return connection.execute(query, parameters or {}).fetchall()[0][0]


def require_ours(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuses a DuckDB file that holds something else than a copydesk warehouse."""
    found = scalar(
        connection,
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database()"
        " AND table_name IN ('articles', 'migrations')",
    )
    if found != 2:
        raise WarehouseError(
            str(path),
            "it is a DuckDB file, but not a copydesk warehouse",
            "name another file with --warehouse; this one is left as it is",
        )


def first_line(error: Exception) -> str:
    """The first line of an error's message, cut at 300 characters."""
    return (str(error).split("\n", 1)[0] or type(error).__name__)[:300]
