"""`copydesk schema`: which tables are there, and does the file still match them?"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from flows.cli.options import Common, common_options

if TYPE_CHECKING:
    from pathlib import Path

_DRIFTED = 3


@click.group()
def schema() -> None:
    """Describe, check and migrate the tables of the warehouse."""


@schema.command(
    "show",
    epilog="""\b
Examples:
  copydesk schema show
  copydesk schema show articles""",
)
@click.argument("table", required=False)
@common_options
def show_schema(common: Common, table: str | None) -> None:
    """List the tables, with their rows if there is a warehouse; or the columns of TABLE."""
    if table is None:
        _list_tables(common)
    else:
        _show_table(common, table)


def _list_tables(common: Common) -> None:
    from flows.cli.console import output
    from flows.cli.listing import print_records
    from transforms.tables import TABLES

    out = output(common)
    path = common.warehouse_path()
    counts = _row_counts(path) if path.exists() else {}
    records = [
        {"table": t.qualified, "rows": counts.get(t.qualified), "one row is": t.grain}
        for t in TABLES
    ]
    if common.as_json:
        out.json({"warehouse": str(path) if counts else None, "tables": records})
        return
    if not counts:
        out.note(f"{path}: no warehouse yet, so no rows are counted")
        records = [{"table": r["table"], "one row is": r["one row is"]} for r in records]
    print_records(out, records, rigid=("table",))


def _row_counts(path: Path) -> dict[str, int]:
    from transforms.tables import TABLES
    from warehouse.connect import open_reader, scalar
    from warehouse.ddl import physical_name

    with open_reader(path) as connection:
        return {
            t.qualified: scalar(connection, f"SELECT count(*) FROM {physical_name(t)}")
            for t in TABLES
        }


def _show_table(common: Common, name: str) -> None:
    from flows.cli.console import output
    from flows.cli.listing import print_records
    from transforms.errors import UsageError
    from transforms.schema import SQL_TYPES
    from transforms.tables import TABLES
    from warehouse.ddl import view_files
    from warehouse.dictionary import meaning

    out = output(common)
    tables = {known: t for t in TABLES for known in (t.qualified, t.name)}
    views = view_files()
    if name in views:
        _show_view(common, name, views[name])
        return
    if name not in tables:
        near = difflib.get_close_matches(name, [*tables, *views], n=1)
        remedy = f"did you mean {near[0]}?" if near else "`copydesk schema show` lists them"
        raise UsageError(name, "there is no such table", remedy)
    table = tables[name]
    columns = [
        {
            "column": c.name,
            "type": SQL_TYPES[c.kind],
            "null": "yes" if c.null else "no",
            "meaning": meaning(c),
        }
        for c in table.columns
    ]
    if common.as_json:
        head = {"table": table.qualified, "grain": table.grain, "key": list(table.key)}
        out.json(head | {"columns": columns})
        return
    out.line(out.style(table.qualified, "bold") + f": {table.grain}; key {', '.join(table.key)}")
    print_records(out, columns, rigid=("column", "type", "null"))


def _show_view(common: Common, name: str, text: str) -> None:
    from flows.cli.console import output

    out = output(common)
    if common.as_json:
        out.json({"view": name, "sql": text})
    else:
        out.line(text.rstrip())


@schema.command(
    "dictionary",
    epilog="""\b
Example:
  copydesk schema dictionary > tables.md""",
)
@common_options
def dictionary(common: Common) -> None:
    """Print the data dictionary as Markdown; needs no warehouse."""
    from flows.cli.console import output
    from transforms.schema import SQL_TYPES
    from transforms.tables import TABLES
    from warehouse.ddl import view_files
    from warehouse.dictionary import dictionary_markdown, meaning

    out = output(common)
    if not common.as_json:
        out.stream.write(dictionary_markdown(TABLES, view_files()))
        return
    tables = [
        {
            "table": t.qualified,
            "grain": t.grain,
            "key": list(t.key),
            "columns": [
                {"name": c.name, "type": SQL_TYPES[c.kind], "null": c.null, "meaning": meaning(c)}
                for c in t.columns
            ],
        }
        for t in TABLES
    ]
    out.json({"tables": tables})


@schema.command(
    "check",
    epilog="""\b
Example:
  copydesk schema check && echo "the file matches" """,
)
@common_options
def check(common: Common) -> None:
    """Compare the file's tables, columns, types and comments with the declared ones.

    Ends with 3 when they differ.
    """
    from flows.cli.console import output
    from transforms.display import visible
    from warehouse.connect import open_reader
    from warehouse.inspect import drift

    out = output(common)
    path = common.warehouse_path()
    with open_reader(path) as connection:
        found = drift(connection)
    if common.as_json:
        out.json({"warehouse": str(path), "is_match": not found, "differences": found})
    elif found:
        for difference in found:
            out.line(visible(difference, one_line=True))
    else:
        out.line("every table, column, type and comment is as declared")
    if found:
        out.note("`copydesk schema migrate` brings an older warehouse up to date")
        click.get_current_context().exit(_DRIFTED)


@schema.command(
    "migrate",
    epilog="""\b
Example:
  copydesk schema migrate --warehouse old.duckdb""",
)
@common_options
def migrate(common: Common) -> None:
    """Bring an older warehouse to today's tables; one of today is left as it is."""
    from flows.cli.console import output
    from flows.state import StateFolder
    from warehouse.connect import open_reader
    from warehouse.migrate import migrate_file

    out = output(common)
    path = common.warehouse_path()
    # Opened once for reading first: a missing or foreign file gets its plain error.
    open_reader(path).close()
    with StateFolder(path).locked():
        done = migrate_file(path)
    if common.as_json:
        out.json({"warehouse": str(path), "steps": done})
        return
    for step in done or ["nothing to do: the tables are of today's version"]:
        out.line(step)
