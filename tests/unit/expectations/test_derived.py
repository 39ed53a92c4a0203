"""What a declaration implies, and that nothing declared goes unchecked."""

from datetime import date

import pytest

from expectations.between import SPAN_TEXTS, between_checks, rebuild_parts
from expectations.checks import AuditOutcome, Check, CheckResult, RowFailure
from expectations.derived import checks_for, span_pairs
from expectations.newsroom import NewsroomOptions, newsroom_checks
from transforms.errors import UsageError
from transforms.tables import FACT_TABLES, TABLES, table


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.qualified)
def test_every_required_or_bounded_column_is_checked(declared):
    checks = checks_for(declared)
    queries = " ".join(str(check.kwargs.get("unexpected_rows_query", "")) for check in checks)
    for column in declared.columns:
        own = {check.expectation for check in checks if check.column == column.name}
        if not column.null:
            is_bundled = f"'{column.name}: is missing'" in queries
            assert is_bundled or "expect_column_values_to_not_be_null" in own, column.name
        if column.choices:
            assert "expect_column_values_to_be_in_set" in own
        if column.minimum is not None:
            is_bundled = f"'{column.name}: below " in queries
            assert is_bundled or "expect_column_values_to_be_between" in own


@pytest.mark.parametrize("declared", FACT_TABLES, ids=lambda declared: declared.qualified)
def test_every_table_of_facts_checks_its_key_and_columns(declared):
    names = {check.expectation for check in checks_for(declared)}
    assert "expect_table_columns_to_match_set" in names
    assert names & {"expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique"}


def test_every_span_with_words_is_compared_with_the_text():
    between = {check.table: str(check.kwargs) for check in between_checks()}
    for declared in FACT_TABLES:
        for start, _ in span_pairs(declared):
            if start.startswith("raw_") or declared.article_key is None:
                continue
            assert declared.qualified in between
    for name, spans in SPAN_TEXTS.items():
        for start, end, words in spans:
            assert {start, end, words} <= set(table(name).dtypes)
            assert f"c.{words} IS DISTINCT FROM" in between[name]


def test_rows_of_articles_name_their_article_first():
    checks = [*(c for t in TABLES for c in checks_for(t)), *between_checks()]
    for check in checks:
        if check.is_row_level:
            assert check.key_columns[0] == "article_id", check.name


def test_no_two_checks_look_the_same():
    """A result is told from the others by suite, place and title."""
    checks = [*(c for t in TABLES for c in checks_for(t)), *between_checks()]
    checks += newsroom_checks(NewsroomOptions(run_day=date(2026, 1, 1)))
    names = [(check.suite, check.name, check.title) for check in checks]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("volume_severity", "fatal"),
        ("article_removed_share", 1.1),
        ("source_removed_share", -0.1),
        ("volume_low", 2.0),
        ("volume_high", 0.5),
        ("least_words", -1),
        ("days_ahead", -1),
    ],
)
def test_options_that_no_run_could_meet(setting, value):
    with pytest.raises(UsageError, match=setting):
        NewsroomOptions(run_day=date(2026, 1, 1), **{setting: value})


def a_check(**changes: object) -> Check:
    values = {
        "suite": "derived",
        "table": "articles",
        "column": "text",
        "expectation": "e",
        "kwargs": {},
        "severity": "critical",
        "is_row_level": True,
        "title": "t",
        "key_columns": ("article_id",),
    }
    return Check(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "is_success", "error", "is_named", "is_blocking"),
    [
        ({}, True, None, False, False),
        ({}, False, None, True, False),
        ({}, False, None, False, True),
        ({}, False, "boom", True, True),
        ({"is_row_level": False}, False, None, False, True),
        ({"severity": "warning"}, False, "boom", False, False),
        ({"severity": "warning", "is_row_level": False}, False, None, False, False),
    ],
)
def test_what_blocks(changes, is_success, error, is_named, is_blocking):
    check = a_check(**changes)
    result = CheckResult(check, is_success, error=error)
    failures = (RowFailure(1, a_check(**changes), "d"),) if is_named else ()
    outcome = AuditOutcome((result,), failures, 0.0, 0.0)
    assert (outcome.blocking == (result,)) is is_blocking


def test_rebuilding_is_cut_by_size_and_covers_every_article() -> None:
    assert rebuild_parts(1000) == 1
    parts = rebuild_parts(50_000_000)
    titles = [check.title for check in between_checks(parts) if "rebuilt" in check.title]
    assert titles == [
        f"articles: the raw text can be rebuilt from lines (part {n} of 3)" for n in (1, 2, 3)
    ]
