"""The main program of a worker process: batches in on stdin, results out on stdout.

One JSON value a line. The process ends when its stdin ends, so it never outlives
the run, however that ended; and no pickle crosses the border.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
import threading
import time

from flows.batch import Batch, WorkOptions
from transforms.errors import CopydeskError

EXIT_POLL_SECONDS = 0.25


def _leave_with_parent(parent: int) -> None:
    """Ends the process as soon as its parent is gone, also in the middle of a batch."""
    while os.getppid() == parent:
        time.sleep(EXIT_POLL_SECONDS)
    os._exit(1)


def main() -> None:
    """Reads the options, then a batch a line; answers each with a result or an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 100)  # see flows.main
    threading.Thread(target=_leave_with_parent, args=(os.getppid(),), daemon=True).start()
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    options = WorkOptions.from_json(sys.stdin.readline())
    from flows.work import Worker  # noqa: PLC0415 - heavy; the parent watch must run first

    worker = Worker(options)
    for line in sys.stdin:
        try:
            answer: dict[str, object] = {
                "result": json.loads(worker.process(Batch.from_json(line)).to_json())
            }
        except CopydeskError as error:
            known = {"place": error.place, "problem": error.problem, "remedy": error.remedy}
            answer = {"known": {"kind": type(error).__name__, **known}}
        except (MemoryError, OSError) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
