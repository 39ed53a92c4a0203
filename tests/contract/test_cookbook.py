"""Every query of docs/sql-cookbook.md runs, also on a warehouse without rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.cli.statements import split_all
from warehouse.ddl import create_tables

PAGE = Path(__file__).parents[2] / "docs" / "sql-cookbook.md"
BLOCKS = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    create_tables(connection)
    yield connection
    connection.close()


def test_there_are_queries() -> None:
    assert len(BLOCKS) > 12


@pytest.mark.parametrize("block", BLOCKS, ids=[b.split("\n")[0][:60] for b in BLOCKS])
def test_a_query_runs(block: str, empty: duckdb.DuckDBPyConnection) -> None:
    (statement,) = split_all(block)
    assert empty.execute(statement.text).fetchall() == []
