from __future__ import annotations

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from flows.cli.completion import SqlCompleter

COLUMNS = {
    "articles": ["article_id", "title"],
    "lines": ["article_id", "kind"],
    "ops.runs": ["run_id"],
}


def completed(text: str, cursor: int | None = None) -> list[str]:
    completer = SqlCompleter(COLUMNS, ("table", "csv"))
    return [c.text for c in completer.get_completions(Document(text, cursor), CompleteEvent())]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("select * from ", ["articles", "lines", "ops.runs"]),
        ("select * from art", ["articles"]),
        ("select * from ops.", ["ops.runs"]),
        ("sel", ["select"]),
        ("SELECT * FROM articles WHERE TI", ["title"]),
        ("select a. from articles a", ["a.article_id", "a.title"]),
        ("select lines.k from lines", ["lines.kind"]),
        ("select k from articles", []),
        (".sch", [".schema"]),
        (".schema op", ["ops.runs"]),
        (".format c", ["csv"]),
        (".limit ", []),
        ("select nothing_like_it_", []),
    ],
)
def test_completions(text: str, words: list[str]) -> None:
    cursor = {
        "select a. from articles a": 9,
        "select lines.k from lines": 14,
        "select k from articles": 8,
    }
    assert completed(text, cursor.get(text)) == words
