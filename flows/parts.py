"""Where do finished parts wait?

A part is a folder with one Parquet file per table that has rows. It appears under
its name whole or not at all, so a folder that is there can be used.
"""

from __future__ import annotations

import shutil
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
    sizes = {}
    for name, frame in frames.items():
        path = beside / f"{name}.parquet"
        frame.write_parquet(path, compression="lz4")
        sizes[name] = path.stat().st_size
    write_json(beside / _DONE, sizes)
    beside.rename(folder)


def is_whole(folder: Path) -> bool:
    """Whether `folder` is a finished part with all its bytes."""
    sizes = read_json(folder / _DONE)
    return isinstance(sizes, dict) and all(
        (path := folder / f"{name}.parquet").is_file() and path.stat().st_size == size
        for name, size in sizes.items()
    )


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
