"""What does Great Expectations say about these checks?

Two passes. The first asks of every check of a table whether it holds, in one
validation, so that Great Expectations bundles the metrics into few queries. The
second takes only the checks that failed and finds the failing rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import great_expectations as gx
from great_expectations.exceptions.exceptions import GreatExpectationsError
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.registry import get_expectation_impl

from expectations.checks import JSON, SAMPLE_SIZE, UNEXPECTED_ROWS, Check, CheckResult, RowFailure
from expectations.duck import Staging
from expectations.sql import name, names, table_name

DETAIL_ROWS = 3
"""Failing rows of an article that are written out; the others are counted."""

VALUE_LENGTH = 80
"""Characters of a failing value that are shown."""

ERROR_LENGTH = 600

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What Great Expectations answered on one check."""

    is_success: bool
    result: dict[str, Any]
    error: str | None


def validate(
    staging: Staging, tables: Sequence[str], checks: Sequence[Check]
) -> tuple[list[tuple[int, CheckResult]], list[RowFailure]]:
    """Results and failing articles of the checks on `tables`.

    Returns:
        One (index into `checks`, result) per check of a table in `tables`, in
        order, and the failures, ordered by check and article.
    """
    results: list[tuple[int, CheckResult]] = []
    failures: list[tuple[int, RowFailure]] = []
    for table in dict.fromkeys(check.table for check in checks):
        if table not in tables:
            continue
        numbered = [(i, check) for i, check in enumerate(checks) if check.table == table]
        for index, result, found in _validate_table(staging, table, numbered):
            results.append((index, result))
            failures.extend((index, failure) for failure in found)
    results.sort(key=lambda pair: pair[0])
    failures.sort(key=lambda pair: (pair[0], pair[1].article_id))
    return results, [failure for _, failure in failures]


def _validate_table(
    staging: Staging, table: str, numbered: Sequence[tuple[int, Check]]
) -> Iterator[tuple[int, CheckResult, list[RowFailure]]]:
    try:
        row_count = int(staging.rows(f"SELECT count(*) AS n FROM {table_name(table)}")[0]["n"])
        batch = staging.batch(table)
    except Exception as error:  # a table that can't be read fails every check on it
        for index, check in numbered:
            yield index, CheckResult(check, False, error=_shortened(str(error))), []
        return
    checks = dict(numbered)
    first = _verdicts(batch, checks, {"result_format": "BOOLEAN_ONLY"})
    for index, check in numbered:
        verdict = first[index]
        if verdict.error is not None:
            # One broken check spoils the query it was bundled into: ask it alone.
            verdict = _verdicts(batch, {index: check}, {"result_format": "BOOLEAN_ONLY"})[index]
        if verdict.error is not None:
            yield index, CheckResult(check, False, row_count, error=verdict.error), []
        elif verdict.is_success and not _observes(check):
            yield index, CheckResult(check, True, row_count, _zero(check)), []
        else:
            yield index, *_explained(staging, batch, check, row_count)


def _explained(
    staging: Staging, batch: Any, check: Check, row_count: int
) -> tuple[CheckResult, list[RowFailure]]:
    """The result of a failed check, with its rows; any trouble on the way is its error."""
    try:
        return _second_pass(staging, batch, check, row_count)
    except Exception as error:  # never a pass: the result says what went wrong
        return CheckResult(check, False, row_count, error=_shortened(str(error))), []


def _second_pass(
    staging: Staging, batch: Any, check: Check, row_count: int
) -> tuple[CheckResult, list[RowFailure]]:
    columns = _domain_columns(check)
    verdict = _verdicts(
        batch,
        {0: check},
        {
            "result_format": "BASIC",
            "return_unexpected_index_query": True,
            "unexpected_index_column_names": [k for k in check.key_columns if k not in columns],
        },
    )[0]
    if verdict.error is not None:
        return CheckResult(check, False, row_count, error=verdict.error), []
    answer = verdict.result
    result = CheckResult(
        check,
        verdict.is_success,
        answer.get("element_count", row_count),
        answer.get("unexpected_count"),
        _observed(answer),
    )
    query = _failing_rows_query(check, answer)
    if verdict.is_success or query is None:
        return result, []
    return _with_rows(staging, replace(result, is_success=False), query)


def _verdicts(
    batch: Any, checks: dict[int, Check], result_format: dict[str, Any]
) -> dict[int, _Verdict]:
    """Great Expectations' answers by the checks' numbers, from one validation."""
    verdicts: dict[int, _Verdict] = {}
    expectations = []
    for index, check in checks.items():
        try:
            expectations.append(expectation(check, index))
        except (ValueError, TypeError, GreatExpectationsError) as error:
            verdicts[index] = _Verdict(False, {}, _shortened(str(error)))
    if not expectations:
        return verdicts
    suite = gx.ExpectationSuite(name="audit", expectations=expectations)
    for found in batch.validate(suite, result_format=result_format).results:
        config = found.expectation_config
        meta = (config.meta if config is not None else None) or {}
        verdicts[int(meta["check"])] = _Verdict(
            bool(found.success), dict(found.result), _raised(found.exception_info)
        )
    for index in checks:
        verdicts.setdefault(index, _Verdict(False, {}, "no answer from Great Expectations"))
    return verdicts


def expectation(check: Check, index: int) -> Any:
    """Great Expectations' own object for a check; `index` travels in its meta."""
    kwargs: dict[str, Any] = dict(check.kwargs)
    if check.column is not None and check.expectation.startswith("expect_column_"):
        kwargs.setdefault("column", check.column)
    return get_expectation_impl(check.expectation)(
        **kwargs,
        severity=FailureSeverity(check.severity),
        description=check.title,
        meta={"check": index},
    )


def _raised(exception_info: Any) -> str | None:
    """The message of the first exception, or None. The info is a dict or a dict of dicts."""
    if not isinstance(exception_info, dict):
        return None
    infos = [exception_info, *(v for v in exception_info.values() if isinstance(v, dict))]
    for info in infos:
        if info.get("raised_exception"):
            return _shortened(str(info.get("exception_message") or "the check raised an error"))
    return None


def _observes(check: Check) -> bool:
    """Whether a passed check has a value to tell: a mean, a number of rows."""
    return _zero(check) is None and check.expectation != "expect_table_columns_to_match_set"


def _zero(check: Check) -> int | None:
    """Unexpected rows of a passed check: 0 where rows are judged one by one, else None."""
    if check.expectation == UNEXPECTED_ROWS or "_values_" in check.expectation:
        return 0
    by_row = ("expect_column_value_lengths_", "expect_compound_columns_", "expect_select_column_")
    return 0 if check.expectation.startswith(by_row) else None


def _observed(answer: dict[str, Any]) -> str | None:
    if "observed_value" in answer:
        return _shown(answer["observed_value"])
    values = answer.get("partial_unexpected_list") or []
    distinct = list(dict.fromkeys(_shown(value) for value in values))
    return ", ".join(distinct[:5]) + (", …" if len(distinct) > 5 else "") or None


def _shown(value: Any) -> str:
    """A value in words, cut to `VALUE_LENGTH`."""
    if value is None:
        return "NULL"
    is_nested = isinstance(value, list | dict)
    text = json.dumps(value, default=str, ensure_ascii=False) if is_nested else str(value)
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"


def _shortened(message: str) -> str:
    # SQLAlchemy adds the whole statement and a link to its messages.
    message = message.split("\n[SQL:", maxsplit=1)[0].strip()
    return message if len(message) <= ERROR_LENGTH else message[: ERROR_LENGTH - 1] + "…"


def _domain_columns(check: Check) -> list[str]:
    kwargs = check.kwargs
    listed = kwargs.get("column_list")
    if isinstance(listed, list):
        return [str(column) for column in listed]
    pair = [kwargs[key] for key in ("column_A", "column_B") if key in kwargs]
    if pair:
        return [str(column) for column in pair]
    return [check.column] if check.column is not None else []


def _failing_rows_query(check: Check, answer: dict[str, Any]) -> str | None:
    """A query for the failing rows: all of them, with the key columns."""
    table = table_name(check.table)
    if check.expectation == UNEXPECTED_ROWS:
        query = str(check.kwargs["unexpected_rows_query"])
        return query.format(batch=f"(SELECT * FROM {table}) AS batch").rstrip("; \n")
    if "unique" in check.expectation and "proportion" not in check.expectation:
        # Great Expectations' own query for this joins the table with itself unkeyed.
        columns = names(_domain_columns(check))
        return f"SELECT * FROM {table} QUALIFY count(*) OVER (PARTITION BY {columns}) > 1"
    query = answer.get("unexpected_index_query") or ""
    return query.rstrip("; \n") or None


def _with_rows(
    staging: Staging, result: CheckResult, query: str
) -> tuple[CheckResult, list[RowFailure]]:
    """The result with keys and counts of its failing rows, and the failing articles."""
    check = result.check
    described = staging.rows(f"DESCRIBE {query}")
    available = [str(row["column_name"]) for row in described]
    keys = [key for key in check.key_columns if key in available]
    shown = [c for c in ("problem", *_domain_columns(check)) if c in available and c not in keys]
    if check.expectation == UNEXPECTED_ROWS:
        result = _counted(staging, result, query, keys, "problem" in available)
    sample = _rows(staging, query, keys, shown, f"ORDER BY ALL LIMIT {SAMPLE_SIZE}")
    result = replace(result, sample_keys=[_json_row(row) for row in sample])
    if not check.takes_articles:
        return result, []
    if "article_id" not in keys:
        return replace(result, error="the failing rows name no article"), []
    return _articles(staging, result, query, keys, shown)


def _rows(
    staging: Staging, query: str, keys: Sequence[str], shown: Sequence[str], rest: str
) -> list[Row]:
    values = [f"left({name(c)}::VARCHAR, {VALUE_LENGTH}) AS {name(c)}" for c in shown]
    columns = ", ".join([*(name(key) for key in keys), *values]) or "*"
    return staging.rows(f"SELECT {columns} FROM ({query}) AS failing {rest}")


def _counted(
    staging: Staging, result: CheckResult, query: str, keys: Sequence[str], has_problem: bool
) -> CheckResult:
    """With the number of distinct failing rows, and the problems by frequency."""
    distinct = f"SELECT DISTINCT {names(keys)} FROM ({query})" if keys else query
    count = int(staging.rows(f"SELECT count(*) AS n FROM ({distinct}) AS rows")[0]["n"])
    observed = f"{count} rows"
    if has_problem:
        found = staging.rows(
            f"SELECT problem, count(*) AS n FROM ({query}) AS failing "
            f"GROUP BY problem ORDER BY n DESC, problem LIMIT 6"
        )
        told = [f"{_shown(row['problem'])} ({row['n']})" for row in found[:5]]
        observed = "; ".join([*told, *(["…"] if len(found) > 5 else [])])
    return replace(result, unexpected_count=count, observed_value=observed)


def _articles(
    staging: Staging,
    result: CheckResult,
    query: str,
    keys: Sequence[str],
    shown: Sequence[str],
) -> tuple[CheckResult, list[RowFailure]]:
    """Every failing article once, with its first rows written out."""
    numbered = (
        f"SELECT *, count(*) OVER (PARTITION BY article_id) AS row_count_of_article "
        f"FROM ({query}) AS failing QUALIFY row_number() OVER "
        f"(PARTITION BY article_id ORDER BY {names(keys)}) <= {DETAIL_ROWS}"
    )
    order = f"ORDER BY {names(keys)}"
    rows = _rows(staging, numbered, [*keys, "row_count_of_article"], shown, order)
    by_article: dict[int, list[Row]] = {}
    unnamed: Counter[str] = Counter()
    for row in rows:
        if row["article_id"] is None:
            unnamed["rows"] = row["row_count_of_article"]
        else:
            by_article.setdefault(int(row["article_id"]), []).append(row)
    failures = [
        RowFailure(article_id, result.check, _detail(found, keys))
        for article_id, found in by_article.items()
    ]
    if unnamed:
        message = f"{unnamed['rows']} failing rows have no article_id"
        return replace(result, error=message), failures
    return result, failures


def _detail(rows: Iterable[Row], keys: Sequence[str]) -> str:
    """The failing rows of one article in words."""
    parts = []
    total = 0
    for row in rows:
        total = int(row.pop("row_count_of_article"))
        place = ", ".join(f"{key} {row[key]}" for key in keys if key != "article_id")
        problem = row.get("problem")
        values = [f"{k} = {_shown(v)}" for k, v in row.items() if k not in (*keys, "problem")]
        what = ", ".join([*([str(problem)] if problem else []), *values])
        parts.append(": ".join(part for part in (place, what) if part))
    told = [part for part in parts if part]
    if not told:
        return f"{total} rows" if total > 1 else "the row itself"
    left = total - len(told)
    return "; ".join(told) + (f"; and {left} more" if left else "")


def _json_row(row: Row) -> dict[str, JSON]:
    plain = (bool, int, float, str, type(None))
    return {key: value if isinstance(value, plain) else str(value) for key, value in row.items()}
