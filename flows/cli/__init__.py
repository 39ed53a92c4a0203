"""Which commands are there, and what happens when one fails?

The table below is all that `copydesk --help` needs: a command's module is
imported when it runs, and what that module needs (DuckDB, Polars, Rich) inside
the command, so that every `--help` is instant.
"""

from __future__ import annotations

import difflib
import errno
import importlib
import json
import os
import sys
import traceback
from dataclasses import dataclass
from typing import Any

import click

from transforms.errors import CopydeskError, MachineError

JSON_ASKED = "copydesk.json"
"""Key in `Context.meta`: set when the command was asked for JSON."""
VERBOSITY = "copydesk.verbosity"
"""Key in `Context.meta`: number of -v."""

_SIGPIPE_CODE = 128 + 13
_INTERRUPTED = 130
_INTERNAL = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A command that is not imported yet: where it lies and what it does, in one line."""

    section: str
    target: str
    help: str


COMMANDS: dict[str, Entry] = {
    "run": Entry("Load", "run:run", "Load news files into the warehouse."),
    "schedule": Entry("Load", "schedule:schedule", "Run at set times, through a Prefect server."),
    "clean": Entry("Load", "clean:clean", "Clean files and print the result; no warehouse needed."),
    "extract": Entry("Load", "extract:extract", "Extract names, quotations, figures from texts."),
    "sql": Entry("Ask", "sql:sql", "Ask the warehouse; without a query, a shell."),
    "query": Entry("Ask", "query:query", "Ask a saved question by its name, or list them."),
    "show": Entry("Ask", "show:show", "Show one article, line by line, with the reasons."),
    "lines": Entry("Check", "lines:lines", "Keep or drop lines by hand, and see such decisions."),
    "report": Entry("Check", "report:report", "Write the quality report of a run."),
    "runs": Entry("Check", "runs:runs", "List, show and compare runs."),
    "quarantine": Entry("Check", "quarantine:quarantine", "See what was kept out, and why."),
    "schema": Entry("Check", "schema:schema", "Describe, check and migrate the tables."),
    "doctor": Entry("Check", "doctor:doctor", "Check this installation and the warehouse."),
}
"""Every command by name, in the order that the help lists them."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose errors help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name of `COMMANDS`, in its order."""
        return [*COMMANDS, *(name for name in self.commands if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, imported now; None when there is none."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return super().get_command(ctx, cmd_name)
        module, attribute = entry.target.split(":")
        command: click.Command = getattr(importlib.import_module(f"flows.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands by section, without importing any."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            sections.setdefault(entry.section, []).append((name, entry.help))
        width = max(len(name) for name in COMMANDS)
        for section, rows in sections.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(width), text) for name, text in rows])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it; an unknown name is answered with the nearest known one."""
        name = args[0]
        if name in self.list_commands(ctx) or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        hint = f" Did you mean {near[0]!r}?" if near else " `copydesk --help` lists them all."
        raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; turns what it raises into one line and an exit code."""
        try:
            result = super().invoke(ctx)
            # Here, so that a closed pipe is noticed where it can be handled.
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            _leave_quietly()
        except Exception as error:
            ctx.exit(_report(ctx, error))
        return result


def _leave_quietly() -> None:
    """Ends as a program does whose reader (`| head`) has closed the pipe."""
    # The interpreter would flush into the closed pipe on its way out, and complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(_SIGPIPE_CODE)


def _report(ctx: click.Context, error: Exception) -> int:
    from transforms.display import visible

    known = _as_known(error)
    line = visible(f"error: {known}")
    if isinstance(known, _InternalError) and ctx.meta.get(VERBOSITY, 0) > 0:
        click.echo(visible("".join(traceback.format_exception(error))), err=True)
    click.echo(line, err=True)
    if ctx.meta.get(JSON_ASKED):
        answer = {
            "place": known.place,
            "problem": known.problem,
            "remedy": known.remedy,
            "exit_code": known.exit_code,
        }
        click.echo(json.dumps({"error": answer}))
    return known.exit_code


class _InternalError(CopydeskError):
    """An error that copydesk did not foresee."""

    exit_code = _INTERNAL


def _as_known(error: Exception) -> CopydeskError:
    if isinstance(error, CopydeskError):
        return error
    if isinstance(error, MemoryError):
        return MachineError("memory", "there is not enough of it", "close programs or ask for less")
    if isinstance(error, OSError):
        place = str(error.filename or "the operating system")
        problem = error.strerror or str(error)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "free some space" if full else "check the path and its permissions"
        return MachineError(place, problem, remedy)
    first_line = str(error).partition("\n")[0]
    return _InternalError(
        "copydesk",
        f"an error that nobody foresaw ({type(error).__name__}: {first_line})",
        "run the command again with -v and report what it prints",
    )


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib import metadata

    try:
        version = metadata.version("copydesk")
    except metadata.PackageNotFoundError:
        version = "(run from its source folder, not installed)"
    click.echo(f"copydesk {version}")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Begin with:
  copydesk run examples/articles
  copydesk sql "select title, word_count from articles"
  copydesk COMMAND --help

\b
Exit codes: 0 done; 1 blocked by a critical check, nothing published;
2 wrong usage or configuration; 3 error; 4 (--strict) published, but some
records were kept out; 5 another run holds the warehouse; 130 interrupted.""",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and end.",
)
def cli() -> None:
    """News text in, an audited DuckDB warehouse out."""
