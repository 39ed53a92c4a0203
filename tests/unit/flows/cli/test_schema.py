from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from transforms.tables import TABLES
from warehouse.connect import open_writer


def test_tables_with_their_rows(copydesk) -> None:
    found = json.loads(copydesk("schema", "show", "--json").stdout)["tables"]
    rows = {table["table"]: table["rows"] for table in found}
    assert rows["articles"] == 2
    assert rows["lines"] == 6
    assert list(rows) == [table.qualified for table in TABLES]


def test_tables_without_a_warehouse(copydesk, tmp_path: Path) -> None:
    result = copydesk("schema", "show", "--warehouse", str(tmp_path / "none.duckdb"))
    assert result.exit_code == 0
    assert "no warehouse yet" in result.stderr
    assert "ops.erasures" in result.stdout


def test_columns_of_a_table(copydesk) -> None:
    text = copydesk("schema", "show", "lines").stdout
    assert "raw_text" in text
    assert "The line; join all by line feeds" in text
    answer = json.loads(copydesk("schema", "show", "ops.runs", "--json").stdout)
    assert answer["key"] == ["run_id"]


def test_a_view_shows_its_sql(copydesk) -> None:
    assert "SELECT" in copydesk("schema", "show", "v_rebuilt").stdout


def test_the_nearest_table_is_suggested(copydesk) -> None:
    result = copydesk("schema", "show", "artcles")
    assert result.exit_code == 2
    assert "did you mean articles?" in result.stderr


def test_dictionary(copydesk) -> None:
    text = copydesk("schema", "dictionary").stdout
    for table in TABLES:
        assert f"\n## {table.qualified}\n" in text
    tables = json.loads(copydesk("schema", "dictionary", "--json").stdout)["tables"]
    assert len(tables) == len(TABLES)


def test_check_finds_drift(copydesk, warehouse: Path, tmp_path: Path) -> None:
    assert copydesk("schema", "check").exit_code == 0
    changed = tmp_path / "changed.duckdb"
    shutil.copy(warehouse, changed)
    connection = open_writer(changed)
    connection.execute("COMMENT ON COLUMN articles.title IS 'something else'")
    connection.execute("CREATE TABLE extra (a INTEGER)")
    connection.close()
    result = copydesk("schema", "check", "--warehouse", str(changed))
    assert result.exit_code == 3
    assert "articles.title" in result.stdout
    assert "extra" in result.stdout
    answer = json.loads(copydesk("schema", "check", "--json", "--warehouse", str(changed)).stdout)
    assert answer["is_match"] is False
    assert len(answer["differences"]) == 2


def test_migrate_leaves_a_file_of_today_alone(copydesk, warehouse: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copy(warehouse, copy)
    result = copydesk("schema", "migrate", "--warehouse", str(copy))
    assert result.exit_code == 0
    assert "nothing to do" in result.stdout
    assert copydesk("schema", "check", "--warehouse", str(copy)).exit_code == 0


@pytest.mark.parametrize("words", [("schema", "nope"), ("runs", "nope"), ("quarantine", "nope")])
def test_unknown_subcommands(copydesk, words: tuple[str, str]) -> None:
    assert copydesk(*words).exit_code == 2
