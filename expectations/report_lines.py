"""Which lines did cleaning remove, as the report on a run tells it?

See `report_data` for the shape of the answers.
"""

from __future__ import annotations

import duckdb

from expectations.report_data import Cut, Row, rows

RULES_SHOWN = 60
SOURCES_SHOWN = 60
KINDS_SHOWN = 5
EXAMPLES_SHOWN = 3

_LINES_OF_SOURCES = (
    "FROM lines l JOIN articles a USING (article_id) LEFT JOIN sources s USING (source_id)"
)


def line_totals(connection: duckdb.DuckDBPyConnection, run_id: str) -> Row:
    """Raw lines of the run's articles: all, kept, blank, removed; and the articles."""
    return rows(
        connection,
        "SELECT count(*) AS line_count, count(*) FILTER (is_kept AND kind != 'blank') AS kept, "
        "count(*) FILTER (kind = 'blank') AS blank, "
        "count(*) FILTER (NOT is_kept AND kind != 'blank') AS removed, "
        "count(DISTINCT article_id) AS article_count FROM lines WHERE run_id = ?",
        run_id,
    )[0]


def removed_kinds(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """Removed lines by kind: lines, articles; most lines first."""
    return rows(
        connection,
        "SELECT kind, count(*) AS line_count, count(DISTINCT article_id) AS article_count "
        "FROM lines WHERE run_id = ? AND NOT is_kept AND kind != 'blank' "
        "GROUP BY kind ORDER BY line_count DESC, kind",
        run_id,
    )


def removed_sources(connection: duckdb.DuckDBPyConnection, run_id: str) -> Cut:
    """Raw and removed lines by source, with the kinds that most lines were removed as."""
    counted = (
        "SELECT coalesce(s.name, s.domain) AS source, l.kind, count(*) AS n "
        f"{_LINES_OF_SOURCES} WHERE l.run_id = '{run_id}' AND NOT l.is_kept "
        "AND l.kind != 'blank' GROUP BY ALL"
    )
    found = rows(
        connection,
        f"WITH counted AS ({counted}), totals AS ("
        "SELECT coalesce(s.name, s.domain) AS source, count(*) AS line_count, "
        "count(*) FILTER (NOT is_kept) AS removed, count(DISTINCT article_id) AS article_count "
        f"{_LINES_OF_SOURCES} WHERE l.run_id = ? AND l.kind != 'blank' GROUP BY ALL), "
        "best AS (SELECT source, list({'kind': kind, 'n': n} ORDER BY n DESC, kind) "
        f"[:{KINDS_SHOWN}] AS kinds, greatest(count(*) - {KINDS_SHOWN}, 0) AS left_count "
        "FROM counted GROUP BY ALL) "
        "SELECT t.*, coalesce(kinds, []) AS kinds, coalesce(left_count, 0) AS left_count "
        "FROM totals t LEFT JOIN best b ON t.source IS NOT DISTINCT FROM b.source "
        "ORDER BY article_count DESC, source NULLS LAST",
        run_id,
    )
    query = counted + " ORDER BY source, n DESC"
    return Cut(found[:SOURCES_SHOWN], max(0, len(found) - SOURCES_SHOWN), query)


def removed_rules(connection: duckdb.DuckDBPyConnection, run_id: str) -> Cut:
    """Removed lines by rule and kind, with the most frequent lines as examples."""
    found = rows(
        connection,
        "WITH removed AS (SELECT rule, kind, article_id, left(raw_text, 160) AS line "
        "FROM lines WHERE run_id = ? AND NOT is_kept AND kind != 'blank'), "
        "counted AS (SELECT rule, kind, line, count(*) AS n FROM removed GROUP BY ALL), "
        "best AS (SELECT rule, kind, list({'line': line, 'n': n} ORDER BY n DESC, line) "
        f"[:{EXAMPLES_SHOWN}] AS examples FROM counted GROUP BY ALL) "
        "SELECT rule, kind, count(*) AS line_count, "
        "count(DISTINCT article_id) AS article_count, any_value(examples) AS examples "
        "FROM removed JOIN best USING (rule, kind) GROUP BY rule, kind "
        "ORDER BY line_count DESC, rule, kind",
        run_id,
    )
    query = (
        "SELECT rule, kind, count(*), count(DISTINCT article_id) FROM lines "
        f"WHERE run_id = '{run_id}' AND NOT is_kept GROUP BY ALL ORDER BY 3 DESC"
    )
    return Cut(found[:RULES_SHOWN], max(0, len(found) - RULES_SHOWN), query)
