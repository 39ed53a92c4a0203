"""Which pages in the warehouse have lines in common with new ones?

The lines' hashes are a column of `lines`, so that a survey over the pages of a run
(`transforms.clean.survey`) takes in what earlier runs have loaded, without reading a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from transforms.clean.survey import JUDGED_DTYPES, PAGE_DTYPES
from warehouse.connect import open_reader
from warehouse.migrate import file_version

MOST_PAGES: Final = 50_000
"""Pages of the warehouse that a run's pages are compared with at most: those published last.
Older designs say little of newer ones (`transforms.clean.survey`), and memory is bounded."""

FIRST_VERSION: Final = 2
"""Version of the tables from which on lines carry their hash."""

_SHARING = """
SELECT article_id FROM articles
WHERE article_id IN (
    SELECT article_id FROM lines WHERE line_hash IN (
      FROM new_keys UNION  -- and what the articles said before
      SELECT line_hash FROM lines WHERE article_id IN (FROM new_articles)))
  AND article_id NOT IN (FROM new_articles)
ORDER BY published_at DESC NULLS LAST, article_id
LIMIT $most
"""

_LINES = """
SELECT article_id AS page, coalesce(line_hash, 0) AS key, coalesce(word_count, 0) AS words,
  text_start IS NOT NULL OR rule = 'repeated_on_site' AS is_text,
  kind IN ('title', 'repeated_title') AS is_title, rule, score
FROM lines WHERE article_id IN (FROM old_pages) AND kind <> 'blank'
ORDER BY article_id, line_no
"""

_PAGES = """
SELECT a.article_id AS page, a.article_id AS article, coalesce(s.domain, s.name, '') AS site,
  year(a.published_at)::INTEGER AS year
FROM articles AS a LEFT JOIN sources AS s USING (source_id)
WHERE a.article_id IN (FROM old_pages)
"""

_FILES_OF = """
SELECT DISTINCT coalesce(f.container_file_id, f.file_id)
FROM articles AS a JOIN ops.files AS f USING (file_id)
WHERE a.article_id IN (FROM wanted_articles)
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Pages and their lines, as `transforms.clean.survey.count` takes them.

    Args:
        lines: `JUDGED_DTYPES`.
        pages: `PAGE_DTYPES`; a page's number is its article's id.
    """

    lines: pl.DataFrame
    pages: pl.DataFrame


NOTHING: Final = Remembered(pl.DataFrame(schema=JUDGED_DTYPES), pl.DataFrame(schema=PAGE_DTYPES))


def pages_with(path: Path, keys: pl.Series, articles: pl.Series) -> Remembered:
    """The pages that have one of these lines, or had one with these articles, `MOST_PAGES` at most.

    Args:
        path: The warehouse; an absent file has none.
        keys: Hashes of lines.
        articles: Ids of articles that are left out: the run brings them anew.
    """
    if not path.is_file() or not path.stat().st_size or keys.is_empty():
        return NOTHING
    connection = open_reader(path)
    try:
        if file_version(connection) < FIRST_VERSION:
            return NOTHING
        connection.register("new_keys", keys.alias("key").unique().to_frame().to_arrow())
        connection.register("new_articles", articles.alias("article_id").to_frame().to_arrow())
        connection.execute(f"CREATE TEMP TABLE old_pages AS {_SHARING}", {"most": MOST_PAGES})
        return _read(connection)
    finally:
        connection.close()


def all_pages(path: Path) -> Remembered:
    """All pages of the warehouse; an absent file has none."""
    if not path.is_file() or not path.stat().st_size:
        return NOTHING
    connection = open_reader(path)
    try:
        if file_version(connection) < FIRST_VERSION:
            return NOTHING
        connection.execute("CREATE TEMP TABLE old_pages AS SELECT article_id FROM articles")
        return _read(connection)
    finally:
        connection.close()


def files_of(path: Path, articles: pl.Series) -> set[int]:
    """Ids of the files that these articles were read from; of archives, not of their members."""
    connection = open_reader(path)
    try:
        connection.register("wanted_articles", articles.alias("article_id").to_frame().to_arrow())
        return {file_id for (file_id,) in connection.execute(_FILES_OF).fetchall()}
    finally:
        connection.close()


def _read(connection: duckdb.DuckDBPyConnection) -> Remembered:
    lines, pages = (_frame(connection, query) for query in (_LINES, _PAGES))
    return Remembered(lines.cast(JUDGED_DTYPES), pages.cast(PAGE_DTYPES))


def _frame(connection: duckdb.DuckDBPyConnection, query: str) -> pl.DataFrame:
    found = pl.from_arrow(connection.sql(query).to_arrow_table())
    assert isinstance(found, pl.DataFrame)
    return found
