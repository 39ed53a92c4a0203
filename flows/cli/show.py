"""`copydesk show`: what is in one article, and why?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.options import Common, common_options

if TYPE_CHECKING:
    import duckdb

_PARTS: dict[str, str] = {
    "authors": "SELECT * FROM main.authors WHERE article_id = $id ORDER BY position",
    "tags": "SELECT * FROM main.tags WHERE article_id = $id ORDER BY tag_kind, tag",
    "links": "SELECT * FROM main.links WHERE article_id = $id ORDER BY link_no",
    "lines": "SELECT * FROM main.lines WHERE article_id = $id ORDER BY line_no",
    "sentences": "SELECT * FROM main.sentences WHERE article_id = $id ORDER BY sentence_no",
    "dates": "SELECT * FROM main.dates WHERE article_id = $id ORDER BY start_char, end_char",
    **{
        name: f"SELECT * FROM main.{name} WHERE article_id = $id ORDER BY {start}"
        for name, start in (
            ("mentions", "start_char, end_char"),
            ("quotes", "start_char, end_char"),
            ("figures", "start_char, end_char"),
            ("events", "trigger_start, trigger_end"),
        )
    },
    "spans": "SELECT * FROM main.v_evidence WHERE article_id = $id"
    " ORDER BY start_char, end_char, kind",
    "versions": "SELECT article_id, version_no, title, text_sha256, run_id FROM main.versions"
    " WHERE article_id = $id ORDER BY version_no",
}


@click.command(
    epilog="""\b
Examples:
  copydesk show 015afb38ab0a21e2          (an id, or its first digits)
  copydesk show "ferry back"              (a part of the title)
  copydesk show ferry.txt --text          (a part of the file's path)
  copydesk show ferry.txt --html ferry.html
  copydesk show https://larn-post.example/ferry --json

\b
Marks: + kept in the text or in a field, - removed. "not stated" means that the
input does not say so: copydesk invents nothing."""
)
@click.argument("article")
@click.option("--lines", "view", flag_value="lines", default="lines", help="Every raw line.")
@click.option("--text", "view", flag_value="text", help="The clean text, its spans marked.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the text with its spans to a page.",
)
@common_options
def show(common: Common, article: str, view: str, page: Path | None) -> None:
    """Show one article: its fields, then every raw line with the verdict on it.

    ARTICLE is an id or its first digits (4 or more), a URL, or a part of the
    title or of the file's path. When several articles fit, they are listed.
    """
    from flows.cli.article import print_header, print_lines, print_text
    from flows.cli.console import output
    from flows.cli.find import candidate_line, find_article, refuse
    from flows.cli.records import as_json
    from transforms.display import visible
    from warehouse.connect import open_reader

    out = output(common)
    with open_reader(common.warehouse_path()) as connection:
        found, candidates = find_article(connection, article)
        if found is None:
            for candidate in candidates:
                out.error_line("  " + visible(candidate_line(candidate), one_line=True))
            raise refuse(article, candidates)
        record = _load(connection, found)
    if page is not None:
        _write_page(page, record)
        out.note(f"written: {visible(str(page))}")
        return
    if common.as_json:
        out.json(
            as_json(record["article"])
            | {part: [as_json(row) for row in record[part]] for part in _PARTS}
        )
        return
    print_header(out, record)
    (print_text if view == "text" else print_lines)(out, record)


def _write_page(page: Path, record: dict[str, Any]) -> None:
    from flows.cli.article_page import render_article
    from transforms.errors import UsageError

    try:
        page.write_text(render_article(record), encoding="utf-8")
    except OSError as error:
        problem = f"it can't be written ({error.strerror})"
        raise UsageError(str(page), problem, "name a file in a folder that exists") from error


def _load(connection: duckdb.DuckDBPyConnection, article_id: int) -> dict[str, Any]:
    from flows.cli.records import fetch

    record: dict[str, Any] = {
        part: fetch(connection, query, {"id": article_id}) for part, query in _PARTS.items()
    }
    record["article"] = fetch(
        connection,
        "SELECT a.*, f.uri, s.domain AS source_domain, s.name AS source_name"
        " FROM main.articles AS a LEFT JOIN ops.files AS f USING (file_id)"
        " LEFT JOIN main.sources AS s USING (source_id) WHERE a.article_id = $id",
        {"id": article_id},
    )[0]
    return record
