"""What does the warehouse hold?

`TABLES` is every table in the order in which the documentation lists them.
"""

from __future__ import annotations

from transforms.schema import Table
from transforms.tables import article, prose, runs, story

SCHEMA_VERSION = 5
"""Raised with every change of a declaration; `warehouse.migrate` holds the steps."""

TABLES: tuple[Table, ...] = (
    *article.TABLES,
    *prose.TABLES,
    *story.TABLES,
    *runs.TABLES,
)

FACT_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.schema == "main")
JOURNAL_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.is_journal)
ARTICLE_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.article_key)
"""Tables whose rows come and go with their article."""


def table(qualified: str) -> Table:
    """The table that people call `qualified` ("articles", "ops.runs"); else a KeyError."""
    for candidate in TABLES:
        if candidate.qualified == qualified:
            return candidate
    raise KeyError(f"no table {qualified!r}; the tables are {[t.qualified for t in TABLES]}")
