"""How does an old file reach today's schema?

Steps are listed in order; each takes the file from one version to the next in
one transaction. A run migrates its candidate, so an old warehouse is brought up
to date by the next published run and never half way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from transforms.errors import WarehouseError
from transforms.schema import Table
from transforms.tables import SCHEMA_VERSION, table
from warehouse.connect import open_reader, quoted, scalar
from warehouse.ddl import (
    comment_sql,
    create_sql,
    create_tables,
    create_views,
    physical_name,
    schema_sha256,
)
from warehouse.publish import rewritten

Migration = Callable[[duckdb.DuckDBPyConnection], None]


def _rebuild(connection: duckdb.DuckDBPyConnection, declared: Table) -> None:
    """Makes the table as it is declared today, with its rows; new columns are NULL."""
    name, before = physical_name(declared), quoted(f"{declared.name}_before")
    connection.execute(f"ALTER TABLE {name} RENAME TO {before}")
    connection.execute(create_sql(declared))
    for statement in comment_sql(declared):
        connection.execute(statement)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM {before}")
    connection.execute(f"DROP TABLE {before}")


def _hash_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Lines carry their hash, by which `ops.line_counts` counts from here on.

    Of the lines that are there it is not known until the next run over their files.
    """
    _rebuild(connection, table("lines"))
    for statement in comment_sql(table("ops.line_counts")):
        connection.execute(statement)
    connection.execute("DELETE FROM ops.line_counts")
    decisions = table("ops.line_decisions")
    connection.execute(create_sql(decisions))
    for statement in comment_sql(decisions):
        connection.execute(statement)


def _name_readers(connection: duckdb.DuckDBPyConnection) -> None:
    """Articles name what read their prose; of those that are there it is not known."""
    _rebuild(connection, table("articles"))
    _rebuild(connection, table("mentions"))


def _name_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Mentions tell what they mean; of those that are there it is not known yet."""
    for name in ("mentions", "quotes", "figures"):
        _rebuild(connection, table(name))


def _tell_roles(connection: duckdb.DuckDBPyConnection) -> None:
    """Mentions tell people's roles; of those that are there they are not known yet."""
    _rebuild(connection, table("mentions"))


def _locate_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Places have coordinates; the next run that mentions one looks up those that are there."""
    places = table("places")
    for statement in (create_sql(places), *comment_sql(places)):
        connection.execute(statement)


def _tell_roles_and_places(connection: duckdb.DuckDBPyConnection) -> None:
    _tell_roles(connection)
    _locate_places(connection)


MIGRATIONS: dict[int, tuple[str, Migration]] = {
    2: ("lines carry their hash and their words; decisions on lines are kept", _hash_lines),
    3: ("articles name the pipeline that read their prose; names are mentions", _name_readers),
    4: ("mentions tell what they mean; quotations have speakers, figures kinds", _name_entities),
    5: ("mentions tell people's roles; places have coordinates", _tell_roles_and_places),
}
"""By target version: what changes, and the function that changes it. Version 1 is the first."""


def file_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of the tables in the file; 0 for a file without any."""
    found = scalar(
        connection,
        "SELECT count(*) FROM duckdb_tables()"
        " WHERE database_name = current_database()"
        " AND schema_name = 'ops' AND table_name = 'migrations'",
    )
    if not found:
        return 0
    return int(scalar(connection, "SELECT max(schema_version) FROM ops.migrations") or 0)


def migrate(connection: duckdb.DuckDBPyConnection, path: Path, run_id: str) -> list[str]:
    """Brings an open file to `SCHEMA_VERSION`; returns what was done, in words.

    Raises:
        WarehouseError: The file was written by a newer copydesk.
    """
    version = file_version(connection)
    if version > SCHEMA_VERSION:
        raise WarehouseError(
            str(path),
            f"its tables are of version {version}, this copydesk knows {SCHEMA_VERSION}",
            "install the newer copydesk that wrote it",
        )
    done: list[str] = []
    if version == 0:
        create_tables(connection)
        done.append(_record(connection, SCHEMA_VERSION, "first tables", run_id))
    for target in range(max(version, 1) + 1, SCHEMA_VERSION + 1):
        if version == 0:
            break
        description, change = MIGRATIONS[target]
        change(connection)
        done.append(_record(connection, target, description, run_id))
    if done:
        create_views(connection)
    return done


def migrate_file(path: Path) -> list[str]:
    """Brings a published warehouse to `SCHEMA_VERSION`; returns what was done, in words.

    Works on a copy that is renamed into place, as a run does. The caller holds the
    warehouse's lock.

    Raises:
        WarehouseError: The file is not ours, or of a newer copydesk.
    """
    reader = open_reader(path)
    version = file_version(reader)
    reader.close()
    if version == SCHEMA_VERSION:
        return []
    with rewritten(path, "migrating") as connection:
        return migrate(connection, path, "migrate")


def _record(
    connection: duckdb.DuckDBPyConnection, version: int, description: str, run_id: str
) -> str:
    connection.execute(
        "INSERT INTO ops.migrations VALUES ($version, $sha, $description, $run)",
        {"version": version, "sha": schema_sha256(), "description": description, "run": run_id},
    )
    return f"version {version}: {description}"
