"""What is a unit of work, and what comes back from it?

A batch is the unit of parallelism, of retry and of resume. Its key is a hash of
all that its rows depend on, so that finished parts found under that key can be
used as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from transforms.ids import combined_sha256


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to read.

    Args:
        file_id: Stable id of uri and content.
        uri: Path below the input folder.
        path: Absolute path; bytes that are not UTF-8 as surrogate escapes.
        size_bytes: Size when it was planned.
        sha256: Hash of the content when it was planned.
        priors: Article ids of the file's last content (`transforms.identity`).
    """

    file_id: int
    uri: str
    path: str
    size_bytes: int
    sha256: str
    priors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are read together. `key` names its parts.

    Args:
        batch_no: Its place among the others, from 0.
        key: Names its parts.
        files: The files.
        seen: Empty, or a file that `flows.again.read_seen` reads: then only the records it
            names are worked, knowing what other pages say of their lines.
    """

    batch_no: int
    key: str
    files: tuple[PlannedFile, ...]
    seen: str = ""

    @property
    def size_bytes(self) -> int:
        """Input of the batch."""
        return sum(file.size_bytes for file in self.files)

    def to_json(self) -> str:
        """One line of JSON, for a worker process."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(line: str) -> Batch:
        """The batch that `to_json` wrote."""
        value = json.loads(line)
        files = tuple(PlannedFile(**file) for file in value["files"])
        return Batch(value["batch_no"], value["key"], files, value["seen"])


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """What a worker needs to know beside the batch. All plain values.

    `threads`: that the reading of prose may use, 0: as many as there are cores; no row depends
    on it.
    """

    run_id: str
    as_of: str
    pipeline_version: str
    parts: str
    settings_json: str
    decisions_json: str = "[]"
    threads: int = 0

    def to_json(self) -> str:
        """One line of JSON, for a worker process."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(line: str) -> WorkOptions:
        """The options that `to_json` wrote."""
        return WorkOptions(**json.loads(line))


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch left: folders of parts, counts, and what it cost."""

    batch_no: int
    folders: tuple[str, ...]
    record_count: int
    size_bytes: int
    reused_count: int
    seconds: Mapping[str, float]

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> BatchResult:
        """The result that `to_json` wrote, parsed."""
        return BatchResult(**{**value, "folders": tuple(value["folders"])})


@dataclass(frozen=True, slots=True)
class BatchCut:
    """How large a batch may be. A larger file makes a batch of its own.

    Args:
        max_bytes: Input.
        max_files: Files; 0: any number.
    """

    max_bytes: int
    max_files: int = 0


def cut_batches(
    files: Sequence[PlannedFile], cut: BatchCut, versions: Sequence[str]
) -> tuple[Batch, ...]:
    """The files in their order, cut where a batch would exceed `cut`.

    Args:
        files: In the order of their uri.
        cut: How large a batch may be.
        versions: All that the rows depend on beside the files: code, rules,
            models, settings, the day.
    """
    groups: list[list[PlannedFile]] = []
    size = 0
    for file in files:
        is_full = bool(groups) and cut.max_files and len(groups[-1]) >= cut.max_files
        if not groups or is_full or size + file.size_bytes > cut.max_bytes:
            groups.append([])
            size = 0
        groups[-1].append(file)
        size += file.size_bytes
    return tuple(
        Batch(n, combined_sha256([*versions, *map(_signature, group)])[:32], tuple(group))
        for n, group in enumerate(groups)
    )


def _signature(file: PlannedFile) -> str:
    return json.dumps([str(file.file_id), file.path, sorted(file.priors.items())])
