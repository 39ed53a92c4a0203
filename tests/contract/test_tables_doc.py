"""docs/tables.md is what the declarations say."""

from __future__ import annotations

from pathlib import Path

from transforms.tables import TABLES
from warehouse.ddl import view_files
from warehouse.dictionary import dictionary_markdown

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_is_current() -> None:
    remedy = "make it again: copydesk schema dictionary > docs/tables.md"
    assert PAGE.read_text(encoding="utf-8") == dictionary_markdown(TABLES, view_files()), remedy
