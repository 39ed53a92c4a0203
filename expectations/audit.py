"""How does the audit process talk to the run that started it?

One line of JSON comes in on stdin, one line goes out on stdout. Whatever libraries
print goes to stderr. The process ends when its stdin does or its parent is gone,
even while it is still importing, so a killed run leaves nothing behind; Ctrl-C is
for the parent to deal with.

Started as `python -m expectations.audit PARENT_PID`, by `expectations.client` only.
"""

from __future__ import annotations

import json
import os
import queue
import select
import signal
import sys
import threading
import time
import traceback
from typing import Any

from expectations.checks import Check

POLL_SECONDS = 0.5
"""How often the parent is looked for; the end of stdin is seen at once."""

READ_BYTES = 1 << 16


def _watch(parent: int, requests: queue.SimpleQueue[bytes]) -> None:
    """Puts the lines of stdin into `requests`; ends the process with its parent."""
    waiting = b""
    while True:
        if os.getppid() != parent:
            os._exit(0)
        ready, _, _ = select.select([0], [], [], POLL_SECONDS)
        if not ready:
            continue
        data = os.read(0, READ_BYTES)
        if not data:
            os._exit(0)
        *lines, waiting = (waiting + data).split(b"\n")
        for line in lines:
            requests.put(line)


def _reserve_stdout() -> int:
    """A descriptor for answers alone; stdout itself becomes stderr."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def _send(descriptor: int, answer: dict[str, Any]) -> None:
    data = json.dumps(answer, default=str).encode() + b"\n"
    while data:
        data = data[os.write(descriptor, data) :]


def _answer(line: bytes) -> dict[str, Any]:
    """The answer to one request, as JSON data."""
    # Great Expectations takes seconds to import: the watcher must run by then.
    from expectations.docs import write_data_docs  # noqa: PLC0415
    from expectations.duck import Staging  # noqa: PLC0415
    from expectations.validate import validate  # noqa: PLC0415

    request = json.loads(line)
    checks = [
        Check(**{**check, "key_columns": tuple(check["key_columns"])})
        for check in request["checks"]
    ]
    started = time.perf_counter()
    staging = Staging(request["database"], request["tables_with_rows"], request["memory_limit"])
    try:
        results, failures = validate(staging, request["tables_with_rows"], checks)
        if request["data_docs_directory"] is not None:
            write_data_docs(
                staging, request["tables_with_rows"], checks, request["data_docs_directory"]
            )
    finally:
        staging.close()
    place = {id(check): index for index, check in enumerate(checks)}
    return {
        "results": [
            {
                "check": index,
                "is_success": result.is_success,
                "element_count": result.element_count,
                "unexpected_count": result.unexpected_count,
                "observed_value": result.observed_value,
                "sample_keys": result.sample_keys,
                "error": result.error,
            }
            for index, result in results
        ],
        "failures": [
            {"article_id": f.article_id, "check": place[id(f.check)], "detail": f.detail}
            for f in failures
        ],
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time(),
    }


def main() -> None:
    """Imports, then answers requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _reserve_stdout()
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_watch, args=(int(sys.argv[1]), requests), daemon=True).start()
    # While the run works on its articles, not when it waits for the audit.
    from expectations import duck  # noqa: PLC0415

    duck.prepare()
    while True:
        line = requests.get()
        try:
            answer = _answer(line)
        except Exception as error:  # told to the parent, which raises it
            answer = {"error": f"{type(error).__name__}: {error}"}
        _send(answers, answer)


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        traceback.print_exc()
        # An orderly end would make DuckDB's binding print its leaks.
        os._exit(1)
