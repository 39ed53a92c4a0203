"""Does the file still match the schema?"""

from __future__ import annotations

import duckdb

from transforms.schema import SQL_TYPES, Table
from transforms.tables import TABLES
from warehouse.ddl import view_files


def _declared(table: Table) -> tuple[str, str]:
    return ("main" if table.is_journal else table.schema, table.name)


def drift(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every difference between the file and the declarations, in words; empty: none.

    Compares tables, columns, their order, types, NOT NULL and comments, and the
    names of the views.
    """
    seen: dict[tuple[str, str], list[tuple[str, str, bool, str]]] = {}
    for schema, name, column, kind, nullable, comment in connection.execute(
        "SELECT schema_name, table_name, column_name, data_type, is_nullable, comment"
        " FROM duckdb_columns() WHERE NOT internal AND table_name IN"
        " (SELECT table_name FROM duckdb_tables()) ORDER BY table_oid, column_index"
    ).fetchall():
        seen.setdefault((schema, name), []).append((column, kind, nullable, comment or ""))
    tables = {
        (schema, name)
        for schema, name in connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
    }
    found: list[str] = []
    declared = {_declared(table): table for table in TABLES}
    found += [f"{'.'.join(key)}: the file has no such table" for key in declared.keys() - tables]
    found += [f"{'.'.join(key)}: not a declared table" for key in tables - declared.keys()]
    for key in declared.keys() & tables:
        found += _column_drift(declared[key], seen.get(key, []))
    views = {
        name
        for (name,) in connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    }
    wanted = {*view_files(), *(table.name for table in TABLES if table.is_journal)}
    found += [f"view {name}: the file has no such view" for name in wanted - views]
    return sorted(found)


def _column_drift(table: Table, columns: list[tuple[str, str, bool, str]]) -> list[str]:
    wanted = [
        (c.name, SQL_TYPES[c.kind], c.null, c.doc + (f" [{c.unit}]" if c.unit else ""))
        for c in table.columns
    ]
    if [c[0] for c in columns] != [c[0] for c in wanted]:
        return [
            f"{table.qualified}: columns are {[c[0] for c in columns]},"
            f" declared are {[c[0] for c in wanted]}"
        ]
    return [
        f"{table.qualified}.{want[0]}: is {have[1:]}, declared {want[1:]}"
        for have, want in zip(columns, wanted, strict=True)
        if have != want
    ]
