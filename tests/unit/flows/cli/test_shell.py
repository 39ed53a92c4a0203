"""The shell of `sql`, on a real pseudo-terminal and without one."""

from __future__ import annotations

import os
import pty
import re
import select
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = """
import fcntl, sys, termios
# The terminal sends Ctrl-C to the session that it controls.
fcntl.ioctl(sys.stdin, termios.TIOCSCTTY, 0)
from flows.main import main
main()
"""
SURROUNDINGS = {
    "TERM": "xterm",
    "COLUMNS": "80",
    "LINES": "40",
    "PROMPT_TOOLKIT_NO_CPR": "1",
    "PYTHONPATH": str(Path.cwd()),
}
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>()][0-9A-B]?)")


class Terminal:
    """A shell on a pseudo-terminal of 80 columns."""

    def __init__(self, warehouse: Path, state: Path) -> None:
        self._leader, follower = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE, "sql", "--warehouse", str(warehouse)],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
            env=os.environ | SURROUNDINGS | {"XDG_STATE_HOME": str(state)},
        )
        os.close(follower)
        self.seen = ""

    def send(self, text: str) -> None:
        os.write(self._leader, text.encode())

    def expect(self, words: str, seconds: float = 30) -> str:
        """Reads until `words` appear; what was read since the last call."""
        deadline = time.monotonic() + seconds
        while words not in self.seen:
            ready, _, _ = select.select([self._leader], [], [], deadline - time.monotonic())
            assert ready, f"{words!r} did not appear in {self.seen!r}"
            try:
                data = os.read(self._leader, 65536)
            except OSError:  # the other side has closed
                data = b""
            assert data, f"{words!r} did not appear in {self.seen!r}"
            self.seen = ESCAPES.sub("", self.seen + data.decode(errors="replace"))
        place = self.seen.index(words) + len(words)
        read, self.seen = self.seen[:place], self.seen[place:]
        return read

    def close(self) -> int:
        code = self.process.wait(timeout=30)
        os.close(self._leader)
        return code


@pytest.fixture
def terminal(warehouse: Path, tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(warehouse, tmp_path)
    opened.expect("news>")
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
        opened.close()


def test_a_talk_with_the_shell(terminal: Terminal, tmp_path: Path) -> None:
    terminal.send("select title,\r")
    terminal.expect("...")
    terminal.send("word_count from articles\r")
    terminal.send("where word_count = 10;\r")
    terminal.expect("Ferry back in service │         10")
    terminal.expect("1 row, ")
    terminal.send("select nope from articles;\r")
    terminal.expect('error: the query, line 1: there is no column "nope"')
    terminal.send(".tables\r")
    terminal.expect("ops.validation_results")
    terminal.send(".schema dates\r")
    terminal.expect("value_from")
    terminal.send(".format csv\r")
    terminal.send("select 1 as n, 2 as m;\r")
    terminal.expect("n,m")
    terminal.send(".nope\r")
    terminal.expect("there is no such command")
    terminal.expect("news>")
    terminal.send(".quit\r")
    assert terminal.close() == 0
    history = tmp_path / "copydesk" / "sql_history"
    assert "where word_count = 10;" in history.read_text()
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_tab_completes(terminal: Terminal) -> None:
    terminal.send("select count(*) as found from valid")
    time.sleep(0.5)
    terminal.send("\t")
    terminal.expect("validation_results")
    terminal.send(";\r")
    terminal.expect("1 row, ")
    terminal.expect("news>")
    terminal.send("\x04")
    assert terminal.close() == 0


def test_ctrl_c_cancels_a_line(terminal: Terminal) -> None:
    terminal.send("select half a line")
    time.sleep(0.3)
    terminal.send("\x03")
    terminal.expect("news>")
    terminal.send("select 6 * 7 as answer;\r")
    terminal.expect("42")
    terminal.expect("1 row, ")
    terminal.expect("news>")
    terminal.send("\x04")
    assert terminal.close() == 0


def test_ctrl_c_cancels_a_query(terminal: Terminal) -> None:
    terminal.send("select count(*) from range(3000000000) a(x), range(1000) b(y) where x*y%7=3;\r")
    time.sleep(1.5)
    terminal.send("\x03")
    terminal.expect("cancelled")
    terminal.send("select 6 * 7 as answer;\r")
    terminal.expect("42")
    terminal.expect("news>")
    terminal.send("\x04")
    assert terminal.close() == 0


def test_statements_from_a_pipe(copydesk) -> None:
    script = ".format csv\nselect 1 as a;\n\n.limit 2\nselect *\nfrom range(5);\nselect 3 as c"
    result = copydesk("sql", stdin=script)
    assert result.exit_code == 0
    assert result.stdout == "a\n1\nrange\n0\n1\nc\n3\n"


def test_a_pipe_stops_at_the_first_error_and_names_its_line(copydesk) -> None:
    result = copydesk(
        "sql", stdin="select 1 as a;\n-- remark\nselect\n  nope from articles;\nselect 2 as b;"
    )
    assert result.exit_code == 2
    assert "the query, line 4" in result.stderr
    assert " a\n" in result.stdout
    assert " b\n" not in result.stdout


def test_a_pipe_can_quit(copydesk) -> None:
    result = copydesk("sql", stdin=".quit\nselect nope;")
    assert result.exit_code == 0
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (".format nope", "there is no such form"),
        (".limit many", "that is no number"),
        (".schema nope", "there is no such table"),
        (".what", "there is no such command"),
    ],
)
def test_wrong_dot_commands(copydesk, line: str, words: str) -> None:
    result = copydesk("sql", stdin=line)
    assert result.exit_code == 2
    assert words in result.stderr


def test_help_lists_the_commands(copydesk) -> None:
    text = copydesk("sql", stdin=".help").stdout
    for name in (".tables", ".schema", ".format", ".quit"):
        assert name in text
