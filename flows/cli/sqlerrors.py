"""What is wrong with a query, in plain words?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.display import visible
from transforms.errors import CopydeskError

_PLACE = re.compile(r"\n+LINE (\d+): (.*)\n( *)(\^*)\s*$")
_KIND = re.compile(r"^(?:[A-Z]\w*(?: [A-Z]\w*)*) Error: ")
_NO_TABLE = re.compile(r'(?:Table|View|Table or View) with name "?([^\s"]+)"? does not exist')
_NO_COLUMN = re.compile(r'Referenced column "(.+?)" not found')
_NO_FROM = re.compile(r'column "(.+?)" was not found because the FROM clause is missing')
_NOT_IN_TABLE = re.compile(r'Table "(.+?)" does not have a column named "(.+?)"')
_NO_FUNCTION = re.compile(r"(?:Scalar|Table|Aggregate)?\s?Function with name (\S+) does not exist")
_ID_AS_TEXT = re.compile(r"Could not convert string '([0-9a-fA-F]{16})' to UINT64")
_SYNTAX = re.compile(r'syntax error at or near "(.+?)"')
_CANDIDATES = re.compile(r"Candidate bindings: (.+)")


class QueryError(CopydeskError):
    """The query is wrong: a usage error, with the place in it."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Names that a query can use, to suggest the nearest."""

    tables: Sequence[str] = ()
    columns: Sequence[str] = ()


def explained(error: Exception, names: Names, first_line: int = 1) -> tuple[QueryError, list[str]]:
    """The error in plain words, and the line of the query with a caret under the place.

    Args:
        error: What DuckDB raised.
        names: Known tables and columns.
        first_line: Line of the input at which the statement begins, from 1.
    """
    message = str(error)
    place = "the query" if first_line == 1 else f"the query from line {first_line} on"
    shown: list[str] = []
    found = _PLACE.search(message)
    if found:
        number, line, blank, carets = found.groups()
        line_no = int(number) + first_line - 1
        place = f"the query, line {line_no}"
        shown = _quoted(line_no, line, len(blank) - len(f"LINE {number}: "), len(carets))
        message = message[: found.start()]
    problem, remedy = _in_words(_KIND.sub("", message).strip(), names)
    return QueryError(place, visible(problem, one_line=True), remedy), shown


def _quoted(line_no: int, line: str, at: int, length: int) -> list[str]:
    gutter = f"  {line_no} | "
    # Everything before the caret may grow when it is made visible.
    before, there = (
        visible(line[:at], one_line=True),
        visible(line[at : at + length], one_line=True),
    )
    after = visible(line[at + length :], one_line=True)
    caret = " " * len(before) + "^" * max(len(there), 1)
    return [gutter + before + there + after, " " * (len(gutter) - 2) + "| " + caret]


def _near(name: str, known: Sequence[str], else_: str) -> str:
    plain = name.strip('"').rsplit(".", 1)[-1].lower()
    # A name that is just as wrong here is no help, though another table has it.
    lasts = {k.rsplit(".", 1)[-1]: k for k in known if k.rsplit(".", 1)[-1].lower() != plain}
    near = difflib.get_close_matches(plain, lasts, n=1, cutoff=0.7)
    return f"did you mean {lasts[near[0]]}?" if near else else_


def _in_words(message: str, names: Names) -> tuple[str, str]:
    """Problem and remedy for DuckDB's `message`."""
    if found := _NO_TABLE.search(message):
        every = "`copydesk schema show` lists the tables"
        return f'there is no table "{found.group(1)}"', _near(found.group(1), names.tables, every)
    if found := _NO_COLUMN.search(message):
        return f'there is no column "{found.group(1)}"', _column_hint(
            found.group(1), message, names
        )
    if found := _NO_FROM.search(message):
        return (
            f'"{found.group(1)}" is no column, as the query names no table',
            "add FROM and a table",
        )
    if found := _NOT_IN_TABLE.search(message):
        table, column = found.groups()
        return f'{table} has no column "{column}"', _column_hint(column, message, names)
    if found := _SYNTAX.search(message):
        return f'it can\'t be understood at "{found.group(1)}"', "correct the SQL there"
    return _other(message)


def _column_hint(name: str, message: str, names: Names) -> str:
    found = _CANDIDATES.search(message)
    candidates = re.findall(r'"(.+?)"', found.group(1)) if found else []
    every = "`copydesk schema show TABLE` lists a table's columns"
    own = [c for c in candidates if c.startswith(name.strip('"').lower() + "_")]
    if own:
        own.sort(key=lambda c: not c.endswith(("_name", "_text")))
        return f"did you mean {' or '.join(own[:2])}?"
    return _near(name, [*candidates, *names.columns], every)


def _other(message: str) -> tuple[str, str]:
    if "read-only mode" in message:
        return "it would change the warehouse, and sql only reads", "load files with `copydesk run`"
    if "disabled by configuration" in message or "configuration has been locked" in message:
        return (
            "it reaches outside the warehouse, and sql reads nothing else",
            "write results with -o FILE; load files with `copydesk run`",
        )
    if found := _ID_AS_TEXT.search(message):
        remedy = f"write it as '0x{found.group(1)}'::ubigint"
        return f"{found.group(1)} is an id as people see it, and no number", remedy
    if found := _NO_FUNCTION.search(message):
        return f"there is no function {found.group(1)}", "see duckdb.org/docs for all functions"
    first, _, rest = message.partition("\n")
    hint = rest.strip().split("\n")[0].strip()
    return first.rstrip("!. "), (hint[:1].lower() + hint[1:]) if hint else "correct the query"
