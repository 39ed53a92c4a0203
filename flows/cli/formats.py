"""In which form does an answer leave?

| format | ids | NULL | hidden characters | formula cells |
|---|---|---|---|---|
| table | hex | NULL | made visible | as they are; floats are rounded |
| markdown | hex | empty | made visible | as they are |
| csv | hex | empty (an empty text is "") | controls and bidi made visible | defused |
| json, jsonl | hex | null | escaped, nothing lost | as they are |
| parquet | number | null | as they are | as they are |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from flows import interrupt
from flows.cli.answers import Answer, ResultColumn, cell_text, plain
from flows.cli.console import Output, json_text
from transforms.display import defused, visible
from transforms.errors import UsageError

if TYPE_CHECKING:
    import duckdb

FORMATS = ("table", "json", "jsonl", "csv", "markdown", "parquet")
BY_SUFFIX = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "markdown",
    ".parquet": "parquet",
    ".txt": "table",
}
"""Format that the name of an output file asks for."""

_MARKDOWN_SIGNS = re.compile(r"([\\|`*\[\]<>])")
_ZERO_WIDTH = re.compile("<U\\+(200B|200C|200D|FEFF|00AD|2060)>")
_SHORT_NUMBER = 8
_PARQUET_ROWS = 100_000
_PARQUET_BYTES = 16_000_000
"""A row group ends at either: large enough to compress, small enough to hold."""
_BATCH_ROWS = 5_000


def write_table(answer: Answer, out: Output) -> int:
    """Prints a table, fitted to a terminal and as wide as it likes elsewhere."""
    from flows.cli.grid import Heading, print_grid

    headings = [
        Heading(visible(c.name, one_line=True), c.is_number, not c.is_text) for c in answer.columns
    ]
    # A single value may keep its line breaks: it is printed as a block, not as a cell.
    one_line = not (out.is_terminal and len(answer.columns) == 1)
    rows = (
        [_seen(v, c, one_line) for v, c in zip(row, answer.columns, strict=True)]
        for row in answer.rows
    )
    return print_grid(out, headings, rows, total=out.width if out.is_terminal else None)


def _seen(value: Any, column: ResultColumn, one_line: bool) -> str | None:
    cell = rounded(value) if isinstance(value, float) else cell_text(value, column)
    return None if cell is None else visible(cell, one_line=one_line)


def rounded(value: float) -> str:
    """A number for people: six significant digits, never an exponent below 10^15.

    >>> rounded(1 / 6), rounded(0.5), rounded(1234567.891), rounded(2.0), rounded(1e-9)
    ('0.166667', '0.5', '1234567.9', '2.0', '1e-09')
    """
    text = repr(value)
    if len(text) <= _SHORT_NUMBER or abs(value) >= 1e15:
        return text
    return f"{value:.1f}" if abs(value) >= 1e5 else f"{value:.6g}"


def write_json(answer: Answer, out: Output) -> int:
    """Writes an array with one object per row."""
    count = 0
    out.stream.write("[")
    for count, row in enumerate(answer.rows, start=1):
        out.stream.write(("\n " if count == 1 else ",\n ") + json_text(as_object(row, answer)))
    out.stream.write("\n]\n" if count else "]\n")
    return count


def write_jsonl(answer: Answer, out: Output) -> int:
    """Writes one object per row and line."""
    count = 0
    for row in answer.rows:
        out.stream.write(json_text(as_object(row, answer)) + "\n")
        count += 1
    return count


def as_object(row: tuple[Any, ...], answer: Answer) -> dict[str, Any]:
    """A row as a JSON object by column name."""
    return {c.name: plain(v, c) for v, c in zip(row, answer.columns, strict=True)}


def write_csv(answer: Answer, out: Output) -> int:
    """Writes RFC 4180 with LF line ends, safe to open in a spreadsheet."""
    count = 0
    header = [_csv_cell(c.name, is_text=True) for c in answer.columns]
    out.stream.write(",".join(header) + "\n")
    for row in answer.rows:
        cells = (
            _csv_cell(cell_text(v, c), is_text=not c.is_number)
            for v, c in zip(row, answer.columns, strict=True)
        )
        out.stream.write(",".join(cells) + "\n")
        count += 1
    return count


def _csv_cell(cell: str | None, *, is_text: bool) -> str:
    if cell is None:
        return ""
    if is_text:
        # Zero-width characters are part of some orthographies and act nowhere.
        cell = _ZERO_WIDTH.sub(lambda m: chr(int(m.group(1), 16)), visible(defused(cell)))
    if cell == "" or any(sign in cell for sign in ',"\n\t'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def write_markdown(answer: Answer, out: Output) -> int:
    """Writes a GitHub-flavoured Markdown table; signs that Markdown reads are escaped."""
    names = [_markdown_cell(c.name) for c in answer.columns]
    out.line("| " + " | ".join(names) + " |")
    out.line("| " + " | ".join("---:" if c.is_number else "---" for c in answer.columns) + " |")
    count = 0
    for row in answer.rows:
        cells = (cell_text(v, c) for v, c in zip(row, answer.columns, strict=True))
        out.line("| " + " | ".join(_markdown_cell(cell) for cell in cells) + " |")
        count += 1
    return count


def _markdown_cell(cell: str | None) -> str:
    if cell is None:
        return ""
    return _MARKDOWN_SIGNS.sub(r"\\\1", visible(cell, one_line=True))


def write_object(answer: Answer, out: Output) -> int:
    """Writes the one object of `--json`: `columns`, `rows`, `row_count`, `is_cut`."""
    columns = [{"name": c.name, "type": c.type} for c in answer.columns]
    out.stream.write(f'{{"columns": {json_text(columns)}, "rows": [')
    count = 0
    for row in answer.rows:
        out.stream.write((",\n " if count else "\n ") + json_text(as_object(row, answer)))
        count += 1
    rest = json_text({"row_count": count, "is_cut": answer.is_cut})
    out.stream.write(f"], {rest[1:]}\n")
    return count


WRITERS: dict[str, Callable[[Answer, Output], int]] = {
    "table": write_table,
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "markdown": write_markdown,
    "object": write_object,
}
"""By format: writes all rows of an answer and returns their number. `object`: see `--json`."""


def write_parquet(
    connection: duckdb.DuckDBPyConnection, query: str, target: BinaryIO, limit: int | None
) -> int:
    """Writes the answer as Parquet (zstd), a batch at a time; returns the number of rows.

    Raises:
        UsageError: The statement has no rows to give.
        duckdb.Error: The statement is wrong.
        OSError: It failed while its rows were read, or the target can't be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with interrupt.cancellable(connection.interrupt):
        relation = connection.sql(query)
        if relation is None:
            raise UsageError("the query", "it gives no rows", "ask with SELECT")
        relation = relation if limit is None else relation.limit(limit)
        reader = relation.to_arrow_reader(_BATCH_ROWS)
        columns: tuple[ResultColumn, ...] = tuple(
            ResultColumn(field.name, "") for field in reader.schema
        )
        if len({c.name for c in columns}) < len(columns):
            raise UsageError("the query", "two columns have one name", "rename one with AS")
        count = 0
        with pq.ParquetWriter(pa.PythonFile(target), reader.schema, compression="zstd") as writer:
            for group in _row_groups(reader):
                writer.write_table(pa.Table.from_batches(group, reader.schema))
                count += sum(batch.num_rows for batch in group)
    return count


def _row_groups(reader: Iterable[Any]) -> Iterator[list[Any]]:
    """Record batches, gathered until they make a row group."""
    group: list[Any] = []
    for batch in reader:
        group.append(batch)
        rows = sum(held.num_rows for held in group)
        if rows >= _PARQUET_ROWS or sum(held.nbytes for held in group) >= _PARQUET_BYTES:
            yield group
            group = []
    if group:
        yield group


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it becomes `path` when the block ends well.

    A failed export leaves no half file behind and the earlier file as it was.
    """
    if not path.parent.is_dir():
        raise UsageError(str(path), "its folder does not exist", "make the folder first")
    partial = path.with_name(f".{path.name}.part")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def open_text(path: Path) -> TextIO:
    """`path` for writing UTF-8 with line feeds."""
    return path.open("w", encoding="utf-8", newline="\n")
