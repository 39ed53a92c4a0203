"""`copydesk report`: the quality page of a run."""

from __future__ import annotations

from pathlib import Path

import click

from flows.cli.options import Common, common_options


@click.command(
    epilog="""\b
Examples:
  copydesk report
  copydesk report 0190a1b2 -o quality.html"""
)
@click.argument("run", required=False, metavar="[RUN]")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it.  [default: reports/RUN.html beside the warehouse]",
)
@common_options
def report(common: Common, run: str | None, target: Path | None) -> None:
    """Write the report of a run (the latest, or the one whose id starts or ends with RUN)."""
    from expectations.report import render_report
    from flows.cli.console import output
    from transforms.display import visible
    from warehouse.connect import open_reader

    settings = common.settings()
    connection = open_reader(settings.warehouse)
    try:
        run_id = _find_run(connection, run)
        page = render_report(connection, run_id)
    finally:
        connection.close()
    path = target or settings.reports / f"{run_id}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    out = output(common)
    if common.as_json:
        out.json({"run_id": run_id, "report": str(path.absolute())})
    else:
        out.line(visible(str(path)))


def _find_run(connection: object, run: str | None) -> str:
    from typing import cast

    import duckdb

    from transforms.errors import UsageError

    found = (
        cast("duckdb.DuckDBPyConnection", connection)
        .execute(
            "SELECT run_id FROM ops.runs WHERE $run IS NULL OR starts_with(run_id, $run)"
            " OR ends_with(run_id, $run) ORDER BY run_id DESC",
            {"run": run},
        )
        .fetchall()
    )
    if not found or (run is not None and len(found) > 1):
        problem = "several runs match" if found else "there is no such run"
        raise UsageError(f"run {run}", problem, "see `copydesk runs list`")
    return str(found[0][0])
