"""How are the tables described to people?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transforms.schema import SQL_TYPES, Column, Table
from warehouse.ddl import question

_INTRO = """# Tables

<!-- Made by `copydesk schema dictionary` from transforms/tables; don't edit by hand. -->

Facts stand in DuckDB's default schema, operations in `ops`. Ids are stable 64-bit hashes
(`UBIGINT`); people see them as 16 hex digits. Instants are UTC. Offsets are 0-based, half-open
code points into `articles.text`: `substr(text, start_char + 1, end_char - start_char)` is the
row's text. NULL always means: the input does not state it.

Tables that later commands fill exist from the start, empty.
"""


def dictionary_markdown(tables: Iterable[Table], views: Mapping[str, str] | None = None) -> str:
    """The data dictionary as Markdown, ended by a line feed.

    Args:
        tables: In the order in which they are listed.
        views: The saved questions: SQL by name; what it begins with in comments says what it asks.
    """
    known = list(tables)
    parts = [_INTRO, _overview(known), *(_section(table) for table in known)]
    if views:
        parts.append(_questions(views))
    return "\n".join(parts)


def _questions(views: Mapping[str, str]) -> str:
    rows = [f"| `{name}` | {_cell(question(sql))} |" for name, sql in sorted(views.items())]
    head = ["## Saved questions", "", "Views; `copydesk query NAME` answers them.", ""]
    return "\n".join([*head, "| view | question |", "| --- | --- |", *rows, ""])


def _overview(tables: Sequence[Table]) -> str:
    rows = [
        f"| [`{table.qualified}`](#{_anchor(table)}) | {_cell(table.grain)} | {table.filled_by} |"
        for table in tables
    ]
    return "\n".join(["| table | grain | filled by |", "| --- | --- | --- |", *rows, ""])


def _anchor(table: Table) -> str:
    """The anchor that Markdown readers give to the table's heading: no dots, lower case."""
    return table.qualified.replace(".", "").lower()


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    notes = [f"Key: {key}."]
    if table.article_key:
        notes.append("Rows come and go with their article.")
    if table.is_journal:
        notes.append(f"A journal: it grows with every run; also readable as `{table.name}`.")
    rows = [
        f"| `{column.name}` | {SQL_TYPES[column.kind]} | {'yes' if column.null else 'no'}"
        f" | {_cell(meaning(column))} |"
        for column in table.columns
    ]
    return "\n".join(
        [
            f"## {table.qualified}",
            "",
            f"{table.grain[:1].upper()}{table.grain[1:]}. {' '.join(notes)}",
            "",
            "| column | type | null | meaning |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def meaning(column: Column) -> str:
    """The column's sentence with its unit, choices, limits and reference."""
    parts = [column.doc]
    if column.unit and column.kind != "offset":
        parts.append(f"Unit: {column.unit}.")
    if column.choices:
        parts.append(f"One of: {', '.join(column.choices)}.")
    low, high = column.low, column.high
    if low is not None and high is not None:
        parts.append(f"From {low:g} to {high:g}.")
    elif low is not None:
        parts.append(f"At least {low:g}.")
    elif high is not None:
        parts.append(f"At most {high:g}.")
    if column.references:
        parts.append(f"See `{column.references}`.")
    return " ".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
