"""`copydesk sql`: what does the warehouse answer?"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.options import Common, common_options

if TYPE_CHECKING:
    from flows.cli.session import Session
    from flows.cli.statements import Statement


@click.command(
    epilog="""\b
Examples:
  copydesk sql "select title, word_count from articles"
  copydesk sql "from v_removed_lines" -o removed.csv
  copydesk sql -f questions.sql
  echo "select count(*) from lines" | copydesk sql -
  copydesk sql                                  (a shell; .help lists its commands)

\b
Ids are shown as 16 hex digits. To ask for one:
  copydesk sql "select * from articles where article_id = '0x0123456789abcdef'::ubigint"
CSV is made safe for spreadsheets: a text that starts like a formula gets a ' before it.
JSON Lines and Parquet keep every character."""
)
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Read the query from FILE.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "jsonl", "csv", "markdown", "parquet")),
    help="Form of the answer.  [default: by the name of -o, else table]",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the answer to FILE.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="Most rows; 0: all.  [default: 100 for a table on a terminal, else all]",
)
@common_options
def sql(
    common: Common,
    query: str | None,
    file: Path | None,
    form: str | None,
    target: Path | None,
    limit: int | None,
) -> None:
    """Put a query to the warehouse, which is opened for reading only.

    QUERY is one or more SQL statements (DuckDB's SQL), or - to read them from
    stdin. Without a query a shell starts on a terminal; elsewhere statements are
    read from stdin.
    """
    from flows.cli.console import output
    from flows.cli.session import Session
    from flows.cli.statements import split_all
    from transforms.errors import UsageError
    from warehouse.connect import open_reader

    if query is not None and file is not None:
        raise UsageError("sql", "both a query and --file are given", "give one of them")
    text = _text(query, file)
    if text is None and (target or common.as_json or form == "parquet"):
        raise UsageError("sql", "-o, --json and parquet need a query", "give it as an argument")
    path = common.warehouse_path()
    with open_reader(path) as connection:
        session = Session(connection, output(common), limit=limit)
        if text is None:
            from flows.cli.shell import start

            session.format = form or "table"
            start(session, path)
            return
        statements = split_all(text)
        if not statements:
            raise UsageError("sql", "the query is empty", 'try "select * from articles"')
        answer(session, statements, form=form, target=target, as_json=common.as_json)


def _text(query: str | None, file: Path | None) -> str | None:
    if file is not None:
        return file.read_text(encoding="utf-8-sig")
    return sys.stdin.read() if query == "-" else query


def answer(
    session: Session,
    statements: list[Statement],
    *,
    form: str | None,
    target: Path | None,
    as_json: bool,
) -> None:
    """Writes the answers to `statements` in the chosen form, to `target` or stdout.

    Raises:
        QueryError: A statement is wrong.
        UsageError: The form can't hold the answers, or the target's folder is missing.
    """
    from flows import interrupt
    from flows.cli.formats import BY_SUFFIX, open_text, replacing
    from transforms.errors import UsageError

    # As an exception, so that a half-written file is taken away.
    interrupt.restore()
    chosen = form or (BY_SUFFIX.get(target.suffix.lower(), "table") if target else "table")
    session.format = "object" if as_json else chosen
    if len(statements) > 1 and (as_json or chosen != "table"):
        raise UsageError("sql", f"{chosen} holds one answer only", "give one statement at a time")
    if chosen == "parquet" and not as_json:
        _parquet(session, statements[0], target)
        return
    if target is None:
        _write(session, statements)
        return
    screen = session.out
    with replacing(target) as partial, open_text(partial) as stream:
        session.out = replace(screen, stream=stream, color=False, is_terminal=False)
        _write(session, statements)
    screen.note(f"written to {target}")


def _write(session: Session, statements: list[Statement]) -> None:
    for number, statement in enumerate(statements):
        if number:
            session.out.line()
        session.run(statement)


def _parquet(session: Session, statement: Statement, target: Path | None) -> None:
    import duckdb

    from flows.cli.formats import replacing, write_parquet
    from transforms.errors import UsageError

    try:
        if target is not None:
            with replacing(target) as partial, partial.open("wb") as stream:
                count = write_parquet(session.connection, statement.text, stream, session.row_limit)
            session.out.note(f"{count:,} rows written to {target}")
            return
        if session.out.is_terminal:
            raise UsageError("sql", "parquet is no text", "name a file with -o, or pipe it")
        write_parquet(session.connection, statement.text, sys.stdout.buffer, session.row_limit)
    except duckdb.Error as error:
        raise session.failure(error, statement) from error
    except OSError as error:
        # pyarrow wraps what DuckDB raises between two batches; such an error has no number.
        if error.errno is not None:
            raise
        raise session.failure(error, statement) from error
