"""What happens when somebody stops a run?

A run can be killed at any moment without harm: the published file is replaced by
one rename, and finished parts are taken over. So a signal needs no tidying up: it
ends the children and the process at once, except in the moment of the rename.

Python runs a signal's handler in the main thread, and only when that thread is back
from the library it called: DuckDB can stay away for as long as a query takes. So a
second thread reads the signals too (`signal.set_wakeup_fd`) and acts when the first
does not.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

PATIENCE_SECONDS = 0.3
"""How long the main thread has for answering a signal before the second thread does."""

_children: list[int] = []
_state = {"shielded": False, "late": 0, "resumable": False}
_leaving = threading.RLock()


class _Watch:
    """A thread that is told of signals even while the main thread is inside of a library.

    Args:
        act: Called in that thread, with the signal's number.
    """

    def __init__(self, act: Callable[[int], None]) -> None:
        self._act = act
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._previous = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while (number := os.read(self._reader, 1)) not in (b"", b"\0"):
            self._act(number[0])

    def stop(self) -> None:
        """Ends the thread and puts back what was told of signals before."""
        signal.set_wakeup_fd(self._previous)
        os.write(self._writer, b"\0")
        self._thread.join()
        os.close(self._writer)
        os.close(self._reader)


_watches: list[_Watch] = []


def install() -> None:
    """Takes over SIGINT, SIGTERM and SIGHUP. Called before anything heavy is imported."""
    for number in SIGNALS:
        signal.signal(number, _stop)
    _watches.append(_Watch(_stop_for_main))


def restore() -> None:
    """Gives the signals back to Python: Prefect marks an interrupted run itself."""
    while _watches:
        _watches.pop().stop()
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
    with _leaving:  # the second thread may be about to leave
        _state["shielded"], _state["late"] = True, 0
    try:
        yield
    finally:
        _state["shielded"] = False
    if _state["late"]:
        _leave(_state["late"], f": {done}")


@contextlib.contextmanager
def cancellable(cancel: Callable[[], object]) -> Iterator[None]:
    """Ctrl-C within the block calls `cancel` until the block ends, then raises KeyboardInterrupt.

    It changes nothing where Ctrl-C ends the program (`install`), nor outside of the main
    thread.

    Args:
        cancel: Ends what the block does, in another thread. It may be called when
            nothing runs.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; whatever the block raised is its cause.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    pressed = threading.Event()
    over = threading.Event()

    def act(number: int) -> None:
        if number != signal.SIGINT:
            return
        pressed.set()
        while not over.is_set():
            cancel()
            over.wait(PATIENCE_SECONDS)

    # A handler that returns: Python must not raise in the middle of the library's call.
    signal.signal(signal.SIGINT, lambda *_: None)
    watch = _Watch(act)
    failure: BaseException | None = None
    try:
        yield
    except Exception as error:
        failure = error
    finally:
        over.set()
        watch.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed.is_set():
        raise KeyboardInterrupt from failure
    if failure is not None:
        raise failure


def _stop_for_main(number: int) -> None:
    """Leaves when the main thread has not done so in time."""
    if number not in SIGNALS or _state["shielded"]:
        return
    threading.Event().wait(PATIENCE_SECONDS)
    with _leaving:
        _stop(number, None)


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
    """Ends the children and the process, and says why, once."""
    _leaving.acquire()  # never given back: there is nothing after this
    for pid in _children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    message = f"interrupted ({signal.Signals(number).name}){told}"
    # os.write: the interrupted code may hold the lock of sys.stderr.
    with contextlib.suppress(OSError):
        os.write(2, (message + "\n").encode("utf-8", "backslashreplace"))
    os._exit(128 + number)
