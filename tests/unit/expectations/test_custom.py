"""Checks of the configuration file: what is meant, and what is wrong with them."""

# ruff: noqa: E501 - tables of cases, one case per line

from datetime import date

import pytest

from expectations.custom import SUPPORTED, custom_checks
from transforms.errors import UsageError

GOOD = {
    "table": "articles",
    "column": "section",
    "expectation": "expect_column_values_to_be_in_set",
    "value_set": ["Politics"],
}


def test_defaults_are_a_warning_for_each_row():
    (check,) = custom_checks([GOOD])
    assert (check.suite, check.severity, check.is_row_level) == ("custom", "warning", True)
    assert check.kwargs == {"value_set": ["Politics"]}
    assert check.key_columns == ("article_id",)
    assert check.title == "articles.section: expect column values to be in set"


def test_dates_become_text_and_titles_are_kept():
    (check,) = custom_checks(
        [
            {
                "table": "articles",
                "column": "published_at",
                "expectation": "expect_column_values_to_be_between",
                "min_value": date(2020, 1, 1),
                "title": "not older than the paper",
                "severity": "critical",
                "row_level": False,
            }
        ]
    )
    assert check.kwargs == {"min_value": "2020-01-01"}
    assert (check.title, check.is_blocking) == ("not older than the paper", True)


def test_tables_without_articles_are_judged_as_a_whole():
    (check,) = custom_checks(
        [
            {
                "table": "sources",
                "column": "name",
                "expectation": "expect_column_values_to_not_be_null",
            }
        ]
    )
    assert check.is_row_level is False


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"table": "article"}, r"expectations\[1\]\.table: unknown: 'article'; did you mean 'articles'"),
        ({"table": "ops.runs"}, r"expectations\[1\]\.table: unknown"),
        ({"column": "sction"}, r"did you mean 'section'"),
        ({"expectation": "expect_column_values_to_be_in"}, r"did you mean 'expect_column_values_to_be_in_set'"),
        ({"valueset": 3}, r"expectations\[1\]\.valueset: unknown argument; did you mean 'value_set'"),
        ({"severity": "fatal"}, r"severity: unknown: 'fatal'; use one of critical, warning, info"),
        ({"row_level": "yes"}, r"row_level: 'yes' does not fit"),
        ({"table": "sources", "column": "name", "row_level": True}, r"row_level: True does not fit"),
        ({"column": None}, r"column: unknown: None"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_a_suggestion(change, message):
    with pytest.raises(UsageError, match=message) as caught:
        custom_checks([GOOD | change])
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("missing", ["table", "column", "expectation", "value_set"])
def test_what_is_missing_is_named(missing):
    entry = {key: value for key, value in GOOD.items() if key != missing}
    with pytest.raises(UsageError, match=rf"{missing}: is missing"):
        custom_checks([entry])


@pytest.mark.parametrize("query", ["SELECT 1", "SELECT * FROM {batch} WHERE x = '{y}'", "SELECT {"])
def test_a_query_must_read_the_batch(query):
    entry = {
        "table": "articles",
        "expectation": "unexpected_rows_expectation",
        "unexpected_rows_query": query,
    }
    with pytest.raises(UsageError, match="batch"):
        custom_checks([entry])


def test_columns_in_arguments_must_exist():
    entry = {
        "table": "lines",
        "expectation": "expect_compound_columns_to_be_unique",
        "column_list": ["article_id", "line_nr"],
    }
    with pytest.raises(UsageError, match=r"no column 'line_nr'; did you mean 'line_no'"):
        custom_checks([entry])


def test_the_list_of_expectations_is_that_of_great_expectations():
    """Names and arguments exist there; asked in a process of its own, as ever."""
    import json
    import subprocess
    import sys
    from pathlib import Path

    code = """
import json, os, sys
from expectations.duck import gx
from great_expectations.expectations.registry import get_expectation_impl
names = json.loads(sys.argv[1])
found = {n: sorted(get_expectation_impl(n).__fields__) for n in names}
sys.stdout.write(json.dumps(found)); sys.stdout.flush(); os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, json.dumps(list(SUPPORTED))],
        capture_output=True,
        cwd=Path(__file__).parents[3],
        check=True,
        timeout=120,
    )
    fields = json.loads(done.stdout)
    for name, supported in SUPPORTED.items():
        assert {*supported.required, *supported.optional} <= set(fields[name]), name
        assert ("column" in fields[name]) == supported.has_column, name
