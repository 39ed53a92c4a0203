"""Which files are new, and how is the work cut?"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.batch import Batch, BatchCut, PlannedFile, cut_batches
from flows.sources import (
    STDIN_URI,
    DiscoverOptions,
    RefusedPath,
    SourceFile,
    UnreadableSource,
    discover,
    open_source,
    sha256_of,
    show_path,
)
from flows.state import read_json, write_json
from transforms.ids import stable_id
from warehouse.known import Known, Locations

_SETTLED_NS = 2_000_000_000
"""A file changed less than 2 s before it was hashed is hashed again next time: a later
change within the clock's grain would leave size and time as they are (git's "racy" rule)."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file whose content the warehouse has; its records end as they ended before."""

    file_id: int
    location: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do."""

    batches: tuple[Batch, ...]
    unchanged: tuple[KnownFile, ...]
    refused: tuple[RefusedPath, ...]
    hashed_bytes: int

    @property
    def files(self) -> tuple[PlannedFile, ...]:
        """The files to read, in their order."""
        return tuple(file for batch in self.batches for file in batch.files)

    @property
    def size_bytes(self) -> int:
        """Bytes to read."""
        return sum(batch.size_bytes for batch in self.batches)

    @property
    def file_count(self) -> int:
        """Files and refused paths that were met."""
        return len(self.files) + len(self.unchanged) + len(self.refused)


class FileHashes:
    """Content hashes, remembered by path with size, times and inode."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._old: dict[str, list[int | str]] = read_json(cache) or {}
        self._new: dict[str, list[int | str]] = {}
        self.hashed_bytes = 0

    def sha256(self, file: SourceFile) -> str:
        """The content hash; the file is read only when its stat differs from last time.

        Raises:
            UnreadableSource: The file can't be read.
        """
        key = show_path(file.path)
        stat: list[int | str] = [file.size_bytes, file.mtime_ns, file.inode, file.device]
        old = self._old.get(key)
        if old is not None and old[:4] == stat and int(old[5]) - file.mtime_ns > _SETTLED_NS:
            self._new[key] = old
            return str(old[4])
        now = time.time_ns()
        with open_source(file) as stream:
            digest = sha256_of(stream)
        self.hashed_bytes += file.size_bytes
        self._new[key] = [*stat, digest, now]
        return digest

    def save(self) -> None:
        """Keeps the hashes of this run, and those of other folders, for the next."""
        write_json(self._cache, {**self._old, **self._new})


def _file_ids(uris: Iterable[tuple[str, str]]) -> list[int]:
    """Ids by (uri, hash). The n-th equal pair of a run (two folders given) gets its own."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for pair in uris:
        again = seen[pair]
        seen[pair] += 1
        found.append(stable_id("file", *pair, *([again] if again else [])))
    return found


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the user gave, and what among it is ours.

    Args:
        paths: Files, folders, globs or `-`.
        is_own: Whether an absolute path is one that copydesk writes: the warehouse,
            its state, its reports. Those are no input, wherever they lie.
        spool: Folder in which standard input is kept while it is read; None: the
            system's for temporary files.
    """

    paths: Sequence[str]
    is_own: Callable[[bytes], bool] = lambda path: False
    spool: Path | None = None

    def found(self) -> Iterator[SourceFile | RefusedPath]:
        """Everything below the inputs that is not ours, sorted by uri."""
        options = DiscoverOptions(spool_folder=str(self.spool) if self.spool else None)
        for item in discover(self.paths, options):
            if item.uri == STDIN_URI or not self.is_own(item.path):
                yield item


def make_plan(
    inputs: Inputs,
    known: Known,
    hashes: FileHashes,
    cut: BatchCut,
    versions: Sequence[str],
) -> Plan:
    """What is to do for `inputs`.

    Args:
        inputs: Where to look.
        known: What the warehouse has, as far as the rules and checks of today made it.
        hashes: Content hashes.
        cut: How large a batch may be.
        versions: See `cut_batches`; the first is the pipeline's version.
    """
    files: list[SourceFile] = []
    digests: list[str] = []
    refused: list[RefusedPath] = []
    for item in inputs.found():
        if isinstance(item, RefusedPath):
            refused.append(item)
            continue
        try:
            digests.append(hashes.sha256(item))
        except UnreadableSource as error:
            refused.append(
                RefusedPath(item.uri, item.path, error.reason, str(error), item.size_bytes)
            )
            continue
        files.append(item)
    hashes.save()
    ids = _file_ids((file.uri, digest) for file, digest in zip(files, digests, strict=True))
    unchanged: list[KnownFile] = []
    todo: list[tuple[SourceFile, str, int]] = []
    places = known.look_up([show_path(file.path) for file in files])
    for file, digest, file_id in zip(files, digests, ids, strict=True):
        place = show_path(file.path)
        # A file that goes back to an earlier content is known, but not as what lies there.
        if file_id in known.files and places.last.get(place, file_id) == file_id:
            unchanged.append(KnownFile(file_id, place))
        else:
            todo.append((file, digest, file_id))
    planned = [_planned(file, digest, file_id, places) for file, digest, file_id in todo]
    planned.sort(key=lambda file: (file.uri, file.file_id))
    return Plan(
        cut_batches(planned, cut, versions),
        tuple(unchanged),
        tuple(refused),
        hashes.hashed_bytes,
    )


def _planned(file: SourceFile, digest: str, file_id: int, places: Locations) -> PlannedFile:
    return PlannedFile(
        file_id=file_id,
        uri=file.uri,
        path=os.fsdecode(file.path),
        size_bytes=file.size_bytes,
        sha256=digest,
        priors=dict(places.priors.get(show_path(file.path), {})),
    )
