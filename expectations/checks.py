"""What is checked, and what came out, as data?

Checks are made here in the parent process and travel to the audit process as
JSON, so nothing in this module knows Great Expectations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JSON = None | bool | int | float | str | list[Any] | dict[str, Any]
"""A value that JSON can hold. Dates are written as ISO 8601 text."""

UNEXPECTED_ROWS = "unexpected_rows_expectation"
"""The expectation that a query finds no rows. Its query selects the key columns of
each failing row and, where one check covers several columns, `problem`: "column: rule"."""

SAMPLE_SIZE = 20
"""Failing rows whose keys are kept with a result. Great Expectations itself stops
at 20 index rows in SQL mode; the failing articles are always complete."""


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on one table.

    Args:
        suite: Suite that it belongs to: `derived`, `between`, `newsroom`, `custom`.
        table: Table as people call it: `articles`, `ops.files`.
        column: Column it is about; None: the whole table or several columns.
        expectation: Great Expectations' name in snake case.
        kwargs: Its arguments, without `column`.
        severity: `critical`, `warning` or `info`.
        is_row_level: A failing row stands for itself: when critical, its article
            goes to quarantine. Otherwise a critical failure blocks the publish.
        title: The check in words, for people.
        key_columns: Columns that name a failing row. Begins with `article_id` in
            tables of articles. Empty: rows can't be named.
    """

    suite: str
    table: str
    column: str | None
    expectation: str
    kwargs: Mapping[str, JSON]
    severity: str
    is_row_level: bool
    title: str
    key_columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name that says where and what: `articles.text: expect_…`."""
        place = self.table if self.column is None else f"{self.table}.{self.column}"
        return f"{place}: {self.expectation}"

    @property
    def is_blocking(self) -> bool:
        """Whether a failure stops the publish."""
        return self.severity == "critical" and not self.is_row_level

    @property
    def takes_articles(self) -> bool:
        """Whether a failing row takes its article to quarantine."""
        return self.severity == "critical" and self.is_row_level


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found.

    Args:
        check: The check.
        is_success: False also when the check could not be carried out.
        element_count: Rows of the table; None for checks that don't count rows.
        unexpected_count: Rows that failed; None for checks that don't count rows.
        observed_value: What was seen, in words; None: nothing to say.
        sample_keys: Key columns of up to `SAMPLE_SIZE` failing rows.
        error: Why the check could not be carried out; None: it was.
    """

    check: Check
    is_success: bool
    element_count: int | None = None
    unexpected_count: int | None = None
    observed_value: str | None = None
    sample_keys: list[dict[str, JSON]] = field(default_factory=list)
    error: str | None = None

    @property
    def unexpected_share(self) -> float | None:
        """`unexpected_count` by `element_count`, at most 1; None where either is unknown."""
        if self.unexpected_count is None or not self.element_count:
            return None
        return min(1.0, self.unexpected_count / self.element_count)


@dataclass(frozen=True, slots=True)
class RowFailure:
    """One article that breaks one critical row-level check.

    Args:
        article_id: The article.
        check: The check.
        detail: The failing keys and values, in words.
    """

    article_id: int
    check: Check
    detail: str


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What to audit.

    Args:
        database: Path of the DuckDB file. It is opened read-only; nobody may hold
            it open for writing meanwhile. Its name may hold letters, digits, dots,
            dashes and underscores only.
        tables_with_rows: Tables to look into; checks of others are left out.
        checks: The checks.
        data_docs_directory: Where Great Expectations' own pages are written to;
            None: nowhere.
        memory_limit: DuckDB's memory limit in the audit process ("512MB").
    """

    database: str
    tables_with_rows: tuple[str, ...]
    checks: tuple[Check, ...]
    data_docs_directory: str | None = None
    memory_limit: str = "1GB"


@dataclass(frozen=True, slots=True)
class AuditOutcome:
    """What the audit found.

    Args:
        results: One per check of a table with rows, in the order of the request.
        failures: Every article that breaks a critical row-level check, once per
            check; sorted by check and article.
        seconds: Time from request to answer.
        cpu_seconds: CPU time of the audit process since its start, imports included.
    """

    results: tuple[CheckResult, ...]
    failures: tuple[RowFailure, ...]
    seconds: float
    cpu_seconds: float

    @property
    def blocking(self) -> tuple[CheckResult, ...]:
        """Results that stop the publish.

        A critical table-level check that failed, and any critical check that could
        not be carried out or whose failing articles can't be named: what nobody
        looked at has not passed.
        """
        named = {_identity(failure.check) for failure in self.failures}
        return tuple(
            result
            for result in self.results
            if not result.is_success
            and result.check.severity == "critical"
            and (
                not result.check.is_row_level
                or result.error is not None
                or _identity(result.check) not in named
            )
        )


def _identity(check: Check) -> tuple[str, str, str]:
    return check.suite, check.name, check.title
