"""How is a list of records printed, for people or as JSON?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flows.cli.answers import ResultColumn, cell_text
from flows.cli.console import Output
from flows.cli.formats import rounded
from flows.cli.grid import Heading, print_grid, wrapped
from transforms.display import visible


def print_records(
    out: Output, records: Sequence[Mapping[str, Any]], *, rigid: Sequence[str] = ()
) -> None:
    """Prints records as a table, a column per key of the first.

    Args:
        out: Where to.
        records: All with the same keys.
        rigid: Text columns that must not be broken.
    """
    if not records:
        return
    headings = []
    for name in records[0]:
        values = [record[name] for record in records if record[name] is not None]
        number = bool(values) and all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in values
        )
        is_id = name.endswith("_id")
        fixed = name in rigid or not any(isinstance(value, str) for value in values)
        headings.append(Heading(name, number and not is_id, fixed))
    rows = [[shown(record[name], name) for name in record] for record in records]
    print_grid(out, headings, rows, total=out.width, wrap=True)


def shown(value: object, name: str = "") -> str | None:
    """A value as a visible cell: ids in hex, instants to the second, None for NULL."""
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
    if isinstance(value, float):
        return rounded(value)
    text = cell_text(value, ResultColumn(name, "UBIGINT" if isinstance(value, int) else ""))
    return None if text is None else visible(text, one_line=True)


def print_fields(out: Output, fields: Mapping[str, object], *, unknown: str = "not stated") -> None:
    """Prints one record as a list of labels and values; NULL is `unknown`."""
    label = max(len(name) for name in fields) + 2
    for name, value in fields.items():
        head = out.style(f"  {name:<{label}}", "dim")
        text = shown(value, name)
        if text is None:
            out.line(head + out.style(unknown, "dim"))
            continue
        pieces = wrapped(text, max(out.width - label - 2, 20), 10_000)
        out.line(head + pieces[0])
        for piece in pieces[1:]:
            out.line(" " * (label + 2) + piece)


def print_title(out: Output, text: str) -> None:
    """Prints a heading with an empty line above it."""
    out.line()
    out.line(out.style(visible(text, one_line=True), "bold"))
