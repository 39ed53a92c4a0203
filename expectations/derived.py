"""Which checks does the declaration of a table imply?

What people read gets an expectation per column: closed lists, shares, required
texts, keys. Bookkeeping columns (ids, counts, offsets, hashes) share one query per
table that names the failing column, because every expectation costs about 7 ms of
CPU time and a table of 36 columns would cost more to check than to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations import sql
from expectations.checks import JSON, UNEXPECTED_ROWS, Check
from transforms.schema import Column, Table

SUITE = "derived"

STAGED_TARGETS = ("articles.article_id", "ops.files.file_id", "sources.source_id")
"""References that a run can check in its own staging file: the article, file and
outlet of a new row are always staged with it. What other references point to may
lie in the warehouse alone."""

BOOKKEEPING_KINDS = ("id", "count", "offset", "json", "bytes", "number")
BOOKKEEPING_TEXTS = ("run_id", "first_run_id", "last_run_id", "pipeline_version", "settings_json")


def checks_for(table: Table) -> tuple[Check, ...]:
    """The checks that the declaration of `table` implies, in a fixed order.

    All are critical. In tables of articles a failing row takes its article to
    quarantine; in other tables (files, outlets, …) it blocks the publish, because
    no single article is to blame. A wrong set of columns always blocks.
    """
    return tuple(_checks(table))


def key_columns(table: Table) -> tuple[str, ...]:
    """The columns that name a row: its article first, then the key."""
    first = (table.article_key,) if table.article_key else ()
    return tuple(dict.fromkeys((*first, *table.key)))


def span_pairs(table: Table) -> tuple[tuple[str, str], ...]:
    """(start, end) column pairs of offsets, in declared order.

    >>> from transforms.tables import table
    >>> span_pairs(table("lines"))
    (('raw_start', 'raw_end'), ('text_start', 'text_end'))
    """
    offsets = {column.name for column in table.columns if column.kind == "offset"}
    pairs = []
    for column in table.columns:
        if column.kind == "offset" and "start" in column.name:
            end = column.name.replace("start", "end")
            if end in offsets:
                pairs.append((column.name, end))
    return tuple(pairs)


def _checks(table: Table) -> Iterator[Check]:
    yield _check(
        table,
        None,
        "expect_table_columns_to_match_set",
        {"column_set": [column.name for column in table.columns], "exact_match": True},
        f"{table.qualified} has the declared columns and no others",
        is_row_level=False,
    )
    yield _key_check(table)
    for column in table.columns:
        yield from _column_checks(table, column)
    rules = _row_rules(table)
    if rules:
        yield _check(
            table,
            None,
            UNEXPECTED_ROWS,
            {"unexpected_rows_query": sql.rows_with_problems(key_columns(table), rules)},
            f"{table.qualified}: bookkeeping columns are filled, in range and in order",
        )
    references = [column for column in table.columns if column.references in STAGED_TARGETS]
    if references:
        targets = ", ".join(f"{column.name} in {column.references}" for column in references)
        yield _check(
            table,
            None,
            UNEXPECTED_ROWS,
            {"unexpected_rows_query": _reference_query(table, references)},
            f"{table.qualified}: every reference has its row ({targets})",
        )


def _check(
    table: Table,
    column: str | None,
    expectation: str,
    kwargs: dict[str, JSON],
    title: str,
    *,
    is_row_level: bool = True,
) -> Check:
    return Check(
        suite=SUITE,
        table=table.qualified,
        column=column,
        expectation=expectation,
        kwargs=kwargs,
        severity="critical",
        is_row_level=is_row_level and table.article_key is not None,
        title=title,
        key_columns=key_columns(table),
    )


def _key_check(table: Table) -> Check:
    if len(table.key) == 1:
        return _check(
            table,
            table.key[0],
            "expect_column_values_to_be_unique",
            {},
            f"{table.key[0]} is unique in {table.qualified}",
        )
    columns: list[JSON] = list(table.key)
    return _check(
        table,
        None,
        "expect_compound_columns_to_be_unique",
        {"column_list": columns},
        f"{', '.join(table.key)} together are unique in {table.qualified}",
    )


def _is_read(column: Column) -> bool:
    """Whether people read the column, so that it gets expectations of its own."""
    is_hash = column.name.endswith("_sha256")
    return not (column.kind in BOOKKEEPING_KINDS or column.name in BOOKKEEPING_TEXTS or is_hash)


def _column_checks(table: Table, column: Column) -> Iterator[Check]:
    if not _is_read(column):
        return
    place = f"{table.qualified}.{column.name}"
    if not column.null:
        yield _check(
            table,
            column.name,
            "expect_column_values_to_not_be_null",
            {},
            f"{place} is always stated",
        )
    if column.choices:
        choices: list[JSON] = list(column.choices)
        yield _check(
            table,
            column.name,
            "expect_column_values_to_be_in_set",
            {"value_set": choices},
            f"{place} is one of its {len(choices)} declared values",
        )
    low, high = column.minimum, column.maximum
    if low is not None or high is not None:
        yield _check(
            table,
            column.name,
            "expect_column_values_to_be_between",
            {"min_value": low, "max_value": high},
            f"{place} lies between {_bound(low)} and {_bound(high)}",
        )


def _bound(value: float | None) -> str:
    return "any value" if value is None else f"{value:g}"


def _row_rules(table: Table) -> list[tuple[str, str]]:
    """What can be wrong with one row's bookkeeping columns, with its SQL condition."""
    rules: list[tuple[str, str]] = []
    for column in table.columns:
        if _is_read(column):
            continue
        quoted = sql.name(column.name)
        if not column.null:
            rules.append((f"{column.name}: is missing", f"{quoted} IS NULL"))
        low, high = column.minimum, column.maximum
        if low is not None:
            rules.append((f"{column.name}: below {low:g}", f"{quoted} < {sql.number(low)}"))
        if high is not None:
            rules.append((f"{column.name}: above {high:g}", f"{quoted} > {sql.number(high)}"))
        if column.name.endswith("_sha256"):
            condition = f"NOT regexp_full_match({quoted}, {sql.text('[0-9a-f]{64}')})"
            rules.append((f"{column.name}: not 64 hex digits", condition))
    for start, end in span_pairs(table):
        first, last = sql.name(start), sql.name(end)
        rules.append((f"{end}: before {start}", f"{last} < {first}"))
        rules.append(
            (f"{start}: without {end}, or the reverse", f"({first} IS NULL) != ({last} IS NULL)")
        )
    return rules


def _reference_query(table: Table, references: Sequence[Column]) -> str:
    """Rows whose reference has no target; one branch per referencing column."""
    keys = sql.names(key_columns(table))
    branches = []
    for column in references:
        target, _, target_column = str(column.references).rpartition(".")
        what = f"{column.name}: not in {target}"
        branches.append(
            f"SELECT {keys}, {sql.text(what)} AS problem FROM child "
            f"WHERE {sql.name(column.name)} IS NOT NULL AND {sql.name(column.name)} NOT IN "
            f"(SELECT {sql.name(target_column)} FROM {sql.table_name(target)} "
            f"WHERE {sql.name(target_column)} IS NOT NULL)"
        )
    return f"WITH child AS (SELECT * FROM {sql.BATCH}) {' UNION ALL '.join(branches)}"
