"""`copydesk quarantine`: what was kept out of the facts, and why?"""

from __future__ import annotations

import re
from typing import Any

import click

from flows.cli.options import Common, common_options

_LIST = """
    SELECT q.file_id, q.record_no, min(q.severity) AS severity,
      string_agg(q.reason, ', ' ORDER BY q.reason) AS reasons, any_value(q.title) AS title,
      any_value(f.uri) AS uri, max(q.quarantined_at) AS quarantined_at
    FROM ops.quarantine AS q LEFT JOIN ops.files AS f USING (file_id)
    WHERE $reason IS NULL OR q.reason = $reason
    GROUP BY q.file_id, q.record_no ORDER BY uri, q.record_no
"""
_SHOW = """
    SELECT q.*, f.uri FROM ops.quarantine AS q LEFT JOIN ops.files AS f USING (file_id)
    WHERE q.file_id = $file AND q.record_no = $record ORDER BY q.severity, q.reason
"""
_KEY = re.compile(r"(?:0x)?([0-9a-f]{16}):(\d{1,18})", re.IGNORECASE)


@click.group()
def quarantine() -> None:
    """See which records were kept out of the facts, and why."""


@quarantine.command(
    "list",
    epilog="""\b
Examples:
  copydesk quarantine list
  copydesk quarantine list --reason text_long_enough""",
)
@click.option("--reason", metavar="NAME", help="Only records kept out for this reason.")
@common_options
def list_quarantine(common: Common, reason: str | None) -> None:
    """List the records in quarantine with their keys and reasons."""
    from flows.cli.console import output
    from flows.cli.grid import counted
    from flows.cli.listing import print_records
    from flows.cli.records import as_json, fetch
    from transforms.ids import show_id
    from warehouse.connect import open_reader

    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        found = fetch(connection, _LIST, {"reason": reason})
    rows = [
        {
            "key": f"{show_id(row['file_id'])}:{row['record_no']}",
            "reasons": row["reasons"],
            "title": row["title"],
            "file": row["uri"],
        }
        for row in found
    ]
    if common.as_json:
        keyed = zip(found, rows, strict=True)
        out.json({"records": [{"key": row["key"]} | as_json(record) for record, row in keyed]})
    elif rows:
        print_records(out, rows, rigid=("key",))
        out.note(f"{counted(len(rows), 'record')}; see one with: copydesk quarantine show KEY")
    else:
        out.note("nothing is in quarantine" + (f" for {reason}" if reason else ""))


@quarantine.command(
    "show",
    epilog="""\b
Example:
  copydesk quarantine show 04b3b101dda695be:1""",
)
@click.argument("key")
@click.option(
    "--lines", type=click.IntRange(min=0), default=12, show_default=True, help="Raw lines to show."
)
@common_options
def show_quarantine(common: Common, key: str, lines: int) -> None:
    """Show one record in quarantine: every reason with its values, and its first raw lines.

    KEY is what `quarantine list` shows: the file's id, a colon, the record's number.
    """
    from flows.cli.console import output
    from flows.cli.records import as_json, fetch
    from transforms.errors import UsageError
    from warehouse.connect import open_reader

    match = _KEY.fullmatch(key.strip())
    if match is None:
        raise UsageError(key, "that is no key", "`copydesk quarantine list` shows the keys")
    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        values = {"file": int(match.group(1), 16), "record": int(match.group(2))}
        found = fetch(connection, _SHOW, values)
    if not found:
        raise UsageError(
            key, "no such record is in quarantine", "`copydesk quarantine list` shows the keys"
        )
    if common.as_json:
        out.json({"key": key, "reasons": [as_json(row) for row in found]})
        return
    _print_record(common, key, found, lines)


def _print_record(common: Common, key: str, found: list[dict[str, Any]], lines: int) -> None:
    from flows.cli.console import output
    from flows.cli.grid import counted, wrapped
    from flows.cli.listing import print_fields, print_title
    from transforms.display import visible

    out = output(common)
    first = found[0]
    out.line(out.style(f"Quarantined {visible(key, one_line=True)}", "bold"))
    names = ("title", "uri", "record_no", "article_id", "quarantined_at", "run_id")
    print_fields(out, {name: first[name] for name in names})
    for row in found:
        print_title(out, f"{row['severity']}: {row['reason']}")
        place = ".".join(name for name in (row["table_name"], row["column_name"]) if name)
        print_fields(out, {"stage": row["step"], "place": place or None, "detail": row["detail"]})
    raw = first["raw_text"].split("\n")
    print_title(out, f"Raw text, {min(lines, len(raw))} of {counted(len(raw), 'line')}")
    digits = len(str(len(raw)))
    for number, line in enumerate(raw[:lines], start=1):
        pieces = wrapped(visible(line, one_line=True), max(out.width - digits - 3, 20), 4)
        out.line(f" {number:>{digits}} {pieces[0]}".rstrip())
        for piece in pieces[1:]:
            out.line(" " * (digits + 2) + piece)
