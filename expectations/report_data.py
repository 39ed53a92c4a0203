"""What does the report on a run tell?

Every function asks the warehouse one question and returns rows ready to be shown:
lists of dicts, cut to a length that a page can hold, with the number of rows left
out and the SQL that shows them all. Text is not escaped here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import duckdb

from transforms.ids import show_id
from transforms.tables.runs import OUTCOMES

Row = dict[str, Any]

RECORDS_SHOWN = 100
RUNS_SHOWN = 20
ARTICLES_SHOWN = 150
LINES_SHOWN = 12
EXCERPT_LENGTH = 400

KEPT_OUT = ("quarantined", "rejected")


@dataclass(frozen=True, slots=True)
class Cut:
    """A list that may be cut.

    Args:
        rows: The rows that are shown.
        left_count: Rows that are not.
        sql: A query that shows all of them.
    """

    rows: list[Row]
    left_count: int = 0
    sql: str = ""


@dataclass(slots=True)
class Evidence:
    """An article that a failing row points to, with the lines to show.

    Args:
        article_id: The article.
        title: Its title; None: it has none.
        place: File and record it was read from.
        is_quarantined: It was kept out, so its lines come from its raw text.
        lines: `line_no`, `text`, `kind`, `rule`, `is_marked`: a failing row points to it.
    """

    article_id: int
    title: str | None
    place: str
    is_quarantined: bool
    lines: list[Row] = field(default_factory=list)


def rows(connection: duckdb.DuckDBPyConnection, query: str, *values: Any) -> list[Row]:
    """The rows of a query, by column name."""
    found = connection.execute(query, list(values))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def run_row(connection: duckdb.DuckDBPyConnection, run_id: str) -> Row | None:
    """The run, or None when there is no such run."""
    found = rows(connection, "SELECT * FROM ops.runs WHERE run_id = ?", run_id)
    return found[0] if found else None


def counted_records(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, int]:
    """Records of the run by outcome, counted in `ops.records`; 0 where there are none."""
    found = rows(
        connection,
        "SELECT outcome, count(*) AS n FROM ops.records WHERE run_id = ? GROUP BY outcome",
        run_id,
    )
    return dict.fromkeys(OUTCOMES, 0) | {row["outcome"]: row["n"] for row in found}


def reasons(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """Outcome, reason and number of records, in the order of `OUTCOMES`."""
    found = rows(
        connection,
        "SELECT outcome, reason, count(*) AS n FROM ops.records WHERE run_id = ? "
        "GROUP BY ALL ORDER BY n DESC, reason",
        run_id,
    )
    return sorted(found, key=lambda row: OUTCOMES.index(row["outcome"]))


def checks(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """The run's expectations: failed ones first, the gravest on top."""
    found = rows(
        connection,
        "SELECT * FROM ops.validation_results WHERE run_id = ? ORDER BY is_success, "
        "list_position(['critical', 'warning', 'info'], severity), validation_no",
        run_id,
    )
    for row in found:
        row["samples"] = json.loads(row["sample_keys"] or "[]")
        row["left_count"] = max(0, (row["unexpected_count"] or 0) - len(row["samples"]))
    return found


def kept_out(connection: duckdb.DuckDBPyConnection, run_id: str, outcome: str) -> Cut:
    """Records that ended as `quarantined` or `rejected`, with file, title and reason."""
    source = (
        "FROM ops.records AS r LEFT JOIN ops.files AS f USING (file_id) "
        "WHERE r.run_id = ? AND r.outcome = ?"
    )
    found = rows(
        connection,
        f"SELECT f.uri, r.location, r.file_id, r.record_no, r.reason, r.detail, r.article_id "
        f"{source} ORDER BY f.uri NULLS LAST, r.record_no LIMIT {RECORDS_SHOWN}",
        run_id,
        outcome,
    )
    count = rows(connection, f"SELECT count(*) AS n {source}", run_id, outcome)[0]["n"]
    if outcome == "quarantined":
        _add_quarantine(connection, found)
    query = (
        f"SELECT * FROM ops.records WHERE run_id = '{run_id}' AND outcome = '{outcome}'"
        " ORDER BY file_id, record_no"
    )
    return Cut(found, count - len(found), query)


def _add_quarantine(connection: duckdb.DuckDBPyConnection, found: list[Row]) -> None:
    """Adds to each record what `ops.quarantine` holds of it: title, reasons, first words.

    The row may be of an earlier run: a record stays in quarantine until it is replayed.
    """
    for row in found:
        kept = rows(
            connection,
            "SELECT title, left(raw_text, 200) AS excerpt, reason, table_name, column_name, "
            "severity, left(detail, 400) AS detail FROM ops.quarantine "
            "WHERE file_id = ? AND record_no = ? ORDER BY reason, detail",
            row["file_id"],
            row["record_no"],
        )
        if kept:
            row.update(title=kept[0]["title"], excerpt=kept[0]["excerpt"], failures=kept)


_FIELDS: tuple[tuple[str, str, str | None], ...] = (
    ("Title", "title", "title_method"),
    ("Dek", "dek", None),
    ("Publication date", "published_at", "published_method"),
    ("Last change", "modified_at", None),
    ("Section", "section", None),
    ("Language", "language", "language"),
    ("Dateline", "dateline_place", None),
    ("Outlet", "source_id", None),
    ("Address", "url", None),
    ("Reading time", "reading_seconds", None),
)
"""Fields of an article: name for people, column, column that tells them apart."""

_CHILDREN: tuple[tuple[str, str, str], ...] = (
    ("Author", "authors", "method"),
    ("Tags", "tags", "tag_kind"),
    ("Links", "links", "domain"),
    ("Dates in the text", "dates", "method"),
)
"""Tables with rows per article: name for people, table, column that tells them apart."""

METHODS_SHOWN = 5


def coverage(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """How many of the run's articles have a value in each field, and by which method."""
    total = rows(connection, "SELECT count(*) AS n FROM articles WHERE run_id = ?", run_id)[0]["n"]
    if not total:
        return []
    found = []
    for label, column, method in _FIELDS:
        grouping = f'"{method}"' if method else "NULL"
        counted = rows(
            connection,
            f"SELECT {grouping} AS method, count(*) AS n FROM articles "
            f'WHERE run_id = ? AND "{column}" IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1',
            run_id,
        )
        article_count = sum(row["n"] for row in counted)
        found.append(_coverage_row(label, article_count, total, counted if method else []))
    for label, table, method in _CHILDREN:
        article_count = rows(
            connection,
            f'SELECT count(DISTINCT article_id) AS n FROM "{table}" WHERE run_id = ?',
            run_id,
        )[0]["n"]
        counted = rows(
            connection,
            f'SELECT "{method}" AS method, count(DISTINCT article_id) AS n FROM "{table}" '
            f"WHERE run_id = ? GROUP BY 1 ORDER BY n DESC, 1",
            run_id,
        )
        found.append(_coverage_row(label, article_count, total, counted))
    return found


def _coverage_row(label: str, article_count: int, total: int, counted: list[Row]) -> Row:
    return {
        "field": label,
        "article_count": article_count,
        "share": article_count / total,
        "methods": counted[:METHODS_SHOWN],
        "left_count": max(0, len(counted) - METHODS_SHOWN),
    }


def earlier_runs(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """This run and up to `RUNS_SHOWN` - 1 before it, newest first, with failed checks."""
    return rows(
        connection,
        "WITH shown AS (SELECT * FROM ops.runs WHERE run_id <= ? ORDER BY run_id DESC "
        f"LIMIT {RUNS_SHOWN}), failed AS (SELECT run_id, "
        "count(*) FILTER (severity = 'critical') AS failed_critical, "
        "count(*) FILTER (severity != 'critical') AS failed_other "
        "FROM ops.validation_results WHERE NOT is_success GROUP BY run_id) "
        "SELECT shown.*, coalesce(failed_critical, 0) AS failed_critical, "
        "coalesce(failed_other, 0) AS failed_other "
        "FROM shown LEFT JOIN failed USING (run_id) ORDER BY run_id DESC",
        run_id,
    )


def steps(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """The stages of the run in their order."""
    return rows(connection, "SELECT * FROM ops.steps WHERE run_id = ? ORDER BY step_no", run_id)


def metrics(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """The figures measured in the run."""
    return rows(
        connection,
        "SELECT metric, dimension, value FROM ops.metrics WHERE run_id = ? "
        "ORDER BY metric, dimension LIMIT 200",
        run_id,
    )


def last_loading_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> Row | None:
    """The newest earlier run that loaded articles, if there is one."""
    found = rows(
        connection,
        "SELECT run_id, started_at, loaded_count FROM ops.runs WHERE run_id < ? "
        "AND loaded_count > 0 AND status = 'published' ORDER BY run_id DESC LIMIT 1",
        run_id,
    )
    return found[0] if found else None


def warehouse_totals(connection: duckdb.DuckDBPyConnection) -> Row:
    """What the file holds in all: articles, outlets, runs."""
    return rows(
        connection,
        "SELECT (SELECT count(*) FROM articles) AS article_count, "
        "(SELECT count(*) FROM sources) AS source_count, "
        "(SELECT count(*) FROM ops.runs) AS run_count",
    )[0]


def evidence(connection: duckdb.DuckDBPyConnection, checked: list[Row]) -> list[Evidence]:
    """The articles that failing rows point to, with the lines in question.

    Each sample gets `anchor`, the id of the place in the page that shows it, and
    `article`, its title or file, where there is such a place. At most
    `ARTICLES_SHOWN` articles are shown, each with up to `LINES_SHOWN` lines.
    """
    wanted: dict[int, list[Row]] = {}
    for check in checked:
        for sample in [] if check["is_success"] else check["samples"]:
            article_id = sample.get("article_id")
            if not isinstance(article_id, int):
                continue
            if article_id in wanted or len(wanted) < ARTICLES_SHOWN:
                wanted.setdefault(article_id, []).append(sample)
    found = []
    for article_id, samples in wanted.items():
        shown = _loaded(connection, article_id, samples) or _quarantined(
            connection, article_id, samples
        )
        if shown is not None:
            found.append(shown)
    return found


def _loaded(
    connection: duckdb.DuckDBPyConnection, article_id: int, samples: list[Row]
) -> Evidence | None:
    """An article of the facts with the lines that the samples point to."""
    head = rows(
        connection,
        "SELECT a.title, f.uri, a.record_no FROM articles AS a "
        "LEFT JOIN ops.files AS f USING (file_id) WHERE a.article_id = ? LIMIT 1",
        article_id,
    )
    if not head:
        return None
    numbers = [_line_of(connection, article_id, sample) for sample in samples]
    wanted = _wanted(numbers)
    lines = rows(
        connection,
        f"SELECT line_no, left(raw_text, {EXCERPT_LENGTH}) AS text, kind, rule FROM lines "
        "WHERE article_id = ? AND list_contains(?, line_no) ORDER BY line_no",
        article_id,
        wanted,
    )
    shown = Evidence(article_id, head[0]["title"], _place(head[0]), False, lines)
    _link(shown, samples, numbers)
    return shown


def _quarantined(
    connection: duckdb.DuckDBPyConnection, article_id: int, samples: list[Row]
) -> Evidence | None:
    """An article that was kept out, with lines of its raw text."""
    kept = rows(
        connection,
        "SELECT q.title, f.uri, q.record_no, q.raw_text FROM ops.quarantine AS q "
        "LEFT JOIN ops.files AS f USING (file_id) WHERE q.article_id = ? LIMIT 1",
        article_id,
    )
    if not kept:
        return None
    texts = kept[0]["raw_text"].split("\n")
    stated = [sample.get("line_no") for sample in samples]
    numbers = [n if isinstance(n, int) and 1 <= n <= len(texts) else None for n in stated]
    lines = [
        {"line_no": n, "text": texts[n - 1][:EXCERPT_LENGTH], "kind": None, "rule": None}
        for n in _wanted(numbers)
        if 1 <= n <= len(texts)
    ]
    shown = Evidence(article_id, kept[0]["title"], _place(kept[0]), True, lines)
    _link(shown, samples, numbers)
    return shown


def _place(row: Row) -> str:
    return f"{row['uri'] or 'unknown file'}, record {row['record_no']}"


def _line_of(connection: duckdb.DuckDBPyConnection, article_id: int, sample: Row) -> int | None:
    """The line that a failing row stands for: its own number, or where its span starts."""
    if isinstance(sample.get("line_no"), int):
        return int(sample["line_no"])
    start = sample.get("start_char")
    if not isinstance(start, int):
        return None
    found = rows(
        connection,
        "SELECT line_no FROM lines WHERE article_id = ? AND text_start <= ? AND text_end > ? "
        "LIMIT 1",
        article_id,
        start,
        start,
    )
    return int(found[0]["line_no"]) if found else None


def _wanted(numbers: list[int | None]) -> list[int]:
    """Line numbers to show: those in question with their neighbours, else the first three."""
    marked = sorted({number for number in numbers if number is not None})
    if not marked:
        return [1, 2, 3]
    near = sorted({number + step for number in marked for step in (-1, 0, 1)})
    return near if len(near) <= LINES_SHOWN else marked[:LINES_SHOWN]


def _link(shown: Evidence, samples: list[Row], numbers: list[int | None]) -> None:
    """Marks the lines in question and gives each sample the anchor of its place."""
    base = f"article-{show_id(shown.article_id)}"
    by_number = {line["line_no"]: line for line in shown.lines}
    for line in shown.lines:
        line["is_marked"] = line["line_no"] in numbers
    for sample, number in zip(samples, numbers, strict=True):
        sample["anchor"] = f"{base}-line-{number}" if number in by_number else base
        sample["article"] = shown.title or shown.place
