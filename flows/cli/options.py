"""Which options do all commands share?"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli import JSON_ASKED, VERBOSITY

if TYPE_CHECKING:
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Common:
    """What the user said with the options that every command has.

    Args:
        warehouse: As given by flag; None: not given.
        config: Configuration file as given; None: `copydesk.toml`, if there is one.
        as_json: One JSON object on stdout.
        verbosity: Number of -v minus number of -q.
        no_color: --no-color was given.
    """

    warehouse: Path | None
    config: Path | None
    as_json: bool
    verbosity: int
    no_color: bool

    def settings(self, flags: Mapping[str, Mapping[str, Any]] | None = None) -> Settings:
        """All settings: flags, then environment, then the configuration file, then defaults.

        Args:
            flags: Further flags by section, for example `{"run": {"workers": 2}}`; values
                that are None were not given.

        Raises:
            UsageError: A setting is unknown or has an unusable value.
        """
        from flows.settings import load_settings

        given = {
            section: {key: value for key, value in values.items() if value is not None}
            for section, values in (flags or {}).items()
        }
        if self.warehouse is not None:
            given["run"] = {**given.get("run", {}), "warehouse": str(self.warehouse)}
        return load_settings(self.config, given)

    def warehouse_path(self) -> Path:
        """Absolute path of the warehouse, as the settings have it."""
        if self.warehouse is not None and self.config is None:
            # Flags win, so the settings need not be read: reading a warehouse stays fast.
            return self.warehouse.absolute()
        return self.settings().warehouse


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives `command` the shared options and passes them as one `Common`, its first argument."""

    @click.option(
        "--warehouse",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The warehouse file.  [default: COPYDESK_WAREHOUSE, copydesk.toml or news.duckdb]",
    )
    @click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Configuration file.  [default: COPYDESK_CONFIG or copydesk.toml]",
    )
    @click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
    @click.option("-v", "--verbose", count=True, help="Say more on stderr.")
    @click.option("-q", "--quiet", count=True, help="Say less on stderr.")
    @click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same).")
    @click.pass_context
    @functools.wraps(command)
    def wrapped(
        ctx: click.Context,
        /,
        *,
        warehouse: Path | None,
        config: Path | None,
        as_json: bool,
        verbose: int,
        quiet: int,
        no_color: bool,
        **rest: Any,
    ) -> Any:
        ctx.meta[JSON_ASKED] = as_json
        ctx.meta[VERBOSITY] = verbose - quiet
        common = Common(warehouse, config, as_json, verbose - quiet, no_color)
        return command(common, **rest)

    return wrapped
