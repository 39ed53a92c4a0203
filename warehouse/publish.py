"""How do readers get a run, whole or not at all?

The candidate is a copy of the published file, made by reflink where the file
system has it (Btrfs, XFS, bcachefs: no bytes move), else by copying in the kernel.
Publishing is one `rename`: readers who have the old file open keep it until they
let go, new readers get the new one, and nobody waits.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from transforms.errors import MachineError, WarehouseBusy, WarehouseError
from warehouse.connect import first_line, open_writer, require_ours

FICLONE = 0x40049409
"""ioctl number of a whole-file reflink (linux/fs.h)."""


def recover(published: Path) -> None:
    """Folds a write-ahead log that another program left beside the warehouse into it.

    copydesk never leaves one. Without this step a rename would put a new file
    beside an old log.

    Raises:
        WarehouseBusy: That program is still at work.
        WarehouseError: The warehouse is a folder or can't be opened.
    """
    if published.is_dir():
        raise WarehouseError(str(published), "it is a folder", "name a file with --warehouse")
    log = published.with_name(published.name + ".wal")
    if not published.exists() or not log.exists():
        return
    connection = open_writer(published)
    try:
        require_ours(connection, published)
        connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        raise WarehouseError(
            str(published),
            f"its write-ahead log can't be read ({first_line(error)})",
            f"move {log.name} away, or restore both from a copy",
        ) from error
    finally:
        connection.close()


def copy_file(source: Path, target: Path) -> str:
    """Copies `source` to `target`; returns how: `reflink` or `copy`.

    Raises:
        OSError: The disk refused.
    """
    with source.open("rb") as old, target.open("wb") as new:
        try:
            fcntl.ioctl(new.fileno(), FICLONE, old.fileno())
        except OSError:
            pass
        else:
            return "reflink"
    shutil.copyfile(source, target)
    return "copy"


def make_candidate(published: Path, candidate: Path) -> str:
    """Puts a copy of the published file where the run can change it; returns how.

    Raises:
        MachineError: There is not enough room for the copy.
    """
    candidate.unlink(missing_ok=True)
    if not published.exists() or published.stat().st_size == 0:
        return "new"
    size = published.stat().st_size
    free = shutil.disk_usage(candidate.parent).free
    how = ""
    try:
        how = copy_file(published, candidate)
    except OSError as error:
        raise MachineError(
            str(candidate),
            f"the warehouse can't be copied ({error.strerror}; {size:,} bytes, {free:,} free)",
            "free disk space and run again; nothing was published",
        ) from error
    return how


@contextmanager
def rewritten(published: Path, why: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published file to be changed in one transaction, which then takes its place.

    What fails leaves the published file as it is, and nothing beside it. The caller holds the
    warehouse's lock.

    Args:
        published: The warehouse.
        why: Ending of the copy's name while it is changed.
    """
    candidate = published.with_name(f"{published.name}.{why}")
    make_candidate(published, candidate)
    try:
        connection = open_writer(candidate)
        try:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        publish(candidate, published)
    finally:
        for left in (candidate, candidate.with_name(candidate.name + ".wal")):
            left.unlink(missing_ok=True)


def publish(candidate: Path, published: Path) -> None:
    """Makes the candidate the published file; afterwards it is safe on the disk.

    Raises:
        WarehouseBusy: Another program wrote to the warehouse meanwhile.
        OSError: The disk refused; the old file stands.
    """
    log = candidate.with_name(candidate.name + ".wal")
    if log.exists():
        raise MachineError(
            str(log), "the candidate was not checkpointed", "run again; nothing was published"
        )
    if published.with_name(published.name + ".wal").exists():
        raise WarehouseBusy(
            str(published), "another program is writing to it", "close it and run again"
        )
    if published.exists():
        shutil.copymode(published, candidate)
    _sync(candidate)
    candidate.replace(published)
    _sync(published.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
