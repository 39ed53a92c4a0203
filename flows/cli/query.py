"""`copydesk query`: which questions are saved, and what are their answers?"""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from flows.cli.options import Common, common_options


@click.command(
    epilog="""\b
Examples:
  copydesk query                                   (lists the questions)
  copydesk query v_removed_lines
  copydesk query removed_lines -o removed.csv

\b
Each question is a view, so SQL can build on it:
  copydesk sql "select * from v_removed_lines where rule = 'bare_number'" """
)
@click.argument("name", required=False)
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
def query(
    common: Common,
    name: str | None,
    form: str | None,
    target: Path | None,
    limit: int | None,
) -> None:
    """Answer the saved question NAME; without a name, list the questions."""
    from flows.cli.console import output
    from flows.cli.session import Session
    from flows.cli.sql import answer
    from flows.cli.statements import Statement
    from transforms.errors import UsageError
    from warehouse.connect import open_reader, quoted

    if name is None:
        _list(common)
        return
    known = _questions()
    wanted = name if name in known else f"v_{name}"
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=1)
        remedy = f"did you mean {near[0]}?" if near else "`copydesk query` lists them"
        raise UsageError(name, "there is no such question", remedy)
    with open_reader(common.warehouse_path()) as connection:
        session = Session(connection, output(common), limit=limit)
        statements = [Statement(f"SELECT * FROM main.{quoted(wanted)}", 1)]
        answer(session, statements, form=form, target=target, as_json=common.as_json)


def _questions() -> dict[str, str]:
    """What each saved question asks, by name: the comment that its file begins with."""
    from warehouse.ddl import view_files

    return {
        name: " ".join(
            line.lstrip("- ").strip() for line in text.split("\n") if line.startswith("--")
        )
        for name, text in view_files().items()
    }


def _list(common: Common) -> None:
    from flows.cli.console import output
    from flows.cli.grid import wrapped

    out = output(common)
    questions = _questions()
    if common.as_json:
        out.json({"questions": [{"name": n, "question": q} for n, q in questions.items()]})
        return
    width = max(len(name) for name in questions) + 2
    for name, question in questions.items():
        pieces = wrapped(question, max(out.width - width, 20), 10)
        out.line(out.style(name.ljust(width), "bold") + pieces[0])
        for piece in pieces[1:]:
            out.line(" " * width + piece)
