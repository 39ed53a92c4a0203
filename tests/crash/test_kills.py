"""Is the warehouse the one from before or the one after, whenever a run is killed?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.factories import write_articles

pytestmark = pytest.mark.crash

SEED = 20_260
KILLS = 8


def command(inputs: Path, warehouse: Path, *more: str) -> list[str]:
    run = [sys.executable, "-m", "flows.main", "run", str(inputs), "--warehouse", str(warehouse)]
    return [*run, "--direct", *more]


def start(inputs: Path, warehouse: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(inputs, warehouse, *more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def texts(warehouse: Path) -> set[str]:
    if not warehouse.exists():
        return set()
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        return {text for (text,) in connection.execute("select text from articles").fetchall()}
    finally:
        connection.close()


def session_members(session: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """(inputs, half of them, seconds a run takes, the texts)."""
    folder = tmp_path_factory.mktemp("undisturbed")
    inputs = write_articles(folder / "in", 30)
    begun = time.monotonic()
    process = start(inputs, folder / "w.duckdb")
    process.communicate()
    assert process.returncode == 0
    return inputs, time.monotonic() - begun, texts(folder / "w.duckdb")


@pytest.mark.parametrize("number", range(KILLS))
def test_kill_9(number, undisturbed, tmp_path):
    inputs, seconds, wanted = undisturbed
    warehouse = tmp_path / "w.duckdb"
    before: set[str] = set()
    if number % 2:
        half = write_articles(tmp_path / "half", 10)
        start(half, warehouse).communicate()
        before = texts(warehouse)
        assert before
    process = start(inputs, warehouse, "--workers", str(1 + number % 2))
    time.sleep(seconds * (number + random.Random(SEED + number).random()) / KILLS)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert texts(warehouse) in (before, wanted)
    end = time.monotonic() + 15
    while session_members(process.pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert session_members(process.pid) == []
    again = start(inputs, warehouse)
    _, errors = again.communicate()
    assert again.returncode == 0, errors
    assert texts(warehouse) == wanted


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_signals_end_at_once_and_say_how_to_go_on(number, code, undisturbed, tmp_path):
    inputs, seconds, wanted = undisturbed
    warehouse = tmp_path / "w.duckdb"
    process = start(inputs, warehouse, "--batch-size", "1")
    time.sleep(seconds * 0.6)
    os.kill(process.pid, number)
    begun = time.monotonic()
    _, errors = process.communicate()
    if process.returncode == 0:
        pytest.fail("the run was over before the signal came: raise the number of articles")
    assert process.returncode == code and time.monotonic() - begun < 5
    assert "Traceback" not in errors and "to go on: copydesk run" in errors
    again = start(inputs, warehouse, "--batch-size", "1")
    again.communicate()
    assert texts(warehouse) == wanted
    connection = duckdb.connect(str(warehouse), read_only=True)
    rows = connection.execute("select status from ops.runs order by run_id").fetchall()
    connection.close()
    assert rows == [("interrupted",), ("published",)]


def test_two_at_once(undisturbed, tmp_path):
    inputs, _, wanted = undisturbed
    warehouse = tmp_path / "w.duckdb"
    both = [start(inputs, warehouse) for _ in range(2)]
    codes = []
    for process in both:
        _, errors = process.communicate()
        codes.append(process.returncode)
        assert "Traceback" not in errors
    assert sorted(codes) in ([0, 0], [0, 5])
    assert texts(warehouse) == wanted


def test_a_full_disk_changes_nothing(undisturbed, tmp_path):
    import resource

    inputs, _, wanted = undisturbed
    warehouse = tmp_path / "w.duckdb"

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    process = subprocess.run(
        command(inputs, warehouse), capture_output=True, text=True, preexec_fn=limited, check=False
    )
    assert process.returncode == 3
    assert "Traceback" not in process.stderr and "error:" in process.stderr
    assert texts(warehouse) == set()
    start(inputs, warehouse).communicate()
    assert texts(warehouse) == wanted
