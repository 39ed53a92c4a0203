"""`copydesk show`: what is in one article, and why?"""

from __future__ import annotations

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
  copydesk show https://larn-post.example/ferry --json

\b
Marks: + kept in the text or in a field, - removed. "not stated" means that the
input does not say so: copydesk invents nothing."""
)
@click.argument("article")
@click.option("--lines", "view", flag_value="lines", default="lines", help="Every raw line.")
@click.option("--text", "view", flag_value="text", help="The clean text, its spans marked.")
@common_options
def show(common: Common, article: str, view: str) -> None:
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
    if common.as_json:
        out.json(
            as_json(record["article"])
            | {part: [as_json(row) for row in record[part]] for part in _PARTS}
        )
        return
    print_header(out, record)
    (print_text if view == "text" else print_lines)(out, record)


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
