"""How does a table look in SQL?

Facts are tables of DuckDB's default schema, state of the operations tables of
the schema `ops`. The journal of runs (`Table.is_journal`) lies in the default
schema too and `ops` has a view of the same name on it: whoever compares two
warehouses can leave out `runs`, `steps`, `records`, `validation_results` and
`metrics` by their plain names (docs/decisions/0003).
"""

from __future__ import annotations

from importlib import resources

import duckdb

from transforms.ids import combined_sha256
from transforms.schema import SQL_TYPES, Column, Table
from transforms.tables import TABLES
from warehouse.connect import literal, quoted


def physical_name(table: Table) -> str:
    """The quoted name that rows are written to.

    >>> from transforms.tables import table
    >>> physical_name(table("ops.runs")), physical_name(table("ops.files"))
    ('"main"."runs"', '"ops"."files"')
    """
    schema = "main" if table.is_journal else table.schema
    return f"{quoted(schema)}.{quoted(table.name)}"


def _column_sql(column: Column, *, constraints: bool) -> str:
    parts = [quoted(column.name), SQL_TYPES[column.kind]]
    if not constraints:
        return " ".join(parts)
    if not column.null:
        parts.append("NOT NULL")
    if column.choices:
        values = ", ".join(literal(choice) for choice in column.choices)
        parts.append(f"CHECK ({quoted(column.name)} IN ({values}))")
    limits = [
        f"{quoted(column.name)} {sign} {bound:g}"
        for sign, bound in ((">=", column.minimum), ("<=", column.maximum))
        if bound is not None
    ]
    if limits:
        parts.append(f"CHECK ({' AND '.join(limits)})")
    return " ".join(parts)


def create_sql(table: Table, *, constraints: bool = True) -> str:
    """The CREATE TABLE statement.

    Args:
        table: The declaration.
        constraints: False for staging, where rows that break a rule must be held
            so that the audit can name them. Keys are never declared: DuckDB 2.0
            updates of a table with a primary key and wide text were 80 times
            slower (docs/decisions/0002); the audit checks uniqueness.
    """
    columns = ",\n  ".join(_column_sql(c, constraints=constraints) for c in table.columns)
    return f"CREATE TABLE {physical_name(table)} (\n  {columns}\n)"


def comment_sql(table: Table) -> list[str]:
    """COMMENT statements that carry the declaration's sentences into the file."""
    name = physical_name(table)
    statements = [f"COMMENT ON TABLE {name} IS {literal(table.grain)}"]
    for column in table.columns:
        unit = f" [{column.unit}]" if column.unit else ""
        statements.append(
            f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(column.doc + unit)}"
        )
    return statements


def view_files() -> dict[str, str]:
    """The analyst views by name: the text of each `warehouse/views/*.sql`, sorted."""
    folder = resources.files("warehouse").joinpath("views")
    found = {
        entry.name.removesuffix(".sql"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    }
    return dict(sorted(found.items()))


def question(sql: str) -> str:
    """What a view asks: its comments, in one line."""
    return " ".join(line.lstrip("- ") for line in sql.split("\n") if line.startswith("--"))


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Creates the `ops` views of the journal and the analyst views, replacing old ones."""
    for table in TABLES:
        if table.is_journal:
            name = f"{quoted(table.schema)}.{quoted(table.name)}"
            connection.execute(
                f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM {physical_name(table)}"
            )
            connection.execute(f"COMMENT ON VIEW {name} IS {literal(table.grain)}")
    for name, text in view_files().items():
        lines = text.split("\n")
        query = "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
        connection.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {query}")
        connection.execute(f"COMMENT ON VIEW {quoted(name)} IS {literal(question(text))}")


def create_tables(connection: duckdb.DuckDBPyConnection, *, constraints: bool = True) -> None:
    """Creates the schema `ops`, every table with its comments, and every view."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS ops")
    for table in TABLES:
        connection.execute(create_sql(table, constraints=constraints))
        if constraints:
            for statement in comment_sql(table):
                connection.execute(statement)
    create_views(connection)


def schema_sha256() -> str:
    """One hash over the DDL of every table: changes when a declaration does."""
    return combined_sha256(create_sql(table) for table in TABLES)
