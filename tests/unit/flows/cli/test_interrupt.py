"""Ctrl-C while an answer is written."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path


def test_an_interrupted_export_leaves_nothing(warehouse: Path, tmp_path: Path) -> None:
    query = "select range as n, repeat('ferry ', 50) as words from range(50000000)"
    target = tmp_path / "big.csv"
    process = subprocess.Popen(
        [
            sys.executable, "-c", "from flows.main import main; main()", "sql", query,
            "-o", target, "--warehouse", warehouse,
        ],
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not any(path.stat().st_size for path in tmp_path.iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == "interrupted"
    assert list(tmp_path.iterdir()) == []
