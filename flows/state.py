"""Where does a run keep what must survive a kill?

Everything lies in `.copydesk/<warehouse name>/` beside the warehouse: the lock,
the finished parts, the journal of the run under way and of runs that did not
publish. The folder can be deleted at any time when no run is going on; the next
run then reads its inputs anew.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transforms.errors import MachineError, WarehouseBusy


@dataclass(frozen=True, slots=True)
class StateFolder:
    """The folder's rooms. `warehouse` is the absolute path of the published file."""

    warehouse: Path

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.warehouse.parent / ".copydesk" / self.warehouse.name

    @property
    def parts(self) -> Path:
        """Finished parts of batches, by the batch's key."""
        return self.root / "parts"

    @property
    def work(self) -> Path:
        """Staging and candidate of the run under way."""
        return self.root / "work"

    @property
    def pending(self) -> Path:
        """Journals of runs that did not publish, as JSON; the next publish takes them in."""
        return self.root / "pending"

    @property
    def stats(self) -> Path:
        """Size, time and hash of files seen before."""
        return self.root / "stats.json"

    @property
    def current(self) -> Path:
        """The run under way: what a killed run leaves behind."""
        return self.root / "current.json"

    def prepare(self) -> None:
        """Makes the folders and clears what a killed run left in `work`.

        Raises:
            MachineError: The warehouse's folder can't be written.
        """
        try:
            shutil.rmtree(self.work, ignore_errors=True)
            for folder in (self.parts, self.work, self.pending):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineError(
                str(self.warehouse),
                f"the folder beside it can't be written ({error.strerror}: {error.filename})",
                "choose a writable folder with --warehouse",
            ) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the lock of the warehouse; the kernel frees it when the process ends.

        Raises:
            WarehouseBusy: Another run holds it.
            MachineError: The lock file can't be made.
        """
        path = self.root / "lock"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise MachineError(
                str(self.warehouse),
                f"its lock can't be made ({error.strerror}: {error.filename})",
                "check that the warehouse's folder exists and is writable",
            ) from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                holder = os.pread(handle, 40, 0).decode("ascii", "replace").strip()
                raise WarehouseBusy(
                    str(self.warehouse),
                    f"another run (process {holder or 'unknown'}) is at work on it",
                    "wait for it to end and run again",
                ) from error
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(handle)


def write_json(path: Path, value: Any) -> None:
    """Writes `value` whole or not at all: to a neighbour, then renamed."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(value, file, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read_json(path: Path) -> Any:
    """The value in `path`; None when there is none or it is damaged (it is a cache)."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
