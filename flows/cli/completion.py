"""Which words could come next in a query?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

KEYWORDS = tuple(
    re.findall(
        r"\w+",
        """
        all and any as asc between by case cast count cross current_date describe desc distinct
        else end except exclude exists explain false from full group having ilike in inner
        intersect is join left like limit not null nulls offset on or order outer over partition
        pivot qualify right select summarize then true union using values when where window with
        """,
    )
)
"""SQL words that a reader's query is made of. Writing words are left out: sql only reads."""

_WORD = re.compile(r"[\w.]*$")
_ALIAS = r"\b{table}\s+(?:as\s+)?{alias}\b"


class SqlCompleter(Completer):
    """Completes tables, columns, keywords and dot commands.

    Args:
        columns: Column names by table, as people write it.
        forms: Arguments of .format.
    """

    def __init__(self, columns: Mapping[str, Sequence[str]], forms: Sequence[str]) -> None:
        self._columns = columns
        self._forms = forms

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Candidates for the word before the cursor, nearest kind first."""
        before = document.text_before_cursor
        found = _WORD.search(before)
        word = found.group() if found else ""
        for candidate, kind in self._candidates(document.text, before, word):
            if candidate.lower().startswith(word.lower()) and candidate.lower() != word.lower():
                yield Completion(candidate, start_position=-len(word), display_meta=kind)

    def _candidates(self, text: str, before: str, word: str) -> list[tuple[str, str]]:
        if before.lstrip().startswith("."):
            return self._dot(before.lstrip())
        named = [table for table in self._columns if _mentions(text, table)]
        tables = [(table, "table") for table in self._columns]
        if "." in word:
            return [*self._qualified(text, word.rsplit(".", 1)[0], named), *tables]
        # Columns of the tables that the query names come first; without any, all columns.
        sources = named or list(self._columns)
        columns = dict.fromkeys(c for table in sources for c in self._columns[table])
        fields = [(column, "column") for column in columns]
        if re.search(r"\b(?:from|join|describe|summarize)\s+[\w.]*$", before, re.IGNORECASE):
            return tables
        keywords = [(keyword, "keyword") for keyword in KEYWORDS]
        if not word:
            return [*fields, *tables]
        return [*fields, *tables, *keywords]

    def _dot(self, line: str) -> list[tuple[str, str]]:
        command, blank, _ = line.partition(" ")
        if not blank:
            names = (".tables", ".schema", ".format", ".limit", ".help", ".quit")
            return [(name, "command") for name in names]
        if command == ".schema":
            return [(table, "table") for table in self._columns]
        return [(form, "form") for form in self._forms] if command == ".format" else []

    def _qualified(self, text: str, prefix: str, named: list[str]) -> list[tuple[str, str]]:
        """Columns after `prefix.`: a table's name, or an alias that the query gives to one."""
        for table in named:
            alias = _ALIAS.format(table=re.escape(table), alias=re.escape(prefix))
            if prefix == table or re.search(alias, text, re.IGNORECASE):
                return [(f"{prefix}.{column}", "column") for column in self._columns[table]]
        return []


def _mentions(text: str, table: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(table)}(?![\w.])", text, re.IGNORECASE) is not None
