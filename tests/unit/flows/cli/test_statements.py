from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.cli.statements import is_empty, split, split_all


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", []),
        (" ;; ; ", []),
        ("-- only a remark;", []),
        ("/* a; b */", []),
        ("select 1", ["select 1"]),
        ("select 1; select 2;", ["select 1", "select 2"]),
        ("select 'a;''b'; select \"c;\"\"d\"", ["select 'a;''b'", 'select "c;""d"']),
        ("select $$;$$, $x$ $$;' $x$; select 2", ["select $$;$$, $x$ $$;' $x$", "select 2"]),
        ("select 1 -- ; '\n; select 2", ["select 1 -- ; '", "select 2"]),
        ("select 1 /* ' ; */; select 4/2", ["select 1 /* ' ; */", "select 4/2"]),
        ("select 'open; select 2;", ["select 'open; select 2;"]),
        ("select $1; select 3", ["select $1", "select 3"]),
    ],
)
def test_statements(text: str, statements: list[str]) -> None:
    assert [s.text for s in split_all(text)] == statements


def test_line_numbers() -> None:
    text = "\n\nselect 1;\n-- two\n\nselect 2; select 3"
    assert [s.line_no for s in split_all(text)] == [3, 6, 6]


@given(st.text(alphabet="a;'\"$-/*\n ", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    found, rest = split(text)
    assert text.endswith(rest)
    for statement in found:
        assert statement.text in text
        assert not is_empty(statement.text)


def test_a_huge_text_is_split_in_time() -> None:
    assert len(split_all("select 'a;b';\n" * 5_000)) == 5_000
