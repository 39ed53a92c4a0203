"""What happens when somebody stops a run?

A run can be killed at any moment without harm: the published file is replaced by
one rename, and finished parts are taken over. So a signal needs no tidying up: it
ends the children and the process at once, except in the moment of the rename.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
from collections.abc import Iterator
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_children: list[int] = []
_state = {"shielded": False, "late": 0, "resumable": False}


def install() -> None:
    """Takes over SIGINT, SIGTERM and SIGHUP. Called before anything heavy is imported."""
    for number in SIGNALS:
        signal.signal(number, _stop)


def restore() -> None:
    """Gives the signals back to Python: Prefect marks an interrupted run itself."""
    for number in SIGNALS:
        signal.signal(
            number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        )


def kill_with_us(pid: int) -> None:
    """Has `pid` killed when a signal ends this process."""
    _children.append(pid)


def say_resumable(on: bool) -> None:
    """From now on (or no longer) the message names the command that resumes the run."""
    _state["resumable"] = on


@contextlib.contextmanager
def shielded() -> Iterator[None]:
    """Holds signals back; one that came meanwhile takes effect at the end."""
    _state["shielded"] = True
    try:
        yield
    finally:
        _state["shielded"] = False


def arrived_late() -> int:
    """Number of a signal that came while shielded, or 0."""
    return _state["late"]


def _stop(number: int, frame: FrameType | None) -> None:
    if _state["shielded"]:
        _state["late"] = number
        return
    for pid in _children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    message = f"interrupted ({signal.Signals(number).name})"
    if _state["resumable"]:
        command = shlex.join(["copydesk", *sys.argv[1:]])
        message += f": nothing was published, finished work is kept; to go on: {command}"
    # os.write: the interrupted code may hold the lock of sys.stderr.
    with contextlib.suppress(OSError):
        os.write(2, (message + "\n").encode("utf-8", "backslashreplace"))
    os._exit(128 + number)
