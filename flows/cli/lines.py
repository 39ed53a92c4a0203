"""`copydesk lines`: which lines did people keep or drop by hand?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from flows.cli.options import Common, common_options

_LIST = """
    SELECT d.decision_id, d.decision, d.scope, d.article_id, d.source, d.line_text, d.reason,
      d.decided_by, d.decided_at, d.undone_at
    FROM ops.line_decisions AS d ORDER BY d.decided_at, d.decision_id
"""
_LINE = """
    SELECT l.raw_text, l.line_hash, l.is_kept, l.rule, coalesce(s.domain, s.name) AS source
    FROM main.lines AS l JOIN main.articles AS a USING (article_id)
    LEFT JOIN main.sources AS s USING (source_id)
    WHERE l.article_id = $article AND l.line_no = $line
"""


@click.group()
def lines() -> None:
    """Keep or drop lines by hand; the next run over their files applies it."""


def _deciding(decision: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What `keep` and `drop` have in common."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        scopes = click.Choice(("article", "source", "everywhere"))
        for option in (
            common_options,
            click.option("--by", metavar="NAME", help="Who decides.  [default: your login name]"),
            click.option("--reason", metavar="TEXT", help="Why; it stands in lines.reason."),
            click.option(
                "--scope",
                type=scopes,
                default="article",
                show_default=True,
                help="Where: in this article, in all of its source, or in all articles.",
            ),
            click.argument("line", type=click.IntRange(min=1)),
            click.argument("article"),
        ):
            command = option(command)
        epilog = f"""\b
Examples:
  copydesk lines {decision} 015afb38ab0a21e2 12 --reason "the outlet's slogan"
  copydesk lines {decision} "ferry back" 3 --scope source"""
        return lines.command(decision, epilog=epilog)(command)

    return decorate


@_deciding("keep")
def keep(common: Common, **given: Any) -> None:
    """Keep a line in the text, whatever the rules say.

    ARTICLE is what `copydesk show` takes, LINE the number that it shows.
    """
    _decide(common, "keep", **given)


@_deciding("drop")
def drop(common: Common, **given: Any) -> None:
    """Leave a line out of the text, whatever the rules say.

    ARTICLE is what `copydesk show` takes, LINE the number that it shows.
    """
    _decide(common, "drop", **given)


def _decide(
    common: Common,
    decision: str,
    *,
    article: str,
    line: int,
    scope: str,
    reason: str | None,
    by: str | None,
) -> None:
    import getpass

    from flows.cli.console import output
    from flows.cli.find import find_article, refuse
    from flows.cli.records import fetch
    from flows.journal import utc_now
    from flows.sources import storable
    from flows.state import StateFolder
    from transforms.errors import UsageError
    from transforms.ids import show_id, stable_id
    from warehouse.connect import open_reader
    from warehouse.decisions import decide

    path = common.warehouse_path()
    with open_reader(path) as connection:
        article_id, candidates = find_article(connection, article)
        if article_id is None:
            raise refuse(article, candidates)
        found = fetch(connection, _LINE, {"article": article_id, "line": line})
    place = f"line {line} of {show_id(article_id)}"
    if not found or found[0]["line_hash"] is None:
        problem = "it has no words to tell it by" if found else "the article has no such line"
        raise UsageError(place, problem, f"`copydesk show {show_id(article_id)}` shows the lines")
    if scope == "source" and found[0]["source"] is None:
        raise UsageError(
            place, "the source of its article is not stated", "use --scope article or everywhere"
        )
    at = utc_now()
    row = {
        "decision_id": stable_id("decision", str(article_id), str(line), scope, at.isoformat()),
        "decision": decision,
        "scope": scope,
        "article_id": article_id if scope == "article" else None,
        "source": found[0]["source"] if scope == "source" else None,
        "line_hash": found[0]["line_hash"],
        "line_text": found[0]["raw_text"],
        "reason": storable(reason) if reason else None,
        "decided_by": storable(by or getpass.getuser()),
        "decided_at": at,
    }
    with StateFolder(path).locked():
        count = decide(path, row)
    _say(common, row["decision_id"], count, f"{decision}: {row['line_text']}")
    if not common.as_json and scope == "article" and found[0]["is_kept"] == (decision == "keep"):
        output(common).note(f"so it stands already, by the rule {found[0]['rule']}")


def _say(common: Common, decision_id: int, count: int, what: str) -> None:
    """Tells what was decided, and how it comes into the facts."""
    from flows.cli.console import output
    from flows.cli.grid import counted
    from transforms.display import visible
    from transforms.ids import show_id

    out = output(common)
    if common.as_json:
        out.json({"decision_id": show_id(decision_id), "article_count": count})
        return
    out.line(f"{show_id(decision_id)}  {visible(what, one_line=True)}")
    out.note(f"about {counted(count, 'article')}; the next run over their files applies it")


@lines.command(
    "decisions",
    epilog="""\b
Example:
  copydesk lines decisions""",
)
@common_options
def decisions(common: Common) -> None:
    """List all decisions, also those that were taken back."""
    from flows.cli.console import output
    from flows.cli.listing import print_records
    from flows.cli.records import as_json, fetch
    from transforms.ids import show_id
    from warehouse.connect import open_reader

    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        found = fetch(connection, _LIST, {})
    if common.as_json:
        out.json({"decisions": [as_json(row) for row in found]})
        return
    rows = [
        {
            "id": show_id(row["decision_id"]),
            "decision": "undone" if row["undone_at"] else row["decision"],
            "where": row["source"]
            or (show_id(row["article_id"]) if row["article_id"] is not None else "everywhere"),
            "line": row["line_text"],
            "by": f"{row['decided_by']}, {str(row['decided_at'])[:10]}",
            "reason": row["reason"],
        }
        for row in found
    ]
    if rows:
        print_records(out, rows, rigid=("id", "decision"))
    else:
        out.note("nobody has decided on a line; do so with: copydesk lines keep|drop ARTICLE LINE")


@lines.command(
    "undo",
    epilog="""\b
Example:
  copydesk lines undo 04b3b101dda695be""",
)
@click.argument("decision")
@common_options
def undo_decision(common: Common, decision: str) -> None:
    """Take a decision back; the rules decide again from the next run on."""
    from flows.cli.records import fetch
    from flows.journal import utc_now
    from flows.state import StateFolder
    from transforms.errors import UsageError
    from transforms.ids import read_id
    from warehouse.connect import open_reader
    from warehouse.decisions import undo

    path, wanted = common.warehouse_path(), read_id(decision)
    with open_reader(path) as connection:
        found = [row for row in fetch(connection, _LIST, {}) if row["decision_id"] == wanted]
    if wanted is None or not found or found[0]["undone_at"] is not None:
        problem = "it was taken back already" if found else "there is no such decision"
        raise UsageError(decision, problem, "`copydesk lines decisions` lists them")
    with StateFolder(path).locked():
        count = undo(path, wanted, utc_now())
    _say(common, wanted, count, f"undone, {found[0]['decision']}: {found[0]['line_text']}")
