"""How does an answer reach the reader?

Answers go to stdout, remarks to stderr. Everything that comes from data is made
visible first (`transforms.display`), so that no article can act in a terminal.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, TextIO

from flows.cli.options import Common
from transforms.display import visible

STYLES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
"""The ANSI codes (ECMA-48) that copydesk uses: the 16 basic colours only, so that the
reader's own theme decides how they look."""

_PIPE_WIDTH = 100


def _wants_color(stream: TextIO, no_color: bool) -> bool:
    # no-color.org: any value but the empty one switches colours off.
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


@dataclass(frozen=True, slots=True)
class Output:
    """Where an answer goes and what the place can show.

    Args:
        stream: Usually stdout.
        color: Whether it shows ANSI colours.
        width: Columns of the terminal; 100 for anything else, or COLUMNS.
        is_terminal: Whether a person reads it directly.
        verbosity: Number of -v minus number of -q.
    """

    stream: TextIO
    color: bool
    width: int
    is_terminal: bool
    verbosity: int = 0

    def style(self, text: str, *names: str) -> str:
        """`text` in the given `STYLES`, or as it is when colours are off."""
        if not self.color or not names or not text:
            return text
        codes = ";".join(STYLES[name] for name in names)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def line(self, text: str = "") -> None:
        """Writes a line. Data in it must have been made visible by the caller."""
        self.stream.write(text + "\n")

    def json(self, value: Any) -> None:
        """Writes one JSON value on one line, every hidden character escaped."""
        self.stream.write(json_text(value) + "\n")

    def error_line(self, text: str) -> None:
        """Writes a line to stderr, whatever -q says. Data in it must have been made visible."""
        self.stream.flush()
        sys.stderr.write(text + "\n")

    def note(self, text: str) -> None:
        """Writes a remark to stderr, unless -q was given."""
        if self.verbosity >= 0:
            self.error_line(
                self.style(visible(text), "dim") if sys.stderr.isatty() else visible(text)
            )


def output(common: Common) -> Output:
    """The place for this command's answer."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper) and "utf" not in (stream.encoding or "").lower():
        # A terminal of an old locale shows what it can, and escapes for the rest.
        stream.reconfigure(errors="backslashreplace")
    width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
    return Output(
        stream=stream,
        color=_wants_color(stream, common.no_color),
        width=max(width, 20),
        is_terminal=stream.isatty(),
        verbosity=common.verbosity,
    )


def json_text(value: Any) -> str:
    r"""`value` as JSON whose hidden and acting characters are `\u` escapes: safe and lossless.

    >>> json_text({"a": "é\x1b\u202e"})
    '{"a": "é\\u001b\\u202e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    if visible(text) == text:
        return text
    return "".join(char if visible(char) == char else json.dumps(char)[1:-1] for char in text)
