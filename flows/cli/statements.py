"""Where does one SQL statement end and the next begin?

DuckDB's own splitter needs text that is valid throughout; a shell must know where
a statement ends while it is typed, and report the one that is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      '(?:[^']|'')*'             # text
    | "(?:[^"]|"")*"             # a name
    | \$(\w*)\$.*?\$\1\$         # text in dollar signs
    | --[^\n]*                   # a comment to the line's end
    | /\*.*?\*/                  # a comment
    | ;
    | [^'"$;/-]+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


_LEAD = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, without its semicolon, and the line of the input that it starts in, from 1."""

    text: str
    line_no: int


def split(text: str) -> tuple[list[Statement], str]:
    r"""The finished statements of `text`, and what stands after the last semicolon.

    Semicolons inside quotes and comments end nothing. Statements of nothing but
    blanks and comments are left out.

    >>> [s.text for s in split("select ';'; -- a;b" + chr(10) + "select 2; sel")[0]]
    ["select ';'", 'select 2']
    >>> split("select 1; sel")[1]
    ' sel'
    """
    found: list[Statement] = []
    start = 0
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or _is_open(text, position, match.group()):
            break
        position = match.end()
        if match.group() == ";":
            _add(found, text, start, position - 1)
            start = position
    return found, text[start:]


def _is_open(text: str, position: int, token: str) -> bool:
    """Whether a quote or comment begins here that the text does not end."""
    if len(token) > 1:
        return False
    if token == "$":
        return re.match(r"\$\w*\$", text[position : position + 64]) is not None
    return token in "'\"" or text.startswith("/*", position)


def _add(found: list[Statement], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if is_empty(piece):
        return
    # DuckDB drops remarks before a statement, and then counts lines and columns wrongly.
    opening = _LEAD.match(piece)
    lead = opening.end() if opening else 0
    found.append(Statement(piece[lead:].strip(), text.count("\n", 0, start + lead) + 1))


def is_empty(text: str) -> bool:
    """Whether `text` holds nothing but blanks, comments and semicolons."""
    return not re.sub(r"--[^\n]*|/\*.*?\*/|;|\s", "", text, flags=re.DOTALL)


def split_all(text: str) -> list[Statement]:
    """As `split`; text after the last semicolon is a statement too."""
    found, rest = split(text)
    _add(found, text, len(text) - len(rest), len(text))
    return found
