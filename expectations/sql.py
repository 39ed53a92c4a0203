"""How do names and values get into the text of a check's query?

Great Expectations takes a query as text and has no parameters. So names are quoted,
numbers and texts become SQL literals here and nowhere else, and braces are doubled,
because the query is a Python format string in which only `{batch}` stands for the
table.
"""

from __future__ import annotations

from collections.abc import Sequence

BATCH = "{batch}"
"""Stands for the table under check in a query."""


def name(identifier: str) -> str:
    """A quoted SQL identifier, braces doubled.

    >>> name('odd"name')
    '"odd""name"'
    """
    return '"' + _braced(identifier.replace('"', '""')) + '"'


def names(identifiers: Sequence[str], prefix: str = "") -> str:
    """Quoted identifiers, separated by commas.

    >>> names(["a", "b"], "t.")
    't."a", t."b"'
    """
    return ", ".join(prefix + name(identifier) for identifier in identifiers)


def table_name(qualified: str) -> str:
    """A quoted table name.

    >>> table_name("ops.files"), table_name("lines")
    ('"ops"."files"', '"lines"')
    """
    return ".".join(name(part) for part in qualified.split("."))


def text(value: str) -> str:
    """A quoted SQL text literal, braces doubled.

    >>> text("it's")
    "'it''s'"
    """
    return "'" + _braced(value.replace("'", "''")) + "'"


def number(value: float) -> str:
    """A number as SQL.

    >>> number(3), number(0.5)
    ('3', '0.5')
    """
    return f"{value:d}" if isinstance(value, int) else repr(float(value))


def problems(rules: Sequence[tuple[str, str]]) -> str:
    """A list expression: what is wrong with a row.

    Args:
        rules: What is wrong in words, and the SQL condition that it is so. A
            condition that is NULL counts as not so.

    >>> problems([("a: is null", "a IS NULL")])
    "list_filter([CASE WHEN a IS NULL THEN 'a: is null' END], lambda p: p IS NOT NULL)"
    """
    cases = ", ".join(f"CASE WHEN {condition} THEN {text(what)} END" for what, condition in rules)
    return f"list_filter([{cases}], lambda p: p IS NOT NULL)"


def rows_with_problems(key_columns: Sequence[str], rules: Sequence[tuple[str, str]]) -> str:
    """A query for `unexpected_rows_expectation`: one row per failing row and rule.

    Selects the key columns and `problem`, the rule in words.
    """
    keys = names(key_columns)
    return (
        f"SELECT {keys}, unnest(problems) AS problem "
        f"FROM (SELECT {keys}, {problems(rules)} AS problems FROM {BATCH}) "
        f"WHERE len(problems) > 0"
    )


def _braced(part: str) -> str:
    return part.replace("{", "{{").replace("}", "}}")
