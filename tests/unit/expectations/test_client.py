"""The audit process ends when it should, and only then."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from expectations.checks import AuditRequest
from expectations.client import AuditProcess
from expectations.derived import checks_for
from transforms.errors import MachineError, UsageError
from transforms.tables import table

ROOT = Path(__file__).parents[3]
CHECKS = checks_for(table("articles"))


def gone(pid: int, seconds: float) -> bool:
    """Whether the process ends within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_two_audits_one_after_the_other(audit_process, staging):
    path = staging(2)
    request = AuditRequest(str(path), ("articles",), CHECKS)
    first, second = audit_process.audit(request), audit_process.audit(request)
    assert first.results == second.results
    assert [result.check for result in first.results] == list(CHECKS)
    assert all(result.check is check for result, check in zip(first.results, CHECKS, strict=True))
    assert first.seconds > 0
    assert second.cpu_seconds > first.cpu_seconds > 0


def test_the_staging_file_is_left_as_it_was(audit_process, staging):
    path = staging(2)
    before = path.read_bytes()
    audit_process.audit(AuditRequest(str(path), ("articles",), CHECKS))
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["staging.duckdb"]


def test_folders_of_any_name(audit_process, staging, tmp_path):
    path = staging(1)
    # No question mark: DuckDB 2.0 itself takes it for the start of a query string.
    folder = tmp_path / "a b;c=%20&$HOME é'\"#"
    folder.mkdir()
    outcome = audit_process.audit(
        AuditRequest(str(path.rename(folder / "staging.duckdb")), ("articles",), CHECKS)
    )
    assert all(result.is_success for result in outcome.results)


def test_a_name_that_a_connection_string_would_misread(audit_process, tmp_path):
    with pytest.raises(UsageError, match=r"st\?ging"):
        audit_process.audit(AuditRequest(str(tmp_path / "st?ging"), (), ()))


def test_a_missing_file_is_a_machine_error_and_the_process_lives_on(audit_process, staging):
    with pytest.raises(MachineError, match=r"nowhere\.duckdb"):
        audit_process.audit(AuditRequest("nowhere.duckdb", ("articles",), CHECKS))
    request = AuditRequest(str(staging(1)), ("articles",), CHECKS)
    assert audit_process.audit(request).results


def test_killed_while_it_audits(staging):
    path = staging(1)
    process = AuditProcess()
    os.kill(process.pid, signal.SIGSTOP)
    killer = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -9 {process.pid}"])
    with pytest.raises(MachineError, match=r"without an answer.*-9.*resume"):
        process.audit(AuditRequest(str(path), ("articles",), CHECKS))
    killer.wait()
    process.stop()
    with pytest.raises(MachineError, match="stopped before"):
        process.audit(AuditRequest(str(path), ("articles",), CHECKS))


def test_stop_is_immediate_and_can_be_repeated():
    process = AuditProcess()
    started = time.monotonic()
    process.stop()
    process.stop()
    assert time.monotonic() - started < 1
    assert gone(process.pid, 0.1)


def test_an_audit_that_takes_too_long(staging):
    with AuditProcess(timeout_seconds=0.2) as process:
        os.kill(process.pid, signal.SIGSTOP)
        with pytest.raises(MachineError, match=r"longer than 0\.2 seconds"):
            process.audit(AuditRequest(str(staging(1)), ("articles",), CHECKS))


def test_a_process_that_can_not_start_says_why(monkeypatch, tmp_path, staging):
    broken = tmp_path / "broken"
    (broken / "great_expectations").mkdir(parents=True)
    (broken / "great_expectations" / "__init__.py").write_text("raise ImportError('no such luck')")
    monkeypatch.setattr("expectations.client.__file__", str(ROOT / "expectations" / "client.py"))
    monkeypatch.setenv("PYTHONPATH", str(broken))
    with AuditProcess() as process, pytest.raises(MachineError, match="no such luck"):
        process.audit(AuditRequest(str(staging(1)), ("articles",), CHECKS))


def test_ctrl_c_is_left_to_the_parent(staging):
    with AuditProcess() as process:
        time.sleep(0.5)
        os.kill(process.pid, signal.SIGINT)
        outcome = process.audit(AuditRequest(str(staging(1)), ("articles",), CHECKS))
        assert outcome.results


PARENT = """
import sys, time
from expectations.client import AuditProcess
process = AuditProcess()
print(process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.crash
@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0, 4.0])
def test_a_killed_parent_leaves_no_process(seconds):
    """At any moment: while Python starts, while it imports, when it waits."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=environment
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(seconds)
    assert psutil.pid_exists(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(child, 5)


def test_whatever_is_printed_stays_out_of_the_answers():
    """The process's stdout carries JSON alone, though a library prints on it."""
    code = (
        "import sys, os; sys.argv = ['audit', str(os.getppid())]; from expectations import audit\n"
    )
    code += "answers = audit._reserve_stdout(); print('chatter', flush=True)\n"
    code += "audit._send(answers, {'a': 1})\n"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, timeout=60
    )
    assert json.loads(done.stdout) == {"a": 1}
    assert done.stderr == b"chatter\n"
