"""How does a run have its staging file audited?

`AuditProcess` starts a process that imports Great Expectations while the run works,
sends it the checks and takes the answer. This module does not import Great
Expectations.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections import deque
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from expectations.checks import AuditOutcome, AuditRequest, CheckResult, RowFailure
from transforms.errors import MachineError, UsageError

TIMEOUT_SECONDS = 3600.0
"""An audit that takes longer is taken for hung. A million rows take about ten seconds."""

STDERR_LINES = 20
"""Last lines of the process's stderr that go into an error message."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*")


class AuditProcess:
    """A process that audits; started at once, stopped when the block ends.

    Args:
        timeout_seconds: How long one audit may take before the process is killed.
    """

    def __init__(self, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._timeout_seconds = timeout_seconds
        self._stderr: deque[str] = deque(maxlen=STDERR_LINES)
        home = str(Path(__file__).resolve().parents[1])
        known = os.environ.get("PYTHONPATH")
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([home, known] if known else [home]),
            "GX_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        }
        # -P: a file of the user's called json.py in the working folder stays out.
        options = ["-P", "-W", "ignore"]
        self._process = subprocess.Popen(
            [sys.executable, *options, "-m", "expectations.audit", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            process_group=0,
        )
        self._reader = threading.Thread(target=self._read_stderr, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Process id of the audit process."""
        return self._process.pid

    def __enter__(self) -> AuditProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def audit(self, request: AuditRequest) -> AuditOutcome:
        """The outcome of the checks on a staging file.

        Nobody may hold the file open for writing meanwhile.

        Raises:
            UsageError: The file's name holds characters that are not allowed.
            MachineError: The process died, answered nonsense, took too long, or
                could not read the file.
        """
        path = Path(request.database).resolve()
        if _SAFE_NAME.fullmatch(path.name) is None:
            raise UsageError(
                str(path),
                "the name of a staging file may hold letters, digits, '.', '-', '_' only",
                "rename it",
            )
        message = {
            **asdict(request),
            "database": str(path),
            "data_docs_directory": request.data_docs_directory
            and str(Path(request.data_docs_directory).resolve()),
        }
        line = self._exchange(json.dumps(message).encode() + b"\n")
        try:
            answer = json.loads(line)
            if "error" in answer:
                raise self._failure(answer["error"])
            return _outcome(request, answer)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise self._failure(f"its answer makes no sense ({error})") from error

    def stop(self) -> None:
        """Kills the process and waits for its end; harmless when it has ended."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join(timeout=5)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    # What was left in the buffer can't be sent any more.
                    continue

    def _exchange(self, message: bytes) -> bytes:
        """One line out, one line in."""
        assert self._process.stdin is not None and self._process.stdout is not None
        if self._process.stdin.closed:
            raise self._failure("it was stopped before")
        timer = threading.Timer(self._timeout_seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(message)
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError as error:
            raise self._failure(f"it ended ({error})") from error
        finally:
            is_timeout = not timer.is_alive()
            timer.cancel()
        if not line.endswith(b"\n"):
            took = f"it took longer than {self._timeout_seconds:g} seconds"
            raise self._failure(took if is_timeout else "it ended without an answer")
        return line

    def _failure(self, problem: str) -> MachineError:
        try:
            status = self._process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            status = None
        self._reader.join(timeout=0.2)
        told = " | ".join(self._stderr)
        ended = "" if status is None else f" [exit status {status}]"
        return MachineError(
            "audit process (Great Expectations)",
            f"{problem}{ended}" + (f": {told}" if told else ""),
            "nothing was published; run the same command again to resume",
        )

    def _read_stderr(self) -> None:
        stream = self._process.stderr
        assert stream is not None
        for line in stream:
            text = line.decode("utf-8", "replace").strip()
            if text:
                self._stderr.append(text[:300])


def _outcome(request: AuditRequest, answer: dict[str, Any]) -> AuditOutcome:
    """The answer as values that refer to the request's own checks."""
    results = tuple(
        CheckResult(**{**found, "check": request.checks[found["check"]]})
        for found in answer["results"]
    )
    failures = tuple(
        RowFailure(int(found["article_id"]), request.checks[found["check"]], found["detail"])
        for found in answer["failures"]
    )
    return AuditOutcome(results, failures, answer["seconds"], answer["cpu_seconds"])
