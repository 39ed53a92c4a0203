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
from typing import NoReturn

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


def forget(pid: int) -> None:
    """No longer: the process is gone, and its number may be another's soon."""
    with contextlib.suppress(ValueError):
        _children.remove(pid)


def say_resumable(on: bool) -> None:
    """From now on (or no longer) the message names the command that resumes the run."""
    _state["resumable"] = on


@contextlib.contextmanager
def shielded(done: str) -> Iterator[None]:
    """Holds signals back; one that came meanwhile ends the process after the block.

    Args:
        done: What to say then: the block is done. When the block raises, the error
            goes on, and ends the process as well.
    """
    _state["shielded"], _state["late"] = True, 0
    try:
        yield
    finally:
        _state["shielded"] = False
    if _state["late"]:
        _leave(_state["late"], f": {done}")


def _stop(number: int, frame: FrameType | None) -> None:
    if _state["shielded"]:
        _state["late"] = number
        return
    told = ""
    if _state["resumable"]:
        command = shlex.join(["copydesk", *sys.argv[1:]])
        told = f": nothing was published, finished work is kept; to go on: {command}"
    _leave(number, told)


def _leave(number: int, told: str) -> NoReturn:
    """Ends the children and the process, and says why."""
    for pid in _children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    message = f"interrupted ({signal.Signals(number).name}){told}"
    # os.write: the interrupted code may hold the lock of sys.stderr.
    with contextlib.suppress(OSError):
        os.write(2, (message + "\n").encode("utf-8", "backslashreplace"))
    os._exit(128 + number)
