"""Which commands and options are there, as a page? Run `python -m flows.cli.reference`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

import click

from flows.cli import cli

_INTRO = """# Commands

<!-- Made by `python -m flows.cli.reference`; don't edit by hand. -->

Every command takes the options at the end of this page. Answers go to stdout, remarks and
errors to stderr. Every error is one line: the place, the problem, the remedy.
"""

_COMMON = ("warehouse", "config", "as_json", "verbose", "quiet", "no_color")

_EXIT_CODES = """## Exit codes

| code | meaning |
| --- | --- |
| 0 | published, or nothing to do |
| 1 | blocked by a critical check; nothing was published |
| 2 | wrong usage, configuration or query |
| 3 | error; also `schema check` and `doctor` when they find something wrong |
| 4 | `--strict`: published, but some records were kept out |
| 5 | another run or program holds the warehouse |
| 130 | interrupted |
| 141 | the reader of a pipe stopped reading |
"""


def commands_markdown() -> str:
    """The page `docs/commands.md`, ended by a line feed."""
    root = click.Context(cli, info_name="copydesk")
    parts = [_INTRO]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command is not None:
            parts += _sections(command, click.Context(command, parent=root, info_name=name))
    parts += [_common_section(root), _EXIT_CODES]
    return "\n".join(parts)


def _sections(command: click.Command, ctx: click.Context) -> Iterator[str]:
    yield _section(command, ctx)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            child = command.get_command(ctx, name)
            if child is not None:
                yield from _sections(child, click.Context(child, parent=ctx, info_name=name))


def _section(command: click.Command, ctx: click.Context) -> str:
    level = "##" if ctx.parent is not None and ctx.parent.parent is None else "###"
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    own = [p for p in command.params if isinstance(p, click.Option) and p.name not in _COMMON]
    lines = [f"{level} {ctx.command_path}", "", f"    {usage}", "", _text(command.help), ""]
    if own:
        lines += [*_options(own, ctx), ""]
    if command.epilog:
        lines += [_epilog(command.epilog), ""]
    return "\n".join(lines)


def _text(text: str | None) -> str:
    """Help text as Markdown: paragraphs of one line each."""
    paragraphs = (text or "").replace("\b", "").strip().split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in paragraphs)


def _epilog(text: str) -> str:
    """An epilog's blocks: examples (indented lines) as code, everything else as text."""
    parts = []
    for block in text.split("\n\n"):
        lines = [line for line in block.replace("\b", "").split("\n") if line.strip()]
        for is_code, group in groupby(lines, key=lambda line: line.startswith("  ")):
            if is_code:
                parts.append("\n".join("    " + line.strip() for line in group))
            else:
                parts.append(_escaped(" ".join(line.strip() for line in group)))
    return "\n\n".join(parts)


def _options(options: list[click.Option], ctx: click.Context) -> Iterator[str]:
    yield "| option | meaning |"
    yield "| --- | --- |"
    for option in options:
        record = option.get_help_record(ctx)
        if record is not None:
            names, meaning = record
            yield f"| `{names.replace('|', chr(92) + '|')}` | {_escaped(meaning)} |"


def _escaped(text: str) -> str:
    words = " ".join(text.split())
    return words.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _common_section(root: click.Context) -> str:
    command = cli.get_command(root, "sql")
    if command is None:
        raise LookupError("sql")
    ctx = click.Context(command, parent=root, info_name="sql")
    shared = [p for p in command.params if isinstance(p, click.Option) and p.name in _COMMON]
    return "\n".join(["## Options of every command", "", *_options(shared, ctx), ""])


if __name__ == "__main__":
    sys.stdout.write(commands_markdown())
