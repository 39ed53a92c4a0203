from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from flows.cli import COMMANDS, cli

HEAVY = (
    "polars",
    "duckdb",
    "rich",
    "prompt_toolkit",
    "spacy",
    "pyarrow",
    "prefect",
    "great_expectations",
)


def python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_the_help_lists_every_command() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name}" in result.output
        assert entry.help in " ".join(result.output.split())


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_imports_nothing_heavy(name: str | None) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    code = (
        "import sys\n"
        "from flows.cli import cli\n"
        f"cli({arguments!r}, standalone_mode=False)\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    assert python(code).rstrip().endswith("[]")


def test_help_is_instant() -> None:
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        python("from flows.cli import cli; cli(['--help'])")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        seconds.append(spent)
    # CPU time, and the best of three: a busy machine is no fault of ours.
    assert min(seconds) < 0.3


GROUPS = ("runs", "quarantine", "schema", "lines")


@pytest.mark.parametrize("name", [n for n in COMMANDS if n not in GROUPS])
def test_every_command_has_an_example_and_the_common_options(name: str) -> None:
    output = CliRunner().invoke(cli, [name, "--help"]).output
    assert "Example" in output
    assert f"copydesk {name}" in output
    for option in ("--warehouse", "--config", "--json", "--verbose", "--quiet", "--no-color"):
        assert option in output


@pytest.mark.parametrize(
    "words",
    [
        ("runs", "list"), ("runs", "show"), ("runs", "diff"), ("quarantine", "list"),
        ("quarantine", "show"), ("schema", "show"), ("schema", "dictionary"),
        ("schema", "check"), ("schema", "migrate"), ("lines", "keep"), ("lines", "drop"),
        ("lines", "decisions"), ("lines", "undo"),
    ],
)  # fmt: skip
def test_every_subcommand_has_an_example(words: tuple[str, str]) -> None:
    output = CliRunner().invoke(cli, [*words, "--help"]).output
    assert f"copydesk {' '.join(words)}" in output.split("Example", 1)[1]
    assert "--warehouse" in output


def test_the_nearest_command_is_suggested() -> None:
    result = CliRunner().invoke(cli, ["qarantine"])
    assert result.exit_code == 2
    assert "Did you mean 'quarantine'?" in result.output


def test_a_far_off_command_is_not_guessed() -> None:
    result = CliRunner().invoke(cli, ["xyzzy"])
    assert result.exit_code == 2
    assert "copydesk --help" in result.output


def test_version() -> None:
    result = CliRunner().invoke(cli, ["--version"])
    assert result.exit_code == 0
    assert result.output.startswith("copydesk ")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 3, "error: memory: "),
        (OSError(28, "No space left on device", "/x/y"), 3, "free some space"),
        (PermissionError(13, "Permission denied", "/x\x1by"), 3, "error: /x␛y: Permission denied"),
        (ValueError("two\nlines"), 3, "(ValueError: two)"),
    ],
)
def test_what_a_command_raises_becomes_one_line_and_a_code(
    error: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command("fails")
    def fails() -> None:
        raise error

    monkeypatch.setitem(cli.commands, "fails", fails)
    result = CliRunner().invoke(cli, ["fails"])
    assert result.exit_code == code
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_errors_are_json_too_when_asked(tmp_path: Path) -> None:
    missing = tmp_path / "none.duckdb"
    result = CliRunner().invoke(cli, ["show", "x", "--json", "--warehouse", str(missing)])
    assert result.exit_code == 3
    error = json.loads(result.stdout)["error"]
    assert error["place"] == str(missing)
    assert error["exit_code"] == 3
    assert "copydesk run" in error["remedy"]
    assert result.stderr.startswith("error: ")


READERS = [
    ("sql", "select 1"), ("query", "v_coverage"), ("show", "x"), ("runs", "list"),
    ("runs", "show", "latest"), ("runs", "diff", "previous", "latest"), ("quarantine", "list"),
    ("quarantine", "show", "0" * 16 + ":0"), ("schema", "check"), ("schema", "migrate"),
    ("lines", "decisions"), ("lines", "keep", "x", "1"), ("lines", "undo", "x"),
]  # fmt: skip


@pytest.mark.parametrize("words", READERS)
def test_a_missing_warehouse_is_a_plain_error(words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    result = CliRunner().invoke(cli, [*words, "--warehouse", str(path)])
    assert result.exit_code == 3
    assert result.stderr.startswith(f"error: {path}: there is no warehouse file; ")
    assert not path.exists()


@pytest.mark.parametrize("words", READERS)
def test_a_file_of_another_program_is_a_plain_error(
    words: tuple[str, ...], foreign: Path, tmp_path: Path
) -> None:
    before = foreign.read_bytes()
    text = tmp_path / "letter.duckdb"
    text.write_text("Dear reader\n" * 100)
    for path in (foreign, text):
        result = CliRunner().invoke(cli, [*words, "--warehouse", str(path)])
        assert result.exit_code == 3
        assert result.stderr.startswith(f"error: {path}: ")
        assert result.stderr.count("\n") == 1
    assert foreign.read_bytes() == before


@pytest.mark.parametrize("words", READERS[:1] + READERS[1:2] + READERS[3:4] + READERS[6:7])
def test_an_empty_warehouse_has_no_rows_and_no_error(
    words: tuple[str, ...], empty_warehouse: Path
) -> None:
    result = CliRunner().invoke(cli, [*words, "--warehouse", str(empty_warehouse)])
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("show", "ferry"), "no article has this"),
        (("runs", "show", "latest"), "there is no such run"),
        (("runs", "diff", "previous", "latest"), "there is no such run"),
        (("quarantine", "show", "0" * 16 + ":0"), "no such record is in quarantine"),
    ],
)
def test_an_empty_warehouse_says_what_is_not_there(
    words: tuple[str, ...], reason: str, empty_warehouse: Path
) -> None:
    result = CliRunner().invoke(cli, [*words, "--warehouse", str(empty_warehouse)])
    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_closed_pipe_ends_quietly(warehouse: Path) -> None:
    code = "from flows.cli import cli; cli(prog_name='copydesk')"
    query = "select range from range(2000000)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "sql", query, "--format", "csv", "--warehouse", warehouse],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"range\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141
    process.stderr.close()
