"""The shell of `copydesk sql`: statements and dot commands, one after the other.

On a terminal with history and completion; without one it reads the same
statements from stdin and stops at the first that is wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flows import interrupt
from flows.cli.formats import WRITERS
from flows.cli.grid import Heading, print_grid
from flows.cli.statements import Statement, is_empty, split, split_all
from transforms.display import visible
from transforms.errors import CopydeskError, UsageError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from flows.cli.session import Session

HELP = {
    ".tables": "List the tables and views.",
    ".schema TABLE": "List the columns of a table, with their meaning.",
    ".format FORM": "Show answers as table, json, jsonl, csv or markdown.",
    ".limit N": "Show N rows at most; 0: all.",
    ".help": "This list.",
    ".quit": "Leave; Ctrl-D does the same.",
}
FORMS = tuple(name for name in WRITERS if name != "object")


def start(session: Session, path: Path) -> None:
    """Runs the shell until its input ends. Without a terminal the first error is raised."""
    # Ctrl-C cancels a line or a query here; it does not end the program.
    interrupt.restore()
    if sys.stdin.isatty() and sys.stdout.isatty():
        _converse(session, path)
    else:
        _read_script(session, sys.stdin.read())


def _read_script(session: Session, text: str) -> None:
    """Runs dot commands (a line each) and statements in their order."""
    pending: list[str] = []
    begins_at = 1
    for line_no, line in enumerate(text.split("\n"), start=1):
        held = "\n".join(pending)
        if line.startswith(".") and is_empty(held):
            if not _dot_command(session, line):
                return
            pending = []
        else:
            if not pending:
                begins_at = line_no
            pending.append(line)
            statements, rest = split("\n".join(pending))
            _run_all(session, statements, begins_at)
            if statements:
                pending, begins_at = ([rest] if rest else []), line_no
    _run_all(session, split_all("\n".join(pending)), begins_at)


def _run_all(session: Session, statements: list[Statement], begins_at: int) -> None:
    for statement in statements:
        session.run(Statement(statement.text, statement.line_no + begins_at - 1))


def _converse(session: Session, path: Path) -> None:
    prompt = _prompt(session)
    session.out.note(f"{path} (reading only). Statements end with ; and .help lists commands.")
    while True:
        try:
            text = prompt.prompt(f"{visible(path.stem, one_line=True)}> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not _answer(session, text):
            return


def _answer(session: Session, text: str) -> bool:
    """Answers one entry; False when it was .quit. Errors are told, none ends the shell."""
    try:
        if text.lstrip().startswith("."):
            return _dot_command(session, text.strip())
        for statement in split_all(text):
            session.run(statement)
    except KeyboardInterrupt:
        session.connection.abort()
        session.out.error_line("cancelled")
    except CopydeskError as error:
        session.out.error_line(visible(f"error: {error}"))
    session.out.stream.flush()
    return True


def _dot_command(session: Session, line: str) -> bool:
    """Runs a dot command; False for .quit.

    Raises:
        UsageError: There is no such command, or its argument is wrong.
    """
    name, _, argument = line.strip().rstrip(";").partition(" ")
    if name in (".quit", ".exit", ".q"):
        return False
    commands: dict[str, Callable[[Session, str], None]] = {
        ".tables": _tables,
        ".schema": _schema,
        ".format": _format,
        ".limit": _limit,
        ".help": _help,
    }
    if name not in commands:
        raise UsageError(name, "there is no such command", ".help lists them")
    commands[name](session, argument.strip())
    return True


def _tables(session: Session, _: str) -> None:
    rows = session.connection.execute(
        "SELECT CASE schema_name WHEN 'main' THEN name ELSE schema_name || '.' || name END,"
        " kind, comment FROM ("
        " SELECT schema_name, table_name AS name, 'table' AS kind, comment"
        " FROM duckdb_tables() WHERE NOT internal UNION ALL"
        " SELECT schema_name, view_name, 'view', comment FROM duckdb_views() WHERE NOT internal)"
        " ORDER BY schema_name, kind, name"
    ).fetchall()
    _print(session, ("name", "kind", "one row is, or it answers"), rows)


def _schema(session: Session, name: str) -> None:
    if name not in session.columns:
        raise UsageError(f".schema {name}", "there is no such table", ".tables lists them")
    schema, _, table = name.rpartition(".")
    rows = session.connection.execute(
        "SELECT column_name, data_type, CASE WHEN is_nullable THEN 'yes' ELSE 'no' END, comment"
        " FROM duckdb_columns() WHERE schema_name = $schema AND table_name = $table"
        " ORDER BY column_index",
        {"schema": schema or "main", "table": table},
    ).fetchall()
    _print(session, ("column", "type", "null", "meaning"), rows)


def _format(session: Session, name: str) -> None:
    if name not in FORMS:
        raise UsageError(f".format {name}", "there is no such form", f"use {', '.join(FORMS)}")
    session.format = name


def _limit(session: Session, number: str) -> None:
    if not number.isdecimal():
        raise UsageError(f".limit {number}", "that is no number", "give a number; 0 shows all")
    session.limit = int(number)


def _help(session: Session, _: str) -> None:
    _print(session, ("command", "what it does"), list(HELP.items()))


def _print(session: Session, names: tuple[str, ...], rows: list[tuple[str | None, ...]]) -> None:
    shown = [[visible(cell or "", one_line=True) for cell in row] for row in rows]
    headings = [Heading(name, is_rigid=number < 2) for number, name in enumerate(names)]
    print_grid(session.out, headings, shown, total=session.out.width, wrap=True)


def _prompt(session: Session) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.lexers import PygmentsLexer
    from prompt_toolkit.output import ColorDepth

    from flows.cli.completion import SqlCompleter

    path = _history_path(session)
    history: History = FileHistory(str(path)) if path else InMemoryHistory()
    keys = KeyBindings()
    prompt: PromptSession[str] = PromptSession(
        history=history,
        completer=SqlCompleter(session.columns, FORMS),
        complete_while_typing=False,
        lexer=PygmentsLexer.from_filename("query.sql"),
        multiline=True,
        prompt_continuation=lambda width, *_: "... ".rjust(width),
        key_bindings=keys,
        color_depth=None if session.out.color else ColorDepth.DEPTH_1_BIT,
        enable_history_search=True,
    )

    # prompt_toolkit calls the binding; the name is for the reader.
    @keys.add("enter", filter=Condition(lambda: is_whole(prompt.default_buffer.text)))
    def _accept(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return prompt


def is_whole(text: str) -> bool:
    """Whether Enter ends the entry: a dot command, nothing at all, or a finished statement.

    >>> is_whole("select 1"), is_whole("select 1;"), is_whole(".tables"), is_whole("select ';")
    (False, True, True, False)
    """
    stripped = text.strip()
    if not stripped or stripped.startswith("."):
        return True
    statements, rest = split(text)
    return bool(statements) and is_empty(rest)


def _history_path(session: Session) -> Path | None:
    """The history's file, readable by its owner only; None when there can't be one."""
    # The base directory specification: a relative XDG_STATE_HOME must be ignored.
    state = os.environ.get("XDG_STATE_HOME", "")
    folder = Path(state) if state.startswith("/") else Path("~/.local/state").expanduser()
    path = folder / "copydesk" / "sql_history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError as error:
        session.out.note(f"no history is kept: {path}: {error.strerror}")
        return None
    return path
