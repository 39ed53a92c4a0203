"""`copydesk schedule`: runs at set times, through a Prefect server."""

from __future__ import annotations

import os
from pathlib import Path

import click

from flows.cli.options import Common, common_options


@click.command(
    epilog="""\b
Examples:
  prefect server start
  PREFECT_API_URL=http://127.0.0.1:4200/api copydesk schedule inbox --cron "*/15 * * * *"

Each run takes all that is new since the last published one, so a slot that was
missed, or that came while another run was going on, loses nothing."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--cron", required=True, metavar="EXPRESSION", help='When, as cron says it: "*/15 * * * *".'
)
@click.option("--name", default="copydesk", show_default=True, help="Name of the deployment.")
@common_options
def schedule(common: Common, paths: tuple[str, ...], cron: str, name: str) -> None:
    """Serve scheduled runs to the Prefect server at PREFECT_API_URL until stopped."""
    from transforms.errors import UsageError

    _check_cron(cron)
    if not os.environ.get("PREFECT_API_URL"):
        raise UsageError(
            "PREFECT_API_URL",
            "it is not set, and schedules need a Prefect server",
            "start one with `prefect server start` and set it to http://127.0.0.1:4200/api",
        )
    settings = common.settings()
    from flows.orchestrated import serve_schedule

    parameters = {
        "inputs": [str(Path(path).absolute()) for path in paths],
        "warehouse": str(settings.warehouse),
        "config": str(common.config.absolute()) if common.config else None,
    }
    serve_schedule(name, parameters, cron)


def _check_cron(expression: str) -> None:
    """Refuses what Prefect could not schedule, before anything is started."""
    from cronsim import CronSim, CronSimError

    from flows.journal import utc_now
    from transforms.errors import UsageError

    try:
        CronSim(expression, utc_now())
    except CronSimError as error:
        raise UsageError(
            "--cron",
            f"{expression!r} is no cron expression ({error})",
            'write it like "*/15 * * * *"',
        ) from error
