"""A small warehouse, written row by row: what the read side must show, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from flows.cli import cli
from transforms.ids import stable_id, text_sha256
from transforms.schema import Kind, Table
from transforms.tables import SCHEMA_VERSION, table
from warehouse.connect import open_writer
from warehouse.ddl import create_tables, physical_name

RUN = "01900000-0000-7000-8000-000000000001"
SECOND_RUN = "01900000-0000-7000-8000-000000000002"
FERRY = stable_id("article", "ferry")
BRIDGE = stable_id("article", "bridge")
FILE = stable_id("file", "ferry.txt")

RAW = (
    "Ferry back in service",
    "Ferry back in service",
    "12",
    "",
    "LARN HARBOUR — The ferry \x1b[31mMarit\u202e runs again since Friday (April 11).",
    "Leave a Reply",
)
TEXT = "LARN HARBOUR — The ferry Marit runs again since Friday (April 11)."

DEFAULTS: dict[Kind, Any] = {
    "id": 1,
    "text": "",
    "count": 1,
    "offset": 0,
    "number": 0.0,
    "share": 0.0,
    "flag": False,
    "instant": datetime(2031, 4, 12, 9, 30, tzinfo=UTC).replace(tzinfo=None),
    "date": date(2031, 4, 11),
    "json": "{}",
    "bytes": b"",
}


def insert(connection: duckdb.DuckDBPyConnection, target: Table, **given: Any) -> None:
    """One row: given values, NULL where allowed, else a value that passes the checks."""
    row = {
        c.name: given[c.name]
        if c.name in given
        else None
        if c.null
        else c.choices[0]
        if c.choices
        else DEFAULTS[c.kind]
        for c in target.columns
    }
    assert set(given) <= set(row), set(given) - set(row)
    marks = ", ".join(f"${name}" for name in row)
    connection.execute(f"INSERT INTO {physical_name(target)} VALUES ({marks})", row)


def _lines(connection: duckdb.DuckDBPyConnection) -> None:
    verdicts = [
        ("title", True, "first_line_title", "the first line repeats below"),
        ("repeated_title", False, "repeated_title", "says the title again"),
        ("counter", False, "bare_number", "a line of nothing but a number"),
        ("blank", False, "blank", "nothing in it"),
        ("body", True, "prose", "reads like prose"),
        ("comment_prompt", False, "comment_prompt", "asks for comments"),
    ]
    start = 0
    for line_no, (raw, verdict) in enumerate(zip(RAW, verdicts, strict=True), start=1):
        kind, kept, rule, reason = verdict
        body = kind == "body"
        insert(
            connection,
            table("lines"),
            article_id=FERRY,
            line_no=line_no,
            raw_start=start,
            raw_end=start + len(raw),
            raw_text=raw,
            kind=kind,
            is_kept=kept,
            rule=rule,
            reason=reason,
            score=0.9,
            text_start=0 if body else None,
            text_end=len(TEXT) if body else None,
            run_id=RUN,
        )
        start += len(raw) + 1


def _facts(connection: duckdb.DuckDBPyConnection) -> None:
    common = {"file_id": FILE, "run_id": RUN, "format": "txt", "pipeline_version": "p1"}
    insert(
        connection,
        table("articles"),
        article_id=FERRY,
        url="https://larn-post.example/ferry",
        title="Ferry back in service",
        title_method="first_line_title",
        title_confidence=0.9,
        text=TEXT,
        char_count=len(TEXT),
        word_count=10,
        removed_line_count=3,
        removed_share=0.6,
        text_sha256=text_sha256(TEXT),
        raw_sha256=text_sha256("\n".join(RAW)),
        **common,
    )
    insert(
        connection,
        table("articles"),
        article_id=BRIDGE,
        record_no=1,
        title="=Bridge, \u202eclosed\nfor \x1b[5m repairs",
        text="The bridge is closed.",
        **common,
    )
    _lines(connection)
    start = TEXT.index("Friday")
    insert(
        connection,
        table("dates"),
        article_id=FERRY,
        start_char=start,
        end_char=start + len("Friday (April 11)"),
        text="Friday (April 11)",
        value_from=date(2031, 4, 11),
        value_to=date(2031, 4, 11),
        precision="day",
        anchor="run",
        method="weekday_month_day",
        confidence=0.7,
        run_id=RUN,
    )
    insert(connection, table("tags"), article_id=FERRY, tag="ferry", tag_kind="hashtag", run_id=RUN)
    insert(
        connection,
        table("authors"),
        article_id=FERRY,
        name="Ada Vell",
        name_raw="By Ada Vell",
        method="byline",
        confidence=0.8,
        run_id=RUN,
    )


def _operations(connection: duckdb.DuckDBPyConnection) -> None:
    common = {"pipeline_version": "p1", "first_run_id": RUN, "last_run_id": RUN}
    insert(connection, table("ops.files"), file_id=FILE, uri="news/ferry.txt", **common)
    for run_id, loaded, kept_out in ((RUN, 1, 1), (SECOND_RUN, 2, 0)):
        insert(
            connection,
            table("ops.runs"),
            run_id=run_id,
            command="copydesk run news",
            mode="direct",
            status="published",
            finished_at=datetime(2031, 4, 12, 9, 31, tzinfo=UTC).replace(tzinfo=None),
            code_version="0.1.0",
            file_count=2,
            record_count=2,
            loaded_count=loaded,
            unchanged_count=0,
            duplicate_count=0,
            quarantined_count=kept_out,
            rejected_count=0,
            wall_seconds=2.5,
            settings_json='{"run": {"workers": 1}}',
        )
    for run_id, outcome in ((RUN, "quarantined"), (SECOND_RUN, "loaded")):
        insert(
            connection,
            table("ops.records"),
            run_id=run_id,
            file_id=FILE,
            record_no=1,
            outcome=outcome,
            reason="text_long_enough" if outcome == "quarantined" else "new",
            article_id=BRIDGE,
            location="/news/ferry.txt",
        )
    insert(
        connection,
        table("ops.quarantine"),
        file_id=FILE,
        record_no=1,
        article_id=BRIDGE,
        step="audit",
        table_name="articles",
        column_name="word_count",
        reason="text_long_enough",
        severity="critical",
        detail="word_count is 4, at least 20 are expected",
        title="Bridge closed",
        raw_text="Bridge closed\n\nThe bridge is \x1b[5mclosed.",
        run_id=RUN,
    )
    insert(
        connection,
        table("ops.validation_results"),
        run_id=RUN,
        validation_no=1,
        suite="newsroom",
        table_name="articles",
        column_name="word_count",
        expectation="expect_column_values_to_be_between",
        title="The text is long enough.",
        is_row_level=True,
        unexpected_count=1,
        element_count=2,
        unexpected_share=0.5,
    )
    insert(
        connection,
        table("ops.metrics"),
        run_id=RUN,
        metric="removed_lines",
        dimension="counter",
        value=1.0,
    )
    insert(
        connection,
        table("ops.steps"),
        run_id=RUN,
        step_no=1,
        step="plan",
        wall_seconds=0.1,
        cpu_seconds=0.1,
        item_count=2,
        reused_count=0,
    )
    insert(
        connection,
        table("ops.migrations"),
        schema_version=SCHEMA_VERSION,
        description="first tables",
        run_id=RUN,
    )


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two articles, two runs and one quarantined record. Not to be changed."""
    path = tmp_path_factory.mktemp("warehouse") / "news.duckdb"
    connection = open_writer(path)
    create_tables(connection)
    _facts(connection)
    _operations(connection)
    connection.close()
    return path


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without a single row."""
    path = tmp_path_factory.mktemp("empty") / "news.duckdb"
    connection = open_writer(path)
    create_tables(connection)
    connection.close()
    return path


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DuckDB file of another program."""
    path = tmp_path_factory.mktemp("foreign") / "stock.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute("CREATE TABLE stock (item VARCHAR)")
    connection.close()
    return path


Copydesk = Callable[..., Result]


@pytest.fixture
def copydesk(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Copydesk]:
    """Runs a command against the small warehouse, in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_WAREHOUSE", str(warehouse))
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def call(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, list(arguments), input=stdin, prog_name="copydesk")

    yield call
