"""Which checks does the configuration file add?

Each `[[expectations]]` table of copydesk.toml is one check:

    [[expectations]]
    table = "articles"
    column = "section"
    expectation = "expect_column_values_to_be_in_set"
    value_set = ["Politics", "Business"]
    severity = "warning"

`table`, `expectation` are required; `column` where the expectation is about one;
`severity` (warning by default), `row_level` and `title` are optional; everything
else goes to the expectation.
"""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from expectations.checks import UNEXPECTED_ROWS, Check
from expectations.derived import key_columns
from transforms.errors import UsageError
from transforms.schema import Table
from transforms.tables import FACT_TABLES, table
from transforms.tables.runs import SEVERITIES

SUITE = "custom"

CHECKED_TABLES: tuple[Table, ...] = (*FACT_TABLES, table("ops.files"))
"""Tables that a run stages, so that an expectation can look into them."""

OWN_SETTINGS = ("table", "column", "expectation", "severity", "row_level", "title")


@dataclass(frozen=True, slots=True)
class Supported:
    """An expectation that works on DuckDB.

    Args:
        required: Arguments that must be given.
        optional: Arguments that may be given.
        has_column: Whether it is about one column.
        by_row: Whether it judges row by row, so that failing rows can be named.
    """

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    has_column: bool = True
    by_row: bool = True


_RANGE = ("min_value", "max_value", "strict_min", "strict_max")
_BY_ROW = Supported(optional=("mostly",))
_AGGREGATE = Supported(optional=_RANGE, by_row=False)
_PAIR = ("mostly", "ignore_row_if")

SUPPORTED: dict[str, Supported] = {
    "expect_column_values_to_not_be_null": _BY_ROW,
    "expect_column_values_to_be_null": _BY_ROW,
    "expect_column_values_to_be_unique": _BY_ROW,
    "expect_column_values_to_be_between": Supported(optional=(*_RANGE, "mostly")),
    "expect_column_values_to_be_in_set": Supported(("value_set",), ("mostly",)),
    "expect_column_values_to_not_be_in_set": Supported(("value_set",), ("mostly",)),
    "expect_column_value_lengths_to_be_between": Supported(optional=(*_RANGE, "mostly")),
    "expect_column_value_lengths_to_equal": Supported(("value",), ("mostly",)),
    "expect_column_values_to_match_regex": Supported(("regex",), ("mostly",)),
    "expect_column_values_to_not_match_regex": Supported(("regex",), ("mostly",)),
    "expect_column_values_to_match_regex_list": Supported(("regex_list",), ("match_on", "mostly")),
    "expect_column_values_to_not_match_regex_list": Supported(("regex_list",), ("mostly",)),
    "expect_column_mean_to_be_between": _AGGREGATE,
    "expect_column_median_to_be_between": _AGGREGATE,
    "expect_column_stdev_to_be_between": _AGGREGATE,
    "expect_column_sum_to_be_between": _AGGREGATE,
    "expect_column_min_to_be_between": _AGGREGATE,
    "expect_column_max_to_be_between": _AGGREGATE,
    "expect_column_unique_value_count_to_be_between": _AGGREGATE,
    "expect_column_proportion_of_unique_values_to_be_between": _AGGREGATE,
    "expect_column_distinct_values_to_be_in_set": Supported(("value_set",), by_row=False),
    "expect_column_pair_values_a_to_be_greater_than_b": Supported(
        ("column_A", "column_B"), ("or_equal", *_PAIR), has_column=False
    ),
    "expect_column_pair_values_to_be_equal": Supported(
        ("column_A", "column_B"), _PAIR, has_column=False
    ),
    "expect_compound_columns_to_be_unique": Supported(("column_list",), _PAIR, has_column=False),
    "expect_table_row_count_to_be_between": Supported(
        optional=_RANGE, has_column=False, by_row=False
    ),
    "expect_table_row_count_to_equal": Supported(("value",), has_column=False, by_row=False),
    UNEXPECTED_ROWS: Supported(("unexpected_rows_query",), has_column=False),
}
"""Expectations of Great Expectations 1.24 that were tried on DuckDB and work there.
`expect_column_values_to_match_like_pattern` and the quantile expectation do not."""

_COLUMN_ARGUMENTS = ("column_A", "column_B", "column_list")


def custom_checks(config: Sequence[Mapping[str, Any]]) -> tuple[Check, ...]:
    """The checks of the configuration's `[[expectations]]`, in their order.

    `row_level` defaults to whether the expectation judges row by row in a table of
    articles: critical failures then take the article to quarantine. A query
    (`unexpected_rows_expectation`) must select `article_id` for that.

    Raises:
        UsageError: A table, column, expectation, argument or severity is unknown or
            missing; the message has the entry's number and a suggestion.
    """
    return tuple(_check(f"expectations[{i}]", entry) for i, entry in enumerate(config, 1))


def _check(place: str, entry: Mapping[str, Any]) -> Check:
    names = [declared.qualified for declared in CHECKED_TABLES]
    declared = table(_choice(place, "table", entry, names))
    expectation = _choice(place, "expectation", entry, list(SUPPORTED))
    supported = SUPPORTED[expectation]
    column = _column(place, entry, declared, supported)
    kwargs = _arguments(place, entry, declared, supported)
    severity = _choice(place, "severity", {"severity": "warning", **entry}, list(SEVERITIES))
    by_article = supported.by_row and declared.article_key is not None
    is_row_level = entry.get("row_level", by_article)
    if not isinstance(is_row_level, bool) or (is_row_level and not by_article):
        raise UsageError(
            f"{place}.row_level",
            f"{is_row_level!r} does not fit {expectation} on {declared.qualified}",
            "use false, or an expectation that judges rows of a table of articles",
        )
    return Check(
        suite=SUITE,
        table=declared.qualified,
        column=column,
        expectation=expectation,
        kwargs=kwargs,
        severity=severity,
        is_row_level=is_row_level,
        title=str(entry.get("title") or _title(declared, column, expectation)),
        key_columns=key_columns(declared),
    )


def _title(declared: Table, column: str | None, expectation: str) -> str:
    place = declared.qualified if column is None else f"{declared.qualified}.{column}"
    return f"{place}: {expectation.replace('_', ' ')}"


def _choice(place: str, setting: str, entry: Mapping[str, Any], allowed: list[str]) -> str:
    if setting not in entry:
        raise UsageError(f"{place}.{setting}", "is missing", f"use one of {', '.join(allowed)}")
    value = entry[setting]
    if value not in allowed:
        raise UsageError(f"{place}.{setting}", f"unknown: {value!r}", _suggestion(value, allowed))
    return str(value)


def _suggestion(value: object, allowed: Iterable[str]) -> str:
    known = list(allowed)
    close = difflib.get_close_matches(str(value), known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"use one of {', '.join(known)}" if known else "leave it out"


def _column(
    place: str, entry: Mapping[str, Any], declared: Table, supported: Supported
) -> str | None:
    if supported.has_column:
        return _choice(place, "column", entry, list(declared.dtypes))
    if "column" in entry and entry["column"] not in declared.dtypes:
        return _choice(place, "column", entry, list(declared.dtypes))
    return entry.get("column")


def _arguments(
    place: str, entry: Mapping[str, Any], declared: Table, supported: Supported
) -> dict[str, Any]:
    given = {key: _plain(value) for key, value in entry.items() if key not in OWN_SETTINGS}
    allowed = (*supported.required, *supported.optional)
    for name in given:
        if name not in allowed:
            raise UsageError(f"{place}.{name}", "unknown argument", _suggestion(name, allowed))
    for name in supported.required:
        if name not in given:
            raise UsageError(f"{place}.{name}", "is missing", f"{entry['expectation']} needs it")
    _require_columns(place, given, declared)
    if "unexpected_rows_query" in given:
        _require_batch(place, given["unexpected_rows_query"])
    return given


def _require_columns(place: str, given: Mapping[str, Any], declared: Table) -> None:
    for name in _COLUMN_ARGUMENTS:
        value = given.get(name, [])
        for column in value if isinstance(value, list) else [value]:
            if column not in declared.dtypes:
                raise UsageError(
                    f"{place}.{name}",
                    f"{declared.qualified} has no column {column!r}",
                    _suggestion(column, declared.dtypes),
                )


def _require_batch(place: str, query: object) -> None:
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(str(query))]
    except ValueError:
        fields = []
    if {field for field in fields if field is not None} != {"batch"}:
        raise UsageError(
            f"{place}.unexpected_rows_query",
            "does not read from {batch}, or has other words in braces",
            "write FROM {batch} for the table under check, and {{ }} for other braces",
        )


def _plain(value: Any) -> Any:
    """A TOML value as JSON: dates and times as ISO 8601 text."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
