"""Where do finished parts wait?

A part is a folder with one Parquet file per table that has rows. It appears under
its name whole or not at all, so a folder that is there can be used.
"""

from __future__ import annotations

import io
import os
import shutil
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from flows.state import read_json, write_json

_DONE = "done.json"


def part_folder(parts: Path, batch_key: str, chunk_no: int) -> Path:
    """The folder of one chunk of a batch."""
    return parts / batch_key / f"{chunk_no:06d}"


def write_part(folder: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    """Writes one Parquet file per frame into `folder`, which then appears at once.

    Raises:
        OSError: The disk refused.
    """
    beside = folder.with_name(folder.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    marks = {}
    for name, frame in frames.items():
        packed = io.BytesIO()
        frame.write_parquet(packed, compression="lz4")
        data = packed.getbuffer()
        with (beside / f"{name}.parquet").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        marks[name] = zlib.crc32(data)
    write_json(beside / _DONE, marks)
    shutil.rmtree(folder, ignore_errors=True)  # one that is there is damaged
    beside.rename(folder)


def is_whole(folder: Path) -> bool:
    """Whether `folder` is a finished part, byte for byte: the disk may have lost some."""
    marks = read_json(folder / _DONE)
    try:
        return isinstance(marks, dict) and all(
            zlib.crc32((folder / f"{name}.parquet").read_bytes()) == mark
            for name, mark in marks.items()
        )
    except OSError:
        return False


def part_files(folders: Iterable[str]) -> dict[str, list[str]]:
    """Paths of the Parquet files in `folders`, by table, in the folders' order."""
    found: dict[str, list[str]] = {}
    for folder in folders:
        for name in read_json(Path(folder) / _DONE) or {}:
            found.setdefault(name, []).append(str(Path(folder) / f"{name}.parquet"))
    return found


def finish_batch(parts: Path, batch_key: str, result: object) -> None:
    """Notes the result of a finished batch beside its parts."""
    folder = parts / batch_key
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / _DONE, result)


def finished_batch(parts: Path, batch_key: str) -> object | None:
    """The noted result of a batch whose parts are all whole; None: it must be worked."""
    result = read_json(parts / batch_key / _DONE)
    if not isinstance(result, dict):
        return None
    return result if all(is_whole(Path(folder)) for folder in result["folders"]) else None
