"""`copydesk runs`: what did each run do, and how do two differ?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flows.cli.options import Common, common_options

if TYPE_CHECKING:
    import duckdb

    from flows.cli.console import Output

_COUNTS = (
    "record_count",
    "loaded_count",
    "unchanged_count",
    "duplicate_count",
    "quarantined_count",
    "rejected_count",
)

_WIDE = 150
_SHORT_ID = 13
"""Characters of a run's id that hold its time in milliseconds: no two runs share them."""
_RIGID = ("run", "started (UTC)", "status")

_LIST = """
    SELECT run_id, status, started_at, wall_seconds, file_count, record_count, loaded_count,
      unchanged_count, duplicate_count, quarantined_count, rejected_count, command
    FROM ops.runs ORDER BY run_id DESC LIMIT $limit
"""
_OUTCOMES = """
    SELECT outcome, reason, count(*) AS record_count FROM ops.records
    WHERE run_id = $run GROUP BY ALL ORDER BY outcome, record_count DESC, reason
"""
_FAILED = """
    SELECT severity, table_name, column_name, title, unexpected_count, unexpected_share
    FROM ops.validation_results WHERE run_id = $run AND NOT is_success
    ORDER BY severity, validation_no
"""
_STEPS = """
    SELECT step_no, step, wall_seconds, cpu_seconds, item_count, reused_count
    FROM ops.steps WHERE run_id = $run ORDER BY step_no
"""
_STALE = """
    SELECT value::BIGINT AS article_count FROM ops.metrics
    WHERE run_id = $run AND metric = 'articles_to_reclean' AND value > 0
"""
_METRICS = """
    SELECT metric, dimension, max(value) FILTER (run_id = $old) AS old,
      max(value) FILTER (run_id = $new) AS new
    FROM ops.metrics WHERE run_id IN ($old, $new) GROUP BY ALL
    HAVING old IS DISTINCT FROM new ORDER BY metric, dimension
"""
_MOVED = """
    SELECT f.uri, coalesce(o.record_no, n.record_no) AS record_no,
      o.outcome AS old_outcome, o.reason AS old_reason,
      n.outcome AS new_outcome, n.reason AS new_reason
    FROM (SELECT * FROM ops.records WHERE run_id = $old) AS o
    FULL JOIN (SELECT * FROM ops.records WHERE run_id = $new) AS n
      ON o.file_id = n.file_id AND o.record_no = n.record_no
    JOIN ops.files AS f ON f.file_id = coalesce(o.file_id, n.file_id)
    WHERE (o.outcome, o.reason) IS DISTINCT FROM (n.outcome, n.reason)
    ORDER BY f.uri, record_no
"""


@click.group()
def runs() -> None:
    """List, show and compare the runs that made the warehouse."""


@runs.command(
    "list",
    epilog="""\b
Example:
  copydesk runs list --limit 5""",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@common_options
def list_runs(common: Common, limit: int) -> None:
    """List the latest runs, newest first; the outcomes add up to the records."""
    from flows.cli.console import output
    from flows.cli.listing import print_records
    from flows.cli.records import as_json, fetch
    from warehouse.connect import open_reader

    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        found = fetch(connection, _LIST, {"limit": limit})
    if common.as_json:
        out.json({"runs": [as_json(run) for run in found]})
    elif found:
        print_records(out, [_row(run, out.width) for run in found], rigid=_RIGID)
    else:
        out.note("no run has been published here; load files with: copydesk run PATH")


def _row(run: dict[str, Any], width: int) -> dict[str, Any]:
    """What the list shows of a run; on a narrow terminal what was kept out is one number."""
    head = {
        "run": run["run_id"] if width >= _WIDE else run["run_id"][:_SHORT_ID],
        "started (UTC)": str(run["started_at"])[:16],
        "status": run["status"],
        "records": run["record_count"],
        "loaded": run["loaded_count"],
    }
    if width < _WIDE:
        return head | {"kept out": run["quarantined_count"] + run["rejected_count"]}
    return head | {
        "unchanged": run["unchanged_count"],
        "duplicate": run["duplicate_count"],
        "quarantined": run["quarantined_count"],
        "rejected": run["rejected_count"],
        "seconds": round(run["wall_seconds"], 1),
        "command": run["command"],
    }


@runs.command(
    "show",
    epilog="""\b
Examples:
  copydesk runs show latest
  copydesk runs show 01900000-0000      (the first characters are enough)""",
)
@click.argument("run")
@common_options
def show_run(common: Common, run: str) -> None:
    """Show one run: counts, outcomes with reasons, failed checks, stages."""
    from flows.cli.console import output
    from flows.cli.records import as_json, fetch
    from warehouse.connect import open_reader

    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        found = _find(connection, run)
        values = {"run": found["run_id"]}
        parts = {
            "outcomes": fetch(connection, _OUTCOMES, values),
            "failed_checks": fetch(connection, _FAILED, values),
            "steps": fetch(connection, _STEPS, values),
            "to_reclean": fetch(connection, _STALE, values),
        }
    if common.as_json:
        rows = {name: [as_json(row) for row in part] for name, part in parts.items()}
        out.json(as_json(found) | rows)
        return
    _print_run(out, found, parts)


def _print_run(out: Output, run: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> None:
    from flows.cli.grid import wrapped
    from flows.cli.listing import print_fields, print_records, print_title
    from flows.cli.run import stale_words
    from transforms.display import visible

    out.line(out.style(f"Run {visible(run['run_id'], one_line=True)}", "bold"))
    left_out = {"run_id", "settings_json", *_COUNTS}
    shown = {name: value for name, value in run.items() if name not in left_out}
    print_fields(out, shown, unknown="none")
    counts = [run[name] for name in _COUNTS]
    names = [name.removesuffix("_count") for name in _COUNTS[1:]]
    out.line()
    summed = " + ".join(f"{n:,} {name}" for n, name in zip(counts[1:], names, strict=True))
    told = [f"{counts[0]:,} records = {summed}"]
    told += [stale_words(row["article_count"]) for row in parts["to_reclean"]]
    for text in told:
        for line in wrapped(text, out.width - 2, 4):
            out.line("  " + line)
    failed = [
        {
            "severity": row["severity"],
            "column": ".".join(n for n in (row["table_name"], row["column_name"]) if n),
            "check": row["title"],
            "rows": row["unexpected_count"],
            "share": row["unexpected_share"],
        }
        for row in parts["failed_checks"]
    ]
    for title, rows in (
        ("Outcomes", parts["outcomes"]),
        ("Failed checks", failed),
        ("Stages", parts["steps"]),
    ):
        print_title(out, title)
        if rows:
            print_records(out, rows, rigid=("outcome", "severity", "step"))
        else:
            out.line("  none")


@runs.command(
    "diff",
    epilog="""\b
Example:
  copydesk runs diff previous latest""",
)
@click.argument("old")
@click.argument("new")
@common_options
def diff_runs(common: Common, old: str, new: str) -> None:
    """Compare two runs: counts, measures, and records with another outcome.

    OLD and NEW are run ids or their first characters, `latest` or `previous`.
    """
    from flows.cli.console import output
    from flows.cli.listing import print_records, print_title
    from flows.cli.records import as_json, fetch
    from warehouse.connect import open_reader

    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        first, second = _find(connection, old), _find(connection, new)
        values = {"old": first["run_id"], "new": second["run_id"]}
        metrics = fetch(connection, _METRICS, values)
        moved = fetch(connection, _MOVED, values)
    counts = [
        {
            "count": name,
            "old": first[name],
            "new": second[name],
            "change": second[name] - first[name],
        }
        for name in ("file_count", *_COUNTS)
    ]
    versions = [
        {"setting": name, "old": first[name], "new": second[name]}
        for name in ("code_version", "schema_version", "pipeline_version", "settings_json")
        if first[name] != second[name]
    ]
    parts = {"counts": counts, "versions": versions, "metrics": metrics, "records": moved}
    if common.as_json:
        out.json(values | {name: [as_json(row) for row in part] for name, part in parts.items()})
        return
    out.line(f"old {values['old']}  {str(first['started_at'])[:19]} UTC")
    out.line(f"new {values['new']}  {str(second['started_at'])[:19]} UTC")
    titles = ("Counts", "Versions and settings", "Measures", "Records with another outcome")
    for title, part in zip(titles, parts.values(), strict=True):
        print_title(out, title)
        if part:
            print_records(out, part, rigid=("count", "metric"))
        else:
            out.line("  no difference")


def _find(connection: duckdb.DuckDBPyConnection, wanted: str) -> dict[str, Any]:
    """The run that `wanted` names: an id, its start, `latest` or `previous`.

    Raises:
        UsageError: None, or several.
    """
    from flows.cli.records import fetch
    from transforms.errors import UsageError

    place = {"latest": 0, "previous": 1}.get(wanted)
    if place is not None:
        found = fetch(
            connection,
            "SELECT * FROM ops.runs ORDER BY run_id DESC LIMIT 1 OFFSET $place",
            {"place": place},
        )
    else:
        found = fetch(
            connection,
            "SELECT * FROM ops.runs WHERE starts_with(run_id, $start) ORDER BY run_id LIMIT 2",
            {"start": wanted.lower()},
        )
    if len(found) == 1:
        return found[0]
    problem = "more than one run begins so" if found else "there is no such run"
    raise UsageError(f"run {wanted}", problem, "`copydesk runs list` shows their ids")
